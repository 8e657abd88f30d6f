#!/usr/bin/env bash
# A bullet may be any text: `list-style: "・"`.  At level 2, clean-css makes `list-style: outside` of it, and the list
# has the black dots of the browser; so it is with `symbols(…)`, and with a bullet that stands beside a position.
# Neither an error nor a warning, and nothing in its README; at level 1, and as `list-style-type`, the bullet stays.
# Versions: clean-css 5.3.3 (needs Node.js and npm).
# Who would care: style sheets for Japanese (・ and ※), and lists whose marks mean something, as ✓ and ✗.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts clean-css@5.3.3
cat > lists.cjs <<'JS'
const CleanCSS = require("clean-css");
for (const css of [
  'ul{list-style:"・"}',
  'ul{list-style:"✗ " inside}',
  'ol{list-style:symbols("※" "†")}',
  'ul{list-style-type:"・"}',
  "ol{list-style:hiragana inside}",
]) {
  for (const level of [1, 2]) {
    const { styles, warnings } = new CleanCSS({ level }).minify(css);
    console.log(`${level}: ${styles} ${warnings}`.trim());
  }
}
JS
grep -h '"version"' node_modules/clean-css/package.json
node lists.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
1: ul{list-style:"・"}
2: ul{list-style:outside}
1: ul{list-style:"✗ " inside}
2: ul{list-style:inside}
1: ol{list-style:symbols("※" "†")}
2: ol{list-style:outside}
1: ul{list-style-type:"・"}
2: ul{list-style-type:"・"}
1: ol{list-style:hiragana inside}
2: ol{list-style:hiragana inside}
SEEN
