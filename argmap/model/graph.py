"""Questions about a map as a graph: its main claims, sides, circles, what bears on what, its parts.

networkx is imported only where its algorithms are needed, since that import costs more than an outline.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from argmap.model.argument_map import ArgumentMap
from argmap.model.parts import Claim, Inference, Kind

if TYPE_CHECKING:
    import networkx


def to_networkx(map: ArgumentMap) -> networkx.DiGraph[str]:
    """Return the map as a directed graph; every edge points from what bears to what it bears on.

    Nodes are the ids of claims and of inferences. A node has `type` ("claim" or "inference"); a claim
    also `text` and `side`, an inference `kind`. An edge has `role`: "premise" or "warrant" from a claim
    to an inference, "support", "rebuttal" or "undercutter" from an inference to its target.
    """
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph(title=map.title)
    sides = side_of(map)
    for claim in map.claims.values():
        graph.add_node(claim.id, type="claim", text=claim.text, side=sides[claim.id])
    for step in map.inferences.values():
        graph.add_node(step.id, type="inference", kind=step.kind.value)
        for premise in step.premises:
            graph.add_edge(premise, step.id, role="warrant" if premise == step.warrant else "premise")
        graph.add_edge(step.id, step.target, role=step.kind.value)
    return graph


def main_claims(map: ArgumentMap) -> list[Claim]:
    """Return what the sides finally contend, in reading order.

    On each side these are the claims marked `main`, or else its roots: claims that support nothing,
    attack only what attacks them back, and that something bears on.
    """
    sides = side_of(map)
    marked = {sides[claim.id] for claim in map.claims.values() if claim.main}
    return [
        claim
        for claim in map.claims.values()
        if claim.main or (sides[claim.id] not in marked and _is_root(map, claim, bool(marked)))
    ]


def _is_root(map: ArgumentMap, claim: Claim, needs_a_side: bool) -> bool:
    if needs_a_side and not claim.side:
        return False
    whole = map.part_of or map
    if not whole.onto(claim.id) and not whole.uses(claim.id):
        return False  # an isolated statement: nothing is said for or against it
    uses = map.uses(claim.id)
    return all(step.kind is Kind.REBUTTAL and _rebuts(map, step.target, claim.id) for step in uses)


def _rebuts(map: ArgumentMap, premise: str, target: str) -> bool:
    return any(premise in step.premises for step in map.rebuttals(target))


def side_of(map: ArgumentMap) -> dict[str, str]:
    """Return the side of every claim, "" where it has none or serves several.

    A claim without a side of its own serves the sides of the steps that it supports with; one that
    only attacks serves those of the steps that it attacks with. A step for a claim is on that claim's
    side, a step against it on the other one, where there are exactly two.
    """
    if map.part_of:
        sides = side_of(map.part_of)
        return {id: sides[id] for id in map.claims}
    serves = {claim.id: frozenset((claim.side,)) for claim in map.claims.values() if claim.side}
    pending = deque(serves)
    while pending:
        onto = pending.popleft()
        for premise in _premises_onto(map, onto):
            if map.claims[premise].side:
                continue
            now = _sides_served(map, premise, serves)
            if now != serves.get(premise, frozenset()):
                serves[premise] = now
                pending.append(premise)
    return {id: next(iter(serves[id])) if len(serves.get(id, ())) == 1 else "" for id in map.claims}


def _premises_onto(map: ArgumentMap, target: str) -> Iterable[str]:
    """Yield the premises of all steps onto a claim, and of the undercutters against those steps."""
    steps = map.onto(target)
    while steps:
        step = steps.pop()
        yield from step.premises
        steps += map.undercutters(step.id)


def _sides_served(map: ArgumentMap, claim: str, serves: Mapping[str, frozenset[str]]) -> frozenset[str]:
    uses = map.uses(claim)
    supporting = [step for step in uses if step.kind is Kind.SUPPORT]
    return frozenset().union(*(_sides_of_step(map, step, serves) for step in supporting or uses))


def _sides_of_step(map: ArgumentMap, step: Inference, serves: Mapping[str, frozenset[str]]) -> frozenset[str]:
    against = False
    while step.kind is Kind.UNDERCUTTER:
        against, step = not against, map.inferences[step.target]
    served = serves.get(step.target, frozenset())
    if against is (step.kind is Kind.REBUTTAL):
        return served
    return frozenset(other for side in served for other in map.sides if other != side and len(map.sides) == 2)


def support_circles(map: ArgumentMap) -> list[list[str]]:
    """Return one witness for each group of claims that support each other in a circle.

    A witness is a list of claims, each of which is a premise for the next, and the last for the first.
    """
    supported_by = {
        claim: {premise for step in map.supports(claim) for premise in step.premises} for claim in map.claims
    }
    try:
        TopologicalSorter(supported_by).prepare()
    except CycleError:
        return _witnesses(map, supported_by)
    return []


def _witnesses(map: ArgumentMap, supported_by: Mapping[str, set[str]]) -> list[list[str]]:
    import networkx

    order = {claim: place for place, claim in enumerate(map.claims)}
    graph: networkx.DiGraph[str] = networkx.DiGraph(
        (premise, claim)
        for claim, premises in supported_by.items()
        for premise in sorted(premises, key=order.get)  # type: ignore[arg-type]
    )
    groups = [
        sorted(group, key=order.__getitem__)
        for group in networkx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*tuple(group) * 2)
    ]
    return [_shortest_circle(graph, group) for group in sorted(groups, key=lambda group: order[group[0]])]


def _shortest_circle(graph: networkx.DiGraph[str], group: list[str]) -> list[str]:
    import networkx

    first = group[0]
    if graph.has_edge(first, first):
        return [first]
    inside = graph.subgraph(group)
    away = networkx.single_source_shortest_path(inside, first)
    return min((away[last] for last in inside.predecessors(first)), key=len)


def connected(map: ArgumentMap, start: Iterable[str]) -> set[str]:
    """Return the claims that bear on the given claims by any path, these claims included."""
    reached = set(start)
    pending = list(reached)
    while pending:
        for premise in _premises_onto(map, pending.pop()):
            if premise not in reached:
                reached.add(premise)
                pending.append(premise)
    return reached


def part(map: ArgumentMap, *, side: str = "", focus: str = "", depth: int | None = None) -> ArgumentMap:
    """Return the part of a map that concerns one side or one claim.

    A side is its own claims, what supports them, and the objections among these. A focus is a claim
    and what bears on it, at most `depth` steps away.

    Raises:
        KeyError: there is no such side or claim.
    """
    if side:
        map = _keep(map, _on_side(map, side))
    if focus:
        map = _keep(map, _around(map, focus, depth))
    return map


def _on_side(map: ArgumentMap, side: str) -> set[str]:
    map.sides[side]
    sides = side_of(map)
    kept = {claim for claim in map.claims if sides[claim] == side}
    pending = list(kept)
    while pending:
        for step in map.supports(pending.pop()):
            fresh = set(step.premises) - kept
            kept |= fresh
            pending += fresh
    return kept


def _around(map: ArgumentMap, focus: str, depth: int | None) -> set[str]:
    map.claims[focus]
    away = {focus: 0}
    pending = deque([focus])
    while pending:
        claim = pending.popleft()
        if depth is not None and away[claim] >= depth:
            continue
        for premise in _premises_onto(map, claim):
            if premise not in away:
                away[premise] = away[claim] + 1
                pending.append(premise)
    return set(away)


def _keep(map: ArgumentMap, kept: set[str]) -> ArgumentMap:
    steps: dict[str, Inference] = {}
    for step in map.inferences.values():
        if kept.issuperset(step.premises) and (step.target in kept or step.target in steps):
            steps[step.id] = step
    return replace(
        map,
        claims={id: claim for id, claim in map.claims.items() if id in kept},
        inferences=steps,
        expect={claim: verdict for claim, verdict in map.expect.items() if claim in kept},
        part_of=map.part_of or map,
    )
