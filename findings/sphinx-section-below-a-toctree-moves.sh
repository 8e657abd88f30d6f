#!/usr/bin/env bash
# Builders that make one document of all pages (LaTeX, and singlehtml) put the pages of a toctree where it stands.  A
# section that follows the toctree on its page comes behind them: in a PDF it reads as the end of the last page's
# chapter.  A caption of a toctree on an inner page is gone from both, and so are entries that are addresses.
# Versions: Sphinx 9.0.4.
# Who would care: whoever prints a manual with "Further reading" or a list of links below the toctree of a chapter.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^sphinx '
mkdir pages
printf '%s\n' 'project = "Manual"' 'exclude_patterns = []' > pages/conf.py
printf '%s\n' 'Manual' '======' '' '.. toctree::' '' '   part' > pages/index.rst
printf '%s\n' 'Part' '====' '' '.. toctree::' '   :caption: In detail' '' '   first' '   second' \
    '   Elsewhere <https://example.org/>' '' 'Further reading' '---------------' '' 'Words.' > pages/part.rst
printf '%s\n' 'First' '=====' '' 'Words.' > pages/first.rst
printf '%s\n' 'Second' '======' '' 'Words.' > pages/second.rst
for builder in html latex; do venv/bin/sphinx-build -q -b "$builder" pages "$builder"; done
{
    echo "page: $(grep -oE 'In detail|Elsewhere|Further reading' html/part.html | awk '!seen[$0]++' | paste -sd '|')"
    echo "book: $(grep -ohE '\\(chapter|section|subsection)\{[^}]*\}|In detail|Elsewhere' latex/*.tex | sed -E 's/.*\{(\\label\{[^}]*\})*([^}]*)\}/\2/' | paste -sd '|')"
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
page: In detail|Elsewhere|Further reading
book: Part|First|Second|Further reading
SEEN
