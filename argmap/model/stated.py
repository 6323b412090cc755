"""A map without what the map-maker added to its sources: what the sources argue by themselves."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.argument_map import ArgumentMap
from argmap.model.graph import main_claims
from argmap.model.parts import Inference


def stated_only(map: ArgumentMap) -> ArgumentMap:
    """Return a map without its implicit claims and steps.

    An implicit claim is taken out of the premises that it is linked with, and the step stays with
    the rest; a step goes if it is itself implicit or has no premise left, a warrant alone being
    none. Implicit claims go with the steps to them, and what then bears on nothing goes too. Main
    claims stay, also implicit ones; sides and main claims are those of the whole map, and nothing
    is expected of it.
    """
    mains = {claim.id for claim in main_claims(map)}
    # What is contended stays, whoever wrote it down.
    kept = {claim.id for claim in map.claims.values() if claim.id in mains or not claim.implicit}
    inferences = _inferences_among(map, kept)
    # A claim that bore on nothing from the beginning is no loss of what was taken out: it stays.
    idle = {claim for claim in map.claims if not map.uses(claim)}
    # With a claim the steps onto it go, and then what they started from bears on nothing: so again.
    while True:
        useful = mains | idle
        for inference in inferences.values():
            useful.update(inference.premises)
        still_kept = kept & useful
        if still_kept == kept:
            break
        kept = still_kept
        inferences = _inferences_among(map, kept)
    return replace(
        map,
        claims={id: claim for id, claim in map.claims.items() if id in kept},
        inferences=inferences,
        expect={},
        part_of=map.part_of or map,
        is_stated_only=True,
    )


def _inferences_among(map: ArgumentMap, kept: set[str]) -> dict[str, Inference]:
    """Return the steps that some source draws from and to the claims that are kept, by id."""
    inferences: dict[str, Inference] = {}
    # In reading order an undercutter comes after the step that it is against.
    for inference in map.inferences.values():
        target_is_kept = inference.target in kept or inference.target in inferences
        if inference.implicit or not target_is_kept:
            continue
        premises = tuple(premise for premise in inference.premises if premise in kept)
        if not premises or premises == (inference.warrant,):
            continue  # a warrant alone is no premise
        warrant = inference.warrant if inference.warrant in premises else ""
        inferences[inference.id] = replace(inference, premises=premises, warrant=warrant)
    return inferences
