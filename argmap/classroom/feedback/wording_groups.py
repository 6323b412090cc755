"""Under which claim of the key each wording of a class is shown.

The claims of each student compete for those of the key, one to one, by their words and by their
places in the map. A claim of the key has its own words and those of the wordings that were guessed
to say the same a round before: "bad for kids" and "harms children" find each other through a third
student's "bad for children". What a teacher has decided is learned from at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import fsum, hypot, log, sqrt
from typing import NamedTuple

from argmap.comparison.assignment import assign
from argmap.comparison.claim_alignment import ClaimPlaces
from argmap.comparison.compare import Comparison
from argmap.comparison.text_similarity import likenesses
from argmap.model import ArgumentMap, Kind
from argmap.util.lexicon import Lexicon

_MOST_ROUNDS = 4
_MOST_RANKED = 4
_KEY_WEIGHT = 2.0
"""How much the own words of a claim of the key count; those of a likely wording count 1 at most."""
_DECIDED_WEIGHT = 2.0
"""How much the words of a wording count that a teacher has decided about."""
_LEAST_LIKELY = 0.12
"""A wording less likely than this is shown under no claim of the key."""
_LEAST_SIMILAR = 0.35
"""A wording whose words are this similar to a claim of the key that another claim of its map has a
better right to is shown there as well: it may be the opposite, or say the same again.
"""
_DENIED_WEIGHT = 0.1
"""How much similarity it adds that a wording is an objection to what says the same as a claim."""


class HandIn(NamedTuple):
    """A map that was compared with the key, and the wordings of its claims that are open."""

    comparison: Comparison
    wordings: Mapping[str, int]


class Kinds(NamedTuple):
    """How a wording bears on others in the maps, beside what the key has there.

    Attributes:
        turned: the wordings that it is a reason for where the key has an objection, or the other
            way round; None for a claim that is certain.
        kept: those that it is a reason for, or an objection to, as in the key.
        denied: the claims of the key that it is an objection to.
    """

    turned: frozenset[int | None] = frozenset()
    kept: frozenset[int | None] = frozenset()
    denied: frozenset[str] = frozenset()


class Guess(NamedTuple):
    """A claim of the key, "" for none, and how likely it is that a wording says the same."""

    claim: str = ""
    likelihood: float = 0.0


_Vector = dict[str, float]
"""What a text is about, each with its weight."""


class WordingGroups:
    """Guesses which claim of a key each wording is.

    Attributes:
        guesses: the guess for each wording.
        rankings: the likeliest claims of the key for each wording, the likeliest first.
        kinds: how each wording bears on others.
    """

    def __init__(
        self, key: ArgumentMap, lexicon: Lexicon, texts: Sequence[str], hand_ins: Sequence[HandIn]
    ) -> None:
        """Take the wordings, as `Lexicon.plain` returns texts, and the maps that they are in."""
        self.guesses = [Guess()] * len(texts)
        self.rankings: list[list[str]] = [[] for _ in texts]
        self.kinds = [Kinds()] * len(texts)
        self._similar: list[dict[str, float]] = []
        self._hand_ins = hand_ins
        self._places = [ClaimPlaces(each.comparison.ours) for each in hand_ins]
        self._key_places = ClaimPlaces(key)
        self._times = Counter(number for each in hand_ins for number in each.wordings.values())
        self._matches: list[Mapping[str, str]] = [{} for _ in hand_ins]
        key_texts = {id: lexicon.plain(claim.text) for id, claim in key.claims.items()}
        numbered = {str(number): text for number, text in enumerate(texts)}
        self._alike = likenesses(numbered, key_texts, lexicon)
        vectors = _vectors([*texts, *key_texts.values()], lexicon)
        self._vectors = vectors[: len(texts)]
        self._key_vectors = dict(zip(key_texts, vectors[len(texts) :], strict=True))

    def regroup(self, decided: Mapping[int, str], opposites: Mapping[int, str]) -> None:
        """Guess anew.

        Args:
            decided: wordings that a teacher decided about, each with the claim of the key that it
                is the same as, or "".
            opposites: those of them that are the opposite of a claim of the key, each with it.
        """
        for _ in range(_MOST_ROUNDS):
            before = self.guesses
            self._guess(decided)
            if self.guesses == before:
                break
        self._find_kinds(opposites)
        self._guess_by_words(decided)

    def _find_kinds(self, opposites: Mapping[int, str]) -> None:
        """Find how each wording bears on something, beside what the key has there."""
        self.kinds = [Kinds()] * len(self.guesses)
        for number, (comparison, wordings) in enumerate(self._hand_ins):
            matches = {
                id: opposites.get(wording, self.guesses[wording].claim)
                for id, wording in wordings.items()
            }
            matches |= comparison.certain_claims
            places = self._places[number]
            for id, wording in wordings.items():
                turned, kept, denied = self.kinds[wording]
                for target, is_turned in places.kinds_onto(id, self._key_places, matches):
                    if is_turned:
                        turned |= {wordings.get(target)}
                    else:
                        kept |= {wordings.get(target)}
                uses = comparison.ours.uses(id)
                denied |= {
                    matches.get(each.target, "") for each in uses if each.kind is Kind.REBUTTAL
                }
                self.kinds[wording] = Kinds(turned, kept, denied)

    def _guess(self, decided: Mapping[int, str]) -> None:
        similar = self._similar = self._similarities(decided)
        votes: defaultdict[int, defaultdict[str, float]]
        votes = defaultdict(lambda: defaultdict(float))
        for number, hand_in in enumerate(self._hand_ins):
            matches = self._match(number, decided, similar)
            for claim, (match, likelihood) in matches.items():
                votes[hand_in.wordings[claim]][match] += likelihood
            self._matches[number] = {claim: guess.claim for claim, guess in matches.items()}
        self.guesses = [Guess()] * len(self.guesses)
        for wording, votes_of_wording in votes.items():
            # Of two claims with equal votes, the one whose id comes last.
            votes_for, claim = max((number, id) for id, number in votes_of_wording.items())
            self.guesses[wording] = Guess(claim, votes_for / self._times[wording])
        for wording, claim in decided.items():
            self.guesses[wording] = Guess(claim, 1.0)

    def _guess_by_words(self, decided: Mapping[int, str]) -> None:
        """Guess, for what no claim is left for, the claim that its words are similar to."""
        for wording, by_words in enumerate(self._similar):
            if wording in decided or self.guesses[wording].claim:
                continue
            for id in self.kinds[wording].denied.intersection(by_words):
                by_words[id] += _DENIED_WEIGHT
            similarity, claim = max((number, id) for id, number in by_words.items())
            if similarity >= _LEAST_SIMILAR:
                self.guesses[wording] = Guess(claim)

    def _match(
        self, number: int, decided: Mapping[int, str], similar: Sequence[Mapping[str, float]]
    ) -> dict[str, Guess]:
        """Return the claims of a map that are still to be decided, each with its likely match."""
        comparison, wordings = self._hand_ins[number]
        claims = {id: decided.get(wording, "") for id, wording in wordings.items()}
        certain = comparison.certain_claims | {id: claims[id] for id in claims if claims[id]}
        matches = {**self._matches[number], **certain}
        theirs = [id for id in self._key_vectors if id not in certain.values()]
        ours = [id for id, wording in wordings.items() if wording not in decided]
        places = self._places[number]
        rows: list[list[float]] = []
        for id in ours:
            row = [
                similar[wordings[id]][other] + places.likeness(id, self._key_places, other, matches)
                for other in theirs
            ]
            rows.append(row)
            self.rankings[wordings[id]] = _likeliest(theirs, row)
        columns = zip(ours, rows, assign(rows, _LEAST_LIKELY), strict=True)
        return {
            id: Guess(theirs[column], row[column])
            for id, row, column in columns
            if column is not None
        }

    def _similarities(self, decided: Mapping[int, str]) -> list[dict[str, float]]:
        """Return for each wording how similar it is to the claims of the key by its words."""
        shares = [
            _DECIDED_WEIGHT if number in decided else min(1.0, guess.likelihood)
            for number, guess in enumerate(self.guesses)
        ]
        words_of_claims = self._words_of_claims(shares)
        squares = {id: _square(words) for id, words in words_of_claims.items()}
        similarities = []
        for number, vector in enumerate(self._vectors):
            similar = {}
            for id, words in words_of_claims.items():
                product, square = _product(vector, words), squares[id]
                if self.guesses[number].claim == id:
                    # The words of a wording are not compared with themselves.
                    share = shares[number]
                    square += share**2 - 2 * share * product
                    product -= share
                by_words = product / sqrt(square) if square > 0 else 0.0
                similar[id] = max(by_words, self._alike.get((str(number), id), 0.0))
            similarities.append(similar)
        return similarities

    def _words_of_claims(self, shares: Sequence[float]) -> dict[str, _Vector]:
        """Return the words of each claim of the key, with those of the wordings guessed to be it.

        `shares` holds how much each wording counts.
        """
        words_of_claims: dict[str, _Vector] = {}
        for id, vector in self._key_vectors.items():
            words_of_claims[id] = {topic: _KEY_WEIGHT * weight for topic, weight in vector.items()}
        for (claim, _), share, vector in zip(self.guesses, shares, self._vectors, strict=True):
            words = words_of_claims.get(claim, {})
            for topic, weight in vector.items():
                words[topic] = words.get(topic, 0.0) + share * weight
        return words_of_claims


def _likeliest(claims: Sequence[str], likelihoods: Sequence[float]) -> list[str]:
    """Return the likeliest claims, the likeliest first."""
    in_order = sorted(zip(likelihoods, claims, strict=True), reverse=True)
    return [claim for _, claim in in_order[:_MOST_RANKED]]


def _square(vector: _Vector) -> float:
    """Return the square of the length of a vector."""
    return fsum(weight**2 for weight in vector.values())


def _product(vector: _Vector, other: _Vector) -> float:
    """Return the scalar product of two vectors."""
    return fsum(weight * other.get(topic, 0.0) for topic, weight in vector.items())


def _vectors(texts: Sequence[str], lexicon: Lexicon) -> list[_Vector]:
    """Return the vectors of texts, each of length one; what few texts are about weighs most."""
    all_topics = [lexicon.topics(text).union(map(lexicon.stem, text.split())) for text in texts]
    numbers = Counter(topic for topics in all_topics for topic in topics)
    vectors = []
    for topics in all_topics:
        # In order, because a sum depends a little on the order of what is added.
        vector = {each: sqrt(1 + log(len(texts) / numbers[each])) for each in sorted(topics)}
        length = hypot(*vector.values())
        vectors.append({topic: weight / length for topic, weight in vector.items()})
    return vectors
