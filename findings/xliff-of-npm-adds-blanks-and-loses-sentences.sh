#!/usr/bin/env bash
# The npm package xliff reads a file into objects and writes it again.  What comes back, with nothing changed, has
# blanks round what is bold, where Japanese has none: each inline element gets a line of its own.  A blank that stands
# between two elements is gone, so is the state "needs-translation", and `&amp;amp;` (a text about HTML) is `&amp;`.  Of
# a unit of two segments in XLIFF 2.0 the last alone is kept (that it wants one segment has been reported).
# Versions: xliff 6.4.0 (needs Node.js and npm).
# Who would care: build steps between a translation platform and a site.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts xliff@6.4.0
cat > again.cjs <<'JS'
const { jsToXliff12, js2xliff, xliff12ToJs, xliff2js } = require("xliff");

const old = `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="page" datatype="html" source-language="ja" target-language="en"><body>
<trans-unit id="one"><source>今<g id="b">保存</g>する</source>
<target state="needs-translation"><g id="b">Save</g> <g id="i">now</g></target></trans-unit>
<trans-unit id="two"><source>&amp;amp;は記号</source><target>&amp;amp; is a sign</target></trans-unit>
</body></file></xliff>`;
const segments = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ja" trgLang="en">
<file id="page"><unit id="one"><segment><source>消す。</source><target>Delete it.</target></segment>
<segment><source>戻せない。</source><target>There is no way back.</target></segment></unit></file></xliff>`;
const pieces = /<(source|target)[^]*?<\/\1>/g;
(async () => {
  for (const piece of (await jsToXliff12(await xliff12ToJs(old))).match(pieces)) console.log(JSON.stringify(piece));
  for (const piece of (await js2xliff(await xliff2js(segments))).match(pieces)) console.log(JSON.stringify(piece));
})();
JS
grep -h '"version"' node_modules/xliff/package.json
node again.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
"<source>今\n          <g id=\"b\">保存</g>する\n        </source>"
"<target>\n          <g id=\"b\">Save</g>\n          <g id=\"i\">now</g>\n        </target>"
"<source>&amp;は記号</source>"
"<target>&amp; is a sign</target>"
"<source>戻せない。</source>"
"<target>There is no way back.</target>"
SEEN
