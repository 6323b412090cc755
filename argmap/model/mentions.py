"""What stands where in the files of a map: parts, their fields, and ids that refer to parts.

    claims:
      nine:                          the id of a claim
        text: School starts at nine.  a field, its key and its value
        premises: [sleep]             in an inference, the id of another claim

All of it follows from the places that parts keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from argmap.model.diagnostics import Span
from argmap.model.parts import KEY, Claim, Inference, Places, Side, Source


class PartKind(StrEnum):
    """What a part of a map is."""

    MAP = "map"
    CLAIM = "claim"
    INFERENCE = "inference"
    SIDE = "side"
    SOURCE = "source"


class PartName(NamedTuple):
    """The kind and the id of a part of a map. The map itself has the id ""."""

    kind: PartKind
    id: str


class Mention(NamedTuple):
    """A passage in a file that belongs to a part of a map.

    Attributes:
        span: the passage.
        part: the part that the passage belongs to.
        field: the field of the part, such as `text`, `premises` or `id`. If the passage stands for
            the part as a whole, `field` is "".
        refers_to: the part whose id the passage contains, if it refers to another part. This part
            might be missing in a map with errors.
        is_key: whether the passage is the field's key instead of its value.
    """

    span: Span
    part: PartName
    field: str = ""
    refers_to: PartName | None = None
    is_key: bool = False

    @property
    def target(self) -> PartName:
        """The part that the passage refers to, or the part that it belongs to."""
        return self.refers_to or self.part

    @property
    def is_declaration(self) -> bool:
        """Whether the part itself, with its id if it has one, begins here."""
        return self.field in ("", "id") and not self.is_key


class Mentions(NamedTuple):
    """All mentions in the files of a map.

    Attributes:
        on_lines: the mentions on each line, by the name of the file and the number of the line.
        of_parts: those of each part: where it is declared, then where it is referred to.
        file: the name of the file of the map itself.
    """

    on_lines: dict[tuple[str, int], list[Mention]]
    of_parts: dict[PartName, list[Mention]]
    file: str

    def at(self, line: int, column: int, file: str) -> Mention | None:
        """Return the mention at a place; of several within each other, the innermost."""
        found: list[Mention] = []
        ending: list[Mention] = []
        for mention in self.on_lines.get((file or self.file, line), ()):
            _, start_line, start, end_line, end = mention.span
            if (start_line, start) <= (line, column) < (end_line, end):
                found.append(mention)
            elif (end_line, end) == (line, column):
                ending.append(mention)
        # Somebody who has just typed a word is behind its last letter.
        return min(found or ending, key=_breadth, default=None)


def _breadth(mention: Mention) -> tuple[int, int, bool, bool]:
    """Return what is smallest for the innermost mention, and of equal ones for the one that says
    most.
    """
    span = mention.span
    width = span.end_column - span.column
    return span.end_line - span.line, width, mention.refers_to is None, not mention.field


def find_mentions(
    sides: Mapping[str, Side],
    sources: Mapping[str, Source],
    claims: Mapping[str, Claim],
    inferences: Mapping[str, Inference],
    places: Places,
) -> Mentions:
    """Return all mentions in the files of a map with these parts, and places of its own."""
    on_lines: dict[tuple[str, int], list[Mention]] = {}
    of_parts: dict[PartName, list[Mention]] = {}
    references: list[Mention] = []
    places_of_parts: dict[PartName, Places] = {PartName(PartKind.MAP, ""): places}
    for kind, parts in (
        (PartKind.SIDE, sides),
        (PartKind.SOURCE, sources),
        (PartKind.CLAIM, claims),
        (PartKind.INFERENCE, inferences),
    ):
        for id, part in parts.items():
            places_of_parts[PartName(kind, id)] = part.places
    for mention in _all_mentions(places_of_parts, claims):
        span = mention.span
        for line in range(span.line, span.end_line + 1):
            on_lines.setdefault((span.file, line), []).append(mention)
        if mention.refers_to is not None:
            references.append(mention)
        elif mention.is_declaration:
            # The id itself comes after the head of its part, which is the same place or around it.
            of_parts[mention.part] = [mention]
    for reference in sorted(references):
        of_parts.setdefault(reference.target, []).append(reference)
    first = next(iter(places.values()), None)
    if first is None:
        first = next((claim.at() for claim in claims.values()), None)
    return Mentions(on_lines, of_parts, first.file if first else "")


def _all_mentions(
    places_of_parts: Mapping[PartName, Places], claims: Mapping[str, Claim]
) -> Iterator[Mention]:
    for part, places in places_of_parts.items():
        for name, span in places.items():
            field, _, value = name.partition(":")
            if field == KEY or (part.kind is PartKind.MAP and not value):
                yield Mention(span, part, value or field, is_key=True)
            elif field != "premise":
                yield Mention(span, part, field, _referred_to(part, field, value, claims))
            elif not _is_written_at(span, value, claims):
                claim = PartName(PartKind.CLAIM, value.partition(":")[0])
                yield Mention(span, part, "premises", claim)


def _is_written_at(span: Span, claim: str, claims: Mapping[str, Claim]) -> bool:
    """Return whether a premise is written in place, and so is the claim itself."""
    return claim in claims and claims[claim].places.get("") == span


def _referred_to(
    part: PartName, field: str, value: str, claims: Mapping[str, Claim]
) -> PartName | None:
    """Return what a field refers to at one of its places."""
    match field:
        case "expect":
            return PartName(PartKind.CLAIM, value)
        case "record":
            return PartName(PartKind.SIDE, value)
        case "questions" if ":" in value:
            return PartName(PartKind.CLAIM, value.rpartition(":")[2])
        case "evidence" | "stated_in" if value:
            return PartName(PartKind.SOURCE, value.partition(" ")[0])
        case "side" if part.kind is PartKind.CLAIM and claims[part.id].side:
            return PartName(PartKind.SIDE, claims[part.id].side)
    return None
