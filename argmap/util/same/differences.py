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

from argmap.util.same.parsed_text import LONGEST, ParsedText, Unit, parse_text
from argmap.util.same.relation import RelationKind, relate
from argmap.util.same.table import Table

_FUNCTION_WORDS = ("free", "weak", "links", "conjunctions", "and", "auxiliaries", "negations")
_LEAST_SHARE = 0.2
"""The share of words without content in a text of the language."""
_LONGEST_STEM = 5
"""Words that have so many letters in common at their beginning are likely of one family."""
_FEWEST_WORDS = 2
_SAYS_TOO_MUCH = (RelationKind.DENIES, RelationKind.MORE, RelationKind.DIFFERENT)
_LIMITS = ("@least", "@over", "@most", "@under")
_COUNTED = ("quantity", "frequency")


def is_in_language(text: str, table: Table) -> bool:
    """Return whether a text seems to be in the language of a table."""
    words = text.lower().split()
    known = frozenset[str]().union(*(table.sections[section] for section in _FUNCTION_WORDS))
    return sum(word.strip(".,;:!?“”\"'()[]") in known for word in words) >= _LEAST_SHARE * len(
        words
    )


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
    differences = (
        compared.numbers,
        compared.denials,
        compared.quantities,
        compared.directions,
    )
    for find in differences:
        for words in find():
            return words
    return relation.words if says_too_much and any(relation.words) else None


class _Compared:
    """A text and what it quotes, with the places of the words that they have in common."""

    def __init__(self, ours: ParsedText, theirs: ParsedText, table: Table) -> None:
        self.ours, self.theirs, self.table = ours, theirs, table
        self.pairs: list[tuple[int, int]] = []
        for our in ours.content:
            for their in theirs.content:
                if self._are_alike(ours.units[our], theirs.units[their]):
                    self.pairs.append((our, their))

    def _are_alike(self, unit: Unit, other: Unit) -> bool:
        if unit.kind != other.kind:
            return False
        if unit.stem == other.stem or self.table.are_synonyms(unit.stem, other.stem):
            return True
        beginning = unit.stem[:_LONGEST_STEM]
        return len(beginning) == _LONGEST_STEM and other.stem.startswith(beginning)

    def is_about_something_else(self) -> bool:
        fewest = min(len(self.ours.content), len(self.theirs.content))
        return not self.pairs and fewest >= _FEWEST_WORDS

    def numbers(self) -> Iterator[tuple[str, str]]:
        """Yield numbers of the same things, also with a limit that only one of them has."""
        ours, theirs = _numbers_in(self.ours), _numbers_in(self.theirs)
        for digits, (written, limit, _) in ours.items():
            if digits in theirs and limit != theirs[digits][1]:
                yield written, theirs[digits][0]
        left = {digits: number for digits, number in ours.items() if digits not in theirs}
        right = {digits: number for digits, number in theirs.items() if digits not in ours}
        for written, _, head in left.values():
            for other_written, _, other_head in right.values():
                if (head, other_head) in self.pairs:
                    yield written, other_written

    def denials(self) -> Iterator[tuple[str, str]]:
        """Yield a word that one text denies, if the other one denies nothing."""
        ours, theirs = self._denials_in(self.ours), self._denials_in(self.theirs)
        if bool(ours) is bool(theirs):
            return
        # "Few" may be what a number is.
        if not self._denies_all(self.ours, ours) and _numbers_in(self.theirs):
            return
        if not self._denies_all(self.theirs, theirs) and _numbers_in(self.ours):
            return
        for our, their in self.pairs:
            word, other = self.ours.units[our].word, self.theirs.units[their].word
            if our in ours:
                yield _with_head(self.ours, ours[our]), other
            elif their in theirs:
                yield word, _with_head(self.theirs, theirs[their])

    def quantities(self) -> Iterator[tuple[str, str]]:
        """Yield words for how many or how often, of the same thing."""
        for kind in _COUNTED:
            yield from self._of_same_heads(kind)

    def directions(self) -> Iterator[tuple[str, str]]:
        """Yield opposites, and "more" beside "less"."""
        yield from self._of_same_heads("compared")
        if self._denials_in(self.ours) or self._denials_in(self.theirs):
            return
        in_both = {our for our, _ in self.pairs}, {their for _, their in self.pairs}
        for our in self.ours.content:
            for their in self.theirs.content:
                unit, other = self.ours.units[our], self.theirs.units[their]
                if our in in_both[0] or their in in_both[1]:
                    continue
                if self.table.are_opposites(unit.stem, other.stem):
                    yield unit.word, other.word

    def _denials_in(self, parsed: ParsedText) -> dict[int, int]:
        """Return the places of words that deny, by the place of what they deny."""
        found: dict[int, int] = {}
        for at, unit in enumerate(parsed.units):
            scale = self.table.scales.get(unit.kind)
            denies = unit.kind == "not" or (scale is not None and unit.value < scale.lowest)
            follows = parsed.units[at + 1 : at + 2]
            # "Not only" denies nothing, nor do "the stops" at the end of a text.
            is_only = bool(follows) and follows[0].kind == "restriction"
            ends = unit.head < at and unit.word not in self.table.sections["negations"]
            if denies and not is_only and not ends:
                found[unit.head] = at
        return found

    def _denies_all(self, parsed: ParsedText, denials: dict[int, int]) -> bool:
        """Return whether a text denies without "few", "rarely" or the like."""
        units = [parsed.units[at] for at in denials.values()]
        return all(unit.kind == "not" or unit.value == 0 for unit in units)

    def _of_same_heads(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield words of a kind that say another thing of the same, each with what it is about."""
        for at, unit in enumerate(self.ours.units):
            for place, other in enumerate(self.theirs.units):
                if not unit.kind == other.kind == kind or unit.value == other.value:
                    continue
                if (unit.head, other.head) in self.pairs:
                    yield _with_head(self.ours, at), _with_head(self.theirs, place)


def _with_head(parsed: ParsedText, at: int) -> str:
    """Return a word with what it is about: "never opposed", or "not … toll"."""
    unit = parsed.units[at]
    joint = " " if unit.head == at + 1 else " … "
    return f"{unit.word}{joint}{parsed.units[unit.head].word}"


def _numbers_in(parsed: ParsedText) -> dict[str, tuple[str, str, int]]:
    """Return numbers by their digits: as they are written, with their limit, and their heads.

    "One" is often no number.
    """
    found: dict[str, tuple[str, str, int]] = {}
    before: Unit | None = None
    for unit in parsed.units:
        if unit.kind == "number" and unit.stem != "1":
            is_limited = before is not None and before.stem in _LIMITS
            limit = before.stem if before is not None and is_limited else ""
            written = f"{before.word} {unit.word}" if before is not None and limit else unit.word
            found[unit.stem] = written, limit, unit.head
        before = unit
    return found
