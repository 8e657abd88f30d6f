#!/usr/bin/env bash
# The plain call of the EPUB builder warns of Sphinx's own doctrees: without `-d` they lie in the folder that the EPUB is
# made of.  They are left out of it, but with -W there is none.  `sphinx-build -M epub`, which gives them another folder,
# says nothing.
# Versions: Sphinx 9.0.4.
# Who would care: those who call `sphinx-build -W -b epub` in CI, as the manual's examples for other builders do.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^sphinx '
mkdir pages
printf '%s\n' 'project = "Manual"' 'version = "1"' 'epub_copyright = "2026"' > pages/conf.py
printf '%s\n' 'Manual' '======' '' 'Words.' > pages/index.rst
for call in '-b epub pages apart -d doctrees' '-M epub pages made' '-b epub pages plain'; do
    if venv/bin/sphinx-build $call -q -W > /dev/null 2> error; then echo "$call: built"
    else echo "$call: failed"; sed 's/\x1b\[[0-9;]*m//g' error | sort -u; fi
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
-b epub pages apart -d doctrees: built
-M epub pages made: built
-b epub pages plain: failed
WARNING: unknown mimetype for .doctrees/environment.pickle, ignoring [epub.unknown_project_files]
WARNING: unknown mimetype for .doctrees/index.doctree, ignoring [epub.unknown_project_files]
SEEN
