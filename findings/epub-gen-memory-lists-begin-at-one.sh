#!/usr/bin/env bash
# epub-gen-memory makes an EPUB of HTML, and keeps the attributes that a list of its own has.  `start`, `value` and
# `reversed` are not in it: steps 5 and 6 are 1 and 2, the ninth is the second, and a countdown counts up.  Nor is
# `xmlns`, without which a drawing and a formula in XHTML are neither; a box that was ticked is empty.  All of it is
# valid in EPUB 3, which the call asks for.  Nothing is said unless `verbose` is on, and nothing in its README.
# Versions: epub-gen-memory 1.1.2 (needs Node.js and npm).  (Of html-to-epub, a relative, `start` was reported.)
# Who would care: books from blogs and manuals; the text says "see step 6", and there is none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts epub-gen-memory@1.1.2 jszip@3.10.1
cat > book.cjs <<'JS'
const { default: epub } = require("epub-gen-memory");
const JSZip = require("jszip");

const content = `<ol start="5"><li>Oil</li><li>Sail</li></ol>
<ol><li>Oil</li><li value="9">Sail</li></ol>
<ol reversed="reversed"><li>Ready</li><li>Go</li></ol>
<input type="checkbox" checked="checked"/>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="5" cy="5" r="4" fill="red"/></svg>
<math xmlns="http://www.w3.org/1998/Math/MathML"><msqrt><mn>2</mn></msqrt></math>
<p lang="ja">船</p>`;
(async () => {
  const book = await JSZip.loadAsync(await epub({ title: "Boat", version: 3 }, [{ title: "Care", content }]));
  const page = await book.file("OEBPS/0_Care.xhtml").async("string");
  console.log(page.slice(page.indexOf("<ol>"), page.indexOf("\n</body>")));
})();
JS
grep -h '"version"' node_modules/epub-gen-memory/package.json
node book.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
<ol><li>Oil</li><li>Sail</li></ol>
<ol><li>Oil</li><li>Sail</li></ol>
<ol><li>Ready</li><li>Go</li></ol>
<input type="checkbox"/>
<svg><circle/></svg>
<math><msqrt><mn>2</mn></msqrt></math>
<p lang="ja">&#x8239;</p>
SEEN
