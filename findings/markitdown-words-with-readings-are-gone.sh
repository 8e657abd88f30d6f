#!/usr/bin/env bash
# In a Word document, words that have readings above them (furigana) are gone from what libraries read: the readings,
# which could be spared, and the words too.  目録を保存する ("save the catalog") is をする.  MarkItDown and python-docx say
# nothing; mammoth, which MarkItDown uses, says that an element was ignored (reported).  docx2txt has both, in a row.
# Versions: markitdown 0.1.9 with mammoth 1.13.0; python-docx 1.2.0, docx2txt 0.9.
# Who would care: whoever turns schoolbooks, forms and plain-language manuals of Japan into pages, or translates them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check markitdown==0.1.9 mammoth==1.13.0
venv/bin/pip install --quiet --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9
cat > document.py <<'PYTHON'
import warnings
import zipfile

warnings.simplefilter("ignore")
import docx
import docx2txt
import mammoth
from markitdown import MarkItDown

NAME = "http://schemas.openxmlformats.org"
RUBY = (
    "<w:r><w:ruby><w:rubyPr><w:lid w:val='ja-JP'/></w:rubyPr><w:rt><w:r><w:t>{}</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
BODY = RUBY.format("もくろく", "目録") + "<w:r><w:t>を</w:t></w:r>" + RUBY.format("ほぞん", "保存") + "<w:r><w:t>する</w:t></w:r>"
FILES = {
    "[Content_Types].xml": f"<Types xmlns='{NAME}/package/2006/content-types'><Default Extension='rels' "
    "ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' "
    "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
    "_rels/.rels": f"<Relationships xmlns='{NAME}/package/2006/relationships'><Relationship Id='r1' "
    f"Type='{NAME}/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>",
    "word/document.xml": f"<w:document xmlns:w='{NAME}/wordprocessingml/2006/main'><w:body><w:p>{BODY}</w:p></w:body>"
    "</w:document>",
}
with zipfile.ZipFile("page.docx", "w") as archive:
    for name, content in FILES.items():
        archive.writestr(name, content)
print("markitdown:", MarkItDown().convert("page.docx").text_content)
with open("page.docx", "rb") as file:
    answer = mammoth.convert_to_html(file)
print("mammoth:", answer.value, *{message.message for message in answer.messages})
print("python-docx:", docx.Document("page.docx").paragraphs[0].text)
print("docx2txt:", docx2txt.process("page.docx").strip())
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(markitdown|mammoth|python-docx|docx2txt) '
venv/bin/python document.py 2>/dev/null | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
markitdown: をする
mammoth: <p>をする</p> An unrecognised element was ignored: w:ruby
python-docx: をする
docx2txt: もくろく目録をほぞん保存する
SEEN
