"""What is not used of the translations, and why; the source's words stand in its place."""

from collections.abc import Iterator
from pathlib import Path

from translated_docs.catalogs.diagnostics import FileError
from translated_docs.catalogs.policy.sanitize import errors_of_copies, is_readable
from translated_docs.content.sources.symbolic_links import link_errors
from translated_docs.paths import ROOT
from translated_docs.settings import catalogs_folder, relative

MOST_PLACES = 50  # that are named in one line
MOST_ALIKE = 20  # of one catalog that have a line each: a page in another markup has hundreds, for one reason


def errors(languages: list[str]) -> list[FileError]:
    """Return why a translation, or a whole catalog, is not used in what was built."""
    found = [error for code in languages for error in errors_of_copies(ROOT, code)]
    named = {error.file for error in found}
    return found + [link for link in link_errors(ROOT) if link.file.is_relative_to(catalogs_folder()) and link.file not in named]


def lines(errors: list[FileError]) -> Iterator[str]:
    """Yield what is said of each error; where many of a catalog have one remedy, of the first, and how many more there are."""
    alike: dict[tuple[Path, str], list[FileError]] = {}
    for error in errors:
        same = alike.setdefault((error.file, error.words.rpartition("; ")[2]), [])
        same.append(error)
        if len(same) <= MOST_ALIKE:
            yield str(error)
    for (file, remedy), same in alike.items():
        if more := same[MOST_ALIKE:]:
            yield f"{relative(file)}:{more[0].line}: {len(more)} more like this from here on, which 'make check' names; {remedy}"


def number(count: int, noun: str) -> list[str]:
    return [f"{count} {noun}{'s' if count > 1 else ''}"] if count else []


def summary(errors: list[FileError]) -> str:
    """Return a line that says how many translations, and whole catalogs, are left out, and where they stand."""
    places = {f"{relative(error.file)}:{error.line}": error.file for error in errors}
    catalogs = {file for file in places.values() if not is_readable(file)}
    single = [place for place, file in places.items() if file not in catalogs]
    words = " and ".join([*number(len(single), "translation"), *number(len(catalogs), "catalog")])
    named = ", ".join([*places][:MOST_PLACES]) + (", …" if len(places) > MOST_PLACES else "")
    return f"{words} {'was' if len(single) + len(catalogs) == 1 else 'were'} left out: {named}; 'make check' says why"
