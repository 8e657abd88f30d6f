#!/usr/bin/env bash
# tex2typst writes LaTeX formulas for Typst.  A group with an exponent loses its braces, and gets no brackets for them: the
# square of two thirds, {\frac{2}{3}}^2, is written 2/3^2, of which Typst makes 2 over 3 squared, and of {a+b}^2 it makes
# a + b^2.  \dfrac, which is written as a call, comes out right.  The other way round, the same package takes the bars of a
# norm away: norm(x)^2 is x^2.  No error in either direction.
# Versions: tex2typst 0.6.2 (needs Node.js and npm), typst 0.15.2 (PyPI) as witness.
# Who would care: who moves a thesis from LaTeX to Typst, and editors that offer formulas for both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts tex2typst@0.6.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2
cat > formulas.mjs <<'JS'
import { tex2typst, typst2tex } from "tex2typst";

for (const formula of ["{\\frac{2}{3}}^2", "{\\dfrac{2}{3}}^2", "{a+b}^2"]) console.log(`${formula} in Typst: ${tex2typst(formula)}`);
for (const formula of ["(x)^2", "norm(x)^2"]) console.log(`${formula} in LaTeX: ${typst2tex(formula)}`);
JS
cat > witness.py <<'PY'
import json

import typst

for formula in ("2/3^2", "(2/3)^2", "norm(x)^2"):
    source = f"#metadata(repr(${formula}$.body)) <formula>".encode()
    print(f"{formula} is", "".join(json.loads(typst.query(source, "<formula>", field="value", one=True)).split()))
PY
grep -h '"version"' node_modules/tex2typst/package.json
{
    node formulas.mjs
    venv/bin/python witness.py
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
{\frac{2}{3}}^2 in Typst: 2/3^2
{\dfrac{2}{3}}^2 in Typst: frac(2, 3)^2
{a+b}^2 in Typst: a + b^2
(x)^2 in LaTeX: (x)^2
norm(x)^2 in LaTeX: x^2
2/3^2 is frac(num:[2],denom:attach(base:[3],t:[2]))
(2/3)^2 is attach(base:lr(body:sequence([(],frac(num:[2],denom:[3]),[)]),),t:[2],)
norm(x)^2 is attach(base:lr(body:sequence([‖],[x],[‖])),t:[2],)
SEEN
