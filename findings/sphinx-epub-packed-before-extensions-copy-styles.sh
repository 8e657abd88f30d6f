#!/usr/bin/env bash
# An EPUB is packed when its pages are written, and Sphinx tells extensions that a build has finished only afterwards,
# which is when some copy their styles: the first EPUB asks for a style sheet that is not in it, and one that is built
# into the same folder again has it.  So what is in the archive depends on how often it was built, and a clean build, as
# of CI, is the one that lacks it.
# Versions: Sphinx 9.0.4, sphinx-proof 0.4.0 (sphinx-hoverxref and sphinx-toolbox copy theirs at the same time).
# Who would care: those who write extensions with styles, and those who publish an EPUB from a fresh checkout.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinx-proof==0.4.0
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^sphinx(-proof)? '
mkdir pages
printf '%s\n' 'project = "Manual"' 'version = "1"' 'epub_copyright = "2026"' 'extensions = ["sphinx_proof"]' > pages/conf.py
printf '%s\n' 'Manual' '======' '' '.. prf:theorem::' '' '   Words.' > pages/index.rst
for build in first second; do
    venv/bin/sphinx-build -q -E -a -d doctrees -b epub pages epub 2> error || cat error
    rm -rf book
    venv/bin/python -m zipfile -e epub/Manual.epub book
    asked=$(grep -c 'proof\.css' book/index.xhtml || true)
    held=$(find book -name proof.css | wc -l)
    echo "$build: the page asks for $asked, the archive holds $held"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
first: the page asks for 1, the archive holds 0
second: the page asks for 1, the archive holds 1
SEEN
