#!/usr/bin/env bash
# Of "nb", the code of the common form of Norwegian, unicode-rbnf knows no rules, though it has those of "no": for_language
# raises nothing and gives an engine that has none.
# Versions: unicode-rbnf 2.4.1.
# Who would care: speech and localization programs that take language codes as locales have them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check unicode-rbnf==2.4.1
venv/bin/python - <<'EOF' | tee seen
from importlib.metadata import version

from unicode_rbnf import RbnfEngine

print("unicode-rbnf", version("unicode-rbnf"))
for code in ("no", "nb", "nn"):
    try:
        engine = RbnfEngine.for_language(code)
        print(code, len(engine.rulesets), "sets of rules")
    except Exception as error:
        print(code, type(error).__name__)
EOF
diff seen - <<'SEEN' || { echo changed; exit 1; }
unicode-rbnf 2.4.1
no 29 sets of rules
nb 0 sets of rules
nn 6 sets of rules
SEEN
