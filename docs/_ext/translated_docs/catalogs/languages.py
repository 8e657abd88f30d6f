"""What is known of a language by its code, from Unicode's CLDR as Babel has it."""

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from gettext import c2py
from itertools import combinations
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global, parse_locale
from babel.messages.plurals import PLURALS, get_plural
from babel.plural import to_gettext

from translated_docs.settings import conf

EAST_ASIAN = {"Jpan", "Hans", "Hant", "Kore"}  # scripts with full-width punctuation
WITH_BLANKS = {"Latn", "Cyrl", "Grek", "Armn", "Geor"}  # in which a word stands between blanks, and may have an ending

UNSPACED = {"Khmr", "Laoo", "Mymr", "Thai"}  # in which words stand close together

# Those of the GNU C library's locales (localedata/SUPPORTED) that name a script, and as Transifex has them: "uz@Cyrl".
MODIFIERS = {"arabic": "Arab", "cyrillic": "Cyrl", "devanagari": "Deva", "latin": "Latn", "arab": "Arab", "cyrl": "Cyrl", "deva": "Deva", "latn": "Latn"}


@cache
def known_locale(code: str) -> Locale | None:
    """Return the locale of a code ("ja", "zh_CN", "zh-CN" or "sr@latin"), or None if there is none."""
    plain, _at, modifier = code.replace("-", "_").partition("@")
    language, *others = plain.split("_")
    named = [MODIFIERS[modifier.lower()]] if modifier.lower() in MODIFIERS else []  # Babel passes over it
    try:
        return Locale.parse("_".join([language, *named, *others]))
    except (UnknownLocaleError, ValueError):
        return None


def locale_of(code: str) -> Locale:
    """Return the locale of a code; English for one that nobody knows."""
    return known_locale(code) or Locale("en")


def cldr(code: str, name: str) -> Mapping[str, Any]:
    """Return what Babel has of CLDR for a language under a name: "months", "day_periods".

    Of a copy: Babel keeps an alias that it resolves for one language in the data that all share, and the next one has
    its months (findings/babel-month-names-of-another-language.sh).
    """
    data = localedata.load(str(locale_of(code)))
    return localedata.LocaleDataDict({name: deepcopy(data[name])})[name]


@cache
def subtags(code: str) -> tuple[str, str | None, str | None]:
    """Return language, script and territory of a code, each by its name of today: "iw" is "he", "en_UK" "en_GB".

    gettext has scripts as modifiers: "sr@latin" is "sr_Latn".  Raises ValueError if that is not what it consists of.
    """
    code, at, modifier = code.partition("@")
    if at and modifier.lower() not in MODIFIERS:
        raise ValueError(code)
    if not code.replace("-", "").replace("_", "").isalnum():  # an encoding or a modifier follows
        raise ValueError(code)
    language, territory, script, *variant = parse_locale(code.replace("-", "_"))
    script = script or MODIFIERS.get(modifier.lower())
    if any(variant):
        raise ValueError(code)
    language, *others = get_global("language_aliases").get(language, language).split("_")  # "sh" is "sr_Latn"
    script = script or next(iter(others), None)
    territory = get_global("territory_aliases").get(territory, [territory])[0]
    return language, script, territory


@cache
def canonical_code(code: str) -> str | None:
    """Return a code as gettext writes it ("zh-cn" is "zh_CN"), or None if there is no such language."""
    try:
        language, script, territory = subtags(code)
    except ValueError:
        return None
    canonical = "_".join(filter(None, (language, script, territory)))
    known = known_locale(canonical)
    if not known or language not in get_global("likely_subtags"):  # "root" is no language
        return None
    # Babel answers with another where it has not got this one.
    asked = (known.language, script and known.script, territory and known.territory)
    return canonical if asked == (language, script, territory) else None


def language_subtag(code: str) -> str:
    """Return the language of a code without script and territory: "zh" for "zh_CN"."""
    try:
        return subtags(code)[0]
    except ValueError:
        return code.partition("_")[0]


def full_subtags(code: str) -> tuple[str, str | None, str | None]:
    """Return language, script and territory, with what is meant where a code leaves it out: "zh" is "zh_Hans_CN".

    https://unicode.org/reports/tr35/#Likely_Subtags
    """
    language, script, territory = subtags(code)
    likely = get_global("likely_subtags")
    keys = (f"{language}_{territory}", f"{language}_{script}", language)
    meant = next((likely[key].split("_") for key in keys if key in likely), (language, None, None))
    # CLDR gives all that it has of Norwegian Bokmål to "no", and lets "nb" inherit it.
    return "no" if language == "nb" else language, script or meant[1], territory or meant[2]


@cache
def same_language(code: str, other: str) -> bool:
    """Return whether two codes mean one language: "en" and "EN", "en" and "en_US", "iw" and "he"."""
    try:
        return full_subtags(code) == full_subtags(other)
    except ValueError:
        return code == other


@cache
def is_variety(code: str, other: str) -> bool:
    """Return whether a code means a language as one territory has it, and the other code no territory: "ar_SA" and "ar"."""
    try:
        return not subtags(other)[2] and full_subtags(code)[:2] == full_subtags(other)[:2]
    except ValueError:
        return False


def of_language(setting: Mapping[str, Any], language: str) -> list[str]:
    """Return what a setting of conf.py has for a language, under whichever of its codes: "zh_Hans", "zh_CN"."""
    return [name for code, names in setting.items() if same_language(code, language) for name in names]


def has_style(name: str, language: str) -> bool:
    """Say whether ``house_style`` of conf.py switches a style on for the texts of a language."""
    return name in of_language(conf.house_style, language)


def error_of_list(languages: dict[str, str]) -> str | None:
    """Return what is wrong with a list of languages, with the remedy; a code that nobody knows is not."""
    for code, name in languages.items():
        canonical = canonical_code(code)
        if canonical not in (None, code):
            return f"{code!r} is written {canonical!r}; correct it, and the name of its folder in locale"
        if not isinstance(name, str) or not name.strip():
            return f"{code!r} has no name; write the name that the language gives itself"
    for code, other in combinations(languages, 2):
        if same_language(code, other):
            return f"{code!r} and {other!r} are the same language; take one of them out"
    return None


def language_tag(code: str) -> str:
    """Return the code as HTML and Typst want it: "zh-CN" for "zh_CN"."""
    return code.replace("_", "-")


@cache  # asked for each paragraph of a book
def direction(code: str) -> str:
    """Return "ltr" or "rtl"."""
    return locale_of(code).text_direction


@cache
def script(code: str) -> str:
    """Return the script a language is written in, by ISO 15924: "Latn", "Jpan", "Arab"."""
    return full_subtags(str(locale_of(code)))[1] or "Latn"


@cache
def has_dual(code: str) -> bool:
    """Say whether a language has a form of its own for two of a thing, which then needs no number: كتابان."""
    return "two" in locale_of(code).plural_form.tags


def own_name(code: str) -> str:
    """Return the name that a language gives itself, as the head of a list."""
    locale = locale_of(code)
    names = [f"{locale.language}_{part}" for part in (locale.territory, script(code))]
    known = [locale.languages[name] for name in [*names, locale.language] if name in locale.languages]
    name = known[0] if known and known_locale(code) else code
    return name[:1].upper() + name[1:]


MOST_TRIED = 1000  # of a number of things, by a formula: as `msgfmt --check` does
PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")


def without_parentheses(expression: str) -> str:
    """Return the expression of a plural without parentheses around all of it."""
    depth = 0
    for place, character in enumerate(expression):
        depth += (character == "(") - (character == ")")
        if not depth:
            break
    around_all = expression.startswith("(") and not depth and place == len(expression) - 1
    return without_parentheses(expression[1:-1].strip()) if around_all else expression


def numbered_forms(plural: str) -> tuple[int, list[int]] | None:
    """Return how many forms a field "Plural-Forms" has, and which of them each number has that is tried; None if it is not sound."""
    if not (found := PLURAL_FORMS.fullmatch(plural)):
        return None
    try:
        count, forms = int(found[1]), list(map(c2py(found[2]), range(MOST_TRIED + 1)))
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return (count, forms) if 0 <= min(forms) and max(forms) < count else None


# Languages of one form by CLDR's plurals.xml that Babel's table lacks; of others without a rule it says nothing.
ONE_FORM = set("bm id ig ii jbo jv kde kea lkt ms my nqo osa sah ses sg su to tpi wo yo yue".split())


def usual_plural(locale: Locale) -> str:
    """Return the field "Plural-Forms" of a language: of a table that Babel keeps by hand, else of CLDR."""
    plural = get_plural(locale)
    by_table = f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
    if {str(locale), locale.language} & PLURALS.keys():
        return by_table
    by_cldr = "nplurals=1; plural=0;" if locale.language in ONE_FORM else to_gettext(locale.plural_form) * bool(locale.plural_form.rules)
    return by_cldr if numbered_forms(by_cldr) not in (None, numbered_forms(by_table)) else by_table


def plural_forms(code: str, written: str = "", is_used: bool = True) -> str:
    """Return the field "Plural-Forms" of a catalog's header: what is ``written`` if it is sound, else that of CLDR.

    Weblate and Poedit have formulas of their own, and number the forms of Arabic in another order than Babel: where a
    translation uses it, or nobody else knows the language, what a catalog says of itself holds. Else it has to mean
    what CLDR's does, of which Gtranslator writes only a part. There is one form, theirs: no parentheses around the whole.
    """
    usual, forms = usual_plural(locale_of(code)), numbered_forms(written)
    holds = forms and (is_used or not known_locale(code) or forms == numbered_forms(usual))
    found = PLURAL_FORMS.fullmatch(written if holds else usual)
    return f"nplurals={found[1]}; plural={without_parentheses(found[2])};"
