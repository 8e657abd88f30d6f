"""HTML within a page comes out as the nodes that Markdown would have made; what has no such nodes is named."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from sphinx import addnodes
from translated_docs.catalogs.policy import message_markup
from translated_docs.catalogs.policy.markup_policy import compared, errors, missing_markup
from translated_docs.catalogs.policy.message_markup import inline_markup
from translated_docs.content.checks.block_text import blocks_with
from translated_docs.content.markup import extension_html, html_details
from translated_docs.content.markup.html_elements import CONVERTED
from translated_docs.content.markup.html_reader import Reader
from translated_docs.content.markup.raw_html import convert_html

import conf

@pytest.fixture
def reads_html(monkeypatch):
    """Let messages be read as those of a guide whose pages may hold HTML."""
    monkeypatch.setattr(conf, "myst_disable_syntax", [])
    parser = message_markup.message_parser.__wrapped__()
    monkeypatch.setattr(message_markup, "message_parser", lambda: parser)
    message_markup.Markup.of.cache_clear()
    yield
    message_markup.Markup.of.cache_clear()


def test_words_before_and_behind_the_end_of_a_line_are_two(reads_html):
    assert message_markup.Markup.of("is *1*<br />2, is 0").prose == "is 1\n2, is 0"


@pytest.fixture
def said_of_html(warned):
    """Convert the HTML of a doctree, and return what is said of it, with its line."""

    def convert(document):
        env = SimpleNamespace(config=SimpleNamespace(allowed_html=CONVERTED, myst_url_schemes=SCHEMES), current_document={})
        convert_html(document, env)
        return [(int(place.rpartition(":")[2]), words) for place, words in warned]

    return convert


MARKUP = re.compile(r"(<[^>]+>)")


SCHEMES = {"https": None, "irc": None, "issue": "https://example.org/{{path}}"}


def read(parent: nodes.Element, *pieces: str | nodes.Node, allowed=CONVERTED, schemes=SCHEMES) -> Reader:
    """Read pieces of a page that begin with "<" as HTML, others as words."""
    parent.document = new_document("page.md", get_default_settings())
    reader = Reader(parent, allowed, SimpleNamespace(myst_url_schemes=schemes), "page.md")
    for piece in pieces:
        if isinstance(piece, str) and piece.startswith("<"):
            reader.read(piece, 7)
        else:
            node = nodes.Text(piece) if isinstance(piece, str) else piece
            reader.add(node, node.astext())
    while len(reader.open) > 1:
        reader.handle_endtag(reader.open[-1][0])
    return reader


def shape(node: nodes.Node) -> str:
    """Return the tree of a node in one line: ``strong[bold]``, and of a picture or a link what it names."""
    if isinstance(node, nodes.Text):
        return str(node)
    named = node.get("uri") or node.get("refuri") or node.get("reftarget") or node.get("alt") or ""
    return f"{node.tagname}{f'({named})' if named else ''}[{''.join(map(shape, node.children))}]"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("press <kbd>Esc</kbd>", "press literal[Esc]"),
        ("<b>a <i>b</i></b> <strong>c</strong>", "strong[a emphasis[b]] strong[c]"),
        ("H<sub>2</sub>O, x<sup>2</sup>", "Hsubscript[2]O, xsuperscript[2]"),
        ("one<br>two<br/>three", "oneline_break[]twoline_break[]three"),
        ('<img src="a.png" alt="words">', "image(a.png)[]"),
        ('<a href="https://example.org/">x</a>', "reference(https://example.org/)[x]"),
        ('<a href="irc://example.org/">x</a>', "reference(irc://example.org/)[x]"),
        ('<a href="issue:7">x</a>', "inline[x]"),
        ('<a href="page.html#x">y</a>', "pending_xref(page.md#x)[inline[y]]"),
        ('<a href="#label">y</a>', "pending_xref(label)[inline[y]]"),
        ('<a href="JavaScript:x()">y</a>', "inline[y]"),
        ('<a href="//host/">y</a>', "inline[y]"),
        ('<i class="fa fa-house"></i> home', "home"),
        ('<i class="fa-solid fa-check" style="x"></i>', "✓"),
        ('<i class="fa-solid fa-x"></i>', "✗"),
        ('<i class="fa">words</i>', "words"),
        ("a<!-- comment -->b", "ab"),
        ("a<script>x()</script>b", "ab"),
        ("a<svg/>b<svg><path/>c</svg>d", "abd"),
        ("<marquee>a</marquee>", "a"),
        ("<b>not closed", "strong[not closed]"),
        ("</b>never open", "never open"),
    ],
)
def test_html_within_a_line(markup, expected):
    paragraph = nodes.paragraph()
    read(paragraph, *filter(None, MARKUP.split(markup)))
    assert "".join(map(shape, paragraph.children)) == expected


@pytest.mark.parametrize(
    ("pieces", "expected", "messages"),
    [
        (['<p align="center">\n<img src="a.png" alt="w">\n<b>x</b>\n</p>'], "paragraph[image(a.png)[]\nstrong[x]\n]", ['<img src="a.png" alt="w">\n<b>x</b>']),
        (["<div>one <em>two</em></div>"], "container[paragraph[one emphasis[two]]]", ["one <em>two</em>"]),
        (["<ul><li>one</li><li>two</li></ul>"], "bullet_list[list_item[paragraph[one]]list_item[paragraph[two]]]", ["one", "two"]),
        (["<ol><li>one<li><b>two<li><p>three</ol>four"], "enumerated_list[list_item[paragraph[one]]list_item[paragraph[strong[two]]]"
         "list_item[paragraph[three]]]paragraph[four]", ["one", "<b>two</b>", "three", "four"]),
        (["<ul><li>one<ul><li>two</ul><li>three</ul>"], "bullet_list[list_item[paragraph[one]bullet_list[list_item[paragraph[two]]]]"
         "list_item[paragraph[three]]]", ["one", "two", "three"]),
        (["<ul>one <li>two</li><ul><li>three</li></ul>", nodes.paragraph("four", "four"), "</ul>"], "bullet_list[list_item[paragraph[one ]]"
         "list_item[paragraph[two]bullet_list[list_item[paragraph[three]]]paragraph[four]]]", ["one", "two", "three", "four"]),
        (["<li>a</li>", "b"], "paragraph[aline_break[]b]", ["a<br>b"]),
        (["<!-- x -->", nodes.target("a", "a"), nodes.section()], "target[a]section[]", []),
        (["<div>", nodes.target(), "one", "</div>"], "container[target[]paragraph[one]]", ["one"]),
        (["<p>one<p>two"], "paragraph[one]paragraph[two]", ["one", "two"]),
        (
            ["<details>\n<summary>More</summary>\n", nodes.paragraph("in", "in"), "</details>"],
            "details[summary[More]paragraph[in]]", ["More", "in"],
        ),
        (["<pre>\n a\n  <b>b</b> &lt;\n\n c</pre>"], "literal_block[ a\n  b <\n\n c]", []),
        (['<pre><code class="language-python">a<br>b</code></pre>'], "literal_block[a\nb]", []),
        (["<td>a</td>", "b"], "paragraph[aline_break[]b]", ["a<br>b"]),
    ],
)  # fmt: skip
def test_html_around_blocks(pieces, expected, messages):
    section = nodes.section()
    read(section, *pieces)
    assert "".join(map(shape, section.children)) == expected
    texts = section.findall(lambda node: isinstance(node, (nodes.paragraph, html_details.summary)))
    assert [" ".join(node.rawsource.split()) for node in texts] == [" ".join(message.split()) for message in messages]


@pytest.mark.parametrize(
    ("begin", "expected", "named"),
    [
        ("<div><div>", "section[title[x]container[container[paragraph[in]]]paragraph[after]]", []),
        ("<center>one", "container[paragraph[one]]section[title[x]container[paragraph[in]]paragraph[after]]", []),
        (
            "<details><summary>one</summary>", "details[summary[one]]section[title[x]paragraph[in]paragraph[after]]",
            [(9, "the HTML element <details> ends above this heading; write the heading as bold words")],
        ),
    ],
)  # fmt: skip
def test_what_a_heading_stands_in_ends_where_it_says(begin, expected, named, said_of_html):
    """Of a box, not where the section does, and its heading stands in the contents; of all else, above it."""
    end = "".join(f"</{name}>" for name in re.findall(r"<(\w+)>(?!one<)", begin)[::-1])
    document = new_document("page.md", get_default_settings())
    section = nodes.section("", nodes.title("", "x"), nodes.paragraph("", "in"), nodes.raw("", end, written=True), nodes.paragraph("", "after"))
    section.line = 9
    document += [nodes.raw("", begin, written=True), section]
    assert said_of_html(document) == named
    assert "".join(map(shape, document.children)) == expected


@pytest.mark.parametrize(
    ("markup", "line", "named"),
    [
        ("<details>\n<summary>More</summary>\n:::{note}\nx\n:::\n</details>", 9, ":::{note}"),
        ("<div>\n# x\n</div>", 8, "# x"),
        ("<div>\n> x\n</div>", 8, "> x"),
        ("<div>\nw\n- x\n- y\n</div>", 9, "- x"),
        ("<div>\n  1. x\n  2. y\n</div>", 8, "1. x"),
        ("<div>\n| a | b |\n| - | - |\n</div>", 8, "| a | b |"),
        ("<summary>a **b** c</summary>", 7, "**b**"),
        ("<td>a\n\n`b`</td>", 9, "`b`"),
        ("<p>[a](b.md)</p>", 7, "[a](b.md)"),
        ("<p>a[^b]</p>", 7, "[^b]"),
    ],
)
def test_markdown_in_a_block_of_html_is_named(markup, line, named):
    section = nodes.section()
    words = f"{named!r} is not read within HTML; leave a blank line above and below, or write it as HTML"
    assert (line, words) in read(section, markup).said
    assert [block.astext() for block in blocks_with(re.compile(""), section)] in ([], ["More"])  # nothing else is said of it


@pytest.mark.parametrize(
    "markup",
    ["<td>- </td>", "<sub>\n* the price</sub>", "<p>\n- a\nb</p>", "<pre>\n# x\n- x\n- y</pre>", "<p><code>**kw**</code></p>", "<p>2 ** 3 ** 4</p>"],
)
def test_what_looks_like_markdown_in_html_is_not_named(markup):
    assert read(nodes.section(), f"<table><tr>{markup}</table>" if "<td" in markup else markup).said == []


def test_markdown_in_html_within_a_line_is_read():
    assert read(nodes.paragraph(), "<b>", "[^1] **b**", "</b>").said == []


def rows(table: nodes.table) -> str:
    """Return the rows of a table, those of its head before "=": cells with the columns and rows that they reach over."""
    def cell(entry: nodes.entry) -> str:
        over = "".join(f"{sign}{entry[name] + 1}" for sign, name in (("-", "morecols"), ("|", "morerows")) if name in entry)
        return f"{''.join(map(shape, entry.children)).removeprefix('paragraph[').removesuffix(']')}{over}"

    parts = [[" ".join(cell(entry) or "." for entry in row) for row in part] for part in table[-1] if not isinstance(part, nodes.colspec)]
    return " = ".join(" / ".join(part) for part in parts)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<tr><td>a</td><td>b</td></tr>", "a b"),
        ("<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>", "a b = c d"),
        ("<thead><tr><td>a</td></tr></thead><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>c</td></tr></tfoot>", "a = b / c"),
        ("<tr><th>a</th></tr>", "a"),
        ("<tr><th>a</th><td>b</td></tr>", "a b"),
        # Ends that are left out, as HTML lets them.
        ("<colgroup><col><col><tr><th>a<th>b<tr><td>c<td>d", "a b = c d"),
        ('<tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr>', "a-2 / b c"),
        ('<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>', "a|2 b / c"),
        ('<tr><th rowspan="2">a</th><th>b</th></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr>', "a|2 b / c = d e"),
        # What reaches below the last row, rows that are short, and numbers that are none.
        ('<tr><td rowspan="9">a</td><td>b</td></tr>', "a|1 b"),
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a b / c ."),
        ('<tr><td colspan="x" rowspan="0">a</td></tr>', "a"),
        ("<tr></tr><tr><td>a</td></tr>", "a"),
    ],
)
def test_a_table_in_html(markup, expected):
    section = nodes.section()
    read(section, f"<table>{markup}</table>", "after")
    table, after = section.children
    assert rows(table) == expected
    assert table[-1]["cols"] == len([child for child in table[-1] if isinstance(child, nodes.colspec)])
    assert shape(after) == "paragraph[after]"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["<table></table>"], ""),
        (["<table>a<tr>b<td>c</td></tr></table>"], "paragraph[a]paragraph[b]table[...[c]...]"),
        (["<table><caption>a</caption><tr><td>", nodes.paragraph("b", "b"), "</td></tr></table>"], "table[title[a]...[b]...]"),
        (["<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>"], "table[...table[...[a]...]...]"),
    ],
)
def test_what_stands_in_a_table_in_html_and_around_its_cells(pieces, expected):
    section = nodes.section()
    read(section, *pieces)
    wanted = re.escape(expected).replace(re.escape("..."), ".*")
    assert re.fullmatch(wanted, "".join(map(shape, section.children)))


@pytest.mark.parametrize(
    ("markup", "allowed", "named"),
    [
        ("<marquee>", CONVERTED, "the HTML element <marquee> is left out, its words are not; write it in Markdown"),
        ("<q>", CONVERTED, "the HTML element <q> is left out, its words are not; write it in Markdown"),  # its marks are lost
        ("<Port>", CONVERTED, "the HTML element <port> is left out, its words are not; write it in Markdown, or as \\<Port> if it is words"),
        ("<script>", CONVERTED, "the HTML element <script> is left out, with all that it holds; write it in Markdown"),
        ("<svg><path/><a href='data:x'></a></svg>", CONVERTED, "the HTML element <svg> is left out, with all that it holds; write it in Markdown"),
        ("<b>", ["i"], "the HTML element <b> is left out, its words are not; add 'b' to allowed_html in conf.py, or write it in Markdown"),
        ('<a href="data:x">', CONVERTED, "the link 'data:x' leads nowhere that a page may lead; write an address with https"),
        ("<b>", ["b"], None),
    ],
)
def test_what_is_left_out_is_named_with_its_line(markup, allowed, named):
    reader = read(nodes.paragraph(), markup, allowed=allowed)
    assert reader.said == ([(7, named)] if named else [])


@pytest.mark.parametrize(
    ("markup", "link"),
    [
        ('<iframe src="//example.org/film" title="A film"></iframe>', "reference(https://example.org/film)[A film]"),
        ('<video src="https://example.org/film.mp4" controls></video>', "reference(https://example.org/film.mp4)[https://example.org/film.mp4]"),
        ('<iframe src="javascript:x"></iframe>', None),
        ('<iframe src="/private"></iframe>', None),
    ],
)
def test_of_what_is_shown_of_another_page_stands_a_link(markup, link):
    place = nodes.section()
    reader = read(place, markup, "<p>words</p>")
    assert [shape(node) for node in place] == [*([f"paragraph[{link}]"] if link else []), "paragraph[words]"]
    ((_line, said),) = reader.said
    assert said.startswith("a link stands for the HTML element <") == bool(link)
    assert not link or place[0]["translatable"] is False  # an address is no message


def test_among_words_no_link_stands_for_it():
    place = nodes.paragraph()
    read(place, "See ", '<iframe src="https://example.org/film"></iframe>', " there")
    assert "reference" not in shape(place) and place.astext().split() == ["See", "there"]


def test_schemes_may_be_a_list():
    paragraph = nodes.paragraph()
    read(paragraph, '<a href="irc://example.org/">', "x", schemes=["irc"])
    assert shape(paragraph[0]) == "reference(irc://example.org/)[x]"


class HtmlToken:
    type, attrs = "html_inline", {}

    def __init__(self, content: str) -> None:
        self.content = content


@pytest.mark.parametrize(
    ("source", "translation", "is_same"),
    [
        ('<img src="a.png" alt="words">', '<img src="a.png" alt="Wörter">', True),
        ('<img src="a.png" alt="words">', '<img src="b.png" alt="words">', False),
        ("<kbd>", "<kbd onclick=x>", False),
        ("<br />", "<br  />", True),
        ("<br>", "<BR/>", True),
        ("<br>", "<br onclick=x>", False),
    ],
)
def test_a_translation_has_the_html_of_its_source_with_its_own_words(source, translation, is_same):
    assert (inline_markup(HtmlToken(source)) == inline_markup(HtmlToken(translation))) is is_same


@pytest.mark.parametrize(
    ("msgid", "msgstr", "left_out"),
    [
        ('<i class="fa-check"></i> Words', "Wörter", 0),
        ('<i class="fa-check"></i> Words', '<i class="fa-check"></i> Wörter', 0),
        ('<i class="fa-check"></i> Words', '<i class="fa-check"> Wörter', 1),
        ('<i class="fa-check" title="done"></i> Words', "Wörter", 2),
        ("<kbd>Esc</kbd> ends it", "Esc beendet es", 2),
    ],
)
def test_a_translation_may_leave_out_an_icon_and_nothing_with_words(reads_html, msgid, msgstr, left_out):
    assert len(missing_markup(msgid, *compared(msgid, msgstr, {}))) == left_out


@pytest.mark.parametrize(
    ("msgid", "msgstr", "rules"),
    [
        ("文です。<!-- 註 -->", "Words.", []),
        ("文です。<!-- 註 -->", "Words<!-- a note -->.", []),
        ("文です。", "Words<!-- hidden -->.", ["html"]),
        ("文です。<!-- 註 -->", "Words<!-- one --><!-- two -->.", ["html"]),
        ("文です。<!-- 註 -->", "<!-- a note -->", ["block"]),
        ("文です。<!-- 註 -->", "`<!-- a note -->`", []),
        ("文です。<!-- 註 -->", "Words <!-- --!><img src=x> -->.", ["html"]),  # to some readers of HTML with an element in it
    ],
)
def test_a_comment_may_be_said_in_other_words_or_not_at_all(reads_html, msgid, msgstr, rules):
    assert sorted({error.rule for error in errors(msgid, msgstr, "page")}) == rules


def test_a_link_to_a_page_is_resolved_as_in_markdown():
    paragraph = nodes.paragraph()
    read(paragraph, '<a href="other.md">', "words", "</a>")
    assert isinstance(paragraph[0], addnodes.pending_xref) and paragraph[0]["reftype"] == "myst"


# -- HTML that an extension makes ------------------------------------------------------

POLICIES = {
    "": True,
    "default-src 'none'": False,
    "default-src 'none'; script-src 'self'": False,
    "script-src 'self' 'unsafe-inline'": True,
    "script-src 'self'; script-src-elem 'unsafe-inline'": True,
    "img-src 'self'": True,
}


@pytest.mark.parametrize(("policy", "runs"), POLICIES.items())
def test_a_script_within_a_page_runs_where_the_policy_says_so(policy, runs):
    assert extension_html.runs_scripts(policy) == runs


SCRIPTS = {
    "<div><script>x()</script>words</div>": "<div>words</div>",
    "<SCRIPT type='x'>\nx('</div>')\n</SCRIPT >": "",
    "<script>never closed": "",
    "<script src='a.js'></script>": "<script src='a.js'></script>",
    "<p>a</p>": "<p>a</p>",
}


def project_of(*markups, policy="script-src 'self'"):
    document = new_document("page.md", get_default_settings())
    for markup in markups:
        document += nodes.raw(markup, markup, format="html")
    return SimpleNamespace(config=SimpleNamespace(content_policy=policy)), document


@pytest.mark.parametrize(("markup", "left"), SCRIPTS.items())
def test_a_script_that_would_not_run_is_left_out_and_named(said, markup, left):
    app, document = project_of(markup)
    extension_html.drop_scripts(app, document)
    assert document[0].astext() == left
    assert len(said()) == (left != markup)


def test_one_that_runs_stays():
    app, document = project_of("<script>x()</script>", policy="script-src 'unsafe-inline'")
    extension_html.drop_scripts(app, document)
    assert document[0].astext() == "<script>x()</script>"


@pytest.mark.parametrize(
    ("builder", "markup", "expected"),
    [
        ("epub", "<div><b>words</b></div>", "raw[<div><b>words</b></div>]"),
        ("epub", "<div><b>words</b><br></div>", "container[paragraph[strong[words]line_break[]]]"),
        ("epub", "<div><script>a && b</script></div>", "raw[<div></div>]"),
        ("epub", "<unspelled>words</unspelled>", "paragraph[words]"),
        ("epub", '<svg xmlns="http://www.w3.org/2000/svg"><g></g></svg>', 'raw[<svg xmlns="http://www.w3.org/2000/svg"><g></g></svg>]'),
        ("pdf", "<div><b>words</b></div>", "container[paragraph[strong[words]]]"),
        ("pdf", "<div><canvas></canvas></div>", ""),
        ("pdf", "<p>\n    <span>two\n    </span>    words</p>", "paragraph[inline[two ] words]"),
        ("pdf", "<pre>a  b</pre>", "literal_block[a  b]"),
        ("pdf", "<s>", "raw[<s>]"),  # of MyST, around words that are struck out
        ("epub", "</s>", "raw[</s>]"),
    ],
)
def test_in_books_it_is_nodes_where_it_cannot_stand_as_it_is(monkeypatch, builder, markup, expected):
    _app, document = project_of(markup)
    monkeypatch.setattr(extension_html.ExtensionHtml, "app", SimpleNamespace(builder=SimpleNamespace(name=builder), config=SimpleNamespace(myst_url_schemes=SCHEMES)))
    extension_html.ExtensionHtml(document).run()
    assert "".join(map(shape, document.children)) == expected


def test_no_block_of_html_stands_in_a_paragraph_of_an_epub(monkeypatch):
    _app, document = project_of()
    markup = '<p><a href="https://example.org/">words</a></p>'
    document += nodes.paragraph("", "", nodes.raw(markup, markup, format="html"))
    settings = SimpleNamespace(builder=SimpleNamespace(name="epub"), config=SimpleNamespace(myst_url_schemes=SCHEMES))
    monkeypatch.setattr(extension_html.ExtensionHtml, "app", settings)
    extension_html.ExtensionHtml(document).run()
    assert document[0].astext() == "words" and document.next_node(nodes.reference) and not document.next_node(nodes.raw)


@pytest.mark.parametrize("builder", ["pdf", "pdf-pair"])
def test_a_book_keeps_the_words_of_html_within_a_line(monkeypatch, builder):
    _app, document = project_of()
    markup = "<unspelled>two <b>words</b></unspelled>"
    document += nodes.paragraph("", "", nodes.Text("Here are "), nodes.raw(markup, markup, format="html"), nodes.Text("."))
    monkeypatch.setattr(extension_html.ExtensionHtml, "app", SimpleNamespace(builder=SimpleNamespace(name=builder), config=SimpleNamespace(myst_url_schemes=SCHEMES)))
    extension_html.ExtensionHtml(document).run()
    assert shape(document[0]) == "paragraph[Here are two strong[words].]"
