"""The branches of a map: what bears on each claim nearest below a main claim."""

from __future__ import annotations

from argmap.model.argument_map import ArgumentMap
from argmap.model.homes import homes_of

_MAX_BRANCHES = 3
_FEWEST_IN_BRANCH = 4
"""How many branches a person is told of, and how many claims each has at the least."""


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
