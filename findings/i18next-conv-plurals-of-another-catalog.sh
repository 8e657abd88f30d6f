#!/usr/bin/env bash
# i18next-conv asks a list of its own, not the Plural-Forms of the catalog, which numbers a plural form is for.  Where
# the catalog has its forms in another order, or fewer, words go to other numbers: a Slovenian catalog with the header
# of gettext's manual has none at its number, and in Hebrew and Latvian most numbers get no word, so that i18next shows
# the key, which is English.  No warning; its README has an option for another list, and does not say that catalogs need
# one.  Polish is well.
# Versions: i18next-conv 16.0.0 (with gettext-converter 1.3.4), i18next 26.7.2 (needs Node.js, npm and GNU gettext).
# Who would care: programs for the web that are translated in gettext catalogs; translators see no fault in theirs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts i18next-conv@16.0.0 gettext-converter@1.3.4 i18next@26.7.2
catalog() { # language, number of forms, their rule, the forms
    local language=$1 form number=0
    {
        printf 'msgid ""\nmsgstr ""\n"Language: %s\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' "$language"
        printf '"Plural-Forms: nplurals=%s; plural=%s;\\n"\n\nmsgid "day"\nmsgid_plural "days"\n' "$2" "$3"
        shift 3
        for form in "$@"; do
            printf 'msgstr[%s] "%s"\n' "$number" "$form"
            number=$((number + 1))
        done
    } > "$language.po"
    mkdir -p "$language/LC_MESSAGES"
    msgfmt -o "$language/LC_MESSAGES/words.mo" "$language.po"
    node_modules/.bin/i18next-conv --quiet -l "$language" -s "$language.po" -t "$language.json" --compatibilityJSON v4
}
catalog sl 4 'n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3' dan dneva dnevi dni
catalog lv 3 'n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2' diena dienas dienu
catalog he 3 'n==1 ? 0 : n==2 ? 1 : 2' יום יומיים ימים
catalog pl 3 'n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2' dzień dni dni
cat > words.mjs <<'JS'
import { readFileSync } from "node:fs";
import i18next from "i18next";

const [language, ...numbers] = process.argv.slice(2);
const translation = JSON.parse(readFileSync(`${language}.json`));
await i18next.init({ lng: language, resources: { [language]: { translation } }, showSupportNotice: false });
console.log(numbers.map((count) => i18next.t("day", { count: Number(count) })).join(" "));
JS
grep -h '"version"' node_modules/{i18next-conv,gettext-converter,i18next}/package.json
for language in sl lv he pl; do
    words=()
    for number in 1 2 3 5; do
        words+=("$(LC_ALL=C.UTF-8 LANGUAGE=$language TEXTDOMAINDIR="$PWD" ngettext words day days "$number")")
    done
    echo "$language, 1 2 3 5: gettext ${words[*]}; i18next $(node words.mjs "$language" 1 2 3 5)"
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
sl, 1 2 3 5: gettext dan dneva dnevi dni; i18next dneva dnevi dni dan
lv, 1 2 3 5: gettext diena dienas dienas dienas; i18next diena day day day
he, 1 2 3 5: gettext יום יומיים ימים ימים; i18next יום יומיים day day
pl, 1 2 3 5: gettext dzień dni dni dni; i18next dzień dni dni dni
SEEN
