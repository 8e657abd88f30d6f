"""A third language, made up, shows that nothing counts on two."""

from __future__ import annotations

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

import conf


@pytest.fixture(scope="module")
def site(project):
    """The site with a language "xx" whose every message stands in angle brackets."""
    english = project.folder / "locale" / "en" / "LC_MESSAGES"
    for path in english.rglob("*.po"):
        text = path.read_text(encoding="utf-8").replace("Language: en", "Language: xx")
        head, *entries = text.split("\n\n")
        entries = [re.sub(r'^msgstr "(.+)"$', r'msgstr "‹\1›"', e, flags=re.M) for e in entries]
        target = project.folder / "locale" / "xx" / "LC_MESSAGES" / path.relative_to(english)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join([head, *entries]), encoding="utf-8")
    settings = project.folder / "conf.py"
    original = settings.read_text(encoding="utf-8")
    settings.write_text(f'{original}\nlanguages["xx"] = "Xxish"\n', encoding="utf-8")
    built = project.make()
    assert built.returncode == 0, built.stdout
    yield project.folder / "build" / "site"
    settings.write_text(original, encoding="utf-8")
    shutil.rmtree(project.folder / "locale" / "xx")


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_it_has_every_page(site):
    assert {p.relative_to(site / "xx") for p in (site / "xx").rglob("*.html")} == {
        p.relative_to(site / "ja") for p in (site / "ja").rglob("*.html")
    }


def test_its_pages_hold_its_words_and_name_its_language(site):
    page = soup(site / "xx" / "vancouver" / "opendev.html")
    assert page.html["lang"] == "xx"
    assert page.h1.get_text().startswith("‹")
    assert page.select_one("meta[name=description]")["content"].startswith("‹")


def test_every_edition_offers_it(site):
    for code in (*conf.languages, "xx"):
        offered = soup(site / code / "index.html").select(".editions a[hreflang]")
        assert [a["hreflang"] for a in offered] == [*conf.languages, "xx"]


def test_the_front_door_offers_it(site):
    assert soup(site / "index.html").select_one("a[data-edition=xx]").get_text() == "Xxish"


def test_it_has_a_pdf_of_its_own(site):
    pdf = PdfReader(site / "xx" / f"{conf.project}-xx.pdf")
    assert pdf.trailer["/Root"]["/Lang"] == "xx"
    assert "‹" in pdf.metadata.title
