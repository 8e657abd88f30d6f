#!/usr/bin/env bash
# Sphinx's `{guilabel}` and `{menuselection}` take `&` for the mark of an accelerator key, and say that two of them
# stand for one that is meant.  That holds after an accelerator alone: a label without one keeps both.  A label that
# ends with a lone `&`, as one that was cut off does, ends the build with an IndexError.
# Versions: Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: those who document interfaces, and whoever fills such labels from a program's own catalogs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser|sphinx.design) '
for label in '&File' '&Save && Close' 'Save && Close' 'Save &'; do
    rm -rf pages && mkdir pages
    printf '%s\n' 'extensions = ["myst_parser"]' > pages/conf.py
    printf '# Window\n\nPress {guilabel}`%s` now.\n' "$label" > pages/index.md
    if venv/bin/sphinx-build -q -T -b text pages text 2> error; then grep '^Press' text/index.txt
    else grep -o '^ *IndexError.*' error | head -1; fi
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Press File now.
Press Save & Close now.
Press Save && Close now.
    IndexError: string index out of range
SEEN
