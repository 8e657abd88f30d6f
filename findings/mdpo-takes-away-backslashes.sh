#!/usr/bin/env bash
# A backslash that keeps a mark from being markup does not survive md2po and po2md of mdpo: on the translated page a
# paragraph that begins with "1986\." is a list, one with "\#" a heading, words in brackets are a link, and a table's
# "\|" ends its cell.  Hard line breaks go as well, and so does what follows the language of a code block.  No warning.
# Versions: mdpo 2.1.4; read with markdown-it-py 4.3.0.
# Who would care: guides in CommonMark that are translated by mdpo; what is wrong is in the translations alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mdpo==2.1.4 markdown-it-py==4.3.0
cat > page.md <<'MD'
1986\. A year.

\# No comment.

No \[link\](here).

One line\
and another.

| a | b |
| --- | --- |
| x \| y | z |

```py title="x.py"
1
```
MD
venv/bin/md2po page.md --quiet --save --po-filepath page.po
venv/bin/po2md page.md --pofiles page.po --quiet --save translated.md
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(mdpo|markdown-it-py) '
cat translated.md
echo
venv/bin/python - <<'EOF' | tee said
from markdown_it import MarkdownIt

for page in ("page.md", "translated.md"):
    tokens = MarkdownIt("commonmark").enable("table").parse(open(page, encoding="utf-8").read())
    inside = [child.type for token in tokens for child in token.children or ()]
    print(f"{page}:", *sorted({token.tag for token in tokens if token.tag in ("h1", "ol")}))
    print("  links", inside.count("link_open"), "line breaks", inside.count("hardbreak"))
    cells = [after.content for token, after in zip(tokens, tokens[1:]) if token.type == "td_open"]
    print("  cells", cells, "code", [token.info for token in tokens if token.type == "fence"])
EOF
diff said - <<'SEEN' || { echo changed; exit 1; }
page.md:
  links 0 line breaks 1
  cells ['x | y', 'z'] code ['py title="x.py"']
translated.md: h1 ol
  links 1 line breaks 0
  cells ['x', 'y'] code ['py']
SEEN
