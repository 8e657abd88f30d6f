#!/usr/bin/env bash
# Words of a drawing may have a `<title>` and a `<desc>`, which screen readers say and nobody sees.  svglib draws both
# in the line of the words, as "A quiet seaSea", and so it does with a `<tspan>` that is hidden; with a group, and with
# words that are hidden as a whole, it keeps to the standard.  No warning; its known limitations don't name it.
# Versions: svglib 2.3.2 with reportlab 5.1.0; typst (the Python package, whose SVG is resvg's) 0.15.2 beside it.
# Who would care: PDFs by rst2pdf, xhtml2pdf or reportlab, with drawings that were made accessible.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check svglib==2.3.2 reportlab==5.1.0 typst==0.15.2 pypdf==7.1.1
cat > words.py <<'PYTHON'
import io
from pathlib import Path

import pypdf
import typst
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

DRAWINGS = {
    "title of words": "<text y='20'>Sea<title>A quiet sea</title></text>",
    "description of words": "<text y='20'><desc>Blue on white</desc>Sea</text>",
    "hidden part of words": "<text y='20'>Sea<tspan display='none'> of tranquillity</tspan></text>",
    "title of a group": "<g><title>A quiet sea</title><text y='20'>Sea</text></g>",
    "hidden words": "<g><text y='20'>Sea</text><text y='40' display='none'>of tranquillity</text></g>",
}
for name, content in DRAWINGS.items():
    Path("drawing.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50">{content}</svg>')
    pdfs = {
        "svglib": renderPDF.drawToString(svg2rlg("drawing.svg")),
        "typst": typst.compile(b'#image("drawing.svg")', root="."),
    }
    read = {tool: pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split() for tool, pdf in pdfs.items()}
    print(f"{name}:", "; ".join(f"{tool} {' '.join(words)}" for tool, words in read.items()))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(svglib|reportlab|typst) '
venv/bin/python words.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
title of words: svglib Sea A quiet sea; typst Sea
description of words: svglib Blue on white Sea; typst Sea
hidden part of words: svglib Sea of tranquillity; typst Sea
title of a group: svglib Sea; typst Sea
hidden words: svglib Sea; typst Sea
SEEN
