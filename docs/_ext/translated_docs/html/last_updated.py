"""The date of a page's last change: of its text, its figures or its translation.

Git knows it.  A page takes its date when it is written.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.languages import locale_of

# Where pages, figures and catalogs are; the programs have the most commits.
SOURCES = ("docs", "locale", ":!docs/_ext")


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


@cache
def last_commits(root: Path, *folders: str) -> dict[str, datetime]:
    """Return when each file below the folders (Git's pathspecs) was last committed, by its path from ``root``.

    Nothing where there is no repository, no Git or no commit.  Where the history was cut
    off (a shallow clone), a file that has not changed since is left out.
    Raises subprocess.CalledProcessError if Git fails.
    """
    if not (root / ".git").exists() or not shutil.which("git"):
        return {}
    if not git(root, "rev-list", "--all", "--max-count=1"):
        return {}
    log = git(
        root, "-c", "core.quotePath=off", "log", "--format=\t%cI %D", "--name-only", "--no-renames", "--", *folders
    )
    dates: dict[str, datetime] = {}
    committed: datetime | None = None
    for line in log.splitlines():
        if line.startswith("\t"):
            date, *names = line.split()
            committed = datetime.fromisoformat(date).astimezone(timezone.utc)
            if "grafted" in names:
                break  # here every file looks new
        elif line:
            dates.setdefault(line, committed)  # the newest commit comes first
    return dates


def page_files(app: Sphinx, docname: str) -> set[str]:
    """Return what a page is made from in the language of the build, by path."""
    catalog = f"locale/{app.config.language}/LC_MESSAGES/{docname}.po"
    read = [app.env.doc2path(docname), *app.env.dependencies.get(docname, ())]
    return {catalog, *(Path(app.srcdir, file).relative_to(app.confdir).as_posix() for file in read)}


def add_date(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template ``last_changed``: the date for machines and the one for people."""
    if doctree is None or app.builder.name != "html":
        return
    commits = last_commits(app.confdir, *SOURCES)
    dates = [commits[file] for file in page_files(app, pagename) & commits.keys()]
    if dates:
        day = max(dates).date()
        written = format_date(day, "long", locale_of(app.config.language))
        context["last_changed"] = {"iso": day.isoformat(), "words": written}


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_date)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
