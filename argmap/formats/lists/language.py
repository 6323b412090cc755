"""The language of a list: told by the words of argmap's outlines in it, by words such as "But:", or
by its letters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from argmap.formats.lists.listing import Listing
from argmap.formats.lists.markup import markdown_text
from argmap.formats.lists.outline_words import (
    beginnings_of_attributions,
    marks_of,
    pieces_of_marks,
    referred_number,
)
from argmap.languages import KNOWN, words_for
from argmap.languages.roles import spoken_role

_MARKS_AT_END = re.compile(r"[\[*]([^\[\]*]+)[\]*]$")

# Words that are common in one of the languages and rare in the others.
_COMMON_WORDS = {
    "de": "der die das und ist nicht sind ein eine für wird werden auch mit sich auf",
    "en": "the and is are not of to that they for be with should it",
    "es": "el los las y es no son una del que por con para más se",
    "fr": "le les des et est pas sont une du que dans pour ne plus aux",
    "it": "il gli e è non sono una della che di per con più nel si",
    "pt": "o os as e é não são uma do da que por com para mais em",
}
_FEWEST_COMMON_WORDS = 4
_LETTERS = {
    "he": re.compile("[\u05d0-\u05ea]"),
    "ar": re.compile("[\u0621-\u064a]"),
    "ja": re.compile("[\u3041-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
_LETTERS_OF_OTHERS = {"ar": re.compile("[پچژگکی\u0679\u0688\u0691]")}
"""Letters of languages that share a script: Persian and Urdu are not Arabic."""


def language_of(listing: Listing) -> str:
    """Return the language of a list; "" where it is English, or does not show."""
    by_words = _by_words_of_outlines(listing)
    if by_words:
        return _most_likely(by_words)
    text = " ".join(item.text for item in listing.items())
    for tag, letters in _LETTERS.items():
        others = _LETTERS_OF_OTHERS.get(tag)
        # Half of the text may be names and numbers.
        if len(letters.findall(text)) * 4 > len(text) and not (others and others.search(text)):
            return tag
    return _most_likely(_by_common_words(text))


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
            languages.update(tag for tag in KNOWN if referred_number(text, words_for(tag))[0])
        marks = _MARKS_AT_END.search(item.text)
        pieces = pieces_of_marks(marks[1]) if marks else []
        for piece in pieces:
            languages.update(_languages_of_marks().get(piece, ()))
        for tag, beginnings in _beginnings().items():
            if item.attribution.lstrip("(（").startswith(beginnings):
                languages[tag] += 1
    for reference in listing.references:
        for tag in KNOWN:
            opening, closing = words_for(tag).quotes
            if opening in reference.text and closing in reference.text:
                languages[tag] += 1
    return languages


def _by_common_words(text: str) -> Counter[str]:
    words = Counter(re.findall(r"\w+", text.casefold()))
    languages: Counter[str] = Counter()
    for tag, common in _COMMON_WORDS.items():
        number = sum(words[word] for word in common.split())
        if number >= _FEWEST_COMMON_WORDS:
            languages[tag] = number
    return languages


@cache
def _headings() -> dict[str, list[str]]:
    """Return the headings of outlines in small letters, each with its languages."""
    languages: dict[str, list[str]] = {}
    for tag in KNOWN:
        words = words_for(tag)
        for heading in (words.sources, words.no_side, words.continued, words.not_connected):
            languages.setdefault(heading.casefold(), []).append(tag)
    return languages


@cache
def _languages_of_marks() -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for tag in KNOWN:
        for mark in marks_of(words_for(tag)):
            languages.setdefault(mark, []).append(tag)
    return languages


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """Return what an attribution begins with in each language."""
    beginnings: dict[str, tuple[str, ...]] = {}
    for tag in KNOWN:
        of_fields = beginnings_of_attributions(words_for(tag))
        beginnings[tag] = tuple(beginning for _, beginning in of_fields)
    return beginnings
