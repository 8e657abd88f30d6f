#!/usr/bin/env bash
# Citation.js writes BibTeX and BibLaTeX in ASCII unless it is told otherwise, and for that takes letters apart and drops
# what it has no command for.  It does so within numbers: a title with 10⁶ has 106, one with 1½ has 11⁄2, 2³ is 23, "≠ 0"
# is "= 0", and "≥ 65 years" is "65 years".  No warning.  Its README says that what is not ASCII is escaped or
# removed (that Cyrillic is removed has been reported), not that it becomes something else.
# Versions: @citation-js/core 0.9.0, @citation-js/plugin-bibtex 0.9.0 (need Node.js and npm).
# Who would care: sites that offer a citation of each article for download, and who takes one into a bibliography.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0
cat > titles.mjs <<'JS'
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";

for (const title of [
  "Fewer than 10⁶ cells",
  "Errors of 10⁻⁶",
  "1½ hours of light",
  "Cubes of 2³",
  "Solutions for x ≠ 0",
  "Patients ≥ 65 years",
  "A → B at 90° ± 2",
]) {
  const cite = new Cite({ id: "a", type: "article-journal", title });
  const [bibtex, biblatex] = ["bibtex", "biblatex"].map((format) => cite.format(format));
  const written = [bibtex, biblatex].map((text) => text.match(/\ttitle = \{(.*)\}/)[1]);
  console.log(title);
  console.log(`  in BibTeX: ${written[0]}`);
  console.log(`  in BibLaTeX: ${written[1] === written[0] ? "the same" : written[1]}`);
  console.log(`  read again: ${new Cite(bibtex).data[0].title}`);
}
JS
grep -h '"version"' node_modules/@citation-js/{core,plugin-bibtex}/package.json
node titles.mjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Fewer than 10⁶ cells
  in BibTeX: Fewer than 106 cells
  in BibLaTeX: the same
  read again: Fewer than 106 cells
Errors of 10⁻⁶
  in BibTeX: Errors of 10\textminus{}6
  in BibLaTeX: the same
  read again: Errors of 10−6
1½ hours of light
  in BibTeX: 11\textfractionsolidus{}2 hours of light
  in BibLaTeX: the same
  read again: 11⁄2 hours of light
Cubes of 2³
  in BibTeX: Cubes of 23
  in BibLaTeX: the same
  read again: Cubes of 23
Solutions for x ≠ 0
  in BibTeX: Solutions for x = 0
  in BibLaTeX: the same
  read again: Solutions for x = 0
Patients ≥ 65 years
  in BibTeX: Patients  65 years
  in BibLaTeX: the same
  read again: Patients 65 years
A → B at 90° ± 2
  in BibTeX: A \textrightarrow{} {B} at 90\textdegree{} \textpm{} 2
  in BibLaTeX: the same
  read again: A → B at 90° ± 2
SEEN
