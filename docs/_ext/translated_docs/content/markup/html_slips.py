"""What is said of HTML that is left out, and of Markdown that no block of HTML reads."""

import re

from translated_docs.content.markup.html_elements import CONVERTED, NO_WORDS, OF_HTML

# What HTML had once, beside OF_HTML.
OBSOLETE = "acronym applet basefont bgsound big blink dir frame frameset isindex keygen marquee nobr noembed plaintext spacer xmp".split()
# Boxes, headings, quotes and lists at the beginning of a line, and what stands within one.
MARKDOWN = re.compile(
    r"(?<=\n)[ \t]*(?:(?::{3,}|`{3,}|~{3,})\{?\w.*|#{1,6} \S.*|> \S.*|([-*+]|\d+[.)]) \S.*(?=\n[ \t]*(?:\1|\d+[.)]) )|\|.*\|(?=[ \t]*\n[ \t]*\|))"
    r"|\*\*[^\s*][^*\n]*\*\*|`[^`\n]+`|!?\[[^\[\]\n]+\]\([^()\s]+\)|\[\^[\w-]+\]"
)
UNREAD = "{!r} is not read within HTML; leave a blank line above and below, or write it as HTML"
FRAME = "a link stands for the HTML element <{}>; write it in Markdown, as [words](address)"
OUTSIDE = "the HTML element <{}> is left out, its words are not; write it within <{}>"
HEADING = "the HTML element <{}> ends above this heading; write the heading as bold words"
NOWHERE = "the link {!r} leads nowhere that a page may lead; write an address with https"


def of_left_out(tag: str, written: str) -> str:
    """Return what is said of an element that is left out, and how it could stay; ``written`` is its beginning."""
    can = f"add {tag!r} to allowed_html in conf.py, or write it in Markdown" if tag in CONVERTED else "write it in Markdown"
    if tag not in OF_HTML and tag not in OBSOLETE:
        can += f", or as \\{written} if it is words"
    words = "with all that it holds" if tag in NO_WORDS else "its words are not"
    return f"the HTML element <{tag}> is left out, {words}; {can}"
