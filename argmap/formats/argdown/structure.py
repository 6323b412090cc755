"""Premise-conclusion structures of Argdown: which statements each inference starts from, and by what rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token

from argmap.formats.argdown.data import Entry, read_data, texts
from argmap.formats.argdown.document import Inference, Node
from argmap.formats.argdown.syntax import Numbered, Rule, Structure
from argmap.formats.argdown.text import read_content
from argmap.formats.argdown.tokens import pieces
from argmap.model.diagnostics import Diagnostic, Span, error

if TYPE_CHECKING:
    from argmap.formats.argdown.parser import Reader


class StructureReader:
    """Reads one premise-conclusion structure into the inferences of its argument."""

    def __init__(self, reader: Reader, argument: Node) -> None:
        self.reader, self.argument = reader, argument
        self.numbers: dict[str, Node] = {}
        self.spans: dict[int, Span] = {}
        self.since: list[Node] = []  # the statements that the next inference uses, unless it says otherwise
        self.rule: Rule | None = None
        self.last: Inference | None = None

    def read(self, structure: Structure) -> None:
        for part in structure.parts:
            if isinstance(part, Rule):
                self.rule = part
            else:
                self.statement(part)
        if self.since[0] is not self.argument.conclusion or len(self.since) > 1:
            message, help = "this structure does not end with a conclusion", "end it with `----` and a conclusion"
            self.reader.found.append(error("argdown-syntax", message, self.spans[id(self.since[-1])], help))

    def statement(self, part: Numbered) -> None:
        node = self.reader.node(part.element)
        if node.is_argument:
            message, help = "an argument cannot be a premise or conclusion", "a statement stands in `[…]`"
            self.reader.found.append(error("argdown-syntax", message, self.reader.span(part.element.head), help))
        self.spans[id(node)] = self.reader.span(part.element.head)
        rule, self.rule = self.rule, None
        if rule:
            self.conclude(rule, node)
        self.numbers[part.number.strip()[1:-1]] = node
        self.since.append(node)
        # Below a statement of a structure `_` undercuts the inference above it, as in Argdown.
        self.reader.relations([(part.element, node, self.last or node)])

    def conclude(self, rule: Rule, conclusion: Node) -> None:
        span = self.reader.span(rule.line)
        rules, data = _read_rule(rule.line, self.reader.name, self.reader.found)
        premises = self.premises(data) or self.since
        unique = [(node, self.spans[id(node)]) for node in dict.fromkeys(premises)]
        inference = Inference(self.argument, span, rules, data, unique, conclusion, dict(self.numbers))
        self.argument.inferences.append(inference)
        self.last, self.since = inference, []
        for mark, element in rule.relations:
            other = self.reader.element(element)
            self.reader.relate(mark, conclusion, inference, other, element)

    def premises(self, data: dict[str, Entry]) -> list[Node]:
        if "uses" not in data:
            return []
        used = []
        for number in texts(data["uses"].node):
            if number in self.numbers:
                used.append(self.numbers[number])
            else:
                message = f"there is no statement ({number}) above this"
                self.reader.found.append(error("argdown-syntax", message, data["uses"].span))
        return used


def _read_rule(line: Token, name: str, found: list[Diagnostic]) -> tuple[tuple[str, ...], dict[str, Entry]]:
    """Return the rules and the data of an inference: `-- Modus ponens, Generalization {uses: [1, 2]} --`."""
    inner = line.strip().strip("-")
    offset = line.index(inner) if inner else 0
    rules, data = [""], {}
    for piece in pieces(inner, line, offset):
        if piece.type == "DATA":
            data = read_data(piece, name, found)
        elif piece.type == "TEXT":
            first, *others = piece.split(",")
            rules[-1] += first
            rules += others
        else:
            rules[-1] += read_content([piece]).text or " "
    return tuple(" ".join(rule.split()) for rule in rules if rule.strip()), data
