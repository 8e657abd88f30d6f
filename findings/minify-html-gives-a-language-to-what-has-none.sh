#!/usr/bin/env bash
# `lang=""` says that words are in no language that is known, as names of programs and samples of letters.  minify-html
# and htmlnano take the empty attribute away, both by default, and the words are in the language of what is around them:
# read out, hyphenated and translated as such.  So it is with an empty `title`, which keeps away the tooltip of what is
# around it.  An empty `alt` both keep.
# Versions: minify-html 0.18.1, htmlnano 3.5.1 (needs Node.js and npm).  (html-minifier does it where it is asked to.)
# Who would care: pages in several languages; who wrote `lang=""` did it for those who listen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check minify-html==0.18.1
npm install --silent --no-audit --no-fund --ignore-scripts htmlnano@3.5.1
cat > pages.txt <<'HTML'
<p lang="ja">名は<span lang="">xyzzy</span></p>
<p lang="ja" title="船">手入れ<span title="">xyzzy</span></p>
<p lang="ja">絵<img alt="" src="a.png"></p>
HTML
cat > pages.py <<'PYTHON'
from pathlib import Path

from minify_html import minify

for page in Path("pages.txt").read_text("utf-8").splitlines():
    print("minify-html:", minify(page))
PYTHON
cat > pages.mjs <<'JS'
import { readFileSync } from "node:fs";
import htmlnano from "htmlnano";

for (const page of readFileSync("pages.txt", "utf8").trim().split("\n")) {
  console.log(`htmlnano: ${(await htmlnano.process(page)).html}`);
}
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^minify'
grep -h '"version"' node_modules/htmlnano/package.json
{ venv/bin/python pages.py; node pages.mjs; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
minify-html: <p lang=ja>名は<span>xyzzy</span>
minify-html: <p lang=ja title=船>手入れ<span>xyzzy</span>
minify-html: <p lang=ja>絵<img alt src=a.png>
htmlnano: <p lang="ja">名は<span>xyzzy</span></p>
htmlnano: <p lang="ja" title="船">手入れ<span>xyzzy</span></p>
htmlnano: <p lang="ja">絵<img alt src="a.png"></p>
SEEN
