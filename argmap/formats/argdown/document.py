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

from argmap.formats.argdown.tokens import Position
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence, items_of, lines_of_entry
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.diagnostics import Diagnostics, Span, error
from argmap.model.fields import Field, Shape, choice_named, fields_of
from argmap.model.losses import Ledger

_OPENS_BLOCK = re.compile(r"\A\{[ \t]*\n")


class Entry(NamedTuple):
    """A value, and its place in the Argdown text.

    `lines` is the place from its key to its end.
    """

    node: Node
    span: Span
    lines: Span


Data: TypeAlias = dict[str, Entry]
"""The fields of data or of front matter, by their keys."""


def read_front_matter(token: Token, name: str, diagnostics: Diagnostics) -> Data:
    """Return the fields of front matter."""
    behind_fence = token.lstrip().lstrip("=")
    fence = token.removesuffix(behind_fence)
    # The lines above stay, so that places in the YAML are those in the text.
    yaml = "\n" * fence.count("\n") + behind_fence.rstrip().rstrip("=")
    return _read_yaml(yaml, name, (1, 1), diagnostics)


def read_data(data: str, name: str, start: Position, diagnostics: Diagnostics) -> Data:
    """Return the fields of the data in braces, which begin at a line and column.

    Where the opening brace has a line of its own, the rest is block YAML.
    """
    opening = _OPENS_BLOCK.match(data)
    if opening:
        data = data[opening.end() :].rstrip().removesuffix("}").rstrip()
        line, _ = start
        start = line + 1, 1
    return _read_yaml(str(data), name, start, diagnostics)  # libyaml takes no token


def _read_yaml(yaml: str, name: str, start: Position, diagnostics: Diagnostics) -> Data:
    """Return the entries of YAML that begins at a line and column of a larger text."""
    tree, problems = parse_tree(yaml, name)
    for problem in problems:
        span = problem.span and _move(problem.span, start)
        diagnostics.append(replace(problem, span=span))
    entries = {}
    if isinstance(tree, Mapping):
        for key, value in tree.entries:
            place = key.span
            if isinstance(value, Scalar):
                place = value.span
            lines = lines_of_entry(key, value)
            entries[key.value] = Entry(value, _move(place, start), _move(lines, start))
    elif isinstance(tree, Sequence) or (tree and tree.value):
        span = _move(tree.span, start)
        help = "`{key: value}`"
        diagnostics.append(error("wrong-shape", "data must be a mapping", span, help))
    return entries


def _move(span: Span, start: Position) -> Span:
    """Return a place in YAML as the place in the larger text."""
    file, line, column, end_line, end_column = span
    first_line, first_column = start
    # Only the first line of the YAML begins in the middle of a line of the text.
    if line == 1:
        column += first_column - 1
    if end_line == 1:
        end_column += first_column - 1
    lines_above = first_line - 1
    return Span(file, line + lines_above, column, end_line + lines_above, end_column)


_OF_TEXTS = (Shape.TEXTS, Shape.NAMES, Shape.CITATIONS)
_OF_ENTRIES = (
    Shape.REASONS, Shape.EXPECTATIONS, Shape.WORDS, Shape.QUESTIONS, Shape.SCHEMES, Shape.RECORD,
)  # fmt: skip


def field_named(name: str, part: type, node: Node) -> Field | None:
    """Return the field of a part of the model, if it has one by this name that a value fits."""
    for described in fields_of(part):
        if described.name == name and _fits(described, node):
            return described
    return None


def _fits(described: Field, node: Node) -> bool:
    """Return whether a value can be that of a field: Argdown's data may mean something else."""
    shape = described.shape
    if described.choices:
        return choice_named(text_of(node), described.choices) in described.choices
    match node:
        case Sequence():
            is_of_scalars = all(isinstance(item, Scalar) for item in node.items)
            return shape is Shape.GROUPS or (shape in _OF_TEXTS and is_of_scalars)
        case Mapping():
            return shape in _OF_ENTRIES
    if shape is Shape.FLAG:
        return node.value.lower() in ("true", "false")
    return shape not in (Shape.GROUPS, Shape.PARTS, *_OF_ENTRIES)


def texts(node: Node) -> list[str]:
    """Return the texts in a value: of a list, or of a scalar."""
    if isinstance(node, Scalar) and node.plain and not node.value:
        return []  # nothing is behind the key
    return [item.value for item in items_of(node) if isinstance(item, Scalar)]


def text_of(node: Node) -> str:
    """Return the text of a scalar, and of a list its texts with commas between them."""
    return ", ".join(texts(node))


def text_in(data: Data, key: str) -> str:
    """Return the text of a field of data; "" where the field is missing."""
    if key in data:
        return text_of(data[key].node)
    return ""


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
    tags: dict[str, Span] = field(default_factory=dict)  # each with the place of its text
    data: Data = field(default_factory=dict)
    inferences: list[ArgdownInference] = field(default_factory=list)

    @property
    def text_member(self) -> Member | None:
        """The member whose text counts, as in Argdown the last: of those that say so, or of all."""
        last = None
        for member in self.members:
            if member.text and (member.is_canonical or not (last and last.is_canonical)):
                last = member
        return last

    @property
    def main_member(self) -> Member:
        """The member whose text counts; of an element without text, the first."""
        return self.text_member or self.members[0]

    @property
    def headings(self) -> tuple[str, ...]:
        """The groups that it is in, the outermost first.

        As in Argdown they are those where its data says so, or else where it is first written out
        in a group; an element that is written out nowhere has those of its first mention.
        """
        members = self.members
        if not members:
            return ()  # an argument that is nothing but a structure
        said_by_data = [member for member in members if member.is_in_group]
        if said_by_data:
            return said_by_data[-1].headings
        for member in members:
            if member.text and member.headings and member.is_in_group is None:
                return member.headings
        return members[0].headings

    @property
    def conclusion(self) -> ArgdownElement | None:
        """What an argument that is reconstructed shows in the end."""
        if not self.inferences:
            return None
        return self.inferences[-1].conclusion


@dataclass(slots=True, eq=False)
class ArgdownInference:
    """An inference in a premise-conclusion structure.

    `stated` has the statements between it and the inference above: premises of the whole argument.
    `warrant` is the statement whose number its data has for one, if that is above it.
    """

    span: Span
    rules: tuple[str, ...]
    data: Data
    premises: list[tuple[ArgdownElement, Span]]
    conclusion: ArgdownElement
    stated: list[ArgdownElement]
    warrant: ArgdownElement | None


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

    `elements` has all statements and arguments in the order of their mention, `headings` the
    levels, titles and places; `begins_with_heading` says whether the first of these is above all
    else. `prose` has the paragraphs that nothing relates to, with their places. `ledger` has what a
    map has no place for.
    """

    front: Data = field(default_factory=dict)
    headings: list[tuple[int, str, Span]] = field(default_factory=list)
    begins_with_heading: bool = False
    elements: list[ArgdownElement] = field(default_factory=list)
    relations: list[ArgdownRelation] = field(default_factory=list)
    prose: list[tuple[str, Span]] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def statements(self) -> list[ArgdownElement]:
        return [element for element in self.elements if not element.is_argument]

    @property
    def arguments(self) -> list[ArgdownElement]:
        return [element for element in self.elements if element.is_argument]


# What relations between statements are in strict mode, where they are logical.
_STRICT_KINDS = {
    RelationKind.SUPPORT: RelationKind.ENTAILS,
    RelationKind.ATTACK: RelationKind.CONTRARY,
}


Ends: TypeAlias = tuple[ArgdownElement, RelationTarget]
"""What attacks, and what it attacks."""


def derive_relations(
    stated: Iterable[ArgdownRelation], *, is_strict: bool
) -> list[ArgdownRelation]:
    """Return the relations that Argdown derives from those that a text states, each once."""
    first: dict[tuple[RelationKind, Ends], ArgdownRelation] = {}
    attacks = set()
    for relation in stated:
        kind, source, target, span = relation
        if kind is RelationKind.SUPPORT and source.conclusion is target:
            continue  # an argument below its own conclusion: its last inference says it
        source = source.conclusion or source
        if isinstance(target, ArgdownElement):
            if kind is RelationKind.UNDERCUT and target.inferences:
                target = target.inferences[-1]
            elif is_strict and not (source.is_argument or target.is_argument):
                kind = _STRICT_KINDS.get(kind, kind)
        ends = source, target
        if kind is RelationKind.ATTACK:
            attacks.add(ends)
        elif kind in SYMMETRIC and isinstance(target, ArgdownElement):
            opposite = target, source
            attacks |= {ends, opposite}
            if (kind, opposite) in first:
                continue  # it is the same in both directions
        first.setdefault((kind, ends), ArgdownRelation(kind, source, target, span))
    return [relation for relation in first.values() if not _is_redundant(relation, attacks)]


def _is_redundant(relation: ArgdownRelation, attacks: set[Ends]) -> bool:
    """Return whether it attacks an argument of which it attacks a premise anyway."""
    kind, attacker, target, _ = relation
    if kind is not RelationKind.ATTACK or attacker.is_argument:
        return False
    if isinstance(target, ArgdownInference):
        return False
    for inference in target.inferences:
        for premise in inference.stated:
            if attacker is not premise and (attacker, premise) in attacks:
                return True
    return False
