"""Weblate from its package, with PostgreSQL and Redis, in a folder of its own on loopback."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from glob import glob
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from benchmarks.run_server import free_port
from run_pythons import local_python

ROOT = Path(__file__).resolve().parents[2]
WEBLATE = "weblate[postgres]==2026.10.1"
PYTHONS = ("3.13", "3.12")  # those that this Weblate is for, and that all its packages have wheels for
# Only for backups, which nobody makes here: on Linux it has no wheel.
OVERRIDE = "borgbackup ; sys_platform == 'never'\n"
PROGRAMS = {"postgres": "postgresql", "initdb": "postgresql", "redis-server": "redis-server", "git": "git"}
# Debian has those of PostgreSQL on no path.
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), *sorted(glob("/usr/lib/postgresql/*/bin"))[::-1]])
SECONDS_TO_START = 120
# What Weblate's manual has people change in the settings that it comes with.
SETTINGS = """
DEBUG = True  # it serves its own style sheets then
SITE_DOMAIN = "localhost:{port}"
SECRET_KEY = "{secret}"
DATA_DIR = "{folder}/data"
REQUIRE_LOGIN = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True  # what it would do later it does at once: nobody waits
CELERY_BROKER_URL = "redis://127.0.0.1:{redis}"
"""
# The repository is on this machine (git daemon).
ADDED = """
DATABASES["default"].update(NAME="postgres", USER="weblate", HOST="{folder}", CONN_MAX_AGE=0)
CACHES["default"]["LOCATION"] = "redis://127.0.0.1:{redis}/1"
CELERY_TASK_EAGER_PROPAGATES = True
VCS_ALLOW_SCHEMES = {{"https", "git"}}
VCS_RESTRICT_PRIVATE = False
API_RATELIMIT_USER = "1000000/hour"
API_RATELIMIT_ANON = "1000000/hour"
"""


class NotThereError(Exception):
    """A program that this takes is not on this machine, with what to do."""


def needed_programs() -> None:
    for program, package in PROGRAMS.items():
        if not shutil.which(program, path=PATH):
            raise NotThereError(f"no {program} on this machine; install it: apt-get install {package}")


def settings_of(example: str, **values: Any) -> str:
    """Return Weblate's settings as its manual has people write them: those that it comes with, changed."""
    for line in SETTINGS.format(**values).strip().splitlines():
        name = line.split(" ")[0]
        example, found = re.subn(rf"^{name}\b.* = .*$|^{name} = .*$", lambda _: line, example, count=1, flags=re.M)
        example += "" if found else f"\n{line}"
    return example + ADDED.format(**values)


class Weblate:
    """A Weblate that runs; ``address`` is where, ``git_config`` what its Git reads."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stack = folder, ExitStack()
        self.port, self.redis = free_port(), free_port()
        self.address = f"http://localhost:{self.port}"
        self.token = ""
        self.git_config = folder / "data" / "home" / ".gitconfig"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "PATH": f"{folder / 'venv' / 'bin'}{os.pathsep}{PATH}",
            "PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "weblate_settings", "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def install(self) -> None:
        """Install the package, if it is not there.  Raises NotThereError without a Python for it."""
        python = next(filter(None, map(local_python, PYTHONS)), None)
        if not python:
            raise NotThereError(f"Weblate takes a Python {' or '.join(PYTHONS)}; install one: pyenv install {PYTHONS[0]}")
        (self.folder / "overrides.txt").write_text(OVERRIDE, encoding="utf-8")
        uv = ROOT / ".venv" / "bin" / "uv"
        if not (self.folder / "venv" / "bin" / "weblate").exists():
            self.run(uv, "venv", "--quiet", "--python", python, self.folder / "venv")
            self.run(
                uv, "pip", "install", "--quiet", "--python", self.folder / "venv" / "bin" / "python",
                "--override", self.folder / "overrides.txt", WEBLATE,
            )  # fmt: skip
        [package] = (self.folder / "venv").glob("lib/*/site-packages/weblate")
        example = (package / "settings_example.py").read_text(encoding="utf-8")
        values = {"port": self.port, "redis": self.redis, "folder": self.folder, "secret": secrets.token_hex(32)}
        (self.folder / "weblate_settings.py").write_text(settings_of(example, **values), encoding="utf-8")

    def run(self, *command: str | Path, **options: Any) -> str:
        """Run a command; return what it says.  Raises CalledProcessError."""
        options = {"env": self.environment, "cwd": self.folder, "check": True, "capture_output": True} | options
        return subprocess.run([str(part) for part in command], text=True, **options).stdout

    def start(self, name: str, *command: str | Path, **options: Any) -> subprocess.Popen:
        """Start a server, which ends with the others; what it says goes into a log."""
        log = self.stack.enter_context((self.folder / f"{name}.log").open("w"))
        options = {"env": self.environment, "cwd": self.folder} | options
        process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=subprocess.STDOUT, **options)
        self.stack.callback(lambda: (process.terminate(), process.wait()))
        return process

    def start_database(self) -> None:
        """Start PostgreSQL with an empty database; of root it takes another user."""
        owner = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        database = self.folder / "postgresql"
        if owner:
            self.folder.chmod(0o777)
        self.run(
            shutil.which("initdb", path=PATH), "--pgdata", database, "--username", "weblate", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", **owner,
        )  # fmt: skip
        self.start("postgres", shutil.which("postgres", path=PATH), "-D", database, "-k", self.folder, "-h", "", **owner)
        self.wait_until((self.folder / ".s.PGSQL.5432").exists, "postgres")

    def wait_until(self, is_ready: Any, name: str) -> None:
        """Raises RuntimeError, with what the server said, if it takes too long."""
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            if is_ready():
                return
            time.sleep(0.2)
        raise RuntimeError(f"{name} does not answer: {(self.folder / f'{name}.log').read_text()[-2000:]}")

    def answers(self) -> bool:
        try:
            return bool(urlopen(f"{self.address}/healthz/", timeout=30).read())
        except OSError:
            return False

    def begin(self) -> None:
        needed_programs()
        for old in ("postgresql", "data"):
            shutil.rmtree(self.folder / old, ignore_errors=True)
        self.install()
        self.start_database()
        self.start("redis", "redis-server", "--port", str(self.redis), "--bind", "127.0.0.1", "--save", "")
        self.run("weblate", "migrate", "--verbosity", "0")
        self.run("weblate", "createadmin", "--username", "editor", "--password", "not-a-secret", "--email", "editor@example.org")
        said = self.run(
            "weblate", "shell", "--verbosity", "0", "-c",
            "from weblate.auth.models import User; print('token:' + User.objects.get(username='editor').auth_token.key)",
        )  # fmt: skip
        self.token = re.search(r"token:(\S+)", said)[1]
        self.start("weblate", "weblate", "runserver", "--noreload", f"127.0.0.1:{self.port}")
        self.wait_until(self.answers, "weblate")

    def call(self, method: str, path: str, **data: Any) -> Any:
        """Ask Weblate's API; raise RuntimeError with its answer if it refuses."""
        return self.send(method, path, json.dumps(data).encode() if data else None, "application/json")

    def upload(self, path: str, file: Path) -> Any:
        """Send a file as new entries; raise RuntimeError with the answer if Weblate refuses."""
        boundary = secrets.token_hex(16)
        head = '--{}\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
        method = head.format(boundary, "method", "") + "add\r\n"
        named = head.format(boundary, "file", f'; filename="{file.name}"')
        body = f"{method}{named}".encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        return self.send("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def send(self, method: str, path: str, body: bytes | None, media_type: str) -> Any:
        headers = {"Authorization": f"Token {self.token}", "Content-Type": media_type}
        try:
            with urlopen(Request(f"{self.address}/api/{path}", body, headers, method=method), timeout=600) as answer:
                return json.loads(answer.read() or b"null")
        except HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()[:2000]}") from None


@contextmanager
def running(folder: Path) -> Iterator[Weblate]:
    """Install and start all in a folder, and stop it.  Raises NotThereError, CalledProcessError or RuntimeError."""
    weblate = Weblate(folder)
    with weblate.stack:
        weblate.begin()
        yield weblate
