"""A key turned around, for a map that argues for the other side.

The key's reasons for its main claim become objections to the opposite, and its objections become
reasons; what bears on these stays as it is:

    key                              turned around
    Homework should end              Homework should stay
      + It tires pupils                − It tires pupils
      − It trains pupils               + It trains pupils
          − Training needs a coach         − Training needs a coach

Of a key with a main claim on each of its two sides, the one that the map lacks goes; what bears on
it bears on the other one instead, turned around.

A map may also have a claim of the key and its opposite. What it draws on the opposite is turned
around alone:

    map                              key with the opposite
    Homework should end              Homework should end
      + It tires pupils                + It tires pupils
      − Homework should stay           − Homework should stay
          + It trains pupils               + It trains pupils
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from argmap.comparison.claim_alignment import TURNED
from argmap.comparison.compare import Comparison
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.graph import main_claims


class FlippedKey(NamedTuple):
    """A key that was turned around.

    Attributes:
        key: the key; its parts keep their ids.
        claim: the claim of ours that stands in the place of its main claim.
        turned: the inferences that are turned around.
        is_decided: whether a person said that our main claim is the opposite of the key's.
    """

    key: ArgumentMap
    claim: str
    turned: frozenset[str]
    is_decided: bool


def flip_for(comparison: Comparison) -> FlippedKey | None:
    """Return the key turned around, if our map argues for the other side; else None.

    It does so where a person decided that our main claim is the opposite of the key's, or where our
    only main claim is one of the key's two and the other one is not in our map.

    A main claim of the key for which another claim of ours is only proposed is not found: what is
    left over of a map is proposed for what is left over of the key.
    """
    ours, key = comparison.ours, comparison.theirs
    our_mains = [claim.id for claim in main_claims(ours)]
    key_mains = [claim.id for claim in main_claims(key)]
    found = set(comparison.certain_claims.values())
    for claim in our_mains:
        opposite = comparison.claims.opposites.get(claim)
        if opposite is None or opposite not in key_mains or opposite in found:
            continue
        others = [main for main in key_mains if main != opposite]
        if not others:
            return _flip(comparison, opposite, opposite, claim, is_decided=True)
        # It says what the main claim of the other side says.
        if len(others) == 1 and others[0] not in found:
            return _flip(comparison, opposite, others[0], claim, is_decided=True)
    if len(our_mains) != 1 or len(key_mains) != 2:
        return None
    (claim,) = our_mains
    match = comparison.claims.matches.get(claim)
    if match is None or not match.is_certain or match.theirs not in key_mains:
        return None
    key_mains.remove(match.theirs)
    (absent,) = key_mains
    if absent in comparison.our_claims:
        return None
    return _flip(comparison, absent, match.theirs, claim, is_decided=False)


def _flip(
    comparison: Comparison, absent: str, main: str, claim: str, *, is_decided: bool
) -> FlippedKey:
    """Return the key with `main` instead of the main claim that is absent; they may be the same."""
    key = comparison.theirs
    claims = dict(key.claims)
    side = claims[main].side
    if main == absent:
        side = _other_side(key, side)
    else:
        del claims[absent]
    claims[main] = replace(claims[main], side=side)
    if is_decided:
        claims[main] = replace(claims[main], text=comparison.ours.claims[claim].text, label="")
    inferences: dict[str, Inference] = {}
    turned = set()
    # An inference precedes its undercutters.
    for id, inference in key.inferences.items():
        # What a claim bears on, its opposite does not.
        if absent in inference.premises:
            continue
        if inference.target == absent:
            # A reason for one side may be drawn as an objection to the other one as well.
            if main in inference.premises or _is_drawn_for_both(key, inference, main):
                continue
            turned.add(id)
            inferences[id] = replace(inference, kind=TURNED[inference.kind], target=main)
        elif inference.target in claims or inference.target in inferences:
            inferences[id] = inference
    expect = {id: expectation for id, expectation in key.expect.items() if id in claims}
    flipped = replace(key, claims=claims, inferences=inferences, expect=expect)
    return FlippedKey(flipped, claim, frozenset(turned), is_decided)


class KeyWithOpposites(NamedTuple):
    """A key with claims of ours that are the opposites of its own.

    Attributes:
        key: the key; the opposites are implicit in it, so that no map has to have them.
        opposites: these claims of ours, by their ids.
    """

    key: ArgumentMap
    opposites: tuple[str, ...]


def with_opposites(comparison: Comparison) -> KeyWithOpposites | None:
    """Return the key with those opposites of its claims that our map has beside them, if any.

    A person decided that they are the opposites, and what bears on them in our map bears on the
    claim of the key in the contrary way.
    """
    ours, key = comparison.ours, comparison.theirs
    claims, inferences = dict(key.claims), dict(key.inferences)
    # Where a claim is marked as a main claim, all are.
    claims |= {claim.id: replace(claim, main=True) for claim in main_claims(key)}
    opposites = []
    for opposite, claim in comparison.claims.opposites.items():
        if claim not in comparison.certain_claims.values():
            continue
        name = f"opposite-{opposite}"
        while name in claims:
            name += "-"
        for inference in key.onto(claim):
            if _is_drawn_on(comparison, opposite, inference):
                turned = replace(inference, kind=TURNED[inference.kind], target=name)
                inferences[inference.id] = turned
        if any(inference.target == name for inference in inferences.values()):
            opposites.append(opposite)
            in_ours = ours.claims[opposite]
            claims[name] = Claim(name, text=in_ours.text, main=in_ours.main, implicit=True)
            against = Inference(
                f"{name}:rebuts:{claim}", Kind.REBUTTAL, (name,), claim, implicit=True
            )
            inferences[against.id] = against
    if not opposites:
        return None
    return KeyWithOpposites(replace(key, claims=claims, inferences=inferences), tuple(opposites))


def _is_drawn_on(comparison: Comparison, opposite: str, inference: Inference) -> bool:
    """Return whether our map has an inference of the key on an opposite, turned around."""
    for ours in comparison.ours.onto(opposite):
        premises = {comparison.certain_claims.get(premise) for premise in ours.premises}
        if ours.kind is TURNED.get(inference.kind) and not premises.isdisjoint(inference.premises):
            return True
    return False


def _other_side(key: ArgumentMap, side: str) -> str:
    """Return the other one of two sides; the same one if there are not two."""
    others = [other for other in key.sides if other != side]
    if side and len(others) == 1:
        return others[0]
    return side


def _is_drawn_for_both(key: ArgumentMap, inference: Inference, main: str) -> bool:
    """Return whether what bears on one main claim bears on the other one in the opposite way."""
    if inference.target == main:
        return False
    for other in key.onto(main):
        is_opposite = other.kind is TURNED[inference.kind]
        if is_opposite and set(other.premises) == set(inference.premises):
            return True
    return False
