"""An SVG picture does nothing and asks for nothing, whoever opens it by its own address."""

from __future__ import annotations

import pytest
from conftest import ROOT
from translated_docs.svg.active_content import check_picture
from translated_docs.utf8 import LineError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n'
# What stands on the second line, and what is said of it.
REJECTED = [
    ("<script>words</script>", "<script>: a picture holds none"),
    ('<rect width="9" height="9" onload="words"/>', "<rect onload=…>: does something"),
    ('<rect width="9" height="9" ONCLICK="words"/>', "<rect ONCLICK=…>: does something"),
    ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "<foreignObject>: a picture holds none, and no book shows it; let the program that drew it write its words as text"),
    ('<image href="https://example.org/x.png"/>', "<image href='https://example.org/x.png'>: leads out"),
    ('<image xlink:href="x.png"/>', "<image href='x.png'>: leads out"),
    ('<image href="data:image/svg+xml;base64,AAAA"/>', "leads out"),
    ('<a href="page.html"><rect width="9" height="9"/></a>', "<a href='page.html'>: leads out"),
    ('<rect fill="url(https://example.org/x.svg#a)"/>', "<rect fill=…>: asks for 'https://example.org/x.svg#a'"),
    ('<rect style="fill: URL( \'x.svg#a\' )"/>', "<rect style=…>: asks for 'x.svg#a'"),
    ("<style>@import 'x.css';</style>", "<style>: asks for 'x.css'"),
    ("<style>text { background: url(x.png) }</style>", "<style>: asks for 'x.png'"),
    ("<style>@font-face { src: url(https://example.org/x.woff2) }</style>", "<style>: asks for 'https://example.org/x.woff2'"),
    ("<style>@im<!-- -->port 'x.css';</style>", "<style>: asks for 'x.css'"),
    (r"<style>@\69mport/**/'x.css';</style>", "<style>: asks for 'x.css'"),
    (r"<style>text { fill: u\72l(x.png) }</style>", "<style>: asks for 'x.png'"),
    ("<style>text { fill: image-set('x.png' 1x) }</style>", "<style>: asks for 'x.png'"),
    ("<style>@font-face { src: src('x.woff2') }</style>", "<style>: asks for 'x.woff2'"),
    (r'<rect style="fill: u\rl(x.svg)"/>', "<rect style=…>: asks for 'x.svg'"),
    (f"<style>rect {{ width: {'calc(' * 60}1px{')' * 60} }}</style>", "<style>: holds brackets 40 deep"),
    ("<?xml-stylesheet href='x.css'?>", "<?xml-stylesheet?>"),
    ('<a><set attributeName="xlink:href" to="javascript:words"/></a>', "<set attributeName=…>: lets a link lead"),
    ("<rect", "does not parse"),
]
HARMLESS = [
    '<linearGradient id="a"/><rect fill="url(#a)" style="stroke: url(\'#a\')"/><use xlink:href="#a"/>',
    '<image href="data:image/png;base64,AAAA"/>',
    "<style>rect { fill: red }</style><text>@import, url() and onload</text>",
    '<style>@font-face { src: url("data:application/font-woff2;charset=utf-8;base64,AAAA"), url(data:font/ttf;base64,AAAA) }</style>',
    "<style>[title='x.png'] { font-family: 'x.css' } @media print { text { content: 'url(x)' } } /* url(x) */</style>",
    '<metadata xmlns:x="https://example.org/"><x:title x:about="">words</x:title></metadata>',
    '<x:path-effect xmlns:x="https://example.org/" only_selected="false"/>',
]


@pytest.mark.parametrize(("content", "words"), REJECTED)
def test_what_a_picture_may_not_hold_is_named_with_its_line(content, words):
    with pytest.raises(LineError) as caught:
        check_picture(f"{HEAD}{content}</svg>".encode())
    assert words in str(caught.value) and "; " in str(caught.value)
    assert caught.value.line == 2


@pytest.mark.parametrize("content", HARMLESS)
def test_what_drawing_programs_write_is_taken(content):
    doctype = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
    check_picture(f"{doctype}{HEAD}{content}</svg>".encode())


def test_entities_of_its_own_are_rejected():
    with pytest.raises(LineError, match="DOCTYPE"):
        check_picture(f'<!DOCTYPE svg [<!ENTITY x "y">]>{HEAD}<text>&x;</text></svg>'.encode())


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}<text>言葉</text></svg>".encode("utf-16"),
        f'<?xml version="1.0" encoding="Shift_JIS"?>{HEAD}<text>言葉</text></svg>'.encode("shift_jis"),
        f'<?xml version="1.0" encoding="Shift_JIS"?>{HEAD}</svg>'.encode(),
        b"\x1f\x8b\x08",
    ],
)
def test_one_that_is_not_in_utf_8_is_named(content):
    with pytest.raises(LineError, match="save it again as plain SVG"):
        check_picture(content)


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "figures").glob("*.svg")), ids=lambda path: path.stem)
def test_our_own_figures_could_be_pictures_too(path):
    check_picture(path.read_bytes())
