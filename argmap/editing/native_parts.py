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

from argmap.editing.changes import Change
from argmap.editing.map_difference import MapDifference
from argmap.editing.native_layout import NativeLayout, cannot_lay_out
from argmap.editing.native_text import Slot
from argmap.editing.refusals import EditRefused
from argmap.formats.native.layout import Group, Part, Text, in_brackets
from argmap.formats.native.writer import part_with_fields, side_as_part
from argmap.formats.shared.tree import Mapping, Scalar
from argmap.model import Side, Source

_SIDES = "sides"
_SOURCES = "sources"
_BELOW = {_SIDES: (_SOURCES, "claims"), _SOURCES: ("claims",)}


def changes_of_parts(file: NativeLayout, difference: MapDifference) -> Iterator[Change]:
    """Yield the changes of sides and sources."""
    before = difference.before
    after = difference.after
    new_sides: list[Part] = []
    for id, side in after.sides.items():
        if id not in before.sides:
            new_sides.append(side_as_part(side))
        elif before.sides[id] != side:
            yield _change_of_name(file, side)
    new_sources: list[Part] = []
    for id, source in after.sources.items():
        if id not in before.sources:
            new_sources.append(_source_as_part(source))
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
    if not node.entries and not file.is_flow(node):
        raise cannot_lay_out()
    return file.entry(node, Part("label", Text(side.name)), ())


# --- new parts ---


def _source_as_part(source: Source) -> Part:
    """Return a source with its fields; one with a title alone has it behind its id."""
    if source == Source(source.id, title=source.title):
        return Part(source.id, Text(source.title))
    return part_with_fields(source.id, source)


def _added(file: NativeLayout, key: str, entries: list[Part]) -> Iterator[Change]:
    """Yield the changes that add parts to a section, which may not be there yet."""
    if not entries:
        return
    section = file.root.get(key)
    if isinstance(section, Mapping) and section.entries:
        for entry in entries:
            yield file.entry(section, entry, ())
        return
    whole = Part(key, Group(entries, is_list=False))
    is_empty = isinstance(section, Scalar) and section.plain and not section.value
    if section is not None and (is_empty or isinstance(section, Mapping)):
        yield file.replacement(section, in_brackets(whole.value))
    elif section is not None:
        raise cannot_lay_out()
    else:
        yield file.entry(file.root, whole, _BELOW[key])
