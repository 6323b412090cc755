"""Which claims of two maps match: for certain, or so probably that a person is asked.

A match is certain where a person confirmed it, where a claim kept its id (if ids count), where the
texts are the same but for case, space, punctuation or typos, and where both quote the
same words of the same source. Free paraphrase cannot be matched reliably: the most alike of the
claims left over are proposed, and in a worksheet what stands in a blank for what its key has there.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from argmap.comparison.text_similarity import Vocabulary, likenesses
from argmap.model import ArgumentMap, Claim
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


class ClaimMatches(NamedTuple):
    """How the claims of two maps match.

    Attributes:
        matches: claims of ours by id, each with its match, in the order of our map.
        merged: claims of ours that join two of theirs.
        split: claims of theirs that two of ours make up.
        candidates: claims of ours without a certain match, each with the likeliest of theirs, the
            most likely first.
    """

    matches: Mapping[str, ClaimMatch]
    merged: tuple[JoinedClaim, ...]
    split: tuple[JoinedClaim, ...]
    candidates: Mapping[str, tuple[str, ...]]


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
        matching.by_decision(confirmed)
    if same_ids:
        # An id that is made of a claim's words changes with them, so that it proves nothing.
        matching.by_key(MatchReason.SAME_ID, _Rest.own_id)
    matching.by_key(MatchReason.SAME_TEXT, lambda either, claim: either.texts[claim])
    # Before typos: a claim that joins two claims is also like each of them.
    merged = tuple(_find_joined(matching.ours, matching.theirs))
    split = tuple(_find_joined(matching.theirs, matching.ours))
    alike = matching.by_likeness()
    matching.by_key(MatchReason.SAME_QUOTATION, _quotation)
    candidates = matching.propose(alike)
    matches = {id: matching.found[id] for id in ours.claims if id in matching.found}
    return ClaimMatches(matches, merged, split, candidates)


class _Rest:
    """What is still to be matched of a map.

    Attributes:
        map: the map.
        texts: the plain texts of its claims.
        claims: the claims that are still to be matched, in the order of the map.
        places: the place of each claim in the map.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.texts = {claim.id: plain_text(claim.text) for claim in map.claims.values()}
        self.claims = dict.fromkeys(map.claims)
        self.places = places_of(map.claims)
        self._neighbors: dict[str, set[str]] = {}

    def texts_left(self, besides: Container[str]) -> dict[str, str]:
        """Return the plain texts of the claims that are still to be matched, but for some."""
        return {id: self.texts[id] for id in self.claims if id not in besides}

    def own_id(self, claim: str) -> str:
        """Return the id of a claim if its author gave it, or else ""."""
        return claim if self.map.claims[claim].has_own_id else ""

    def neighbors(self, claim: str) -> set[str]:
        """Return the claims that an inference connects with a claim."""
        if claim not in self._neighbors:
            neighbors = set(self.map.premises_onto(claim))
            for inference in self.map.uses(claim):
                neighbors.add(self.map.claim_under(inference.id))
            self._neighbors[claim] = neighbors
        return self._neighbors[claim]


def _quotation(either: _Rest, id: str) -> str:
    """Return a claim's quotation and its sources, as in `ten more minutes [Sleep Survey]`."""
    claim = either.map.claims[id]
    if not claim.quote:
        return ""
    names = []
    for id_of_source in sources_of(claim):
        source = either.map.sources.get(id_of_source)
        # The same source may have another id in the other map.
        names.append(plain_text(source.title) if source and source.title else id_of_source)
    return f"{plain_words(claim.quote)} [{'; '.join(names)}]"


def sources_of(claim: Claim) -> list[str]:
    """Return the ids of the sources that a claim cites."""
    return [citation.source for citation in (*claim.evidence, *claim.stated_in)]


def places_of(ids: Iterable[str]) -> dict[str, int]:
    """Return ids, each with its place among them."""
    return {id: place for place, id in enumerate(ids)}


def later_first(place: int, other: int) -> tuple[int, int]:
    """Return two places in files so that it makes no difference which file is whose."""
    return max(place, other), min(place, other)


_Pair = tuple[str, str]
"""A claim of ours and one of theirs."""


class _Matching:
    """Claims that match are taken out of those that are still to be matched."""

    def __init__(self, ours: ArgumentMap, theirs: ArgumentMap) -> None:
        self.ours = _Rest(ours)
        self.theirs = _Rest(theirs)
        self.found: dict[str, ClaimMatch] = {}
        self._without_match: set[str] = set()
        """Claims of ours of which a person said that they are none of theirs."""

    def _add(self, ours: str, theirs: str, reason: MatchReason, likeness: float = 1.0) -> None:
        self.found[ours] = ClaimMatch(ours, theirs, reason, likeness)
        del self.ours.claims[ours]
        del self.theirs.claims[theirs]

    def by_decision(self, confirmed: Mapping[str, str]) -> None:
        """Match what a person said is the same, or keep it from being matched."""
        decisions = {plain_text(our): plain_text(their) for our, their in confirmed.items()}
        for ours, text in self.ours.texts.items():
            if decisions.get(text) == "":
                self._without_match.add(ours)

        def key_of(either: _Rest, id: str) -> str:
            text = either.texts[id]
            return text if either is self.theirs else decisions.get(text, "")

        self.by_key(MatchReason.CONFIRMED, key_of)

    def by_key(self, reason: MatchReason, key_of: Callable[[_Rest, str], str]) -> None:
        """Match claims with the same key, one to one in the order of the files; "" is no key."""
        queues: defaultdict[str, deque[str]] = defaultdict(deque)
        for theirs in self.theirs.claims:
            queues[key_of(self.theirs, theirs)].append(theirs)
        queues.pop("", None)
        for ours in list(self.ours.claims):
            queue = queues.get(key_of(self.ours, ours))
            if queue and ours not in self._without_match:
                self._add(ours, queue.popleft(), reason)

    def by_likeness(self) -> dict[_Pair, float]:
        """Match what differs by typos, and return how alike the claims are that are left over."""
        our_texts = self.ours.texts_left(self._without_match)
        their_texts = self.theirs.texts_left(())
        vocabulary = Vocabulary([*self.ours.texts.values(), *self.theirs.texts.values()])
        alike = likenesses(our_texts, their_texts)
        for ours, theirs in self._most_likely_first(alike):
            if not self._is_free(ours, theirs):
                continue
            if vocabulary.differ_by_typos(our_texts[ours], their_texts[theirs]):
                self._add(ours, theirs, MatchReason.TYPOS)
        return alike

    def propose(self, alike: Mapping[_Pair, float]) -> dict[str, tuple[str, ...]]:
        """Match what is probably the same, and return the likeliest of theirs for what is open."""
        likelihoods = self._likelihoods(alike)
        candidates: dict[str, tuple[str, ...]] = {}
        likeliest = self._most_likely_first(likelihoods)
        # A person who does not agree with the match chooses among these.
        for ours, theirs in likeliest:
            candidates[ours] = (*candidates.get(ours, ()), theirs)[:_MOST_CANDIDATES]
        for ours, theirs in likeliest:
            if self._is_free(ours, theirs):
                likeness = min(1.0, likelihoods[ours, theirs])
                self._add(ours, theirs, MatchReason.ALIKE, likeness)
        return {id: candidates[id] for id in self.ours.places if id in candidates}

    def _is_free(self, ours: str, theirs: str) -> bool:
        return ours in self.ours.claims and theirs in self.theirs.claims

    def _most_likely_first(self, likelihoods: Mapping[_Pair, float]) -> list[_Pair]:
        """Return pairs of claims, the most likely first, among equals by their places in the files.

        The order is the same whichever map is ours: equal pairs that hinder each other share a
        claim.
        """

        def order(pair: _Pair) -> tuple[float, int, int]:
            ours, theirs = pair
            return -likelihoods[pair], *later_first(
                self.ours.places[ours], self.theirs.places[theirs]
            )

        return sorted(likelihoods, key=order)

    def _likelihoods(self, alike: Mapping[_Pair, float]) -> dict[_Pair, float]:
        """Return the pairs of claims left over that may be the same, each with how likely it is."""
        likelihoods = {}
        for (ours, theirs), cosine in alike.items():
            if not self._is_free(ours, theirs):
                continue
            likelihood = cosine
            # Claims that are connected with the same claim are more likely the same.
            their_neighbors = self.theirs.neighbors(theirs)
            for neighbor in self.ours.neighbors(ours):
                if neighbor in self.found and self.found[neighbor].theirs in their_neighbors:
                    likelihood += _NEIGHBOR_WEIGHT
                    break
            if likelihood >= _LEAST_LIKELY:
                likelihoods[ours, theirs] = likelihood
        worksheet = self.ours.map.worksheet
        if worksheet and worksheet == self.theirs.map.worksheet:
            # Its place says what a blank is meant to say, but not whether it does.
            for id in self.ours.claims:
                if id in self.theirs.claims and id not in self._without_match:
                    likelihoods[id, id] = _IN_ITS_BLANK
        return likelihoods


def _find_joined(wholes: _Rest, parts: _Rest) -> Iterator[JoinedClaim]:
    """Yield the claims of one map that say what two claims of the other say one after the other."""
    part_with_text = {parts.texts[id]: id for id in reversed(parts.claims)}
    for whole in list(wholes.claims):
        both = _two_parts(wholes.texts[whole].split(), part_with_text)
        if both is not None:
            del wholes.claims[whole]
            for part in both:
                del parts.claims[part]
                del part_with_text[parts.texts[part]]
            yield JoinedClaim(whole, both)


def _two_parts(words: list[str], part_with_text: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the two claims whose texts follow each other in some words.

    There may be an "and" between them: `bees are busy and apples are red`.
    """
    if len(words) > _MOST_WORDS_JOINED:
        return None  # each word is tried as the first of the second claim
    for end in range(1, len(words)):
        first = part_with_text.get(" ".join(words[:end]))
        if first is None:
            continue
        start = end
        if words[end] in _AND:
            start += 1
        second = part_with_text.get(" ".join(words[start:]))
        if second is not None and second != first:
            return first, second
    return None
