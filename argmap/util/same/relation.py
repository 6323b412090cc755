"""How what one text says is related to what another one says, and the words that decide.

    Schools should open.     Schools should not open.        denies: "not"
    Few pupils came.         Hardly any pupils came.         less: "few", "hardly any"
    The town has a big debt. The town has a large debt.      wording
    The dog bit the man.     The man bit the dog.            different

A judge of turns, not a measure of likeness: what it can't tell for certain is unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from argmap.util.same.parsed_text import LONGEST, ParsedText, Unit, parse_text
from argmap.util.same.table import SCALES, Table
from argmap.util.text import plain_text

_MOST_CONTENT = 60
"""Content words of the longest texts that are compared by more than their letters."""
_LETTER_IN_NAME = r"\w A\b"
LIMITS = {"@least": 1, "@over": 1, "@most": -1, "@under": -1}
"""The stems of words that limit a number; 1 if a text with a larger number says more, else -1."""
_LEAST_COVERED = 0.72
"""The share of their content words that two texts have in common if one denies the other."""


class RelationKind(StrEnum):
    """How a text is related to another one."""

    EQUAL = "equal"
    WORDING = "wording"
    """The same but for wording."""
    DENIES = "denies"
    LESS = "less"
    MORE = "more"
    DIFFERENT = "different"
    UNKNOWN = "unknown"

    @property
    def is_same(self) -> bool:
        """Whether both texts say the same."""
        return self in (RelationKind.EQUAL, RelationKind.WORDING)

    @property
    def is_turned(self) -> bool:
        """Whether the texts certainly don't say the same, however alike they are."""
        return self not in (RelationKind.EQUAL, RelationKind.WORDING, RelationKind.UNKNOWN)


class Relation(NamedTuple):
    """How a text is related to another one, and the words of both that decide, "" if none."""

    kind: RelationKind
    words: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        ours, theirs = self.words
        if ours and theirs:
            return f"one says “{ours}”, the other “{theirs}”"
        return f"one says “{ours or theirs}”" if ours or theirs else ""


_UNKNOWN = Relation(RelationKind.UNKNOWN)
_Words = tuple[str, str]


def relate(text: str, other: str, table: Table | None) -> Relation:
    """Return how a text is related to another one.

    Args:
        text: a text.
        other: the text that it is compared with.
        table: the words of their language; without any, texts are equal, or it is unknown.
    """
    is_question = text.rstrip().endswith("?")
    if is_question is not other.rstrip().endswith("?"):
        return _UNKNOWN
    if plain_text(text) == plain_text(other):
        return Relation(RelationKind.EQUAL)
    if table is None or max(len(text), len(other)) > LONGEST:
        return _UNKNOWN
    if re.findall(_LETTER_IN_NAME, text) != re.findall(_LETTER_IN_NAME, other):
        return _UNKNOWN  # "vitamin A" is not "a vitamin"
    ours, theirs = parse_text(text, table), parse_text(other, table)
    longest = max(len(ours.content), len(theirs.content))
    if not 0 < longest <= _MOST_CONTENT:
        return _UNKNOWN
    return _Comparison(ours, theirs, table).relation()


class _Comparison:
    """Collects in what two texts differ.

    Attributes:
        pairs: places of words of ours, each with the place of the word of theirs that it matches.
        turns: words of which one is denied by the other.
        degrees: words of which one says less (-1) or more (1).
        others: words of which each excludes the other.
        is_clear: whether all else is the same.
    """

    def __init__(self, ours: ParsedText, theirs: ParsedText, table: Table) -> None:
        self.ours, self.theirs, self.table = ours, theirs, table
        self.pairs: dict[int, int] = {}
        self.turns: list[tuple[object, _Words]] = []
        self.degrees: list[tuple[int, _Words]] = []
        self.others: list[_Words] = []
        self.is_clear = ours.tense == theirs.tense
        self._is_contrary = self._has_denial = False
        self._are_complements = True
        self._is_demand_beside_fact = self._is_reversed = False
        self._has_other_links = False
        self._opposed: set[object] = set()
        self._pair_content()
        self._compare_operators()
        self._compare_order()

    def relation(self) -> Relation:
        """Return what follows from the differences."""
        longest = max(len(self.ours.content), len(self.theirs.content))
        unmatched = len(self.ours.content) + len(self.theirs.content) - 2 * len(self.pairs)
        kinds = [bool(self.turns), bool(self.degrees), bool(self.others)]
        if sum(kinds) > 1:
            return _UNKNOWN
        if self.turns:
            return self._turned(longest, unmatched)
        if unmatched or not self.is_clear:
            return _UNKNOWN
        if self.degrees:
            sign, words = self.degrees[0]
            if len(self.degrees) > 1 or self._is_reversed:
                return _UNKNOWN
            return Relation(RelationKind.MORE if sign > 0 else RelationKind.LESS, words)
        if self.others:
            return Relation(RelationKind.DIFFERENT, self.others[0])
        if not self._have_same_scopes("not", "compared", "superlative"):
            return _UNKNOWN
        return Relation(RelationKind.WORDING)

    def _turned(self, longest: int, unmatched: int) -> Relation:
        """Return what follows from words of which one is denied by the other."""
        if self._is_demand_beside_fact:
            return _UNKNOWN  # What should not be may well be.
        is_covered = unmatched <= 1 and len(self.pairs) >= _LEAST_COVERED * longest
        heads = {head for head, _ in self.turns} - {"than"}
        if self._opposed and self._has_other_links:
            return _UNKNOWN  # Who borrows from one may lend to another.
        if len(self.turns) % 2 == 1 and is_covered and len(heads) <= 1:
            return Relation(RelationKind.DENIES, self.turns[0][1])
        if len(self.turns) % 2 == 1 or len(heads) > 1:
            return _UNKNOWN
        if unmatched or not self.is_clear or self._is_contrary or not self._opposed:
            return _UNKNOWN
        if self._has_denial and not self._are_complements:
            return _UNKNOWN  # What doesn't rise need not fall.
        if not self._deny_their_next_words() or not self._have_same_scopes():
            return _UNKNOWN
        return Relation(RelationKind.WORDING, self.turns[0][1])

    def _have_same_scopes(self, *kinds: str) -> bool:
        """Return whether words of some kinds, and of all scales, stand before the same words, and
        prepositions before the same numbers: "only adults may", "adults may only".
        """
        openings = {self.ours.opening, self.theirs.opening}
        if "restriction" in openings and len(openings) > 1:
            return False  # "Only that works" is not "that only works".
        ours = self._scopes(self.ours, (*kinds, *SCALES), self.pairs)
        places = {at: at for at in self.theirs.content}
        return ours == self._scopes(self.theirs, (*kinds, *SCALES), places) and all(
            preposition == other or {preposition, other} <= self.table.sections["by"] | {""}
            for (_, preposition), (_, other) in zip(
                sorted(self.ours.amounts), sorted(self.theirs.amounts), strict=True
            )
        )

    def _scopes(
        self, parsed: ParsedText, kinds: tuple[str, ...], places: dict[int, int]
    ) -> Counter[tuple[str, int, object]]:
        """Return words of some kinds, each with what is next to it: the place in their text of a
        content word, or the kind and value of another word.
        """
        skipped = {"link"} if "not" in kinds else {"link", "not"}
        ats = [at for at, unit in enumerate(parsed.units) if unit.kind not in skipped]
        scopes: Counter[tuple[str, int, object]] = Counter()
        for at, following in zip(ats, [*ats[1:], None], strict=True):
            unit = parsed.units[at]
            if unit.kind not in kinds:
                continue
            place: object = None
            if following is not None:
                other = parsed.units[following]
                place = places.get(following, (other.kind, other.value))
                if unit.kind in ("possibility", "obligation") and other.kind == "not":
                    # Who can refuse to help is not who can't.
                    place = (
                        other.word == unit.word or other.word in self.table.sections["negations"]
                    )
            scopes[unit.kind, unit.value, place] += 1
        return scopes

    def _deny_their_next_words(self) -> bool:
        """Return whether each "not" stands before what it belongs to."""
        return all(
            unit.kind != "not" or unit.head == at + 1
            for parsed in (self.ours, self.theirs)
            for at, unit in enumerate(parsed.units)
        )

    def _pair_content(self) -> None:
        """Pair content words: the same ones first, then synonyms, then what turns or weakens."""
        table = self.table
        our_rest, their_rest = list(self.ours.content), list(self.theirs.content)
        tests: tuple[Callable[[str, str], bool], ...] = (
            lambda a, b: a == b,
            table.are_synonyms,
            lambda a, b: table.rank_apart(a, b) != 0,
            table.are_opposites,
            table.may_be_opposites,
            table.exclude_each_other,
            lambda a, b: a.isdecimal() and b.isdecimal(),
        )
        for number, is_match in enumerate(tests):
            for our in list(our_rest):
                unit = self.ours.units[our]
                for their in their_rest:
                    other = self.theirs.units[their]
                    if unit.kind != other.kind or not is_match(unit.stem, other.stem):
                        continue
                    self.pairs[our] = their
                    our_rest.remove(our)
                    their_rest.remove(their)
                    words = (unit.word, other.word)
                    if number == 2:
                        rank = table.rank_apart(unit.stem, other.stem)
                        self.degrees.append((rank, words))
                    elif number in (3, 4):
                        self.turns.append((their, words))
                        self._opposed.add(their)
                        self._is_contrary |= number == 4
                        self._are_complements &= table.are_complements(unit.stem, other.stem)
                    elif number > 4:
                        self._compare_numbers(unit, other)
                    break

    def _compare_numbers(self, unit: Unit, other: Unit) -> None:
        words = (unit.word, other.word)
        bounds = {
            each.stem
            for units in (self.ours.units, self.theirs.units)
            for each in units
            if each.kind == "bound"
        }
        if unit.kind == "number" and len(bounds) == 1 and bounds <= set(LIMITS):
            larger = 1 if float(unit.stem) > float(other.stem) else -1
            self.degrees.append((larger * LIMITS[bounds.pop()], words))
        else:
            self.others.append(words)

    def _compare_operators(self) -> None:
        """Compare the words that turn or weaken others, each by what it belongs to."""
        for kind in ("not", "compared", "superlative", "bound", "link", *SCALES):
            ours = self._operators(self.ours, kind, self.pairs)
            theirs = self._operators(self.theirs, kind, None)
            for head, unit in list(ours.items()):
                other = theirs.get(head)
                if other is None or other.value != unit.value:
                    continue
                if kind == "obligation" and other.word != unit.word and self._has_no(self.ours):
                    self.is_clear = False  # What nobody must do is more than what nobody has to.
                if kind not in ("link", "bound") or other.stem == unit.stem:
                    del ours[head], theirs[head]
            if kind not in ("not", "link", "bound", "quantity") and len(ours) == len(theirs) == 1:
                # Adverbs may stand in several places.
                (unit,), ((their_head, other),) = ours.values(), theirs.items()
                ours, theirs = {their_head: unit}, {their_head: other}
                if unit.value == other.value:
                    continue
            for head in dict.fromkeys((*ours, *theirs)):
                self._compare_operator(kind, head[0], ours.get(head), theirs.get(head))

    def _operators(
        self, parsed: ParsedText, kind: str, pairs: dict[int, int] | None
    ) -> dict[tuple[object, int], Unit]:
        """Return the operators of a kind by their heads, those of ours by the places in theirs."""
        found: dict[tuple[object, int], Unit] = {}
        for unit in parsed.units:
            if unit.kind != kind:
                continue
            head: object = unit.head
            if parsed.units[unit.head].kind == "quantity":
                head = "quantity"
            elif pairs is not None:
                head = pairs.get(unit.head, f"ours {unit.head}")
            number = 0
            while (head, number) in found:
                number += 1
            found[head, number] = unit
        return found

    def _compare_operator(
        self, kind: str, head: object, unit: Unit | None, other: Unit | None
    ) -> None:
        words = (unit.word if unit else "", other.word if other else "")
        if kind == "not" or (kind == "compared" and unit and other):
            self.turns.append((head, words))
            self._has_denial |= kind == "not"
        elif kind == "link":
            self._compare_links(head, unit, other, words)
        elif kind == "bound":
            self.is_clear &= unit is None or other is None
            self.degrees.append((-1 if unit else 1, words))
        elif kind in SCALES:
            scale = self.table.scales[kind]
            place = unit.value if unit else scale.absent
            other_place = other.value if other else scale.absent
            if (
                kind == "degree"
                and head in self._opposed
                and scale.absent <= min(place, other_place)
            ):
                # "Very expensive" denies "cheap", but "not very expensive" doesn't say it.
                self._is_contrary = True
                return
            lower, higher = sorted((place, other_place))
            if 0 < lower < scale.lowest == higher:
                self.is_clear = False  # "Few" may be "some".
            elif lower < scale.lowest <= higher:
                self.turns.append((head, words))
                self._is_contrary = True
            elif scale.is_open and None in (unit, other) and scale.absent < max(place, other_place):
                self.is_clear = False
                self._is_demand_beside_fact |= kind == "obligation"
            elif kind == "quantity" and not self._is_subject(unit, other):
                self.is_clear = False  # "Creates many jobs" says more than "creates jobs".
            else:
                # What need not be says less than what may not be.
                self._is_reversed |= kind != "quantity" and self._denies(self.ours)
                sign = 1 if place > other_place else -1
                self.degrees.append((-sign if place < scale.lowest else sign, words))
        else:
            self.is_clear = False

    def _denies(self, parsed: ParsedText) -> bool:
        return self._has_no(parsed) or any(unit.kind == "not" for unit in parsed.units)

    def _has_no(self, parsed: ParsedText) -> bool:
        lowest = self.table.scales["quantity"].lowest
        return any(unit.kind == "quantity" and unit.value < lowest for unit in parsed.units)

    def _is_subject(self, unit: Unit | None, other: Unit | None) -> bool:
        """Return whether a quantity that only one of the texts has is that of its first word."""
        if unit and other:
            return True
        if unit:
            return unit.head == self.ours.content[0]
        return other is not None and other.head == self.theirs.content[0]

    def _compare_links(
        self, head: object, unit: Unit | None, other: Unit | None, words: _Words
    ) -> None:
        if unit and other and self.table.are_opposites(unit.stem, other.stem):
            self.turns.append((head, words))
        elif not (unit and other and self.table.are_synonyms(unit.stem, other.stem)):
            # What "by" and "than" stand before is compared by its order.
            placed = self.table.sections["by"] | self.table.sections["than"]
            self._has_other_links |= any(
                each is not None and each.stem not in placed for each in (unit, other)
            )
            self.is_clear &= not self._has_other_links

    def _compare_order(self) -> None:
        """Compare the order of the words that match, which is the same, licensed, or swapped."""
        order = [self.pairs[at] for at in sorted(self.pairs)]
        if order == sorted(order):
            # "By a tenth" is not "to a tenth".
            self.is_clear &= _has_by(self.ours, self.table) is _has_by(self.theirs, self.table)
            return
        than = self.table.sections["than"]
        our_than, their_than = _place_of(self.ours, than), _place_of(self.theirs, than)
        if our_than and their_than:
            left = {self.pairs[at] for at in self.pairs if at < our_than}
            if any(at > their_than for at in left):
                self.turns.append(("than", ("than", "than")))
                return
        if self._is_moved(order) or self._is_passive(order):
            return
        places = sorted(self.pairs)
        swapped = [at for at in places if sorted(order)[places.index(at)] != self.pairs[at]]
        are_same = all(
            self.ours.units[at].word == self.theirs.units[self.pairs[at]].word for at in swapped
        )
        joins = self.table.sections["and"] | self.table.sections["conjunctions"]
        links = [unit.word for unit in self.ours.units if unit.kind == "link"]
        their_links = [unit.word for unit in self.theirs.units if unit.kind == "link"]
        have_same_links = links == their_links and joins.isdisjoint(links)
        # What is said of a place may stand anywhere, unlike a subject.
        opens = [self.ours.units[at].opens for at in swapped]
        their_opens = [
            self.theirs.units[at].opens for at in sorted(self.pairs[at] for at in swapped)
        ]
        if len(swapped) == 2 and are_same and have_same_links and opens == their_opens:
            first, second = (self.ours.units[at].word for at in swapped)
            self.others.append((first, second))
            self.is_clear = True
        else:
            self.is_clear = False

    def _is_moved(self, order: list[int]) -> bool:
        """Return whether a phrase moved from one end of a text to the other."""
        places = sorted(self.pairs)
        for cut in range(1, len(order)):
            if order[cut:] + order[:cut] == sorted(order):
                starts = self._opens(self.ours, places[cut]) and self._opens(
                    self.theirs, order[cut]
                )
                ends = self._opens(self.ours, places[0]) and self._opens(self.theirs, order[0])
                return starts or ends
        return False

    def _opens(self, parsed: ParsedText, at: int) -> bool:
        """Return whether a phrase begins with a word, or with one that belongs to it."""
        while (
            at
            and parsed.units[at - 1].head == parsed.units[at].head
            and parsed.units[at].kind != "link"
        ):
            if parsed.units[at].opens:
                return True
            at -= 1
        return parsed.units[at].opens or parsed.units[at].kind == "link"

    def _is_passive(self, order: list[int]) -> bool:
        """Return whether one text says in the passive what the other one says in the active."""
        by = self.table.sections["by"]
        our_by, their_by = _place_of(self.ours, by), _place_of(self.theirs, by)
        if our_by is not None and their_by is not None:
            return False
        if our_by is not None:
            turned = {their: our for our, their in self.pairs.items()}
            order, their_by = [turned[at] for at in sorted(turned)], our_by
        if their_by is None:
            return False
        agents = sum(at > their_by for at in order)
        is_first = all(at > their_by for at in order[:agents])
        rest = order[agents + 1 :]
        verb = order[agents] if agents < len(order) else -1
        is_last = all(at < verb for at in rest)
        return (
            is_first
            and is_last
            and order[:agents] == sorted(order[:agents])
            and rest == sorted(rest)
        )


def _has_by(parsed: ParsedText, table: Table) -> bool:
    return any(unit.kind == "link" and unit.stem in table.sections["by"] for unit in parsed.units)


def _place_of(parsed: ParsedText, words: frozenset[str]) -> int | None:
    """Return the place of the only unit of some words; None if there is none, or several."""
    places = [at for at, unit in enumerate(parsed.units) if unit.stem in words]
    return places[0] if len(places) == 1 else None
