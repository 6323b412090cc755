"""Things in a row, each as near to where it wants to be as order and gaps allow."""

from __future__ import annotations

from collections.abc import Sequence


def settle_row(
    wishes: Sequence[float],
    gaps: Sequence[float],
    weights: Sequence[float],
    low: float,
    high: float,
) -> list[float]:
    """Return places in order that are as near to the wishes as can be, in weighted least squares.

    This is isotonic regression by pooling adjacent violators, once the gaps are taken out.

    Args:
        wishes: where each thing wants to be.
        gaps: the least distances between neighbours, one fewer than things.
        weights: how much each wish counts.
        low: the least place of the first thing.
        high: the greatest place of the last thing; if there is too little room, it is exceeded.
    """
    if not wishes:
        return []
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    # A pool is things that have to move together: its place without gaps, its weight, and how many
    # they are.
    pools: list[tuple[float, float, int]] = []
    for wish, offset, weight in zip(wishes, offsets, weights, strict=True):
        place, total, number = wish - offset, weight, 1
        while pools and pools[-1][0] > place:
            other_place, other_weight, other_number = pools.pop()
            place = (place * total + other_place * other_weight) / (total + other_weight)
            total += other_weight
            number += other_number
        pools.append((place, total, number))
    highest = max(low, high - offsets[-1])
    places: list[float] = []
    for place, _, number in pools:
        # To cut an isotonic solution off at both ends is best within these ends.
        within = min(max(place, low), highest)
        places += [within] * number
    return [place + offset for place, offset in zip(places, offsets, strict=True)]
