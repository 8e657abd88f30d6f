"""One table says what is built: the Makefile, the jobs, the pages, the live server and servers' settings follow it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SLOW, SmallProject, modules_after
from translated_docs import outputs
from translated_docs.html.downloads import download_links
from translated_docs.jobs import schedule
from translated_docs.outputs import OUTPUTS, Output, bilingual, downloads, monolingual, named

import conf

TABLE = "docs/_ext/translated_docs/outputs.py"
THREE = {"ja": "日本語", "en": "English", "xx": "Xxish"}

SITE = Output("html", "html", "html", "text/html", site=True)
TEXT = Output("plain-text", "plain-text", "txt", "text/plain")
BOOK = Output("pdf", "pdf", "pdf", "application/pdf", typst=True)
PAIR = Output("text-pair", "text-pair", "txt", "text/plain", bilingual=True, after="plain-text")
FOLDER = Output("text", "text", "txt", "text/plain", index="index.txt")
TABLES = {
    "as it is": OUTPUTS,
    "the site alone": (SITE,),
    "the site first": (SITE, BOOK),
    "no book": (TEXT, SITE),
    "no EPUB": tuple(output for output in OUTPUTS if output.name != "epub"),
    "nothing bilingual": tuple(output for output in OUTPUTS if not output.bilingual),
    "two that are compiled": (BOOK, Output("handout", "handout", "pdf", "application/pdf", typst=True), SITE),
    "another pair": (PAIR, TEXT, BOOK, SITE),
    "folders": (FOLDER, PAIR._replace(index="index.txt", after="text"), SITE),
}


@pytest.fixture(params=TABLES.values(), ids=TABLES)
def table(request, monkeypatch, tmp_path):
    """Some table in the place of ours, in a project of three languages of which nothing is built."""
    monkeypatch.setattr(outputs, "OUTPUTS", request.param)
    monkeypatch.setattr(schedule, "BUILD", tmp_path)
    monkeypatch.setattr(conf, "languages", THREE)
    return request.param


# -- The table itself ------------------------------------------------------------


def test_every_row_has_a_name_of_its_own_that_make_has_no_other_use_for():
    names = [output.name for output in OUTPUTS]
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z-]*", name) for name in names)
    assert not {*names} & {*targets, "part", "all"}


def test_no_two_files_have_one_address():
    config = SimpleNamespace(project="talk", languages=THREE)
    addresses = [download.address for download in downloads(config)]
    assert len(set(addresses)) == len(addresses)


def test_one_row_is_the_site_and_bilingual_ones_wait_for_one_that_is_there():
    assert [output.name for output in OUTPUTS if output.site] == ["html"]
    assert {output.after for output in bilingual()} <= {output.name for output in monolingual()}


def test_reading_it_takes_the_standard_library_alone():
    new = modules_after("import translated_docs.outputs") - modules_after("pass")
    top = {name.partition(".")[0] for name in new} - {"translated_docs"}
    assert top <= sys.stdlib_module_names


# -- Who reads it ----------------------------------------------------------------


def test_the_site_is_built_last_as_it_names_the_sizes_of_the_others(table):
    assert [output.site for output in monolingual()] == [False] * (len(monolingual()) - 1) + [True]
    assert named([output.name for output in table]) == monolingual()


def test_jobs_wait_for_what_is_built_and_nothing_else(table):
    jobs = schedule.jobs_for_site(list(THREE), monolingual())
    known, done = {job.name for job in jobs}, set()
    assert len(known) == len(jobs)
    assert all(set(job.after) <= known for job in jobs)
    while ready := [job.name for job in jobs if job.name not in done and done.issuperset(job.after)]:
        done.update(ready)
    assert done == known
    expected = {f"{code} {output.name}" for output in monolingual() for code in THREE}
    expected |= {f"ja-{code} {output.name}" for output in bilingual() for code in ("en", "xx")}
    of_typst = [name for name in expected if any(name.endswith(f" {output.name}") for output in table if output.typst)]
    compiled = {f"{name} compile" for name in of_typst}
    assert known == expected | compiled


def test_only_one_builder_at_a_time_reads_the_pages_of_a_language(table):
    jobs = {job.name: job.after for job in schedule.jobs_for_languages(["xx"], monolingual())}
    for before, output in zip(monolingual(), monolingual()[1:]):
        assert f"xx {before.name}" in jobs[f"xx {output.name}"]


@pytest.mark.parametrize(
    ("built", "links"),
    [
        ({}, []),
        (
            {"plain-text": "1 MB"},
            [("plain-text", "../talk-xx.txt", "1 MB", None), ("TXT", "../../talk-ja-xx.txt", None, ("ja", "xx"))],
        ),
        ({"pdf": "2 MB"}, [("PDF", "../talk-xx.pdf", "2 MB", None)]),
        ({"text": "3 MB"}, [("text", "../text/index.txt", "3 MB", None)]),
    ],
)  # fmt: skip
def test_a_page_links_to_what_is_built(monkeypatch, built, links):
    monkeypatch.setattr(outputs, "OUTPUTS", (*TABLES["another pair"], FOLDER))
    config = SimpleNamespace(project="talk", languages=THREE, language="xx", downloads=built)
    builder = SimpleNamespace(name="html", config=config, get_target_uri=lambda page: f"{page}.html")
    found = download_links(builder, "folder/page")
    assert [(link["label"], link["href"], link.get("size"), link.get("codes")) for link in found] == links


@pytest.mark.parametrize(("output", "languages"), [(TEXT, ("xx",)), (PAIR, ("ja", "xx"))])
def test_a_builder_that_does_not_write_the_file_is_said_so(monkeypatch, tmp_path, output, languages):
    monkeypatch.setattr(schedule, "BUILD", tmp_path)
    monkeypatch.setattr(schedule, "run_builder", lambda *arguments, **settings: None)
    with pytest.raises(SystemExit, match=f"{TABLE}: {output.name}: its builder .* writes no .*-xx.txt; "):
        schedule.build_output(output, *languages)


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ((TEXT, BOOK, SITE), ["TXT", "PDF"]),
        ((TEXT, PAIR, SITE), ["TXT", "TXT"]),  # a link to two languages names them
        ((TEXT, FOLDER, BOOK, SITE), ["plain-text", "text", "PDF"]),
        ((Output("singlehtml", "singlehtml", "html", "text/html", index="index.html"), SITE), ["HTML"]),
        (OUTPUTS, ["PDF", "EPUB", "PDF"]),
    ],
)
def test_links_to_two_files_of_one_format_have_names_of_their_own(monkeypatch, rows, labels):
    monkeypatch.setattr(outputs, "OUTPUTS", rows)
    assert [output.label for output in rows if not output.site] == labels


def test_the_size_of_a_folder_is_that_of_all_its_files(table, tmp_path):
    (tmp_path / "text" / "xx" / "more").mkdir(parents=True)
    for name in ("index.txt", "more/page.txt"):
        (tmp_path / "text" / "xx" / name).write_bytes(bytes(600_000))
    assert schedule.size_labels("xx") == ({"text": "1.2 MB"} if FOLDER in table else {})


# -- A project with another table ------------------------------------------------

# One of a builder of its own, and two of Sphinx's.
ROWS = '''
    Output("plain-text", "plain-text", "txt", "text/plain"),
    Output("text", "text", "txt", "text/plain", index="index.txt"),
    Output("singlehtml", "singlehtml", "html", "text/html", index="index.html"),
'''
BUILDER = '''
from pathlib import Path

from sphinx.builders.text import TextBuilder

from translated_docs.content.reading_order import ordered_docnames
from translated_docs.outputs import output_file


class PlainTextBuilder(TextBuilder):
    name = "plain-text"

    def finish(self):
        pages = [Path(self.outdir, f"{name}.txt").read_text("utf-8") for name in ordered_docnames(self.env)]
        Path(self.outdir, output_file(self.config, "txt")).write_text("\\n\\n".join(pages), "utf-8")


def setup(app):
    app.setup_extension("sphinx.builders.text")
    app.add_builder(PlainTextBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
'''


def replace_text(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def other_table(tmp_path_factory):
    """A project without the EPUB, with plain text in two ways and all pages in one: a part is built, then all of it."""
    project = SmallProject(tmp_path_factory.mktemp("outputs") / "project")
    machinery = project.folder / "docs" / "_ext" / "translated_docs"
    epub = next(line for line in (project.folder / TABLE).read_text("utf-8").splitlines(True) if '"epub"' in line)
    replace_text(project.folder / TABLE, epub, ROWS)
    shutil.rmtree(machinery / "epub")
    (machinery / "plain_text.py").write_text(BUILDER, encoding="utf-8")
    replace_text(project.folder / "conf.py", '"translated_docs.epub"', '"translated_docs.plain_text"')
    for target in ("part-en", "all"):
        project.must_make(target)
    return project


@SLOW
def test_without_the_books_the_rest_is_left(tmp_path):
    project = SmallProject(tmp_path / "project")
    table = project.folder / TABLE
    rows = [row for row in table.read_text("utf-8").splitlines(True) if not row.startswith('    Output("pdf')]
    table.write_text("".join(rows), encoding="utf-8")
    for extension in ("translated_docs.pdf", "sphinxcontrib_typstbuilder"):
        replace_text(project.folder / "conf.py", f'    "{extension}",\n', "")
    project.must_make()
    files = project.files()
    assert not [name for name in files if name.endswith(".pdf")]
    assert f"en/{schedule.conf.project}-en.epub" in files


@SLOW
class TestAnotherTable:
    def test_the_site_holds_what_is_in_it(self, other_table):
        site = other_table.folder / "build" / "site"
        found = {str(path.relative_to(site)) for path in site.rglob("openstack*") if path.suffix != ".gz"}
        name = "openstack-kubecon-2018"
        assert found == {f"{code}/{name}-{code}.{suffix}" for code in ("ja", "en") for suffix in ("pdf", "txt")} | {
            f"{name}-ja-en.pdf"
        }
        assert {path.name for path in (site / "en" / "text").glob("*.txt")} == {"index.txt", "chapter.txt", "terms.txt"}
        assert "Chapter" in (site / "en" / "singlehtml" / "index.html").read_text("utf-8")
        assert "Chapter" in (site / "en" / f"{name}-en.txt").read_text("utf-8")

    def test_its_pages_link_to_them(self, other_table):
        page = BeautifulSoup(other_table.page("en/chapter.html"), "html.parser")
        links = page.select(".page-tools a[type]")
        assert [(link["href"], link["type"], link.get_text().partition(" ")[0]) for link in links] == [
            ("openstack-kubecon-2018-en.pdf", "application/pdf", "PDF"),
            ("openstack-kubecon-2018-en.txt", "text/plain", "plain-text"),
            ("text/index.txt", "text/plain", "text"),
            ("singlehtml/index.html", "text/html", "HTML"),
            ("../openstack-kubecon-2018-ja-en.pdf", "application/pdf", "PDF"),
        ]
        assert all(re.fullmatch(r"\S+ \(\d+\.\d MB\)", link.get_text()) for link in links[:4])

    def test_make_has_targets_for_it_and_none_for_the_one_that_is_gone(self, other_table):
        other_table.must_make("plain-text-en")
        assert "make plain-text" in other_table.make("help").stdout
        assert other_table.make("epub").returncode != 0

    def test_a_server_knows_its_type(self, other_table):
        settings = (other_table.folder / "build" / "servers" / "nginx.conf").read_text("utf-8")
        assert "default_type text/plain;" in settings
        assert "epub" not in settings

    def test_make_live_makes_it(self, other_table):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [".venv/bin/python", "-m", "translated_docs.live", "--port", str(port), "ja", "en"]
        with subprocess.Popen(command, cwd=other_table.folder, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout.readline().startswith(f"http://127.0.0.1:{port}/")
            try:
                for name, type_, word in [
                    ("openstack-kubecon-2018-en.txt", "text/plain", "Chapter"),
                    ("text/index.txt", "text/plain", "小さな本"),
                    ("text/chapter.txt", "text/plain", "Chapter"),
                    ("singlehtml/index.html", "text/html", "Chapter"),
                    ("singlehtml/_static/site.css", "text/css", "{"),
                ]:
                    with urlopen(f"http://127.0.0.1:{port}/en/{name}", timeout=60) as answer:
                        assert answer.headers["Content-Type"].startswith(type_), name
                        assert word in answer.read().decode(), name
            finally:
                server.terminate()
