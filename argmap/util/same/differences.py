"""What a claim changes in the words that it quotes.

    80 percent came.            Up to 8 percent came.         "80", "up to 8"
    The banks oppose tolls.     We have never opposed tolls.  "oppose", "never opposed"
    All pupils were late.       Some pupils were late.        "all pupils", "some pupils"
    Rents rose.                 Rents fell.                   "rose", "fell"

A claim leaves words out, and says others. So where the judge of whether two texts say the same
can't tell, this allows for all else that differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.util.same.parsed_text import LONGEST, ParsedText, Unit, parse_text
from argmap.util.same.relation import LIMITS, RelationKind, relate
from argmap.util.same.table import Table

_FUNCTION_WORDS = ("free", "weak", "links", "conjunctions", "and", "auxiliaries", "negations")
_LEAST_SHARE = 0.2
"""The share of words without content in a text of the language."""
_PUNCTUATION = ".,;:!?“”\"'()[]"
_LONGEST_STEM = 5
"""Words that have so many letters in common at their beginning are likely of one family."""
_FEWEST_WORDS = 2
_SAYS_TOO_MUCH = (RelationKind.DENIES, RelationKind.MORE, RelationKind.DIFFERENT)
_COUNTED = ("quantity", "frequency")


def is_in_language(text: str, table: Table) -> bool:
    """Return whether a text seems to be in the language of a table."""
    known: set[str] = set()
    for section in _FUNCTION_WORDS:
        known |= table.sections[section]
    words = text.lower().split()
    function_words = [word for word in words if word.strip(_PUNCTUATION) in known]
    return len(function_words) >= _LEAST_SHARE * len(words)


def first_difference(text: str, quote: str, table: Table) -> tuple[str, str] | None:
    """Return the first words in which a text says something else than what it quotes, "" for the
    one that has none; two empty words if they have no word in common, and None if nothing differs.
    """
    if max(len(text), len(quote)) > LONGEST:
        return None
    relation = relate(text, quote, table)
    if relation.kind.is_same:
        return None
    says_too_much = relation.kind in _SAYS_TOO_MUCH
    if says_too_much and all(relation.words):
        return relation.words
    compared = _Compared(parse_text(text, table), parse_text(quote, table), table)
    if compared.is_about_something_else():
        return "", ""
    for words in compared.differences():
        return words
    if says_too_much and any(relation.words):
        return relation.words
    return None


class _Number(NamedTuple):
    """A number in a text.

    Attributes:
        written: as it is written, with its limit: "up to 8".
        limit: the stem of its limit, "" if it has none.
        head: the place of what it counts.
    """

    written: str
    limit: str
    head: int


class _Compared:
    """A text and what it quotes, with the places of the words that they have in common."""

    def __init__(self, ours: ParsedText, theirs: ParsedText, table: Table) -> None:
        self.ours = ours
        self.theirs = theirs
        self.table = table
        self.pairs: list[tuple[int, int]] = []
        for our in ours.content:
            for their in theirs.content:
                if self._are_alike(ours.units[our], theirs.units[their]):
                    self.pairs.append((our, their))

    def _are_alike(self, unit: Unit, other: Unit) -> bool:
        if unit.kind != other.kind:
            return False
        if unit.stem == other.stem:
            return True
        if self.table.are_synonyms(unit.stem, other.stem):
            return True
        if len(unit.stem) < _LONGEST_STEM:
            return False
        return other.stem.startswith(unit.stem[:_LONGEST_STEM])

    def is_about_something_else(self) -> bool:
        """Return whether two texts of some length have no word in common."""
        if self.pairs:
            return False
        fewest = min(len(self.ours.content), len(self.theirs.content))
        return fewest >= _FEWEST_WORDS

    def differences(self) -> Iterator[tuple[str, str]]:
        """Yield the words in which the texts differ, those that are most certain first."""
        yield from self._numbers()
        yield from self._denials()
        for kind in _COUNTED:
            yield from self._of_same_heads(kind)
        yield from self._of_same_heads("compared")
        yield from self._opposites()

    def _numbers(self) -> Iterator[tuple[str, str]]:
        """Yield numbers of the same things, also with a limit that only one of them has."""
        ours = _numbers_in(self.ours)
        theirs = _numbers_in(self.theirs)
        for digits, number in ours.items():
            same = theirs.get(digits)
            if same is not None and same.limit != number.limit:
                yield number.written, same.written
        for digits, number in ours.items():
            if digits in theirs:
                continue
            for other_digits, other in theirs.items():
                if other_digits in ours:
                    continue
                if (number.head, other.head) in self.pairs:
                    yield number.written, other.written

    def _denials(self) -> Iterator[tuple[str, str]]:
        """Yield a word that one text denies, if the other one denies nothing."""
        ours = self._denials_in(self.ours)
        theirs = self._denials_in(self.theirs)
        if bool(ours) is bool(theirs):
            return
        # "Few" may be what a number is.
        if _denies_in_part(self.ours, ours) and _numbers_in(self.theirs):
            return
        if _denies_in_part(self.theirs, theirs) and _numbers_in(self.ours):
            return
        for our, their in self.pairs:
            if our in ours:
                denied = _with_head(self.ours, ours[our])
                yield denied, self.theirs.units[their].word
            elif their in theirs:
                denied = _with_head(self.theirs, theirs[their])
                yield self.ours.units[our].word, denied

    def _of_same_heads(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield words of a kind that say another thing of the same, each with what it is about."""
        for at, unit in enumerate(self.ours.units):
            if unit.kind != kind:
                continue
            for other_at, other in enumerate(self.theirs.units):
                if other.kind != kind or other.value == unit.value:
                    continue
                if (unit.head, other.head) in self.pairs:
                    ours = _with_head(self.ours, at)
                    theirs = _with_head(self.theirs, other_at)
                    yield ours, theirs

    def _opposites(self) -> Iterator[tuple[str, str]]:
        """Yield words and their opposites, unless a text denies something."""
        if self._denials_in(self.ours) or self._denials_in(self.theirs):
            return
        our_paired = {our for our, _ in self.pairs}
        their_paired = {their for _, their in self.pairs}
        for our in self.ours.content:
            if our in our_paired:
                continue
            unit = self.ours.units[our]
            for their in self.theirs.content:
                if their in their_paired:
                    continue
                other = self.theirs.units[their]
                if self.table.are_opposites(unit.stem, other.stem):
                    yield unit.word, other.word

    def _denials_in(self, parsed: ParsedText) -> dict[int, int]:
        """Return the places of words that deny, by the place of what they deny."""
        found: dict[int, int] = {}
        negations = self.table.sections["negations"]
        following = (*parsed.units[1:], None)
        for at, unit in enumerate(parsed.units):
            if not self._denies(unit):
                continue
            after = following[at]
            if after is not None and after.kind == "restriction":
                continue  # "Not only" denies nothing.
            if unit.head < at and unit.word not in negations:
                continue  # Nor do "the stops" at the end of a text.
            found[unit.head] = at
        return found

    def _denies(self, unit: Unit) -> bool:
        if unit.kind == "not":
            return True
        scale = self.table.scales.get(unit.kind)
        return scale is not None and unit.value < scale.lowest


def _denies_in_part(parsed: ParsedText, denials: dict[int, int]) -> bool:
    """Return whether a text denies by "few", "rarely" or the like."""
    for at in denials.values():
        unit = parsed.units[at]
        if unit.kind != "not" and unit.value != 0:
            return True
    return False


def _with_head(parsed: ParsedText, at: int) -> str:
    """Return a word with what it is about: "never opposed", or "not … toll"."""
    unit = parsed.units[at]
    head = parsed.units[unit.head]
    if unit.head == at + 1:
        return f"{unit.word} {head.word}"
    return f"{unit.word} … {head.word}"


def _numbers_in(parsed: ParsedText) -> dict[str, _Number]:
    """Return the numbers of a text by their digits. "One" is often no number."""
    found: dict[str, _Number] = {}
    before: Unit | None = None
    for unit in parsed.units:
        if unit.kind == "number" and unit.stem != "1":
            number = _Number(unit.word, "", unit.head)
            if before is not None and before.stem in LIMITS:
                written = f"{before.word} {unit.word}"
                number = _Number(written, before.stem, unit.head)
            found[unit.stem] = number
        before = unit
    return found
