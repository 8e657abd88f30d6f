#!/usr/bin/env bash
# ReportLab draws kanji beyond the first 65,536 letters of Unicode as it should, but tells programs another letter: it
# writes five hexadecimal digits where the format has four or eight, and readers take four.  𠮟る ("to scold", taught at
# school) is found, copied and read out as "₹る", 𩸽 (a fish) as a sign of geometry.  pypdf leaves the letter out.
# Versions: reportlab 5.1.0; read by pypdfium2 5.15.2, pdfminer.six 20260107 and pypdf 7.1.1.
# Who would care: readers of PDFs in Japanese and Chinese who search, copy or listen, and whoever has names in them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check reportlab==5.1.0
venv/bin/pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 pdfminer.six==20260107 pypdf==7.1.1
venv/bin/pip install --quiet --disable-pip-version-check --no-deps matplotlib-fontja==1.1.0  # for its font, IPAexGothic
cat > letters.py <<'PYTHON'
import logging
import sys

from pdfminer.high_level import extract_text
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

logging.disable()
registerFont(TTFont("IPAexGothic", sys.argv[1]))
for number, words in enumerate(("叱る", "𠮟る", "𩸽")):
    name = f"{number}.pdf"
    canvas = Canvas(name)
    canvas.setFont("IPAexGothic", 12)
    canvas.drawString(72, 720, words)
    canvas.save()
    seen = [PdfDocument(name)[0].get_textpage().get_text_range(), extract_text(name)]
    seen.append(PdfReader(name).pages[0].extract_text())
    print(f"{words}:", *(text.strip() or None for text in seen))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(reportlab|pypdfium2|pdfminer.six|pypdf) '
venv/bin/python letters.py venv/lib/python3.*/site-packages/matplotlib_fontja/fonts/ipaexg.ttf | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
叱る: 叱る 叱る 叱る
𠮟る: ₹る ₹る る
𩸽: ⧣ ⧣ None
SEEN
