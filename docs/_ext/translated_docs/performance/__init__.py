"""What only makes builds faster: without it all outputs are the same bytes.  ``README.md`` has the table.

Nothing of Sphinx is imported here: ``startup`` comes before it.
"""

import os

from translated_docs.extensions import set_up

EXTENSIONS = (
    "parallel_write", "doctree_cache", "settings_cache", "message_parse_cache", "skip_smart_quotes",
    "node_search", "code_languages", "template_cache", "slim_doctrees", "parallel_read", "garbage_collection",
)  # fmt: skip
# The other parts; `startup.py` begins with them.
PARTS = (*EXTENSIONS, "preload", "lazy_imports", "idle_cores")


def disabled_parts(setting: str) -> frozenset[str]:
    """Return the parts that a setting leaves out: ``off`` all, ``-parallel_read,-preload`` those two, "" none.

    Raises SystemExit if there is no such part.
    """
    if setting == "off":
        return frozenset(PARTS)
    names = frozenset(name.removeprefix("-") for name in setting.split(",") if name)
    if names - set(PARTS):
        raise SystemExit(f"PERFORMANCE={setting}: write 'off', or '-' and one of {', '.join(PARTS)}")
    return names


# `make PERFORMANCE=off` builds without all of it, `make PERFORMANCE=-parallel_read` without that part.
DISABLED = disabled_parts(os.environ.get("PERFORMANCE", ""))


def is_enabled(part: str) -> bool:
    """Return whether a part is used in this run."""
    return part not in DISABLED


def setup(app) -> dict[str, int]:
    return set_up(app, __name__, filter(is_enabled, EXTENSIONS))
