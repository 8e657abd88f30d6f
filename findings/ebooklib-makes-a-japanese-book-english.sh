#!/usr/bin/env bash
# A Japanese book that EbookLib reads and writes again, with nothing changed, is English to whoever listens to it or
# picks its fonts: each page and the list of contents say lang="en", which is what a new book has until it is told; the
# language of the book that was read is kept among its metadata alone.  The class by which pages are set vertically is
# gone from <html>, and so are titles and style sheets; readings in the list of contents stand behind their words.
# Versions: EbookLib 0.20.
# Who would care: scripts that mend, translate or merge books; and readers, who hear Japanese read as English.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check EbookLib==0.20
cat > book.py <<'PYTHON'
import re
import warnings
import zipfile

from ebooklib import epub

warnings.simplefilter("ignore")
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
FILES = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "EPUB/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:book</dc:identifier>'
    '<dc:title>海</dc:title><dc:language>ja</dc:language><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>'
    '</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="page" href="page.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="css" href="page.css" media-type="text/css"/></manifest><spine><itemref idref="page"/></spine></package>',
    "EPUB/nav.xhtml": f'{XHTML} lang="ja" xml:lang="ja"><head><title>目次</title></head><body><nav epub:type="toc">'
    '<ol><li><a href="page.xhtml"><ruby>海<rt>うみ</rt></ruby>へ</a></li></ol></nav></body></html>',
    "EPUB/page.xhtml": f'{XHTML} lang="ja" xml:lang="ja" class="vertical"><head><title>海</title>'
    '<link rel="stylesheet" href="page.css"/></head><body><p>海へ</p></body></html>',
    "EPUB/page.css": ".vertical { writing-mode: vertical-rl }",
}
with zipfile.ZipFile("before.epub", "w") as archive:
    for name, content in FILES.items():
        archive.writestr(name, content)
epub.write_epub("after.epub", epub.read_epub("before.epub"))
for book in ("before", "after"):
    with zipfile.ZipFile(f"{book}.epub") as archive:
        pages = {name: archive.read(f"EPUB/{name}.xhtml").decode() for name in ("page", "nav")}
        package = archive.read(next(name for name in archive.namelist() if name.endswith(".opf"))).decode()
    print(book, re.findall("<dc:language>.*</dc:language>", package))
    print("  languages", {name: re.findall('(?<!:)lang="(.*?)"', page) for name, page in pages.items()})
    print("  page", re.findall("(class=.*?)>|(<title>.*?</title>)|(<link .*?/>)", pages["page"]))
    print("  contents", re.findall(r"<a [^>]*>(.*?)</a>", pages["nav"]))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^EbookLib '
venv/bin/python book.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
before ['<dc:language>ja</dc:language>']
  languages {'page': ['ja'], 'nav': ['ja']}
  page [('class="vertical"', '', ''), ('', '<title>海</title>', ''), ('', '', '<link rel="stylesheet" href="page.css"/>')]
  contents ['<ruby>海<rt>うみ</rt></ruby>へ']
after ['<dc:language>ja</dc:language>']
  languages {'page': ['en'], 'nav': ['en']}
  page []
  contents ['海うみへ']
SEEN
