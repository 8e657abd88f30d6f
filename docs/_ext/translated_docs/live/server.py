"""Serve the site while it is being written: every language, each save seen at once.

Usage: python -m translated_docs.live [LANGUAGE ...] [--port PORT]

A saved page or catalog is built by a process of its own (worker_process.py).  The browser hears of
it and loads its page again.  The files that pages link to are made when they are asked for
(downloads.py).
"""

import argparse
import asyncio
import contextlib
import errno
import json
import mimetypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import uvicorn
import watchfiles
from starlette import responses
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from translated_docs import outputs
from translated_docs.jobs.fatal_errors import IN_FILE
from translated_docs.live.worker_process import prepare_processes, run_worker
from translated_docs.paths import NOT_SOURCES, ROOT
from translated_docs.settings import catalogs_folder, conf, relative, source_folder

HERE = Path(__file__).parent
OUT = ROOT / "build" / "live"
WATCHED = [path for path in (source_folder(), catalogs_folder(), ROOT / "conf.py") if path.exists()]
# What builds write, where the pages lie beside it.
NOT_WATCHED = watchfiles.DefaultFilter(ignore_paths=[ROOT / name for name in NOT_SOURCES])
# Taken into memory once; a change of them needs a new start, which the Makefile makes of this exit code.
TOOLCHAIN = {".py"}
START_ANEW = 75
CAN_START = "from translated_docs.commands.make_variables import languages; languages(); import translated_docs.live.build_worker"
# The names of this machine. Any other may be made to lead here by whoever owns it, and its pages then read ours.
HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PORT = 8000
ASSETS = ("live.css", "live.js")
NOT_KEPT = {"Cache-Control": "no-store"}
SCRIPTS = '<link rel="stylesheet" href="/_live/live.css"><script src="/_live/live.js" type="module"></script>'
BROKEN = '<!doctype html><html lang="en"><title>…</title><body>{}'


@dataclass
class LanguageBuild:
    """One language: what the last build said, and the lock that lets one build run at a time."""

    errors: list[str] = field(default_factory=list)
    diagnostics: dict[str, list[str]] = field(default_factory=dict)  # by page
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def run_build(code: str, report: Callable[[dict], None]) -> None:
    """Build one language in a process of its own; pass on what `build_worker.build` reports.

    A process that dies is an error like any other.
    """
    from translated_docs.live import build_worker

    build_worker.forget_warnings(ROOT, code)
    if exitcode := run_worker(build_worker.build_into, code, str(OUT), report=report):
        words = f"the build of {code} ended with exit code {exitcode}"
        report({"pages": [], "diagnostics": {}, "errors": [words], "done": True})


def last_error(said: str) -> str:
    """Return the line that says why a program has ended: its own, or of a traceback the last, with the place."""
    *_before, last = said.strip().splitlines() or ["no reason was given"]
    places = IN_FILE.findall(said)
    return f"{relative(Path(places[-1][0]))}:{places[-1][1]}: {last}; mend it" if places else last


def stop_on_failure(task: asyncio.Task) -> None:
    """End the server when what it lives from has failed."""
    if not task.cancelled() and task.exception():
        traceback.print_exception(task.exception())
        os.kill(os.getpid(), signal.SIGINT)


def for_this_site_alone(app: ASGIApp) -> ASGIApp:
    """Reject what a page of another site asks for: it may lead a reader here, and no more.

    Fetch Metadata, https://www.w3.org/TR/fetch-metadata/; a browser that has not got it sends ``Origin``.
    """
    refusal = responses.PlainTextResponse("Another site has asked for this; open it in a tab of its own.", 403)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_refused = scope["type"] in ("http", "websocket") and not is_own_request(Headers(scope=scope))
        await (refusal if is_refused else app)(scope, receive, send)

    return answer


def is_own_request(headers: Headers) -> bool:
    """Return whether a page of this server asks, or a person: with a link, a bookmark, or a program."""
    if headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document":
        return True
    own = (None, f"http://{headers.get('host')}")
    return headers.get("origin") in own and headers.get("sec-fetch-site") in (None, "none", "same-origin")


def file_at(top: Path, path: str) -> Path | None:
    """Return the file of a built folder at an address, or None if there is none, whatever the address is."""
    top = top.resolve()
    try:
        file = (top / path).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):  # not there; no name at all; links in a circle
        return None
    hidden = any(part.startswith(".") and not part.startswith("..") for part in path.split("/"))
    return file if file.is_relative_to(top) and file.is_file() and not hidden else None


class Live:
    """The languages, and the browsers that wait for news of them."""

    def __init__(self, codes: list[str]) -> None:
        self.languages = {code: LanguageBuild() for code in codes}
        self.listeners: set[asyncio.Queue] = set()
        self.printed: set[str] = set()  # since the last save: what is wrong in conf.py each language says

    async def build(self, code: str) -> None:
        loop = asyncio.get_running_loop()
        async with self.languages[code].lock:
            tell = partial(loop.call_soon_threadsafe, self.tell, code)
            await asyncio.to_thread(run_build, code, tell)

    def tell(self, code: str, news: dict) -> None:
        """Keep what a build reports, print its errors, and wake the browsers."""
        build = self.languages[code]
        build.diagnostics |= news["diagnostics"]
        if news["done"] or news["errors"]:
            build.errors = news["errors"]
        if news["done"]:
            for error in [each for each in build.errors if each not in self.printed]:
                print(error, file=sys.stderr, flush=True)
            self.printed.update(build.errors)
        for queue in self.listeners:
            queue.put_nowait({"language": code, "pages": news["pages"]})

    async def watch(self) -> None:
        async with asyncio.TaskGroup() as builds:
            for code in self.languages:
                builds.create_task(self.build(code))
            # From the start: what is saved during the first build is not missed.
            async for changes in watchfiles.awatch(*WATCHED, watch_filter=NOT_WATCHED, step=20, debounce=400):
                paths = [Path(path) for _kind, path in changes]
                self.printed.clear()
                if any(path.suffix in TOOLCHAIN for path in paths):
                    await self.end_for_a_new_start()
                else:
                    await asyncio.gather(*map(self.build, self.affected_languages(paths)))

    async def end_for_a_new_start(self) -> None:
        """End, so that make begins a server with the programs and settings that are saved now; if they can't be read, say why and go on."""
        tried = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", CAN_START], capture_output=True, text=True)
        if tried.returncode:
            for code in self.languages:
                self.tell(code, {"pages": [], "diagnostics": {}, "errors": [last_error(tried.stderr)], "done": True})
            return
        for build in self.languages.values():
            await build.lock.acquire()  # for good: what is being built would be written into the folder of the new one
        print("The toolchain has changed; starting anew ...", flush=True)
        os._exit(START_ANEW)  # no browser that listens is waited for

    def affected_languages(self, paths: list[Path]) -> list[str]:
        """Return the languages that the changed files belong to; a page belongs to all."""
        catalogs = catalogs_folder()
        codes = {
            path.relative_to(catalogs).parts[0] if path.is_relative_to(catalogs) else "*" for path in paths
        }
        return list(self.languages) if "*" in codes else [code for code in self.languages if code in codes]

    # -- What the browser asks for ----------------------------------------------

    async def page(self, top: Path, request: Request) -> responses.Response:
        """Answer with a file of a built folder."""
        path = request.path_params["path"]
        try:
            file = file_at(top, path)
            content = file.read_bytes() if file else None
        except OSError:  # gone by now, or not ours to read
            content = None
        if content is None:
            return responses.HTMLResponse(BROKEN.format(SCRIPTS), 404)
        if path.endswith(".html"):
            content = content.replace(b"</head>", f"{SCRIPTS}</head>".encode(), 1)
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return responses.Response(content, headers=NOT_KEPT, media_type=media_type)

    async def download(self, download: outputs.Download, request: Request) -> responses.Response:
        """Make a file of what is saved now, or say what is wrong; who only asks for its size need not wait for it."""
        if request.method == "HEAD":
            return responses.Response(headers=NOT_KEPT)
        # With it, all of Sphinx, which is in memory after the first build.
        from translated_docs.live.downloads import make_download

        async with contextlib.AsyncExitStack() as locks:
            for code in download.languages:
                await locks.enter_async_context(self.languages[code].lock)
            errors = await asyncio.to_thread(make_download, download, OUT)
            if errors:
                return responses.PlainTextResponse("\n".join(errors), 500)
            file = (OUT / download.made).read_bytes()
        return responses.Response(file, media_type=download.output.media_type, headers=NOT_KEPT)

    async def state(self, request: Request) -> responses.JSONResponse:
        """Answer with the errors of a language's build and the diagnostics for one page."""
        code, _, page = request.query_params.get("page", "").partition("/")
        build = self.languages.get(code)
        docname = page.removesuffix(".html") or "index"
        return responses.JSONResponse(
            {
                "errors": build.errors if build else [line for each in self.languages.values() for line in each.errors],
                "diagnostics": build.diagnostics.get(docname, []) if build else [],
            }
        )

    async def events(self, request: Request) -> responses.StreamingResponse:
        queue: asyncio.Queue = asyncio.Queue()
        self.listeners.add(queue)

        async def stream() -> AsyncIterator[str]:
            try:
                yield "retry: 500\n\n"
                while True:
                    yield f"data: {json.dumps(await queue.get())}\n\n"
            finally:
                self.listeners.discard(queue)

        return responses.StreamingResponse(stream(), media_type="text/event-stream")

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # as interrupt.py: uvicorn would wait for browsers and builds
        watching = asyncio.create_task(self.watch())
        watching.add_done_callback(stop_on_failure)
        yield
        watching.cancel()

    def download_routes(self) -> Iterator[Route]:
        """Yield the addresses of the files that pages link to, and of what those link to that are the first of a folder."""
        for download in outputs.downloads(conf):
            if self.languages.keys() >= set(download.languages):
                address, made = download.published
                yield Route(f"/{download.address}", partial(self.download, download))
                yield Route(f"/{address}/{{path:path}}", partial(self.page, OUT / made))

    def app(self) -> Starlette:
        """Return what answers the browsers."""
        first = next(iter(self.languages))

        def asset(name: str, _request: Request) -> responses.FileResponse:
            return responses.FileResponse(HERE / name, headers=NOT_KEPT)

        return Starlette(
            routes=[
                Route("/", lambda request: responses.RedirectResponse(f"/{first}/index.html")),
                Route("/_live/events", self.events),
                Route("/_live/state", self.state),
                *(Route(f"/_live/{name}", partial(asset, name)) for name in ASSETS),
                *self.download_routes(),
                Route("/{path:path}", partial(self.page, OUT / "html")),
            ],
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
                Middleware(for_this_site_alone),
            ],
            lifespan=self.lifespan,
        )


def port_number(text: str) -> int:
    """Return a port that was named; raise SystemExit if it can be none."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        sys.exit(f"port {text!r}: not a number from 1 to 65535; name another: make live PORT={PORT}")
    return int(text)


def listen(port: int) -> list[socket.socket]:
    """Return sockets that listen on this machine alone, one for each kind of address that it has.

    Raises SystemExit if the port can't be had.
    """
    sockets = []
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            sockets.append(socket.create_server((address, port), family=family))
        except OSError as error:
            if sockets and error.errno in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
                continue  # a machine without IPv6
            another = port + 1 if PORT <= port < 65535 else PORT
            sys.exit(f"port {port}: {os.strerror(error.errno)}; name another: make live PORT={another}")
    return sockets


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", default=list(conf.languages))
    parser.add_argument("--port", default=str(PORT))
    arguments = parser.parse_args()
    port = port_number(arguments.port)
    sockets = listen(port)  # before anything is touched: another one may be at work here
    shutil.rmtree(OUT, ignore_errors=True)  # what an older version of the toolchain has read
    prepare_processes()
    print(f"http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
    config = uvicorn.Config(Live(arguments.languages).app(), log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=sockets)

