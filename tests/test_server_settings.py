"""The settings for servers say what was meant, whatever the project's folder is called, or are not written."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from benchmarks.run_server import SERVERS, running
from conftest import SLOW
from translated_docs.site import server_settings
from translated_docs.site.server_settings import write_server_settings

import conf

ANY_NAME = "my talk's # 講演; (2018) %41 `x` [y]"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_path_stands_in_them_as_one_word(tmp_path, name):
    write_server_settings(tmp_path, tmp_path / ANY_NAME, ["ja", "xx"], conf.content_policy)
    assert f' "{tmp_path / ANY_NAME}"' in (tmp_path / name).read_text("utf-8")


@pytest.mark.parametrize("sign", ['"', "\\", "$", "{", "}", "\n", "\x7f", "\udcff"])
def test_a_path_that_would_mean_something_else_is_said_so(tmp_path, capsys, sign):
    write_server_settings(tmp_path, tmp_path, ["ja", "xx"], conf.content_policy)
    write_server_settings(tmp_path, tmp_path / f"my{sign}talk", ["ja", "xx"], conf.content_policy)
    assert list(tmp_path.iterdir()) == []
    assert f"No settings for servers: the path of this folder holds {sign!r}" in capsys.readouterr().err


@pytest.mark.parametrize("policy", ["default-src 'none'\"; x", "default-src $x", "default-src 'none';\nx"])
def test_a_policy_that_is_none_is_rejected(tmp_path, policy):
    with pytest.raises(SystemExit, match=r"conf.py:\d+: content_policy holds "):
        write_server_settings(tmp_path, tmp_path, ["ja", "xx"], policy)


@pytest.fixture
def media_types(monkeypatch):
    """Those of two outputs that no server has heard of."""
    types = {"xyz": "application/x-xyz", "words": "text/x-words"}
    monkeypatch.setattr(server_settings, "MEDIA_TYPES", types)
    return types


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_media_types_are_those_of_the_outputs(tmp_path, media_types, name):
    write_server_settings(tmp_path, tmp_path / "site", ["ja", "xx"], conf.content_policy)
    settings = (tmp_path / name).read_text("utf-8")
    assert [type_ for type_ in media_types.values() if type_ not in settings] == []


@SLOW
@pytest.mark.parametrize("server", SERVERS)
def test_a_real_server_sends_them(tmp_path, media_types, server):
    site = tmp_path / "site"
    site.mkdir()
    for name in ("a.xyz", "a.words", "404.html"):
        (site / name).write_text("found", encoding="utf-8")
    with running(server, site, tmp_path) as port:
        if not port:
            pytest.skip(f"no {server}; install it: sudo apt install {SERVERS[server]}")
        for suffix, type_ in media_types.items():
            with urlopen(f"http://127.0.0.1:{port}/a.{suffix}") as answer:
                assert answer.headers["Content-Type"].partition(";")[0] == type_
            with pytest.raises(HTTPError) as answered:
                urlopen(f"http://127.0.0.1:{port}/no-such.{suffix}")
            with answered.value as answer:
                assert answer.headers["Content-Type"].startswith("text/html")


@SLOW
@pytest.mark.parametrize("server", SERVERS)
def test_a_real_server_finds_the_folder(tmp_path, server):
    (tmp_path / ANY_NAME).mkdir()
    (tmp_path / ANY_NAME / "page.html").write_text("found", encoding="utf-8")
    with running(server, tmp_path / ANY_NAME, tmp_path) as port:
        if not port:
            pytest.skip(f"no {server}; install it: sudo apt install {SERVERS[server]}")
        with urlopen(f"http://127.0.0.1:{port}/page.html") as answer:
            assert answer.read() == b"found"
