#!/usr/bin/env bash
# A translated sentence with a link by reference ("[words][label]") shows its brackets: a message is parsed as a
# document of its own, in which nothing defines the label, and CommonMark takes such a link for words.  The definition
# itself is no message, so a translator can't bring it along.  The build says nothing.
# Versions: MyST-Parser 5.2.0 with Sphinx 9.0.4.
# Who would care: writers who keep addresses at the end of a page; all is well until the first translation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 myst-parser==5.2.0
mkdir -p docs locale/de/LC_MESSAGES
printf 'extensions = ["myst_parser"]\nlanguage = "de"\nlocale_dirs = ["../locale"]\n' > docs/conf.py
printf '# Guide\n\nSee the [standard][s].\n\nRead the [standard][s].\n\n[s]: https://www.rfc-editor.org/rfc/rfc2119\n' > docs/index.md
cat > locale/de/LC_MESSAGES/index.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "See the [standard][s]."
msgstr "Siehe die [Norm][s]."
EOF
venv/bin/python -c "import myst_parser, sphinx; print('MyST-Parser', myst_parser.__version__, 'Sphinx', sphinx.__version__)"
venv/bin/sphinx-build -q -W -b html docs out
grep -E 'Norm|standard' out/index.html | tee seen
grep -qF '<p>Siehe die [Norm][s].</p>' seen || { echo 'changed: the translated link is no longer words'; exit 1; }
grep -qF '>standard</a>' seen || { echo 'changed: the link of the source'; exit 1; }
