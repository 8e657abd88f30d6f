"""Check the catalogs: what is wrong in each, and which are missing.

Nothing of Sphinx is imported here.
"""

from contextlib import suppress
from functools import cache
from pathlib import Path

import polib

from translated_docs.catalogs import catalog_paths, entries, po_encoding, po_file
from translated_docs.catalogs.diagnostics import Error, FileError
from translated_docs.catalogs.lint.entry_warnings import diagnostics, disabled_checks, of_suppressions, suppressions
from translated_docs.catalogs.lint.lint_checks import CHECKS
from translated_docs.catalogs.lint.lint_message import Context
from translated_docs.catalogs.policy.entry_errors import check_entries
from translated_docs.catalogs.policy.glossary_terms import glossary_terms
from translated_docs.catalogs.policy.sphinx_warnings import warnings_of_last_build
from translated_docs.settings import conf, relative, source_folder, source_language
from translated_docs.svg.figure_document import read_svg
from translated_docs.svg.labels import labels
from translated_docs.utf8 import LineError


@cache
def label_places(root: Path) -> dict[str, list]:
    """Return figure, font size and box of each label of a figure, by its words; the build reports an invalid figure."""
    places: dict[str, list] = {}
    for path in sorted((source_folder(root) / "figures").glob("[!.]*.svg")):
        with suppress(LineError, OSError):
            for label in labels(read_svg(path)):
                place = relative(path, root), label.size, label.space
                places.setdefault(label.words, []).append(place)
    return places


agreed_terms = cache(glossary_terms)  # asked for each catalog


def unused_catalog(root: Path, language: str, domain: str) -> str | None:
    """Return what to say of a catalog that nothing asks for."""
    if domain == catalog_paths.UI_DOMAIN:
        return None
    if language == source_language(conf):
        return "the pages are written in this language, so nothing asks for this catalog; delete it"
    if not catalog_paths.pages_of_catalog(root, domain) and not catalog_paths.page_path(root, domain).exists():  # a link that may not be followed
        if not conf.gettext_compact and (source_folder(root) / domain).is_dir():
            return "there is no page of this name; if it is the catalog of that folder, set gettext_compact = True in conf.py"
        return catalog_paths.NO_PAGE_YET
    return None


def is_of_page(entry: polib.POEntry, docname: str | None) -> bool:
    """Say whether a message stands on a page, as far as its locations tell; any does where there are none."""
    places = [Path(file).with_suffix("").as_posix().lstrip("./") for file, _line in entry.occurrences]
    return docname is None or not places or any(place == docname or place.endswith(f"/{docname}") for place in places)


def check_catalog(path: Path, root: Path, docname: str | None = None) -> list[Error]:
    """Return line number and words of each diagnostic of a catalog, or of what a page has of it."""
    language, domain = catalog_paths.catalog_parts(root, path)
    useless = unused_catalog(root, language, domain)
    found = [(1, useless)] if useless else []
    content, error = po_file.read(path)
    catalog, errors = (None, [(1, error)]) if error else po_file.parse_entries(path, content)
    found += errors or [*po_encoding.traces_of_windows(content), *po_file.repeated(content)]
    if catalog is None:
        return found
    if not content.endswith(b"\n") and not errors:
        words = "the file does not end with a line break, as if cut off; compare it with Git, or run 'make catalogs'"
        found.append((content.count(b"\n") + 1, words))
    is_rst = any(page.suffix == ".rst" for page in catalog_paths.pages_of_catalog(root, domain))
    context = Context(agreed_terms(root, language), label_places(root), is_rst)
    disabled, of_file = disabled_checks(conf.catalog_lint_disable, language), suppressions(catalog.header)
    rules: set[str] = set()
    for entry, of_entry in check_entries(catalog, domain, root, context.glossary):
        if of_entry:  # no check looks at it
            of_entry += of_suppressions(suppressions(entry.tcomment), CHECKS)
        elif entries.state(entry) == "translated":
            of_entry = diagnostics(entry, domain, source_language(conf), language, context, disabled)
            rules |= {diagnostic.rule for diagnostic in of_entry} & CHECKS.keys()
            of_entry = [diagnostic for diagnostic in of_entry if not (diagnostic.rule in CHECKS and of_file.get(diagnostic.rule))]
        if is_of_page(entry, docname):
            found += [(entry.linenum, str(diagnostic)) for diagnostic in of_entry]
    found += [(1, str(diagnostic)) for diagnostic in of_suppressions(of_file, rules | disabled)]
    return found + warnings_of_last_build(root, language, domain, content, context.glossary)


def missing_catalog_errors(root: Path, language: str) -> list[FileError]:
    """Return what to say of each catalog that a language lacks."""
    if catalog_paths.needs_interface(language) and (missing := catalog_paths.no_catalogs(root, language)):
        return missing
    interface, of_pages = catalog_paths.catalog_path(root, language, catalog_paths.UI_DOMAIN), []
    if language != source_language(conf):
        of_pages = [catalog_paths.catalog_path(root, language, domain) for domain in catalog_paths.pages_by_catalog(root)]
    what = {interface: "the interface is in English"} if catalog_paths.needs_interface(language) else {}
    what |= dict.fromkeys(of_pages, "its pages are not translated" if conf.gettext_compact else "the page is not translated")
    return [
        FileError(path, 1, f"is not there, so {words}; run 'make catalogs', which begins it")
        for path, words in what.items()
        if not path.exists() and not path.is_symlink()
    ]
