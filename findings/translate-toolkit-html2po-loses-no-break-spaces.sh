#!/usr/bin/env bash
# An HTML page that goes through html2po and po2html has no no-break spaces any more, translated or not: "100&nbsp;km"
# may be parted by the end of a line, and so may what else is kept together by U+00A0 or U+202F.  The space that is as
# wide as a kanji, U+3000, between words of Japanese is a narrow one.  To HTML none of them is white space that may be
# folded.  U+2060 and U+200B are kept, and so are all within <pre>.
# Versions: translate-toolkit 3.20.4.
# Who would care: pages in French or with units, and Japanese ones, that are translated by way of catalogs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4
cat > page.html <<'HTML'
<!DOCTYPE html>
<html><head><title>Spaces</title></head><body>
<p>100&nbsp;km</p>
<p>Quoi&#8239;?</p>
<p>山田&#x3000;花子</p>
<p>a&#x2060;b&#x200B;c</p>
<pre>100&nbsp;km</pre>
</body></html>
HTML
venv/bin/html2po --progress=none page.html page.po
venv/bin/po2html --progress=none --threshold=0 -t page.html page.po untranslated.html
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^translate-toolkit '
cat > spaces.py <<'PYTHON'
import re
from html import unescape

for before, after in zip(open("page.html", encoding="utf-8"), open("untranslated.html", encoding="utf-8"), strict=True):
    if found := re.match("<(p|pre)>(.*)</", before):
        print(found[1], ascii(unescape(found[2])), ascii(unescape(re.match("<.*?>(.*)</", after)[1])))
PYTHON
venv/bin/python spaces.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
p '100\xa0km' '100 km'
p 'Quoi\u202f?' 'Quoi ?'
p '\u5c71\u7530\u3000\u82b1\u5b50' '\u5c71\u7530 \u82b1\u5b50'
p 'a\u2060b\u200bc' 'a\u2060b\u200bc'
pre '100\xa0km' '100\xa0km'
SEEN
