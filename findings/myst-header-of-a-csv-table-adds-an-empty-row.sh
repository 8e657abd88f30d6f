#!/usr/bin/env bash
# A :header: of a csv-table that is written as a YAML value on lines of its own (">", as in the manual of MyST), above
# another option, ends with the end of a line, in which the csv reader of docutils finds a second row: the table has an
# empty one in its head, which screen readers read out, and none in reStructuredText, where options have no such end.
# Versions: MyST-Parser 5.0.0, docutils 0.22.4.
# Who would care: those who write tables in MyST, and those who move them from reStructuredText.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check docutils==0.22.4 myst-parser==5.0.0
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(docutils|myst-parser) '
printf '%s\n' '```{csv-table}' ':header: >' ':    "Name", "Size"' ':widths: 15, 10' '"a", 1' '```' > on-lines.md
printf '%s\n' '```{csv-table}' ':header: Name, Size' '"a", 1' '```' > on-one-line.md
for page in on-lines on-one-line; do
    venv/bin/myst-docutils-html5 $page.md > $page.html 2> $page.said || cat $page.said
    rows=$(sed -n '/<thead>/,/<\/thead>/p' $page.html | grep -c '<tr')
    echo "$page: $rows row(s) in the head"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
on-lines: 2 row(s) in the head
on-one-line: 1 row(s) in the head
SEEN
