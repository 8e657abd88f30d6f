"""Words of a third language say which it is, in pages and books."""

from __future__ import annotations

from types import SimpleNamespace

import pikepdf
import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, SITE
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.messages.translation_states import find_messages

import conf

NAMES = ["才云科技", "杭州才云科技有限公司"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_chinese_are_marked_in_pages(language):
    page = BeautifulSoup((SITE / language / "kubecon" / "card-payments.html").read_text("utf-8"), "html.parser")
    assert [words.get_text() for words in page.select("main [lang=zh], article [lang=zh]")][:2] == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_chinese_are_marked_in_books(language):
    with pikepdf.open(SITE / language / f"{conf.project}-{language}.pdf") as book:
        tagged = [item.get("/Lang") for item in book.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"]
        marked = [operands for page in book.pages for operands in marked_contents(page)]
    languages = {str(code) for code in [*tagged, *marked] if code is not None}
    assert any(code.startswith("zh") for code in languages), languages


def marked_contents(page):
    """Return the language of each marked content of a page that has one."""
    for operands, operator in pikepdf.parse_content_stream(page, "BDC"):
        properties = operands[1]
        if isinstance(properties, pikepdf.Dictionary) and "/Lang" in properties:
            yield properties["/Lang"]


def test_words_without_a_translation_have_the_tag_of_their_language():
    document = new_document("page.md")
    document += nodes.paragraph("", "文字", message=0, msgid="文字")
    config = SimpleNamespace(language="de", languages={"zh_CN": "简体中文", "de": "Deutsch"})
    find_messages(SimpleNamespace(config=config, env=SimpleNamespace(current_document=SimpleNamespace(docname="page", pop=lambda *_: None))), document)
    assert document[0]["classes"] == ["language-zh-CN", "untranslated"]
