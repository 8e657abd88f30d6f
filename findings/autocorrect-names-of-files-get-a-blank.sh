#!/usr/bin/env bash
# AutoCorrect puts a blank between Japanese or Chinese and Latin letters, as some style guides want it, and it does so
# in what a page only names: in AsciiDoc a picture "図A.png" is "図 A.png" and a chapter that is included "章 1.adoc",
# which are not there; the id of a heading is none any more, and the comma of a cross reference becomes a Japanese
# one, so that the words behind it are part of the address.  In Markdown, what is defined for [words][1] is a
# definition no more, <https://…> is no link, and <a href="…"> leads elsewhere.  Addresses in round brackets, and
# those of an HTML page, are kept.  Its README says that it knows the texts of a file by the kind of file.
# Versions: autocorrect-py 2.14.0; read with markdown-it-py 4.3.0 and Asciidoctor.js (@asciidoctor/core) 3.0.4 (needs
# Node.js and npm).  (Of [[…]] in Markdown it was reported, and mended.)
# Who would care: manuals in Chinese, Japanese or Korean with a formatter before each commit; it changes many lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autocorrect-py==2.14.0 markdown-it-py==4.3.0
npm install --silent --no-audit --no-fund --ignore-scripts @asciidoctor/core@3.0.4
cat > page.md <<'MD'
[図][1]、![図](図A.png)、<https://example.jp/図A>、<a href="図A.png">図</a>

[1]: 図A.png
MD
cat > page.adoc <<'ADOC'
[#設定A]
== 設定

image::図A.png[]

include::章1.adoc[]

<<設定A,設定>>
ADOC
echo '<p id="設定A"><a href="図A.png">設定A</a></p>' > page.html
echo 章の本文 > 章1.adoc
cat > format.py <<'PYTHON'
from pathlib import Path

import autocorrect_py

for kind in ("md", "adoc", "html"):
    page = Path(f"page.{kind}").read_text("utf-8")
    Path(f"formatted.{kind}").write_text(autocorrect_py.format_for(page, kind), "utf-8")
PYTHON
cat > read.py <<'PYTHON'
import re
import urllib.parse
from pathlib import Path

from markdown_it import MarkdownIt

for name in ("page", "formatted"):
    html = urllib.parse.unquote(MarkdownIt().render(Path(f"{name}.md").read_text("utf-8")))
    print(f"{name}.md:", *re.findall(r'(?:href|src)="[^"]*"|&lt;.*?&gt;|\[図\]\[1\]', html))
PYTHON
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import asciidoctor from "@asciidoctor/core";
for (const name of ["page", "formatted"]) {
  const html = asciidoctor().convert(readFileSync(`${name}.adoc`, "utf8"), { safe: "safe", base_dir: "." });
  const seen = html.match(/(id|href|src)="[^"]*"|章の本文|Unresolved/g);
  console.log(`${name}.adoc: ${decodeURIComponent(seen.join(" "))}`);
}
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(autocorrect|markdown-it)'
venv/bin/python format.py
{ venv/bin/python read.py; node read.mjs 2>/dev/null; cat formatted.html; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
page.md: href="図A.png" src="図A.png" href="https://example.jp/図A" href="図A.png"
formatted.md: [図][1] src="図A.png" &lt;https://example.jp/図 A&gt; href="図 A.png"
page.adoc: id="設定A" src="図A.png" 章の本文 href="#設定A"
formatted.adoc: id="_設定" src="図 A.png" Unresolved href="#設定 A，設定"
<p id="設定A"><a href="図A.png">設定 A</a></p>
SEEN
