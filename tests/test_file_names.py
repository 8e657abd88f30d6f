"""Pages, pictures, figures and downloads of any name come out in every output."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SmallProject
from test_constructs import png
from test_pictures import APART, NAMES

pytestmark = [SLOW, pytest.mark.xdist_group("file names")]
# A dot hides a page; a toctree takes <> for an address.
PAGES = [name for name in NAMES if not name.startswith(".")]


def in_markdown(name: str) -> str:
    return name.replace("\\", "\\\\").replace("%20", "%2520")


def page_of_files(names: list[str]) -> str:
    parts = ["(everything)=\n# 絵"]
    for number, name in enumerate(names):
        parts += [
            f"![図](<{in_markdown(name)}.png>)と[言葉](<{in_markdown(name)}.txt>)",
            f":::{{image}} {name}.png\n:alt: 図\n:::",
            f":::{{figure}} {name}.png\n:alt: 図\n\n題。\n:::",
            f":::{{drawing}} {name}\n:name: fig-図{number}\n:alt: 図\n\n題。\n:::",
        ]
        if name in PAGES:
            parts.append(f"[頁](<{in_markdown(name)}.md>)、[](#page-{number})")
    return "\n\n".join(parts)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = SmallProject(tmp_path_factory.mktemp("names") / "project")
    docs, names = project.folder / "docs", [*NAMES, APART]
    figure = (docs / "figures" / "ktls.svg").read_bytes()
    for number, name in enumerate(names):
        (docs / f"{name}.png").write_bytes(png(60, 30))
        (docs / f"{name}.txt").write_text("words", encoding="utf-8")
        (docs / "figures" / f"{name}.svg").write_bytes(figure)
        if name in PAGES:
            (docs / f"{name}.md").write_text(f"(page-{number})=\n# 題{number}\n\n[絵](everything.md)。\n", encoding="utf-8")
    (docs / "everything.md").write_text(page_of_files(names), encoding="utf-8")
    index = docs / "index.md"
    toctree = "\n".join(["chapter", "terms", "everything", *PAGES, ""])
    index.write_text(index.read_text("utf-8").replace("chapter\nterms\n", toctree), encoding="utf-8")
    for target in ("catalogs", "check", "all"):
        project.must_make(target)
    return project


def missing(names: set[str], page: str, markup: str) -> list[str]:
    """Return the addresses on a page that lead to no file of these names."""
    addresses = [
        part.get(name, "") for part in BeautifulSoup(markup, "html.parser").find_all(["a", "img", "link"]) for name in ("href", "src")
    ]
    local = [parts.path for address in addresses if not (parts := urlsplit(address)).scheme and parts.path]
    found = {path: posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) for path in local}
    absent = [path for path, name in found.items() if name.lstrip("/") not in names]
    return [path for path in absent if not path.endswith(("contributing/translate.html", "colophon.html"))]  # left out here


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_link_and_picture_of_the_site_and_the_epub_leads_to_its_file(project, language):
    site = project.folder / "build" / "site"
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    for path in (site / language).rglob("*.html"):
        assert missing(names, path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")) == [], path.name
    (epub,) = (site / language).glob("*.epub")
    with ZipFile(epub) as archive:
        names = set(archive.namelist())
        for name in names:
            if name.endswith(".xhtml"):
                assert missing(names, name, archive.read(name).decode()) == [], name
        package = BeautifulSoup(archive.read("content.opf"), "xml")
    items, order = ([part[name] for part in package.find_all(kind)] for kind, name in (("item", "id"), ("itemref", "idref")))
    assert set(order) <= set(items) and len(order) == len(set(order))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_picture_is_in_the_book(project, language):
    book = project.folder / "build" / "pdf" / language / "book"
    assert len(list(book.glob("picture-*.png"))) == len(NAMES) + 1
    assert len(list((book / "figures").glob("*.svg")) or list((book / "drawings").glob("*.svg"))) == len(NAMES) + 1


def test_a_changed_picture_is_seen_by_make(project):
    picture = project.folder / "docs" / "a$b.png"
    picture.write_bytes(png(80, 20))
    project.must_make()
    page = (project.folder / "build" / "site" / "ja" / "everything.html").read_text(encoding="utf-8")
    assert 'src="_images/a%24b.png" width="80"' in page
    assert project.make().stdout.count("\n") == 1  # up to date
