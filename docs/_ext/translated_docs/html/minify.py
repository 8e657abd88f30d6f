"""Leave out of our style sheets, scripts and pages, as they are sent, what browsers read over: comments and indentation.

The sources stay as they are; so does what a guide or its theme has of its own, but
for the colours of code, which are the same on every page that has some.
"""

import re
from pathlib import Path

import rcssmin
import rjsmin
from jinja2.ext import Extension
from sphinx.application import Sphinx

from translated_docs.html import PARTS, TEMPLATES
from translated_docs.html.build_steps import before_the_first_page, when_written

MINIFY = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
# Furo writes it when the build has finished, a comment and a rule a colour.
HIGHLIGHTING = "pygments.css"
# Of those rules each is for one class, the last of its selector, and no token has two of them: their order decides nothing.
TOKEN_RULE = re.compile(r"([^{}@]+ )(\.\w+)\{([^{}]*)\}")
TOKEN_RULES = re.compile(rf"(?:{TOKEN_RULE.pattern})+")
INDENTATION = re.compile("^ +", re.MULTILINE)


class UnindentedTemplates(Extension):
    """Jinja's reading of templates, without the indentation of ours; what pages and catalogs say is put in later."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        is_ours = filename is not None and filename.startswith(tuple(TEMPLATES))
        return INDENTATION.sub("", source) if is_ours else source


def sent_names(folder: Path) -> set[str]:
    """Return the names that the style sheets and scripts of a folder have on the site."""
    return {path.name.removesuffix(".jinja") for path in folder.glob("*.*") if MINIFY.keys() & set(path.suffixes)}


def minify(app: Sphinx, names: set[str]) -> None:
    """Write some style sheets and scripts anew, in fewer letters."""
    for path in (Path(app.outdir, "_static", name) for name in names):
        if path.exists():
            path.write_text(MINIFY[path.suffix](path.read_text(encoding="utf-8")) + "\n", encoding="utf-8")


def names_of_ours(app: Sphinx) -> set[str]:
    """Return the names of what no guide has replaced by its own."""
    ours = PARTS["html_static_path"]
    others = {name for folder in app.config.html_static_path if folder not in ours for name in sent_names(Path(app.confdir, folder))}
    return {name for folder in ours for name in sent_names(Path(folder))} - others


def unindent_templates(app: Sphinx) -> None:
    if app.builder.name == "html":
        app.builder.templates.environment.add_extension(UnindentedTemplates)


def minify_ours(app: Sphinx) -> None:
    """Minify the style sheets and scripts that no guide has replaced by its own."""
    minify(app, names_of_ours(app))


def by_declarations(rules: re.Match[str]) -> str:
    """Return rules for tokens that stand behind one another as one for all that have the same declarations."""
    tokens: dict[tuple[str, str], list[str]] = {}
    for around, token, declarations in TOKEN_RULE.findall(rules[0]):
        tokens.setdefault((around, declarations), []).append(token)
    return "".join(f"{around}:is({','.join(some)}){{{declarations}}}" for (around, declarations), some in tokens.items())


def minify_highlighting(app: Sphinx) -> None:
    minify(app, {HIGHLIGHTING})
    file = Path(app.outdir, "_static", HIGHLIGHTING)
    if file.exists():
        file.write_text(TOKEN_RULES.sub(by_declarations, file.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", unindent_templates)
    before_the_first_page(app, minify_ours)
    when_written(app, minify_highlighting, priority=900)  # after Furo's, and before the copies are compressed
