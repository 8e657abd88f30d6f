#!/usr/bin/env bash
# A letter and its accent can be two characters, as in many names of files on macOS; to Unicode this is the same text.
# Pyphen parts the two: a line of Czech ends with "pozna-", and the next begins with an accent, which WeasyPrint draws
# alone, on a dotted circle where the font has one.  So it is in Polish, Romanian, Greek and Bulgarian, and in Swedish a
# single letter is parted from its word.  Pyphen's manual does not ask for composed text (NFC); WeasyPrint makes none.
# Versions: pyphen 0.18.1, WeasyPrint 70.0 (needs Pango).
# Who would care: books that are hyphenated and have words from several sources; on the screen the two look the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyphen==0.18.1 weasyprint==70.0 pypdf==7.1.1
cat > part.py <<'PYTHON'
import io
import unicodedata

import pypdf
import pyphen
import weasyprint

WORDS = {"cs": "poznámka", "pl": "katalogów", "ro": "începând", "el": "κατάλογος", "bg": "който", "sv": "återställning"}
STYLE = "@page { size: 5mm 60mm; margin: 0 } p { hyphens: auto; margin: 0 }"


def lines(language: str, word: str) -> list[str]:
    """Give the lines of a narrow page, without accents, as fonts place these differently."""
    page = weasyprint.HTML(string=f'<html lang="{language}"><style>{STYLE}</style><p>{word}</p></html>').write_pdf()
    text = unicodedata.normalize("NFD", pypdf.PdfReader(io.BytesIO(page)).pages[0].extract_text())
    return "".join(letter for letter in text if letter.isalpha() or letter == "\n").split()


for language, word in WORDS.items():
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, word)
        parts = pyphen.Pyphen(lang=language).inserted(written).split("-")
        shown = ["an accent and " + part[1:] if unicodedata.combining(part[0]) else part for part in parts]
        print(form, unicodedata.normalize("NFC", ", ".join(shown)) + "; WeasyPrint:", *lines(language, written))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(pyphen|weasyprint) '
venv/bin/python part.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
NFC po, znám, ka; WeasyPrint: po znam ka
NFD po, zna, an accent and m, ka; WeasyPrint: po zna mka
NFC ka, ta, lo, gów; WeasyPrint: ka ta lo gow
NFD ka, ta, lo, go, an accent and w; WeasyPrint: ka ta lo gow
NFC în, ce, pând; WeasyPrint: in ce pand
NFD în, ce, pa, an accent and nd; WeasyPrint: in ce pa nd
NFC κα, τάλο, γος; WeasyPrint: κα ταλο γος
NFD κα, τα, an accent and λο, γος; WeasyPrint: κα τα λο γος
NFC кой, то; WeasyPrint: кои то
NFD ко, и, an accent and то; WeasyPrint: ко ито
NFC åter, ställ, ning; WeasyPrint: ater stall ning
NFD å, ter, ställ, ning; WeasyPrint: a ter stall ning
SEEN
