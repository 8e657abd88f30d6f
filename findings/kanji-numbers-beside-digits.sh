#!/usr/bin/env bash
# Newspapers and price lists of Japan write 1億2,000万 (120 million) and 1.5億.  @geolonia/japanese-numeral reads the
# first as 100 million and the second as 0 (of fractions it was reported).  kanji-to-number reads 百万, a million, as
# 10,100 and puts 10000 behind the digits of 10万 (100,000).  For ja-timex, which finds spans of time, 2千年 is 21,000
# years: it translates the kanji first.  No error from any; kanjize is right, or says that it can't.
# Versions: @geolonia/japanese-numeral 1.0.2, kanji-to-number 0.2.1, ja-timex 0.2.8, kanjize 1.3.0 (needs Node.js, npm).
# Who would care: whoever takes numbers or dates from texts in Japanese, and checks of numbers in translations.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check kanji-to-number==0.2.1 ja-timex==0.2.8 kanjize==1.3.0
npm install --silent --no-audit --no-fund --ignore-scripts @geolonia/japanese-numeral@1.0.2
cat > read.cjs <<'JS'
const { kanji2number } = require("@geolonia/japanese-numeral");
for (const words of ["百二十万", "1億2000万", "1億2,000万", "1.5億"]) console.log(`${words}: ${kanji2number(words)}`);
JS
cat > read.py <<'PYTHON'
from ja_timex import TimexParser
from kanji_to_number import kanji_to_number, kanji_to_number_in_text
from kanjize import kanji2number

for words in ("二千二十六", "百万", "十万", "千万"):
    print(f"{words}: {kanji_to_number(words)}, kanjize {kanji2number(words)}")
for words in ("三千円", "10万円", "3億人"):
    print(f"{words}: {kanji_to_number_in_text(words)}")
for words in ("二千年", "2千年", "3百年前", "2万年前"):
    print(f"{words}:", *(span.value for span in TimexParser().parse(words)))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(kanji-to-number|ja-timex|kanjize) '
grep -h '"version"' node_modules/@geolonia/japanese-numeral/package.json
{ node read.cjs; venv/bin/python read.py; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
百二十万: 1200000
1億2000万: 120000000
1億2,000万: 100000000
1.5億: 0
二千二十六: 2026, kanjize 2026
百万: 10100, kanjize 1000000
十万: 10010, kanjize 100000
千万: 11000, kanjize 10000000
三千円: 3000円
10万円: 1010000円
3億人: 3100000000人
二千年: 2000-XX-XX
2千年: P21000Y
3百年前: P3100Y
2万年前:
SEEN
