#!/usr/bin/env bash
# pomerge, one of the tools of poutils, carries translations from some catalogs over to others.  It finds them
# by their source alone: of two messages with the same words and different contexts (msgctxt), each gets the translation
# of the last one.  With a catalog as its own source, as its help has it, what was translated well is written over; with
# --no-overwrite what is empty still gets the word of the other context.  No warning, and nothing is marked as fuzzy.
# Versions: pomerge 0.2.1, with polib 1.2.0.
# Who would care: translators of manuals and programs that tell the menu "Open" from the state "Open".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pomerge==0.2.1 polib==1.2.0
export HOME=$folder # where it remembers translations
cat > words.po <<'PO'
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgctxt "menu"
msgid "Open"
msgstr "Öffnen"

msgctxt "state of a ticket"
msgid "Open"
msgstr "Offen"
PO
sed 's/^msgstr "O.*/msgstr ""/' words.po > half.po
sed 's/^msgstr "[ÖO].*/msgstr ""/' words.po > empty.po
cat > show.py <<'PY'
import sys

import polib

for name in sys.argv[1:]:
    print(f"{name}:", *(f"{message.msgctxt}: {message.msgstr or '(empty)'}{' fuzzy' * message.fuzzy}" for message in polib.pofile(name)), sep="\n    ")
PY
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pomerge|polib) '
{
    venv/bin/python show.py words.po half.po empty.po
    echo "after a merge"
    venv/bin/pomerge --from words.po --to empty.po > messages 2>&1
    venv/bin/pomerge --clear
    venv/bin/pomerge --no-overwrite --from half.po --to half.po > messages 2>&1
    venv/bin/pomerge --clear
    venv/bin/pomerge --from words.po --to words.po > messages 2>&1
    venv/bin/python show.py words.po half.po empty.po
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
words.po:
    menu: Öffnen
    state of a ticket: Offen
half.po:
    menu: Öffnen
    state of a ticket: (empty)
empty.po:
    menu: (empty)
    state of a ticket: (empty)
after a merge
words.po:
    menu: Offen
    state of a ticket: Offen
half.po:
    menu: Öffnen
    state of a ticket: Öffnen
empty.po:
    menu: Offen
    state of a ticket: Offen
SEEN
