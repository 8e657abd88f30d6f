"""One Sphinx builder for one language, with its faults in words that say what to do.

Importing this module takes all into memory that a build needs, but for the theme, which only
the HTML does: import it, then fork.
"""

from __future__ import annotations

import gc

gc.disable()  # nothing that is imported is waste; looking for some would be a tenth of the time

import logging  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402

import patch_imports  # noqa: E402, F401
from sphinx.application import Sphinx, builtin_extensions  # noqa: E402
from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError  # noqa: E402
from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: E402

from remedies import Warnings, unforeseen  # noqa: E402
from run_jobs import processors  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

import conf  # noqa: E402

# The last one MyST imports when it is set up: in each process, if not before.
for name in (*builtin_extensions, *conf.extensions, "myst_parser.sphinx_ext.main"):
    import_module(name)

# What is in memory now stays.  What a build adds, doctrees above all, is many small things
# that stay as well: looking for waste among them every 700 is a tenth of the time.  A process
# that is forked leaves what it was forked with alone, or it would have it twice in memory.
gc.freeze()
gc.set_threshold(200_000)
os.register_at_fork(after_in_child=gc.freeze)
gc.enable()

logging.disable(logging.INFO)  # there is nobody to read it (status=None)


def page_at_hand(app: Sphinx | None) -> str:
    """Return the file that Sphinx was reading or writing, as far as that is known."""
    builder = getattr(app, "builder", None)
    docname = getattr(builder, "current_docname", "") or (builder and builder.env.current_document.docname)
    return f"docs/{builder.env.doc2path(docname, base=False)}:1" if docname else "docs"


def run_builder(builder: str, language: str, outdir: Path, **settings: object) -> None:
    """Run one Sphinx builder for one language; ``settings`` go over those of ``conf.py``.

    Raises SystemExit, after each fault is printed with its remedy, if there is any.
    """
    started, app = time.monotonic(), None
    try:
        with patch_docutils(ROOT), docutils_namespace():
            app = Sphinx(
                srcdir=ROOT / "docs",
                confdir=ROOT,
                outdir=outdir,
                # One folder a language, or the languages leak into each other.
                doctreedir=BUILD / "doctrees" / language,
                buildername=builder,
                confoverrides={"language": language, **settings},
                status=None,
                warning=Warnings(ROOT),
                warningiserror=True,
                parallel=processors(),
            )
            app.build()
    except OSError:
        raise  # who runs the job knows what to do
    except Exception as error:
        if isinstance(error, SphinxError) and not isinstance(error, (ExtensionError, SphinxParallelError)):
            sys.exit(str(error).replace(f"{ROOT}/", ""))
        sys.exit(unforeseen(error, page_at_hand(app), BUILD / f"traceback-{builder}-{language}.txt"))
    if app.statuscode:
        sys.exit(app.statuscode)
    print(f"{outdir.name}: {builder} {time.monotonic() - started:.1f} s", flush=True)
