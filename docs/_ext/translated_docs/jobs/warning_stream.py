"""Warnings of docutils, MyST and Sphinx as people read them: ``file:line: what is wrong; what to do``, one line each.

How the line of a warning is found: that of a translation is the one of its entry, which content/messages/translation_units.py has
given its block; of all others it is the line that is named, or the one near it that has the word in question (remedies.py).
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TextIO

from translated_docs.jobs.remedies import OTHERWISE, TYPE, WITHOUT_PLACE, near_name, remedy
from translated_docs.paths import ROOT
from translated_docs.settings import catalogs_folder, relative

# Of warnings without a place, those of conf.py.
OF_SETTINGS = re.compile(
    r"conf(?:ig(?:uration)?)? value\b|configuration invalid|theme option|_path entry|(?:logo|favicon) file|(?:css|js)_file|inventories|intersphinx_mapping|setting up extension|already merged with|primary_domain|package is not installed"
)
# What is named and costs no build: each output has the words at least, or somebody may have left them out on purpose.
NOTICES = ("config.file", "config.misspelt", "design.card_legacy", "epub.unknown_project_files", "output.edge", "output.only", "output.unknown_node", "page.class", "page.frame", "page.html", "page.script", "sources.inventory", "sources.outside_picture")
# What is as often as an extension makes it, or as pages show the same badge, and mended once.
COUNTED = re.compile(r" \[(?:output\.unknown_node|sources\.outside_picture)\]")
# https://github.com/sphinx-doc/sphinx/blob/v9.0.4/sphinx/domains/std/__init__.py
IN_LANGUAGE = (
    "glossary term must be preceded by empty line",
    "glossary terms must not be separated by empty lines",
    "glossary seems to be misformatted, check indentation",
)

ANSI = re.compile(r"\x1b\[[0-9;]*m")
# Sphinx 9.0 names the type of a warning twice if the page was read or written in another process.
TYPE_TWICE = re.compile(r"( \[[\w.]+\])\1\s*$")
# What docutils shows of the source below an error.
SOURCE_SHOWN = re.compile(r"\n[ \t]*(?:`{3,}|:{3,}|\.\. )(?s:.*?)(?= \[[\w.]+\]\s*$|\Z)")
# Where in its program an exception was raised: what it says stands in the last line.
RAISED_IN = re.compile(r"Traceback \(most recent call last\):\n(?:[ \t]+.*\n)*")
# How packages are installed elsewhere: here make installs those that conf.py names.
BY_PIP = re.compile(r" \(install it with [^()]*\)")
# Code that can't be read as its language, all of it: the line tells which it is.
CODE = re.compile(r"(?<=Lexing literal_block )(?s:(.{40}).+)(?= as \")")
LEVEL = "(?:WARNING|ERROR|SEVERE|CRITICAL)"
PLACE = re.compile(rf"(?P<file>[^:\n]+\.\w+):?(?P<line>\d*)(?=: {LEVEL}: )")
# Where content/messages/translation_units.py lets a translation stand, with what Sphinx and MyST put behind it.
IN_TRANSLATION = re.compile(rf"(\.po)\.md:(\d*)(?::<translated>\S*?)?(?=: {LEVEL}: )")
# MyST and docutils say it again, with its place; of the label of an equation Sphinx has said it. That pages are read
# one by one, as an extension needs it, is no fault of theirs.
UNSAID = re.compile(
    r"(?:\S+: )?WARNING: unknown (?:role|directive) name: |.*ERROR: Duplicate ID: \"equation-"
    r"|WARNING: the \S+ extension (?:does not declare if it )?is (?:not )?safe for parallel |WARNING: doing serial "
)
QUOTED = re.compile(r"[\"']+(.+?)[\"']")


@cache
def in_catalog() -> re.Pattern[str]:
    """Return a pattern for the place of a translation at the beginning of a warning."""
    folder = re.escape(relative(catalogs_folder()))
    return re.compile(rf"{folder}/(?P<language>[^/]+)/LC_MESSAGES/(?P<domain>[^:\n]+)\.po:(?P<line>\d+): {LEVEL}: ")


def in_english(warning: str) -> str:
    """Return a warning with what Sphinx says in the language of the build in English, as all else."""
    from sphinx.locale import _  # only now: who builds imports remedies before Sphinx

    for message in IN_LANGUAGE:
        warning = warning.replace(str(_(message)), message)  # before a language is loaded, it is no str
    return warning


def line_of(file: Path, line: int, words: list[str], is_last: bool = False) -> int:
    """Return the line of a file that a warning is of: with the first of the words that stands in it.

    That which is named is kept if it has the word, or if no line has any.  Else it is that of a block, and the word stands
    below; of what is there twice (``is_last``), or above, the last one is meant.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return max(line, 1)
    for word in words:
        holding = [number for number, words_there in enumerate(lines, 1) if word in words_there]
        if holding:
            below = (number for number in holding if line and not is_last and number >= line)
            return next(below, line if line in holding else holding[-1])
    return max(line, 1)


def place_in_settings(names: list[str], root: Path = ROOT) -> str:
    """Return the place in conf.py that a warning or an error is of, by the first of the names that stands there."""
    return f"conf.py:{line_of(root / 'conf.py', 0, names, is_last=True)}"


def with_places_counted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a build; of what is alike at many places, and mended once, the first alone, with their number."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        words = line.partition(": ")[2]
        alike.setdefault(words if COUNTED.search(words) else line, []).append(line)
    for first, *more in alike.values():
        yield COUNTED.sub(rf", here and at {len(more)} more place(s)\g<0>", first) if more else first


class Warnings:
    """A stream for Sphinx's warnings: one line each, with its place at the beginning and the remedy at its end.

    Paths are printed relative to ``root``, so that an editor can follow them.  What is wrong with a translation
    is not printed but kept in ``of_catalogs``; ``errors`` counts all else but notices, which is in ``files``, and
    ``has_wrong_type`` says whether a setting is among it whose type is another.
    """

    def __init__(self, root: Path, stream: TextIO = sys.stderr) -> None:
        self.root = root
        self.stream = stream
        self.errors = 0
        self.files: set[str] = set()
        self.has_wrong_type = False
        self.of_catalogs: list[str] = []

    def write(self, text: str) -> None:
        """Print a warning; Sphinx writes each at once, however many lines it has."""
        warning = SOURCE_SHOWN.sub("", RAISED_IN.sub("", ANSI.sub("", text)).replace(f"{self.root}/", ""))
        warning = IN_TRANSLATION.sub(r"\1:\2", warning)
        warning = TYPE_TWICE.sub(r"\1", BY_PIP.sub("", " ".join(CODE.sub(r"\1…", warning).split())))
        if not warning or UNSAID.match(warning):
            return
        line = self.with_remedy(warning if warning.isascii() else in_english(warning))
        kind = TYPE.search(warning)
        is_notice = kind is not None and kind[1] in NOTICES
        if not in_catalog().match(line):
            if not is_notice:
                self.errors += 1
                self.files.add(line.partition(":")[0])
                self.has_wrong_type |= "The config value `" in line
            print(line, file=self.stream)
        elif not is_notice:  # a translation has it from its page, of which it is said
            self.of_catalogs.append(line)

    def rejected(self) -> list[tuple[str, str, int, str]]:
        """Return language, domain, line and words of each translation that Sphinx itself has warned of."""
        places = [in_catalog().match(line) for line in self.of_catalogs if "[catalogs.error]" not in line]
        return [
            (place["language"], place["domain"], int(place["line"]), place.string[place.end() :].strip())
            for place in places
        ]

    def with_remedy(self, warning: str) -> str:
        """Return a warning with its place at the beginning and what to do at its end."""
        words, word = remedy(warning)
        if words == OTHERWISE and not PLACE.match(warning) and not OF_SETTINGS.search(warning):
            words = WITHOUT_PLACE
        warning = self.with_place(warning, word)
        return f"{warning.rstrip('.')}; {words}{near_name(warning)}" if words else warning

    def with_place(self, warning: str, word: str | None) -> str:
        """Return a warning with file and line at its beginning: the line that holds the word, or what is quoted, if one does."""
        place = PLACE.match(warning)
        if not place:
            names = [word] if word else QUOTED.findall(warning)
            return f"{place_in_settings(names, self.root)}: {warning}" if OF_SETTINGS.search(warning) else warning
        file, rest, line = place["file"], warning[place.end() :], int(place["line"] or 0)
        if (self.root / Path(file).with_suffix("")).is_file():  # a path that Sphinx has taken for the name of a page
            file = f"{Path(file).with_suffix('')}"
        is_exact = line and in_catalog().match(warning)  # that of an entry
        if not is_exact and (word or not line):
            names = [word] if word else QUOTED.findall(rest)
            if "[myst.iref_" in rest:  # as a link to another manual has it: inv:key#name
                names = [f"#{word}", word] if word else [f"inv:{name.partition(':')[0].strip('*')}" for name in names]
            line = line_of(self.root / file, line, names, "duplicate" in warning.lower())
        return f"{file}:{line}{rest}"
