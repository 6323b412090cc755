"""What a format has no place for, and what a reader leaves out: counted, each kind of thing in one
diagnostic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from argmap.model.argument_map import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity, Span, warning
from argmap.model.fields import Field, fields_of
from argmap.model.parts import Claim, Inference, Side, Source
from argmap.util.text import count, lines_named

LOSS = "not-carried-over"
"""The code of a diagnostic that says what a conversion dropped, or what a reader left out."""

Kept: TypeAlias = Mapping[type, Collection[str]]
"""The fields that a format has a place for, by the part they belong to: `{Claim: ("held_by",)}`."""


class Ledger:
    """What a reader leaves out of a map, by kind, each thing with its place.

    Everything in a text that people can read becomes part of the map, or is listed here.
    """

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}
        self._first_of: dict[str, Span] = {}
        self._lines_of: dict[str, list[int]] = {}

    def __contains__(self, kind: str) -> bool:
        return kind in self._number_of

    def leave_out(self, kind: str, span: Span | None = None, number: int = 1) -> None:
        """Note that something is left out.

        Args:
            kind: what it is. `{s}` is where an `s` makes the plural, at the end if it is missing.
            span: its place, or that of the line that it is on; `None` if data have no lines.
            number: how many of this kind there are.
        """
        if not number:
            return
        self._number_of[kind] = self._number_of.get(kind, 0) + number
        if span is not None:
            self._first_of[kind] = min(self._first_of.get(kind, span), span)
            self._lines_of.setdefault(kind, []).extend(range(span.line, span.end_line + 1))

    def diagnostics(self, help_of: Mapping[str, str] | None = None) -> list[Diagnostic]:
        """Return a warning for each kind, with how many there are and on which lines.

        `help_of` says of kinds how they can be kept.
        """
        found = []
        for kind, number in self._number_of.items():
            singular = kind.replace("{s}", "")
            plural = kind.replace("{s}", "s") if "{s}" in kind else ""
            message = f"argmap ignores {count(number, singular, plural)}"
            lines = self._lines_of.get(kind)
            if lines:
                message += f" ({lines_named(lines)})"
            help = (help_of or {}).get(kind, "")
            found.append(warning(LOSS, message, self._first_of.get(kind), help))
        return found


def losses(format: str, dropped: Iterable[tuple[str, int]]) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each kind of thing dropped: its singular, and how many."""
    diagnostics: list[Diagnostic] = []
    for word, number in dropped:
        if number:
            message = f"{count(number, word)} cannot be represented in {format}"
            diagnostics.append(Diagnostic(LOSS, Severity.WARNING, message))
    return tuple(diagnostics)


def count_dropped(map: ArgumentMap, kept: Kept) -> Iterator[tuple[str, int]]:
    """Yield the name of each kind of thing that is not `kept`, and how many a map has.

    If a format has no place for sources or sides at all, their fields are not counted singly.
    """
    parts: list[tuple[type, Collection[object]]] = [
        (ArgumentMap, [map]),
        (Side, map.sides.values()),
        (Source, map.sources.values()),
        (Claim, map.claims.values()),
        (Inference, map.inferences.values()),
    ]
    kept_of_map = kept.get(ArgumentMap, ())
    holder_of = {Side: "sides", Source: "sources"}
    for part, things in parts:
        # Sides that are dropped whole are counted once, with the fields of the map.
        if part in holder_of and holder_of[part] not in kept_of_map:
            continue
        for field in _not_kept(part, kept):
            number = 0
            for thing in things:
                value = getattr(thing, field.name)
                if value:  # as in few of the claims of a large map
                    number += _number(value)
            yield field.noun, number


def without(kept: Kept) -> str:
    """Return what a format has no place for, as people read it before they choose one: "notes, tags
    or quotations".
    """
    nouns: list[str] = []
    for part in (ArgumentMap, Side, Source, Claim, Inference):
        nouns += [f"{field.noun}s" for field in _not_kept(part, kept)]
    return f"{', '.join(nouns[:-1])} or {nouns[-1]}"


def _not_kept(part: type, kept: Kept) -> list[Field]:
    """Return the fields of a part that have a noun and no place."""
    kept_of_part = kept.get(part, ())
    return [field for field in fields_of(part) if field.noun and field.name not in kept_of_part]


def _number(value: object) -> int:
    """Return how many things a field that is not empty holds: the items of a list, else one."""
    # A text is a collection, too, but one thing to people.
    if isinstance(value, str) or not isinstance(value, Collection):
        return int(bool(value))
    return len(value)
