#!/usr/bin/env bash
# fluent_conv, with which platforms read and write Fluent's files, makes them to objects and back.  What comes back, with
# nothing changed, says other things: a term is no longer asked for one of its cases ("von der Wolke" is "von die
# Wolke"), a reference to an attribute becomes one to the value of its message, and a no-break space, braces and blanks
# at a beginning, which stand between quotation marks, come back without them and mean something else.  A message that
# depends on the gender of a term is none any more.  No warning.
# Versions: fluent_conv 3.3.0; @fluent/bundle 0.19.1 shows the messages (npm; needs Node.js).
# Who would care: translators to languages with cases, for which Fluent has terms with parameters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts fluent_conv@3.3.0 @fluent/bundle@0.19.1
cat > words.ftl <<'FTL'
-cloud = { $case ->
   *[nominative] die Wolke
    [dative] der Wolke
 }
    .gender = feminine
files = Dateien von { -cloud(case: "dative") }
save = Sichern
    .title = Sichert alle Dateien
hint = { save.title } und schließt
distance = 5{"\u00A0"}km
field = Schreiben Sie {"{"}name{"}"}
saved = { -cloud.gender ->
    [feminine] Sie ist gesichert
   *[other] Er ist gesichert
 }
line = {"    "}eingerückt
FTL
cat > again.mjs <<'JS'
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import fluent from "fluent_conv";

const source = readFileSync("words.ftl", "utf8");
const bundles = [source, await fluent.js2ftl(await fluent.ftl2js(source))].map((text) => {
  const bundle = new FluentBundle("de", { useIsolating: false });
  bundle.addResource(new FluentResource(text));
  return bundle;
});
for (const id of ["files", "hint", "distance", "field", "line", "saved"]) {
  const [before, after] = bundles.map((bundle) => {
    const errors = [];
    if (!bundle.hasMessage(id)) return "no message";
    const words = bundle.formatPattern(bundle.getMessage(id).value, {}, errors);
    return `${JSON.stringify(words).replace("\u00a0", "\\N{NO-BREAK SPACE}")} ${errors.join()}`.trim();
  });
  console.log(`${id}\n  before: ${before}\n  after: ${after}`);
}
JS
grep -h '"version"' node_modules/{fluent_conv,@fluent/bundle}/package.json
node again.mjs 2>&1 | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
files
  before: "Dateien von der Wolke"
  after: "Dateien von die Wolke"
hint
  before: "Sichert alle Dateien und schließt"
  after: "Sichern und schließt"
distance
  before: "5\N{NO-BREAK SPACE}km"
  after: "5\\u00A0km"
field
  before: "Schreiben Sie {name}"
  after: "Schreiben Sie {name}" ReferenceError: Unknown message: name
line
  before: "    eingerückt"
  after: "eingerückt"
saved
  before: "Sie ist gesichert"
  after: no message
SEEN
