"""Premise-conclusion structures of Argdown: which statements each inference starts from, and by
what rules.
"""

from __future__ import annotations

from collections import Counter

from lark import Token

from argmap.formats.argdown.data import Entry, read_data, texts
from argmap.formats.argdown.document import ArgdownElement, ArgdownInference
from argmap.formats.argdown.elements import ElementReader
from argmap.formats.argdown.syntax import InferenceLine, NumberedStatement, Structure
from argmap.formats.argdown.text import read_content
from argmap.formats.argdown.tokens import inner_tokens
from argmap.model.diagnostics import Diagnostic, Span, warning


class StructureReader:
    """Reads one premise-conclusion structure into the inferences of its argument."""

    def __init__(self, elements: ElementReader, argument: ArgdownElement) -> None:
        self.elements = elements
        self.argument = argument
        self.numbers: dict[str, ArgdownElement] = {}
        self.spans: dict[ArgdownElement, Span] = {}
        self.since_inference: list[
            ArgdownElement
        ] = []  # what the next inference uses, unless it says otherwise
        self.line_above: InferenceLine | None = (
            None  # directly above the next statement, its conclusion
        )
        self.last_inference: ArgdownInference | None = None

    def read(self, structure: Structure) -> None:
        for part in structure.parts:
            if isinstance(part, InferenceLine):
                self.line_above = part
            else:
                self._read_statement(part)
        if self.since_inference != [self.argument.conclusion]:
            message, help = (
                "this structure does not end with a conclusion",
                "end it with `----` and a conclusion",
            )
            last_span = self.spans[self.since_inference[-1]]
            self.elements.complain(message, last_span, help)

    def _read_statement(self, statement: NumberedStatement) -> None:
        element = self.elements.read_member(statement.element)
        uses_of_conclusion = element.data.pop("uses", None) if self.line_above else None
        span = self.elements.span(statement.element.head)
        if element.is_argument:
            message, help = (
                "an argument cannot be a premise or conclusion",
                "a statement stands in `[…]`",
            )
            self.elements.complain(message, span, help)
        self.spans[element] = span
        if self.line_above:
            self._conclude(self.line_above, element, uses_of_conclusion)
            self.line_above = None
        # Only now, for an inference can use what stands above it alone.
        number = statement.number.strip()[1:-1]
        self.numbers[number] = element
        self.since_inference.append(element)
        # Below a statement of a structure `_` undercuts the inference above it, as in Argdown.
        self.elements.read_relations(statement.element, element, self.last_inference or element)

    def _conclude(
        self, written: InferenceLine, conclusion: ArgdownElement, uses_of_conclusion: Entry | None
    ) -> None:
        rules, data = _read_rules(written.line, self.elements.name, self.elements.diagnostics)
        used = self._used_statements(data.get("uses", uses_of_conclusion)) or self.since_inference
        for premise, times in Counter(used).items():
            if times > 1:
                message = (
                    f"`{premise.title}` occurs {times} times among the premises of one step; once"
                    " counts"
                )
                self.elements.diagnostics.append(
                    warning("duplicate-premise", message, self.spans[premise])
                )
        inference = ArgdownInference(
            argument=self.argument,
            span=self.elements.span(written.line),
            rules=rules,
            data=data,
            premises=[(premise, self.spans[premise]) for premise in dict.fromkeys(used)],
            conclusion=conclusion,
            numbers=dict(self.numbers),  # a copy, to which statements further down are not added
        )
        self.argument.inferences.append(inference)
        self.last_inference = inference
        self.since_inference = []
        for mark, written_below in written.relations:
            below = self.elements.read_element(written_below)
            self.elements.add_relation(mark, conclusion, inference, below, written_below)

    def _used_statements(self, uses: Entry | None) -> list[ArgdownElement]:
        """Return the statements whose numbers the data of an inference or its conclusion gives:
        `{uses: [1, 2]}`.
        """
        if uses is None:
            return []
        statements = []
        for number in texts(uses.node):
            if number in self.numbers:
                statements.append(self.numbers[number])
            else:
                self.elements.complain(f"there is no statement ({number}) above this", uses.span)
        return statements


def _read_rules(
    line: Token, name: str, diagnostics: list[Diagnostic]
) -> tuple[tuple[str, ...], dict[str, Entry]]:
    """Return the rules and the data of an inference: `-- Modus ponens, Generalization {uses: [1,
    2]} --`.
    """
    inner = line.strip().strip("-")
    offset = line.index(inner)
    rules = [""]
    data: dict[str, Entry] = {}
    for token in inner_tokens(inner, line, offset):
        if token.type == "DATA":
            data = read_data(token, name, diagnostics)
        elif token.type == "TEXT":
            # Only a comma in plain text parts two rules; one in a link or behind a backslash is of
            # the rule.
            first, *others = token.split(",")
            rules[-1] += first
            rules += others
        else:
            rules[-1] += read_content([token]).text or " "
    words = [" ".join(rule.split()) for rule in rules]
    return tuple(rule for rule in words if rule), data
