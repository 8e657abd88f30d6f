#!/usr/bin/env bash
# date-fns writes dates in languages in which it does not read them: a date that it has written, with the same pattern
# and the same language, is another date when it reads it back, valid and in another month.  In Armenian June and July
# are January; in Sorani four months are December, and the morning is the evening; Kazakh, Mongolian, West Frisian and
# Scottish Gaelic have such months too.  (For Japanese it was reported, and mended.)
# Versions: date-fns 4.4.0 (needs Node.js and npm).
# Who would care: forms and imports in these languages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts date-fns@4.4.0
cat > months.mjs <<'JS'
import { format, isValid, parse } from "date-fns";
import * as locales from "date-fns/locale";

for (const { code } of Object.values(locales)) {
  const locale = Object.values(locales).find((one) => one.code === code);
  for (const pattern of ["d MMMM yyyy", "d MMM yyyy"]) {
    const wrong = [];
    for (let month = 0; month < 12; month++) {
      const written = format(new Date(2025, month, 3), pattern, { locale });
      const read = parse(written, pattern, new Date(2025, 0, 1), { locale });
      if (isValid(read) && read.getMonth() !== month) wrong.push(`${month + 1}>${read.getMonth() + 1}`);
    }
    if (wrong.length) console.log(`${code}, ${pattern}: ${wrong.join(" ")}`);
  }
}
const morning = format(new Date(2025, 1, 3, 9, 5), "h:mm a", { locale: locales.ckb });
const read = parse(morning, "h:mm a", new Date(2025, 1, 3), { locale: locales.ckb });
console.log(`ckb, h:mm a: 9>${read.getHours()}`);
JS
grep -h '"version"' node_modules/date-fns/package.json
node months.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
ckb, d MMMM yyyy: 1>12 9>12 10>12 11>12
fy, d MMMM yyyy: 5>3
fy, d MMM yyyy: 5>3
gd, d MMM yyyy: 12>10
hy, d MMMM yyyy: 6>1 7>1
hy, d MMM yyyy: 6>1 7>1
kk, d MMMM yyyy: 6>5 9>1 10>1 11>1
mn, d MMM yyyy: 10>1 11>1 12>1
ckb, h:mm a: 9>21
SEEN
