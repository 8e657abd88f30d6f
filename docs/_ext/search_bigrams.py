"""Split Japanese into pairs of characters, in the index and in the query alike.

Sphinx segments the Japanese index into words but not the query, so 共通鍵暗号 finds
nothing.  Pairs need no dictionary, and any part of a compound is found.
"""

from __future__ import annotations

import re
import unicodedata

from sphinx.search import SearchLanguage

# Kanji, kana and their marks of repetition and length; the same class on both sides.
CJK = "々〆ぁ-ゖァ-ヺー㐀-䶿一-鿿"
RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")


def bigrams(text: str) -> list[str]:
    """Return the terms of ``text``: Latin words whole, Japanese in overlapping pairs."""
    terms: list[str] = []
    for run in RUN.findall(unicodedata.normalize("NFKC", text)):
        if re.match(f"[{CJK}]", run) and len(run) > 1:
            terms += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            terms.append(run)
    return terms


class JapaneseBigrams(SearchLanguage):
    lang = "ja"
    language_name = "Japanese"
    js_splitter_code = """
function splitQuery(query) {
  const cjk = "%s";
  const runs = query
    .normalize("NFKC")
    .matchAll(new RegExp(`[${cjk}]+|(?:(?![${cjk}])[\\\\p{L}\\\\p{N}])+`, "gu"));
  return [...runs].flatMap(([run]) =>
    new RegExp(`[${cjk}]`, "u").test(run) && run.length > 1
      ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))
      : [run],
  );
}
""" % CJK

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
        return bigrams(input)

    def word_filter(self, word: str) -> bool:
        return bool(word)


def without_translations_js(app, pagename, templatename, context, doctree) -> None:
    """Leave out Sphinx's own script of translations: it needs ``eval``.

    ``search.html`` hands the messages over as data instead.
    """
    context["script_files"] = [
        script
        for script in context["script_files"]
        if "translations.js" not in str(getattr(script, "filename", script))
    ]


def setup(app):
    app.add_search_language(JapaneseBigrams)
    app.connect("html-page-context", without_translations_js)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
