"""What an Argdown text says, in Argdown's own terms: statements, arguments and the relations between them.

Elements with the same title are one statement (an *equivalence class*) or one argument. `relations` are
those that Argdown derives: each once, from the main conclusion of an argument that is reconstructed (has
a premise-conclusion structure), and an undercut of one goes to its last inference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from argmap.formats.argdown.data import Entry
from argmap.model.diagnostics import Span


class Relation(StrEnum):
    """What one side of a relation does to the other."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    CONTRADICTORY = "contradictory"


class Member(NamedTuple):
    """One occurrence of a statement or argument; one without text is a reference."""

    span: Span
    text: str
    text_span: Span
    heading: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Node:
    """A statement or an argument: all that has its title. `title` is empty where it has none."""

    title: str
    is_argument: bool
    title_span: Span
    members: list[Member] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    data: dict[str, Entry] = field(default_factory=dict)
    inferences: list[Inference] = field(default_factory=list)

    @property
    def told(self) -> Member | None:
        """The member whose text counts, as in Argdown the last."""
        return next((member for member in reversed(self.members) if member.text), None)

    @property
    def conclusion(self) -> Node | None:
        """What an argument that is reconstructed shows in the end."""
        return self.inferences[-1].conclusion if self.inferences else None


@dataclass(slots=True, eq=False)
class Inference:
    """One step in a premise-conclusion structure."""

    argument: Node
    span: Span
    rules: tuple[str, ...]
    data: dict[str, Entry]
    premises: list[tuple[Node, Span]]
    conclusion: Node
    numbers: dict[str, Node]


Target: TypeAlias = Node | Inference


class Related(NamedTuple):
    """A relation, from what supports or attacks to what it bears on; `span` is its mark and what follows."""

    kind: Relation
    source: Node
    target: Target
    span: Span


@dataclass(slots=True, eq=False)
class Document:
    """An Argdown text as read. `nodes` has all statements and arguments in the order of their mention."""

    front: dict[str, Entry] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    relations: list[Related] = field(default_factory=list)
    links: int = 0
    heading_data: int = 0
    heading_tags: int = 0

    @property
    def statements(self) -> list[Node]:
        return [node for node in self.nodes if not node.is_argument]

    @property
    def arguments(self) -> list[Node]:
        return [node for node in self.nodes if node.is_argument]


def derived(stated: Iterable[Related]) -> list[Related]:
    """Return the relations that Argdown derives from those that a text states."""
    return _without_redundant(_once(_derived(stated)))


def _derived(stated: Iterable[Related]) -> Iterator[Related]:
    for kind, source, target, span in stated:
        is_undercut = kind is Relation.UNDERCUT and isinstance(target, Node) and target.inferences
        onto = target.inferences[-1] if is_undercut and isinstance(target, Node) else target
        yield Related(kind, source.conclusion or source, onto, span)


def _once(relations: Iterable[Related]) -> list[Related]:
    first: dict[tuple[Relation, int, int], Related] = {}
    for relation in relations:
        ends = id(relation.source), id(relation.target)
        if relation.kind is Relation.CONTRADICTORY:
            ends = min(ends), max(ends)
        first.setdefault((relation.kind, *ends), relation)
    return list(first.values())


def _without_redundant(relations: list[Related]) -> list[Related]:
    """Leave out an attack on an argument by what attacks one of its premises anyway."""
    attacked = {pair for relation in relations for pair in _attacks(relation)}

    def is_redundant(relation: Related) -> bool:
        target = relation.target
        if relation.kind is not Relation.ATTACK or not isinstance(target, Node) or relation.source.is_argument:
            return False
        premises = (premise for step in target.inferences for premise, _ in step.premises)
        return any((id(relation.source), id(premise)) in attacked for premise in premises)

    return [relation for relation in relations if not is_redundant(relation)]


def _attacks(relation: Related) -> Iterator[tuple[int, int]]:
    if relation.kind in (Relation.ATTACK, Relation.CONTRADICTORY):
        yield id(relation.source), id(relation.target)
    if relation.kind is Relation.CONTRADICTORY:
        yield id(relation.target), id(relation.source)
