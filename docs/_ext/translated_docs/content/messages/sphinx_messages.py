"""Words of the interface that a guide's own catalog has not, from Sphinx's catalogs, which have many under other names.

A language without a catalog of the interface (sphinx.po) has so much at least.  What a catalog has comes first.
"""

from gettext import NullTranslations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import get_translator

from translated_docs.catalogs.languages import direction

# Sphinx's messages for each of ours, the nearest first.
SPHINX_WORDS = {
    "Edition %(release)s": ["Release"],
    "Footnote": ["Footnotes"],
    "Last changed: %(date)s": ["Last updated on %(last_updated)s."],
    "Next": ["next"],
    "Nothing found. Try fewer or shorter words.": [
        "Your search did not match any documents. Please make sure that all words are spelled correctly and that "
        "you've selected enough categories."
    ],
    "On this page": ["Contents"],
    "Previous": ["previous"],
    "Search words": ["Search"],
    "Show the contents of this page": ["Contents"],
    "Show the navigation": ["Navigation"],
    "Table of contents": ["Table of Contents", "Contents"],
    "The search needs JavaScript. Without it, the navigation lists every page.": [
        "Please activate JavaScript to enable the search\n    functionality."
    ],
    "(page %(page)s)": ["page"],
}
# What is made of Sphinx's words ("{}"), where these are not all of ours.
FORMS = {"Edition %(release)s": "{} %(release)s", "(page %(page)s)": "({} %(page)s)"}


def isolated(message: str, language: str) -> str:
    """Return a message that no catalog has so that the sign at its end stays there among words from right to left.

    Templates write messages into attributes too, where no ``dir`` can stand: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates.
    """
    ends_with_sign = message[:1].isalnum() and not message[-1].isalnum()
    return f"\u2066{message}\u2069" if ends_with_sign and direction(language) == "rtl" else message


class SphinxWords(NullTranslations):
    """The last of a translator's catalogs: it asks the others for Sphinx's words."""

    def __init__(self, translator: NullTranslations, language: str) -> None:
        super().__init__()
        self.translator = translator
        self.language = language

    def gettext(self, message: str) -> str:
        for of_sphinx in SPHINX_WORDS.get(message, ()):
            words = self.translator.gettext(of_sphinx).strip()
            if words != of_sphinx:
                words = FORMS.get(message, "{}").format(words.replace("%(last_updated)s", "%(date)s"))
                return words[:1].upper() + words[1:]  # where a script has capitals
        return isolated(message, self.language)


def sphinx_words(message: str, language: str) -> str:
    """Return the words of Sphinx's catalogs for a message of ours; the message where they have none."""
    return SphinxWords(get_translator(), language).gettext(message)


def add_sphinx_words(_app: Sphinx, config: Config) -> None:
    translator = get_translator()
    translator.add_fallback(SphinxWords(translator, config.language))


def setup(app: Sphinx) -> None:
    app.connect("config-inited", add_sphinx_words, priority=100)  # before its words for the numbers of figures
