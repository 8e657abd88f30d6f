#!/usr/bin/env bash
# The tabs that sphinx-design makes of `{tab-set-code}` stand in the doctree without a parent (`node.parent is None`):
# they are put into the list of children by hand.  The HTML is right; whoever walks up from a node within such a tab
# (to the section, the document, a table) gets nowhere.  Tabs of `{tab-set}` have their parent.
# Versions: sphinx-design 0.8.0, Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: writers of transforms, builders and extensions that look for what a block stands in.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0 sphinx-design==0.8.0
mkdir pages
printf '%s\n' 'extensions = ["myst_parser", "sphinx_design"]' > pages/conf.py
cat > pages/index.md <<'PAGE'
# Tabs

````{tab-set-code}
```{code-block} python
print()
```
````

````{tab-set}
```{tab-item} One
Words.
```
````
PAGE
cat > parents.py <<'PYTHON'
import pickle
from pathlib import Path

doctree = pickle.loads(Path("html/.doctrees/index.doctree").read_bytes())
for node in doctree.findall(lambda node: "sd-tab-item" in getattr(node, "attributes", {}).get("classes", [])):
    print(type(node.parent).__name__)
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser|sphinx.design) '
venv/bin/sphinx-build -q -b html pages html
venv/bin/python parents.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
NoneType
container
SEEN
