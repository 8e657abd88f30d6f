"""What is said of a catalog or a translation: where, what is wrong, and what to do."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from translated_docs.catalogs.characters import hidden
from translated_docs.settings import relative

Error = tuple[int, str]  # what is said of a catalog: line and words


class FileError(NamedTuple):
    """What is said of a file: its line, what is wrong there, and what to do."""

    file: Path
    line: int
    words: str

    def __str__(self) -> str:
        return f"{relative(self.file)}:{self.line}: {self.words}"


@dataclass(frozen=True)
class Diagnostic:
    """An error or a warning about a translation: the rule, what is wrong, and what to do."""

    rule: str
    words: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.words}; {self.remedy} [{self.rule}]"


def visible(text: str) -> str:
    """Return a text with each invisible character written as its code point."""
    unseen = hidden(text)
    return "".join(
        character if character.isprintable() and character not in unseen else f"<U+{ord(character):04X}>"
        for character in text
    )


def shown(piece: str) -> str:
    """Return a piece of a text for a diagnostic: visible, and at most 80 characters."""
    piece = visible(piece[:81])
    return piece if len(piece) <= 80 else f"{piece[:77]}..."
