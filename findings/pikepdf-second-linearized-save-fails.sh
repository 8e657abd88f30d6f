#!/usr/bin/env bash
# A PDF that was saved for the web (linearized) can't be saved so once more with its objects in streams, from the same Pdf in
# memory: the second save raises an error about an "impossibly large object id". The other way round both files are written,
# and so they are when the first was not linearized.
# Versions: pikepdf 10.18.0, which brings qpdf 12.4.2.
# Who would care: whoever writes two files of one, a plain one and a packed one, or tries which is smaller.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0
cat > save.py <<'PYTHON'
import io

import pikepdf
from pikepdf import ObjectStreamMode

LINEARIZED, PACKED = {"linearize": True}, {"object_stream_mode": ObjectStreamMode.generate}
for first, second in (
    (LINEARIZED, LINEARIZED | PACKED), (LINEARIZED, PACKED), (LINEARIZED | PACKED, LINEARIZED), ({}, LINEARIZED | PACKED),
):  # fmt: skip
    pdf, said = pikepdf.new(), []
    for _page in range(5):
        pdf.add_blank_page(page_size=(200, 200))
    for options in (first, second):
        try:
            pdf.save(io.BytesIO(), **options)
            said.append("saved")
        except RuntimeError as error:
            said.append(f"{type(error).__name__}: {error}")
    names = " then ".join(" ".join(sorted(options)) or "plain" for options in (first, second))
    print(f"{names}: {', '.join(said)}")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^pikepdf '
venv/bin/python save.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
linearize then linearize object_stream_mode: saved, QpdfRuntimeError: Impossibly large object id encountered accessing ObjTable
linearize then object_stream_mode: saved, saved
linearize object_stream_mode then linearize: saved, saved
plain then linearize object_stream_mode: saved, saved
SEEN
