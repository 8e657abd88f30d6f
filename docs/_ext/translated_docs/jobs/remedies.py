"""What to do about what docutils, MyST and Sphinx warn of: by the words of a warning, else by its type.

Warnings of ours say it themselves (content/warnings.py).
"""

import re
from difflib import get_close_matches

from translated_docs.settings import WRITTEN

OTHERWISE = "correct it there, or take it out"
# By the words of a warning, where its type says too little, or where it has none.  What ``word``
# stands for is what the line that is named must hold: some warnings name that of the block.
BY_WORDS = {
    # Of MyST's and docutils' directives and roles.
    r"Unknown option key: '(?:(?:param|type|returns?|rtype|raises|var)\b|[^']*[^'\x00-\x7f])": "leave a blank line above it, where the content begins",
    r"Unknown option key": "correct the option's name, or take it out",
    r"Invalid option value": "correct the option's value, or take it out",
    r"Invalid '(?:width|height)' attribute value": "write a number and a unit, as 30%, 200px or 5cm",
    r"Invalid 'align' attribute value": "write left, center or right",
    r"Invalid 'start' attribute value": "write a number",
    r"Invalid options format": "write one option a line, as ':name: value', and a value that has quotes in it in other quotes, as ':name: '\"a\", \"b\"''",
    r"'meta' cannot be mocked": "write it at the head of the page, between two lines of '---': 'myst:', 'html_meta:' and 'description: …'",
    r"cannot be mocked": "write it in Markdown, or put it into an {eval-rst} as '.. name::'",
    r"The \"(?:topic|sidebar)\" directive may not be": "write :::{admonition} Title in its place, or put it into a section, outside of boxes, lists and tables",
    r"The \"contents\" directive may not be": "put it into a section, outside of boxes, lists and tables",
    r"'productionlist': Has content": "write the rule in its first line, as ':::{productionlist} name: words', and one box a rule",
    r"Transition (?:must be|only valid as) child": "a rule stands between the blocks of a section; take it out of what it stands in",
    r"invalid \w+ index entry": "write two names with ';' between them behind 'pair:', 'see:' and 'seealso:', three behind 'triple:'",
    # Of docutils, whose semicolons begin no remedy.
    r"ends without a blank line": "write a blank line below its last line, or indent what goes on with it",
    r"Literal block expected": "indent the code below '::', with a blank line between them, or write one colon",
    r"must separate transitions": "one rule is enough: take the other out, or write words between them",
    r"Error with CSV data": "close each quote, and write a quote within quotes twice",
    r"widths do not match": "name as many widths as the table has columns, or 'auto'",
    r"(?:row|column)\(s\) specified but|Insufficient data supplied": "let :header-rows: leave a row of the table, and :stub-columns: a column",
    r"Malformed table": "draw it anew, or write it in Markdown",
    r"only one allowed": "keep one of the two",
    r"Invalid context: the \"(?:date|replace|unicode)\"": "write the words themselves: it is for substitutions of reStructuredText alone",
    r"Malformed YAML": "write one 'name: value' a line, between the first two of '---', quotes around a value with ': ', and no tabs",
    r"YAML is not a dict|'myst' key not a dict|of type <class 'dict'>|is not a dictionary":
        "write one 'name: value' a line, below the name it belongs to and indented",
    r"may not begin with a transition|Transition at the start": "if it begins the head of the page, close that with a second line of '---', else take it out",
    r"'slide': \d argument\(s\) required": "write its number and its title after its name, as ':::{slide} 3 Title'",
    r"'(?:image|figure)': \d argument\(s\) required": "write the path of the picture after its name",
    r"directive: two-level bullet list expected": "begin each row with '* -', and each other cell of it with '-' in a line below",
    r"directive path: .*No such file|Include file .* not found|\"include\": file not found": "add the file, or correct its path",
    r"text not found \"(?P<word>[^\"]+)": "name words of the file",
    r"Unknown directive type: 'eval-rst'": "write ``` in the place of its colons",
    r"Unknown directive type: '(?P<word>mermaid|plantuml|uml|graphviz|digraph)'": "save the drawing as an SVG, and name that: ![words](drawing.svg)",
    r"lexer name '\{": "close the brace behind the directive's name, as {note}",
    r"argument\(s\) required": "write what it needs after its name",
    r"Content block expected|requires content|content required": "write what it is to hold between its first line and its last",
    r"Splitting content across first line and body": "write all of the content below the options",
    r"Directive \"include\" disabled|File .*(?:disabled|deactivated)":
        "write the words into the page itself, or set file_insertion in conf.py",
    r"[Dd]irective disabled": "write the words into the page itself, in Markdown",
    r"Figure caption must be a paragraph": "begin with the caption, a paragraph",
    r"uniform two-level bullet list expected|does not contain the same number of items": "give each row as many items as the first",
    r"exactly one table expected": "write one table, and nothing else, into it",
    r"non-whitespace stripped by dedent": "give :dedent: no more blanks than each line begins with: the letters in their place are lost",
    r"invalid line number spec|line number spec is out of range|emphasize_lines": "name lines that there are, as '1,3-5'",
    r"start-string without end-string": "close it, or put a backslash before it",
    r"Undefined substitution referenced": "write its words, or {{ name }} outside of eval-rst, or take the bars around it out",
    r"only directive expression": "name a builder, such as html or pdf",
    r"Substitution error: ?TemplateSyntaxError: unexpected (?:'[<%/]'|char '#')":
        "it is of another program's templates; write what it stands for, as ![words](file) or :::{note}, or put it into `code`",
    r"Substitution error: ?UndefinedError: '(?P<word>[^']+)'": "add it to myst_substitutions of conf.py, or write the words themselves",
    r"Unicode error occurred when rendering": "save the templates of templates_path with the encoding UTF-8",
    r"autodoc: failed to import": "let extension_requirements in conf.py name its package, sys.path have its folder there, or autodoc_mock_imports what it needs",
    r"The `(?P<word>[\w-]+)` extension is enabled, but the .* package is not installed":
        "name the package in extension_requirements of conf.py, and make installs it, or take the extension out",
    # Of settings.
    **{rf"config value `(?P<word>\w+)' has .*expected .*`{kind.__name__}'": f"write it as {way}" for kind, way in WRITTEN.items()},
    r"config value `(?P<word>\w+)(?:` has to be a one|' has type)": OTHERWISE,
    r"default role (?P<word>\S+) not found": "correct default_role in conf.py, or take it out",
    r"has no setup\(\) function|unsupported object from|was already merged with": "take it out of extensions, or name another version of it in extension_requirements",
    # Of labels, footnotes and terms.
    r"[Dd]uplicate (?:explicit target name: \"(?P<word>[^\"]+)|label |ID\b)": "rename one of the two labels",
    r"Too many autonumbered footnote references": "define each footnote once, as '[^name]: text'",
    r"Unknown target name: \"(?P<word>[^\"]+)": "define the footnote, as '[^name]: text', or correct its name",
    r"[Cc]itation (?:not found|\[)": "write a note of Markdown in its place: [^name], and '[^name]: text'",
    r"Duplicate footnote definition found for label: '(?P<word>[^']+)": "keep one of the two definitions, or give the note a name that no label has",
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
    r"target not found: '(?P<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,})'":
        "correct the name, or, if it is one of an API, add its domain to myst_ref_domains in conf.py, as 'py'",
    r"target not found: '(?P<word>\.{0,2}/[^'#]*|[^'#]*\.\w+|[^'#]+(?=#))": "correct the path from this page, '.md' and all, or add the file",
    # Of pages, toctrees and files.
    r"^\S*?(?P<page>[^:]+)\.\w+:\d+: \w+: toctree contains reference to nonexisting document '(?P<word>(?P=page))'":
        "a page can't stand in its own toctree; take it out",
    r"nonexisting document '(?P<word>(?:[-*+] |\[)[^']*)'": "write the name of the page alone, without marks",
    r"nonexisting document '(?P<word>[^']+, [^']*)'": "write each page in a line of its own",
    r"duplicated entry found in toctree: (?P<word>\S+)": "take one of the two out",
    r"toctree glob pattern '(?P<word>[^']+)' didn't match": "correct the pattern, or take it out",
    r"multiple files found for the document": "keep one of them",
    r"Ignored unreadable document": "give the file the rights to be read",
    r"Pygments lexer name '(?P<word>mermaid|plantuml)' is not known": "save the drawing as an SVG, and name that: ![words](drawing.svg)",
    r"Pygments lexer name '(?P<word>math)' is not known": "write $$ in lines of their own before and behind the formula",
    r"Pygments lexer name '(?P<word>\w+:[^']+)' is not known": "write ```{code-block} and the language, and the file as :caption: below it",
    r"Pygments lexer name '(?P<word>[^']+)' is not known": "name a language that Pygments knows, or 'text'",
    r"inconsistent .*references in translated message\. original: \[['\"](?::[\w:+-]+:`|`|\[[#\w]+\]_|\|)": "write the paragraph in the page in Markdown: translations are read as that",
    r"Lexing literal_block": "mend the code, or name another language, or 'text'",
}
# Of these the type says enough, and the words name what the line must hold.
NAMING = (
    r"invalid (?P<word>(?:css|js)_file): ",
    r"'(?P<word>[^']+)' (?:is a role as|points somewhere as) reStructuredText",
    r"No matches for '[^']*?\*?\.?(?P<word>[^':*]+)'",
    r"the page '(?P<word>[^']+)' is in the toctree of",
    r"toctree contains reference to \w+ document '(?P<word>[^']+)'",
    r"file not readable: (?:.*/)?(?P<word>[^/]+?)(?: \[|$)",
)
# By the type that Sphinx prints in brackets at the end.
BY_TYPE = {
    "config.cache": "write it as a path in quotes, 'package.module.name', if its extension takes that, else put 'config.cache' into suppress_warnings",
    "design.grid": "write {grid} with more colons around {grid-item}, and nothing else between them",
    "design.tab_code": "write code alone into it, and where that has a caption, each into a {tab-item} of a {tab-set}",
    "design.tab": "write {tab-set} with more colons around {tab-item}, and nothing else between them",
    "download.not_readable": "add the file, or correct its path",
    "epub.unknown_project_files": "the EPUB goes without it; where that is right, put 'epub.unknown_project_files' into suppress_warnings of conf.py",
    "i18n.inconsistent_references": "use the links and footnotes of the source in the translation",
    "image.not_readable": "add the picture, or correct its path",
    "myst.directive_comments": "put quotes around a value that has '#' in it, or take the comment out of the options",
    "myst.directive_unknown": "correct the directive's name",
    "myst.duplicate_def": "keep one of the two definitions",
    "myst.header": "begin with '#' and go down one level at a time",
    "myst.html": "write it in Markdown",
    "myst.iref_ambiguous": "write the whole address of the page",
    "myst.iref_missing": "write the whole address of the page",
    "myst.role_unknown": "remove the role, or correct its name",
    "myst.substitution": "write the words themselves",
    "myst.topmatter": "mend what stands between the first two lines of '---'",
    "myst.xref_ambiguous": "name the page with the label, as [](page.md#label)",
    "myst.xref_missing": "correct the label, or add '(label)=' above the heading it should lead to",
    "mystnb.eval": "name the value in a cell, as glue('name', value), and write {glue}`name` in the page: it can be translated",
    "ref": "correct the name, write it as `code`, or, if it is of another manual, add that to intersphinx_mapping or the name to nitpick_ignore in conf.py",
    "ref.any": "say what it is: {ref} or {doc}, of a button :ref-type: ref or doc",
    "ref.doc": "correct the page's name",
    "ref.eq": "correct the label, or write it behind the equation, as '$$ (label)'",
    "ref.footnote": "refer to the footnote with [^name], or remove it",
    "ref.numref": "correct the label: it is that of a picture, a table or code with a caption",
    "ref.ref": "correct the label, or add '(label)=' above the heading it should lead to",
    "ref.term": "correct the term, or add it to the glossary",
    "toc.excluded": "take it out of the toctree, or rename it: no page is made of it",
    "toc.no_title": "begin that page with '(label)=' and '# Title'",
    "toc.not_included": "put the page into a toctree: write its name in the list at the end of another page, as index.md",
    "toc.not_readable": "add the page, or take it out of the toctree",
}
WITHOUT_PLACE = "correct in conf.py what it is of, or take that out"
TYPE = re.compile(r"\[([\w.]+)\]\s*$")
UNKNOWN = re.compile(r"Unknown (?:directive type: '|interpreted text role \")(?P<name>[^'\"]+).*\[myst\.(?P<kind>directive|role)_unknown\]")
# Directives and roles beside those of docutils.
OF_OTHERS = (
    "toctree code-block literalinclude glossary only versionadded versionchanged deprecated seealso slide drawing cards folded "
    "synonyms term ref doc numref kbd menuselection guilabel download file samp eq tab-set tab-item grid grid-item card"
).split()
# Of extensions that pages of others are written with, by the name that `extensions` has.
OF_EXTENSIONS = {
    "myst_nb": "code-cell glue", "sphinx.ext.autodoc": "autoclass autofunction automodule", "sphinx.ext.autosummary": "autosummary",
    "sphinx.ext.todo": "todo todolist", "sphinx_inline_tabs": "tab", "sphinx_tabs.tabs": "tabs code-tab group-tab",
    "sphinx_design": "button-link button-ref card dropdown grid grid-item grid-item-card tab-item tab-set tab-set-code",
    "sphinx_togglebutton": "toggle", "sphinxcontrib.bibtex": "bibliography cite cite:p cite:t",
}  # fmt: skip


def remedy(warning: str) -> tuple[str, str | None]:
    """Return what to do about a warning in one line, and the word that its line must hold, if one is known."""
    word = next((match["word"] for pattern in NAMING if (match := re.search(pattern, warning))), None)
    for pattern, words in BY_WORDS.items():
        if match := re.search(pattern, warning):
            return words, match.groupdict().get("word") or word
    return remedy_of_type(warning), word


def remedy_of_type(warning: str) -> str:
    """Return what to do about a warning by its type; "" if it says so itself, as ours do."""
    found = TYPE.search(warning)
    kind = found[1] if found else ""
    if kind in BY_TYPE or "; " in warning:
        return BY_TYPE.get(kind, "")
    return BY_TYPE.get(kind.partition(".")[0], OTHERWISE)


def near_name(warning: str) -> str:
    """Return what a directive or a role that nobody knows may have been meant for, as the end of a remedy."""
    unknown = UNKNOWN.search(warning)
    if not unknown:
        return ""
    if extension := next((extension for extension, names in OF_EXTENSIONS.items() if unknown["name"] in names.split()), None):
        return f", or name {extension!r} in extensions of conf.py"
    from docutils.parsers.rst.languages import en  # only now, like Sphinx

    known = [*(en.roles if unknown["kind"] == "role" else en.directives), *OF_OTHERS]
    near = get_close_matches(unknown["name"].lower().replace("_", "-"), known, 1, cutoff=0.75)
    return f", as {{{near[0]}}}" if near else ""
