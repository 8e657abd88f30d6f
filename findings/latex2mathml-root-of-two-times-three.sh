#!/usr/bin/env bash
# An argument of a LaTeX command without braces is one character: \sqrt23 is the root of two, and a three behind it.
# latex2mathml takes all digits for it, and so makes the root of 23, and of \sqrt[3]27, which is seven times the cube root
# of two, the cube root of 27.  Of \binom523 it makes a fraction with one part, which MathML does not have.  In exponents
# and in \frac123 it takes one digit, as LaTeX does.
# Versions: latex2mathml 3.81.1 (PyPI); math-core 0.9.0 (PyPI) as witness.
# Who would care: converters of LaTeX to web pages and EPUB, whose authors leave out what braces they can.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check latex2mathml==3.81.1 math-core==0.9.0
cat > formulas.py <<'PY'
import re

from latex2mathml.converter import convert
from math_core import LatexToMathML

ATTRIBUTES = re.compile(r' [\w:]+="[^"]*"')
for formula in (r"\sqrt23", r"\sqrt[3]27", r"\binom523", r"x^23", r"\frac123"):
    witness = LatexToMathML().convert_with_local_state(formula, displaystyle=False)
    for name, mathml in (("latex2mathml", convert(formula)), ("math-core", witness)):
        print(formula, name, re.sub("</?(?:math|mrow)>", "", ATTRIBUTES.sub("", mathml)))
PY
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^\(latex2mathml\|math.core\) '
venv/bin/python formulas.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
\sqrt23 latex2mathml <msqrt><mn>23</mn></msqrt>
\sqrt23 math-core <msqrt><mn>2</mn></msqrt><mn>3</mn>
\sqrt[3]27 latex2mathml <mroot><mn>27</mn><mn>3</mn></mroot>
\sqrt[3]27 math-core <mroot><mn>2</mn><mn>3</mn></mroot><mn>7</mn>
\binom523 latex2mathml <mo>&#x00028;</mo><mfrac><mn>523</mn></mfrac><mo>&#x00029;</mo>
\binom523 math-core <mo>(</mo><mfrac><mn>5</mn><mn>2</mn></mfrac><mo>)</mo><mn>3</mn>
x^23 latex2mathml <msup><mi>x</mi><mn>2</mn></msup><mn>3</mn>
x^23 math-core <msup><mi>x</mi><mn>2</mn></msup><mn>3</mn>
\frac123 latex2mathml <mfrac><mn>1</mn><mn>2</mn></mfrac><mn>3</mn>
\frac123 math-core <mfrac><mn>1</mn><mn>2</mn></mfrac><mn>3</mn>
SEEN
