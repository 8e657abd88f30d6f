#!/usr/bin/env bash
# The MathML of math-core names an entity, `&ApplyFunction;`, wherever a function stands before its argument.  HTML
# knows the name; XML knows no names but five.  A page of an EPUB that has `\sin x` in it is not well-formed: readers
# show an error in place of the chapter.
# Versions: math-core 0.9.0.
# Who would care: whoever puts its MathML into XHTML, EPUB, JATS or anything else that an XML parser reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check math-core==0.9.0
cat > formulas.py <<'PYTHON'
from xml.etree import ElementTree

from math_core import LatexToMathML

for formula in (r"x^2", r"\sin x", r"\log_2 n"):
    mathml = LatexToMathML().convert_with_local_state(formula, displaystyle=False)
    try:
        ElementTree.fromstring(mathml)
        print(formula, "well-formed")
    except ElementTree.ParseError as error:
        print(formula, str(error).split(":")[0] + f": {mathml.count('&ApplyFunction;')}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^math.core '
venv/bin/python formulas.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
x^2 well-formed
\sin x undefined entity: 1
\log_2 n undefined entity: 1
SEEN
