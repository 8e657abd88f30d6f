#!/usr/bin/env bash
# po2xliff leaves out the context of every message (`msgctxt`), and xliff2po keeps the first of two messages of the same
# words: what one word was called in a second place is gone, the first translation stands for both, and neither has its
# context, so that no program finds it any more.  Both end well, with a word of a duplicate; so do po2csv and csv2po.
# Versions: translate-toolkit 3.20.4; https://github.com/translate/translate/issues/268 asks for contexts.
# Who would care: projects that send catalogs to a translation office as XLIFF or CSV, and merge what comes back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4 polib==1.2.0
cat > sent.po <<'PO'
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

msgctxt "month"
msgid "May"
msgstr "Mai"
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^translate-toolkit '
for format in xliff csv; do
    "venv/bin/po2$format" --progress=none sent.po "sent.$format"
    "venv/bin/${format}2po" --progress=none "sent.$format" "back.$format.po"
    echo "$format:"
    venv/bin/python -c 'import polib, sys
for message in polib.pofile(sys.argv[1]):
    print(f"{message.msgctxt or str()}: {message.msgid} = {message.msgstr}")' "back.$format.po"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
xliff:
: Open = Öffnen
: May = Mai
csv:
: Open = Öffnen
: May = Mai
SEEN
