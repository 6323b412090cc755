"""A map as a Word document (Office Open XML, ECMA-376): the picture, the outline or essay, the
sources.
"""

from __future__ import annotations

import io
import string
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from argmap.documents.manuscript import Manuscript, Paragraph, show_lines
from argmap.documents.office_xml import (
    INDENT,
    CountedList,
    ListNumber,
    element,
    list_numbers,
)
from argmap.documents.outline_results import manuscript_asked_for, outline_result
from argmap.documents.picture import DocumentPicture, pictures_on_paper
from argmap.documents.text_runs import Link, Look, Run, Target, plain_address
from argmap.languages.writing import is_east_asian
from argmap.model import ArgumentMap
from argmap.model.writing import Result, WritingOptions
from argmap.util.office_packages import need_library, without_times

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import CharacterStyle, ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run as WordRun

_NO_DATE = datetime(2000, 1, 1)

_LONGEST_PROPERTY = 255
"""In characters: what a property of a document may hold."""


_SHORT_EDGE, _LONG_EDGE = 210, 297
"""In millimetres: A4."""

_MARGIN, _NARROW_MARGIN = 22.5, 10
"""In millimetres: what is left free at each edge of a page of text, and of one with a picture
alone.
"""

_RIGHT_TO_LEFT = {"R", "AL"}
"""How Unicode classes the letters of scripts that run so."""

_QUIET = "595959"
"""The color of what is less important than claims: 7:1 on white."""

_LINK = "0B4F9E"
"""The color of links: 8:1 on white."""

_SMALL = 9
"""In points: the size of attributions."""


_SVG_OF_PICTURE = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">
<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{id}"/>
</a:ext></a:extLst>"""
"""The SVG that is shown in the place of a picture: `svgBlip` of [MS-ODRAWXML]."""


def format_docx(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a DOCX file: the outline or an essay, and the picture.

    Raises:
        ArgmapError: python-docx is not installed.
    """
    # Asked first: a picture takes a while.
    need_library("docx", "docx")
    manuscript, numbers = manuscript_asked_for(map, options)
    pictures = pictures_on_paper(map, numbers, options.verdicts)
    data = docx_of(manuscript, pictures)
    return outline_result(map, data, options, pictures[0].notes)


def docx_of(manuscript: Manuscript, pictures: Sequence[DocumentPicture]) -> bytes:
    """Return a document as a DOCX file; the same document and pictures make the same bytes.

    Pictures that need a page of their own go behind the text.
    """
    writer = _DocxWriter(manuscript)
    writer.set_properties()
    writer.set_styles()
    writer.set_up_page(writer.document.sections[0], is_landscape=False)
    writer.add_heading(manuscript.title, 0)
    for picture in pictures:
        if not picture.is_page:
            writer.add_picture(picture, manuscript.title, _SHORT_EDGE - 2 * _MARGIN)
    writer.add_text()
    pages = [picture for picture in pictures if picture.is_page]
    if pages:
        writer.add_pages(pages)
    writer.add_page_numbers()
    made = io.BytesIO()
    writer.document.save(made)
    return without_times(made.getvalue())


class _DocxWriter:
    """Writes one document."""

    def __init__(self, manuscript: Manuscript) -> None:
        import docx

        self.manuscript = manuscript
        self.words = manuscript.words
        self.is_east_asian = is_east_asian(manuscript.language)
        self.document: Document = docx.Document()
        self.list = CountedList(self.document, rtl=self.words.rtl)
        # Names of plain letters, which are short, whatever a place or a source is called.
        self.bookmarks: dict[Link, str] = {}
        for number, here in enumerate(manuscript.places(), 1):
            self.bookmarks[here] = f"{here.target.name.lower()}{number}"

    # --- the document as a whole ---

    def set_properties(self) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        document = self.document
        language = self.manuscript.language
        properties = document.core_properties
        properties.title = self.manuscript.title[:_LONGEST_PROPERTY]
        properties.language = language
        properties.author = ""
        properties.comments = ""
        properties.created = _NO_DATE
        properties.modified = _NO_DATE
        # The small picture that file managers show is that of the template of python-docx.
        relationships = document.part.package.rels
        for id, relationship in list(relationships.items()):
            if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del relationships[id]
        # By the language of the text, Word checks its spelling and chooses its fonts.
        script = "w:val"
        if self.is_east_asian:
            script = "w:eastAsia"
        elif self.words.rtl:
            script = "w:bidi"
        styles = document.styles.element
        settings = document.settings.element
        defaults = styles.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang")
        for place in (*defaults, *settings.xpath("./w:themeFontLang")):
            place.set(qn(script), language)

    def set_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Mm, Pt, RGBColor

        styles = self.document.styles
        if self.words.rtl:
            # Every other style of paragraphs is based on this one.
            styles["Normal"].element.get_or_add_pPr().append(element("w:bidi", {}))
        styles["Normal"].paragraph_format.space_after = Pt(6)
        _set_size(styles["Title"], 22)
        in_list = styles["List Paragraph"].paragraph_format
        in_list.space_after = Pt(4)
        in_list.line_spacing = 1.1
        in_list.element.get_or_add_pPr().remove_all("w:contextualSpacing")
        # Letters of these scripts are not slanted, nor are Hebrew and Arabic ones.
        for name, color, is_bold, is_slanted in (
            ("Role", "", True, False),
            ("Mark", _QUIET, False, not self.is_east_asian),
            ("Attribution", _QUIET, False, False),
            ("Hyperlink", _LINK, False, False),
        ):
            # Word has a style of the last name itself.
            style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER, name == "Hyperlink")
            font = style.font
            if is_bold:
                # For most scripts, and for those that Word calls complex, such as Hebrew.
                font.bold = font.cs_bold = True
            if is_slanted:
                font.italic = True
            if color:
                font.color.rgb = RGBColor.from_string(color)
        _set_size(styles["Attribution"], _SMALL)
        styles["Hyperlink"].font.underline = True
        bibliography = styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        bibliography.base_style = styles["Normal"]
        hanging = bibliography.paragraph_format
        hanging.left_indent = Mm(8)
        hanging.first_line_indent = Mm(-8)

    def set_up_page(self, section: Section, *, is_landscape: bool) -> None:
        from docx.enum.section import WD_ORIENTATION
        from docx.shared import Mm

        width, height, margin = _SHORT_EDGE, _LONG_EDGE, _MARGIN
        section.orientation = WD_ORIENTATION.PORTRAIT
        if is_landscape:
            width, height, margin = _LONG_EDGE, _SHORT_EDGE, _NARROW_MARGIN
            section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_width = Mm(width)
        section.page_height = Mm(height)
        for edge in ("left", "right", "top", "bottom"):
            setattr(section, f"{edge}_margin", Mm(margin))
        section.footer_distance = Mm(margin / 2)
        properties = section._sectPr
        if self.words.rtl and not properties.xpath("./w:bidi"):
            properties.insert_element_before(element("w:bidi", {}), "w:rtlGutter", "w:docGrid")

    def add_page_numbers(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        # Those of later sections follow the first.
        footer = self.document.sections[0].footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = footer.add_run()._r
        code = element("w:instrText", {})
        code.text = "PAGE"
        run.append(element("w:fldChar", {"w:fldCharType": "begin"}))
        run.append(code)
        run.append(element("w:fldChar", {"w:fldCharType": "end"}))

    # --- what it says ---

    def add_picture(self, picture: DocumentPicture, title: str, width: float) -> None:
        """Add a picture, as wide as that in millimetres."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import parse_xml
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        spacing = paragraph.paragraph_format
        spacing.line_spacing = 1
        spacing.space_after = 0
        inline = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Mm(width))._inline
        named = self.words.argument_map + self.words.colon + title
        inline.docPr.set("descr", show_lines(f"{named}\n{picture.description}".rstrip()))
        # Word shows the SVG, and the PNG where it is older than 2016.
        document = self.document.part
        name = document.package.next_partname("/word/media/map%d.svg")
        part = Part(PackURI(name), "image/svg+xml", picture.data, document.package)
        id = document.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        [blip] = inline.xpath(".//a:blip")
        blip.append(parse_xml(_SVG_OF_PICTURE.format(id=id)))

    def add_pages(self, pages: Sequence[DocumentPicture]) -> None:
        """Add pictures on lying pages of their own."""
        from docx.enum.section import WD_SECTION

        self.set_up_page(self.document.add_section(WD_SECTION.NEW_PAGE), is_landscape=True)
        heading = self.add_heading(self.words.argument_map, 1)
        heading.paragraph_format.space_before = 0
        count = len(pages)
        for number, picture in enumerate(pages, 1):
            title = self.manuscript.title
            if count > 1:
                title += self.words.aside(f"{number}/{count}")
            self.add_picture(picture, title, _LONG_EDGE - 2 * _NARROW_MARGIN)

    def add_text(self) -> None:
        manuscript = self.manuscript
        document = self.document
        numbers = []
        for section in manuscript.sections:
            numbers += [paragraph.number for paragraph in section.paragraphs if paragraph.number]
        counted = iter(list_numbers(numbers))
        for heading, paragraphs in manuscript.sections:
            if heading:
                self.add_heading(heading, 1)
            for paragraph in paragraphs:
                if paragraph.number:
                    self.add_claim(paragraph, next(counted))
                else:
                    self.add_runs(document.add_paragraph(), paragraph.runs)
        if manuscript.bibliography:
            self.add_heading(self.words.sources, 1)
        for line in manuscript.bibliography:
            added = document.add_paragraph(style="Bibliography")
            self.add_runs(added, line.runs)
            self.add_bookmark(added.runs[0], line.anchor)
        for note in manuscript.notes:
            self.add_runs(document.add_paragraph(), [Run(note, Look.MARK)])

    def add_claim(self, paragraph: Paragraph, number: ListNumber) -> None:
        from docx.shared import Pt

        level = number.level
        added = self.document.add_paragraph()
        # By the id of the style: python-docx would read through all styles for its name, for each
        # paragraph.
        added._p.style = "ListParagraph"
        properties = added._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = int(self.list.instance(number))
        if self.words.rtl:
            # LibreOffice overlooks the indent of the list here, and puts the number before the
            # indent.
            indents = added.paragraph_format
            indents.left_indent = Pt(INDENT * (level + 1))
            indents.first_line_indent = Pt(0)
        self.add_runs(added, paragraph.runs)
        if paragraph.remark:
            added.add_run().add_break()
            self.add_runs(added, paragraph.remark, "Attribution")

    def add_heading(self, text: str, level: int) -> WordParagraph:
        heading: WordParagraph = self.document.add_heading(level=level)
        self.add_runs(heading, [Run(text)])
        return heading

    # --- pieces of a line ---

    def add_runs(self, paragraph: WordParagraph, runs: Iterable[Run], style: str = "") -> None:
        """Add pieces to a paragraph, those that are plain in a style of characters, if any."""
        styles = {Look.ROLE: "Role", Look.MARK: "Mark"}
        for run in runs:
            text = run.text
            added = paragraph.add_run(text)
            added._r.style = styles.get(run.look) or style or None
            if not _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text)):
                added.font.rtl = True
            if run.place:
                self.add_bookmark(added, run.anchor)
            if run.link is not None:
                self.add_link(added, run.link)

    def add_bookmark(self, run: WordRun, here: Link) -> None:
        """Let links lead to a run."""
        name = self.bookmarks[here]
        id = name.lstrip(string.ascii_lowercase)  # its number
        written = run._r
        written.addprevious(element("w:bookmarkStart", {"w:id": id, "w:name": name}))
        written.addnext(element("w:bookmarkEnd", {"w:id": id}))

    def add_link(self, run: WordRun, link: Link) -> None:
        """Let a run lead somewhere, if there is what it leads to."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.shared import Pt

        if link.target is Target.WEB:
            address = plain_address(link.to)
            kind = RELATIONSHIP_TYPE.HYPERLINK
            where = {"r:id": self.document.part.relate_to(address, kind, is_external=True)}
        elif link in self.bookmarks:
            where = {"w:anchor": self.bookmarks[link]}
        else:
            return
        written = run._r
        if written.style == "Attribution":
            run.font.size = Pt(_SMALL)
        written.style = "Hyperlink"
        hyperlink = element("w:hyperlink", where)
        written.addprevious(hyperlink)
        hyperlink.append(written)


def _set_size(style: ParagraphStyle | CharacterStyle, points: int) -> None:
    """Set the size of text in a style, for most scripts and for those that Word calls complex."""
    from docx.shared import Pt

    style.font.size = Pt(points)
    properties = style.element.get_or_add_rPr()
    properties.remove_all("w:szCs")
    size = element("w:szCs", {"w:val": str(2 * points)})
    properties.xpath("./w:sz")[0].addnext(size)
