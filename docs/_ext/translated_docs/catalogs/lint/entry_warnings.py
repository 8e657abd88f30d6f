"""The warnings of an entry that has no error (policy/entry_errors.py): what the lint checks say, but for those that are switched off.

Each check (lint_checks.py) has a name and is a function from a message to diagnostics.  It is switched off by its name: for an
entry, or in the header for a file, by the translator's comment ``# no-check NAME: reason``, which every program
keeps (gettext's drop a flag that they don't know); for all, or for a language, by ``catalog_lint_disable`` of conf.py.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import polib

from translated_docs.catalogs.catalog_paths import UI_DOMAIN
from translated_docs.catalogs.diagnostics import Diagnostic, shown
from translated_docs.catalogs.languages import of_language
from translated_docs.catalogs.lint.lint_checks import CHECKS
from translated_docs.catalogs.lint.lint_message import Context, Message
from translated_docs.catalogs.policy.markup_policy import ERRORS
from translated_docs.settings import place

SUPPRESSION = re.compile(r"^no-check\s+(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*)$", re.MULTILINE)
OF_PAGES = {"code", "label", "linebreak", "stray", "term", "untranslated"}  # what no label of the interface has


def unknown_checks(disabled: Any) -> str | None:
    """Return what is wrong with ``catalog_lint_disable`` of conf.py; None if each name is one of a check."""
    lists = list(disabled.values()) if isinstance(disabled, Mapping) else [disabled]
    if any(isinstance(names, str) for names in lists):
        return f"{place('catalog_lint_disable')}: catalog_lint_disable is no list; write the names of checks in brackets"
    unknown = [name for names in lists for name in names if name not in CHECKS]
    if not unknown:
        return None
    if unknown[0] in ERRORS:
        words = "which names translations that can't be used; take it out"
        return f"{place('catalog_lint_disable')}: catalog_lint_disable can't switch off {unknown[0]!r}, {words}"
    return f"{place('catalog_lint_disable')}: catalog_lint_disable names no check: {', '.join(unknown)}; the checks are {', '.join(CHECKS)}"


def disabled_checks(setting: Any, language: str) -> frozenset[str]:
    """Return the names of the checks that ``catalog_lint_disable`` switches off for a language.

    It is a list for all languages, or lists by the codes of languages.
    """
    return frozenset(of_language(setting, language) if isinstance(setting, Mapping) else setting)


def warnings(message: Message, disabled: Collection[str] = ()) -> list[Diagnostic]:
    """Return what a person should look at in a translation that could be used as it is."""
    off = {*disabled, *(OF_PAGES if message.domain == UI_DOMAIN else ())}
    found = (diagnostic for name, run in CHECKS.items() if name not in off for diagnostic in run(message))
    return list(dict.fromkeys(found))


def suppressions(comment: str) -> dict[str, str]:
    """Return rule and reason of each line ``no-check RULE: REASON`` of a translator's comment."""
    return {match["rule"]: match["reason"] for match in SUPPRESSION.finditer(comment)}


def of_suppressions(suppressed: Mapping[str, str], found: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each suppression without a reason, of a rule that is not among those found, or of none."""
    for rule, reason in suppressed.items():
        if rule in ERRORS:
            words = f"can't switch off {rule!r}, which names translations that can't be used"
            yield Diagnostic("no-check", words, "mend the translation, and delete that comment")
        elif rule not in CHECKS:
            yield Diagnostic("no-check", f"names no check: {shown(rule)!r}", f"the checks are {', '.join(CHECKS)}")
        elif rule not in found:
            yield Diagnostic("no-check", f"switches off {rule!r}, which finds nothing", "delete that comment")
        elif not reason:
            yield Diagnostic("no-check", f"switches off {rule!r} without a reason", f"write # no-check {rule}: why")


def diagnostics(
    entry: polib.POEntry, domain: str, source: str, language: str, context: Context, disabled: Collection[str] = ()
) -> list[Diagnostic]:
    """Return the warnings of a message without an error, but for those suppressed with a reason.

    ``disabled`` are the names of checks that conf.py switches off.
    """
    found = warnings(Message(entry.msgid, entry.msgstr, domain, source, language, context), disabled)
    suppressed = {rule: reason for rule, reason in suppressions(entry.tcomment).items() if rule not in disabled}
    reported = [diagnostic for diagnostic in found if not suppressed.get(diagnostic.rule)]
    return reported + list(of_suppressions(suppressed, {diagnostic.rule for diagnostic in found}))
