"""Functions for the rules about wording: words, quotations, and the place of a word in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from argmap.languages.writing import IDEOGRAPHS
from argmap.model import ArgumentMap, Claim
from argmap.model.diagnostics import Span

# The length of a quotation is limited, so that an opening mark without a closing mark costs little.
# A closing ’ is not followed by a letter; an apostrophe is.
_QUOTATION = (
    '"[^"]{0,999}"|“[^”]{0,999}”|„[^“”]{0,999}[“”]|«[^»]{0,999}»'
    r"|‘[^’]{0,999}’(?![^\W\d_])|「[^」]{0,999}」"
)
_QUOTES = '["“„«‘「]'

ENGLISH = ("en",)
"""The languages of a rule that depends on English words."""


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word, with the apostrophes in it: `don't`."""
_MOST_READ = 200
_FEWEST_READ = 5


def words_in(file: str) -> frozenset[str]:
    """Return the words in a file in this folder."""
    return frozenset(Path(__file__).with_name(file).read_text(encoding="utf-8").split())


_ENGLISH_WORDS = words_in("common_words.txt")
"""Words that nearly every English sentence contains, and that no other European language has."""


def language_of(map: ArgumentMap) -> str:
    """Return the language of a map's claims without script or region: `pt` where the map says
    `pt-BR`.

    If the map does not name its language, it is English, or "" if the claims do not look English.
    """
    if map.language:
        return map.language.partition("-")[0].lower()
    # Claims look English if at least a fifth of the longer ones contain a common English word. Only
    # a few longer ones do not prove anything.
    texts = [claim.text.lower().split() for claim in islice(map.claims.values(), _MOST_READ)]
    longer = [words for words in texts if len(words) >= _FEWEST_READ]
    with_english_words = sum(not _ENGLISH_WORDS.isdisjoint(words) for words in longer)
    is_english = len(longer) < _FEWEST_READ or with_english_words >= len(longer) / 5
    return "en" if is_english else ""


@cache
def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern that matches any word or phrase in a list that is separated by commas.

    In the list, `*` matches any ending of a word.
    """
    alternatives = []
    for word in words.split(","):
        escaped = re.escape(" ".join(word.split()))
        alternatives.append(
            escaped.replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("'", "['’]")
        )
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def any_in(file: str) -> re.Pattern[str]:
    """Return a pattern for the words and phrases in a file in this folder; see `any_of`."""
    return any_of(Path(__file__).with_name(file).read_text(encoding="utf-8").strip())


def without_quotations(text: str) -> str:
    """Return a text with its quotations blanked out, at the same length."""
    if not re.search(_QUOTES, text):
        return text
    return re.sub(_QUOTATION, lambda match: "\0" * len(match[0]), text)


def matching_claims(
    map: ArgumentMap,
    pattern: str,
    words: tuple[str, ...],
    accepts: Callable[[re.Match[str]], bool] = bool,
) -> Iterator[tuple[Claim, re.Match[str]]]:
    """Yield each claim that matches a pattern outside quotation marks, together with the first
    match that a function accepts; by default, every match is accepted.

    Only texts that contain one of the words are searched, to keep a check of ten thousand claims
    fast.
    """
    for claim in map.claims.values():
        lowered = claim.text.lower()
        if not any(word in lowered for word in words):
            continue
        matches = re.finditer(pattern, without_quotations(claim.text))
        match = next(filter(accepts, matches), None)
        if match:
            yield claim, match


def place_in_text(claim: Claim, start: int, end: int) -> Span | None:
    """Return the place of part of a claim's text in the file.

    The place is exact if the text is on one line and contains no escapes. Otherwise, it is the
    place of the whole text.
    """
    whole = claim.places.get("text")
    if whole is None or whole.line != whole.end_line:
        return claim.at("text")
    spare = whole.end_column - whole.column - len(claim.text)
    if spare not in (0, 2):
        return whole
    first = whole.column + spare // 2  # after the opening quote, if there is one
    return Span(whole.file, whole.line, first + start, whole.line, first + end)


def place_of_match(claim: Claim, match: re.Match[str], group: int | str = 0) -> Span | None:
    """Return the place of a match, or of one of its groups, in the file with the claim's text."""
    return place_in_text(claim, match.start(group), match.end(group))


def count_words(text: str) -> int:
    """Return the number of words in a text; two Chinese or Japanese characters count as one."""
    words = len(text.split())
    if not text.isascii():
        words += len(re.findall(f"[{IDEOGRAPHS}]", text)) // 2
    return words


_MARKS_BETWEEN_IDS = ",;+&"
_BETWEEN_IDS = r"\s*[,;+&]\s*|\s+and\s+|\s+"


def parse_ids(text: str, known: Container[str]) -> list[str]:
    """Return the ids in a text that is a list of known ids, such as "sleep, grades and costs".

    If the text contains anything else, or only one id, return an empty list. One rule flags lists
    of ids, so the other rules ignore them.
    """
    text = text.strip()
    first, *_ = text.split(maxsplit=1) or ("",)
    if first not in known and not any(mark in first for mark in _MARKS_BETWEEN_IDS):
        return []  # This quick check is enough for nearly every text.
    ids = re.split(_BETWEEN_IDS, text)
    if len(ids) < 2 or not all(id in known for id in ids):
        return []
    return ids
