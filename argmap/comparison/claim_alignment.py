"""Which claims of two maps match: for certain, or so probably that a person is asked.

A match is certain where a person confirmed it, where a claim kept its id (if ids count), where the
texts are the same but for case, space, punctuation or slips of typing, and where both quote the
same words of the same source. Free paraphrase cannot be matched reliably: the most alike of the
claims left over are proposed, and in a worksheet what stands in a blank for what its key has there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from argmap.comparison.text_similarity import Vocabulary, likenesses
from argmap.model import ArgumentMap
from argmap.model.quotations import plain_words
from argmap.util.text import plain_text

_NEIGHBOR_WEIGHT = 0.2
"""What a pair of neighbours, both matched, adds to how alike two claims are."""
_IN_ITS_BLANK = 1.0
"""How likely what is written in a blank of a worksheet is what its key has there."""
_LEAST_LIKELY = 0.25
"""Claims less alike than this are not proposed as a match."""
_MOST_CANDIDATES = 3
_MOST_WORDS_JOINED = 200
_AND = frozenset(("and", "und", "et", "y", "e", "ed", "و"))
"""What may stand between two claims that are written as one."""


class MatchReason(StrEnum):
    """Why two claims match."""

    CONFIRMED = "confirmed"
    SAME_ID = "same id"
    SAME_TEXT = "same text"
    TYPOS = "slips of typing"
    SAME_QUOTATION = "same quotation"
    ALIKE = "alike"
    """Only probably the same: all other matches are certain."""


class ClaimMatch(NamedTuple):
    """A claim of ours and the claim of theirs that it matches, by id; `likeness` is from 0 to 1."""

    ours: str
    theirs: str
    reason: MatchReason
    likeness: float = 1.0

    @property
    def is_certain(self) -> bool:
        """Whether it is the same claim; if not, a person is asked."""
        return self.reason is not MatchReason.ALIKE


class JoinedClaim(NamedTuple):
    """A claim that says what two claims of the other map say one after the other."""

    whole: str
    parts: tuple[str, str]


class Candidate(NamedTuple):
    """A claim of theirs that a claim of ours may be, and how likely: 0 to 1, and more with matched
    neighbours.
    """

    theirs: str
    likelihood: float


class ClaimMatches(NamedTuple):
    """How the claims of two maps match.

    Attributes:
        matches: claims of ours by id, each with its match, in the order of our map.
        merged: claims of ours that join two of theirs.
        split: claims of theirs that two of ours make up.
        candidates: claims of ours without a certain match, each with the likeliest of theirs.
    """

    matches: Mapping[str, ClaimMatch]
    merged: tuple[JoinedClaim, ...]
    split: tuple[JoinedClaim, ...]
    candidates: Mapping[str, tuple[Candidate, ...]]


def match_claims(
    ours: ArgumentMap,
    theirs: ArgumentMap,
    *,
    same_ids: bool = False,
    confirmed: Mapping[str, str] | None = None,
) -> ClaimMatches:
    """Return how the claims of two maps match, each at most once.

    Args:
        ours: a map.
        theirs: the map that it is compared with.
        same_ids: whether a claim with the same id is the same, however it is worded.
        confirmed: what a person decided: texts of our claims, each with the text of theirs, or ""
            for none of them.
    """
    matching = _Matching(ours, theirs)
    if confirmed:
        matching.by_decision(
            {plain_text(our): plain_text(their) for our, their in confirmed.items()}
        )
    if same_ids:
        # An id that is made of a claim's words is not its author's, and changes with them.
        matching.by_key(MatchReason.SAME_ID, _own_id)
    matching.by_key(MatchReason.SAME_TEXT, _text)
    merged = tuple(_find_joined(matching.ours, matching.theirs))
    split = tuple(_find_joined(matching.theirs, matching.ours))
    matching.by_likeness()
    matching.by_key(MatchReason.SAME_QUOTATION, _quotation)
    return matching.finish(merged, split)


class _ToMatch:
    """A map whose claims are matched.

    Attributes:
        map: the map.
        texts: the plain texts of its claims.
        rest: the claims that are still to be matched, in the order of the map.
        places: where each claim stands in the map.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.texts = {claim.id: plain_text(claim.text) for claim in map.claims.values()}
        self.rest = dict.fromkeys(map.claims)
        self.places = {id: place for place, id in enumerate(map.claims)}


def _own_id(to_match: _ToMatch, id: str) -> str:
    return id if to_match.map.claims[id].has_own_id else ""


def _text(to_match: _ToMatch, id: str) -> str:
    return to_match.texts[id]


def _quotation(to_match: _ToMatch, id: str) -> str:
    """Return the words that a claim quotes, with the sources that it cites; ""
    if it quotes none.
    """
    claim = to_match.map.claims[id]
    if not claim.quote:
        return ""
    names: list[str] = []
    for citation in (*claim.evidence, *claim.stated_in):
        source = to_match.map.sources.get(citation.source)
        names.append(plain_text(source.title) if source and source.title else citation.source)
    return f"{plain_words(claim.quote)} [{'; '.join(names)}]"


class _Matching:
    """Claims that match are taken out of those that are still to be matched."""

    def __init__(self, ours: ArgumentMap, theirs: ArgumentMap) -> None:
        self.ours = _ToMatch(ours)
        self.theirs = _ToMatch(theirs)
        self.without_match: set[str] = set()
        """Claims of ours of which a person said that they are none of theirs."""
        self.matches: dict[str, ClaimMatch] = {}
        self.alike: dict[tuple[str, str], float] = {}

    def add(self, ours: str, theirs: str, reason: MatchReason, likeness: float = 1.0) -> None:
        self.matches[ours] = ClaimMatch(ours, theirs, reason, likeness)
        del self.ours.rest[ours]
        del self.theirs.rest[theirs]

    def by_decision(self, decided: Mapping[str, str]) -> None:
        """Match what a person said is the same, or keep it from being matched."""
        with_text: dict[str, list[str]] = {}
        for theirs in self.theirs.rest:
            with_text.setdefault(self.theirs.texts[theirs], []).append(theirs)
        for ours in list(self.ours.rest):
            text = decided.get(self.ours.texts[ours])
            if text is None:
                continue
            if with_text.get(text):
                self.add(ours, with_text[text].pop(0), MatchReason.CONFIRMED)
            elif not text:
                self.without_match.add(ours)

    def by_key(self, reason: MatchReason, key_of: Callable[[_ToMatch, str], str]) -> None:
        """Match claims that have the same key, one to one in the order of the
        files; "" is no key.
        """
        with_key: dict[str, list[str]] = {}
        for theirs in self.theirs.rest:
            key = key_of(self.theirs, theirs)
            if key:
                with_key.setdefault(key, []).append(theirs)
        queues = {key: iter(ids) for key, ids in with_key.items()}
        for ours in list(self.ours.rest):
            queue = queues.get(key_of(self.ours, ours))
            if queue is None or ours in self.without_match:
                continue
            match = next(queue, None)
            if match is not None:
                self.add(ours, match, reason)

    def by_likeness(self) -> None:
        """Match what differs by slips of typing, and note how alike the other claims are."""
        our_texts = {
            id: self.ours.texts[id] for id in self.ours.rest if id not in self.without_match
        }
        their_texts = {id: self.theirs.texts[id] for id in self.theirs.rest}
        vocabulary = Vocabulary([*self.ours.texts.values(), *self.theirs.texts.values()])
        pairs = likenesses(our_texts, their_texts)
        self.alike = {(pair.ours, pair.theirs): pair.cosine for pair in pairs}
        for pair in self._most_likely_first(self.alike):
            ours, theirs = pair
            if self._is_free(*pair) and vocabulary.differ_by_typos(
                our_texts[ours], their_texts[theirs]
            ):
                self.add(ours, theirs, MatchReason.TYPOS)

    def finish(
        self, merged: tuple[JoinedClaim, ...], split: tuple[JoinedClaim, ...]
    ) -> ClaimMatches:
        """Propose a match for what is left over, and return all that was found."""
        likelihoods = dict(self._likelihoods())
        candidates: dict[str, list[Candidate]] = {}
        likeliest = self._most_likely_first(likelihoods)
        for ours, theirs in likeliest:
            candidates.setdefault(ours, []).append(Candidate(theirs, likelihoods[ours, theirs]))
        for pair in likeliest:
            if self._is_free(*pair):
                self.add(*pair, MatchReason.ALIKE, min(1.0, likelihoods[pair]))
        return ClaimMatches(
            matches={id: self.matches[id] for id in self.ours.map.claims if id in self.matches},
            merged=merged,
            split=split,
            candidates={
                id: tuple(candidates[id][:_MOST_CANDIDATES])
                for id in self.ours.map.claims
                if id in candidates
            },
        )

    def _is_free(self, ours: str, theirs: str) -> bool:
        return ours in self.ours.rest and theirs in self.theirs.rest

    def _most_likely_first(
        self, likelihoods: Mapping[tuple[str, str], float]
    ) -> list[tuple[str, str]]:
        """Return pairs of claims, the most likely first, among equals by their places in the files.

        The order is the same whichever map is ours: equal pairs that hinder each other share a
        claim.
        """

        def order(pair: tuple[str, str]) -> tuple[float, int, int]:
            places = (self.ours.places[pair[0]], self.theirs.places[pair[1]])
            return -likelihoods[pair], max(places), min(places)

        return sorted(likelihoods, key=order)

    def _likelihoods(self) -> Iterator[tuple[tuple[str, str], float]]:
        """Yield the pairs of claims left over that may be the same, each with
        how likely that is.
        """
        our_neighbors = _Neighbors(self.ours.map)
        their_neighbors = _Neighbors(self.theirs.map)
        for (ours, theirs), cosine in self.alike.items():
            if not self._is_free(ours, theirs):
                continue
            their_own = their_neighbors.of(theirs)
            matched = [self.matches.get(neighbor) for neighbor in our_neighbors.of(ours)]
            has_matched_neighbors = any(match and match.theirs in their_own for match in matched)
            likelihood = cosine + _NEIGHBOR_WEIGHT * has_matched_neighbors
            if likelihood >= _LEAST_LIKELY:
                yield (ours, theirs), likelihood
        if self.ours.map.worksheet and self.ours.map.worksheet == self.theirs.map.worksheet:
            # Its place says what a blank is meant to say, but not whether it does.
            for id in self.ours.rest:
                if id in self.theirs.rest and id not in self.without_match:
                    yield (id, id), _IN_ITS_BLANK


def _find_joined(wholes: _ToMatch, parts: _ToMatch) -> Iterator[JoinedClaim]:
    """Yield the claims of one map that say what two claims of the other say one after the other."""
    part_with_text = {parts.texts[id]: id for id in reversed(parts.rest)}
    for whole in list(wholes.rest):
        both = _two_parts(wholes.texts[whole].split(), part_with_text)
        if both is None:
            continue
        del wholes.rest[whole]
        for part in both:
            del parts.rest[part]
            del part_with_text[parts.texts[part]]
        yield JoinedClaim(whole, both)


def _two_parts(words: list[str], part_with_text: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the two claims whose texts follow each other in some words, with no more than an "and"
    between.
    """
    if len(words) > _MOST_WORDS_JOINED:
        return None
    for end in range(1, len(words)):
        first = part_with_text.get(" ".join(words[:end]))
        if first is None:
            continue
        start = end + 1 if words[end] in _AND else end
        second = part_with_text.get(" ".join(words[start:]))
        if second is not None and second != first:
            return first, second
    return None


class _Neighbors:
    """The claims that a claim is joined with by a step."""

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self._found: dict[str, frozenset[str]] = {}

    def of(self, claim: str) -> frozenset[str]:
        if claim not in self._found:
            neighbors: set[str] = set(self._map.premises_onto(claim))
            for inference in self._map.uses(claim):
                neighbors.add(self._map.claim_under(inference.id))
            self._found[claim] = frozenset(neighbors)
        return self._found[claim]
