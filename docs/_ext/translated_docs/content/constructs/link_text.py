"""Links that a page gives no words: they take those of what they lead to, once that is known."""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.ancestors import ancestors
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.warnings import location, warn
from translated_docs.settings import is_source

ROLES = ("any", "doc", "eq", "myst", "numref", "ref")
NAME = "{name}"  # in the words of {numref}


def takes_words(link: nodes.Node) -> bool:
    """Say whether a link takes the title, the caption or the number of its target for its words.

    Until then its own text is the name of the target.
    """
    return isinstance(link, addnodes.pending_xref) and link["reftype"] in ROLES and not link.get("refexplicit")


def is_to_come(part: nodes.Node) -> bool:
    """Say whether a part of a title is a link whose words are known only when all pages have been read, as ``{numref}``."""
    return takes_words(part) and part.get("refdomain") in ("std", "math")


def words_of_title(title: nodes.Element) -> nodes.inline:
    """Return what a link shows of a title: its words and formulas, without its notes and links, of which some have no words yet."""
    shown = nodes.inline("", "", *(child.deepcopy() for child in title.children))
    for part in list(shown.findall(nodes.Element)):
        part["ids"] = []
        if isinstance(part, nodes.footnote_reference):
            part.parent.remove(part)
        elif is_to_come(part):
            continue
        elif isinstance(part, (nodes.reference, addnodes.download_reference, addnodes.pending_xref)):
            part.parent.replace(part, part.children)
    return shown


# What names the element that it is, or stands first in.
NAMING = (nodes.title, nodes.caption, nodes.rubric, nodes.term, nodes.field_name)


def title_of(node: nodes.Element) -> nodes.Element | None:
    """Return what a link without words takes its words from: the title, the caption or the first term of what it leads to."""
    return node if isinstance(node, NAMING) else next((part for part in node.findall(nodes.Element) if isinstance(part, NAMING)), None)


def show_title(link: nodes.Element, title: nodes.Element) -> None:
    """Give a link the words of a title, with the classes of those that it has."""
    words = words_of_title(title)
    words["classes"] = link[0]["classes"] if isinstance(link.next_node(), nodes.inline) else []
    link[:] = [words]


def titles_with_formulas(doctree: nodes.document) -> dict[str, nodes.Element]:
    """Return each title with a formula, or words to come, by the ids of what it names; that of the page also by no id at all."""
    titles = {}
    for part in (*doctree.findall(nodes.math), *filter(is_to_come, doctree.findall(addnodes.pending_xref))):
        title = next((around for around in ancestors(part) if isinstance(around, NAMING)), None)
        named = title
        while named is not None and title_of(named) is title:
            titles |= dict.fromkeys([""] if named is doctree else named["ids"], title)
            named = named.parent
    return titles


class FormulaTitles(PageData):
    """Of a page, the ids of what has a formula, or words to come, in its title."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> list[str] | None:
        return list(titles_with_formulas(doctree)) or None


def takes_name(link: nodes.Node) -> bool:
    """Say whether a link to what has a number shows its title too, as ``{numref}`{name} {number} <label>```."""
    return isinstance(link, addnodes.pending_xref) and link["reftype"] == "numref" and not takes_words(link) and NAME in link.astext()


def links_without_words(root: nodes.Element) -> list[addnodes.pending_xref]:
    """Return the links that show a title or a number of what they lead to."""
    return [link for link in root.findall(addnodes.pending_xref) if takes_words(link) or takes_name(link)]


def with_name(words: str, title: nodes.Element) -> nodes.inline:
    """Return the words of a link with a title in the place of ``{name}``."""
    shown = nodes.inline()
    before, *others = words.split(NAME)
    shown += nodes.Text(before)
    for part in others:
        shown += [words_of_title(title), nodes.Text(part)]
    return shown


class FormulasOfTitles(SphinxPostTransform):
    """Give links the title that they lead to with its formulas: of those Sphinx takes the LaTeX."""

    default_priority = 7  # ReferencesResolver, of MyST too, is 9 and more

    def run(self, **kwargs) -> None:
        known = page_data(self.env, FormulaTitles.name)
        for link in links_without_words(self.document):
            page, name = self.target(link)
            if name not in known.get(page, ()):
                continue
            title = titles_with_formulas(self.env.get_doctree(page))[name]
            if link["reftype"] == "numref":
                self.number(link, title)
            else:
                self.name(link, title)

    def target(self, link: addnodes.pending_xref) -> tuple[str, str]:
        """Return the page that a link leads to, and the id within it; "" for none."""
        if link["reftype"] == "doc" or link.get("refdomain") == "doc":
            return link["reftarget"].lstrip("/"), link.get("reftargetid") or ""
        if link["reftype"] in ("any", "myst", "ref") or takes_name(link):
            page = link["reftarget"] if link["reftarget"] in self.env.found_docs else ""  # a link may name one as it does a label
            return self.env.domains.standard_domain.labels.get(link["reftarget"].lower(), (page, ""))[:2]
        return "", ""

    def name(self, link: addnodes.pending_xref, title: nodes.Element) -> None:
        """Give a link without words a title."""
        show_title(link, title)
        link["refexplicit"] = True
        if link["reftype"] == "doc":
            link["refdomain"], link["reftarget"], link["reftargetid"] = "doc", link["reftarget"].lstrip("/"), None
        elif link.get("refdomain") != "doc":
            link["refdomain"] = None
        link["reftype"] = "myst"  # the role {ref} takes no more than letters

    def number(self, link: addnodes.pending_xref, title: nodes.Element) -> None:
        """Put a title into a link with a number, which Sphinx is let put into all but that."""
        words = nodes.inline("", link.astext().replace(NAME, f"{{{NAME}}}"))
        page, label = link.get("refdoc", self.env.docname), link["reftarget"]
        found = self.env.domains.standard_domain.resolve_xref(self.env, page, self.app.builder, "numref", label, link, words)
        if isinstance(found, addnodes.number_reference):
            found["title"], shown = link.astext(), with_name(found.astext(), title)
            found[:] = [shown]
            link.replace_self(found)


def resolved(app: Sphinx, link: addnodes.pending_xref) -> nodes.Element:
    """Return the link that a link with words to come becomes; itself if it leads nowhere, which Sphinx says where it is written."""
    domain = app.env.domains[link["refdomain"]]
    found = domain.resolve_xref(app.env, link["refdoc"], app.builder, link["reftype"], link["reftarget"], link, link[0])
    return link if found is None else found


class WordsWithinLinks(SphinxPostTransform):
    """Resolve the links that have come with a title into another link, which Sphinx would leave as they are."""

    default_priority = 8  # FormulasOfTitles is 7, ReferencesResolver 10

    def run(self, **kwargs) -> None:
        for link in list(filter(is_to_come, self.document.findall(addnodes.pending_xref))):
            if any(isinstance(around, (nodes.reference, addnodes.pending_xref)) for around in ancestors(link.parent)):
                link.replace_self(resolved(self.app, link))


class LinksWithinLinks(SphinxPostTransform):
    """Put the words of such a link in its place."""

    default_priority = 12  # LinkedWords, of the bilingual book, is 11, and looks where it leads

    def run(self, **kwargs) -> None:
        for link in self.document.findall(nodes.reference):
            while (inner := link.next_node(nodes.reference)) is not None:
                inner.parent.replace(inner, inner.children)


def show_formulas(app: Sphinx, doctree: nodes.document) -> None:
    """Do the same for links within the page, to which MyST gives the letters of the title as soon as it is read."""
    titles = titles_with_formulas(doctree)
    for link in doctree.findall(nodes.reference) if titles else ():
        title = titles.get(link.get("refid"))
        if title is not None and len(link) == 1 and isinstance(link[0], nodes.inline) and "std-ref" in link[0]["classes"]:
            show_title(link, title)


UNTITLED = "the link to %r has no words, and no title to take them from; write some, as [words](#%s)"


def name_untitled(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of links without words to a place of the page that has no title: MyST shows the label with its sign."""
    if not is_source(app.config):
        return  # a translation has the links of its source
    by_id = {name: node for node in doctree.findall(nodes.Element) for name in node["ids"]}
    for link in doctree.findall(nodes.reference):
        shown, place = link.astext(), by_id.get(link.get("refid"))
        is_label = shown.startswith("#") and isinstance(link[0], nodes.inline) and "std-ref" in link[0]["classes"]
        if is_label and place is not None and title_of(place) is None:
            warn_of_untitled(location(app.env, link), shown[1:])


def warn_of_untitled(place: object, label: str) -> None:
    warn(place, "page.untitled", UNTITLED, label, label)


class UntitledElsewhere(SphinxPostTransform):
    """Warn of the same links to a place of another page: of them MyST says that there is no such label."""

    default_priority = 8  # MyST's own is 9

    def run(self, **kwargs) -> None:
        standard = self.env.domains.standard_domain
        for link in list(filter(takes_words, self.document.findall(addnodes.pending_xref))):
            label = link.get("reftargetid") or link["reftarget"]
            is_mysts = link["reftype"] == "myst" and link.get("refdomain") in (None, "doc")
            if is_mysts and label in standard.anonlabels and label not in standard.labels:
                if is_source(self.config) and self.app.builder.name != "pdf-pair":
                    warn_of_untitled(link, label)
                link.children, link["refexplicit"] = [], True
                link += nodes.inline(label, label)


def setup(app: Sphinx) -> None:
    app.add_env_collector(FormulaTitles)
    app.add_post_transform(FormulasOfTitles)
    app.add_post_transform(UntitledElsewhere)
    app.add_post_transform(WordsWithinLinks)
    app.add_post_transform(LinksWithinLinks)
    app.connect("doctree-read", show_formulas)
    app.connect("doctree-read", name_untitled)
