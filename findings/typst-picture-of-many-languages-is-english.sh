#!/usr/bin/env bash
# An SVG can hold its words in several languages (`<switch>` and `systemLanguage`), as the translated pictures of
# Wikimedia Commons do.  Typst always draws the English ones, or those for everybody else: neither the language of the
# text around the picture nor that of the document is asked, and nothing warns of it.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: whoever prints a book in another language than English, or one in two, with such pictures.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
cat > sea.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30"><switch>
  <text y="20" systemLanguage="ja">umi</text>
  <text y="20" systemLanguage="de">Meer</text>
  <text y="20" systemLanguage="en">sea</text>
  <text y="20">mare</text>
</switch></svg>
SVG
grep -v '"en"' sea.svg > without-english.svg
cat > pictures.py <<'PYTHON'
import io
from pathlib import Path

import pypdf
import typst

for language in ("ja", "de", "en"):
    for picture in ("sea.svg", "without-english.svg"):
        Path("page.typ").write_text(f'#set text(lang: "{language}")\n#image("{picture}")\n', "utf-8")
        page = pypdf.PdfReader(io.BytesIO(typst.compile("page.typ"))).pages[0]
        print(language, picture, page.extract_text().strip())
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(typst|pypdf) '
venv/bin/python pictures.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
ja sea.svg sea
ja without-english.svg mare
de sea.svg sea
de without-english.svg mare
en sea.svg sea
en without-english.svg mare
SEEN
