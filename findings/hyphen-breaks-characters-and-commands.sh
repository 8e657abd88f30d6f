#!/usr/bin/env bash
# The function of the npm package hyphen that is meant for HTML puts soft hyphens into names of characters: readers see
# "&Aacute;" and "&hellip;" for Á and …, as HTML does not know the names that way.  It puts them into <pre>, <code> and
# <kbd> as well, where they can't be seen: a command that a reader copies from the page fails.  Tags themselves are
# left out, as the manual says, and short names, as &nbsp;, are well.
# Versions: hyphen 1.14.1 (npm; needs Node.js); read with parse5 8.0.0.
# Who would care: static sites and e-books that hyphenate by it before they are published.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts hyphen@1.14.1 parse5@8.0.0
cat > page.mjs <<'JS'
import { createRequire } from "node:module";
import { parseFragment } from "parse5";

const { hyphenateHTMLSync } = createRequire(import.meta.url)("hyphen/en");
const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join("");
for (const html of [
  "<p>A translation of it</p>",
  "<p>&Aacute;rbol and so on&hellip;</p>",
  "<p>100&nbsp;km &copy;</p>",
  "<pre>pip install documentation</pre>",
]) {
  const shown = text(parseFragment(hyphenateHTMLSync(html)));
  console.log(`${html}  is shown as  ${shown.replaceAll("\u00ad", "|").replaceAll("\u00a0", "_")}`);
}
JS
grep -h '"version"' node_modules/hyphen/package.json
node page.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
<p>A translation of it</p>  is shown as  A trans|la|tion of it
<p>&Aacute;rbol and so on&hellip;</p>  is shown as  &Aa|cute;rbol and so on&hel|lip;
<p>100&nbsp;km &copy;</p>  is shown as  100_km ©
<pre>pip install documentation</pre>  is shown as  pip in|stall doc|u|men|ta|tion
SEEN
