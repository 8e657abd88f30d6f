"""A translated message is parsed once or not at all, and comes to what Sphinx makes of it, quotes too."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from conftest import SmallProject
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from translated_docs import performance
from translated_docs.catalogs.policy import entry_errors
from translated_docs.content.markup.message_parser import MessageParser
from translated_docs.content.markup.page_parser import render

import conf

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:PendingDeprecationWarning", "ignore:'myst_parser:DeprecationWarning")

PAGE = """# 表題と*強調*

本文は**太く**、[外](https://example.org/)へ、そして{term}`語`へ[^a][^b]。

- **同じ** - **同じ**
- 言葉だけです。

| 左 | 右 |
| --- | --- |
| **同じ** | **同じ** |
| 同じ | 同じ |

```{glossary}
語 `x`
  説明は*ここ*です。
```

## 節

[^a]: 注は*こちら*。
[^b]: 注です。
"""
MESSAGES = {
    "表題と*強調*": "A title with *stress*",
    "本文は**太く**、[外](https://example.org/)へ、そして{term}`語`へ[^a][^b]。":
        "To {term}`語`, [out](https://example.org/), **bold**.[^b][^a]",
    "**同じ** - **同じ**": "**same** - **same**",
    "言葉だけです。": "Words alone.",
    "左": "left", "右": "*right*", "**同じ**": "**same**", "同じ": "same",
    "語 `x`": "word `x`", "説明は*ここ*です。": "It is explained *here*.",
    "節": "*Section*", "注は*こちら*。": "The note is *this*.", "注です。": "A note.",
}  # fmt: skip
# What a page begins with to change its own settings; were it read as such, it would show ©.
SETTINGS = {"題": "Title", "本文。": r"---x\nmyst:\n  enable_extensions: [replacements]\nwords: '(c)'"}
# What begins a block on a page is words in a message, as in the source: of each the title and the paragraph.
BLOCKS = ["1. A chapter", "2018. A *year*", "- a dash", "# a number sign", "> a quote", "+ a plus", "::: colons", "% per cent"]
QUOTES = {"題": "Title", "引用符。": r"It's \"so\", 1990--2018..."}
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

OTHERS = [name for name in conf.extensions if name != performance.__name__]
FASTER = [f"{performance.__name__}.{name}" for name in performance.EXTENSIONS]


def write(folder, name, page, messages):
    (folder / "docs" / f"{name}.md").write_text(f"---\norphan: true\n---\n\n{page}", encoding="utf-8")
    entries = "\n".join(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in messages.items())
    catalog = folder / "locale" / "en" / "LC_MESSAGES" / f"{name}.po"
    catalog.write_text(HEAD + entries, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    project = SmallProject(tmp_path_factory.mktemp("messages") / "project")
    for name, page, messages in [("words", PAGE, MESSAGES), ("quotes", "# 題\n\n引用符。\n", QUOTES)]:
        write(project.folder, name, page, messages)
    return project.folder


def read(folder, out, extensions):
    """Read the pages in English; return the environment, and how often each text was parsed."""
    parsed = Counter()
    parse = MessageParser.parse_message
    with pytest.MonkeyPatch.context() as patch, patch_docutils(), docutils_namespace():
        counted = lambda self, text, document: parsed.update([text]) or parse(self, text, document)  # noqa: E731
        patch.setattr(MessageParser, "parse_message", counted)
        app = Sphinx(
            srcdir=folder / "docs", confdir=folder, outdir=out / "html", doctreedir=out / "doctrees",
            buildername="html", confoverrides={"language": "en", "extensions": extensions}, status=None, warning=io.StringIO(),
        )  # fmt: skip
        app.builder.read()
        return app.env, parsed


def test_it_is_parsed_once_and_the_page_is_the_same(folder, tmp_path):
    stock_env, often = read(folder, tmp_path / "stock", [*OTHERS, *(name for name in FASTER if not name.endswith(".message_parse_cache"))])
    quick_env, once = read(folder, tmp_path / "quick", [*OTHERS, *FASTER])
    stock, quick = stock_env.get_doctree("words"), quick_env.get_doctree("words")
    assert "Words alone." in stock.astext() and "[out]" not in stock.astext()
    assert quick.pformat() == stock.pformat()
    assert often["The note is *this*."] == 2 and once["The note is *this*."] == 1
    assert often["Words alone."] == 2 and once["Words alone."] == 0


@pytest.mark.parametrize("extensions", [conf.extensions, OTHERS], ids=["quick", "stock"])
def test_it_is_words_whatever_it_begins_with(folder, tmp_path, extensions):
    for number, words in enumerate(BLOCKS):
        messages = {"節[^a]": f"{words}[^a]", "本文。": words}
        write(folder, f"block-{number}", "# 題\n\n## 節[^a]\n\n本文。\n\n[^a]: 注。\n", messages)
    env = read(folder, tmp_path, extensions)[0]
    for number, words in enumerate(BLOCKS):
        section, shown = env.get_doctree(f"block-{number}")[0][1], words.replace("*", "")
        assert [child.tagname for child in section.children] == ["title", "paragraph", "footnote"]
        assert [child.astext() for child in section.children] == [f"{shown}1", shown, "1\n\n注。"]


def test_straight_quotes_are_still_turned_where_there_are_some(folder, tmp_path):
    doctree = read(folder, tmp_path, conf.extensions)[0].get_doctree("quotes")
    assert doctree.astext().split("\n\n") == ["Title", "It’s “so”, 1990–2018…"]


def test_a_message_has_no_settings_even_if_it_were_accepted(folder, tmp_path, monkeypatch):
    write(folder, "settings", "# 題\n\n本文。\n", SETTINGS)
    for rules in ("errors_before_parsing", "errors_of_parsed"):
        monkeypatch.setattr(entry_errors, rules, lambda *_: [])
    doctree = read(folder, tmp_path, conf.extensions)[0].get_doctree("settings")
    assert "(c)" in doctree.astext()


def test_pages_with_the_same_settings_have_one_parser_and_one_read_within_another_its_own():
    made, used = [], {}

    class Parser:
        def __init__(self, settings):
            self.options = {}
            made.append(settings)

        def render(self, text, _known):
            used[text] = self
            if text == "around":
                render("within", None, {}, "a", Parser)

    for text, settings in [("first", "a"), ("second", "a"), ("around", "a"), ("third", "a"), ("fourth", "b")]:
        render(text, None, {}, settings, Parser)
    assert made == ["a", "a", "b"]
    assert used["first"] is used["second"] is used["around"] is used["third"]
    assert len({used["around"], used["within"], used["fourth"]}) == 3
