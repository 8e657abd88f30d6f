"""How a package is an extension of Sphinx: it sets up the modules that its ``EXTENSIONS`` name, in their order."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any


def set_up(app: Any, package: str, modules: Iterable[str], **metadata: int) -> dict[str, int]:
    """Set up modules of a package, those of packages within it too; return what Sphinx asks of an extension, with what else it is to know."""
    for name in modules:
        module = import_module(f"{package}.{name}")
        if hasattr(module, "EXTENSIONS"):
            set_up(app, module.__name__, module.EXTENSIONS)
        else:
            module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True, **metadata}
