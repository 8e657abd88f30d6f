"""What a translation of the interface may hold: plain text, and the placeholders of its source."""

import re
from collections import Counter

from translated_docs.catalogs.diagnostics import Diagnostic, shown

# What HTML reads otherwise than it stands, as large as it is read.
HTML = re.compile(r"<[^<>]{0,200}>|&#?\w{1,40};|[<>\"&`\\{}]")
# Of a format of Python's (https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting)
# what a label may need; a "%" that begins none stands for itself here, and for an exception there.
PLACEHOLDER = re.compile(r"%(?:\(\w{1,40}\))?[#0 +-]{0,3}\d{0,2}(?:\.\d{0,2})?[diouxXeEfFgGcrsa%]|%|\{\w{0,40}\}")


def placeholders_fit(wanted: list[str], msgstr: str) -> bool:
    """Say whether Python can format a label with what it formats the source with."""
    values = {piece: 1 if piece[-1] in "diouxXeEfFgGc" else "x" for piece in wanted if piece[-1] not in "%}"}
    named = {piece[2 : piece.index(")")]: value for piece, value in values.items() if piece[1] == "("}
    try:
        _ = msgstr % (named or tuple(values[piece] for piece in wanted if piece in values))
    except (TypeError, ValueError, KeyError):
        return False
    return True


def ui_errors(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return the errors of a message of the interface, which templates write into HTML unescaped."""
    diagnostics = [
        Diagnostic("markup", f"holds {shown(piece)}", "take it out; a label of the interface is plain text")
        for piece in Counter(HTML.findall(msgstr)) - Counter(HTML.findall(msgid))
    ]
    wanted, given = PLACEHOLDER.findall(msgid), PLACEHOLDER.findall(msgstr)
    order = "in any order" if all(piece[:2] == "%(" or piece[0] != "%" for piece in wanted) else "in their order"
    differ = Counter(wanted) - Counter({"%%": len(wanted)}) != Counter(given) - Counter({"%%": wanted.count("%%")})
    if differ or ("%" not in wanted and any(piece[0] == "%" for piece in wanted) and not placeholders_fit(wanted, msgstr)):
        diagnostics.append(
            Diagnostic("placeholder", f"has the placeholders {shown(', '.join(given)) or 'none'}",
                  f"keep those of the source, {order}: {shown(', '.join(wanted)) or 'none'}")
        )  # fmt: skip
    return diagnostics
