"""Serve the site while it is being written: every language, each save seen at once.

Usage: python docs/_tools/live/live.py LANGUAGE [LANGUAGE ...] [--port PORT]

A saved page or catalog is built by a process of its own (apart.py).  The browser hears of
it and loads its page again.  PDFs and EPUBs are made when they are asked for (downloads.py).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from apart import prepare_processes, run_apart

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
OUT = ROOT / "build" / "live"
WATCHED = [ROOT / "docs", ROOT / "locale", ROOT / "conf.py"]
# Taken into memory once; a change of them needs a new start.
MACHINERY = {".py"}
SCRIPTS = '<link rel="stylesheet" href="/_live/live.css"><script src="/_live/live.js" type="module"></script>'
BROKEN = '<!doctype html><html lang="en"><title>…</title><body>{}'


@dataclass
class Edition:
    """One language: what the last build said, and the lock that lets one build run at a time."""

    code: str
    faults: list[str] = field(default_factory=list)
    findings: dict[str, list[str]] = field(default_factory=dict)  # by page
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def run_build(code: str, report: Callable[[dict], None]) -> None:
    """Build one language in a process of its own; pass on what `one_build.build` reports.

    A process that dies is a fault like any other.
    """
    import one_build

    exitcode = run_apart(one_build.build_into, code, str(OUT), report=report)
    if exitcode:
        words = f"the build of {code} ended with exit code {exitcode}"
        report({"pages": [], "findings": {}, "faults": [words], "done": True})


def end_with(task: asyncio.Task) -> None:
    """End the server when what it lives from has failed."""
    if not task.cancelled() and task.exception():
        traceback.print_exception(task.exception())
        os.kill(os.getpid(), signal.SIGINT)


class Live:
    """The editions, and the browsers that wait for news of them."""

    def __init__(self, codes: list[str]) -> None:
        self.editions = {code: Edition(code) for code in codes}
        self.listeners: set[asyncio.Queue] = set()

    async def build(self, code: str) -> None:
        loop = asyncio.get_running_loop()
        async with self.editions[code].lock:
            tell = partial(loop.call_soon_threadsafe, self.tell, code)
            await asyncio.to_thread(run_build, code, tell)

    def tell(self, code: str, news: dict) -> None:
        """Keep what a build reports, print its faults, and wake the browsers."""
        edition = self.editions[code]
        edition.findings |= news["findings"]
        if news["done"] or news["faults"]:
            edition.faults = news["faults"]
        if news["done"]:
            for fault in edition.faults:
                print(fault, file=sys.stderr, flush=True)
        for queue in self.listeners:
            queue.put_nowait({"language": code, "pages": news["pages"]})

    async def watch(self) -> None:
        async with asyncio.TaskGroup() as builds:
            for code in self.editions:
                builds.create_task(self.build(code))
            # From the start: what is saved during the first build is not missed.
            async for changes in watchfiles.awatch(*WATCHED, step=20, debounce=400):
                paths = [Path(path) for _kind, path in changes]
                if any(path.suffix in MACHINERY for path in paths):
                    print("The machinery has changed; starting anew ...", flush=True)
                    os.execv(sys.executable, [sys.executable, *sys.argv])
                await asyncio.gather(*map(self.build, self.concerned(paths)))

    def concerned(self, paths: list[Path]) -> list[str]:
        """Return the languages that the changed files belong to; a page belongs to all."""
        catalogs = ROOT / "locale"
        codes = {
            path.relative_to(catalogs).parts[0] if path.is_relative_to(catalogs) else "*" for path in paths
        }
        return list(self.editions) if "*" in codes else [code for code in self.editions if code in codes]

    # -- What the browser asks for ----------------------------------------------

    async def page(self, request: Request):
        if request.url.path.endswith((".pdf", ".epub")):
            return await self.download(request.path_params["path"])
        path = (OUT / "html" / request.path_params["path"]).resolve()
        if not path.is_relative_to(OUT / "html") or not path.is_file():
            faults = [fault for edition in self.editions.values() for fault in edition.faults]
            return HTMLResponse(BROKEN.format(SCRIPTS), status_code=500 if faults else 404)
        if path.suffix != ".html":
            return FileResponse(path, headers={"Cache-Control": "no-store"})
        html = path.read_text(encoding="utf-8").replace("</head>", f"{SCRIPTS}</head>", 1)
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    async def download(self, address: str) -> Response:
        """Make the PDF or the EPUB of what is saved now, or say what is wrong."""
        from downloads import downloads, make_download  # all of Sphinx, which is in memory after the first build

        download = downloads().get(address)
        if not download or not self.editions.keys() >= set(download.codes):
            return Response("There is no such file.", 404, media_type="text/plain")
        async with contextlib.AsyncExitStack() as locks:
            for code in download.codes:
                await locks.enter_async_context(self.editions[code].lock)
            faults = await asyncio.to_thread(make_download, download, OUT)
            if faults:
                return Response("\n".join(faults), 500, media_type="text/plain")
            file = download.made_in(OUT).read_bytes()
        return Response(file, media_type=download.media_type, headers={"Cache-Control": "no-store"})

    async def state(self, request: Request) -> JSONResponse:
        """Answer with the faults of a language's build and the findings for one page."""
        code, _, page = request.query_params.get("page", "").partition("/")
        edition = self.editions.get(code)
        docname = page.removesuffix(".html") or "index"
        return JSONResponse(
            {
                "faults": edition.faults if edition else [f for e in self.editions.values() for f in e.faults],
                "findings": edition.findings.get(docname, []) if edition else [],
            }
        )

    async def events(self, request: Request) -> StreamingResponse:
        queue: asyncio.Queue = asyncio.Queue()
        self.listeners.add(queue)

        async def stream():
            try:
                yield "retry: 500\n\n"
                while True:
                    yield f"data: {json.dumps(await queue.get())}\n\n"
            finally:
                self.listeners.discard(queue)

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def asset(self, request: Request) -> FileResponse:
        return FileResponse(HERE / f"live.{request.path_params['kind']}", headers={"Cache-Control": "no-store"})

    @contextlib.asynccontextmanager
    async def lifespan(self, _app):
        watching = asyncio.create_task(self.watch())
        watching.add_done_callback(end_with)
        yield
        watching.cancel()

    def app(self) -> Starlette:
        first = next(iter(self.editions))
        return Starlette(
            routes=[
                Route("/", lambda request: RedirectResponse(f"/{first}/index.html")),
                Route("/_live/events", self.events),
                Route("/_live/state", self.state),
                Route("/_live/live.{kind:str}", self.asset),
                Route("/{path:path}", self.page),
            ],
            lifespan=self.lifespan,
        )


def listen(port: int) -> socket.socket:
    """Return a socket that listens; raise SystemExit if another program does."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        sys.exit(f"port {port}: {os.strerror(error.errno)}; name another: make live PORT={port + 1}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    shutil.rmtree(OUT, ignore_errors=True)  # what an older version of the machinery has read
    prepare_processes()
    listening = listen(arguments.port)
    print(f"http://127.0.0.1:{arguments.port}/ (Ctrl-C ends it)", flush=True)
    config = uvicorn.Config(Live(arguments.languages).app(), log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
