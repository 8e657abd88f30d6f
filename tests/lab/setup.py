"""Install what labs need: `python -m lab.setup` (for all) or `python -m lab.setup NAME ...`.

A lab's folder may hold `debian.txt`, names of Debian packages that root installs if they are missing, and
`requirements.txt`, pinned with hashes, which goes into an environment of its own, build/lab/NAME/. What can't be in one
environment with the rest is in `requirements-PART.txt`, and goes into build/lab/NAME-PART/.
Raises SystemExit with the remedy if something can't be installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from lab.__main__ import chosen
from lab.common import INSTALLED, ROOT, need_root, stop


def debian_packages(lab: str) -> None:
    """Install the Debian packages of a lab that are not there."""
    path = ROOT / "tests" / "lab" / lab.replace("-", "_") / "debian.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    names = [name for line in lines if (name := line.partition("#")[0].strip())]
    if not names:
        return
    if not shutil.which("apt-get"):
        stop("no apt-get here", f"install what these Debian packages hold: {' '.join(names)}")
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *names], capture_output=True, text=True)
    missing = [name for name in names if f"{name} install ok installed" not in asked.stdout.splitlines()]
    if not missing:
        return
    need_root()
    print(f"{lab}: installing {' '.join(missing)} ...")
    if subprocess.run(["apt-get", "install", "-qq", "--no-install-recommends", *missing]).returncode:
        stop(f"apt-get could not install {' '.join(missing)}", "run: apt-get update, then make lab-setup again")


def python_packages(lab: str) -> None:
    """Install the Python packages of a lab into build/lab/NAME/ and build/lab/NAME-PART/."""
    for wanted in sorted((ROOT / "tests" / "lab" / lab.replace("-", "_")).glob("requirements*.txt")):
        environment(wanted, INSTALLED / f"{lab}{wanted.stem.removeprefix('requirements')}")


def environment(wanted: Path, folder: Path) -> None:
    """Install what a list names into a folder, unless the folder holds a copy of the same list."""
    ready = folder / "requirements.txt"
    if ready.exists() and ready.read_bytes() == wanted.read_bytes():
        return
    print(f"installing into build/lab/{folder.name}/ ...")
    pip = [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    for command in ([sys.executable, "-m", "venv", "--clear", folder], [*pip, "-r", wanted]):
        if subprocess.run(command).returncode:
            stop(f"build/lab/{folder.name}/ could not be filled", "mend what is said above, then make lab-setup again")
    shutil.copyfile(wanted, ready)


def main() -> None:
    for lab in chosen(sys.argv[1:]):
        debian_packages(lab)
        python_packages(lab)


if __name__ == "__main__":
    main()
