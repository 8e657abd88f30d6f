#!/usr/bin/env bash
# What is wrong in a glossary of a Markdown page is named at a line of the page's beginning: Sphinx's directive takes the
# line from where the text of the directive comes, and MyST counts that from the directive's own first line, from 0.
# In reStructuredText it is the line above.
# Versions: Sphinx 9.0.4 with myst-parser 5.2.0.
# Who would care: writers, sent to a line that has nothing to do with it; authors of directives that read `content.items`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir pages
printf 'extensions = ["myst_parser"]\n' > pages/conf.py
printf '# Guide\n\nThree.\n\nFive.\n\n```{glossary}\ndisk\n  Keeps data.\ntape\n  Keeps it longer.\n```\n\n```{toctree}\nother\n```\n' > pages/index.md
printf 'Other\n=====\n\nFour.\n\nSix.\n\n.. glossary::\n\n   drum\n     Kept data.\n   card\n     Kept it longer.\n' > pages/other.rst
venv/bin/sphinx-build -q pages html 2>&1 | sed "s#.*/pages/##" | tee said
venv/bin/sphinx-build --version
grep -n '^tape' pages/index.md
grep -n '^ *card' pages/other.rst
diff said - <<'SEEN' || { echo changed; exit 1; }
index.md:2: WARNING: glossary term must be preceded by empty line [docutils]
other.rst:11: WARNING: glossary term must be preceded by empty line [docutils]
SEEN
