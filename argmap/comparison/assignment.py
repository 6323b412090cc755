"""Which of some things goes with which of others, one to one, so that the sum of values is largest.

This is the Hungarian method with potentials, in time with the cube of the number of things: Kuhn,
The Hungarian Method for the Assignment Problem (1955). Of very many things, the best pairs go first
instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

_MOST_PAIRS = 10_000
"""Of more pairs than this, the best go first."""

_Values = Sequence[Sequence[float]]
"""For each row, the values of the columns."""


def assign(values: _Values, least: float) -> list[int | None]:
    """Return for each row the column that it goes with, or None.

    Args:
        values: rows of values, all of the same length.
        least: no row goes with a column of a lower value.
    """
    if not values or not values[0]:
        return [None] * len(values)
    columns = len(values[0])
    if len(values) * columns > _MOST_PAIRS:
        return _best_first(values, least)
    found: list[int | None] = [None] * len(values)
    rows = [row for row, row_values in enumerate(values) if max(row_values) >= least]
    if not rows:
        return found
    # What is too low is as good as nothing, and so are columns beyond the last one.
    spare = [0.0] * (len(rows) - columns)
    gains = [[max(0.0, value - least) for value in values[row]] + spare for row in rows]
    for row, column in zip(rows, _best(gains), strict=True):
        if column < columns and values[row][column] >= least:
            found[row] = column
    return found


def _best_first(values: _Values, least: float) -> list[int | None]:
    pairs = []
    for row, row_values in enumerate(values):
        pairs += [(-value, row, column) for column, value in enumerate(row_values)]
    found: list[int | None] = [None] * len(values)
    taken = set()
    for value, row, column in sorted(pairs):
        if -value < least:
            break
        if found[row] is None and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def _best(gains: _Values) -> list[int]:
    """Return the columns of rows, of which there are no more than columns."""
    columns = len(gains[0])
    # Row 0 and column 0 stand for none.
    of_row = [0.0] * (len(gains) + 1)
    of_column = [0.0] * (columns + 1)
    row_at = [0] * (columns + 1)
    for new_row in range(1, len(gains) + 1):
        row_at[0] = new_row
        column = 0
        lowest = [inf] * (columns + 1)
        before = [0] * (columns + 1)
        unused = set(range(1, columns + 1))
        used = [0]
        # The cheapest path to a column that is free; each row on it moves on by one.
        while row_at[column]:
            row = row_at[column]
            for other in unused:
                cost = -gains[row - 1][other - 1] - of_row[row] - of_column[other]
                if cost < lowest[other]:
                    lowest[other] = cost
                    before[other] = column
            column = min(unused, key=lambda other: (lowest[other], other))
            least = lowest[column]
            for other in used:
                of_row[row_at[other]] += least
                of_column[other] -= least
            for other in unused:
                lowest[other] -= least
            unused.remove(column)
            used.append(column)
        while column:
            row_at[column] = row_at[before[column]]
            column = before[column]
    found = [0] * len(gains)
    for column, row in enumerate(row_at[1:]):
        if row:
            found[row - 1] = column
    return found
