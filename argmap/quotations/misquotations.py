"""Where a quotation stands in a text; or how it differs, and the passages that come nearest to it.

A quotation that is not there word for word is *altered* if one passage has most of its words,
*stitched* if it joins words from several passages as if they were one, and else *fabricated*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from heapq import nlargest
from itertools import accumulate, pairwise
from operator import sub
from typing import Literal, NamedTuple, TypeAlias

from argmap.languages.writing import is_unspaced
from argmap.quotations.quoted_parts import (
    MOST_PARTS,
    Part,
    cut_off_after,
    cut_off_before,
    denial_left_out,
    is_far,
    may_follow,
    parts_of,
    places_of,
    places_of_part,
    qualifier_added,
)
from argmap.quotations.searchable_text import Place, SearchableText
from argmap.util.text import shorten

Difference: TypeAlias = Literal["fabricated", "altered", "stitched"]

_ALTERED = 0.6
"""The share of the words of a quotation that a passage has in the same order if it was altered."""
_STITCHED = 0.9
"""The share of the words of a quotation that are in pieces of the text if they were stitched."""
_NEAR = 0.4
"""A passage that has a smaller share of the words of a quotation is not worth showing."""
_MOST_PIECES = 6
_SHORTEST_PIECE = 3
_MOST_WORDS = 150
"""How many words of a quotation are compared with passages."""
_CANDIDATES = 5
"""How many passages are compared with a quotation, word by word."""
_SLACK = 3
"""How many words more than the quotation a passage may have, and a few more for each ten."""
_MOST_CHANGES = 3
"""How many changes are listed."""
_APART = "it joins passages that are apart in the source"
_SHOWN = 60
"""How many characters of changed words are shown."""


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage of a text.

    Attributes:
        text: the passage, in the text's own characters.
        start: the index of its first character in the text.
        end: the index after its last character.
        line: the number of the line on which it starts. The first line is 1.
    """

    text: str
    start: int
    end: int
    line: int

    def __repr__(self) -> str:
        return f"<line {self.line}: “{shorten(self.text, _SHOWN)}”>"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The result of looking for a quotation in a text.

    Attributes:
        difference: "" if the quotation is in the text. Otherwise, `altered` if a passage has most
            of its words, `stitched` if it joins several passages as if they were one, or
            `fabricated` if the text contains nothing like it.
        passages: where the quotation is in the text, or the passages closest to it. If nothing
            is similar, there are none. Several passages are the pieces of a stitched quotation.
        explanation: what differs, as a phrase such as `it leaves out “not”`, or "".
    """

    difference: Literal["", Difference]
    passages: tuple[SourcePassage, ...]
    explanation: str = ""

    @property
    def found(self) -> bool:
        """Whether the quotation is in the text, word for word."""
        return not self.difference

    def __repr__(self) -> str:
        about: str = self.difference or "found"
        if self.explanation:
            about += f" ({self.explanation})"
        passages = "".join(
            f", line {each.line}: “{shorten(each.text, _SHOWN)}”" for each in self.passages
        )
        return f"<Quotation {about}{passages}>"


def compare_quotation(quote: str, text: SearchableText) -> Quotation:
    """Return where a quotation stands in a text, or how it differs from the nearest passage."""
    places = places_of(quote, text)
    if places is not None:
        return Quotation("", (_passage(Place(places[0].start, places[-1].end), text),))
    parts = parts_of(quote)
    if len(parts) > MOST_PARTS:
        return Quotation("stitched", (), f"it leaves out words more than {MOST_PARTS} times")
    for part in parts:
        if next(places_of_part(part, text), None) is None:
            return _compare_words(part.words, text)
    if not parts:
        return Quotation("fabricated", ())
    return _compare_parts(parts, text)


def _compare_parts(parts: Sequence[Part], text: SearchableText) -> Quotation:
    """Return what is wrong with a quotation whose parts are in a text, each by itself."""
    places = [_place_before_the_rest(parts, text)]
    alteration = reordering = joint = ""
    for part_before, part in pairwise(parts):
        end = places[-1].end
        place = next(places_of_part(part, text, end), None)
        if place is None:
            place = next(places_of_part(part, text))
            reordering = "its parts are in a different order in the source"
        elif not may_follow(part_before, part, end, place.start, text):
            between = text.plain[end : place.start]
            if is_far(part_before.words, part.words, between):
                joint = _APART
            elif not alteration:
                alteration = _describe_gap(part, text.plain[end - 1 : end], between)
        places.append(place)
    alteration = alteration or _describe_ends(parts, places, text)
    if alteration and not (reordering or joint):
        passage = _passage(Place(places[0].start, places[-1].end), text)
        return Quotation("altered", (passage,), alteration)
    passages = tuple(_passage(place, text) for place in places)
    return Quotation("stitched", passages, reordering or _APART)


def _place_before_the_rest(parts: Sequence[Part], text: SearchableText) -> Place:
    """Return the place of the first part that is nearest before the second part.

    Words such as `there is` are in many places. Without a place before the second part, the first
    place is returned.
    """
    first, *others = places_of_part(parts[0], text)
    for part in parts[1:2]:
        start = next(places_of_part(part, text, first.end), first).start
        first = max((place for place in [first, *others] if place.end <= start), default=first)
    return first


def _describe_ends(parts: Sequence[Part], places: Sequence[Place], text: SearchableText) -> str:
    """Return what is wrong with the words in brackets, or left out, around the parts, or ""."""
    added = qualifier_added(parts)
    cut = cut_off_before(parts[0], places[0], text)
    if parts[0].gap.added and cut and not parts[0].gap.begins_word:
        return _replaced(parts[0].gap.added, cut)
    if added:
        return f"it adds “{added}” in brackets"
    cut = cut or cut_off_after(parts[-1], places[-1], text)
    return f"it cuts off “{shorten(cut, _SHOWN)}”" if cut else ""


def _replaced(added: str, words: str) -> str:
    return f"it says “{added}” where the source says “{shorten(words, _SHOWN)}”"


def _describe_gap(part: Part, before: str, between: str) -> str:
    """Return what is wrong with words in brackets, or with words left out, before a part."""
    is_capital = part.gap.is_shown and part.gap.begins_word  # `…. [T]he`
    if part.gap.added and not between.strip():
        return f"it adds “{part.gap.added}” in brackets"
    if part.gap.added and not is_capital:
        return _replaced(part.gap.added, between.strip())
    denial = denial_left_out(before, between, part.words)
    if denial:
        return f"it leaves out “{denial}”"
    return "it joins two sentences as if they were one; “….” shows where a sentence ends"


def _compare_words(plain_words: str, text: SearchableText) -> Quotation:
    """Return how words that are not in a text differ from it."""
    quote = SearchableText(plain_words)
    first = 0
    if len(quote.words) > _MOST_WORDS:
        # What differs first is looked at.
        same = _longest_piece(quote.words, 0, text)
        first = max(0, same.length - _MOST_WORDS // 2)
    nearest = _nearest_words(quote.words[first : first + _MOST_WORDS], text)
    if nearest.share < _STITCHED:
        pieces = _pieces(quote.words, text)
        if pieces:
            passages = [_passage(text.place_of_words(*piece), text) for piece in pieces]
            return Quotation("stitched", tuple(passages), _APART)
    if nearest.share < _NEAR:
        return Quotation("fabricated", ())
    passage = _passage(text.place_of_words(nearest.first, nearest.length), text)
    if nearest.share < _ALTERED:
        return Quotation("fabricated", (passage,))
    return Quotation("altered", (passage,), _describe(nearest, quote, first, text))


class _Change(NamedTuple):
    """Where a quotation differs from a text: a number of words of it, from a first one on, in place
    of a number of words of the text.
    """

    first: int
    length: int
    first_in_text: int
    length_in_text: int


class _Nearest(NamedTuple):
    """The words of a text that come nearest to those of a quotation.

    Attributes:
        first: the number of the first of them.
        length: how many there are.
        share: the share of the words of the quotation that are among them, in the same order.
        changes: where they differ.
    """

    first: int = 0
    length: int = 0
    share: float = 0
    changes: tuple[_Change, ...] = ()


def _nearest_words(quoted: Sequence[str], text: SearchableText) -> _Nearest:
    """Return the words of a text that come nearest to those of a quotation.

    Only the passages that share the most words with it, of which rare ones count for more, are
    compared with it word by word.
    """
    length = min(len(quoted), len(text.words))
    weights = {word: 1 / text.word_counts[word] for word in quoted if word in text.word_counts}
    if not weights:
        return _Nearest()
    # The difference of two sums is the weight of the words between.
    sums = [0, *accumulate(weights.get(word, 0) for word in text.words)]
    scores = list(map(sub, sums[length:], sums))
    # At most one passage from each stretch of half its length, so that they are not all the same.
    stretch = max(1, length // 2)
    stretches = range(0, len(scores), stretch)
    best_stretches = nlargest(
        _CANDIDATES, stretches, key=lambda start: max(scores[start : start + stretch])
    )
    nearest = _Nearest()
    for start in best_stretches:
        first = scores.index(max(scores[start : start + stretch]), start)
        slack = _SLACK + length // 10
        candidate = _align(quoted, text.words, max(0, first - slack), first + length + slack)
        nearest = max(nearest, candidate, key=lambda each: each.share)
    return nearest


def _align(quoted: Sequence[str], words: Sequence[str], first: int, end: int) -> _Nearest:
    """Return the words of a stretch of a text that match those of a quotation in their order."""
    stretch = words[first:end]
    blocks = [
        block
        for block in SequenceMatcher(None, stretch, quoted, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return _Nearest()
    # As many words of the text are in the place of those at the ends, most likely.
    start = max(0, blocks[0].a - blocks[0].b)
    words_after = len(quoted) - blocks[-1].b - blocks[-1].size
    stop = min(len(stretch), blocks[-1].a + blocks[-1].size + words_after)
    changes: list[_Change] = []
    in_text, in_quote = start, 0
    for block in [*blocks, Match(stop, len(quoted), 0)]:
        if block.a > in_text or block.b > in_quote:
            changes.append(
                _Change(in_quote, block.b - in_quote, first + in_text, block.a - in_text)
            )
        in_text, in_quote = block.a + block.size, block.b + block.size
    share = sum(block.size for block in blocks) / len(quoted)
    return _Nearest(first + start, stop - start, share, tuple(changes))


def _describe(nearest: _Nearest, quote: SearchableText, first: int, text: SearchableText) -> str:
    """Return what differs between a quotation, from a word on, and the nearest words of a text."""
    changes = nearest.changes or [
        _Change(number, 1, nearest.first + number, 1)
        for number in range(nearest.length)
        if quote.text_of_words(first + number, 1) != text.text_of_words(nearest.first + number, 1)
    ]
    if not changes:
        return "its punctuation differs"
    phrases = []
    for change in changes[:_MOST_CHANGES]:
        ours = shorten(quote.text_of_words(first + change.first, change.length), _SHOWN)
        theirs = shorten(text.text_of_words(change.first_in_text, change.length_in_text), _SHOWN)
        if not ours:
            phrases.append(f"it leaves out “{theirs}”")
        elif not theirs:
            phrases.append(f"it adds “{ours}”")
        else:
            phrases.append(f"it says “{ours}” where the source says “{theirs}”")
    if len(changes) > _MOST_CHANGES:
        phrases.append("and more")
    return "; ".join(phrases)


class _Piece(NamedTuple):
    """Words of a text that are, in the same order, in a quotation."""

    first: int
    length: int


def _pieces(quoted: Sequence[str], text: SearchableText) -> list[_Piece]:
    """Return the pieces of a text that a quotation is stitched together from, if it is."""
    pieces: list[_Piece] = []
    position = missing = number = 0
    while position < len(quoted):
        piece = _longest_piece(quoted, position, text)
        if _is_long_enough(quoted[position : position + piece.length]):
            pieces.append(piece)
        else:
            missing += max(1, piece.length)
        position += max(1, piece.length)
        number += 1
        if number > _MOST_PIECES or missing > (1 - _STITCHED) * len(quoted):
            return []
    return pieces if len(pieces) > 1 else []


def _is_long_enough(words: Sequence[str]) -> bool:
    """Return whether words are so many that they hardly follow each other by chance."""
    unspaced = sum(map(is_unspaced, words))
    return len(words) - unspaced // 2 >= _SHORTEST_PIECE


def _longest_piece(quoted: Sequence[str], position: int, text: SearchableText) -> _Piece:
    """Return the most words of a text that are in a quotation from a position on."""
    longest = len(quoted) - position
    found = _Piece(0, 0)
    length = 1
    while found.length < longest:
        first = text.find_words(quoted[position : position + length])
        if first < 0:
            longest = length - 1
        else:
            found = _Piece(first, length)
        # Twice as many at first, so that not all of a long quotation is looked for; then halfway.
        length = min(2 * length, (found.length + longest + 1) // 2)
    return found


def _passage(place: Place, text: SearchableText) -> SourcePassage:
    """Return a passage in the signs of a text."""
    start, end = text.original_start(place.start), text.original_end(place.end)
    return SourcePassage(
        text.original[start:end], text.offset + start, text.offset + end, text.line_of(start)
    )
