#!/usr/bin/env bash
# A heading within `only` of a Markdown page is in every output, with all that follows it: MyST makes its section a child
# of the page, behind the node that is taken out.  In reStructuredText it stays within.  Nothing is said.
# Versions: Sphinx 9.0.4 with myst-parser 5.2.0.
# Who would care: whoever keeps a chapter for print, or for customers, out of the site by `only`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir pages
printf 'extensions = ["myst_parser"]\n' > pages/conf.py
printf '# Guide\n\n````{only} latex\n## For print\n\nWords for print.\n````\n\n```{toctree}\nother\n```\n' > pages/index.md
printf 'Other\n=====\n\n.. only:: latex\n\n   For print\n   ---------\n\n   Words for print.\n' > pages/other.rst
venv/bin/sphinx-build -q -W pages html
for page in index other; do
    echo "$page: $(grep -c 'Words for print' "html/$page.html" || true)"
done | tee said
venv/bin/sphinx-build --version
diff said - <<'SEEN' || { echo changed; exit 1; }
index: 1
other: 0
SEEN
