"""What is said of an error that ends a build: where it is met, what is wrong, and what to do."""

import errno
import os
import re
import shutil
import traceback
from pathlib import Path

from translated_docs.jobs.remedies import OTHERWISE
from translated_docs.jobs.warning_stream import QUOTED, place_in_settings
from translated_docs.paths import ROOT, visible_files
from translated_docs.settings import conf, place, relative, source_folder

# By the words of an error that ends a build: Sphinx's, which say not what to do.
BY_ERROR = {
    "in rendering the page": "correct the template, or html_theme and html_sidebars: the templates here go with Furo",
    "math_renderer": "correct html_math_renderer, or take it out",
    "needs the extension|extension used by this": "name another version of it in extension_requirements, or take out what asks for it",
    "needs at least Sphinx": "take needs_sphinx out",
    "isn't a Python callable": "begin it with 'def setup(app):', or rename it",
    "no theme named": "write html_theme = \"furo\", and no epub_theme; others need templates of their own (docs/_ext/CHANGING.md)",
    "parser for .* not registered": "correct source_suffix, which has {\".md\": \"markdown\"}",
    "or custom template named": "correct typst_template and typst_templates_path",
}
IN_FILE = re.compile(r'^ +File "([^"]+)", line (\d+)', re.MULTILINE)  # of a traceback


def not_imported(error: Exception) -> str:
    """Return what is said of an extension that can't be imported, by Sphinx's ExtensionError, which names it and has why."""
    remedy = "name what it needs in extension_requirements, or take it out of extensions"
    names = [*QUOTED.findall(str(error.orig_exc)), *re.findall(r"extension (\S+)", str(error))]
    return f"{place_in_settings(names)}: an extension can't be imported ({error.orig_exc}); {remedy}"


def not_listed(error: BaseExceptionGroup) -> str:
    """Return what is said of a name in a list of autosummary that can't be imported, with the first line that has it alone."""
    whole = error.__context__  # with the name in the module, where the error is of the module
    name = (whole if isinstance(whole, BaseExceptionGroup) else error).message.split()[-1]
    folder = source_folder()
    pages = (page for page in visible_files(folder) if page.suffix in conf.source_suffix)
    lines = ((page, number, line.strip().lstrip("~")) for page in pages for number, line in enumerate(page.read_text("utf-8", "replace").splitlines(), 1))
    # Of a module that `currentmodule` names, the line has the rest.
    places = (f"{relative(page)}:{number}" for page, number, word in lines if word and f".{name}".endswith(f".{word}"))
    remedy = "correct it, let extension_requirements in conf.py name its package, or sys.path have its folder; where pages only show such a list, set autosummary_generate = False"
    return f"{next(places, relative(folder))}: autosummary can't import {name} ({error.exceptions[0]}); {remedy}"


def sphinx_error(error: Exception) -> str:
    """Return an error of Sphinx that ends a build, with what to do; one of ours says it already, with its place."""
    words = re.sub(r" in \[.*\]", "", " ".join(str(error).replace(f"{ROOT}/", "").split()))  # folders of this machine
    told = next((told for pattern, told in BY_ERROR.items() if re.search(pattern, words)), "")
    if not told and "; " in words:
        return str(error).replace(f"{ROOT}/", "")
    if "unable to load the master document" in words:
        page = f"{relative(source_folder())}/{conf.root_doc}.md"
        return f"{place('(?:root|master)_doc')}: the first page, {page}, is not there; write it, or name another in root_doc"
    names = [*QUOTED.findall(words), *re.findall(r"(?:^The|the extension) (\S+)", words), *re.findall(r"\b[a-z]+_\w+", told)]
    # Of a template that is not there, conf.py has the name, or another template has it.
    in_conf = "TemplateNotFound" in words and place_in_settings(QUOTED.findall(words)).removesuffix("conf.py:1")
    return f"{in_conf or place_in_template(error) or place_in_settings(names)}: {words.rstrip('.')}; {told or OTHERWISE}"


def place_in_template(error: Exception) -> str:
    """Return the line of a template of the guide's own that could not be rendered, which Jinja puts into the traceback; "" if there is none."""
    frames = traceback.extract_tb(error.__cause__.__traceback__) if error.__cause__ else []
    own = [(file, frame.lineno) for frame in frames if (file := Path(frame.filename)).is_relative_to(ROOT) and file.suffix != ".py"]
    return next((f"{relative(file)}:{line}" for file, line in reversed(own) if not file.is_relative_to(ROOT / ".venv")), "")


def cannot_write(error: OSError) -> str:
    """Return what to do when the disk is full, or a file is not ours to write, or to read."""
    file, why = error.filename, error.strerror or error
    if isinstance(error, shutil.Error):  # a list, one entry a file that could not be copied
        file, _copy, why = error.args[0][0]
    file = relative(Path(file)) if isinstance(file, (str, Path)) and Path(file).is_absolute() else file or "build"
    if isinstance(error, PermissionError) and os.path.exists(error.filename or "") and not os.access(error.filename, os.R_OK):
        return f"{file}: can't be read ({why}); give it the rights"
    if isinstance(error, (FileExistsError, NotADirectoryError, IsADirectoryError)):
        return f"{file}: can't be written ({why}); delete the file or folder that is in its way"
    remedy = "shorten the name of the page, or of its folder" if error.errno == errno.ENAMETOOLONG else "make room, or give it the rights"
    return f"{file}: can't be written ({why}); {remedy}"


def in_extension(trace: str) -> tuple[str, Path, str]:
    """Return the last place of a traceback in an extension that a guide adds: its name, file and line; "" and no file if there is none."""
    names = [name for name in conf.extensions if not name.startswith(("sphinx.", "translated_docs.", "myst_parser", "sphinxcontrib_typstbuilder"))]
    modules = {name: re.compile(rf"/{re.escape(name.replace('.', '/'))}(?:/.+)?\.py") for name in names}
    found = [
        (name, Path(file), line) for file, line in IN_FILE.findall(trace) for name, module in modules.items() if module.search(file)
    ]  # fmt: skip
    return found[-1] if found else ("", Path(), "")


def unexpected_error(error: BaseException, place: str, file: Path) -> str:
    """Keep the traceback of an error that nobody has foreseen in a file; return what to say of it.

    ``place`` is where in the sources the error was met.
    """
    trace = getattr(error, "traceback", None) or "".join(traceback.format_exception(error))  # of another process as text
    file.write_text(trace, encoding="utf-8")
    of_process, error = hasattr(error, "traceback"), getattr(error, "orig_exc", None) or error  # what an extension has raised
    in_settings = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(ROOT / "conf.py")]
    place = f"conf.py:{in_settings[-1]}" if in_settings else place
    last = (trace if of_process else str(error)).strip().splitlines()[-1:] or [""]
    words = f"{type(error).__name__}: {last[0]}"
    name, module, line = in_extension(trace)
    if module.is_relative_to(ROOT) and not module.is_relative_to(ROOT / ".venv"):  # which is the guide's own
        return f"{relative(module)}:{line}: {words}; mend it, and build/{file.name} has more"
    if not in_settings and place.startswith("conf.py") and name:
        remedy = "take it out of extensions, or name another version of it in extension_requirements"
        return f"{place_in_settings([name])}: the extension {name} can't be set up ({words}); {remedy}"
    return f"{place}: can't be built ({words}); undo what was last changed there, and report build/{file.name}"
