#!/usr/bin/env bash
# The npm package pofile does not know the previous source of a message (`#| msgid`, which `msgmerge --previous` writes)
# and takes it for more of the message before it.  After a plural one, a fuzzy message gets a second translation,
# "undefined" and its old words, and what is written back is refused by gettext; where neither place nor flag stands
# before the line, the old words are added to the translation of the message above.  No error, no warning.
# Versions: pofile 1.1.4 (needs Node.js and npm; msgfmt of any gettext, left out where there is none).
# https://github.com/rubenv/pofile/issues/54 says that the line is not read; not what becomes of it.
# Who would care: JavaScript tools that read or write catalogs which are merged by gettext, and their translators.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts pofile@1.1.4
cat > merged.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "%d page"
msgid_plural "%d pages"
msgstr[0] "%d Seite"
msgstr[1] "%d Seiten"

#, fuzzy
#| msgid "Open the file"
msgid "Open the files"
msgstr "Datei öffnen"

#| msgid "Close"
msgid "Close all"
msgstr "Alle schließen"
PO
cat > again.cjs <<'JS'
const fs = require("fs");
const PO = require("pofile");

const catalog = PO.parse(fs.readFileSync("merged.po", "utf-8"));
for (const item of catalog.items) console.log(`${item.msgid}: ${item.msgstr.join(" | ")}`);
fs.writeFileSync("again.po", catalog.toString());
JS
echo "pofile $(node -p 'require("./node_modules/pofile/package.json").version')"
node again.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
%d page: %d Seite | %d Seiten
Open the files: Datei öffnenClose | undefinedOpen the file
Close all: Alle schließen
SEEN
if command -v msgfmt > /dev/null; then
    msgfmt -o /dev/null merged.po
    ! msgfmt -o /dev/null again.po 2> refused || { echo changed; exit 1; }
    cat refused
fi
