"""Print the version of this Python and the codes of the languages in conf.py, for the Makefile.

Usage: python docs/_tools/list_languages.py

It runs before anything is installed.  Raises SystemExit if this Python is too old, or, with the line
of conf.py where there is one, if conf.py can't be read or its list is none that a Makefile can hold.
"""

import re
import sys
import traceback
from pathlib import Path

# First of all, and in words that an old Python understands.
if sys.version_info < (3, 11):
    sys.exit("%s is not Python 3.11 or newer; name one that is: make PYTHON=python3.12" % sys.executable)

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

# As gettext writes it: also the name of a folder, a word in a Makefile, a part of an address.
CODE = re.compile(r"[A-Za-z]{2,8}(_[A-Za-z0-9]{1,8})*")


def fault_of(error: Exception) -> str:
    """Return what is wrong with conf.py, with the line of it that raised the error."""
    if isinstance(error, SyntaxError):
        return f"conf.py:{error.lineno or 1}: {error.msg}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if Path(frame.filename) == ROOT / "conf.py"]
    return f"conf.py:{lines[-1] if lines else 1}: {type(error).__name__}: {error}"


def languages() -> list[str]:
    """Return the codes; raise SystemExit if there are none, or one that is no code."""
    try:
        import conf

        codes = list(conf.languages)
    except Exception as error:  # conf.py is a program: anything
        sys.exit(f"{fault_of(error)}; mend it")
    wrong = [code for code in codes if not isinstance(code, str) or not CODE.fullmatch(code)]
    if wrong or not codes:
        what = f"{wrong[0]!r} is not a code of a language" if wrong else "'languages' is empty"
        sys.exit(f"conf.py: {what}; write codes as gettext does: en, pt_BR, zh_Hant")
    return codes


if __name__ == "__main__":
    print("%d.%d" % sys.version_info[:2], *languages())
