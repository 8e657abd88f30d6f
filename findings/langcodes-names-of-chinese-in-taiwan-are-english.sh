#!/usr/bin/env bash
# Asked how a language calls itself, langcodes answers in English for Chinese as it is in Taiwan, Hong Kong and Macau;
# asked for names in that language, "zh-TW", it names all languages in English.  So it is with other languages where a
# region implies another script than the usual one; Serbian of Montenegro is named in Cyrillic, not in Latin letters as
# in CLDR.  "zh-Hant-TW" is well.  No error; Babel, which has its names from CLDR too, finds the script out first.
# Versions: langcodes 3.5.1 with language_data 1.4.0; Babel 2.18.0 beside it.
# Who would care: sites whose list of languages is made by it, and corpora and voices that are shown by their names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check langcodes==3.5.1 language_data==1.4.0 babel==2.18.0
cat > names.py <<'PYTHON'
from babel import Locale
from langcodes import Language

for code in ("zh-CN", "zh-TW", "zh-HK", "zh-Hant-TW", "yue-CN", "sr-ME"):
    itself = Language.get(code).autonym(), Locale.parse(code, sep="-").get_display_name()
    german = Language.get("de").display_name(code), Locale("de").get_display_name(code.replace("-", "_"))
    print(f"{code}: langcodes {itself[0]}, {german[0]}; Babel {itself[1]}, {german[1]}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(langcodes|language_data|babel) '
venv/bin/python names.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
zh-CN: langcodes 中文（中国）, 德语; Babel 中文 (简体, 中国), 德语
zh-TW: langcodes Chinese（Taiwan）, German; Babel 中文 (繁體, 台灣), 德文
zh-HK: langcodes Chinese（Hong Kong SAR China）, German; Babel 中文 (繁體字, 中國香港特別行政區), 德文
zh-Hant-TW: langcodes 中文（繁體, 台灣）, 德文; Babel 中文 (繁體, 台灣), 德文
yue-CN: langcodes Cantonese（China）, German; Babel 粤语 (简体, 中华人民共和国), 德文
sr-ME: langcodes српски (Црна Гора), немачки; Babel srpski (latinica, Crna Gora), nemački
SEEN
