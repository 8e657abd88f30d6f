#!/usr/bin/env bash
# The words of a Markdown link to a labelled equation are dropped: `[the law](#law)` is shown as "(1)".  A link to a
# section, a figure or a term keeps its words.  Sphinx's domain for formulas leaves out what the link itself says.
# Versions: Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: writers of sentences in which the words, not the number, are needed ("by the second law").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir pages
printf '%s\n' 'extensions = ["myst_parser"]' > pages/conf.py
cat > pages/index.md <<'PAGE'
# Laws

See [the law](#law) and [the picture](#view).

```{math}
:label: law
F = m a
```

```{figure} view.png
:name: view

A view.
```
PAGE
touch pages/view.png
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser|sphinx.design) '
venv/bin/sphinx-build -q -b text pages text
grep '^See' text/index.txt | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
See (1) and the picture.
SEEN
