"""A template is compiled once for all builds, and anew when it, or the file of its name, is another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension
from translated_docs.performance import template_cache


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return a function that begins an environment over some templates, and the list of what is compiled in all of them."""
    monkeypatch.setattr(template_cache, "FOLDER", tmp_path / "templates")
    compiled = []

    class Counting(Environment):
        def _compile(self, source, filename):
            compiled.append(source)
            return super()._compile(source, filename)

    def begin(templates: dict[str, str]) -> Environment:
        environment = Counting(loader=DictLoader(templates))
        template_cache.keep_templates(SimpleNamespace(builder=SimpleNamespace(templates=SimpleNamespace(environment=environment))))
        return environment

    return begin, compiled


PAGES = {"page.html": "{% include 'part.html' %} {{ words }}", "part.html": "part"}


def test_a_second_build_compiles_nothing(build):
    begin, compiled = build
    rendered = [begin(PAGES).get_template("page.html").render(words="one") for _ in range(2)]
    assert (rendered, len(compiled)) == (["part one"] * 2, 2)


def test_nor_what_is_given_as_a_text(build):
    begin, compiled = build
    rendered = [begin({}).from_string(text).render(words="one") for text in ("{{ words }}", "<{{ words }}>") * 2]
    assert (rendered, len(compiled)) == (["one", "<one>"] * 2, 2)


def test_a_changed_template_is_compiled_anew(build):
    begin, compiled = build
    rendered = [begin(PAGES | {"part.html": part}).get_template("page.html").render() for part in ("part", "changed")]
    assert (rendered, len(compiled)) == (["part ", "changed "], 3)


def test_no_template_is_looked_at_again_while_a_build_lasts(build):
    begin, _compiled = build
    templates = dict(PAGES)
    page = begin(templates).get_template("page.html")
    assert page.render() == "part "
    templates["part.html"] = "changed"
    assert page.render() == "part "


def test_an_environment_that_reads_templates_otherwise_has_its_own(build):
    class Loud(Extension):
        def preprocess(self, source, name, filename=None):
            return source.upper()

    begin, _compiled = build
    rendered = []
    for extensions in ([], [Loud]):
        environment = begin({"page.html": "words"})
        for extension in extensions:
            environment.add_extension(extension)
        rendered.append(environment.get_template("page.html").render())
    assert rendered == ["words", "WORDS"]


def test_an_error_names_the_template_and_its_line(build):
    begin, _compiled = build
    with pytest.raises(TemplateSyntaxError) as error:
        begin({"page.html": "\n{% no-such-tag %}"}).get_template("page.html")
    assert (error.value.name, error.value.lineno) == ("page.html", 2)


def test_a_builder_without_templates_is_left_alone():
    template_cache.keep_templates(SimpleNamespace(builder=SimpleNamespace()))
