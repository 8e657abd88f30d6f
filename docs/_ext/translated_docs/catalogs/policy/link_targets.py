"""Where the links of a message lead: what their page defines for labels, and the same page, or site, in another language."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from markdown_it.common.utils import normalizeReference

from translated_docs.catalogs.catalog_paths import files_of_catalog
from translated_docs.catalogs.policy.message_markup import Markup, Piece, page_parser
from translated_docs.settings import conf

NO_DEFINITIONS: Mapping[str, str] = {}
# A link by reference, "[words][label]" or "[label][]": its address is defined elsewhere on the page. So it is of "[label]"
# where a page defines that; others are words in brackets.
BY_REFERENCE = re.compile(r"\]\[([^\[\]^][^\[\]]*)\]|\[([^\[\]^][^\[\]]*)\]\[\]")
TAGS = re.compile(r"(?:\[[^\[\]\n]+\] ?){3,}")  # "[bug][ui] [P1]": three such in a row are no link, unless the page defines one
IN_BRACKETS = re.compile(r"\[([^\[\]^][^\[\]]*)\]")


def labels_of_links(text: str, definitions: Mapping[str, str]) -> frozenset[str]:
    """Return the labels of the links by reference of a text."""
    if "[" not in text:
        return frozenset()
    named = (label for found in BY_REFERENCE.findall(TAGS.sub(" ", text)) for label in found if label)
    alone = (words for words in IN_BRACKETS.findall(text) if normalizeReference(words) in definitions) if definitions else ()
    return frozenset([*named, *alone])


def language_codes() -> str:
    """Return an expression for the codes of the languages of the publication, without their regions."""
    return "|".join(sorted({re.split("[-_]", code)[0] for code in conf.languages}))


@cache
def language_in_address() -> re.Pattern[str]:
    """Return what matches a part of an address that names a language of the publication, of some region or of none."""
    return re.compile(rf"(?<=[/.=])(?:{language_codes()})(?:[-_][a-z]{{2,4}})?(?:[/.]|(?=[&#\s]|$))", re.IGNORECASE)


def without_language(address: str) -> str:
    """Return an address of another site without the parts behind its host that name a language."""
    match = re.match(r"https?://[^/?#\s]+", address)
    return f"{match[0]}{language_in_address().sub('', address[match.end() :])}" if match else address


def multilingual_site(target: str) -> str:
    """Return the site of whose hosts, one for each language, a target names that of a language of the publication; else "".

    Whoever has one of these hosts need not have the others, so it is another place but for those that conf.py names.
    """
    match = re.fullmatch(rf"https://(?:{language_codes()})\.([^/?#\s@:]+)(?:[/?#]\S*)?", target)
    return match[1] if match else ""


HOST_ALONE = re.compile(r"https?://[^/?#\s]+\Z")  # with a slash behind it the same address


def agreed_links(source: Markup, translation: Markup, definitions: Mapping[str, str]) -> dict[Piece, Piece]:
    """Return those links of a translation that lead where one of the source leads, with the source's.

    That is to the same page in another language, or to what a label is defined as, which one of them may name; of sites that
    conf.py names to one page in another language for each.
    """

    def defined(target: str) -> str:
        return definitions.get(normalizeReference(target), target)

    def leads_to(target: str) -> str:
        return HOST_ALONE.sub(r"\g<0>/", without_language(defined(target)).removeprefix("./"))

    new = [piece for piece in translation.found if piece[0] == "link" and piece not in source.found]
    if not new:
        return {}
    known = {leads_to(target): (kind, target) for kind, target in source.found if kind == "link"}
    agreed = {piece: known[address] for piece in new if (address := leads_to(piece[1])) in known}
    left = [piece for piece in known.values() if piece not in translation.found and piece not in agreed.values()]
    for site in conf.multilingual_sites:
        theirs, ours = ([piece for piece in some if multilingual_site(defined(piece[1])) == site] for some in (left, new))
        agreed |= dict(zip([piece for piece in ours if piece not in agreed], theirs, strict=False))
    return agreed


# Where a link by reference leads: "[label]: address" (https://spec.commonmark.org/0.31.2/#link-reference-definitions).
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]^][^\[\]]*\]:[ \t]*\S.*$", re.MULTILINE)


@lru_cache(maxsize=None)
def definitions_of_page(page: Path, _modified: int) -> dict[str, str]:
    """Return the addresses that a page defines for its links by reference, by label as the parser has it."""
    environment: dict = {}
    if lines := DEFINITION.findall(page.read_text(encoding="utf-8", errors="replace")):
        page_parser().parse("\n\n".join(lines), environment)
    return {label: definition["href"] for label, definition in environment.get("references", {}).items()}


def definitions(root: Path, domain: str) -> dict[str, str]:
    """Return the addresses of links by reference on the pages of a catalog, but for labels that differ between these."""
    found: dict[str, set[str]] = {}
    for page in files_of_catalog(root, domain):
        for label, address in definitions_of_page(page, page.stat().st_mtime_ns).items():
            found.setdefault(label, set()).add(address)
    return {label: addresses.pop() for label, addresses in found.items() if len(addresses) == 1}
