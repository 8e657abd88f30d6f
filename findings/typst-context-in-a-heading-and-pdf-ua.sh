#!/usr/bin/env bash
# A heading with a `context` block in it has no title for Typst: its bookmark is empty, without a word, and a PDF/UA
# file can't be made ("heading title could not be determined"); the error names no place.  On paper the heading is
# as it should be.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: templates whose show rules look something up (a number, a page, a direction) within headings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.0
cat > heading.py <<'PYTHON'
import io

import pypdf
import typst

for heading in ("= #box[Disks]", "= #context [Disks]"):
    source = f'#set document(title: "A")\n{heading}'.encode()
    print(heading, [entry.title for entry in pypdf.PdfReader(io.BytesIO(typst.compile(source))).outline])
    try:
        typst.compile(source, pdf_standards=["ua-1"])
        print("PDF/UA: made")
    except typst.TypstError as error:
        print(f"PDF/UA: {error}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(typst|pypdf) '
venv/bin/python heading.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
= #box[Disks] ['Disks']
PDF/UA: made
= #context [Disks] ['']
PDF/UA: PDF/UA-1 error: heading title could not be determined
SEEN
