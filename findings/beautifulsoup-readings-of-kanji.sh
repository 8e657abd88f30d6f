#!/usr/bin/env bash
# What Beautiful Soup takes for the text of a Japanese page depends on the parser.  Read as HTML, the readings of its
# kanji (<rt> of <ruby>) are left out, and so are the brackets around them; read as XML, as pages of an EPUB are, they
# stand behind their words.  The manual says of scripts, styles and templates alone that they are no text.
# Versions: beautifulsoup4 4.15.0, lxml 6.1.3.
# Who would care: whoever makes an index, a word count or a corpus of Japanese or Chinese pages; searching for a reading
# fails in the one case, for a sentence in the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check beautifulsoup4==4.15.0 lxml==6.1.3
cat > texts.py <<'PYTHON'
from bs4 import BeautifulSoup

PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む</p></body></html>"
)
for parser in ("html.parser", "lxml", "lxml-xml"):
    page = BeautifulSoup(PAGE, parser)
    print(f"{parser}: {page.get_text()}; of the reading itself: {page.find('rt').get_text()}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(beautifulsoup4|lxml) '
venv/bin/python texts.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
html.parser: 漢字を読む; of the reading itself: かんじ
lxml: 漢字を読む; of the reading itself: かんじ
lxml-xml: 漢字(かんじ)を読む; of the reading itself: かんじ
SEEN
