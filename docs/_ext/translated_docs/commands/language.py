"""Add a language to the list in conf.py and make its catalogs, or take it out of the list.

Usage: python -m translated_docs.commands.language CODE
       python -m translated_docs.commands.language CODE --remove
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Callable
from functools import partial

from translated_docs.catalogs.languages import canonical_code, locale_of, own_name, same_language, script
from translated_docs.commands.catalogs import update
from translated_docs.fonts import without_letters
from translated_docs.jobs.runner import run_and_report
from translated_docs.paths import ROOT
from translated_docs.settings import catalogs_folder, conf, relative

languages = conf.languages
SETTINGS = ROOT / "conf.py"
LIST = re.compile(r"^languages = \{\n(?P<lines>.*?)^\}$", re.MULTILINE | re.DOTALL)


def codes_in(lines: str) -> set[str] | None:
    """Return the codes in the lines of a list of languages, or None if it is not Python."""
    try:
        return set(ast.literal_eval(f"{{\n{lines}}}"))
    except (SyntaxError, ValueError):
        return None


def changed_settings(change: Callable[[str], str], code: str) -> str:
    """Return the text of conf.py after a change of the lines of its list; all others stay as they were written.

    Raises SystemExit if they are not such that it adds or removes this one code.
    """
    text = SETTINGS.read_text(encoding="utf-8")
    found = LIST.search(text)
    lines = change(found["lines"]) if found else ""
    before, after = codes_in(found["lines"]) if found else None, codes_in(lines)
    if before is None or after is None or before ^ after != {code}:
        line = text[: found.start()].count("\n") + 1 if found else 1
        sys.exit(f"conf.py:{line}: 'languages' has not one language a line, each with a comma; write it like that")
    return text[: found.start("lines")] + lines + text[found.end("lines") :]


def code_of(name: str) -> str | None:
    """Return the code of a language by its name, in English, in a language of the list, or in its own: "German", "Deutsch"."""
    lists = [locale_of(language).languages for language in ("en", *languages)]
    by_names = {known.casefold(): code for listed in lists for code, known in listed.items()}
    found = by_names.get(name.casefold()) or next((code for code in lists[0] if own_name(code).casefold() == name.casefold()), "")
    return canonical_code(found)


def normalized(code: str) -> str:
    """Return a code as gettext writes it ("pt_BR").

    Raises SystemExit if it can be no language's, its language is there already, or its script can't be printed.
    """
    canonical = canonical_code(code)
    if not canonical:
        shown = code if code.isprintable() else repr(code)
        meant = code_of(code.strip()) or canonical_code(code.strip())
        remedy = f"write CODE={meant}" if meant else "write one of Unicode's CLDR, as fr for French, zh_CN or ar"
        sys.exit(f"{shown}: not the code of a language; {remedy}")
    for other in languages:
        if same_language(canonical, other):
            what = f"{code}: " if code == other else f"{code}: the same language as {other}, which "
            sys.exit(f"{what}is there already; its catalogs are in {relative(catalogs_folder())}/{other}/")
    if remedy := without_letters(script(canonical)):
        sys.exit(f"{code}: the book has no letters of its script ({script(canonical)}); {remedy}")
    return canonical


def add(code: str) -> None:
    """Add a language to the list, with its catalogs; raise SystemExit if it can't be."""
    code = normalized(code)
    line = f"    {json.dumps(code)}: {json.dumps(own_name(code), ensure_ascii=False)},\n"
    settings = changed_settings(lambda lines: lines + line, code)
    update([*languages, code])
    SETTINGS.write_text(settings, encoding="utf-8")
    print(
        f"{own_name(code)} ({code}) is in the list in conf.py; its catalogs are in {relative(catalogs_folder())}/{code}/.\n"
        "Translate one, see it with 'make live', build all with 'make'."
    )


def remove(code: str) -> None:
    """Take a language out of the list; raise SystemExit if it is not there, or is that of the pages."""
    if code not in languages:
        code = canonical_code(code) or code
    if code not in languages:
        shown = code if code.isprintable() else repr(code)
        sys.exit(f"{shown}: not in the list, which has {', '.join(languages)}")
    if code == next(iter(languages)):
        sys.exit(f"{code}: the language of the pages can't be removed")
    line = re.compile(rf"^[ \t]*(['\"]){re.escape(code)}\1[ \t]*:.*\n", re.MULTILINE)
    SETTINGS.write_text(changed_settings(lambda lines: line.sub("", lines), code), encoding="utf-8")
    print(f"{code} is out of the list in conf.py; its catalogs stay in {relative(catalogs_folder())}/{code}/ until you delete them.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("code")
    parser.add_argument("--remove", action="store_true")
    arguments = parser.parse_args()
    run_and_report(partial(remove if arguments.remove else add, arguments.code))


if __name__ == "__main__":
    main()
