"""What a teacher decides on a page: the wordings of a class, by the claims of the key.

The page reads the desk as JSON, and sends what was decided; the desk saves it, and returns itself:

    {"groups": [{"claim": 0, "text": "Rested pupils learn better.", "place": "Reason for “…”",
      "wordings": [{"id": 3, "text": "Who sleeps well learns better.", "places": ["Reason for “…”"],
        "maps": 2, "students": ["Bo Lind"], "claims": 1, "likely": true, "opposite": false,
        "kind": "", "carried": "", "others": [4, 1], "says": [0]}]}],
     "claims": ["Rested pupils learn better."], "left": 1, "can_undo": false, "marks": null}

    {"decide": [{"wording": 3, "kind": "same as", "claim": 0}]}     or     {"undo": true}
    {"also": {"wording": 3, "claim": 2}}                            says that claim, too, or no more
    {"grade": true}                                                 for `marks`: see `class_marks`
    {"place": {"claim": "Pupils sleep longer.", "kind": "reason for", …, "is_right": true}}
    {"student": {"name": "Bo Lind", "remark": "", "own": "4", "reason": "…"}}

Each decision is learned from: what is still open is grouped anew, but for the group in which the
teacher just was, so that nothing moves away under the mouse.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

from argmap.classroom.feedback.class_decisions import ClassDecisions
from argmap.classroom.feedback.class_marks import class_marks, with_place, with_student
from argmap.classroom.feedback.grading import Grader, Result
from argmap.classroom.feedback.wording_groups import HandIn, Kinds, WordingGroups
from argmap.comparison.claim_alignment import LEAST_LIKELY
from argmap.comparison.compare import Comparison
from argmap.comparison.decisions import Decided, Decision, DecisionBook, DecisionKind
from argmap.comparison.text_similarity import likenesses
from argmap.languages import decision_words_for, page_words_for, words_for
from argmap.languages.lexicons import lexicon_for
from argmap.model import ArgumentMap, Kind
from argmap.util.errors import ArgmapError
from argmap.util.same import RelationKind
from argmap.util.text import plain_text

_MOST_PLACES = 3
_MOST_OTHERS = 3
"""How many other claims of the key are offered for a wording with one click."""
_NEAR = 0.6
"""Wordings that are at least this much alike are shown together once one of them is decided."""
_LEAST_OF_PATTERN = 5
_LEAST_WORDS = 3
"""Claims of a map are of one pattern if there are at least this many, each with at least this many
words, and they differ in one word only.
"""
_SIMILAR = 0.35
"""A claim that is this much like one of the key may say the same."""
_NO_CLAIM = -1
"""Stands for a claim of the key in JSON where there is none."""


Decisions = Mapping[str, Decision]
"""Decisions by the texts of claims of students."""
_Shown = Mapping[str, object]
"""What the page shows of a wording."""


_Item = TypeVar("_Item")


@dataclass
class _Wording:
    """A claim in the words of one or more students.

    Attributes:
        key: the name of the key that their maps are compared with.
        text: the claim, as the first of them wrote it.
        plain: what makes it the same as those of the others.
        texts: the same of each claim, by what makes it the same: several if they have one pattern.
        places: its places in their maps, in words.
        students: who wrote it.
        maps: in how many maps it is.
    """

    key: str
    text: str
    plain: str
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    students: dict[str, None] = field(default_factory=dict)
    maps: int = 0


class _Shelf(NamedTuple):
    """Where a wording is shown.

    Attributes:
        claim: the claim of the key, or none.
        decided: the decision on it, if there is one.
        is_likely: whether it is ticked.
        others: the likeliest claims of the key, which it may be moved to.
        kinds: how it bears on others.
    """

    claim: int
    decided: Decided | None
    is_likely: bool
    others: Sequence[int]
    kinds: Kinds


class _State(NamedTuple):
    """What was decided by now, and where each wording is shown; undoing brings an earlier one back.

    Attributes:
        decisions: those on wordings.
        about: those on students and places.
        shelves: where the wordings are shown.
    """

    decisions: Decisions
    about: ClassDecisions
    shelves: list[_Shelf]


class DecisionDesk:
    """The wordings of a class that no program can match for certain, and the decisions on them."""

    def __init__(
        self,
        results: Iterable[Result],
        grader: Grader,
        save: Callable[[Decisions], None],
        save_class: Callable[[ClassDecisions], None] = lambda _: None,
        grade: Callable[[Grader], Iterable[Result]] | None = None,
    ) -> None:
        """Take what is to be decided.

        Args:
            results: what came of the maps, compared without decisions.
            grader: the keys, and the decisions that there are.
            save: called with all decisions each time that one is made; raises `ArgmapError` if
                they cannot be saved.
            save_class: called likewise with those on students and places.
            grade: returns what came of the maps after what was decided by now.
        """
        # Each is needed again for marks, where there is no `grade`.
        results = list(results)
        self._grader = grader
        self._grade = grade or partial(_results_of, results)
        self._save_class = save_class
        self._keys = grader.keys
        self._save = save
        self._before: list[_State] = []
        self._claims = [(name, id) for name, key in self._keys.items() for id in key.claims]
        self._numbers: dict[tuple[str, str], int] = {}
        for number, (name, id) in enumerate(self._claims):
            plain = plain_text(self._keys[name].claims[id].text)
            self._numbers.setdefault((name, plain), number)
        self._wordings: list[_Wording] = []
        known: dict[tuple[str, str], int] = {}
        hand_ins: dict[str, list[HandIn]] = {name: [] for name in self._keys}
        for result in results:
            if result.comparison is not None:
                hand_in = self._hand_in(result.key, result.comparison, known)
                hand_ins[result.key].append(hand_in)
                for number in hand_in.wordings.values():
                    self._wordings[number].students[result.submission.student] = None
        texts = [wording.plain for wording in self._wordings]
        self._groups: dict[str, WordingGroups] = {}
        for name, key in self._keys.items():
            lexicon = lexicon_for(key.language)
            self._groups[name] = WordingGroups(key, lexicon, texts, hand_ins[name])
        self._near = self._near_wordings()
        self._opposites: dict[tuple[int, int], bool] = {}
        shelves = self._sorted(grader.decisions)
        self._now = _State(dict(grader.decisions), grader.class_decisions, shelves)

    def _hand_in(
        self, key: str, comparison: Comparison, known: dict[tuple[str, str], int]
    ) -> HandIn:
        """Return a map with those of its claims that are not certain, each with its wording."""
        ours, theirs = comparison.ours, comparison.theirs
        lexicon = lexicon_for(theirs.language)
        numbers: dict[str, int] = {}
        texts = {id: lexicon.plain(_text_of(ours, id)) for id in comparison.claims_to_decide}
        patterns = _patterns(texts)
        of_key = {id: lexicon.plain(claim.text) for id, claim in theirs.claims.items()}
        alike = likenesses({id: texts[id] for id in patterns}, of_key, lexicon)
        similar = {patterns[id] for (id, _), likeness in alike.items() if likeness >= _SIMILAR}
        for id, plain in texts.items():
            text = _text_of(ours, id)
            pattern = patterns.get(id, plain)
            # What may be in the key is decided by itself, unless it is numbered.
            if pattern in similar and not any(map(str.isdecimal, plain.split())):
                pattern = plain
            number = known.setdefault((key, pattern), len(self._wordings))
            if number == len(self._wordings):
                self._wordings.append(_Wording(key, text, plain))
            wording = self._wordings[number]
            wording.texts.setdefault(plain, text)
            wording.places[_place_of(ours, id, theirs.language)] = None
            wording.maps += number not in numbers.values()
            numbers[id] = number
        return HandIn(comparison, numbers)

    def _near_wordings(self) -> Mapping[int, list[int]]:
        """Return wordings by number, each with those that are much alike, the most alike first."""
        near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for key, map in self._keys.items():
            texts = {
                str(number): wording.plain
                for number, wording in enumerate(self._wordings)
                if wording.key == key
            }
            alike = likenesses(texts, texts, lexicon_for(map.language))
            for (one, other), likeness in alike.items():
                if one != other and likeness >= _NEAR:
                    near[int(one)].append((-likeness, int(other)))
        return {one: [other for _, other in sorted(near[one])] for one in near}

    @property
    def decisions(self) -> Decisions:
        """The decisions by now."""
        return self._now.decisions

    @property
    def class_decisions(self) -> ClassDecisions:
        """Those on students and places."""
        return self._now.about

    def read(self) -> Mapping[str, object]:
        """Return the desk as the page shows it."""
        groups: dict[int, list[_Shown]] = {}
        left = 0
        against = self._against()
        for number, shelf in enumerate(self._now.shelves):
            left += shelf.decided is None
            shown = self._shown(number, shelf, against)
            for claim in self._claims_said(number, shelf):
                groups.setdefault(claim, []).append(shown)
        in_order = [number for number in range(len(self._claims)) if number in groups]
        if _NO_CLAIM in groups:
            in_order.append(_NO_CLAIM)
        return {
            "groups": [self._group(number, groups[number]) for number in in_order],
            "claims": [_text_of(self._keys[name], id) for name, id in self._claims],
            "left": left,
            "can_undo": bool(self._before),
            "marks": None,
        }

    def _decided(self, wording: _Wording, book: DecisionBook) -> Decided | None:
        """Return the decision on a wording; None if its claim of the key is no longer there.

        A pattern is decided if all claims that have it are.
        """
        decided = book.on(wording.plain)
        if not all(book.on(plain) for plain in wording.texts):
            return None
        if decided is None or decided.decision.kind is DecisionKind.NOT_IN_KEY:
            return decided
        if self._number_of(wording.key, decided.decision.theirs) == _NO_CLAIM:
            return None
        return decided

    def _sorted(self, decisions: Decisions) -> list[_Shelf]:
        """Return where each wording belongs after some decisions."""
        grader = self._grader._replace(decisions=decisions)
        books = {name: grader.decision_book(key) for name, key in self._keys.items()}
        all_decided = [self._decided(wording, books[wording.key]) for wording in self._wordings]
        for name, groups in self._groups.items():
            same, opposites = self._claims_decided(name, all_decided)
            groups.regroup(same, opposites)
        shelves = []
        for number, wording in enumerate(self._wordings):
            decided = all_decided[number]
            near = [all_decided[other] for other in self._near.get(number, ())]
            claim, is_likely = self._claim_for(number, wording, decided, near)
            groups = self._groups[wording.key]
            others = [self._claims.index((wording.key, id)) for id in groups.rankings[number]]
            shelves.append(_Shelf(claim, decided, is_likely, others, groups.kinds[number]))
        return shelves

    def _claims_decided(
        self, key: str, all_decided: Iterable[Decided | None]
    ) -> tuple[Mapping[int, str], Mapping[int, str]]:
        """Return the wordings that were decided, each with the claim of a key, "" for none.

        And those that are the opposite of a claim, each with it.
        """
        same, opposites = {}, {}
        for number, decided in enumerate(all_decided):
            if decided is None or self._wordings[number].key != key:
                continue
            same[number] = ""
            if decided.decision.kind is DecisionKind.NOT_IN_KEY:
                continue
            claim = self._claims[self._number_of(key, decided.decision.theirs)][1]
            if decided.decision.kind is DecisionKind.OPPOSITE:
                opposites[number] = claim
            else:
                same[number] = claim
        return same, opposites

    def _claim_for(
        self,
        number: int,
        wording: _Wording,
        decided: Decided | None,
        near: Iterable[Decided | None],
    ) -> tuple[int, bool]:
        """Return the claim of the key under which a wording is shown, and whether it is likely.

        Decisions on wordings that are much alike count more than how likely a match is.
        """
        if decided is not None and decided.decision.theirs:
            return self._number_of(wording.key, decided.decision.theirs), True
        for other in near:
            if other is not None and other.decision.theirs:
                claim = self._number_of(wording.key, other.decision.theirs)
                return claim, other.decision.kind is DecisionKind.SAME
        guess = self._groups[wording.key].guesses[number]
        if not guess.claim:
            return _NO_CLAIM, True
        return self._claims.index((wording.key, guess.claim)), guess.likelihood >= LEAST_LIKELY

    def _after(self, decisions: Decisions, sent: Iterable[int]) -> list[_Shelf]:
        """Return all wordings sorted anew, but for those that are open beside what was sent."""
        before = self._now.shelves
        held = {before[number].claim for number in sent}
        shelves = self._sorted(decisions)
        for number, (old, shelf) in enumerate(zip(before, shelves, strict=True)):
            is_held = not held.isdisjoint((old.claim, shelf.claim))
            if shelf.decided is None and old.decided is None and is_held:
                shelves[number] = old
            if shelf.decided is not None and not shelf.decided.decision.theirs:
                # What is not in the key stays where that was decided.
                shelves[number] = shelf._replace(claim=old.claim)
        return shelves

    def _number_of(self, key: str, text: str) -> int:
        return self._numbers.get((key, plain_text(text)), _NO_CLAIM)

    def _claims_said(self, number: int, shelf: _Shelf) -> list[int]:
        """Return the claims of the key under which a wording is shown: all that it says."""
        also = shelf.decided.decision.also if shelf.decided else ()
        return [shelf.claim, *(self._number_of(self._wordings[number].key, text) for text in also)]

    def _shown(self, number: int, shelf: _Shelf, against: Set[int]) -> _Shown:
        wording = self._wordings[number]
        claim, decided, is_likely, others, _ = shelf
        lexicon = lexicon_for(self._keys[wording.key].language)
        kind = carried = ""
        if decided is not None:
            kind = decided.decision.kind
            if lexicon.plain(decided.about) != wording.plain:
                carried = decided.about
        return {
            "id": number,
            "text": wording.text,
            "places": list(wording.places)[:_MOST_PLACES],
            "maps": wording.maps,
            "students": list(wording.students),
            "claims": len(wording.texts),
            "likely": is_likely,
            "opposite": self._is_opposite(number, shelf, against),
            "kind": kind,
            "carried": carried,
            "others": [other for other in others if other != claim][:_MOST_OTHERS],
            "says": self._claims_said(number, shelf),
        }

    def _is_opposite(self, number: int, shelf: _Shelf, against: Set[int]) -> bool:
        """Return whether a wording may be the opposite of the claim under which it is shown.

        Its words say so. Or it is an objection to what the claim says; or an objection where the
        claim is a reason, or the other way round, and what it bears on is not the opposite, too; or
        a reason or an objection as the claim is, and what it bears on is the opposite. In none of
        the maps it is as the claim is, to what is not the opposite.
        """
        if shelf.claim == _NO_CLAIM:
            return False
        turned, kept, denied = shelf.kinds
        is_denied = self._claims[shelf.claim][1] in denied
        # What one map has as the claim is there says the same in all maps.
        is_turned = kept <= against and (bool(kept) or not turned <= against)
        return self._words_are_opposite(number, shelf.claim) or is_denied or is_turned

    def _against(self) -> Set[int]:
        """Return the wordings that are the opposite of a claim, and borne on as such.

        Words alone say so too often: what bears on the opposite is mostly an objection where the
        key has a reason, or the other way round.
        """
        shelves = self._now.shelves
        seeming = {number for number, shelf in enumerate(shelves) if self._seems(number, shelf)}
        balance: Counter[int | None] = Counter()
        for number, shelf in enumerate(shelves):
            sign = -1 if number in seeming else 1
            balance.update(dict.fromkeys(shelf.kinds.turned, sign))
            balance.subtract(dict.fromkeys(shelf.kinds.kept, sign))
        return {each for each in seeming if balance[each] > 0 or shelves[each].decided}

    def _seems(self, number: int, shelf: _Shelf) -> bool:
        """Return whether a wording is the opposite of its claim, as decided or by its words."""
        if shelf.decided is not None:
            return shelf.decided.decision.kind is DecisionKind.OPPOSITE
        return self._words_are_opposite(number, shelf.claim)

    def _words_are_opposite(self, number: int, claim: int) -> bool:
        if claim == _NO_CLAIM:
            return False
        known = self._opposites.get((number, claim))
        if known is None:
            name, id = self._claims[claim]
            key = self._keys[name]
            text, other = self._wordings[number].text, key.claims[id].text
            relation = lexicon_for(key.language).relation(text, other)
            known = relation.kind is RelationKind.DENIES
            self._opposites[number, claim] = known
        return known

    def _group(self, claim: int, wordings: list[_Shown]) -> Mapping[str, object]:
        # What may be the opposite goes last, so that what is ticked is together.
        wordings.sort(key=lambda shown: bool(shown["opposite"]))
        text = place = ""
        if claim != _NO_CLAIM:
            name, id = self._claims[claim]
            key = self._keys[name]
            text = _text_of(key, id)
            place = _place_of(key, id, key.language)
        return {"claim": claim, "text": text, "place": place, "wordings": wordings}

    def save(self, sent: object) -> Mapping[str, object]:
        """Decide what the page sends, save all decisions, and return the desk.

        Raises:
            ArgmapError: it is not what a page sends, or cannot be saved.
        """
        if sent == {"grade": True}:
            decisions, about, _ = self._now
            grader = self._grader._replace(decisions=decisions, class_decisions=about)
            return {**self.read(), "marks": class_marks(grader, self._grade(grader))}
        if sent == {"undo": True}:
            if self._before:
                self._become(self._before[-1])
                self._before.pop()
            return self.read()
        before = self._now
        state, numbers = self._changed(sent)
        self._become(state)
        if numbers:
            self._now = state._replace(shelves=self._after(state.decisions, numbers))
        self._before.append(before)
        return self.read()

    def _become(self, state: _State) -> None:
        """Save what differs in a state, and take it on."""
        if state.decisions != self._now.decisions:
            self._save(state.decisions)
        if state.about != self._now.about:
            self._save_class(state.about)
        self._now = state

    def _changed(self, sent: object) -> tuple[_State, list[int]]:
        """Return the state after what the page sends, and the wordings to be sorted by that."""
        if isinstance(sent, dict) and len(sent) == 1:
            for name, change in (("place", with_place), ("student", with_student)):
                if isinstance(sent.get(name), dict):
                    return self._now._replace(about=change(self._now.about, sent[name])), []
        decisions = dict(self._now.decisions)
        entries = self._sent(sent)
        for number, decision in entries:
            wording = self._wordings[number]
            lexicon = lexicon_for(self._keys[wording.key].language)
            for text in [text for text in decisions if lexicon.plain(text) in wording.texts]:
                del decisions[text]
            if decision is not None:
                decisions |= dict.fromkeys(wording.texts.values(), decision)
        return self._now._replace(decisions=decisions), [number for number, _ in entries]

    def _sent(self, sent: object) -> list[tuple[int, Decision | None]]:
        """Return what is decided about which wordings; None where a decision is taken back."""
        refusal = ArgmapError("this is not a decision")
        if isinstance(sent, dict) and sent.keys() == {"also"}:
            return [self._also(sent["also"])]
        entries = sent.get("decide") if isinstance(sent, dict) and len(sent) == 1 else None
        if not isinstance(entries, list) or not entries:
            raise refusal
        decided: list[tuple[int, Decision | None]] = []
        for entry in entries:
            if not isinstance(entry, dict) or entry.keys() != {"wording", "kind", "claim"}:
                raise refusal
            number, kind = entry["wording"], entry["kind"]
            wording = _item(self._wordings, number)
            if wording is None:
                raise refusal
            if kind == "":
                decided.append((number, None))
                continue
            if kind not in list(DecisionKind):
                raise refusal
            if kind == DecisionKind.NOT_IN_KEY:
                decided.append((number, Decision(DecisionKind.NOT_IN_KEY)))
                continue
            claim = _item(self._claims, entry["claim"])
            if claim is None or claim[0] != wording.key:
                raise refusal
            text = _text_of(self._keys[claim[0]], claim[1])
            decided.append((number, Decision(DecisionKind(kind), text)))
        return decided

    def _also(self, entry: object) -> tuple[int, Decision | None]:
        """Return that a wording says a claim of the key besides, or no longer does."""
        entries = entry if isinstance(entry, dict) else {}
        number, claim = entries.get("wording"), _item(self._claims, entries.get("claim"))
        shelf = _item(self._now.shelves, number)
        decided = None if shelf is None else shelf.decided
        is_same = decided is not None and decided.decision.kind is DecisionKind.SAME
        if claim is None or decided is None or not is_same or not isinstance(number, int):
            raise ArgmapError("this is not a decision")
        text = _text_of(self._keys[claim[0]], claim[1])
        texts = {decided.decision.theirs: None} | dict.fromkeys(decided.decision.also)
        if text in texts and len(texts) > 1:
            del texts[text]
        else:
            texts[text] = None
        theirs, *also = texts
        return number, Decision(DecisionKind.SAME, theirs, tuple(also))


def _results_of(results: Iterable[Result], grader: Grader) -> list[Result]:
    return [grader.result_of(result.submission) for result in results]


def _patterns(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the patterns of claims of one map: many that differ in the same word only.

    "blah reason number 1", "blah reason number 2" … are all "blah reason number …".

    Args:
        texts: the texts, as `Lexicon.plain` returns them, by the ids of claims.
    """
    patterns_of = {}
    for id, text in texts.items():
        words = text.split()
        places = range(len(words)) if len(words) >= _LEAST_WORDS else ()
        patterns_of[id] = [" ".join([*words[:place], "…", *words[place + 1 :]]) for place in places]
    times = Counter(pattern for found in patterns_of.values() for pattern in found)
    patterns = {}
    for id, found in patterns_of.items():
        pattern = max(found, key=times.__getitem__, default="")
        if times[pattern] >= _LEAST_OF_PATTERN:
            patterns[id] = pattern
    return patterns


def _item(items: Sequence[_Item], number: object) -> _Item | None:
    """Return the item with a number that a page sent, or None."""
    if type(number) is not int or not 0 <= number < len(items):
        return None
    return items[number]


def _text_of(map: ArgumentMap, claim: str) -> str:
    """Return the text of a claim in one line."""
    return " ".join(map.claims[claim].text.split())


def _place_of(map: ArgumentMap, claim: str, language: str) -> str:
    """Return what a claim bears on, in words: `Reason for “Bees are busy”`."""
    words, page_words = words_for(language), page_words_for(language)
    if not map.uses(claim):
        return words.main_claim if map.onto(claim) else decision_words_for(language).not_linked
    inference = map.uses(claim)[0]
    target = map.claim_under(inference.id)
    quoted = words.quote(_text_of(map, target).rstrip(".。")) if target else "…"
    if inference.kind is Kind.UNDERCUTTER:
        return f"{words.against_this_inference}{words.colon}{quoted}"
    is_reason = inference.kind is Kind.SUPPORT
    return (page_words.reason_for if is_reason else page_words.objection_to).format(claim=quoted)
