#!/usr/bin/env bash
# In Japanese fonts, a kanji and the radical of the same shape (人 and ⼈, which comes with words copied from PDFs) are
# one drawing.  PDFKit and pdf-lib note one letter for each drawing, that of its first use: a single ⼈ pasted on the
# first page, and no 人 of the document can be found by those who search for it.  If pdf-lib embeds a font whole, a
# letter of two signs is another one altogether: か゚ (nasal "ga") is copied as "◥".
# Versions: pdfkit 0.20.2, pdf-lib 1.17.1 with @pdf-lib/fontkit 1.1.1; read by pypdfium2 5.15.2 (needs Node.js and npm).
# Who would care: readers of PDFs in Japanese who search, copy or listen.  Of other programs, radicals were reported.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdfium2==5.15.2
venv/bin/pip install --quiet --disable-pip-version-check --no-deps matplotlib-fontja==1.1.0  # for its font, IPAexGothic
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2 pdf-lib@1.17.1 @pdf-lib/fontkit@1.1.1
cat > write.mjs <<'JS'
import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument } from "pdf-lib";
import PDFKit from "pdfkit";

const font = process.argv[2];
const pages = ["人が入力する", "か゚"];
for (const [name, texts] of [["without", pages], ["with", ["⼈⼊", ...pages]]]) {
  const kit = new PDFKit({ autoFirstPage: false });
  kit.pipe(createWriteStream(`pdfkit-${name}.pdf`));
  for (const text of texts) kit.addPage().font(font).text(text);
  kit.end();
  for (const subset of [true, false]) {
    const lib = await PDFDocument.create();
    lib.registerFontkit(fontkit);
    const embedded = await lib.embedFont(readFileSync(font), { subset });
    for (const text of texts) lib.addPage().drawText(text, { font: embedded, x: 72, y: 400 });
    writeFileSync(`pdf-lib-${subset ? "subset" : "whole"}-${name}.pdf`, await lib.save());
  }
}
JS
cat > read.py <<'PYTHON'
from pathlib import Path

from pypdfium2 import PdfDocument

for file in sorted(Path().glob("*.pdf")):
    texts = [page.get_textpage().get_text_range().strip() for page in PdfDocument(file)]
    print(file.stem, *(f"{text} {ascii(text[0])}" for text in texts), sep="; ")
PYTHON
grep -h '"version"' node_modules/{pdfkit,pdf-lib}/package.json
node write.mjs venv/lib/python3.*/site-packages/matplotlib_fontja/fonts/ipaexg.ttf
venv/bin/python read.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
pdf-lib-subset-with; ⼈⼊ '\u2f08'; ⼈が⼊力する '\u2f08'; か゚ '\u304b'
pdf-lib-subset-without; 人が入力する '\u4eba'; か゚ '\u304b'
pdf-lib-whole-with; ⼈⼊ '\u2f08'; ⼈が⼊力する '\u2f08'; ◥ '\u25e5'
pdf-lib-whole-without; 人が入力する '\u4eba'; ◥ '\u25e5'
pdfkit-with; ⼈⼊ '\u2f08'; ⼈が⼊力する '\u2f08'; か゚ '\u304b'
pdfkit-without; 人が入力する '\u4eba'; か゚ '\u304b'
SEEN
