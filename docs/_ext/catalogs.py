"""Refuse a broken catalog before it can leave a page half translated.

Sphinx itself skips what it can't read; here each fault is one line that names the
file, the line and the remedy, and ends the build.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from sphinx.errors import ConfigError

# Every line of a catalog, by
# https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html: a comment, or a
# quoted string, with or without a keyword before it.
LINE = re.compile(
    r"""\s* (?: \#.* | (?: (?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) \s+ )?
    "(?:[^"\\]|\\.)*" \s* )? $""",
    re.VERBOSE,
)


def catalog_fault(path: Path) -> str | None:
    """Return what is wrong with the catalog at ``path``, or None if it can be read.

    The answer begins with ``file:line:`` and ends with the remedy.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return f"{path}:{line}: not UTF-8; save the file again with the encoding UTF-8"
    for number, line in enumerate(text.splitlines(), 1):
        if not LINE.match(line):
            return (
                f"{path}:{number}: not a line of a catalog: {line.strip()!r}; "
                "close its quotation mark, or take out what does not belong there"
            )
    return None


def catalog_files(config, language: str) -> list[Path]:
    """Return the catalogs of a language."""
    return sorted(
        path
        for folder in config.locale_dirs
        for path in (Path(folder) / language / "LC_MESSAGES").rglob("*.po")
    )


def translated_share(config, language: str) -> int:
    """Return how much of the text is translated, in whole per cent, rounded down.

    Sphinx's own count takes a message that is the same in both languages for
    untranslated.
    """
    messages = [
        message
        for path in catalog_files(config, language)
        for message in read_po(BytesIO(path.read_bytes()))
        if message.id
    ]
    done = sum(bool(message.string) and not message.fuzzy for message in messages)
    return 100 * done // max(len(messages), 1)


def check_catalogs(app, config) -> None:
    """Raise `ConfigError` if the language has no catalogs or one can't be read."""
    catalogs = catalog_files(config, config.language)
    if not catalogs and config.language != next(iter(config.languages)):
        raise ConfigError(
            f"{app.confdir / 'conf.py'}:1: the language {config.language!r} has no catalogs in "
            f"{', '.join(config.locale_dirs)}; run 'make catalogs', or take it out of 'languages'"
        )
    faults = [fault for path in catalogs if (fault := catalog_fault(path))]
    if faults:
        raise ConfigError("\n".join(faults))


def setup(app):
    app.connect("config-inited", check_catalogs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
