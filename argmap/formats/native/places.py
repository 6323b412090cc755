"""What stands at which place of a native file: its texts, and the claims that they belong to."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from argmap.formats.native.layout import Layout
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.model.diagnostics import Span


class ClaimPlace(NamedTuple):
    """Where a claim is written.

    Attributes:
        key: the key that its text stands behind; `None` for an item of a list, and for a claim with
            keys of its own.
        node: the mapping of its keys, or its text alone.
        is_in_brackets: whether it stands in brackets or braces, where new lines have no meaning.
    """

    key: Scalar | None
    node: Scalar | Mapping
    is_in_brackets: bool


class Places:
    """Every claim of a file by the place of its text, and every text by its place.

    Attributes:
        claims: the claims, among other texts that could be claims where they stand.
    """

    def __init__(self, root: Mapping, layout: Layout) -> None:
        self.claims: dict[Span, ClaimPlace] = {}
        self._root = root
        self._claims_by_id = root.get("claims")
        self._pending: list[tuple[Sequence | Mapping, bool]] = [(root, False)]
        while self._pending:
            parent, is_in_brackets = self._pending.pop()
            is_in_brackets = is_in_brackets or layout.is_flow(parent)
            if isinstance(parent, Sequence):
                for item in parent.items:
                    self._add(None, item, is_in_brackets=is_in_brackets)
            else:
                self._add_entries(parent, is_in_brackets=is_in_brackets)

    def _add_entries(self, mapping: Mapping, *, is_in_brackets: bool) -> None:
        for key, value in mapping.entries:
            self._add(key, value, is_in_brackets=is_in_brackets)
        text = mapping.get("text")
        # Under `claims`, `text` is the id of a claim.
        if isinstance(text, Scalar) and mapping is not self._claims_by_id:
            self.claims[text.span] = ClaimPlace(None, mapping, is_in_brackets)

    def _add(self, key: Scalar | None, node: Node, *, is_in_brackets: bool) -> None:
        if isinstance(node, Scalar):
            self.claims[node.span] = ClaimPlace(key, node, is_in_brackets)
        else:
            self._pending.append((node, is_in_brackets))

    @cached_property
    def scalars(self) -> dict[Span, Scalar]:
        """The texts of the file, keys included; few fixes need them, and a large file has many."""
        scalars: dict[Span, Scalar] = {}
        pending: list[Node] = [self._root]
        while pending:
            node = pending.pop()
            if isinstance(node, Scalar):
                scalars[node.span] = node
            elif isinstance(node, Sequence):
                pending += node.items
            else:
                for key, value in node.entries:
                    scalars[key.span] = key
                    pending.append(value)
        return scalars
