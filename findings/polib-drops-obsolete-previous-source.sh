#!/usr/bin/env bash
# polib drops, without a word, two things that gettext's own tools write and keep: the previous source of an
# obsolete message (`#~| msgid`), and a comment after the last message.  Reading and saving a catalog loses them.
# Versions: polib 1.2.0.
# Who would care: scripts that "only reformat" catalogs with polib in a repository where people also use msgmerge.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check polib==1.2.0
cat > page.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\n"

#, fuzzy
#~| msgid "Oldest words"
#~ msgid "Old words"
#~ msgstr "Alte Worte"

# Whoever takes this over: ask the author about the last talk.
EOF
venv/bin/python - <<'EOF'
import polib

print(f"polib {polib.__version__}")
catalog = str(polib.pofile("page.po"))
print(catalog)
assert "Old words" in catalog, "changed"
assert "Oldest words" not in catalog and "ask the author" not in catalog, "changed"
EOF
