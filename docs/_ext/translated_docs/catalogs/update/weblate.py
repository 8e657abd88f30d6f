"""The list of components for Weblate: one a catalog, of the repository that ``weblate`` in conf.py names.

``weblate import_json`` takes the file as it is; ``make catalogs`` writes it, and ``make check`` says when it is old.
"""

import json
import re
from itertools import chain, count
from pathlib import Path
from typing import Any

from translated_docs.catalogs.catalog_paths import (
    UI_DOMAIN,
    UI_LANGUAGE,
    catalog_of_page,
    needs_interface,
    pages_by_catalog,
)
from translated_docs.catalogs.diagnostics import FileError
from translated_docs.paths import ROOT
from translated_docs.settings import catalogs_folder, conf, place, relative, source_language

TAKEN = {"glossary"}  # Weblate gives each project a component of this name, for its own glossary
LONGEST = 100  # that the name or the slug of a component may be
# What each component says, whichever catalog it is of:
# https://docs.weblate.org/en/latest/admin/projects.html#component-configuration
COMMON = {
    "vcs": "git",
    "file_format": "po",
    # Lines end where a string has a line break, and no field of the header changes but the date, as `make catalogs`
    # writes it too (without any break, -1, the whole header would be one line).
    "file_format_params": {
        "po_line_wrap": 65535,
        "po_report_msgid_bugs_to": False,
        "po_set_language_team": False,
        "po_set_last_translator": False,
        "po_set_x_generator": False,
    },
    # A message is Markdown. Names of products stay as they are, and Japanese sentences end with other marks. Weblate
    # holds a translation against its glossary only where it is asked to; of 173 of ours with a term it names six, which
    # have a plural: https://docs.weblate.org/en/latest/user/checks.html#check-check-glossary
    "check_flags": "md-text,check-glossary,ignore-same,ignore-end-stop",
    "new_lang": "contact",  # `make language` adds one: it writes conf.py too
    "manage_units": False,
    "edit_template": False,
}
# Weblate has its own ways of a repository's changes in one component; the others are linked to it.
OF_REPOSITORY = {"merge_style": "merge"}  # its rebase knows no merge of catalogs


def settings_error() -> FileError | None:
    """Return what is wrong with ``weblate`` of conf.py; else None."""
    missing = [name for name in ("project", "repo") if conf.weblate and not conf.weblate.get(name)]
    if not missing:
        return None
    example = "weblate = {'project': 'talks', 'repo': 'https://example.org/talks.git', 'branch': 'main'}"
    return FileError(ROOT / "conf.py", int(place("weblate").partition(":")[2]), f"weblate has no {missing[0]!r}; write {example}, or {{}} for none")


def slugs(domains: list[str]) -> dict[str, str]:
    """Return the slug of each catalog: letters, digits and hyphens, no two the same."""
    found: dict[str, str] = {}
    for domain in domains:
        slug = re.sub(r"[^a-z0-9_]+", "-", domain.lower()).strip("-")[: LONGEST - 10] or "page"
        if slug in TAKEN:
            slug = f"{slug}-page"
        found[domain] = next(name for name in chain([slug], (f"{slug}-{number}" for number in count(2))) if name not in found.values())
    return found


def component_slugs(root: Path) -> dict[str, str]:
    """Return the slug of the component of each catalog: that of the front page first, that of the interface last.

    Weblate's own glossary is in the language of the first, which has to be that of the pages.
    """
    front = catalog_of_page(conf, conf.root_doc)
    of_pages = sorted(pages_by_catalog(root), key=lambda domain: (domain != front, domain))
    return slugs([*of_pages, *[UI_DOMAIN] * any(map(needs_interface, conf.languages))])


def components(root: Path) -> list[dict[str, Any]]:
    """Return the components, as Weblate's API has them."""
    own = {name: value for name, value in conf.weblate.items() if name != "project"}
    found: list[dict[str, Any]] = []
    for domain, slug in component_slugs(root).items():
        of_repository = {**own, **OF_REPOSITORY}
        if found:  # a linked component has neither branch nor merge style of its own
            of_repository = {"repo": f"weblate://{conf.weblate['project']}/{found[0]['slug']}"}
        found.append(
            {
                "name": ("Labels of the interface" if domain == UI_DOMAIN else domain)[:LONGEST],
                "slug": slug,
                "filemask": f"{relative(catalogs_folder(root), root)}/*/LC_MESSAGES/{domain}.po",
                "source_language": UI_LANGUAGE if domain == UI_DOMAIN else source_language(conf),
                **COMMON,
                **of_repository,
            }
        )
    return found


def components_file(root: Path) -> Path:
    """Return where the list lies."""
    return root / ".weblate" / "components.json"


def components_text(root: Path) -> str:
    """Return the list as it is written."""
    return json.dumps(components(root), ensure_ascii=False, indent=2) + "\n"


def components_error(root: Path) -> FileError | None:
    """Return what to say of a list that is not that of the pages; else None."""
    path = components_file(root)
    if not conf.weblate or settings_error():
        return settings_error()
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == components_text(root):
        return None
    return FileError(path, 1, "is not the list of the pages that are there; run 'make catalogs', which writes it")


def write_components(root: Path) -> Path | None:
    """Write the list if it is another; return where, or None if nothing changed, or conf.py names no Weblate.

    Settings that `settings_error` names are the caller's to refuse.
    """
    if components_error(root) is None:
        return None
    path = components_file(root)
    path.parent.mkdir(exist_ok=True)
    path.write_text(components_text(root), encoding="utf-8")
    return path
