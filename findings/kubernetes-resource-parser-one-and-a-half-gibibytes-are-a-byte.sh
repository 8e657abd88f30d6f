#!/usr/bin/env bash
# kubernetes-resource-parser reads quantities of Kubernetes (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
# A memory of 1.5Gi is 1 byte to it, 0.5Gi is none, and 2e9 are 2; 1Gi and 128Mi are right.  Its parser of processors
# reads the same numbers well.  No error, and no warning.
# Versions: kubernetes-resource-parser 0.1.0 (needs Node.js and npm).
# Who would care: boards and scripts that add up what pods ask for, and who checks limits before they are sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts kubernetes-resource-parser@0.1.0
cat > quantities.cjs <<'JS'
const { cpuParser, memoryParser } = require("kubernetes-resource-parser");

for (const quantity of ["1Gi", "128Mi", "2000000000", "1.5Gi", "0.5Gi", "1.5G", "2e9"]) console.log(`memory ${quantity}: ${memoryParser(quantity)}`);
for (const quantity of ["1.5", "0.5", "250m"]) console.log(`processors ${quantity}: ${cpuParser(quantity)}`);
JS
grep -h '"version"' node_modules/kubernetes-resource-parser/package.json
node quantities.cjs | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
memory 1Gi: 1073741824
memory 128Mi: 134217728
memory 2000000000: 2000000000
memory 1.5Gi: 1
memory 0.5Gi: 0
memory 1.5G: 1
memory 2e9: 2
processors 1.5: 1.5
processors 0.5: 0.5
processors 250m: 0.25
SEEN
