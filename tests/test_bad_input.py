"""A slip is answered with one line that names the file, the line and the remedy.

Each case is a file in ``bad/``: a few headers, a line of dashes, the bad content.

    file: docs/speaker.md       the file to write or to add to
    mode: append                or "replace", which is the default
    encoding: shift_jis         if not UTF-8
    language: fr                the language to build, English if not given
    expect: docs/speaker.md:1: …; …    text that one line of the output must hold;
                                after "append", its line counts from the end of what was there
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CASES = sorted((Path(__file__).parent / "bad").glob("*.txt"))


def read_case(path):
    head, content = path.read_text(encoding="utf-8").split("\n---\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), content


def moved_down(expected, lines):
    """Return the expected text with its line number so many lines further down."""
    return re.sub(r"(?<=:)\d+(?=:)", lambda number: str(int(number[0]) + lines), expected, count=1)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_slip_is_named(project, path):
    headers, content = read_case(path)
    target = project.folder / headers["file"]
    original = target.read_bytes() if target.exists() else None
    before = (original or b"") if headers.get("mode") == "append" else b""
    target.write_bytes(before + content.encode(headers.get("encoding", "utf-8")))
    try:
        # The HTML of one language will do, and takes a quarter of the time.
        built = project.make(f"html-{headers.get('language', 'en')}")
    finally:
        if original is None:
            target.unlink()
        else:
            target.write_bytes(original)
    assert built.returncode != 0
    expected = moved_down(headers["expect"], before.count(b"\n"))
    assert any(expected in line for line in built.stdout.splitlines()), built.stdout
    assert "Traceback" not in built.stdout


def test_the_last_good_site_stays_and_a_second_try_names_the_slip_again(project):
    page = project.folder / "docs" / "speaker.md"
    whole, before = page.read_text(encoding="utf-8"), project.files()
    page.write_text(f"{whole}\n[x](#no-such-heading)\n", encoding="utf-8")
    try:
        for _attempt in range(2):
            built = project.make()
            assert built.returncode != 0
            assert "no-such-heading" in built.stdout
    finally:
        page.write_text(whole, encoding="utf-8")
    assert project.files() == before
    assert project.make().returncode == 0
