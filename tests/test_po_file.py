"""Whatever is wrong with a catalog is said in one line, and nothing in it is lost."""

from __future__ import annotations

import os
import re

import pytest
from translated_docs.catalogs.po_file import load, parse_entries
from translated_docs.catalogs.policy.sanitize import sanitized

import conf

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
ENTRY = '\nmsgid "話者"\nmsgstr "The speaker"\n'
WHOLE = HEAD + ENTRY
OBSOLETE = '\n#~ msgid "前の話者"\n#~ msgstr "The former speaker"\n'
# Something of all that a catalog can have.
RICH = (
    "# Translators' comment.\n" + HEAD + '"Content-Type: text/plain; charset=utf-8\\n"\n' + ENTRY
    + '\n# no-check number: so\n#. extracted\n#: page.md:3\n#, fuzzy, python-format\n#| msgid ""\n#| "話"\n'
    + 'msgid ""\n"話者\\n"\n"です。"\nmsgstr ""\n"A \\"speaker\\""\n' + OBSOLETE
)  # fmt: skip

ERRORS = {
    "Shift_JIS": ((HEAD + ENTRY).encode("shift_jis"), 5, "not UTF-8"),
    "UTF-16": (WHOLE.encode("utf-16"), 1, "not UTF-8"),
    "a byte-order mark": (b"\xef\xbb\xbf" + WHOLE.encode(), 1, "byte-order mark"),
    "CR LF": (WHOLE.replace("\n", "\r\n").encode(), 1, "as on Windows"),
    "conflict markers": (f"{HEAD}\n<<<<<<< HEAD{ENTRY}=======\n{ENTRY}>>>>>>> theirs\n", 5, "a conflict that Git left"),
    "an open quotation mark": (f'{HEAD}\nmsgid "話者\nmsgstr "x"\n', 5, "close its quotation mark"),
    "quotation marks within": (f'{HEAD}\nmsgid "話者"\nmsgstr "the "speaker" of it"\n', 6, r'write \" for a quotation mark'),
    "quotation marks at the end": (f'{HEAD}\nmsgid "話者"\nmsgstr ""\n"a "speaker""\n', 7, r'write \" for a quotation mark'),
    "quotation marks around the mark of a comment": (f'{HEAD}\nmsgid "話者"\nmsgstr "the "#" of it"\n', 6, r'write \" for a quotation mark'),
    "a flag behind a string": (f'{HEAD}\nmsgid "話者"\nmsgstr "it" #, fuzzy\n', 6, "put it above its msgid"),
    "a quotation mark too many": (f'{HEAD}\nmsgid "話者"\nmsgstr "Speaker.""\n', 6, "within the words, or take it out"),
    "round quotation marks": (f'{HEAD}\nmsgid "話者"\nmsgstr “Speaker”\n', 6, "straight"),
    "quotation marks of full width": (f'{HEAD}\nmsgid "話者"\nmsgstr ＂Speaker＂\n', 6, "straight"),
    "no blank": (f'{HEAD}\nmsgid "話者"\nmsgstr"Speaker"\n', 6, "write a blank before the quotation mark"),
    "no quotation marks": (f'{HEAD}\nmsgid "話者"\nmsgstr Speaker\n', 6, "between quotation marks"),
    "an unknown keyword": (f'{HEAD}\nmsgid "話者"\nmgsstr "Speaker"\n', 6, "write msgid or msgstr before"),
    "a number without a plural": (f'{HEAD}\nmsgid "話者"\nmsgstr[0] "Speaker"\n', 6, "write msgstr in its place"),
    "a plural without a number": (f'{HEAD}\nmsgid "話者"\nmsgid_plural "話者"\nmsgstr "Speaker"\n', 6, "no page asks for a plural"),
    "a mark within an entry": (f'{HEAD}\nmsgid "話者"\n#, fuzzy\nmsgstr "Speaker"\n', 6, "put it above the msgid"),
    "words between entries": (f"{HEAD}\nTranslated by me\n{ENTRY}", 5, "take out what does not belong"),
    "a string between entries": (f'{HEAD}{ENTRY}\n# for later\n"one more"\n', 9, "a string that belongs to no entry"),
    "nothing": ("", 1, "is empty; get it back from Git"),
    "comments alone": ("# Translated by nobody.\n", 1, "holds no message; get it back from Git"),
    "a header alone": (HEAD, 1, "holds no message; get it back from Git"),
    "no header": (ENTRY, 1, "has no header; begin it with"),
    "half a file": (f'{HEAD}{ENTRY}\nmsgid "次"\n', 8, "the file ends after this msgid"),
    "half an obsolete entry": (f'{WHOLE}\n#~ msgid "前"\n', 8, "the file ends after this msgid"),
    "half a line of an obsolete entry": (f'{WHOLE}\n#~ msgid "前', 8, "close its quotation mark"),
    "a mark that nothing follows": (f"{WHOLE}\n#, fuzzy\n", 8, "the file ends after this comment"),
    "a previous source that nothing follows": (f'{WHOLE}\n#| msgid "前"\n', 8, "the file ends after this comment"),
    "a comment that is cut off": (f"{WHOLE}\n# to be contin", 8, "the file ends after this comment"),
    "an empty mark at the end": (f"{WHOLE}#:\n", 7, "the file ends after this comment"),
    "a msgid without msgstr": (f'{HEAD}\nmsgid "次"\n{ENTRY}', 5, "has no msgstr"),
    "a msgstr without msgid": (f'{WHOLE}\n# a comment\nmsgstr "x"\n', 9, "this msgstr has no msgid"),
    "a second msgstr": (f'{WHOLE}msgstr "x"\n', 7, "this msgstr has no msgid"),
    "half of an entry obsolete": (f'{HEAD}\nmsgid "次"\n#~ msgstr "Next"\n', 5, "has no msgstr"),
    "the same msgid twice": (HEAD + ENTRY + ENTRY.replace('msgstr "', 'msgstr "A '), 8, "the same msgid as on line 5"),
    "a second header": (f'{WHOLE}\nmsgid ""\nmsgstr "Language: en\\n"\n', 8, "an empty msgid"),
    "an obsolete header": (f'{WHOLE}\n#~ msgid ""\n#~ msgstr "Language: en\\n"\n', 8, "an empty msgid"),
    "a second header after a comment": (f'{WHOLE}\n# a comment\nmsgstr "Language: en\\n"\n', 9, "this msgstr has no msgid"),
    "another charset": (WHOLE.replace("Language", "Content-Type: text/plain; charset=UTF-7\\nLanguage"), 1, "'UTF-7'"),
    "another charset, beside": (WHOLE.replace("en\\n", 'x; Charset = \\"utf-8\\"; charset=latin-1\\n'), 1, "'latin-1'"),
    "a charset on two lines": (HEAD + '"Content-Type: text/plain; char"\n"set=UTF-7\\n"\n' + ENTRY, 1, "'UTF-7'"),
    "no charset yet": (HEAD + '"Content-Type: text/plain; charset=CHARSET\\n"\n' + ENTRY, 1, "write charset=UTF-8"),
    "an entry without an end": (WHOLE + '"x"\n' * 5001, 5007, "no message is as long"),
    "a comment without an end": (WHOLE + "# x\n" * 5001, 5007, "no message is as long"),
    "a context without a msgid": (f'{WHOLE}\nmsgctxt "menu"\nmsgid ""\nmsgstr "Next"\n', 9, "an empty msgid"),
    "a context before the header": (f'msgctxt "menu"\n{HEAD}{ENTRY}', 2, "an empty msgid"),
    "another language's header": (WHOLE.replace("en", "fr"), 1, "Language: fr"),
    "escapes that are no characters": (f'{WHOLE}\nmsgid "次"\nmsgstr "\\345\\217"\n', 9, "escapes with numbers are no characters"),
    "escapes that are no bytes": (f'{WHOLE}\nmsgid "次"\nmsgstr "\\777"\n', 9, "escapes with numbers are no characters"),
    "an escape for nothing": (f'{WHOLE}\n#~ msgid "次"\n#~ msgstr "\\x0"\n', 9, "escapes with numbers are no characters"),
    "a file of another kind": ('\n{"a": "b"}\n', 2, "get it back from Git"),
    "a fence": (f"{WHOLE}```\n", 7, "delete it: a machine has put it around the catalog"),
    "a web page": ("<!doctype html>\n<title>x</title>\n", 1, "not a line of a catalog"),
}  # fmt: skip


@pytest.fixture
def catalog(tmp_path):
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "speaker.po"
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize(("content", "line", "words"), ERRORS.values(), ids=ERRORS)
def test_it_is_named_with_file_line_and_remedy(catalog, content, line, words):
    before = content if isinstance(content, bytes) else content.encode()
    catalog.write_bytes(before)
    loaded, error = load(catalog)
    assert loaded is None
    assert error.startswith(f"{catalog}:{line}: ")
    assert words in error
    assert "\n" not in error
    assert catalog.read_bytes() == before


# Of a message that stands twice, the two entries, and what is read; None where they say different things.
TWICE = {
    "places": ('#: a.md:1\nmsgid "次"\nmsgstr "Next"\n', '#: a.md:9\nmsgid "次"\nmsgstr "Next"\n', "Next"),
    "places of drafts": ('#: a.md:1\n#, fuzzy\n#| msgid "前"\nmsgid "次"\nmsgstr "Next"\n', '#: a.md:9\n#, fuzzy\nmsgid "次"\nmsgstr "Next"\n', "Next"),
    "one empty": ('msgid "次"\nmsgstr ""\n', 'msgid "次"\nmsgstr "Next"\n', None),
    "one remark": ('# Which one?\nmsgid "次"\nmsgstr ""\n', 'msgid "次"\nmsgstr "Next"\n', None),
    "one draft": ('#, fuzzy\nmsgid "次"\nmsgstr "Next"\n', 'msgid "次"\nmsgstr "Next"\n', None),
}


@pytest.mark.parametrize(("first", "second", "read"), TWICE.values(), ids=TWICE)
def test_of_two_entries_of_one_message_that_say_the_same_one_is_read(catalog, first, second, read):
    """`sphinx-intl update` leaves such, with the places of each."""
    catalog.write_text(f"{HEAD}\n{first}\n{second}", encoding="utf-8")
    loaded, error = load(catalog)
    assert [entry.msgstr for entry in loaded or ()] == ([read] if read else [])
    assert ("the same msgid as on line" in (error or "")) is not bool(read)


@pytest.mark.parametrize(
    ("folder", "said", "is_read"),
    [
        ("ar", "ar_SA", True), ("es", "es-MX", True), ("zh_Hans", "zh_SG", True), ("pt", "pt_BR", True),
        ("pt", "pt_PT", False), ("zh", "zh_TW", False), ("zh_CN", "zh_SG", False), ("ar", "fa_IR", False), ("sr", "sr@latin", False),
        ("uz_Cyrl", "uz@Cyrl", True), ("uz", "uz@Cyrl", False),
    ],
)  # fmt: skip
def test_a_header_may_name_a_territory_of_a_language_that_the_guide_has_once(tmp_path, monkeypatch, folder, said, is_read):
    monkeypatch.setattr(conf, "languages", {"en": "English", folder: "its own name", "pt_PT": "Português"})
    path = tmp_path / "locale" / folder / "LC_MESSAGES" / "speaker.po"
    path.parent.mkdir(parents=True)
    path.write_text(WHOLE.replace("Language: en", f"Language: {said}"), encoding="utf-8")
    _loaded, error = load(path)
    assert (error is None) is is_read, error


def broken_link(path):
    path.symlink_to(path.with_name("nowhere.po"))


def folder_that_is_a_link(path):
    elsewhere = path.parents[3] / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / path.name).write_text(WHOLE, encoding="utf-8")
    path.parent.rmdir()
    path.parent.symlink_to(elsewhere)


NO_FILES = {
    "nothing there": (lambda path: None, "is not there; run 'make catalogs'"),
    "a folder": (lambda path: path.mkdir(), "is a folder; "),
    "a pipe": (lambda path: os.mkfifo(path), "is no file; "),
    "a link to nowhere": (broken_link, "is a link"),
    "in a folder that is a link": (folder_that_is_a_link, "in a folder that is one"),
}


@pytest.mark.parametrize(("make", "words"), NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_named(catalog, make, words):
    make(catalog)
    loaded, error = load(catalog)
    assert loaded is None
    assert error.startswith(f"{catalog}:1: ")
    assert words in error


def test_a_file_that_may_not_be_read_is_named(catalog, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    catalog.write_text(WHOLE, encoding="utf-8")
    monkeypatch.setattr(type(catalog), "open", refuse)  # rights stop nobody who is root
    assert load(catalog) == (None, f"{catalog}:1: can't be read (Permission denied); give the file rights to be read")


def messages(catalog):
    return [(entry.msgid, entry.msgstr, bool(entry.obsolete)) for entry in catalog]


@pytest.mark.parametrize("text", [WHOLE, RICH, WHOLE.replace("話者", "話\u2028者"), WHOLE.removesuffix("\n")])
def test_a_whole_one_is_read(catalog, text):
    catalog.write_text(text, encoding="utf-8")
    loaded, error = load(catalog)
    assert (loaded[0].msgstr, error) == ("The speaker", None)


@pytest.mark.parametrize("text", [f"Here it is:\n\n```po\n{WHOLE}```\nI hope it helps.\n", f"```\n{WHOLE}\n~~~\n"])
def test_what_a_machine_writes_around_a_catalog_costs_none_of_it(catalog, text):
    catalog.write_text(text, encoding="utf-8")
    loaded, errors = parse_entries(catalog, catalog.read_bytes())
    assert (loaded[0].msgstr, loaded.metadata["Language"]) == ("The speaker", "en")
    assert len(errors) == text.count("```") + text.count("~~~") + text.count("H") + text.count("hope")


@pytest.mark.parametrize("flags", ["fuzzy no-wrap", "no-wrap fuzzy", "range: 0..2 fuzzy", "fuzzy,no-wrap"])
def test_flags_are_read_as_gettext_does(catalog, flags):
    catalog.write_text(f"{WHOLE}\n#, {flags}\n{ENTRY.strip().replace('話者', '次')}\n", encoding="utf-8")
    assert load(catalog)[0][1].fuzzy


# What stands in a catalog, and what it stands for: as gettext reads it.
ESCAPES = {
    "octal": (r"\346\254\241", "次"),
    "hexadecimal": (r"\xe6\xac\xa1", "次"),
    "beside others": (r"a\tb\n\"\\ \303\251", 'a\tb\n"\\ é'),
    "for what has an escape of its own": (r"\042\134\012\x09", '"\\\n\t'),
    "a backslash before a number": (r"\\346\\x41", r"\346\x41"),
    "a bell": (r"\a", "\a"),
}


@pytest.mark.parametrize(("written", "meant"), ESCAPES.values(), ids=ESCAPES)
@pytest.mark.parametrize("mark", ["", "#~ "], ids=["", "put aside"])
def test_escapes_stand_for_characters(catalog, mark, written, meant):
    entry = f'# \\346 is said\n#| msgid "{written}"\nmsgid "x{written}"\nmsgstr "{written}"\n'
    catalog.write_text(f"{WHOLE}\n{re.sub('^(?=msg)', mark, entry, flags=re.M)}", encoding="utf-8")
    last = load(catalog)[0][-1]
    assert (last.msgid, last.msgstr, last.previous_msgid, last.tcomment) == (f"x{meant}", meant, meant, r"\346 is said")


def test_wherever_a_file_is_cut_off_it_is_named_but_between_two_entries(catalog):
    catalog.write_text(RICH, encoding="utf-8")
    whole, content = messages(load(catalog)[0]), RICH.encode()
    read = []
    for length in range(len(content)):
        catalog.write_bytes(content[:length])
        loaded, error = load(catalog)
        assert loaded is not None or error.startswith(f"{catalog}:")
        if loaded is not None:
            read.append(content[:length].decode().rstrip("\n").rpartition("\n")[2])
            assert len(messages(loaded)) == len([entry for entry in whole if entry in messages(loaded)]) or read[-1] == 'msgstr ""'
    assert set(read) == {'msgstr "The speaker"', "# no-check number: so", 'msgstr ""', '"A \\"speaker\\""', '#~ msgstr "The former speaker"'}


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ('msgctxt "menu"\nmsgid "話者"\nmsgstr "Speaker"', "msgctxt"),
        ('#, fuzzy\nmsgctxt ""\nmsgid "話者"\nmsgstr "Speaker"', "msgctxt"),
        ('msgid "枚"\nmsgid_plural "枚"\nmsgstr[0] "slide"', "msgid_plural"),
        ('msgid "枚"\nmsgid_plural ""\nmsgstr[0] "slide"', "msgid_plural"),
        ('msgctxt "menu"\nmsgid "次"\nmsgstr ""', "msgctxt"),
    ],
)
def test_an_entry_that_no_page_asks_for_costs_itself_alone(catalog, entry, name):
    catalog.write_text(f"{WHOLE}\n{entry}\n", encoding="utf-8")
    usable, entries, errors = sanitized(load(catalog)[0], "speaker", catalog.parents[3])
    assert [(it.msgid, it.msgstr) for it in usable] == [("話者", "The speaker")]
    # Where a page has the message, it says that it is translated, and not used.
    of_the_page = [("枚", "slide")] if "msgid_plural" in entry else []
    assert [(it.msgid, it.msgstr) for it in entries] == [("話者", "The speaker"), *of_the_page]
    assert [line for line, _ in errors] == [8]
    assert errors[0][1].startswith(f"has a {name}, which no page asks for; ")


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbf" + WHOLE.encode(), b"\xef\xbb\xbf" * 2 + WHOLE.encode(), WHOLE.replace("\n", "\r\n").encode()],
    ids=["BOM", "two BOMs", "CR LF"],
)
def test_make_catalogs_mends_what_windows_leaves(catalog, content):
    from translated_docs.commands import catalogs

    catalog.write_bytes(content)
    catalogs.mend(catalog)
    assert catalog.read_bytes() == WHOLE.encode()


def test_make_catalogs_says_that_one_that_can_not_be_read_keeps_those_of_its_language_as_they_are(catalog, monkeypatch):
    from translated_docs.commands import catalogs

    catalog.write_text(WHOLE + "no line of a catalog\n", encoding="utf-8")
    monkeypatch.setattr(catalogs, "ROOT", catalog.parents[3])
    code = catalog.parents[1].name
    with pytest.raises(SystemExit, match=rf"no line of a catalog'; .*\nno catalog of {code} is changed while one can't be read; ") as end:
        catalogs.update([code])
    assert end.value.code.count("\n") == 1


def test_a_catalog_without_a_page_is_named_and_left_alone(catalog, capsys, monkeypatch):
    from translated_docs.commands import catalogs

    catalog.write_text(WHOLE, encoding="utf-8")
    monkeypatch.setattr(catalogs, "ROOT", catalog.parents[3])
    catalogs.report_orphans(["en"], {"index"})
    said = os.path.relpath(catalog, catalog.parents[3])
    assert capsys.readouterr().err.startswith(f"{said}:1: there is no page of this name; ")
    assert catalog.read_text(encoding="utf-8") == WHOLE
