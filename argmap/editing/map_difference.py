"""What differs between two maps in which the parts that stay have the same ids."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from argmap.model import ArgumentMap, Claim, Inference, Kind, fields_of
from argmap.model.fields import Field, names_of


class Place(NamedTuple):
    """What an inference bears on, and how: inferences with one place are listed together."""

    target: str
    kind: Kind
    weighing: bool


def place_of_inference(inference: Inference) -> Place:
    """Return what an inference bears on, and how."""
    return Place(inference.target, inference.kind, inference.weighing)


class MapDifference:
    """Two maps, and what becomes of the parts of the first.

    Attributes:
        before: the first map.
        after: the second one.
    """

    def __init__(self, before: ArgumentMap, after: ArgumentMap) -> None:
        self.before = before
        self.after = after

    def changed_fields(self, claim: str) -> list[Field]:
        """Return the fields in which a claim of both maps differs."""
        old, new = self.before.claims[claim], self.after.claims[claim]
        if old == new:
            return []
        return [
            field
            for field in fields_of(Claim)
            if getattr(old, field.name) != getattr(new, field.name)
        ]

    @cached_property
    def moved(self) -> frozenset[str]:
        """The inferences that have another place, or another one among those of their place."""
        moved: set[str] = set()
        by_place: dict[Place, list[str]] = {}
        for id, new in self.after.inferences.items():
            old = self.before.inferences.get(id)
            if old is None:
                continue
            if place_of_inference(old) == place_of_inference(new):
                by_place.setdefault(place_of_inference(new), []).append(id)
            else:
                moved.add(id)
        ranks = {id: rank for rank, id in enumerate(self.before.inferences)}
        for ids in by_place.values():
            in_old_order = sorted(ids, key=ranks.__getitem__)
            if ids != in_old_order:
                moved.add(_moved_in(in_old_order, ids))
        return frozenset(moved)

    @cached_property
    def to_write(self) -> list[Inference]:
        """The inferences of the second map that are new or moved."""
        return [
            inference
            for id, inference in self.after.inferences.items()
            if id not in self.before.inferences or id in self.moved
        ]

    @cached_property
    def new_premises(self) -> frozenset[str]:
        """The new claims that are premises of new inferences."""
        premises: set[str] = set()
        for inference in self.to_write:
            premises |= set(inference.premises) - self.before.claims.keys()
        return frozenset(premises)

    def added_premises(self, inference: str) -> list[str]:
        """Return the premises that are added to an inference of both maps."""
        old, new = self.before.inferences[inference], self.after.inferences[inference]
        return [premise for premise in new.premises if premise not in old.premises]

    def siblings(self, inference: Inference) -> list[str]:
        """Return the inferences of the second map in one place, in their order."""
        place = place_of_inference(inference)
        listed = self.after.onto(inference.target)
        return [each.id for each in listed if place_of_inference(each) == place]

    def following(self, inference: Inference) -> list[str]:
        """Return the inferences behind one in its place that stay where they are."""
        siblings = self.siblings(inference)
        behind = siblings[siblings.index(inference.id) + 1 :]
        return [id for id in behind if id in self.before.inferences and id not in self.moved]


def _moved_in(before: list[str], after: list[str]) -> str:
    """Return which of some ids is in another place, the others being in their order."""
    for id in after:
        others = [each for each in after if each != id]
        if others == [each for each in before if each != id]:
            return id
    raise ValueError("more than one is in another place")


def first_difference(expected: ArgumentMap, found: ArgumentMap) -> str:
    """Return where a map first differs from the one that was expected."""
    for name in names_of(ArgumentMap):
        ours, theirs = getattr(expected, name), getattr(found, name)
        if not isinstance(ours, Mapping):
            ours, theirs = {"": ours}, {"": theirs}
        for part, other in zip_longest(ours.items(), theirs.items()):
            if part != other:
                return f"`{name}`: expected {part}, found {other}"
    return ""


def is_same_map(map: ArgumentMap, other: ArgumentMap) -> bool:
    """Return whether two maps are equal, the order of their parts included."""
    return (
        map == other
        and list(map.claims) == list(other.claims)
        and list(map.inferences) == list(other.inferences)
    )
