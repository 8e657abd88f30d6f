#!/usr/bin/env bash
# Typst takes the direction of a text from its language alone: Punjabi ("pa"), which India writes in Gurmukhi from
# left to right, runs from right to left, and Sorani ("ckb"), which is written in Arabic letters, from left to right.
# Unicode's CLDR has it the other way round for both.  `set text(dir: …)` helps.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: whoever sets books or forms in many languages from a list of their codes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2
cat > directions.py <<'PYTHON'
import typst

for language in ("en", "ar", "pa", "ckb"):
    source = (
        f'#set text(lang: "{language}")\n#set page(width: 100pt, height: 40pt, margin: 5pt)\n'
        "#box[a] <word>\n#context [#metadata(locate(<word>).position().x.pt()) <place>]"
    )
    place = float(typst.query(source.encode(), "<place>", field="value", one=True))
    print(language, "from the right" if place > 50 else "from the left")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^typst '
venv/bin/python directions.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
en from the left
ar from the right
pa from the right
ckb from the left
SEEN
