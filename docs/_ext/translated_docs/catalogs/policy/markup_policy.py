"""The markup policy of translations: text, emphasis, and the markup of the source in any order.

Translations are untrusted input that goes into the pages.  Each is parsed by the parser of
the pages, and markup that its source does not have is an error.  The policy is an allowlist:
markup that is not on it is an error too.  `errors` asks in this order, as whoever gets the text may read it:

| read as | by | what is compared with the source |
| --- | --- | --- |
| letters | text_policy.py | characters, length, substitutions; of a label of the interface all (interface_policy.py) |
| a message | `compared` | each piece of markup, with the source's names of terms and links: none more, none less |
| a page | `new_blocks` | of several lines, the blocks |
| what Sphinx leaves of it | `new_in_term`, `cut_off` | of a glossary's term what stands before its key; all before ``#noqa`` |
"""

import re
from ast import literal_eval
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from markdown_it.common.utils import normalizeReference

from translated_docs.catalogs.catalog_paths import UI_DOMAIN
from translated_docs.catalogs.diagnostics import Diagnostic, shown
from translated_docs.catalogs.policy.glossary_terms import NO_TERMS, without_key
from translated_docs.catalogs.policy.interface_policy import ui_errors
from translated_docs.catalogs.policy.link_targets import NO_DEFINITIONS, agreed_links, labels_of_links, multilingual_site
from translated_docs.catalogs.policy.message_markup import ANY_COMMENT, Markup, Piece, UnreadableMarkupError, page_blocks
from translated_docs.catalogs.policy.roles import REFERENCE_ROLES, Role, index_error, unformattable
from translated_docs.catalogs.policy.text_policy import errors_before_parsing, hidden_characters, nothing_to_see, without_font

# What is left in the text when markup was meant and did not come off.
LEFTOVER = re.compile(r"\*\*|＊＊|｀|\]\(|\[\^|`|\{[a-z:-]+\}|</?[a-zA-Z!?][^<>]*>?|<!--|:[a-z]+:`|`_\b|::\s*$|#\s*noqa")
ANGLED = re.compile(r"<[^<>]+>")  # words in angle brackets, in any script: no tag in the source, and none to a reader
OTHER_BRACKETS = re.compile(r"\s*(?:[＜〈《‹«（(［\[]|&lt;).*", re.DOTALL)  # in which a machine puts the target of a role
AS_IN_SOURCE = "write the markup as in the source, or take it out"
# How what is left of the commonest markup is written whole.
WHOLE = {
    "`": "write as many backquotes before the code as behind it, or take them out",
    **dict.fromkeys(("＊＊", "｀"), "write the marks of a page, which are of half the width, or take them out"),
    "**": "write the marks before the words and behind them, with no blank inside, or take them out",
    "](": "write [words](address), with no blank between the brackets or in the address",
}
# What Sphinx takes for its own mark, and cuts off (sphinx.transforms.i18n.parse_noqa).
NOQA = re.compile(r"#\s*noqa\s*$")
# An icon, say, which a translation may do without.
WORDLESS_ELEMENT = re.compile(r"(<(\w+)\b(?![^<>]*\b(?:alt|title|aria-label)\s*=)[^<>]*>)(</\2>)")
MOST_NESTED = 8  # emphasis in a link in emphasis ...: each level is a few calls deeper for whoever reads it

# Of each kind of a piece of markup what it is called; its name is the rule of a diagnostic.
KINDS = {
    "link": "link", "image": "picture", "footnote": "footnote", "role": "role", "formula": "formula", "html": "HTML",
    "substitution": "substitution", "block": "block", "attributes": "attributes", "definition": "definition of a link",
    "reference": "character", "other": "markup",
}  # fmt: skip
# Of blocks, those that stand within others.
BLOCK_PARTS = {"thead", "tbody", "tr", "th", "td", "dt", "dd", "list_item"}

# The names of all errors, by which a diagnostic ends; "form" is of entry_errors.py.
ERRORS = {*KINDS, "characters", "form", "length", "markup", "placeholder"}


def written(kind: str, target: str) -> str:
    """Return what a piece of markup leads to or is made of, as people write it."""
    if kind == "attributes":
        attributes = literal_eval(target)
        classes = [f".{name}" for name in str(attributes.pop("class", "")).split()]
        target = f"{{{' '.join([*classes, *(f'{name}={value}' for name, value in attributes.items())])}}}"
    return shown(target)


def named(kind: str, target: str) -> str:
    return f"the {KINDS[kind]} {written(kind, target)}"


def told(pieces: Counter[Piece]) -> list[Piece]:
    """Return the pieces of markup that a diagnostic is of: parts of another among them go without saying."""
    has_whole = any(kind == "block" and target not in BLOCK_PARTS for kind, target in pieces)
    parts = {("block", part) for part in BLOCK_PARTS} if has_whole else set()
    parts |= {("other", "span_close")} if any(kind == "attributes" for kind, _target in pieces) else set()
    return [piece for piece in pieces if piece not in parts]


def role_faults(roles: Iterable[Role]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each role whose words Sphinx can't read."""
    for name, words, target in roles:
        if name == "numref" and target is not None and words and unformattable(words):
            remedy = f"write {{numref}}`words {{number}} <{shown(target)}>`"
            yield Diagnostic("role", f"has {{numref}}`{shown(words)}…`, which can't be formatted", remedy)
        elif name == "index" and (error := index_error(words)):
            remedy = "write what stands in angle brackets as the source does, with as many semicolons"
            yield Diagnostic("role", f"has {{index}}`{shown(words)}`: {error}", remedy)


def new_markup(source: Markup, translation: Markup) -> list[Diagnostic]:
    """Return one diagnostic for each piece of markup that the source does not have, or not so often."""
    diagnostics = []
    for kind, target in told(translation.found - source.found):
        has = [t for k, t in source.found if k == kind]
        if kind == "block":
            remedy = "write one paragraph on one line"
        elif source.found[kind, target]:
            remedy = f"keep it {source.found[kind, target]} time(s), as in the source"
        elif kind == "role" and (kept := with_target_of_source(target, source, translation)):
            remedy = f"write {kept}, as what stands in angle brackets is the source's"
        elif kind == "link" and (site := multilingual_site(target)) and site in map(multilingual_site, has):
            remedy = f"write that of the source, or name {site!r} in multilingual_sites of conf.py, whose pages a translation may then choose"
        elif kind == "image" and target.partition(" ")[0] in has:
            remedy = "write words for it between its brackets"
        elif kind == "image" and len(has) == 1:
            name, dot, suffix = has[0].rpartition(".")
            remedy = f"name {shown(has[0])}, and save what this language shows beside it as {shown(f'{name}.LANGUAGE{dot}{suffix}')}"
        else:
            remedy = f"take it out; the source has {', '.join(written(kind, each) for each in has) or 'none'}"
        diagnostics.append(Diagnostic(kind, f"adds {named(kind, target)}", remedy))
    return diagnostics


def new_blocks(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return one diagnostic for each block that the source has not, of a translation of several lines.

    All would come out as the words of one paragraph, which is not what was meant.
    """
    added = page_blocks(msgstr) - page_blocks(msgid) if "\n" in msgstr else Counter()
    return [Diagnostic(kind, f"adds {named(kind, target)}", "write one paragraph on one line") for kind, target in told(added)]


def with_target_of_source(role: str, source: Markup, translation: Markup) -> str:
    """Return how to write a role of a translation with the target that the source has; "" if it has none such."""
    written = {f"{{{name}}}`{target}`": (name, words or target) for name, words, target in translation.roles if target}
    name, words = written.get(role, ("", ""))
    targets = [target for other, _words, target in source.roles if other == name in REFERENCE_ROLES]
    if not targets:
        return ""
    target = next((target for target in targets if target in words), targets[0])
    without = OTHER_BRACKETS.sub("", words) if target in words else ""
    return f"{{{name}}}`{shown((without or words).strip())} <{shown(target)}>`"


def compared(
    msgid: str, msgstr: str, terms: Mapping[str, str], definitions: Mapping[str, str] = NO_DEFINITIONS
) -> tuple[Markup, Markup]:
    """Return the markup of source and translation, with the source's names of terms, and its links for those that lead to the same place.

    The glossary's translation names a term too, as Sphinx looks both up (sphinx.domains.std.make_glossary_term).
    """
    labels = labels_of_links(f"{msgid}\n\n{msgstr}", definitions)
    # An address of the source is no label: [words][#label] shows as it is.
    labels = frozenset(label for label in labels if f"({label})" not in msgid or normalizeReference(label) in definitions)
    source, translation = Markup.of(msgid, labels), Markup.of(msgstr, labels)
    agreed = {
        ("role", f"{{term}}`{terms[target]}`".casefold()): ("role", f"{{term}}`{target}`")
        for name, _words, target in source.roles
        if name == "term" and target in terms
    }
    links = agreed_links(source, translation, definitions)
    if not agreed and not links:
        return source, translation
    found: Counter[Piece] = Counter()
    for (kind, target), count in translation.found.items():
        found[links.get((kind, target)) or agreed.get((kind, target.casefold()), (kind, target))] += count
    return source, replace(translation, found=found)


def left_in_text(source: str, translation: str) -> list[Diagnostic]:
    """Return a diagnostic for each piece of markup that did not come off, and that is not in the text of the source.

    Words in angle brackets may be others, as many as the source has.
    """
    if not LEFTOVER.search(translation):
        return []
    left = Counter(LEFTOVER.findall(translation)) - Counter(LEFTOVER.findall(source))
    own_words = (Counter(ANGLED.findall(source)) - Counter(ANGLED.findall(translation))).total()
    tags = [piece for piece in left.elements() if ANGLED.fullmatch(piece)]
    pieces = [*(Counter(left) - Counter(tags)), *dict.fromkeys(tags[own_words:])]
    return [Diagnostic("markup", f"holds {shown(piece)}, which will not render", WHOLE.get(piece, AS_IN_SOURCE)) for piece in pieces]


def cut_off(msgstr: str) -> list[Diagnostic]:
    """Return a diagnostic for what Sphinx takes for its own mark."""
    return [Diagnostic("markup", "ends with #noqa", "take it out")] if NOQA.search(msgstr) else []


def new_in_term(msgid: str, msgstr: str, terms: Mapping[str, str], definitions: Mapping[str, str]) -> list[Diagnostic]:
    """Return a diagnostic for all markup that is new in what Sphinx leaves of a term."""
    term, remedy = without_key(msgstr), "take out the blank before the colon: a glossary's term ends there"
    added = new_markup(*compared(msgid, term, terms, definitions)) if term != msgstr else []
    return [replace(diagnostic, remedy=remedy) for diagnostic in added]


def too_deep(source: Markup, translation: Markup) -> list[Diagnostic]:
    """Return a diagnostic for more markup within markup than is allowed."""
    if translation.nested <= max(source.nested, MOST_NESTED):
        return []
    return [Diagnostic("markup", f"has markup within markup, {translation.nested} deep", "write the emphasis as in the source")]


def missing_markup(msgid: str, source: Markup, translation: Markup) -> list[Diagnostic]:
    """Return one diagnostic for each piece of markup that the translation leaves out."""
    missing = source.found - translation.found
    del missing["html", ANY_COMMENT]
    for opening, _name, closing in WORDLESS_ELEMENT.findall(msgid):
        element = Counter([("html", opening), ("html", closing)])
        missing -= element if element <= missing else Counter()
    return [
        Diagnostic(kind, f"leaves out {named(kind, target)}", f"put it where it belongs in the sentence{as_written(kind, target, msgid)}")
        for kind, target in told(missing)
        if kind != "block"
    ]


def as_written(kind: str, target: str, msgid: str) -> str:
    """Return how a link of a source is written in a translation; "" for other markup, which is named as it is written."""
    if kind != "link":
        return ""
    if not re.search(r"[/#.:]", target):
        return f", as [words][{target}]"
    if shown(target) != target:  # nobody can copy what is cut short
        return ", as the source has it"
    return f", as <{target}>" if f"<{target}>" in msgid else f", as [words]({target})"


def errors(
    msgid: str, msgstr: str, domain: str, terms: Mapping[str, str] = NO_TERMS, definitions: Mapping[str, str] = NO_DEFINITIONS
) -> list[Diagnostic]:
    """Return the errors of a translation; a translation with one is not used.

    ``domain`` is the catalog's: the interface ("sphinx") has no markup at all.  ``terms`` are the translations of
    the glossary's terms, by what the source calls them; ``definitions`` are the addresses of its page's links by
    reference, by label.
    """
    return errors_before_parsing(msgid, msgstr) or errors_of_parsed(msgid, msgstr, domain, terms, definitions)


def errors_of_parsed(
    msgid: str, msgstr: str, domain: str, terms: Mapping[str, str] = NO_TERMS, definitions: Mapping[str, str] = NO_DEFINITIONS
) -> list[Diagnostic]:
    """Return those `errors` that the parser finds, of a translation without any that are found before."""
    if domain == UI_DOMAIN:
        return nothing_to_see(msgid, msgstr) + without_font(msgid, msgstr) + ui_errors(msgid, msgstr)
    try:
        source, translation = both = compared(msgid, msgstr, terms, definitions)
        texts = source.content, translation.content
        faults = [] if any(role_faults(source.roles)) else role_faults(translation.roles)  # which the page is warned of
        added = [*new_markup(*both), *faults] or new_blocks(msgid, msgstr)
        added += left_in_text(source.text, translation.text)
        added = added or cut_off(msgstr) or new_in_term(msgid, msgstr, terms, definitions)
    except UnreadableMarkupError:
        return [Diagnostic("markup", "holds markup that can't be read", AS_IN_SOURCE)]
    found = nothing_to_see(*texts) + hidden_characters(*texts) + without_font(*texts)
    return found + added + too_deep(*both) + missing_markup(msgid, *both)
