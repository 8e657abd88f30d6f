#!/usr/bin/env bash
# A link whose address has an underscore, a number sign or an ampersand leads elsewhere in a PDF that is made of MyST by
# way of Typst: the exporter writes addresses as LaTeX wants them, "\_", and Typst keeps the backslash.  What an author
# has escaped on purpose comes to life: a paragraph that begins with "1986\." or "\-" is a list, one with "=", which
# means nothing in MyST, a heading, with a bookmark.  The description of a picture is dropped.  Nothing warns.
# Versions: myst-to-typst 0.0.36 with myst-parser 1.7.3 (npm; the parts that the command myst of mystmd is built of,
# needs Node.js and npm); read by typst (the Python package) 0.15.2.
# Who would care: guides that Jupyter Book 2 or mystmd prints by Typst; the links look right on paper and on the screen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
    myst-to-typst@0.0.36 myst-parser@1.7.3 unified@10.1.2 vfile@5.3.7
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
cat > page.md <<'MD'
[Install](https://example.com/how_to#pip)

[Search](https://example.com/?q=a&page=2)

[Home](https://example.com/home)

![A plan of the house](plan.svg)

1986\. A year.

\- Nothing to add.

= 5 metres
MD
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>' > plan.svg
cat > export.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { mystParse } from "myst-parser";
import mystToTypst from "myst-to-typst";
import { unified } from "unified";
import { VFile } from "vfile";

const file = new VFile();
unified().use(mystToTypst).stringify(mystParse(readFileSync("page.md", "utf8")), file);
writeFileSync("page.typ", file.result.value);
console.log(`warnings: ${file.messages.length}`);
JS
cat > read.py <<'PYTHON'
import json

import pypdf
import typst

typst.compile("page.typ", output="page.pdf")
pdf = pypdf.PdfReader("page.pdf")
for link in pdf.pages[0]["/Annots"]:
    print("link", link.get_object()["/A"]["/URI"])
print("bookmarks", [item.title for item in pdf.outline])
for kind in ("enum", "list"):
    print(kind, len(json.loads(typst.query("page.typ", kind))))
print("description", json.loads(typst.query("page.typ", "image"))[0].get("alt"))
PYTHON
grep -h '"version"' node_modules/myst-to-typst/package.json node_modules/myst-parser/package.json
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^typst '
{ node export.mjs && venv/bin/python read.py; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
warnings: 0
link https://example.com/how\_to\#pip
link https://example.com/?q=a\&page=2
link https://example.com/home
bookmarks ['5 metres']
enum 1
list 1
description None
SEEN
