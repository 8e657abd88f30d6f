#!/usr/bin/env bash
# A stamp that pypdf puts on a page of a tagged PDF is read out as part of the page's heading: merge_page joins the two
# streams, in which each numbers its marked text from 0, and the structure tree then has two texts for each number.
# Here the heading is "Storage DRAFT"; a longer stamp has words for the paragraphs too.  Nothing is to be seen, or said.
# pikepdf's add_overlay puts the stamp in a stream of its own, and the heading stays.
# Versions: pypdf 7.1.1; pikepdf 10.18.0; the PDFs are made by typst (the Python package) 0.15.2, which tags them.
# Who would care: whoever adds "draft", a page number or a letterhead to PDFs that are to be accessible.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 typst==0.15.2
cat > stamp.py <<'PYTHON'
import io

import pikepdf
import pypdf
import typst

typst.compile(b"= Storage\nWords of the page.", output="page.pdf")
typst.compile(b"#v(5cm) DRAFT", output="stamp.pdf")


def text_of(pdf):
    file = io.BytesIO()
    pdf.save(file)
    return " ".join(pypdf.PdfReader(file).pages[0].extract_text().split())


def marks_of(kid):
    """The numbers of all marked text below a structure element."""
    if isinstance(kid, int):
        return [kid]
    kids = kid if isinstance(kid, pikepdf.Array) else [kid.get("/K", kid.get("/MCID", pikepdf.Array()))]
    return [number for each in kids for number in marks_of(each)]


def text_of_heading(pdf):
    """What the page shows under the numbers of the heading, and nothing else."""
    (heading,) = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/H1"]
    kept, within = [], []
    for step in pikepdf.parse_content_stream(pdf.pages[0]):
        operator = str(step.operator)
        if operator in ("BDC", "BMC"):
            properties = step.operands[-1]
            within.append(properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None)
        elif operator == "EMC":
            within.pop()
        elif operator not in ("Tj", "TJ", "Do") or set(within) & set(marks_of(heading)):
            kept.append(step)
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    return text_of(pdf)


writer = pypdf.PdfWriter(clone_from="page.pdf")
writer.pages[0].merge_page(pypdf.PdfReader("stamp.pdf").pages[0])
writer.write("pypdf.pdf")
with pikepdf.open("page.pdf") as page, pikepdf.open("stamp.pdf") as stamp:
    page.pages[0].add_overlay(stamp.pages[0])
    page.save("pikepdf.pdf")
for name in ("page", "pypdf", "pikepdf"):
    with pikepdf.open(f"{name}.pdf") as pdf:
        print(f"{name}: page {text_of(pdf)!r}, heading {text_of_heading(pdf)!r}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(pypdf|pikepdf|typst) '
venv/bin/python stamp.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
page: page 'Storage Words of the page.', heading 'Storage'
pypdf: page 'Storage Words of the page. DRAFT', heading 'Storage DRAFT'
pikepdf: page 'Storage Words of the page. DRAFT', heading 'Storage'
SEEN
