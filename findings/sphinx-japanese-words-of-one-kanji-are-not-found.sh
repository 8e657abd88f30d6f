#!/usr/bin/env bash
# Words of one letter are in no search index that Sphinx makes for Japanese, where they are common: 鍵 (key), 表 (table),
# 値 (value).  Who searches for one finds nothing, though the page has it three times or, as 図 (figure), in a heading.
# It makes no difference whether Janome cuts the text into words.
# Versions: Sphinx 9.0.4, Janome 0.5.0 (needs Node.js, to ask the search of the site).
# Who would care: readers of sites in Japanese, who are told that there is nothing, and those who write for them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 janome==0.5.0
mkdir pages
printf "language = 'ja'\nextensions = []\n" > pages/conf.py
printf '手順\n====\n\n鍵を作る。鍵を渡す。次の表と図に、鍵の値がある。\n\n図の見方\n--------\n\n図を見る。\n' > pages/index.rst
cat > ask.cjs <<'JS'
const { readFileSync } = require("node:fs");
const vm = require("node:vm");

const page = { document: { getElementById() {} }, DOCUMENTATION_OPTIONS: {}, SPHINX_HIGHLIGHT_ENABLED: false };
const context = vm.createContext({ ...page, window: {}, _ready() {}, _removeChildren() {} });
for (const file of ["_static/language_data.js", "_static/searchtools.js", "searchindex.js"])
  vm.runInContext(readFileSync(`${process.argv[2]}/${file}`, "utf-8"), context);
const index = vm.runInContext("Search._index", context);
console.log(...Object.keys(index.terms), ...Object.keys(index.titleterms));
for (context.words of ["渡す", "手順", "鍵", "表", "図", "値"])
  console.log(context.words, vm.runInContext("Search._performSearch(...Search._parseQuery(words))", context).length);
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(Sphinx|Janome) '
for splitter in DefaultSplitter JanomeSplitter; do
    echo "$splitter:"
    venv/bin/sphinx-build -q -W -b html -D html_search_options.type=sphinx.search.ja.$splitter pages $splitter
    node ask.cjs $splitter
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
DefaultSplitter:
ある 作る 渡す 見る 手順 見方
渡す 1
手順 1
鍵 0
表 0
図 0
値 0
JanomeSplitter:
ある 作る 渡す 見る 手順 見方
渡す 1
手順 1
鍵 0
表 0
図 0
値 0
SEEN
