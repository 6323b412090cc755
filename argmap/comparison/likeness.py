"""How alike two texts are by their letters, with few pairs of texts compared.

A text is the vector of its runs of two to four characters, each weighted by its frequency and by
how few texts have it (TF-IDF); two texts are as alike as the cosine between their vectors. Texts
that are alike share one of their heaviest runs, so only those are compared: Bayardo, Ma and
Srikant, Scaling Up All Pairs Similarity Search (2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log, sqrt
from typing import NamedTuple

_RUNS = (2, 3, 4)
"""Characters of the runs that are counted."""
_HEAVIEST = 16
"""So many runs of a text are looked up."""
_MOST_WITH_RUN = 40
"""A run that more texts of a map have tells little: it is not looked up."""
_MOST_CANDIDATES = 12
"""Each text is compared with so many texts of the other map at most: those that share most of its
heaviest runs.
"""
_LONGEST = 2_000
"""Characters of a text that are read."""

_Vector = Mapping[str, float]


class Likeness(NamedTuple):
    """Two texts, by their ids, and how alike they are: 0 to 1."""

    ours: str
    theirs: str
    cosine: float


def likenesses(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[Likeness]:
    """Return the pairs of texts that are alike at all, in no order that means something.

    Args:
        ours: plain texts by id.
        theirs: plain texts of the other map by id; which map is which makes no difference.
    """
    our_vectors, their_vectors = _vectors(ours, theirs)
    pairs = dict.fromkeys(_candidates(our_vectors, their_vectors))
    pairs.update(
        dict.fromkeys((our, their) for their, our in _candidates(their_vectors, our_vectors))
    )
    return [
        Likeness(our, their, _cosine(our_vectors[our], their_vectors[their]))
        for our, their in pairs
    ]


def _vectors(
    ours: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[dict[str, _Vector], dict[str, _Vector]]:
    """Return the vectors of all texts, each of length one."""
    our_runs = {id: Counter(_runs(text)) for id, text in ours.items()}
    their_runs = {id: Counter(_runs(text)) for id, text in theirs.items()}
    texts_with: Counter[str] = Counter()
    for runs in [*our_runs.values(), *their_runs.values()]:
        texts_with.update(runs.keys())
    number = len(ours) + len(theirs)
    weights = {run: log((1 + number) / (1 + texts)) + 1 for run, texts in texts_with.items()}
    return (
        {id: _weigh_runs(runs, weights) for id, runs in our_runs.items()},
        {id: _weigh_runs(runs, weights) for id, runs in their_runs.items()},
    )


def _runs(text: str) -> Iterator[str]:
    # The spaces around it let the first and the last letters count as such.
    padded = f" {text[:_LONGEST]} "
    for length in _RUNS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _weigh_runs(runs: Counter[str], weights: Mapping[str, float]) -> _Vector:
    vector = {run: times * weights[run] for run, times in runs.items()}
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {run: weight / length for run, weight in vector.items()}


def _candidates(
    vectors: Mapping[str, _Vector], others: Mapping[str, _Vector]
) -> Iterator[tuple[str, str]]:
    """Yield each text with those of the others that share its heaviest runs."""
    with_run: dict[str, list[str]] = {}
    for id, vector in others.items():
        for run in vector:
            with_run.setdefault(run, []).append(id)
    for id, vector in vectors.items():
        shared: Counter[str] = Counter()
        for run in _heaviest(vector, with_run):
            for other in with_run[run]:
                shared[other] += 1
        for other, _ in shared.most_common(_MOST_CANDIDATES):
            yield id, other


def _heaviest(vector: _Vector, with_run: Mapping[str, list[str]]) -> Iterable[str]:
    """Return the heaviest runs of a text that a few of the others have."""
    distinctive = [run for run in vector if 0 < len(with_run.get(run, ())) <= _MOST_WITH_RUN]
    distinctive.sort(key=lambda run: (-vector[run], run))
    return distinctive[:_HEAVIEST]


def _cosine(vector: _Vector, other: _Vector) -> float:
    if len(vector) > len(other):
        vector, other = other, vector
    # Rounded, because a sum depends a little on the order of what is added.
    return round(sum(weight * other.get(run, 0.0) for run, weight in vector.items()), 9)
