"""What only makes builds faster: without it all outputs are the same bytes.  ``README.md`` has the table.

Nothing of Sphinx is imported here: ``startup`` comes before it.
"""

from __future__ import annotations

import os

# `make PERFORMANCE=off` builds without all of it.
ENABLED = os.environ.get("PERFORMANCE", "on") != "off"

EXTENSIONS = (
    "jinja_bytecode_cache",
    "parallel_write",
    "doctree_cache",
    "myst_parser_cache",
    "message_parse_cache",
    "skip_smart_quotes",
    "slim_doctrees",
    "parallel_read",
)


def setup(app):
    for name in EXTENSIONS if ENABLED else ():
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
