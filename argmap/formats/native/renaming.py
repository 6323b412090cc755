"""Where a native file uses the ids of claims, sides and sources, and how one
is renamed everywhere.

What has an id of its author's choice in a native file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from argmap.formats import map_files
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.lint.fixes import NATIVE
from argmap.model import ID, ArgumentMap, Claim
from argmap.model.diagnostics import Edit
from argmap.model.edits import edit_files, narrow_one_edit
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
    """A place where an id stands; in a citation, more may stand behind it."""

    kind: Named
    id: str
    scalar: Scalar


def renaming(text: str, name: str, kind: Named, old: str, new: str) -> list[Edit]:
    """Return the edits that put a new id wherever a file uses an old one.

    Args:
        text: the file, which can be read.
        name: what its places call it.
        kind: what has the id.
        old: the id.
        new: the new one, which must be well-formed and not in use.
    """
    root, _ = parse_tree(text, name)
    if not isinstance(root, Mapping):
        return []
    lines = split_lines(text)
    edits: list[Edit] = []
    for use in uses_of_ids(root):
        if (use.kind, use.id) != (kind, old):
            continue
        edit = narrow_one_edit(Edit(use.scalar.span, new, old), lines)
        if edit is None:
            # It is spelt with escapes, or folded: the whole of it is written anew.
            rest = use.scalar.value.strip().removeprefix(old)
            edit = Edit(use.scalar.span, f'"{new}{rest}"' if rest else new)
        edits.append(edit)
    return edits


def uses_of_ids(root: Mapping) -> Iterator[Use]:
    """Yield every place in a native file where an id stands."""
    walk = _Walk()
    for key, value in root.entries:
        if key.value in ("sides", "sources"):
            kind = Named(key.value.removesuffix("s"))
            for id, _ in _entries(value):
                yield Use(kind, id.value, id)
        elif key.value == "expect":
            for id, _ in _entries(value):
                yield Use(Named.CLAIM, id.value, id)
        elif key.value == "claims" and isinstance(value, Sequence):
            for claim in value.items:
                walk.later(walk.claim, claim)
        elif key.value == "claims":
            for id, claim in _entries(value):
                yield Use(Named.CLAIM, id.value, id)
                walk.later(walk.claim, claim)
    yield from walk.uses()


class _Walk:
    """Walks through claims and steps, written in place to any depth, without recursion.

    What a part holds is put off until the part itself has been looked through.
    """

    def __init__(self) -> None:
        self.pending: list[tuple[Callable[[Node], Iterator[Use]], Node]] = []

    def later(self, visit: Callable[[Node], Iterator[Use]], node: Node) -> None:
        """Put off a part, and how it is looked through."""
        self.pending.append((visit, node))

    def uses(self) -> Iterator[Use]:
        """Yield the places in all parts that were put off."""
        while self.pending:
            visit, node = self.pending.pop()
            yield from visit(node)

    def claim(self, node: Node) -> Iterator[Use]:
        """Yield the places in the keys of a claim."""
        for key, value in _entries(node):
            if key.value == "id" and isinstance(value, Scalar):
                yield Use(Named.CLAIM, value.value, value)
            elif key.value == "side" and isinstance(value, Scalar):
                yield Use(Named.SIDE, value.value, value)
            elif key.value in citation_fields(Claim):
                yield from _citations(value)
            elif key.value in ("premises", "rebuttals", "objections"):
                self.inferences(value)

    def inferences(self, node: Node) -> None:
        """Put off the steps of a list."""
        for item in _items(node):
            self.later(self.inference, item)

    def inference(self, node: Node) -> Iterator[Use]:
        """Yield the places in a step: linked premises, the long form, or a premise alone."""
        if isinstance(node, Sequence):
            for premise in node.items:
                self.later(self.premise, premise)
        elif isinstance(node, Mapping) and node.get("text") is None:
            yield from self.long_form(node)
        else:
            self.later(self.premise, node)

    def long_form(self, node: Mapping) -> Iterator[Use]:
        """Yield the places in the keys of a step."""
        for key, value in node.entries:
            if key.value in ("premises", "warrant"):
                for premise in _items(value):
                    self.later(self.premise, premise)
            elif key.value == "undercutters":
                self.inferences(value)
            elif key.value == "questions":
                for _, answer in _entries(value):
                    self.later(self.premise, answer)
            elif key.value == "stated_in":
                yield from _citations(value)

    def premise(self, node: Node) -> Iterator[Use]:
        """Yield the place of a premise that is named by its id, or those in a claim that is written
        in place.
        """
        if isinstance(node, Mapping):
            self.later(self.claim, node)
        elif isinstance(node, Scalar) and not NEW_CLAIM.search(node.value):
            yield Use(Named.CLAIM, node.value, node)


def _entries(node: Node) -> list[tuple[Scalar, Node]]:
    """Return the entries of a mapping; what is none has none."""
    if isinstance(node, Mapping):
        return node.entries
    return []


def _items(node: Node) -> list[Node]:
    """Return the items of a list; one that stands alone may go without brackets."""
    if isinstance(node, Sequence):
        return node.items
    return [node]


def _citations(node: Node) -> Iterator[Use]:
    for item in _items(node):
        if isinstance(item, Scalar):
            source, _, _ = item.value.strip().partition(" ")
            yield Use(Named.SOURCE, source, item)


def rename_id(reading: Reading, old: str, new: str) -> Reading:
    """Return a native map in whose files a claim, side or source has another id wherever it is
    used.

    Raises:
        ArgmapError: the file is in another form or cannot be read; nothing has the id, or two
            things have; or the new one is no id, or in use.
    """
    map = reading.unwrap()
    if reading.format != NATIVE:
        raise ArgmapError(
            f"{reading.name} is in the form `{reading.format}`; ids are renamed in native files"
            " only"
        )
    kind = _kind_of(old, map)
    _must_be_renamable(map, kind, old, new)
    edits: list[Edit] = []
    for name, text in reading.texts.items():
        edits += renaming(text, name, kind, old, new)
    after = map_files.with_texts(reading, edit_files(reading.texts, edits))
    expected = _ids_by_kind(map)
    expected[kind] = [new if id == old else id for id in expected[kind]]
    is_renamed = (
        after.map is not None
        and _ids_by_kind(after.map) == expected
        and len(after.map.inferences) == len(map.inferences)
    )
    if not is_renamed:
        raise ArgmapError(
            f"{reading.name} is left as it is: `{old}` cannot be renamed in it without another"
            " change"
        )
    return after


def _must_be_renamable(map: ArgumentMap, kind: Named, old: str, new: str) -> None:
    """Raise `ArgmapError` if an id is not its author's, or is not to be changed, or the new one
    cannot be taken.
    """
    declared = map.sources[old].at("id") if kind is Named.SOURCE else None
    if declared and declared.file.endswith(".bib"):
        raise ArgmapError(
            f"`{old}` is an entry of {declared.file}, which other documents may cite; it is not"
            " changed"
        )
    if kind is Named.CLAIM and not map.claims[old].has_own_id:
        raise ArgmapError(
            f"`{old}` is made of the words of its claim; write `id: {new}` beside its text"
        )
    if not ID.fullmatch(new):
        raise ArgmapError(
            f"`{new}` cannot be an id: that is letters, digits, `-`, `_` and `.`, a letter or digit"
            " first"
        )
    if new in _ids_by_kind(map)[kind]:
        raise ArgmapError(f"there is a {kind} `{new}` already")


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
