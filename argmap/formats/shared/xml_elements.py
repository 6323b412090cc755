"""XML text → its elements in a flat list, each with its place; nothing outside the text is ever read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

from argmap.model.diagnostics import Diagnostic, Span, error

_PROLOGUE = re.compile(r"\A\s*(<\?xml\b[^>]*\?>)?\s*(<!DOCTYPE\b[^\[<>]*>)?")


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name, attributes, own text and place."""

    tag: str
    attributes: dict[str, str]
    span: Span
    parts: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def type(self) -> str:
        return self.attributes.get("type", "")

    @property
    def source(self) -> str:
        return self.attributes.get("src", "")

    @property
    def target(self) -> str:
        return self.attributes.get("trg", "")

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


def read_elements(text: str, name: str) -> tuple[list[Element], list[Diagnostic]]:
    """Return the elements of an XML text in its order, none if it is malformed, and what is wrong with it."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    handler = _Handler(name)
    if not text.strip():
        return [], [error("empty-file", "there is no map in this file", Span(name, 1, 1, 1, 1))]
    try:
        parseString(_as_utf8(text), handler)
    except SAXParseException as problem:
        line, column = problem.getLineNumber() or 1, (problem.getColumnNumber() or 0) + 1
        return [], [error("xml-syntax", problem.getMessage(), Span(name, line, column, line, column + 1))]
    except DefusedXmlException:
        message = "this XML declares entities or points outside itself, and is not read"
        return [], [error("xml-unsafe", message, handler.here())]
    except (SAXException, ValueError) as problem:
        return [], [error("xml-syntax", str(problem), handler.here())]
    return handler.elements, []


def _as_utf8(text: str) -> bytes:
    """Return the bytes of a text, its prologue blanked: it can name another encoding, and a DTD elsewhere."""
    text = _PROLOGUE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text.encode("utf-8", "replace")


class _Handler(ContentHandler):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the name is SAX's
        self.locator = locator

    def here(self) -> Span:
        line = (self.locator.getLineNumber() if self.locator else None) or 1
        column = ((self.locator.getColumnNumber() if self.locator else None) or 0) + 1
        return Span(self.name, line, column, line, column + 1)

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        element = Element(name, dict(attrs.items()), self.here())  # type: ignore[attr-defined]
        self.elements.append(element)
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002
        self.open.pop()

    def characters(self, content: str) -> None:
        if self.open:
            self.open[-1].parts.append(content)
