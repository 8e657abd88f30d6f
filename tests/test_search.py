"""The search finds what a reader half remembers, in either language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlparse

import pytest
from conftest import BOTH_ENGINES, CHROMIUM_ONLY, LANGUAGES, SITE, SLOW
from playwright.sync_api import expect
from test_reading import AXE, WCAG, axe_violations, watch

pytestmark = BOTH_ENGINES
QUERIES = Path(__file__).parent / "search"
# Of each set of queries, how many find a page that they are for as the first result, and within the first three. The
# sets were written from the pages by somebody who had not seen the search, and are never changed to suit it.
FOUND = {
    "ja": (56, 59), "en": (20, 21), "fresh-ja": (60, 60), "fresh-en": (57, 58), "third-ja": (60, 60), "third-en": (39, 40),
}  # fmt: skip

RUN = """async ([language, others, queries]) => {
  const root = new URL(`/${language}/`, location);
  const { load } = await import(`${root}_static/search-view.js`);
  const { search } = await import(`${root}_static/search.js`);
  const text = await load(root, others);
  return queries.map(query => search(text, query).results.slice(0, 3).map(result => result.address));
}"""
# What a form makes of texts, or a search of a made-up site of its queries; each of a module of the search.
CALL = """async ([module, name, calls]) => {
  const made = await import(`/ja/_static/${module}.js`);
  return calls.map(given => made[name](...given));
}"""
SEARCH = """async ([pages, titles, query]) => {
  const { prepare, search } = await import("/ja/_static/search.js");
  const { excerpt } = await import("/ja/_static/search-excerpt.js");
  const index = {
    titles: pages.map(([address, records]) => [address, records.map(([anchor, title, _text, ...synonyms]) => [anchor, title, ...synonyms])]),
    texts: pages.map(([_address, records]) => records.map(([_anchor, _title, text]) => text)),
  };
  const { results, missing } = search(prepare(index, titles), query);
  const words = results.map(result => excerpt(result).map(([text, isHit]) => isHit ? `[${text}]` : text).join(""));
  return { found: results.map(result => result.anchor || result.address), missing, words };
}"""


def queries_of(name):
    lines = (QUERIES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


def results_of(keep_page, site_url, name, queries):
    """Return the addresses of the first three results of each query of a set."""
    language = name[-2:]
    return keep_page(f"{site_url}{language}/index.html").evaluate(RUN, [language, [code for code in LANGUAGES if code != language], queries])


@pytest.mark.parametrize("name", FOUND)
def test_the_page_is_the_first_result_or_among_the_first_three(keep_page, site_url, name):
    queries = queries_of(name)
    results = results_of(keep_page, site_url, name, [query for query, _ in queries])
    places = [
        next((place for place, address in enumerate(found) if address.removesuffix(".html") in wanted.split(",")), None)
        for (_, wanted), found in zip(queries, results, strict=True)
    ]
    missed = [(*query, found) for query, place, found in zip(queries, places, results, strict=True) if place != 0]
    first, among_three = FOUND[name]
    assert places.count(0) >= first, missed
    assert len(queries) - places.count(None) >= among_three, missed


@pytest.mark.parametrize("name", ["nowhere-ja", "nowhere-en"])
def test_a_word_that_stands_nowhere_finds_nothing(keep_page, site_url, name):
    words = [word for (word,) in queries_of(name)]
    results = results_of(keep_page, site_url, name, words)
    assert [(word, found) for word, found in zip(words, results, strict=True) if found] == []


# -- What is one to a reader ---------------------------------------------------------

FOLDED = [
    ("ＣＩＬＩＵＭ　１．４", "cilium 1.4"), ("ﾌﾟﾛﾄﾀｲﾌﾟ", "プロトタイプ"), ("フ\u309aロト", "プロト"), ("Über-Größe", "uber grosse"),
    ("no_auth", "no auth"), ("CVE-2023-2088", "cve 2023 2088"), ("トーマス・グラフ", "トーマスグラフ"), ("Linux カーネル", "linuxカーネル"),
    ("3,000人", "3000人"), ("14.95兆", "14.95兆"), ("2～3倍", "2 3倍"), ("2-3倍", "2 3倍"), ("です。次", "です 次"),
]  # fmt: skip
# As other languages have it: letters of other keyboards, marks that most leave out, digits, what no reader sees.
FOLDED_ELSEWHERE = [
    ("Işık İSTANBUL ışık", "isik istanbul isik"), ("Łódź, Ærø, đường", "lodz aero duong"), ("ΟΔΟΣ οδός", "οδοσ οδοσ"), ("Ёлка", "елка"),
    ("الخَلِيَّة أجزاء إلى مـلـك", "الخليه اجزاء الي ملك"), ("می\u200cخواهم کتابی", "ميخواهم كتابي"), ("שָׁלוֹם מלך", "שלומ מלכ"),
    ("١٬٥٠٠ و ٢٫٥ و ۱۲", "1500 و 2.5 و 12"), ("१२ छत्ते", "12 छत्ते"), ("๑๒ รัง", "12 รัง"), ("Stadt\u00adbienen", "stadtbienen"), ("인\u200b터넷", "인터넷"),
]  # fmt: skip
LOOSE = [("サーバー", "サーバ"), ("クオータ", "クォータ"), ("バンクーヴァー", "バンクーバー"), ("ヂヅ", "ジズ")]
SPELLED_BY_SOUND = [
    ("リナックス", "linux"), ("シンダー", "cinder"), ("ドッカー", "docker"), ("リンクチェック", "linkcheck"), ("ファジー", "fuzzy"),
    ("キーストーン", "keystone"), ("ネットフリックス", "netflix"), ("アーキテクチャ", "architecture"),
]  # fmt: skip
OTHERS_BY_SOUND = [("クリック", "clark"), ("スレッド", "slide"), ("ダイエット", "docker"), ("カレー", "kuryr"), ("ロボット", "robust"), ("サラダ", "solid")]


def call(keep_page, site_url, module, name, calls):
    return keep_page(f"{site_url}ja/index.html").evaluate(CALL, [module, name, calls])


def test_width_case_accents_composition_and_what_stands_between_words_do_not_matter(keep_page, site_url):
    folded = call(keep_page, site_url, "search-letters", "fold", [[text] for text, _ in FOLDED])
    assert folded == [letters for _, letters in FOLDED]


@BOTH_ENGINES
def test_letters_digits_and_marks_of_other_languages_are_compared_as_their_readers_do(keep_page, site_url):
    call(keep_page, site_url, "search-alphabets", "", [])
    folded = call(keep_page, site_url, "search-letters", "fold", [[text] for text, _ in FOLDED_ELSEWHERE])
    assert folded == [letters for _, letters in FOLDED_ELSEWHERE]


def test_long_vowels_and_small_letters_of_katakana_do_not_matter(keep_page, site_url):
    both = call(keep_page, site_url, "search-letters", "loose", [[text] for pair in LOOSE for text in pair])
    assert both[::2] == both[1::2]


@SLOW
def test_katakana_writes_a_name_by_its_sound(keep_page, site_url):
    pairs = [*SPELLED_BY_SOUND, *OTHERS_BY_SOUND]
    kana = call(keep_page, site_url, "search-sounds", "soundsOfKatakana", [[kana] for kana, _ in pairs])
    latin = call(keep_page, site_url, "search-sounds", "soundsOfLatin", [[word] for _, word in pairs])
    alike = call(keep_page, site_url, "search-sounds", "soundsLike", [[*sounds, True] for sounds in zip(kana, latin, strict=True)])
    assert alike == [True] * len(SPELLED_BY_SOUND) + [False] * len(OTHERS_BY_SOUND)


MISSPELLED = [("cillium", "cilium"), ("centre", "center"), ("zull", "zuul"), ("zookeper", "zookeeper"), ("iwamato", "iwamoto"), ("glossery", "glossary")]
OTHER_WORDS = [("rust", "rest"), ("house", "hours"), ("cake", "make"), ("swelling", "spelling"), ("cat", "cut")]


def test_a_letter_is_wrong_in_a_name_or_a_long_word(keep_page, site_url):
    pairs = [[*pair, True] for pair in MISSPELLED] + [[*pair, False] for pair in OTHER_WORDS]
    found = call(keep_page, site_url, "search-matching", "isMisspelled", pairs)
    assert found == [True] * len(MISSPELLED) + [False] * len(OTHER_WORDS)


# -- A made-up site --------------------------------------------------------------------

PAGES = [
    ["a.html", [["", "予約", "席の予約です。", "リザーブ"], ["a-how", "仕組み", "メモリを取り外すときは、先に予約を確かめます。"]]],
    ["b.html", [["", "Zuul", "Zuulの確認（fuzzy）です。\n• エッジコンピューティング\n• 単一障害点"]]],
    ["c.html", [["", "SSO", "Log in once. Creative Commons applies. Citing is welcome. You cite it."]]],
]
TITLES = [[["a.html", [["", "booking"], ["a-how", "How it works"]]]]]


def search_made_up(keep_page, site_url, query):
    return keep_page(f"{site_url}ja/index.html").evaluate(SEARCH, [PAGES, TITLES, query])


@pytest.mark.parametrize(
    ("query", "first", "marked"),
    [
        ("メモリの取外し", "a-how", "[メモリ]を[取り外]す"),  # endings of verbs, particles
        ("エッジコンピュティング", "b.html", "[エッジコンピューティング]"),  # a letter left out
        ("ズール", "b.html", "[Zuul]の"),  # by its sound
        ("ファジー", "b.html", "（[fuzzy]）"),
        ("single sign-on", "c.html", ""),  # as an abbreviation
        ("creativecommons", "c.html", "[Creative Commons]"),  # written as one
        ("cites", "c.html", "[cite]"),  # another form
        ("booking", "a.html", "[予約]"),  # what the other language calls it
        ("リザーブ", "a.html", "[予約]"),  # what its writer says it may be called
        ("Zuulを", "b.html", "[Zuul]の"),  # a particle finds nothing by itself
    ],
)
def test_a_word_is_found_however_it_is_written(keep_page, site_url, query, first, marked):
    answer = search_made_up(keep_page, site_url, query)
    assert answer["found"][:1] == [first]
    assert marked in answer["words"][0]


@pytest.mark.parametrize("query", ["障害者", "自動予約機", "コンピュータ室", "sites", "とまと"])
def test_what_is_only_near_finds_nothing(keep_page, site_url, query):
    assert search_made_up(keep_page, site_url, query)["found"] == []


LEAF = ["leaf.html", [["", "CI", "Cider is pressed here, and ember csi too: embercsi. On August 3, 2018 it rained."], ["leaf-rows", "Rows", "\n".join(f"• {year} · apples · p. {year}" for year in range(1990, 2012)) + "\n• 2015 · pears · p. 2"]]]
TREE = ["tree.html", [["", "Cider", "Cider. Cider apples."], ["tree-how", "How", "Apples again."], ["tree-why", "Why", "Why apples."]]]


@pytest.mark.parametrize(
    ("query", "first", "words"),
    [
        ("ci", "leaf.html", None),  # a whole word before the beginning of another
        ("ember csi", "leaf.html", "[ember] [csi] too"),  # though they are written as one elsewhere
        ("2018-8-3", "leaf.html", "On [August] [3], [2018] it rained"),
        ("apples", "tree.html", None),  # throughout a page, and not in one of its sections alone
        ("pears", "leaf-rows", "… • 2015 · [pears] · p. 2"),  # a row of a table from its beginning on
    ],
)
def test_what_is_meant_comes_first_and_is_shown(keep_page, site_url, query, first, words):
    answer = keep_page(f"{site_url}en/index.html").evaluate(SEARCH.replace("titles)", "titles, 'en')"), [[LEAF, TREE], [], query])
    assert answer["found"][0] == first
    assert words is None or words in answer["words"][0]


def test_a_misspelled_word_all_in_kanji_is_one_all_in_kanji(keep_page, site_url):
    pages = [["a.html", [["", "題", "削除を頼むには、ここに書きます。"]]]]
    assert keep_page(f"{site_url}ja/index.html").evaluate(SEARCH, [pages, [], "削除依頼"])["found"] == []


def test_the_words_around_a_hit_are_those_where_most_of_the_query_stands_together(keep_page, site_url):
    text = f"林檎の話から始めます。{'ほかの話が長く続きます。' * 12}林檎は、青森で採れました。{'話は終わりません。' * 12}"
    words = keep_page(f"{site_url}ja/index.html").evaluate(SEARCH, [[["a.html", [["", "題", text]]]], [], "林檎 青森"])["words"][0]
    assert "[林檎]は、[青森]で" in words


def test_the_words_around_a_hit_begin_with_a_sentence_or_a_phrase(keep_page, site_url):
    sentences = "はじめの文はとても長く、いつまでも続きます。" * 6
    text = f"{sentences}次の文には、探している言葉があります。{sentences}"
    words = keep_page(f"{site_url}ja/index.html").evaluate(SEARCH, [[["a.html", [["", "題", text]]]], [], "言葉"])["words"][0]
    assert words.startswith("… 次の文には、探している[言葉]があります。")
    assert words.endswith("。 …")


def test_nothing_is_fetched_before_the_reader_goes_to_search(open_page, site_url):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(urlparse(request.url).path))
    page.goto(f"{site_url}ja/index.html", wait_until="load")
    assert not [path for path in asked if re.search(r"search(-(?!dialog)\w+)?\.js", path)]
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "query", "keys"),
    [
        ("ja", "鍵暗号", "/"),
        pytest.param("ja", "鍵暗号", "Control+k", marks=SLOW),
        pytest.param("en", "raffl", "/", marks=SLOW),
        pytest.param("en", "raffl", "Control+k", marks=SLOW),
    ],
)
def test_by_keyboard_alone_from_any_page_to_the_words(open_page, site_url, language, query, keys):
    page = open_page()
    seen = watch(page)
    page.goto(f"{site_url}{language}/vancouver/summit.html")
    page.keyboard.press(keys)
    page.keyboard.type(query)
    hit = page.locator(".search-hit").first
    expect(hit.locator("mark").first).to_have_text(re.compile(query, re.I))
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kubecon/envoy-acceleration.html?highlight=*")
    mark = page.locator("article mark").first
    expect(mark).to_have_text(re.compile(query, re.I))
    expect(mark).to_be_in_viewport()
    assert seen["complaints"] == []


def test_escape_closes_the_search(open_page, site_url):
    page = open_page(f"{site_url}en/index.html")
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-dialog")).not_to_be_visible()


def test_the_box_in_the_sidebar_and_the_search_page_lead_to_the_same_search(open_page, site_url):
    page = open_page(f"{site_url}en/index.html")
    page.click(".sidebar-search")
    expect(page.locator("#search-dialog input")).to_be_focused()
    page.goto(f"{site_url}en/search.html?q=sockmap")
    expect(page.locator(".search-hit").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "見つかりませんでした"), ("en", "Nothing found")]
)
def test_no_answer_is_said_so_with_advice(open_page, site_url, language, words):
    page = open_page(f"{site_url}{language}/search.html?q=xyzzyqwerty")
    expect(page.locator("#search-dialog [role=status]")).to_contain_text(words)


@SLOW
def test_a_word_found_nowhere_is_named_beside_what_the_others_found(open_page, site_url):
    page = open_page(f"{site_url}en/search.html?q=sockmap%20xyzzyqwerty")
    expect(page.locator("#search-dialog [role=status]")).to_contain_text("xyzzyqwerty")
    expect(page.locator(".search-hit").first).to_be_visible()


@SLOW
def test_an_empty_box_says_what_may_be_asked(open_page, site_url):
    page = open_page(f"{site_url}en/index.html")
    page.keyboard.press("/")
    expect(page.locator(".search-hint")).to_contain_text("Part of a word will do")
    page.keyboard.type("sockmap")
    expect(page.locator(".search-hint")).to_be_hidden()


@SLOW
def test_arrows_are_left_to_an_input_method_while_it_composes(open_page, site_url):
    page = open_page(f"{site_url}ja/search.html?q=Zuul")
    expect(page.locator(".search-hit").first).to_be_visible()
    box = page.locator("#search-dialog input")
    box.dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True, "bubbles": True})
    expect(box).to_be_focused()


@pytest.mark.parametrize("remove", ["Escape", "button"])
def test_the_marks_on_a_page_go_away_and_leave_the_address(open_page, site_url, remove):
    page = open_page(f"{site_url}ja/vancouver/opendev.html?highlight=Zuul&highlight=%E8%A9%A6%E9%A8%93#opendev-how")
    expect(page.locator("article mark").first).to_be_visible()
    words = page.locator("article").inner_text()
    page.keyboard.press("Escape") if remove == "Escape" else page.click(".search-unmark")
    expect(page.locator("article mark")).to_have_count(0)
    expect(page.locator(".search-unmark")).to_have_count(0)
    assert page.url == f"{site_url}ja/vancouver/opendev.html#opendev-how"
    assert page.locator("article").inner_text() == words


@CHROMIUM_ONLY  # Firefox can't be told to go back
def test_the_way_back_from_a_hit_leads_to_the_list(open_page, site_url):
    page = open_page(f"{site_url}en/timeline.html", height=300)
    page.keyboard.press("/")
    page.keyboard.type("openstack")
    hit = page.locator(".search-hit:not([href*=timeline])").nth(4)
    hit.click()
    page.wait_for_url(lambda address: "timeline" not in address)
    page.go_back()
    expect(page.locator("#search-dialog input")).to_have_value("openstack")
    expect(hit).to_be_focused()
    expect(hit).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator("#search-dialog")).not_to_be_visible()


@SLOW
def test_a_hit_on_the_same_page_closes_the_search(open_page, site_url):
    page = open_page(f"{site_url}en/colophon.html")
    page.keyboard.press("/")
    page.keyboard.type("How to cite it")
    page.locator(".search-hit").first.evaluate("link => link.search = ''")
    page.keyboard.press("Enter")
    page.wait_for_url("**#colophon-citing")
    expect(page.locator("#search-dialog")).not_to_be_visible()


def test_what_is_typed_before_any_of_it_has_come_is_not_written_over(open_page, site_url):
    page = open_page()
    waiting = []
    page.route("**/search-view.js", lambda route: waiting.append(route))
    with page.expect_request("**/search-view.js"):
        page.goto(f"{site_url}en/search.html?q=sockmap", wait_until="domcontentloaded")
    box = page.locator("#search-dialog input")
    expect(box).to_have_value("sockmap")
    page.keyboard.type("eBPF")
    for route in waiting:
        route.continue_()
    expect(page.locator(".search-hit").first).to_be_visible()
    expect(box).to_have_value("eBPF")


def test_while_the_index_is_on_its_way_the_search_closes_and_keeps_what_is_typed(open_page, site_url):
    page = open_page()
    waiting = []
    page.route("**/search-index.json", lambda route: waiting.append(route))  # not the method: Playwright marks it
    page.goto(f"{site_url}en/search.html?q=sockmap")
    page.click(".search-close")
    expect(page.locator("#search-dialog")).not_to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("eBPF")
    page.keyboard.press("Enter")
    expect(page.locator("#search-dialog input")).to_have_value("eBPF")
    for route in waiting:
        route.continue_()
    page.unroute("**/search-index.json")
    expect(page.locator(".search-hit").first).to_be_visible()
    page.keyboard.press("ArrowDown")  # by one, though the search was opened twice
    expect(page.locator(".search-hit").first).to_be_focused()
    assert page.url == f"{site_url}en/search.html?q=sockmap"


@pytest.mark.parametrize(("title", "is_asked"), [("Łódź", True), ("Lodz", False)])
def test_what_other_alphabets_need_is_fetched_where_a_page_has_any(open_page, site_url, title, is_asked):
    page, asked = open_page(), []
    page.on("request", lambda request: asked.append(request.url.endswith("/search-alphabets.js")))
    index = json.dumps({"titles": [["index.html", [["", title]]]], "texts": [["words"]]}, ensure_ascii=False)
    page.route("**/search-index.json", lambda route: route.fulfill(body=index))
    page.goto(f"{site_url}en/search.html?q=lodz")
    expect(page.locator(".search-hit-page")).to_have_text(title)
    assert any(asked) == is_asked


@SLOW
def test_the_query_goes_along_into_the_other_language(open_page, site_url):
    page = open_page(f"{site_url}en/search.html?q=sockmap")
    page.click(".search-close")
    page.click("a[data-language=ja]")
    page.wait_for_url("**/ja/search.html?q=sockmap")
    expect(page.locator(".search-hit").first).to_be_visible()


def test_on_a_phone_the_search_is_one_tap_away(open_page, site_url):
    page = open_page(f"{site_url}ja/timeline.html", width=390, height=844)
    page.click(".search-button")
    expect(page.locator("#search-dialog input")).to_be_focused()
    assert page.url == f"{site_url}ja/timeline.html"


@CHROMIUM_ONLY
def test_without_scripts_the_button_leads_to_a_page_that_says_why(open_page, site_url):
    page = open_page(f"{site_url}en/timeline.html", width=390, height=844, java_script_enabled=False)
    page.click(".search-button")
    page.wait_for_url("**/en/search.html")
    expect(page.locator("noscript p")).to_be_visible()


def test_a_file_that_is_opened_says_why_nothing_is_found(open_page):
    page = open_page((SITE / "en" / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.locator("#search-dialog [role=status]")).to_contain_text("only where the pages come from a server")


@SLOW
@CHROMIUM_ONLY  # Firefox can't be told the colours
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_in_the_open_search(open_page, site_url, width, colours):
    page = open_page(f"{site_url}ja/search.html?q=Cilium", width=width, color_scheme=colours)
    expect(page.locator(".search-hit").first).to_be_visible()
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
