#!/usr/bin/env bash
# With `gettext_additional_targets = ["image"]` Sphinx asks translators of a Markdown page for `.. image:: cat.png`, in
# reStructuredText.  Whoever answers in kind ends the build with a KeyError ('uri'): the answer is read as Markdown.
# Only what stays untranslated builds.
# Versions: Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: guides with translated screenshots; and translators, who can't know it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p pages/locale/de/LC_MESSAGES
printf '%s\n' 'extensions = ["myst_parser"]' 'language = "de"' 'locale_dirs = ["locale"]' \
    'gettext_additional_targets = ["image"]' > pages/conf.py
printf '# Cat\n\n![A cat](cat.png)\n' > pages/index.md
touch pages/cat.png pages/katze.png
cat > pages/locale/de/LC_MESSAGES/index.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid ".. image:: cat.png"
msgstr ".. image:: katze.png"
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser|sphinx.design) '
{
    venv/bin/sphinx-build -q -b gettext pages templates
    grep 'image::' templates/index.pot
    venv/bin/sphinx-build -q -T -b html pages html 2>&1 | grep -o '^ *KeyError.*' | head -1
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
msgid ".. image:: cat.png"
    KeyError: 'uri'
SEEN
