"""What stands on a page, in any output: directives, figures, what a source may hold, and its translations."""

from translated_docs.extensions import set_up

# In the order in which Sphinx sets them up; each package names its own.
EXTENSIONS = ("warnings", "configuration", "messages", "markup", "sources", "directives", "constructs", "checks")


def set_up_others(app) -> None:
    """Set up a guide's own extensions before ours, wherever in the list they stand.

    So what they register is known: a setting has one owner, and of two parsers for a suffix the last one is used.
    """
    for name in app.config.extensions:
        if not name.startswith("translated_docs"):
            app.setup_extension(name)


def setup(app) -> dict[str, int]:
    set_up_others(app)
    # Raise the last number when what is kept of pages is another: Sphinx then reads them all again.
    return set_up(app, __name__, EXTENSIONS, env_version=21)
