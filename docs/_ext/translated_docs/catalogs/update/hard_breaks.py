"""Hard line breaks in messages, of catalogs that were made when none showed them.

Sphinx makes a blank of a backslash at the end of a line, and several of two blanks there; here a message shows a
backslash between two blanks (content/markup/soft_breaks.py).
"""

import re
from collections.abc import Iterable

import polib

SHOWN = " \\ "
HIDDEN = re.compile(r"(?<=\S) {3}(?=\S)")  # as Sphinx has a break of two blanks; translators keep them, some of them


def without_breaks(message: str) -> str:
    """Return a message, or its source, the same however the ends of its lines are shown."""
    return re.sub(r"\s*\\?\s+", " ", message).strip()


def show_breaks(catalog: Iterable[polib.POEntry], template: Iterable[polib.POEntry]) -> None:
    """Let the messages of a catalog show the breaks that those of the template show.

    So do translations that have as many runs of three blanks as their source; others stay as they are.
    """
    wanted = {entry.msgid for entry in template}
    by_words = {without_breaks(entry.msgid): entry for entry in catalog if entry.msgid not in wanted and not entry.obsolete}
    known = {entry.msgid for entry in catalog}
    for message in sorted(wanted - known):
        if SHOWN in message and (entry := by_words.pop(without_breaks(message), None)):
            if len(HIDDEN.findall(entry.msgstr)) == len(HIDDEN.findall(entry.msgid)) == message.count(SHOWN):
                entry.msgstr = HIDDEN.sub(lambda _blanks: SHOWN, entry.msgstr)
            entry.msgid = message
