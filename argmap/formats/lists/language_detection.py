"""The language of a list: told by the words of argmap's outlines in it, by words such as "But:", or
by its letters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from argmap.formats.lists.inline_markup import markdown_text
from argmap.formats.lists.listing import Listing
from argmap.formats.lists.outline_words import (
    beginnings_of_attributions,
    marks_of,
    parse_reference,
    pieces_of_marks,
)
from argmap.languages.list_table import LIST_WORDS, OUTLINE_WORDS
from argmap.languages.roles import spoken_role
from argmap.languages.words import ListWords

_MARKS_AT_END = re.compile(r"[\[*]([^\[\]*]+)[\]*]$")

_FEWEST_COMMON_WORDS = 4


def language_of(listing: Listing) -> str:
    """Return the language of a list; "" where it is English, or does not show."""
    by_words = _by_words_of_outlines(listing)
    if by_words:
        return _most_likely(by_words)
    text = " ".join(item.text for item in listing.items())
    for tag, words in LIST_WORDS.items():
        # Half of the text may be names and numbers.
        if _letters_of(words, text) * 4 > len(text):
            return tag
    return _most_likely(_by_common_words(text))


def _letters_of(words: ListWords, text: str) -> int:
    """Return how many letters of a text are in the script of a language.

    It is 0 for the Latin script, which says nothing, and for a text with letters that other
    languages of the script add: Persian and Urdu are not Arabic.
    """
    if not words.first_letter or not set(words.letters_of_others).isdisjoint(text):
        return 0
    return len(re.findall(f"[{words.first_letter}-{words.last_letter}]", text))


def _most_likely(languages: Counter[str]) -> str:
    if not languages:
        return ""
    most = max(languages.values())
    likely = [tag for tag, number in languages.items() if number == most]
    return "" if "en" in likely else likely[0]


def _by_words_of_outlines(listing: Listing) -> Counter[str]:
    """Return how often each language has the words of roles, marks, attributions and headings."""
    languages: Counter[str] = Counter()
    headings = [listing.heading_of_sources, *(part.heading for part in listing.parts)]
    for heading in headings:
        languages.update(_headings().get(heading.casefold(), ()))
    for item in listing.items():
        said = item.text.lstrip("*_")
        if listing.is_markdown and item.number:
            said = markdown_text(said)  # an outline has anchors and links among its words
        spoken = spoken_role(said)
        text = spoken.text if spoken else said
        if spoken:
            languages.update(spoken.languages)
        if item.number:
            languages.update(_languages_of_reference(text))
        marks = _MARKS_AT_END.search(item.text)
        pieces = pieces_of_marks(marks[1]) if marks else []
        for piece in pieces:
            languages.update(_languages_of_marks().get(piece, ()))
        for tag, beginnings in _beginnings().items():
            if item.attribution.lstrip("(（").startswith(beginnings):
                languages[tag] += 1
    for reference in listing.references:
        for tag, words in OUTLINE_WORDS.items():
            opening, closing = words.quotes
            if opening in reference.text and closing in reference.text:
                languages[tag] += 1
    return languages


def _by_common_words(text: str) -> Counter[str]:
    number_of = Counter(re.findall(r"\w+", text.casefold()))
    languages: Counter[str] = Counter()
    for tag, words in LIST_WORDS.items():
        number = sum(number_of[word] for word in words.common_words.split())
        if number >= _FEWEST_COMMON_WORDS:
            languages[tag] = number
    return languages


@cache
def _headings() -> dict[str, list[str]]:
    """Return the headings of outlines in small letters, each with its languages."""
    languages: dict[str, list[str]] = {}
    for tag, words in OUTLINE_WORDS.items():
        for heading in (words.sources, words.no_side, words.continued, words.not_connected):
            languages.setdefault(heading.casefold(), []).append(tag)
    return languages


def _languages_of_reference(text: str) -> list[str]:
    """Return the languages in which a text refers to a number: "see 1.2: …"."""
    return [tag for tag, words in OUTLINE_WORDS.items() if parse_reference(text, words)[0]]


@cache
def _languages_of_marks() -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for tag, words in OUTLINE_WORDS.items():
        for mark in marks_of(words):
            languages.setdefault(mark, []).append(tag)
    return languages


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """Return what an attribution begins with in each language."""
    beginnings: dict[str, tuple[str, ...]] = {}
    for tag, words in OUTLINE_WORDS.items():
        of_fields = beginnings_of_attributions(words)
        beginnings[tag] = tuple(beginning for _, beginning in of_fields)
    return beginnings
