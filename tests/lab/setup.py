"""Install what labs need: `python -m lab.setup` (for all) or `python -m lab.setup NAME ...`.

A lab's folder may hold `debian.txt`, names of Debian packages that are installed, by sudo, if they are missing, and
`requirements.txt`, pinned with hashes, which goes into an environment of its own, build/lab/NAME/. What can't be in one
environment with the rest is in `requirements-PART.txt`, and goes into build/lab/NAME-PART/.
Raises SystemExit with the remedy if something can't be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from lab.__main__ import chosen
from lab.common import INSTALLED, ROOT, stop


def debian_packages(lab: str) -> None:
    """Install the Debian packages of a lab that are not there; servers among them are stopped, as a lab has its own."""
    path = ROOT / "tests" / "lab" / lab.replace("-", "_") / "debian.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    names = [name for line in lines if (name := line.partition("#")[0].strip())]
    if not names:
        return
    if not shutil.which("apt-get"):
        stop("no apt-get here", f"install what these Debian packages hold: {' '.join(names)}")
    before = installed_packages()
    missing = [name for name in names if name not in before]
    if not missing:
        return
    print(f"{lab}: installing {' '.join(missing)} ...")
    if as_root("apt-get", "install", "-qq", "--no-install-recommends", *missing):
        remedy = "run: apt-get update, then make lab-setup again"
        stop(f"apt-get could not install {' '.join(missing)}", remedy)
    stop_services(installed_packages() - before)


def installed_packages() -> set[str]:
    """Return the names of the Debian packages that are installed."""
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Status}\n"], capture_output=True, text=True, check=True)
    return {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" install ok installed")}


def as_root(*command: str) -> int:
    """Run a command as root, by sudo if needed, and return its exit code; raise SystemExit if that can't be."""
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    if prefix and not shutil.which("sudo"):
        stop("only root may install packages", f"run as root: {' '.join(command)}; then make lab-setup again")
    return subprocess.run([*prefix, *command]).returncode


def stop_services(packages: set[str]) -> None:
    """Stop and disable the services of packages that were just installed: Debian starts them unasked."""
    if not packages or not Path("/run/systemd/system").exists():
        return
    listed = subprocess.run(["dpkg-query", "-L", *sorted(packages)], capture_output=True, text=True, check=True)
    units = sorted({path.name for line in listed.stdout.splitlines() if (path := Path(line)).match("system/*.service")})
    if units and as_root("systemctl", "disable", "--now", "--quiet", *(unit for unit in units if "@" not in unit)):
        print(f"lab: could not stop what was installed; look at: systemctl status {' '.join(units)}", file=sys.stderr)


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
