#!/usr/bin/env bash
# chrono-node finds dates and times in sentences.  "Five in the evening" is 05:00 in Dutch, Italian, Russian and
# Ukrainian: the words for evening are part of what it says that it has read, and change nothing ("seven" is well in
# Russian).  Its README says that it supports these four in full, and German in part, which is well.  In Spanish "3 de
# marzo del 2018" is of this year, and with "de" for "del" of 2018.
# Versions: chrono-node 2.10.3 (needs Node.js and npm).
# Who would care: calendars and search in these languages.  (Of English evenings, beside the hour, it was reported.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3
cat > read.cjs <<'JS'
const chrono = require("chrono-node");
const now = new Date(2025, 5, 15, 12);
for (const [language, words] of [
  ["de", "um 5 Uhr abends"],
  ["nl", "om 5 uur 's avonds"],
  ["nl", "om 5 uur in de middag"],
  ["it", "alle 5 di sera"],
  ["ru", "завтра в 5 вечера"],
  ["ru", "завтра в 7 вечера"],
  ["uk", "завтра о 5 вечора"],
  ["es", "3 de marzo de 2018"],
  ["es", "3 de marzo del 2018"],
]) {
  const read = chrono[language].parse(words, now).map(({ text, start }) => {
    const date = start.date();
    return `"${text}" ${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()} ${date.getHours()}:00`;
  });
  console.log(`${language}, ${words}: ${read.join(", ")}`);
}
JS
grep -hm1 '"version": "2' node_modules/chrono-node/package.json
node read.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
de, um 5 Uhr abends: "um 5 Uhr abends" 2025-6-15 17:00
nl, om 5 uur 's avonds: "om 5 uur 's avonds" 2025-6-15 5:00
nl, om 5 uur in de middag: "om 5 uur in de middag" 2025-6-15 5:00
it, alle 5 di sera: "alle 5 di sera" 2025-6-15 5:00
ru, завтра в 5 вечера: "завтра в 5 вечера" 2025-6-16 5:00
ru, завтра в 7 вечера: "завтра в 7 вечера" 2025-6-16 19:00
uk, завтра о 5 вечора: "завтра о 5 вечора" 2025-6-16 5:00
es, 3 de marzo de 2018: "3 de marzo de 2018" 2018-3-3 12:00
es, 3 de marzo del 2018: "3 de marzo" 2025-3-3 12:00
SEEN
