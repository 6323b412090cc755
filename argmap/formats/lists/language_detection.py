"""The language of a list, by the words of argmap's outlines, by common words, or by its letters.

1.1 Einwand: Sie gehen später zu Bett. [unbelegt]      a role and marks: German
- 手机分散注意力。                                        letters: Chinese
- Les élèves dorment trop peu pour apprendre.          common words: French
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from argmap.formats.lists.inline_markup import markdown_text
from argmap.formats.lists.listing import Listing
from argmap.formats.lists.outline_words import (
    COMMAS_AND_SEMICOLONS,
    all_beginnings,
    marks_of,
    parse_reference,
)
from argmap.languages.list_table import LIST_WORDS, OUTLINE_WORDS
from argmap.languages.roles import spoken_role

_MARKS_AT_END = re.compile(r"[\[*]([^\[\]*]+)[\]*]$")

_FEWEST_COMMON_WORDS = 4


def language_of(listing: Listing) -> str:
    """Return the language of a list; "" where it is English, or does not show."""
    by_words = _by_words_of_outlines(listing)
    if by_words:
        return _most_likely(by_words)
    text = " ".join(item.text for item in listing.items())
    for tag, words in LIST_WORDS.items():
        # The Latin script says nothing, and letters that only other languages of the script add
        # speak against it: Persian and Urdu are not Arabic.
        if words.first_letter and set(words.letters_of_others).isdisjoint(text):
            letters = re.findall(f"[{words.first_letter}-{words.last_letter}]", text)
            # Half of the text may be names and numbers.
            if len(letters) * 4 > len(text):
                return tag
    number_of = Counter(re.findall(r"\w+", text.casefold()))
    languages: Counter[str] = Counter()
    for tag, words in LIST_WORDS.items():
        number = sum(number_of[word] for word in words.common_words.split())
        if number >= _FEWEST_COMMON_WORDS:
            languages[tag] = number
    return _most_likely(languages)


def _most_likely(languages: Counter[str]) -> str:
    if not languages:
        return ""
    most = max(languages.values())
    likely = [tag for tag, number in languages.items() if number == most]
    return "" if "en" in likely else likely[0]


@cache
def _languages_of_words() -> dict[str, list[str]]:
    """Return the headings of outlines, in small letters, and their marks, with their languages.

    Example: `# sources` and `[documented]`, each with `en`.
    """
    languages: dict[str, list[str]] = defaultdict(list)
    for tag, words in OUTLINE_WORDS.items():
        for heading in (words.sources, words.no_side, words.continued, words.not_connected):
            languages[f"# {heading.casefold()}"].append(tag)
        for mark in marks_of(words):
            languages[f"[{mark}]"].append(tag)
    return languages


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """Return what an attribution begins with in each language."""
    beginnings: dict[str, tuple[str, ...]] = {}
    for tag, words in OUTLINE_WORDS.items():
        beginnings[tag] = all_beginnings(words)
    return beginnings


def _by_words_of_outlines(listing: Listing) -> Counter[str]:
    """Return how often each language has the words of roles, marks, attributions and headings."""
    languages: Counter[str] = Counter()
    known = _languages_of_words()
    headings = [listing.heading_of_sources, *(part.heading for part in listing.parts)]
    for heading in headings:
        languages.update(known.get(f"# {heading.casefold()}", ()))
    for item in listing.items():
        text = item.text.lstrip("*_")
        if listing.is_markdown and item.number:
            text = markdown_text(text)  # an outline has anchors and links among its words
        spoken = spoken_role(text)
        if spoken:
            text = spoken.text
            languages.update(spoken.languages)
        if item.number:
            languages.update(_languages_of_reference(text))
        marks = _MARKS_AT_END.search(item.text)
        if marks:
            for piece in COMMAS_AND_SEMICOLONS.split(marks[1]):
                languages.update(known.get(f"[{piece}]", ()))
        attribution = item.attribution.lstrip("(（")
        for tag, beginnings in _beginnings().items():
            if attribution.startswith(beginnings):
                languages[tag] += 1
    for reference in listing.references:
        languages.update(_languages_of_quotes(reference.text))
    return languages


def _languages_of_reference(text: str) -> list[str]:
    """Return the languages in which a text refers to a number: "see 1.2: …"."""
    return [tag for tag, words in OUTLINE_WORDS.items() if parse_reference(text, words)[0]]


def _languages_of_quotes(text: str) -> list[str]:
    return [
        tag for tag, words in OUTLINE_WORDS.items() if all(mark in text for mark in words.quotes)
    ]
