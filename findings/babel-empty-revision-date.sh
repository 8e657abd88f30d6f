#!/usr/bin/env bash
# Babel can't read a catalog whose header has an empty `PO-Revision-Date`, which is what a catalog that nobody has
# translated yet has elsewhere: a ValueError of strptime, without file, line or field.  An absent field is fine.
# Versions: Babel 2.18.0, and so sphinx-intl 2.4.0, which reads every catalog of a folder before it writes one.
# Who would care: projects that strip dates from catalogs to keep diffs small, and then run `sphinx-intl update`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Babel==2.18.0
venv/bin/python - <<'EOF'
import io

import babel
from babel.messages.pofile import read_po

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
print(f"Babel {babel.__version__}")
print("without the field:", len(read_po(io.BytesIO(HEADER.encode()))), "messages")
try:
    read_po(io.BytesIO((HEADER + '"PO-Revision-Date: \\n"\n').encode()))
except ValueError as error:
    print(f"with it, empty: ValueError: {error}")
else:
    raise SystemExit("changed: it is read")
EOF
