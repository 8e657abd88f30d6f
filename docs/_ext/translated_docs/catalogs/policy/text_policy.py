"""What no text of a translation may hold, whatever markup it has: hidden characters, a book, code of templates, nothing.

But for `nothing_to_see` and `without_font` all of it is asked before anything is parsed.
"""

import re
import unicodedata
from collections import Counter

from translated_docs.catalogs.characters import draws, hidden
from translated_docs.catalogs.diagnostics import Diagnostic, shown
from translated_docs.catalogs.policy.message_markup import SUBSTITUTION
from translated_docs.fonts import REMEDY, missing_characters

PILED_MARKS = 4  # combining marks on one letter; no script uses more
# A translation can be longer than its source, not by a book; no paragraph is longer than this, be it of a changelog.
LENGTH_RATIO = 12
MIN_LENGTH_LIMIT = 400
MOST_CHARACTERS = 40_000
# What a backslash before a letter stands for in a catalog, as in $\alpha$.
ESCAPED = {character: rf"write \\{letter} for a backslash before {letter}, or delete it" for character, letter in zip("\a\b\f\r\v", "abfrv")}
LOST = "\ufffd"  # https://www.unicode.org/charts/PDF/UFFF0.pdf


def hidden_characters(source: str, text: str) -> list[Diagnostic]:
    """Return a diagnostic for each character of a text that hides something, and that its source does not have."""
    if text.isascii() and text.isprintable():
        return []
    diagnostics = [
        Diagnostic("characters", f"holds the character U+{ord(character):04X}", ESCAPED.get(character, "delete it; nothing of it can be seen"))
        for character in sorted(hidden(text) - set(source))
    ]
    if LOST in text and LOST not in source:
        diagnostics.append(Diagnostic("characters", "holds \ufffd, which another encoding has left of a letter", "write that letter"))
    run = 0
    for character in text if any(map(unicodedata.combining, set(text))) else "":
        run = run + 1 if unicodedata.combining(character) else 0
        if run > PILED_MARKS:
            remedy = "write the letter with the marks that it has in its language"
            diagnostics.append(Diagnostic("characters", "piles up marks on one letter", remedy))
            break
    return diagnostics


def without_font(source: str, text: str) -> list[Diagnostic]:
    """Return a diagnostic for characters that no font of the book has, and that the source does not have either."""
    missing = [cluster for cluster in missing_characters(text) if cluster not in source]
    if not missing:
        return []
    words = f"holds {shown(' '.join(missing[:8]))}, for which the book has no font"
    return [Diagnostic("characters", words, REMEDY)]


def new_substitutions(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return a diagnostic for each substitution that the source has not, be it code: MyST runs it as Jinja's.

    By its letters, before anything is parsed; what gets through is not run all the same (content/markup/message_parser.py).
    """
    if "{{" not in msgstr:
        return []
    before, after = (Counter(f"{{{{ {piece[2:-2].strip()} }}}}" for piece in SUBSTITUTION.findall(text)) for text in (msgid, msgstr))
    added = after - before  # whatever blanks are beside the braces
    if not added and msgstr.count("{{") > msgid.count("{{"):
        added["{{"] = 1
    remedy = "keep those of the source as they are; write { { for two braces"
    return [Diagnostic("substitution", f"adds the substitution {shown(piece)}", remedy) for piece in added]


def wrong_blanks(msgid: str, msgstr: str) -> list[Diagnostic]:
    if re.search(r"^ {4}|\t", msgstr) and not re.search(r"^ {4}|\t", msgid):
        return [Diagnostic("characters", "begins with an indent, or holds a tab", "delete it")]
    return []


def too_long(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return a diagnostic for a source, or a translation, of more characters than is allowed."""
    if len(msgid) > MOST_CHARACTERS:
        words = f"has a source of {len(msgid)} characters"
        return [Diagnostic("length", words, f"cut the paragraph in the page: it can have {MOST_CHARACTERS} at most")]
    most = min(max(LENGTH_RATIO * len(msgid), MIN_LENGTH_LIMIT), MOST_CHARACTERS)
    if len(msgstr) <= most:
        return []
    words = f"has {len(msgstr)} characters where its source has {len(msgid)}"
    return [Diagnostic("length", words, f"say it in {most} at most")]


def nothing_to_see(source: str, text: str) -> list[Diagnostic]:
    """Return a diagnostic for a translation of which nothing is drawn."""
    if draws(text) or not draws(source):
        return []
    return [Diagnostic("block", "leaves out all words", "write words that show: this would render as nothing")]


def several_versions(msgstr: str) -> list[Diagnostic]:
    """Return a diagnostic for versions of two catalogs that ``msgcat`` has put into one, which it also marks as fuzzy."""
    if not re.search(r"^#-#-#-#-#  ", msgstr, re.MULTILINE):
        return []
    return [Diagnostic("form", "holds several versions, each below a line of '#-#-#-#-#'", "keep one of them, and delete those lines")]


def errors_before_parsing(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return the errors that are found without the parser."""
    found = hidden_characters(msgid, msgstr) + wrong_blanks(msgid, msgstr) + too_long(msgid, msgstr)
    return found + new_substitutions(msgid, msgstr) + several_versions(msgstr)


def draft_errors(msgid: str, draft: str) -> list[Diagnostic]:
    """Return the errors of a fuzzy translation, or of its previous source, which the page shows as plain text."""
    return hidden_characters(msgid, draft) + too_long(msgid, draft) + several_versions(draft)
