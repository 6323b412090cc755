"""How what one text says is related to what another one says, and the words that decide.

    Schools should open.     Schools should not open.        denies: "not"
    Few pupils came.         Hardly any pupils came.         less: "few", "hardly any"
    The town has a big debt. The town has a large debt.      wording
    The dog bit the man.     The man bit the dog.            different

A judge of turns, not a measure of likeness: what it can't tell for certain is unknown.
"""

from __future__ import annotations

import operator
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
_CAN = 1
"""The place of "can" among the words of possibility."""
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
        return not self.is_same and self is not RelationKind.UNKNOWN


class Relation(NamedTuple):
    """How a text is related to another one, and the words of both that decide, "" if none."""

    kind: RelationKind
    words: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        ours, theirs = self.words
        if ours and theirs:
            return f"one says “{ours}”, the other “{theirs}”"
        if ours or theirs:
            return f"one says “{ours or theirs}”"
        return ""


_UNKNOWN = Relation(RelationKind.UNKNOWN)
_Words = tuple[str, str]
_Operators = dict[tuple[object, int], Unit]
"""Words that turn or weaken others, by the place of what each belongs to, and a number that tells
those of the same place apart. The place is in their text; or it is "quantity", or "ours 3"."""


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
    ours = parse_text(text, table)
    theirs = parse_text(other, table)
    longest = max(len(ours.content), len(theirs.content))
    if longest == 0 or longest > _MOST_CONTENT:
        return _UNKNOWN
    return _Comparison(ours, theirs, table).relation()


class _Comparison:
    """Collects in what two texts differ.

    Attributes:
        pairs: places of words of ours, each with the place of the word of theirs that it matches.
        turns: words of which one is denied by the other, with the place of what they turn.
        degrees: words of which one says less (-1) or more (1).
        others: words of which each excludes the other.
        is_clear: whether all else is the same.
    """

    def __init__(self, ours: ParsedText, theirs: ParsedText, table: Table) -> None:
        self.ours = ours
        self.theirs = theirs
        self.table = table
        self.pairs: dict[int, int] = {}
        self.turns: list[tuple[object, _Words]] = []
        self.degrees: list[tuple[int, _Words]] = []
        self.others: list[_Words] = []
        # A word in both may be no verb: "Miete". One alone tells the texts apart.
        self.is_clear = (ours.tense <= theirs.tense) is (theirs.tense <= ours.tense)
        self._opposed: set[object] = set()  # the places in their text of opposites
        self._are_complements = True  # what isn't one of two opposites is the other
        self._has_denial = False  # one text has a "not" that the other one has not
        self._is_contrary = False  # both texts may be false: "all came", "few came"
        self._is_demand_beside_fact = False
        self._is_reversed = False  # a denial makes of less more
        self._has_other_links = False
        self._has_other_articles = False
        self._pair_content()
        self._compare_operators()
        self._compare_order()

    def relation(self) -> Relation:
        """Return what follows from the differences."""
        kinds = [bool(self.turns), bool(self.degrees), bool(self.others)]
        if sum(kinds) > 1:
            return _UNKNOWN
        our_count = len(self.ours.content)
        their_count = len(self.theirs.content)
        unmatched = our_count + their_count - 2 * len(self.pairs)
        if self.turns:
            return self._turned(max(our_count, their_count), unmatched)
        if unmatched or not self.is_clear:
            return _UNKNOWN
        if self.degrees:
            if len(self.degrees) > 1 or self._is_reversed:
                return _UNKNOWN
            sign, words = self.degrees[0]
            kind = RelationKind.MORE if sign > 0 else RelationKind.LESS
            return Relation(kind, words)
        if self.others:
            return Relation(RelationKind.DIFFERENT, self.others[0])
        if not self._have_same_scopes("not", "compared", "superlative"):
            return _UNKNOWN
        our_focus = {self.pairs.get(at, -1) for at in self.ours.also}
        if our_focus and self.theirs.also and our_focus != set(self.theirs.also):
            return _UNKNOWN  # "Also teachers need rest" is not "teachers also need rest".
        return Relation(RelationKind.WORDING)

    def _turned(self, longest: int, unmatched: int) -> Relation:
        """Return what follows from words of which one is denied by the other."""
        if self._is_demand_beside_fact:
            return _UNKNOWN  # What should not be may well be.
        if self._opposed and self._has_other_links:
            return _UNKNOWN  # Who borrows from one may lend to another.
        heads = {head for head, _ in self.turns} - {"than"}
        if len(heads) > 1:
            return _UNKNOWN
        words = self.turns[0][1]
        if len(self.turns) % 2 == 1:
            is_covered = unmatched <= 1 and len(self.pairs) >= _LEAST_COVERED * longest
            return Relation(RelationKind.DENIES, words) if is_covered else _UNKNOWN
        # A word that is turned twice says the same: "is not legal", "is illegal".
        if unmatched or not self.is_clear or self._is_contrary or not self._opposed:
            return _UNKNOWN
        if self._has_denial and not self._are_complements:
            return _UNKNOWN  # What doesn't rise need not fall.
        if not self._deny_their_next_words() or not self._have_same_scopes():
            return _UNKNOWN
        return Relation(RelationKind.WORDING, words)

    def _have_same_scopes(self, *kinds: str) -> bool:
        """Return whether words of some kinds, and of all scales, stand before the same words, and
        prepositions before the same numbers: "only adults may", "adults may only".
        """
        openings = {self.ours.opening, self.theirs.opening}
        if "restriction" in openings and len(openings) > 1:
            return False  # "Only that works" is not "that only works".
        all_kinds = (*kinds, *SCALES)
        their_places = {at: at for at in self.theirs.content}
        our_scopes = self._scopes(self.ours, all_kinds, self.pairs)
        if our_scopes != self._scopes(self.theirs, all_kinds, their_places):
            return False
        may_be_left_out = self.table.sections["by"] | {""}
        our_amounts = sorted(self.ours.amounts)
        their_amounts = sorted(self.theirs.amounts)
        for (_, preposition), (_, other) in zip(our_amounts, their_amounts, strict=True):
            if preposition != other and not {preposition, other} <= may_be_left_out:
                return False
        return True

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
                    negations = self.table.sections["negations"]
                    place = other.word == unit.word or other.word in negations
                elif unit.kind in ("possibility", "obligation") and self.table.has_final_verbs:
                    # A German "soll" is far from its verb.
                    place = None if following in parsed.content else place
            scopes[unit.kind, unit.value, place] += 1
        return scopes

    def _deny_their_next_words(self) -> bool:
        """Return whether each "not" stands before what it belongs to."""
        for parsed in (self.ours, self.theirs):
            for at, unit in enumerate(parsed.units):
                if unit.kind == "not" and unit.head != at + 1:
                    return False
        return True

    def _pair_content(self) -> None:
        """Pair content words: the same ones first, then synonyms, then what turns or weakens."""
        table = self.table
        self._pair(operator.eq)
        self._pair(table.are_synonyms)
        for unit, other, _ in self._pair(lambda a, b: table.rank_apart(a, b) != 0):
            rank = table.rank_apart(unit.stem, other.stem)
            self.degrees.append((rank, (unit.word, other.word)))
        opposites = self._pair(table.are_opposites)
        loose_opposites = self._pair(table.may_be_opposites)
        if loose_opposites:
            self._is_contrary = True
        for unit, other, their in (*opposites, *loose_opposites):
            self.turns.append((their, (unit.word, other.word)))
            self._opposed.add(their)
            if not table.are_complements(unit.stem, other.stem):
                self._are_complements = False
        for unit, other, _ in self._pair(table.exclude_each_other):
            self._compare_numbers(unit, other)
        for unit, other, _ in self._pair(lambda a, b: a.isdecimal() and b.isdecimal()):
            self._compare_numbers(unit, other)

    def _pair(self, is_match: Callable[[str, str], bool]) -> list[tuple[Unit, Unit, int]]:
        """Pair content words that have no match yet; return them, and the places of theirs."""
        found: list[tuple[Unit, Unit, int]] = []
        taken = set(self.pairs.values())
        their_rest = [their for their in self.theirs.content if their not in taken]
        for our in self.ours.content:
            if our in self.pairs:
                continue
            unit = self.ours.units[our]
            for their in their_rest:
                other = self.theirs.units[their]
                if unit.kind == other.kind and is_match(unit.stem, other.stem):
                    self.pairs[our] = their
                    their_rest.remove(their)
                    found.append((unit, other, their))
                    break
        return found

    def _compare_numbers(self, unit: Unit, other: Unit) -> None:
        """Compare words that exclude each other; "at least 6" only says more than "at least 5"."""
        words = (unit.word, other.word)
        bounds: set[str] = set()
        for each in (*self.ours.units, *self.theirs.units):
            if each.kind == "bound":
                bounds.add(each.stem)
        if unit.kind != "number" or len(bounds) != 1 or not bounds <= set(LIMITS):
            self.others.append(words)
            return
        sign = LIMITS[bounds.pop()]
        is_larger = float(unit.stem) > float(other.stem)
        self.degrees.append((sign if is_larger else -sign, words))

    def _compare_operators(self) -> None:
        """Compare the words that turn or weaken others, each by what it belongs to."""
        for kind in ("not", "compared", "superlative", "bound", "link", *SCALES):
            ours = self._operators(self.ours, kind, self.pairs)
            theirs = self._operators(self.theirs, kind, None)
            self._leave_out_same(kind, ours, theirs)
            may_stand_elsewhere = kind not in ("not", "link", "bound", "quantity")
            if may_stand_elsewhere and len(ours) == len(theirs) == 1:
                # Adverbs may stand in several places.
                (unit,) = ours.values()
                ((their_place, other),) = theirs.items()
                if unit.value == other.value:
                    continue
                ours = {their_place: unit}
            for place in dict.fromkeys((*ours, *theirs)):
                self._compare_operator(kind, place[0], ours.get(place), theirs.get(place))

    def _leave_out_same(self, kind: str, ours: _Operators, theirs: _Operators) -> None:
        """Leave out the operators that say the same of the same word."""
        for place, unit in list(ours.items()):
            other = theirs.get(place)
            if other is None or other.value != unit.value:
                continue
            if kind == "obligation" and other.word != unit.word and self._has_no(self.ours):
                self.is_clear = False  # What nobody must do is more than what nobody has to.
            if kind in ("link", "bound") and other.stem != unit.stem:
                continue
            del ours[place], theirs[place]

    def _operators(self, parsed: ParsedText, kind: str, pairs: dict[int, int] | None) -> _Operators:
        """Return the operators of a kind by their heads, those of ours by the places in theirs."""
        found: _Operators = {}
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
        if kind == "not":
            self.turns.append((head, words))
            self._has_denial = True
        elif kind == "compared" and unit and other:
            self.turns.append((head, words))
        elif kind == "link":
            self._compare_links(head, unit, other, words)
        elif kind == "bound":
            if unit and other:
                self.is_clear = False
            self.degrees.append((-1 if unit else 1, words))
        elif kind in SCALES:
            self._compare_on_scale(kind, head, unit, other, words)
        else:
            self.is_clear = False

    def _compare_on_scale(
        self, kind: str, head: object, unit: Unit | None, other: Unit | None, words: _Words
    ) -> None:
        scale = self.table.scales[kind]
        place = unit.value if unit else scale.absent
        other_place = other.value if other else scale.absent
        lower = min(place, other_place)
        higher = max(place, other_place)
        is_absent = unit is None or other is None
        if kind == "degree" and head in self._opposed and lower >= scale.absent:
            # "Very expensive" denies "cheap", but "not very expensive" doesn't say it.
            self._is_contrary = True
        elif kind == "possibility" and is_absent and self._has_denial and lower == _CAN:
            self._is_contrary = True  # What cannot be isn't, but what isn't may be possible.
        elif 0 < lower < scale.lowest and higher == scale.lowest:
            self.is_clear = False  # "Few" may be "some".
        elif lower < scale.lowest <= higher:
            self.turns.append((head, words))
            self._is_contrary = True
        elif scale.is_open and is_absent and higher > scale.absent:
            self.is_clear = False
            if kind == "obligation":
                self._is_demand_beside_fact = True
        elif kind == "quantity" and not self._is_subject(unit, other):
            self.is_clear = False  # "Creates many jobs" says more than "creates jobs".
        else:
            if kind != "quantity" and self._denies(self.ours):
                self._is_reversed = True  # What need not be says less than what may not be.
            sign = 1 if place > other_place else -1
            if place < scale.lowest:
                sign = -sign  # Of two words that deny, the lower one says more.
            self.degrees.append((sign, words))

    def _denies(self, parsed: ParsedText) -> bool:
        if self._has_no(parsed):
            return True
        return any(unit.kind == "not" for unit in parsed.units)

    def _has_no(self, parsed: ParsedText) -> bool:
        """Return whether a text has a quantity that denies: "no", "few"."""
        lowest = self.table.scales["quantity"].lowest
        return any(unit.kind == "quantity" and unit.value < lowest for unit in parsed.units)

    def _is_subject(self, unit: Unit | None, other: Unit | None) -> bool:
        """Return whether a quantity that only one of the texts has is that of its first word."""
        if unit and other:
            return True
        if unit:
            return self.ours.content[:1] == (unit.head,)
        return other is not None and self.theirs.content[:1] == (other.head,)

    def _compare_links(
        self, head: object, unit: Unit | None, other: Unit | None, words: _Words
    ) -> None:
        if unit and other:
            if self.table.are_opposites(unit.stem, other.stem):
                self.turns.append((head, words))
                return
            if self.table.are_synonyms(unit.stem, other.stem):
                return
        # What "by" and "than" stand before is compared by its order.
        placed = self.table.sections["by"] | self.table.sections["than"]
        for each in (unit, other):
            if each is not None and each.stem in self.table.sections["articles"]:
                self._has_other_articles = True
            elif each is not None and each.stem not in placed:
                self._has_other_links = True
                self.is_clear = False

    def _compare_order(self) -> None:
        """Compare the order of the words that match, which is the same, licensed, or swapped."""
        places = sorted(self.pairs)
        order = [self.pairs[at] for at in places]
        in_order = sorted(order)
        if order == in_order:
            self._compare_articles()
            return
        than = self.table.sections["than"]
        our_than = _place_of(self.ours, than)
        their_than = _place_of(self.theirs, than)
        if our_than and their_than:
            left = [self.pairs[at] for at in places if at < our_than]
            if any(at > their_than for at in left):
                self.turns.append(("than", ("than", "than")))
                return
        if self._is_passive(order):
            return
        is_licensed = self._is_moved(places, order) or self._is_verb_moved(places, order)
        if is_licensed and not self._has_other_articles:
            return
        swapped = [
            at for at, place in zip(places, in_order, strict=True) if self.pairs[at] != place
        ]
        self.is_clear = self._is_swap(swapped)
        if self.is_clear:
            first, second = (self.ours.units[at].word for at in swapped)
            self.others.append((first, second))

    def _compare_articles(self) -> None:
        """Compare texts with the same order: "by a tenth" is not "to a tenth", and "den Hund biss
        der Mann" is not "der Hund biss den Mann".
        """
        if self._has_other_articles:
            links, their_links = _links_of(self.ours), _links_of(self.theirs)
            if len(links) == 2 and links[::-1] == their_links:
                self.others.append((links[0], their_links[0]))
            else:
                self.is_clear = False
        if _has_by(self.ours, self.table) is not _has_by(self.theirs, self.table):
            self.is_clear = False

    def _is_verb_moved(self, places: list[int], order: list[int]) -> bool:
        """Return whether a verb stands elsewhere, as in German: at the end of a clause, or behind a
        phrase that begins it.
        """
        if not self.table.has_final_verbs:
            return False
        our_places = [places[order.index(at)] for at in sorted(order)]
        their_places = sorted(order)
        for parsed, here, there in (
            (self.ours, places, our_places),
            (self.theirs, their_places, order),
        ):
            if self._may_be_verb(parsed, here[-1]) and _is_fronted(parsed, here, there, self.table):
                return True
            # The first word that may be the verb in the other text is it.
            verb = next((at for at in there[1:] if self._may_be_verb(parsed, at)), here[0])
            if verb == here[0]:
                continue
            rest = [at for at in here if at != verb]
            other_rest = [at for at in there if at != verb]
            if rest == other_rest and verb == here[-1]:
                return True
            if _is_fronted(parsed, rest, other_rest, self.table, here.index(verb)):
                return True
        return False

    def _may_be_verb(self, parsed: ParsedText, at: int) -> bool:
        return self.table.may_be_last(parsed.units[at].word)

    def _is_swap(self, swapped: list[int]) -> bool:
        """Return whether two words changed their places: "the dog bit the man"."""
        if len(swapped) != 2:
            return False
        for our in swapped:
            their = self.pairs[our]
            if self.ours.units[our].word != self.theirs.units[their].word:
                return False
        links = _links_of(self.ours)
        joins = self.table.sections["and"] | self.table.sections["conjunctions"]
        if links != _links_of(self.theirs) or not joins.isdisjoint(links):
            return False
        # What is said of a place may stand anywhere, unlike a subject.
        their_places = sorted(self.pairs[our] for our in swapped)
        for our, their in zip(swapped, their_places, strict=True):
            if self.ours.units[our].opens != self.theirs.units[their].opens:
                return False
        return True

    def _is_moved(self, places: list[int], order: list[int]) -> bool:
        """Return whether a phrase moved from one end of a text to the other."""
        cut = order.index(min(order))
        if order[cut:] + order[:cut] != sorted(order):
            return False
        if self._open_both(places[cut], order[cut]):
            return True
        return self._open_both(places[0], order[0])

    def _open_both(self, our: int, their: int) -> bool:
        """Return whether a phrase begins at a place in each text."""
        return _opens(self.ours, our) and _opens(self.theirs, their)

    def _is_passive(self, order: list[int]) -> bool:
        """Return whether one text says in the passive what the other one says in the active."""
        our_by = _place_of(self.ours, self.table.sections["by"])
        their_by = _place_of(self.theirs, self.table.sections["by"])
        if our_by is not None and their_by is not None:
            return False
        if their_by is not None:
            by = their_by
        elif our_by is not None:
            # Ours is the passive: read the order of its words in theirs.
            by = our_by
            our_places = {their: our for our, their in self.pairs.items()}
            order = [our_places[their] for their in sorted(our_places)]
        else:
            return False
        passive = self.ours if their_by is None else self.theirs
        if self.table.has_final_verbs and not passive.has_auxiliary:
            return False  # "Der Verzehr von Fleisch"
        # German passives and some actives end with the verb.
        last = max(order)
        if order[-1] == last and self.table.may_be_last(passive.units[last].word):
            order = order[:-1]
        # The active has the agent first, then the verb, then what the passive begins with.
        count = sum(at > by for at in order)
        agent = order[:count]
        verb = order[count : count + 1]
        rest = order[count + 1 :]
        if any(at < by for at in agent) or agent != sorted(agent):
            return False
        return rest + verb == sorted(rest + verb)


def _is_fronted(
    parsed: ParsedText, places: list[int], others: list[int], table: Table, length: int = 0
) -> bool:
    """Return whether a text begins with a phrase that another one has elsewhere.

    Args:
        parsed: the text.
        places: the places of its words.
        others: the same places, in the order of the words in the other text.
        table: the words of the language.
        length: how many words the phrase has; 0 if it may have any number.
    """
    if not _opens_phrase(parsed, places[0], table):
        return False
    start = others.index(places[0])
    for number in [length] if length else range(1, len(places)):
        front, rest = places[:number], places[number:]
        if others == rest[:start] + front + rest[start:] and start:
            return True
    return False


def _opens_phrase(parsed: ParsedText, at: int, table: Table) -> bool:
    """Return whether a phrase that is no subject begins with a word, or with one before it."""
    if parsed.units[at].word in table.sections["adverbs"]:
        return True
    return parsed.opening == "link" or any(unit.kind == "link" for unit in parsed.units[:at])


def _opens(parsed: ParsedText, at: int) -> bool:
    """Return whether a phrase begins with a word, or with one that belongs to it."""
    unit = parsed.units[at]
    while at > 0 and unit.kind != "link" and parsed.units[at - 1].head == unit.head:
        if unit.opens:
            return True
        at -= 1
        unit = parsed.units[at]
    return unit.opens or unit.kind == "link"


def _links_of(parsed: ParsedText) -> list[str]:
    return [unit.word for unit in parsed.units if unit.kind == "link"]


def _has_by(parsed: ParsedText, table: Table) -> bool:
    return any(unit.kind == "link" and unit.stem in table.sections["by"] for unit in parsed.units)


def _place_of(parsed: ParsedText, words: frozenset[str]) -> int | None:
    """Return the place of the only unit of some words; None if there is none, or several."""
    places = [at for at, unit in enumerate(parsed.units) if unit.stem in words]
    return places[0] if len(places) == 1 else None
