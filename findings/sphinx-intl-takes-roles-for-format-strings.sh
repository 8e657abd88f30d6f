#!/usr/bin/env bash
# sphinx-intl marks sentences of a page as Python's format strings: "{kbd}" of a role of MyST as python-brace-format,
# "5% of" as python-format, as Babel guesses it for every message that it writes.  gettext and what is made with it
# then hold the translation to that: another role, or the per cent sign in another place, is a fatal error.
# Versions: sphinx-intl 2.4.0 with Babel 2.18.0; msgfmt of any gettext (left out where there is none).
# Who would care: projects with MyST pages that check catalogs by msgfmt, or translate on a platform that does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinx-intl==2.4.0 babel==2.18.0
mkdir pot
cat > pot/index.pot <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

#: index.md:3
msgid "Press {kbd}`Enter`."
msgstr ""

#: index.md:5
msgid "Only 5% of all pages."
msgstr ""
EOF
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx-intl|babel) '
venv/bin/sphinx-intl update -p pot -d locale -l de > /dev/null
catalog=locale/de/LC_MESSAGES/index.po
grep -A1 'format' "$catalog" | tee seen
diff seen - <<'SEEN' || { echo changed; exit 1; }
#, python-brace-format
msgid "Press {kbd}`Enter`."
--
#, python-format
msgid "Only 5% of all pages."
SEEN
if command -v msgfmt > msgfmt-is; then
    venv/bin/python - "$catalog" <<'EOF'
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalog = read_po(file, locale="de")
catalog["Press {kbd}`Enter`."].string = "{guilabel}`Eingabe` drücken."
catalog["Only 5% of all pages."].string = "Nur 5 von hundert Seiten."
with open(sys.argv[1], "wb") as file:
    write_po(file, catalog)
EOF
    { msgfmt --check-format -o /dev/null "$catalog" 2>&1 || true; } | tee errors
    grep -q 'fatal error' errors || { echo 'changed: gettext takes the translation'; exit 1; }
fi
