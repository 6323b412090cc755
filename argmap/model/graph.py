"""Questions about a map as a graph: its main claims, circles, what bears on what, its parts.

A part is what concerns one side or claim, or a map without what its author added to the sources.
networkx is imported only where its algorithms are needed, since that import costs more than an
outline.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from argmap.model.argument_map import ArgumentMap, once
from argmap.model.parts import Claim, Inference, Kind
from argmap.options import Part
from argmap.util.errors import Failure
from argmap.util.text import shorten

if TYPE_CHECKING:
    import networkx


def side_of(map: ArgumentMap) -> Mapping[str, str]:
    """Return the side of every claim, by id: "" where it has none or serves several."""
    return map.sides_of_claims


def main_claims(map: ArgumentMap) -> list[Claim]:
    """Return what the sides finally contend, in reading order.

    On each side these are the claims marked `main`, or else its roots: claims that support nothing,
    attack only what attacks them back, and that something bears on.
    """
    return list(once(map, _find_main_claims))


def main_claims_by_side(map: ArgumentMap) -> dict[str, list[str]]:
    """Return the ids of the main claims by side, in the order of the sides; "" is no side."""
    mains: dict[str, list[str]] = {side: [] for side in [*map.sides, ""]}
    for main in main_claims(map):
        mains[map.sides_of_claims[main.id]].append(main.id)
    return mains


def _find_main_claims(map: ArgumentMap) -> list[Claim]:
    if map.is_stated_only and map.part_of is not None:
        marked = [claim for claim in map.claims.values() if claim.main]
        if any(not map.part_of.claims[claim.id].main for claim in marked):
            return marked  # those that a part was made around
        # What was taken out may have kept a claim from being a root; it is none the less for that.
        mains_of_the_whole = main_claims(map.part_of)
        return [map.claims[claim.id] for claim in mains_of_the_whole if claim.id in map.claims]
    sides = map.sides_of_claims
    marked = [claim for claim in map.claims.values() if claim.main]
    sides_with_a_mark = {sides[claim.id] for claim in marked}
    mains: list[Claim] = []
    for claim in map.claims.values():
        if claim.main:
            mains.append(claim)
            continue
        if sides[claim.id] in sides_with_a_mark:
            continue
        # Where somebody marks main claims, what is on no side is no root: it is only not placed
        # yet.
        if marked and not claim.side:
            continue
        if _is_root(map, claim.id):
            mains.append(claim)
    return mains


def _is_root(map: ArgumentMap, claim: str) -> bool:
    """Return whether a claim supports nothing, attacks only what attacks it back, and something
    bears on it.
    """
    # Of what is isolated, nothing is said for or against it.
    whole = map.part_of or map
    return map.contends(claim) and bool(whole.onto(claim) or whole.uses(claim))


def support_circles(map: ArgumentMap) -> list[list[str]]:
    """Return one witness for each group of claims that support each other in a cycle.

    A witness is a list of claims, each of which is a premise for the next, and the last for the
    first.
    """
    # Most maps have no circle, and go without the price of networkx.
    circular = _claims_above_circles(map)
    if not circular:
        return []
    import networkx

    place = {claim: index for index, claim in enumerate(map.claims)}
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for claim in circular:
        premises: set[str] = set()
        for inference in map.supports(claim):
            premises.update(premise for premise in inference.premises if premise in circular)
        # Sets have no order, and the witness found must not depend on the hash seed.
        for premise in sorted(premises, key=place.__getitem__):
            graph.add_edge(premise, claim)
    groups: list[list[str]] = []
    for component in networkx.strongly_connected_components(graph):
        group = sorted(component, key=place.__getitem__)
        # A claim alone is a component, too, and a circle only if it supports itself.
        supports_itself = graph.has_edge(group[0], group[0])
        if len(group) > 1 or supports_itself:
            groups.append(group)
    groups.sort(key=lambda group: place[group[0]])
    return [_shortest_circle(graph, group) for group in groups]


def _claims_above_circles(map: ArgumentMap) -> dict[str, int]:
    """Return the claims that are in a circle of supports, or rest on one, in reading order.

    Their numbers are those of the premises that keep them there. The others fall away, those
    without reasons first.
    """
    premises_left = dict.fromkeys(map.claims, 0)
    for inference in map.inferences_of(Kind.SUPPORT):
        premises_left[inference.target] += len(inference.premises)
    pending = [claim for claim, left in premises_left.items() if not left]
    while pending:
        claim = pending.pop()
        del premises_left[claim]
        for inference in map.uses(claim):
            if inference.kind is Kind.SUPPORT:
                premises_left[inference.target] -= 1
                if not premises_left[inference.target]:
                    pending.append(inference.target)
    return premises_left


def _shortest_circle(graph: networkx.DiGraph[str], group: list[str]) -> list[str]:
    """Return the shortest circle through the first claim of a group, all of which lead to each
    other.
    """
    # Through the first in reading order, so that the witness stays the same while others are
    # edited.
    first = group[0]
    members = set(group)
    came_from = {first: first}
    pending = deque([first])
    while True:
        claim = pending.popleft()
        if graph.has_edge(claim, first):
            break
        for conclusion in graph.successors(claim):
            if conclusion in members and conclusion not in came_from:
                came_from[conclusion] = claim
                pending.append(conclusion)
    circle = [claim]
    while circle[-1] != first:
        circle.append(came_from[circle[-1]])
    return circle[::-1]


def distances_to(map: ArgumentMap, start: Iterable[str]) -> dict[str, int]:
    """Return how many inferences each claim that bears on the given claims is away from them."""
    distances = dict.fromkeys(start, 0)
    pending = list(distances)
    # The nearest come first, so that each claim is met by its shortest path.
    for claim in pending:
        for premise in map.premises_onto(claim):
            if premise not in distances:
                distances[premise] = distances[claim] + 1
                pending.append(premise)
    return distances


def find_connected(map: ArgumentMap, start: Iterable[str]) -> set[str]:
    """Return the claims that bear on the given claims by any path, these claims included."""
    return set(distances_to(map, start))


def not_connected(map: ArgumentMap) -> set[str]:
    """Return the claims from which no path leads to a main claim; none if it has no main claim."""
    mains = [claim.id for claim in main_claims(map)]
    if not mains:
        return set()
    connected = find_connected(map, mains)
    return {claim for claim in map.claims if claim not in connected}


def part(map: ArgumentMap, wanted: Part) -> ArgumentMap:
    """Return the part of a map that concerns one side or one claim.

    A side is its case: its main claims and what supports them, the objections to these, and the
    answers. A focus is a claim and what bears on it, at most `depth` steps away; there it is the
    main claim. The parts are named by their ids.

    Raises:
        KeyError: there is no such side or claim.
        Failure: the claim is not in the part that concerns the side.
    """
    side, focus, depth = wanted
    claims = map.claims
    if side:
        map = _restrict_to(map, _claims_on_side(map, side))
        if focus and focus not in map.claims:
            text = shorten(claims[focus].text)
            raise Failure(
                f"“{text}” is not in the part of the side `{side}`; leave out one of them"
            )
    if focus:
        map.claims[focus]  # raises KeyError where there is none
        distances = distances_to(map, [focus])
        around = {id for id, distance in distances.items() if depth is None or distance <= depth}
        map = _restrict_to(map, around)
        # Else a main claim that bears on it would lead the part, and it would stand below on its
        # own.
        claims = {id: replace(claim, main=id == focus) for id, claim in map.claims.items()}
        map = replace(map, claims=claims)
    return map


def _claims_on_side(map: ArgumentMap, side: str) -> set[str]:
    """Return the case of a side: its main claims and what supports them, the objections to all
    these, the answers.

    What supports an objection belongs to the case of the other side, and so does what the side
    objects to there.
    """
    map.sides[side]
    own = [claim for claim, its_side in map.sides_of_claims.items() if its_side == side]
    mains = {claim.id for claim in main_claims(map)}
    # A side may contend nothing in the end: then its case is all of its claims that bear on
    # anything.
    involved = [claim for claim in own if map.onto(claim) or map.uses(claim)]
    case = set(mains.intersection(own) or involved or own)
    objections: set[str] = set()
    pending = [claim for claim in own if claim in case]
    while pending:
        claim = pending.pop()
        for inference in map.onto(claim):
            # An objection is only answered; of the case itself everything is shown.
            if claim not in case and inference.kind is Kind.SUPPORT:
                continue
            is_of_the_case = (inference.kind is Kind.SUPPORT) == (claim in case)
            for premises, is_own in _exchange(map, inference, is_of_the_case):
                reached = case if is_own else objections
                new = [
                    premise
                    for premise in premises
                    if premise not in reached and premise not in case
                ]
                reached.update(new)
                pending += new
    return case | objections


def _exchange(
    map: ArgumentMap, inference: Inference, is_own: bool
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the premises of a step and of all undercutters against it, and whether each are those
    of one's own side.
    """
    waiting = [(inference, is_own)]
    while waiting:
        current, is_own = waiting.pop()
        yield current.premises, is_own
        waiting += [(undercutter, not is_own) for undercutter in map.undercutters(current.id)]


def _restrict_to(map: ArgumentMap, kept: set[str]) -> ArgumentMap:
    """Return the part of a map with these claims, the steps among them, and the undercutters of
    those.
    """
    inferences: dict[str, Inference] = {}
    # In reading order an undercutter comes after the step that it is against.
    for inference in map.inferences.values():
        target_is_kept = inference.target in kept or inference.target in inferences
        if target_is_kept and kept.issuperset(inference.premises):
            inferences[inference.id] = inference
    return replace(
        map,
        claims={id: claim for id, claim in map.claims.items() if id in kept},
        inferences=inferences,
        expect={claim: verdict for claim, verdict in map.expect.items() if claim in kept},
        part_of=map.part_of or map,
    )


def without(map: ArgumentMap, claims: Collection[str]) -> ArgumentMap:
    """Return the part of a map without some claims, and without what they are premises of."""
    return _restrict_to(map, set(map.claims).difference(claims))


def stated_only(map: ArgumentMap) -> ArgumentMap:
    """Return a map without what its author added: its implicit claims and inferences.

    An implicit claim is taken out of the premises that it is linked with, and the inference stays
    with the rest. An inference goes if it is itself implicit, if it bears on something that goes,
    or if it has no premise left; a warrant alone is none. A stated claim never goes, also where it
    now bears on nothing. Sides and main claims are those of the whole map; an implicit main claim
    stays as a conclusion only. Nothing is expected of the result.
    """
    mains = {claim.id for claim in main_claims(map)}
    kept = {id for id, claim in map.claims.items() if id in mains or not claim.implicit}
    inferences: dict[str, Inference] = {}
    lost: list[str] = []
    for id, inference in map.inferences.items():
        target = inference.target
        is_onto_what_goes = target in map.claims and target not in kept
        stated = tuple(
            premise for premise in inference.premises if not map.claims[premise].implicit
        )
        warrant = inference.warrant if inference.warrant in stated else ""
        has_premise = stated and stated != (warrant,)
        if inference.implicit or is_onto_what_goes or not has_premise:
            lost.append(id)
        else:
            inferences[id] = replace(inference, premises=stated, warrant=warrant)
    # With an inference go its undercutters, and theirs.
    while lost:
        for undercutter in map.undercutters(lost.pop()):
            if inferences.pop(undercutter.id, None) is not None:
                lost.append(undercutter.id)
    return replace(
        map,
        claims={id: claim for id, claim in map.claims.items() if id in kept},
        inferences=inferences,
        expect={},
        part_of=map.part_of or map,
        is_stated_only=True,
    )


def whole_of(map: ArgumentMap) -> ArgumentMap:
    """Return the map whose verdicts those of a part are."""
    if map.part_of is None:
        return map
    whole = stated_only(map.part_of) if map.is_stated_only else map.part_of
    ids = {*map.claims, *map.inferences}
    # What is stated in a part may be more than in the whole: a main claim there is kept.
    return whole if ids <= {*whole.claims, *whole.inferences} else map


def connected_by_author(map: ArgumentMap) -> Set[str]:
    """Return the claims that are on a side, but that only the map's author connects with it.

    A claim speaks for its side if it supports a main claim of the side, or attacks one of another
    side, by a path of inferences. Every path of these claims has an implicit inference.
    """
    return once(map, _find_connected_by_author)


def _find_connected_by_author(map: ArgumentMap) -> Set[str]:
    whole = whole_of(map)
    # In most maps no inference is implicit.
    if not any(inference.implicit for inference in whole.inferences.values()):
        return set()
    speaking = _speak_for_their_sides(whole, as_stated=False)
    return (speaking - _speak_for_their_sides(whole, as_stated=True)) & map.claims.keys()


def _speak_for_their_sides(map: ArgumentMap, *, as_stated: bool) -> set[str]:
    """Return the claims that speak for the sides that they are on; `as_stated`: without implicit
    inferences.
    """
    supporting: dict[str, Set[str]] = {}
    attacking: dict[str, Set[str]] = {}
    for side, mains in main_claims_by_side(map).items():
        if side:
            found = bearings(map, mains, as_stated=as_stated)
            supporting[side] = found[False]
            attacking[side] = found[True]
    number_attacked = Counter(chain.from_iterable(attacking.values()))
    speaking = set()
    for claim, side in map.sides_of_claims.items():
        if not side:
            continue
        # How many other sides the claim is part of an attack on.
        others_attacked = number_attacked[claim]
        if claim in attacking[side]:
            others_attacked -= 1
        if claim in supporting[side] or others_attacked > 0:
            speaking.add(claim)
    return speaking


def bearings(
    map: ArgumentMap, contended: Iterable[str], *, as_stated: bool = False
) -> Mapping[bool, Set[str]]:
    """Return the ids of what bears on some claims, by whether it is part of an attack on them.

    What is part of an attack is an odd number of attacks away from one of the claims. A claim or an
    inference is visited at most twice: as part of the case, and as part of an attack. `as_stated`
    leaves out implicit inferences.
    """
    pending = [(claim, False) for claim in contended]
    found: dict[bool, set[str]] = {False: {claim for claim, _ in pending}, True: set()}
    while pending:
        target, is_against = pending.pop()
        for inference in map.onto(target):
            if as_stated and inference.implicit:
                continue
            # An attack changes sides: against the case it is an objection, against an objection
            # an answer.
            now_against = is_against != (inference.kind is not Kind.SUPPORT)
            for part in (inference.id, *inference.premises):
                if part not in found[now_against]:
                    found[now_against].add(part)
                    pending.append((part, now_against))
    return found


def answers_to(map: ArgumentMap, objection: Inference) -> list[Inference]:
    """Return what undercuts an objection or rebuts one of its premises."""
    answers = map.undercutters(objection.id)
    for premise in objection.premises:
        answers += map.rebuttals(premise)
    return answers
