#!/usr/bin/env bash
# po2xliff and po2csv hand on what is obsolete (`#~`) as messages like any other: a sentence that left the pages years
# ago is in what a translator gets, and counts; on the way back it is a living message again.  po2tmx leaves it out.
# Versions: translate-toolkit 3.20.4.
# Who would care: whoever pays for translations by the word, or keeps old translations in the catalog for later.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4
cat > sent.po <<'PO'
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "The volume is copied."
msgstr "Das Volume wird kopiert."

#~ msgid "The tape is rewound."
#~ msgstr "Das Band wird zurückgespult."
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^translate-toolkit '
venv/bin/po2xliff --progress=none sent.po sent.xliff
venv/bin/xliff2po --progress=none sent.xliff back.xliff.po
venv/bin/po2csv --progress=none sent.po sent.csv
venv/bin/csv2po --progress=none sent.csv back.csv.po
venv/bin/po2tmx --progress=none -l de sent.po sent.tmx
for file in sent.xliff back.xliff.po sent.csv back.csv.po sent.tmx; do
    echo "$file: $(grep -c 'The volume' "$file") + $(grep -c 'The tape' "$file" || true)"
done | tee said
grep 'The tape' back.*.po
diff said - <<'SEEN' || { echo changed; exit 1; }
sent.xliff: 1 + 1
back.xliff.po: 1 + 1
sent.csv: 1 + 1
back.csv.po: 1 + 1
sent.tmx: 1 + 0
SEEN
! grep '^#~' back.*.po || { echo changed; exit 1; }
