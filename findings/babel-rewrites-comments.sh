#!/usr/bin/env bash
# Babel keeps each line of a translator's comment once, whatever stands between two equal ones, and wraps long ones
# at 76 letters, also with width=0, which keeps messages on one line.  A comment of "yes / no / yes" lines, a small
# table or a quoted dialogue does not survive.
# Versions: Babel 2.18.0.
# Who would care: translators who argue in comments, and reviewers who read diffs of catalogs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Babel==2.18.0
venv/bin/python - <<'EOF'
import io

import babel
from babel.messages.pofile import read_po, write_po

COMMENT = ["A: yes.", "B: no.", "A: yes.", " ".join(["word"] * 20)]
CATALOG = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
CATALOG += "".join(f"# {line}\n" for line in COMMENT) + 'msgid "a"\nmsgstr "b"\n'
catalog, written = read_po(io.BytesIO(CATALOG.encode())), io.BytesIO()
write_po(written, catalog, width=0)
comment = [line for line in written.getvalue().decode().split("\n\n")[1].splitlines() if line.startswith("#")]
print(f"Babel {babel.__version__}")
print(*comment, sep="\n")
assert comment.count("# A: yes.") == 1, "changed"
assert len(comment) == 4 and max(map(len, comment)) <= 76, "changed"
EOF
