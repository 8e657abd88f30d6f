"""The order in which a reader goes through the pages: that of the tables of contents."""

from sphinx.environment import BuildEnvironment

from translated_docs.content.book_parts import new_pages


def ordered_docnames(env: BuildEnvironment) -> list[str]:
    """Return every page of the publication, in reading order, the front page first."""
    seen: set[str] = set()
    return [*new_pages(env, [env.config.root_doc], seen), *sorted(env.found_docs - seen)]


def publication_title(env: BuildEnvironment) -> str:
    """Return the title of the front page: it is the title of the publication."""
    return env.titles[env.config.root_doc].astext()
