#!/usr/bin/env bash
# By way of a spreadsheet, which po-to-xls makes for translators without an editor of catalogs, a fuzzy message comes
# back translated: the sheet has it in italics, xls-to-po does not look at that, and who opens and closes the sheet has
# approved what nobody has.  Here "Close" is "open" in the program.  Plural forms are gone, with the line that tells
# their number.
# Versions: poxls 1.6.2 (needs GNU gettext: msgfmt).
# Who would care: projects that send their texts to agencies as spreadsheets.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check poxls==1.6.2
cat > before.po <<'PO'
msgid ""
msgstr ""
"Language: nl\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Save"
msgstr "Opslaan"

#, fuzzy
msgid "Close"
msgstr "Openen"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d bestand"
msgstr[1] "%d bestanden"
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^poxls '
venv/bin/po-to-xls -o sheet.xlsx nl:before.po > messages
venv/bin/xls-to-po nl sheet.xlsx after.po >> messages
for catalog in before after; do
    echo "$catalog: $(msgfmt --statistics -o /dev/null "$catalog.po" 2>&1)"
    sed -n '/Close/,$p' "$catalog.po"
    echo "plural forms: $(grep -c '^"Plural-Forms' "$catalog.po")"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
before: 2 translated messages, 1 fuzzy translation.
msgid "Close"
msgstr "Openen"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d bestand"
msgstr[1] "%d bestanden"
plural forms: 1
after: 2 translated messages, 1 untranslated message.
msgid "Close"
msgstr "Openen"

msgid "%d file"
msgstr ""
plural forms: 0
SEEN
