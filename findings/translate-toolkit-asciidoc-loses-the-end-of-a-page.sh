#!/usr/bin/env bash
# An AsciiDoc page that goes through asciidoc2po and po2asciidoc, with not one word translated, ends at its table where
# the last row of that has a cell over several columns: the cell and the line that closes the table are one message and
# are written back on one line, so that what follows is part of the table and is dropped.  A block between two lines
# of "--" becomes words between dashes.  What notes and quotations of several lines say is in no catalog.  No warning.
# Versions: translate-toolkit 3.20.4; read by Asciidoctor.js (@asciidoctor/core) 3.0.4 (needs Node.js and npm).
# Who would care: manuals in AsciiDoc that are translated by these two, or on a platform that is built on them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @asciidoctor/core@3.0.4
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4
cat > page.adoc <<'ADOC'
= Guide

[NOTE]
====
Keep the key.
====

[quote]
____
Simple is best.
____

--
All in one.
--

|===
|Name |Size

|Disk
|9

2+|Both are new.
|===

The end.
ADOC
venv/bin/asciidoc2po --progress=none page.adoc page.po
venv/bin/po2asciidoc --progress=none -t page.adoc page.po back.adoc
cat > read.cjs <<'JS'
const asciidoctor = require("@asciidoctor/core")();

asciidoctor.LoggerManager.setLogger(asciidoctor.MemoryLogger.create());
for (const name of ["page.adoc", "back.adoc"]) {
  console.log(`${name}:`);
  for (const block of asciidoctor.loadFile(name).getBlocks()) {
    const html = block.convert().replace(/<[^>]*>/g, " ");
    const text = html.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(number));
    console.log(`  ${block.getContext()}: ${text.replace(/\s+/g, " ").trim()}`);
  }
}
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^translate-toolkit '
grep -h '"version"' node_modules/@asciidoctor/core/package.json
{ grep '^msgid "[^"]' page.po; node read.cjs; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
msgid "-- All in one. --"
msgid "Name"
msgid "Size"
msgid "Disk"
msgid "9"
msgid "2+|Both are new. |==="
msgid "The end."
page.adoc:
  admonition: Note Keep the key.
  quote: Simple is best.
  open: All in one.
  table: Name Size Disk 9 Both are new.
  paragraph: The end.
back.adoc:
  admonition: Note Keep the key.
  quote: Simple is best.
  paragraph: — All in one. —
  table: Name Size Disk 9 Both are new.
SEEN
