"""Keep the bytecode of this project's modules in ``build``, from when this one is imported.

It must not lie beside them: their folders are watched for changes (PYTHONDONTWRITEBYTECODE
in the Makefile).  Without it, each start compiles all of them anew.
"""

from __future__ import annotations

import sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

DOCS = Path(__file__).resolve().parents[1]
KEPT = DOCS.parent / "build" / "bytecode"


class KeepingLoader(SourceFileLoader):
    """Loads a module as Python does, with another place for its bytecode."""

    def get_code(self, fullname: str) -> CodeType | None:
        before = sys.pycache_prefix, sys.dont_write_bytecode
        sys.pycache_prefix, sys.dont_write_bytecode = str(KEPT), False
        try:
            return super().get_code(fullname)
        finally:
            sys.pycache_prefix, sys.dont_write_bytecode = before


def finder(folder: str) -> FileFinder:
    """Return what finds the modules in a folder of ours; raises ImportError for any other, as path hooks do."""
    if not Path(folder).is_relative_to(DOCS):
        raise ImportError
    return FileFinder(folder, (KeepingLoader, SOURCE_SUFFIXES))


sys.path_hooks.insert(0, finder)
sys.path_importer_cache.clear()  # of the finders that were there before
