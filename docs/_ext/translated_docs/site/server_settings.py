"""Settings for the servers that may serve the site, from the list of languages and the policy.

The templates are ``docs/_ext/translated_docs/site/servers/``: nginx.conf and Caddyfile.
"""

import re
import sys
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from translated_docs.outputs import OUTPUTS
from translated_docs.settings import place

TEMPLATES = Path(__file__).parent / "servers"
PORT = 8080
# Of what pages link to, by suffix: a server does not know every one.
MEDIA_TYPES = {output.suffix: output.media_type for output in OUTPUTS if not (output.site or output.index)}
# What ends a quoted word in the settings of nginx or Caddy, or stands for something else in it; and no text at all.
UNSAFE = re.compile(r'["\\${}\x00-\x1f\x7f\ud800-\udfff]')


def accept_pattern(code: str) -> str:
    """Return a pattern for the tags in ``Accept-Language`` that a language serves: zh_CN -> zh-CN, zh-Hans-CN."""
    return r"(?:-[a-z0-9]+)*-".join(map(re.escape, re.split("[-_]", code)))


def environment(folder: Path, **options: bool) -> Environment:
    """Return the templates of a folder; one that asks for a name that it is not given is an error."""
    return Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, trim_blocks=True, **options)


@cache
def templates() -> Environment:
    """Return the templates of the settings, one for each server."""
    found = environment(TEMPLATES, keep_trailing_newline=True)
    found.filters["accept_pattern"] = accept_pattern
    return found


def write_server_settings(
    folder: Path, site: Path, languages: list[str], policy: str, port: int = PORT
) -> None:
    """Write the settings of each server into ``folder``; ``site`` is what is served.

    A path that can't stand in them leaves the folder without, and is named.  Raises SystemExit for a
    policy that can't: no page could carry it either.
    """
    if found := UNSAFE.search(policy):
        sys.exit(f"{place('content_policy')}: content_policy holds {found[0]!r}, which no policy has; take it out")
    folder.mkdir(parents=True, exist_ok=True)
    found = UNSAFE.search(str(site))
    if found:
        print(f"No settings for servers: the path of this folder holds {found[0]!r}, which they can't", file=sys.stderr)
    for name in templates().list_templates():
        (folder / name).unlink(missing_ok=True)
        if not found:
            text = templates().get_template(name).render(
                site=site, languages=languages, policy=policy, port=port, media_types=MEDIA_TYPES
            )
            (folder / name).write_text(text, encoding="utf-8")
