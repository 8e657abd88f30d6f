#!/usr/bin/env bash
# Once conf.py says something of all pages (myst_html_meta = {"keywords": …}), every translation is dropped without a
# word: MyST writes that into each message too, as Sphinx hands it one after the other as a page of its own, and Sphinx
# looks for the translated words in what comes first.  The catalog says that all is translated.
# Versions: MyST-Parser 5.2.0 with Sphinx 9.0.4.
# Who would care: translated guides that add keywords or a verification tag for search engines in conf.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p docs locale/de/LC_MESSAGES
printf 'extensions = ["myst_parser"]\nlanguage = "de"\nlocale_dirs = ["../locale"]\n' > docs/conf.py
printf '# Guide\n\nWords of it.\n' > docs/index.md
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Guide"
msgstr "Anleitung"

msgid "Words of it."
msgstr "Worte daraus."
EOF
venv/bin/python -c "import myst_parser, sphinx; print('MyST-Parser', myst_parser.__version__, 'Sphinx', sphinx.__version__)"
{
    echo without
    venv/bin/sphinx-build -q -W -b text docs without
    cat without/index.txt
    echo with
    venv/bin/sphinx-build -q -W -b text -D myst_html_meta.keywords=guide docs with
    cat with/index.txt
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
without
Anleitung
*********

Worte daraus.
with
Guide
*****

Words of it.
SEEN
