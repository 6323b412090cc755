"""Argdown text → the document that it is: its elements, joined by their titles, and their
relations.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from argmap.formats.argdown.data import Entry, read_data, read_front_matter, text_of
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
from argmap.formats.shared.yaml_tree import Mapping
from argmap.model.diagnostics import Diagnostic


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
