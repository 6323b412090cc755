"""Which claims of two maps match: for certain, or so probably that a person is asked.

A match is certain where a person confirmed it, where the texts are the same but for case, space,
punctuation or typos, where a claim kept its id and most of its words (if ids count), and where both
quote the same words of the same source. Free paraphrase cannot be matched reliably: the most alike
of the claims left over are proposed, and in a worksheet what stands in a blank for what its key has
there.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from enum import StrEnum
from functools import partial
from itertools import count, product
from types import MappingProxyType
from typing import NamedTuple

from argmap.comparison.assignment import assign
from argmap.comparison.decisions import DecisionBook, DecisionKind
from argmap.comparison.text_similarity import ALL_COMPARED, Vocabulary, likenesses
from argmap.model import ArgumentMap, Claim, Kind
from argmap.model.graph import main_claims
from argmap.util.lexicon import NO_WORDS, Lexicon
from argmap.util.text import plain_text

_NEIGHBOR_WEIGHT = 0.1
"""What a pair of neighbors, both matched, adds to how alike two claims are."""
_PLACE_WEIGHT = 0.2
"""What it adds besides if both bear on their neighbors in the same way, or these on both."""
_BOTH_MAIN_WEIGHT = 0.15
"""What it adds if both are main claims."""
_IN_ITS_BLANK = 1.0
"""How likely what is written in a blank of a worksheet is what its key has there."""
LEAST_LIKELY = 0.25
"""Claims less alike than this are not proposed as a match."""
_LEAST_CANDIDATE = 0.15
"""Claims less alike than this are not named to the person who is asked."""
_FEWEST_CANDIDATES = 12
"""At least this number of candidates are named, if there are that many."""
_CLEAR = 0.8
"""A claim as likely as this is hardly one of others that are much less likely."""
_LEAST_SHARE = 0.5
"""How likely these are at most, compared with it."""
_MOST_ROUNDS = 4
_MOST_WORDS_JOINED = 200


class MatchReason(StrEnum):
    """Why two claims match."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    """A person said that ours is a part of theirs: it counts half."""
    SAME_ID = "same id"
    SAME_TEXT = "same text"
    TYPOS = "typos"
    SAME_QUOTATION = "same quotation"
    ALIKE = "alike"
    """Only probably the same: all other matches are certain."""


_DECIDED = {
    DecisionKind.SAME: MatchReason.CONFIRMED,
    DecisionKind.PARTLY: MatchReason.PARTLY,
}
"""The decisions that are a match, the better ones first."""


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


Candidates = Mapping[str, Mapping[str, float]]
"""Claims of ours, each with some of theirs and how likely they are the same."""


Names = Mapping[str, str]
"""Parts of a map, each with what it is recognized by."""


class ClaimMatches(NamedTuple):
    """How the claims of two maps match.

    Attributes:
        matches: claims of ours by id, each with its match, in the order of our map.
        merged: claims of ours that join two of theirs.
        split: claims of theirs that two of ours make up.
        candidates: claims of ours without a certain match, each with the likeliest of theirs, the
            most likely first.
        undecided: claims of ours without a match, of which nobody said that they have none.
        opposites: claims of ours of which a person said that they are the opposite of one of
            theirs, each with that one; they have no match.
        repeated: claims of ours that say the same as one of theirs that another claim of ours
            matches already, each with that one: a person said so, or the words are the same. Only
            where there are decisions; else a map that says a thing twice differs by that.
        perhaps_found: claims of theirs that a claim may be of which a person has still to decide;
            none of them is missing for certain.
        also: claims of ours, each with those of theirs that a person said it says besides.
    """

    matches: Mapping[str, ClaimMatch]
    merged: tuple[JoinedClaim, ...]
    split: tuple[JoinedClaim, ...]
    candidates: Candidates
    undecided: frozenset[str]
    opposites: Names
    repeated: Names
    perhaps_found: frozenset[str]
    also: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def meanings(self) -> dict[str, str]:
        """Claims of ours that match, or say the same once more, each with that of theirs."""
        matches = {match.ours: match.theirs for match in self.matches.values()}
        return matches | dict(self.repeated)


def is_same_sheet(ours: ArgumentMap, theirs: ArgumentMap) -> bool:
    """Return whether a map is the worksheet that the other is the key to, with the same ids."""
    return bool(ours.worksheet) and ours.worksheet == theirs.worksheet


def match_claims(
    ours: ArgumentMap,
    theirs: ArgumentMap,
    *,
    same_ids: bool = False,
    decisions: DecisionBook | None = None,
    lexicon: Lexicon = NO_WORDS,
) -> ClaimMatches:
    """Return how the claims of two maps match, each at most once.

    Args:
        ours: a map.
        theirs: the map that it is compared with.
        same_ids: whether a claim with the same id and similar words is the same.
        decisions: what a person decided about our claims.
        lexicon: what is known of the words of their language.
    """
    our_rest = _Rest(ours, lexicon)
    their_rest = _Rest(theirs, lexicon)
    matching = _Matching(our_rest, their_rest, lexicon)
    if decisions:
        matching.by_decision(decisions)
    if same_ids or is_same_sheet(ours, theirs):
        # The same text may be in two claims, or boxes, of which the one with its id goes first.
        matching.by_key(MatchReason.SAME_TEXT, our_rest.texts_by_id(), their_rest.texts_by_id())
    matching.by_text()
    # Before typos: a claim that joins two claims is also like each of them.
    merged = tuple(_find_joined(our_rest, their_rest, lexicon.conjunctions))
    split = tuple(_find_joined(their_rest, our_rest, lexicon.conjunctions))
    alike = matching.by_likeness()
    if same_ids:
        matching.by_id(alike)
    our_quotations = our_rest.quotations()
    their_quotations = their_rest.quotations()
    matching.by_key(MatchReason.SAME_QUOTATION, our_quotations, their_quotations)
    if decisions is not None:
        matching.find_repeated()
        matching.find_also(decisions)
    candidates = matching.propose(alike)
    matches = {}
    for id in ours.claims:
        if id in matching.found:
            matches[id] = matching.found[id]
    undecided = frozenset(our_rest.left(our_rest.texts))
    perhaps_found = set(their_rest.left(their_rest.texts))
    perhaps_found.update(match.theirs for match in matches.values() if not match.is_certain)
    # With as many claims to decide as there are left in theirs, each may be one of these.
    if len(candidates) < len(perhaps_found):
        perhaps_found = set()
        for likelihoods in candidates.values():
            likeliest = max(likelihoods.values())
            least = likeliest * _LEAST_SHARE if likeliest >= _CLEAR else 0.0
            perhaps_found.update(id for id in likelihoods if likelihoods[id] >= least)
    return ClaimMatches(
        matches,
        merged,
        split,
        candidates,
        undecided,
        matching.opposites,
        matching.repeated,
        frozenset(perhaps_found),
        matching.also,
    )


_Relation = tuple[Kind, str]
"""The kind of an inference, and whether it leads onto the neighbor, or the neighbor is under it."""

TURNED = {Kind.SUPPORT: Kind.REBUTTAL, Kind.REBUTTAL: Kind.SUPPORT}
"""The kinds of inferences onto claims, each with the opposite one."""


class ClaimPlaces:
    """The places of the claims in a map.

    Attributes:
        neighbors: the claims that an inference connects with each claim, and how.
        mains: the main claims.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.mains = {claim.id for claim in main_claims(map)}
        self.neighbors: defaultdict[str, defaultdict[str, set[_Relation]]]
        self.neighbors = defaultdict(lambda: defaultdict(set))
        for inference in map.inferences.values():
            target = map.claim_under(inference.id)
            for premise in inference.premises:
                self.neighbors[premise][target].add((inference.kind, "onto"))
                self.neighbors[target][premise].add((inference.kind, "under"))

    def likeness(self, ours: str, others: ClaimPlaces, theirs: str, matches: Names) -> float:
        """Return what their places add to how alike a claim is to one of another map.

        Args:
            ours: a claim of this map.
            others: the places of the other map.
            theirs: a claim of the other map.
            matches: other claims of this map, each with the one that it probably matches.
        """
        likeness = 0.0
        if ours in self.mains and theirs in others.mains:
            likeness = _BOTH_MAIN_WEIGHT
        # Claims that are connected with the same claim are more likely the same.
        their_neighbors = others.neighbors[theirs]
        for neighbor, relations in self.neighbors[ours].items():
            match = matches.get(neighbor, "")
            if match not in their_neighbors:
                continue
            likeness = max(likeness, _NEIGHBOR_WEIGHT)
            if not relations.isdisjoint(their_neighbors[match]):
                likeness = max(likeness, _NEIGHBOR_WEIGHT + _PLACE_WEIGHT)
        return likeness

    def number_shared(self, ours: str, others: ClaimPlaces, theirs: str, matches: Names) -> int:
        """Return how much of the place of a claim is as that of one of another map.

        It may be a main claim as well, and have neighbors in the same way. `matches` holds other
        claims of this map, each with the one that it matches.
        """
        number = int(ours in self.mains and theirs in others.mains)
        none: set[_Relation] = set()
        for neighbor, relations in self.neighbors[ours].items():
            their_relations = others.neighbors[theirs].get(matches.get(neighbor, ""), none)
            number += not relations.isdisjoint(their_relations)
        return number

    def kinds_onto(
        self, ours: str, others: ClaimPlaces, matches: Names
    ) -> Iterator[tuple[str, bool]]:
        """Yield what a claim bears on in both maps, and whether it does so in the opposite way.

        It opposes in one of the maps what it supports in the other one, or does the same in both.
        `matches` holds claims of this map, each with its match.
        """
        none: dict[str, set[_Relation]] = {}
        their_neighbors = others.neighbors.get(matches.get(ours, ""), none)
        for neighbor, relations in self.neighbors[ours].items():
            their_relations = their_neighbors.get(matches.get(neighbor, ""), set())
            for kind, opposite in TURNED.items():
                if (kind, "onto") not in relations:
                    continue
                if (kind, "onto") in their_relations:
                    yield neighbor, False
                elif (opposite, "onto") in their_relations:
                    yield neighbor, True


class _Rest:
    """What is still to be matched of a map.

    Attributes:
        map: the map.
        texts: the plain texts of its claims.
        claims: the claims that are still to be matched, in the order of the map.
        without_match: claims that match none of the other map, as a person said, or match already.
        places: the places of its claims.
    """

    def __init__(self, map: ArgumentMap, lexicon: Lexicon) -> None:
        self.map = map
        self.texts = {}
        for id, claim in map.claims.items():
            self.texts[id] = lexicon.plain(claim.text)
        self.claims = dict.fromkeys(map.claims)
        self.without_match: set[str] = set()
        self.places = ClaimPlaces(map)

    def left(self, keys: Names) -> Names:
        """Return the keys of the claims that may still have a match."""
        left = {}
        for id in self.claims:
            if id in keys and id not in self.without_match:
                left[id] = keys[id]
        return left

    def own_ids(self) -> Names:
        """Return the ids that their author gave to claims.

        An id that is made of a claim's words changes with them, so that it proves nothing.
        """
        claims = self.map.claims.values()
        return {claim.id: claim.id for claim in claims if claim.has_own_id}

    def texts_by_id(self) -> Names:
        """Return the texts of the claims whose ids their author gave, each behind its id."""
        return {id: f"{id} {self.texts[id]}" for id in self.own_ids()}

    def quotations(self) -> Names:
        """Return the quotations of claims and their sources: `ten more minutes [Sleep Survey]`."""
        quotations = {}
        for id, claim in self.map.claims.items():
            if claim.quote:
                # The same source may have another id in the other map.
                sources = "; ".join(self._title_of(source) for source in sources_of(claim))
                words = plain_text(claim.quote)
                quotations[id] = f"{words} [{sources}]"
        return quotations

    def _title_of(self, source: str) -> str:
        found = self.map.sources.get(source)
        if found is None or not found.title:
            return source
        return plain_text(found.title)


def sources_of(claim: Claim) -> list[str]:
    """Return the ids of the sources that a claim cites."""
    sources = []
    for citation in (*claim.evidence, *claim.stated_in):
        sources.append(citation.source)
    return sources


Pair = tuple[str, str]
"""A part of our map and one of theirs."""

_Likelihoods = Mapping[Pair, float]


def likeliest_first(
    likelihoods: _Likelihoods, ours: Iterable[str], theirs: Iterable[str]
) -> list[Pair]:
    """Return pairs of parts, the likeliest first, among equals by their places in the files.

    The order is the same whichever map is ours: equal pairs that hinder each other share a part.
    """
    our_places = dict(zip(ours, count(), strict=False))
    their_places = dict(zip(theirs, count(), strict=False))
    # By a likelihood, then by the later of two places, then by the earlier one: (-0.7, [5, 2]).
    ordered = []
    for pair, likelihood in likelihoods.items():
        our_id, their_id = pair
        places = [our_places[our_id], their_places[their_id]]
        places.sort(reverse=True)
        ordered.append((-likelihood, places, pair))
    ordered.sort()
    return [pair for _, _, pair in ordered]


Keys = Mapping[str, Hashable]


def pairs_with_same_key(ours: Keys, theirs: Keys) -> Iterator[Pair]:
    """Yield parts with the same key, one to one in the order of the maps; "" is not a key."""
    queues: defaultdict[Hashable, deque[str]] = defaultdict(deque)
    for id, key in theirs.items():
        queues[key].append(id)
    queues.pop("", None)
    for id, key in ours.items():
        queue = queues.get(key)
        if queue:
            yield id, queue.popleft()


class _Matching:
    """Claims that match are taken out of those that are still to be matched."""

    def __init__(self, ours: _Rest, theirs: _Rest, lexicon: Lexicon) -> None:
        self.ours = ours
        self.theirs = theirs
        self.lexicon = lexicon
        self.found: dict[str, ClaimMatch] = {}
        self.opposites: dict[str, str] = {}
        self.repeated: dict[str, str] = {}
        self.also: dict[str, tuple[str, ...]] = {}

    def _add(self, ours: str, theirs: str, reason: MatchReason, likeness: float = 1.0) -> None:
        match = ClaimMatch(ours, theirs, reason, likeness)
        self.found[ours] = match
        del self.ours.claims[ours]
        del self.theirs.claims[theirs]

    def by_decision(self, decisions: DecisionBook) -> None:
        """Match what a person said is the same, or a part, or keep it from being matched.

        Of several claims that say the same, the one that is connected as theirs is matches. The
        others say it once more.
        """
        their_ids: dict[str, str] = {}
        for id, text in self.theirs.texts.items():
            their_ids.setdefault(text, id)
        decided = self._texts_decided(decisions, their_ids)
        texts_decided = {text for texts in decided.values() for text in texts.values()}
        in_their_words = {}
        for id, text in self.ours.texts.items():
            if text in their_ids and decisions.on(text) is None:
                in_their_words[id] = text
                if text in texts_decided:
                    decided[MatchReason.CONFIRMED][id] = text
        meant: dict[str, str] = {}
        for texts in (in_their_words, *decided.values()):
            meant.update({id: their_ids[text] for id, text in texts.items() if text in their_ids})
        for reason, texts in decided.items():
            self._match_by_place(reason, texts, meant)
        for texts in decided.values():
            for id in texts:
                if id in meant and id in self.ours.claims:
                    self.ours.without_match.add(id)
                    self.repeated[id] = meant[id]

    def _texts_decided(
        self, decisions: DecisionBook, their_ids: Names
    ) -> dict[MatchReason, dict[str, str]]:
        """Return claims of ours by what was decided about them, each with the text of theirs.

        Those that have no match, or are the opposite of a claim, are kept from being matched.
        """
        texts: dict[MatchReason, dict[str, str]] = {reason: {} for reason in _DECIDED.values()}
        for id, text in self.ours.texts.items():
            decided = decisions.on(text)
            if decided is None:
                continue
            kind = decided.decision.kind
            other_text = self.lexicon.plain(decided.decision.theirs)
            if kind in _DECIDED:
                texts[_DECIDED[kind]][id] = other_text
            elif kind is DecisionKind.NOT_IN_KEY:
                self.ours.without_match.add(id)
            elif other_text in their_ids:
                self.ours.without_match.add(id)
                self.opposites[id] = their_ids[other_text]
        return texts

    def _match_by_place(self, reason: MatchReason, texts: Names, meant: Names) -> None:
        """Match claims with these texts of theirs, first those that are connected as theirs are."""
        best: dict[str, str] = {}
        for id in sorted(texts, key=partial(self._shared_places, meant), reverse=True):
            best.setdefault(texts[id], id)
        self.by_key(reason, {id: text for text, id in best.items()}, self.theirs.texts)
        self.by_key(reason, texts, self.theirs.texts)

    def find_repeated(self) -> None:
        """Find what says once more, word for word, what a claim says that matches."""
        meant = {self.ours.texts[id]: match.theirs for id, match in self.found.items()}
        for id, text in self.ours.left(self.ours.texts).items():
            if text in meant:
                self.ours.without_match.add(id)
                self.repeated[id] = meant[text]

    def find_also(self, decisions: DecisionBook) -> None:
        """Find what a person said that a claim says besides; nothing else may be that."""
        their_ids = {text: id for id, text in reversed(self.theirs.texts.items())}
        for id, text in self.ours.texts.items():
            decided = decisions.on(text)
            others = map(self.lexicon.plain, decided.decision.also) if decided else ()
            found = tuple(their_ids[each] for each in others if each in their_ids)
            if found:
                self.also[id] = found
                self.theirs.without_match.update(found)

    def _shared_places(self, meant: Names, ours: str) -> int:
        """Return how much of the place of a claim is as that of the claim that it is meant as."""
        theirs = meant.get(ours)
        if theirs is None:
            return 0
        return self.ours.places.number_shared(ours, self.theirs.places, theirs, meant)

    def by_key(self, reason: MatchReason, our_keys: Names, their_keys: Names) -> None:
        """Match claims with the same key, one to one in the order of the files."""
        ours = self.ours.left(our_keys)
        theirs = self.theirs.left(their_keys)
        for our_id, their_id in pairs_with_same_key(ours, theirs):
            self._add(our_id, their_id, reason)

    def by_text(self) -> None:
        """Match claims with the same text; of several, first those whose neighbors match."""
        theirs: defaultdict[str, list[str]] = defaultdict(list)
        for id, text in self.theirs.left(self.theirs.texts).items():
            theirs[text].append(id)
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for id, text in self.ours.left(self.ours.texts).items():
            if text in theirs:
                groups[text].append(id)
        meant = {id: match.theirs for id, match in self.found.items()}
        # Texts that occur only once come first: their matches identify their neighbors.
        for text, ours in sorted(groups.items(), key=lambda group: len(theirs[group[0]])):
            pairs: Iterable[Pair] = zip(ours, theirs[text], strict=False)
            if 1 < len(ours) * len(theirs[text]) <= ALL_COMPARED:
                shared = partial(self._number_shared, meant)
                pairs = sorted(product(ours, theirs[text]), key=shared, reverse=True)
            for our_id, their_id in pairs:
                if self._are_free(our_id, their_id):
                    self._add(our_id, their_id, MatchReason.SAME_TEXT)
                    meant[our_id] = their_id

    def _number_shared(self, meant: Names, pair: Pair) -> int:
        our_id, their_id = pair
        return self.ours.places.number_shared(our_id, self.theirs.places, their_id, meant)

    def by_likeness(self) -> _Likelihoods:
        """Match what differs by typos, and return how alike the claims are that are left over."""
        ours, theirs = self.ours, self.theirs
        vocabulary = Vocabulary(self.lexicon)
        vocabulary.add(ours.texts.values())
        vocabulary.add(theirs.texts.values())
        our_texts = ours.left(ours.texts)
        their_texts = theirs.left(theirs.texts)
        alike = likenesses(our_texts, their_texts, self.lexicon)
        for our_id, their_id in self._likeliest_first(alike):
            if not self._are_free(our_id, their_id):
                continue
            text = ours.texts[our_id]
            other_text = theirs.texts[their_id]
            if vocabulary.differ_by_typos(text, other_text) and not self._is_turned(
                our_id, their_id
            ):
                self._add(our_id, their_id, MatchReason.TYPOS)
        return alike

    def by_id(self, alike: _Likelihoods) -> None:
        """Match what kept the id that its author gave it, and is worded a little differently.

        Ids are renumbered and exchanged: an id with a text that is nothing like it proves nothing.
        """
        our_ids, their_ids = self.ours.own_ids(), self.theirs.own_ids()
        for id in our_ids:
            is_like_it = alike.get((id, id), 0.0) >= LEAST_LIKELY
            if is_like_it and id in their_ids and self._are_free(id, id):
                self._add(id, id, MatchReason.SAME_ID)

    def _are_free(self, ours: str, theirs: str) -> bool:
        if ours not in self.ours.claims:
            return False
        return theirs in self.theirs.claims

    def _likeliest_first(self, likelihoods: _Likelihoods) -> list[Pair]:
        return likeliest_first(likelihoods, self.ours.texts, self.theirs.texts)

    def propose(self, alike: _Likelihoods) -> Candidates:
        """Match what is probably the same, and return the likeliest of theirs for what is open."""
        ours = self.ours.left(self.ours.texts)
        theirs = self.theirs.left(self.theirs.texts)
        knows_words = self.lexicon is not NO_WORDS
        are_few = knows_words and len(ours) * len(theirs) <= ALL_COMPARED
        if are_few:
            # The place of a claim may tell what it says where its words do not.
            open_pairs = {pair: alike.get(pair, 0.0) for pair in product(ours, theirs)}
        else:
            open_pairs = {pair: alike[pair] for pair in alike if self._are_free(*pair)}
        likelihoods: _Likelihoods = {}
        # A match makes the claims around it likelier.
        proposed: dict[str, str] = {}
        for _ in range(_MOST_ROUNDS):
            likelihoods = self._likelihoods(open_pairs, proposed)
            before = proposed
            if are_few:
                proposed = self._propose_best(likelihoods)
            else:
                proposed = self._propose_likeliest(likelihoods, before)
            if proposed == before or not knows_words:
                break
        for our_id, their_id in proposed.items():
            if self._is_turned(our_id, their_id):
                continue  # it stays a candidate: a person may say that it is the opposite
            likelihood = min(1.0, likelihoods[our_id, their_id])
            self._add(our_id, their_id, MatchReason.ALIKE, likelihood)
        # A person who does not agree with the match chooses among these.
        least = LEAST_LIKELY if not knows_words else _LEAST_CANDIDATE
        candidates: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for pair in self._likeliest_first(likelihoods):
            our_id, their_id = pair
            is_first = knows_words and len(candidates[our_id]) < _FEWEST_CANDIDATES
            if likelihoods[pair] >= least or is_first:
                candidates[our_id][their_id] = likelihoods[pair]
        return candidates

    def _is_turned(self, our_id: str, their_id: str) -> bool:
        """Return whether claims certainly don't say the same, however alike they are."""
        text = self.ours.map.claims[our_id].text
        other_text = self.theirs.map.claims[their_id].text
        return self.lexicon.relation(text, other_text).kind.is_turned

    def _propose_likeliest(
        self, likelihoods: _Likelihoods, before: Mapping[str, str]
    ) -> dict[str, str]:
        """Add to the pairs before the likeliest ones, one to one."""
        proposed = dict(before)
        taken = set(before.values())
        for our_id, their_id in self._likeliest_first(likelihoods):
            if likelihoods[our_id, their_id] < LEAST_LIKELY:
                break
            if our_id not in proposed and their_id not in taken:
                proposed[our_id] = their_id
                taken.add(their_id)
        return proposed

    def _propose_best(self, likelihoods: _Likelihoods) -> dict[str, str]:
        """Return pairs, one to one, that are the likeliest all together."""
        ours = list(self.ours.left(self.ours.texts))
        theirs = list(self.theirs.left(self.theirs.texts))
        rows = [[likelihoods[our_id, their_id] for their_id in theirs] for our_id in ours]
        proposed = {}
        for our_id, column in zip(ours, assign(rows, LEAST_LIKELY), strict=True):
            if column is not None:
                proposed[our_id] = theirs[column]
        return proposed

    def _likelihoods(
        self, open_pairs: _Likelihoods, proposed: Mapping[str, str]
    ) -> dict[Pair, float]:
        """Return pairs of claims that may be the same, each with how likely it is."""
        ours, theirs = self.ours, self.theirs
        matches = {id: match.theirs for id, match in self.found.items()}
        matches.update(proposed)
        likelihoods = {}
        for pair, likeness in open_pairs.items():
            our_id, their_id = pair
            place = ours.places.likeness(our_id, theirs.places, their_id, matches)
            likelihoods[pair] = likeness + place
        if is_same_sheet(ours.map, theirs.map):
            # Its place says what a blank is meant to say, but not whether it does.
            for id in ours.left(ours.texts):
                if id in theirs.claims:
                    likelihoods[id, id] = _IN_ITS_BLANK
        return likelihoods


def _find_joined(wholes: _Rest, parts: _Rest, conjunctions: Set[str]) -> Iterator[JoinedClaim]:
    """Yield the claims of one map that say what two claims of the other say one after the other."""
    part_with_text = {}
    # Of claims with the same text, the first is one of the two.
    for part in reversed(parts.claims):
        text = parts.texts[part]
        part_with_text[text] = part
    for whole in list(wholes.claims):
        words = wholes.texts[whole].split()
        both = _two_parts(words, part_with_text, conjunctions)
        if both is None:
            continue
        del wholes.claims[whole]
        for part in both:
            del parts.claims[part]
            text = parts.texts[part]
            del part_with_text[text]
        yield JoinedClaim(whole, both)


def _two_parts(words: list[str], part_with_text: Names, conjunctions: Set[str]) -> Pair | None:
    """Return the two claims whose texts follow each other in some words.

    There may be an "and" between them: `bees are busy and apples are red`.
    """
    if len(words) > _MOST_WORDS_JOINED:
        return None  # each word is tried as the first of the second claim
    for end in range(1, len(words)):
        beginning = " ".join(words[:end])
        first = part_with_text.get(beginning)
        if first is None:
            continue
        start = end
        if words[end] in conjunctions:
            start += 1
        ending = " ".join(words[start:])
        second = part_with_text.get(ending)
        if second is not None and second != first:
            return first, second
    return None
