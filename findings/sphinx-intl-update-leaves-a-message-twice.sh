#!/usr/bin/env bash
# A sentence leaves a page and comes back: `sphinx-intl update` adds it as a new, empty message and leaves the old
# one with its translation obsolete (`#~`) in the same file.  The translation is not used, and gettext's own tools
# refuse the catalog: "duplicate message definition".
# Versions: sphinx-intl 2.4.0; GNU gettext 0.21, where it is there.
# Who would care: projects whose sentences come back, and whose catalogs go through msgfmt, msgmerge or an editor.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx-intl==2.4.0
mkdir -p gettext locale/de/LC_MESSAGES
header='msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: de\\n"\n\n'
# shellcheck disable=SC2059
printf "$header"'msgid "one"\nmsgstr ""\n\nmsgid "two"\nmsgstr ""\n' > gettext/page.pot
# shellcheck disable=SC2059
printf "$header"'msgid "one"\nmsgstr "eins"\n\n#~ msgid "two"\n#~ msgstr "zwei"\n' > locale/de/LC_MESSAGES/page.po
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -i '^sphinx-intl'
venv/bin/sphinx-intl update -p gettext -d locale -l de
grep -n two -A 1 locale/de/LC_MESSAGES/page.po | tee said
[ "$(grep -c 'msgid "two"' said)" = 2 ] || { echo changed; exit 1; }
if command -v msgfmt > /dev/null; then
  msgfmt --version | head -n 1
  if msgfmt -o /dev/null locale/de/LC_MESSAGES/page.po; then echo 'changed: msgfmt takes it'; exit 1; fi
fi
