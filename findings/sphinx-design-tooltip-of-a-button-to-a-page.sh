#!/usr/bin/env bash
# The tooltip of a button is lost where the button leads to a label or a page of the same documentation: sphinx-design
# puts it on the node of a reference that Sphinx replaces by another one.  A button to another site keeps it.
# Versions: sphinx-design 0.8.0, Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: writers whose buttons explain themselves by it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0 sphinx-design==0.8.0
mkdir pages
printf 'extensions = ["myst_parser", "sphinx_design"]\n' > pages/conf.py
cat > pages/index.md <<'EOF'
(here)=
# Guide

```{button-ref} here
:tooltip: to a label
One
```

```{button-ref} index
:ref-type: doc
:tooltip: to a page
Two
```

```{button-link} https://example.org
:tooltip: to a site
Three
```
EOF
venv/bin/sphinx-build -q -W pages html
grep -oE '<a class="sd-[^>]*>' html/index.html | sed -E 's/ class="[^"]*"//' | tee said
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|sphinx_design) '
diff said - <<'SEEN' || { echo changed; exit 1; }
<a href="#here">
<a href="#">
<a href="https://example.org" title="to a site">
SEEN
