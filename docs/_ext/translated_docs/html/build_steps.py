"""Steps of the build of the site at which others do something: before its first page, and when all of it is written."""

from collections.abc import Callable
from functools import cache, wraps

from sphinx.application import Sphinx


def before_the_first_page(app: Sphinx, call: Callable[[Sphinx], None]) -> None:
    """Call something once a build: when Sphinx has copied the files, and has not yet put their checksums into a page.

    The first page is written before others are in processes of their own.
    """
    call_once = cache(call)

    @wraps(call)
    def call_before(app: Sphinx, *_page: object) -> None:
        if app.builder.name == "html":
            call_once(app)

    app.connect("html-page-context", call_before)


def when_written(app: Sphinx, call: Callable[[Sphinx], None], priority: int = 500) -> None:
    """Call something when all pages of the site are written, and nothing has gone wrong."""

    def call_after(app: Sphinx, error: Exception | None) -> None:
        if not error and app.builder.name == "html":
            call(app)

    app.connect("build-finished", call_after, priority)
