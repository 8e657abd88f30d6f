#!/usr/bin/env bash
# Babel writes times with the words of the language for morning and afternoon, and reads two of them, "am" and "pm".  A
# time in the afternoon that format_time has written in Korean, Arabic, Greek, the Chinese of Taiwan, the Spanish of
# Mexico or the English of Canada ("p.m.") is one in the morning when parse_time reads it in the same language and
# format, and half past midnight is half past noon.  No error, and its manual does not say so.
# Versions: Babel 2.19.0.
# Who would care: forms and imports in these languages.  (Of noon and midnight in English it was reported.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check babel==2.19.0
cat > times.py <<'PYTHON'
from datetime import time

from babel.dates import format_time, parse_time
from babel.localedata import locale_identifiers


def again(at: time, language: str) -> tuple[str, time]:
    written = format_time(at, "short", locale=language)
    return written.replace("\u202f", " "), parse_time(written, locale=language, format="short")


for language in ("en", "hi", "en_CA", "es_MX", "zh_TW", "ko", "ar_EG", "el", "ms"):
    pairs = [again(at, language) for at in (time(17, 30), time(0, 30))]
    print(f"{language}:", *(f"{written} > {read:%H:%M}" for written, read in pairs), sep="  ")
wrong = [name for name in locale_identifiers() if again(time(17, 30), name)[1] != time(17, 30)]
print(len(wrong), "locales")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^babel '
venv/bin/python times.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
en:  5:30 PM > 17:30  12:30 AM > 00:30
hi:  5:30 pm > 17:30  12:30 am > 00:30
en_CA:  5:30 p.m. > 05:30  12:30 a.m. > 12:30
es_MX:  5:30 p.m. > 05:30  12:30 a.m. > 12:30
zh_TW:  下午5:30 > 05:30  凌晨12:30 > 12:30
ko:  오후 5:30 > 05:30  오전 12:30 > 12:30
ar_EG:  5:30 م > 05:30  12:30 ص > 12:30
el:  5:30 μ.μ. > 05:30  12:30 π.μ. > 12:30
ms:  5:30 PTG > 05:30  12:30 PG > 12:30
168 locales
SEEN
