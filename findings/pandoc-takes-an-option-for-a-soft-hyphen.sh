#!/usr/bin/env bash
# "-?", the option that asks many programs for help, is the sign for a soft hyphen in Typst.  Pandoc escapes such signs,
# and this one in few places (at the beginning of a paragraph): within a sentence, a list or a table it is gone, and the
# PDF says "Help is at -h or alone".  No warning; in code it stays.
# Versions: pandoc 3.9 (pypandoc_binary 1.17), typst (the Python package) 0.15.2.
# Who would care: manuals of programs that become PDFs by way of Typst.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17 typst==0.15.2 pypdf==7.1.1
cat > options.py <<'PYTHON'
import io

import pypandoc
import pypdf
import typst

print("pandoc", pypandoc.get_pandoc_version())
page = "Help is at -h or -? alone.\n\n-? is for help.\n\nIn code it is `-?`.\n\n- -? helps.\n"
for name in ("markdown", "rst", "html"):
    source = pypandoc.convert_text(page, name, format="markdown")
    written = pypandoc.convert_text(source, "typst", format=name)
    with open("page.typ", "w", encoding="utf-8") as file:
        file.write(written)
    text = pypdf.PdfReader(io.BytesIO(typst.compile("page.typ"))).pages[0].extract_text()
    print(name)
    for line in (*filter(None, written.splitlines()), *text.splitlines()):
        print(ascii(line))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pypandoc_binary|typst) '
venv/bin/python options.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
pandoc 3.9
markdown
'Help is at -h or -? alone.'
'\\-? is for help.'
'In code it is `-?`.'
'- -? helps.'
'Help is at -h or  alone.'
'-? is for help.'
'In code it is -?.'
'\u2022  helps.'
rst
'Help is at -h or -? alone.'
'\\-? is for help.'
'In code it is `-?`.'
'- -? helps.'
'Help is at -h or  alone.'
'-? is for help.'
'In code it is -?.'
'\u2022  helps.'
html
'Help is at -h or -? alone.'
'\\-? is for help.'
'In code it is `-?`.'
'- -? helps.'
'Help is at -h or  alone.'
'-? is for help.'
'In code it is -?.'
'\u2022  helps.'
SEEN
