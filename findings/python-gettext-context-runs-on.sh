#!/usr/bin/env bash
# The compiler of the package python-gettext gives each message without a context the context of the last message above
# it that has one: it forgets a context when it reads the next `msgctxt`, and not at the end of the message.  Whoever
# asks for the message without a context gets the untranslated words.  Nothing is said; msgunfmt shows the contexts.
# Versions: python-gettext 5.0 ("includes support for the newer msgctxt keyword"), beside Babel 2.18.0.
# Who would care: sites of Zope and Plone, whose zope.i18n requires it, to compile catalogs when it starts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-gettext==5.0 babel==2.18.0
cat > words.po <<'PO'
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "Search"
msgstr "Suchen"

msgctxt "state"
msgid "Open"
msgstr "Offen"

msgid "Help"
msgstr "Hilfe"

#: page.pt:7
msgid "Send"
msgstr "Senden"
PO
cat > ask.py <<'PYTHON'
import gettext
import io

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pythongettext.msgfmt import Msgfmt

compiled = {"python-gettext": Msgfmt("words.po").getAsFile(), "Babel": io.BytesIO()}
with open("words.po", "rb") as file:
    write_mo(compiled["Babel"], read_po(file))
for name, file in compiled.items():
    file.seek(0)
    catalog = gettext.GNUTranslations(file)
    print(f"{name}: state, Open = {catalog.pgettext('state', 'Open')}")
    for words in ("Search", "Help", "Send"):
        print(f"  {words} = {catalog.gettext(words)}; state, {words} = {catalog.pgettext('state', words)}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(python-gettext|babel) '
venv/bin/python ask.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
python-gettext: state, Open = Offen
  Search = Suchen; state, Search = Search
  Help = Help; state, Help = Hilfe
  Send = Send; state, Send = Senden
Babel: state, Open = Offen
  Search = Suchen; state, Search = Search
  Help = Hilfe; state, Help = Help
  Send = Senden; state, Send = Send
SEEN
