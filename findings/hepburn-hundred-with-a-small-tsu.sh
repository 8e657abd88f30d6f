#!/usr/bin/env bash
# The npm package hepburn turns Latin letters into kana.  A doubled consonant becomes a small っ, and so does every other
# sign that stands twice: 100 is 1っ0, 2025年11月 is 2025年っ1月, and "!!" is っ!.
# Versions: hepburn 1.3.0 (needs Node.js and npm).
# Who would care: search fields and readings of names and addresses, where numbers are among the words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts hepburn@1.3.0
cat > numbers.cjs <<'JS'
const hepburn = require("hepburn");
for (const words of ["kappa", "100", "shibuya 2-11-1", "2025年11月", "sakura!!"]) {
  console.log(`${words}: ${hepburn.toHiragana(words)}, ${hepburn.toKatakana(words)}`);
}
JS
grep -h '"version"' node_modules/hepburn/package.json
node numbers.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
kappa: かっぱ, カッパ
100: 1っ0, 1ッ0
shibuya 2-11-1: しぶや 2-っ1-1, シブヤ 2-ッ1-1
2025年11月: 2025年っ1月, 2025年ッ1月
sakura!!: さくらっ!, サクラッ!
SEEN
