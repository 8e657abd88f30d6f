#!/usr/bin/env bash
# A cell of a timetable has two paragraphs, 10 and 40.  Made to Markdown, whose cells are a line each, by rehype-remark
# (unified), node-html-markdown or html-to-md, it says 1040: nothing is put where the paragraphs were parted, and nobody
# is warned.  So it is with `<div>`, with node-html-markdown in a `<br>` and a list too, and with the other two even if
# there is a line break in the page, as Sphinx writes such cells.  markdownify keeps paragraphs apart.
# Versions: rehype-remark 10.0.1, remark-gfm 4.0.1, node-html-markdown 2.0.0, html-to-md 0.8.8 (needs Node.js and npm);
# markdownify 1.2.3 beside them.
# Who would care: whoever moves a site to a generator that reads Markdown, or hands its pages to a model as Markdown.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check markdownify==1.2.3
npm install --silent --no-audit --no-fund --ignore-scripts unified@11.0.5 rehype-parse@9.0.1 rehype-remark@10.0.1 \
  remark-gfm@4.0.1 remark-stringify@11.0.0 node-html-markdown@2.0.0 html-to-md@0.8.8
cat > cells.mjs <<'JS'
import { execFileSync } from "node:child_process";
import htmlToMd from "html-to-md";
import { NodeHtmlMarkdown } from "node-html-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

const processor = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
const python = "import sys, markdownify; print(markdownify.markdownify(sys.argv[1]))";
const tools = {
  "rehype-remark": (html) => String(processor.processSync(html)),
  "node-html-markdown": (html) => NodeHtmlMarkdown.translate(html),
  "html-to-md": (html) => htmlToMd(html),
  markdownify: (html) => execFileSync("venv/bin/python", ["-c", python, html], { encoding: "utf8" }),
};
for (const cell of [
  "<p>10</p><p>40</p>",
  "<p>10</p>\n<p>40</p>",
  "<div>10</div><div>40</div>",
  "10<br>40",
  "<ul><li>10</li><li>40</li></ul>",
]) {
  const html = `<table><thead><tr><th>Bus</th><th>Leaves</th></tr></thead><tbody><tr><td>1</td><td>${cell}</td></tr></tbody></table>`;
  console.log(JSON.stringify(cell));
  for (const [name, convert] of Object.entries(tools)) {
    const row = convert(html).trim().split("\n").slice(2).join("\n");
    console.log(`  ${name}: ${JSON.stringify(row.replace(/ +/g, " "))}`);
  }
}
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^markdownify '
grep -h '"version"' node_modules/{rehype-remark,remark-gfm,node-html-markdown,html-to-md}/package.json
node cells.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
"<p>10</p><p>40</p>"
  rehype-remark: "| 1 | 1040 |"
  node-html-markdown: "| 1 | 1040 |"
  html-to-md: "|1|1040|"
  markdownify: "| 1 | 10 40 |"
"<p>10</p>\n<p>40</p>"
  rehype-remark: "| 1 | 1040 |"
  node-html-markdown: "| 1 | 10 40 |"
  html-to-md: "|1|1040|"
  markdownify: "| 1 | 10 40 |"
"<div>10</div><div>40</div>"
  rehype-remark: "| 1 | 1040 |"
  node-html-markdown: "| 1 | 1040 |"
  html-to-md: "|1|1040|"
  markdownify: "| 1 | 10 40 |"
"10<br>40"
  rehype-remark: "| 1 | 10 40 |"
  node-html-markdown: "| 1 | 1040 |"
  html-to-md: "|1|10<br />40|"
  markdownify: "| 1 | 10 40 |"
"<ul><li>10</li><li>40</li></ul>"
  rehype-remark: "| 1 | * 10\n* 40 |"
  node-html-markdown: "| 1 | 1040 |"
  html-to-md: "|1|<ul><li>10</li><li>40</li></ul>|"
  markdownify: "| 1 | * 10 * 40 |"
SEEN
