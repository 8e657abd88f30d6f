"""Add a language to the list in conf.py and make its catalogs, or take it out of the list.

Usage: python docs/_tools/add_language.py CODE
       python docs/_tools/add_language.py CODE --remove
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from conf import languages  # noqa: E402
from languages import known_locale, own_name, script  # noqa: E402
from pdf import SCRIPTS  # noqa: E402
from update_catalogs import update  # noqa: E402

SETTINGS = ROOT / "conf.py"
LIST = re.compile(r"^languages = \{\n(?P<lines>.*?)^\}$", re.MULTILINE | re.DOTALL)


def settings_with(wanted: dict[str, str]) -> str:
    """Return the text of conf.py with another list of languages, one a line.

    Raises SystemExit if the list that is there can't be found.
    """
    text = SETTINGS.read_text(encoding="utf-8")
    lines = "".join(f'    "{code}": "{name}",\n' for code, name in wanted.items())
    changed, found = LIST.subn(f"languages = {{\n{lines}}}", text)
    if found != 1:
        sys.exit("conf.py:1: 'languages' is not a list with one language a line; write it like that")
    return changed


def normalized(code: str) -> str:
    """Return a code as gettext writes it ("pt_BR").

    Raises SystemExit if it can be no language's, or its script can't be printed.
    """
    code = code.replace("-", "_")
    if not known_locale(code):
        sys.exit(f"{code}: not the code of a language; take one from the list of Unicode's CLDR: fr, zh_CN, ar")
    if script(code) not in SCRIPTS:
        sys.exit(
            f"{code}: the book has no letters of its script ({script(code)}); add a package with a font to "
            ".requirements.in, its folder to docs/_ext/pdf.py and its name to docs/_typst/book.typ"
        )
    return code


def add(code: str) -> None:
    code = normalized(code)
    if code in languages:
        sys.exit(f"{code}: is there already; its catalogs are in locale/{code}/")
    settings = settings_with({**languages, code: own_name(code)})
    update([*languages, code])  # first: if it can't be done, the list stays as it is
    SETTINGS.write_text(settings, encoding="utf-8")
    print(
        f"{own_name(code)} ({code}) is in the list in conf.py; its catalogs are in locale/{code}/.\n"
        "Translate one, see it with 'make live', build all with 'make'."
    )


def remove(code: str) -> None:
    if code not in languages:
        sys.exit(f"{code}: not in the list, which has {', '.join(languages)}")
    if code == next(iter(languages)):
        sys.exit(f"{code}: the language of the pages can't be removed")
    settings = settings_with({other: name for other, name in languages.items() if other != code})
    SETTINGS.write_text(settings, encoding="utf-8")
    print(f"{code} is out of the list in conf.py; its catalogs stay in locale/{code}/ until you delete them.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("code")
    parser.add_argument("--remove", action="store_true")
    arguments = parser.parse_args()
    (remove if arguments.remove else add)(arguments.code)


if __name__ == "__main__":
    main()
