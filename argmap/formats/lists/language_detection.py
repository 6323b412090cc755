"""The language of a list, by the words of argmap's outlines, by common words, or by its letters.

1.1 Einwand: Sie gehen später zu Bett. [unbelegt]      a role and marks: German
- 手机分散注意力。                                        letters: Chinese
- Les élèves dorment trop peu pour apprendre.          common words: French
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from argmap.formats.lists.inline_markup import markdown_text
from argmap.formats.lists.listing import Item, Listing
from argmap.formats.lists.outline_words import (
    COMMA_OR_SEMICOLON,
    beginnings_of_attributions,
    marks_of,
    parse_reference,
)
from argmap.languages.list_table import LIST_WORDS, OUTLINE_WORDS
from argmap.languages.roles import spoken_role

_MARKS_AT_END = re.compile(r"[\[*]([^\[\]*]+)[\]*]$")

_FEWEST_COMMON_WORDS = 4


def languages_of(listing: Listing) -> tuple[str, str]:
    """Return the language of a list, "" if it is English or does not show, and the one that it is
    likely in, which suffices where the word "Aber" at the beginning of an item says the rest.
    """
    spoken = Counter(_languages_spoken(listing))
    language = _most_likely(spoken)
    # "Pro" is English and German, so that other words must show which it is.
    is_shared = list(spoken.values()).count(max(spoken.values(), default=0)) > 1
    if language or (spoken and not is_shared):
        return language, language
    # "Con: …" is not the Spanish word.
    spoken_roles = ((spoken_role(item.text), item.text) for item in listing.items())
    text = " ".join(role.text if role else text for role, text in spoken_roles)
    characters = set(text)
    for tag, words in LIST_WORDS.items():
        # The Latin script says nothing, and letters that only other languages of the script add
        # speak against it: Persian and Urdu are not Arabic.
        if words.first_letter and set(words.letters_of_others).isdisjoint(characters):
            alphabet = f"[{words.first_letter}-{words.last_letter}]"
            letters = re.findall(alphabet, text)
            # Half of the text may be names and numbers.
            if len(letters) * 4 > len(text):
                return tag, tag
    languages = _numbers_of_common_words(text)
    enough = Counter({tag: n for tag, n in languages.items() if n >= _FEWEST_COMMON_WORDS})
    headings = [part.heading for part in listing.parts]
    languages += _numbers_of_common_words(" ".join([listing.title, *headings]))
    return _most_likely(enough), _most_likely(languages)


def language_of_words(text: str, *, fewest: int = 1) -> str:
    """Return the language that most of the common words in a text are in, and at least so many; ""
    if none leads.
    """
    languages = _numbers_of_common_words(text)
    most = max(languages.values(), default=0)
    leading = [tag for tag, number in languages.items() if number == most >= fewest]
    return leading[0] if len(leading) == 1 else ""


def _numbers_of_common_words(text: str) -> Counter[str]:
    """Return how many words of a text are common in each language."""
    languages: Counter[str] = Counter()
    number_of = Counter(re.findall(r"\w+", text.casefold()))
    for tag, words in LIST_WORDS.items() if number_of else ():
        languages[tag] = sum(number_of[word] for word in words.common_words.split())
    return +languages


def _most_likely(languages: Counter[str]) -> str:
    most = max(languages.values(), default=0)
    likely = [tag for tag, number in languages.items() if number == most]
    return likely[0] if likely and "en" not in likely else ""


@cache
def _languages_of_words() -> dict[str, list[str]]:
    """Return the headings of outlines, in small letters, and their marks, with their languages.

    Example: `# sources` and `[documented]`, each with `en`.
    """
    languages = defaultdict(list)
    for tag, words in OUTLINE_WORDS.items():
        headings = (words.sources, words.no_side, words.continued, words.not_connected)
        for heading in (*headings, words.not_connected_by_source):
            languages[f"# {heading.casefold()}"].append(tag)
        for mark in marks_of(words):
            languages[f"[{mark}]"].append(tag)
    return languages


def _languages_spoken(listing: Listing) -> Iterator[str]:
    """Yield the languages of each of the words of roles, marks, attributions and headings."""
    known = _languages_of_words()
    yield from known.get(f"# {listing.heading_of_sources.casefold()}", ())
    for part in listing.parts:
        yield from known.get(f"# {part.heading.casefold()}", ())
    for item in listing.items():
        yield from _languages_of_item(item, is_markdown=listing.is_markdown)
    for reference in listing.references:
        for tag, words in OUTLINE_WORDS.items():
            if all(mark in reference.text for mark in words.quotes):
                yield tag


def _languages_of_item(item: Item, *, is_markdown: bool) -> Iterator[str]:
    text = item.text.lstrip("*_")
    if is_markdown and item.number:
        text = markdown_text(text)  # an outline has anchors and links among its words
    spoken = spoken_role(text)
    if spoken:
        text = spoken.text
        yield from spoken.languages
    if item.number:
        for tag, words in OUTLINE_WORDS.items():
            number, _ = parse_reference(text, words)
            if number:
                yield tag
    marks = _MARKS_AT_END.search(item.text) if item.text.endswith(("]", "*")) else None
    if marks:
        for mark in COMMA_OR_SEMICOLON.split(marks[1]):
            yield from _languages_of_words().get(f"[{mark}]", ())
    if item.attribution:
        attribution = item.attribution.lstrip("(（")
        for tag, words in OUTLINE_WORDS.items():
            if attribution.startswith(tuple(beginnings_of_attributions(words).values())):
                yield tag
