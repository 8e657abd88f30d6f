#!/usr/bin/env bash
# The pages of an EPUB say no language: <html> has neither `lang` nor `xml:lang`, which the same pages have in the HTML.
# The package and the list of contents name it, but a language of theirs does not hold for the pages.  The heading of
# that list stays "Table of Contents" in each language, though Sphinx has a translation of the words.
# Versions: Sphinx 9.0.4.
# Who would care: readers who listen, whose voice is chosen by it; Japanese and Chinese, whose letters are drawn by it;
# and whoever promises an accessible EPUB, which must say the language of each page.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
mkdir pages
printf 'project = "Guide"\nversion = "1"\ncopyright = "The authors"\nlanguage = "ja"\n' > pages/conf.py
printf '保存\n====\n\n直します。\n' > pages/index.rst
for builder in html epub; do
    venv/bin/sphinx-build -q -b $builder -d "$builder.trees" pages $builder
done
venv/bin/python - <<'EOF' | tee said
import re

import sphinx
from sphinx.locale import get_translation, init

init([f"{sphinx.__path__[0]}/locale"], "ja", "sphinx")
for name in ("html/index.html", "epub/index.xhtml", "epub/nav.xhtml"):
    opening = re.search(r"<html\b[^>]*>", open(name, encoding="utf-8").read())[0]
    print(f"{name}:", *re.findall(r'\s((?:xml:)?lang="[^"]*")', opening))
heading = re.search("<h1>(.*)</h1>", open("epub/nav.xhtml", encoding="utf-8").read())[1]
print(f"heading: {heading}; known as: {get_translation('sphinx')('Table of Contents')}")
EOF
venv/bin/sphinx-build --version
diff said - <<'SEEN' || { echo changed; exit 1; }
html/index.html: lang="ja"
epub/index.xhtml:
epub/nav.xhtml: lang="ja" xml:lang="ja"
heading: Table of Contents; known as: 目次
SEEN
