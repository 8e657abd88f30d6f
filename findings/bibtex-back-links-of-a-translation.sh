#!/usr/bin/env bash
# On a translated page an entry of the bibliography says that it is cited several times, "(1, 2, 3)", and each of the
# three links leads to the one place where it is.  Sphinx parses a translated sentence again, and each time the role
# notes a citation anew; the page in the source language has one, and no such list.
# Versions: sphinxcontrib-bibtex 2.7.0, Sphinx 9.0.4.
# Who would care: translated papers and manuals with a bibliography; readers who follow the numbers back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinxcontrib-bibtex==2.7.0
mkdir -p pages locale/de/LC_MESSAGES
printf '%s\n' 'extensions = ["sphinxcontrib.bibtex"]' 'bibtex_bibfiles = ["books.bib"]' \
    'locale_dirs = ["../locale"]' > pages/conf.py
echo '@book{water, title = {Water}, year = 2020, publisher = {Example}, author = {Author, Ann}}' > pages/books.bib
printf 'Heat\n====\n\nAs :cite:p:`water` says.\n\n.. bibliography::\n' > pages/index.rst
cat > locale/de/LC_MESSAGES/index.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "As :cite:p:`water` says."
msgstr "Wie :cite:p:`water` sagt."
PO
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|sphinxcontrib-bibtex) '
{
    for language in en de; do
        venv/bin/sphinx-build -q -D "language=$language" -d "trees-$language" -b html pages "$language"
        echo "$language: cited $(grep -o 'id="id1"' "$language/index.html" | wc -l) time"
        grep -oE '<span class="backrefs">.*</span>' "$language/index.html" || echo "no list of ways back"
    done
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
en: cited 1 time
no list of ways back
de: cited 1 time
<span class="backrefs">(<a role="doc-backlink" href="#id1">1</a>,<a role="doc-backlink" href="#id1">2</a>,<a role="doc-backlink" href="#id1">3</a>)</span>
SEEN
