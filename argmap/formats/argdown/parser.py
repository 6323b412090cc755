"""Argdown text → the document that it is: its elements, joined by their titles, and their relations."""

from __future__ import annotations

from typing import cast

from argmap.formats.argdown.data import read_front_matter
from argmap.formats.argdown.document import ArgdownElement, Document, derive_relations
from argmap.formats.argdown.elements import ElementReader
from argmap.formats.argdown.structure import StructureReader
from argmap.formats.argdown.syntax import (
    DocumentPart,
    Heading,
    ItemList,
    NumberedStatement,
    Structure,
    WrittenElement,
    parse_parts,
)
from argmap.model.diagnostics import Diagnostic


def read_document(text: str, name: str, diagnostics: list[Diagnostic]) -> Document:
    """Return what a text says.

    Args:
        text: an Argdown text.
        name: what diagnostics call the file.
        diagnostics: takes what is wrong with the text.
    """
    reader = _DocumentReader(name, diagnostics)
    for part in parse_parts(text, name, diagnostics):
        reader.read_part(part)
    reader.document.relations = derive_relations(reader.elements.stated)
    return reader.document


class _DocumentReader:
    def __init__(self, name: str, diagnostics: list[Diagnostic]) -> None:
        self.name = name
        self.diagnostics = diagnostics
        self.elements = ElementReader(name, diagnostics)
        self.document = self.elements.document
        self.open_headings: list[tuple[int, str]] = []  # those that what follows stands under: levels and titles
        self.argument_above: ArgdownElement | None = None  # to it belongs a structure that follows at once

    def read_part(self, part: DocumentPart) -> None:
        argument_above, self.argument_above = self.argument_above, None
        if isinstance(part, WrittenElement):
            element = self.elements.read_element(part)
            if element.is_argument:
                self.argument_above = element
        elif isinstance(part, Structure):
            self.read_structure(part, argument_above)
        elif isinstance(part, ItemList):
            for written in part.elements:
                self.elements.read_element(written)
        elif isinstance(part, Heading):
            self.read_heading(part)
        else:
            self.document.front = read_front_matter(part.token, self.name, self.diagnostics)

    def read_heading(self, heading: Heading) -> None:
        content = self.elements.read_content(heading.content)
        self.document.headings.append((heading.level, content.text))
        self.document.heading_tags += len(content.tags)
        if heading.data is not None:
            self.document.heading_data += 1
        # A heading ends those above it that are of its own level or deeper.
        while self.open_headings and self.open_headings[-1][0] >= heading.level:
            self.open_headings.pop()
        self.open_headings.append((heading.level, content.text))
        self.elements.headings = tuple(title for _, title in self.open_headings)

    def read_structure(self, structure: Structure, argument: ArgdownElement | None) -> None:
        first = cast("NumberedStatement", structure.parts[0])
        span = self.elements.span(first.number)
        if argument is None:  # it follows no argument: Argdown gives it one without a title
            argument = self.elements.new_element("", True, span)
        if argument.inferences:
            message = f"the argument `<{argument.title}>` has a premise-conclusion structure already"
            self.elements.complain(message, span, "give this one a title of its own")
            return
        StructureReader(self.elements, argument).read(structure)
