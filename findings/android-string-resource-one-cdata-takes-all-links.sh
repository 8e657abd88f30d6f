#!/usr/bin/env bash
# android-string-resource turns the texts of Android programs into JSON, to be translated, and back.  One text in CDATA,
# and all other texts of the file lose their elements: links lead nowhere, bold words are plain.  Escapes of Android lose
# their backslash in any file: 5\u00A0km, with a blank that does not break, is 5u00A0km, and \t is a t.  After the way back
# this is what the program shows.  No error, and no warning.
# Versions: android-string-resource 2.3.10 (needs Node.js and npm).
# Who would care: programs for Android whose translations are kept as JSON, and services for translators.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts android-string-resource@2.3.10
cat > strings.xml <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<resources>
  <string name="distance">5\u00A0km</string>
  <string name="columns">name\tsize</string>
  <string name="bold">Do <b>not</b> unplug it.</string>
  <string name="link">Read <a href="https://example.org/">the manual</a>.</string>
</resources>
XML
sed 's|</resources>|  <string name="other"><![CDATA[a < b]]></string>\n&|' strings.xml > with-cdata.xml
cat > texts.cjs <<'JS'
const { readFileSync } = require("fs");
const asr2js = require("android-string-resource/asr2js");
const js2asr = require("android-string-resource/js2asr");

(async () => {
  for (const name of ["strings.xml", "with-cdata.xml"]) {
    const texts = await asr2js(readFileSync(name, "utf8"));
    console.log(`${name}: ${JSON.stringify(texts, null, 1)}`);
    console.log((await js2asr(texts)).replace(/\s*\n\s*/g, " ").replace(/ (?=<string )/g, "\n"));
  }
})();
JS
grep -h '"version":' node_modules/android-string-resource/package.json
node texts.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
strings.xml: {
 "distance": "5u00A0km",
 "columns": "nametsize",
 "bold": "Do <b>not</b> unplug it.",
 "link": "Read <a href=\"https://example.org/\">the manual</a>."
}
<?xml version="1.0" encoding="utf-8"?> <resources>
<string name="distance">5u00A0km</string>
<string name="columns">nametsize</string>
<string name="bold">Do <b>not</b> unplug it. </string>
<string name="link">Read <a href="https://example.org/">the manual</a>. </string> </resources>
with-cdata.xml: {
 "distance": "5u00A0km",
 "columns": "nametsize",
 "bold": "Do not unplug it.",
 "link": "Read the manual.",
 "other": "a < b"
}
<?xml version="1.0" encoding="utf-8"?> <resources>
<string name="distance">5u00A0km</string>
<string name="columns">nametsize</string>
<string name="bold">Do not unplug it.</string>
<string name="link">Read the manual.</string>
<string name="other">a &lt; b</string> </resources>
SEEN
