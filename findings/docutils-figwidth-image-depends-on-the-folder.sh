#!/usr/bin/env bash
# `:figwidth: image` looks for the picture below the folder in which the command runs, not beside the page: called from
# another folder the option does nothing, without a word; called from that of the pages, a page in a folder of its own
# gets the width of another picture of the same name.
# Versions: docutils 0.22.4 with Pillow 12.0.0, Sphinx 9.0.4.
# Who would care: writers whose figures are as wide as their pictures on one machine, and not where the site is built.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 docutils==0.22.4 pillow==12.0.0
mkdir -p pages/inner
touch pages/conf.py
venv/bin/python -c 'from PIL import Image; Image.new("L", (40, 9)).save("pages/disk.png"); Image.new("L", (300, 9)).save("pages/inner/disk.png")'
FIGURE='.. figure:: disk.png\n   :figwidth: image\n   :alt: a disk\n\n   A disk\n'
printf "Guide\n=====\n\n$FIGURE\n.. toctree::\n\n   inner/page\n" > pages/index.rst
printf "Page\n====\n\n$FIGURE" > pages/inner/page.rst
venv/bin/sphinx-build -q -W pages from-above
(cd pages && ../venv/bin/sphinx-build -q -W -d ../trees . ../from-there)
for page in from-above/index from-above/inner/page from-there/index from-there/inner/page; do
    echo "$page: $(grep -oE '<figure[^>]*>' "$page.html" | grep -oE 'width: [0-9]+px' || echo none)"
done | tee said
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|docutils|pillow) '
diff said - <<'SEEN' || { echo changed; exit 1; }
from-above/index: none
from-above/inner/page: none
from-there/index: width: 40px
from-there/inner/page: width: 40px
SEEN
