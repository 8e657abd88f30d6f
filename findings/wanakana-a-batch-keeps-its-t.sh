#!/usr/bin/env bash
# WanaKana writes ッチ as "tch", by Hepburn's rule, and does not read that: バッチ (batch) is "batchi", and "batchi" is
# バtチ in kana; so are matcha, staplers and all others with a doubled ch.  What it writes for the small vowels of
# loanwords, it reads as large ones: ファイル (file) is "fuairu" and then フアイル, ウェブ (web) ウエブ, and メディア
# (media) メデイア; "fairu" and "webu", as others write them, it reads well.
# Versions: wanakana 5.3.1 (needs Node.js and npm).
# Who would care: glossaries, searches and lessons that take a reading in Latin letters, or store one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts wanakana@5.3.1
cat > words.mjs <<'JS'
import { toKatakana, toRomaji } from "wanakana";

for (const word of ["サッカ", "ロッシ", "バッチ", "マッチャ", "ホッチキス", "チェック", "ファイル", "ウェブ", "メディア", "ソフトウェア"]) {
  const romaji = toRomaji(word);
  console.log(`${word}: ${romaji}, ${toKatakana(romaji)}`);
}
for (const romaji of ["matcha", "maccha", "fairu", "webu"]) console.log(`${romaji}: ${toKatakana(romaji)}`);
JS
grep -h '"version"' node_modules/wanakana/package.json
node words.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
サッカ: sakka, サッカ
ロッシ: rosshi, ロッシ
バッチ: batchi, バtチ
マッチャ: matcha, マtチャ
ホッチキス: hotchikisu, ホtチキス
チェック: chekku, チェック
ファイル: fuairu, フアイル
ウェブ: uebu, ウエブ
メディア: medeia, メデイア
ソフトウェア: sofutouea, ソフトウエア
matcha: マtチャ
maccha: マッチャ
fairu: ファイル
webu: ウェブ
SEEN
