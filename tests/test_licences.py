"""What goes out with the site has a licence, and what is installed has a reason."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from conftest import LANGUAGES, MACHINERY, ROOT, SITE
from pypdf import PdfReader
from translated_docs.html.theme_styles import PARTS
from translated_docs.commands import build
from translated_docs.site import publish
from translated_docs.site.licences import SHIPPED, licence
from translated_docs.site.publish import cached_licences

LIST = SITE / "licences.txt"
# The beginning of a font's name, and the words for it in the list.
FONTS = {
    "Noto": "SIL OPEN FONT LICENSE",
    "DejaVuSansMono": "Bitstream Vera",
    "NewCM": "GUST Font License",
    "Libertinus": "SIL Open Font License",
}


def embedded_fonts(book):
    for page in PdfReader(book).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield font.get_object()["/BaseFont"].lstrip("/").partition("+")[2]


@pytest.mark.parametrize("book", sorted(SITE.rglob("*.pdf")), ids=lambda path: path.name)
def test_every_font_in_a_book_has_its_licence_in_the_list(book):
    text = LIST.read_text(encoding="utf-8")
    for font in set(embedded_fonts(book)):
        words = next(words for name, words in FONTS.items() if font.startswith(name))
        assert words in text, font


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_that_is_not_ours_comes_from_a_package_in_the_list(language):
    statics = [*MACHINERY.glob("*/static/*"), *(ROOT / "docs" / "_static").iterdir()]
    ours = {path.name.removesuffix(".jinja") for path in statics}
    made = {"pygments.css", "translations.js", *PARTS}  # by Pygments and Sphinx, and of Furo's, which are in the list
    brought = {
        Path(file).name.removesuffix(".jinja") for name in SHIPPED for file in distribution(name).files or [] if "static" in str(file)
    }
    files = {path.name for path in (SITE / language / "_static").rglob("*") if path.is_file() and path.suffix != ".gz"}
    assert files - ours - made - brought == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_package_of_which_a_part_goes_out_is_named_with_its_licence(name):
    package = distribution(name)
    assert licence(package.metadata)
    assert re.search(rf"^{re.escape(package.name)} {re.escape(package.version)}: ", LIST.read_text(encoding="utf-8"), re.M)


# Our file, the words that it begins with, and an installed package and its file of the same licence.
OURS = [
    ("LICENSE", "MIT License Copyright (c) 2026 the editors ", "myst-parser", "LICENSE", "Permission is hereby"),
    ("LICENSES/CC-BY-4.0.txt", "Attribution 4.0 International ", "pypdfium2", "LICENSES/CC-BY-4.0.txt", "Section 1 --"),
]


@pytest.mark.parametrize(("name", "beginning", "package", "file", "terms"), OURS, ids=[ours[0] for ours in OURS])
def test_our_licence_has_the_standard_words(name, beginning, package, file, terms):
    ours = " ".join((ROOT / name).read_text(encoding="utf-8").split())
    theirs = next(path for path in distribution(package).files if path.as_posix().endswith(file))
    standard = " ".join(theirs.read_text(encoding="utf-8").split())
    assert ours.startswith(beginning)
    assert standard[standard.index(terms) :] in ours
    assert name in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_the_list_is_made_anew_when_what_is_installed_may_have_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "BUILD", tmp_path)
    monkeypatch.setattr(publish, "BUILD", tmp_path)
    cached_licences().write_text("what was installed before", encoding="utf-8")
    (tmp_path / "toolchain").write_text("of before")
    build.clean_if_toolchain_changed()
    assert cached_licences().read_text("utf-8") == LIST.read_text("utf-8")
    cached_licences().write_text("not asked for again", encoding="utf-8")
    build.clean_if_toolchain_changed()
    assert cached_licences().read_text("utf-8") == "not asked for again"


@pytest.mark.parametrize("file", [".requirements.in", "tests/requirements.in"])
def test_every_direct_dependency_has_its_reason(file):
    before = ""
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            # Two that belong together may share one.
            assert before, f"{file}: {line} has no reason above it"
        before = line


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_is_pinned_with_hashes(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z][\w.-]*.*(?:\n .*)*", text, re.MULTILINE | re.IGNORECASE)
    assert len(packages) > 10
    assert all(re.match(r"[\w.-]+==", package) and "--hash=sha256:" in package for package in packages)
