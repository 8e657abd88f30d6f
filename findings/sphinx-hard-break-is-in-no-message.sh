#!/usr/bin/env bash
# A hard line break of a Markdown page (a backslash at the end of a line) is a blank in the message that translators
# get: the message says nothing of it, and the translated page has one line where the page has two.
# Versions: myst-parser 5.2.0 with Sphinx 9.0.4.
# Who would care: whoever translates addresses, verses and short lists of pages in MyST, and builders of translated sites.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p pages/locales/de/LC_MESSAGES
printf 'extensions = ["myst_parser"]\nlocale_dirs = ["locales"]\n' > pages/conf.py
printf '# Address\n\nStation Road 1\\\nBerne\n' > pages/index.md
printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "Station Road 1 Berne"\nmsgstr "Bahnhofstrasse 1 Bern"\n' \
    > pages/locales/de/LC_MESSAGES/index.po
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser) '
{
    venv/bin/sphinx-build -q -b gettext pages out/gettext
    grep 'Station' out/gettext/index.pot
    for language in en de; do venv/bin/sphinx-build -q -b html -D language=$language pages out/$language; done
    grep -A1 -E '<p>(Station|Bahnhof)' out/en/index.html
    grep -E '<p>(Station|Bahnhof)' out/de/index.html
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
msgid "Station Road 1 Berne"
<p>Station Road 1<br />
Berne</p>
<p>Bahnhofstrasse 1 Bern</p>
SEEN
