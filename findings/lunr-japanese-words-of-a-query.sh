#!/usr/bin/env bash
# Lunr with the Japanese of lunr-languages cuts a page into words, but a query at blanks and hyphens alone, which stand
# between no words of Japanese: who asks for two words of a title as the title has them finds nothing.  search() cuts
# by itself and asks no language; terms that lunr.ja.tokenizer has cut do find the page, by query().
# Versions: lunr 2.3.9 with lunr-languages 1.22.0 (needs Node.js and npm).
# Who would care: sites in Japanese whose search is Lunr's, and whoever tests it with one word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts lunr@2.3.9 lunr-languages@1.22.0
cat > ask.cjs <<'JS'
const lunr = require("lunr");
for (const part of ["lunr.stemmer.support", "tinyseg", "lunr.ja"]) require(`lunr-languages/${part}`)(lunr);

const index = lunr(function () {
  this.use(lunr.ja);
  this.ref("id");
  this.field("title");
  this.add({ id: "catalogs", title: "翻訳カタログを更新する手順" });
});
console.log(Object.keys(index.invertedIndex).join(" "));
for (const words of ["翻訳", "翻訳 カタログ", "翻訳カタログ", "カタログを更新する"]) {
  const cut = index.query((query) => query.term(lunr.ja.tokenizer(words)));
  console.log(`${words}: ${index.search(words).length}, cut first: ${cut.length}`);
}
JS
echo "lunr $(node -p 'require("lunr").version')"
node ask.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
翻訳 カタログ 更新 する 手順
翻訳: 1, cut first: 1
翻訳 カタログ: 1, cut first: 1
翻訳カタログ: 0, cut first: 1
カタログを更新する: 0, cut first: 1
SEEN
