"""What a page, a folder, a language or a file may be called, and what a name may lead to."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, MACHINERY, ROOT, SITE, SmallProject, html_pages
from jinja2 import Environment, nodes
from sphinx.errors import ConfigError
from translated_docs import features, paths
from translated_docs.catalogs import catalog_paths
from translated_docs.catalogs.catalog_paths import catalog_files
from translated_docs.content.sources import page_names
from translated_docs.content.sources.page_names import name_errors, other_markup, own_pages, unread_pages, why_unread
from translated_docs.content.sources.source_policy import reject_links
from translated_docs.content.sources.symbolic_links import link_errors

import conf

CONFIG = SimpleNamespace(root_doc="index", html_additional_pages={"search": "search.html"}, gettext_compact=False)


@pytest.fixture(autouse=True, scope="module")
def reserved_names():
    """The site's features reserve theirs when Sphinx sets them up."""
    for name in features.EXTENSIONS:
        import_module(f"{features.__name__}.{name}").setup(MagicMock())


# -- Names that are taken ---------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "rejected"),
    [
        ("index a a/b b/a", ""),
        ("search progress slideshow 404", "404 progress search slideshow"),  # of the site
        ("genindex modindex py-modindex", "genindex modindex py-modindex"),  # Sphinx leads elsewhere from there
        ("nav", "nav"),  # of the EPUB
        ("sphinx", "sphinx"),  # the catalog of the interface
        ("Search SPHINX 404/a a/search", "SPHINX Search"),
        ("a A b/c B/C", "a b/c"),
        ("caf\u00e9 cafe\u0301", "caf\u00e9"),
        ("a a.html/b search.html/c", "a.html/b search.html/c"),
    ],
)
def test_a_name_that_is_taken_is_rejected(names, rejected):
    errors = dict(name_errors(CONFIG, set(names.split())))
    assert sorted(errors) == sorted(rejected.split())
    assert all(re.search("; rename ", error) for error in errors.values())


def test_no_page_that_builds_make_themselves_is_left_out():
    pages = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    for language in LANGUAGES:
        made = {path.relative_to(SITE / language).with_suffix("").as_posix() for path in html_pages(language)}
        assert made - pages
        assert made - pages <= own_pages(CONFIG)


def test_a_file_that_looks_like_a_page_is_one_or_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "_ext" / "programs")
    names = ["page.md", "_draft.md", "_drafts/page.md", "figures/README.md", "a/_ext/page.md", "B.MD", "c.markdown", "page.MD", ".page.md", ".a/page.md", "_ext/a/README.md"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    env = SimpleNamespace(
        srcdir=tmp_path, found_docs={"page"}, doc2path=lambda docname: tmp_path / f"{docname}.md",
        config=SimpleNamespace(source_suffix={".md": "markdown"}),
    )  # fmt: skip
    assert {path.relative_to(tmp_path).as_posix() for path in unread_pages(env)} == set(names[1:7])


@pytest.mark.parametrize(
    ("name", "why"), [("_x.md", "as exclude_patterns, or include_patterns, of conf.py leaves it out; "), ("X.MD", "as its name ends in '.MD'; let it end in '.md'")]
)
def test_why_no_page_is_made_of_a_file(name, why):
    assert why_unread(Path(name), SimpleNamespace(source_suffix={".md": "markdown"})).startswith(why)


def test_a_page_whose_name_is_not_utf_8_is_named(tmp_path):
    (tmp_path / os.fsdecode("é.md".encode("latin-1"))).touch()
    (tmp_path / "é.md").touch()
    config = SimpleNamespace(source_suffix={".md": "markdown"})
    with pytest.raises(ConfigError) as raised:
        page_names.reject_decomposed_names(SimpleNamespace(srcdir=tmp_path), config)
    assert str(raised.value) == f"{tmp_path}/\\udce9.md:1: the name is not UTF-8; rename the file"


@pytest.mark.parametrize(("languages", "named"), [(["xx", "yy"], ["b", "c"]), (["xx"], [])])
def test_a_page_of_a_guide_that_is_translated_is_markdown(tmp_path, languages, named):
    files = {"a": "a.md", "b": "b.rst", "c": "c.txt", "d": "d.ipynb"}
    kinds = {".md": "markdown", ".rst": "restructuredtext", ".txt": "restructuredtext", ".ipynb": "myst-nb"}
    env = SimpleNamespace(
        found_docs=set(files), doc2path=lambda docname: tmp_path / files[docname],
        config=SimpleNamespace(source_suffix=kinds, languages=languages),
    )  # fmt: skip
    assert list(other_markup(env)) == named


@pytest.mark.parametrize(("files", "told"), [("b", "a page in reStructuredText, "), ("bcd", "3 pages are in reStructuredText, of which this is the first, ")])
def test_of_pages_in_restructuredtext_one_line_is_said(monkeypatch, warned, files, told):
    monkeypatch.setattr(page_names, "name_errors", lambda *_: [])
    config = SimpleNamespace(source_suffix={".rst": "restructuredtext"}, languages=["xx", "yy"], language="xx")
    env = SimpleNamespace(found_docs=set(files), doc2path=lambda docname: f"{docname}.rst", config=config)
    page_names.check_names(SimpleNamespace(config=env.config), env, [])
    assert warned == [(("b", 1), f"{told}whose translations can't be read; write it in Markdown, as 'b.md'")]


# What editors, Git, macOS and Windows leave beside a file.
LEFT = ["{}~", "#{}#", ".{}.swp", ".#{}", "._{}", ".~{}", "{}.orig", "{}.rej", "{}.bak", ".git/{}", ".history/a/{}"]


def test_what_editors_leave_is_nobodys_page_and_nobodys_catalog(tmp_path):
    pages, catalogs = tmp_path / "docs", tmp_path / "locale" / "en" / "LC_MESSAGES"
    for folder, name in [(pages, "page.md"), (catalogs, "page.po")]:
        for left in ["{}", *LEFT]:
            path = folder / left.format(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\xff") if left != ".#{}" else path.symlink_to("nobody@example.1")
    env = SimpleNamespace(
        srcdir=pages, found_docs={"page"}, doc2path=lambda docname: pages / f"{docname}.md",
        config=SimpleNamespace(source_suffix={".md": "markdown"}),
    )  # fmt: skip
    assert list(unread_pages(env)) == []
    assert catalog_paths.pages(tmp_path) == ["page"]
    assert catalog_files(tmp_path, "en") == {"page": catalogs / "page.po"}
    assert link_errors(tmp_path) == []


def test_no_catalog_is_missed_of_what_is_no_page():
    assert (MACHINERY / "performance" / "README.md").exists()
    assert [name for name in catalog_paths.pages_by_catalog(ROOT) if name.startswith("_")] == []


# -- Links ------------------------------------------------------------------------

# A path in the project, where the link there leads from the project, and what is said of it.
LINKS = [
    ("docs/page.md", "../secret", "leads out of docs"),
    ("docs/figures/drawing.svg", "../secret", "leads out of docs"),
    ("docs/_static/favicon.svg", "../secret", "leads out of docs"),
    ("docs/_ext/translated_docs/html/templates/page.html", "../secret", "leads out of docs"),
    ("docs/picture.png", "conf.py", "leads out of docs"),
    ("docs/folder", "..", "leads out of docs"),
    ("docs/page.md", "docs/link.md", "leads out of docs"),  # a link there
    ("docs/link.md", "docs/link.md", "leads nowhere"),
    ("docs/page.md", "docs/nowhere.md", "leads nowhere"),
    ("docs/.#page.md", "nobody@example.1", None),  # Emacs: somebody is editing the page
    ("docs/again", "docs/folder", "to a folder"),
    ("docs/again.md", "docs/index.md", None),
    ("locale/fr", "../secret", "leads out of locale"),
    ("locale/fr", "locale/en", "to a folder"),
    ("docs", "../docs", "leads out of docs"),
]


@pytest.mark.parametrize(("link", "target", "words"), LINKS)
def test_a_link_is_followed_only_to_what_is_published_anyway(tmp_path, link, target, words):
    root = tmp_path / "project"
    for folder in ("docs/figures", "docs/_static", "docs/_ext/translated_docs/html/templates", "docs/folder", "locale/en", "../docs", "../secret"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for file in ("docs/index.md", "conf.py"):
        (root / file).touch()
    if target == "docs/link.md" != link:
        (root / target).symlink_to(tmp_path / "secret")
    if link in ("docs", "docs/folder"):
        (root / link).rename(tmp_path / "moved")
    (root / link).symlink_to(root / target)
    errors = dict(f"{error}".split(":1: ") for error in link_errors(root))
    assert words in errors[f"{root}/{link}"] if words else not errors
    assert all("; " in error for error in errors.values())


@pytest.mark.parametrize("pipe", ["docs/page.md", "docs/folder/picture.png", "locale/en/page.po"])
def test_what_would_be_read_forever_is_named(tmp_path, pipe):
    (tmp_path / pipe).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / pipe)
    assert [f"{error}" for error in link_errors(tmp_path)] == [f"{tmp_path / pipe}:1: is neither a file nor a folder; take it out"]


@pytest.mark.parametrize(
    ("entry", "link", "words"),
    [
        ("extra.css", "extra.css", "leads out of extra.css"),
        ("styles/extra.css", "styles/extra.css", "leads out of extra.css"),
        ("styles", "styles/extra.css", "leads out of styles"),
        ("docs/../styles", "styles/extra.css", "leads out of styles"),
        ("styles", "extra.css", None),
        ("docs/_static/extra.css", "docs/_static/extra.css", "leads out of docs"),
    ],
)
def test_a_static_path_is_no_way_out_of_the_project_either(tmp_path, entry, link, words):
    root = tmp_path / "project"
    for folder in ("docs/_static", "styles"):
        (root / folder).mkdir(parents=True)
    (tmp_path / "secret").touch()
    (root / link).symlink_to(tmp_path / "secret")
    assert [f"{error}".partition(";")[0] for error in link_errors(root, [entry])] == ([f"{root}/{link}:1: is a link that {words}"] if words else [])


def test_no_builder_begins_before_links_are_looked_at(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").symlink_to("/etc/hostname")
    with pytest.raises(ConfigError, match=r"docs/page\.md:1: is a link"):
        reject_links(SimpleNamespace(confdir=tmp_path), SimpleNamespace(html_static_path=[]))


@pytest.mark.parametrize("name", ["docs/speaker.md", "docs/figures/ktls.svg", "docs/_static/favicon.svg"])
def test_what_a_link_leads_to_is_not_published(project, tmp_path, name):
    secret, path = tmp_path / "secret", project.folder / name
    whole = path.read_bytes()
    secret.write_bytes(whole + b"\nsecret words\n")
    path.unlink()
    path.symlink_to(secret)
    try:
        built = project.make("html-en")
    finally:
        path.unlink()
        path.write_bytes(whole)
    assert built.returncode != 0
    assert f"{name}:1: is a link that leads out of docs; " in built.stdout
    assert not [file for file, content in project.files("build/html").items() if b"secret words" in content]


# -- Names in HTML ----------------------------------------------------------------

TEMPLATES = [path for path in MACHINERY.rglob("*.html") if path.parent.name != "landing_page"]
# What is HTML already, or a number, or one of a few words of ours.
MARKUP = {
    "body", "docstitle", "furo_navigation_tree", "title", "toc", "direction", "alternate.direction", "content_root",
    "slide.title", "slide.words", "slide.figure", "slide.number", "next.title", "prev.title", "heading",
    "done.total", "done.translated", "done.fuzzy", "entry.level", "entry.words", "name", "below.html", "part.caption",
    "part.html", "doctype", "html_tag", "metatags",
}  # fmt: skip
# Words of the interface, which catalogs keep from markup, addresses, and the link that Sphinx makes to a style sheet.
CALLS = {"_", "caller", "css_tag", "pathto", "super"}


def dotted(node: nodes.Expr) -> str:
    return f"{dotted(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else node.name


def unescaped(node: nodes.Expr, known: set[str]) -> list[str]:
    """Return the names in what a template puts out that nothing makes harmless."""
    if isinstance(node, nodes.Filter) and node.name == "e":
        return []
    if isinstance(node, nodes.Call):
        return [] if dotted(node.node) in CALLS | known else [f"{dotted(node.node)}()"]
    if isinstance(node, (nodes.Name, nodes.Getattr)):
        return [] if dotted(node) in MARKUP | known else [dotted(node)]
    parts = [node.expr1, node.expr2] if isinstance(node, nodes.CondExpr) else node.iter_child_nodes()
    return [name for part in parts if part for name in unescaped(part, known)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_all_that_is_no_markup(path):
    """Sphinx's templates escape nothing by themselves."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text(encoding="utf-8"))
    macros = list(tree.find_all(nodes.Macro))
    known = {macro.name for macro in macros} | {argument.name for macro in macros for argument in macro.args}
    written = [part for output in tree.find_all(nodes.Output) for part in output.nodes]
    assert [name for part in written for name in unescaped(part, known)] == []


@pytest.mark.slow
def test_no_name_can_end_the_attribute_that_it_stands_in(tmp_path):
    hostile = "x\"'<hostile>&"
    small = SmallProject(tmp_path / "project")
    settings = (small.folder / "conf.py").read_text(encoding="utf-8")
    for old, new in {'"English"': repr(hostile), f'"{conf.release}"': repr(hostile), f'"{conf.project}"': repr(hostile)}.items():
        settings = settings.replace(old, new)
    (small.folder / "conf.py").write_text(settings, encoding="utf-8")
    (small.folder / "docs" / "chapter.md").rename(small.folder / "docs" / f"{hostile}.md")
    index = small.folder / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("\nchapter\n", f"\n{hostile}\n"), encoding="utf-8")
    small.must_make("html-ja")
    pages = [path.read_text(encoding="utf-8") for path in (small.folder / "build" / "html" / "ja").rglob("*.html")]
    soups = [BeautifulSoup(page, "html.parser") for page in pages]
    assert len(soups) > 4
    assert [soup for soup in soups if soup.find("hostile")] == []
    names = {name for soup in soups for tag in soup.find_all(True) for name in tag.attrs}
    assert [name for name in names if not re.fullmatch("[a-zA-Z][a-zA-Z_:-]*", name)] == []
    assert f"docs/{hostile}.md" in {part["data-file"] for soup in soups for part in soup.select("[data-file]")}
