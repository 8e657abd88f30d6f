"""Each remedy is that of a warning which somebody can meet: of a sample, or of words that stand in the sources of a library."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT
from myst_parser.warnings_ import MystWarnings
from sphinx.errors import SphinxError, ThemeError
from translated_docs.jobs.fatal_errors import BY_ERROR, sphinx_error
from translated_docs.jobs.remedies import BY_TYPE, BY_WORDS, NAMING, remedy
from translated_docs.jobs.warning_stream import OF_SETTINGS, place_in_settings

# What a build says of the samples of test_invalid_input.py, with the remedy.
EXPECTED = re.compile(r"^ *(?:% )?expect(?: \d+)?: (.+)$", re.MULTILINE)
SAMPLES = [*(ROOT / "tests" / "invalid_pages").glob("*.md"), *(ROOT / "tests" / "invalid_input").glob("*.txt")]
OF_SAMPLES = [
    f"docs/{path.stem}.md:1: WARNING: {words}"
    for path in SAMPLES
    for expected in EXPECTED.findall(path.read_text(encoding="utf-8"))
    for words in expected.split(" || ")
]

# What other settings, files or extensions lead to: the module that says it, its words as they are printed, with «» around
# what is put into them, and how the remedy begins.
OF_LIBRARIES = [
    ("docutils.parsers.rst.directives.tables", 'Problems with "«csv-table»" directive path: «No such file or directory».', "add the file"),
    ("sphinx.directives.code", "Include file «'a'» not found or reading it failed", "add the file"),
    ("myst_parser.mocking", "Directive \"«include»\": file not found: «'a'»", "add the file"),
    ("myst_parser.mocking", 'Directive "«include»"; option "«start-after»": text not found "«a»".', "name words of the file"),
    ("myst_parser.mdit_to_docutils.base", "Directive '«a»' cannot be mocked: «MockingError»: «a»", "write it in Markdown, or put it"),
    ("myst_parser.mdit_to_docutils.base", "Substitution error:«ZeroDivisionError»: «division by zero»« [myst.substitution]»", "write the words themselves"),
    ("myst_parser.mdit_to_docutils.html_to_nodes", "HTML could not be parsed« [myst.html]»", "write it in Markdown"),
    ("myst_parser.sphinx_ext.myst_refs", "Multiple matches found for «'a'»: «b, c»« [myst.iref_ambiguous]»", "write the whole address"),
    ("myst_parser.parsers.docutils_", "The `linkify` extension is enabled, but the `linkify-it-py` package is not installed", "name the package"),
    ("sphinx.ext.autodoc._dynamic._importer", "autodoc: failed to import «'A'» from module «'b'»", "let extension_requirements"),
    ("sphinx.transforms.i18n", "inconsistent term references in translated message. original: «['{doc}`page`']», translated: «[]»« [i18n.inconsistent_references]»", "use the links"),
    ("sphinx.transforms.i18n", "inconsistent references in translated message. original: «['`a <b>`_']», translated: «[]»", "write the paragraph in the page in Markdown"),
    ("sphinx.builders.html", "a Unicode error occurred when rendering the page «a». ", "save the templates of templates_path"),
    ("sphinx.project", 'multiple files found for the document "«a»": «b»', "keep one of them"),
    ("sphinx.project", "Ignored unreadable document «'a'».", "give the file the rights to be read"),
    ("sphinx.util.rst", "default role «a» not found", "correct default_role"),
    ("sphinx.builders._epub_base", "unknown mimetype for «a», ignoring« [epub.unknown_project_files]»", "the EPUB goes without it"),
    ("sphinx_design.grids", "All children of a 'grid-row' should be 'grid-item'« [design.grid]»", "write {grid} with more colons"),
    ("sphinx_design.tabs", "All children of a 'tab-set' should be 'tab-item'« [design.tab]»", "write {tab-set} with more colons"),
    ("sphinx_design.tabs", "All children of a 'tab-code-set' should be a 'literal_block'« [design.tab_code]»", "write code alone"),
    ("sphinx.domains.std", "numfig is disabled. :numref: is ignored.", "refer to it by its words"),
    ("sphinx.domains.std", "the link has no caption: «a»", "refer to it by its words"),
    ("myst_parser.mdit_to_docutils.base", "emphasize_lines: «a»", "name lines that there are"),
    ("myst_parser.config.main", "'myst' key not a dict: «<class 'str'>»", "write one 'name: value' a line"),
    ("myst_parser.config.main", "'«a»' is not a dictionary: «5»", "write one 'name: value' a line"),
    ("myst_parser.config.dc_validators", "'«a»' must be of type «<class 'dict'>» ", "write one 'name: value' a line"),
    # Of settings.
    ("sphinx.config", "cannot cache unpickleable configuration value: «'a'» (because it contains a function, class, or module object)« [config.cache]»", "write it as a path"),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`bool'».", "write it as True or False"),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`int'».", "write it as a number"),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`str'».", 'write it as "words"'),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`list' or `tuple'».", 'write it as ["one"'),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`dict'».", 'write it as {"name"'),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`date'».", "write it as date("),
    ("sphinx.config", "The config value `«a»' has type `«b»'; expected «`NoneType'».", "correct it there"),
    ("sphinx.config", "The config value `«a»` has to be a one of «{'b'}», but `«c»` is given.", "correct it there"),
    ("sphinx.builders.epub3", 'conf value "epub_uid" should be XML NAME for EPUB3', "correct it there"),
    ("sphinx.config", "primary_domain «'a'» not found, ignored.", "correct it there"),
    ("sphinx.registry", "the extension «'a'» was already merged with Sphinx since version «b»; this extension is ignored.", "take it out of extensions"),
    ("sphinx.registry", "extension «'a'» has no setup() function; is it really a Sphinx extension module?", "take it out of extensions"),
    ("sphinx.registry", "extension «'a'» returned an unsupported object from its setup() function; it should", "take it out of extensions"),
    ("sphinx.registry", "while setting up extension «a»:", "correct it there"),
    ("sphinx.theming", "unsupported theme option «'a'» given", "correct it there"),
    ("sphinx.builders.html", "html_static_path entry «'a'» does not exist", "correct it there"),
    ("sphinx.builders.html", "logo file «'a'» does not exist", "correct it there"),
    ("sphinx.builders.html", "invalid css_file: «'a'», ignored", "correct it there"),
    ("sphinx.ext.intersphinx._load", "failed to reach any of the inventories with the following issues:", "correct it there"),
    ("sphinx.ext.intersphinx._load", "Invalid value `«5»` in intersphinx_mapping[«'a'»]. ", "correct it there"),
    ("myst_parser.sphinx_ext.main", "myst configuration invalid: «a»", "correct it there"),
]  # fmt: skip
ERRORS = [
    ("sphinx.builders.html", "An error happened in rendering the page «a».", "correct the template"),
    ("sphinx.builders.html", "Unknown math_renderer «'a'» is given.", "correct html_math_renderer"),
    ("sphinx.application", "This project needs at least Sphinx v«9» and therefore cannot be built with this version.", "take needs_sphinx out"),
    ("sphinx.registry", "The «a» extension used by this project needs at least Sphinx v«9»; it therefore cannot be built with this version.", "name another version"),
    ("sphinx.extension", "This project needs the extension «a» at least in version «9» and therefore cannot be built", "name another version"),
    ("sphinx.application", "'setup' as currently defined in conf.py isn't a Python callable. ", "begin it with"),
    ("sphinx.theming", "no theme named «'a'» found", "write html_theme"),
    ("sphinx.registry", "Source parser for «a» not registered", "correct source_suffix"),
    ("sphinxcontrib_typstbuilder._builder", "No built-in or custom template named «'a'»", "correct typst_template"),
]  # fmt: skip
PUT_IN = re.compile("«(.*?)»")
SAID = [*OF_SAMPLES, *(PUT_IN.sub(r"\1", words) for _module, words, _told in OF_LIBRARIES)]


def source_of(module: str) -> str:
    """Return the text of a module, each string that goes on in the next line in one."""
    text = Path(find_spec(module).origin).read_text(encoding="utf-8")
    return re.sub(r"""["']\s*\n\s*f?["']""", "", text).replace("\\n", " ")


def alternatives(pattern: str) -> list[str]:
    """Return what a pattern has between those of its ``|`` that stand in no brackets."""
    parts = re.split(r"\|(?![^(]*\))", pattern)
    try:
        return [part for part in parts if re.compile(part)]
    except re.error:
        return [pattern]


def is_told(said: str, pattern: str, told: str) -> bool:
    """Say whether a warning, with its remedy if it is of a sample, has that of a pattern."""
    before, mark, _after = said.partition(f"; {told}")
    return bool(re.search(pattern, before if mark else said)) and (bool(mark) or remedy(said)[0] == told)


@pytest.mark.parametrize(("module", "words", "told"), [*OF_LIBRARIES, *ERRORS])
def test_a_library_has_these_words(module, words, told):
    pattern = ".{1,60}?".join(map(re.escape, re.split(r"«.*?»", re.sub(r"« \[.*»$", "", words).rstrip())))
    assert re.search(pattern, source_of(module))


@pytest.mark.parametrize(("module", "words", "told"), OF_LIBRARIES)
def test_words_of_a_library_get_a_remedy(module, words, told):
    assert remedy(PUT_IN.sub(r"\1", words))[0].startswith(told)


@pytest.mark.parametrize(("module", "words", "told"), ERRORS)
def test_an_error_of_a_library_gets_a_remedy(module, words, told):
    assert f"; {told}" in sphinx_error(SphinxError(PUT_IN.sub(r"\1", words)))


@pytest.mark.parametrize(
    ("name", "place"), [("sidebar/brand.html", place_in_settings(["sidebar/brand.html"])), ("nosuch.html", "docs/_ext/page.html:1")]
)
def test_a_template_that_is_not_there_is_named_where_its_name_stands(name, place):
    error = ThemeError(f"An error happened in rendering the page a. Reason: TemplateNotFound(\"'{name}' not found\")")
    with pytest.raises(KeyError) as raised:
        exec(compile("raise KeyError", str(ROOT / "docs/_ext/page.html"), "exec"))  # as Jinja has the lines of templates
    error.__cause__ = raised.value
    assert sphinx_error(error).startswith(f"{place}: An error happened")


@pytest.mark.parametrize(
    ("pattern", "told"), [(part, told) for pattern, told in BY_WORDS.items() for part in alternatives(pattern)]
)
def test_words_that_have_a_remedy_are_those_of_a_warning(pattern, told):
    assert any(is_told(said, pattern, told) for said in SAID)


@pytest.mark.parametrize("kind", [kind for kind in BY_TYPE if not kind.startswith("mystnb.")])  # of MyST-NB, which is not installed here
def test_a_type_that_has_a_remedy_is_that_of_a_warning(kind):
    assert any(is_told(said, rf"\[{kind}[\].]", BY_TYPE[kind]) for said in SAID)


@pytest.mark.parametrize("pattern", [*NAMING, *alternatives(OF_SETTINGS.pattern)])
def test_words_by_which_a_place_is_found_are_those_of_a_warning(pattern):
    assert any(re.search(pattern, said) for said in SAID)


@pytest.mark.parametrize("pattern", BY_ERROR)
def test_an_error_that_has_a_remedy_is_that_of_a_library(pattern):
    assert any(re.search(pattern, PUT_IN.sub(r"\1", words)) for _module, words, _told in ERRORS)


def test_every_type_of_warning_that_myst_has_gets_a_remedy():
    assert [kind.value for kind in MystWarnings if not remedy(f"x [myst.{kind.value}]")[0]] == []
    assert not [kind for kind in BY_TYPE if not remedy(f"x [{kind}]")[0]]
