#!/usr/bin/env bash
# A footnote in a heading loses its number when the heading is translated: an empty pair of brackets stands there.
# Sphinx numbers footnotes first and puts the translation in afterwards; in a paragraph it carries the number over.
# Versions: Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: translators, who see a right translation come out wrong, and whoever checks their pages by script.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p pages/locale/de/LC_MESSAGES
printf 'extensions = ["myst_parser"]\nlocale_dirs = ["locale"]\n' > pages/conf.py
printf '# Storage\n\n## Disks [^old]\n\nWords [^new].\n\n[^old]: One.\n\n[^new]: Two.\n' > pages/index.md
cat > pages/locale/de/LC_MESSAGES/index.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Disks [^old]"
msgstr "Platten [^old]"

msgid "Words [^new]."
msgstr "Worte [^new]."
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser) '
for language in en de; do
    venv/bin/sphinx-build -q -b text -D language="$language" pages "$language"
    grep -E 'Disks|Platten|Words|Worte' "$language/index.txt"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Disks [1]
Words [2].
Platten []
Worte [2].
SEEN
