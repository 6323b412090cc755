"""What a teacher decides on a page: the wordings of a class, by the claims of the key.

The page reads the desk as JSON, and sends what was decided; the desk saves it, and returns itself:

    {"groups": [{"claim": 0, "text": "Rested pupils learn better.", "place": "Reason for “…”",
      "wordings": [{"id": 3, "text": "Who sleeps well learns better.", "places": ["Reason for “…”"],
        "maps": 2, "likely": true, "opposite": false, "kind": "", "carried": ""}]}],
     "claims": ["Rested pupils learn better."], "left": 1, "can_undo": false}

    {"decide": [{"wording": 3, "kind": "same as", "claim": 0}]}     or     {"undo": true}
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from argmap.classroom.feedback.grading import Grader, Result
from argmap.comparison.claim_alignment import LEAST_LIKELY
from argmap.comparison.compare import Comparison
from argmap.comparison.decisions import Decided, Decision, DecisionBook, DecisionKind
from argmap.comparison.text_similarity import likenesses
from argmap.languages import decision_words_for, page_words_for, words_for
from argmap.languages.lexicons import lexicon_for
from argmap.model import ArgumentMap, Kind
from argmap.util.errors import ArgmapError
from argmap.util.text import plain_text

_MOST_PLACES = 3
_NEAR = 0.6
"""Wordings that are so much alike are shown together once one of them is decided."""
_NO_CLAIM = -1
"""Stands for a claim of the key in JSON where there is none."""


Decisions = Mapping[str, Decision]
"""Decisions by the texts of claims of students."""


_Item = TypeVar("_Item")


@dataclass
class _Wording:
    """A claim in the words of one or more students.

    Attributes:
        key: the name of the key that their maps are compared with.
        text: the claim, as the first of them wrote it.
        plain: what makes it the same as those of the others.
        likelihoods: how likely it matches claims of the key, by their ids, in all maps.
        places: its places in their maps, in words.
        maps: in how many maps it is.
    """

    key: str
    text: str
    plain: str
    likelihoods: Counter[str] = field(default_factory=Counter)
    places: dict[str, None] = field(default_factory=dict)
    maps: int = 0


class DecisionDesk:
    """The wordings of a class that no program can match for certain, and the decisions on them."""

    def __init__(
        self,
        results: Iterable[Result],
        grader: Grader,
        save: Callable[[Decisions], None],
    ) -> None:
        """Take what is to be decided.

        Args:
            results: what came of the maps, compared without decisions.
            grader: the keys, and the decisions that there are.
            save: called with all decisions each time that one is made; raises `ArgmapError` if
                they cannot be saved.
        """
        self._keys = grader.keys
        self._decisions: dict[str, Decision] = dict(grader.decisions)
        self._save = save
        self._before: list[dict[str, Decision]] = []
        self._claims = [(name, id) for name, key in self._keys.items() for id in key.claims]
        self._numbers: dict[tuple[str, str], int] = {}
        for number, (name, id) in enumerate(self._claims):
            plain = plain_text(self._keys[name].claims[id].text)
            self._numbers.setdefault((name, plain), number)
        self._wordings: list[_Wording] = []
        places: dict[tuple[str, str], _Wording] = {}
        for result in results:
            if result.comparison is not None:
                self._add(result.key, result.comparison, places)
        self._near = self._near_wordings()

    def _add(
        self, key: str, comparison: Comparison, known: dict[tuple[str, str], _Wording]
    ) -> None:
        """Add the claims of a map that are not certain."""
        ours, theirs = comparison.ours, comparison.theirs
        lexicon = lexicon_for(theirs.language)
        proposed = {match.ours for match in comparison.proposals}
        seen = set()
        for id in ours.claims:
            if id not in proposed and id not in comparison.claims.undecided:
                continue
            text = _text_of(ours, id)
            plain = lexicon.plain(text)
            wording = known.get((key, plain))
            if wording is None:
                wording = _Wording(key, text, plain)
                known[key, plain] = wording
                self._wordings.append(wording)
            wording.places[_place_of(ours, id, theirs.language)] = None
            wording.likelihoods.update(comparison.claims.candidates.get(id, {}))
            wording.maps += plain not in seen
            seen.add(plain)

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
        return self._decisions

    def read(self) -> Mapping[str, object]:
        """Return the desk as the page shows it."""
        groups: dict[int, list[Mapping[str, object]]] = {}
        left = 0
        books = {name: self._book(name) for name in self._keys}
        all_decided = [self._decided(wording, books[wording.key]) for wording in self._wordings]
        for number, wording in enumerate(self._wordings):
            decided = all_decided[number]
            left += decided is None
            near = [all_decided[other] for other in self._near.get(number, ())]
            claim, is_likely = self._claim_for(wording, decided, near)
            shown = self._shown(number, wording, claim, decided, is_likely=is_likely)
            groups.setdefault(claim, []).append(shown)
        in_order = [number for number in range(len(self._claims)) if number in groups]
        if _NO_CLAIM in groups:
            in_order.append(_NO_CLAIM)
        return {
            "groups": [self._group(number, groups[number]) for number in in_order],
            "claims": [_text_of(self._keys[name], id) for name, id in self._claims],
            "left": left,
            "can_undo": bool(self._before),
        }

    def _book(self, key: str) -> DecisionBook:
        map = self._keys[key]
        texts = [claim.text for claim in map.claims.values()]
        return DecisionBook(self._decisions, lexicon_for(map.language), texts)

    def _decided(self, wording: _Wording, book: DecisionBook) -> Decided | None:
        """Return the decision on a wording; None if its claim of the key is no longer there."""
        decided = book.on(wording.plain)
        if decided is None or decided.decision.kind is DecisionKind.NOT_IN_KEY:
            return decided
        if self._number_of(wording.key, decided.decision.theirs) == _NO_CLAIM:
            return None
        return decided

    def _claim_for(
        self, wording: _Wording, decided: Decided | None, near: Iterable[Decided | None]
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
        likeliest = wording.likelihoods.most_common(1)
        if not likeliest:
            return _NO_CLAIM, False
        id, likelihood = likeliest[0]
        claim = self._claims.index((wording.key, id))
        return claim, likelihood >= LEAST_LIKELY * wording.maps

    def _number_of(self, key: str, text: str) -> int:
        return self._numbers.get((key, plain_text(text)), _NO_CLAIM)

    def _shown(
        self,
        number: int,
        wording: _Wording,
        claim: int,
        decided: Decided | None,
        *,
        is_likely: bool,
    ) -> Mapping[str, object]:
        lexicon = lexicon_for(self._keys[wording.key].language)
        is_opposite = False
        if claim != _NO_CLAIM:
            name, id = self._claims[claim]
            text = self._keys[name].claims[id].text
            is_opposite = lexicon.are_opposite(wording.plain, lexicon.plain(text))
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
            "likely": is_likely,
            "opposite": is_opposite,
            "kind": kind,
            "carried": carried,
        }

    def _group(self, claim: int, wordings: list[Mapping[str, object]]) -> Mapping[str, object]:
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
        if sent == {"undo": True}:
            if self._before:
                self._save(self._before[-1])
                self._decisions = self._before.pop()
            return self.read()
        decisions = dict(self._decisions)
        for wording, decision in self._sent(sent):
            lexicon = lexicon_for(self._keys[wording.key].language)
            for text in [text for text in decisions if lexicon.plain(text) == wording.plain]:
                del decisions[text]
            if decision is not None:
                decisions[wording.text] = decision
        self._save(decisions)
        self._before.append(self._decisions)
        self._decisions = decisions
        return self.read()

    def _sent(self, sent: object) -> list[tuple[_Wording, Decision | None]]:
        """Return what is decided about which wording; None where a decision is taken back."""
        refusal = ArgmapError("this is not a decision")
        entries = sent.get("decide") if isinstance(sent, dict) and len(sent) == 1 else None
        if not isinstance(entries, list) or not entries:
            raise refusal
        decided: list[tuple[_Wording, Decision | None]] = []
        for entry in entries:
            if not isinstance(entry, dict) or entry.keys() != {"wording", "kind", "claim"}:
                raise refusal
            wording = _item(self._wordings, entry["wording"])
            kind = entry["kind"]
            if wording is None:
                raise refusal
            if kind == "":
                decided.append((wording, None))
                continue
            if kind not in list(DecisionKind):
                raise refusal
            if kind == DecisionKind.NOT_IN_KEY:
                decided.append((wording, Decision(DecisionKind.NOT_IN_KEY)))
                continue
            claim = _item(self._claims, entry["claim"])
            if claim is None or claim[0] != wording.key:
                raise refusal
            text = _text_of(self._keys[claim[0]], claim[1])
            decided.append((wording, Decision(DecisionKind(kind), text)))
        return decided


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
    words = words_for(language)
    uses = map.uses(claim)
    if not uses:
        if map.onto(claim):
            return words.main_claim
        return decision_words_for(language).not_linked
    inference = uses[0]
    target = map.claim_under(inference.id)
    quoted = words.quote(_text_of(map, target).rstrip(".。")) if target else "…"
    if inference.kind is Kind.UNDERCUTTER:
        return f"{words.against_this_inference}{words.colon}{quoted}"
    page_words = page_words_for(language)
    sentence = page_words.objection_to
    if inference.kind is Kind.SUPPORT:
        sentence = page_words.reason_for
    return sentence.format(claim=quoted)
