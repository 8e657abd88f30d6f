#!/usr/bin/env bash
# Tabs are made while a page is read, for the builder that happens to read it: `-M epub`, then `-M html`, as the Makefile
# of sphinx-quickstart has it (both share their doctrees), and the site has no tabs, only what was in them.  Where there
# are no tabs, what a tab holds is read twice, so that a label in it is a duplicate.
# Versions: sphinx-tabs 3.5.0, Sphinx 9.0.4.
# Who would care: whoever builds several outputs in one folder, or keeps doctrees between jobs of a CI.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinx-tabs==3.5.0
mkdir pages
printf 'extensions = ["sphinx_tabs.tabs"]\nversion = "1"\ncopyright = "The authors"\n' > pages/conf.py
printf 'Guide\n=====\n\n.. tabs::\n\n   .. tab:: One\n\n      .. _here:\n\n      Words.\n\n   .. tab:: Two\n\n      More.\n' > pages/index.rst
{
    venv/bin/sphinx-build -M html pages alone -q 2>&1
    echo "html alone: $(grep -o 'role="tab"' alone/html/index.html | wc -l) tabs"
    venv/bin/sphinx-build -M epub pages both -q 2>&1 | sed "s#.*/pages/##"
    venv/bin/sphinx-build -M html pages both -q 2>&1
    echo "html after epub: $(grep -o 'role="tab"' both/html/index.html | wc -l) tabs"
} | tee said
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|sphinx-tabs) '
diff said - <<'SEEN' || { echo changed; exit 1; }
html alone: 2 tabs
index.rst:7: WARNING: Duplicate explicit target name: "here". [docutils]
html after epub: 0 tabs
SEEN
