"""Argdown text → the document that it is: its elements, joined by their titles, and their relations."""

from __future__ import annotations

from lark import Token

from argmap.formats.argdown.data import read_data, read_front_matter
from argmap.formats.argdown.document import Document, Member, Node, Related, Relation, Target, derived
from argmap.formats.argdown.structure import StructureReader
from argmap.formats.argdown.syntax import Element, FrontMatter, Heading, Items, Numbered, Part, Structure, parse
from argmap.formats.argdown.text import Content, read_content, title_of
from argmap.model.diagnostics import Diagnostic, Span, error, warning

_MARKS = {
    "+": (Relation.SUPPORT, False), "<+": (Relation.SUPPORT, False), "+>": (Relation.SUPPORT, True),
    "-": (Relation.ATTACK, False), "<-": (Relation.ATTACK, False), "->": (Relation.ATTACK, True),
    "_": (Relation.UNDERCUT, False), "<_": (Relation.UNDERCUT, False), "_>": (Relation.UNDERCUT, True),
    "><": (Relation.CONTRADICTORY, True),
}  # fmt: skip
"""The marks of relations: their kind, and whether the element above is what acts."""


def read_document(text: str, name: str, found: list[Diagnostic]) -> Document:
    """Return what a text says; what is wrong with it is added to `found`."""
    reader = Reader(name, found)
    for part in parse(text, name, found):
        reader.part(part)
    reader.document.relations = derived(reader.stated)
    return reader.document


class Reader:
    """Collects the parts of a text into a document."""

    def __init__(self, name: str, found: list[Diagnostic]) -> None:
        self.name, self.found = name, found
        self.document = Document()
        self.stated: list[Related] = []
        self.titled: dict[tuple[str, bool], Node] = {}
        self.path: list[tuple[int, str]] = []
        self.heading: tuple[str, ...] = ()
        self.above: Node | None = None  # the argument to which a structure below belongs

    def part(self, part: Part) -> None:
        above, self.above = self.above, None
        if isinstance(part, Element):
            node = self.element(part)
            self.above = node if node.is_argument else None
        elif isinstance(part, Structure):
            self.structure(part, above)
        elif isinstance(part, Items):
            for element in part.elements:
                self.element(element)
        elif isinstance(part, Heading):
            self.section(part)
        else:
            self.front_matter(part)

    def front_matter(self, part: FrontMatter) -> None:
        self.document.front = read_front_matter(part.token, self.name, self.found)

    def section(self, heading: Heading) -> None:
        content = self.content(heading.content)
        title = content.text
        self.document.headings.append((heading.level, title))
        self.document.heading_tags += len(content.tags)
        self.document.heading_data += heading.data is not None
        self.path = [outer for outer in self.path if outer[0] < heading.level] + [(heading.level, title)]
        self.heading = tuple(title for _, title in self.path)

    # --- elements ---

    def element(self, root: Element, on_undercut: Target | None = None) -> Node:
        """Read an element with all that is below it; an undercutter of it goes to `on_undercut` if given."""
        node = self.node(root)
        self.relations([(root, node, on_undercut or node)])
        return node

    def relations(self, stack: list[tuple[Element, Node, Target]]) -> None:
        while stack:
            element, node, step = stack.pop()
            below = []
            for mark, other in element.relations:
                other_node = self.node(other)
                self.relate(mark, node, step, other_node, other)
                below.append((other, other_node, other_node))
            stack += reversed(below)

    def relate(self, mark: Token, node: Node, step: Target, other: Node, element: Element) -> None:
        kind, is_forward = _MARKS[mark.strip()]
        span = self.span(mark, element.content or element.head)
        if is_forward:
            self.stated.append(Related(kind, node, other, span))
        else:
            self.stated.append(Related(kind, other, step if kind is Relation.UNDERCUT else node, span))

    def node(self, element: Element) -> Node:
        content = self.content(element.content)
        if element.title and element.title.type == "REFERENCE" and content.text:
            self.missing_colon(element.title)
        node = self.find(element)
        if element.data:
            node.data |= read_data(element.data, self.name, self.found)
        node.tags |= dict.fromkeys(content.tags)
        text_span = self.span(element.content) if element.content else self.span(element.head)
        node.members.append(Member(self.span(element.head), content.text, text_span, self.heading))
        return node

    def find(self, element: Element) -> Node:
        title = title_of(element.title) if element.title else ""
        node = self.titled.get((title, element.is_argument))
        if node is None:
            node = self.new(title, element.is_argument, self.span(element.head))
        return node

    def new(self, title: str, is_argument: bool, span: Span) -> Node:
        node = Node(title, is_argument, span)
        self.document.nodes.append(node)
        if title:
            self.titled[title, is_argument] = node
        return node

    def content(self, token: Token | None) -> Content:
        content = read_content(token.value) if token else Content()
        self.document.links += content.links
        for stray in content.strays:
            message = f"`{stray}` within a text is only text"
            help = f"`@{stray.removesuffix(':')}` mentions it; to make it a statement of its own, begin a new line"
            self.found.append(warning("argdown-stray-title", message, self.span(stray), help))
        return content

    def missing_colon(self, title: Token) -> None:
        message, help = "text follows a title without a colon", f"write `{title}:` before the text"
        self.found.append(error("argdown-syntax", message, self.span(title), help))

    # --- premise-conclusion structures ---

    def structure(self, structure: Structure, argument: Node | None) -> None:
        first = structure.parts[0]
        where = self.span(first.number if isinstance(first, Numbered) else first.line)
        argument = argument or self.new("", True, where)
        if argument.inferences:
            message = f"the argument `<{argument.title}>` has a premise-conclusion structure already"
            self.found.append(error("argdown-syntax", message, where, "give this one a title of its own"))
            return
        StructureReader(self, argument).read(structure)

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Return the place of a token, from its first character that is no space, or up to another's end."""
        last = last or first
        line, column = first.line or 1, first.column or 1
        column += len(first) - len(first.lstrip())
        return Span(self.name, line, column, last.end_line or line, last.end_column or column + 1)
