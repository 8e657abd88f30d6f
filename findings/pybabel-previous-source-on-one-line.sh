#!/usr/bin/env bash
# `pybabel update --previous` writes a previous source of several lines as several strings on one `#|` line.
# polib takes what stands between the first and the last quotation mark for the source: quotation marks and all.
# Versions: Babel 2.18.0, polib 1.2.0.
# Who would care: tools that show translators what has changed in a sentence, and read catalogs with polib.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Babel==2.18.0 polib==1.2.0
header='msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
# shellcheck disable=SC2059
printf "$header"'msgid "A first line of words\\nand a second line"\nmsgstr ""\n' > page.pot
# shellcheck disable=SC2059
printf "$header"'msgid "A first line of word\\nand a second line"\nmsgstr "Erste Zeile\\nund zweite Zeile"\n' > page.po
venv/bin/pybabel --quiet update --previous -i page.pot -o page.po -l de
venv/bin/python - <<'EOF'
import babel
import polib

print(f"Babel {babel.__version__}, polib {polib.__version__}")
(line,) = [line for line in open("page.po", encoding="utf-8") if line.startswith("#|")]
previous = polib.pofile("page.po")[0].previous_msgid
print(line, end="")
print(f"polib: {previous!r}")
assert line == '#| msgid "" "A first line of word\\n" "and a second line"\n', "changed"
assert previous != "A first line of word\nand a second line" and '"' in previous, "changed"
EOF
