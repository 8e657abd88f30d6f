#!/usr/bin/env bash
# A link in the head of a table is taken for PDF/UA until the table is longer than a page: then the head is repeated, what
# is repeated is an artifact, and the file can't be made; the error names no place.  As plain PDF it is made.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: templates for accessible books, whose tables grow by a row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2
cat > table.py <<'PYTHON'
import typst

for head in ('table.header[#link("https://example.org")[Name]]', 'table.header(repeat: false)[#link("https://example.org")[Name]]'):
    for rows in (3, 80):
        source = f'#set document(title: "A")\n#table({head}, ..range({rows}).map(n => [#n]))'.encode()
        for standard in ("1.7", "ua-1"):
            try:
                typst.compile(source, pdf_standards=[standard])
                said = "made"
            except typst.TypstError as error:
                said = f"{error}"
            print("repeated" if "false" not in head else "once", f"{rows} rows, {standard}: {said}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^typst '
venv/bin/python table.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
repeated 3 rows, 1.7: made
repeated 3 rows, ua-1: made
repeated 80 rows, 1.7: made
repeated 80 rows, ua-1: PDF/UA-1 error: PDF artifacts may not contain links
once 3 rows, 1.7: made
once 3 rows, ua-1: made
once 80 rows, 1.7: made
once 80 rows, ua-1: made
SEEN
