#!/usr/bin/env bash
# sphinx-llms-txt writes a site's pages into llms-full.txt, for programs that answer questions: it takes the sources of
# the pages, and sources know no translation.  In the German site the file is English, word for word; so are the pages
# that llms.txt links, though their names in it are German.  No warning, and its page says nothing of translations.
# Versions: sphinx-llms-txt 0.7.1, Sphinx 9.0.4.
# Who would care: translated documentation; the assistant of a German site quotes texts that it does not have.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 sphinx-llms-txt==0.7.1
mkdir -p pages locale/de/LC_MESSAGES
printf "extensions = ['sphinx_llms_txt']\nproject = 'Boat'\nlocale_dirs = ['../locale']\n" > pages/conf.py
printf 'Care\n====\n\nOil the boat.\n' > pages/index.rst
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Care"
msgstr "Pflege"

msgid "Oil the boat."
msgstr "Das Boot wird geölt."
EOF
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|sphinx-llms-txt) '
{
    venv/bin/sphinx-build -q -W -b html -D language=de pages site 2>&1
    grep -o '<p>Das[^<]*' site/index.html
    for file in llms.txt llms-full.txt _sources/index.rst.txt; do
        echo "$file:" && grep . "site/$file"
    done
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
<p>Das Boot wird geölt.
llms.txt:
# Boat
> Das Boot wird geölt.
## Docs
- [Pflege](/_sources/index.rst.txt)
llms-full.txt:
Care
====
Oil the boat.
_sources/index.rst.txt:
Care
====
Oil the boat.
SEEN
