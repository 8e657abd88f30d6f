#!/usr/bin/env bash
# Once some messages of a catalog have a context (`msgctxt`), GNU gettext does not find others in the .mo file that
# Babel makes of it, with a context or without.  gettext looks a message up by halving the list, which is to be sorted
# by what it is looked up by, the context first; Babel sorts by the words and puts the contexts in afterwards.  msgunfmt
# and Python's gettext read the whole list and have them all.
# Versions: Babel 2.18.0; gettext, msgfmt and msgunfmt of GNU gettext 0.21.
# Who would care: programs in Python whose windows are drawn by GTK, or in C or PHP, with catalogs compiled by pybabel.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check babel==2.18.0
cat > words.po <<'PO'
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgctxt "menu"
msgid "Open"
msgstr "Öffnen"

msgctxt "state"
msgid "Archive"
msgstr "Archiv"

msgctxt "button"
msgid "Zoom"
msgstr "Vergrößern"

msgid "Help"
msgstr "Hilfe"

msgid "Undo"
msgstr "Rückgängig"
PO
mkdir -p babel/de/LC_MESSAGES gnu/de/LC_MESSAGES
venv/bin/pybabel --quiet compile -i words.po -o babel/de/LC_MESSAGES/words.mo
msgfmt --no-hash -o gnu/de/LC_MESSAGES/words.mo words.po
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^babel '
msgfmt --version | head -1
say() { LC_ALL=C.UTF-8 LANGUAGE=de TEXTDOMAINDIR="$PWD/$1" gettext -d words "${@:2}"; }
for compiler in gnu babel; do
    echo "$compiler: $(msgunfmt "$compiler/de/LC_MESSAGES/words.mo" | grep -c '^msgid "[^"]') messages"
    for context in "menu Open" "state Archive" "button Zoom"; do
        echo "  $context: $(say "$compiler" -c ${context})"
    done
    for words in Help Undo; do
        echo "  $words: $(say "$compiler" "$words")"
    done
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
gnu: 5 messages
  menu Open: Öffnen
  state Archive: Archiv
  button Zoom: Vergrößern
  Help: Hilfe
  Undo: Rückgängig
babel: 5 messages
  menu Open: Öffnen
  state Archive: Archive
  button Zoom: Zoom
  Help: Help
  Undo: Undo
SEEN
