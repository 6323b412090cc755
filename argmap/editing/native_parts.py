"""The sides and sources of a native text: those that are new, and sides with another name.

sides:
later: Start at nine
now: Keep eight              a new side
sources:
smith-2020:                  a new source
author: Smith
date: 2020
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.editing.changes import Change
from argmap.editing.map_difference import MapDifference
from argmap.editing.native_layout import NativeLayout, cannot_lay_out
from argmap.editing.native_text import Slot
from argmap.editing.refusals import EditRefused
from argmap.formats.native.layout import write_scalar
from argmap.formats.shared.tree import Mapping, Scalar
from argmap.model import Side, Source, fields_of

_INDENT = "  "
_SIDES = "sides"
_SOURCES = "sources"
_BELOW = {_SIDES: (_SOURCES, "claims"), _SOURCES: ("claims",)}


class _Entry(NamedTuple):
    """A part as it is written below the key of its section.

    Attributes:
        lines: its lines, the first with its id.
        in_brackets: the same on one line.
    """

    lines: list[str]
    in_brackets: str


def changes_of_parts(file: NativeLayout, difference: MapDifference) -> Iterator[Change]:
    """Yield the changes of sides and sources."""
    before = difference.before
    after = difference.after
    new_sides: list[_Entry] = []
    for id, side in after.sides.items():
        if id not in before.sides:
            new_sides.append(_entry_of_side(side))
        elif before.sides[id] != side:
            yield _change_of_name(file, side)
    new_sources: list[_Entry] = []
    for id, source in after.sources.items():
        if id not in before.sources:
            new_sources.append(_entry_of_source(source))
    yield from _added(file, _SIDES, new_sides)
    yield from _added(file, _SOURCES, new_sources)


# --- another name ---


def _change_of_name(file: NativeLayout, side: Side) -> Change:
    """Return the change that gives a side another name."""
    sides = file.root.get(_SIDES)
    if isinstance(sides, Mapping):
        in_brackets = file.is_flow(file.root) or file.is_flow(sides)
        for key, node in sides.entries:
            if key.value == side.id:
                return _name_of(file, Slot(node, sides, key, in_brackets), side)
    raise EditRefused(f"the side `{side.id}` is in another file")


def _name_of(file: NativeLayout, slot: Slot, side: Side) -> Change:
    """Return the change that writes the name of a side in its place: alone, or behind a key."""
    node = slot.node
    if isinstance(node, Scalar):
        return file.scalar(slot, side.name)
    if not isinstance(node, Mapping):
        raise cannot_lay_out()
    label = file.section_of(node, "label", slot)
    if label is not None:
        return file.scalar(label, side.name)
    written = f"label: {write_scalar(side.name, inside_brackets=True)}"
    if not node.entries and not file.is_flow(node):
        raise cannot_lay_out()
    return file.entry(node, [written], written, ())


# --- new parts ---


def _entry_of_side(side: Side) -> _Entry:
    return _entry_of_text(side.id, side.name)


def _entry_of_text(id: str, text: str) -> _Entry:
    written = write_scalar(text, inside_brackets=True)
    return _Entry([f"{id}: {written}"], f"{id}: {written}")


def _entry_of_source(source: Source) -> _Entry:
    """Return a source with its fields; one with a title alone has it behind its id."""
    if source == Source(source.id, title=source.title):
        return _entry_of_text(source.id, source.title)
    fields: list[str] = []
    for field in fields_of(Source):
        value = str(getattr(source, field.name))
        if value:
            fields.append(f"{field.name}: {write_scalar(value, inside_brackets=True)}")
    indented = [_INDENT + line for line in fields]
    together = ", ".join(fields)
    return _Entry([f"{source.id}:", *indented], f"{source.id}: {{{together}}}")


def _added(file: NativeLayout, key: str, entries: list[_Entry]) -> Iterator[Change]:
    """Yield the changes that add parts to a section, which may not be there yet."""
    if not entries:
        return
    section = file.root.get(key)
    if isinstance(section, Mapping) and section.entries:
        for entry in entries:
            yield file.entry(section, entry.lines, entry.in_brackets, ())
        return
    together = ", ".join(entry.in_brackets for entry in entries)
    is_empty = isinstance(section, Scalar) and section.plain and not section.value
    if section is not None and (is_empty or isinstance(section, Mapping)):
        yield file.replacement(section, f"{{{together}}}")
    elif section is not None:
        raise cannot_lay_out()
    else:
        lines = [f"{key}:"]
        for entry in entries:
            lines += [_INDENT + line for line in entry.lines]
        yield file.entry(file.root, lines, f"{key}: {{{together}}}", _BELOW[key])
