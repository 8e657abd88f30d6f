"""What a lint check is asked about: a message, and what is known beside it."""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from translated_docs.catalogs.catalog_paths import UI_DOMAIN, UI_LANGUAGE
from translated_docs.catalogs.lint.digits import with_hours_of
from translated_docs.catalogs.policy.message_markup import Markup

RST_CODE = re.compile(r"``(.+?)``")


@dataclass
class Context:
    """What the checks know beyond the message: the glossary's terms, the boxes of labels, and whether its page is in reStructuredText."""

    glossary: dict[str, str] = field(default_factory=dict)
    labels: dict[str, list[tuple[str, float, tuple[float, float]]]] = field(default_factory=dict)
    is_rst: bool = False


@dataclass(frozen=True)
class Message:
    """One message of a catalog; ``source`` and ``language`` are codes of languages."""

    msgid: str
    msgstr: str
    domain: str
    source: str
    language: str
    context: Context

    @property
    def of_texts(self) -> str:
        """The language of the source's text."""
        return UI_LANGUAGE if self.domain == UI_DOMAIN else self.source

    @property
    def texts(self) -> tuple[str, str]:
        """Source and translation without their markup, with each letter and its marks as one, and with a colon in each hour where one of them has it so."""
        before, after = self.msgid, self.msgstr
        if self.domain != UI_DOMAIN:
            before, after = Markup.of(before).prose, Markup.of(after).prose
        before, after = normalize("NFC", before), normalize("NFC", after)
        return with_hours_of(before, after), with_hours_of(after, before)

    @property
    def code(self) -> list[tuple[str, ...]]:
        """The code literals of source and translation; in reStructuredText single backquotes are of links and roles."""
        return [tuple(RST_CODE.findall(text)) if self.context.is_rst else Markup.of(text).code for text in (self.msgid, self.msgstr)]
