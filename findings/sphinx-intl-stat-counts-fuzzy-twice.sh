#!/usr/bin/env bash
# `sphinx-intl stat` counts a fuzzy message as translated and as fuzzy: a catalog of two messages, one fuzzy and one
# open, has "1 translated, 1 fuzzy, 1 untranslated".  gettext's msgfmt, and Sphinx when it builds, leave fuzzy ones out.
# Versions: sphinx-intl 2.4.0.
# Who would care: whoever shows a share of translated text, or lets a language go live at some share.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx-intl==2.4.0
mkdir -p locale/de/LC_MESSAGES
cat > locale/de/LC_MESSAGES/page.po <<'EOF'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"

#, fuzzy
msgid "one"
msgstr "eins"

msgid "two"
msgstr ""
EOF
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^sphinx-intl'
venv/bin/sphinx-intl stat -d locale -l de 2>&1 | tee said
grep -q '1 translated, 1 fuzzy, 1 untranslated' said || { echo changed; exit 1; }
