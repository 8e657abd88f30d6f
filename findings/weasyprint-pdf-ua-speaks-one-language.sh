#!/usr/bin/env bash
# A PDF/UA file of WeasyPrint has one language, that of <html>: `lang` of a paragraph or a word reaches neither the
# structure tree nor the marked text, and screen readers read German words on an English page as English.  WeasyPrint
# does know it, and picks quotation marks and capital letters by it.  Nothing warns, though PDF/UA wants each change of
# language declared.  Typst writes them.
# Versions: WeasyPrint 70.0 (needs Pango); read by pikepdf 10.18.0; typst (the Python package) 0.15.2 beside it.
# Who would care: whoever promises accessible PDFs of dictionaries, textbooks or pages in two languages side by side.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check weasyprint==70.0 pikepdf==10.18.0 typst==0.15.2 pypdf==7.1.1
cat > languages.py <<'PYTHON'
import io

import pikepdf
import pypdf
import typst
import weasyprint

HTML = """<html lang="en"><head><title>Words</title><style>em { text-transform: uppercase }</style></head><body>
<p>The word <q lang="de">Haus</q> is a house.</p>
<p lang="tr">Bu bir <em>kilit</em>.</p>
</body></html>"""
TYPST = """#set document(title: "Words")
#set text(lang: "en")
The word #text(lang: "de")["Haus"] is a house.

#text(lang: "tr")[Bu bir kilit.]"""
PDFS = {
    "WeasyPrint": weasyprint.HTML(string=HTML).write_pdf(pdf_variant="pdf/ua-1"),
    "Typst": typst.compile(TYPST.encode(), pdf_standards=["ua-1"]),
}
for tool, content in PDFS.items():
    with pikepdf.open(io.BytesIO(content)) as pdf:
        steps = pikepdf.parse_content_stream(pdf.pages[0])
        marks = [step.operands[1] for step in steps if str(step.operator) == "BDC"]
        elements = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
        inner = {str(thing["/Lang"]) for thing in marks + elements if "/Lang" in thing}
        print(f"{tool}: the file {pdf.Root.Lang}, within it {sorted(inner)}")
    print(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text())
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(weasyprint|pikepdf|typst) '
venv/bin/python languages.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
WeasyPrint: the file en, within it []
The word „Haus“ is a house.
Bu bir KİLİT.
Typst: the file en, within it ['de', 'tr']
The word „Haus“ is a house.
Bu bir kilit.
SEEN
