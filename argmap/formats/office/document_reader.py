"""What readers of office documents share: tables, and what is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from argmap.formats.lists.paragraphs import Paragraphs, comment_on_passed_over
from argmap.formats.lists.tables import DEEPEST_TABLE, paragraphs_of_table
from argmap.formats.shared.xml_elements import XmlElement


class DocumentReader:
    """Reads the paragraphs of a document, in the order of its text.

    Attributes:
        passed_over: the elements that are no part of the text, and what they are to people.
        table: the names of a table, a row and a cell.
        texts: the elements that hold text; none for any.
    """

    passed_over: ClassVar[Mapping[str, str]]
    table: ClassVar[tuple[str, str, str]]
    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self._open_tables = 0

    def paragraphs_in(self, parent: XmlElement) -> Paragraphs:
        """Return the paragraphs in an element."""
        found: Paragraphs = []
        table, row, cell = self.table
        for element in parent.elements:
            if element.tag == table and self._open_tables < DEEPEST_TABLE:
                self._open_tables += 1
                rows = []
                for each in element.all(row, outermost=True):
                    rows.append(
                        [self.paragraphs_in_cell(inner) for inner in each.all(cell, outermost=True)]
                    )
                found += paragraphs_of_table(rows)
                self._open_tables -= 1
            elif element.tag not in self.passed_over:
                found += self.paragraphs_of(element)
        return found

    def paragraphs_in_cell(self, cell: XmlElement) -> Paragraphs:
        """Return the paragraphs in a cell of a table, or in a note."""
        return self.paragraphs_in(cell)

    def paragraphs_of(self, element: XmlElement) -> Paragraphs:
        """Return the paragraphs that an element is, or that are in it."""
        raise NotImplementedError

    def comment(self, element: XmlElement) -> str:
        """Return a comment on what an element says that is passed over."""
        pieces = []
        pending: list[XmlElement | str] = [element]
        while pending:
            part = pending.pop()
            if isinstance(part, str):
                pieces.append(part)
            else:
                pieces.append(part.get("descr"))
                has_text = not self.texts or part.tag in self.texts
                pending += reversed(part.contents if has_text else part.elements)
        return comment_on_passed_over(self.passed_over[element.tag], pieces)
