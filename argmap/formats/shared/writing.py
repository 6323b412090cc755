"""What every writer returns: the text, and what the format had no place for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.text import count

LOSS = "not-carried-over"
"""The code of a diagnostic that says what a conversion dropped."""


@dataclass(frozen=True, slots=True)
class Written:
    """A map in some format. `losses` has one diagnostic for each kind of thing that was dropped."""

    text: str
    losses: tuple[Diagnostic, ...] = ()


def losses(format: str, dropped: Iterable[tuple[int, str]]) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each kind of thing dropped: how many, and its name in the singular."""
    return tuple(
        Diagnostic(LOSS, Severity.WARNING, f"{format} has no place for {count(number, word)}")
        for number, word in dropped
        if number
    )
