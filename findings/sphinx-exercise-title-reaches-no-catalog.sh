#!/usr/bin/env bash
# The title of an exercise, what follows the directive's name, is in no catalog, and a translation of it that is put
# there by hand is not used: on the translated page "Übung 1" is called "Boiling water", in the exercise as in its
# solution.  Titles of sphinx-proof, by the same people, are messages.
# Versions: sphinx-exercise 1.2.1, sphinx-proof 0.4.0, Sphinx 9.0.4.
# Who would care: textbooks with exercises that are translated; nothing tells the translator that words are missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinx-exercise==1.2.1 sphinx-proof==0.4.0
mkdir -p pages locale/de/LC_MESSAGES
printf "extensions = ['sphinx_exercise', 'sphinx_proof']\nlocale_dirs = ['../locale']\n" > pages/conf.py
cat > pages/index.rst <<'EOF'
Heat
====

.. exercise:: Boiling water
   :label: water

   Boil some.

.. solution:: water

   Heat it.

.. prf:theorem:: Melting ice

   It melts.
EOF
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Boiling water"
msgstr "Kochendes Wasser"

msgid "(Boiling water)"
msgstr "(Kochendes Wasser)"

msgid "Boil some."
msgstr "Kochen Sie welches."

msgid "(Melting ice)"
msgstr "(Schmelzendes Eis)"
EOF
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|sphinx-exercise|sphinx-proof) '
{
    venv/bin/sphinx-build -q -b gettext pages templates
    grep -hE 'msgid ".' templates/index.pot
    venv/bin/sphinx-build -q -D language=de -b html pages site
    venv/bin/python - <<'PYTHON'
import re

page = open("site/index.html", encoding="utf-8").read()
for title in re.findall('<p class="admonition-title">(.*)</p>', page):
    print(re.sub("<[^>]*>", "", title))
print(*re.findall("<p>(Kochen.*)</p>", page))
PYTHON
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
msgid ""
msgid "Heat"
msgid "Boil some."
msgid "Heat it."
msgid "(Melting ice)"
msgid "It melts."
Übung 1  (Boiling water)
Lösung zu Übung 1 (Boiling water)
Satz 1 (Schmelzendes Eis)
Kochen Sie welches.
SEEN
