#!/usr/bin/env bash
# mathml-to-latex turns formulas of pages into LaTeX.  A relation that is struck out loses its stroke, which stands as a
# division behind it: "a is not less than b" (≮) is "a </ b", and ≢ is "\equiv /".  Others become a different relation
# altogether: "does not precede" (⊀) is "precedes or equals" (\preceq), "not containing" (∌) is "not in" (\not\in), and
# "less than or about" (≲) is \leq.  No error; ≠, ∉ and ⊄ are right.
# Versions: mathml-to-latex 1.8.0 (needs Node.js and npm).
# Who would care: converters of web pages to notes and books, and who hands their formulas on to a language model.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mathml-to-latex@1.8.0
cat > relations.mjs <<'JS'
import { MathMLToLaTeX } from "mathml-to-latex";

for (const relation of ["≠", "∉", "⊄", "≮", "≯", "≰", "≢", "≉", "⊀", "∌", "≲"]) {
  const formula = `<math><mi>a</mi><mo>${relation}</mo><mi>b</mi></math>`;
  console.log(`a ${relation} b: ${MathMLToLaTeX.convert(formula)}`);
}
JS
grep -h '"version"' node_modules/mathml-to-latex/package.json
node relations.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
a ≠ b: a \neq b
a ∉ b: a \notin b
a ⊄ b: a \not\subset b
a ≮ b: a </ b
a ≯ b: a >/ b
a ≰ b: a \leq/ b
a ≢ b: a \equiv / b
a ≉ b: a \approx / b
a ⊀ b: a \preceq b
a ∌ b: a \not\in b
a ≲ b: a \leq b
SEEN
