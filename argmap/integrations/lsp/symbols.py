"""The outline of a file: its sides, sources and claims, each in what it is written in.

    claims:
      nine:                       School should start at nine.
        premises:
          - Buses are cheaper.      Buses are cheaper.

What is indented more than the entry above it is in that entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from argmap.integrations.lsp import messages
from argmap.integrations.lsp.maps import OpenMap
from argmap.integrations.lsp.positions import Place
from argmap.model import LISTS_IN_TEXT, ArgumentMap, Side, Source, Span, main_claims
from argmap.util.text import shorten, split_lines

_SECTIONS = ("sides", "sources", "claims")
_OUTERMOST = -1


class _Entry(NamedTuple):
    """An entry before it is known what is in it.

    Attributes:
        span: the passage at which it begins.
        kind: what it is.
        name: what people call it: of a claim, its text.
        detail: its id, if its author gave it one.
    """

    span: Span
    kind: types.SymbolKind
    name: str
    detail: str = ""


def symbols(open_map: OpenMap, file: str) -> list[types.DocumentSymbol]:
    """Return the outline of a file of a map."""
    reading = open_map.reading
    if reading.map is None:
        return []
    entries = sorted(
        (entry for entry in _entries(reading.map) if entry.span.file == file),
        key=lambda entry: entry.span,
    )
    lines = split_lines(reading.texts[file])
    depths = _depths(entries, lines, is_list=reading.format in LISTS_IN_TEXT)
    ends = _ends(entries, depths, Place(len(lines), len(lines[-1]) + 1))
    in_editor = open_map.lines_of(file)
    outermost: list[types.DocumentSymbol] = []
    within: list[tuple[int, list[types.DocumentSymbol]]] = [(_OUTERMOST - 1, outermost)]
    for entry, depth, end in zip(entries, depths, ends, strict=True):
        while within[-1][0] >= depth:
            within.pop()
        selection = messages.as_range(entry.span, in_editor)
        last = max(selection.end, messages.as_position(end, in_editor))
        whole = types.Range(selection.start, last)
        children: list[types.DocumentSymbol] = []
        name, kind, detail = entry.name, entry.kind, entry.detail
        symbol = types.DocumentSymbol(name, kind, whole, selection, detail, children=children)
        within[-1][1].append(symbol)
        within.append((depth, children))
    return outermost


def _entries(map: ArgumentMap) -> Iterator[_Entry]:
    for name in _SECTIONS:
        if name in map.places:
            yield _Entry(map.places[name], types.SymbolKind.Namespace, name)
    parts: list[tuple[Side | Source, types.SymbolKind, str]] = []
    parts += [(each, types.SymbolKind.EnumMember, each.name) for each in map.sides.values()]
    parts += [(each, types.SymbolKind.File, each.title) for each in map.sources.values()]
    for part, kind, name in parts:
        span = part.at()
        if span is not None:
            yield _Entry(span, kind, name or part.id, part.id)
    main = {claim.id for claim in main_claims(map)}
    for claim in map.claims.values():
        span = claim.at()
        if span is not None:
            is_main = claim.id in main
            kind = types.SymbolKind.Class if is_main else types.SymbolKind.String
            id = claim.id if claim.has_own_id else ""
            # An editor refuses an entry without a name.
            noun = "main claim" if is_main else "claim"
            yield _Entry(span, kind, claim.label or shorten(claim.text) or id or noun, id)


def _depths(entries: list[_Entry], lines: list[str], *, is_list: bool) -> list[int]:
    """Return how far each entry is indented: the first of a line as the line, the others more."""
    depths: list[int] = []
    line_of_last = 0
    for entry in entries:
        line = lines[entry.span.line - 1]
        depth = len(line) - len(line.lstrip())
        if entry.span.line == line_of_last:
            depth += 1
        is_heading = is_list and entry.kind in (types.SymbolKind.EnumMember, types.SymbolKind.File)
        if entry.kind is types.SymbolKind.Namespace or is_heading:
            depth = _OUTERMOST
        depths.append(depth)
        line_of_last = entry.span.line
    return depths


def _ends(entries: list[_Entry], depths: list[int], end_of_text: Place) -> list[Place]:
    """Return where each entry ends: where the next one begins that is not in it."""
    ends: list[Place] = []
    # From the end: the entries behind the present one that are not in an earlier one of these.
    behind: list[tuple[int, Place]] = []
    for entry, depth in zip(reversed(entries), reversed(depths), strict=True):
        while behind and behind[-1][0] > depth:
            behind.pop()
        ends.append(behind[-1][1] if behind else end_of_text)
        behind.append((depth, Place(entry.span.line, entry.span.column)))
    return ends[::-1]
