"""Read catalogs: paths, errors of a file, translation progress.

What a gettext tool skips or mends without a word is named here: one line with the file,
the line and the remedy.  The bytes of a file are read once, and all that is asked of a
catalog is asked of what was parsed from them.
"""

import codecs
import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path, PurePath
from typing import Any, Self

import polib

from translated_docs.paths import NOT_SOURCES, ROOT, is_hidden
from translated_docs.settings import catalogs_folder, conf, relative, source_folder, source_language
from translated_docs.utf8 import LineError, decode

UI_DOMAIN = "sphinx"  # the domain of the words of templates and extensions
UI_LANGUAGE = "en"  # in which these are written
# Every line of a catalog, by
# https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html: a comment, or a
# quoted string, with or without a keyword before it; obsolete after "#~", of the previous
# source after "#|".
LINE = re.compile(
    r"""\s* (?: \#(?![~|]).* | \#~\|.* | (?: (?P<mark>\#[~|]) \s+ )?
    (?: (?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) \s+ )?
    "(?P<text>(?:[^"\\]|\\.)*)" \s* )? $""",
    re.VERBOSE,
)
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
CHARSET = re.compile(r"charset\s*=\s*([^\s;]*)", re.IGNORECASE)
MOST_BYTES = 4_000_000  # the largest here has 30 KB
MOST_LINES = 5000  # of one entry; polib puts them together one by one, each time all anew
MOST_ERRORS = 20  # that are named of one file; a file with more is none of ours
MENDED = "run 'make catalogs', which mends it"
Error = tuple[int, str]  # line and words
GET_BACK = "get it back from Git, or delete it and run 'make catalogs', which begins a new one"


def catalog_path(root: Path, language: str, domain: str) -> Path:
    """Return where the catalog of a domain (of pages, or of the interface) lies."""
    return catalogs_folder(root) / language / "LC_MESSAGES" / f"{domain}.po"


def catalog_files(root: Path, language: str) -> dict[str, Path]:
    """Return the catalogs of a language by their domain, but for the hidden files of an editor."""
    top = catalogs_folder(root) / language / "LC_MESSAGES"
    found = []
    for folder, folders, files in os.walk(top):  # a folder of such a name too: it is said what is wrong with it
        below = PurePath(folder).relative_to(top)
        found += [below / name for name in [*folders, *files] if name.endswith(".po") and name != ".po"]
    return {name.with_suffix("").as_posix(): top / name for name in sorted(found) if not is_hidden(name)}


# -- Pages and catalogs ------------------------------------------------------------


def page_path(root: Path, docname: str) -> Path:
    """Return where a page lies, or would if it were Markdown."""
    top = source_folder(root)
    places = [os.path.join(top, f"{docname}{suffix}") for suffix in conf.source_suffix]
    return Path(next(filter(os.path.isfile, places), places[0]))


def pages(root: Path = ROOT) -> list[str]:
    """Return the names of all pages, but for the hidden files of an editor, and what a link leads to."""
    from sphinx.util.matching import Matcher  # only now: most that ask for a page know its name

    top, found = source_folder(root), []
    excluded = Matcher([*conf.exclude_patterns, *NOT_SOURCES])
    for folder, folders, files in os.walk(top):
        here = Path(folder).relative_to(top)
        folders[:] = [name for name in folders if not excluded((here / name).as_posix())]
        names = [here / name for name in files if Path(name).suffix in conf.source_suffix]
        found += [name for name in names if not is_hidden(name) and not excluded(name.as_posix())]
    return [name.with_suffix("").as_posix() for name in sorted(found)]


def catalog_of_page(config: Any, docname: str) -> str:
    """Return the domain of the catalog that holds a page, by ``gettext_compact``: a name of one for all pages, one for
    each folder at the top (True, Sphinx's default), or one for each page.

    As sphinx.util.i18n.docname_to_domain, without Sphinx; ``config`` is Sphinx's, or settings.conf.
    """
    if isinstance(config.gettext_compact, str):
        return config.gettext_compact
    return docname.partition("/")[0] if config.gettext_compact else docname


def pages_of_catalog(root: Path, domain: str) -> list[Path]:
    """Return the files of the pages that a catalog holds; none if there is no such page."""
    if domain == UI_DOMAIN:
        return []
    if not conf.gettext_compact:
        return [path for path in [page_path(root, domain)] if path.is_file()]
    return [page_path(root, docname) for docname in pages_by_catalog(root).get(domain, ())]


def pages_by_catalog(root: Path) -> dict[str, list[str]]:
    """Return the names of all pages by the catalog that holds them."""
    return group_pages(root, conf.gettext_compact)


@cache
def group_pages(root: Path, _compact: str | bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for docname in pages(root):
        found.setdefault(catalog_of_page(conf, docname), []).append(docname)
    return found


# -- Missing catalogs ------------------------------------------------------------


def needs_interface(language: str) -> bool:
    """Say whether a language needs a catalog of the interface; as the source it is English already."""
    return language != source_language(conf) or language != UI_LANGUAGE


def no_catalogs(root: Path, language: str) -> list[str]:
    """Return an error ``file:line: …`` if a language has no catalog at all."""
    if catalog_files(root, language):
        return []
    folder = relative(catalogs_folder(root), root)
    return [
        f"{root / 'conf.py'}:1: the language {language!r} has no catalogs in {folder}/{language}; get them back from Git, "
        "or run 'make catalogs', which begins new ones, or take the language out of 'languages'"
    ]


def missing_catalogs(root: Path, language: str) -> list[str]:
    """Return an error ``file:line: …`` if a translation can't be built, as it has no catalog at all.

    One that a page lacks is legitimate: it has just been added, and is shown in the source language.  Without that of
    the interface, which a guide of other machinery does not have, the interface is in English.
    """
    return [] if language == source_language(conf) else no_catalogs(root, language)


# -- Errors of a file --------------------------------------------------


def has_symbolic_link(path: Path) -> bool:
    """Say whether a catalog, or a folder between it and that of all catalogs, is a link."""
    top = catalogs_folder().name
    below = path.parents[: next((n for n, parent in enumerate(path.parents) if parent.name == top), 0)]
    return any(part.is_symlink() for part in (path, *below))


def read(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a catalog, or why there are none to read: one of the two is empty."""
    if has_symbolic_link(path):
        # Its errors would quote any file of the machine that it leads to.
        return b"", "is a link, or in a folder that is one; put the catalog itself there"
    if path.is_dir():
        return b"", "is a folder; take '.po' out of its name, and put a catalog in its place"
    if not path.exists():
        return b"", "is not there; run 'make catalogs', which begins it, or correct the name"
    if not path.is_file():
        return b"", "is no file; put a catalog in its place"
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return b"", f"can't be read ({error.strerror}); give the file rights to be read"
    if not content:
        return b"", f"is empty; {GET_BACK}"
    if len(content) > MOST_BYTES:
        return b"", f"is larger than {MOST_BYTES // 10**6} MB; a catalog holds one page"
    return content, ""


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
    text = with_blanks(text)
    if not ESCAPED.search(text):
        return text
    return "\n".join(without_byte_escapes(number, line) for number, line in enumerate(text.split("\n"), 1))


def without_traces_of_windows(content: bytes) -> bytes:
    """Return a catalog without a byte-order mark, and with ends of lines as elsewhere."""
    return content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def traces_of_windows(content: bytes) -> list[Error]:
    """Return what to say of a catalog that an editor on Windows has saved; its translations are read all the same."""
    try:
        decoded(content)
    except LineError as error:
        return [(error.line, str(error))] if without_traces_of_windows(content) != content else []
    return []


# Those of gettext (https://www.gnu.org/software/gettext/manual/html_node/Header-Entry.html), and of editors on Windows.
KNOWN_CHARSET = re.compile(
    r"CHARSET|(?:US-)?ASCII|ISO[-_]8859-\d+|KOI8-[RTU]|CP\d+|WINDOWS-\d+|EUC-(?:JP|KR|TW)|GB(?:2312|K|18030)|BIG5(?:-HKSCS)?"
    r"|SHIFT[-_]JIS|SJIS|JOHAB|TIS-620|ISO-2022-\w+|UTF-16(?:[LB]E)?|UTF-?8",
    re.IGNORECASE,
)
# Where the header says it, of which the bytes are read as ASCII's.
SAID_CHARSET = re.compile(rb"(^\"Content-Type:[^\"\n]*charset=)([\w.:-]+)", re.IGNORECASE | re.MULTILINE)


def in_utf8(content: bytes) -> bytes | None:
    """Return a catalog that is in the charset that it says, by its header or a byte-order mark, in UTF-8.

    None where it says none, or is in another one. What is in UTF-8 already, but says something else, was saved so.
    """
    said = SAID_CHARSET.search(content)
    charset = "utf-16" if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else said[2].decode() if said else ""
    if not KNOWN_CHARSET.fullmatch(charset):
        return None
    is_stateful = charset.upper().startswith("ISO-2022")  # its bytes are all ASCII's
    for known in [charset] if is_stateful else ["utf-8", charset]:
        with suppress(LookupError, UnicodeDecodeError):
            return SAID_CHARSET.sub(rb"\1utf-8", content.decode(known).encode(), count=1)
    return None


# A comment of any kind may stand close to its mark for gettext; polib wants a blank between.
CLOSE = re.compile(r"^(#(?:~\||[~|,.:])?)(?=[^\s#~|,.:])", re.MULTILINE)


def with_blanks(text: str) -> str:
    """Return a catalog with a blank after the mark of each comment."""
    return CLOSE.sub(r"\1 ", text)


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


# A string with quotation marks within it that end it too early.
MARKED_WITHIN = re.compile(r'\s*(?:#~ *)?(?:msg\w+(?:\[\d+])?[ \t]+)?"(?:[^"\\]|\\.)*".*"\s*$')


# What else may be wrong with a line, and what to do.
KEYWORD = r"\s*(?:#~ *)?msg(?:ctxt|id|id_plural|str)(?:\[\d+])?"
REMEDIES = {
    MARKED_WITHIN: r'write \" for a quotation mark within the words, or take it out',
    re.compile(rf"(?:{KEYWORD})?\s*[“”„«»‘’＂']"): 'write quotation marks that are straight: "words"',
    re.compile(rf'{KEYWORD}"'): "write a blank before the quotation mark",
    re.compile(rf'{KEYWORD}\s+[^"\s].*"?\s*$'): 'write its words between quotation marks: "words"',
    re.compile(r'\s*(?:#~ *)?\w+:?\s*"(?:[^"\\]|\\.)*"\s*$'): "write msgid or msgstr before the quotation mark",
}


def letter(number: int, line: str) -> str:
    """Return the letter of a line; raise LineError if it is none of a catalog."""
    if CONFLICT.match(line):
        raise LineError(
            number,
            "a conflict that Git left; keep one of the two versions, and delete the lines "
            "that begin with <<<<<<<, ======= and >>>>>>>",
        )
    match = LINE.match(line)
    if not match:
        remedies = (remedy for pattern, remedy in REMEDIES.items() if pattern.match(line))
        remedy = next(remedies, "close its quotation mark, or take out what does not belong there")
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
    letters = "".join(letter(number, line) for number, line in enumerate(lines, 1))
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


def language_of(path: Path) -> str | None:
    """Return the language of a catalog by its folder."""
    return next((folder.parent.name for folder in path.parents if folder.name == "LC_MESSAGES"), None)


def is_same(said: str, language: str) -> bool:
    """Say whether two codes that differ mean one language; most do not differ, and need no CLDR.

    Crowdin and others name a territory, "ar_SA" for "ar": that is the same where the guide has no such language apart.
    """
    from translated_docs.catalogs.languages import is_variety, same_language

    is_listed = any(same_language(said, listed) for listed in conf.languages)
    return same_language(said, language) or is_variety(said, language) and not is_listed


def message_errors(catalog: polib.POFile, language: str | None) -> Iterator[Error]:
    """Yield each entry that stands twice, and a header for another language."""
    said = catalog.metadata.get("Language")
    if said and language and said.replace("-", "_") != language.replace("-", "_") and not is_same(said, language):
        yield 1, (
            f"the header says Language: {said}, but the file is one of {language!r}; put it into "
            f"the right folder, or write Language: {language}"
        )
    for first, entry in of_one_message(catalog):
        if f"{first}" != f"{entry}":
            yield entry.linenum, f"the same msgid as on line {first.linenum}; keep the better translation, delete the other entry"


def of_one_message(catalog: polib.POFile) -> Iterator[tuple[polib.POEntry, polib.POEntry]]:
    """Yield each entry whose msgid an entry before it has, behind that."""
    firsts: dict[tuple[str, str | None], polib.POEntry] = {}
    for entry in catalog:
        if not entry.obsolete and (first := firsts.setdefault((entry.msgid, entry.msgctxt), entry)) is not entry:
            yield first, entry


def repeated(content: bytes) -> list[Error]:
    """Return what to say of entries that are as those before them, as branches that Git has merged leave them.

    Nothing is lost with them: they are read as one.
    """
    msgids = re.findall(rb'^msgid .*(?:\r?\n".*)*', content, re.MULTILINE)
    if len(set(msgids)) == len(msgids):
        return []
    catalog = polib.pofile(Text(decoded(without_traces_of_windows(content))), encoding="utf-8")
    same = [(first, entry) for first, entry in of_one_message(catalog) if f"{first}" == f"{entry}"]
    return [(entry.linenum, f"the same entry as on line {first.linenum}; run 'make catalogs', which takes it out") for first, entry in same]


class Text(str):
    """The text of a catalog; polib would take U+2028, or a form feed, for the end of a line."""

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


@lru_cache(maxsize=64)  # several callers read the same file
def parse(path: Path, content: bytes) -> tuple[polib.POFile | None, list[Error]]:
    """Return a catalog, to be read only, of the bytes that were read, or None and all that is wrong with them."""
    try:
        text = decoded(content)
    except LineError as error:
        return None, [(error.line, str(error))]
    if errors := line_errors(text)[0]:
        return None, errors
    try:
        catalog = polib.pofile(Text(text), encoding="utf-8")
    except (OSError, ValueError) as error:
        place = re.search(r"line (\d+)", str(error))
        return None, [(int(place[1]) if place else 1, f"does not parse ({error}); compare it with its neighbours")]
    errors = list(message_errors(catalog, language_of(path)))[:MOST_ERRORS]
    again = {id(entry) for _first, entry in of_one_message(catalog)}
    catalog[:] = [entry for entry in catalog if id(entry) not in again]
    return (None, errors) if errors else (catalog, [])


def one_of_each(catalog: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Return the entries of a catalog, of those with the same msgid the first that is translated."""
    kept: dict[Any, polib.POEntry] = {}
    for entry in catalog:
        key = id(entry) if entry.obsolete else (entry.msgid, entry.msgctxt)
        if key not in kept or (state(entry) == "translated" != state(kept[key])):
            kept[key] = entry
    return list(kept.values())


def parse_entries(path: Path, content: bytes) -> tuple[polib.POFile | None, list[Error]]:
    """Return a catalog, to be read only, and all that is wrong with it; None for one that costs its pages.

    What is wrong with an entry costs that entry, and what an editor on Windows leaves costs nothing.
    """
    content = without_traces_of_windows(content)
    catalog, errors = parse(path, content)
    if catalog is not None:
        return catalog, errors
    try:
        of_lines, lines, unread = line_errors(decoded(content))
        rest = polib.pofile(Text("\n".join(lines)), encoding="utf-8")
    except (LineError, OSError, ValueError):
        return None, errors
    of_messages = list(message_errors(rest, language_of(path)))
    if len(of_lines) >= MOST_ERRORS or not rest.metadata or not rest or any(line == 1 for line, _words in of_messages):
        return None, errors
    rest[:] = one_of_each([*rest, *unread])
    return rest, sorted({*errors, *of_messages})[:MOST_ERRORS]


def load(path: Path) -> tuple[polib.POFile | None, str | None]:
    """Return the catalog at ``path``, to be read only, and what is wrong with it, a line ``file:line: …`` each.

    One of the two is None: a catalog is whole, or not read at all.
    """
    content, error = read(path)
    catalog, errors = (None, [(1, error)]) if error else parse(path, content)
    return catalog, "\n".join(f"{path}:{line}: {words}" for line, words in errors) or None


# -- Progress ---------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How far a catalog is: messages by state, and the characters of source left."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    characters_left: int = 0
    first_open: int = 0  # the line of the first entry to do; 0 if there is none

    @property
    def total(self) -> int:
        return self.translated + self.fuzzy + self.untranslated

    @property
    def percent(self) -> int:
        """The share of the messages that is translated, rounded down."""
        return 100 * self.translated // max(self.total, 1)

    def __add__(self, other: Self) -> Self:
        return Progress(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
            self.characters_left + other.characters_left,
            self.first_open or other.first_open,
        )


def state(entry: polib.POEntry) -> str:
    """Return "translated", "fuzzy" or "untranslated"."""
    first = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    if not first.strip():
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "translated"


@lru_cache(maxsize=2**16)
def message_digest(msgid: str) -> bytes:
    """Return what a message is known by where its words would take too much room."""
    return hashlib.blake2b(msgid.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def message_lengths(messages: Iterable[str]) -> dict[bytes, int]:
    """Return the number of characters of each message, by its digest."""
    return {message_digest(message): len(message) for message in messages}


def progress_of_messages(
    asked: Mapping[bytes, int], catalog: Iterable[polib.POEntry], rejected: Collection[int] = ()
) -> Progress:
    """Return how many of the messages that pages ask for (`message_lengths`) a catalog translates.

    What it holds besides counts for nothing; what it lacks is untranslated, as the first entry to do on its line 1.
    """
    entries = {message_digest(entry.msgid): entry for entry in catalog if not entry.obsolete and entry.msgctxt is None}
    done = progress([entries[message] for message in asked if message in entries], rejected)
    lacking = [length for message, length in asked.items() if message not in entries]
    return done + Progress(untranslated=len(lacking), characters_left=sum(lacking), first_open=int(bool(lacking)))


def progress(catalog: Iterable[polib.POEntry], rejected: Collection[int] = ()) -> Progress:
    """Return how many entries of a catalog are translated.

    ``rejected`` are the lines of translations that can't be used: they are to be looked at again, as fuzzy ones.
    """
    entries = [entry for entry in catalog if not entry.obsolete]
    states = [
        "fuzzy" if entry.linenum in rejected and state(entry) == "translated" else state(entry) for entry in entries
    ]
    left = [entry for entry, of_entry in zip(entries, states) if of_entry != "translated"]
    return Progress(
        **Counter(states),
        characters_left=sum(len(entry.msgid) for entry in left),
        first_open=min((entry.linenum for entry in left), default=0),
    )
