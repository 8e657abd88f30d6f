#!/usr/bin/env bash
# cutlet writes Japanese in Latin letters.  Of a character that it can't write it promises a question mark, or the same
# character where "ensure_ascii" is off.  A minus sign gets neither: "−5度", five below zero, is "5 do", five degrees.  ▲
# goes the same way, by which Japanese accounts mark a loss, and so do ±, × and ÷; a hyphen that stands for minus stays.
# Versions: cutlet 0.5.2, fugashi 1.5.2, unidic-lite 1.0.8.
# Who would care: titles, tables and captions for readers who can't read Japanese; nothing shows that there was a sign.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cutlet==0.5.2 fugashi==1.5.2 unidic-lite==1.0.8
cat > write.py <<'PYTHON'
import cutlet

for ensure_ascii in (True, False):
    print("ensure_ascii:", ensure_ascii)
    romaji = cutlet.Cutlet(ensure_ascii=ensure_ascii)
    for text in ("−5度", "-5度", "5度", "−40℃から85℃", "▲5%", "±5度", "5×3", "6÷2", "鿫"):
        print(f"{text}: {romaji.romaji(text)}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(cutlet|fugashi|unidic-lite) '
venv/bin/python write.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
ensure_ascii: True
−5度: 5 do
-5度: -5 do
5度: 5 do
−40℃から85℃: 40 C kara 85 C
▲5%: 5%
±5度: 5 do
5×3: 5 3
6÷2: 6 2
鿫: ?
ensure_ascii: False
−5度: 5 do
-5度: -5 do
5度: 5 do
−40℃から85℃: 40 C kara 85 C
▲5%: 5%
±5度: 5 do
5×3: 5 3
6÷2: 6 2
鿫: 鿫
SEEN
