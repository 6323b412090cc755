"""Statements and arguments as they are written → those of the document, joined by their titles, and
their relations.
"""

from __future__ import annotations

from lark import Token

from argmap.formats.argdown.data import Entry, read_data, text_of
from argmap.formats.argdown.document import (
    ArgdownElement,
    ArgdownRelation,
    Document,
    Member,
    RelationKind,
    RelationTarget,
)
from argmap.formats.argdown.syntax import WrittenElement
from argmap.formats.argdown.text import Content, read_content, title_words
from argmap.formats.argdown.tokens import token_span
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
