"""A difference between two maps: its kind, the parts that it is about, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.diagnostics import Span


class Sort(StrEnum):
    """What sort of thing differs."""

    MAP = "map"
    SIDE = "side"
    SOURCE = "source"
    CLAIM = "claim"
    INFERENCE = "inference"


class DifferenceKind(StrEnum):
    """How our map differs from theirs."""

    MISSING = "missing"
    EXTRA = "extra"
    REWORDED = "reworded"
    MERGED = "merged"
    """Ours joins two claims of theirs."""
    SPLIT = "split"
    """Two of ours say what one of theirs does."""
    FIELD = "field"
    """Something is written about it in one map and not, or otherwise, in the other."""
    OTHER_KIND = "other kind"
    """A reason for an objection, an objection to a claim for one to an inference, or a weighing for
    a doubt.
    """
    OTHER_TARGET = "other target"
    REVERSED = "reversed"
    LINKED = "linked"
    """Reasons that are independent in theirs are linked in ours."""
    UNLINKED = "unlinked"
    """Reasons that are linked in theirs are independent in ours."""
    PREMISE_MISSING = "premise missing"
    PREMISE_EXTRA = "premise extra"


WRONG_LINKING = (
    DifferenceKind.LINKED,
    DifferenceKind.UNLINKED,
    DifferenceKind.PREMISE_MISSING,
    DifferenceKind.PREMISE_EXTRA,
)
"""How the premises of an inference differ from those of its match."""

WRONG_TARGET = (DifferenceKind.OTHER_TARGET, DifferenceKind.REVERSED)
WRONG_INFERENCE = (DifferenceKind.OTHER_KIND, *WRONG_TARGET, *WRONG_LINKING)
"""How an inference differs from its match, besides what is written about it."""


class Where(StrEnum):
    """Where an inference leads to in our map, seen from where it leads to in theirs."""

    ABOVE = "above"
    """Nearer to the main claim, on the same path."""
    BELOW = "below"
    BESIDE = "beside"


Ids = tuple[str, ...]
"""The ids of parts of a map."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        sort: what sort of thing differs.
        kind: how.
        ours: the ids of what differs in our map; for a premise, the inference and then the premise.
        theirs: the ids of what it is compared with in theirs.
        field: for `FIELD`, which one: its name in the model's table, or "ground" for evidence and
            common ground.
        where: for `OTHER_TARGET`, where ours leads to.
        is_certain: whether it rests on certain matches alone; if not, it is a question.
        follows: what differs only because this does.
    """

    sort: Sort
    kind: DifferenceKind
    ours: Ids = ()
    theirs: Ids = ()
    field: str = ""
    where: Where | None = None
    is_certain: bool = True
    follows: Differences = ()


Differences = tuple[Difference, ...]

Part = Claim | Inference | Side | Source


def with_followers(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Yield differences, and behind each all that follow from it, whatever lies between."""
    for difference in differences:
        yield difference
        yield from with_followers(difference.follows)


def mistakes_in(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Yield differences and all that follows from them, but for a claim that goes beyond theirs.

    A premise of an inference that is nowhere in their map does not make the inference wrong.
    """
    for difference in differences:
        yield difference
        for follower in mistakes_in(difference.follows):
            is_own_premise = follower.kind is DifferenceKind.PREMISE_EXTRA
            if not is_own_premise or difference.kind is not DifferenceKind.EXTRA:
                yield follower


def place_in(map: ArgumentMap, sort: Sort, ids: Ids) -> Span | None:
    """Return where the first of some parts of a map is in its file; None for the map as a whole."""
    # A map as a whole, and what a map does not have, are without ids.
    if not ids:
        return None
    part = part_of(map, sort, ids[0])
    return part.at()


def part_of(map: ArgumentMap, sort: Sort, id: str) -> Part:
    """Return a part of a map."""
    match sort:
        case Sort.CLAIM:
            return map.claims[id]
        case Sort.INFERENCE:
            return map.inferences[id]
        case Sort.SIDE:
            return map.sides[id]
    return map.sources[id]
