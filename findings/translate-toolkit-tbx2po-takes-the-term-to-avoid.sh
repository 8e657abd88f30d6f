#!/usr/bin/env bash
# Of a term and its synonyms, tbx2po takes the first that stands in the file, also when the glossary says that it is not
# to be used any more; tbx2tmx, of the same package, with the same options, leaves that one out and keeps the synonyms.
# Without --source-language tbx2po takes the first language of the entry for the source, whatever `xml:lang` of the
# glossary says: an English glossary becomes a German one where "de" stands first, as it does in the alphabet.
# Versions: translate-toolkit 3.20.4.
# Who would care: those who hand a glossary on to translators as a catalog, or load one into a platform that reads PO.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4 polib==1.2.0
cat > glossary.tbx <<'TBX'
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>Words of a manual</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <langSet xml:lang="de">
        <tig><term>Dateikatalog</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
        <tig><term>Ordner</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      </langSet>
      <langSet xml:lang="en">
        <tig><term>directory</term></tig>
        <tig><term>folder</term></tig>
      </langSet>
      <langSet xml:lang="fr"><tig><term>dossier</term></tig></langSet>
    </termEntry>
  </body></text>
</martif>
TBX
cat > show.py <<'PYTHON'
import sys

import polib
from translate.storage.tmx import tmxfile

if sys.argv[1].endswith(".tmx"):
    pairs = [(unit.source, unit.target) for unit in tmxfile.parsefile(sys.argv[1]).units]
else:
    pairs = [(entry.msgid, entry.msgstr) for entry in polib.pofile(sys.argv[1])]
print(sys.argv[1], *(f"{source} = {target}" for source, target in pairs), sep="; ")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^translate-toolkit '
for format in tmx po; do
    "venv/bin/tbx2$format" --progress=none --source-language=en -l de glossary.tbx "de.$format"
    "venv/bin/tbx2$format" --progress=none -l fr glossary.tbx "fr.$format"
    venv/bin/python show.py "de.$format"
    venv/bin/python show.py "fr.$format"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
de.tmx; directory = Ordner; folder = Ordner
fr.tmx; directory = dossier; folder = dossier
de.po; directory = Dateikatalog
fr.po; Dateikatalog = dossier
SEEN
