"""Run `make` and `make test` on each Python that this project is for, one after the other, and compare the sites.

Usage: python3 tests/run_pythons.py VERSION [VERSION ...]

A Python is this machine's, on the PATH or pyenv's, or else Debian's, in a root of its own (debootstrap,
chroot): that takes the superuser and Debian's registry.  Each has a copy of the checkout, and a log,
below build/pythons/.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from glob import glob
from hashlib import sha256
from pathlib import Path
from shlex import join, quote

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ROOT / "build" / "pythons"
# The suite of Debian that has a Python; none has 3.12.
SUITES = {"3.11": "bookworm", "3.13": "trixie", "3.14": "forky", "3.15": "forky"}
# A debootstrap that is older than a suite has no script of its name; sid's serves.
DEBOOTSTRAP = "debootstrap --variant=minbase {suite} {root} {mirror} /usr/share/debootstrap/scripts/sid"
# A mirror may be a snapshot of an earlier day; its signature is checked all the same.
PACKAGES = """export DEBIAN_FRONTEND=noninteractive install='apt-get install --yes --no-install-recommends'
apt-get -o Acquire::Check-Valid-Until=false update && $install python{version}-venv make git gettext &&
{{ $install chromium-headless-shell || $install chromium; }}"""
VERSIONS = ".venv/bin/python -c 'import docutils, sphinx; print(sphinx.__version__, docutils.__version__)'"
# How this machine reaches others: a root of its own reaches them in the same way.
NETWORK = (
    "/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt", "~/.config/pip/pip.conf",
)  # fmt: skip
NETWORK_VARIABLES = re.compile(r"(?i)pip_.*|.*_proxy|ssl_cert_.*|requests_ca_bundle")
# What a site says of Sphinx: its version, and the years of its copyright.
MAY_DIFFER = {"licences.txt", "licences.txt.gz"}


class NotThereError(Exception):
    """A Python that is neither there nor can be set up, with what to do."""


@dataclass
class Place:
    """Where a Python runs: in a folder, of this machine or of a root."""

    python: str
    folder: Path
    root: Path | None = None

    def run(self, line: str, log: Path) -> str:
        """Run a line of shell, adding it and all it says to a log; return that.  Raises CalledProcessError."""
        ours = ("MAKE", "MFLAGS", "PYTHONS")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        command = ["sh", "-c", f"cd {quote(str(self.folder))} && {line}"]
        with log.open("a+", encoding="utf-8") as file:
            file.write(f"$ {line}\n")
            file.flush()
            begin = file.tell()
            done = subprocess.run(self.in_root(command), stdout=file, stderr=subprocess.STDOUT, env=environment)
            file.seek(begin)
            said = file.read()
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, line, said)
        return said

    def in_root(self, command: list[str]) -> list[str]:
        """Return a command as it is run in the root, if any; what is mounted for it goes with it."""
        if not self.root:
            return command
        for file in map(Path.expanduser, map(Path, NETWORK)):
            if file.exists():
                copy = self.root / file.relative_to("/")
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
        names = {name: value for name, value in os.environ.items() if NETWORK_VARIABLES.fullmatch(name)}
        names |= {"HOME": str(Path.home()), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
        variables = [f"{name}={value}" for name, value in names.items()]
        inside = join(["chroot", str(self.root), "env", "-i", *variables, *command])
        root = quote(str(self.root))
        mounts = f"mount --rbind /dev {root}/dev && mount -t proc proc {root}/proc"
        return ["unshare", "--mount", "sh", "-c", f"{mounts} && exec {inside}"]


def local_python(version: str) -> str | None:
    """Return the path of a Python of this machine that can make virtual environments, if there is one."""
    pyenv = os.path.expanduser(os.environ.get("PYENV_ROOT", "~/.pyenv"))
    folders = [*os.get_exec_path(), *glob(f"{pyenv}/versions/{version}.*/bin")]
    for python in filter(None, (shutil.which(f"python{version}", path=folder) for folder in folders)):
        if not subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True).returncode:
            return python
    return None


def debian_mirror() -> str:
    """Return where this machine gets its packages of Debian from, or "": debootstrap knows Debian's own address."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Label: Debian"]
    known = subprocess.run(command, capture_output=True, text=True).stdout.split() if shutil.which("apt-get") else []
    return known[0].rstrip("/") if known else ""


def debian_python(version: str, log: Path) -> Place:
    """Return a place with Debian's Python, set up if it is not there.  Raises NotThereError, or CalledProcessError."""
    if version not in SUITES:
        raise NotThereError(f"not on this machine, and Debian has none; install it ('pyenv install {version}')")
    suite = SUITES[version]
    if os.geteuid():
        raise NotThereError(
            f"not on this machine, and only root can set up Debian {suite}, which has it: sudo make test-pythons"
        )
    machine, root, laid_out = Place("", ROOT), PYTHONS / suite, PYTHONS / suite / "laid-out"
    if not laid_out.exists():
        print(f"Setting up Debian {suite} in {root.relative_to(ROOT)} (some minutes, 1 GB) ...", flush=True)
        if not shutil.which("debootstrap"):
            machine.run("apt-get install --yes debootstrap debian-archive-keyring", log)
        shutil.rmtree(root, ignore_errors=True)
        machine.run(DEBOOTSTRAP.format(suite=suite, root=quote(str(root)), mirror=quote(debian_mirror())), log)
        laid_out.touch()
    if not (root / "usr" / "bin" / f"python{version}").exists():
        Place("", Path("/"), root).run(PACKAGES.format(version=version), log)
    return Place(f"python{version}", Path("/srv", version), root)


def run_commands(version: str, log: Path) -> tuple[list[str], dict[str, bytes]]:
    """Run both commands; return a row of the table, and the digest of each file of the site.

    Raises NotThereError, or CalledProcessError.
    """
    python, started = local_python(version), time.monotonic()
    place = Place(python, PYTHONS / version) if python else debian_python(version, log)
    copy = (place.root or Path("/")) / place.folder.relative_to("/")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(
        ROOT, copy, symlinks=True, ignore=lambda folder, _: {"build", ".venv"} if Path(folder) == ROOT else set()
    )
    said = ""
    for command in ("make", "make test"):
        print(f"Python {version}: {command} (log: {log.relative_to(ROOT)})", flush=True)
        said += place.run(f"{command} PYTHON={quote(place.python)}", log)
    packages = place.run(VERSIONS, log).split()
    digest = re.findall(r"sha256 (\w{16})", said)[-1]
    tests = re.findall(r"^\d+ passed.*(?= in )", said, re.MULTILINE)[-1]
    site = copy / "build" / "site"
    paths = [path for path in site.rglob("*") if path.is_file()]
    files = {str(path.relative_to(site)): sha256(path.read_bytes()).digest() for path in paths}
    return [version, *packages, digest, f"{time.monotonic() - started:.0f} s", tests], files


def differing(site: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that are not the same in two sites, but for those that may differ."""
    return sorted(name for name in (site.keys() | other.keys()) - MAY_DIFFER if site.get(name) != other.get(name))


def main() -> int:
    PYTHONS.mkdir(parents=True, exist_ok=True)
    rows, first, failed = [["Python", "Sphinx", "docutils", "digest", "time", "tests"]], None, False
    for version in sys.argv[1:]:
        log = PYTHONS / f"{version}.log"
        log.unlink(missing_ok=True)
        try:
            row, site = run_commands(version, log)
        except NotThereError as error:
            row, site = [version, f"left out: {error}"], first
        except subprocess.CalledProcessError as error:
            print("\n".join(error.output.splitlines()[-20:]), flush=True)
            row, site, failed = [version, f"'{error.cmd}' failed; see {log.relative_to(ROOT)}"], first, True
        first = first or site
        names = differing(first, site) if first else []
        rows.append(row + [f"other bytes than the first: {', '.join(names[:5])}"] * bool(names))
        failed = failed or bool(names)
    print(*("  ".join(row) for row in rows), sep="\n")
    return int(failed or not first)  # it is no success to have tried none


if __name__ == "__main__":
    sys.exit(main())
