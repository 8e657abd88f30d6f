#!/usr/bin/env bash
# gettext-converter reads a catalog into objects and writes it again.  An obsolete message becomes a comment of the next
# one ("# ~ msgid …"), so that translators read a stranger's words as a note on theirs; at the end of the file it is
# gone.  On the way to i18next, by this package and by i18next-conv, which stands on it, the message "constructor" is
# lost.  No warning.
# Versions: gettext-converter 1.3.4, i18next-conv 16.0.0 (needs Node.js and npm).
# Who would care: translators, who can't get their old words back; manuals and interfaces of programming tools.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts gettext-converter@1.3.4 i18next-conv@16.0.0
cat > de.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

#~ msgid "Old"
#~ msgstr "Alt"

# Keep it short.
msgid "Close"
msgstr "Zu"

msgid "constructor"
msgstr "Konstruktor"

#~ msgid "Last"
#~ msgstr "Letzt"
PO
cat > again.mjs <<'JS'
import { readFileSync } from "node:fs";
import { js2po, po2i18next, po2js } from "gettext-converter";
import { gettextToI18next } from "i18next-conv";

const catalog = readFileSync("de.po", "utf8");
console.log(js2po(po2js(catalog)).toString().split("\n\n").slice(1).join("\n\n"));
console.log(JSON.stringify(po2i18next(catalog)));
console.log(JSON.stringify(JSON.parse(await gettextToI18next("de", catalog, {}))));
JS
grep -h '"version"' node_modules/{gettext-converter,i18next-conv}/package.json
node again.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
# ~ msgid "Old"
# ~ msgstr "Alt"
# Keep it short.
msgid "Close"
msgstr "Zu"

msgid "constructor"
msgstr "Konstruktor"
{"Close":"Zu"}
{"Close":"Zu"}
SEEN
