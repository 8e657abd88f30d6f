#!/usr/bin/env bash
# Orama takes the language of the pages, and cuts them into words at whatever is not in its list of that language's
# letters.  The lists for Hindi ("indian") and Nepali have no vowel signs: a word is its consonants one by one, and a
# search for "water" finds "get", "drink" and "measure", in Hindi as good as water.  Serbian has Latin letters alone:
# nothing that is written in Cyrillic is found.  German, Danish and Swedish have no é: "cafe" finds the cafeteria and
# not the café, which in French it does, and for "café" caffeine is as good a hit.
# Versions: @orama/orama 3.1.18 (needs Node.js and npm).
# Who would care: documentation in these languages; the search takes the setting, and only finds the wrong pages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @orama/orama@3.1.18
cat > search.mjs <<'JS'
import { create, insertMultiple, search } from "@orama/orama";

const tries = [
  ["indian", ["पानी", "पाना", "पीना", "नाप", "घर"], ["पानी"]],
  ["nepali", ["पानी", "पनि", "घर"], ["पानी"]],
  ["serbian", ["Подешавања штампача", "Podešavanja štampača"], ["штампача", "štampača"]],
  ["french", ["Café", "Cafeteria"], ["cafe", "café"]],
  ["german", ["Café", "Cafeteria", "Caffeine"], ["cafe", "café"]],
  ["danish", ["Idé", "Ideal"], ["ide", "idé"]],
  ["swedish", ["Idé", "Ideal"], ["ide", "idé"]],
];
for (const [language, titles, queries] of tries) {
  const pages = create({ schema: { title: "string" }, language });
  await insertMultiple(pages, titles.map((title) => ({ title })));
  for (const term of queries) {
    const { hits } = await search(pages, { term });
    const found = hits.map(({ document, score }) => `${document.title} ${score.toFixed(2)}`);
    console.log(`${language}, ${term}: ${found.join(", ") || "nothing"}`);
  }
}
JS
grep -h '"version"' node_modules/@orama/orama/package.json
node search.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
indian, पानी: पानी 0.51, पाना 0.51, पीना 0.51, नाप 0.51
nepali, पानी: पानी 1.46, पनि 1.34
serbian, штампача: nothing
serbian, štampača: Podešavanja štampača 0.43
french, cafe: Café 0.85, Cafeteria 0.85
french, café: Café 0.85, Cafeteria 0.85
german, cafe: Cafeteria 1.20
german, café: Café 1.20, Cafeteria 1.20, Caffeine 1.20
danish, ide: Ideal 0.85
danish, idé: Idé 0.85, Ideal 0.85
swedish, ide: Ideal 0.85
swedish, idé: Idé 0.85, Ideal 0.85
SEEN
