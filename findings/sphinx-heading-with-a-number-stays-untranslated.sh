#!/usr/bin/env bash
# The translation of a heading that begins with a number and a full stop ("1. Install") is dropped without a word:
# Sphinx parses each message as a document of its own, gets an ordered list, and takes nothing but a paragraph or a
# title of one.  In reStructuredText as in MyST; other headings of the page are translated.
# Versions: Sphinx 9.0.4, MyST-Parser 5.2.0.
# Who would care: guides whose steps are numbered by hand; their headings stay in the source language, and the catalog
# says that all is translated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p docs locale/de/LC_MESSAGES
printf "extensions = ['myst_parser']\nlanguage = 'de'\nlocale_dirs = ['../locale']\n" > docs/conf.py
printf '# Guide\n\n## 1. Install\n\nText.\n\n## Configure\n\nText.\n' > docs/index.md
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "1. Install"
msgstr "1. Installieren"

msgid "Configure"
msgstr "Einstellen"
EOF
venv/bin/sphinx-build -q -b text docs out
venv/bin/python -c "import myst_parser, sphinx; print('Sphinx', sphinx.__version__, 'MyST-Parser', myst_parser.__version__)"
grep -E 'Install|Einstellen' out/index.txt
grep -qx 'Einstellen' out/index.txt
grep -qE '^(1\. )?Install$' out/index.txt || { echo 'changed: the heading is translated'; exit 1; }
