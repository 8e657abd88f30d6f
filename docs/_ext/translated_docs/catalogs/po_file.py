"""Read catalogs: paths, errors of a file, translation progress.

What a gettext tool skips or mends without a word is named here: one line with the file,
the line and the remedy.  The bytes of a file are read once, and all that is asked of a
catalog is asked of what was parsed from them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import polib

CATALOGS = "locale"  # the folder, in the repository
UI_DOMAIN = "sphinx"  # the domain of the words of templates and extensions
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
    """Return where the catalog of a domain (a page, or the interface) lies."""
    return root / CATALOGS / language / "LC_MESSAGES" / f"{domain}.po"


def catalog_files(root: Path, language: str) -> dict[str, Path]:
    """Return the catalogs of a language by their domain, but for the hidden files of an editor."""
    folder = root / CATALOGS / language / "LC_MESSAGES"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.rglob("*.po"))
        if not path.name.startswith(".")
    }


def page_path(root: Path, domain: str) -> Path:
    """Return where the page of a domain lies."""
    return root / "docs" / f"{domain}.md"


# -- Missing catalogs ------------------------------------------------------------


def missing_catalogs(root: Path, language: str) -> list[str]:
    """Return an error ``file:line: …`` if a language lacks the catalog of the interface, which each language needs.

    A page without one is legitimate: it has just been added, and is shown in the source language.
    """
    path = catalog_path(root, language, UI_DOMAIN)
    if path.exists() or path.is_symlink():
        return []
    remedy = "get it back from Git, or run 'make catalogs', which begins a new one"
    if not catalog_files(root, language):
        return [
            f"{root / 'conf.py'}:1: the language {language!r} has no catalogs in {CATALOGS}/{language}; "
            f"{remedy}, or take the language out of 'languages'"
        ]
    return [f"{path}:1: is not there; {remedy}"]


# -- Errors of a file --------------------------------------------------


def has_symbolic_link(path: Path) -> bool:
    """Say whether a catalog, or a folder between it and ``locale``, is a link."""
    below = path.parents[: next((n for n, parent in enumerate(path.parents) if parent.name == CATALOGS), 0)]
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


def encoding_error(content: bytes) -> tuple[int, str] | None:
    if content.startswith(b"\xef\xbb\xbf"):
        return 1, f"begins with a byte-order mark; {MENDED}"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return line, "not UTF-8; save the file again with the encoding UTF-8"
    if "\r" in text:
        line = text.split("\r")[0].count("\n") + 1
        return line, f"lines end as on Windows (CR LF); {MENDED}"
    return None


class BadLine(Exception):
    """An error of a catalog, on its ``line``."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


# What may follow a keyword.
NEXT = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr["},
    "msgstr": {"msgctxt", "msgid"},
    "msgstr[": {"msgctxt", "msgid", "msgstr["},
}
OPEN = {"msgctxt", "msgid", "msgid_plural"}  # an entry does not end with these


@dataclass
class Scanner:
    """Checks the lines of a catalog one by one; raises BadLine for an invalid one.

    The entries come from polib, which reads over some of that without a word.
    """

    keyword: str = ""  # the last one, a plural's without its number
    line: int = 0  # its line
    mark: str = ""  # "#~" if its entry is obsolete
    texts: dict[str, str] = field(default_factory=dict)  # of the entry, by keyword
    comment: int = 0  # the line of a comment that no entry has followed yet
    is_note: bool = False  # whether that is a translator's, which may stand below the last entry
    header: int = 0  # its line
    charsets: str = ""  # the text of the header
    messages: int = 0
    in_conflict: bool = False
    skips: bool = False  # whether the rest of an entry with an error is read over, up to the next blank line

    def take(self, number: int, line: str) -> None:
        if CONFLICT.match(line):
            self.take_conflict(number, line)
            return
        if self.in_conflict or self.skips:
            if not self.in_conflict and not line.strip():
                self.restart(number)
            return
        match = LINE.match(line)
        if not match:
            raise BadLine(
                number,
                f"not a line of a catalog: {line.strip()[:60]!r}; close its quotation mark, or take "
                "out what does not belong there",
            )
        if number - self.line > MOST_LINES:
            raise BadLine(number, f"the line {MOST_LINES} of one entry; no message is as long, delete the entry")
        mark = match["mark"] or ""
        if match["text"] is None or mark == "#|":
            if line.strip():
                self.comment, self.is_note = number, re.match(r"#(\s|$)", line) is not None
        elif match["keyword"]:
            self.begin(number, match["keyword"].rstrip("0123456789]"), mark)
            self.texts[self.keyword] = match["text"]
        elif mark != self.mark or self.comment or not self.keyword:
            raise BadLine(number, "a string that belongs to no entry; put it below its msgid or its msgstr")
        else:
            self.texts[self.keyword] += match["text"]

    def take_conflict(self, number: int, line: str) -> None:
        """Take a line that Git has put around two versions; the first of them is the error of all."""
        is_first, self.in_conflict, self.skips = not self.in_conflict, line[0] != ">", True
        if is_first:
            raise BadLine(
                number,
                "a conflict that Git left; keep one of the two versions, and delete the lines "
                "that begin with <<<<<<<, ======= and >>>>>>>",
            )

    def restart(self, number: int) -> None:
        """Begin anew below an entry with an error."""
        self.keyword, self.line, self.mark, self.comment, self.skips = "", number, "", 0, False
        self.texts.clear()

    def begin(self, number: int, keyword: str, mark: str) -> None:
        """Take a keyword; each closes what was before it."""
        if keyword not in NEXT[self.keyword] or (self.keyword in OPEN and mark != self.mark):
            if self.keyword in OPEN:
                raise BadLine(self.line, f"this {self.keyword} has no msgstr; add the line msgstr \"\" below it")
            raise BadLine(number, f"this {keyword} has no msgid; add it above, or delete the entry")
        if self.keyword in OPEN and keyword not in OPEN:
            self.begin_translation(mark)
        if self.keyword not in OPEN:
            self.close()
        self.keyword, self.line, self.mark, self.comment = keyword, number, mark, 0

    def begin_translation(self, mark: str) -> None:
        """Take the msgstr of the header, or of a message."""
        if self.texts["msgid"]:
            self.messages += 1
        elif mark or self.header or "msgctxt" in self.texts:
            raise BadLine(self.line, "an empty msgid, which only one entry has, the header; delete this entry")
        else:
            self.header = self.line

    def close(self) -> None:
        """End an entry; keep the text of the header."""
        if self.header and not self.charsets:
            self.charsets = polib.unescape(self.texts.get("msgstr", "")) or " "
        self.texts.clear()

    def end(self, last: int, has_errors: bool = False) -> None:
        """Take the end of the file, on its ``last`` line, which is empty if the one before it is whole.

        A file with errors may have its header, or all its messages, in what was read over.
        """
        self.close()
        if self.skips:
            return
        if self.keyword in OPEN:
            raise BadLine(
                self.line,
                f"the file ends after this {self.keyword}; add the line msgstr \"\", or get the rest of the file back",
            )
        if not self.messages and not has_errors:
            raise BadLine(1, f"holds no message; {GET_BACK}")
        if not self.header and not has_errors:
            raise BadLine(1, "has no header; begin it with the lines msgid \"\" and msgstr \"\"")
        for charset in CHARSET.findall(self.charsets):
            if charset.strip("\"'").lower() not in ("utf-8", "utf8"):
                words = f"the header names the charset {charset[:20]!r}"
                raise BadLine(self.header, f"{words}; save the file as UTF-8, and write charset=UTF-8")
        if self.comment and (self.comment == last or not self.is_note):
            raise BadLine(self.comment, "the file ends after this comment; get the rest of it back, or delete the comment")


def line_errors(text: str) -> list[Error]:
    """Return each line that is none of a catalog, one of an entry, and where the file is cut off."""
    scanner, errors, lines = Scanner(), [], text.split("\n")
    for number, line in enumerate(lines, 1):
        try:
            scanner.take(number, line)
        except BadLine as error:
            errors.append((error.line, str(error)))
            scanner.skips = True
    try:
        scanner.end(len(lines), bool(errors))
    except BadLine as error:
        errors.append((error.line, str(error)))
    return errors


def language_of(path: Path) -> str | None:
    """Return the language of a catalog by its folder."""
    folder = path.parent
    while folder.name and folder.name != "LC_MESSAGES":
        folder = folder.parent
    return folder.parent.name or None


def message_errors(catalog: polib.POFile, language: str | None) -> Iterator[Error]:
    """Yield each entry that stands twice, and a header for another language."""
    said = catalog.metadata.get("Language")
    if said and language and said.replace("-", "_") != language.replace("-", "_"):
        yield 1, (
            f"the header says Language: {said}, but the file is one of {language!r}; put it into "
            f"the right folder, or write Language: {language}"
        )
    first: dict[tuple[str, str | None], int] = {}
    for entry in catalog:
        if entry.obsolete:
            continue
        key = entry.msgid, entry.msgctxt
        if not entry.msgid:
            yield entry.linenum, "an empty msgid, which only one entry has, the header; delete this entry"
        elif key in first:
            words = f"the same msgid as on line {first[key]}"
            yield entry.linenum, f"{words}; keep the better translation, delete the other entry"
        first.setdefault(key, entry.linenum)


class Text(str):
    """The text of a catalog; polib would take U+2028, or a form feed, for the end of a line."""

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


@lru_cache(maxsize=64)  # several callers read the same file
def parse(path: Path, content: bytes) -> tuple[polib.POFile | None, list[Error]]:
    """Return a catalog, to be read only, of the bytes that were read, or None and all that is wrong with them."""
    error = encoding_error(content)
    errors = [error] if error else line_errors(content.decode("utf-8"))
    if not errors:
        try:
            catalog = polib.pofile(Text(content.decode("utf-8")), encoding="utf-8")
        except (OSError, ValueError) as error:
            place = re.search(r"line (\d+)", str(error))
            errors = [(int(place[1]) if place else 1, f"does not parse ({error}); compare it with its neighbours")]
        else:
            errors = list(message_errors(catalog, language_of(path)))
    return (None, errors[:MOST_ERRORS]) if errors else (catalog, [])


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

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
            self.characters_left + other.characters_left,
        )


def state(entry: polib.POEntry) -> str:
    """Return "translated", "fuzzy" or "untranslated"."""
    first = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    if not first.strip():
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "translated"


def progress(catalog: Iterable[polib.POEntry], rejected: Collection[int] = ()) -> Progress:
    """Return how much of a catalog is translated.

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
        first_open=left[0].linenum if left else 0,
    )


def progress_by_domain(root: Path, language: str) -> dict[str, Progress]:
    """Return how much of each catalog of a language is translated.

    One that can't be read counts nothing: the build names it.
    """
    return {
        domain: progress(load(path)[0] or ())
        for domain, path in catalog_files(root, language).items()
    }
