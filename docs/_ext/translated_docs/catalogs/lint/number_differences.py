"""Which numbers a translation lacks, and which it adds: in digits, as words, or as the name of a month."""

import re
from collections.abc import Iterator

from translated_docs.catalogs.diagnostics import shown
from translated_docs.catalogs.languages import has_dual, language_subtag
from translated_docs.catalogs.lint.dates import dated_months, months_named
from translated_docs.catalogs.lint.lint_message import Message
from translated_docs.catalogs.lint.number_words import cardinals_in, has_and_a_half, has_half, is_spelt, speller, spellings
from translated_docs.catalogs.lint.numbers import Number, marks, numbers, values

MOST_DIGITS = 12  # of a number that is looked for as a word
OFTEN_UNSAID = {"0", "1"}  # "1つ" is "a", "0個" is "none"
OFTEN_ADDED = {"0", "1", "2"}  # "3 pm" is 15:00, "a" is "1つ", "both" is "2つ"
# Words of which there are two, where a language writes it in their endings; others with a dual are not asked for it.
DUAL = {"ar": re.compile(r"\w{2}(?:ان|ين|تا|تي)(?!\w)"), "he": re.compile(r"\wיים(?!\w)")}


def same_number(before: Number, after: Number, source: str) -> bool:
    """Say whether two numbers can be one: as values, or as a version, a decimal, or what is none in the source's language, that is kept."""
    is_decimal = "." in before.written and "." not in marks(source)[1]
    is_unread = any("," in value for value in values(before.written, source))
    is_literal = before.written == after.written and (is_decimal or is_unread)
    return is_literal or not before.values.isdisjoint(after.values)


def all_values(text: str, language: str) -> set[str]:
    """Return what the numbers of a text can be read as."""
    return {value for number in numbers(text, language) for value in number.values}


def has_number(number: Number, text: str, language: str) -> bool:
    """Say whether a text has a number as a word, in Roman numerals, or as the name of a month."""
    whole = [int(value) for value in number.values if value.isdigit() and len(value) <= MOST_DIGITS]
    halved = [int(value.removesuffix(".5")) for value in number.values if re.fullmatch(r"\d{1,12}\.5", value)]
    has_half_beside = has_half(text, language) and not all_values(text, language).isdisjoint(map(str, halved))  # "2 and a half"
    if has_half_beside or any(has_and_a_half(value, text, language) for value in halved):
        return True
    return any(is_spelt(value, text, language) or str(value) in months_named(text, language) for value in whole)


def can_be_asked(number: Number, language: str) -> bool:
    """Say whether it is known how a language spells a number, or it is so large that nobody would."""
    return all(spellings(int(value), language) for value in number.values if value.isdigit() and len(value) <= 2)


def months_of_both(message: Message) -> set[str]:
    """Return the months of the dates, if both texts have some: the check of dates compares them."""
    (msgid, msgstr), source, language = message.texts, message.of_texts, message.language
    both = [set(map(str, dated_months(*text))) for text in ((msgid, source), (msgstr, language))]
    return set.union(*both) if all(both) else set()


def two_is_unsaid(msgstr: str, language: str) -> bool:
    """Say whether a text may have two of a thing without a word for two: in a language with a dual, by its endings."""
    endings = DUAL.get(language_subtag(language))
    return bool(endings.search(msgstr)) if endings else has_dual(language)


def unmatched(those: list[Number], others: list[Number], text: str, language: str, source: str) -> Iterator[Number]:
    """Yield each of some numbers that is none of others, and that their text, in its language, has in no way."""
    for number in those:
        if not any(same_number(number, other, source) for other in others) and not has_number(number, text, language):
            if can_be_asked(number, language):
                yield number


def lacking_numbers(message: Message, before: list[Number], after: list[Number]) -> Iterator[str]:
    """Yield the numbers of the source, in digits and as words, that the translation has in no way."""
    (msgid, msgstr), source, language = message.texts, message.of_texts, message.language
    unsaid = OFTEN_UNSAID | months_of_both(message) | ({"2"} if two_is_unsaid(msgstr, language) else set())
    asked = [number for number in before if not number.values <= unsaid]
    yield from (shown(number.written) for number in unmatched(asked, after, msgstr, language, source))
    said = all_values(msgstr, language)
    for word, value in cardinals_in(msgid, source).items() if speller(language) else ():
        if str(value) not in said and not is_spelt(value, msgstr, language):
            yield f"{value} ({word})"


def added_numbers(message: Message, before: list[Number], after: list[Number]) -> Iterator[str]:
    """Yield the numbers of the translation that the source has in no way."""
    source, known = message.of_texts, OFTEN_ADDED | months_of_both(message)
    asked = [number for number in after if not number.values <= known]
    yield from (shown(number.written) for number in unmatched(asked, before, message.texts[0], source, source))
