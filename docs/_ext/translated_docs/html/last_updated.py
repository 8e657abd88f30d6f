"""The date of a page's last change: of its text, its figures or its translation.

Git knows it.  A page takes its date when it is written.
"""

import shutil
import subprocess
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from translated_docs.catalogs.catalog_paths import catalog_of_page, catalog_path
from translated_docs.catalogs.languages import locale_of
from translated_docs.settings import catalogs_folder, relative, source_folder


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


@cache
def commits_of_sources(root: Path) -> dict[str, datetime]:
    """Return when each page, figure and catalog was last committed; the programs have the most commits."""
    folders = [relative(folder, root) for folder in (source_folder(root), catalogs_folder(root))]
    return last_commits(root, *folders, ":!docs/_ext")


def readable_commits(root: Path) -> dict[str, datetime]:
    """Return `commits_of_sources`; raise SphinxError, with what to do, if Git fails."""
    try:
        return commits_of_sources(root)
    except subprocess.CalledProcessError as error:
        why = " ".join(error.stderr.split()) or "it does not say why"
        remedy = "get it back, or delete it, and no page has the date of its last change"
        if "safe.directory" in why:  # it belongs to somebody else, and Git says itself what to do
            remedy = "run that command"
        raise SphinxError(f".git:1: Git can't read it ({why}); {remedy}") from None


def page_files(app: Sphinx, docname: str) -> set[str]:
    """Return what a page is made from in the language of the build, by path."""
    catalog = relative(catalog_path(app.confdir, app.config.language, catalog_of_page(app.config, docname)), app.confdir)
    read = [app.env.doc2path(docname), *app.env.dependencies.get(docname, ())]
    return {catalog, *(relative(Path(app.srcdir, file), app.confdir) for file in read)}


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the template ``last_changed``: the date for machines and the one for people."""
    if doctree is None:
        return {}
    commits = readable_commits(app.confdir)
    dates = [commits[file] for file in page_files(app, page) & commits.keys()]
    if not dates:
        return {}
    day = max(dates).date()
    return {"last_changed": {"iso": day.isoformat(), "words": format_date(day, "long", locale_of(app.config.language))}}
