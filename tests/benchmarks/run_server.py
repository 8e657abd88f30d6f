"""Run a real server with the settings that the build writes, on loopback."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translated_docs.site.server_settings import write_server_settings

import conf

SERVERS = {"nginx": "nginx-light", "caddy": "caddy"}  # and Debian's package of each
SECONDS_TO_START = 20
# Where servers lie is on no path but the administrator's.
PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
# What a distribution's own nginx.conf says around a site, without a path of its own.
AROUND = """user {user}; daemon off; pid {folder}/pid; worker_processes auto; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types; access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/nginx.conf;
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def command(name: str, folder: Path) -> list[str | Path]:
    if name == "caddy":
        return ["caddy", "run", "--config", folder / "Caddyfile"]
    (folder / "around.conf").write_text(AROUND.format(folder=folder, user=getpass.getuser()), encoding="utf-8")
    return ["nginx", "-e", folder / "errors", "-c", folder / "around.conf"]


def wait_until_it_answers(process: subprocess.Popen, port: int, log: Path) -> None:
    """Raises RuntimeError, with what the server said, if it does not."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args[0]} does not answer: {log.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def running(name: str, site: Path, folder: Path) -> Iterator[int]:
    """Serve a folder, and give the port; 0 if the server is not on this machine.

    ``folder`` is for the server's own files.  Raises RuntimeError if it does not start.
    """
    if not shutil.which(name, path=PATH):
        yield 0
        return
    port = free_port()
    write_server_settings(folder, site, list(conf.languages), conf.content_policy, port)
    log = folder / "log"
    home = {**os.environ, "PATH": PATH, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with log.open("w") as said:
        program, *arguments = command(name, folder)
        process = subprocess.Popen(
            [shutil.which(program, path=PATH), *arguments], stdout=said, stderr=subprocess.STDOUT, env=home
        )
    try:
        wait_until_it_answers(process, port, log)
        yield port
    finally:
        process.terminate()
        process.wait()
