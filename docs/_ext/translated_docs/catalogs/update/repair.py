"""Undo what other programs do to a catalog that they save.

Babel, and so ``sphinx-intl update`` and ``pybabel update``, reads previous sources (``#|``)
as a translator's comments, wraps comments, writes neither flags nor previous source of an
obsolete entry nor fields of the header that it does not know, and marks a changed message
fuzzy without saying what it was.  That last one ``msgmerge`` does too, unless it is asked
for ``--previous``.  Data that the file has lost is restored from the last commit.
"""

import re
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

from translated_docs.catalogs.entries import DRAFT, Key, is_draft, is_written, joined, key, source_of, sources, translation
from translated_docs.catalogs.po_encoding import in_utf8, with_blanks, with_comments_above, without_traces_of_windows
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.catalog_header import BABEL, WHO_AND_WHEN, header_comment
from translated_docs.catalogs.update.comments import rejoined, unwrapped, without_remarks

# -- Previous sources --------------------------------------------------------------


class PreviousSource:
    """A previous source whose lines begin with ``mark``, and with ``within`` where a string was broken at a blank."""

    def __init__(self, mark: str, within: str) -> None:
        gap = rf"(?:[ ]|\n{within})"
        self.string = re.compile(rf'"(?:[^"\\\n]|\\.|\n{within})*"')
        self.whole = re.compile(
            rf"^{mark} (?P<keyword>msgctxt|msgid_plural|msgid){gap}"
            rf"(?P<strings>{self.string.pattern}(?:\n{mark}{gap}{self.string.pattern})*)[ ]*$",
            re.MULTILINE,
        )
        self.broken = re.compile(rf"\n{within}")

    def replace(self, text: str) -> str:
        return self.whole.sub(self.on_one_line, text)

    def on_one_line(self, found: re.Match[str]) -> str:
        string = "".join(piece[1:-1] for piece in self.string.findall(found["strings"]))
        whole = rejoined(self.broken.sub("\n", string))
        return f'#| {found["keyword"]} "{whole}"'


COMMENT = PreviousSource("# [|]", "# ")  # Babel's
BROKEN = PreviousSource("#[|]", "#[|] ")  # of `pybabel update --previous`
OBSOLETE = PreviousSource("#~[|]", "#~[|] ")  # of gettext; polib skips it
SOUND_LINE = re.compile(r'#[|] (?:(?:msgctxt|msgid_plural|msgid) )?"(?:[^"\\]|\\.)*"\s*')


def with_previous_sources(text: str) -> str:
    """Return a catalog with each previous source in the form that polib reads."""
    text = OBSOLETE.replace(COMMENT.replace(text))
    is_sound = all(map(SOUND_LINE.fullmatch, re.findall(r"^#[|].*", text, re.MULTILINE)))
    return text if is_sound else BROKEN.replace(text)


def mend(path: Path) -> None:
    """Take out of a file what an editor on Windows leaves, and mend its charset, its comments and previous sources."""
    content = path.read_bytes()
    lines = without_traces_of_windows(in_utf8(content) or content).replace(b"\r", b"\n")
    try:
        mended = with_previous_sources(with_comments_above(with_blanks(lines.decode("utf-8")))).encode("utf-8")
    except UnicodeDecodeError:
        return  # in nobody knows which charset: what looks like the end of a line may be half a letter
    if mended != content:
        path.write_bytes(mended)


# -- Data restored from the last commit --------------------------------------------


def last_commit(path: Path) -> polib.POFile | None:
    """Return a catalog as it was last committed; None where there is no Git, no repository or no such file."""
    folder = nearest_folder(path)
    shown = git(folder, "show", f"HEAD:./{path.relative_to(folder).as_posix()}")
    if shown is None:
        return None
    with TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(shown.encode("utf-8", "surrogateescape"))
        mend(copy)
        return load(copy)[0]


def nearest_folder(path: Path) -> Path:
    """Return the folder of a file, or the next above it that is there."""
    return next(folder for folder in path.parents if folder.is_dir())


def deleted(path: Path) -> set[Path]:
    """Return the files, in or below the folder of this one, that the last commit has and that are not there."""
    folder = nearest_folder(path)
    said = git(folder, "diff", "-z", "--relative", "--name-only", "--diff-filter=D", "--no-renames", "HEAD", "--", ".") or ""
    return {folder / name for name in said.split("\0") if name}


def git(folder: Path, *arguments: str) -> str | None:
    """Return what Git says in a folder; None where there is no Git, no repository or no such file."""
    if not shutil.which("git"):
        return None
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True)
    return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape")


def remember(entry: polib.POEntry, alike: list[polib.POEntry], present: set[Key], by_babel: bool) -> None:
    """Restore what a program did not write of an entry.

    ``alike`` are the entries with the same translation when they were committed, ``present``
    the sources that the catalog has today.
    """
    same = next((old for old in alike if key(old) == key(entry)), None)
    if same:
        if same.tcomment.split() == entry.tcomment.split():
            entry.tcomment = same.tcomment
        if same.fuzzy and (entry.fuzzy or entry.obsolete):
            entry.fuzzy = True
            if same.previous_msgid:
                entry.previous_msgid, entry.previous_msgctxt = same.previous_msgid, same.previous_msgctxt
        return
    # Babel names the source at which one stood that was fuzzy already, and so was made for another one.
    named = [old for old in alike if not entry.previous_msgid or by_babel and old.msgid == entry.previous_msgid]
    if named and translation(entry) and entry.fuzzy:
        old = min(named, key=lambda old: key(old) in present)  # prefer one that was removed
        entry.previous_msgid, entry.previous_msgctxt = source_of(old)
        entry.tcomment = joined(entry.tcomment, DRAFT * is_draft(old))


def lost(catalog: polib.POFile, committed: polib.POFile) -> list[polib.POEntry]:
    """Return what was written in entries that were committed and are gone, or empty, also from those put aside.

    A file that was cut off between two entries looks whole, and ``msgmerge`` and Babel drop a comment with
    its message, if that has no translation.  OmegaT empties drafts, and what is the same as its source.
    """
    present, translated = sources(catalog), sources(filter(translation, catalog))
    return [
        entry
        for entry in committed
        if is_written(entry) and sources([entry]).isdisjoint(translated if translation(entry) else present)
    ]


def repaired(catalog: polib.POFile, path: Path) -> tuple[polib.POFile, list[polib.POEntry], set[Key]]:
    """Return a copy of the catalog at ``path``, repaired, with what is `lost` of it, and its sources that are new since the commit."""
    catalog = deepcopy(catalog)
    by_babel = BABEL in catalog.metadata
    for entry in catalog:
        entry.tcomment = without_remarks(unwrapped(entry.tcomment, by_babel))
    committed = last_commit(path)
    if committed is None:
        return catalog, [], sources(catalog)
    before, after = (header_comment(version, "", "") for version in (committed, catalog))
    if before and not set(before.split("\n")) & set(after.split("\n")) - {""}:  # saved by a program that writes none, or its own
        catalog.header, by_key, has_drafts = joined(before, after), {key(old): old for old in committed}, any(entry.fuzzy for entry in catalog)
        for entry in catalog:
            old = by_key.get(key(entry), entry)
            entry.tcomment = entry.tcomment or old.tcomment
            if old.fuzzy and not has_drafts and translation(old) == translation(entry):  # a table has no flags
                entry.fuzzy = True
    if by_babel or any(entry.fuzzy for entry in catalog):
        present = {key(entry) for entry in catalog if not entry.obsolete}
        by_words: dict[tuple[str, ...], list[polib.POEntry]] = {}
        for old in committed:
            by_words.setdefault(tuple(translation(old)), []).append(old)
        translated = {key(old) for old in committed if translation(old) and not old.obsolete}  # others' words no program gives them
        for entry in catalog:
            alike = by_words.get(tuple(translation(entry)), [])
            remember(entry, [old for old in alike if key(old) == key(entry) or key(entry) not in translated], present, by_babel)
    if by_babel:
        catalog.metadata = {**committed.metadata, **catalog.metadata}
    catalog.metadata |= {name: said for name, said in committed.metadata.items() if name in WHO_AND_WHEN}
    new = sources(filter(is_written, catalog)) - sources(filter(is_written, committed))
    return catalog, deepcopy(lost(catalog, committed)), new
