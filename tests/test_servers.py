"""The settings in ``build/servers`` hold in the real servers: headers, copies, languages, 404 pages."""

from __future__ import annotations

import gzip
import http.client
import re
from contextlib import closing

import pytest
from benchmarks.run_server import SERVERS, running
from conftest import LANGUAGES, SITE, SLOW
from translated_docs.outputs import downloads

import conf

pytestmark = SLOW
PAGE = "/en/vancouver/opendev.html"


@pytest.fixture(scope="module", params=SERVERS)
def server(request, tmp_path_factory):
    """The address of the site on a real server."""
    with running(request.param, SITE, tmp_path_factory.mktemp("server")) as port:
        if not port:
            pytest.skip(f"no {request.param}; install it: sudo apt install {SERVERS[request.param]}")
        yield port


def get(port, path, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()


@pytest.mark.parametrize("path", ["/", PAGE, "/en/_static/site.css?v=1", "/en/no-such-page", "/no-such-page"])
def test_every_answer_has_the_policy_and_the_other_headers(server, path):
    answer, _ = get(server, path)
    assert answer.getheader("Content-Security-Policy") == f"{conf.content_policy}; frame-ancestors 'none'"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    for name in ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"):
        assert answer.getheader(name) == "same-origin"
    assert "camera=()" in answer.getheader("Permissions-Policy")
    assert not re.search(r"\d", answer.getheader("Server") or "")


@pytest.mark.parametrize("path", [PAGE, "/en/search-index.json", "/en/_static/site.css", "/index.html"])
def test_the_copy_that_the_build_compressed_is_sent(server, path):
    packed, body = get(server, path, Accept_Encoding="gzip")
    plain, text = get(server, path)
    assert packed.getheader("Content-Encoding") == "gzip"
    assert "Accept-Encoding" in packed.getheader("Vary")
    assert body == (SITE / f"{path[1:]}.gz").read_bytes()
    assert gzip.decompress(body) == text == (SITE / path[1:]).read_bytes()
    assert plain.getheader("Content-Encoding") is None


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        (PAGE, "text/html; charset=utf-8"),
        ("/en/_static/page-tools.js", "javascript; charset=utf-8"),
        ("/en/search-index.json", "application/json"),
        ("/en/_static/favicon.svg", "image/svg+xml"),
        *((f"/{download.address}", download.output.media_type) for download in downloads(conf)),
    ],
)
def test_a_file_says_what_it_is(server, path, type_):
    assert type_ in get(server, path)[0].getheader("Content-Type")


def test_what_has_its_checksum_in_its_address_is_kept_and_the_rest_asked_for_again(server):
    page = get(server, PAGE)[1].decode()
    address = re.search(r'"\.\./(_static/site\.css\?v=[0-9a-f]+)"', page)[1]
    assert get(server, f"/en/{address}")[0].getheader("Cache-Control") == "public, max-age=31536000, immutable"
    answer, _ = get(server, PAGE)
    assert answer.getheader("Cache-Control") == "no-cache"
    assert get(server, PAGE, If_None_Match=answer.getheader("ETag"))[0].status == 304


@pytest.mark.parametrize(
    ("accepted", "cookie", "language"),
    [
        ("en-GB,en;q=0.9,ja;q=0.8", "", "en"),
        ("ja", "", "ja"),
        ("fr, ja-JP;q=0.9, en;q=0.8", "", "ja"),
        ("fr, en;q=0.9, ja;q=0.8", "", "en"),
        ("de, fil, enm", "", LANGUAGES[0]),
        ("", "", LANGUAGES[0]),
        ("en", "language=ja", "ja"),
        ("ja", "a=b; language=en", "en"),
        ("en", "language=../../etc", "en"),
        ("ja", "language=xx", "ja"),
    ],
)
def test_the_landing_page_leads_to_the_readers_language(server, accepted, cookie, language):
    headers = {"Accept_Language": accepted, "Cookie": cookie}
    answer, _ = get(server, "/", **{name: value for name, value in headers.items() if value})
    assert (answer.status, answer.getheader("Location")) == (302, f"/{language}/index.html")
    assert "Accept-Language" in answer.getheader("Vary")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_is_answered_in_its_language(server, language):
    answer, body = get(server, f"/{language}/no-such-page")
    assert answer.status == 404
    assert body == (SITE / language / "404.html").read_bytes()


def test_an_address_of_no_language_is_answered_in_all(server):
    answer, body = get(server, "/no-such-page")
    assert answer.status == 404
    assert body == (SITE / "404.html").read_bytes()


@pytest.mark.parametrize("path", ["/../conf.py", "/en/%2e%2e/%2e%2e/conf.py", "/.git/config", "/en/.buildinfo"])
def test_nothing_but_the_site_is_served(server, path):
    assert get(server, path)[0].status in (400, 403, 404)
