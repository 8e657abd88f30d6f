"""Print in which order the doctree of a page is changed: by whom, while it is read, and for each output.

Usage: python -m translated_docs.commands.transforms

What has the same priority goes in the order of its registration.  Of a function that is called at an event, the
priorities are those of the event alone; below them stand the events in the order in which Sphinx has them.
https://www.sphinx-doc.org/en/master/extdev/event_callbacks.html#core-events-overview
"""

import io
from collections.abc import Iterator

from docutils.transforms import Transform

from translated_docs.jobs.sphinx_build import application, errors_told
from translated_docs.paths import BUILD
from translated_docs.settings import conf

EVENTS = ("source-read", "include-read", "doctree-read", "env-updated", "missing-reference", "warn-missing-reference", "doctree-resolved", "html-page-context")


def line(priority: int, called: object) -> str:
    """Return a line of the list: priority, place, and the first line of what it says of itself."""
    called = getattr(called, "func", called)  # of a partial function
    place, says = f"{called.__module__}.{called.__qualname__}", called.__doc__
    if owner := getattr(called, "__self__", None):
        place, says = f"{type(owner).__module__}.{type(owner).__qualname__}.{called.__name__}", says or type(owner).__doc__
    first = (says or "").strip().split("\n")[0]
    return f"{priority:5}  {place}  {first}".rstrip()


def transforms(found: list[type[Transform]]) -> Iterator[str]:
    """Yield a line for each transform, in the order in which they are applied."""
    yield from (line(each.default_priority, each) for each in sorted(found, key=lambda each: each.default_priority))


def order(language: str) -> Iterator[str]:
    """Yield the lines of the list for a language: a page has the same transforms in all, but some do nothing in that of the pages."""
    folder = BUILD / "transforms"
    with errors_told("traceback-transforms.txt"):
        app = application("dummy", language, folder, folder / "doctrees", io.StringIO())
    yield "A page is read:"
    yield from transforms(app.registry.get_transforms())
    yield "It is made ready for an output:"
    yield from transforms(app.registry.get_post_transforms())
    for event in EVENTS:
        yield f"{event}:"
        listeners = sorted(app.events.listeners[event], key=lambda listener: listener.priority)
        yield from (line(listener.priority, listener.handler) for listener in listeners)


def main() -> None:
    print(*order(conf.language), sep="\n")


if __name__ == "__main__":
    main()
