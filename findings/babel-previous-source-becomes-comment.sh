#!/usr/bin/env bash
# Babel reads the previous source of a fuzzy message (`#| msgid`) as a translator's comment, and writes it back as
# `# | msgid`: after one round trip no program knows any more which words the translation was made for.
# Versions: Babel 2.18.0; include_previous=True, which is for messages that Babel itself has merged, changes nothing.
# Who would care: whoever runs catalogs through Babel (pybabel, sphinx-intl update) between two translators.
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

CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#, fuzzy
#| msgid "Old words"
msgid "New words"
msgstr "Neue Worte"
"""
catalog, written = read_po(io.BytesIO(CATALOG.encode())), io.BytesIO()
write_po(written, catalog, include_previous=True)
message = written.getvalue().decode().split("\n\n")[1]
print(f"Babel {babel.__version__}")
print(message)
assert message.startswith('# | msgid "Old words"\n#, fuzzy\nmsgid "New words"'), "changed"
EOF
