"""Lighthouse's four scores of the front page and the longest page of each language.

Usage: python -m benchmarks.lighthouse LANGUAGE [LANGUAGE ...]

The site is served as a host would serve it, and measured as on a phone.  Ends with 1,
and with what Lighthouse found, if a score is under 100.  Needs npx (Node 18 or newer)
and the Chromium that CHROME_PATH names.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

BUILD = Path(__file__).resolve().parents[2] / "build"
# The last version for Node 18 and 20; from 13 on it wants Node 22.
LIGHTHOUSE = "lighthouse@12.8.2"
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers as hosts do: text in UTF-8, compressed where the browser takes it."""

    extensions_map = {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".pdf": "application/pdf",
        "": "application/octet-stream",
    }

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.suffix not in COMPRESSED or not file.is_file():
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def pages_to_measure(language: str) -> list[str]:
    """Return the front page and the longest page of a language, relative to the site."""
    manifest = json.loads((BUILD / "html" / language / "pages.json").read_text(encoding="utf-8"))
    front, *others = [f"{language}/{page}" for page in manifest["pages"]]
    return [front, max(others, key=lambda page: (BUILD / "site" / page).stat().st_size)]


def report_on(address: str) -> dict[str, Any]:
    """Return Lighthouse's report on an address; raises SystemExit if there is none."""
    flags = "--headless=new --no-sandbox"
    try:
        done = subprocess.run(
            [
                "npx", "--yes", LIGHTHOUSE, address,
                "--output=json", "--quiet", f"--chrome-flags={flags}",
            ],
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        sys.exit("lighthouse: there is no npx; install Node 18 or newer")
    if done.returncode:
        sys.exit(f"lighthouse: {address} could not be measured:\n{done.stderr.strip()}")
    report = json.loads(done.stdout)
    if report.get("runtimeError"):
        sys.exit(f"lighthouse: {address}: {report['runtimeError']['message']}")
    return report


def findings(report: dict[str, Any]) -> list[str]:
    """Return the audits that cost a category under 100 points, as 'category: audit'."""
    return [
        f"{category['title']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for category in report["categories"].values()
        if category["score"] != 1
        for reference in category["auditRefs"]
        if reference["weight"] and (audit := report["audits"][reference["id"]])["score"] not in (1, None)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="+")
    pages = [page for code in parser.parse_args().languages for page in pages_to_measure(code)]
    handler = partial(Handler, directory=str(BUILD / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    width = max(map(len, pages))
    found = []
    for page in pages:
        report = report_on(f"http://127.0.0.1:{server.server_port}/{page}")
        categories = report["categories"].values()
        if not found and page == pages[0]:
            print(" " * width, *(category["title"] for category in categories), sep="  ")
        print(
            page.ljust(width),
            *(f"{category['score'] * 100:{len(category['title'])}.0f}" for category in categories),
            sep="  ",
            flush=True,
        )
        found += [f"{page}: {finding}" for finding in findings(report)]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
