#!/usr/bin/env bash
# Titles that _toc.yml gives to pages and links are in no catalog; its captions are, and their translations are not used.
# sphinx-external-toc puts toctrees into a page late, when the translations are in it already, and without the note of
# each title that Sphinx's own directive makes.  In a toctree that is written on a page the same words are translated.
# Versions: sphinx-external-toc 1.1.0, Sphinx 9.0.4.
# Who would care: translated Jupyter Books, whose contents this is; the bar at the side is in two languages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinx-external-toc==1.1.0
mkdir -p yaml directive locale/de/LC_MESSAGES
for pages in yaml directive; do
    printf "locale_dirs = ['../locale']\n" > $pages/conf.py
    printf 'Guide\n=====\n' > $pages/index.rst
    printf 'How the coast is reached by ship\n================================\n' > $pages/ship.rst
done
printf "extensions = ['sphinx_external_toc']\n" >> yaml/conf.py
cat > yaml/_toc.yml <<'YAML'
root: index
subtrees:
- caption: The coast
  entries:
  - file: ship
    title: By ship
  - url: https://example.org
    title: By train
YAML
cat >> directive/index.rst <<'RST'

.. toctree::
   :caption: The coast

   By ship <ship>
   By train <https://example.org>
RST
cat > locale/de/LC_MESSAGES/index.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "The coast"
msgstr "Die Küste"

msgid "By ship"
msgstr "Mit dem Schiff"

msgid "By train"
msgstr "Mit dem Zug"
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^sphinx([-_]external[-_]toc)? '
for pages in yaml directive; do
    echo "--- $pages"
    venv/bin/sphinx-build -q -b gettext $pages $pages-templates
    grep -oE 'msgid "(The|By).*"' $pages-templates/index.pot
    venv/bin/sphinx-build -q -D language=de -b html $pages $pages-site
    grep -oE '(The coast|Die Küste|By ship|Mit dem Schiff|By train|Mit dem Zug)<' $pages-site/search.html
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
--- yaml
msgid "The coast"
The coast<
By ship<
By train<
--- directive
msgid "By ship"
msgid "By train"
msgid "The coast"
Die Küste<
Mit dem Schiff<
Mit dem Zug<
SEEN
