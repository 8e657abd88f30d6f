#!/usr/bin/env bash
# A PDF that is opened and saved, with nothing changed, has other metadata: XMP is written anew, indented and longer, and a
# packet that says it is for reading alone (`end="r"`) says it may be written to.  `save` looks by itself whether the
# metadata names the version of the file, and writes them back also where it does; with fix_metadata_version=False it
# leaves them alone.
# Versions: pikepdf 10.18.0; the file is made by typst (the Python package) 0.15.2.
# Who would care: whoever packs or linearizes files of others and promises that nothing else is touched, or compares them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 typst==0.15.2
cat > save.py <<'PYTHON'
import pikepdf
import typst


def metadata(file):
    with pikepdf.open(file) as pdf:
        return pdf.Root.Metadata.read_bytes()


with open("page.typ", "w") as file:
    file.write('#set document(title: "Words", date: datetime(year: 2018, month: 8, day: 3))\n= Words')
typst.compile("page.typ", output="made.pdf", pdf_standards="ua-1")
for name, options in {"saved": {}, "saved without a look at the version": {"fix_metadata_version": False}}.items():
    with pikepdf.open("made.pdf") as pdf:
        pdf.save("saved.pdf", **options)
    before, after = metadata("made.pdf"), metadata("saved.pdf")
    version = b"<pdf:PDFVersion>1.7</pdf:PDFVersion>"
    print(f"{name}: the same bytes: {before == after}, the version was there: {version in before}, lines: {before.count(10) + 1} -> {after.count(10) + 1}, {before[-19:].decode()} -> {after.strip()[-19:].decode()}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pikepdf|typst) '
venv/bin/python save.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
saved: the same bytes: False, the version was there: True, lines: 1 -> 30, <?xpacket end="r"?> -> <?xpacket end="w"?>
saved without a look at the version: the same bytes: True, the version was there: True, lines: 1 -> 1, <?xpacket end="r"?> -> <?xpacket end="r"?>
SEEN
