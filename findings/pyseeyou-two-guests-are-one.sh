#!/usr/bin/env bash
# pyseeyou fills in ICU's messages.  Where a plural has an offset ("you and # others"), a case such as =1 is meant for
# the number as it came; pyseeyou takes the offset away first: nobody comes where one does, and "You come." is said of
# two.  A `selectordinal` is the word None, a number sign that came with a name becomes the number, and two
# apostrophes, which stand for one, stay two.  No error, and its README calls it a parser of the format and names no
# exception.
# Versions: pyseeyou 1.0.2; intl-messageformat 12.1.5 beside it (npm; needs Node.js).
# Who would care: programs in Python that share their messages with a site or an app.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyseeyou==1.0.2
npm install --silent --no-audit --no-fund --ignore-scripts intl-messageformat@12.1.5
cat > messages.json <<'JSON'
[
  ["{n, plural, offset:1 =0 {Nobody comes} =1 {You come} one {You and # other} other {You and # others}}",
   [{"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}]],
  ["The {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} of May", [{"n": 2}, {"n": 3}]],
  ["{n, plural, one {{who} has # key} other {{who} has # keys}}", [{"n": 2, "who": "Ann"}, {"n": 2, "who": "Room #7"}]],
  ["Don''t open {what}", [{"what": "it"}]]
]
JSON
cat > say.py <<'PYTHON'
import json
from pathlib import Path

import pyseeyou

for message, cases in json.loads(Path("messages.json").read_text("utf-8")):
    print("pyseeyou:", ". ".join(pyseeyou.format(message, values, "en") for values in cases))
PYTHON
cat > say.mjs <<'JS'
import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
for (const [message, cases] of JSON.parse(readFileSync("messages.json", "utf8")))
  console.log("intl-messageformat:", cases.map((values) => new IntlMessageFormat(message, "en").format(values)).join(". "));
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^pyseeyou '
{ venv/bin/python say.py; node say.mjs; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
pyseeyou: Nobody comes. Nobody comes. You come. You and 2 others
pyseeyou: The None of May. The None of May
pyseeyou: Ann has 2 keys. Room 27 has 2 keys
pyseeyou: Don''t open it
intl-messageformat: Nobody comes. You come. You and 1 other. You and 2 others
intl-messageformat: The 2nd of May. The 3rd of May
intl-messageformat: Ann has 2 keys. Room #7 has 2 keys
intl-messageformat: Don't open it
SEEN
