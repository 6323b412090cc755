"""XML text → its elements, as a tree and in a flat list, each with its place.

Nothing outside the text is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

from argmap.model.diagnostics import Diagnostics, Span, error

# In HTML, what ends a line.
_LINES = ("p", "br", "div", "li")
_STRUCK_OUT = ("del", "s", "strike")
_SPACES = re.compile("[ \t\r]+")
_MOST_ELEMENTS = 3_000_000
_DEEPEST = 150
"""How deep elements are nested around paragraphs, and in them; documents have some dozen levels."""
_PARAGRAPHS = ("p", "h")
_PROLOGUE = re.compile(r"\A\s*(<\?xml\b[^>]*\?>)?\s*(<!DOCTYPE\b[^\[<>]*>)?")
# What the parser says → the same in plain words.
_PLAIN_WORDS = {
    "no element found": "this XML file is incomplete",
    "not well-formed (invalid token)": "this is not valid XML",
    "mismatched tag": "this closing tag does not match its opening tag",
    "syntax error": "this is not valid XML",
    "unclosed token": "this tag is never closed",
    "unclosed CDATA section": "this CDATA section is never closed",
    "undefined entity": "this XML entity is not defined",
    "duplicate attribute": "this element has the same attribute twice",
    "junk after document element": "unexpected text after the root element",
    "reference to invalid character number": "this number does not stand for a valid character",
}


@dataclass(slots=True, eq=False)
class XmlElement:
    """An element of XML: its name and attributes, what is in it, and where it begins.

    It and its attributes have their local names, as programs choose prefixes as they like. `parent`
    is the element around it, and `text_span` is where its own text is.
    """

    tag: str
    attributes: dict[str, str]
    span: Span
    parent: XmlElement | None = None
    contents: list[XmlElement | str] = field(default_factory=list)
    text_span: Span | None = None

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute; the default if it has none."""
        return self.attributes.get(name, default)

    @property
    def own_text(self) -> str:
        """Its text without that of the elements in it."""
        return "".join(each for each in self.contents if isinstance(each, str))

    @property
    def text(self) -> str:
        """Its text without that of the elements in it, on one line."""
        return " ".join(self.own_text.split())

    @property
    def whole_text(self) -> str:
        """Its text with that of the elements in it, a line for each paragraph."""
        pieces = []
        pending: list[XmlElement | str] = [self]
        while pending:
            part = pending.pop()
            if isinstance(part, str):
                pieces.append(part)
                continue
            mark = "~~" if part.tag in _STRUCK_OUT else ""
            pending.append("\n" if part.tag in _LINES else mark)
            for each in reversed(part.contents):
                pending.append(each.replace("\n", " ") if isinstance(each, str) else each)
            pending.append(mark)
        return _SPACES.sub(" ", "".join(pieces)).strip()

    @property
    def elements(self) -> list[XmlElement]:
        """The elements in it."""
        return [each for each in self.contents if isinstance(each, XmlElement)]

    def find(self, tag: str) -> XmlElement:
        """Return the first element in it with a name; one without a name if there is none."""
        for each in self.contents:
            if isinstance(each, XmlElement) and each.tag == tag:
                return each
        return NO_ELEMENT

    def all(self, *tags: str, outermost: bool = False) -> Iterator[XmlElement]:
        """Yield the elements with these names in it, or only those that are in no other of them."""
        pending = self.elements[::-1]
        while pending:
            element = pending.pop()
            is_named = element.tag in tags
            if is_named:
                yield element
            if not (is_named and outermost):
                pending += element.elements[::-1]


Elements: TypeAlias = list[XmlElement]
NO_ELEMENT = XmlElement("", {}, Span.start_of(""))


def read_elements(text: str, name: str) -> tuple[Elements, Diagnostics]:
    """Return the elements of an XML text in its order, and what is wrong with it.

    One that is malformed has none. `name` is the file's name in the spans.
    """
    if not text.strip():
        return [], [error("empty-file", "this file does not contain a map", Span.start_of(name))]
    builder = _TreeBuilder(name)
    problems = _parse(text, builder)
    return ([] if problems else builder.elements), problems


def read_document(text: str) -> tuple[XmlElement, Diagnostics]:
    """Return the tree of a document below an element without a name, and what is wrong with it.

    Elements have no places. What is nested deeper than in any document counts as the contents of
    what is around it.
    """
    builder = _TreeBuilder("", deepest=_DEEPEST)
    problems = _parse(text, builder) if text else []
    return builder.root, problems


def _parse(text: str, builder: _TreeBuilder) -> Diagnostics:
    """Build the tree of an XML text, and return what is wrong with it: one error, or nothing."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        # A prologue can name another encoding, and a DTD elsewhere: it gives way to blanks, so that
        # what follows keeps its lines and columns.
        blanked = _PROLOGUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        parseString(blanked.encode("utf-8", "replace"), builder)
    except SAXParseException as problem:
        place = _span(builder.file, problem.getLineNumber(), problem.getColumnNumber())
        said = problem.getMessage()
        return [error("xml-syntax", _PLAIN_WORDS.get(said, said), place)]
    except DefusedXmlException:
        message = (
            "this XML file declares entities or refers to other files, so argmap does not read it"
        )
        return [error("xml-unsafe", message, builder.here())]
    except (SAXException, ValueError) as problem:
        return [error("xml-syntax", str(problem), builder.here())]
    return []


def _span(file: str, line: int | None, column: int | None) -> Span:
    """Return the place of a character by SAX's lines from 1, columns from 0; `None` if unknown."""
    return Span.on_line(file, line or 1, (column or 0) + 1)


class _TreeBuilder(ContentHandler):
    """Builds the tree of an XML text.

    Attributes:
        file: what the places of elements call the file.
        root: an element around all others.
        elements: the elements in their order.
    """

    def __init__(self, file: str, deepest: int = 0) -> None:
        """Begin an empty tree; `deepest` is how deep elements are nested; 0 for any."""
        super().__init__()
        self.file = file
        self.root = XmlElement("", {}, Span.start_of(file))
        self.elements: Elements = []
        self._deepest = deepest
        self._locator: Locator | None = None
        self._open = [self.root]
        self._is_kept: list[bool] = []
        self._paragraph_depth = 0  # of the outermost paragraph that is open

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the name is SAX's
        """Keep what knows the present place."""
        self._locator = locator

    def here(self) -> Span:
        """Return the present place."""
        if self._locator is None:
            return _span(self.file, None, None)
        return _span(self.file, self._locator.getLineNumber(), self._locator.getColumnNumber())

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        depth = len(self._open)
        tag = name.rpartition(":")[2]
        if tag in _PARAGRAPHS and not self._paragraph_depth:
            self._paragraph_depth = depth
        is_kept = not self._deepest or depth <= self._paragraph_depth + self._deepest
        self._is_kept.append(is_kept)
        if not is_kept:
            return
        attributes = {}
        for attribute, value in attrs.items():  # type: ignore[attr-defined]
            attributes[attribute.rpartition(":")[2]] = value
        parent = self._open[-1]
        place = self.root.span if self._deepest else self.here()
        element = XmlElement(tag, attributes, place, parent if depth > 1 else None)
        parent.contents.append(element)
        self.elements.append(element)
        self._open.append(element)
        if self._deepest and len(self.elements) > _MOST_ELEMENTS:
            raise SAXException(f"a document has at most {_MOST_ELEMENTS:,} elements")

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002
        if self._is_kept.pop():
            self._open.pop()
            if len(self._open) == self._paragraph_depth:
                self._paragraph_depth = 0

    def characters(self, content: str) -> None:
        element = self._open[-1]
        element.contents.append(content)
        if not self._deepest and content.strip():
            here = self.here()
            element.text_span = (element.text_span or here)._replace(end_line=here.line)
