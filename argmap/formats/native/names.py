"""Where a native file uses the ids of claims, sides and sources, and how one
is renamed everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from argmap.formats.native.named import Named
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.shared.edits import narrow_one_edit
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree, split_lines
from argmap.model import Claim
from argmap.model.diagnostics import Edit
from argmap.model.validation import citation_fields


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
