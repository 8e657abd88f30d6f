#!/usr/bin/env bash
# A word joiner (U+2060), which Typst's manual has as sym.wj and which nobody sees, is a letter of the PDF's text: a word
# with one in it is not found by whoever searches for the word, and goes along when it is copied. The same sign is left
# out of the text where it has another colour, or stands at the beginning of a link: Typst drops a run of signs that
# draw nothing, and keeps one among letters of the same looks. So a mark of a note that is kept at its word with
# sym.wj changes the word before it, or not, by where the link around the number begins.
# Versions: typst (the Python package) 0.15.2, read by pypdf 7.1.1.
# Who would care: templates that keep notes, units or punctuation on the line of their word; search in books.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
cat > read.py <<'PYTHON'
import io

import pypdf
import typst

for source in (
    "Wo#sym.wj;rd",
    "Wo#text(fill: red, sym.wj)rd",
    "Word#sym.wj#super[1]",
    'Word#sym.wj#link("https://example.org")[#super[1]]',
    'Word#link("https://example.org")[#sym.wj#super[1]]',
):
    pdf = typst.Compiler(source.encode()).compile(format="pdf")
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    print(f"{source}: {ascii(text)}, 'Word' is {'found' if text.startswith('Word') else 'not found'}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(typst|pypdf) '
venv/bin/python read.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Wo#sym.wj;rd: 'Wo\u2060rd', 'Word' is not found
Wo#text(fill: red, sym.wj)rd: 'Word', 'Word' is found
Word#sym.wj#super[1]: 'Word\u20601', 'Word' is found
Word#sym.wj#link("https://example.org")[#super[1]]: 'Word\u20601', 'Word' is found
Word#link("https://example.org")[#sym.wj#super[1]]: 'Word1', 'Word' is found
SEEN
