#!/usr/bin/env bash
# With mkdocs-static-i18n, any two small letters before the ending of a file are a language, also where the site has no
# such language: pages named `install.sh.md`, `app.js.md` and `main.py.md`, a script `jquery.ui.js` and a picture
# `icon.sm.png` are nowhere on the site; `notes.tar.md` is.  A strict build succeeds and warns of nothing, unless a link
# or the navigation leads to one of them, which is then "not found".  The manual says that the suffix is a language, no
# more.
# Versions: mkdocs-static-i18n 1.3.1, mkdocs 1.6.1.
# Who would care: sites with a page for each program or file, on the day that they get a second language.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mkdocs-static-i18n==1.3.1 mkdocs==1.6.1
mkdir docs
for page in index install.sh app.js main.py notes.tar; do
    printf '# %s\n\nWords.\n' "$page" > "docs/$page.md"
done
touch docs/jquery.ui.js docs/jquery.min.js docs/icon.sm.png docs/icon.png
echo 'site_name: Guide' > without.yml
cat without.yml - > with.yml <<'YAML'
plugins:
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: ja, name: 日本語}
YAML
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(mkdocs|mkdocs-static-i18n) '
for plugin in without with; do
    venv/bin/mkdocs build --quiet --strict --config-file "$plugin.yml" --site-dir "$plugin"
    (shopt -s nullglob; cd "$plugin"; echo "$plugin the plugin:" {app,icon,install,jquery,main,notes}.*)
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
without the plugin: app.js icon.png icon.sm.png install.sh jquery.min.js jquery.ui.js main.py notes.tar
with the plugin: icon.png jquery.min.js notes.tar
SEEN
