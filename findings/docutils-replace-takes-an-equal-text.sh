#!/usr/bin/env bash
# replace(), index() and remove() of a docutils element find the first child that equals the one they are given, and a
# text equals every text of the same letters: of two line ends in a paragraph, the first is replaced for the second.
# Versions: docutils 0.22.4.
# Who would care: authors of Sphinx extensions and docutils transforms, which walk over texts and replace some of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check docutils==0.22.4
venv/bin/python - <<'EOF' | tee seen
import docutils
from docutils.nodes import Text, paragraph

print("docutils", docutils.__version__)
first, word, second = Text("\n"), Text("word"), Text("\n")
block = paragraph("", "", first, word, second)
print("the second line end is child", block.index(second))
block.replace(second, Text(" "))
print("after its replacement:", [str(child) for child in block])
EOF
diff seen - <<'SEEN' || { echo changed; exit 1; }
docutils 0.22.4
the second line end is child 0
after its replacement: [' ', 'word', '\n']
SEEN
