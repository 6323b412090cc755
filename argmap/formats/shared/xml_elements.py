"""XML text → its elements in a flat list, each with its place.

Nothing outside the text is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
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
    """An element of XML: its name, attributes, the pieces of its own text, and where it begins.

    `parent` is the element around it, `text_span` is where its own text is, and `all_pieces` are
    those of its whole text, where that was asked for.
    """

    tag: str
    attributes: dict[str, str]
    span: Span
    parent: XmlElement | None = None
    text_pieces: list[str] = field(default_factory=list)
    all_pieces: list[str] = field(default_factory=list)
    text_span: Span | None = None

    @property
    def id(self) -> str:
        """Its attribute `id`, empty if it has none."""
        return self.attributes.get("id", "")

    @property
    def type(self) -> str:
        """Its attribute `type`, empty if it has none."""
        return self.attributes.get("type", "")

    @property
    def source(self) -> str:
        """Its attribute `src`: the id of the element that an edge leads from."""
        return self.attributes.get("src", "")

    @property
    def target(self) -> str:
        """Its attribute `trg`: the id of the element that an edge leads to."""
        return self.attributes.get("trg", "")

    @property
    def text(self) -> str:
        """Its own text, without that of the elements in it, on one line."""
        return " ".join("".join(self.text_pieces).split())

    @property
    def whole_text(self) -> str:
        """Its text with that of the elements in it, a line for each paragraph; "" where it was not
        asked for.
        """
        return _SPACES.sub(" ", "".join(self.all_pieces)).strip()


Elements: TypeAlias = list[XmlElement]


def read_elements(
    text: str, name: str, whole_text_of: Collection[str] = ()
) -> tuple[Elements, Diagnostics]:
    """Return the elements of an XML text in its order, and what is wrong with it.

    One that is malformed has none.

    Args:
        text: the XML.
        name: the file's name in the spans.
        whole_text_of: the names of elements, not within each other, whose whole text is asked for.
    """
    if not text.strip():
        return [], [error("empty-file", "this file does not contain a map", Span.start_of(name))]
    collector = _ElementCollector(name, whole_text_of)
    problems = parse_xml(text, collector)
    return ([] if problems else collector.elements), problems


def parse_xml(text: str, handler: XmlHandler) -> Diagnostics:
    """Hand an XML text to a handler, and return what is wrong with it: one error, or nothing."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        # A prologue can name another encoding, and a DTD elsewhere: it gives way to blanks, so that
        # what follows keeps its lines and columns.
        blanked = _PROLOGUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        parseString(blanked.encode("utf-8", "replace"), handler)
    except SAXParseException as problem:
        place = _span(handler.file, problem.getLineNumber(), problem.getColumnNumber())
        said = problem.getMessage()
        return [error("xml-syntax", _PLAIN_WORDS.get(said, said), place)]
    except DefusedXmlException:
        message = (
            "this XML file declares entities or refers to other files, so argmap does not read it"
        )
        return [error("xml-unsafe", message, handler.here())]
    except (SAXException, ValueError) as problem:
        return [error("xml-syntax", str(problem), handler.here())]
    return []


def _span(file: str, line: int | None, column: int | None) -> Span:
    """Return the place of a character by SAX's lines from 1, columns from 0; `None` if unknown."""
    return Span.on_line(file, line or 1, (column or 0) + 1)


class XmlHandler(ContentHandler):
    """Takes the elements of an XML text as they come.

    Attributes:
        file: what the places of elements call the file.
        open: the local names of the elements that are open, the outermost first.
    """

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.open: list[str] = []
        self.locator: Locator | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element, which is not among the open ones yet.

        It and its attributes have their local names, as programs choose prefixes as they like.
        """

    def end(self, name: str) -> None:
        """Take the end of an element, by its local name; it is no longer among the open ones."""

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the name is SAX's
        """Keep what knows the present place."""
        self.locator = locator

    def here(self) -> Span:
        """Return the present place."""
        if self.locator is None:
            return _span(self.file, None, None)
        return _span(self.file, self.locator.getLineNumber(), self.locator.getColumnNumber())

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        """Hand on the beginning of an element."""
        local_name = name.rpartition(":")[2]
        attributes = {}
        for attribute, value in attrs.items():  # type: ignore[attr-defined]
            attributes[attribute.rpartition(":")[2]] = value
        self.begin(local_name, attributes)
        self.open.append(local_name)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002
        """Hand on the end of an element."""
        self.end(self.open.pop())


class _ElementCollector(XmlHandler):
    def __init__(self, name: str, whole_text_of: Collection[str]) -> None:
        super().__init__(name)
        self.whole_text_of = whole_text_of
        self.collecting: XmlElement | None = None
        self.elements: Elements = []
        self.open_elements: Elements = []

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        parent = None
        if self.open_elements:
            parent = self.open_elements[-1]
        element = XmlElement(name, dict(attrs.items()), self.here(), parent)  # type: ignore[attr-defined]
        self.elements.append(element)
        self.open_elements.append(element)
        if name in self.whole_text_of:
            self.collecting = element
        elif self.collecting is not None and name in _STRUCK_OUT:
            self.collecting.all_pieces.append("~~")

    def endElement(self, name: str) -> None:  # noqa: N802
        if self.open_elements.pop() is self.collecting:
            self.collecting = None
        elif self.collecting is not None and name in _LINES:
            self.collecting.all_pieces.append("\n")
        elif self.collecting is not None and name in _STRUCK_OUT:
            self.collecting.all_pieces.append("~~")

    def characters(self, content: str) -> None:
        if self.open_elements:
            element = self.open_elements[-1]
            element.text_pieces.append(content)
            if content.strip():
                here = self.here()
                element.text_span = (element.text_span or here)._replace(end_line=here.line)
        if self.collecting is not None:
            self.collecting.all_pieces.append(_SPACES.sub(" ", content.replace("\n", " ")))
