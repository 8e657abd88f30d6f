"""What to do about the warnings that docutils, MyST and Sphinx give, as ``file:line: what is wrong; what to do``."""

import os
import re
import shutil
import sys
import traceback
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TextIO

from translated_docs.paths import ROOT
from translated_docs.settings import WRITTEN, catalogs_folder, conf, place, relative, source_folder

# By the words of a warning, where its type says too little, or where it has none.  What ``word``
# stands for is what the line that is named must hold: some warnings name that of the block.
BY_WORDS = {
    # Of MyST's and docutils' directives and roles.
    r"Unknown option key: '(?:param|type|returns?|rtype|raises|var)\b": "leave a blank line above it, where the content begins",
    r"Unknown option key": "correct the option's name, or take it out",
    r"Invalid option value": "correct the option's value, or take it out",
    r"Invalid '(?:width|height)' attribute value": "write a number and a unit, as 30%, 200px or 5cm",
    r"Invalid 'align' attribute value": "write left, center or right",
    r"Invalid options format": "write one option a line, as ':name: value', and a value that has quotes in it in other quotes, as ':name: '\"a\", \"b\"''",
    r"'meta' cannot be mocked": "write it at the head of the page, between two lines of '---': 'myst:', 'html_meta:' and 'description: …'",
    r"cannot be mocked": "write it in Markdown, or put it into an {eval-rst} as '.. name::'",
    r"ValueError: list\.remove\(x\)": "for a name that it can't have, write '(name)=' in the line above it",
    r"Transition must be child": "a rule stands between the blocks of a section; take it out of what it stands in",
    r"Error with CSV data": "close each quote, and write a quote within quotes twice",
    r"widths do not match": "name as many widths as the table has columns, or 'auto'",
    r"header row\(s\) specified but": "name no more of them than the table has, with one row below at least",
    r"Invalid context: the \"(?:date|unicode)\"": "write the words themselves: it is for substitutions of reStructuredText alone",
    r"Malformed YAML": "write one 'name: value' a line, between the first two of '---', quotes around a value with ': ', and no tabs",
    r"YAML is not a dict|'myst' key not a dict|of type <class 'dict'>|is not a dictionary":
        "write one 'name: value' a line, below the name it belongs to and indented",
    r"may not begin with a transition": "close the head of the page with a second line of '---', or take the first one out",
    r"'slide': \d argument\(s\) required": "write its number and its title after its name, as ':::{slide} 3 Title'",
    r"'(?:image|figure)': \d argument\(s\) required": "write the path of the picture after its name",
    r"directive: two-level bullet list expected": "begin each row with '* -', and each other cell of it with '-' in a line below",
    r"directive path: .*No such file|Include file .* not found|\"include\": file not found": "add the file, or correct its path",
    r"text not found \"(?P<word>[^\"]+)": "name words of the file",
    r"lexer name '\{": "close the brace behind the directive's name, as {note}",
    r"argument\(s\) required": "write what it needs after its name",
    r"Content block expected": "write what it is to hold between its first line and its last",
    r"Splitting content across first line and body": "write all of the content below the options",
    r"Directive \"include\" disabled|File .*(?:disabled|deactivated)":
        "write the words into the page itself, or set file_insertion in conf.py",
    r"[Dd]irective disabled": "write the words into the page itself, in Markdown",
    r"Figure caption must be a paragraph": "begin with the caption, a paragraph",
    r"uniform two-level bullet list expected|does not contain the same number of items": "give each row as many items as the first",
    r"exactly one table expected": "write one table, and nothing else, into it",
    r"invalid line number spec|line number spec is out of range": "name lines that there are, as '1,3-5'",
    r"emphasize_lines": "name lines that there are, as '1,3-5'",
    r"start-string without end-string": "close it, or put a backslash before it",
    r"Undefined substitution referenced": "write its words, or {{ name }} outside of eval-rst, or take the bars around it out",
    r"only directive expression": "name a builder, such as html or pdf",
    r"'(?P<word>[^']+)' (?:is a role as|points somewhere as) reStructuredText": "",
    r"Substitution error: ?TemplateSyntaxError: unexpected (?:'[<%/]'|char '#')":
        "it is of another program's templates; write what it stands for, as ![words](file) or :::{note}, or put it into `code`",
    r"Substitution error: ?UndefinedError: '(?P<word>[^']+)'": "add it to myst_substitutions of conf.py, or write the words themselves",
    r"Unicode error occurred when rendering": "save the templates of templates_path with the encoding UTF-8",
    # Of settings.
    **{rf"config value `(?P<word>\w+)' has .*expected .*`{kind.__name__}'": f"write it as {way}" for kind, way in WRITTEN.items()},
    r"default role (?P<word>\S+) not found": "correct default_role in conf.py, or take it out",
    # Of labels, footnotes and terms.
    r"[Dd]uplicate (?:explicit target name: \"(?P<word>[^\"]+)|label |ID\b)": "rename one of the two labels",
    r"Too many autonumbered footnote references": "define each footnote once, as '[^name]: text'",
    r"Unknown target name: \"(?P<word>[^\"]+)": "define the footnote, as '[^name]: text', or correct its name",
    r"Duplicate footnote definition found for label: '(?P<word>[^']+)": "keep one of the two definitions, or give the note a name that no label has",
    r"Footnote \[.+\] is not referenced": "refer to the footnote with [^name], or remove it",
    r"[Dd]uplicate term description of (?P<word>.+), other": "describe the term once, or rename one of the two",
    r"glossary term must be preceded": "write a blank line above it",
    r"glossary terms must not be separated": "take out the blank lines between them, or write below each what it means, indented",
    r"(?P<word>glossary) seems": "write each term in a line of its own, what it means below it, indented",
    r"A title or caption not found": "write words for the link, as {ref}`words <label>`",
    r"Any number is not assigned|numfig is disabled|the link has no caption": "refer to it by its words, as [](#label)",
    r"target not found: ''": "write where the link leads, as [words](#label)",
    r"target not found: '(?P<word>www\.[^']+)": "write https:// before it",
    r"target not found: '(?P<word>[^'/#@:]+@[^'/]+\.\w+)": "write mailto: before it",
    r"target not found: '(?P<word>[a-z][a-z0-9+.-]+:[^']*)": "correct what stands before the colon, or name it in myst_url_schemes of conf.py",
    r"target not found: '(?P<word>[^'#]*\.\w+)": "correct the path from this page, or add the file",
    r"No matches for '[^']*?\*?\.?(?P<word>[^':*]+)'": "",
    # Of pages, toctrees and files.
    r"the page '(?P<word>[^']+)' is in the toctree of": "",
    r"^\S*?(?P<page>[^:]+)\.\w+:\d+: \w+: toctree contains reference to nonexisting document '(?P<word>(?P=page))'":
        "a page can't stand in its own toctree; take it out",
    r"nonexisting document '(?P<word>(?:[-*+] |\[)[^']*)'": "write the name of the page alone, without marks",
    r"nonexisting document '(?P<word>[^']+, [^']*)'": "write each page in a line of its own",
    r"toctree contains reference to \w+ document '(?P<word>[^']+)'": "",
    r"duplicated entry found in toctree: (?P<word>\S+)": "take one of the two out",
    r"toctree glob pattern '(?P<word>[^']+)' didn't match": "correct the pattern, or take it out",
    r"file not readable: (?:.*/)?(?P<word>[^/]+?)(?: \[|$)": "",
    r"multiple files found for the document": "keep one of them",
    r"Ignored unreadable document": "give the file the rights to be read",
    r"Pygments lexer name '(?P<word>mermaid|plantuml)' is not known": "save the drawing as an SVG, and name that: ![words](drawing.svg)",
    r"Pygments lexer name '(?P<word>math)' is not known": "write $$ in lines of their own before and behind the formula",
    r"Pygments lexer name '(?P<word>\w+:[^']+)' is not known": "write ```{code-block} and the language, and the file as :caption: below it",
    r"Pygments lexer name '(?P<word>[^']+)' is not known": "name a language that Pygments knows, or 'text'",
    r"Lexing literal_block": "mend the code, or name another language, or 'text'",
}
# By the type that Sphinx prints in brackets at the end.
BY_TYPE = {
    "design.grid": "write its content into :::{grid-item}, and more colons around those",
    "design.tab_code": "give code with a caption a {tab-item} in a {tab-set}",
    "design.tab": "write {tab-set} with more colons around {tab-item}, and nothing else between them",
    "download.not_readable": "add the file, or correct its path",
    "i18n.inconsistent_references": "use the links and footnotes of the source in the translation",
    "image.not_readable": "add the picture, or correct its path",
    "myst.directive_comments": "put quotes around a value that has '#' in it, or take the comment out of the options",
    "myst.directive_unknown": "correct the directive's name",
    "myst.duplicate_def": "keep one of the two definitions",
    "myst.header": "begin with '#' and go down one level at a time",
    "myst.html": "write it in Markdown: a page holds no HTML",
    "myst.iref_ambiguous": "write the whole address of the page",
    "myst.iref_missing": "write the whole address of the page",
    "myst.role_unknown": "remove the role, or correct its name",
    "myst.strikethrough": "take the tildes out: the books have no such letters",
    "myst.substitution": "write the words themselves",
    "myst.topmatter": "mend what stands between the first two lines of '---'",
    "myst.xref_ambiguous": "name the page with the label, as [](page.md#label)",
    "myst.xref_missing": "correct the label, or add '(label)=' above the heading it should lead to",
    "ref": "correct the name, write it as `code`, or, if it is of another manual, add it to nitpick_ignore in conf.py",
    "ref.any": "say what it is: {ref} or {doc}, of a button :ref-type: ref or doc",
    "ref.doc": "correct the page's name",
    "ref.eq": "correct the label, or write it behind the equation, as '$$ (label)'",
    "ref.footnote": "refer to the footnote with [^name], or remove it",
    "ref.numref": "correct the label: it is that of a picture, a table or code with a caption",
    "ref.ref": "correct the label, or add '(label)=' above the heading it should lead to",
    "ref.term": "correct the term, or add it to the glossary",
    "toc.circular": "take the page out of one of the toctrees",
    "toc.excluded": "take it out of the toctree, or rename it: no page is made of it",
    "toc.no_title": "begin that page with '(label)=' and '# Title'",
    "toc.not_included": "put the page into a toctree: write its name in the list at the end of another page, as index.md",
    "toc.not_readable": "add the page, or take it out of the toctree",
}
# Of warnings without a place, those of conf.py.
OF_SETTINGS = re.compile(
    r"config(?:uration)? value\b|configuration invalid|theme option|_path entry|(?:logo|favicon) file|(?:css|js)_file|inventories|intersphinx_mapping|setting up extension|primary_domain"
)
# By the words of an error that ends a build: Sphinx's, which say not what to do.
BY_ERROR = {
    "in rendering the page": "correct the template, or html_theme and html_sidebars: the templates here go with Furo",
    "math_renderer": "correct html_math_renderer, or take it out",
    "needs at least Sphinx": "take needs_sphinx out",
    "isn't a Python callable": "begin it with 'def setup(app):', or rename it",
    "no theme named": "write html_theme = \"furo\"; another one needs templates of its own (docs/_ext/CHANGING.md)",
    "parser for .* not registered": "correct source_suffix, which has {\".md\": \"markdown\"}",
    "or custom template named": "correct typst_template and typst_templates_path",
}
# What is named and costs no build: each output has the words at least.
NOTICES = ("config.file", "config.misspelt", "design.card_legacy", "output.unknown_node", "page.html", "page.script", "sources.inventory", "sources.outside_picture")
OTHERWISE = "correct it there, or take it out"
WITHOUT_PLACE = "correct in conf.py what it is of, or take that out"
# https://github.com/sphinx-doc/sphinx/blob/v9.0.4/sphinx/domains/std/__init__.py
IN_LANGUAGE = (
    "glossary term must be preceded by empty line",
    "glossary terms must not be separated by empty lines",
    "glossary seems to be misformatted, check indentation",
)

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TYPE = re.compile(r"\[([\w.]+)\]\s*$")
# Sphinx 9.0 names the type of a warning twice if the page was read or written in another process.
TYPE_TWICE = re.compile(r"( \[[\w.]+\])\1\s*$")
# What docutils shows of the source below an error.
SOURCE_SHOWN = re.compile(r"\n[ \t]*(?:`{3,}|:{3,}|\.\. )(?s:.*?)(?= \[[\w.]+\]\s*$|\Z)")
PLACE = re.compile(r"(?P<file>[^:\n]+\.\w+):?(?P<line>\d*)(?=: (?:WARNING|ERROR|SEVERE|CRITICAL): )")
# Where content/translation_units.py lets a translation stand, with what Sphinx and MyST put behind it.
IN_TRANSLATION = re.compile(r"(\.po)\.md:(\d*)(?::<translated>\S*?)?(?=: (?:WARNING|ERROR|SEVERE|CRITICAL): )")
# MyST and docutils say it again, with its place; of the label of an equation Sphinx has said it. That pages are read
# one by one, as an extension needs it, is no fault of theirs.
UNSAID = re.compile(
    r"WARNING: unknown (?:role|directive) name: |.*ERROR: Duplicate ID: \"equation-"
    r"|WARNING: the \S+ extension (?:does not declare if it )?is (?:not )?safe for parallel |WARNING: doing serial "
)
UNKNOWN = re.compile(r"Unknown (?:directive type: '|interpreted text role \")(?P<name>[^'\"]+).*\[myst\.(?P<kind>directive|role)_unknown\]")
# Directives and roles beside those of docutils.
OF_OTHERS = (
    "toctree code-block literalinclude glossary only versionadded versionchanged deprecated seealso slide drawing cards folded "
    "synonyms term ref doc numref kbd menuselection guilabel download file samp eq tab-set tab-item grid grid-item card"
).split()
QUOTED = re.compile(r"[\"'](.+?)[\"']")


@cache
def in_catalog() -> re.Pattern[str]:
    """Return a pattern for the place of a translation at the beginning of a warning."""
    folder = re.escape(relative(catalogs_folder()))
    return re.compile(
        rf"{folder}/(?P<language>[^/]+)/LC_MESSAGES/(?P<domain>[^:\n]+)\.po:(?P<line>\d+): "
        "(?:WARNING|ERROR|SEVERE|CRITICAL): "
    )


def remedy(warning: str) -> tuple[str, str | None]:
    """Return what to do about a warning in one line, and the word that its line must hold, if one is known."""
    word = None
    for pattern, words in BY_WORDS.items():
        if match := re.search(pattern, warning):
            word = match.groupdict().get("word") or word
            if words:
                return words, word
    kind = TYPE.search(warning)
    words = BY_TYPE.get(kind[1]) if kind else None
    if not words and "; " not in warning:  # ours say what to do themselves
        words = BY_TYPE.get(kind[1].partition(".")[0], OTHERWISE) if kind else OTHERWISE
    return words or "", word


def near_name(warning: str) -> str:
    """Return what a directive or a role that nobody knows may have been meant for, as the end of a remedy."""
    unknown = UNKNOWN.search(warning)
    if not unknown:
        return ""
    from docutils.parsers.rst.languages import en  # only now, like Sphinx

    known = [*(en.roles if unknown["kind"] == "role" else en.directives), *OF_OTHERS]
    near = get_close_matches(unknown["name"].lower().replace("_", "-"), known, 1, cutoff=0.75)
    return f", as {{{near[0]}}}" if near else ""


def in_english(warning: str) -> str:
    """Return a warning with what Sphinx says in the language of the build in English, as all else."""
    from sphinx.locale import _  # only now: who builds imports remedies before Sphinx

    for message in IN_LANGUAGE:
        warning = warning.replace(_(message), message)
    return warning


def not_imported(words: object) -> str:
    """Return what is said of an extension that can't be imported, which ``words`` say why."""
    remedy = "name what it needs in extension_requirements, or take it out of extensions"
    line = line_of(ROOT / "conf.py", 0, QUOTED.findall(f"{words}"), is_last=True)
    return f"conf.py:{line}: an extension can't be imported ({words}); {remedy}"


def line_of(file: Path, line: int, words: list[str], is_last: bool = False) -> int:
    """Return the line of a file that a warning is of: with the first of the words that stands in it.

    That which is named is kept if it has the word, or if no line has any.  Else it is that of a block, and the word stands
    below; of what is there twice (``is_last``), or above, the last one is meant.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return max(line, 1)
    for word in words:
        holding = [number for number, words_there in enumerate(lines, 1) if word in words_there]
        if holding:
            below = (number for number in holding if line and not is_last and number >= line)
            return next(below, line if line in holding else holding[-1])
    return max(line, 1)


class Warnings:
    """A stream for Sphinx's warnings: one line each, with its place at the beginning and the remedy at its end.

    Paths are printed relative to ``root``, so that an editor can follow them.  What is wrong with a translation
    is not printed but kept in ``of_catalogs``; ``errors`` counts all else but notices, which is in ``files``.
    """

    def __init__(self, root: Path, stream: TextIO = sys.stderr) -> None:
        self.root = root
        self.stream = stream
        self.errors = 0
        self.files: set[str] = set()
        self.of_catalogs: list[str] = []

    def write(self, text: str) -> None:
        """Print a warning; Sphinx writes each at once, however many lines it has."""
        warning = SOURCE_SHOWN.sub("", ANSI.sub("", text).replace(f"{self.root}/", ""))
        warning = IN_TRANSLATION.sub(r"\1:\2", warning)
        warning = TYPE_TWICE.sub(r"\1", " ".join(warning.split()))
        if not warning or UNSAID.match(warning):
            return
        line = self.with_remedy(warning if warning.isascii() else in_english(warning))
        kind = TYPE.search(warning)
        is_notice = kind is not None and kind[1] in NOTICES
        if not in_catalog().match(line):
            if not is_notice:
                self.errors += 1
                self.files.add(line.partition(":")[0])
            print(line, file=self.stream)
        elif not is_notice:  # a translation has it from its page, of which it is said
            self.of_catalogs.append(line)

    def rejected(self) -> list[tuple[str, str, int, str]]:
        """Return language, domain, line and words of each translation that Sphinx itself has warned of."""
        places = [in_catalog().match(line) for line in self.of_catalogs if "[catalogs.error]" not in line]
        return [
            (place["language"], place["domain"], int(place["line"]), place.string[place.end() :].strip())
            for place in places
        ]

    def with_remedy(self, warning: str) -> str:
        """Return a warning with its place at the beginning and what to do at its end."""
        words, word = remedy(warning)
        place = PLACE.match(warning)
        if place:
            rest = warning[place.end() :]
            line = int(place["line"] or 0)
            is_exact = line and in_catalog().match(warning)  # that of an entry
            if not is_exact and (word or not line):
                names = [f"#{word}", word] if "[myst.iref_" in rest else [word]  # as a link to another manual has it: inv:key#name
                line = line_of(self.root / place["file"], line, names if word else QUOTED.findall(rest), "duplicate" in warning.lower())
            warning = f"{place['file']}:{line}{rest}"
        elif OF_SETTINGS.search(warning):
            names = [word] if word else QUOTED.findall(warning)
            warning = f"conf.py:{line_of(self.root / 'conf.py', 0, names, is_last=True)}: {warning}"
        elif words == OTHERWISE:
            words = WITHOUT_PLACE
        return f"{warning.rstrip('.')}; {words}{near_name(warning)}" if words else warning


def sphinx_error(error: Exception) -> str:
    """Return an error of Sphinx that ends a build, with what to do; one of ours says it already, with its place."""
    words = re.sub(r" in \[.*\]", "", " ".join(str(error).replace(f"{ROOT}/", "").split()))  # folders of this machine
    if "; " in words:
        return str(error).replace(f"{ROOT}/", "")
    if "unable to load the master document" in words:
        page = f"{relative(source_folder())}/{conf.root_doc}.md"
        return f"{place('root_doc')}: the first page, {page}, is not there; write it, or name another in root_doc"
    remedies = (remedy for pattern, remedy in BY_ERROR.items() if re.search(pattern, words))
    return f"conf.py:{line_of(ROOT / 'conf.py', 0, QUOTED.findall(words), is_last=True)}: {words.rstrip('.')}; {next(remedies, OTHERWISE)}"


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
    return f"{file}: can't be written ({why}); make room, or give it the rights"


def unexpected_error(error: Exception, place: str, file: Path) -> str:
    """Keep the traceback of an error that nobody has foreseen in a file; return what to say of it.

    ``place`` is where in the sources the error was met.
    """
    of_process = getattr(error, "traceback", None)  # of another process, as text
    file.write_text(of_process or "".join(traceback.format_exception(error)), encoding="utf-8")
    error = getattr(error, "orig_exc", None) or error  # what an extension has raised
    in_settings = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(ROOT / "conf.py")]
    place = f"conf.py:{in_settings[-1]}" if in_settings else place
    last = (of_process or str(error)).strip().splitlines()[-1:] or [""]
    words = f"{type(error).__name__}: {last[0]}"
    return f"{place}: can't be built ({words}); undo what was last changed there, and report build/{file.name}"
