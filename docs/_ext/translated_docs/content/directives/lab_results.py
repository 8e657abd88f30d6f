"""The roles ``result`` and ``result-spread``: a figure that a lab measured, from its results file.

.. code-block:: markdown

   It is {result}`queue:kept.two.ratio` times as fast, {result-spread}`queue:kept.two.ratio`, by {result}`queue:date`.

``lab/queue.json``, below the folder of the pages, is what the lab wrote: ``date``, ``machine``, ``versions``, and
``results``, whose leaves are measured quantities (``median``, ``low``, ``high``, ``runs``, ``unit``), numbers, booleans
and codes.  A path leads to a leaf, to a part of a quantity (``kept.two.ratio.low``), or to ``date``, ``machine.kernel``,
``versions.envoy``.  What is written depends on the file and the language alone.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from babel.dates import format_date
from babel.numbers import format_decimal
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util.docutils import SphinxRole

from translated_docs.catalogs.languages import locale_of
from translated_docs.content.warnings import warn
from translated_docs.utf8 import LineError, decode

FOLDER = "lab"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNITS = ("req/s", "ms", "µs", "s", "MiB", "packets", "ratio", "B", "count")
PARTS = ("median", "low", "high", "runs")
MOST = 1e30  # nothing that is measured is more


class ResultError(Exception):
    """What is wrong with a results file, or with what a page asks it for; and what to do."""


@dataclass(frozen=True)
class Quantity:
    """A measured quantity: the median of ``runs`` runs, the lowest and the highest of them, and their unit."""

    median: float
    low: float
    high: float
    runs: int
    unit: str


Value = Quantity | float | bool | str


@dataclass(frozen=True)
class Results:
    """A results file: the values of its ``results`` by their paths, and what else it says, such as ``date``."""

    name: str  # of the file, for people
    values: dict[str, Value]
    facts: dict[str, Value]

    def value(self, path: str) -> Value:
        """Return the value of a path; raise ResultError, which names those that are near, if there is none."""
        for found in (self.values, self.facts):
            if path in found:
                return found[path]
        known = [*self.values, *self.facts]
        near = get_close_matches(path, known, 3) or known[:3]
        raise ResultError(
            f"{self.name} has no {path!r}; write a path that it has, such as {', '.join(map(repr, near))}"
        )


# -- Reading ------------------------------------------------------------------


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < MOST


def quantity(written: dict[str, Any], where: str) -> Quantity:
    """Return a measured quantity; raise ResultError if that is not what is written."""
    if written.get("unit") not in UNITS:
        raise ResultError(f"{where} has the unit {written.get('unit')!r}; write one of these: {', '.join(UNITS)}")
    if set(written) != {*PARTS, "unit"} or not all(is_number(written[part]) for part in PARTS):
        raise ResultError(f"{where} is no measured quantity; write median, low, high and runs as numbers, and unit")
    if not written["low"] <= written["median"] <= written["high"]:
        raise ResultError(f"{where} has a median that is not from low to high; run the lab again")
    return Quantity(**written)


def leaves(node: Any, where: str, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Value]]:
    """Yield the path and the value of each leaf, and of each part of a quantity; raise ResultError for any other."""
    name = ".".join(path)
    here = f"{where}: {name!r}" if name else where
    if isinstance(node, dict) and ("unit" in node or is_number(node.get("median"))):
        measured = quantity(node, here)
        yield name, measured
        yield from ((f"{name}.{part}", getattr(measured, part)) for part in PARTS)
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, where, (*path, key))
    elif isinstance(node, (bool, str)) or is_number(node):
        yield name, node
    else:
        raise ResultError(f"{here} is {node!r}; write a quantity, a number, true, false or a code")


def no_constant(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads (https://docs.python.org/3/library/json.html#infinite-and-nan-number-values)."""
    raise ValueError(f"{constant} is no number")


@lru_cache(maxsize=16)
def read_version(path: Path, name: str, _modified: int) -> Results:
    """Return the content of a file as it was at a time, in nanoseconds; raise ResultError if it can't be used."""
    try:
        written = json.loads(decode(path.read_bytes()), parse_constant=no_constant)
        if not isinstance(written, dict) or not isinstance(results := written.pop("results", None), dict):
            raise ResultError(f"{name} has no results; run the lab again")
        return Results(name, dict(leaves(results, name)), dict(leaves(written, name)))
    except (LineError, ValueError, RecursionError) as error:
        raise ResultError(f"{name} is not JSON ({error}); run the lab again, or mend it") from None


def read_results(env: BuildEnvironment, lab: str) -> Results:
    """Return the results of a lab, and read the page again when they change.

    Raises ResultError if they can't be read.
    """
    if not NAME.fullmatch(lab):
        raise ResultError(f"{lab!r} is no name of a lab; write that of a file in docs/{FOLDER}, without '.json'")
    file = f"{FOLDER}/{lab}.json"
    env.note_dependency(file)
    path = Path(env.srcdir, file)
    try:
        return read_version(path, f"docs/{file}", path.stat().st_mtime_ns)
    except OSError as error:
        there = sorted(other.stem for other in path.parent.glob("[!.]*.json"))
        others = f" ({', '.join(there)})" if there else ""
        raise ResultError(
            f"docs/{file} can't be read ({error.strerror}); run the lab, or write the name of another{others}"
        ) from None


# -- Writing ------------------------------------------------------------------


def decimals(number: float) -> int:
    """Return how many decimals show three digits of a measured number, or fewer, if it has no more."""
    return max(min(-Decimal(text).as_tuple().exponent for text in (f"{number:.2e}", f"{number:f}".rstrip("0"))), 0)


def format_number(number: float, language: str, places: int | None = None) -> str:
    """Return a number as a language writes it, with so many decimals, or as many as `decimals` says."""
    places = decimals(number) if places is None else places
    locale = locale_of(language)
    groups = locale.decimal_formats[None].pattern.partition(".")[0]
    return format_decimal(Decimal(f"{number:.{places}f}"), groups + (f".{'0' * places}" if places else ""), locale)


def median_words(value: Value, language: str) -> str:
    """Return a value as text: of a quantity the median, of a code itself, of a date as the language writes it.

    Raises ResultError for a boolean, which has no words of its own.
    """
    if isinstance(value, bool):
        raise ResultError(f"is {str(value).lower()}, which has no words; say it in the page's")
    if isinstance(value, str):
        return date_words(value, language)
    return format_number(value.median if isinstance(value, Quantity) else value, language)


def date_words(text: str, language: str) -> str:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        day = None
    return format_date(day, "long", locale_of(language)) if day else text


def spread_words(value: Value, language: str) -> str:
    """Return a quantity as its median, and from where to where the runs went; raise ResultError for anything else."""
    if not isinstance(value, Quantity):
        raise ResultError("is no measured quantity, so it has no spread; write {result} for it")
    places = decimals(value.median or value.high)
    numbers = {part: format_number(getattr(value, part), language, places) for part in ("median", "low", "high")}
    return _("%(median)s (%(low)s–%(high)s)") % numbers


class ResultRole(SphinxRole):
    """A figure within a sentence; what it says is a target, which no translation changes (catalogs/policy/roles.py)."""

    def __init__(self, words: Callable[[Value, str], str]) -> None:
        super().__init__()
        self.words = words

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        lab, _colon, path = self.text.partition(":")
        try:
            value = read_results(self.env, lab.strip()).value(path.strip())
            try:
                words = self.words(value, self.config.language)
            except ResultError as error:
                raise ResultError(f"{self.text!r} {error}") from None
        except ResultError as error:
            warn(self.get_location(), "page.result", "%s", error)
            return [nodes.literal(self.text, self.text)], []
        return [nodes.Text(words)], []


def setup(app: Sphinx) -> None:
    app.add_role("result", ResultRole(median_words))
    app.add_role("result-spread", ResultRole(spread_words))
