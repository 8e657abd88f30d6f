#!/usr/bin/env bash
# `self` in the toctree of any page but the first, which Sphinx's manual offers for a page that is to stand in its own
# list, makes the EPUB builder warn of a page that stands in the contents twice, without a file or a line.  With -W the
# EPUB is not built; HTML and text say nothing.
# Versions: Sphinx 9.0.4.
# Who would care: those who build an EPUB of a manual whose chapters begin with an "Overview" of their own, and fail on
# warnings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^sphinx '
mkdir pages
printf '%s\n' 'project = "Manual"' 'version = "1"' 'epub_copyright = "2026"' > pages/conf.py
printf '%s\n' 'Manual' '======' '' '.. toctree::' '' '   usage' > pages/index.rst
printf '%s\n' 'Usage' '=====' '' '.. toctree::' '' '   Overview <self>' '   detail' > pages/usage.rst
printf '%s\n' 'Detail' '======' '' 'Words.' > pages/detail.rst
for builder in html text epub; do
    if venv/bin/sphinx-build -q -W -d doctrees -b "$builder" pages "$builder" 2> error; then echo "$builder: built"
    else echo "$builder: failed"; sed 's/\x1b\[[0-9;]*m//g' error | grep duplicated; fi
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
html: built
text: built
epub: failed
WARNING: duplicated ToC entry found: usage.xhtml [epub.duplicated_toc_entry]
SEEN
