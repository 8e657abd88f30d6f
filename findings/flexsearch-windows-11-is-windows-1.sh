#!/usr/bin/env bash
# In an index of FlexSearch that is made without options, Windows 11 is Windows 1, and ports 80 and 800 are one, as are
# 43 and 443: a search for one of them finds both.  Its manual says that of equal letters in a row one is kept, and
# shows it of a word; it does the same to digits.  In katakana it takes the mark that tells a visa from a pizza, or a
# building from a pill, for an accent, and cuts the word there: these are one as well.
# Versions: flexsearch 0.8.212 (needs Node.js and npm).
# Who would care: searches over versions, ports and numbers of errors, and over pages in Japanese.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts flexsearch@0.8.212
cat > search.mjs <<'JS'
import { Index } from "flexsearch";

const sets = [
  ["Windows 1", "Windows 11", "Windows 10"],
  ["Port 80", "Port 800", "Port 443", "Port 43"],
  ["ビザ", "ピザ", "ビル", "ピル", "ヒル"],
];
for (const titles of sets) {
  const index = new Index();
  titles.forEach((title, number) => index.add(number, title));
  for (const query of titles) {
    const found = index.search(query).map((number) => titles[number]);
    console.log(`${query}: ${found.join(", ")}`);
  }
}
JS
grep -h '"version"' node_modules/flexsearch/package.json
node search.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Windows 1: Windows 1, Windows 11
Windows 11: Windows 1, Windows 11
Windows 10: Windows 10
Port 80: Port 80, Port 800
Port 800: Port 80, Port 800
Port 443: Port 443, Port 43
Port 43: Port 443, Port 43
ビザ: ビザ, ピザ
ピザ: ビザ, ピザ
ビル: ビル, ピル
ピル: ビル, ピル
ヒル: ヒル
SEEN
