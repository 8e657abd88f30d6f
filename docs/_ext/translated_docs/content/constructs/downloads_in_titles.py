"""A heading that offers a file is one in the lists of headings too, where its words alone stand: Sphinx takes the link
to the file for one to a heading there, and ends with a KeyError (sphinx.environment.adapters.toctree, 9.0 to 9.2).
A place within a heading is there alone too: its id would be in each list that has the heading.  docutils' list of them,
which is a part of the page, has links of its own, and no other can stand within these.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from translated_docs.content.constructs.link_text import words_of_title


def leave_words_alone(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the words of what is offered, and of places, in the titles and in the contents of a page."""
    env, page = app.env, app.env.current_document.docname
    for listed in (env.titles[page], env.longtitles[page], env.tocs[page]):
        for offered in list(listed.findall(addnodes.download_reference)):
            offered.replace_self(offered.children)
        for place in listed.findall(nodes.Element):
            place["ids"] = []


def leave_words_in_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Leave of each heading its words in the list that ``{contents}`` makes on the page itself."""
    for contents in doctree.findall(nodes.topic):
        for link in contents.findall(nodes.reference) if "contents" in contents["classes"] else ():
            link[:] = words_of_title(link).children


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", leave_words_in_contents, priority=80)  # links in links are refused at 90
    app.connect("doctree-read", leave_words_alone, priority=600)  # Sphinx lists the headings at 500
