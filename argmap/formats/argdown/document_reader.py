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
from collections.abc import Iterator

from lark import Token

from argmap.formats.argdown.document import (
    ArgdownElement,
    ArgdownInference,
    ArgdownRelation,
    Data,
    Document,
    Entry,
    Member,
    RelationKind,
    RelationTarget,
    derive_relations,
    read_data,
    read_front_matter,
    text_in,
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
from argmap.model.diagnostics import Diagnostic, Diagnostics, Span, error, warning
from argmap.util.text import shorten

# What marks mean, by their sign without `<` and `>`: `+`, `<+`, `+>`, `><` and the like.
_KIND_OF_SIGN = {
    "+": RelationKind.SUPPORT,
    "-": RelationKind.ATTACK,
    "_": RelationKind.UNDERCUT,
    "": RelationKind.CONTRADICTORY,
}


def read_document(
    text: str, name: str, diagnostics: Diagnostics, *, keeps_prose: bool = True
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
    argument = None  # a structure that follows at once belongs to it
    for part in parse_parts(text, name, diagnostics):
        argument_above = argument
        argument = None
        match part:
            case Structure():
                reader.read_structure(part, argument_above)
            case Heading():
                reader.read_heading(part)
            case Token():
                document.front = read_front_matter(part, name, diagnostics)
            case WrittenElement():
                argument = reader.read_paragraph(part, keeps_prose=keeps_prose)
            case list():
                for element in part:
                    reader.read_paragraph(element, keeps_prose=keeps_prose)
    document.relations = derive_relations(reader.stated, is_strict=_is_strict(document.front))
    return document


def _is_strict(front: Data) -> bool:
    """Return whether front matter says `model: {mode: strict}`."""
    model = front["model"].node if "model" in front else None
    mode = model.get("mode") if isinstance(model, Mapping) else None
    return mode is not None and text_of(mode) == "strict"


class _DocumentReader:
    """Reads elements into a document, wherever in a text they are.

    `name` is what diagnostics call the file. `stated` collects the relations as the text states
    them. `headings` are the titles of those that the next element is under, the outermost first.
    """

    def __init__(self, name: str, diagnostics: Diagnostics) -> None:
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
            span = self.span(written.head)
            self.document.prose.append((content.text, span))
            self.document.ledger.leave_out("tag", span, len(content.tags))
            return None
        element = self.read_member(written)
        self.read_relations(written.relations, element, element)
        if element.is_argument:
            return element
        return None

    def read_member(self, written: WrittenElement) -> ArgdownElement:
        """Read an element without what is below it."""
        title = written.title
        is_argument = written.is_argument
        content = self.read_content(written.content)
        span = text_span = self.span(written.head)
        if written.content:
            text_span = self.span(written.content)
        words = ""
        if title:
            words = title_words(title)
            if title.type == "REFERENCE" and content.text:
                message = "a colon is missing between this title and the text"
                self.complain(message, self.span(title), f"write `{title}:` before the text")
        element = self.by_title.get((words, is_argument))
        if element is None:
            element = self.new_element(words, is_argument, span)
        data = self.read_data(written.data)
        is_in_group = _take_flag(data, "isInGroup")
        is_canonical = _take_flag(data, "isCanonical") or False
        for key in data.keys() & element.data.keys():
            if text_in(data, key) != text_in(element.data, key):
                self.document.ledger.leave_out(f"`{key}` value", element.data[key].lines)
        element.data |= data
        element.tags |= dict.fromkeys(content.tags, text_span)
        element.members.append(
            Member(span, content.text, text_span, self.headings, is_in_group, is_canonical)
        )
        return element

    def read_data(self, token: Token | None) -> Data:
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
        for link in content.links:
            self.document.ledger.leave_out("link", self.span(link))
        for stray in content.strays:
            message = f"`{stray}` is in the middle of a text, so argmap reads it as plain text"
            title = stray.removesuffix(":")
            help = f"to mention `{title}`, write `@{title}`; to define it, begin a new paragraph"
            self.diagnostics.append(warning("argdown-stray-title", message, self.span(stray), help))
        return content

    def read_relations(
        self, relations: WrittenRelations, above: ArgdownElement, undercut: RelationTarget
    ) -> None:
        """Read all that is below an element; `undercut` is what an undercutter of it goes to."""
        # With a stack of its own: relations may be nested deeper than Python lets functions call
        # each other.
        pending = [(relations, above, undercut)]
        while pending:
            relations, above, undercut = pending.pop()
            below = []
            for mark, written in relations:
                element = self.read_member(written)
                kind = _KIND_OF_SIGN[mark.strip().strip("<>")]
                source = element
                target: RelationTarget = above
                if ">" in mark:  # the element above is what acts
                    source = above
                    target = element
                elif kind is RelationKind.UNDERCUT:
                    target = undercut
                if kind is RelationKind.CONTRADICTORY and element.is_argument:
                    message = f"`><` connects statements, but `<{element.title}>` is an argument;"
                    message = f"{message} argmap reads this as an attack in each direction"
                    help = "write each attack with `-` or `->`"
                    place = self.span(mark)
                    self.diagnostics.append(warning("argdown-contradiction", message, place, help))
                span = self.span(mark, written.content or written.head)
                self.stated.append(ArgdownRelation(kind, source, target, span))
                below.append((written.relations, element, element))
            pending += reversed(below)

    # --- headings and structures ---

    def read_heading(self, heading: Heading) -> None:
        document = self.document
        opened = self.open_headings
        level = heading.level
        content = self.read_content(heading.content)
        title = content.text
        if not (document.headings or document.elements or document.prose):
            document.begins_with_heading = True
        span = self.span(heading.mark)
        document.headings.append((level, title, span))
        document.ledger.leave_out("heading tag", span, len(content.tags))
        data = self.read_data(heading.data)
        if text_in(data, "isGroup").lower() == "false":
            title = ""
        data.pop("isGroup", None)
        if data:
            lines = [entry.lines for entry in data.values()]
            lines_of_data = lines[0]._replace(end_line=lines[-1].end_line)
            document.ledger.leave_out("heading data block", lines_of_data)
        # A heading ends those above it that are of its own level or deeper.
        while opened and opened[-1][0] >= level:
            opened.pop()
        opened.append((level, title))
        self.headings = tuple(group for _, group in opened if group)

    def read_structure(self, structure: Structure, argument: ArgdownElement | None) -> None:
        span = self.span(structure.parts[0][0])
        if argument is None:  # it follows no argument: Argdown gives it one without a title
            argument = self.new_element("", True, span)
        if argument.inferences:
            message = (
                f"the argument `<{argument.title}>` already has a premise-conclusion structure"
            )
            self.complain(message, span, "give this argument its own title")
            return
        _StructureReader(self, argument).read(structure)


def _take_uses(of_line: Data, of_conclusion: Data) -> Entry | None:
    """Take the numbers of what an inference uses out of the data of its line or conclusion.

    As in Argdown the line comes first, and they may be called `from` as well, which in other data
    can be any text.
    """
    found = []
    for key in ("uses", "from"):
        for data in (of_line, of_conclusion):
            if key not in data:
                continue
            if key == "uses" or all(map(str.isdecimal, texts(data[key].node))):
                found.append(data.pop(key))
    return found[0] if found else None


def _take_flag(data: Data, key: str) -> bool | None:
    """Take a flag out of data, and return it; `None` if it is not there."""
    if key not in data:
        return None
    node = data.pop(key).node
    return text_of(node).lower() == "true"


class _StructureReader:
    """Reads one premise-conclusion structure into the inferences of its argument."""

    def __init__(self, reader: _DocumentReader, argument: ArgdownElement) -> None:
        self.reader = reader
        self.argument = argument
        self.numbers: dict[str, ArgdownElement] = {}
        self.spans: dict[ArgdownElement, Span] = {}
        self.since_inference: list[ArgdownElement] = []
        self.read_so_far = 0
        # Where a number first differs from the place of its statement in the structure.
        self.misnumbered: Span | None = None

    def read(self, structure: Structure) -> None:
        reader = self.reader
        inferences = self.argument.inferences
        line_above = None
        for token, written in structure.parts:
            if isinstance(written, list):
                line_above = token, written
                continue
            element = reader.read_member(written)
            span = reader.span(written.head)
            self.spans[element] = span
            if element.is_argument:
                message = "an argument cannot be a premise or a conclusion"
                reader.complain(message, span, "use a statement instead, written as `[…]`")
            if line_above:
                self.conclude(*line_above, element)
                line_above = None
            number = token.strip()[1:-1]
            self.read_so_far += 1
            if number != str(self.read_so_far) and self.misnumbered is None:
                self.misnumbered = reader.span(token)
            # Only now, for an inference can use what is above it alone.
            self.numbers[number] = element
            self.since_inference.append(element)
            # Below a statement of a structure `_` undercuts the inference above it, as in Argdown.
            undercut: RelationTarget = element
            if inferences:
                undercut = inferences[-1]
            reader.read_relations(written.relations, element, undercut)
        if self.since_inference != [self.argument.conclusion]:
            message = "this structure does not end with a conclusion"
            last_span = self.spans[self.since_inference[-1]]
            reader.complain(message, last_span, "end the structure with `----` and a conclusion")
        reader.diagnostics += self.unused_statements()

    def unused_statements(self) -> Iterator[Diagnostic]:
        """Yield a warning for each statement that `uses` of no inference names."""
        used: set[ArgdownElement] = set()
        stated = []
        for inference in self.argument.inferences:
            used.update(premise for premise, _ in inference.premises)
            stated += [*inference.stated, inference.conclusion]
        for element in stated[:-1]:
            if element not in used:
                message = "no inference of this structure uses this statement"
                help = "add its number to `uses`, or remove the statement"
                yield warning("argdown-unused-statement", message, self.spans[element], help)

    def conclude(
        self, line: Token, relations: WrittenRelations, conclusion: ArgdownElement
    ) -> None:
        """Add the inference to a conclusion from what is above it, or what it or its line uses."""
        reader = self.reader
        spans = self.spans
        rules, data = self.read_rules(line)
        uses = _take_uses(data, conclusion.data)
        used = self.used_statements(uses) or self.since_inference
        premises = []
        for premise, times in Counter(used).items():
            span = spans[premise]
            premises.append((premise, span))
            if times > 1:
                words = premise.title or shorten(premise.main_member.text)
                message = f"this inference lists the premise `{words}` more than once, but"
                message = f"{message} the premise counts only once"
                reader.diagnostics.append(warning("duplicate-premise", message, span))
        first_stated = 1 if self.argument.inferences else 0  # the conclusion before is another's
        inference = ArgdownInference(
            span=reader.span(line),
            rules=rules,
            data=data,
            premises=premises,
            conclusion=conclusion,
            stated=self.since_inference[first_stated:],
            warrant=self.numbers.get(text_in(data, "warrant")),
        )
        self.argument.inferences.append(inference)
        self.since_inference = []
        for mark, _ in relations:
            if mark.strip() not in ("_", "<_"):
                message = "only an undercutter (`_`) can go below an inference"
                help = "put other relations below a premise or the conclusion"
                reader.complain(message, reader.span(mark), help)
        reader.read_relations(relations, conclusion, inference)

    def used_statements(self, uses: Entry | None) -> list[ArgdownElement]:
        """Return the statements whose numbers data gives: `{uses: [1, 2]}`."""
        statements: list[ArgdownElement] = []
        if uses is None:
            return statements
        if self.misnumbered:
            message = (
                "the statements of this structure are not numbered 1, 2, 3 …; argmap takes `uses`"
            )
            message = f"{message} to mean the numbers as written"
            help = "renumber the statements from 1; Argdown counts them and ignores their numbers"
            diagnostic = warning("argdown-numbers", message, self.misnumbered, help)
            self.reader.diagnostics.append(diagnostic)
            self.misnumbered = None  # once is enough
        for number in texts(uses.node):
            if number in self.numbers:
                statements.append(self.numbers[number])
            else:
                self.reader.complain(f"statement ({number}) is missing above this line", uses.span)
        return statements

    def read_rules(self, line: Token) -> tuple[tuple[str, ...], Data]:
        """Return the rules and the data: `-- Modus ponens, Generalization {uses: [1, 2]} --`."""
        inner = line.strip().strip("-")
        offset = line.index(inner)
        rules = [""]
        data = {}
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
