"""What an Argdown text says, in Argdown's own terms: statements, arguments and the relations
between them.

Elements with the same title are one statement (an *equivalence class*) or one argument. `relations`
are those that Argdown derives: each once, from the main conclusion of an argument that is
reconstructed (has a premise-conclusion structure), and an undercut of one goes to its last
inference.

The YAML in an Argdown text: `{…}` behind an element, and front matter between `===`.

Scalars are read as the text that was typed, as in the native format, and places are those in the
Argdown text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from lark import Token

from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.diagnostics import Diagnostic, Span, error
from argmap.model.fields import Shape

_FENCE = re.compile(r"\A\s*={3,}|={3,}\s*\Z")
_OPENS_BLOCK = re.compile(r"\A\{[ \t]*\n")


class Entry(NamedTuple):
    """A value, and its place in the Argdown text."""

    node: Node
    span: Span


def read_front_matter(token: Token, name: str, diagnostics: list[Diagnostic]) -> dict[str, Entry]:
    """Return the fields of front matter."""
    opening = _FENCE.match(token)
    skipped = opening[0] if opening else ""
    yaml = _FENCE.sub("", token)
    line = (token.line or 1) + skipped.count("\n")
    column = len(skipped.rpartition("\n")[2]) + 1
    return _DataReader(name, line, column, diagnostics).read(yaml)


def read_data(token: Token, name: str, diagnostics: list[Diagnostic]) -> dict[str, Entry]:
    """Return the fields of the data in braces; where the opening brace stands alone, the rest is
    block YAML.
    """
    opening = _OPENS_BLOCK.match(token)
    if opening:
        yaml = token[opening.end() :].rstrip().removesuffix("}").rstrip()
        return _DataReader(name, (token.line or 1) + 1, 1, diagnostics).read(yaml)
    return _DataReader(name, token.line or 1, token.column or 1, diagnostics).read(str(token))


class _DataReader:
    """Reads YAML that begins at a line and column of a larger text, and says where there everything
    stands.
    """

    def __init__(self, name: str, line: int, column: int, diagnostics: list[Diagnostic]) -> None:
        self.name, self.line, self.column = name, line, column
        self.diagnostics = diagnostics

    def read(self, yaml: str) -> dict[str, Entry]:
        tree, problems = parse_tree(yaml, self.name)
        for problem in problems:
            span = self.move_span(problem.span) if problem.span else None
            self.diagnostics.append(replace(problem, span=span))
        if tree is None or (isinstance(tree, Scalar) and not tree.value):
            return {}
        tree = self.move(tree)
        if not isinstance(tree, Mapping):
            self.diagnostics.append(
                error("wrong-shape", "data is a mapping", tree.span, "`{key: value}`")
            )
            return {}
        entries: dict[str, Entry] = {}
        for key, value in tree.entries:
            place = value.span if isinstance(value, Scalar) else key.span
            entries[key.value] = Entry(value, place)
        return entries

    def move(self, tree: Node) -> Node:
        """Return a tree whose places are those in the larger text. (No recursion: YAML may be
        nested deep.)
        """
        root = tree._replace(span=self.move_span(tree.span))
        pending: list[Node] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, Sequence):
                node.items[:] = [
                    item._replace(span=self.move_span(item.span)) for item in node.items
                ]
                pending += node.items
            elif isinstance(node, Mapping):
                for index, (key, value) in enumerate(node.entries):
                    moved_key = key._replace(span=self.move_span(key.span))
                    moved_value = value._replace(span=self.move_span(value.span))
                    node.entries[index] = (moved_key, moved_value)
                    pending.append(moved_value)
        return root

    def move_span(self, span: Span) -> Span:
        # Only the first line of the YAML begins in the middle of a line of the text.
        column = span.column + (self.column - 1 if span.line == 1 else 0)
        end_column = span.end_column + (self.column - 1 if span.end_line == 1 else 0)
        return Span(
            span.file, span.line + self.line - 1, column, span.end_line + self.line - 1, end_column
        )


def fits(shape: Shape, node: Node) -> bool:
    """Return whether a value can be that of a field of the model: Argdown's data may mean something
    else.
    """
    if shape in (Shape.TEXTS, Shape.NAMES, Shape.CITATIONS):
        return is_text(node)
    if shape is Shape.GROUPS:
        return isinstance(node, Sequence)
    if shape in (Shape.REASONS, Shape.EXPECTATIONS, Shape.WORDS, Shape.QUESTIONS, Shape.SCHEMES):
        return isinstance(node, Mapping)
    if shape is Shape.FLAG:
        return isinstance(node, Scalar) and node.value.lower() in ("true", "false")
    return isinstance(node, Scalar)


def is_text(node: Node) -> bool:
    """Return whether a value is text or a list of texts."""
    return isinstance(node, Scalar) or (
        isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)
    )


def texts(node: Node) -> list[str]:
    """Return the texts in a value: of a list, or of one that stands alone."""
    if isinstance(node, Scalar):
        return [node.value] if node.value or not node.plain else []
    if isinstance(node, Sequence):
        return [item.value for item in node.items if isinstance(item, Scalar)]
    return []


def text_of(node: Node) -> str:
    """Return the text of a scalar, and of a list its texts, parted by commas."""
    return ", ".join(texts(node))


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
