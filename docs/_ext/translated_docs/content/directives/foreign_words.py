"""Words of another language within a page: `[才云科技]{.language-zh}`.

Of a class that begins so docutils makes the `lang` of HTML, for those who read it out; the books set the words by the
rules of that language (pdf/translators/inline.py).
"""

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.languages import canonical_code, language_tag
from translated_docs.content.warnings import location, warn

CLASS = "language-"


def tag_of(node: nodes.inline) -> str | None:
    """Return the language that some words are said to be in, as it is written there."""
    return next((name.removeprefix(CLASS) for name in node["classes"] if name.startswith(CLASS)), None)


def foreign_language(node: nodes.inline) -> str | None:
    """Return the code of the language that some words are said to be in, None if nobody knows it."""
    return canonical_code(tag_of(node) or "")


def check_tags(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a language that nobody knows, or that HTML knows by another name."""
    for node in doctree.findall(nodes.inline):
        tag, known = tag_of(node), foreign_language(node)
        if tag is None or (known and tag == language_tag(known)):
            continue
        remedy = f"write .{CLASS}{language_tag(known)}" if known else "write a code such as ja, en or zh-Hant"
        warn(location(app.env, node), "page.language", "%r is no tag of a language; %s", tag, remedy)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", check_tags)
