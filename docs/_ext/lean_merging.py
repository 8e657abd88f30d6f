"""Let go of what a reading process has sent as soon as it is taken over.

Each process sends all that it knows: an environment, whose parts refer to it and it to
them.  Python finds such a ring only when it looks for waste, which it seldom does here
(run_builder.py), and until then every one of them stays in memory.
"""

from __future__ import annotations


def empty(app, env, docnames, other) -> None:
    """Open the ring: nobody asks the other environment for anything after this."""
    vars(other).clear()


def setup(app):
    app.connect("env-merge-info", empty, priority=900)  # after all that take something over
    return {"parallel_read_safe": True, "parallel_write_safe": True}
