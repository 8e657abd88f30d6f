#!/usr/bin/env bash
# ABlog names the page of a tag by its letters without their marks.  In Japanese a mark makes another word: ホスト (host)
# and ポスト (post) have one page, and so have カード (card) and ガード (guard), or in Hindi कला (art) and कल (tomorrow).  It
# holds the posts of one tag only; who follows the other finds none of its posts.  Categories, authors and places are
# named in this way, too.  No warning, with -W either, and nothing of it in the manual.
# Versions: ablog 0.11.13, Sphinx 9.0.4.
# Who would care: blogs in Japanese, Hindi, Thai and other languages whose words differ by marks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ablog==0.11.13 sphinx==9.0.4 beautifulsoup4==4.15.0
mkdir docs
printf 'extensions = ["ablog"]\nblog_path = "blog"\nblog_title = "Blog"\n' > docs/conf.py
printf 'Blog\n====\n\n.. toctree::\n\n   servers\n   letters\n' > docs/index.rst
post() { # name, tag, day
    printf '%s\n=======\n\n.. post:: 2020-01-%s\n   :tags: %s\n\nWords.\n' "$1" "$3" "$2" > "docs/$1.rst"
}
post servers ホスト 01
post letters ポスト 02
venv/bin/sphinx-build -q -W docs html
cat > read.py <<'PYTHON'
from pathlib import Path

from bs4 import BeautifulSoup

for page in sorted(Path("html/blog/tag").glob("*.html")):
    content = BeautifulSoup(page.read_text("utf-8"), "html.parser").find(class_="body")
    print(page.name, "holds", " ".join(content.get_text(" ", strip=True).split()))
tags = BeautifulSoup(Path("html/blog/tag.html").read_text("utf-8"), "html.parser")
for link in tags.find_all("a", href=lambda href: href and "tag/" in href):
    print("tag", " ".join(link.get_text().split()), "leads to", link["href"])
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(ablog|sphinx) '
venv/bin/python read.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
ホスト.html holds Posts tagged ポスト letters 02 January 2020 Tag: ポスト Words. Read more ...
tag ホスト leads to tag/%E3%83%9B%E3%82%B9%E3%83%88.html
tag ポスト leads to tag/%E3%83%9B%E3%82%B9%E3%83%88.html
SEEN
