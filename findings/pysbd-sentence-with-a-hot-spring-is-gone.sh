#!/usr/bin/env bash
# pysbd cuts a text into sentences by the rules of its language, with signs of its own in place of full stops and
# commas while it works.  They are signs that texts have: a sentence with ♨ (the hot springs of Japanese maps), ☝, ♬
# or ♭ is in no answer, whatever the language; of one with ☉ or ☄ (an almanac's sun and comet) the beginning is gone.
# The other sentences are right, `clean=False` is set, and there is no error.  (One text with ☝ and an empty answer was
# reported in 2024; that it was the sign was not seen.)
# Versions: pysbd 0.3.4.
# Who would care: whoever cuts pages into sentences to translate them, to read them out or to search in them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pysbd==0.3.4
cat > sentences.py <<'PYTHON'
import warnings

warnings.simplefilter("ignore", SyntaxWarning)
import pysbd

TEXTS = {
    "en": "We arrive at ten. The sign {} is on the map. We leave at noon.",
    "ja": "十時に着く。地図に記号{}がある。正午に発つ。",
    "de": "Wir kommen um zehn an. Das Zeichen {} steht auf der Karte. Wir gehen mittags.",
}
for language, text in TEXTS.items():
    for sign in "★♪♨☝♬♭☉☄":
        sentences = pysbd.Segmenter(language=language, clean=False).segment(text.format(sign))
        print(language, sign, " | ".join(sentence.strip() for sentence in sentences))
print("a page of one sentence:", pysbd.Segmenter(language="ja").segment("地図の♨は温泉のしるしです。"))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^pysbd '
venv/bin/python sentences.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
en ★ We arrive at ten. | The sign ★ is on the map. | We leave at noon.
en ♪ We arrive at ten. | The sign ♪ is on the map. | We leave at noon.
en ♨ We arrive at ten. | We leave at noon.
en ☝ We arrive at ten. | We leave at noon.
en ♬ We arrive at ten. | We leave at noon.
en ♭ We arrive at ten. | We leave at noon.
en ☉ We arrive at ten. | is on the map. | We leave at noon.
en ☄ We arrive at ten. | is on the map. | We leave at noon.
ja ★ 十時に着く。 | 地図に記号★がある。 | 正午に発つ。
ja ♪ 十時に着く。 | 地図に記号♪がある。 | 正午に発つ。
ja ♨ 十時に着く。 | 正午に発つ。
ja ☝ 十時に着く。 | 正午に発つ。
ja ♬ 十時に着く。 | 正午に発つ。
ja ♭ 十時に着く。 | 正午に発つ。
ja ☉ 十時に着く。 | がある。 | 正午に発つ。
ja ☄ 十時に着く。 | がある。 | 正午に発つ。
de ★ Wir kommen um zehn an. | Das Zeichen ★ steht auf der Karte. | Wir gehen mittags.
de ♪ Wir kommen um zehn an. | Das Zeichen ♪ steht auf der Karte. | Wir gehen mittags.
de ♨ Wir kommen um zehn an. | Wir gehen mittags.
de ☝ Wir kommen um zehn an. | Wir gehen mittags.
de ♬ Wir kommen um zehn an. | Wir gehen mittags.
de ♭ Wir kommen um zehn an. | Wir gehen mittags.
de ☉ Wir kommen um zehn an. | steht auf der Karte. | Wir gehen mittags.
de ☄ Wir kommen um zehn an. | steht auf der Karte. | Wir gehen mittags.
a page of one sentence: []
SEEN
