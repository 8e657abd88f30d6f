#!/usr/bin/env bash
# gettext-to-messageformat turns catalogs into messages for messageformat.  It takes the width of a number for its place
# among the arguments: a clock of "%02d:%02d" shows the second argument twice, and a letter d behind each, so that 9:05 is
# "05d:05d"; "%5d" asks for a fifth argument.  Where the place is given as well (%1$02d), the width becomes a digit of the
# text.  Fractions (%.1f) stay as they are written.  No error, and no warning; %d, %s and %1$s are right.
# Versions: gettext-to-messageformat 0.4.0, messageformat 2.3.0 (needs Node.js and npm).
# Who would care: programs for the web that take over the catalogs of programs in C, PHP or Python.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts gettext-to-messageformat@0.4.0 messageformat@2.3.0
cat > times.po <<'PO'
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#, c-format
msgid "at %d:%d"
msgstr "um %d:%d Uhr"

#, c-format
msgid "at %02d:%02d"
msgstr "um %02d:%02d Uhr"

#, c-format
msgid "%1$02d minutes past %2$02d"
msgstr "%1$02d Minuten nach %2$02d Uhr"

#, c-format
msgid "line %5d"
msgstr "Zeile %5d"

#, c-format
msgid "%.1f km"
msgstr "%.1f km"
PO
cat > times.cjs <<'JS'
const { readFileSync } = require("fs");
const { parsePo } = require("gettext-to-messageformat");
const MessageFormat = require("messageformat");

const { pluralFunction, translations } = parsePo(readFileSync("times.po"));
const messages = new MessageFormat({ de: pluralFunction }).compile(translations);
for (const [source, message] of Object.entries(translations)) console.log([source, message, messages[source](["9", "05"])].join(" | "));
JS
grep -h '"version"' node_modules/{gettext-to-messageformat,messageformat}/package.json
node times.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
at %d:%d | um {0}:{1} Uhr | um 9:05 Uhr
at %02d:%02d | um {1}d:{1}d Uhr | um 05d:05d Uhr
%1$02d minutes past %2$02d | {0}2d Minuten nach {1}2d Uhr | 92d Minuten nach 052d Uhr
line %5d | Zeile {4}d | Zeile undefinedd
%.1f km | %.1f km | %.1f km
SEEN
