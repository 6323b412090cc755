"""What an Argdown text says, in Argdown's own terms: statements, arguments and their relations.

Elements with the same title are one statement (an *equivalence class*) or one argument. `relations`
are those that Argdown derives: each once, from the main conclusion of an argument that is
reconstructed (has a premise-conclusion structure), and an undercut of one goes to its last
inference.

The YAML in an Argdown text is behind an element, or front matter:

    [Nine]: School should start at nine. {side: later}
    ===
    title: Should school start at nine?
    ===

Scalars are read as the text that was typed, as in the native format, and places are those in the
Argdown text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from lark import Token

from argmap.formats.argdown.tokens import start_of
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
    behind_opening = token.lstrip().lstrip("=")
    place = start_of(token, len(token) - len(behind_opening))
    return _read_yaml(_FENCE.sub("", token), name, place, diagnostics)


def read_data(
    data: str, name: str, place: tuple[int, int], diagnostics: list[Diagnostic]
) -> dict[str, Entry]:
    """Return the fields of the data in braces, which begin at a line and column.

    Where the opening brace has a line of its own, the rest is block YAML.
    """
    opening = _OPENS_BLOCK.match(data)
    if opening:
        data = data[opening.end() :].rstrip().removesuffix("}").rstrip()
        place = (place[0] + 1, 1)
    return _read_yaml(data, name, place, diagnostics)


def _read_yaml(
    yaml: str, name: str, place: tuple[int, int], diagnostics: list[Diagnostic]
) -> dict[str, Entry]:
    """Return the entries of YAML that begins at a line and column of a larger text."""
    tree, problems = parse_tree(str(yaml), name)  # no token: libyaml takes only a `str` itself
    for problem in problems:
        span = _move_span(problem.span, place) if problem.span else None
        diagnostics.append(replace(problem, span=span))
    if tree is None or (isinstance(tree, Scalar) and not tree.value):
        return {}
    tree = _move(tree, place)
    if not isinstance(tree, Mapping):
        message = "data is a mapping"
        diagnostics.append(error("wrong-shape", message, tree.span, "`{key: value}`"))
        return {}
    entries: dict[str, Entry] = {}
    for key, value in tree.entries:
        span = value.span if isinstance(value, Scalar) else key.span
        entries[key.value] = Entry(value, span)
    return entries


def _move(tree: Node, place: tuple[int, int]) -> Node:
    """Return a tree with its places in the larger text. (No recursion: YAML may be nested deep.)"""
    root = tree._replace(span=_move_span(tree.span, place))
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                node.items[index] = item._replace(span=_move_span(item.span, place))
            pending += node.items
        elif isinstance(node, Mapping):
            for index, (key, value) in enumerate(node.entries):
                moved_key = key._replace(span=_move_span(key.span, place))
                moved_value = value._replace(span=_move_span(value.span, place))
                node.entries[index] = (moved_key, moved_value)
                pending.append(moved_value)
    return root


def _move_span(span: Span, place: tuple[int, int]) -> Span:
    file, line, column, end_line, end_column = span
    # Only the first line of the YAML begins in the middle of a line of the text.
    if line == 1:
        column += place[1] - 1
    if end_line == 1:
        end_column += place[1] - 1
    lines_before = place[0] - 1
    return Span(file, line + lines_before, column, end_line + lines_before, end_column)


def fits(shape: Shape, node: Node) -> bool:
    """Return whether a value can be that of a field: Argdown's data may mean something else."""
    if shape in (Shape.TEXTS, Shape.NAMES, Shape.CITATIONS) and isinstance(node, Sequence):
        return all(isinstance(item, Scalar) for item in node.items)
    if shape is Shape.GROUPS:
        return isinstance(node, Sequence)
    if shape in (Shape.REASONS, Shape.EXPECTATIONS, Shape.WORDS, Shape.QUESTIONS, Shape.SCHEMES):
        return isinstance(node, Mapping)
    if shape is Shape.FLAG:
        return isinstance(node, Scalar) and node.value.lower() in ("true", "false")
    return isinstance(node, Scalar)


def texts(node: Node) -> list[str]:
    """Return the texts in a value: of a list, or of a scalar."""
    if isinstance(node, Scalar):
        return [node.value] if node.value or not node.plain else []
    if isinstance(node, Sequence):
        return [item.value for item in node.items if isinstance(item, Scalar)]
    return []


def text_of(node: Node) -> str:
    """Return the text of a scalar, and of a list its texts with commas between them."""
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

    `headings` are the groups that it is in, the outermost first; `is_in_group` is what its data
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
        """The member whose text counts, as in Argdown the last: of those that say so, or of all."""
        last: Member | None = None
        for member in self.members:
            if member.text and (member.is_canonical or not (last and last.is_canonical)):
                last = member
        return last

    @property
    def headings(self) -> tuple[str, ...]:
        """The groups that it is in, the outermost first.

        As in Argdown they are those where its data says so, or else where it is first written out
        in a group; an element that is written out nowhere has those of its first mention.
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
    """An inference in a premise-conclusion structure; `numbers` has the statements above it."""

    span: Span
    rules: tuple[str, ...]
    data: dict[str, Entry]
    premises: list[tuple[ArgdownElement, Span]]
    conclusion: ArgdownElement
    numbers: dict[str, ArgdownElement]


RelationTarget: TypeAlias = ArgdownElement | ArgdownInference


class ArgdownRelation(NamedTuple):
    """A relation, from what supports or attacks to what it bears on."""

    kind: RelationKind
    source: ArgdownElement
    target: RelationTarget
    span: Span


@dataclass(slots=True, eq=False)
class Document:
    """An Argdown text as read.

    `elements` has all statements and arguments in the order of their mention, `headings` the levels
    and titles; `begins_with_heading` says whether the first of these is above all else. `prose`
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


_STRICT_KINDS = {
    RelationKind.SUPPORT: RelationKind.ENTAILS,
    RelationKind.ATTACK: RelationKind.CONTRARY,
}
"""What relations between statements are in strict mode, where they are logical."""


def derive_relations(
    stated: Iterable[ArgdownRelation], *, is_strict: bool
) -> list[ArgdownRelation]:
    """Return the relations that Argdown derives from those that a text states, each once."""
    first: dict[tuple[RelationKind, int, int], ArgdownRelation] = {}
    attacks: set[tuple[ArgdownElement, RelationTarget]] = set()
    for relation in stated:
        kind, source, target, span = relation
        source = source.conclusion or source
        if isinstance(target, ArgdownElement):
            if kind is RelationKind.UNDERCUT and target.inferences:
                target = target.inferences[-1]
            elif is_strict and not (source.is_argument or target.is_argument):
                kind = _STRICT_KINDS.get(kind, kind)
        ends = [id(source), id(target)]
        if kind is RelationKind.ATTACK:
            attacks.add((source, target))
        elif kind in SYMMETRIC and isinstance(target, ArgdownElement):
            ends.sort()  # it is the same in both directions
            attacks |= {(source, target), (target, source)}
        derived = ArgdownRelation(kind, source, target, span)
        first.setdefault((kind, ends[0], ends[1]), derived)
    return [relation for relation in first.values() if not _is_redundant(relation, attacks)]


def _is_redundant(
    relation: ArgdownRelation, attacks: set[tuple[ArgdownElement, RelationTarget]]
) -> bool:
    """Return whether it attacks an argument of which it attacks a premise anyway."""
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
