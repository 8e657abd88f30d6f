"""The lint checks, in the order in which they report: what a person should look at in a translation without an error.

Where translate-toolkit has one of them, the name is its own.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from translated_docs.catalogs.catalog_paths import UI_DOMAIN
from translated_docs.catalogs.diagnostics import Diagnostic, shown
from translated_docs.catalogs.languages import EAST_ASIAN, has_style, language_subtag, script
from translated_docs.catalogs.lint.calendars import OTHER_MONTH
from translated_docs.catalogs.lint.dates import dated_months, month_name, months, months_named
from translated_docs.catalogs.lint.digits import readable
from translated_docs.catalogs.lint.lint_message import Message
from translated_docs.catalogs.lint.number_differences import added_numbers, all_values, lacking_numbers
from translated_docs.catalogs.lint.numbers import numbers
from translated_docs.catalogs.lint.word_forms import alike, is_inflected
from translated_docs.catalogs.policy.message_markup import NO_WORD, Markup
from translated_docs.catalogs.policy.roles import ABBREVIATIONS
from translated_docs.svg.labels import fit

Check = Callable[[Message], Iterator[Diagnostic]]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under its name, which is the rule of its diagnostics.

    Its docstring has examples: a ``Bad`` message that it reports, a ``Good`` one that no check reports.
    """

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


# -- Marks and blanks ----------------------------------------------------------------


BRACKETS = ["()", "[]", "{}", "（）", "「」", "『』"]
# "a)" or "1）", which is "(a)" elsewhere; a pair of brackets before it is left alone.
ENUMERATOR = re.compile(r"(?P<pair>\([^()]*\)|（[^（）]*）)|(?<!\S)(?:\d{1,2}|[^\W\d_]|[ivx]{1,4})[)）]")
QUOTATION_MARKS = ["“”„‟", "«»"]  # of which a language may open with one, and close with the same or another: „…“, ”…”, »…«


def is_balanced(pair: str, text: str) -> bool:
    return text.count(pair[0]) == text.count(pair[1])


@check("brackets")
def unbalanced_brackets(message: Message) -> Iterator[Diagnostic]:
    """A translation may leave out a pair of brackets of its source, not one of the two, be it of another width.

    Bad: "速い（と言う）。" -> "Fast (they say."
    Good: "速い（と言う）。" -> "Fast, they say."
    """
    msgid, msgstr = message.msgid, message.msgstr
    if "{abbr" in msgstr and any(role.name in ABBREVIATIONS and role.words.endswith("）") for role in Markup.of(msgstr).roles):
        words = "has full-width brackets within {abbr}, which explain nothing"
        yield Diagnostic("brackets", words, "write {abbr}`letters (what they stand for)`")
    counts = {marks: [sum(map(text.count, marks)) % 2 for text in (msgid, msgstr)] for marks in QUOTATION_MARKS}
    halves = [marks[:2] for marks, (before, after) in counts.items() if after > before]
    msgstr = ENUMERATOR.sub(lambda match: match["pair"] or "", msgstr)
    halves += [pair for pair in BRACKETS if is_balanced(pair, msgid) and not is_balanced(pair, msgstr)]
    if halves:  # one is named: others may be of the same pair
        yield Diagnostic("brackets", f"has a {' or '.join(halves[0])} without its other half", "close it, or delete it")


CODE = re.compile(r"(`+)[^`]+\1")
NO_BREAK = "\u00a0"
MOST_NO_BREAK = 4  # in a short text without another blank: « Oui ! »
DOUBLE_BLANK = re.compile(r"\S  +\S")


@check("doublespacing")
def double_spacing(message: Message) -> Iterator[Diagnostic]:
    """Two blanks stand together between words, where the source has none such.

    Bad: "速いです。" -> "It is  fast."
    Good: "速いです。" -> "It is fast."
    """
    msgid, msgstr = (CODE.sub("`", text) for text in (message.msgid, message.msgstr))
    if DOUBLE_BLANK.search(msgstr) and not DOUBLE_BLANK.search(msgid):
        yield Diagnostic("doublespacing", "has two blanks together", "leave one")
    if msgstr.count(NO_BREAK) > MOST_NO_BREAK and " " not in msgstr and NO_BREAK not in msgid:
        yield Diagnostic("doublespacing", "has no-break spaces alone (U+00A0), so that no line ends within it", "write blanks")


# Languages in which a word twice is another word, or many things, and words that stand beside each other rightly.
REDUPLICATING = set("am as az bn ckb fa fil gu ha haw he hi id ig jv kn ku mi ml mr ms ne ny or pa ps qu rw sd si sn su sw ta te th tr ur vi wo xh yo zu".split())
OFTEN_TWICE = {
    "de": ("das", "dem", "den", "der", "die", "sie"),
    "el": ("γύρω", "σιγά"),
    "en": ("had", "that"),
    "fr": ("nous", "vous"),
    "it": ("piano", "via"),
    "nl": ("dat", "die"),
    "st": ("ba", "le", "o"),
}
TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^>]*)?>")  # no address


@check("doublewords")
def double_words(message: Message) -> Iterator[Diagnostic]:
    """A word stands twice in one clause; it may end one clause and begin the next, or mean so in its language.

    Bad: "速いです。" -> "It is is fast."
    Good: "CiliumはCiliumです。" -> "This is Cilium. Cilium it is."
    Good: "| 速い | |" -> "| fast | |"
    """
    language = language_subtag(message.language)
    if language in REDUPLICATING:
        return
    allowed = OFTEN_TWICE.get(language, ())
    for clause in re.split(r"(?<![.,:;!?—])[.,:;!?—]+\s", message.msgstr):
        words = TAG.sub("", clause).replace(".", "").lower().split()
        if any(word == following and word not in allowed and re.search(r"\w", word) for word, following in pairwise(words)):
            yield Diagnostic("doublewords", "has a word twice", "delete one of the two")


def outer_blanks(message: Message, name: str, start: bool) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a translation has a blank at one of its ends.

    What a label of the interface ends with is a part of it; of a page nobody sees a blank that is missing there.
    """
    before, after = ((text[:1] if start else text[-1:]).isspace() for text in (message.msgid, message.msgstr))
    if before != after and (after or message.domain == UI_DOMAIN):
        verb, blank = "begins" if start else "ends", "with a blank" if after else "without a blank"
        words = f"{verb} {blank} where the source {'does not' if after else 'does'}"
        yield Diagnostic(name, words, "do as the source does")


@check("startwhitespace")
def start_whitespace(message: Message) -> Iterator[Diagnostic]:
    """A translation begins with a blank only where the source does.

    Bad: "速いです。" -> " It is fast."
    Good: " 速いです。" -> " It is fast."
    """
    return outer_blanks(message, "startwhitespace", start=True)


@check("endwhitespace")
def end_whitespace(message: Message) -> Iterator[Diagnostic]:
    """A translation ends with a blank only where the source does.

    Bad: "速いです。" -> "It is fast. "
    Good: "速いです。" -> "It is fast."
    """
    return outer_blanks(message, "endwhitespace", start=False)


# What a message shows as it is, with what to do: a mark of a list, a heading or a quotation, before words; half of an
# emphasis, but within a word (Nutzer*innen); the end of a line; what a program puts in the place of words or markup before a
# machine translates them, or what the machine leaves; letters of UTF-8 that a spreadsheet has opened as Windows-1252, or for which another charset had
# none; what a program has escaped twice, for HTML or for JSON.
STRAY = {
    re.compile(r"^(?:[-+*•]|#{1,6}|>)(?= \D)"): "take it out: the page says of which kind a block is",
    re.compile(r"(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])"): "write its other half, or take it out",
    re.compile(r"\\$"): "take it out",
    re.compile(r"(?<![\w%])%(?:\(\w+\)|\d\$)?[sd](?!\w)|\{\d+\}"): "write what the source has in its place",
    re.compile(r"^[\"“„«](?=[^\"“”„«»]+[.!?]\s?[\"“”»]$)"): "take the quotation marks out: the source has none",
    re.compile(r"<\|\w+\|>|【\d+[†:][^】]*】"): "take it out: a machine has left it",
    re.compile(r"(?<![A-ZÀ-Ý])Ã[¡-¿]|â€|(?:[ÐÑ][\u0080-\u2122]){2}"): "open the file as UTF-8, and write the letter that was there",
    re.compile(r"(?<=[a-zß-ÿ])\?(?=[a-zß-ÿ])(?!\w+=)|\?{2,} \?{2,}"): "save the file as UTF-8, and write the letters that were there",
    re.compile(r"&(?:#\d+|#[xX][\dA-Fa-f]+|[a-z]{2,});|(?<![\w:\\])\\[nrt]|\\[nrt](?!\w)|\\u[\dA-Fa-f]{4}"): "write the character for which it stands",
}


@check("stray")
def stray_mark(message: Message) -> Iterator[Diagnostic]:
    """What is markup elsewhere, and none in a message, shows as it is: a mark of a block, one asterisk, a last backslash.

    Bad: "速いです。" -> "- It is fast."
    Good: "速いです。" -> "It is fast - a * b."
    """
    before, after = message.texts
    for pattern, remedy in STRAY.items():
        found = pattern.search(after)
        may_stand = pattern.search(before) or found and not found.start() and not before[:1].isalnum()  # as a mark of another kind
        if found and not may_stand:
            yield Diagnostic("stray", f"shows {found[0]} as it is", remedy)


# -- Code, numbers and dates ---------------------------------------------------------


DASHES = str.maketrans("‐‑‒–—", "-----")
PATH = re.compile(r"(?<![\w./-])[\w./-]*\w[._/=]\w[\w./-]*")
PLAIN_WORD = re.compile(r"[\"'<\[].*|.*[\"'>\]]|[^\W\d_]+")  # or one of several in quotation marks or brackets


def code_words(literal: str) -> list[str]:
    """Return the parts of a code literal that are the same in any language.

    One without blanks is all of it.  Of a command its first two words, options, paths and values; what is left are
    words for a thing, as in `install packagename`.  Of prose only paths and the like.
    """
    words = literal.translate(DASHES).split()
    if len(words) < 2:
        return words
    if not words[0][:1].isalpha() or words[0][:1].isupper():
        return PATH.findall(literal)
    command = 2 if words[0].replace("-", "").isalpha() else 1
    plain = {place for place, word in enumerate(words) if PLAIN_WORD.fullmatch(word)}
    return [word for place, word in enumerate(words) if place not in plain or (place < command and word.isalnum())]


@check("code")
def code_changed(message: Message) -> Iterator[Diagnostic]:
    """What is typed, and what a machine says, is the same in every language; words for a thing in it need not be.

    Bad: "`make check`で確かめます。" -> "Try it with `make chek`."
    Good: "`cp FILE 名前`で写します。" -> "Copy it with `cp FILE name`."
    """
    before, after = message.code
    # A mention more or less, or one without its marks, is style, but where other code stands in its place.
    has_other = any(literal.translate(DASHES) not in message.msgid.translate(DASHES) for literal in after)
    place = "\n".join(after) if has_other else message.msgstr
    for literal in dict.fromkeys(before):
        for part in filter(str.isascii, code_words(literal)):
            whole = re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])")
            wanted = len(whole.findall("\n".join(before).translate(DASHES))) if has_other else 1
            if len(whole.findall(place.translate(DASHES))) < wanted:
                yield Diagnostic("code", f"lacks `{shown(literal)}`, or a part of it", "write it as in the source")
                break


@check("number")
def number_differs(message: Message) -> Iterator[Diagnostic]:
    """The numbers of source and translation are the same, be it as words, or as a language writes them.

    Bad: "2018年に4800人が来ました。" -> "In 2018, 480 people came."
    Good: "3枚のスライドで、10億件です。" -> "There are three slides, and 1 billion transactions."
    """
    (msgid, msgstr), source, language = message.texts, message.of_texts, message.language
    numbers_of_both = numbers(msgid, source), numbers(msgstr, language)
    lacking = list(dict.fromkeys(lacking_numbers(message, *numbers_of_both)))
    added = list(dict.fromkeys(added_numbers(message, *numbers_of_both)))
    if lacking and added == lacking:
        words = f"has the number {', '.join(added)} as the language of the source writes it"
        yield Diagnostic("number", words, "write it as the language of the translation does")
    elif lacking and added:
        words = f"has the number {', '.join(added)} where the source has {', '.join(lacking)}"
        yield Diagnostic("number", words, "write it as in the source")
    elif lacking:
        yield Diagnostic("number", f"lacks the number {', '.join(lacking)}", "write it as in the source")
    elif added:
        words = f"has the number {', '.join(added)}, which the source has not"
        yield Diagnostic("number", words, "compare it with the source")


@check("date")
def date_differs(message: Message) -> Iterator[Diagnostic]:
    """The months of the dates are the same; each language has its own form of a date.

    Bad: "2018年8月3日です。" -> "It was July 3, 2018."
    Good: "2018年8月3日です。" -> "It was August 3, 2018."
    """
    (msgid, msgstr), source, language = message.texts, message.of_texts, message.language
    if any(OTHER_MONTH.search(readable(*text)) for text in ((msgid, source), (msgstr, language))):  # parts of two of ours
        return
    before, after = [dated_months(*text) for text in ((msgid, source), (msgstr, language))]
    for month in sorted(before - after) if after or months(language) or script(language) in EAST_ASIAN else ():
        if str(month) not in months_named(msgstr, language) | (set() if after else all_values(msgstr, language)):
            wanted = month_name(month, language)
            yield Diagnostic("date", f"lacks the month {wanted} of the source's date", "write it as in the source")
    for month in sorted(after - before) if before else ():
        words = f"has a date in {month_name(month, language)}, which the source has not"
        yield Diagnostic("date", words, "compare it with the source")


# -- Sentences and words -------------------------------------------------------------


TO_FULL_WIDTH = 0xFEE0  # from a mark of ASCII to its full-width form
FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+|[！-～、。「」『』　]")
# A mark beside kana or Han, but for one within an address or a number.
HALF_WIDTH = re.compile(r"(?<=[぀-ヿ㐀-鿿])(?:[,.!?;:](?![A-Za-z0-9_/.])| ?\(|\))|\)(?=[぀-ヿ㐀-鿿])")
FULL_STOP = re.compile(r"(?:[。！？।۔።។။։]|(?<=\w[\w)\]]) ?[.!?])\s?[”»“«‘’」』*_]*\s*$")
# Unicode's Sentence_Terminal, as far as it ends a sentence of prose, and what may follow it.
SENTENCE_END = re.compile(r"[.!?:;…‽。！？：；।॥؟۔።។៕။։]\s?['\"’‘”“»«）)\]」』*_\u200e\u200f]*\s*$")


@check("punctuation")
def wrong_punctuation(message: Message) -> Iterator[Diagnostic]:
    """Punctuation has the width that the script of the language uses, and a sentence ends as one, as the house has it.

    Bad: "速いです。" -> "It is fast。"
    Good: "速いです。" -> "It is fast."
    """
    (msgid, msgstr), writing = message.texts, script(message.language)
    if writing not in EAST_ASIAN:
        of_source = "" if script(message.of_texts) in EAST_ASIAN else msgid
        for mark in sorted(set(FULL_WIDTH.findall(msgstr)) - set(of_source)):
            yield Diagnostic("punctuation", f"has the full-width mark {mark}", "use the one of your language")
    elif has_style("full-width-punctuation", message.language) and (half := HALF_WIDTH.search(msgstr)):
        mark = half[0].strip()
        comma = "、" if writing == "Jpan" else "，"
        remedy = f"write {comma if mark == ',' else '。' if mark == '.' else chr(ord(mark) + TO_FULL_WIDTH)}"
        yield Diagnostic("punctuation", f"has the half-width mark {mark}", remedy)
    if has_style("sentence-ends", message.language) and FULL_STOP.search(msgid) and not SENTENCE_END.search(msgstr):
        yield Diagnostic("punctuation", "does not end as a sentence does", "end it with a full stop")


# What a translation has at least of its source's letters: the longer, the closer it comes to the usual.  Of 14,993
# pairs of texts of one guide in eight languages, ten had less.
LEAST = {60: 0.5, 150: 0.6}


def weight(character: str) -> float:
    """Return for how many Latin letters a character counts, about: some scripts write no vowels, some syllables."""
    if character >= "\u2e80":
        return 2.0 if "\u3040" <= character <= "\u30ff" else 2.8
    return 2.0 if "\u1200" <= character < "\u1680" else 1.25 if "\u0590" <= character < "\u0780" else 1.0


@check("short")
def too_short(message: Message) -> Iterator[Diagnostic]:
    """A translation is not much shorter than its source; letters of Han, kana and Hangul count for more than one.

    Bad: "これは長い文で、初めから終わりまで訳さなければ、読む人には何のことか分かりません。" -> "This is long."
    Good: "長い文です。" -> "It is long."
    """
    before, after = (sum(map(weight, text)) for text in message.texts)
    least = max((share for length, share in LEAST.items() if before > length), default=0)
    if after < before * least:
        yield Diagnostic("short", "has much less to say than its source", "translate all of it")


JAPANESE = re.compile(r"[぀-ヿ㐀-鿿][぀-ヿ㐀-鿿々ー・]*")
OF_ONE_LANGUAGE = {"Jpan": re.compile(r"[ぁ-ヺ]+"), "Kore": re.compile(r"[가-힣]+")}


@cache
def words_in_script(language: str) -> re.Pattern | None:
    """Return a pattern for words in the script of a language; None for Latin, in which names are written everywhere."""
    writing = script(language)
    if writing == "Jpan":
        return JAPANESE
    if writing == "Latn":
        return None
    import regex  # only now: most sources are in one of these

    names = {"Hans": ("Hani",), "Hant": ("Hani",), "Kore": ("Hang", "Hani")}.get(writing, (writing,))
    letters = "".join(rf"\p{{Script={name}}}" for name in names)
    return regex.compile(rf"[{letters}][{letters}\p{{M}}]*")


CASED = {"Latn", "Cyrl", "Grek", "Armn"}
PROSE_WORD = re.compile(r"(?<![\w./@-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w/@]|[.-]\w)")
QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|«[^»]+»|„[^“]+“|「[^」]+」")
PROSE_SPLIT = re.compile(r"https?://\S+|(?<!\w)\w+[._/]\w\S*|[^\s\w'’-]+")
MOST_COPIED = 8  # words of the source in a row
FEW_COPIED = 4  # where all is as in the source


def copied_words(message: Message) -> Iterator[Diagnostic]:
    """Yield a diagnostic for words of the source that stand in the translation as they are.

    Names are written alike everywhere, and begin with a capital letter: so many small ones together are a sentence.
    """
    (msgid, msgstr), source = message.texts, message.source
    if language_subtag(source) == language_subtag(message.language) or script(source) not in CASED:
        return
    is_copy = msgid.split() == msgstr.split()
    msgid, msgstr = (text if is_copy else QUOTED.sub(NO_WORD, text) for text in (msgid, msgstr))
    here = f" {' '.join(PROSE_WORD.findall(msgstr))} "
    for part in PROSE_SPLIT.split(msgid):
        words = PROSE_WORD.findall(part)
        for first in range(max(1, len(words) - MOST_COPIED + 1)):
            run = words[first : first + MOST_COPIED]
            small = {word for word in run if word.islower()}
            if len(small) >= (FEW_COPIED if is_copy else MOST_COPIED - 2) and f" {' '.join(run)} " in here:
                remedy = "translate it, or say why it stays (# no-check untranslated: …)"
                yield Diagnostic("untranslated", f"still has {shown(' '.join(run))!r}", remedy)
                return


@check("untranslated")
def source_words_left(message: Message) -> Iterator[Diagnostic]:
    """No words in the script of the source are left in a translation of another script, but what says its language.

    Bad: "本流に取り込みます。" -> "It is merged into 本流."
    Good: "本流に取り込みます。" -> "It is merged into the main branch."
    Good: "社名は[才云科技]{.language-zh}です。" -> "Its name is [才云科技]{.language-zh}."
    """
    yield from copied_words(message)
    writing, others = words_in_script(message.source), {script(message.source), script(message.language)}
    if others <= EAST_ASIAN:  # which share Han
        writing = OF_ONE_LANGUAGE.get(script(message.source))
    if writing is None or len(others) == 1:
        return
    of_another_language = " ".join(re.findall(r"\[([^][]*)]\{[^}]*\.language-[^}]*}", message.msgstr))
    for words in dict.fromkeys(writing.findall(message.texts[1])):
        if words in of_another_language:
            continue
        remedy = "translate it, or say why it stays (# no-check untranslated: …)"
        yield Diagnostic("untranslated", f"still has {words}", remedy)


@check("colon")
def colon_left_out(message: Message) -> Iterator[Diagnostic]:
    """What leads to a list or to code still does.

    Bad: "次のものを入れます：" -> "Put these things into it"
    Good: "次のものを入れます：" -> "Put these things into it:"
    Good: "次のものを入れます：" -> "Put these things into it."
    """
    before, after = (text.rstrip() for text in message.texts)
    ends = not after or unicodedata.category(after[-1]).startswith("P")  # a sentence of its own leads on, too
    if before.endswith((":", "：")) and not ends:
        yield Diagnostic("colon", "does not end with a colon, as its source does", "put the colon behind its last word")


@check("linebreak")
def line_breaks_differ(message: Message) -> Iterator[Diagnostic]:
    """Where the source ends a line, as in a verse or an address, so does the translation: a backslash before a blank.

    Bad: "文です。 \\\\ 言葉です。" -> "A sentence. Words."
    Good: "文です。 \\\\ 言葉です。" -> "A sentence. \\\\ Words."
    """
    before, after = Markup.of(message.msgid).breaks, Markup.of(message.msgstr).breaks
    if before != after and not message.context.is_rst:  # in which a backslash before a blank takes the blank away
        words = f"ends a line at {after} place(s), and the source at {before}"
        yield Diagnostic("linebreak", words, "write a backslash between two blanks wherever one ends")


# -- Terms and labels ----------------------------------------------------------------


@check("term")
def terms_not_as_agreed(message: Message) -> Iterator[Diagnostic]:
    """Each term that the source marks has the translation of the glossary.

    Bad: "{term}`ゲーティング`です。" -> "This is {term}`gatekeeping <ゲーティング>`."
    Good: "{term}`ゲーティング`です。" -> "This is {term}`gating <ゲーティング>`."
    """
    for target in re.findall(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`", message.msgid):
        agreed = message.context.glossary.get(target)
        if agreed and not alike(agreed, message.msgstr):
            shown_words = re.search(rf"\{{term\}}`([^`<]*)<{re.escape(target)}>`", message.msgstr)
            if shown_words and is_inflected(agreed, shown_words[1], message.language):
                continue
            remedy = "use the word that the glossary has agreed on"
            yield Diagnostic("term", f"does not say {agreed!r} for {target}", remedy)


@check("label")
def label_too_long(message: Message) -> Iterator[Diagnostic]:
    """The label of an SVG figure fits its box.

    Bad: "本流" -> "the main line of the repository, which everyone shares"
    Good: "本流" -> "main"
    """
    for figure, size, box in message.context.labels.get(message.msgid, ()):
        excess = fit(message.msgstr, size, box)[2]
        if excess:
            words = f"is {round(excess)} units too long for its place in {figure}"
            yield Diagnostic("label", words, "shorten it")
