#!/usr/bin/env bash
# With the docutils that rst2typst brings today, a page under one title is a single paragraph in the PDF: no blank
# stands between two paragraphs, and the first item of a list is words with a sign before it.  It asks docutils
# whether a block stands in a structural element; since 0.22 the document is none.  With 0.21.2 that is well;
# with both, the second paragraph of an item is joined to the first, a list that begins at 5 begins at 1, and what is
# behind two slashes on a line is gone, as Typst takes it for a comment.  No warning; what it does not know at all it
# refuses.
# Versions: rst2typst 0.6.0 with docutils 0.23 and 0.21.2; typst (the Python package) 0.15.2, read by pypdf 7.1.1.
# Who would care: whoever prints reStructuredText by Typst.  (By Sphinx, whose pages keep their title, the rest holds:
# atsphinx-typst has the same writer.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check rst2typst==0.6.0 docutils==0.21.2 typst==0.15.2 pypdf==7.1.1
cat > page.rst <<'RST'
Keeping
=======

The catalog is kept.

It is read at each start.

5. Ask.
6. Wait.

   It takes a minute.

The share //server/docs has the rest.
RST
cat > read.py <<'PYTHON'
import docutils
import typst
from pypdf import PdfReader

typst.compile("page.typ", output="page.pdf")
print(f"docutils {docutils.__version__}:", PdfReader("page.pdf").pages[0].extract_text().replace("\n", " | "))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(rst2typst|typst|pypdf) '
for docutils in 0.21.2 0.23; do
  venv/bin/pip install --quiet --disable-pip-version-check docutils==$docutils
  venv/bin/rst2typst --no-import-local-package page.rst page.typ
  venv/bin/python read.py
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
docutils 0.21.2: Keeping | The catalog is kept. | It is read at each start. | 1. Ask. | 2. Wait.It takes a minute. | The share
docutils 0.23: Keeping | The catalog is kept.It is read at each start.+ Ask. | 1. Wait.It takes a minute. | The share
SEEN
