"""What is not used of the translations, and why; the source's words stand in its place."""

import re

from translated_docs.catalogs.sanitize import errors_of_copies, is_readable
from translated_docs.content.symbolic_links import link_errors
from translated_docs.paths import ROOT
from translated_docs.settings import catalogs_folder

PLACE = re.compile(r"(.*?):\d+(?=: )", re.DOTALL)
MOST_PLACES = 50  # that are named in one line


def errors(languages: list[str]) -> list[str]:
    """Return why a translation, or a whole catalog, is not used in what was built, as ``file:line: what is wrong; what to do``."""
    found = [error for code in languages for error in errors_of_copies(ROOT, code)]
    links = [error for error in link_errors(ROOT) if error.startswith(f"{catalogs_folder()}/")]
    found += [link for link in links if not any(error.startswith(PLACE.match(link)[0]) for error in found)]
    return [error.removeprefix(f"{ROOT}/") for error in found]


def number(count: int, noun: str) -> list[str]:
    return [f"{count} {noun}{'s' if count > 1 else ''}"] if count else []


def summary(errors: list[str]) -> str:
    """Return a line that says how many translations, and whole catalogs, are left out, and where they stand."""
    places = {PLACE.match(error)[0]: PLACE.match(error)[1] for error in errors}
    catalogs = {file for file in places.values() if not is_readable(ROOT / file)}
    single = [place for place, file in places.items() if file not in catalogs]
    words = " and ".join([*number(len(single), "translation"), *number(len(catalogs), "catalog")])
    named = ", ".join([*places][:MOST_PLACES]) + (", …" if len(places) > MOST_PLACES else "")
    return f"{words} {'was' if len(single) + len(catalogs) == 1 else 'were'} left out: {named}; 'make check' says why"
