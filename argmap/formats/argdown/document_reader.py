"""Statements and arguments as they are written → those of the document, joined by their titles, and
their relations.

Argdown text → the document that it is: its elements, joined by their titles, and their
relations.

Premise-conclusion structures of Argdown: which statements each inference starts from, and by
what rules.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, cast

from lark import Token

from argmap.formats.argdown.document import (
    ArgdownElement,
    ArgdownInference,
    ArgdownRelation,
    Document,
    Entry,
    Member,
    RelationKind,
    RelationTarget,
    derive_relations,
    read_data,
    read_front_matter,
    text_of,
    texts,
)
from argmap.formats.argdown.inline_markup import Content, read_content, title_words
from argmap.formats.argdown.syntax import (
    DocumentPart,
    Heading,
    InferenceLine,
    ItemList,
    NumberedStatement,
    Structure,
    WrittenElement,
    parse_parts,
)
from argmap.formats.argdown.tokens import inner_tokens, token_span
from argmap.formats.shared.tree import Mapping
from argmap.model.diagnostics import Diagnostic, Span, error, warning

_RELATION_OF_MARK = {
    "+": (RelationKind.SUPPORT, False),
    "<+": (RelationKind.SUPPORT, False),
    "+>": (RelationKind.SUPPORT, True),
    "-": (RelationKind.ATTACK, False),
    "<-": (RelationKind.ATTACK, False),
    "->": (RelationKind.ATTACK, True),
    "_": (RelationKind.UNDERCUT, False),
    "<_": (RelationKind.UNDERCUT, False),
    "_>": (RelationKind.UNDERCUT, True),
    "><": (RelationKind.CONTRADICTORY, True),
}
"""The marks of relations: their kind, and whether the element above is what acts."""


class ElementReader:
    """Reads elements into a document, wherever in a text they stand.

    `name` is what diagnostics call the file. `diagnostics` takes what is wrong. `stated` collects
    the relations as the text states them. `headings` are the titles of the headings that the next
    element stands under, the outermost first.
    """

    def __init__(self, name: str, diagnostics: list[Diagnostic]) -> None:
        self.name = name
        self.diagnostics = diagnostics
        self.document = Document()
        self.stated: list[ArgdownRelation] = []
        self.headings: tuple[str, ...] = ()
        self._by_title: dict[tuple[str, bool], ArgdownElement] = {}

    def read_element(self, written: WrittenElement) -> ArgdownElement:
        """Read an element with all that is below it."""
        element = self.read_member(written)
        self.read_relations(written, element, element)
        return element

    def read_member(self, written: WrittenElement) -> ArgdownElement:
        """Read an element without what is below it."""
        content = self.read_content(written.content)
        title = written.title
        if title is not None and title.type == "REFERENCE" and content.text:
            message = "text follows a title without a colon"
            self.complain(message, self.span(title), f"write `{title}:` before the text")
        element = self._element_of(written)
        data: dict[str, Entry] = {}
        if written.data:
            data = read_data(written.data, self.name, self.diagnostics)
        is_in_group = _take_flag(data, "isInGroup")
        is_canonical = _take_flag(data, "isCanonical") or False
        element.data |= data
        element.tags |= dict.fromkeys(content.tags)
        span = self.span(written.head)
        text_span = self.span(written.content) if written.content else span
        element.members.append(
            Member(span, content.text, text_span, self.headings, is_in_group, is_canonical)
        )
        return element

    def read_relations(
        self, written: WrittenElement, element: ArgdownElement, undercut: RelationTarget
    ) -> None:
        """Read all that is below an element; `undercut` is what an undercutter of it goes to."""
        # With a stack of its own: relations may be nested deeper than Python lets functions call
        # each other.
        pending = [(written, element, undercut)]
        while pending:
            written, element, undercut = pending.pop()
            below: list[tuple[WrittenElement, ArgdownElement, RelationTarget]] = []
            for mark, other_written in written.relations:
                other = self.read_member(other_written)
                self.add_relation(mark, element, undercut, other, other_written)
                below.append((other_written, other, other))
            pending += reversed(below)

    def add_relation(
        self,
        mark: Token,
        above: ArgdownElement,
        undercut: RelationTarget,
        below: ArgdownElement,
        written_below: WrittenElement,
    ) -> None:
        """Add the relation of the element below a mark and that above it, or of what an undercutter
        of it goes to.
        """
        kind, acts_downward = _RELATION_OF_MARK[mark.strip()]
        span = self.span(mark, written_below.content or written_below.head)
        if acts_downward:
            relation = ArgdownRelation(kind, above, below, span)
        elif kind is RelationKind.UNDERCUT:
            relation = ArgdownRelation(kind, below, undercut, span)
        else:
            relation = ArgdownRelation(kind, below, above, span)
        self.stated.append(relation)

    def new_element(self, title: str, is_argument: bool, span: Span) -> ArgdownElement:
        """Add an element to the document; without a title it is one of its own."""
        element = ArgdownElement(title, is_argument, span)
        self.document.elements.append(element)
        if title:
            self._by_title[title, is_argument] = element
        return element

    def read_content(self, token: Token | None) -> Content:
        """Return the content of an element or heading, and complain of titles within it."""
        if token is None:
            return Content()
        content = read_content(token.value)
        self.document.links += content.links
        for stray in content.strays:
            message = f"`{stray}` within a text is only text"
            title = stray.removesuffix(":")
            help = f"`@{title}` mentions it; to make it a statement of its own, begin a new line"
            self.diagnostics.append(warning("argdown-stray-title", message, self.span(stray), help))
        return content

    def complain(self, message: str, span: Span, help: str = "") -> None:
        """Report that the text breaks a rule of Argdown."""
        self.diagnostics.append(error("argdown-syntax", message, span, help))

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Return the place of a token, or that up to the end of another."""
        return token_span(self.name, first, last)

    def _element_of(self, written: WrittenElement) -> ArgdownElement:
        title = title_words(written.title) if written.title else ""
        known = self._by_title.get((title, written.is_argument))
        if known is not None:
            return known
        return self.new_element(title, written.is_argument, self.span(written.head))


def _take_flag(data: dict[str, Entry], key: str) -> bool | None:
    """Take a flag of Argdown's own out of the data of a member; None if it is not there."""
    if key not in data:
        return None
    return text_of(data.pop(key).node).lower() == "true"


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


def read_document(
    text: str, name: str, diagnostics: list[Diagnostic], *, keeps_prose: bool = True
) -> Document:
    """Return what a text says.

    Args:
        text: an Argdown text.
        name: what diagnostics call the file.
        diagnostics: takes what is wrong with the text.
        keeps_prose: whether a paragraph that nothing relates to is a statement, as it is to
            Argdown, which leaves it out of its pictures.
    """
    reader = _DocumentReader(name, diagnostics, keeps_prose=keeps_prose)
    for part in parse_parts(text, name, diagnostics):
        reader.read_part(part)
    document = reader.document
    document.relations = derive_relations(
        reader.elements.stated, is_strict=_is_strict(document.front)
    )
    return document


def _is_strict(front: dict[str, Entry]) -> bool:
    """Return whether front matter says `model: {mode: strict}`."""
    if "model" not in front or not isinstance(front["model"].node, Mapping):
        return False
    return any(
        key.value == "mode" and text_of(value) == "strict"
        for key, value in front["model"].node.entries
    )


def _is_prose(written: WrittenElement) -> bool:
    """Return whether nothing can relate to an element, and it relates to nothing."""
    return written.title is None and written.data is None and not written.relations


class _OpenHeading(NamedTuple):
    """A heading that what follows stands under, and whether it makes a group of that."""

    level: int
    title: str
    is_group: bool


class _DocumentReader:
    def __init__(self, name: str, diagnostics: list[Diagnostic], *, keeps_prose: bool) -> None:
        self.name = name
        self.diagnostics = diagnostics
        self.keeps_prose = keeps_prose
        self.elements = ElementReader(name, diagnostics)
        self.document = self.elements.document
        self.open_headings: list[_OpenHeading] = []  # those that what follows stands under
        self.argument_above: ArgdownElement | None = (
            None  # to it belongs a structure that follows at once
        )

    def read_part(self, part: DocumentPart) -> None:
        argument_above, self.argument_above = self.argument_above, None
        if isinstance(part, WrittenElement):
            self.read_paragraph(part)
        elif isinstance(part, Structure):
            self.read_structure(part, argument_above)
        elif isinstance(part, ItemList):
            for written in part.elements:
                self.read_paragraph(written)
            self.argument_above = None
        elif isinstance(part, Heading):
            self.read_heading(part)
        else:
            self.document.front = read_front_matter(part.token, self.name, self.diagnostics)

    def read_paragraph(self, written: WrittenElement) -> None:
        """Read an element that stands below none."""
        if not self.keeps_prose and _is_prose(written):
            content = self.elements.read_content(written.content)
            self.document.prose.append((content.text, self.elements.span(written.head)))
            return
        element = self.elements.read_element(written)
        if element.is_argument:
            self.argument_above = element

    def read_heading(self, heading: Heading) -> None:
        content = self.elements.read_content(heading.content)
        if not (self.document.headings or self.document.elements or self.document.prose):
            self.document.begins_with_heading = True
        self.document.headings.append((heading.level, content.text))
        self.document.heading_tags += len(content.tags)
        data: dict[str, Entry] = {}
        if heading.data is not None:
            data = read_data(heading.data, self.name, self.diagnostics)
        is_group = "isGroup" not in data or text_of(data.pop("isGroup").node).lower() != "false"
        if data:
            self.document.heading_data += 1
        # A heading ends those above it that are of its own level or deeper.
        while self.open_headings and self.open_headings[-1].level >= heading.level:
            self.open_headings.pop()
        self.open_headings.append(
            _OpenHeading(heading.level, content.text, is_group and content.text != "")
        )
        self.elements.headings = tuple(
            opened.title for opened in self.open_headings if opened.is_group
        )

    def read_structure(self, structure: Structure, argument: ArgdownElement | None) -> None:
        first = cast("NumberedStatement", structure.parts[0])
        span = self.elements.span(first.number)
        if argument is None:  # it follows no argument: Argdown gives it one without a title
            argument = self.elements.new_element("", True, span)
        if argument.inferences:
            message = (
                f"the argument `<{argument.title}>` has a premise-conclusion structure already"
            )
            self.elements.complain(message, span, "give this one a title of its own")
            return
        StructureReader(self.elements, argument).read(structure)
