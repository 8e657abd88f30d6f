"""The licences of everything that is in the site and the books besides our own work."""

import csv
import re
from importlib.metadata import Distribution, PackageMetadata, distribution
from pathlib import PurePosixPath

from translated_docs.settings import conf

# Packages of which a part goes out with the site, and which part that is.
SHIPPED = {
    "furo": "the theme of the site: style sheets and scripts",
    "sphinx": "basic.css, and the markup of the pages",
    "sphinx-basic-ng": "the style sheets that the theme is built on",
    "pygments": "the colours of code",
    "accessible-pygments": "the colours of code",
    "noto-cjk-sans-jp-regular": "a font in the PDFs",
    "noto-cjk-sans-jp-bold": "a font in the PDFs",
    "manimgx-fonts": "the fonts in the PDFs for emoji, signs, rare letters and the scripts from Arabic to Thai",
    "typst": "the fonts DejaVu Sans Mono and, for formulas, New Computer Modern in the PDFs, which the compiler carries",
}
# Its fonts have licences that the package does not bring.
OF_TYPST = (
    "DejaVu Sans Mono: Bitstream Vera and Arev licences, https://dejavu-fonts.github.io/License.html\n"
    "New Computer Modern: GUST Font License, https://www.gust.org.pl/projects/e-foundry/licenses\n"
    "Libertinus Serif, for signs that no other has: SIL Open Font License 1.1, https://openfontlicense.org/\n"
)
TEXT = re.compile(r"(?i)(licen[cs]e|copying|notice|ofl)[^/]*(\.(txt|rst|md))?$")


def licence(metadata: PackageMetadata) -> str:
    """Return the licence that a package states, by its identifier if it names one; '' if it states none."""
    stated = metadata.get("License-Expression") or metadata.get("License") or ""
    classified = [
        words.rpartition(" :: ")[2]
        for words in metadata.get_all("Classifier", [])
        if words.startswith("License ::")
    ]
    return stated.split("\n")[0] or ", ".join(classified)


def licence_texts(package: Distribution) -> list[str]:
    """Return the licences that a package brings, each under the name of its file."""
    # Not package.files: it makes an object of each of thousands of names.
    installed = [row[0] for row in csv.reader((package.read_text("RECORD") or "").splitlines())]
    names = [name for name in installed if TEXT.search(name) and not name.endswith((".py", ".pyc"))]
    texts = {name: package.locate_file(name).read_text(encoding="utf-8") for name in sorted(names)}
    return [f"{PurePosixPath(name).name}\n\n{text.strip()}\n" for name, text in texts.items()]


def licence_list() -> str:
    """Return the whole list as plain text; that each of these packages states a licence is tested (tests/test_licences.py)."""
    parts = [
        "What this site and its books hold besides the words, and under which licences.\n"
        f"{conf.content_license or conf.copyright}\n"
    ]
    for name, part in SHIPPED.items():
        package = distribution(name)
        metadata = package.metadata  # it is parsed each time that it is asked for
        parts.append(f"{'=' * 78}\n{metadata['Name']} {metadata['Version']}: {part}\n{licence(metadata)}\n")
        parts += [OF_TYPST] if name == "typst" else licence_texts(package)
    return "\n".join(parts)
