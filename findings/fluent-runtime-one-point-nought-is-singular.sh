#!/usr/bin/env bash
# A message of Fluent picks its words by a number as it is shown: NUMBER($n, minimumFractionDigits: 1), in the guide's
# own example, is to be asked for the plural category of "1.0".  fluent.runtime asks for that of the plain number and
# says "1.0 point", in Polish "5,0 punktów" and in Czech "5,0 bodů", where these take the form for fractions; shown
# without decimals, 1.4 is "1 points".  Fluent of JavaScript has them right.  No error, and the limitations that its
# manual lists name another part of NUMBER.
# Versions: fluent.runtime 0.4.0 with Babel 2.19.0; @fluent/bundle 0.19.1 beside it (needs Node.js and npm).
# Who would care: programs in Python that show prices, points or measures; their translators see no fault in the
# words.  (Of ordinals, the guide's next example, it was reported, for both.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fluent.runtime==0.4.0 babel==2.19.0
npm install --silent --no-audit --no-fund --ignore-scripts @fluent/bundle@0.19.1
words() {
  printf 'tenths = { NUMBER($n, minimumFractionDigits: 1) ->\n'
  printf '    [%s] { NUMBER($n, minimumFractionDigits: 1) } %s\n' "$@" | sed '$s/    \[/   *[/'
  printf '}\nwhole = { NUMBER($n, maximumFractionDigits: 0) ->\n'
  printf '    [%s] { NUMBER($n, maximumFractionDigits: 0) } %s\n' "$@" | sed '$s/    \[/   *[/'
  printf '}\n'
}
words one point other points > en.ftl
words one punkt few punkty many punktów other punktu > pl.ftl
words one bod few body many bodu other bodů > cs.ftl
words one балл few балла many баллов other балла > ru.ftl
cat > say.py <<'PYTHON'
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

for language in ("en", "pl", "cs", "ru"):
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(Path(f"{language}.ftl").read_text("utf-8")))
    said = []
    for name, numbers in (("tenths", (1, 2, 5)), ("whole", (1.4, 5.2))):
        for number in numbers:
            words, errors = bundle.format_pattern(bundle.get_message(name).value, {"n": number})
            said += [words, *errors]
    print(f"Python, {language}:", ", ".join(said))
PYTHON
cat > say.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { FluentBundle, FluentResource } = require("@fluent/bundle");
for (const language of ["en", "pl", "cs", "ru"]) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync(`${language}.ftl`, "utf8")));
  const said = [];
  for (const [name, numbers] of [["tenths", [1, 2, 5]], ["whole", [1.4, 5.2]]])
    for (const n of numbers) said.push(bundle.formatPattern(bundle.getMessage(name).value, { n }));
  console.log(`JavaScript, ${language}: ${said.join(", ")}`);
}
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(fluent.runtime|babel) '
{ venv/bin/python say.py; node say.cjs; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Python, en: 1.0 point, 2.0 points, 5.0 points, 1 points, 5 points
Python, pl: 1,0 punkt, 2,0 punkty, 5,0 punktów, 1 punktu, 5 punktu
Python, cs: 1,0 bod, 2,0 body, 5,0 bodů, 1 bodu, 5 bodu
Python, ru: 1,0 балл, 2,0 балла, 5,0 баллов, 1 балла, 5 балла
JavaScript, en: 1.0 points, 2.0 points, 5.0 points, 1 point, 5 points
JavaScript, pl: 1,0 punktu, 2,0 punktu, 5,0 punktu, 1 punkt, 5 punktów
JavaScript, cs: 1,0 bodu, 2,0 bodu, 5,0 bodu, 1 bod, 5 bodů
JavaScript, ru: 1,0 балла, 2,0 балла, 5,0 балла, 1 балл, 5 баллов
SEEN
