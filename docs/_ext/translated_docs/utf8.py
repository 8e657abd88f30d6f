"""The one encoding of all files that people write, and the form of what is wrong with one."""

import re

# What no XML may hold (https://www.w3.org/TR/xml/#charsets).
NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class LineError(Exception):
    """What is wrong with a file, with the remedy; ``line`` is its line there."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


def decode(content: bytes) -> str:
    """Return the text of a file; raise LineError, with the line of the first byte that is none of UTF-8, if it is none."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LineError(line, "not UTF-8; save the file again with the encoding UTF-8") from None
