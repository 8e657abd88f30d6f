"""Run labs: `python -m lab` (all) or `python -m lab NAME ...`.

A lab is a folder with `run.py`, whose `main()` prints tables and writes docs/lab/NAME.json.  One that this machine
can't run says so in a line, and the next one runs.  Raises SystemExit: 1 if a lab failed, 130 after Ctrl-C.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

LABS = sorted(path.parent.name.replace("_", "-") for path in Path(__file__).parent.glob("*/run.py"))


def chosen(names: list[str]) -> list[str]:
    """Return the labs that are named, all if none is; raise SystemExit for a name that is none."""
    for name in names:
        if name not in LABS:
            sys.exit(f"LAB={name!r}: no such lab; name one of: {', '.join(LABS)}")
    return names or LABS


def main() -> None:
    failed = False
    for name in chosen(sys.argv[1:]):
        try:
            importlib.import_module(f"lab.{name.replace('-', '_')}.run").main()
        except KeyboardInterrupt:
            sys.exit(130)
        except SystemExit as reason:
            if isinstance(reason.code, int) and reason.code >= 128:
                raise
            if reason.code:
                print(reason.code, file=sys.stderr)
                failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
