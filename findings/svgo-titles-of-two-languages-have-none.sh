#!/usr/bin/env bash
# A drawing may have its title once in each language, told apart by `lang`, which SVG 2 has as HTML has it.  SVGO does
# not know `lang` within a drawing and takes it away: nothing says any more which title is for whom, and Japanese words
# on an English page count as English.  `xml:lang` stays on parts of the drawing, and goes from its root where `lang`
# stands there too.  No warning.
# Versions: svgo 4.1.0 by its default plugins (needs Node.js and npm).  (That `href` of links goes has been reported.)
# Who would care: figures in pages of several languages, and the listeners for whom they have titles.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts svgo@4.1.0
cat > figures.mjs <<'JS'
import { optimize } from "svgo";

for (const content of [
  '<title lang="ja">船</title><title lang="en">Boat</title><path d="M0 0h9"/>',
  '<text lang="ja">船<tspan lang="en">boat</tspan></text>',
  '<text xml:lang="ja">船<tspan xml:lang="en">boat</tspan></text>',
]) {
  console.log(optimize(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`).data);
}
for (const languages of ['lang="ja"', 'xml:lang="ja"', 'xml:lang="ja" lang="ja"']) {
  console.log(optimize(`<svg xmlns="http://www.w3.org/2000/svg" ${languages}><text>船</text></svg>`).data);
}
JS
grep -h '"version"' node_modules/svgo/package.json
node figures.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
<svg xmlns="http://www.w3.org/2000/svg"><title>船</title><title>Boat</title><path d="M0 0h9"/></svg>
<svg xmlns="http://www.w3.org/2000/svg"><text>船<tspan>boat</tspan></text></svg>
<svg xmlns="http://www.w3.org/2000/svg"><text xml:lang="ja">船<tspan xml:lang="en">boat</tspan></text></svg>
<svg xmlns="http://www.w3.org/2000/svg"><text>船</text></svg>
<svg xmlns="http://www.w3.org/2000/svg" xml:lang="ja"><text>船</text></svg>
<svg xmlns="http://www.w3.org/2000/svg"><text>船</text></svg>
SEEN
