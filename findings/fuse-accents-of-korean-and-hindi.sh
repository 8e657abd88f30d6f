#!/usr/bin/env bash
# Told to ignore accents, Fuse.js finds a word of Korean at a place beyond the end of the text, or marks the next word
# too: its numbers count the letters that a syllable is made of, and the text has syllables.  In Hindi it takes vowels
# for accents: a search for "day" finds "poor" and "gift", and in Japanese one for "pill" finds "building".  Without the
# option the three are well, and it is described as one for accents alone.
# Versions: fuse.js 7.5.0 (needs Node.js and npm).
# Who would care: a search for pages in many languages that turned the option on for one of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts fuse.js@7.5.0
cat > search.mjs <<'JS'
import Fuse from "fuse.js";

const tries = [
  [["Mein Café"], "cafe"],
  [["한국어 설명서"], "설명"],
  [["설정 설명서 찾아보기"], "설정"],
  [["दिन", "दीन", "दान"], "दिन"],
  [["ピル", "ビル", "ヒル"], "ピル"],
];
for (const [titles, query] of tries) {
  for (const ignoreDiacritics of [false, true]) {
    const fuse = new Fuse(titles, { ignoreDiacritics, includeMatches: true, ignoreLocation: true, threshold: 0 });
    const found = fuse.search(query).map(({ item, matches }) => {
      const marked = matches[0].indices.map(([from, to]) => `${from}-${to} "${item.slice(from, to + 1)}"`);
      return `${item} (${item.length} long) at ${marked}`;
    });
    console.log(`${query}, ${ignoreDiacritics ? "without" : "with"} accents: ${found.join("; ") || "nothing"}`);
  }
}
JS
grep -h '"version"' node_modules/fuse.js/package.json
node search.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
cafe, with accents: nothing
cafe, without accents: Mein Café (9 long) at 5-8 "Café"
설명, with accents: 한국어 설명서 (7 long) at 4-5 "설명"
설명, without accents: 한국어 설명서 (7 long) at 9-14 ""
설정, with accents: 설정 설명서 찾아보기 (11 long) at 0-1 "설정"
설정, without accents: 설정 설명서 찾아보기 (11 long) at 0-5 "설정 설명서"
दिन, with accents: दिन (3 long) at 0-2 "दिन"
दिन, without accents: दिन (3 long) at 0-1 "दि"; दीन (3 long) at 0-1 "दी"; दान (3 long) at 0-1 "दा"
ピル, with accents: ピル (2 long) at 0-1 "ピル"
ピル, without accents: ピル (2 long) at 0-1 "ピル"; ビル (2 long) at 0-1 "ビル"; ヒル (2 long) at 0-1 "ヒル"
SEEN
