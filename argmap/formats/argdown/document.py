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


class RelationKind(StrEnum):
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
class ArgdownElement:
    """A statement or an argument: all that has its title. `title` is empty where it has none."""

    title: str
    is_argument: bool
    title_span: Span
    members: list[Member] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)  # a set that keeps its order
    data: dict[str, Entry] = field(default_factory=dict)
    inferences: list[ArgdownInference] = field(default_factory=list)

    @property
    def told(self) -> Member | None:
        """The member whose text counts, as in Argdown the last."""
        for member in reversed(self.members):
            if member.text:
                return member
        return None

    @property
    def conclusion(self) -> ArgdownElement | None:
        """What an argument that is reconstructed shows in the end."""
        if not self.inferences:
            return None
        return self.inferences[-1].conclusion


@dataclass(slots=True, eq=False)
class ArgdownInference:
    """One step in a premise-conclusion structure; `numbers` has the statements above it by their numbers."""

    argument: ArgdownElement
    span: Span
    rules: tuple[str, ...]
    data: dict[str, Entry]
    premises: list[tuple[ArgdownElement, Span]]
    conclusion: ArgdownElement
    numbers: dict[str, ArgdownElement]


RelationTarget: TypeAlias = ArgdownElement | ArgdownInference


class ArgdownRelation(NamedTuple):
    """A relation, from what supports or attacks to what it bears on; `span` is its mark and what follows."""

    kind: RelationKind
    source: ArgdownElement
    target: RelationTarget
    span: Span


@dataclass(slots=True, eq=False)
class Document:
    """An Argdown text as read.

    `elements` has all statements and arguments in the order of their mention, `headings` the levels and titles.
    `links`, `heading_data` and `heading_tags` count what a map has no place for.
    """

    front: dict[str, Entry] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    elements: list[ArgdownElement] = field(default_factory=list)
    relations: list[ArgdownRelation] = field(default_factory=list)
    links: int = 0
    heading_data: int = 0
    heading_tags: int = 0

    @property
    def statements(self) -> list[ArgdownElement]:
        return [element for element in self.elements if not element.is_argument]

    @property
    def arguments(self) -> list[ArgdownElement]:
        return [element for element in self.elements if element.is_argument]


def derive_relations(stated: Iterable[ArgdownRelation]) -> list[ArgdownRelation]:
    """Return the relations that Argdown derives from those that a text states."""
    relations = [_between_derived_ends(relation) for relation in stated]
    return _without_redundant(_without_repeated(relations))


def _between_derived_ends(relation: ArgdownRelation) -> ArgdownRelation:
    kind, source, target, span = relation
    if kind is RelationKind.UNDERCUT and isinstance(target, ArgdownElement) and target.inferences:
        target = target.inferences[-1]
    acting = source.conclusion or source
    return ArgdownRelation(kind, acting, target, span)


def _without_repeated(relations: Iterable[ArgdownRelation]) -> list[ArgdownRelation]:
    first: dict[tuple[RelationKind, int, int], ArgdownRelation] = {}
    for relation in relations:
        source, target = id(relation.source), id(relation.target)
        if relation.kind is RelationKind.CONTRADICTORY and target < source:
            source, target = target, source  # it is the same in both directions
        first.setdefault((relation.kind, source, target), relation)
    return list(first.values())


def _without_redundant(relations: list[ArgdownRelation]) -> list[ArgdownRelation]:
    """Leave out an attack on an argument by what attacks one of its premises anyway."""
    # Collected first: a set makes each look-up short, however many relations there are.
    attacks: set[_Attack] = set()
    for relation in relations:
        attacks.update(_attacks(relation))
    return [relation for relation in relations if not _is_redundant(relation, attacks)]


_Attack: TypeAlias = tuple[ArgdownElement, RelationTarget]


def _attacks(relation: ArgdownRelation) -> Iterator[_Attack]:
    """Yield who attacks what in a relation; contradictory statements attack each other."""
    if relation.kind is RelationKind.ATTACK:
        yield relation.source, relation.target
    elif relation.kind is RelationKind.CONTRADICTORY and isinstance(relation.target, ArgdownElement):
        yield relation.source, relation.target
        yield relation.target, relation.source


def _is_redundant(relation: ArgdownRelation, attacks: set[_Attack]) -> bool:
    attacker, target = relation.source, relation.target
    if relation.kind is not RelationKind.ATTACK or attacker.is_argument:
        return False
    if isinstance(target, ArgdownInference):
        return False
    for inference in target.inferences:
        for premise, _ in inference.premises:
            if (attacker, premise) in attacks:
                return True
    return False
