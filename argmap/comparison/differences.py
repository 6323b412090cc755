"""What a difference between two maps is: its kind, the parts of both maps that it is about, what
follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Span


class Sort(StrEnum):
    """What sort of thing differs."""

    MAP = "map"
    SIDE = "side"
    SOURCE = "source"
    CLAIM = "claim"
    INFERENCE = "inference"


class DifferenceKind(StrEnum):
    """How things differ; told of our map, which is compared with theirs."""

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
    """A reason for an objection, or an objection to a claim for one to a step."""
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
"""How the premises of a step differ from those of the step that it matches."""

WRONG_TARGET = (DifferenceKind.OTHER_TARGET, DifferenceKind.REVERSED)
WRONG_INFERENCE = (DifferenceKind.OTHER_KIND, *WRONG_TARGET, *WRONG_LINKING)
"""How a step differs from the step that it matches, besides what is written about it."""


class Where(StrEnum):
    """Where a step leads to in our map, seen from where it leads to in theirs."""

    ABOVE = "above"
    """Nearer to the main claim, on the same path."""
    BELOW = "below"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        sort: what sort of thing differs.
        kind: how.
        ours: the ids of what differs in our map; for a premise, the step and then the premise.
        theirs: the ids of what it is compared with in theirs.
        field: for `FIELD`, which one: its name in the model's table, or "ground" for evidence and
            common ground.
        where: for `OTHER_TARGET`, where ours leads to.
        is_certain: whether it rests on certain matches alone; if not, it is a question.
        follows: what differs only because this does.
    """

    sort: Sort
    kind: DifferenceKind
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    field: str = ""
    where: Where | None = None
    is_certain: bool = True
    follows: tuple[Difference, ...] = ()


def with_followers(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Yield differences, and behind each all that follow from it, whatever lies between."""
    for difference in differences:
        yield difference
        yield from with_followers(difference.follows)


def place_in(map: ArgumentMap, sort: Sort, ids: tuple[str, ...]) -> Span | None:
    """Return where the first of some things of one sort stands in the file of a map."""
    for id in ids:
        match sort:
            case Sort.CLAIM:
                return map.claims[id].at()
            case Sort.INFERENCE:
                return map.inferences[id].at()
            case Sort.SIDE:
                return map.sides[id].at()
            case Sort.SOURCE:
                return map.sources[id].at()
    return None


class Differences:
    """Collects differences, each with the number of the one that it only follows from, if there is
    one.
    """

    def __init__(self) -> None:
        self._found: list[Difference] = []
        self._causes: list[int | None] = []

    def add(self, difference: Difference, cause: int | None = None) -> int:
        """Add a difference that follows from an earlier one, or from none, and
        return its number.
        """
        self._found.append(difference)
        self._causes.append(cause)
        return len(self._found) - 1

    def in_order(self) -> tuple[Difference, ...]:
        """Return the differences as they were added, what follows from another under that one."""
        followers: dict[int, list[Difference]] = {}
        ordered: list[Difference] = []
        # A cause stands before what follows from it: from the end on, all its followers are known
        # at its turn.
        for number in reversed(range(len(self._found))):
            difference = replace(
                self._found[number], follows=tuple(reversed(followers.get(number, [])))
            )
            cause = self._causes[number]
            if cause is None:
                ordered.append(difference)
            else:
                followers.setdefault(cause, []).append(difference)
        return tuple(reversed(ordered))
