#!/usr/bin/env bash
# Two languages of a guide in one PDF: pypdf joins them, and each link of the second leads to a page of the first.  The
# two name their chapters alike, as they were made from the same labels; of two destinations of one name pypdf keeps the
# first, without a word.  The bookmarks are right.  pikepdf renames the second and its links (add_pages_from).
# Versions: pypdf 7.1.1; pikepdf 10.18.0; the PDFs are made by typst (the Python package) 0.15.2.
# Who would care: whoever binds translations, or manuals of one template, to one file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 typst==0.15.2
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(pypdf|pikepdf|typst) '
venv/bin/python - <<'EOF' | tee said
import pikepdf
import pypdf
import typst

for language, title in (("en", "Storage"), ("de", "Speicher")):
    with open(f"{language}.typ", "w", encoding="utf-8") as file:
        file.write(f'#set text(lang: "{language}")\n#set heading(numbering: "1")\n')
        file.write(f"See @storage.\n#pagebreak()\n= {title} <storage>\n")
    typst.compile(f"{language}.typ", output=f"{language}.pdf")

writer = pypdf.PdfWriter()
both = pikepdf.new()
for language in ("en", "de"):
    writer.append(f"{language}.pdf")
    with pikepdf.open(f"{language}.pdf") as pdf:
        both.add_pages_from(pdf)
writer.write("pypdf.pdf")
both.save("pikepdf.pdf")

for name in ("pypdf", "pikepdf"):
    reader = pypdf.PdfReader(f"{name}.pdf")
    for item in reader.outline:
        print(f"{name}: bookmark {item.title}: page {reader.get_destination_page_number(item) + 1}")
    for number, page in enumerate(reader.pages, 1):
        for link in page.get("/Annots", ()):
            target = reader.named_destinations[link.get_object()["/Dest"]]
            print(f"{name}: link on page {number}: page {reader.get_destination_page_number(target) + 1}")
EOF
diff said - <<'SEEN' || { echo changed; exit 1; }
pypdf: bookmark 1 Storage: page 2
pypdf: bookmark 1 Speicher: page 4
pypdf: link on page 1: page 2
pypdf: link on page 3: page 2
pikepdf: bookmark 1 Storage: page 2
pikepdf: bookmark 1 Speicher: page 4
pikepdf: link on page 1: page 2
pikepdf: link on page 3: page 4
SEEN
