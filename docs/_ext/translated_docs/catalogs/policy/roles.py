"""Roles in messages: which words of one a translation may change, and which target it may not."""

import re
from functools import cache
from typing import NamedTuple

from markdown_it.token import Token

# Roles by what stands between their backticks (docutils.parsers.rst.roles, sphinx.roles).  Of these it is words alone,
# and a translation has its own; translatable_roles of conf.py adds a guide's.  Of all others it is a target, or words
# and a target in angle brackets: the words may change, the target not.
PROSE_ROLES = {
    "abbr", "abbreviation", "acronym", "dfn", "emphasis", "guilabel", "index", "menuselection", "strong",
    "sub", "subscript", "sup", "superscript", "t", "title", "title-reference",
}  # fmt: skip
CODE_ROLES = {
    "code", "command", "file", "kbd", "literal", "mailheader", "makevar", "mimetype", "newsgroup", "program",
    "regexp", "samp",
}  # fmt: skip
ABBREVIATIONS = {"abbr", "abbreviation"}
# A figure of a results file (content/directives/lab_results.py): all of it is a target.
RESULT_ROLES = {"result", "result-spread"}
# Roles that take words beside a target (sphinx.roles, sphinx.domains.std).
REFERENCE_ROLES = {
    "any", "confval", "cve", "cwe", "doc", "download", "envvar", "keyword", "manpage", "numref", "option", "pep", "ref",
    "rfc", "term", "token",
}  # fmt: skip
# Badges of sphinx-design (https://sphinx-design.readthedocs.io/en/latest/badges_buttons.html), but for those that link.
BADGE_ROLE = re.compile(r"bdg(?!-(?:link|ref)-)(?:-[a-z]+)*")
# What an abbreviation stands for, which Sphinx takes out of its words (sphinx.roles.Abbreviation).
EXPLANATION = re.compile(r"\s*\((.*)\)$", re.DOTALL)
# As Sphinx reads words and a target (sphinx.util.docutils.ReferenceRole), but for "!", which takes the link away.
WITH_TARGET = re.compile(r"(?!!)(?P<words>.+)<(?P<target>[^<]*)>", re.DOTALL)
# What Sphinx formats with a number or a caption (sphinx.domains.std, {numref}), by str.format or %.
NUMBER_FORMAT = re.compile(r"%s|\{number\}|\{name\}")


class Role(NamedTuple):
    """A role of a message: its name, the words that it shows, and its target, if it has one."""

    name: str
    words: str
    target: str | None


@cache
def roles_of_words() -> frozenset[str]:
    """Return the names of the roles that hold words and no target, those of conf.py too."""
    import conf

    return frozenset(PROSE_ROLES | CODE_ROLES | set(getattr(conf, "translatable_roles", ())))


def role_parts(token: Token) -> Role:
    """Return a role as it is compared.

    Where the words are the target they count as such: nobody but the target's page knows what will be shown.
    """
    name = token.meta["name"].lower()
    if name in roles_of_words() or BADGE_ROLE.fullmatch(name):
        return Role(name, token.content, None)
    match = None if name in RESULT_ROLES else WITH_TARGET.fullmatch(token.content)
    return Role(name, match["words"], match["target"]) if match else Role(name, "", token.content)


def prose_of_role(role: Role) -> str:
    """Return the words of a role that are prose; a term without others is one."""
    if role.name in CODE_ROLES:
        return ""
    if role.name in ABBREVIATIONS:  # its brackets are marks
        return EXPLANATION.sub(r" \1", role.words)
    return role.target if role.name == "term" and not role.words else NUMBER_FORMAT.sub("", role.words)


def index_error(words: str) -> str:
    """Return what Sphinx says of the words of ``{index}``, with the entry in angle brackets, if that is none; else ""."""
    from sphinx.util.index_entries import split_index_msg  # only now: few messages have one
    from sphinx.util.nodes import process_index_entry

    match = WITH_TARGET.fullmatch(words)
    try:
        for kind, entry, *_others in process_index_entry(match["target"], "") if match else [("single", words.removeprefix("!"))]:
            split_index_msg(kind, entry)
    except ValueError as error:
        return str(error)
    return ""


def unformattable(words: str) -> bool:
    """Say whether words are none that Sphinx can put a number into, by {number}, or by %s if they say no "number"."""
    return bool(re.search(r"[%{}]", NUMBER_FORMAT.sub("", words))) or ("%s" in words and "number" in words)
