#!/usr/bin/env bash
# In a tagged PDF, Typst describes each link within the document to those who listen ("Section, page 2").  In some
# languages the words are half English ("Section, 페이지 2" in Korean) or all of it (Tamil).  A document can set its own
# word for the section, `heading(supplement: …)`, but `page(supplement: …)` changes nothing here.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: whoever promises accessible PDFs in languages other than the big European ones and Japanese.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.0
cat > links.py <<'PYTHON'
import io

import pypdf
import typst

OWN = '#set heading(supplement: [Teil])\n#set page(supplement: [Blatt])\n'
for language, own in (("en", ""), ("ja", ""), ("ko", ""), ("ta", ""), ("de", ""), ("de", OWN)):
    settings = f'#set document(title: "A")\n#set text(lang: "{language}")\n{own}'
    source = f"{settings}#link(<b>)[B]\n#pagebreak()\n= B <b>"
    page = pypdf.PdfReader(io.BytesIO(typst.compile(source.encode(), pdf_standards=["ua-1"]))).pages[0]
    print(language, "(own words)" if own else "(Typst)", page["/Annots"][0].get_object()["/Contents"])
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(typst|pypdf) '
venv/bin/python links.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
en (Typst) Section, page 2
ja (Typst) 節, ページ 2
ko (Typst) Section, 페이지 2
ta (Typst) Section, page 2
de (Typst) Abschnitt, Seite 2
de (own words) Teil, Seite 2
SEEN
