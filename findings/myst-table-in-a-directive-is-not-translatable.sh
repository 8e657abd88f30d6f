#!/usr/bin/env bash
# The cells of a Markdown table inside a MyST directive (`{table}`, `{note}`, ...) never reach a catalog: MyST gives
# their paragraphs no source, and Sphinx takes a node without one for its own words.  The table's caption, and cells
# of a table on the page itself or of a list-table, are extracted; the build says nothing.
# Versions: myst-parser 5.2.0 with Sphinx 9.0.4.
# Who would care: whoever gives a table a caption, or puts one into a note, in documentation that is translated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Sphinx==9.0.4 myst-parser==5.2.0
mkdir docs
echo 'extensions = ["myst_parser"]; myst_enable_extensions = ["colon_fence"]' > docs/conf.py
cat > docs/index.md <<'EOF'
# Title

| a cell on the page |
|---|
| another on the page |

:::{table} The caption
| a cell in the directive |
|---|
| another in the directive |
:::
EOF
venv/bin/sphinx-build -q -b gettext docs out
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser) '
grep '^msgid' out/index.pot | tee said
grep -q 'a cell on the page' said && grep -q 'The caption' said && ! grep -q 'in the directive' said || { echo changed; exit 1; }
