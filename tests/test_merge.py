"""Whatever is in a catalog, and whatever its template says next: nothing that was written is lost."""

from __future__ import annotations

import polib
from hypothesis import given, settings
from hypothesis import strategies as st
from translated_docs.catalogs.entries import DRAFT, is_draft, key, source_of, translation
from translated_docs.catalogs.update.merge import merge

# Few, and some much alike, so that they meet.
SOURCES = ["Zuul", "最初の文です。", "最初の文でした。", "二つ目の、少し長い文です。", "二つ目の、もう少し長い文です。"]
KEYS = st.tuples(st.sampled_from(SOURCES), st.sampled_from([None, None, "menu"]))
WORDS = ["", "One", "Two", "Three", 'quotes "\\" and\nlines']
COMMENTS = ["", "a comment", "another\n\ncomment", DRAFT, f"a comment\n{DRAFT}"]


@st.composite
def entries(draw):
    """An entry as any program may have left it."""
    (msgid, context), previous = draw(KEYS), draw(st.one_of(st.none(), KEYS))
    obsolete = draw(st.booleans())
    return polib.POEntry(
        msgid=msgid, msgctxt=context, msgstr=draw(st.sampled_from(WORDS)), obsolete=obsolete,
        flags=["fuzzy"] * draw(st.booleans()), tcomment=draw(st.sampled_from(COMMENTS)),
        previous_msgid=previous and previous[0], previous_msgctxt=previous and previous[1],
    )  # fmt: skip


@st.composite
def catalogs(draw):
    """Entries of which no two active ones have the same source: no such file is read."""
    active = {}
    found = draw(st.lists(entries(), max_size=6))
    return [entry for entry in found if entry.obsolete or active.setdefault(key(entry), entry) is entry]


EXAMPLES = settings(max_examples=100)
TEMPLATES = st.lists(KEYS, unique=True, max_size=5)


def merged(keys, catalog):
    return merge([polib.POEntry(msgid=msgid, msgctxt=context) for msgid, context in keys], catalog)


def text(catalog):
    return "\n".join(map(str, catalog))


def active(catalog):
    return [entry for entry in catalog if not entry.obsolete]


@EXAMPLES
@given(catalogs(), TEMPLATES)
def test_every_translation_and_every_comment_is_still_there(catalog, keys):
    after = merged(keys, catalog)
    everything = [text for entry in after for text in (*translation(entry), entry.tcomment)]
    for entry in catalog:
        for words in translation(entry):
            assert any(words in found or polib.escape(words) in found for found in everything)
        for line in entry.tcomment.split("\n"):
            assert line in ("", DRAFT) or any(line in found for found in everything)


@EXAMPLES
@given(catalogs(), TEMPLATES)
def test_the_messages_of_the_template_are_there_in_its_order_and_no_source_stands_twice(catalog, keys):
    after = merged(keys, catalog)
    assert [key(entry) for entry in active(after)] == keys
    assert len({key(entry) for entry in after}) == len(after)


@EXAMPLES
@given(catalogs(), TEMPLATES)
def test_only_what_was_looked_at_and_made_for_a_source_is_used_for_it(catalog, keys):
    translated = filter(translation, catalog)
    reviewed = {(source_of(entry), *translation(entry)) for entry in translated if not is_draft(entry)}
    for entry in active(merged(keys, catalog)):
        if translation(entry) and not entry.fuzzy:
            assert (key(entry), *translation(entry)) in reviewed


@EXAMPLES
@given(catalogs(), TEMPLATES)
def test_merged_twice_it_is_the_same(catalog, keys):
    after = merged(keys, catalog)
    assert text(merged(keys, after)) == text(after)


@EXAMPLES
@given(catalogs(), TEMPLATES, TEMPLATES)
def test_a_translation_and_its_state_survive_the_way_out_and_back(catalog, keys, meanwhile):
    before = merged(keys, catalog)
    back = {key(entry): entry for entry in merged(keys, merged(meanwhile, before))}
    for entry in active(before):
        if translation(entry) and source_of(entry) == key(entry):
            assert (translation(back[key(entry)]), back[key(entry)].fuzzy) == (translation(entry), entry.fuzzy)
