"""Write the pages of a language in several processes.

Sphinx can do that too (``-j``), but looks up the links and the figures of every page in one
process, which is most of the work, and keeps each page in memory until another has written
it.  Here a process gets the names of some pages, and does all that there is to do for them.
"""

from collections.abc import Iterable

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks

from translated_docs.content.ancestors import let_go

MIN_PAGES = 40  # pages; for fewer, beginning a process costs what it saves


class ParallelHTMLBuilder(StandaloneHTMLBuilder):
    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.processes = app.parallel

    def write_documents(self, docnames: Iterable[str]) -> None:
        """Write the pages, many of them in several processes."""
        first, *others = sorted(docnames)
        in_processes = self.parallel_ok and len(others) > MIN_PAGES
        self.parallel_ok = False  # what else there is to write, Sphinx writes in this process
        if not in_processes:
            super().write_documents({first, *others})
            return
        super().write_documents({first})  # what is the same for all is made only once
        tasks = ParallelTasks(self.processes)
        # As many processes as can run, so that each finds its lexers and templates once; a part of the
        # site whose pages are long is shared among them.
        for number in range(self.processes):
            chunk = others[number :: self.processes]
            tasks.add_task(self.write_chunk, chunk, lambda _chunk, images: self.images.update(images))
        tasks.join()

    def write_chunk(self, docnames: list[str]) -> dict[str, str]:
        """Write some of the pages, in a process of their own; return the images to copy for them.

        Not by Sphinx's ``write_documents``: it would say each warning twice.
        """
        for docname in docnames:
            self.phase = BuildPhase.RESOLVING
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
            let_go(doctree)
        return self.images


def setup(app: Sphinx) -> None:
    app.add_builder(ParallelHTMLBuilder, override=True)
