#!/usr/bin/env bash
# What parts two words of a heading on paper is often no blank in the bookmark, which is what readers find chapters by,
# nor in the title that a tagged PDF gives to those who listen: a space of some width, as Japanese headings have it
# behind "第1章", a line break of the function linebreak, an empty box.  Half a litre, ½ as a formula, is 12.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: templates that set "Chapter 1" and its name with a space between them, and converters to Typst.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
cat > bookmarks.py <<'PYTHON'
import io

import pypdf
import typst

HEADINGS = ("One Two", "第1章#h(1em)始め", "One#h(1em)Two", "One#linebreak()Two", "One#box(width: 1em)Two", "$1/2$ litre")

for heading in HEADINGS:
    source = f'#set document(title: "A")\n#set text(lang: "en")\n= {heading}'
    pdf = pypdf.PdfReader(io.BytesIO(typst.compile(source.encode())))
    element = pdf.trailer["/Root"]["/StructTreeRoot"]
    while "/T" not in element:
        element = element["/K"][0].get_object() if isinstance(element["/K"], list) else element["/K"].get_object()
    print(f"{heading}: {pdf.outline[0].title!r}, to listeners {element['/T']!r}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(typst|pypdf) '
venv/bin/python bookmarks.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
One Two: 'One Two', to listeners 'One Two'
第1章#h(1em)始め: '第1章始め', to listeners '第1章始め'
One#h(1em)Two: 'OneTwo', to listeners 'OneTwo'
One#linebreak()Two: 'OneTwo', to listeners 'OneTwo'
One#box(width: 1em)Two: 'OneTwo', to listeners 'OneTwo'
$1/2$ litre: '12 litre', to listeners '12 litre'
SEEN
