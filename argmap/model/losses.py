"""What of a map a form has no place for: counted, and told as one diagnostic for each kind of thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from argmap.model.argument_map import ArgumentMap, CheckSettings
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


_OF_CLAIMS = {
    "side": "claim side",
    "main": "main claim mark",
    "evidence": "evidence citation",
    "stated_in": "attribution",
    "held_by": "holder",
    "quote": "quotation",
    "assumed": "common ground mark",
    "implicit": "implicit claim mark",
    "note": "note",
    "tags": "tag",
    "ignore": "ignored rule",
}
_OF_STEPS = {"warrant": "warrant role", "scheme": "scheme"}
_OF_MAPS = {
    "title": "title",
    "sides": "side",
    "sources": "source",
    "expect": "expected verdict",
    "synonyms": "synonym group",
    "key_terms": "key term",
}


def dropped(map: ArgumentMap, kept: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield how many of each kind of thing a map has, and its name, but for the fields that are `kept`."""
    for field, word in _OF_MAPS.items():
        if field not in kept:
            yield _number(getattr(map, field)), word
    if "settings" not in kept:
        yield int(map.settings != CheckSettings()), "check settings block"
    for fields, things in ((_OF_CLAIMS, map.claims), (_OF_STEPS, map.inferences)):
        for field, word in fields.items():
            if field not in kept:
                yield sum(_number(getattr(thing, field)) for thing in things.values()), word


def _number(value: object) -> int:
    """Return how many things a field holds: the items of a list, else one if it holds anything."""
    return len(value) if isinstance(value, Collection) and not isinstance(value, str) else int(bool(value))
