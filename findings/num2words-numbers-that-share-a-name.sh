#!/usr/bin/env bash
# num2words says different numbers in the same words.  In Azerbaijani 11,000 is ten thousand and 101,417 is 100,417; in
# Welsh two thousand million is two million, in Belarusian the 80th is the 70th, in Bengali -5 is five, and there and in
# Persian 1.05 is one and a half.  In Turkish one number in eleven below a million has the name of a smaller one (this
# alone has been reported).  No error, and its README lists these languages as supported.
# Versions: num2words 0.5.14.
# Who would care: bills and contracts, where the words count and not the digits, and texts that are read out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check num2words==0.5.14
cat > names.py <<'PYTHON'
from num2words import num2words

PAIRS = [
    ("az", 10_000, 11_000, "cardinal"),
    ("az", 100_417, 101_417, "cardinal"),
    ("cy", 2_000_000, 2_000_000_000, "cardinal"),
    ("be", 70, 80, "ordinal"),
    ("bn", 5, -5, "cardinal"),
    ("bn", 1.5, 1.05, "cardinal"),
    ("fa", 1.5, 1.05, "cardinal"),
    ("tr", 100_001, 101_001, "cardinal"),
]
for language, one, other, kind in PAIRS:
    names = [num2words(number, lang=language, to=kind) for number in (one, other)]
    print(f"{language} {one} {other}: {names[0]}", "as well" if names[0] == names[1] else names[1])
names = {num2words(number, lang="tr") for number in range(1_000_000)}
print("tr, of a million:", len(names), "names")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^num2words '
venv/bin/python names.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
az 10000 11000: on min as well
az 100417 101417: yüz min dörd yüz on yeddi as well
cy 2000000 2000000000: dau filiwn as well
be 70 80: сямідзясяты as well
bn 5 -5: পাঁচ as well
bn 1.5 1.05: এক দশমিক পাঁচ as well
fa 1.5 1.05: یک و نیم as well
tr 100001 101001: yüzbinbir as well
tr, of a million: 910090 names
SEEN
