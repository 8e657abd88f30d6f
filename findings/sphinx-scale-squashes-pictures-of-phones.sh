#!/usr/bin/env bash
# A phone stores an upright photo lying on its side, and notes in Exif that it is to be turned; browsers turn it. With
# ":scale:" Sphinx writes the width and height of what is stored: an upright photo of 30 by 60, at 200 %, is shown
# as wide as 120 and as high as 60. The library that it asks for the size, imagesize, knows nothing of the note.
# Versions: Sphinx 9.0.4 with imagesize 1.4.1; the photo is made by pillow 12.0.0.
# Who would care: whoever has photos of phones on pages, and users of imagesize.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 imagesize==1.4.1 pillow==12.0.0
mkdir pages
touch pages/conf.py
venv/bin/python - <<'PHOTO'
from PIL import Image, ImageOps

note = Image.Exif()
note[0x0112] = 6  # Orientation: to be turned by 90 degrees
Image.new("RGB", (60, 30)).save("pages/photo.jpg", exif=note)
print("shown", ImageOps.exif_transpose(Image.open("pages/photo.jpg")).size)
PHOTO
printf 'Photo\n=====\n\n.. image:: photo.jpg\n   :scale: 200%%\n' > pages/index.rst
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|imagesize|pillow) '
{
    venv/bin/sphinx-build -q -b html pages out
    grep -o '<img.*>' out/index.html
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
<img alt="_images/photo.jpg" height="60" src="_images/photo.jpg" width="120" />
SEEN
