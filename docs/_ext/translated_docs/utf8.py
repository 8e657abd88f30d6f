"""The one encoding of all files that people write."""

from __future__ import annotations


class NotUtf8(ValueError):
    """What is wrong, with the remedy; ``line`` is that of the first byte that is none of UTF-8."""

    def __init__(self, line: int) -> None:
        super().__init__("not UTF-8; save the file again with the encoding UTF-8")
        self.line = line


def decode(content: bytes) -> str:
    """Return the text of a file; raise NotUtf8 if it is none."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(content.count(b"\n", 0, error.start) + 1) from None
