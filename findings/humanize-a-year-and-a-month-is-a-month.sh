#!/usr/bin/env bash
# humanize says how long ago something was, and how much, in many languages.  In German, what is a year and a month old
# is "ein Monat" (one month) old; a year and two months are right.  In Danish a thousand million and a million million
# are both "1.0 billion", which is the latter; in Hungarian 10^15 is called what 10^24 is called, and 10^18 what 10^27
# is; in Basque 10^12 is what English calls it, not what Unicode's data (which Babel has) call it.  Numbers of Spanish
# were reported, and mended this year.
# Versions: humanize 4.17.0, Babel 2.19.0.
# Who would care: whoever shows the age or the size of something in these languages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check humanize==4.17.0 Babel==2.19.0
cat > words.py <<'PYTHON'
import datetime

import humanize
from babel.numbers import format_compact_decimal

for days in (31, 366, 396, 430):
    age = datetime.timedelta(days=days)
    english = humanize.naturaltime(age)
    humanize.i18n.activate("de_DE")
    print(f"{english}: {humanize.naturaltime(age)}")
    humanize.i18n.deactivate()
for locale, powers in {"da_DK": (9, 12), "hu_HU": (15, 24, 18, 27), "eu": (12,), "de_DE": (9, 12, 15)}.items():
    humanize.i18n.activate(locale)
    for power in powers:
        number = 10**power
        unicode = format_compact_decimal(number, format_type="long", locale=locale)
        print(f"{locale}, 10^{power}: {humanize.intword(number)}" + (f"; Unicode: {unicode}" if power < 18 else ""))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(humanize|babel) '
venv/bin/python words.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
a month ago: vor ein Monat
1 year, 1 day ago: vor ein Jahr und 1 Tag
1 year, 1 month ago: vor ein Monat
1 year, 2 months ago: vor ein Jahr und 2 Monate
da_DK, 10^9: 1.0 billion; Unicode: 1 milliard
da_DK, 10^12: 1.0 billion; Unicode: 1 billion
hu_HU, 10^15: 1,0 kvadrillió; Unicode: 1000 billió
hu_HU, 10^24: 1,0 kvadrillió
hu_HU, 10^18: 1,0 kvadrilliárd
hu_HU, 10^27: 1,0 kvadrilliárd
eu, 10^12: 1.0 trilioi; Unicode: 1 bilioi
de_DE, 10^9: 1,0 Milliarde; Unicode: 1 Milliarde
de_DE, 10^12: 1,0 Billion; Unicode: 1 Billion
de_DE, 10^15: 1,0 Billiarde; Unicode: 1000 Billionen
SEEN
