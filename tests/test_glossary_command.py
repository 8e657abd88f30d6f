"""The terms of the glossary, with their translations, as the file that Weblate and PO editors read."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from conftest import ROOT, SLOW, SmallProject
from translate.storage.tbx import tbxfile
from translated_docs.catalogs.policy.glossary_terms import has_glossary
from translated_docs.commands.glossary import tbx, terms_of

# All in one worker, which reads the pages once.
pytestmark = pytest.mark.xdist_group("doctrees of glossaries")

# A page, and its terms with their definitions.
PAGES = {
    "a fence of colons": (":::{glossary}\nA term\n  What it is.\n\nAnother\n  More.\n:::\n\nNo term\n", "A term=What it is.|Another=More."),
    "of backticks, with an option": ("```{glossary}\n:sorted:\n\nA term\n  What it is.\n```\n", "A term=What it is."),
    "with options of YAML": (":::{glossary}\n---\nsorted: true\n---\nA term\n  What it is.\n:::\n", "A term=What it is."),
    "reStructuredText": ("```{eval-rst}\n.. glossary::\n   :sorted:\n\n   A term\n      What it is.\n```\n", "A term=What it is."),
    "in capitals": (":::{Glossary}\nA term\n  What it is.\n:::\n", "A term=What it is."),
    "without an end": (":::{glossary}\nA term\n  What it is.\n", "A term=What it is."),
    "two terms of one definition": (":::{glossary}\nA term\nAnother\n  Both.\n:::\n", "A term=Both.|Another=Both."),
    "a key to sort by": (":::{glossary}\nA term : a\n  What it is.\n:::\n", "A term : a=What it is."),
    "markup in a term": (":::{glossary}\n*A* `term`\n  What it is.\n:::\n", "*A* `term`=What it is."),
    "several paragraphs, and a fence": (
        "::::{glossary}\nA term\n  What it is.\n\n  :::{note}\n  Mark it.\n  :::\n\nAnother\n  More.\n::::\n", "A term=What it is.|Another=More."
    ),
    "a list of definitions in one": (":::{glossary}\nA term\n  What it is.\n\n  One\n  : Two\n:::\n", "A term=What it is."),
    "within a note, in a quotation": ("> ::::{note}\n> :::{glossary}\n> A term\n>   What it is.\n> :::\n> ::::\n", "A term=What it is."),
    "a comment between": (":::{glossary}\n.. a comment\n\nA term\n  What it is.\n:::\n", "A term=What it is."),
    "shown as it is written": ("````md\n:::{glossary}\nA term\n  What it is.\n:::\n````\n", ""),
    "taken out": ("% :::{glossary}\n% A term\n%   What it is.\n% :::\n", ""),
    "no glossary": ("A term\n: What it is.\n", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def doctrees(tmp_path_factory):
    """The pages as Sphinx reads them."""
    folder = tmp_path_factory.mktemp("glossary")
    settings = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence", "deflist"]\nroot_doc = "0"\n'
    (folder / "conf.py").write_text(settings, encoding="utf-8")
    for number, (page, _terms) in enumerate(PAGES.values()):
        (folder / f"{number}.md").write_text(f"# Page\n\n{page}", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "gettext", folder, folder / "out"], capture_output=True, check=True)
    return [pickle.loads((folder / "out" / ".doctrees" / f"{number}.doctree").read_bytes()) for number in range(len(PAGES))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_these_terms(doctrees, name):
    found = terms_of(doctrees[list(PAGES).index(name)])
    assert "|".join(f"{term}={definition}" for term, definition in found) == PAGES[name][1]


@pytest.mark.parametrize("name", [name for name, (_page, terms) in PAGES.items() if terms])
def test_a_page_with_terms_is_known_by_its_text(tmp_path, name):
    """Which a build asks, as it has no doctrees yet."""
    (tmp_path / "page.md").write_text(PAGES[name][0], encoding="utf-8")
    assert has_glossary(tmp_path / "page.md", 0)


def test_other_programs_read_the_terms_that_are_translated():
    found = {"**用語** `a` : よ": "定義", "語": "定義"}
    content = tbx(found, {"**用語** `a` : よ": "*term* `a` : t", "定義": "definition <1>"}, "ja", "qtz")
    [unit] = tbxfile.parsestring(content).units
    assert (unit.source, unit.target, unit.getnotes(origin="definition")) == ("用語 a", "term a", "definition <1>")


@SLOW
def test_ours_are_those_of_the_page():
    made = subprocess.run([sys.executable, "-m", "translated_docs.commands.glossary", "ja", "en"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert made.stdout == "build/glossary/en.tbx\n"
    units = tbxfile.parsefile(str(ROOT / "build" / "glossary" / "en.tbx")).units
    assert len(units) > 20 and "ゲーティング" in {unit.source for unit in units}


@SLOW
def test_a_catalog_whose_terms_are_lacking_is_named(tmp_path):
    project = SmallProject(tmp_path / "project")
    with (project.folder / "locale/en/LC_MESSAGES/terms.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "言葉\n')
    made = project.make("glossary")
    assert made.returncode == 0 and "locale/en/LC_MESSAGES/terms.po:8: not a line of a catalog" in made.stdout
