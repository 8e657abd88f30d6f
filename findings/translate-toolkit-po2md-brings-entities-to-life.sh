#!/usr/bin/env bash
# What an author of Markdown has written as `&lt;NAME&gt;`, to show it, is `<NAME>` on the translated page: an element
# that nobody knows, so that browsers show nothing.  md2po resolves such references, po2md does not write them again; it
# is so with each message that has one, translated or not.  An escaped bar in a table becomes a border: the row has a
# cell too many, and the last one is not shown.  Backslashes before other marks are kept.
# Versions: translate-toolkit 3.20.4 with mistletoe 1.6.0; read with markdown-it-py 4.3.0.
# Who would care: guides in Markdown with placeholders of commands, which are translated by md2po and po2md.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    translate-toolkit==3.20.4 mistletoe==1.6.0 markdown-it-py==4.3.0
cat > page.md <<'MD'
Enter &lt;NAME&gt; of the volume, not \*.

| Mode  | Rights   |
| ----- | -------- |
| r \| w | nobody's |
MD
venv/bin/md2po --progress=none page.md page.po
venv/bin/po2md --progress=none --threshold=0 -t page.md -i page.po -o untranslated.md
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(translate-toolkit|mistletoe|markdown-it-py) '
cat untranslated.md
venv/bin/python - <<'EOF' | tee said
import re

from markdown_it import MarkdownIt

for page in ("page.md", "untranslated.md"):
    html = MarkdownIt("commonmark").enable("table").render(open(page, encoding="utf-8").read())
    print(re.search("<p>(.*)</p>", html)[1], *re.findall("<td>(.*)</td>", html), sep=" / ")
EOF
diff said - <<'SEEN' || { echo changed; exit 1; }
Enter &lt;NAME&gt; of the volume, not *. / r | w / nobody's
Enter <NAME> of the volume, not *. / r / w
SEEN
