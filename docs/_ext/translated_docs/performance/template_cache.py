"""Compile each template once for all builds, in a folder of ``build/``.

Sphinx compiles the same templates for each output of each language.  Jinja can keep compiled files, but not what is given
as a text, as Sphinx gives the styles and scripts that it fills in: so its method is wrapped, with Jinja's own folder below.
"""

from types import CodeType

from jinja2 import Environment, FileSystemBytecodeCache
from sphinx.application import Sphinx

from translated_docs.paths import BUILD

FOLDER = BUILD / "templates"


class KeptTemplates:
    """Compiles templates as an environment does, and keeps what came of them, by its extensions, their name, file and text."""

    def __init__(self, environment: Environment, folder: str) -> None:
        self.environment, self.compile, self.kept = environment, environment.compile, FileSystemBytecodeCache(folder)

    def __call__(self, source: str, name: str | None = None, filename: str | None = None) -> CodeType:
        extended = f"{name or ''} {' '.join(sorted(self.environment.extensions))}"
        bucket = self.kept.get_bucket(self.environment, extended, filename or source, source)
        if bucket.code is None:
            bucket.code = self.compile(source, name, filename)
            self.kept.set_bucket(bucket)
        return bucket.code


def keep_templates(app: Sphinx) -> None:
    if hasattr(app.builder, "templates"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        environment = app.builder.templates.environment
        environment.auto_reload = False  # none changes while a build lasts: no page asks for their times again
        environment.optimized = False  # the same templates, in less time than it would spare
        environment.compile = KeptTemplates(environment, str(FOLDER))


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", keep_templates)
