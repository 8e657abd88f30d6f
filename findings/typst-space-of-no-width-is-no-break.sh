#!/usr/bin/env bash
# In Typst a horizontal space of no width, `#h(0pt)`, is dropped before lines are broken: a long word with it in its
# middle runs out of the paper.  A space of a hundredth of a point lets the line break, and so does U+200B.
# Versions: typst (the Python package, with its compiler) 0.15.2.
# Who would care: templates and converters that put invisible break opportunities into paths, addresses and code.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2
cat > spaces.py <<'PYTHON'
import typst

HALF = "a" * 12
for name, space in (
    ("nothing", ""),
    ("h(0pt)", "#h(0pt)"),
    ("h(0.01pt)", "#h(0.01pt)"),
    ("h(0.01pt, weak)", "#h(0.01pt, weak: true)"),
    ("zero width space", "\u200b"),
):
    source = (
        f"#set page(width: 80pt, height: 100pt, margin: 5pt)\n{HALF}{space}{HALF}#[] <end>\n"
        "#context [#metadata(locate(<end>).position().y.pt()) <height>]"
    )
    height = float(typst.query(source.encode(), "<height>", field="value", one=True))
    print(name, "one line" if height < 20 else "two lines", sep=": ")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^typst '
venv/bin/python spaces.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
nothing: one line
h(0pt): one line
h(0.01pt): two lines
h(0.01pt, weak): two lines
zero width space: two lines
SEEN
