#!/usr/bin/env bash
# In a Japanese sentence with two bold phrases, the first one in brackets, Zensical makes the words between them bold as
# well, twice; a single phrase that ends with a bracket or a colon keeps its asterisks.  MkDocs, whose configuration
# Zensical takes over, shows the phrases as they are meant.  Where that lists no extensions, Zensical turns on some
# of its own, and one is pymdownx.betterem, for which asterisks between punctuation and a letter begin bold text only.
# Versions: zensical 0.0.73 with pymdown-extensions 13.1.2 and Markdown 3.11.3; mkdocs 1.6.1.
# Who would care: sites in Japanese or Chinese that move from MkDocs; nothing is said, and pages in English are well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check zensical==0.0.73 mkdocs==1.6.1 \
    pymdown-extensions==13.1.2 markdown==3.11.3
mkdir docs
cat > docs/index.md <<'MD'
# 手順

**「保存」**は**すぐに**終わります。

**注意：**消えます。

Press **Save**, and it is done **at once**.
MD
printf 'site_name: Guide\nsite_dir: zensical\n' > mkdocs.yml
venv/bin/mkdocs --quiet build --site-dir mkdocs
venv/bin/zensical build > log
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(zensical|pymdown-extensions|markdown|mkdocs) '
for tool in mkdocs zensical; do
    echo "$tool:"
    grep -oE '^<p>.*(す。|once).*</p>' "$tool/index.html"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
mkdocs:
<p><strong>「保存」</strong>は<strong>すぐに</strong>終わります。</p>
<p><strong>注意：</strong>消えます。</p>
<p>Press <strong>Save</strong>, and it is done <strong>at once</strong>.</p>
zensical:
<p><strong>「保存」<strong>は</strong>すぐに</strong>終わります。</p>
<p>**注意：**消えます。</p>
<p>Press <strong>Save</strong>, and it is done <strong>at once</strong>.</p>
SEEN
