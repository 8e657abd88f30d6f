"""The checks hold for any pair of languages: each row says what they name, or that they name nothing."""

from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date
from translated_docs.catalogs.languages import of_language
from translated_docs.catalogs.lint.dates import dated_months, month_name
from translated_docs.catalogs.lint.entry_warnings import disabled_checks, unknown_checks, warnings
from translated_docs.catalogs.lint.lint_message import Context, Message
from translated_docs.catalogs.lint.number_words import is_spelt, spellings
from translated_docs.catalogs.lint.numbers import numbers
from translated_docs.settings import place

import conf

# Source, language, message, translation, and the rules that are named; qtz is a language that nobody knows.
NUMBERS = [
    ("en", "de", "There are two ways.", "Es gibt 2 Wege.", ""),
    ("en", "de", "There are 2 ways.", "Es gibt zwei Wege.", ""),
    ("en", "de", "There are 5 ways.", "Es gibt Wege.", "number"),
    ("en", "de", "There are five ways.", "Es gibt vier Wege.", "number"),
    ("en", "de", "There are 5 ways.", "Es gibt 6 Wege.", "number"),
    ("en", "de", "The 2nd of 7 chapters.", "Das zweite von sieben Kapiteln.", ""),
    ("en", "de", "The 3rd time.", "Beim 3. Mal.", ""),
    ("en", "fr", "There are 3 books.", "Il y a trois livres.", ""),
    ("en", "fr", "The first of 4.", "Le premier des quatre.", ""),
    ("en", "fr", "In the 21st century.", "Au XXIe siècle.", ""),
    ("en", "es", "In the 19th century.", "En el siglo XIX.", ""),
    ("en", "es", "In the 19th century.", "En el siglo XVIII.", "number"),
    ("en", "pt", "Both of the 2 women.", "As duas mulheres.", ""),
    ("en", "ja", "There are two ways.", "方法は2つです。", ""),
    ("en", "ja", "Both are new.", "2つとも新しいです。", ""),
    ("en", "ja", "A word.", "1つの言葉です。", ""),
    ("en", "ja", "It takes 20 minutes.", "二十分かかります。", ""),
    ("en", "zh_CN", "In 2018.", "在二〇一八年。", ""),
    ("en", "zh_CN", "Two of 30.", "三十个中的两个。", ""),
    ("en", "zh_CN", "There are 30.", "有三十一个。", ""),  # a word that begins so is not told apart
    ("en", "ko", "There are 30.", "30개입니다.", ""),
    ("en", "bg", "There are 3 women.", "Има три жени.", ""),
    ("en", "el", "There are 4 ways.", "Υπάρχουν τέσσερις τρόποι.", ""),
    ("en", "ru", "With 5 of them.", "С пятью из них.", ""),
    ("en", "ru", "With 5 of them.", "С шестью из них.", "number"),
    ("en", "ar", "In 2018, 3 books.", "في ٢٠١٨، ثلاث كتب.", ""),
    ("en", "ar", "In 2018.", "في ٢٠١٩.", "number"),
    ("en", "fa", "It is 1,234.5.", "۱٬۲۳۴٫۵ است.", ""),
    ("en", "hi", "It costs 100,000 and 45.", "यह १,००,००० और ४५ है।", ""),
    ("en", "hi", "It costs 45.", "यह ५४ है।", "number"),
    ("zh_CN", "en", "价格（万元）", "Price (10,000 yuan)", ""),
    ("zh_CN", "en", "价格（亿元）", "Price (100 million yuan)", ""),
    ("zh_CN", "en", "万分之一", "1 in 10,000", ""),
    ("zh_CN", "de", "价格（万元）", "Preis (in 10.000 Yuan)", ""),
    ("zh_CN", "en", "价格（元）", "Price (10,000 yuan)", "number"),
    ("zh_CN", "en", "价格3万元", "It costs 10,000 yuan", "number"),
    ("zh_TW", "en", "價格（億元）", "Price (100 million dollars)", ""),
    ("ja", "en", "価格（万円）", "Price (10,000 yen)", ""),
    ("en", "ko", "Price (100 million won)", "가격(억원)", ""),
    ("ja", "en", "四つの章があります。", "There are four chapters.", ""),
    ("ja", "en", "四つの章があります。", "There are five chapters.", "number"),
    ("ja", "en", "一般に、三角形は第三者のものです。", "In general, triangles belong to others.", ""),
    ("ja", "en", "5枚です。", "There are slides.", "number"),
    ("ja", "en", "1億2000万人です。", "There are 120 million people.", ""),
    ("ja", "en", "1億2000万人です。", "There are 12 million people.", "number"),
    ("ja", "de", "15,000件です。", "Es sind 15.000.", ""),
    ("de", "en", "Es sind drei Wege.", "There are 3 ways.", ""),
    ("de", "en", "Es sind drei Wege.", "There are ways.", "number"),
    ("qtz", "en", "Zu 5 ba.", "It is five.", ""),
    ("qtz", "en", "Zu 55 ba.", "It is 56.", "number"),
    ("en", "qtz", "It is five, or 6.", "Zu ba.", ""),  # who knows how it says so
    ("en", "qtz", "It is 600.", "Zu ba.", "number"),
    ("ja", "en", "2回です。", "It is done twice.", ""),
    ("ja", "en", "2回です。", "It is done often.", "number"),
    ("en", "de", "Both of the 2.", "Beide.", ""),
    ("en", "de", "There are 0 errors.", "Es gibt keine Fehler.", ""),
    ("en", "de", "It takes 1/2 hour.", "Es dauert ½ Stunde.", ""),
    ("en", "ja", "It takes ½ of it.", "1/2かかります。", ""),
    ("de", "en", "Auf <https://a.org> und <https://b.org> und hier.", "On <https://a.org> and <https://b.org> and here.", ""),
    ("de", "en", "Es ist {kbd}`K`.", "It is <b>is</b> {kbd}`K`.", "doublewords"),
    ("en", "de", "It takes 3½ hours.", "Es dauert 3,5 Stunden.", ""),
    ("en", "fa", "It takes 3 1/2 hours.", "۳٫۵ ساعت طول می‌کشد.", ""),
    ("en", "de", "It takes 3½ hours.", "Es dauert 3 1/2 Stunden.", ""),
    ("en", "de", "It takes 3½ hours.", "Es dauert dreieinhalb Stunden.", ""),
    ("en", "de", "It takes 3½ hours.", "Es dauert 3,25 Stunden.", "number"),
    ("en", "fr", "In the 2020/21 season.", "Lors de la saison 2020-2021.", ""),
    ("en", "de", "In the fiscal year 2020/2021.", "Im Geschäftsjahr 2020/21.", ""),
    ("en", "ja", "In 2020–21.", "2020年から2021年までです。", ""),
    ("en", "ar", "In 2020/21.", "في ٢٠٢٠/٢٠٢١.", ""),
    ("en", "fr", "In the 2020/21 season.", "Lors de la saison 2020-2022.", "number"),
    ("en", "ja", "Step ④ is new.", "手順4は新しいです。", ""),
    ("en", "es", "In the 1990s.", "En los años 90.", ""),
    ("en", "es", "In the 1990s.", "En los años 80.", "number"),
]
MARKS = [
    ("en", "de", "It is 1,500 or 2.5.", "Es sind 1.500 oder 2,5.", ""),
    ("en", "de", "There are 1,500 books.", "Es sind 1500 Bücher.", ""),
    ("en", "de", "There are 1,500 books.", "Es sind 1 500 Bücher.", ""),
    ("en", "de", "There are 1,500 books.", "Es sind 1,500 Bücher.", "number"),
    ("de", "en", "Es sind 1.500 Bücher.", "There are 1.500 books.", "number"),
    ("de", "en", "Es sind 1.500 Bücher.", "There are 1,500 books.", ""),
    ("en", "de_CH", "It is 1,500.", "Es sind 1’500.", ""),
    ("en", "de_CH", "It is 3.5 t, or 1,500.", "Es sind 3,5 t, oder 1’500.", ""),
    ("en", "fr_CH", "It costs 12,500.50 francs.", "Cela coûte 12'500.50 francs.", ""),
    ("en", "ar", "It is 3.5 of 1,500.", "هذا ٣,٥ من ١٥٠٠.", ""),
    ("en", "de", "It is .5 mm.", "Es sind 0,5 mm.", ""),
    ("en", "de", "It is .5 mm.", "Es sind 5 mm.", "number"),
    ("en", "fr", "Type 3,5 here.", "Tapez 3,5 ici.", ""),
    ("ja", "en", "約3.5GB、重さは1,000.5kgです。", "It is about 3.5 GB, and 1,000.5 kg.", ""),
    ("en", "ko", "It is about 3.5 GB.", "약3.5GB입니다.", ""),
    ("en", "fr", "It is 1,234.5.", "C’est 1\u202f234,5.", ""),
    ("en", "es", "There are 8,000 users.", "Hay 8.000 usuarios.", ""),
    ("en", "es", "There are 8,000 users.", "Hay 8,000 usuarios.", ""),  # so it is in Mexico
    ("en", "es_ES", "There are 8,000 users.", "Hay 8,000 usuarios.", "number"),
    ("en", "es", "There are 10 million users.", "Hay 10 millones de usuarios.", ""),
    ("en", "fr", "It is 2 billion.", "C’est 2 milliards.", ""),
    ("en", "fr", "It is 2 billion.", "C’est 2 millions.", "number"),
    ("en", "de", "It is 50% of 10 km.", "Es sind 50 % von 10 km.", ""),
    ("en", "tr", "It is 50%.", "Bu %50.", ""),
    ("en", "fr", "It is 5 percent.", "C’est 5 %.", ""),
    ("en", "ja", "It is 10GB and 3 km.", "10 GBと3キロです。", ""),
    ("en", "de", "Python 3.10 and version 1.2.345.", "Python 3.10 und Version 1.2.345.", ""),
    ("en", "de", "Python 3.10 is new.", "Python 3.1 ist neu.", "number"),
    ("en", "de", "Python 3.100 is new.", "Python 3.100 ist neu.", ""),
    ("en", "ja", "May 23 2022", "2022年5月23日", ""),
    ("en", "ja", "It runs on k8s.", "Kubernetesで動きます。", ""),
    ("ja", "en", "k8sで動きます。", "It runs on Kubernetes.", ""),
    ("ja", "en", "２０１８年に３つ。", "Three in 2018.", ""),
    ("en", "fa", "It is 1,234.", "۱،۲۳۴ است.", ""),  # with a comma of Arabic, as keyboards have it
    ("en", "ps", "It is 1,500.", "دا ۱،۵۰۰ دی.", ""),
    ("en", "ps", "It is 1,500.", "دا ۱،۶۰۰ دی.", "number"),
    ("ja", "az_Cyrl", "5冊です。", "Беш китаб.", ""),  # CLDR spells it in other letters
]
DATES = [
    ("en", "de", "It was August 3, 2018.", "Es war der 3. August 2018.", ""),
    ("en", "de", "It was August 3, 2018.", "Es war der 3.8.2018.", ""),
    ("en", "de", "It was 8/3/2018.", "Es war der 03.08.2018.", ""),
    ("en", "de", "It was 8/3/2018.", "Es war der 8.3.2018.", "date"),
    ("en", "de", "It was August 3, 2018.", "Es war der 3. Juli 2018.", "date"),
    ("en", "de", "It was August 3, 2018.", "Es war der 4. August 2018.", "number"),
    ("en", "es", "It was on May 23, 2022.", "Fue el 23 de mayo de 2022.", ""),
    ("en", "es", "It was on May 23, 2022.", "Fue el 23 de marzo de 2022.", "date"),
    ("en", "fr", "It was March 1, 2018.", "C’était le 1er mars 2018.", ""),
    ("en", "fr", "It was Feb. 2, 2018.", "C’était le 2 févr. 2018.", ""),
    ("en", "pt", "It was 2018-08-03.", "Foi em 03/08/2018.", ""),
    ("en", "ru", "It was August 3, 2018.", "Это было 3 августа 2018 года.", ""),
    ("en", "ru", "It was August 3, 2018.", "Это было 3 июля 2018 года.", "date"),
    ("en", "ja", "It was August 3, 2018.", "2018年8月3日でした。", ""),
    ("en", "ja", "It was August 3, 2018.", "2018年7月3日でした。", "date"),
    ("en", "ko", "It was August 3, 2018.", "2018년 8월 3일이었습니다.", ""),
    ("en", "zh_CN", "It was August 3, 2018.", "2018年八月3日。", ""),
    ("ja", "en", "2018年8月3日です。", "It was on the 3rd of August 2018.", ""),
    ("ja", "en", "2018年8月3日です。", "It was on the 3rd of July 2018.", "date"),
    ("ja", "en", "2018年8月3日です。", "It was on 2018-08-03.", ""),
    ("ja", "en", "2018年5月と8月に開かれました。", "It was held in August 2018, and before it that May.", ""),
    # The name of a month may be two words, in several forms of which one is a part of another.
    ("ja", "vi", "2018年5月と8月に開かれました。", "Tháng 8 năm 2018, sau tháng 5.", ""),
    ("ja", "vi", "2018年1月と8月に開かれました。", "Tháng 8 năm 2018, sau tháng 12.", "date"),
    ("ja", "ga", "2018年9月と8月に開かれました。", "Lúnasa 2018, roimh Meán Fómhair.", ""),
    ("ja", "ar", "2018年8月3日です。", "في ٣ أغسطس ٢٠١٨.", ""),
    ("en", "de", "It begins at 3:30 pm.", "Es beginnt um 15:30 Uhr.", ""),
    ("en", "fr", "It begins at 3:30 pm.", "Cela commence à 15h30.", ""),
    ("en", "fr", "It begins at 3:30 pm.", "Cela commence à 16h30.", "number"),
    ("ja", "en", "午後3時です。", "It is 15:00.", ""),
    ("en", "ja", "It begins at 3 p.m.", "午後3時に始まります。", ""),
    ("en", "de", "You may 3 times try it.", "Sie können es 3 Mal versuchen.", ""),
    ("ja", "en", "5回できます。", "You may 5 do it.", ""),
    ("ja", "en", "2018年5月3日です。", "In 2018 one may 3 times.", "date number"),
    # Of some languages nobody knows what they call the months, of others CLDR alone has them with a capital letter, or in one case.
    ("ja", "wa", "2018年8月3日です。", "Li 3 d’ awousse 2018.", ""),
    ("ja", "qtz", "2018年8月3日です。", "Zu 3 bala 2018.", ""),
    ("ja", "qtz", "2018年8月3日です。", "Zu 2018-07-03.", "date"),
    ("ja", "qu", "2018年8月3日です。", "2018 wata agosto killa 3 punchaw.", ""),
    ("ja", "qu", "2018年8月3日です。", "2018 wata julio killa 3 punchaw.", "date number"),
    ("ja", "ky", "2018年8月3日です。", "2018-жылдын 3-августунда.", ""),
    ("ja", "lv", "2018年8月3日です。", "2018. gada 3. augustā.", ""),
    ("ja", "lv", "2018年8月3日です。", "2018. gada 3. jūlijā.", "date"),
    # One name begins another, or is that of a day of the week, too.
    ("ja", "gn", "2018年6月23日です。", "2018 Jasypoteĩ 23.", ""),
    ("ja", "cy", "2018年1月23日（火）です。", "Dydd Mawrth, 23 Ionawr 2018.", ""),
    ("ja", "cy", "2018年1月23日です。", "Mawrth 23, 2018.", "date"),
    # Letters with their marks apart, as files of macOS have them.
    ("ja", "fr", "2018年2月23日です。", "Le 23 fe\u0301vrier 2018.", ""),
    ("ja", "fr", "2018年8月23日です。", "Le 23 fe\u0301vrier 2018.", "date"),
]
CODE = [
    ("en", "de", "Run `make check` now.", "Starte jetzt `make check`.", ""),
    ("en", "de", "Run `make check` now.", "Starte jetzt `make chek`.", "code"),
    ("en", "de", "Run `make check` now.", "Starte das jetzt.", "code"),
    ("en", "de", "See `conf.py`.", "Siehe conf.py.", ""),
    ("en", "de", "Read `a`, and run `cp a b`.", "Lies `a`, und starte `cp b a`.", ""),
    ("en", "de", "Type `cp -r FILE name`.", "Tippe `cp -r FILE Name`.", ""),
    ("en", "de", "Type `cp -r FILE name`.", "Tippe `cp -i FILE Name`.", "code"),
    ("en", "ja", 'Type `git commit -m "new page"`.', '`git commit -m "新しいページ"`と打ちます。', ""),
    ("en", "ja", "Write `# Title of it here`.", "`# ここに題`と書きます。", ""),
    ("en", "ja", "The option `–all` is new.", "`-all`は新しいオプションです。", ""),
]
WORDS = [
    ("en", "de", "The house is on the hill.", "The house is on the hill.", "untranslated"),
    ("en", "de", "OpenStack Summit Vancouver", "OpenStack Summit Vancouver", ""),
    ("en", "de", "sdist, wheel", "sdist, wheel", ""),
    ("en", "de", "See “the house is on the hill that we see”.", "Siehe “the house is on the hill that we see”.", ""),
    (
        "en", "de", "It is new. Read the words that were written for it.",
        "Es ist neu. Read the words that were written for it.", "untranslated",
    ),
    ("en", "en_GB", "The house is on the hill.", "The house is on the hill.", ""),
    ("en", "ja", "Read the words that were written for it.", "Read the words that were written for it.", "untranslated"),
    ("ja", "zh_CN", "言葉です。", "言葉です。", "untranslated"),
    ("zh_CN", "ja", "东京大学", "東京大学", ""),
    ("ko", "en", "집입니다.", "It is a 집.", "untranslated"),
    ("en", "de", "It is.", "Es ist ist.", "doublewords"),
    ("en", "de", "Those who are there.", "Die, die die Leute sind.", ""),
    ("en", "fr", "You are sitting down.", "Vous vous asseyez.", ""),
    ("en", "fr", "You are sitting down.", "Vous asseyez asseyez.", "doublewords"),
    ("en", "id", "There are children.", "Ada anak anak.", ""),
    ("en", "qtz", "The house is on the hill.", "The house is on the hill.", "untranslated"),
    ("en", "de", "The mark 。 is new.", "Das Zeichen 。 ist neu.", ""),
    ("en", "de", "The mark is new.", "Das Zeichen。 ist neu.", "punctuation"),
    (
        "en", "de", "This is one sentence about a house on a hill. This is another, about the garden behind the house.",
        "Das ist ein Satz über ein Haus auf einem Hügel.", "short",
    ),
    (
        "en", "zh_CN", "This is one sentence about a house, and about the garden behind the house.",
        "这是关于房子和房子后面的花园的一句话。", "",
    ),
    ("en", "de", "Two  blanks here.", "Zwei Leerzeichen hier.", ""),
    ("en", "de", "The **users** are many.", "Die *Nutzer** sind viele.", "stray"),
    ("en", "de", "The users are many.", "Die Nutzer*innen sind viele.", ""),
    ("en", "es", "It is **fast**.", "Es *rápido**.", "stray"),
    ("en", "es", "It is fast.", "• Es rápido.", "stray"),
    ("en", "es", "It is fast.", "Es rápido.\\", "stray"),
    ("en", "es", "It is fast.", "Es {0} rápido.", "stray"),
    ("en", "es", "It is fast.", "Es %s rápido.", "stray"),
    ("en", "es", "Write %s there.", "Escriba %s ahí.", ""),
    ("en", "es", "It is 50%.", "Es 50 % de ello.", ""),
    ("en", "es", "It is fast.", "Es rÃ¡pido.", "stray"),
    ("en", "de", "It is “fast”.", "Es ist â€žschnellâ€œ.", "stray"),
    ("en", "ru", "It is new.", "Ð‘Ñ‹.", "stray"),
    ("en", "vi", "It is fast.", "Ti?ng Vi?t.", "stray"),
    ("en", "ru", "It is fast.", "??? ??????.", "stray"),
    ("en", "es", "Is it new? It is.", "¿Es nuevo? Sí.", ""),
    ("en", "es", "See example.org/a?b=c.", "Véase example.org/a?b=c.", ""),
    # A program has escaped it twice.
    ("en", "fr", "It is “fast”.", "C’est &amp;quot;rapide&amp;quot;.", "stray"),
    ("en", "fr", "It is fast.", "C&amp;#39;est rapide.", "number stray"),
    ("en", "fr", "It is fast.", "C&#39;est rapide.", ""),
    ("en", "fr", "It is fast.", "C\\u2019est rapide.", "stray"),
    ("en", "fr", "It is fast. It is new.", "C’est rapide.\\nC’est neuf.", "stray"),
    ("en", "fr", "It is in C:\\new.", "C’est dans C:\\new.", ""),
    ("ja", "en", "研究開発です。", "It is R&D; it is new.", ""),
    ("ja", "en", "2018年です。", "In ２０１８.", "punctuation"),
    ("ja", "fr", "Aです。", "C’est ＂Ａ＂.", "punctuation"),
    ("en", "pt", "THE SISTER.", "A «IRM\u00c3».", ""),
    ("en", "fr", "Usage", "## Utilisation", "stray"),
    ("ja", "en", "・速いです", "- It is fast", ""),
    # What a machine puts around its answer, or leaves in it.
    ("ja", "en", "速いです。", "“It is fast.”", "stray"),
    ("ja", "en", "速いです。", '"It is fast."', "stray"),
    ("ja", "fr", "速いです。", "«\u00a0C’est rapide.\u00a0»", "stray"),
    ("ja", "en", "「速いです。」", "“It is fast.”", ""),
    ("ja", "en", "「速い」という「言葉」です。", "“Fast” is a “word.”", ""),
    ("ja", "en", "速いです。", "It is fast.<|im_end|>", "stray"),
    ("ja", "en", "速いです。", "It is fast【1†source】.", "stray"),
    ("en", "qtz", "Minus 5 degrees.", "- 5 ba.", ""),
    ("en", "fr", "It is really and truly fast.", "C'est\u00a0vraiment\u00a0et\u00a0réellement\u00a0très\u00a0rapide.", "doublespacing"),
    ("en", "fr", "“Yes!”", "«\u00a0Oui\u00a0!\u00a0»", ""),
    ("en", "de", "Two blanks here.", "Zwei  Leerzeichen hier.", "doublespacing"),
    ("en", "de", "Code `a  b` here.", "Code `a  b` hier.", ""),
    ("en", "de", "It ends so. ", "So endet es.", ""),
    ("en", "ja", "Wait (a bit).", "待ちます（少し)。", "brackets"),
    # Those of an abbreviation are marks, which Sphinx knows at half of the width alone.
    ("en", "ja", "An {abbr}`API (application programming interface)` is used.", "{abbr}`API (アプリケーションの入り口)`を使います。", ""),
    ("en", "ja", "An {abbr}`API (application programming interface)` is used.", "{abbr}`API（アプリケーションの入り口）`を使います。", "brackets"),
]  # fmt: skip
CALENDARS = [
    ("en", "ja", "In 2018 it began.", "平成30年に始まりました。", ""),
    ("en", "ja", "In 2018 it began.", "平成31年に始まりました。", "number"),
    ("en", "ja", "In 2018 it began.", "2018年（平成三十年）に始まりました。", ""),
    ("en", "ja", "In 2019 it began.", "令和元年に始まりました。", ""),
    ("en", "ja", "It was August 3, 2018.", "平成30年8月3日でした。", ""),
    ("ja", "en", "平成30年に始まりました。", "It began in 2018.", ""),
    ("ja", "en", "平成30年に始まりました。", "It began in 2018 (Heisei 30).", ""),
    ("ja", "en", "平成30年に始まりました。", "It began in 2019.", "number"),
    ("ja", "en", "平成30年の30件です。", "There were 31 in 2018.", "number"),
    ("ja", "en", "平成30（2018）年、H30年度です。", "It was 2018, the fiscal year of 2018.", ""),
    ("ja", "en", "令和元年から昭和の話まで。", "From 2020 to the Showa era.", "number"),
    ("ja", "th", "令和6年に始まりました。", "เริ่มในปี พ.ศ. 2567", ""),
    ("en", "th", "It was August 3, 2018.", "วันที่ 3 สิงหาคม 2561", ""),
    ("en", "th", "It was 8/3/2018.", "วันที่ ๓/๘/๒๕๖๑", ""),
    ("en", "th", "In 2018.", "ในปี ค.ศ. 2018", ""),
    ("en", "th", "In 2018.", "ในปี พ.ศ. 2562", "number"),
    ("th", "qtz", "เริ่มในปี 2561", "Ba zu 2018.", ""),
    ("en", "de", "In 2561.", "Im Jahr 2018.", "number"),  # no calendar of theirs
    ("en", "zh_TW", "In 2018.", "民國一〇七年。", ""),
    ("en", "zh_Hant", "In 2018.", "民國106年。", "number"),
    ("en", "fa", "It was August 3, 2018.", "۱۲ مرداد ۱۳۹۷ بود.", ""),
    ("en", "fa", "It was August 3, 2018.", "۱۳ مرداد ۱۳۹۷ بود.", "number"),
    ("en", "fa", "In August 2018.", "در مرداد ۱۳۹۷.", ""),
    ("en", "fa", "In 2018.", "در سال ۱۳۹۹.", "number"),
    ("en", "ar", "In 2018.", "في ٢٠١٨ م (١٤٣٩ هـ).", ""),
    ("en", "ko", "In 2018.", "단기 4351년.", ""),
    ("en", "ne", "In 2018.", "वि.सं. २०७५ मा।", ""),
]
ELSEWHERE = [  # how else a number, an hour or a part of something is said
    ("en", "pl", "Press it 2 times; the 6th time is the last.", "Naciśnij dwukrotnie; szósty raz jest ostatni.", ""),
    ("en", "pl", "The 6th time is the last.", "Piąty raz jest ostatni.", "number"),
    ("en", "ar", "There are 60 a minute.", "محدودة بستين في الدقيقة.", ""),
    ("en", "ar", "There are 60 a minute.", "محدودة بسبعين في الدقيقة.", "number"),
    ("en", "he", "It has 2 million lines.", "יש בו 2 מיליון שורות.", ""),
    ("en", "he", "It has 2 million lines.", "יש בו 3 מיליון שורות.", "number"),
    ("en", "tr", "From 9 a.m. to 5 p.m.", "09.00–17.00", ""),
    ("ja", "tr", "毎晩2時30分に写します。", "Her gece 02.30'da yedeklenir.", ""),
    ("ja", "tr", "毎晩2時30分に写します。", "Her gece 02.40'ta yedeklenir.", "number"),
    ("en", "de", "More than 100 people took 1.5 hours.", "Mehr als hundert Menschen brauchten anderthalb Stunden.", ""),
    ("en", "de", "It takes 2.5 hours.", "Es dauert dreieinviertel Stunden.", "number"),
    ("en", "de", "It takes 2.5 hours.", "Es dauert zweieinhalb Stunden.", ""),
    ("en", "de", "It takes 2.5 hours.", "Es dauert anderthalb Stunden.", "number"),
    ("en", "de", "It takes 3.5 hours.", "Es dauert eine halbe Stunde.", "number"),
    ("en", "fr", "It takes 3.5 hours.", "Cela prend trois heures et demie.", ""),
    ("en", "ru", "It takes 1.5 hours.", "Это займёт полтора часа.", ""),
    ("en", "de", "Its 20-year history.", "Seine zwanzigjährige Geschichte.", ""),
    ("en", "de", "From 12:30 am to 3 p.m.", "Von 0:30 bis 15.00 Uhr.", ""),
    ("en", "de", "At 2020-09-03T10:00:00Z.", "Um 2020-09-03T10:00:00Z.", ""),
    ("en", "fr", "About 15 people, the 2nd time.", "Une quinzaine de personnes, la seconde fois.", ""),
    ("en", "fr", "About 16 people.", "Une quinzaine de personnes.", "number"),
    ("en", "fr", "In the 1980s.", "Dans les années quatre-vingt.", ""),
    ("en", "fr_CH", "There are 70 of them.", "Il y en a septante.", ""),
    ("en", "ko", "There are 120 million.", "1억 2천만 명입니다.", ""),
    ("en", "ko", "There are 120 million.", "1억 3천만 명입니다.", "number"),
    ("ko", "ja", "1만 2천 명입니다.", "12,000人です。", ""),
    ("ja", "en", "3万5千人です。", "There are 35,000 people.", ""),
    ("ja", "en", "3万5千人です。", "There are 36,000 people.", "number"),
    ("ja", "en", "3割です。", "It is 30%.", ""),
    ("ja", "en", "3時間半です。", "It takes 3.5 hours.", ""),
    ("ja", "en", "午前0時と正午です。", "It is 12 am, and 12 noon.", ""),
    ("ja", "en", "4K映像です。", "It is a video in 4K.", ""),
    ("ja", "en", "5万頂点と10000面です。", "It has 50k vertices and 10K faces.", ""),
    ("ja", "en", "5万頂点です。", "It has 5k vertices.", "number"),
    ("en", "zh_Hans", "It is in the ring 2k.", "在环2k中。", ""),
    ("ja", "en", "5 kmです。", "It is 5 km.", ""),
    ("en", "zh_Hans", "In the 1990s, half of it.", "20世纪90年代，50%。", ""),
    ("en", "zh_Hans", "In the 1990s.", "20世纪80年代。", "number"),
    ("en", "zh_Hans", "At 3:30 pm it was 30%.", "下午3点半，三成。", ""),
    ("en", "ar", "There are 2 books, of 11.", "يوجد كتابان من أحد عشر.", ""),
    ("en", "ar", "There are 2 books.", "يوجد كتاب.", "number"),
    ("en", "he", "It took 2 years.", "זה לקח שנתיים.", ""),
    ("en", "he", "It took 2 years.", "זה לקח שנה.", "number"),
    ("en", "ar", "It was August 3, 2018.", "كان ذلك في 3 آب 2018.", ""),
    ("en", "de", "It was January 3, 2018.", "Es war der 3. Jänner 2018.", ""),
    ("en", "th", "At 3:30 pm.", "เวลา 15.30 น.", ""),
    ("en", "th", "There are 20.", "มียี่สิบ", ""),
    ("en", "de", "He says: “no”.", "Er sagt: „nein“.", ""),
    ("en", "de", "He says: “no”.", "Er sagt: „nein.", "brackets"),
    ("en", "es", "Choose (a) or (b).", "Elija a) o b).", ""),
    ("en", "es", "Choose (a) or (b).", "Elija a) o (b.", "brackets"),
    ("ja", "he", "（a）か（b）です。", "א) או ב).", ""),
    ("ja", "ko", "（a）か（b）です。", "가) 또는 나).", ""),
    ("ja", "zh_CN", "(1)開く。", "1）打开。", ""),
    ("ja", "zh_CN", "(1)開く。", "打开（。", "brackets"),
    ("en", "sv", "He says: “no”.", "Han säger: ”nej”.", ""),
    ("ja", "id", "15時30分です。", "Pukul 15.30.", ""),
    ("ja", "id", "15時30分です。", "Pukul 15.40.", "number"),
    ("ja", "id", "15時です。", "Pukul 15.00.", ""),
    ("ja", "de", "8月3日です。", "Am 3.8.", ""),
    ("ja", "de", "8月3日です。", "Am 3.9.", "number date"),
    ("ja", "de", "8月3日の3.8です。", "Version 3.8 am 3.8.", ""),
    ("ja", "fi", "8月3日から5日間です。", "Se alkaa 3.8. ja kestää 5 päivää.", ""),
    ("ja", "en", "2倍で、20代です。", "It is twofold, in their twenties.", ""),
    ("ja", "da", "9時5分から2時間です。", "Fra klokken 9.05 i 2.5 timer.", "number"),
    ("ko", "fi", "15시 30분입니다.", "Klo 15.30.", ""),
    ("zh_CN", "da", "下午3点30分。", "Klokken 15.30.", ""),
    ("en", "am", "Quickly, and slowly.", "ቶሎ ቶሎ ነው።", ""),
    ("en", "el", "Slowly.", "Σιγά σιγά.", ""),
    ("en", "it", "Little by little.", "Via via.", ""),
    ("en", "ku", "Slowly.", "Hêdî hêdî.", ""),
    ("en", "oc", "Slowly.", "Pauc pauc.", "doublewords"),
]
SCALES = [  # of several words, before a number, spelt otherwise than CLDR has them; and days that have names
    ("ja", "es", "20億人です。", "Son 2 mil millones de personas.", ""),
    ("ja", "es", "20億人です。", "Son 2 mil\u00a0millones de personas.", ""),
    ("ja", "es", "20億人です。", "Son 3 mil millones de personas.", "number"),
    ("ja", "pt_PT", "20億人です。", "São 2 mil milhões de pessoas.", ""),
    ("ja", "ro", "2000万人です。", "Sunt 20 de milioane de oameni.", ""),
    ("ja", "it", "2兆円です。", "Sono 2 mila miliardi di yen.", ""),
    ("ja", "vi", "2兆円です。", "Là 2 nghìn tỷ yên.", ""),
    ("ja", "fil", "200万人です。", "Ito ay 2 na milyon.", ""),
    ("ja", "sw", "200万人です。", "Ni watu milioni 2.", ""),
    ("ja", "sw", "200万人です。", "Ni watu milioni 3.", "number"),
    ("sw", "ja", "Ni watu milioni 2.", "200万人です。", ""),
    ("ja", "ar", "8兆ドルです。", "إنها 8 تريليونات دولار.", ""),
    ("ja", "hi", "5千人です。", "यह 5 हजार है।", ""),
    ("ja", "ne", "2000万です。", "2 करोड छ।", ""),
    # One letter that stands for a scale begins the name of a month.
    ("ja", "kk", "5月23日です。", "23 мамыр.", ""),
    ("ja", "ti", "4月23日です。", "23 ሚያዝያ።", ""),
    ("ja", "ta", "8月3日です。", "3 ஆகஸ்ட்.", ""),
    ("ja", "th", "5000人です。", "5พันคน", ""),
    ("ja", "ko", "3か月と8日です。", "석 달 여드레입니다.", ""),
    ("ja", "ko", "3か月と8日です。", "넉 달 여드레입니다.", "number"),
]
ROWS = [*SCALES, *NUMBERS, *MARKS, *DATES, *CODE, *WORDS, *CALENDARS, *ELSEWHERE]


@pytest.fixture
def no_house_style(monkeypatch):
    monkeypatch.setattr(conf, "house_style", {})


@pytest.mark.usefixtures("no_house_style")
@pytest.mark.parametrize(("source", "language", "msgid", "msgstr", "rules"), ROWS, ids=lambda text: text[:24])
def test_a_fault_is_named_and_nothing_else(source, language, msgid, msgstr, rules):
    said = warnings(Message(msgid, msgstr, "page", source, language, Context()))
    assert {diagnostic.rule for diagnostic in said} == set(rules.split()), [str(diagnostic) for diagnostic in said]


def test_a_number_is_named_once_with_what_the_source_has():
    said = warnings(Message("There are 5 ways.", "Es gibt 6 Wege.", "page", "en", "de", Context()))
    assert [str(one) for one in said] == [
        "has the number 6 where the source has 5; write it as in the source [number]"
    ]


def test_of_a_number_that_is_copied_it_is_said_that_it_has_the_marks_of_another_language():
    said = warnings(Message("Es sind 1.000,5 Meter.", "It is 1.000,5 metres.", "page", "de", "en", Context()))
    assert [str(one) for one in said] == [
        "has the number 1.000,5 as the language of the source writes it; write it as the language of the translation does [number]"
    ]


HOURS = [
    ("en", "tr", "Never before 10:30.", "Asla 10.30’dan önce."), ("en", "pl", "At 9:05, in 2.5 hours.", "O godz. 9.05, za 2,5 godziny."),
    ("en", "it", "From 10:30 to 2:15 pm.", "Dalle 10.30 alle 14.15."), ("fi", "en", "Avoinna 10.30–12.00.", "From 10:30 to 12:00."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "language", "msgid", "msgstr"), HOURS)
def test_an_hour_may_have_a_point_where_the_other_text_has_a_colon(source, language, msgid, msgstr):
    assert warnings(Message(msgid, msgstr, "page", source, language, Context())) == []


def test_another_hour_is_another_number():
    said = warnings(Message("Never before 10:30.", "Asla 11.30’dan önce.", "page", "en", "tr", Context()))
    assert {diagnostic.rule for diagnostic in said} == {"number"}


CASES = [
    ("ru", "The 8-hour day of 3 hives.", "Восьмичасовой день трёх ульев."), ("uk", "The 3-day trip with 8 hives.", "Триденна подорож з восьми вуликами."),
    ("cs", "With 3 or 4 hives.", "Se třemi nebo čtyřmi úly."), ("sk", "Of 5 days.", "Piatich dní."), ("el", "3 of 4 days.", "Τριών τεσσάρων ημερών."),
    ("hu", "2 days.", "Két nap."), ("is", "3 or 4 days.", "Þrjá eða fjóra daga."), ("lt", "3 days.", "Trijų dienų."), ("et", "2 days.", "Kahe päeva."),
    ("sl", "With 3 bees.", "S tremi čebelami."), ("ka", "3 days.", "სამ დღეს."), ("sw", "2 or 3 books.", "Vitabu viwili au vitatu."), ("fil", "3 books.", "Tatlong aklat."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "msgid", "msgstr"), CASES)
def test_a_number_may_stand_in_any_case(language, msgid, msgstr):
    assert warnings(Message(msgid, msgstr, "page", "en", language, Context())) == []


CAPITALS = [("en", "tr", "On April 5.", "5 NİSAN."), ("ja", "tr", "6月です。", "HAZİRANDA."), ("ja", "en", "4月5日です。", "APRIL 5."), ("en", "de", "On March 5.", "AM 5. MÄRZ.")]


@pytest.mark.parametrize(("source", "language", "msgid", "msgstr"), CAPITALS)
def test_a_month_may_stand_in_capitals(source, language, msgid, msgstr):
    assert warnings(Message(msgid, msgstr, "page", source, language, Context())) == []


def test_a_word_in_capitals_is_no_month():
    assert warnings(Message("It MAY 5 times.", "Es DARF 5-mal.", "page", "en", "de", Context())) == []


SPELT = [("tr", "2 hives.", "İki kovan."), ("az", "2 hives.", "İKİ pətək."), ("tr", "6 hives.", "ALTI kovan."), ("uk", "5 hives.", "П’ять вуликів."), ("uk", "9 hives.", "Дев'ять вуликів.")]


@pytest.mark.parametrize(("language", "msgid", "msgstr"), SPELT)
def test_capital_letters_and_apostrophes_of_a_number_are_those_of_its_language(language, msgid, msgstr):
    assert warnings(Message(msgid, msgstr, "page", "en", language, Context())) == []


INFLECTED = [
    ("tr", "İşçi arı", "işçi arılar"), ("tr", "Işık", "IŞIKTA"),
    ("ru", "день", "дней"), ("uk", "день", "дня"), ("cs", "den", "dny"), ("ru", "улей", "улье"), ("cs", "pes", "psa"), ("de", "Haus", "Häusern"), ("fi", "katu", "kadulla"), ("ar", "كتاب", "الكتب"),
    ("ar", "خَلِيّة", "الخلايا"), ("he", "בית", "הבתים"), ("ga", "bean mór", "bhean mhór"),
]  # fmt: skip
OTHER_TERMS = [("de", "Schloss", "Riegel"), ("en", "lock", "log"), ("zh_CN", "蜂王", "蜂后"), ("it", "gatto", "ghetto"), ("ru", "улей", "дом"), ("ru", "день", "утро"), ("ga", "bean mór", "fear")]


@pytest.mark.parametrize(("language", "agreed", "shown", "rules"), [*((*one, set()) for one in INFLECTED), *((*one, {"term"}) for one in OTHER_TERMS)])
def test_a_short_term_may_change_within_where_its_language_does_so(language, agreed, shown, rules):
    said = warnings(Message("{term}`語`", f"{{term}}`{shown} <語>`", "page", "ja", language, Context(glossary={"語": agreed})))
    assert {diagnostic.rule for diagnostic in said} == rules


# -- Where codes and settings meet ------------------------------------------------------

ENDS = [
    ("en", "de", "It is new.", "Es ist neu", "punctuation"),
    ("en", "de", "It is **new**.", "Es ist **neu.**", ""),
    ("en", "fr", "Is it new?", "C’est nouveau ?", ""),
    ("en", "ar", "Is it new?", "هل هو جديد؟", ""),
    ("en", "hi", "It is new.", "यह नया है।", ""),
    ("en", "ja", "It is new.", "新しいです", "punctuation"),
    ("en", "de", "See conf.py", "Siehe conf.py", ""),
    ("ja", "en", "速い（新しい）。", "Fast (new)", "punctuation"),
    ("zh_CN", "en", "它很快。", "It is fast.", ""),
    *(("ja", *end, "") for end in [("my", "新しいです。", "အသစ်ဖြစ်သည်။"), ("km", "新しいです。", "វាថ្មី។"), ("hy", "新しいです。", "Այն նոր է։")]),
    ("hy", "en", "Այն նոր է։", "It is new", "punctuation"),
    *(("ja", *end, "") for end in [("de", "「新しいです。」", "„Es ist neu.“"), ("fr", "「新しいです。」", "«\u00a0C’est nouveau.\u00a0»"), ("ar", "新しいです。", "هذا جديد.\u200f")]),
    ("ja", "de", "「新しいです。」", "„Es ist neu“", "punctuation"),
]


@pytest.mark.parametrize(("source", "language", "msgid", "msgstr", "rules"), ENDS)
def test_a_sentence_ends_as_one_where_the_house_wants_it(monkeypatch, source, language, msgid, msgstr, rules):
    monkeypatch.setattr(conf, "house_style", {language: ["sentence-ends"]})
    said = warnings(Message(msgid, msgstr, "page", source, language, Context()))
    assert {diagnostic.rule for diagnostic in said} == set(rules.split())


HOUSE = {"zh_Hans": ["full-width-punctuation"]}
HALF_WIDTH = [
    ("zh_CN", "它很快,对吗?"),
    ("zh_CN", "它很快(对)。"),
    ("zh-Hans-CN", "它很快!"),
]


@pytest.mark.parametrize(("language", "msgstr"), HALF_WIDTH)
def test_a_style_holds_under_every_code_of_its_language(monkeypatch, language, msgstr):
    monkeypatch.setattr(conf, "house_style", HOUSE)
    said = warnings(Message("It is.", msgstr, "page", "en", language, Context()))
    assert {diagnostic.rule for diagnostic in said} == {"punctuation"}


@pytest.mark.parametrize("language", ["zh_TW", "ja", "en"])
def test_a_style_holds_for_no_other_language(monkeypatch, language):
    monkeypatch.setattr(conf, "house_style", HOUSE)
    assert warnings(Message("It is.", "它很快,对吗?", "page", "en", language, Context())) == []


NO_MARKS = ["{abbr}`API (入り口)`です。", "3.5と1,000です。", "`a.b`です。", "conf.pyを見ます。", "10:30です。", "Note: A.", "`f()`です。"]


@pytest.mark.parametrize("msgstr", NO_MARKS)
def test_a_mark_that_belongs_to_no_japanese_may_have_half_the_width(monkeypatch, msgstr):
    monkeypatch.setattr(conf, "house_style", {"ja": ["full-width-punctuation"]})
    said = warnings(Message(msgstr, msgstr, "page", "ja", "ja", Context()))
    assert said == []


@pytest.mark.parametrize(
    ("setting", "language", "names"),
    [
        ([], "de", set()),
        (["number"], "de", {"number"}),
        ({"de": ["number"], "zh_Hans": ["date"]}, "de", {"number"}),
        ({"de": ["number"], "zh_Hans": ["date"]}, "zh_CN", {"date"}),
        ({"de": ["number"]}, "qtz", set()),
    ],
)
def test_checks_are_switched_off_for_all_or_for_a_language(setting, language, names):
    assert unknown_checks(setting) is None
    assert disabled_checks(setting, language) == names


@pytest.mark.parametrize("setting", [{"de": ["spelling"]}, {"de": "number"}, "number", ["spelling"]])
def test_a_setting_that_names_no_check_is_answered(setting):
    assert unknown_checks(setting).startswith(f"{place('catalog_lint_disable')}: catalog_lint_disable ")


def test_a_setting_of_two_codes_of_one_language_is_both():
    assert of_language({"zh_CN": ["a"], "zh_Hans": ["b"], "zh_TW": ["c"]}, "zh") == ["a", "b"]


# -- What is read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "1,500 and 3.10", [{"1500"}, {"3.10"}]),
        ("de", "1.500,5", [{"1500.5"}]),
        ("ja", "1億2000万", [{"120000000"}]),
        ("en", "007 of k8s and i18n, OAuth2", [{"7"}, {"2"}]),
        ("ja", f"1億{'9' * 5000}", [{"100000000"}, {"9" * 5000}]),
        ("ar", "١٬٢٣٤٫٥", [{"1234.5"}]),
        ("de", "3.8.2018", [{"3"}, {"8"}, {"2018"}]),
        ("de", "3.8.12", [{"3.8.12"}]),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(language, text, values):
    assert [set(number.values) for number in numbers(text, language)] == values


@pytest.mark.parametrize("language", "en de fr es pt it nl sv nb nb_NO pl cs ru el ja zh ko ar hi th".split())
def test_a_language_of_cldr_spells_its_numbers(language):
    for value in (2, 3, 7, 12):
        assert any(is_spelt(value, f"- {word} -", language) for word in spellings(value, language))
        assert not is_spelt(value, "-", language)


def test_a_language_without_a_word_for_a_number_is_read():
    """CLDR has no rule for 21 in Tamil, nor for a million in Russian, and none at all for Bokmål."""
    for language in "am ga km ky lo my nb ru sr_Latn ta yue zu".split():
        for value in (1, 2, 21, 1000, 10**6, 10**9 - 1):
            is_spelt(value, "-", language)
        assert dated_months("2018-08-03", language) == {8}
        assert [number.written for number in numbers("5 (6)", language)] == ["5", "6"]


def test_months_are_named_in_their_language_whichever_was_asked_before():
    assert [month_name(8, language) for language in ("he", "de", "ja", "hi")] == ["אוגוסט", "August", "8月", "अगस्त"]


@pytest.mark.parametrize("language", "en de fr es pt it nl pl cs ru el tr ja zh zh_TW ko hi vi".split())
@pytest.mark.parametrize("form", ["long", "medium"])
def test_the_date_of_a_language_is_read(language, form):
    for month in range(1, 13):
        text = format_date(datetime.date(2018, month, 3), form, locale=language)
        assert dated_months(text, language) == {month}, text
