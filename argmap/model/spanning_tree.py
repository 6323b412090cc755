"""Where each claim is drawn and listed: its home among the inferences that use it.

Outlines and pictures have the same homes, which decide what is an objection and what a rebuttal.
Besides, the branches of a map: what bears on each claim nearest below a main claim.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Set
from heapq import heappop, heappush
from itertools import chain, count
from typing import NamedTuple

from argmap.model.argument_map import ArgumentMap, once
from argmap.model.graph import bearings, connected_by_author, main_claims_by_side, whole_of
from argmap.model.parts import Inference, Kind


class Homes(NamedTuple):
    """A map as trees: every claim has one place.

    Attributes:
        mains: the ids of the main claims by side, in the order of the sides; "" are those of no
            side.
        loose: the ids of claims that no main claim leads to and that begin a tree of their own.
        inference_of: the id of a claim -> the id of the step in which it is at home; "" where a
            tree begins.
    """

    mains: dict[str, list[str]]
    loose: list[str]
    inference_of: dict[str, str]

    @property
    def mains_in_order(self) -> list[str]:
        """The ids of the main claims as they stand beside each other: by side, then in reading
        order.
        """
        return list(chain.from_iterable(self.mains.values()))


def homes_of(map: ArgumentMap) -> Homes:
    """Return where each claim of a map is at home.

    Trees begin with the main claims; then with what bears on nothing; then with what only goes
    round.
    """
    homes = Homes(main_claims_by_side(map), [], {})
    homes.inference_of.update(_homes_below(map, homes.mains_in_order, ()))
    unused = [claim for claim in map.claims if not map.uses(claim)]
    for claim in [*unused, *map.claims]:
        if claim in homes.inference_of:
            continue
        # One after the other: what the first leads to is at home there, and begins nothing itself.
        homes.loose.append(claim)
        homes.inference_of.update(_homes_below(map, [claim], homes.inference_of))
    return homes


def noun_of(map: ArgumentMap, inference: Inference) -> str:
    """Return what people call an inference in a map: an objection to an objection is a rebuttal."""
    is_answer = inference.kind is Kind.REBUTTAL and inference.target in once(map, _find_objections)
    return "rebuttal" if is_answer else inference.noun


def _find_objections(map: ArgumentMap) -> Set[str]:
    """Return the ids of the claims that are at home in an objection, and not in a rebuttal.

    A part has the words of the whole map, as it has its numbers.
    """
    map = whole_of(map)
    objections: set[str] = set()
    # The home of what an objection attacks comes first.
    for claim, home in homes_of(map).inference_of.items():
        inference = map.inferences.get(home)
        if inference is None or inference.kind is Kind.SUPPORT:
            continue
        if inference.target not in objections:
            objections.add(claim)
    return objections


def author_connections(map: ArgumentMap) -> Mapping[str, str]:
    """Return the inferences with which an outline comes to what only the map's author connects.

    Each has the first of its premises that are at home there. The other claims of such a group are
    linked with that one, or at home below. A root of a tree has itself.
    """
    return once(map, _find_author_connections)


def _find_author_connections(map: ArgumentMap) -> Mapping[str, str]:
    connected = connected_by_author(map)
    connections: dict[str, str] = {}
    for claim, home in homes_of(map).inference_of.items() if connected else ():
        is_below_another = home and map.claim_under(home) in connected
        if claim in connected and not is_below_another:
            connections.setdefault(home or claim, claim)
    return connections


def bearings_of(map: ArgumentMap) -> Mapping[bool, Set[str]]:
    """Return the ids of what bears on where the trees of a map begin; see `bearings`."""
    return once(map, _find_bearings)


def _find_bearings(map: ArgumentMap) -> Mapping[bool, Set[str]]:
    homes = homes_of(map)
    return bearings(map, [*homes.mains_in_order, *homes.loose])


def objections_in(map: ArgumentMap) -> list[Inference]:
    """Return the objections and undercutters that are part of an attack on a main claim, or on
    another claim that begins a tree.
    """
    opposition = bearings_of(map)[True]
    return [
        inference
        for inference in map.inferences.values()
        if inference.kind is not Kind.SUPPORT and inference.id in opposition
    ]


def _homes_below(map: ArgumentMap, roots: Iterable[str], settled: Container[str]) -> dict[str, str]:
    """Return the homes of these roots, and of all claims below them that are not settled yet.

    A claim's home is the step that leads to a root by the fewest attacks, and then by the fewest
    steps (Dijkstra's method): a reader finds it rather among the reasons than deep in an exchange
    of objections.
    """
    inference_of = dict.fromkeys(roots, "")
    # The third item distinguishes inferences that are equally near; the one met first goes first.
    arrival = count()
    heap: list[tuple[int, int, int, Inference]] = []

    def add(inferences: Iterable[Inference], attacks: int = 0, depth: int = 1) -> None:
        for inference in inferences:
            own = 0 if inference.kind is Kind.SUPPORT else 1
            heappush(heap, (attacks + own, depth, next(arrival), inference))

    for root in list(inference_of):
        add(map.onto(root))
    while heap:
        attacks, depth, _, inference = heappop(heap)
        add(map.undercutters(inference.id), attacks, depth + 1)
        for premise in inference.premises:
            if premise in inference_of or premise in settled:
                continue
            inference_of[premise] = inference.id
            add(map.onto(premise), attacks, depth + 1)
    return inference_of


_MAX_BRANCHES = 3
_FEWEST_IN_BRANCH = 4
"""How many branches are shown to a person, and how many claims each has at least."""


def largest_branches(map: ArgumentMap) -> list[str]:
    """Return the claims nearest below the main claims that most claims bear on, the largest branch
    first.
    """
    homes = homes_of(map)
    # Every claim passes on what it has to the claims that its home step bears on, the lowest first.
    sizes = dict.fromkeys(homes.inference_of, 1)
    above = {
        claim: map.claim_under(inference) if inference else ""
        for claim, inference in homes.inference_of.items()
    }
    for claim in reversed(homes.inference_of):
        if above[claim]:
            sizes[above[claim]] += sizes[claim]
    mains = set(homes.mains_in_order)
    branches = [
        claim for claim in sizes if above[claim] in mains and sizes[claim] >= _FEWEST_IN_BRANCH
    ]
    branches.sort(key=lambda claim: -sizes[claim])
    return branches[:_MAX_BRANCHES]
