"""The settings of conf.py that are not Sphinx's own, and those of Sphinx's that are read without it.

Each has here what holds where conf.py says nothing.  With Sphinx they are configuration values
(content/configuration.py); whoever does without it, as the Makefile, asks here.  It imports the standard library
alone: ``make`` reads it before anything is installed.
"""

import os
import re
from contextlib import suppress
from datetime import date, datetime, timezone
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from translated_docs.paths import ROOT


class Setting(NamedTuple):
    """What holds where conf.py says nothing, what Sphinx builds anew when it changes, and its types (None: any)."""

    default: Any
    rebuild: str = "html"
    types: Any = None


# Ours; conf.py says what each is for.
SETTINGS = {
    # The publication
    "languages": Setting(None, "html", dict),
    "description": Setting("", "", str),
    "affiliation": Setting("", "", str),
    "content_date": Setting(None, "", date),
    "release_date": Setting(None, "", date),
    "translation_license": Setting("", "", str),
    "content_license": Setting("", "", str),
    "title_length": Setting(70, "html", int),
    "site_url": Setting("", "html", str),
    "redirects": Setting({}, "", dict),
    "edit_address": Setting("", "html", str),
    "content_policy": Setting(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'",
        "html",
        str,
    ),
    # Pages that every other one links to
    "translators_page": Setting("", "html", str),
    "rights_page": Setting("", "html", str),
    # Sources and catalogs
    "source_dir": Setting("docs", "", str),
    "extension_requirements": Setting([], "", (list, tuple)),
    "fail_on_warning": Setting(False, "", bool),
    "catalog_lint_disable": Setting([], "", (list, tuple, dict)),
    "multilingual_sites": Setting([], "", (list, tuple)),
    "translatable_roles": Setting([], "env", (list, tuple, set, frozenset)),
    "house_style": Setting({}, "env", dict),
    "weblate": Setting({}, "", dict),
    "font_packages": Setting([], "", (list, tuple)),
    "largest_whole_book": Setting(1_000_000, "", int),
}
# Sphinx's, with its defaults.
OF_SPHINX = {
    "author": "",
    "copyright": "",
    "exclude_patterns": [],
    "extensions": [],
    "gettext_compact": True,
    "html_static_path": [],
    "html_theme": "furo",
    "language": "",
    "locale_dirs": ["locales"],
    "mathjax3_config": None,
    "mathjax4_config": None,
    "project": "publication",
    "release": "",
    "root_doc": "index",
    "source_suffix": [".md", ".rst"],
    "epub_contributor": "",
    "epub_publisher": "",
    "html_short_title": "",
    "version": "",
}
# Types of those that their defaults do not tell, and of those that would end the build later.
OTHER_TYPES = {
    "copyright": (str, list, tuple), "gettext_compact": (bool, str), "source_suffix": (str, list, tuple, dict), "html_domain_indices": (bool, list, tuple),
    **dict.fromkeys(("mathjax3_config", "mathjax4_config"), (dict, type(None))),
    **dict.fromkeys(("epub_exclude_files", "epub_static_path", "html_extra_path", "include_patterns", "myst_enable_extensions", "suppress_warnings", "templates_path", "typst_templates_path"), (list, tuple, set)),
}  # fmt: skip
# What every build needs: of each the first is named where none is in ``extensions``.
NEEDED = (("myst_parser", "myst_nb"), ("translated_docs.content",), ("translated_docs.html",))


class Conf:
    """conf.py with these defaults: what asks it needs no Sphinx, and gets what Sphinx's configuration has."""

    def __getattr__(self, name: str) -> Any:
        import conf as written  # only now: what is wrong in it is told where it is asked for

        default = SETTINGS[name].default if name in SETTINGS else OF_SPHINX[name]
        default = getattr(written, "master_doc", default) if name == "root_doc" else default  # its name of old
        value = getattr(written, name, default)
        if name == "language":
            return value or next(iter(getattr(written, "languages", None) or ["en"]))
        if name == "languages":
            if value is None and not hasattr(written, "language"):
                raise AttributeError("it has neither 'languages' nor 'language'")
            return in_order({self.language: self.language} if value is None else value, self.language)
        if name == "copyright":
            return value if isinstance(value, str) else "; ".join(value)
        if name == "source_suffix":
            return [value] if isinstance(value, str) else list(value)
        return value or release_of_today() if name == "release_date" else value


def in_order(languages: dict[str, str], source: str) -> dict[str, str]:
    """Return a list of languages with that of the pages first; the others keep their order."""
    first = {source: languages[source]} if source in languages else {}
    return first | languages


def source_language(config: Any) -> str:
    """Return the language in which the pages are written; ``config`` is Sphinx's or the one here."""
    return next(iter(config.languages))


def is_source(config: Any) -> bool:
    """Say whether the language of a build is that in which the pages are written; what is wrong in them is said once, there."""
    return config.language == source_language(config)


def release_of_today() -> date:
    """Return what books and their files are dated where conf.py does not say: SOURCE_DATE_EPOCH, or today.

    https://reproducible-builds.org/docs/source-date-epoch/
    """
    if (seconds := os.environ.get("SOURCE_DATE_EPOCH")) is not None:
        return datetime.fromtimestamp(int(seconds), timezone.utc).date()
    return date.today()


conf = Conf()
IS_STRICT = os.environ.get("STRICT", "") not in ("", "0")


# How a value of each type is written.
WRITTEN = {bool: "True or False", int: "a number", str: '"words"', list: '["one", "two"]', dict: '{"name": "value"}', date: "date(2026, 1, 31)"}


def place(name: str) -> str:
    """Return where conf.py names a setting last, for people; its first line where it does not, or can't be read."""
    with suppress(OSError, UnicodeDecodeError):
        text = (ROOT / "conf.py").read_text(encoding="utf-8")
        for found in reversed([*re.finditer(rf"^[ \t]*{name}\b", text, re.MULTILINE)]):
            return f"conf.py:{text.count(chr(10), 0, found.end()) + 1}"
    return "conf.py:1"


def holds_words(name: str, value: Any) -> bool:
    """Say whether all is text in a list, in the names of a dictionary, and in the values of the one that has no check of its own."""
    if name == "redirects":
        return all(isinstance(page, str) and page for pair in value.items() for page in pair)
    return not isinstance(value, (list, tuple, set, dict)) or all(isinstance(item, (str, os.PathLike)) for item in value)


def type_error() -> str | None:
    """Return what is wrong with the first setting of conf.py that is of another type, or with the environment; else None."""
    written = import_module("conf")
    types = {name: setting.types for name, setting in SETTINGS.items() if setting.types}
    of_sphinx = {name: (list, tuple) if isinstance(default, list) else type(default) for name, default in OF_SPHINX.items()}
    for name, kinds in {**types, **of_sphinx, **OTHER_TYPES}.items():
        value = getattr(written, name, None)
        kinds = kinds if isinstance(kinds, tuple) else (kinds,)
        is_empty = value is None and (not hasattr(written, name) or name in SETTINGS and SETTINGS[name].default is None)
        if not is_empty and not (isinstance(value, kinds) and holds_words(name, value)):
            ways = " or ".join(WRITTEN[kind] for kind in kinds if kind in WRITTEN)
            return f"{place(name)}: {name} is {value!r}; write it as {ways}"
    try:
        release_of_today()
    except (ValueError, OverflowError, OSError):  # Sphinx reads it too, also where a date of release is written
        seconds = os.environ["SOURCE_DATE_EPOCH"]
        return f"SOURCE_DATE_EPOCH is {seconds!r}; give it seconds since 1970, as 'git log -1 --format=%ct' prints them"
    return None


def extension_error() -> str | None:
    """Return which extension is missing that every build needs; else None."""
    missing = [names[0] for names in NEEDED if set(names).isdisjoint(conf.extensions)]
    return f"{place('extensions')}: extensions has no {missing[0]!r}, without which nothing is built; add it" if missing else None


# -- Folders -----------------------------------------------------------------------


def folder_error() -> str | None:
    """Return what is wrong with the folder of the pages, where it is none of the project, or with that of the catalogs, where it has all; else None."""
    folder = source_folder()
    if not folder.is_dir() or not folder.is_relative_to(ROOT):
        return f"{place('source_dir')}: source_dir is {conf.source_dir!r}, which is no folder of the project; name the one with the pages, as \"docs\""
    if ROOT.is_relative_to(catalogs_folder()):
        return f"{place('locale_dirs')}: locale_dirs is {conf.locale_dirs!r}, and the first holds the whole project; name the folder of the catalogs, from the pages on, as [\"../locale\"]"
    return None


def source_folder(root: Path = ROOT) -> Path:
    """Return the folder of the pages."""
    return folder_below(root, conf.source_dir)


@cache
def folder_below(root: Path, name: str) -> Path:
    return Path(os.path.normpath(os.path.join(root, name)))


def catalogs_folder(root: Path = ROOT) -> Path:
    """Return the folder of the catalogs: the first of ``locale_dirs``.

    Sphinx takes it from the folder of the pages on; where there is none, it may be beside conf.py.
    """
    return first_folder(root, source_folder(root), next(iter(conf.locale_dirs), "locale"))


@cache
def first_folder(root: Path, sources: Path, name: str) -> Path:
    """Return the folder of a name that is there, below the sources or beside them; asked for each page, so it is kept."""
    places = [os.path.normpath(os.path.join(top, name)) for top in (sources, root)]
    return Path(next(filter(os.path.isdir, places), places[0]))


def relative(path: Path, root: Path = ROOT) -> str:
    """Return a path as people are told it: from the top of the project on, if it is there."""
    return f"{path.as_posix()}/".removeprefix(os.path.join(root, "")).removesuffix("/") or "."


# -- Style ---------------------------------------------------------------------------

# What a house may want beside what holds for any text, by the name in ``house_style``.
STYLES = {
    "full-width-punctuation": "beside kana and Han no mark has half the width: of translations",
    "sentence-ends": "what translates a sentence ends as one: of translations",
    "heading-labels": "each heading has a label of its own: of pages",
    "one-title": "a page has one heading of the first level: of pages",
    "one-toctree": "a page is in one toctree: of pages",
    "named-pages": "a page that exclude_patterns leaves out is named: of pages",
}


def style_error() -> str | None:
    """Return what is wrong with ``house_style`` of conf.py, which may name languages that are not built; else None."""
    for names in conf.house_style.values():
        unknown = [name for name in names if name not in STYLES] if isinstance(names, (list, tuple)) else [names]
        if unknown:
            return f"{place('house_style')}: house_style has no {unknown[0]!r}; it is a list of these: {', '.join(STYLES)}"
    return None
