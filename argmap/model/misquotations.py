"""Where a quotation stands in a text; or how it differs, and the passages that come nearest to it.

A quotation that is not there word for word is *altered* if one passage has most of its words,
*stitched* if it joins words from several passages as if they were one, and else *fabricated*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from heapq import nlargest
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias, get_args

from argmap.model.quoted_parts import (
    MOST_PARTS,
    Part,
    denial_added,
    denial_left_out,
    may_follow,
    parts_of,
    places_of,
    places_of_part,
)
from argmap.model.searchable_text import Place, SearchableText, Word, is_unspaced, words_of
from argmap.util.text import shorten

Difference: TypeAlias = Literal["fabricated", "altered", "stitched"]
DIFFERENCES: tuple[Difference, ...] = get_args(Difference)

_ALTERED = 0.6
"""The share of the words of a quotation that a passage has in the same order if it was altered."""
_STITCHED = 0.9
"""The share of the words of a quotation that are in pieces of the text if they were stitched."""
_NEAR = 0.4
"""A passage that has a smaller share of the words of a quotation is not worth showing."""
_MOST_PIECES = 6
_SHORTEST_PIECE = 3
_MOST_WORDS = 150
"""So many words of a quotation are compared with passages."""
_CANDIDATES = 5
"""So many passages are compared with a quotation, word by word."""
_SLACK = 3
"""A passage may have so many words more than the quotation, and a few for each ten."""
_MOST_CHANGES = 3
"""So many changes are listed."""
_APART = "it joins passages that are apart in the source"
_SHOWN = 60
"""So many characters of changed words are shown."""


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
    places_of_parts = [places_of_part(part, text) for part in parts]
    for part, found in zip(parts, places_of_parts, strict=True):
        if not found:
            return _compare_words(part.words, text)
    if not parts:
        return Quotation("fabricated", ())
    return _compare_parts(parts, places_of_parts, text)


def _compare_parts(
    parts: Sequence[Part], places_of_parts: Sequence[list[Place]], text: SearchableText
) -> Quotation:
    """Return what is wrong with a quotation whose parts are in a text, each by itself."""
    places: list[Place] = []
    difference: Difference = "altered"
    explanation = ""
    added = denial_added(parts)
    if added:
        explanation = f"it adds “{added}” in brackets"
    for number, (part, found) in enumerate(zip(parts, places_of_parts, strict=True)):
        if number == 0:
            places.append(found[0])
            continue
        before = places[-1]
        later = [place for place in found if place.start >= before.end]
        places.append(later[0] if later else found[0])
        if explanation:
            continue
        if not later:
            difference = "stitched"
            explanation = "its parts are in a different order in the source"
        elif not may_follow(parts[number - 1], part, before.end, later[0].start, text):
            between = text.plain[before.end : later[0].start]
            denial = denial_left_out(text.plain[before.end - 1], between)
            if denial:
                explanation = f"it leaves out “{denial}”"
            else:
                difference = "stitched"
                explanation = _APART
    if not explanation:
        difference = "stitched"
        explanation = _APART
    if difference == "altered":
        places = [Place(places[0].start, places[-1].end)]
    return Quotation(difference, tuple(_passage(place, text) for place in places), explanation)


def _compare_words(words: str, text: SearchableText) -> Quotation:
    """Return how words that are not in a text differ from it."""
    quoted = words_of(words)
    part = quoted
    if len(quoted) > _MOST_WORDS:
        # What differs first is looked at.
        same = _longest_piece(quoted, 0, text)
        start = max(0, same.length - _MOST_WORDS // 2)
        part = quoted[start : start + _MOST_WORDS]
    nearest = _nearest_passage(part, text)
    share = nearest.share if nearest is not None else 0
    if share < _STITCHED:
        pieces = _pieces(quoted, text)
        if pieces:
            passages = [_passage(text.place_of_words(*piece), text) for piece in pieces]
            return Quotation("stitched", tuple(passages), _APART)
    if nearest is None or share < _NEAR:
        return Quotation("fabricated", ())
    passage = _passage(text.place_of_words(nearest.start, nearest.length), text)
    if share < _ALTERED:
        return Quotation("fabricated", (passage,))
    return Quotation("altered", (passage,), _changes(part, nearest, text))


class _Nearest(NamedTuple):
    """The words of a text that come nearest to a quotation.

    Attributes:
        start: the number of the first of them.
        length: how many there are.
        share: the share of the words of the quotation that are among them, in the same order.
        changes: what differs: the words of the quotation, and those of the text in their place.
    """

    start: int
    length: int
    share: float
    changes: list[tuple[slice, slice]]


def _nearest_passage(quoted: Sequence[Word], text: SearchableText) -> _Nearest | None:
    """Return the words of a text that come nearest to a quotation, if they share any.

    Only the passages that share the most words with it, of which rare ones count for more, are
    compared with it word by word.
    """
    words = text.words
    length = min(len(quoted), len(words))
    wanted = {word.folded for word in quoted}
    weights = [1 / text.word_counts[word.folded] if word.folded in wanted else 0 for word in words]
    sums = [0, *accumulate(weights)]
    # One passage from each stretch of half the length, so that they are not all the same.
    stride = max(1, length // 2)
    candidates: list[int] = []
    for first in range(0, len(words) - length + 1, stride):
        starts = range(first, min(first + stride, len(words) - length + 1))
        candidates.append(max(starts, key=lambda start: sums[start + length] - sums[start]))
    best: _Nearest | None = None
    for start in nlargest(
        _CANDIDATES, candidates, key=lambda start: sums[start + length] - sums[start]
    ):
        slack = _SLACK + length // 10
        nearest = _align(quoted, words, max(0, start - slack), start + length + slack)
        if nearest is not None and (best is None or nearest.share > best.share):
            best = nearest
    return best


def _align(quoted: Sequence[Word], words: Sequence[Word], start: int, end: int) -> _Nearest | None:
    """Return the words of a stretch of a text that match those of a quotation in their order."""
    stretch = [word.folded for word in words[start:end]]
    matcher = SequenceMatcher(None, stretch, [word.folded for word in quoted], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    # What was put in the place of the first and last words is as long as they are, most likely.
    begin = max(0, first.a - first.b)
    missing = len(quoted) - last.b - last.size
    stop = min(len(stretch), last.a + last.size + missing)
    changes = []
    in_text, in_quote = begin, 0
    for block in [*blocks, Match(stop, len(quoted), 0)]:
        if block.a > in_text or block.b > in_quote:
            changes.append((slice(in_quote, block.b), slice(start + in_text, start + block.a)))
        in_text, in_quote = block.a + block.size, block.b + block.size
    share = sum(block.size for block in blocks) / len(quoted)
    return _Nearest(start + begin, stop - begin, share, changes)


def _changes(quoted: Sequence[Word], nearest: _Nearest, text: SearchableText) -> str:
    """Return what differs between a quotation and a passage, in words."""
    changes = nearest.changes
    if not changes:
        passage = text.words[nearest.start : nearest.start + nearest.length]
        for number, (said, word) in enumerate(zip(quoted, passage, strict=True)):
            if said.text != word.text:
                changes = [
                    *changes,
                    (
                        slice(number, number + 1),
                        slice(nearest.start + number, nearest.start + number + 1),
                    ),
                ]
    if not changes:
        return "its punctuation differs"
    phrases = []
    for in_quote, in_text in changes[:_MOST_CHANGES]:
        ours = _shown(quoted[in_quote])
        theirs = _shown(text.words[in_text])
        if not ours:
            phrases.append(f"it leaves out “{theirs}”")
        elif not theirs:
            phrases.append(f"it adds “{ours}”")
        else:
            phrases.append(f"it says “{ours}” where the source says “{theirs}”")
    if len(changes) > _MOST_CHANGES:
        phrases.append("and more")
    return "; ".join(phrases)


def _shown(words: Sequence[Word]) -> str:
    between = "" if words and is_unspaced(words[0].text) else " "
    return shorten(between.join(word.text for word in words), _SHOWN)


class _Piece(NamedTuple):
    """Words of a text that are, in the same order, in a quotation."""

    start: int
    length: int


def _pieces(quoted: Sequence[Word], text: SearchableText) -> list[_Piece]:
    """Return the pieces of a text that a quotation is stitched together from, if it is."""
    pieces: list[_Piece] = []
    position = covered = 0
    while position < len(quoted) and len(pieces) <= _MOST_PIECES:
        piece = _longest_piece(quoted, position, text)
        if _is_long_enough(text.words[piece.start : piece.start + piece.length]):
            pieces.append(piece)
            covered += piece.length
        position += max(1, piece.length)
    if not 2 <= len(pieces) <= _MOST_PIECES or covered < _STITCHED * len(quoted):
        return []
    return pieces


def _is_long_enough(words: Sequence[Word]) -> bool:
    """Return whether words are so many that they hardly follow each other by chance."""
    unspaced = sum(is_unspaced(word.text) for word in words)
    return len(words) - unspaced // 2 >= _SHORTEST_PIECE


def _longest_piece(quoted: Sequence[Word], position: int, text: SearchableText) -> _Piece:
    """Return the most words of a text that are in a quotation from a position on."""
    longest = len(quoted) - position
    found = _Piece(0, 0)
    length = 1
    while found.length < longest:
        start = text.find_words(quoted[position : position + length])
        if start < 0:
            longest = length - 1
        else:
            found = _Piece(start, length)
        # Twice as many at first, so that not all of a long quotation is looked for; then halfway.
        length = min(2 * length, (found.length + longest + 1) // 2)
    return found


def _passage(place: Place, text: SearchableText) -> SourcePassage:
    """Return a passage in the signs of a text."""
    start, end = text.original_start(place.start), text.original_end(place.end)
    return SourcePassage(
        text.original[start:end], text.offset + start, text.offset + end, text.line_of(start)
    )
