"""Where a native file uses the ids of claims, sides and sources, and how one is renamed everywhere.

    claims:
      nine: {text: School should start at nine., premises: [sleep], evidence: lee2019 p. 3}

Here `nine` and `sleep` are ids of claims, `lee2019` is that of a source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from enum import StrEnum
from typing import NamedTuple

from argmap.formats import map_files
from argmap.formats.native.places import Role, is_known_key, places_in
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.native.recovery import Recovered, recover
from argmap.formats.shared.tree import Mapping, Scalar, nodes_in
from argmap.model import ID, ArgumentMap, InvalidMap
from argmap.model.diagnostics import Edit, Severity, has_errors
from argmap.model.edits import narrow_one_edit
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such


class Named(StrEnum):
    """What has an id of its author's choice."""

    CLAIM = "claim"
    SIDE = "side"
    SOURCE = "source"


class Use(NamedTuple):
    """A place where an id is used; in a citation, a locator may follow it."""

    kind: Named
    id: str
    scalar: Scalar


_KEYS_ARE = {
    Role.CLAIMS: Named.CLAIM,
    Role.EXPECTED: Named.CLAIM,
    Role.SIDES: Named.SIDE,
    Role.SOURCES: Named.SOURCE,
}
_VALUES_ARE: MappingOf[Role, Named] = {
    Role.ID: Named.CLAIM,
    Role.INFERENCES: Named.CLAIM,
    Role.INFERENCE: Named.CLAIM,
    Role.PREMISE: Named.CLAIM,
    Role.SIDE: Named.SIDE,
    Role.CITATIONS: Named.SOURCE,
}
_BIBLIOGRAPHY = ".bib"


def uses_of_ids(root: Mapping) -> Iterator[Use]:
    """Yield every place in a native file where an id is used."""
    for place in places_in(root):
        node = place.node
        if place.key is not None and place.around in _KEYS_ARE:
            yield Use(_KEYS_ARE[place.around], place.key.value, place.key)
        kind = _VALUES_ARE.get(place.role)
        if kind is Named.SOURCE and isinstance(node, Scalar):
            # In a citation, `lee2019 p. 3`, the first word is the id.
            yield Use(kind, node.value.strip().partition(" ")[0], node)
        elif kind and isinstance(node, Scalar) and not NEW_CLAIM.search(node.value):
            yield Use(kind, node.value, node)


def rename_id(reading: Reading, old: str, new: str) -> list[Edit]:
    """Return the edits that give a claim, side or source of a native map another id wherever it is
    used.

    The files may have errors, as long as it is certain where the id is used.

    Raises:
        InvalidMap: nothing of the map can be read.
        ArgmapError: the file is in another format; nothing has the id, or two
            things have; or the new one is not an id, or in use; or an error may hide a use.
    """
    recovered = reading
    if reading.map is None or has_errors(reading.diagnostics):
        recovered = map_files.with_texts(reading, {}, recovers=True)
    map = recovered.map or recovered.partial
    if map is None:
        raise InvalidMap(reading.diagnostics, reading.texts)
    if reading.format != "native":
        raise ArgmapError(
            f"{reading.name} is in the format `{reading.format}`; argmap renames ids only in"
            f" native files; to change a text, type `argmap edit {reading.name}`"
        )
    kind = _kind_of(old, map)
    _must_be_renamable(map, kind, old, new)
    edits: list[Edit] = []
    for name, text in reading.texts.items():
        if not name.endswith(_BIBLIOGRAPHY):
            edits += _renamings(recover(text, name), kind, old, new)
    after = map_files.with_texts(reading, reading.edited(edits), recovers=True)
    map_after = after.map or after.partial
    expected = _ids_by_kind(map)
    place = expected[kind].index(old)
    expected[kind][place] = new
    is_renamed = (
        map_after is not None
        and _ids_by_kind(map_after) == expected
        and len(map_after.inferences) == len(map.inferences)
        and _number_of_errors(after) == _number_of_errors(recovered)
    )
    if not is_renamed:
        raise ArgmapError(
            f"cannot rename `{old}` without changing other parts of the map, so {reading.name}"
            " is unchanged"
        )
    return sorted(edits)


def _renamings(recovered: Recovered, kind: Named, old: str, new: str) -> list[Edit]:
    """Return the edits that give an id another name in a file.

    Raises:
        ArgmapError: an error in the file may hide a use of the id.
    """
    root, name, lines = recovered.root, recovered.name, recovered.lines
    edits: list[Edit] = []
    for use in uses_of_ids(root) if isinstance(root, Mapping) else ():
        if use.kind is not kind or use.id != old:
            continue
        edit = narrow_one_edit(Edit(use.scalar.span, new, old), lines)
        if edit is None and use.scalar.span.line in recovered.lost:
            continue
        if edit is None:
            # It is spelt with escapes, or folded: the whole of it is written anew.
            rest = use.scalar.value.strip().removeprefix(old)
            written = f'"{new}{rest}"' if rest else new
            edit = Edit(use.scalar.span, written)
        edits.append(edit)
    found = Counter(edit.span.line for edit in edits)
    word = re.compile(rf"(?<![\w.-]){re.escape(old)}(?![\w.-])")
    unread = [node for entry in recovered.loose for node in entry]
    for place in places_in(root) if isinstance(root, Mapping) else ():
        if place.key is not None and not is_known_key(place.around, place.key.value):
            unread += [place.key, place.node]
    lost = recovered.lost.items()
    unclear = [number for number, line in lost if len(word.findall(line)) != found[number]]
    for node in unread:
        texts = (text for text in nodes_in(node) if isinstance(text, Scalar))
        unclear += [text.span.line for text in texts if word.search(text.value)]
    if unclear:
        raise ArgmapError(
            f"an error in {name} hides whether line {min(unclear)} uses `{old}`; fix the error"
            " first"
        )
    return edits


def _must_be_renamable(map: ArgumentMap, kind: Named, old: str, new: str) -> None:
    """Raise `ArgmapError` if an id is not to be changed, or the new one cannot be taken."""
    declared = map.sources[old].at("id") if kind is Named.SOURCE else None
    if declared and declared.file.endswith(_BIBLIOGRAPHY):
        raise ArgmapError(
            f"`{old}` is an entry in {declared.file}, which other documents may cite, so argmap"
            " does not rename it"
        )
    if kind is Named.CLAIM and not map.claims[old].has_own_id:
        raise ArgmapError(
            f"`{old}` is made from the claim's words; to choose an id, write `id: {new}` next to"
            " the claim's text"
        )
    if not ID.fullmatch(new):
        raise ArgmapError(
            f"`{new}` is not a valid id: use letters, digits, `-`, `_` and `.`, and start with a"
            " letter or digit"
        )
    if new in _ids_by_kind(map)[kind]:
        raise ArgmapError(f"the map already has a {kind} `{new}`")


def _ids_by_kind(map: ArgumentMap) -> dict[Named, list[str]]:
    """Return the ids in a map, in their order."""
    return {
        Named.CLAIM: list(map.claims),
        Named.SIDE: list(map.sides),
        Named.SOURCE: list(map.sources),
    }


def _kind_of(id: str, map: ArgumentMap) -> Named:
    """Return what an id is the id of.

    Raises:
        ArgmapError: nothing has it, or two things have.
    """
    kinds = [kind for kind, ids in _ids_by_kind(map).items() if id in ids]
    if not kinds:
        # The ids that are made of words are no help to a person.
        known = [claim.id for claim in map.claims.values() if claim.has_own_id]
        known += [*map.sides, *map.sources]
        raise ArgmapError(no_such("claim, side or source", id, known))
    if len(kinds) > 1:
        raise ArgmapError(
            f"`{id}` is the id of a {kinds[0]} and of a {kinds[1]}; rename one of them by hand"
        )
    return kinds[0]


def _number_of_errors(reading: Reading) -> int:
    # What is only noted, such as an encoding, is about a file and not about its text.
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in reading.diagnostics)
