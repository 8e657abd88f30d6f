"""What is known of a language by its code, from Unicode's CLDR as Babel has it."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.plurals import get_plural


@cache
def known_locale(code: str) -> Locale | None:
    """Return the locale of a code ("ja", "zh_CN" or "zh-CN"), or None if there is none."""
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def locale_of(code: str) -> Locale:
    """Return the locale of a code; English for one that nobody knows."""
    return known_locale(code) or Locale("en")


def language_tag(code: str) -> str:
    """Return the code as HTML and Typst want it: "zh-CN" for "zh_CN"."""
    return code.replace("_", "-")


def direction(code: str) -> str:
    """Return "ltr" or "rtl"."""
    return locale_of(code).text_direction


def script(code: str) -> str:
    """Return the script a language is written in, by ISO 15924: "Latn", "Jpan", "Arab"."""
    locale = locale_of(code)
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    by_territory = likely.get(f"{locale.language}_{locale.territory}")
    return (by_territory or likely.get(locale.language, "en_Latn_US")).split("_")[1]


def own_name(code: str) -> str:
    """Return the name that a language gives itself, as the head of a list."""
    locale = locale_of(code)
    names = [f"{locale.language}_{part}" for part in (locale.territory, script(code))]
    known = [locale.languages[name] for name in [*names, locale.language] if name in locale.languages]
    name = known[0] if known and known_locale(code) else code
    return name[:1].upper() + name[1:]


def plural_forms(code: str) -> str:
    """Return the field "Plural-Forms" of a catalog's header."""
    plural = get_plural(locale_of(code))
    return f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
