#!/usr/bin/env bash
# The option diff of literalinclude writes the absolute paths of both files into the page: what is published names the
# folders of the machine that has built it, and is another page on each machine.
# Versions: Sphinx 9.0.4.
# Who would care: whoever publishes documentation from CI or wants builds that can be compared.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
mkdir docs
echo one > docs/old.txt
echo two > docs/new.txt
echo > docs/conf.py
printf 'Page\n====\n\n.. literalinclude:: new.txt\n   :diff: old.txt\n' > docs/index.rst
venv/bin/sphinx-build --quiet -b text docs out
{ venv/bin/sphinx-build --version; sed -n "s|$folder|FOLDER|p" out/index.txt; } | tee seen
diff seen - <<'SEEN' || { echo changed; exit 1; }
sphinx-build 9.0.4
   --- FOLDER/docs/old.txt
   +++ FOLDER/docs/new.txt
SEEN
