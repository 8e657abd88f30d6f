"""Markup of other programs, and halves and misprints of ours, as they are left in the words of a page.

Each table has patterns of one kind: what is left in the text of a block (OTHER stands for code), what is wrong with it and
what to do. A group of the name "left" is what is shown, and looked for in the source; other groups are for the words.
Whoever adds one adds its first signs to those of its table, in `FOREIGN` or `OF_LINES`, and to `SIGNS`.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from translated_docs.content.checks.block_text import OTHER

# Elements of HTML that are written within Markdown.
ELEMENTS = (
    "a|abbr|article|aside|b|big|blockquote|br|center|code|cite|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|"
    "li|mark|nav|ol|p|picture|pre|rp|rt|ruby|s|script|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video"
)
# Roles of Sphinx that stand in prose.
ROLES = (
    "abbr|any|command|doc|dfn|download|envvar|eq|file|guilabel|kbd|mailheader|makevar|math|menuselection|numref|option|pep|"
    "program|ref|rfc|samp|sub|sup|term"
)
HTML = "is HTML, which stands here as it is; write it in Markdown, or a backslash before it if it is meant so"
BOX = "is no box here; write :::{{note}}, its words and :::, in lines of their own"
RST = "is reStructuredText; write"
# A label, or a file of the project.
WITHIN = r"(?:[./#][^()（）<>\s]+|[^()（）<>\s]+\.(?:md|html?|png|jpe?g|svg|gif|webp|pdf)(?:#[\w-]*)?)"
NO_LINK = "is no link; write [words](address), with nothing between the brackets, and those of half the width"
PICTURE = "is no picture here; write ![words](file)"
EMOJI = "is the name of an emoji, which is none here; write the emoji itself, or a backslash before the first colon"
TAG = "is a tag of a template, which nothing reads here; write what it stands for, or the tag as `code`"
NO_ITEM = "begins no item of a list; write '- ' or '1. ' before each, with a blank of half the width"
# Links, pictures and their attributes, as wikis and Obsidian write them, or halves of ours.
LINKS = {
    r"\]\((?P<left>[^()<>\n]+ [^()<>\n]*\.\w{1,5})(?=[#\s)])":
        "has a blank, so it is the address of no link and no picture; put it in angle brackets: (<{left}>)",
    r"\]\((?P<left>(?:https?://|[./#])[^()<>\s]+|[^()<>\s]+\.(?:md|html?|png|jpe?g|svg|gif|webp|pdf)(?:#[\w-]*)?)\)":
        "is the address of no link here; between its brackets stands no other link, and no note: write those behind it",
    r"\](?P<left>\(https?)\Z": "is half of an address, as the name of a field ends at a colon; write the link behind that",
    rf"\](?P<left>\((?:https?://|{WITHIN})[^()\n]*\)?)":
        "is the address of no link here; write both brackets, and no blank in it, or a backslash before it if it is meant so",
    rf"(?P<left>[\]］] *（{WITHIN}[)）]|］ *\({WITHIN}[)）]|\] +\({WITHIN}\))": NO_LINK,
    rf"\)(?P<left>\[{WITHIN}\])": NO_LINK,
    r"\](?P<left> ?\{[.#][\w-]+)": "begins attributes that nothing reads; write them right behind the bracket, with both braces",
    r"!\[\[[^\[\]\n]+\]\]": PICTURE,
    r"(?<!!)\[\[(?!_?toc_?\]\])(?=[^\W\d])[^\[\]\n]{2,}\]\]": "is no link here; write [words](page.md)",
    r"(?<![A-Za-z0-9_\]])(?<!\] )\[(?!\d+\])[^\[\]\n]+\]\[(?!\d+\])(?P<left>[^\[\]\n^]+)\](?! ?\[|\()":
        "is the label of no link here; write '[{left}]: address' in a line of its own, or [words](address)",
}
# Boxes of GitHub and MkDocs, and what is of reStructuredText.
BOX_BEGINNINGS = {
    r"^\[!\w+\]": BOX,
    r"^(?:(?:!!!|\?\?\?)\+? ?\w+|/// ?\w+|[?!]>(?= ))": BOX,
    r"^\.\. (?P<name>[a-z][\w:+-]*)::": RST + " :::{{{name}}}, or put it into an {{eval-rst}}",
    rf"(?<![a-z0-9_:])(?P<left>:(?P<name>[a-z][\w:+-]*):){OTHER}": RST + " {{{name}}} before the backquotes",
    rf"(?<={OTHER})__?(?![a-z0-9_{OTHER}])": RST + " [words](address)",
}
# Roles, elements of HTML and beginnings of lines that are none.
NOT_BEGUN = {
    r"(?P<left>\{[a-z][\w:+-]*\}`)(?!`)": "begins a role that does not end; write a backquote behind its words too",
    rf"(?P<left>\{{(?:{ROLES})\}})\s+{OTHER}": "is a role right before a backquote only; take out the blank between them",
    rf"</?(?:{ELEMENTS})(?=[\s/>])": HTML,
    r"(?:^|\n)(?P<left>: )(?=\S)":
        "begins no definition here; write its term in one line above it, and a blank line above that, or, in a glossary, three blanks in its place",
    r"^(?P<left>`{3,}\{)": "begins no box or code, as what stands behind it has backquotes; write ::: or ~~~ in its place",
    # What Git leaves; the other marks of it are read as a title and as quotes.
    r"(?:^|\n)(?P<left><{7}(?= ))": "is of a conflict that Git left; keep one of the two versions, and delete such lines",
}
# Marks that want a blank, or have the width of kana and Han.
FULL_WIDTH = {
    r"(?:^|\n)(?P<left>#{2,6}(?=[^\s#])|#{1,6}(?=[\u3000\u00a0])|＃{2,6}|＃(?=\s))":
        "begins no heading; write '#' of half the width, and a blank of it behind, as '## Words'",
    r"(?:^|\n)(?P<left>[-*+])(?=[\u3000\u00a0])": NO_ITEM,
    r"(?:^|\n)(?P<left>\[[ x]\])(?= +[^\s(（])": "is no task; write '- ' before it, and name tasklist in myst_enable_extensions of conf.py",
    r"(?:^|\n)(?P<left>：{3}|｀{3}|:{1,2}\{[a-z-]+\})(?s:.*)": "begins no box and no code; write ':::{{name}}', or '```', of half the width",
    r"(?P<left>｛[\w:+-]+[｝}]|\{[a-z][\w:+-]*(?:｝|\}｀))": "is no role and no box; write {{name}}, and backquotes, of half the width",
    r"(?P<left>＊＊)[^＊\n]+＊＊": "is no emphasis; write ** of half the width",
    r"［＾[^］\n]+］": "is no note; write [^name] of half the width",
    r"(?:^|\n)(?P<left>[(（][^()（）\s]+[)）] ?[=＝])": "is no label; write (name)= in a line of its own, of half the width",
}
HALVES = {
    r"(?P<left>\{\{[^{}\n]*+\}?+(?!\})|(?<!\{)\{ ?[\w.]+ ?\}\})": "is half of a name that is substituted; write {{{{ name }}}}",
    r"(?:^|\n)(?P<left>\$\$|\\begin\{[a-z]+\*?\})": "begins no formula; close it, with a blank line above and below, and none in it",
}
# Tags of templates, and components: of Hugo, Jekyll, GitBook, Docusaurus, Confluence, MkDocs.
TEMPLATES = {
    r"\{%[^{}\n]*%\}": TAG,
    r"\{/\*[^\n]*?\*/\}": "is a comment of MDX, which stands here as it is; write % before each of its lines",
    r"%%[^%\n]+%%": "is a comment of Obsidian, which stands here as it is; write % before it in a line of its own, or \\ if it is meant so",
    r"(?-i:</[A-Z]\w+>|<[A-Z]\w+(?:\s+\w+=[^<>\n]*?)?\s*/>|<[A-Z]\w+\s+\w+=[^<>\n]*>)":
        "is a component of MDX; write what it shows in Markdown",
    r"^(?:import [\w{}*, ]+ from ['\"‘“][^\n]*|export (?:const|default|function) [^\n]*)":
        "is a line of MDX, which stands here as it is; take it out, or write it as code",
    r"(?:^|\n)(?P<left>\{(?:code|noformat|info|note|tip|warning|panel|quote|expand|color)(?::[^{}\n]*)?\})(?=[ \t]*(?:\n|$))":
        "is a macro of Confluence; write :::{{note}}, its words and :::, or ``` around code, in lines of their own",
    r"\{(?:status|anchor|jira):[^{}\n]*\}": "is a macro of Confluence; write what it shows",
    r"(?:^|\n)(?P<left>(?:h[1-6]|bq)\. )(?=\S)": "begins no heading and no quote; write '## Words', or '> words'",
    r"![\w./-]+\.(?:png|jpe?g|gif|svg|webp)(?:\|[^!\n]*)?!": PICTURE,
    r"\[[^\[\]|\n]+\|(?:https?://|[#/])[^\[\]\n]*\]": NO_LINK,
    r"^===[!+]? [\"“][^\n]*": "begins no tab; write :::{{tab-item}} with sphinx-design, or a heading",
    r"(?<=[^\s{}\]])(?P<left> \{[.#][\w-]+\})\Z": "are attributes that nothing reads there; write '(name)=' in the line above the heading or block",
    r"\{:(?! ?toc) ?[^{}\n]*\}":
        "are attributes that nothing reads; write '(name)=' in the line above the block for an anchor, and {{.name}} there, or behind a bracket, for a class",
}
# Of LaTeX, and of Pandoc.
LATEX = {
    r"\\(?:textbf|textit|emph|cite|ref|section|subsection|chapter|footnote|url|href)\{[^{}\n]*\}": "is LaTeX, which stands here as it is; write it in Markdown",
    r"\$ [^$\n]*[\\^_=][^$\n]* \$|\$ [^$\n]*\\[A-Za-z]{2}[^$\n]*[^$\s]\$|\$(?=[^$\s])[^$\n]*\\[A-Za-z]{2}[^$\n]* \$": "is no formula; write no blanks inside the marks, as $x = 1$",
    r"\^\[[^\[\]\n]+\](?![(\[])": "is no note here; write [^name], and '[^name]: words' below",
    r"<https?://[^<>\n]* [^<>\n]*>": "has a blank, so it is no link; write %20 in its place",
}
WITHIN_LINES = {
    r"(?<![=A-Za-z0-9<>!])==(?=[^\s=])[^=\n]*(?<=[^\s=])==(?![=A-Za-z0-9])": "is no marker here; write **words**",
    r"(?<![+A-Za-z0-9])\+\+(?=[^\s+])[^+\n]*(?<=[^\s+])\+\+(?![+A-Za-z0-9])": "is no underline here; write **words**",
    r"(?<=[A-Za-z)])~(?P<words>\d{1,3})~": "is no subscript here; write {{sub}}`{words}`",
    r"(?<=[A-Za-z0-9)])\^(?P<words>[A-Za-z0-9+-]{1,4})\^": "is no superscript here; write {{sup}}`{words}`",
    r"(?:^|\s)(?P<left>\^[a-z][\w-]{2,})\Z": "is no label here; write '(name)=' in the line above the block",
    rf"(?<![A-Za-z0-9:/{OTHER}])(?P<left>:[a-z][a-z0-9_+-]*:)(?![A-Za-z0-9:/`{OTHER}])":
        EMOJI,
    r"\{[^\s{}|]+\|[ぁ-ヿ|]+\}|[｜|][^\s《》|｜]+《[ぁ-ヿ]+》": "is no ruby here; write 漢字（かんじ）",
    r"\[#?\w+\]_(?!\w)": RST + " [^name], and what it says as '[^name]: text'",
    r"(?<![|\w])\|(?P<name>[a-z]\w{2,})\|(?![|\w])": RST + " {{{{ {name} }}}}, and its words in myst_substitutions of conf.py",
    r"\\(?:newpage|pagebreak|clearpage)\b": "begins no page; take it out: the books begin pages where they have to",
    r"\\ \S": "ends a line in a translation; write two backslashes for one that is to be seen",
    "<!(?=--|\u2013)": "is a comment of HTML, which stands here as it is; write % before each of its lines",
}
# What begins items elsewhere, and lines here: numbers of full width, in circles or in brackets, and bullets.
NUMBER = r"(?:\d+\.(?=[^\s\d])|\d+[．）]|[０-９]+[．.)）]|[①-⑳]|[(（][\d０-９]{1,2}[)）]|[ア-オ]．)"
BULLET = "[●■◆○□◇▪▶►]"
# Of the lines of a source: in the text, those of kana and Han are joined.
SEVERAL_LINES = {
    r"(?:^|\n)(?P<left>-(?![\s\d-])|[・－•])[^\n]*\n(?P=left)(?s:.*)": NO_ITEM,
    rf"(?:^|\n)(?P<left>{NUMBER})[^\n]*\n{NUMBER}(?s:.*)": NO_ITEM,
    rf"(?:^|\n)(?P<left>{BULLET})[^\n]*\n(?P=left)(?s:.*)": NO_ITEM,
    r"(?:^|\n)(?P<left>a\. (?=[^\n]*\nb\. )|a\) (?=[^\n]*\nb\) )|\(a\) (?=[^\n]*\n\(b\) )|A\. (?=[^\n]*\nB\. )|i\. (?=[^\n]*\nii\. ))(?s:.*)":
        "begins no item of a list; write '1. ' before each, or the list within {{eval-rst}}, which has letters",
    r"(?:^|\n)(?P<left>\| [^|\n]+)\n\| [^|\n]+(?=\n|$)(?s:.*)":
        "is no line of its own; write a backslash at the end of each but the last, and no bar",
    r"(?:^|\n)(?P<left>[^\t\n]+\t)[^\n]*\n[^\t\n]+\t(?s:.*)": "begins a row of no table; write '| --- | --- |' below the head, and '|' for each tab",
}
ONE_LINE = {
    r"\]\([^()\n]*?(?P<left>\{\{[^{}\n]+\}\})[^()\n]*\)":
        "stands in an address, into which no value is put; write the address itself, or a value that is the whole link: '[words](address)'",
    r"(?P<left>\\[(\[][^()\[\]\n]*(?:(?<!\\)(?:[\^=+]|_(?!\w\w))|\\[A-Za-z]{2})[^()\[\]\n]*\\[)\]])": "is no formula; write it between $ and $",
    r"(?<=\d)(?P<left>\*\d+\*)(?=\d)": "is emphasis; write \\* for a sign",
    r"(?:^|\n)(?P<left>[|｜](?:[^|｜\n]*[|｜]){2,})[ \t]*(?=\n|$)(?!\n[|:\s-]*-[|:\s-]*(?:\n|$))(?s:.*)":
        "is a row of no table; write '| --- | --- |' below the head, and each row in the next line",
    r"(?:^|\n)(?P<left>\[{1,2}_?(?:toc|TOC)_?\]{1,2}|\{:?toc(?:[: ][^{}\n]*)?\})[ \t]*(?=\n|$)":
        "is no table of contents; write :::{{contents}} and :::, in lines of their own, or nothing: each page has one at its side",
    r"(?P<left>[^\s\\]\\)[ \t]*(?=\n|$)":
        "does not end a line there; delete the blanks behind the backslash, and one at the end of a paragraph",
}
# Each table behind the signs of which a text has one if it has anything of the table: most pages need few of these patterns.
FOREIGN = {
    r"[\]］]": LINKS,
    r"[\[!?/:_]|\.\.": BOX_BEGINNINGS,
    "[{<:`]": NOT_BEGUN,
    r"[#＃：｀｛{＊［=＝]|[-*+][\u3000\u00a0]|\[[ x]": FULL_WIDTH,
    r"[{}$\\]": HALVES,
    r"[{<!|=%]|import |export |(?:h\d|bq)\.": TEMPLATES,
    r"[\\$^<]": LATEX,
    r"[=+~^:{《|\]\\<]": WITHIN_LINES,
}
OF_LINES = {r"\n": SEVERAL_LINES, r"[\\*|｜{]|toc|TOC": ONE_LINE}
# Without any of these, a block has nothing of the kind.
SIGNS = re.compile(
    r"[{<#｛＃＊［\\^《\t]|\$[$ ]|\*\d|==|\+\+|~\d|\|[\w#/]|:[a-z][\w+-]*:|[\])][(（\[ ]|\[\[|\[!|\]_|!!!|\?\?\?|%%|!\S+!|\.\. |:`|`_"
    r"|(?m:^(?:: |[|｜・－•+*-]|[(（]|\[[ x]\]|[aAi][.)] |\[toc|：：|｀｀|\d+[.．）]|[０-９①-⑳●■◆○□◇▪▶►]|[ア-オ]．|(?:h\d|bq)\. |===|///|[?!]>|import |export ))", re.IGNORECASE
)


def foreign_markup(
    text: str, tables: Mapping[str, Mapping[str, str]] = FOREIGN, flags: re.RegexFlag = re.IGNORECASE
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Yield what of other programs' markup is left in the text of a block, and what is wrong with it, with what to do."""
    places = set()
    patterns = chain.from_iterable(table.items() for signs, table in tables.items() if re.search(signs, text, flags))
    for pattern, words in patterns:
        for found in re.finditer(pattern, text, flags):
            if found.start() in places:
                continue  # of two that begin alike, the first says more
            places.add(found.start())
            groups = found.groupdict()
            yield groups.get("left") or found[0], words.format(**groups)
