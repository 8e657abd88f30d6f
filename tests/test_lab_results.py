"""A figure of a lab comes from its results file: in a sentence, in a table, in a chart; in the form of the language."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SLOW, SmallProject
from translated_docs.catalogs.lint.entry_warnings import diagnostics
from translated_docs.catalogs.lint.lint_message import Context
from translated_docs.catalogs.policy.markup_policy import errors
from translated_docs.content.directives import lab_results, result_tables
from translated_docs.content.directives.lab_results import Quantity, ResultError
from translated_docs.svg import bar_chart, labels

LAB = Path(__file__).parent / "constructs" / "lab" / "queue.json"


def quantity(median: float, low: float | None = None, high: float | None = None, unit: str = "ms") -> Quantity:
    return Quantity(median, median if low is None else low, median if high is None else high, 5, unit)


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (7780.4, "ja", "7,780"), (7780.4, "en", "7,780"), (7780.4, "de", "7.780"), (7780.4, "fr", "7\u202f780"),
        (1.1597, "en", "1.16"), (1.1597, "de", "1,16"), (99.96, "en", "100"), (123.4, "en", "123"),
        (0.0046, "en", "0.0046"), (0.004612, "en", "0.00461"), (1.2, "en", "1.2"), (5, "en", "5"), (0.0, "en", "0"),
        (24, "en", "24"), (1234567, "hi", "12,34,567"),
    ],
)  # fmt: skip
def test_a_number_has_three_digits_or_as_many_as_it_has_and_the_marks_of_the_language(number, language, words):
    assert lab_results.median_words(number, language) == words
    assert lab_results.median_words(quantity(number), language) == words


def test_a_date_is_written_as_the_language_does_and_a_version_as_it_is():
    dates = {code: lab_results.median_words("2018-08-03", code) for code in ("ja", "en", "de")}
    assert dates == {"ja": "2018年8月3日", "en": "August 3, 2018", "de": "3. August 2018"}
    assert [lab_results.median_words(code, "de") for code in ("1.40.0", "2018-99-99", "500")] == ["1.40.0", "2018-99-99", "500"]


def test_the_ends_of_a_spread_have_the_digits_of_its_median():
    assert lab_results.spread_words(quantity(1.1597, 0.9, 1.3), "de") == "1,16 (0,90–1,30)"
    assert lab_results.spread_words(quantity(0.0, 0.0, 0.25), "en") == "0.00 (0.00–0.25)"


SOURCE = "比は{result}`queue:rate.64k.ratio`（{result-spread}`queue:rate.64k.ratio`）です。"


@pytest.mark.parametrize(
    ("translation", "rules"),
    [
        ("{result-spread}`queue:rate.64k.ratio` is the ratio, or {result}`queue:rate.64k.ratio`.", []),
        ("The ratio is {result}`queue:rate.64k.off` ({result-spread}`queue:rate.64k.ratio`).", ["role"]),
        ("The ratio is {result}`3 <queue:rate.64k.ratio>` ({result-spread}`queue:rate.64k.ratio`).", ["role"]),
        ("The ratio is {result}`queue:rate.64k.ratio`.", ["role"]),
        ("The ratio is 2 ({result-spread}`queue:rate.64k.ratio`).", ["role"]),
        ("{result}`queue:rate.64k.ratio` ({result-spread}`queue:rate.64k.ratio`) of 64 is the ratio.", ["number"]),
    ],
)
def test_a_translation_puts_a_figure_anywhere_and_changes_none(translation, rules):
    entry = polib.POEntry(msgid=SOURCE, msgstr=translation)
    said = errors(SOURCE, translation, "page") or diagnostics(entry, "page", "ja", "en", Context({}))
    assert sorted({found.rule for found in said}) == rules
    assert (errors(SOURCE, translation, "page") == []) == ("role" not in rules)


def read(tmp_path: Path, text: str) -> lab_results.Results:
    folder = tmp_path / "lab"
    folder.mkdir(exist_ok=True)
    (folder / "made-up.json").write_text(text, encoding="utf-8")
    noted = []
    found = lab_results.read_results(SimpleNamespace(srcdir=tmp_path, note_dependency=noted.append), "made-up")
    assert noted == ["lab/made-up.json"]
    return found


def leaf(**changed: object) -> str:
    written = {"median": 2.0, "low": 1.0, "high": 3.0, "runs": 3, "unit": "ms", **changed}
    return json.dumps({"results": {"wait": {key: value for key, value in written.items() if value is not None}}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not JSON"), ("[" * 100_000, "is not JSON"), ("[]", "has no results"), ('{"results": 3}', "has no results"),
        ('{"results": {"a": NaN}}', "NaN is no number"), ('{"results": {"a": [1]}}', "'a' is [1]"),
        ('{"results": {"a": null}}', "'a' is None"), (leaf(unit="km"), "'wait' has the unit 'km'"), (leaf(unit=None), "the unit None"),
        ('{"results": {"a": 1' + "0" * 400 + "}}", "'a' is 1000"), (leaf(median=None), "'wait' is no measured quantity"),
        (leaf(runs=None), "'wait' is no measured quantity"), (leaf(low="1"), "'wait' is no measured quantity"),
        (leaf(more=1), "'wait' is no measured quantity"), (leaf(low=2.5), "not from low to high"), ('{"results": ' + '{"a":' * 900 + "[]" + "}" * 901, "made-up.json"),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_used_is_said_with_what_to_do(tmp_path, text, said):
    with pytest.raises(ResultError, match=re.escape(said)) as raised:
        read(tmp_path, text)
    assert re.fullmatch(r"docs/lab/made-up\.json.*; .+", str(raised.value))


def test_a_file_is_read_again_when_it_has_changed(tmp_path):
    assert read(tmp_path, '{"results": {"a": 1}}').values == {"a": 1}
    assert read(tmp_path, '{"results": {"a": {"median": true}}}').values == {"a.median": True}


@pytest.mark.parametrize(
    ("cells", "rows", "found"),
    [
        ("rate.{row}.{column}", ["*"], ["none", "one-proxy"]),
        ("rate.{row}.{column}", ["one-*", "none"], ["one-proxy", "none"]),
        ("{row}.{column}", ["*"], ["packets"]),
        ("{row}.{column}", ["rate.*", "packets"], ["rate.none", "rate.one-proxy", "packets"]),
    ],
)
def test_rows_are_chosen_by_path_or_wildcard_in_the_order_of_the_file(cells, rows, found):
    written = json.loads(LAB.read_text(encoding="utf-8"))["results"]
    results = lab_results.Results("x", dict(lab_results.leaves(written, "x")), {})
    assert result_tables.found_rows(results, cells, rows, ["off", "on"]) == found


@pytest.mark.parametrize(
    ("highest", "values"),
    [
        (16050, [0, 5000, 10000, 15000, 20000]), (2.2, [0, 1, 2, 3]), (0.0046, [0, 0.002, 0.004, 0.006]),
        (4, [0, 1, 2, 3, 4]), (0, [0, 0.5, 1]), (0.3, [0, 0.1, 0.2, 0.3]),
    ],
)  # fmt: skip
def test_an_axis_goes_from_0_to_beyond_the_highest_in_round_steps(highest, values):
    assert bar_chart.ticks(highest) == values


BARS = [bar_chart.Bar(7780, 7272, 9624, "7,780"), bar_chart.Bar(20000, 20000, 20000, "20,000,000")]
AXIS = [(0, "0"), (10000, "10,000,000"), (20000, "20,000,000")]


@pytest.mark.parametrize("names", [["off", "on"], ["", ""]])
def test_the_numbers_of_a_chart_fit_and_stay_within_it(names):
    svg = bar_chart.bar_chart([("One", BARS), ("<Two & 2>", BARS)], names, AXIS, "a second", 1.0)
    found = labels.labels(svg)  # raises LineError for what is outside
    assert [label.words for label in found if labels.fit(label.words, label.size, label.space)[2]] == []
    assert {"One", "<Two & 2>", "7,780", "20,000,000", "a second", *filter(None, names)} <= {label.words for label in found}
    assert svg == bar_chart.bar_chart([("One", BARS), ("<Two & 2>", BARS)], names, AXIS, "a second", 1.0)
    ends = set(re.findall(r'<text class="d-text d-number" x="([\d.]+)" [^>]*text-anchor="end"', svg))
    assert len(ends) == 1  # not where a whisker ends, as if they were of that end


@pytest.mark.parametrize(
    ("groups", "said"), [([("a", [bar_chart.Bar(1, -1, 2, "1")])], "below 0"), ([("a", BARS[:1])] * 40, "more bars than")]
)
def test_what_no_chart_can_show_is_said(groups, said):
    with pytest.raises(bar_chart.ChartError, match=f"{said}.*; "):
        bar_chart.bar_chart(groups, [""], AXIS)


# -- On pages, in a third language ----------------------------------------------------

PAGES = ("result-role", "result-table", "result-chart")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project of pages with figures of a lab, in German too."""
    project = SmallProject(tmp_path_factory.mktemp("results") / "project")
    docs = project.folder / "docs"
    shutil.copytree(LAB.parent, docs / "lab", dirs_exist_ok=True)
    for name in PAGES:
        text = (ROOT / "tests" / "constructs" / f"{name}.md").read_text(encoding="utf-8")
        (docs / f"{name}.md").write_text(f"({name})=\n# 頁\n\n{text}", encoding="utf-8")
    index = docs / "index.md"
    index.write_text(index.read_text("utf-8").replace("terms\n", "\n".join(["terms", *PAGES, ""])), "utf-8")
    project.must_make("language", "CODE=de")
    for path in (project.folder / "locale" / "de" / "LC_MESSAGES").glob("result-*.po"):
        catalog = polib.pofile(str(path))
        for number, entry in enumerate(catalog):
            entry.msgstr = re.sub(r"[\u3040-\u9fff、。]+", f"Wort{number}", entry.msgid)
        catalog.save()
    project.must_make("html")
    return project


def text_of(project: SmallProject, address: str) -> str:
    return BeautifulSoup(project.page(address), "html.parser").article.get_text(" ")


@SLOW
@pytest.mark.parametrize(("code", "rate", "ratio"), [("ja", "7,780", "1.98"), ("de", "7.780", "1,98")])
def test_every_number_is_in_the_form_of_the_page(built, code, rate, ratio):
    for name in PAGES:
        text = text_of(built, f"{code}/{name}.html")
        assert rate in text and ratio in text, (name, text)
    drawn = BeautifulSoup(built.page(f"{code}/result-chart.html"), "html.parser").select_one(".svg-figure svg")
    assert drawn["aria-label"] == {"ja": "図の言葉", "de": "Wort1"}[code]


@SLOW
def test_what_is_above_numbers_stands_where_they_do(built):
    seen = set()
    for table in BeautifulSoup(built.page("de/result-table.html"), "html.parser").select("table"):
        head, *rows = ([("text-right" in cell.get("class", ())) for cell in row.select("th, td")] for row in table.select("tr"))
        assert head == [all(column) for column in zip(*rows, strict=True)]
        seen.update(head)
    assert seen == {True, False}


@SLOW
def test_no_number_is_in_a_catalog(built):
    for path in (built.folder / "locale" / "de" / "LC_MESSAGES").glob("result-*.po"):
        assert [entry.msgid for entry in polib.pofile(str(path)) if re.search(r"\d[.,]?\d", entry.msgid)] == []


@SLOW
def test_a_changed_figure_reaches_the_pages_that_use_it_and_no_other(built):
    before = built.modified()
    with built.changed("docs/lab/queue.json", "7780.4", "8123.0", "html"):
        after = built.modified()
        written = {page for page in after if after[page] != before[page]} - {"ja/index.html", "de/index.html", "en/index.html"}
        assert {page.partition("/")[2] for page in written} >= {f"{name}.html" for name in PAGES}
        assert not any("chapter" in page or "terms" in page for page in written)
        assert "8.123" in text_of(built, "de/result-table.html")
    built.must_make("html")
    assert "8.123" not in text_of(built, "de/result-table.html")
