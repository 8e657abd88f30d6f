#!/usr/bin/env bash
# mdformat-myst takes quotation marks away in the head of a page where YAML 1.2 needs none.  MyST reads the head with
# PyYAML, and that is YAML 1.1, in which `no`, unquoted, is false and 12:30 a number to the base of 60.  A page that said
# "12:30, language no" (Norwegian) says "750, language False" once it has been formatted.  mdformat makes sure that the
# HTML of a page stays the same; the head is not in it.
# Versions: mdformat 1.0.0 with mdformat-myst 0.3.0 and mdformat-front-matters 2.0.0; myst-parser 5.2.0, Sphinx 9.0.4.
# Who would care: pages whose head has times, codes of languages, or "on" and "off", and a formatter before each commit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
python3 -m venv formatter
formatter/bin/pip install --quiet --disable-pip-version-check \
    mdformat==1.0.0 mdformat-myst==0.3.0 mdformat-front-matters==2.0.0
mkdir pages
printf "extensions = ['myst_parser']\nmyst_enable_extensions = ['substitution']\n" > pages/conf.py
cat > pages/index.md <<'MD'
---
myst:
  substitutions:
    start: "12:30"
    code: "no"
    switch: "off"
    version: "1.10"
---

# Course

{{ start }}, language {{ code }}, sound {{ switch }}, version {{ version }}
MD
formatter/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^mdformat'
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(myst-parser|Sphinx|PyYAML) '
{
    venv/bin/sphinx-build -q -W -b text pages site && tail -1 site/index.txt
    formatter/bin/mdformat pages/index.md && sed -n 4,7p pages/index.md
    venv/bin/sphinx-build -q -W -b text pages site && tail -1 site/index.txt
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
12:30, language no, sound off, version 1.10
    start: 12:30
    code: no
    switch: off
    version: '1.10'
750, language False, sound False, version 1.10
SEEN
