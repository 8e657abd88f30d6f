#!/usr/bin/env bash
# Once the description of a page (html_meta in the front matter of a Markdown page) is translated, its <meta> has an
# attribute that HTML does not know, translated="True": Sphinx notes on each node whether it was translated, and what
# writes the element writes all that is on the node.  A validator rejects the page in that language alone.
# Versions: Sphinx 9.0.4, MyST-Parser 5.2.0.
# Who would care: whoever validates a translated site, or describes its pages for search engines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p docs locale/de/LC_MESSAGES
printf 'extensions = ["myst_parser"]\nlocale_dirs = ["../locale"]\n' > docs/conf.py
printf -- '---\nmyst:\n  html_meta:\n    description: How to begin\n---\n# Guide\n' > docs/index.md
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "How to begin"
msgstr "Wie man beginnt"
EOF
venv/bin/python -c "import myst_parser, sphinx; print('Sphinx', sphinx.__version__, 'MyST-Parser', myst_parser.__version__)"
for language in en de; do
    venv/bin/sphinx-build -q -D "language=$language" -d "trees-$language" -b html docs "out-$language"
    grep -h 'name="description"' "out-$language/index.html"
done | tee seen
diff seen - <<'SEEN' || { echo changed; exit 1; }
<meta content="How to begin" name="description" />
<meta content="Wie man beginnt" name="description" translated="True" />
SEEN
