"""The values in a native file: text, lists, citations, flags; and what is said where they have another shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence
from argmap.model import Citation
from argmap.model.diagnostics import Diagnostic, Span, did_you_mean, error

ITEM = (
    "an item is the id of a claim, a new claim (text with white space, or a mapping with `text`), "
    "a list of linked premises, or a mapping with `premises`"
)


class Values:
    """Reads the values of a tree and collects what is wrong with them in `found`."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found

    def field(self, name: str, node: Node, places: dict[str, Span]) -> Any:
        """Return the value of a field of a claim; the places of its parts go into `places`."""
        if name in ("evidence", "stated_in"):
            return self.citations(name, node, places)
        if name in ("main", "assumed", "implicit"):
            return self.flag(name, node)
        if name in ("held_by", "tags"):
            return self.texts(node)
        if name == "ignore":
            return self.ignore(node, places)
        return self.text(node)

    def citations(self, name: str, node: Node, places: dict[str, Span]) -> tuple[Citation, ...]:
        cited = []
        for item in self.items(node):
            source, _, locator = self.text(item).strip().partition(" ")
            citation = Citation(source, locator.strip())
            places[f"{name}:{citation}"] = item.span
            cited.append(citation)
        return tuple(cited)

    def flag(self, name: str, node: Node) -> bool:
        word = self.text(node)
        if word.lower() not in ("true", "false"):
            self.wrong(node, f"`{name}` is true or false")
        return word.lower() == "true"

    def ignore(self, node: Node, places: dict[str, Span]) -> dict[str, str]:
        reasons = {}
        for key, value in self.entries(node, "ignore: a mapping from ids of rules to reasons"):
            reasons[key.value] = self.text(value)
            places[f"ignore:{key.value}"] = key.span
            if not reasons[key.value].strip():
                self.wrong(value if isinstance(value, Scalar) else key, f"say why `{key.value}` is ignored here")
        return reasons

    def text(self, node: Node | None) -> str:
        """Return text; anything else is wrong."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.value
        what = "a list" if isinstance(node, Sequence) else "a mapping"
        self.wrong(node, f"text was expected here, not {what}", "put text that holds `: ` or brackets in quotes")
        return "?"

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(self.text(item) for item in self.items(node))

    def items(self, node: Node | None) -> Iterable[Node]:
        """Return the items of a list; one that stands alone may go without brackets."""
        if isinstance(node, Sequence):
            return node.items
        if node is None or (isinstance(node, Scalar) and not node.value and node.plain):
            return ()
        return (node,)

    def entries(self, node: Node | None, shape: str) -> list[tuple[Scalar, Node]]:
        """Return the entries of a mapping; `shape` says what was expected."""
        if isinstance(node, Mapping):
            return node.entries
        if node is not None and not (isinstance(node, Scalar) and not node.value):
            self.wrong(node, shape)
        return []

    def parts(self, node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
        """Return the values of a mapping by key, less those with an unknown key."""
        parts = {}
        for key, value in self.entries(node, f"{what} is a mapping"):
            if key.value in known:
                parts[key.value] = value
            else:
                help = did_you_mean(key.value, known) or _unknown_key_help(key.value, known, what)
                self.found.append(error("unknown-key", f"{what} has no `{key.value}`", key.span, help))
        return parts

    def wrong(self, node: Node, message: str, help: str = "") -> None:
        self.found.append(error("wrong-shape", message, head(node), help))

    def wrong_item(self, node: Node) -> None:
        if isinstance(node, Mapping) and len(node.entries) == 1 and " " in node.entries[0][0].value:
            self.wrong(node, "a `: ` inside text", "put the text in quotes")
        else:
            self.wrong(node, "this cannot be a premise", ITEM)


def _unknown_key_help(key: str, known: tuple[str, ...], what: str) -> str:
    if " " in key:
        return "if this is text with a `: `, put it in quotes"
    return f"{what} has {', '.join(known)}"


def head(node: Node) -> Span:
    """Return the place of a scalar, or where a list or mapping begins."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].span
    return node.span
