#!/usr/bin/env bash
# A slide that was moved is read where it was first made: officeparser, pptx2txt2 and pptx-in-html-out take slides by
# the numbers of their files, and PowerPoint's order stands elsewhere, in the list of the presentation.  In two of the
# three the tenth slide follows the first.  pptx2txt2 gives the notes of a speaker to other slides as well: to the
# first slide the first notes that there are.  No warning, nothing of it in their READMEs, and officeparser reads a
# book's pages in the order of the book.  MarkItDown has it right.
# Versions: officeparser 7.8.0, pptx-in-html-out 0.0.2 (npm; need Node.js and npm), pptx2txt2 1.1.0, markitdown 0.1.9;
# the slides are made by python-pptx 1.0.2.  (Other programs had it reported in 2026.)
# Who would care: whoever makes pages, indexes or translations of slides; "as on the last slide" is on the first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pptx2txt2==1.1.0 'markitdown[pptx]==0.1.9' python-pptx==1.0.2
npm install --silent --no-audit --no-fund --ignore-scripts officeparser@7.8.0 pptx-in-html-out@0.0.2
cat > make.py <<'PYTHON'
from pptx import Presentation

deck = Presentation()
for number in range(1, 11):
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = f"<{number}>"
    if number in (2, 5):
        slide.notes_slide.notes_text_frame.text = f"(notes of {number})"
order = deck.slides._sldIdLst
order.append(order[0])  # the first slide is moved to the end
deck.save("deck.pptx")
PYTHON
cat > read.py <<'PYTHON'
import re

import pptx2txt2
from markitdown import MarkItDown

SAID = re.compile(r"<\d+>|\(notes of \d+\)")
print("MarkItDown:", *SAID.findall(MarkItDown().convert("deck.pptx").text_content))
print("pptx2txt2:", *SAID.findall(pptx2txt2.extract_text("deck.pptx")))
PYTHON
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import officeparser from "officeparser";
import { PPTXInHTMLOut } from "pptx-in-html-out";
const said = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").match(/<\d+>|\(notes of \d+\)/g).join(" ");
console.log(`officeparser: ${said((await officeparser.parseOffice("deck.pptx")).toText())}`);
console.log(`pptx-in-html-out: ${said(await new PPTXInHTMLOut(readFileSync("deck.pptx")).toHTML())}`);
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pptx2txt2|markitdown|python-pptx) '
venv/bin/python make.py
{ venv/bin/python read.py; node read.mjs; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
MarkItDown: <2> (notes of 2) <3> <4> <5> (notes of 5) <6> <7> <8> <9> <10> <1>
pptx2txt2: <1> (notes of 2) <10> <2> (notes of 5) <3> <4> <5> <6> <7> <8> <9>
officeparser: <1> <2> <3> <4> <5> <6> <7> <8> <9> <10>
pptx-in-html-out: <1> <10> <2> <3> <4> <5> <6> <7> <8> <9>
SEEN
