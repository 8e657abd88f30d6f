#!/usr/bin/env bash
# A displayed formula that is numbered and has no label, as \begin{align} of the amsmath extension, gets an id from
# random letters: two builds of the same pages differ, no link to the formula outlives the next build, and each language
# of a translated manual has another address for it.  SOURCE_DATE_EPOCH and PYTHONHASHSEED change nothing of it.
# Versions: MyST-Parser 5.0.0 with Sphinx 9.0.4.
# Who would care: those who compare builds (reproducible-builds.org), and those who link to formulas.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.0.0
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser) '
mkdir pages
printf '%s\n' 'extensions = ["myst_parser"]' 'myst_enable_extensions = ["amsmath"]' > pages/conf.py
printf '%s\n' '# Manual' '' '\begin{align}' 'a &= b' '\end{align}' > pages/index.md
export SOURCE_DATE_EPOCH=0 PYTHONHASHSEED=0
for build in first second; do
    venv/bin/sphinx-build -q -E -b html pages $build
    grep -o 'id="equation-[^"]*"' $build/index.html | sort -u | tee $build.id | sed 's/-[0-9a-f][0-9a-f-]*"/-(random)"/'
done | tee said
{ cmp -s first.id second.id && echo "the same id" || echo "another id in the second build"; } | tee -a said
diff said - <<'SEEN' || { echo changed; exit 1; }
id="equation-(random)"
id="equation-(random)"
another id in the second build
SEEN
