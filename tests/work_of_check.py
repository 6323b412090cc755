"""How the work of each rule grows with the map: `python -m tests.work_of_check 2000 16000`.

Prints as JSON, for each shape and rule, how many times the work at the first size the second takes,
where it is more than `MOST` times. Both sizes are numbers of inferences. Every third claim has
evidence, so that objections are too weak: the first claim and its like, or the second.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tests import counted

if TYPE_CHECKING:
    from argmap import ArgumentMap

MOST = 12
"""For eight times as many inferences."""
_SHAPES = ("half_and_half", "chain", "bipartite")


def growths(small: int, large: int) -> Iterator[tuple[str, float]]:
    """Yield the name of each rule on each shape with what its work grows by."""
    from argmap.lint import ALL_RULES, check

    for shape, documented in product(_SHAPES, (0, 1)):
        maps = [_map(shape, size, documented) for size in (small, small, large)]
        work: list[dict[str, int]] = []
        for map in maps:  # in the first, what is made once is made
            work.append({})
            for rule in ALL_RULES:
                counted.begin_anew()
                check(map, [rule], {})
                work[-1][rule] = sum(counted.COUNTS)
        for rule in ALL_RULES:
            yield f"{rule} of {shape} {documented}", work[2][rule] / work[1][rule]


def _map(shape: str, size: int, documented: int) -> ArgumentMap:
    from argmap import ArgumentMap, Citation, Source
    from tests.shapes import SHAPES

    made = SHAPES[shape](size)
    claims = [
        replace(claim, evidence=(Citation("report"),)) if number % 3 == documented else claim
        for number, claim in enumerate(made.claims.values())
    ]
    return ArgumentMap.build(
        sources=[Source("report")], claims=claims, inferences=made.inferences.values()
    )


if __name__ == "__main__":
    counted.count_work_of("argmap", "networkx")
    sizes = [int(size) for size in sys.argv[1:]]
    print(json.dumps({name: growth for name, growth in growths(*sizes) if growth > MOST}))
