"""What a translation may hold: words, emphasis, and the markup of its source in any order.

Translations come from strangers and go straight into the pages.  So each is read by the
parser that reads the pages, and whatever it adds to its source is refused.  What is not
known to be harmless is refused too: the list below is of what may stand, not of what
may not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from catalogs import INTERFACE

# What may begin markup within a line, and at its start: more than CommonMark and our
# extensions use (https://spec.commonmark.org/0.31.2/, conf.py), never less.
MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^§]|^[\s\d+.#%=:(-]")
# Of Markdown's inline tokens, those that change looks and order only.
FREE = {
    "text", "text_special", "softbreak", "em_open", "em_close", "strong_open", "strong_close",
    "code_inline", "link_close",
}  # fmt: skip
# What is left in the text when markup was meant and did not come off.
LEFTOVER = re.compile(r"\*\*|\]\(|\[\^|`|\{[a-z:-]+\}|</?[a-zA-Z!?][^<>]*>?|<!--|:[a-z]+:`|`_\b|::\s*$|#\s*noqa")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0 +-]*[\d.]*[a-zA-Z%]|\{\w*\}")
# What hides or turns around text: controls, Unicode's overrides, embeddings and isolates
# (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), tags, noncharacters.
HIDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e007f]|[\ufffe\uffff]"
)
PILED_MARKS = 4  # combining marks on one letter; no script uses more
# A translation can be longer than its source, not by a book.
ROOM = 12
ROOM_AT_LEAST = 400

KINDS = {
    "link": "link",
    "image": "picture",
    "footnote": "footnote",
    "role": "role",
    "block": "block",
    "attributes": "attribute",
    "other": "markup",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a translation, by which rule, and what to do about it."""

    rule: str
    words: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.words}; {self.remedy} [{self.rule}]"


@cache
def markdown() -> MarkdownIt:
    """Return the parser of the pages; what would become of what it has parsed is not asked."""
    from conf import myst_disable_syntax, myst_enable_extensions

    config = MdParserConfig(
        enable_extensions=set(myst_enable_extensions), disable_syntax=list(myst_disable_syntax)
    )
    return create_md_parser(config, RendererHTML)


def is_plain(text: str) -> bool:
    """Say whether a text is one paragraph of words, and of characters that all can be seen."""
    return text.isprintable() and text.strip() != "" and not MARKUP.search(text)


def inline_markup(token: Token) -> tuple[str, str] | None:
    """Return kind and target of an inline token, or None if it is free to use."""
    if token.type == "link_open":
        title = f" {token.attrGet('title')!r}" if token.attrGet("title") else ""
        return "link", f"{token.attrGet('href')}{title}"
    if token.type == "image":
        return "image", str(token.attrGet("src"))
    if token.type == "footnote_ref":
        return "footnote", f"[^{token.meta['label']}]"
    if token.type == "myst_role":
        target = re.fullmatch(r".*<([^<>]*)>\s*", token.content, re.DOTALL)
        return "role", f"{{{token.meta['name']}}}`{target[1] if target else token.content}`"
    if token.type in FREE and not token.attrs:
        return None
    return ("attributes", str(token.attrs)) if token.attrs else ("other", token.type)


@dataclass
class Markup:
    """The markup of a message: how often which target, and its plain words."""

    found: Counter[tuple[str, str]]
    text: str

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, message: str) -> Markup:
        if is_plain(message):
            return cls(Counter([("block", "paragraph")]), message)
        found: Counter[tuple[str, str]] = Counter()
        words = []
        for token in markdown().parse(message, {}):
            if token.nesting >= 0 and token.type != "inline":
                found["block", token.type.removesuffix("_open")] += 1
                if token.attrs:
                    found["attributes", str(token.attrs)] += 1
            children = token.children or []
            for before, child in zip([None, *children], children, strict=False):
                if markup := inline_markup(child):
                    found[markup] += 1
                # An address that stands for itself is no words.
                bare_address = before is not None and before.type == "link_open" and before.info == "auto"
                if child.type in ("text", "text_special") and not bare_address:
                    words.append(child.content)
        return cls(found, "".join(words))


def shown(piece: str) -> str:
    """Return an offending piece so that it can be seen whatever it is made of."""
    visible = "".join(
        character if character.isprintable() else f"<U+{ord(character):04X}>" for character in piece
    )
    return visible if len(visible) <= 80 else f"{visible[:77]}..."


def hidden_characters(msgid: str, msgstr: str) -> list[Fault]:
    remedy = "delete it; nothing of it can be seen"
    faults = [
        Fault("characters", f"holds the character U+{ord(character):04X}", remedy)
        for character in sorted(set(HIDING.findall(msgstr)) - set(msgid))
    ]
    if re.search(r"^ {4}|\t", msgstr) and not re.search(r"^ {4}|\t", msgid):
        faults.append(Fault("characters", "begins with an indent, or holds a tab", "delete it"))
    run = 0
    for character in msgstr:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > PILED_MARKS:
            remedy = "write the letter with the marks that it has in its language"
            faults.append(Fault("characters", "piles up marks on one letter", remedy))
            break
    return faults


def too_long(msgid: str, msgstr: str) -> list[Fault]:
    most = max(ROOM * len(msgid), ROOM_AT_LEAST)
    if len(msgstr) <= most:
        return []
    words = f"has {len(msgstr)} characters where its source has {len(msgid)}"
    return [Fault("length", words, f"say it in {most} at most")]


def added_markup(msgid: str, msgstr: str) -> list[Fault]:
    """Return one fault for each piece of markup that the source does not have, or not so often."""
    source, translation = Markup.of(msgid), Markup.of(msgstr)
    faults = []
    for (kind, target), count in (translation.found - source.found).items():
        has = [t for k, t in source.found if k == kind]
        if kind == "block":
            remedy = "write one paragraph on one line; put a backslash before a character that is meant as itself"
        elif source.found[kind, target]:
            remedy = f"keep it {source.found[kind, target]} time(s), as in the source"
        else:
            remedy = f"take it out; the source has {', '.join(map(shown, has)) if has else 'none'}"
        faults.append(Fault(kind, f"adds the {KINDS[kind]} {shown(target)}", remedy))
    left = Counter(LEFTOVER.findall(translation.text)) - Counter(LEFTOVER.findall(source.text))
    for piece in left:
        faults.append(
            Fault("markup", f"holds {shown(piece)}, which will not render",
                  "write the markup as in the source, or take it out")
        )  # fmt: skip
    return faults


def missing_markup(msgid: str, msgstr: str) -> list[Fault]:
    """Return one fault for each piece of markup that the translation leaves out."""
    source, translation = Markup.of(msgid), Markup.of(msgstr)
    remedies = {"block": "write words that show: this would render as nothing"}
    return [
        Fault(kind, f"leaves out the {KINDS[kind]} {shown(target)}",
              remedies.get(kind, "put it where it belongs in the sentence"))
        for kind, target in source.found - translation.found
        if kind != "block" or not translation.found
    ]  # fmt: skip


def interface_faults(msgid: str, msgstr: str) -> list[Fault]:
    """Return what is wrong with a word of the interface: it goes into HTML as it stands."""
    faults = [
        Fault("markup", f"holds {piece}", "take it out; a label of the interface is plain text")
        for piece in sorted(set(re.findall(r'[<>"&`\\{}]', msgstr)) - set(msgid))
    ]
    wanted, given = Counter(PLACEHOLDER.findall(msgid)), Counter(PLACEHOLDER.findall(msgstr))
    if wanted != given and (wanted or "%" in msgid or given):
        faults.append(
            Fault("placeholder", f"has the placeholders {', '.join(given) or 'none'}",
                  f"keep those of the source: {', '.join(wanted) or 'none'}")
        )  # fmt: skip
    return faults


def refusals(msgid: str, msgstr: str, domain: str) -> list[Fault]:
    """Return why a translation can't be used; nothing if it can.

    ``domain`` is the catalog's: the interface ("sphinx") has no markup at all.
    """
    faults = hidden_characters(msgid, msgstr) + too_long(msgid, msgstr)
    if faults:
        return faults  # not worth the parser's time
    if domain == INTERFACE:
        return interface_faults(msgid, msgstr)
    return added_markup(msgid, msgstr) + missing_markup(msgid, msgstr)
