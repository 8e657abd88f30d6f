#!/usr/bin/env bash
# With gettext_additional_targets = ["literal-block"] the code blocks of a Markdown page are messages, and whoever
# translates one finds two colons in its place: Sphinx puts "::" before what it parses again, as reStructuredText
# wants it, and hands that to MyST, which reads a line of two colons and takes the first block that it gets.  No warning.
# Versions: Sphinx 9.0.4, MyST-Parser 5.2.0.
# Who would care: guides that let comments in their examples be translated; the example is gone in that language alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p docs locale/de/LC_MESSAGES
cat > docs/conf.py <<'EOF'
extensions = ["myst_parser"]
language = "de"
locale_dirs = ["../locale"]
gettext_additional_targets = ["literal-block"]
EOF
printf '# Guide\n\n```sh\nmake # builds all\n```\n' > docs/index.md
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "make # builds all\n"
msgstr "make # baut alles\n"
EOF
venv/bin/python -c "import myst_parser, sphinx; print('Sphinx', sphinx.__version__, 'MyST-Parser', myst_parser.__version__)"
venv/bin/sphinx-build -q -b gettext docs pot
grep 'builds all' pot/index.pot
venv/bin/sphinx-build -q -W -b text docs out
tail -n +4 out/index.txt | tee seen
grep -qx ' *::' seen || { echo 'changed: the code is not two colons'; exit 1; }
! grep -q make seen || { echo 'changed: the code is there'; exit 1; }
