#!/usr/bin/env bash
# A picture whose suffix is written in capitals, as cameras write ".JPG" and Windows ".PNG", is in no EPUB: Sphinx knows
# the media types of small suffixes alone, and leaves out a file that has none.  The page in the book still asks for it,
# which EPUBCheck calls an error.  The HTML has the picture.
# Versions: Sphinx 9.0.4.
# Who would care: guides with photographs or screenshots that are also offered as an EPUB.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
mkdir docs
printf 'project = copyright = version = "guide"\n' > docs/conf.py
printf 'Guide\n=====\n\n.. image:: one.PNG\n   :alt: one\n\n.. image:: two.png\n   :alt: two\n' > docs/index.rst
printf '%s' iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg== | base64 -d > docs/one.PNG
cp docs/one.PNG docs/two.png
venv/bin/python -c "import sphinx; print('Sphinx', sphinx.__version__)"
venv/bin/sphinx-build -q -b html -d trees docs html
venv/bin/sphinx-build -q -b epub -d trees docs epub
{
    (cd html && ls _images/*)
    venv/bin/python - epub/guide.epub <<'EOF'
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as book:
    print("asked for:", *re.findall(r'src="(_images/[^"]+)"', book.read("index.xhtml").decode()))
    print("in the EPUB:", *(name for name in book.namelist() if name.startswith("_images/")))
EOF
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
_images/one.PNG
_images/two.png
asked for: _images/one.PNG _images/two.png
in the EPUB: _images/two.png
SEEN
