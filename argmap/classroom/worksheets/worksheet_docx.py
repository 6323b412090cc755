"""A worksheet as a DOCX document, with a table in which students write what belongs in each box.

    ┌──────┬───────────────────────────┬──────────────────┐
    │ Name │                           │ Date │           │
    └──────┴───────────────────────────┴──────────────────┘
    [ the map, with numbered boxes ]
    ┌─────┬────────────────────────────┬──────────────────┐
    │ Box │ Place in the map           │ Your answer      │
    ├─────┼────────────────────────────┼──────────────────┤
    │ 1   │ [1] — supports — “…”       │                  │
    └─────┴────────────────────────────┴──────────────────┘

`argmap.formats.office.worksheet` reads it when it was filled in.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from argmap.classroom.worksheets.sheet import Worksheet, numbers_of
from argmap.classroom.worksheets.sheet_picture import draw_sheet
from argmap.classroom.worksheets.sheet_places import blanks_by_number, places_of
from argmap.classroom.worksheets.word_bank import Bank, has_distractors
from argmap.diagrams.font_metrics import runs_right_to_left
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.paper_sizes import MM, PAGES
from argmap.diagrams.rendering import encode
from argmap.formats.office.worksheet import format_part
from argmap.languages import words_for, worksheet_words_for
from argmap.languages.writing import is_east_asian
from argmap.options.names import WorksheetPaper
from argmap.util.office_packages import need_library, without_times
from argmap.util.text import one_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_NO_DATE = datetime(2000, 1, 1)
_LONGEST_PROPERTY = 255
"""In characters: what a property of a document may hold."""
_MARGIN = 15
_ROW_HEIGHT = 11
_NARROW = 20
_HEAD_HEIGHT = 42
_ROOM_FOR_REVIEW = 23
"""In millimetres: the edge of a page, a row to write in, columns for words, what is above the
picture, and a row for the answer to a question of a review.
"""
_UPRIGHT_SHARE = 0.4
"""How much of an upright page a picture may take."""
_LEGIBLE = 9.0
"""In points."""
_ITEM_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    b'<ds:datastoreItem ds:itemID="{7C0E0D6C-6F2B-4B0E-9D43-2F6C5A1B9E70}"'
    b' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b"<ds:schemaRefs/></ds:datastoreItem>"
)
"""What Word writes beside each part of this kind."""


class _PageShape(NamedTuple):
    """The size of the pages in millimetres, and the picture that fits them."""

    width: float
    height: float
    drawing: Drawing

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * _MARGIN


def format_docx_sheet(sheet: Worksheet, bank: Bank, template: str, paper: WorksheetPaper) -> bytes:
    """Return a worksheet as a document; the same worksheet makes the same bytes.

    Args:
        sheet: the worksheet; its blanks are texts.
        bank: the claims to choose from, by their letters.
        template: the sheet in the native format, which the document holds.
        paper: the paper size.

    Raises:
        ArgmapError: python-docx is not installed, there is no such paper, or the map is too large
            to be drawn.
    """
    need_library("docx", "docx")
    shape = _page_shape(sheet, paper)
    writer = _SheetWriter(sheet, shape)
    writer.set_up()
    writer.add_head(bank)
    writer.add_picture()
    writer.add_table()
    writer.add_part(format_part(template, {each.label: one_line(each.text) for each in bank}))
    made = io.BytesIO()
    writer.document.save(made)
    return without_times(made.getvalue())


def _page_shape(sheet: Worksheet, paper: WorksheetPaper) -> _PageShape:
    """Return an upright page if the picture on it can be read, else a page that lies."""
    # Pages of worksheets lie.
    long, short = PAGES[paper].width / MM, PAGES[paper].height / MM

    def draw(width: float, height: float, picture_height: float) -> _PageShape:
        size = (width - 2 * _MARGIN) * MM, picture_height * MM
        drawing = draw_sheet(sheet, size, has_room=False, is_color=False)
        return _PageShape(width, height, drawing)

    upright = draw(short, long, long * _UPRIGHT_SHARE)
    if upright.drawing.points >= _LEGIBLE:
        return upright
    return draw(long, short, short - 2 * _MARGIN - _HEAD_HEIGHT)


class _SheetWriter:
    """Writes one document."""

    def __init__(self, sheet: Worksheet, shape: _PageShape) -> None:
        import docx

        self.sheet = sheet
        self.shape = shape
        self.words = words_for(sheet.map.language)
        self.said = worksheet_words_for(sheet.map.language)
        self.title = one_line(sheet.map.title) or self.words.argument_map
        self.document: Document = docx.Document()

    def set_up(self) -> None:
        """Set the size of the pages, the properties and the language."""
        from docx.enum.section import WD_ORIENTATION
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        document = self.document
        language = self.sheet.map.language or self.words.tag
        properties = document.core_properties
        properties.title = self.title[:_LONGEST_PROPERTY]
        properties.language = language
        properties.author = properties.comments = ""
        properties.created = properties.modified = _NO_DATE
        section = document.sections[0]
        if self.shape.width > self.shape.height:
            section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_width = Mm(self.shape.width)
        section.page_height = Mm(self.shape.height)
        for edge in ("left", "right", "top", "bottom"):
            setattr(section, f"{edge}_margin", Mm(_MARGIN))
        normal = document.styles["Normal"]
        if self.words.rtl:
            # Every other style of paragraphs is based on this one.
            normal.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
            section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")
        normal.paragraph_format.space_after = Pt(4)
        normal.font.name = "Arial"
        # By the language of the text, Word checks what students write.
        script = "w:bidi" if self.words.rtl else "w:val"
        if is_east_asian(language):
            script = "w:eastAsia"
        styles = document.styles.element
        for place in styles.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
            place.set(qn(script), language)

    def add_head(self, bank: Bank) -> None:
        """Add the title, room for name and date, what to do, and the claims to choose from."""
        from docx.shared import Pt

        document, said = self.document, self.said
        self.write(document.add_heading(level=1), self.title)
        if self.sheet.questions:
            instruction = said.review_table
        else:
            room = self.shape.room - 2 * _NARROW
            widths = [_NARROW, room * 2 / 3, _NARROW, room / 3]
            head = self.add_grid([[said.name, "", said.date, ""]], widths)
            for cell in (head.cell(0, 0), head.cell(0, 2)):
                self.make_bold(cell)
            instruction = said.fill_in_table_letters if bank else said.fill_in_table
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8)
        self.write(paragraph, instruction)
        if bank:
            self.write(document.add_heading(level=2), said.bank)
            if has_distractors(bank):
                self.write(document.add_paragraph(), said.some_are_wrong)
        for entry in bank:
            self.write(document.add_paragraph(), f"{entry.label}\u2003{one_line(entry.text)}")

    def add_picture(self) -> None:
        """Add the map, as large as its page lets it be."""
        from docx.shared import Pt

        drawing = self.shape.drawing
        (data,) = encode([drawing], "png", {})
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(drawing.paper[0]))
        said = f"{self.words.argument_map}{self.words.colon}{self.title}"
        shape._inline.docPr.set("descr", f"{said}\n{drawing.scene.description}")

    def add_table(self) -> None:
        """Add the table, with a row for each blank."""
        from docx.shared import Mm

        said, questions = self.said, self.sheet.questions
        names = blanks_by_number(self.sheet.texts)
        heads = ("", said.question) if questions else (said.box, said.place)
        rows = [[*heads, said.answer]]
        for id, number in numbers_of(self.sheet.texts).items():
            places = questions.get(id) or "\n".join(places_of(self.sheet.map, id, names))
            rows.append([number, places, ""])
        room = self.shape.room - _NARROW
        asked = room / 4 if questions else room / 2
        table = self.add_grid(rows, [_NARROW, asked, room - asked])
        if questions:
            for row in list(table.rows)[1:]:
                row.height = Mm(_ROOM_FOR_REVIEW)
        # Screen readers read the first row with each cell, and it is repeated on each page.
        self.mark(table.rows[0], "w:tblHeader")
        for cell in table.rows[0].cells:
            self.make_bold(cell)
        for row in table.rows:
            self.mark(row, "w:cantSplit")
            self.make_bold(row.cells[0])

    def add_grid(self, rows: list[list[str]], widths: list[float]) -> Table:
        """Add a table with these texts, with room to write in each row."""
        from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_DIRECTION
        from docx.shared import Mm

        table: Table = self.document.add_table(len(rows), len(widths), style="Table Grid")
        table.autofit = False
        if self.words.rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for row, texts in zip(table.rows, rows, strict=True):
            row.height = Mm(_ROW_HEIGHT)
            row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Mm(width)
                first, *others = text.split("\n")
                self.write(cell.paragraphs[0], first)
                for line in others:
                    self.write(cell.add_paragraph(), line)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def write(self, paragraph: Paragraph, text: str) -> None:
        """Add a text to a paragraph."""
        run = paragraph.add_run(text)
        if runs_right_to_left(text, otherwise=self.words.rtl):
            run.font.rtl = True

    def make_bold(self, cell: _Cell) -> None:
        """Have a cell look like a heading."""
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                # For most scripts, and for those that Word calls complex, such as Hebrew.
                run.font.bold = run.font.cs_bold = True

    def mark(self, row: _Row, name: str) -> None:
        """Set a property of a row that is on or off."""
        from docx.oxml import OxmlElement

        row._tr.get_or_add_trPr().append(OxmlElement(name))

    def add_part(self, data: bytes) -> None:
        """Add the part that makes the document a worksheet."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        package = self.document.part.package
        item = package.next_partname("/customXml/item%d.xml")
        part = Part(item, CONTENT_TYPE.XML, data, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
        name = PackURI(item.replace("item", "itemProps"))
        properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _ITEM_PROPERTIES, package)
        part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
