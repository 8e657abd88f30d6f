"""The text of a catalog from its bytes: UTF-8 alone, whatever another program or Windows has saved it as."""

import codecs
import re
from contextlib import suppress

import polib

from translated_docs.catalogs.diagnostics import Error
from translated_docs.utf8 import LineError, decode

MENDED = "run 'make catalogs', which mends it"
# Those of gettext (https://www.gnu.org/software/gettext/manual/html_node/Header-Entry.html), and of editors on Windows.
KNOWN_CHARSET = re.compile(
    r"CHARSET|(?:US-)?ASCII|ISO[-_]8859-\d+|KOI8-[RTU]|CP\d+|WINDOWS-\d+|EUC-(?:JP|KR|TW)|GB(?:2312|K|18030)|BIG5(?:-HKSCS)?"
    r"|SHIFT[-_]JIS|SJIS|JOHAB|TIS-620|ISO-2022-\w+|UTF-(?:16|32)(?:[LB]E)?|UTF-?8",
    re.IGNORECASE,
)
# Where the header says it, of which the bytes are read as ASCII's.
SAID_CHARSET = re.compile(rb"(^\"Content-Type:[^\"\n]*charset=)([\w.:-]+)", re.IGNORECASE | re.MULTILINE)

MARKS = {  # of bytes' order; that of UTF-32 begins with the one of UTF-16
    **dict.fromkeys((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
    **dict.fromkeys((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
}


def in_utf8(content: bytes) -> bytes | None:
    """Return a catalog that is in the charset that it says, by its header or a byte-order mark, in UTF-8.

    None where it says none, or is in another one. What is in UTF-8 already, but says something else, was saved so.
    """
    said = SAID_CHARSET.search(content)
    charset = next((name for mark, name in MARKS.items() if content.startswith(mark)), said[2].decode() if said else "")
    if not KNOWN_CHARSET.fullmatch(charset):
        return None
    is_stateful = charset.upper().startswith("ISO-2022")  # its bytes are all ASCII's
    for known in [charset] if is_stateful else ["utf-8", charset]:
        with suppress(LookupError, UnicodeDecodeError):
            return SAID_CHARSET.sub(rb"\1utf-8", content.decode(known).encode(), count=1)
    return None


def without_traces_of_windows(content: bytes) -> bytes:
    """Return a catalog without byte-order marks before it, and with ends of lines as elsewhere."""
    while content.startswith(codecs.BOM_UTF8):
        content = content.removeprefix(codecs.BOM_UTF8)
    return content.replace(b"\r\n", b"\n")


def traces_of_windows(content: bytes) -> list[Error]:
    """Return what to say of a catalog that an editor on Windows has saved; its translations are read all the same."""
    try:
        decoded(content)
    except LineError as error:
        return [(error.line, str(error))] if without_traces_of_windows(content) != content else []
    return []


# A comment of any kind may stand close to its mark for gettext; polib wants a blank between.
CLOSE = re.compile(r"^(#(?:~\||[~|,.:])?)(?=[^\s#~|,.:])", re.MULTILINE)
# Flags may have blanks alone between them, too.
FLAGS = re.compile(r"^#,.*[\w-][ \t]+[\w-].*", re.MULTILINE)


def with_blanks(text: str) -> str:
    """Return a catalog with a blank after the mark of each comment, and a comma between flags."""
    text = FLAGS.sub(lambda flags: re.sub(r"(?<=[\w-])[ \t]+(?=[\w-])", ", ", flags[0]), text)
    return CLOSE.sub(r"\1 ", text)


# A comment behind a string, which gettext reads and polib does not. With a quotation mark at its end it may be a part of the words.
BEHIND = re.compile(
    r'^(?P<line>(?:#~ *)?(?:msg\w+(?:\[\d\])?[ \t]+)?"(?:[^"\\\n]|\\.)*")[ \t]*#(?![~|,.:]|.*"[ \t]*$)[ \t]*(?P<comment>.*)', re.MULTILINE
)
FIRST_LINE = re.compile(r"(?:#~ *)?msg(?:(?P<context>ctxt)|id)[ \t]")


def with_comments_above(text: str) -> str:
    """Return a catalog with each comment that stands behind a string in a line of its own, above its entry."""
    lines: list[str] = []
    first, has_context = 0, False
    for line in text.split("\n") if BEHIND.search(text) else [text]:
        if begun := FIRST_LINE.match(line):
            first, has_context = first if has_context else len(lines), bool(begun["context"])
        if behind := BEHIND.fullmatch(line):
            lines.insert(first, f"# {behind['comment']}")
            first, line = first + 1, behind["line"]
        lines.append(line)
    return "\n".join(lines)


# Escapes that gettext reads and polib does not: a bell, and any byte by its octal or hexadecimal number, as
# `msgcat --escape` writes it (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html: as in C).
ESCAPED = re.compile(r"\\[0-7xa]")
ESCAPES = re.compile(r"(?P<bytes>(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(?P<other>.)")


def without_byte_escapes(number: int, line: str) -> str:
    """Return a line with the characters for which escapes stand; raise LineError if they stand for none."""

    def characters(match: re.Match[str]) -> str:
        if match["other"]:
            return "\a" if match["other"] == "a" else match[0]
        codes = (int(f"0{code}" if code[0] == "x" else code, 16 if code[0] == "x" else 8) for code in match[0].split("\\")[1:])
        text = bytes(codes).decode("utf-8")
        if "\0" in text:
            raise ValueError(text)
        return polib.escape(text)

    if line.startswith("#") and not line.startswith(("#~", "#|")):
        return line
    try:
        return ESCAPES.sub(characters, line)
    except ValueError:
        raise LineError(number, "its escapes with numbers are no characters in UTF-8; write the characters themselves") from None


def decoded(content: bytes) -> str:
    """Return the text of a catalog; raise LineError if it is not UTF-8, or as Windows writes it."""
    if content.startswith(codecs.BOM_UTF8):
        raise LineError(1, f"begins with a byte-order mark; {MENDED}")
    try:
        text = decode(content)
    except LineError as error:
        how = ", or run 'make catalogs', which does, as the file says what it is in" if in_utf8(content) else ""
        raise LineError(error.line, f"{error}{how}") from None
    if "\r" in text:
        raise LineError(text.split("\r")[0].count("\n") + 1, f"lines end as on Windows (CR LF); {MENDED}")
    text = BEHIND.sub(r"\g<line>", with_blanks(text))  # each line stays where it is
    if not ESCAPED.search(text):
        return text
    return "\n".join(without_byte_escapes(number, line) for number, line in enumerate(text.split("\n"), 1))
