"""Ask every address that the pages lead to whether it still answers; say what to do where not.

Usage: python -m translated_docs.commands.linkcheck

Sphinx's own ``linkcheck`` does the asking, and knows a link's first place only; the others
come from ``external_links``.  Ends with 1 if an address is dead.
"""

import io
import json
import sys
from pathlib import Path

from translated_docs.features.external_links import places
from translated_docs.jobs.sphinx_build import application, errors_told
from translated_docs.paths import ROOT
from translated_docs.settings import conf, relative, source_folder


def check_links(language: str) -> tuple[list[dict[str, object]], dict[str, list[str]]]:
    """Return what Sphinx has found of each address, and where each stands."""
    outdir = ROOT / "build" / "linkcheck"
    with errors_told("traceback-linkcheck.txt"):
        app = application("linkcheck", language, outdir, outdir / "doctrees", io.StringIO())
        app.build()
    lines = Path(outdir, "output.json").read_text(encoding="utf-8").splitlines()
    where = places(app.env)
    return [answer for answer in map(json.loads, lines) if answer["uri"] in where], where


def advice(answer: dict[str, object]) -> str:
    """Return what is wrong with an address, and what to do; '' if nothing is."""
    address, status, info = answer["uri"], answer["status"], str(answer["info"]).split("\n")[0]
    if status == "redirected" and answer["code"] in (301, 308):
        return f"{address} has moved for good; write {info}"
    if status in ("broken", "timeout"):
        day = conf.content_date or conf.release_date
        copy = f"https://web.archive.org/web/{day:%Y%m%d}/{address}"
        return f"{address} does not answer ({info}); look for its new place, or lead to a copy: {copy}"
    return ""


def main() -> None:
    answers, where = check_links(conf.language)
    advised = [(answer, words) for answer in answers if (words := advice(answer))]
    for answer, words in advised:
        for place in where[answer["uri"]]:
            print(f"{relative(source_folder())}/{place}: {words}")
    dead = sum(answer["status"] != "redirected" for answer, _ in advised)
    print(f"{len(answers)} addresses asked: {dead} dead, {len(advised) - dead} moved")
    sys.exit(bool(dead))


if __name__ == "__main__":
    main()
