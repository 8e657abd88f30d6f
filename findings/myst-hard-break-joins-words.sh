#!/usr/bin/env bash
# A hard line break of Markdown (a backslash or two blanks at the end of a line) becomes two raw nodes of MyST, one
# for HTML and one for LaTeX, and nothing for anybody else: in plain text and in manual pages the last word of one
# line and the first of the next are one word.  The build says nothing.
# Versions: myst-parser 5.2.0 with Sphinx 9.0.4.
# Who would care: whoever writes addresses, verses or short lists with hard breaks, and writers of builders.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir pages
echo 'extensions = ["myst_parser"]' > pages/conf.py
printf '# Address\n\nBahnhof 1\\\nBern\n' > pages/index.md
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser) '
{
    for builder in text man html; do venv/bin/sphinx-build -q -b "$builder" pages "out/$builder"; done
    grep -h 'Bahnhof' out/text/index.txt out/man/*.1
    grep -A1 'Bahnhof' out/html/index.html
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Bahnhof 1Bern
Bahnhof 1Bern
<p>Bahnhof 1<br />
Bern</p>
SEEN
