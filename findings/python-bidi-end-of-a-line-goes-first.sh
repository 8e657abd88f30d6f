#!/usr/bin/env bash
# python-bidi puts the end of a line of Arabic or Hebrew before the line: of two lines, the second stands behind the
# first on one line, and an empty one above.  Each line is turned round with its end in it.  Lines that begin in Latin
# letters are well.  The implementation that the package had before, and still has as bidi.algorithm, keeps lines.
# Versions: python-bidi 0.6.12.
# Who would care: whoever draws captions, charts or PDFs in these languages with libraries that know no direction.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-bidi==0.6.12
cat > lines.py <<'PYTHON'
import bidi
from bidi.algorithm import get_display

for text in ("אב\nגד", "אב\nגד\n", "אב\nabc", "abc\nאב"):
    print(*(ascii(words) for words in (text, bidi.get_display(text), get_display(text))))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^python-bidi '
venv/bin/python lines.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
'\u05d0\u05d1\n\u05d2\u05d3' '\n\u05d1\u05d0\u05d3\u05d2' '\u05d1\u05d0\n\u05d3\u05d2'
'\u05d0\u05d1\n\u05d2\u05d3\n' '\n\u05d1\u05d0\n\u05d3\u05d2' '\u05d1\u05d0\n\u05d3\u05d2\n'
'\u05d0\u05d1\nabc' '\n\u05d1\u05d0abc' '\u05d1\u05d0\nabc'
'abc\n\u05d0\u05d1' 'abc\n\u05d1\u05d0' 'abc\n\u05d1\u05d0'
SEEN
