#!/usr/bin/env bash
# A Typst document may compute what it shows, and pandoc, which reads Typst, computes it anew, with other results: 2.5 is
# rounded to 2, for 3; the root of two, as calc.pow(2, 0.5), is 1; a centimetre and a millimetre are 312 points, for 31;
# chapter 21 in kanji is chapter 1 (一, for 二十一); and a date loses its day of the week.  In formulas √2/3, a third of the
# root of two, is a root of nothing, with an index of two thirds.  No error, and no warning.
# Versions: pandoc 3.9 (pypandoc_binary 1.17), typst (the Python package) 0.15.2.
# Who would care: who makes pages, EPUB or Word documents of what was written for Typst.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17 typst==0.15.2
cat > values.py <<'PY'
import json

import pypandoc
import typst

print("pandoc", pypandoc.get_pandoc_version())


def typst_says(expression: str) -> str:
    return json.loads(typst.query(f"#metadata(repr({expression})) <value>".encode(), "<value>", field="value", one=True))


for expression in (
    "calc.round(2.5)",
    "calc.round(3.5)",
    "calc.pow(2, 0.5)",
    "int(-2.7)",
    "calc.quo(-7, 2)",
    "1cm + 1mm",
    'numbering("一", 21)',
    'datetime(year: 2024, month: 2, day: 3).display("[weekday], [day padding:none] [month repr:long]")',
):
    print(f"{expression}: {typst_says(expression)} in Typst,", pypandoc.convert_text(f"#({expression})", "plain", "typst").strip(), "in pandoc")
print("√2/3:", "".join(typst_says("$√2/3$.body").split()), "in Typst,", pypandoc.convert_text("$√2/3$", "latex", "typst").strip(), "in pandoc")
PY
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pypandoc_binary|typst) '
venv/bin/python values.py 2>&1 | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
pandoc 3.9
calc.round(2.5): 3.0 in Typst, 2 in pandoc
calc.round(3.5): 4.0 in Typst, 4 in pandoc
calc.pow(2, 0.5): 1.4142135623730951 in Typst, 1.0 in pandoc
int(-2.7): -2 in Typst, -3 in pandoc
calc.quo(-7, 2): -4 in Typst, -3 in pandoc
1cm + 1mm: 31.18pt in Typst, 311.85pt in pandoc
numbering("一", 21): "二十一" in Typst, 一 in pandoc
datetime(year: 2024, month: 2, day: 3).display("[weekday], [day padding:none] [month repr:long]"): "Saturday, 3 February" in Typst, 3 Feb in pandoc
√2/3: frac(num:root(index:none,radicand:[2]),denom:[3]) in Typst, \(\sqrt[\frac{2}{3}]{}\) in pandoc
SEEN
