"""Print what the Makefile asks for: this Python's version, outputs of one language, languages, folders, packages.

Usage: python -m translated_docs.commands.make_variables

It runs before anything is installed.  Raises SystemExit if this Python is too old, or, with the line
of conf.py where there is one, if conf.py can't be read or its list is none that a Makefile can hold.
"""

import sys

# First of all. The whole file is read before: it has nothing that Python 2 can't parse.
if sys.version_info < (3, 11):
    sys.exit("%s is not Python 3.11 or newer; name one that is: make PYTHON=python3.12" % sys.executable)

import re
from pathlib import Path
from zlib import crc32

from translated_docs.outputs import monolingual
from translated_docs.settings import catalogs_folder, place, relative, source_folder
from translated_docs.utf8 import LineError, decode

ROOT = Path(__file__).resolve().parents[4]

# As gettext writes it: also the name of a folder, a word in a Makefile, a part of an address.
CODE = re.compile(r"[A-Za-z]{2,8}(_[A-Za-z0-9]{1,8})*")


def error_of(error):
    """Return (str) what is wrong with conf.py, with the line of it that raised the error (Exception), and what to do."""
    if isinstance(error, ModuleNotFoundError) and error.name == "conf":
        return "conf.py:1: there is no such file; get it back from Git"
    if isinstance(error, SyntaxError):
        if re.search("can't decode|Non-UTF-8", error.msg):  # each Python names another line
            try:
                decode((ROOT / "conf.py").read_bytes())
            except LineError as wrong:
                return "conf.py:%d: %s" % (wrong.line, wrong)
        return "conf.py:%d: %s; mend it" % (error.lineno or 1, error.msg)
    if isinstance(error, PermissionError) and str(error.filename).endswith("conf.py"):
        return "conf.py:1: can't be read (%s); give it the rights" % error.strerror
    import traceback  # only now: a tenth of the time of this program

    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if Path(frame.filename) == ROOT / "conf.py"]
    line = lines[-1] if lines else 1
    if isinstance(error, ModuleNotFoundError):
        return (
            "conf.py:%d: %s: make reads this file before anything is installed; correct the name, or import it within "
            "setup(app), or in a module that 'extensions' names" % (line, error)
        )
    return "conf.py:%d: %s: %s; mend it" % (line, type(error).__name__, error)


def languages():
    """Return the codes (list of str); raise SystemExit if there are none, or one that is no code."""
    try:
        from translated_docs.settings import conf, folder_error, type_error

        error = type_error() or folder_error()
        if error:
            sys.exit(error)
        codes = list(conf.languages)
    except Exception as error:  # conf.py is a program: anything
        sys.exit(error_of(error))
    wrong = [code for code in codes if not isinstance(code, str) or not CODE.fullmatch(code)]
    if wrong or not codes:
        what = "%r is not a code of a language" % (wrong[0],) if wrong else "'languages' is empty"
        sys.exit("%s: %s; write codes as gettext does: en, pt_BR, zh_Hant" % (place("languages"), what))
    return codes


def pattern(path):
    """Return a path as a pattern of a shell that a Makefile can hold (str)."""
    return re.sub(r"[^\w./-]", "?", str(path))


def folders():
    """Return (list of str) the folders of pages, of catalogs, and what html_static_path has outside of the first."""
    from translated_docs.settings import conf

    source, catalogs = source_folder(), catalogs_folder()
    paths = [ROOT / str(entry) for entry in conf.html_static_path]
    static = [path for path in paths if source not in path.parents]
    named = {"source": [relative(source)], "catalogs": [relative(catalogs)], "static": static}
    return ["%s:%s" % (name, pattern(path)) for name, paths in named.items() for path in paths]


def packages():
    """Return (list of str) a digest of what conf.py wants installed for its extensions, if it wants anything."""
    from translated_docs.settings import conf

    wanted = "\n".join(conf.extension_requirements)
    return ["packages:%08x" % crc32(wanted.encode())] if wanted else []


if __name__ == "__main__":
    # First what is known whatever conf.py says.
    print(" ".join(["%d.%d" % sys.version_info[:2]] + ["output:%s" % output.name for output in monolingual()]))
    print(" ".join(languages() + folders() + packages()))
