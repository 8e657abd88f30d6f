#!/usr/bin/env bash
# cron-descriptor has 32 locales for saying when a job runs.  What a language has no translation for is not said in English,
# but left out.  In Japanese, German, French and 17 others, "3 days before the last day of the month" is every day; in
# German and 15 others "starting at 7 minutes past" is gone; asked for the clock of twelve hours, 26 say 05:30 for 17:30.
# In Thai, what runs on Mondays, or once a year, is said to run every day.  No warning.
# Versions: cron-descriptor 2.2.1.
# Who would care: whoever shows people, in their own language, when their jobs and reports run.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cron-descriptor==2.2.1
cat > say.py <<'PYTHON'
from pathlib import Path

import cron_descriptor
from cron_descriptor import ExpressionDescriptor, Options

LOCALES = sorted(path.stem for path in Path(cron_descriptor.__file__).parent.glob("locale/*.mo"))


def say(expression, locale, use_24hour_time_format=None):
    options = Options(locale_code=locale, use_24hour_time_format=use_24hour_time_format)
    return ExpressionDescriptor(expression, options).get_description()


for expression, locales in [
    ("0 0 L-3 * *", ["en_US", "ja_JP", "de_DE", "fr_FR"]),
    ("7/15 * * * *", ["en_US", "de_DE", "fr_FR", "ko_KR"]),
    ("30 17 1 5 *", ["en_US", "th_TH"]),
    ("30 17 * * 1", ["en_US", "th_TH"]),
]:
    print(expression)
    for locale in locales:
        print(f"  {locale}: {say(expression, locale)}")
for expression, every in [("0 0 L-3 * *", "0 0 * * *"), ("7/15 * * * *", "*/15 * * * *")]:
    print(f"{expression} is {every} in", *(locale for locale in LOCALES if say(expression, locale) == say(every, locale)))
print("17:30 is 5:30 in", *(
    locale for locale in LOCALES if say("30 17 * * *", locale, False) == say("30 5 * * *", locale, False)
))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^cron.descriptor '
venv/bin/python say.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
0 0 L-3 * *
  en_US: At 12:00 AM, 3 days before the last day of the month
  ja_JP: 次において実施 00:00
  de_DE: Um 00:00
  fr_FR: À 00:00
7/15 * * * *
  en_US: Every 15 minutes, starting at 7 minutes past the hour
  de_DE: Alle 15 Minuten
  fr_FR: Toutes les 15 minutes
  ko_KR: 매 15분마다, 매시마다
30 17 1 5 *
  en_US: At 05:30 PM, on day 1 of the month, only in May
  th_TH: 17:30
30 17 * * 1
  en_US: At 05:30 PM, only on Monday
  th_TH: 17:30
0 0 L-3 * * is 0 0 * * * in cs_CZ de_DE es_ES fa_IR fr_FR it_IT ja_JP ko_KR nb_NO nl_NL pt_PT ru_RU sk_SK sv_SE ta_IN th_TH tr_TR uk_UA vi_VN zh_CN
7/15 * * * * is */15 * * * * in cs_CZ de_DE fr_FR it_IT ko_KR nb_NO nl_NL pt_PT ru_RU sk_SK sv_SE ta_IN th_TH tr_TR uk_UA zh_CN
17:30 is 5:30 in cs_CZ da_DK de_DE es_ES fa_IR fi_FI fr_FR it_IT ja_JP kk_KZ ko_KR nb_NO nl_NL pl_PL pt_PT ru_RU sk_SK sl_SI sv_SE ta_IN th_TH tr_TR uk_UA vi_VN zh_CN zh_TW
SEEN
