"""Argdown text → the document that it is: elements joined by their titles, and their relations.

[Nine]: School should start at nine.    written twice, it is one statement all the same
  + <Sleep>                             a relation of the statement and an argument

<Sleep>

(1) Teenagers sleep late.               the structure of the argument above
(2) Sleep helps.
-- Modus ponens {uses: [1, 2]} --       an inference: its rules, and what it starts from
  - [Buses]: Buses are cheaper then.    against it
(3) [Nine]
"""

from __future__ import annotations

from collections import Counter

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
    Heading,
    Structure,
    WrittenElement,
    WrittenRelations,
    parse_parts,
)
from argmap.formats.argdown.tokens import lexer, start_of, token_span
from argmap.formats.shared.tree import Mapping
from argmap.model.diagnostics import Diagnostic, Span, error, warning

_KIND_OF_SIGN = {
    "+": RelationKind.SUPPORT,
    "-": RelationKind.ATTACK,
    "_": RelationKind.UNDERCUT,
    "": RelationKind.CONTRADICTORY,
}
"""What marks mean, by their sign without `<` and `>`: `+`, `<+`, `+>`, `><` and the like."""


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
    reader = _DocumentReader(name, diagnostics)
    document = reader.document
    argument: ArgdownElement | None = None  # a structure that follows at once belongs to it
    for part in parse_parts(text, name, diagnostics):
        argument_above, argument = argument, None
        if isinstance(part, Structure):
            reader.read_structure(part, argument_above)
        elif isinstance(part, Heading):
            reader.read_heading(part)
        elif isinstance(part, Token):
            document.front = read_front_matter(part, name, diagnostics)
        elif isinstance(part, list):
            for element in part:
                reader.read_paragraph(element, keeps_prose=keeps_prose)
        else:
            argument = reader.read_paragraph(part, keeps_prose=keeps_prose)
    document.relations = derive_relations(reader.stated, is_strict=_is_strict(document.front))
    return document


def _is_strict(front: dict[str, Entry]) -> bool:
    """Return whether front matter says `model: {mode: strict}`."""
    if "model" not in front or not isinstance(front["model"].node, Mapping):
        return False
    entries = front["model"].node.entries
    return any(key.value == "mode" and text_of(value) == "strict" for key, value in entries)


class _DocumentReader:
    """Reads elements into a document, wherever in a text they are.

    `name` is what diagnostics call the file. `stated` collects the relations as the text states
    them. `headings` are the titles of those that the next element is under, the outermost first.
    """

    def __init__(self, name: str, diagnostics: list[Diagnostic]) -> None:
        self.name = name
        self.diagnostics = diagnostics
        self.document = Document()
        self.stated: list[ArgdownRelation] = []
        self.headings: tuple[str, ...] = ()
        self.open_headings: list[tuple[int, str]] = []  # level and title, "" if it is no group
        self.by_title: dict[tuple[str, bool], ArgdownElement] = {}

    def complain(self, message: str, span: Span, help: str = "") -> None:
        """Report that the text breaks a rule of Argdown."""
        self.diagnostics.append(error("argdown-syntax", message, span, help))

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Return the place of a token, or that up to the end of another."""
        return token_span(self.name, first, last)

    # --- elements ---

    def read_paragraph(
        self, written: WrittenElement, *, keeps_prose: bool
    ) -> ArgdownElement | None:
        """Read an element that is below none, and return it if it is an argument."""
        is_prose = written.title is None and written.data is None and not written.relations
        if is_prose and not keeps_prose:
            content = self.read_content(written.content)
            self.document.prose.append((content.text, self.span(written.head)))
            return None
        element = self.read_element(written)
        return element if element.is_argument else None

    def read_element(self, written: WrittenElement) -> ArgdownElement:
        """Read an element with all that is below it."""
        element = self.read_member(written)
        self.read_relations(written, element, element)
        return element

    def read_member(self, written: WrittenElement) -> ArgdownElement:
        """Read an element without what is below it."""
        content = self.read_content(written.content)
        title = written.title
        span = self.span(written.head)
        if title is not None and title.type == "REFERENCE" and content.text:
            message = "text follows a title without a colon"
            self.complain(message, self.span(title), f"write `{title}:` before the text")
        words = title_words(title) if title else ""
        element = self.by_title.get((words, written.is_argument))
        if element is None:
            element = self.new_element(words, written.is_argument, span)
        data = self.read_data(written.data)
        is_in_group: bool | None = None
        if "isInGroup" in data:
            is_in_group = _is_true(data.pop("isInGroup"))
        is_canonical = "isCanonical" in data and _is_true(data.pop("isCanonical"))
        element.data |= data
        element.tags |= dict.fromkeys(content.tags)
        text_span = self.span(written.content) if written.content else span
        element.members.append(
            Member(span, content.text, text_span, self.headings, is_in_group, is_canonical)
        )
        return element

    def read_data(self, token: Token | None) -> dict[str, Entry]:
        if token is None:
            return {}
        return read_data(token, self.name, start_of(token), self.diagnostics)

    def new_element(self, title: str, is_argument: bool, span: Span) -> ArgdownElement:
        """Add an element to the document; without a title it is one of its own."""
        element = ArgdownElement(title, is_argument, span)
        self.document.elements.append(element)
        if title:
            self.by_title[title, is_argument] = element
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
        """Add the relation that a mark states of the elements above and below it.

        `undercut` is what an undercutter of the upper one goes to.
        """
        kind = _KIND_OF_SIGN[mark.strip().strip("<>")]
        source: ArgdownElement = below
        target: RelationTarget = above
        if ">" in mark:  # the element above is what acts
            source, target = above, below
        elif kind is RelationKind.UNDERCUT:
            target = undercut
        span = self.span(mark, written_below.content or written_below.head)
        self.stated.append(ArgdownRelation(kind, source, target, span))

    # --- headings and structures ---

    def read_heading(self, heading: Heading) -> None:
        document = self.document
        level, content = heading.level, self.read_content(heading.content)
        title = content.text
        if not (document.headings or document.elements or document.prose):
            document.begins_with_heading = True
        document.headings.append((level, title))
        document.heading_tags += len(content.tags)
        data = self.read_data(heading.data)
        if "isGroup" in data and text_of(data.pop("isGroup").node).lower() == "false":
            title = ""
        if data:
            document.heading_data += 1
        # A heading ends those above it that are of its own level or deeper.
        while self.open_headings and self.open_headings[-1][0] >= level:
            self.open_headings.pop()
        self.open_headings.append((level, title))
        self.headings = tuple(group for _, group in self.open_headings if group)

    def read_structure(self, structure: Structure, argument: ArgdownElement | None) -> None:
        span = self.span(structure.parts[0][0])
        if argument is None:  # it follows no argument: Argdown gives it one without a title
            argument = self.new_element("", True, span)
        if argument.inferences:
            message = f"the argument `<{argument.title}>` has a premise-conclusion structure"
            self.complain(f"{message} already", span, "give this one a title of its own")
            return
        _StructureReader(self, argument).read(structure)


def _is_true(entry: Entry) -> bool:
    return text_of(entry.node).lower() == "true"


class _StructureReader:
    """Reads one premise-conclusion structure into the inferences of its argument."""

    def __init__(self, reader: _DocumentReader, argument: ArgdownElement) -> None:
        self.reader, self.argument = reader, argument
        self.numbers: dict[str, ArgdownElement] = {}
        self.spans: dict[ArgdownElement, Span] = {}
        self.since_inference: list[ArgdownElement] = []

    def read(self, structure: Structure) -> None:
        reader = self.reader
        line_above: tuple[Token, WrittenRelations] | None = None
        for token, written in structure.parts:
            if isinstance(written, list):
                line_above = token, written
                continue
            element = reader.read_member(written)
            span = reader.span(written.head)
            uses = element.data.pop("uses", None) if line_above else None
            if element.is_argument:
                message = "an argument cannot be a premise or conclusion"
                reader.complain(message, span, "a statement stands in `[…]`")
            self.spans[element] = span
            if line_above:
                self.conclude(*line_above, element, uses)
                line_above = None
            # Only now, for an inference can use what is above it alone.
            self.numbers[token.strip()[1:-1]] = element
            self.since_inference.append(element)
            # Below a statement of a structure `_` undercuts the inference above it, as in Argdown.
            undercut = self.argument.inferences[-1] if self.argument.inferences else element
            reader.read_relations(written, element, undercut)
        if self.since_inference != [self.argument.conclusion]:
            message = "this structure does not end with a conclusion"
            last_span = self.spans[self.since_inference[-1]]
            reader.complain(message, last_span, "end it with `----` and a conclusion")

    def conclude(
        self,
        line: Token,
        relations: WrittenRelations,
        conclusion: ArgdownElement,
        uses: Entry | None,
    ) -> None:
        """Add the inference to a conclusion from what is above it, or what it or its line uses."""
        reader = self.reader
        rules, data = self.read_rules(line)
        used = self.used_statements(data.get("uses", uses)) or self.since_inference
        for premise, times in Counter(used).items():
            if times > 1:
                message = f"`{premise.title}` occurs {times} times among the premises of one step"
                reader.diagnostics.append(
                    warning("duplicate-premise", f"{message}; once counts", self.spans[premise])
                )
        inference = ArgdownInference(
            span=reader.span(line),
            rules=rules,
            data=data,
            premises=[(premise, self.spans[premise]) for premise in dict.fromkeys(used)],
            conclusion=conclusion,
            numbers=dict(self.numbers),  # a copy, to which statements further down are not added
        )
        self.argument.inferences.append(inference)
        self.since_inference = []
        for mark, written_below in relations:
            below = reader.read_element(written_below)
            reader.add_relation(mark, conclusion, inference, below, written_below)

    def used_statements(self, uses: Entry | None) -> list[ArgdownElement]:
        """Return the statements whose numbers data gives: `{uses: [1, 2]}`."""
        if uses is None:
            return []
        statements = []
        for number in texts(uses.node):
            if number in self.numbers:
                statements.append(self.numbers[number])
            else:
                message = f"there is no statement ({number}) above this"
                self.reader.complain(message, uses.span)
        return statements

    def read_rules(self, line: Token) -> tuple[tuple[str, ...], dict[str, Entry]]:
        """Return the rules and the data: `-- Modus ponens, Generalization {uses: [1, 2]} --`."""
        inner = line.strip().strip("-")
        offset = line.index(inner)
        rules = [""]
        data: dict[str, Entry] = {}
        for token in lexer().lex(inner):
            if token.type == "DATA":
                place = start_of(line, offset + (token.start_pos or 0))
                data = read_data(token, self.reader.name, place, self.reader.diagnostics)
            elif token.type == "TEXT":
                # Only a comma in plain text parts two rules; one in a link or behind a backslash is
                # of the rule.
                first, *others = token.split(",")
                rules[-1] += first
                rules += others
            else:
                rules[-1] += read_content([token]).text or " "
        words = [" ".join(rule.split()) for rule in rules]
        return tuple(filter(None, words)), data
