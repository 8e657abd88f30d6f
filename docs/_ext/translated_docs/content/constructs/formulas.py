r"""Formulas: LaTeX on a page, MathML in the HTML and the EPUB (latex_to_mathml.py), Typst's own in the book.

A formula is the same in every language, but for its words: each ``\text{…}`` of a displayed one is a message of
the page's catalog.  Within a paragraph a translator writes them where they stand (catalogs/policy/message_markup.py).
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ConfigError
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import NodeMatcher

from translated_docs.catalogs.policy.message_markup import FORMULA_WORDS
from translated_docs.content.constructs.latex_to_mathml import FormulaError, macros_of_guide, mathml, mathml_markup, with_words_apart
from translated_docs.content.warnings import warn
from translated_docs.settings import conf, place

LONGEST_UNSCROLLED = 24  # characters of LaTeX within a line, which a phone of 320 pixels has room for


class formula(nodes.math_block, addnodes.translatable):  # noqa: N801
    """A displayed formula with words; ``place`` (int) is its place among those of the page, in every language."""

    def preserve_original_messages(self) -> None:
        """Do nothing: the source stays in ``rawsource``."""

    def extract_original_messages(self) -> list[str]:
        return list(dict.fromkeys(words.strip() for words in FORMULA_WORDS.findall(self.rawsource) if words.strip()))

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        source = self.astext()
        latex = FORMULA_WORDS.sub(
            lambda match: match[0].replace(original_message, plain(translated_message))
            if match["words"].strip() == original_message
            else match[0],
            source,
        )
        self[:] = [nodes.Text(latex)]


def plain(words: str) -> str:
    """Return words of a translation without what LaTeX would take for its own."""
    return "".join(f"\\{character}" if character in "#$%&_{}" else character for character in words if character != "\\")


class FindWords(SphinxTransform):
    """Give the words of displayed formulas to translators, and nothing else of them."""

    default_priority = 7  # before NameSources, and PreserveTranslatableMessages

    def apply(self, **kwargs) -> None:
        for number, node in enumerate(list(self.document.findall(nodes.math_block))):
            source = with_words_apart(node.rawsource)
            if FORMULA_WORDS.search(source):
                worded = formula(source, with_words_apart(node.astext()), **node.attributes, place=number)
                worded.source, worded.line = node.source or self.document["source"], node.line
                node.replace_self(worded)
            else:
                node["translatable"] = False


class EquationLinks(SphinxPostTransform):
    """Lead ``[words](#label)`` to an equation too; without words it shows the number, as ``{eq}`` does.

    Of all domains MyST would ask that of formulas as well, but it puts the number in the place of words.
    """

    default_priority = 8  # MyST's own is 9

    def run(self, **kwargs) -> None:
        domain = self.env.domains.math_domain
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link["reftype"] != "myst" or link["reftarget"] not in domain.equations:
                continue
            page = link.get("refdoc", self.env.docname)
            found = domain.resolve_xref(self.env, page, self.app.builder, "eq", link["reftarget"], link, link[0])
            if link["refexplicit"]:
                found[:] = link.children
            link.replace_self(found)


def check_macros(app, config) -> None:
    """Raise ConfigError for macros that can't be used, be there a formula or not."""
    try:
        macros_of_guide()
    except ValueError as error:
        name = "mathjax4_config" if conf.mathjax4_config else "mathjax3_config"
        raise ConfigError(f"{place(name)}: {name}: {error}") from None


def check_formulas(app, doctree: nodes.document) -> None:
    """Warn of each formula that can't be shown, and show its source instead."""
    for node in list(doctree.findall(NodeMatcher(nodes.math, nodes.math_block))):
        is_block = isinstance(node, nodes.math_block)
        try:
            mathml(node.astext(), is_block)
        except FormulaError as error:
            warn(node, "page.formula", "%s", error)
            kind = nodes.literal_block if is_block else nodes.literal
            node.replace_self(kind(node.astext(), node.astext()))


def visit_math(self, node: nodes.math) -> None:
    markup = mathml_markup(node.astext(), is_block=False)
    if len(node.astext()) > LONGEST_UNSCROLLED:  # no browser breaks a line within a formula
        markup = f'<span class="math-scrolled" tabindex="0">{markup}</span>'
    self.body.append(markup)
    raise nodes.SkipNode


def visit_displayed_math(self, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math", tabindex="0"))  # a wide one can be moved by keys
    self.body.append(mathml_markup(node.astext(), is_block=True))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({node["number"]})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    app.connect("config-inited", check_macros)
    app.add_node(formula)  # translators visit it as the math_block that it is
    app.add_transform(FindWords)
    app.add_post_transform(EquationLinks)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displayed_math, None))
    app.connect("doctree-read", check_formulas, priority=100)  # before Sphinx keeps the titles, at 500
