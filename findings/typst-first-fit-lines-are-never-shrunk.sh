#!/usr/bin/env bash
# A paragraph with `linebreaks: "simple"` takes more lines than the same one with "optimized", though both are justified and
# may have blanks of half the width: the first-fit algorithm asks whether a line has room as it is, never whether it would
# have if its blanks were made narrower.  So `justification-limits` has a smallest width that is never used there.
# Versions: typst (the Python package) 0.15.2.
# Who would care: whoever sets lines first-fit for speed, or as Japanese type is set, with limits to keep lines full; a book
# of ours became two pages longer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2
cat > lines.py <<'PYTHON'
import json

import typst

PAGE = """
#set text(font: "DejaVu Sans Mono", size: 10pt)
#set par(justify: true, leading: 0pt, linebreaks: "%s", justification-limits: (spacing: (min: %s, max: 150%%)))
#let block-of(words) = block(width: %spt, words)
#context [#metadata(calc.round(measure(block-of(par("aaaa bbbb " * 12))).height / measure(block-of(par("a"))).height)) <lines>]
"""
for width in (146, 142):
    for algorithm in ("simple", "optimized"):
        for least in ("100%", "50%"):
            with open("page.typ", "w") as file:
                file.write(PAGE % (algorithm, least, width))
            (lines,) = json.loads(typst.query("page.typ", "<lines>", field="value"))
            print(f"{width} pt, {algorithm}, blanks of at least {least}: {lines:g} lines")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^typst '
venv/bin/python lines.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
146 pt, simple, blanks of at least 100%: 5 lines
146 pt, simple, blanks of at least 50%: 5 lines
146 pt, optimized, blanks of at least 100%: 5 lines
146 pt, optimized, blanks of at least 50%: 5 lines
142 pt, simple, blanks of at least 100%: 6 lines
142 pt, simple, blanks of at least 50%: 6 lines
142 pt, optimized, blanks of at least 100%: 6 lines
142 pt, optimized, blanks of at least 50%: 5 lines
SEEN
