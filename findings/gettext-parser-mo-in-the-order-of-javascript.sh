#!/usr/bin/env bash
# The npm package gettext-parser sorts the messages of an .mo file as JavaScript compares words, by UTF-16; the format
# wants them by their bytes.  The two differ where a rare kanji (𠮟る, "to scold", is taught at school) meets a letter
# of full width.  GNU gettext looks a message up by halving the list, and misses some: their translations are not
# shown, though msgunfmt, which reads the whole list, has them.
# Versions: gettext-parser 10.0.0 (needs Node.js and npm; gettext, msgfmt and msgunfmt of GNU gettext).
# Who would care: programs in Japanese or Chinese whose catalogs are compiled by npm and read by gettext of C.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts gettext-parser@10.0.0
cat > words.po <<'PO'
msgid ""
msgstr ""
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "ＦＡＱ"
msgstr "questions"

msgid "𠮟る"
msgstr "to scold"

msgid "！"
msgstr "attention"

msgid "終わり"
msgstr "end"
PO
cat > compile.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import gettextParser from "gettext-parser";

const catalog = gettextParser.po.parse(readFileSync("words.po"));
writeFileSync("npm/en/LC_MESSAGES/words.mo", gettextParser.mo.compile(catalog));
JS
mkdir -p npm/en/LC_MESSAGES gnu/en/LC_MESSAGES
node compile.mjs
msgfmt --no-hash -o gnu/en/LC_MESSAGES/words.mo words.po
grep -h '"version"' node_modules/gettext-parser/package.json
msgfmt --version | head -1
for compiler in gnu npm; do
    echo "$compiler: $(msgunfmt "$compiler/en/LC_MESSAGES/words.mo" | grep -c '^msgid "[^"]') messages"
    for words in "ＦＡＱ" "𠮟る" "！" "終わり"; do
        echo "$words: $(LC_ALL=C.UTF-8 LANGUAGE=en TEXTDOMAINDIR="$PWD/$compiler" gettext words "$words")"
    done
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
gnu: 4 messages
ＦＡＱ: questions
𠮟る: to scold
！: attention
終わり: end
npm: 4 messages
ＦＡＱ: ＦＡＱ
𠮟る: to scold
！: ！
終わり: end
SEEN
