"""The lines of a catalog, each of which has to belong to an entry: polib reads over some that do not without a word.

By https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html; an error has the line and the remedy.
"""

import re
from itertools import takewhile

import polib

from translated_docs.catalogs.diagnostics import Error
from translated_docs.catalogs.po_encoding import KNOWN_CHARSET
from translated_docs.utf8 import LineError

# Every line of a catalog: a comment, or a quoted string, with or without a keyword before it; obsolete after "#~", of the
# previous source after "#|".
LINE = re.compile(
    r"""\s* (?: \#(?![~|]).* | \#~\|.* | (?: (?P<mark>\#[~|]) \s+ )?
    (?: (?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) \s+ )?
    "(?P<text>(?:[^"\\]|\\.)*)" \s* )? $""",
    re.VERBOSE,
)
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
CHARSET = re.compile(r"charset\s*=\s*([^\s;]*)", re.IGNORECASE)
MOST_LINES = 5000  # of one entry; polib puts them together one by one, each time all anew
MOST_ERRORS = 20  # that are named of one file; a file with more is none of ours
GET_BACK = "get it back from Git, or delete it and run 'make catalogs', which begins it with what the last commit has"
TAKE_OUT = "close its quotation mark, or take out what does not belong there"
# A string with quotation marks within it that end it too early.
MARKED_WITHIN = re.compile(r'\s*(?:#~ *)?(?:msg\w+(?:\[\d+])?[ \t]+)?"(?:[^"\\]|\\.)*".*"\s*$')
KEYWORD = r"\s*(?:#~ *)?msg(?:ctxt|id|id_plural|str)(?:\[\d+])?"
FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*$")
# What may be wrong with a line, and what to do.
REMEDIES = {
    FENCE: "delete it: a machine has put it around the catalog",
    MARKED_WITHIN: r'write \" for a quotation mark within the words, or take it out',
    re.compile(rf'(?:{KEYWORD}\s+)?"(?:[^"\\]|\\.)*"\s*#[~|,.:]'): "put it above its msgid, from # on",
    re.compile(rf"(?:{KEYWORD})?\s*[“”„«»‘’＂']"): 'write quotation marks that are straight: "words"',
    re.compile(rf'{KEYWORD}"'): "write a blank before the quotation mark",
    re.compile(rf'{KEYWORD}\s+[^"\s].*"?\s*$'): 'write its words between quotation marks: "words"',
    re.compile(r'\s*(?:#~ *)?\w+:?\s*"(?:[^"\\]|\\.)*"\s*$'): "write msgid or msgstr before the quotation mark",
}
# A catalog as letters, one a line: its keyword or t, a string without one, in capitals if they are obsolete;
# "#" for a comment of a translator, which may stand below the last entry, "!" for another, " " for neither.
LETTERS = {"msgctxt": "c", "msgid": "i", "msgid_plural": "p", "msgstr": "s", "msgstr[": "n", None: "t"}
KEYWORDS = {letter: keyword for keyword, letter in LETTERS.items()}
MORE = r"(?: *t)*+[ #]*+"  # the other lines of a string, and comments before the next one
ENTRY = rf"[ #!]*+(c{MORE})?(i{MORE})(?:(s{MORE})|p{MORE}(?:n{MORE})+)"
BEGUN = rf"[ #!]*+(?:c{MORE})?(?:i{MORE}(?:p{MORE})?)?"  # an entry as far as its msgstr
LIVE, OBSOLETE = re.compile(ENTRY), re.compile(ENTRY.upper())
ENDLESS = re.compile(rf"[^cipsn]{{{MOST_LINES + 1}}}", re.IGNORECASE)
CUT_OFF = re.compile("! *$|#$")  # a comment that no entry follows


def letter(number: int, line: str, otherwise: str) -> str:
    """Return the letter of a line; raise LineError if it is none of a catalog, with what to do ``otherwise`` if that is not known."""
    if line[:1] in "<=>|" and CONFLICT.match(line):
        raise LineError(
            number,
            "a conflict that Git left; keep one of the two versions, and delete the lines "
            "that begin with <<<<<<<, ======= and >>>>>>>",
        )
    match = LINE.match(line)
    if not match:
        remedies = (remedy for pattern, remedy in REMEDIES.items() if pattern.match(line))
        remedy = next(remedies, otherwise)
        raise LineError(number, f"not a line of a catalog: {line.strip()[:60]!r}; {remedy}")
    if match["text"] is None or match["mark"] == "#|":
        return " " if not line.strip() else "#" if re.match(r"#(\s|$)", line) else "!"
    found = LETTERS[match["keyword"] and match["keyword"].rstrip("0123456789]")]
    return found.upper() if match["mark"] else found


def bad_line(letters: str, position: int) -> LineError:
    """Return the error of the first line that no entry can be made of, after the entries before ``position``."""
    begun = max((re.compile(half).match(letters, position) for half in (BEGUN, BEGUN.upper())), key=re.Match.end)
    rest = letters[begun.end() : begun.end() + 1].lower()
    if rest == "t":
        return LineError(begun.end() + 1, "a string that belongs to no entry; put it below its msgid or its msgstr")
    if rest == "!":
        return LineError(begun.end() + 1, "a mark within an entry; put it above the msgid")
    last = max(begun[0].lower().rfind(keyword) for keyword in "cip")
    if last < 0:
        return LineError(begun.end() + 1, f"this {KEYWORDS[rest]} has no msgid; add it above, or delete the entry")
    line, name = position + last + 1, KEYWORDS[letters[position + last].lower()]
    if name == "msgid_plural":
        return LineError(line, f"this {name} has no msgstr[0]; take it out: no page asks for a plural")
    if rest == "n":
        return LineError(begun.end() + 1, "a msgstr[…] of a message that has no plural; write msgstr in its place")
    if rest:
        return LineError(line, f'this {name} has no msgstr; add the line msgstr "" below it')
    words = f"the file ends after this {name}"
    return LineError(line, f'{words}; add the line msgstr "", or get the rest of the file back')


def check_lines(lines: list[str], is_whole: bool) -> None:
    """Raise LineError for the first line of a catalog that is none, or where the file is cut off.

    The entries come from polib, which reads over some of that without a word.  Of a catalog that is not
    whole the header, or all messages, may be what was taken out.
    """
    is_catalog = not is_whole or any("msgid" in line for line in lines)  # else a file of another kind
    letters = "".join(letter(number, line, TAKE_OUT if is_catalog else GET_BACK) for number, line in enumerate(lines, 1))
    if is_whole and (endless := ENDLESS.search(letters)):
        words = f"the line {MOST_LINES} of one entry; no message is as long, delete the entry"
        raise LineError(endless.end(), words)

    def string(entry: re.Match[str], group: int) -> str:
        return "".join(LINE.match(line)["text"] or "" for line in lines[slice(*entry.span(group))])

    position = messages = header = 0
    charsets = []
    while entry := LIVE.match(letters, position) or OBSOLETE.match(letters, position):
        line, position = entry.start(2) + 1, entry.end()
        if string(entry, 2):
            messages += 1
        elif header or entry[1] or entry.re is OBSOLETE:
            raise LineError(line, "an empty msgid, which only one entry has, the header; delete this entry")
        else:
            header, charsets = line, CHARSET.findall(polib.unescape(string(entry, 3)))
    if letters[position:].strip(" #!"):
        raise bad_line(letters, position)
    if is_whole and not messages:
        raise LineError(1, f"holds no message; {GET_BACK}")
    if is_whole and not header:
        raise LineError(1, 'has no header; begin it with the lines msgid "" and msgstr ""')
    for charset in charsets:
        if charset.strip("\"'").lower() not in ("utf-8", "utf8"):
            words = f"the header names the charset {charset[:20]!r}"
            how = ", or run 'make catalogs', which does" if KNOWN_CHARSET.fullmatch(charset) else ""
            raise LineError(header, f"{words}; save the file as UTF-8, and write charset=UTF-8{how}")
    if cut_off := CUT_OFF.search(letters):
        words = "the file ends after this comment; get the rest of it back, or delete the comment"
        raise LineError(cut_off.start() + 1, words)


def take_out(lines: list[str], number: int) -> list[str]:
    """Empty the entry of a line, as far as the blank lines around it, and the versions that Git left in one; return its lines."""
    first = last = number - 1
    if FENCE.match(lines[first]):  # no entry has it
        lines[first] = ""
        return []
    if CONFLICT.match(lines[first]):
        last = next((at for at in range(first, len(lines)) if lines[at].startswith(">>>>>>>")), len(lines) - 1)
    while first and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    taken, lines[first : last + 1] = lines[first : last + 1], [""] * (last + 1 - first)
    return taken


def unread_entry(lines: list[str], number: int) -> polib.POEntry | None:
    """Return the entry of these lines, one of which has an error, without its translation; None if its msgid can't be read."""
    source = takewhile(lambda line: not line.startswith("msgstr"), lines)
    try:
        (entry,) = polib.pofile(Text("\n".join([*source, 'msgstr ""'])), encoding="utf-8")
    except (OSError, ValueError):
        return None
    entry.linenum = number
    return entry


def line_errors(text: str) -> tuple[list[Error], list[str], list[polib.POEntry]]:
    """Return the errors of the lines of a catalog, one an entry, no more than are read at once; all other lines; and those entries."""
    lines, errors, unread = text.split("\n"), [], []
    while len(errors) < MOST_ERRORS:
        try:
            check_lines(lines, not errors)
        except LineError as error:
            errors.append((error.line, str(error)))
            unread.append(unread_entry(take_out(lines, error.line), error.line))
        else:
            break
    return sorted(errors), lines, [entry for entry in unread if entry]


class Text(str):
    """The text of a catalog; polib would take U+2028, or a form feed, for the end of a line."""

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")
