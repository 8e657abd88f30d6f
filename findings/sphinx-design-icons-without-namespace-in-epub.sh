#!/usr/bin/env bash
# The icons of sphinx-design are <svg> elements without a namespace.  HTML knows what is meant; a page of an EPUB is
# XHTML, where such an element is none of SVG's: no reader draws it, and nothing warns of it.
# Versions: sphinx-design 0.8.0, Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: whoever makes EPUBs of pages with {octicon} or {material-…}.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0 sphinx-design==0.8.0
mkdir pages
printf '%s\n' 'extensions = ["myst_parser", "sphinx_design"]' 'project = author = version = "x"' > pages/conf.py
# shellcheck disable=SC2016
printf '# Title\n\n{octicon}`download` and {material-regular}`info`.\n' > pages/index.md
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^sphinx[-_]design'
venv/bin/sphinx-build -q -b epub pages book 2>/dev/null
cat > names.py <<'PYTHON'
from xml.etree import ElementTree

for element in ElementTree.parse("book/index.xhtml").iter():
    if element.tag.endswith("svg"):
        print(element.tag)
PYTHON
venv/bin/python names.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
{http://www.w3.org/1999/xhtml}svg
{http://www.w3.org/1999/xhtml}svg
SEEN
