"""Write the terms of the glossary with their translations as TBX, for Weblate's glossary, Lokalize and OmegaT.

Usage: python -m translated_docs.commands.glossary LANGUAGE [LANGUAGE ...]

They are those of all directives ``glossary`` on the pages, as Sphinx reads them; a term that is not translated yet is
left out.  It goes to build/glossary/LANGUAGE.tbx, in the form of ISO 30042 that these programs read.
"""

import pickle
import sys
from collections.abc import Iterator

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.util.nodes import extract_messages
from translate.storage.tbx import tbxfile

from translated_docs.catalogs.catalog_paths import catalog_files, pages
from translated_docs.catalogs.languages import language_tag
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.policy.glossary_terms import glossary_terms, without_key
from translated_docs.catalogs.policy.message_markup import Markup
from translated_docs.commands.catalogs import extract_pages
from translated_docs.paths import BUILD, ROOT
from translated_docs.settings import conf, relative, source_language

FOLDER = BUILD / "glossary"
TEMPLATES = BUILD / "stats"  # which `make stats` reads the pages into, too


def terms_of(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield the message of each term of a page's glossaries, with that of its definition, the first paragraph."""
    messages = {id(node): message for node, message in extract_messages(doctree)}
    items = [item for one in doctree.findall(glossary) for of_terms in one.children for item in of_terms.children]
    for *of_item, definition in (item.children for item in items):
        said = next((messages[id(node)] for node in definition.findall() if id(node) in messages), "")
        yield from ((messages[id(term)], said) for term in of_item if id(term) in messages)


def terms() -> dict[str, str]:
    """Return the messages of all terms, with those of their definitions; Sphinx reads the pages that have changed."""
    extract_pages(TEMPLATES)
    found = {}
    for docname in pages(ROOT):
        found |= dict(terms_of(pickle.loads((TEMPLATES / ".doctrees" / f"{docname}.doctree").read_bytes())))
    return found


def words(message: str) -> str:
    """Return a term as it is read: without markup, and without the key that it is sorted by."""
    return Markup.of(without_key(message)).content


def tbx(found: dict[str, str], translated: dict[str, str], source: str, target: str) -> bytes:
    """Return the terms that are translated, and their definitions, as TBX."""
    file = tbxfile()
    file.setsourcelanguage(language_tag(source))
    file.settargetlanguage(language_tag(target))
    for term, definition in found.items():
        if translated.get(term):
            unit = file.addsourceunit(words(term))
            unit.settarget(words(translated[term]), language_tag(target))
            unit.addnote(translated.get(definition) or definition, origin="definition")
    return bytes(file)


def main() -> None:
    found, source = terms(), source_language(conf)
    for language in sys.argv[1:]:
        if language == source:
            continue
        for catalog in catalog_files(ROOT, language).values():
            if error := load(catalog)[1]:  # its terms are lacking
                print(error, file=sys.stderr)
        path = FOLDER / f"{language}.tbx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tbx(found, glossary_terms(ROOT, language), source, language))
        print(relative(path, ROOT))


if __name__ == "__main__":
    main()
