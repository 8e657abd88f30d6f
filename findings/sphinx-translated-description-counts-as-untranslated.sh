#!/usr/bin/env bash
# A picture's description that is translated counts as untranslated in Sphinx's translation progress, and has the
# class of the untranslated when `translation_progress_classes` is set, although the translation is on the page.  A page
# all of whose messages are translated shows less than 100 %.
# Versions: Sphinx 9.0.4, myst-parser 5.2.0.
# Who would care: sites that show `|translation progress|` or colour what is still to translate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p pages/locale/de/LC_MESSAGES
printf '%s\n' 'extensions = ["myst_parser"]' 'language = "de"' 'locale_dirs = ["locale"]' \
    'translation_progress_classes = True' > pages/conf.py
printf '# Cat\n\n![A cat](cat.png)\n' > pages/index.md
touch pages/cat.png
cat > pages/locale/de/LC_MESSAGES/index.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Cat"
msgstr "Katze"

msgid "A cat"
msgstr "Eine Katze"
PO
cat > progress.py <<'PYTHON'
import pickle
from pathlib import Path

doctree = pickle.loads(Path("html/.doctrees/index.doctree").read_bytes())
print(doctree["translation_progress"])
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx|myst-parser|sphinx.design) '
venv/bin/sphinx-build -q -b gettext pages templates
venv/bin/sphinx-build -q -b html pages html
{
    grep -c '^msgid "[^"]' templates/index.pot
    grep -o '<img [^>]*>' html/index.html
    venv/bin/python progress.py
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
3
<img alt="Eine Katze" class="untranslated" src="_images/cat.png" />
{'total': 3, 'translated': 1}
SEEN
