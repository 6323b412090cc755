"""Where a native file uses the ids of claims, sides and sources, and how one is renamed everywhere.

    claims:
      nine: {text: School should start at nine., premises: [sleep], evidence: lee2019 p. 3}

Here `nine` and `sleep` are ids of claims, `lee2019` is that of a source.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from enum import StrEnum
from typing import NamedTuple

from argmap.formats import map_files
from argmap.formats.native.places import Role, role_below
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence, items_of
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model import ID, ArgumentMap, Claim
from argmap.model.diagnostics import Edit
from argmap.model.edits import narrow_one_edit
from argmap.model.reading import Reading
from argmap.model.validation import citation_fields
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such
from argmap.util.text import split_lines


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
_VALUES_ARE: MappingOf[Role, MappingOf[str, Named]] = {
    Role.CLAIM: {
        "id": Named.CLAIM,
        "side": Named.SIDE,
        **dict.fromkeys(citation_fields(Claim), Named.SOURCE),
    },
    Role.INFERENCE: {"stated_in": Named.SOURCE},
    Role.RECORD: {"chosen": Named.SIDE},
}
_MAY_BE_IDS = (Role.INFERENCES, Role.INFERENCE, Role.PREMISE)


def uses_of_ids(root: Mapping) -> Iterator[Use]:
    """Yield every place in a native file where an id is used."""
    # Parts are written in place to any depth, so that a list of those to come replaces recursion.
    pending: list[tuple[Role, Node]] = [(Role.MAP, root)]
    while pending:
        role, node = pending.pop()
        if isinstance(node, Scalar):
            if role in _MAY_BE_IDS and not NEW_CLAIM.search(node.value):
                yield Use(Named.CLAIM, node.value, node)
        elif isinstance(node, Sequence):
            pending += [(role_below(role, item), item) for item in node.items]
        else:
            for key, value in node.entries:
                if role in _KEYS_ARE:
                    yield Use(_KEYS_ARE[role], key.value, key)
                kind = _VALUES_ARE.get(role, {}).get(key.value)
                for item in items_of(value) if kind else ():
                    if kind and isinstance(item, Scalar):
                        # In a citation, `lee2019 p. 3`, the first word is the id.
                        yield Use(kind, item.value.strip().partition(" ")[0], item)
                pending.append((role_below(role, value, key.value), value))


def rename_id(reading: Reading, old: str, new: str) -> list[Edit]:
    """Return the edits that give a claim, side or source of a native map another id wherever it is
    used.

    Raises:
        InvalidMap: the file has errors, so that it may use the id where nobody can see it.
        ArgmapError: the file is in another format; nothing has the id, or two
            things have; or the new one is not an id, or in use.
    """
    map = reading.unwrap()
    if reading.format != "native":
        raise ArgmapError(
            f"{reading.name} is in the format `{reading.format}`; argmap renames ids only in"
            " native files"
        )
    kind = _kind_of(old, map)
    _must_be_renamable(map, kind, old, new)
    edits: list[Edit] = []
    for name, text in reading.texts.items():
        root, _ = parse_tree(text, name)
        if not isinstance(root, Mapping):
            continue  # a bibliography
        lines = split_lines(text)
        for use in uses_of_ids(root):
            if use.kind is not kind or use.id != old:
                continue
            edit = narrow_one_edit(Edit(use.scalar.span, new, old), lines)
            if edit is None:
                # It is spelt with escapes, or folded: the whole of it is written anew.
                rest = use.scalar.value.strip().removeprefix(old)
                written = f'"{new}{rest}"' if rest else new
                edit = Edit(use.scalar.span, written)
            edits.append(edit)
    after = map_files.with_texts(reading, reading.edited(edits))
    expected = _ids_by_kind(map)
    place = expected[kind].index(old)
    expected[kind][place] = new
    is_renamed = (
        after.map is not None
        and _ids_by_kind(after.map) == expected
        and len(after.map.inferences) == len(map.inferences)
    )
    if not is_renamed:
        raise ArgmapError(
            f"cannot rename `{old}` without changing other parts of the map, so {reading.name}"
            " is unchanged"
        )
    return sorted(edits)


def _must_be_renamable(map: ArgumentMap, kind: Named, old: str, new: str) -> None:
    """Raise `ArgmapError` if an id is not to be changed, or the new one cannot be taken."""
    declared = map.sources[old].at("id") if kind is Named.SOURCE else None
    if declared and declared.file.endswith(".bib"):
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
