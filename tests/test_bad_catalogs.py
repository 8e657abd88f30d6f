"""Whatever is wrong with a catalog is said in one line, and nothing in it is lost."""

from __future__ import annotations

import os

import pytest

from catalogs import load

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
ENTRY = '\nmsgid "話者"\nmsgstr "The speaker"\n'
WHOLE = HEAD + ENTRY

FAULTS = {
    "Shift_JIS": ((HEAD + ENTRY).encode("shift_jis"), 5, "not UTF-8"),
    "UTF-16": (WHOLE.encode("utf-16"), 1, "not UTF-8"),
    "a byte-order mark": (b"\xef\xbb\xbf" + WHOLE.encode(), 1, "byte-order mark"),
    "CR LF": (WHOLE.replace("\n", "\r\n").encode(), 1, "as on Windows"),
    "conflict markers": (f"{HEAD}\n<<<<<<< HEAD{ENTRY}=======\n{ENTRY}>>>>>>> theirs\n", 5, "a conflict that Git left"),
    "an open quotation mark": (f'{HEAD}\nmsgid "話者\nmsgstr "x"\n', 5, "close its quotation mark"),
    "words between entries": (f"{HEAD}\nTranslated by me\n{ENTRY}", 5, "take out what does not belong"),
    "half a file": (f'{HEAD}{ENTRY}\nmsgid "次"\n', 8, "the file ends after this msgid"),
    "a msgid without msgstr": (f'{HEAD}\nmsgid "次"\n{ENTRY}', 5, "has no msgstr"),
    "the same entry twice": (HEAD + ENTRY + ENTRY, 8, "the same msgid as on line 5"),
    "another language's header": (WHOLE.replace("en", "fr"), 1, "Language: fr"),
    "a web page": ("<!doctype html>\n<title>x</title>\n", 1, "not a line of a catalog"),
}  # fmt: skip


@pytest.fixture
def catalog(tmp_path):
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "speaker.po"
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize(("content", "line", "words"), FAULTS.values(), ids=FAULTS)
def test_it_is_named_with_file_line_and_remedy(catalog, content, line, words):
    before = content if isinstance(content, bytes) else content.encode()
    catalog.write_bytes(before)
    loaded, fault = load(catalog)
    assert loaded is None
    assert fault.startswith(f"{catalog}:{line}: ")
    assert words in fault
    assert "\n" not in fault
    assert catalog.read_bytes() == before


def test_a_file_that_may_not_be_read_is_named(catalog):
    catalog.mkdir()  # as good as a file without rights, and it stops root too
    loaded, fault = load(catalog)
    assert loaded is None
    assert fault.startswith(f"{catalog}:1: can't be read")


def test_a_whole_one_is_read(catalog):
    catalog.write_text(WHOLE, encoding="utf-8")
    loaded, fault = load(catalog)
    assert (loaded[0].msgstr, fault) == ("The speaker", None)


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf" + WHOLE.encode(), WHOLE.replace("\n", "\r\n").encode()], ids=["BOM", "CR LF"]
)
def test_make_catalogs_mends_what_windows_leaves(catalog, content):
    import update_catalogs

    catalog.write_bytes(content)
    update_catalogs.mend(catalog)
    assert catalog.read_bytes() == WHOLE.encode()


def test_a_catalog_without_a_page_is_named_and_left_alone(catalog, capsys, monkeypatch):
    import update_catalogs

    catalog.write_text(WHOLE, encoding="utf-8")
    monkeypatch.setattr(update_catalogs, "ROOT", catalog.parents[3])
    update_catalogs.report_strays(["en"], {"index"})
    said = os.path.relpath(catalog, catalog.parents[3])
    assert capsys.readouterr().err.startswith(f"{said}:1: there is no page of this name; ")
    assert catalog.read_text(encoding="utf-8") == WHOLE
