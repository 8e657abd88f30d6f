#!/usr/bin/env bash
# After Babel has looked up the standalone month names of one language, another one that has none of its own, and most
# have none, answers with those of the first: German months are Hebrew.  An alias that was resolved for one language is
# kept in the data that all of them share; so it is with the parts of a day.
# Versions: Babel 2.18.0; https://github.com/python-babel/babel/pull/1263 has a correction.
# Who would care: servers and documentation builds that write dates in several languages in one process.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Babel==2.18.0
venv/bin/python - <<'EOF'
import babel
from babel.dates import get_month_names

print(f"Babel {babel.__version__}")
before = get_month_names("wide", "stand-alone", "he")[8]
after = get_month_names("wide", "stand-alone", "de")[8]
print(f"August in Hebrew is {before}, and then in German {after}")
if before != after:
    raise SystemExit("changed: each language has its own")
EOF
