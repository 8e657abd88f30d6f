"""The editors' own words: every fact with its source, every term explained."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE
from translated_docs.catalogs.catalog_paths import UI_DOMAIN, pages
from translated_docs.svg.labels import labels

DOCS = ROOT / "docs"
PAGES = sorted(DOCS / f"{name}.md" for name in pages())
TALKS = [page for page in PAGES if page.parent.name in ("vancouver", "kubecon")]
CODE = re.compile(r"^```\w+$.*?^```$", re.M | re.S)
SLIDE = re.compile(r"^:::\{slide\}.*?^:::$", re.M | re.S)
DEFINITION = re.compile(r"^\[\^([\w-]+)\]: (.+)$", re.M)
# One spelling for one word, in the editors' Japanese: what is not written, and what is.
SPELLINGS = {
    r"(?:サーバ|ブラウザ|ユーザ|フォルダ|ドライバ|コントローラ|スケジューラ|プロバイダ|エディタ)(?!ー)": "with ー at its end",
    r"(?:メモリ|セキュリティ|リポジトリ|ライブラリ|ディレクトリ)ー": "without ー at its end",
    r"インターフェイス|インタフェース": "インターフェース",
    r"物理サーバー|コンピューター?(?!ティング)|(?<!静的な)ホスト(?!名)": "計算機, which Kubernetes calls a node and OpenStack a host",
    r"い(?:りま|らな)(?=[すせい])|がいるとき": "要る",
    r"欲し": "ほしい",
    r"たず?ね(?:る|て|た|ま)": "尋ねる",
    r"わか[るりっ]": "分かる",
    r"[一二三四][つ度台]目": "一つめ, 二度め",
    r"(?<![\d,.])[1-9][つ台本枚]": "一つ, 一台, 一本, 一枚",
}


# And in their English, for what the glossary does not have.
RENDERINGS = {
    "guess": "prediction",
    "drawing": "figure, if it is the editors’",
    "picture": "figure, or diagram if it was the speaker’s",
}


def name(path):
    return str(path.relative_to(DOCS))


def prose(page):
    """Return the source of a page without its examples."""
    return CODE.sub("", page.read_text(encoding="utf-8"))


def html_of(page, language):
    address = SITE / language / page.relative_to(DOCS).with_suffix(".html")
    soup = BeautifulSoup(address.read_text(encoding="utf-8"), "html.parser")
    for example in soup.select("pre"):
        example.extract()
    return soup


def japanese():
    """Yield (where, text) for the editors' words in Japanese: pages, figures, labels of the interface, README."""
    yield from ((name(page), DEFINITION.sub("", SLIDE.sub("", prose(page)))) for page in PAGES)
    for figure in sorted((DOCS / "figures").glob("*.svg")):
        yield figure.name, "\n".join(label.words for label in labels(figure.read_text(encoding="utf-8")))
    interface = (ROOT / "locale" / "ja" / "LC_MESSAGES" / "sphinx.po").read_bytes()
    yield "sphinx.po", "\n".join(message.string for message in read_po(BytesIO(interface)) if message.id)
    yield "README.md", (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## 日本語\n")[2]


def test_a_word_has_one_spelling():
    texts = dict(japanese())
    assert all(texts.values())
    found = [
        (where, text[match.start() - 8 : match.end() + 8], right)
        for where, text in texts.items()
        for wrong, right in SPELLINGS.items()
        for match in re.finditer(wrong, text)
    ]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_is_quoted_of_a_slide_has_the_blanks_of_the_slide(page):
    text = prose(page)
    slides = "\n".join(SLIDE.findall(text))
    quotes = re.findall("「([^「」]+)」", SLIDE.sub("", text))
    assert [quote for quote in quotes if quote not in slides and quote.replace(" ", "") in slides.replace(" ", "")] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_is_still_so_is_dated_in_its_sentence(page):
    sentences = DEFINITION.sub("", SLIDE.sub("", prose(page))).split("。")
    assert [text for text in sentences if re.search("今も|今なお|いまも", text) and not re.search(r"20\d\d年", text)] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_footnote_is_referred_to_and_stands_in_the_order_of_reference(page):
    text = prose(page)
    defined = [key for key, _ in DEFINITION.findall(text)]
    body = DEFINITION.sub("", text)
    assert list(dict.fromkeys(re.findall(r"\[\^([\w-]+)\]", body))) == defined


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_source_has_an_address_and_none_stands_twice(page):
    sources = [text for _, text in DEFINITION.findall(prose(page))]
    addresses = [re.findall(r"<(https?://[^>]+)>", source) for source in sources]
    assert [source for source, found in zip(sources, addresses) if len(found) != 1] == []
    assert len({found[0] for found in addresses}) == len(addresses)


@pytest.mark.parametrize("page", TALKS, ids=name)
def test_a_talk_has_background_mechanism_sequel_and_sources(page):
    labels = re.findall(r"^\(([\w-]+)\)=$", prose(page), re.M)
    talk = labels[0]
    wanted = [f"{talk}-{part}" for part in ("notes", "background", "how", "since", "sources")]
    assert [label for label in wanted if label not in labels] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", TALKS, ids=name)
def test_what_happened_since_is_dated_and_in_order(page, language):
    entries = html_of(page, language).select("section[id$=-since] li > p, section[id$=-since] li")
    dates = [entry.find("strong") for entry in entries if entry.name == "li"]
    assert dates and all(dates)
    years = [int(re.search(r"20[12]\d", date.get_text())[0]) for date in dates]
    assert years == sorted(years)


def dates_in(text):
    """Return the years and months of a page's text (2018年5月) and of its sources (2018-05-21), as 2018年5月."""
    found = re.findall(r"(20\d\d)(?:[年-](\d\d?)(?!\d))?", text)
    return {f"{year}年" for year, _ in found} | {f"{year}年{int(month)}月" for year, month in found if month}


TIME_LINE = prose(DOCS / "timeline.md")
ROWS = re.findall(r"^\* - (20\d\d年(?:\d+月)?)\n  - (.+)\n  - (.+)$", TIME_LINE, re.M)


def test_the_time_line_is_in_order_and_read_whole():
    dates = [tuple(map(int, re.findall(r"\d+", date))) for date, _, _ in ROWS]
    assert len(ROWS) == TIME_LINE.count("\n* - ") - 1  # but for the row of headings
    assert [date[0] for date in dates] == sorted(date[0] for date in dates)
    months = [date for date in dates if len(date) == 2]
    assert months == sorted(set(months))


@pytest.mark.parametrize(("date", "events", "links"), ROWS, ids=[row[0] for row in ROWS])
def test_a_date_of_the_time_line_stands_on_the_pages_it_names_or_in_its_own_source(date, events, links):
    if "スライドに年はない" in events:
        return
    sources = dict(DEFINITION.findall(TIME_LINE))
    own = dates_in(" ".join(sources[key] for key in re.findall(r"\[\^([\w-]+)\]", events)))
    labelled = {text.split(")=")[0].lstrip("("): text for text in map(prose, PAGES)}
    named = re.findall(r"\(#([\w-]+)\)", links)
    assert named and [label for label in named if date not in own | dates_in(labelled[label])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_time_line_leads_to_what_the_dates_mean(language):
    link = html_of(DOCS / "timeline.md", language).select_one('article a[href="colophon.html#colophon-dates"]')
    section = html_of(DOCS / "colophon.md", language).select_one("#colophon-dates")
    assert link and "retired-on" in [code.get_text() for code in section.select("code")]


def test_a_translation_names_the_months_of_the_source():
    forms = Locale("en").months["format"]
    numbers = {name: number for width in ("wide", "abbreviated") for number, name in forms[width].items()}
    named = re.compile(rf"\b({'|'.join(sorted(numbers, key=len, reverse=True))})\b")
    differing = []
    for path in sorted((ROOT / "locale" / "en" / "LC_MESSAGES").rglob("*.po")):
        for message in read_po(BytesIO(path.read_bytes())):
            wanted = set(map(int, re.findall(r"(\d+)月", message.id or "")))
            if wanted and wanted != {numbers[name] for name in named.findall(message.string)}:
                differing.append((path.name, message.id[:40], message.string[:60]))
    assert differing == []


def glossary(language):
    """Return the terms of the glossary in one language."""
    return [dt.get_text().rstrip("#").strip() for dt in html_of(DOCS / "glossary.md", language).select("dl.glossary dt")]


def term_pattern(terms):
    """Match any term; a Latin one only where no Latin word goes on."""
    def one(term):
        escaped = re.escape(term)
        before = r"(?<![\w.-])" if term[0].isascii() else ""
        after = r"(?![\w-])" if term[-1].isascii() else ""
        return f"{before}{escaped}{after}"

    return re.compile("|".join(one(term) for term in sorted(terms, key=len, reverse=True)), re.A)


def prose_with_links(soup):
    """Yield (text, link) for the editors' running text, in order."""
    article = soup.select_one("article")
    for ours_not in article.select(
        "svg, .slide, h1, h2, h3, aside, .footnote-list, a.footnote-reference, code, .headerlink"
    ):
        ours_not.extract()
    for string in article.find_all(string=True):
        link = string.find_parent("a")
        yield str(string), link["href"] if link else None


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != "glossary.md"], ids=name
)
def test_a_term_is_linked_where_a_page_first_uses_it(page):
    pattern = term_pattern(glossary("ja"))
    met: dict[str, bool] = {}
    for text, link in prose_with_links(html_of(page, "ja")):
        if link and "#term-" not in link:
            continue
        for term in pattern.findall(text):
            met.setdefault(term, link is not None)
    assert [term for term, linked in met.items() if not linked] == []


def test_a_term_has_the_same_rendering_in_every_message():
    folder = ROOT / "locale" / "en" / "LC_MESSAGES"
    pairs = dict(zip(glossary("ja"), glossary("en"), strict=True))
    pattern = term_pattern(pairs)
    differing = []
    for path in sorted(folder.rglob("*.po")):
        for message in read_po(BytesIO(path.read_bytes())):
            for term in set(pattern.findall(message.id or "")):
                if pairs[term].lower() not in message.string.lower():
                    differing.append((path.name, term, pairs[term], message.string[:60]))
    assert differing == []


def test_a_word_that_is_no_term_has_one_rendering():
    """Names of paths in results files are no words."""
    found = [
        (path.name, message.string[:60], right)
        for path in sorted((ROOT / "locale" / "en" / "LC_MESSAGES").rglob("*.po"))
        for message in read_po(BytesIO(path.read_bytes()))
        for other, right in RENDERINGS.items()
        if re.search(rf"\b{other}", re.sub(r"`[^`]*`", "", f"{message.string}"), re.IGNORECASE)
    ]
    assert found == []


def test_a_translation_has_code_and_emphasis_where_its_source_has_some():
    """Weblate's check "md-syntax" asks it."""
    differing = []
    for path in sorted((ROOT / "locale" / "en" / "LC_MESSAGES").rglob("*.po")):
        for message in read_po(BytesIO(path.read_bytes())):
            if message.id and message.string and path.stem != UI_DOMAIN:
                kinds = [{mark for mark in ("`", "**") if mark in text} for text in (message.id, message.string)]
                differing += [(path.name, message.string[:60])] if kinds[0] != kinds[1] else []
    assert differing == []


def test_what_stands_on_several_pages_is_translated_alike():
    """What should differ has a context; Weblate's check "inconsistent" asks the same."""
    renderings: dict[tuple[str, str | None], set[str]] = {}
    for path in sorted((ROOT / "locale" / "en" / "LC_MESSAGES").rglob("*.po")):
        for message in read_po(BytesIO(path.read_bytes())):
            if message.string and not message.fuzzy and path.stem != UI_DOMAIN:
                renderings.setdefault((message.id, message.context), set()).add(message.string)
    assert {source: found for source, found in renderings.items() if len(found) > 1} == {}


def results(lab):
    return json.loads((DOCS / "lab" / f"{lab}.json").read_text(encoding="utf-8"))["results"]


def ratios(part, path=()):
    """Yield (path, ratio of requests per second) for what a part of a lab's results compares."""
    for key, value in part.items():
        if key == "ratio":
            yield ".".join(path), value["rate"]
        elif isinstance(value, dict):
            yield from ratios(value, (*path, key))


def test_what_the_page_says_of_sockmap_holds_by_its_results():
    found = results("envoy-sockmap")
    rates = dict(ratios(found))
    through = {path: ratio["high"] for path, ratio in rates.items() if {"one", "two"} & set(path.split("."))}
    assert max(through, key=through.get) == "kept.one.1-kb"
    assert through["kept.one.1-kb"] < 2 < rates["kept.none.10-kb"]["high"]
    unclear = [rates[path] for path in ("kept.one.100-b", "kept.two.100-b", "redirect.two", "fresh.two.100-b")]
    unclear.append(found["kept"]["two"]["100-b"]["ratio"]["cpu"])
    assert [ratio for ratio in unclear if not ratio["low"] < 1 < ratio["high"]] == []
    gains = [rates[path] for path in ("kept.none.100-b", *(path for path in rates if re.search("pinned.*100-b", path)))]
    assert len(gains) == 3 and [ratio for ratio in gains if ratio["low"] <= 1] == []
    handshake = found["connection"]["no-data"]
    assert handshake["on"]["high"] >= handshake["off"]["low"]
    assert found["connection"]["thousand"]["on"]["high"] <= handshake["off"]["high"]


def test_what_the_page_says_of_cinder_holds_by_its_results():
    found = results("standalone-cinder")
    broker, queues, stores = found["broker"], found["queues"], found["database"]
    assert found["one-process"]["outcome"] == "available" and broker["processes"] == 3
    assert broker["fake"]["outcome"] == "creating" and set(broker["fake"]["services"].values()) == {"up"}
    assert [broker["rabbitmq"][step] for step in ("outcome", "attached", "detached", "deleted")] == [
        "available", "in-use", "available", "gone",
    ]  # fmt: skip
    dead = [queues[kind]["outcome"] for kind in ("kombu-filesystem", "kafka", "amqp")]
    assert dead == ["does-not-start"] * 3 and queues["kombu-memory"]["outcome"] == "creating"
    assert {stores[store]["at-once"]["available"] for store in ("file", "memory", "mariadb")} == {
        stores["file"]["at-once"]["creates"]
    }
    assert stores["none"]["outcome"] == found["cinderlib-csi"]["outcome"] == "does-not-start"
    assert found["cinderlib"]["memory"]["outcome"] == "works" and found["cinderlib"]["database"]["outcome"] == "fails"
