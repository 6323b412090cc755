"""A DOCX document (Office Open XML, ECMA-376) → its headings, lists and paragraphs as text.

    <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>
      <w:r><w:t>They ring.</w:t></w:r></w:p>                    an item below another

What is a list is said by the paragraph, by its style or by the style that this is based on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.formats.lists.inline_markup import COMMENT, IMAGE, comment_on, strike_out
from argmap.formats.lists.paragraphs import (
    TITLE,
    Notes,
    Paragraph,
    ParagraphCollector,
    PassedOver,
    link,
    plain,
    text_of,
)
from argmap.formats.office.package import Package, PackageError
from argmap.formats.office.word_numbering import (
    LEVELS,
    WordNumbering,
    indent_in,
    number_in,
)
from argmap.formats.office.worksheet import filled_in
from argmap.formats.shared.xml_elements import XmlHandler
from argmap.model.reading import Decoded

_TWIPS_PER_COLUMN = 180
"""In twentieths of a point: so that a level of Word's lists, 36 points, has four columns."""
_OFF = ("0", "false", "off")
# What is not part of the text, and what it is to people: what was deleted or moved away, earlier
# properties, pictures and text boxes, how a word is pronounced, and what programs show that do not
# know the newer way.
_PASSED_OVER = {
    "del": "deleted text",
    "moveFrom": "",
    "pPrChange": "",
    "rPrChange": "",
    "sectPrChange": "",
    "tblPrChange": "",
    "drawing": IMAGE,
    "pict": IMAGE,
    "object": IMAGE,
    "rt": "",
    "Fallback": "",
}
_MOST_STYLES = 50
"""How many styles may be based on each other; some may be in a circle."""
_NO_LEVEL = 9
"""What Word writes as the outline level of body text."""


def unpack_docx(data: bytes, name: str) -> Decoded:
    """Return the text of a DOCX document, or what is wrong with it.

    A worksheet that was filled in becomes a map in the native format.
    """
    try:
        package = Package(data, name)
        main = package.related("").parts.get("officeDocument", "word/document.xml")
        if main not in package.names:
            raise package.damaged()
        sheet = filled_in(package, main)
        if sheet is not None:
            return Decoded(sheet, format="native")
        return Decoded(_text(package, main))
    except PackageError as problem:
        return Decoded("", problem.diagnostic)


def _text(package: Package, main: str) -> str:
    related = package.related(main)
    styles = _Styles()
    package.parse(related.parts.get("styles", "word/styles.xml"), styles)
    numbering = WordNumbering()
    package.parse(related.parts.get("numbering", "word/numbering.xml"), numbering)
    notes = Notes()
    for kind, sign in (("footnotes", ""), ("endnotes", "e")):
        part = related.parts.get(kind, f"word/{kind}.xml")
        addresses = package.related(part).addresses
        in_notes = _Body(styles, WordNumbering(), addresses)
        package.parse(part, in_notes)
        for id, text in in_notes.notes.items():
            notes.texts[sign + id] = text
    body = _Body(styles, numbering, related.addresses)
    package.parse(main, body)
    _settle_flat_lists(body.indents)
    return text_of(body.collector.paragraphs, notes)


@dataclass(slots=True)
class _Properties:
    """What a paragraph, or a style of paragraphs, says of itself; `None` where it says nothing."""

    style: str = ""
    num: int | None = None
    ilvl: int | None = None
    outline_level: int | None = None
    indent: int | None = None

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a property, by the name of its element."""
        match name:
            case "pStyle":
                self.style = attributes.get("val", "")
            case "numId":
                self.num = number_in(attributes)
            case "ilvl":
                self.ilvl = number_in(attributes)
            case "outlineLvl":
                self.outline_level = number_in(attributes)
            case "ind":
                self.indent = indent_in(attributes)


@dataclass(slots=True)
class _Style:
    """A style: its name, which is English in every language, and the style it is based on."""

    name: str = ""
    based_on: str = ""
    properties: _Properties = field(default_factory=_Properties)


class _Styles(XmlHandler):
    """Reads `styles.xml`."""

    def __init__(self) -> None:
        super().__init__("")
        self.by_id: dict[str, _Style] = {}
        self.default = ""
        self._resolved: dict[str, _Style] = {}
        self._style = _Style()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        parent = self.open[-1] if self.open else ""
        if name == "style":
            self._style = _Style()
            id = attributes.get("styleId", "")
            self.by_id[id] = self._style
            is_default = attributes.get("default", "0") not in _OFF
            if is_default and attributes.get("type") == "paragraph":
                self.default = id
        elif parent == "style" and name == "name":
            self._style.name = attributes.get("val", "").casefold()
        elif parent == "style" and name == "basedOn":
            self._style.based_on = attributes.get("val", "")
        elif parent in ("pPr", "numPr") and "style" in self.open:
            self._style.properties.take(name, attributes)

    def resolve(self, id: str) -> _Style:
        """Return a style with what it takes from those that it is based on."""
        known = self._resolved.get(id)
        if known is not None:
            return known
        resolved = _Style()
        own = resolved.properties
        above = id
        for _ in range(_MOST_STYLES):
            style = self.by_id.get(above)
            if style is None:
                break
            said = style.properties
            if not _is_of_interest(resolved.name):
                resolved.name = style.name
            if own.num is None and said.num is not None:
                own.num = said.num
                own.ilvl = said.ilvl
                # What a list says of the level of a style is of the style that names the list.
                own.style = above
            if own.outline_level is None:
                own.outline_level = said.outline_level
            if own.indent is None:
                own.indent = said.indent
            above = style.based_on
        self._resolved[id] = resolved
        return resolved


def _is_of_interest(name: str) -> bool:
    return name == "title" or name.startswith(("heading ", "toc "))


@dataclass(slots=True, eq=False)
class _Field:
    """A field such as `HYPERLINK "https://…"`, and the piece with which what it shows begins."""

    code: list[str] = field(default_factory=list)
    start: int | None = None


@dataclass(slots=True, eq=False)
class _OpenParagraph:
    """A paragraph that is being read.

    Attributes:
        properties: what it says of itself.
        pieces: its text.
        link_start: with which piece the last link began.
        address: where that link leads to.
        fields: the fields that are open.
        run_start: with which piece the last run began.
        is_hidden: whether that run is hidden.
        is_struck_out: whether it is struck out.
    """

    properties: _Properties = field(default_factory=_Properties)
    pieces: list[str] = field(default_factory=list)
    link_start: int = 0
    address: str = ""
    fields: list[_Field] = field(default_factory=list)
    run_start: int = 0
    is_hidden: bool = False
    is_struck_out: bool = False


class _Body(XmlHandler):
    """Reads the paragraphs of a document, or its footnotes.

    Attributes:
        collector: takes the paragraphs.
        indents: how far the items of lists are indented, as far as it is said.
        notes: the footnotes, by their ids.
    """

    def __init__(
        self, styles: _Styles, numbering: WordNumbering, addresses: Mapping[str, str]
    ) -> None:
        super().__init__("")
        self.collector = ParagraphCollector()
        self.indents: list[tuple[Paragraph, int]] = []
        self.notes: dict[str, str] = {}
        self.styles = styles
        self.numbering = numbering
        self.addresses = addresses
        self.passed_over = PassedOver()
        self.open_paragraphs: list[_OpenParagraph] = []
        self.note = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.passed_over.depth or name in _PASSED_OVER:
            self.passed_over.depth += 1
            if name == "docPr":
                self.passed_over.pieces.append(attributes.get("descr", ""))
            return
        match name:
            case "p":
                self.open_paragraphs.append(_OpenParagraph())
            case "tbl":
                self.collector.begin_table()
            case "tr":
                self.collector.begin_row()
            case "tc":
                self.collector.begin_cell()
            case "footnote" | "endnote":
                # Those with a type are lines above the notes.
                self.note = "" if "type" in attributes else attributes.get("id", "")
                self.collector.begin_note()
            case _ if self.open_paragraphs:
                self.begin_in_paragraph(self.open_paragraphs[-1], name, attributes)

    def begin_in_paragraph(
        self, paragraph: _OpenParagraph, name: str, attributes: Mapping[str, str]
    ) -> None:
        parent = self.open[-1]
        if parent in ("pPr", "numPr"):
            paragraph.properties.take(name, attributes)
        elif name == "r":
            paragraph.run_start = len(paragraph.pieces)
            paragraph.is_hidden = False
            paragraph.is_struck_out = False
        elif name == "hyperlink":
            paragraph.link_start = len(paragraph.pieces)
            paragraph.address = self.addresses.get(attributes.get("id", ""), "")
        elif name == "vanish" and self.open[-2:] == ["r", "rPr"]:
            paragraph.is_hidden = attributes.get("val", "") not in _OFF
        elif name in ("strike", "dstrike") and self.open[-2:] == ["r", "rPr"]:
            paragraph.is_struck_out = attributes.get("val", "") not in _OFF
        elif name == "fldChar":
            _take_field(paragraph, attributes.get("fldCharType", ""))
        elif parent == "r":
            paragraph.pieces.append(_sign(name, attributes))

    def characters(self, content: str) -> None:
        if self.passed_over.depth and self.open[-1] in ("t", "delText"):
            self.passed_over.pieces.append(content)
        if not self.open_paragraphs or self.passed_over.depth:
            return
        paragraph = self.open_paragraphs[-1]
        if self.open[-1] == "t":
            paragraph.pieces.append(plain(content))
        elif self.open[-1] == "instrText" and paragraph.fields:
            paragraph.fields[-1].code.append(content)

    def end(self, name: str) -> None:
        if self.passed_over.depth:
            comment = self.passed_over.end(_PASSED_OVER.get(name, ""))
            if comment and self.open_paragraphs:
                self.open_paragraphs[-1].pieces.append(comment)
            return
        match name:
            case "p" if self.open_paragraphs:
                paragraph = self.paragraph_of(self.open_paragraphs.pop())
                if paragraph is not None:
                    self.collector.add(paragraph)
            case "tbl":
                self.collector.end_table()
            case "tc":
                self.collector.end_cell()
            case "footnote" | "endnote":
                text = self.collector.end_note()
                if self.note:
                    self.notes[self.note] = text
            case "r" if self.open_paragraphs:
                _end_run(self.open_paragraphs[-1])
            case "hyperlink" if self.open_paragraphs:
                linked = self.open_paragraphs[-1]
                start = linked.link_start
                words = "".join(linked.pieces[start:])
                linked.pieces[start:] = [link(words, linked.address)]
                linked.link_start = len(linked.pieces)

    def paragraph_of(self, read: _OpenParagraph) -> Paragraph | None:
        """Return a paragraph that was read; `None` for a line of a table of contents."""
        text = "".join(read.pieces)
        own = read.properties
        style = self.styles.resolve(own.style or self.styles.default)
        of_style = style.properties
        if style.name.startswith("toc "):
            return None
        num = of_style.num if own.num is None else own.num
        ilvl = own.ilvl
        if ilvl is None and own.num is None:
            ilvl = of_style.ilvl
            if ilvl is None and num:
                ilvl = self.numbering.level_of_style(num, of_style.style)
        level = max(0, min(ilvl or 0, LEVELS - 1))
        heading = _level_of_heading(style.name)
        if heading is None:
            outline_level = own.outline_level
            if outline_level is None:
                outline_level = of_style.outline_level
            if outline_level is not None and 0 <= outline_level < _NO_LEVEL:
                heading = outline_level + 1
        if num:
            linked = self.styles.resolve(self.numbering.style_link(num)).properties.num
            if linked:
                num = linked
            number = self.numbering.count(num, level)
            in_list = self.numbering.level(num, level)
            if heading is None and in_list.format != "none":
                paragraph = Paragraph(text, depth=level, sign=in_list.pattern, number=number)
                for indent in (own.indent, in_list.indent, of_style.indent):
                    if indent is not None:
                        self.indents.append((paragraph, indent))
                        break
                return paragraph
        if heading is not None:
            return Paragraph(text, heading=heading)
        indent = of_style.indent if own.indent is None else own.indent
        columns = max(0, min(indent or 0, _TWIPS_PER_COLUMN * 100)) // _TWIPS_PER_COLUMN
        return Paragraph(text, columns=columns)


def _end_run(paragraph: _OpenParagraph) -> None:
    """End a run, whose text may be left out."""
    text = "".join(paragraph.pieces[paragraph.run_start :])
    if text.strip() and paragraph.is_hidden:
        paragraph.pieces[paragraph.run_start :] = [comment_on("hidden text", text)]
    elif paragraph.is_struck_out:
        paragraph.pieces[paragraph.run_start :] = [strike_out(text)]
    paragraph.is_hidden = paragraph.is_struck_out = False


def _take_field(paragraph: _OpenParagraph, mark: str) -> None:
    """Take the mark of a field: its beginning, what parts its code from its text, or its end."""
    fields = paragraph.fields
    if mark == "begin":
        fields.append(_Field())
    elif fields and mark == "separate":
        fields[-1].start = len(paragraph.pieces)
    elif fields and mark == "end":
        ended = fields.pop()
        address = re.match(r'\s*HYPERLINK\s+"([^"]*)"', "".join(ended.code))
        # Of links in links, only the outermost is one: else each would copy what is in it.
        if address and ended.start is not None and not fields:
            words = "".join(paragraph.pieces[ended.start :])
            paragraph.pieces[ended.start :] = [link(words, address[1])]


def _sign(name: str, attributes: Mapping[str, str]) -> str:
    """Return the text that an element of a run stands for."""
    match name:
        case "tab" | "ptab":
            return "\t"
        case "cr":
            return "\n"
        case "br":
            # Other types begin a page or a column.
            return "\n" if attributes.get("type", "textWrapping") == "textWrapping" else " "
        case "noBreakHyphen":
            return "-"
        case "sym":
            code = attributes.get("char", "")
            # Signs of fonts such as Symbol are in the area for private use.
            return chr(int(code, 16)) if re.fullmatch("[EeFf][0-9A-Fa-f]{3}", code) else ""
        case "footnoteReference":
            return f"[^{attributes.get('id', '')}]"
        case "commentReference":
            return comment_on(COMMENT, "")
        case "endnoteReference":
            return f"[^e{attributes.get('id', '')}]"
    return ""


def _level_of_heading(name: str) -> int | None:
    """Return the level of the headings of a style, the title 0; `None` if it is of no heading."""
    if name == "title":
        return TITLE
    numbered = re.fullmatch(r"heading (\d)", name)
    return int(numbered[1]) if numbered else None


def _settle_flat_lists(indents: list[tuple[Paragraph, int]]) -> None:
    """Give items the depth that their indents show, where all lists have one level only.

    Each of the styles "List Bullet", "List Bullet 2" … is a list of its own.
    """
    if any(paragraph.depth for paragraph, _ in indents):
        return
    depth_of: dict[int, int] = {}
    depth = -1
    last = None
    for indent in sorted({indent for _, indent in indents}):
        if last is None or indent - last > _TWIPS_PER_COLUMN // 2:
            depth += 1
        last = indent
        depth_of[indent] = min(depth, LEVELS - 1)
    for paragraph, indent in indents:
        paragraph.depth = depth_of[indent]
