#!/usr/bin/env bash
# Physicists write \qty{4.18}{\joule\per\gram\per\kelvin} in LaTeX (siunitx).  Pandoc has "4.18 J g K⁻⁻¹" of it, with
# two minus signs on the second unit and none on the first; a "per" that comes first is gone, so that 3 per cubic metre are
# 3 m³, and 50 per second are 50 s; and of units that it does not know the number is left: 16 GiB are 16, and 100 Mbit/s
# are 100 s⁻¹.  No warning; only with --verbose it says what it skips, and of the two minus signs nothing.
# Versions: pandoc 3.9 (pypandoc_binary 1.17).
# Who would care: who turns a thesis or lecture notes from LaTeX into pages, EPUB or Word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17
cat > quantities.py <<'PY'
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
for quantity in (
    r"\qty{9.8}{\metre\per\second\squared}",
    r"\qty{4.18}{\joule\per\gram\per\kelvin}",
    r"\qty{2}{\watt\per\square\metre\per\kelvin}",
    r"\qty{50}{\per\second}",
    r"\qty{3}{\per\cubic\metre}",
    r"\qty{16}{\gibi\byte}",
    r"\qty{100}{\mega\bit\per\second}",
):
    print(f"{quantity}:", " ".join(pypandoc.convert_text(quantity, "plain", "latex").split()))
PY
venv/bin/python quantities.py 2>&1 | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
pandoc 3.9
\qty{9.8}{\metre\per\second\squared}: 9.8 m s⁻²
\qty{4.18}{\joule\per\gram\per\kelvin}: 4.18 J g K⁻⁻¹
\qty{2}{\watt\per\square\metre\per\kelvin}: 2 W m² K⁻⁻¹
\qty{50}{\per\second}: 50 s
\qty{3}{\per\cubic\metre}: 3 m³
\qty{16}{\gibi\byte}: 16
\qty{100}{\mega\bit\per\second}: 100 s⁻¹
SEEN
