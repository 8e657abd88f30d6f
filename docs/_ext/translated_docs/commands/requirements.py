"""Install what the extensions of conf.py need, beside the packages of the lock, which stay as they are.

Usage: python -m translated_docs.commands.requirements
"""

import re
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from translated_docs.paths import ROOT
from translated_docs.settings import conf, place


def name_of(requirement: str) -> str:
    """Return the name of a package before "==", as all of its spellings are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", requirement.partition("==")[0]).lower()


def locked(installed: str) -> str:
    """Return the lines of what is installed that are of the lock: what extensions needed before may have another version."""
    names = {name_of(line) for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line}
    return "".join(f"{line}\n" for line in installed.splitlines() if name_of(line) in names)


def conflict(report: str) -> str:
    """Return what pip says of packages that don't go together, one line; "" if it is something else."""
    lines = report.partition("The conflict is caused by:\n")[2].splitlines()
    return "; ".join(line.strip() for line in takewhile(str.strip, lines))


def install(requirements: list[str]) -> tuple[int, str]:
    """Install packages, no version of those of the lock being changed; return pip's exit code, and the conflict that it found."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    there = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
    with TemporaryDirectory() as folder:
        constraints = Path(folder, "constraints.txt")
        constraints.write_text(locked(there), encoding="utf-8")
        done = subprocess.run([*pip, "install", "-c", constraints, *requirements], stdout=subprocess.PIPE, text=True)
    return done.returncode, conflict(done.stdout)


if __name__ == "__main__":
    if wanted := list(conf.extension_requirements):
        code, why = install(wanted)
        if code:
            remedy = "leave the versions open, or take out what goes with no package of requirements.txt" if why else "correct a name or a version"
            words = f"extension_requirements can't be installed{f' ({why})' if why else ''}"
            print(f"{place('extension_requirements')}: {words}; {remedy}", file=sys.stderr)
            sys.exit(code)
