"""Warn of ``*`` and ``**``, and of ``_`` and ``__``, that were meant for emphasis, and came out as they stand.

Within it, CommonMark wants no blank beside the marks (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis),
and each that begins has to end in the same block.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.policy.markdown_parser import is_cjk
from translated_docs.content.checks.block_text import OTHER, blocks_with, is_linted, text_of, warn_in, without_code
from translated_docs.content.warnings import is_written

# Two marks with words between them. If there are blanks on all four sides, they are meant as they stand: 2 ** 3 ** 4.
PAIR = re.compile(r"(?<!\*)\*\*(?!\*)(?P<words>[^*]+)(?<!\*)\*\*(?!\*)")
# The same of "_", which CommonMark takes for a part of the word wherever letters stand beside it.
UNDERSCORES = re.compile(r"(?<![A-Za-z0-9_])(?P<marks>_{1,2})(?!_)(?P<words>[^_\s、。](?:[^_\n]*[^_\s、])?)(?P=marks)(?![A-Za-z0-9_])")
MARKS = re.compile(r"(?<!\*)\*{1,3}(?!\*)")
SIGNS = re.compile("[*_]")
BREAK = f"[\n{OTHER}]"

# Words that stand behind an asterisk of their own accord: **kwargs, *BSD, and in Japanese "the sign *", "* is for".
PLAIN = re.compile(r"[a-z_][a-z0-9_.]*(?![A-Za-z]|[ ]+[A-Za-z])|[A-Z0-9]+\b|[はがを]|印|マーク|記号", re.ASCII)
# Beside a letter of Japanese, where no blank tells a name of a program from words, only these do.
NAMES = re.compile(r"(?:kw)?args\b|[a-z]\b|[^a-z]", re.ASCII)
NO_PAIR = "write no blank inside the marks, and beside Latin punctuation one outside, or {} for asterisks"
NO_UNDERSCORES = "write * in the place of _, which is a part of words that have no blanks around them, or \\_ for a sign"
NO_OTHER = "write the same marks where the emphasis begins and where it ends, in one paragraph, or {} for asterisks"


def is_meant(text: str, pair: re.Match[str]) -> bool:
    """Say whether a pair of marks in a text was meant for emphasis."""
    before, after = text[: pair.start()][-1:], text[pair.end() :][:1]
    sides = (before, pair["words"][0], pair["words"][-1], after)
    return bool(pair["words"].strip()) and any(side and not side.isspace() for side in sides)


def begins(text: str, marks: re.Match[str]) -> bool:
    """Say whether marks that stand alone were meant to begin an emphasis."""
    before, after = text[: marks.start()][-1:], text[marks.end() :]
    if not after[:1].isalpha() or (before.isalnum() and not is_cjk(before)) or before == OTHER:
        return False
    if before.isalpha() and is_cjk(before) and not NAMES.match(after):
        return True
    return not PLAIN.match(after) and (is_cjk(after[0]) or after[0].isupper() or len(marks[0]) > 1)


def ends(text: str, marks: re.Match[str]) -> bool:
    """Say whether marks that stand alone were meant to end an emphasis; a single one may lead to a note."""
    before, after = text[: marks.start()][-1:], text[marks.end() :][:1]
    return len(marks[0]) > 1 and before.isalpha() and not (after.isalnum() and not is_cjk(after))


def leads_to_note(doctree: nodes.document, text: str) -> bool:
    """Say whether a text begins with the mark of a note, which has it too: an asterisk before the same word, that ends nowhere."""
    word = re.match(r"\*\w+(?!\w|[^*\n]*\*)", text)
    beginnings = (node.astext() for node in doctree.findall(nodes.Text)) if word else ()
    return sum(beginning.startswith(word[0]) for beginning in beginnings) > 1


def left_marks(text: str) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield start and end, what is wrong and the remedy of all that is left of emphasis in the text of a block."""
    paired = []
    for pair in PAIR.finditer(text):
        if is_meant(text, pair):
            paired.append(pair.span())
            words = pair[0].replace("\n", " ")
            yield pair.span(), f"'{words}' is no emphasis", NO_PAIR.format(r"\*\*")
    for pair in UNDERSCORES.finditer(text):
        if any(map(is_cjk, pair["words"])):
            yield pair.span(), f"'{pair[0]}' is no emphasis", NO_UNDERSCORES
    for marks in MARKS.finditer(text):
        if any(first <= marks.start() < last for first, last in paired):
            continue
        if begins(text, marks) or ends(text, marks):
            before = re.search(r"\w{0,8}$", text[: marks.start()])[0]
            after = re.match(r"\w{0,8}", text[marks.end() :])[0]
            remedy = NO_OTHER.format(marks[0].replace("*", "\\*"))
            yield marks.span(), f"'{before}{marks[0]}{after}' is half of an emphasis", remedy


def place_in(source: str, text: str, start: int, end: int) -> int:
    """Return where in the source of a block marks of its text stand, alone or with what is between two of them.

    -1 if they are escaped there.  The source may have other marks beside them.
    """
    marks = re.match(r"\*+|_+", text[start:])[0]
    before = text[:start][-1:].strip(f"\n{OTHER}")
    shown = re.split(BREAK, text[start : end + 2])[0]
    patterns = [rf"{re.escape(before)}(?<![\\*_])({re.escape(shown)})"]
    behind = text[start + len(marks) :][:1]
    if behind.isalnum():
        patterns.append(rf"(?<![\\*])({re.escape(marks)})[^\w\s\\*]{{0,2}}{behind}")
    elif before.isalnum():
        patterns.append(rf"{before}[^\w\s\\*]{{0,2}}(?<!\\)({re.escape(marks)})(?!\*)")
    found = next(filter(None, (re.search(pattern, source) for pattern in patterns)), None)
    return found.start(1) if found else -1


def check_emphasis(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of marks that came out as they stand."""
    for block in blocks_with(SIGNS, doctree) if is_linted(app) else ():
        source, text = without_code(block.rawsource), text_of(block)
        for span, wrong, remedy in left_marks(text):
            place = place_in(source, text, *span)
            if place >= 0 and is_written(app.env, block, text[slice(*span)].split("\n")[0]) and not leads_to_note(doctree, text[span[0] :]):
                warn_in(app, block, place, "page.emphasis", "%s; %s", wrong, remedy)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", check_emphasis)
