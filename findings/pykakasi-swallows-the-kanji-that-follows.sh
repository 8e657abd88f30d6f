#!/usr/bin/env bash
# pykakasi has no reading for a kanji that its dictionary lacks, which can be expected; but it takes the kanji behind it
# away as well, and its answer does not even have that one: of 髙橋 (Takahashi, in the way that many write it) nothing is
# left, of 髙田馬場 the station's second half.  A sign of a unit is left out, and the number before it is said twice:
# 5㎏ is 55.  No error; this doubling has been reported for other signs, and was mended for those.
# Versions: pykakasi 2.3.0.
# Who would care: lists of names and indexes that are sorted by reading, and addresses of pages in Latin letters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pykakasi==2.3.0
cat > readings.py <<'PYTHON'
import pykakasi

kakasi = pykakasi.kakasi()
for words in ("高橋", "髙橋", "髙田馬場", "東京の髙層", "山﨑", "線を繫ぐ", "5kg", "5㎏", "10㌔先"):
    parts = kakasi.convert(words)
    kept, reading, latin = ("".join(part[key] for part in parts) for key in ("orig", "hira", "hepburn"))
    print(f"{words}: {kept}, {reading or None}, {latin or None}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^pykakasi '
venv/bin/python readings.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
高橋: 高橋, たかはし, takahashi
髙橋: 髙, None, None
髙田馬場: 髙馬場, ばば, baba
東京の髙層: 東京の髙, とうきょうの, toukyouno
山﨑: 山山, やまやま, yamayama
線を繫ぐ: 線を繫, せんを, senwo
5kg: 5kg, 5kg, 5kg
5㎏: 5㎏5, 55, 55
10㌔先: 10㌔10先, 1010さき, 1010saki
SEEN
