"""What an Argdown text says, in Argdown's own terms: statements, arguments and the relations
between them.

Elements with the same title are one statement (an *equivalence class*) or one argument. `relations`
are those that Argdown derives: each once, from the main conclusion of an argument that is
reconstructed (has a premise-conclusion structure), and an undercut of one goes to its last
inference.
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
    ENTAILS = "entails"
    """What a support from a statement to a statement is in strict mode."""
    CONTRARY = "contrary"
    """What an attack from a statement on a statement is in strict mode: each attacks the other."""


SYMMETRIC = (RelationKind.CONTRADICTORY, RelationKind.CONTRARY)
"""The kinds of relations that are the same in both directions."""


class Member(NamedTuple):
    """One occurrence of a statement or argument; one without text is a reference.

    `headings` are the groups that it stands in, the outermost first; `is_in_group` is what its data
    says of whether it is this occurrence that puts the element there, and `is_canonical` whether
    this wording is the one that counts.
    """

    span: Span
    text: str
    text_span: Span
    headings: tuple[str, ...]
    is_in_group: bool | None = None
    is_canonical: bool = False


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
    def text_member(self) -> Member | None:
        """The member whose text counts, as in Argdown the last: of those that say so, or else of
        all.
        """
        with_text = [member for member in self.members if member.text]
        if not with_text:
            return None
        canonical = [member for member in with_text if member.is_canonical]
        return (canonical or with_text)[-1]

    @property
    def headings(self) -> tuple[str, ...]:
        """The groups that it is in, the outermost first.

        As in Argdown they are those where its data says so, or else where it is told in a group
        first; an element that is told nowhere has those of its first mention.
        """
        if not self.members:
            return ()  # an argument that is nothing but a structure
        said_by_data = [member for member in self.members if member.is_in_group]
        if said_by_data:
            return said_by_data[-1].headings
        for member in self.members:
            if member.text and member.headings and member.is_in_group is None:
                return member.headings
        return self.members[0].headings

    @property
    def conclusion(self) -> ArgdownElement | None:
        """What an argument that is reconstructed shows in the end."""
        if not self.inferences:
            return None
        return self.inferences[-1].conclusion


@dataclass(slots=True, eq=False)
class ArgdownInference:
    """One step in a premise-conclusion structure; `numbers` has the statements above it by their
    numbers.
    """

    argument: ArgdownElement
    span: Span
    rules: tuple[str, ...]
    data: dict[str, Entry]
    premises: list[tuple[ArgdownElement, Span]]
    conclusion: ArgdownElement
    numbers: dict[str, ArgdownElement]


RelationTarget: TypeAlias = ArgdownElement | ArgdownInference


class ArgdownRelation(NamedTuple):
    """A relation, from what supports or attacks to what it bears on; `span` is its mark and what
    follows.
    """

    kind: RelationKind
    source: ArgdownElement
    target: RelationTarget
    span: Span


@dataclass(slots=True, eq=False)
class Document:
    """An Argdown text as read.

    `elements` has all statements and arguments in the order of their mention, `headings` the levels
    and titles; `begins_with_heading` says whether the first of these stands above all else. `prose`
    has the paragraphs that nothing relates to, with their places. `links`, `heading_data` and
    `heading_tags` count what a map has no place for.
    """

    front: dict[str, Entry] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    begins_with_heading: bool = False
    elements: list[ArgdownElement] = field(default_factory=list)
    relations: list[ArgdownRelation] = field(default_factory=list)
    prose: list[tuple[str, Span]] = field(default_factory=list)
    links: int = 0
    heading_data: int = 0
    heading_tags: int = 0

    @property
    def statements(self) -> list[ArgdownElement]:
        return [element for element in self.elements if not element.is_argument]

    @property
    def arguments(self) -> list[ArgdownElement]:
        return [element for element in self.elements if element.is_argument]


def derive_relations(
    stated: Iterable[ArgdownRelation], *, is_strict: bool = False
) -> list[ArgdownRelation]:
    """Return the relations that Argdown derives from those that a text states, loosely or in its
    strict mode.
    """
    relations = _without_repeated(_between_derived_ends(relation) for relation in stated)
    if is_strict:
        relations = _without_repeated(_in_strict_mode(relation) for relation in relations)
    return _without_redundant(relations)


_STRICT_KINDS = {
    RelationKind.SUPPORT: RelationKind.ENTAILS,
    RelationKind.ATTACK: RelationKind.CONTRARY,
}


def _in_strict_mode(relation: ArgdownRelation) -> ArgdownRelation:
    """Return a relation as Argdown's strict mode reads it: between statements it is logical."""
    if (
        relation.source.is_argument
        or isinstance(relation.target, ArgdownInference)
        or relation.target.is_argument
    ):
        return relation
    return relation._replace(kind=_STRICT_KINDS.get(relation.kind, relation.kind))


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
        if relation.kind in SYMMETRIC and target < source:
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
    """Yield who attacks what in a relation; contradictory and contrary statements attack each
    other.
    """
    if relation.kind is RelationKind.ATTACK:
        yield relation.source, relation.target
    elif relation.kind in SYMMETRIC and isinstance(relation.target, ArgdownElement):
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
