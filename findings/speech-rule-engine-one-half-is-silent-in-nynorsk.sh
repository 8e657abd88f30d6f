#!/usr/bin/env bash
# speech-rule-engine says formulas for listeners.  In some of its languages, formulas that differ are said alike: Norwegian
# has one name for φ and π, so that cos φ is the cosine of pi, and its Nynorsk has no sound at all for ½ and its like, so
# that ½ x is x.  In Swedish a superset is a subset, and f ∘ g, one function after another, is "f and g"; in Hindi
# "contains the element" is "is an element of".  English and German tell them all apart.  No error, and no warning.
# Versions: speech-rule-engine 4.1.5 (needs Node.js and npm).
# Who would care: makers of pages and EPUBs with formulas that are read out in these languages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts speech-rule-engine@4.1.5
cat > speech.cjs <<'JS'
const sre = require("speech-rule-engine");

const between = (sign) => `<mi>A</mi><mo>${sign}</mo><mi>B</mi>`;
const formulas = {
  nb: { "cos φ": "<mi>cos</mi><mo>&#x2061;</mo><mi>φ</mi>", "cos π": "<mi>cos</mi><mo>&#x2061;</mo><mi>π</mi>" },
  nn: { "½ x": "<mn>½</mn><mi>x</mi>", x: "<mi>x</mi>", "a = ¾": "<mi>a</mi><mo>=</mo><mn>¾</mn>" },
  sv: Object.fromEntries(["⊂", "⊃", "⊆", "⊇", "∧", "∘"].map((sign) => [`A ${sign} B`, between(sign)])),
  hi: Object.fromEntries(["∈", "∋"].map((sign) => [`A ${sign} B`, between(sign)])),
};

async function say(locale, ofLanguage) {
  await sre.setupEngine({ locale, domain: "mathspeak", modality: "speech" });
  await sre.engineReady();
  for (const [formula, mathml] of Object.entries(formulas[ofLanguage])) {
    console.log(`${locale}: ${formula}: ${sre.toSpeech(`<math>${mathml}</math>`)}`);
  }
}

(async () => {
  for (const language of Object.keys(formulas)) {
    await say(language, language);
    await say("en", language);
    await say("de", language);
  }
})();
JS
grep -h '"version"' node_modules/speech-rule-engine/package.json
node speech.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
nb: cos φ: cosinus pi
nb: cos π: cosinus pi
en: cos φ: cosine phi
en: cos π: cosine pi
de: cos φ: Kosinus phi
de: cos π: Kosinus pi
nn: ½ x: x
nn: x: x
nn: a = ¾: a er lik
en: ½ x: one half x
en: x: x
en: a = ¾: a equals three quarters
de: ½ x: ein Halb x
de: x: x
de: a = ¾: a ist gleich drei Viertel
sv: A ⊂ B: stort A äkta delmängd av stort B
sv: A ⊃ B: stort A äkta delmängd av stort B
sv: A ⊆ B: stort A delmängd av stort B
sv: A ⊇ B: stort A delmängd av stort B
sv: A ∧ B: stort A och stort B
sv: A ∘ B: stort A och stort B
en: A ⊂ B: upper A subset of upper B
en: A ⊃ B: upper A superset of upper B
en: A ⊆ B: upper A subset of or equal to upper B
en: A ⊇ B: upper A superset of or equal to upper B
en: A ∧ B: upper A and upper B
en: A ∘ B: upper A ring upper B
de: A ⊂ B: großes A echte Teilmenge von großes B
de: A ⊃ B: großes A echte Obermenge von großes B
de: A ⊆ B: großes A Teilmenge oder gleich großes B
de: A ⊇ B: großes A Obermenge oder gleich großes B
de: A ∧ B: großes A und großes B
de: A ∘ B: großes A verknüpft mit großes B
hi: A ∈ B: कैपिटल ए का तत्व कैपिटल बी
hi: A ∋ B: कैपिटल ए का तत्व कैपिटल बी
en: A ∈ B: upper A element of upper B
en: A ∋ B: upper A contains as member upper B
de: A ∈ B: großes A Element von großes B
de: A ∋ B: großes A hat als Element großes B
SEEN
