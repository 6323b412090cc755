"""Tables → the headings, items and paragraphs in them, which documents, pages and Markdown share.

| Pros           | Cons       |            a heading above each column, its cells below it
| They distract. | They help. |

| Option | Pros       | Cons       |       each row has a heading, and those of the columns below
| Trams  | They last. | They cost. |
"""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest
from operator import itemgetter

from argmap.formats.lists.listing import EMPTY_ITEM, bullet_line
from argmap.formats.lists.paragraphs import HIGHEST, Paragraph, Paragraphs, on_one_line
from argmap.languages.roles import Role, role_named

DEEPEST_TABLE = 10
"""Tables in tables in tables: below this, a table counts as the cell that it is in."""
# Examples: "|---|:-:|" and "--- | ---", below the first row of a table in Markdown.
_RULE = re.compile(r"\s*+\|?(?:\s*+:?-+:?\s*+\|)+(?:\s*+:?-+:?)?\s*")
# A cell, and the piece of it before a line break.
_CELL = re.compile(r"((?:\\.|[^|])*+)(?:\||\Z)")
_PIECE = re.compile(r"\s*+(.*?)(?:<br\s*/?>|\Z)", re.IGNORECASE)
# Example: "**👍 Pros:**", of which the name is "Pros".
_AROUND_NAME = re.compile(r"\A[\W_]+|[^\w)）]+\Z|_+\Z")


class ParagraphCollector:
    """Collects the paragraphs of a document, those in the cells of its tables by their columns.

    | Ban them           | Allow them         |      two sides, each with its list
    | - Phones distract. | - Phones can help. |

    Attributes:
        paragraphs: what was collected.
    """

    def __init__(self) -> None:
        self.paragraphs: Paragraphs = []
        # Where paragraphs go: the document, or the cell that is open.
        self._into: list[Paragraphs] = [self.paragraphs]
        self._tables: list[list[list[Paragraphs]]] = []
        # Whether the last row of each table has an open cell.
        self._has_cell: list[bool] = []
        self._too_deep = 0

    def add(self, paragraph: Paragraph) -> None:
        """Add a paragraph."""
        self._into[-1].append(paragraph)

    def begin_table(self) -> None:
        """Begin a table, in a cell of another perhaps."""
        if len(self._tables) >= DEEPEST_TABLE:
            self._too_deep += 1
            return
        self._tables.append([])
        self._has_cell.append(False)

    def begin_row(self) -> None:
        """Begin a row of the last table."""
        if self._tables and not self._too_deep:
            self.end_cell()
            self._tables[-1].append([])

    def begin_cell(self) -> bool:
        """Begin a cell of the last row, and return whether there is one."""
        if self._too_deep or not self._tables or not self._tables[-1]:
            return False
        self.end_cell()
        cell: Paragraphs = []
        self._tables[-1][-1].append(cell)
        self._into.append(cell)
        self._has_cell[-1] = True
        return True

    def end_cell(self) -> bool:
        """End the cell of the last table, and return whether one was open."""
        if self._too_deep or not self._tables or not self._has_cell[-1]:
            return False
        self._into.pop()
        self._has_cell[-1] = False
        return True

    def end_table(self) -> None:
        """End the last table, and add what it says."""
        if self._too_deep:
            self._too_deep -= 1
        elif self._tables:
            self.end_cell()
            self._has_cell.pop()
            self._into[-1] += paragraphs_of_table(self._tables.pop())


def begins_table(line: str, line_below: str) -> bool:
    """Return whether a line of Markdown is the first row of a table."""
    return "|" in line and _RULE.fullmatch(line_below) is not None


def pieces_of_row(line: str) -> list[list[tuple[int, str]]]:
    """Return the lines in each cell of a row of Markdown, each with where it begins."""
    row = []
    start = len(line) - len(line.lstrip().removeprefix("|"))
    for cell in takewhile(itemgetter(0), _CELL.finditer(line.rstrip(), start)):
        pieces = [piece for piece in _PIECE.finditer(cell[1]) if piece[1].strip()]
        row.append([(cell.start() + piece.start(1), piece[1].rstrip()) for piece in pieces])
    return row


def paragraphs_of_table(rows: list[list[Paragraphs]]) -> Paragraphs:
    """Return what cells say: their lists if there are any, else row by row."""
    found = lists_of_table(rows)
    if found:
        return found
    return [Paragraph(f"| {' | '.join(map(_text_of_cell, row))} |") for row in rows if row]


def lists_of_table(rows: list[list[Paragraphs]]) -> Paragraphs:
    """Return the headings and items of a table: column by column if a list is in one of its cells,
    or if its first row names reasons and objections; none for another table.
    """
    everything = [paragraph for row in rows for cell in row for paragraph in cell]
    heads = rows[0] if rows else []
    are_roles = [_name_role(cell) for cell in heads]
    has_roles = len(heads) > 1 and all(are_roles[1:])
    if has_roles:
        _begin_items(rows[1:])
    elif not any(map(_begins_item, everything)):
        return []
    found = _by_rows(rows) if has_roles and not are_roles[0] else _by_columns(rows)
    # What is behind the table is not below its last heading.
    return [*found, Paragraph(heading=HIGHEST, below=1)]


def _by_columns(rows: list[list[Paragraphs]]) -> Paragraphs:
    columns: list[Paragraphs] = []
    for cells in zip_longest(*rows, fillvalue=[]):
        column = [each for cell in cells for each in cell if each.text.strip()]
        columns.append(column)
        # What is above a list is its heading.
        if len(column) > 1 and not _begins_item(column[0]) and _begins_item(column[1]):
            _make_heading(column[0], below=1)
    return [paragraph for column in columns for paragraph in column]


def _by_rows(rows: list[list[Paragraphs]]) -> Paragraphs:
    """Return the rows, the first cell of each as the heading above those of the columns."""
    heads = rows[0]
    found: Paragraphs = []
    for row in rows[1:]:
        if row and row[0]:
            option = row[0][0]
            option.text = _text_of_cell(row[0])
            _make_heading(option, below=1)
            found.append(option)
        for head, cell in zip(heads[1:], row[1:], strict=False):
            if cell:
                _make_heading(head[0], below=2)
                found += [head[0], *cell]
    return found


def _make_heading(paragraph: Paragraph, *, below: int) -> None:
    paragraph.heading = HIGHEST
    paragraph.below = below
    paragraph.depth = None


def _name_role(cell: Paragraphs) -> bool:
    """Return whether a cell only names reasons or objections, without what is around its name."""
    name = _AROUND_NAME.sub("", cell[0].text) if len(cell) == 1 else ""
    names_role = role_named(name) in (Role.REASON, Role.OBJECTION)
    if names_role:
        cell[0].text = name
    return names_role


def _begin_items(rows: list[list[Paragraphs]]) -> None:
    """Make an item of each line in cells below the names of reasons and objections."""
    for cell in (cell for row in rows for cell in row):
        if not any(map(_begins_item, cell)):
            cell[:] = [line for paragraph in cell for line in _lines_of(paragraph)]
            for line in cell:
                line.depth = 0


def _lines_of(paragraph: Paragraph) -> Paragraphs:
    lines = [line for line in paragraph.text.split("\n") if line.strip()]
    if len(lines) > 1:
        return [Paragraph(line) for line in lines]
    return [paragraph] if lines and not EMPTY_ITEM.fullmatch(lines[0].strip()) else []


def _begins_item(paragraph: Paragraph) -> bool:
    return paragraph.depth is not None or bullet_line(paragraph.text) is not None


def _text_of_cell(cell: Paragraphs) -> str:
    return " ".join(on_one_line(paragraph.text) for paragraph in cell)
