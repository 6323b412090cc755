"""A DOCX document (Office Open XML, ECMA-376) → its headings, lists and paragraphs as text.

    <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>
      <w:r><w:t>They ring.</w:t></w:r></w:p>                    an item below another

What is a list is said by the paragraph, by its style or by the style that this is based on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from argmap.formats.lists.inline_markup import COMMENT, IMAGE, comment_on, strike_out
from argmap.formats.lists.paragraphs import (
    TITLE,
    Paragraph,
    link,
    plain,
    text_of,
)
from argmap.formats.office.document_reader import DocumentReader
from argmap.formats.office.package import Package, PackageError
from argmap.formats.office.word_numbering import (
    LEVELS,
    WordNumbering,
    indent_in,
    number_in,
)
from argmap.formats.office.worksheet import filled_in
from argmap.formats.shared.xml_elements import NO_ELEMENT, XmlElement
from argmap.model.reading import Decoded

_TWIPS_PER_COLUMN = 180
"""In twentieths of a point: so that a level of Word's lists, 36 points, has four columns."""
_OFF = ("0", "false", "off")
# What is not part of the text, and what it is to people: what was deleted or moved away, earlier
# properties, pictures and text boxes, how a word is pronounced, and what programs show that do not
# know the newer way.
_PASSED_OVER = {
    **dict.fromkeys(("moveFrom", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange"), ""),
    **dict.fromkeys(("rt", "Fallback"), ""),
    **dict.fromkeys(("drawing", "pict", "object"), IMAGE),
    "del": "deleted text",
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

    def tree_of(kind: str) -> XmlElement:
        return package.tree(related.parts.get(kind, f"word/{kind}.xml"))

    styles = _Styles(tree_of("styles"))
    notes: dict[str, str] = {}
    for kind, sign in (("footnote", ""), ("endnote", "e")):
        part = related.parts.get(f"{kind}s", f"word/{kind}s.xml")
        reader = _DocxReader(styles, WordNumbering(NO_ELEMENT), package.related(part).addresses)
        for note in package.tree(part).all(kind):
            # Those with a type are lines above the notes.
            if "type" not in note.attributes:
                texts = [paragraph.text for paragraph in reader.paragraphs_in(note)]
                notes[sign + note.get("id")] = " ".join(texts)
    reader = _DocxReader(styles, WordNumbering(tree_of("numbering")), related.addresses)
    paragraphs = reader.paragraphs_in(package.tree(main))
    _settle_flat_lists(reader.indents)
    return text_of(paragraphs, notes)


def _properties(parent: XmlElement) -> dict[str, int]:
    """Return what an element says of the paragraph or style that it is: only what it does say."""
    said = parent.find("pPr")
    in_list = said.find("numPr")
    numbers = {
        "num": number_in(in_list.find("numId")),
        "ilvl": number_in(in_list.find("ilvl")),
        "outline level": number_in(said.find("outlineLvl")),
        "indent": indent_in(said),
    }
    return {name: number for name, number in numbers.items() if number is not None}


@dataclass(slots=True)
class _Style:
    """A style of paragraphs.

    Attributes:
        name: its name, which is English in every language.
        based_on: the id of the style that it is based on.
        properties: what it says of its paragraphs.
        list_style: the id of the style that names the list, which may be one that it is based on.
    """

    name: str = ""
    based_on: str = ""
    properties: dict[str, int] = field(default_factory=dict)
    list_style: str = ""


class _Styles:
    """The styles of a document, by their ids."""

    def __init__(self, tree: XmlElement) -> None:
        """Read the tree of `styles.xml`."""
        self.by_id: dict[str, _Style] = {}
        self.default = ""
        self.resolve = cache(self._resolve)
        for element in tree.all("style"):
            id = element.get("styleId")
            name = element.find("name").get("val").casefold()
            based_on = element.find("basedOn").get("val")
            self.by_id[id] = _Style(name, based_on, _properties(element), id)
            is_default = element.get("default", "0") not in _OFF
            if is_default and element.get("type") == "paragraph":
                self.default = id

    def _resolve(self, id: str) -> _Style:
        """Return a style with what it takes from those that it is based on."""
        styles: list[_Style] = []
        while id in self.by_id and len(styles) < _MOST_STYLES:
            styles.append(self.by_id[id])
            id = styles[-1].based_on
        resolved = _Style()
        for style in reversed(styles):
            if style.name == "title" or style.name.startswith(("heading ", "toc ")):
                resolved.name = style.name
            if "num" in style.properties:
                resolved.properties.pop("ilvl", None)
                # What a list says of the level of a style is of the style that names the list.
                resolved.list_style = style.list_style
            resolved.properties |= style.properties
        return resolved


@dataclass(slots=True, eq=False)
class _Field:
    """A field such as `HYPERLINK "https://…"`, and the piece with which what it shows begins."""

    code: list[str] = field(default_factory=list)
    start: int | None = None


class _DocxReader(DocumentReader):
    """Reads the paragraphs of a document, or of a footnote.

    Attributes:
        indents: how far the items of lists are indented, as far as it is said.
    """

    passed_over = _PASSED_OVER
    table = ("tbl", "tr", "tc")
    texts = ("t", "delText")

    def __init__(
        self, styles: _Styles, numbering: WordNumbering, addresses: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.indents: list[tuple[Paragraph, int]] = []
        self.styles = styles
        self.numbering = numbering
        self.addresses = addresses
        # Of the present paragraph: its text, and the fields that are open.
        self.pieces: list[str] = []
        self.fields: list[_Field] = []

    def paragraphs_of(self, element: XmlElement) -> list[Paragraph]:
        """Return the paragraphs that an element is, or that are in it."""
        if element.tag != "p":
            return self.paragraphs_in(element)
        self.pieces = []
        self.fields = []
        self.read_text(element)
        style = self.styles.resolve(
            element.find("pPr").find("pStyle").get("val") or self.styles.default
        )
        paragraph = self.paragraph("".join(self.pieces), _properties(element), style)
        return [] if paragraph is None else [paragraph]

    def read_text(self, parent: XmlElement) -> None:
        """Add the text in an element to that of its paragraph."""
        pieces = self.pieces
        for element in parent.elements:
            start = len(pieces)
            name = element.tag
            if name in _PASSED_OVER:
                pieces.append(self.comment(element))
            elif name == "t":
                pieces.append(plain(element.own_text))
            elif name == "instrText" and self.fields:
                self.fields[-1].code.append(element.own_text)
            elif name == "fldChar":
                self.take_field(element.get("fldCharType"))
            elif name not in ("pPr", "rPr"):
                pieces.append(_sign(element))
                self.read_text(element)
            if name == "hyperlink":
                address = self.addresses.get(element.get("id"), "")
                pieces[start:] = [link("".join(pieces[start:]), address)]
            elif name == "r":
                text = "".join(pieces[start:])
                properties = element.find("rPr")
                if text.strip() and _is_on(properties, "vanish"):
                    pieces[start:] = [comment_on("hidden text", text)]
                elif _is_on(properties, "strike", "dstrike"):
                    pieces[start:] = [strike_out(text)]

    def take_field(self, mark: str) -> None:
        """Take the beginning of a field, what parts its code from its text, or its end."""
        fields = self.fields
        if mark == "begin":
            fields.append(_Field())
        elif fields and mark == "separate":
            fields[-1].start = len(self.pieces)
        elif fields and mark == "end":
            ended = fields.pop()
            address = re.match(r'\s*HYPERLINK\s+"([^"]*)"', "".join(ended.code))
            # Of links in links, only the outermost is one: else each would copy what is in it.
            if address and ended.start is not None and not fields:
                words = "".join(self.pieces[ended.start :])
                self.pieces[ended.start :] = [link(words, address[1])]

    def paragraph(self, text: str, own: dict[str, int], style: _Style) -> Paragraph | None:
        """Return a paragraph that was read; `None` for a line of a table of contents."""
        if style.name.startswith("toc "):
            return None
        said = style.properties | own
        listed = self.numbering.list_of(said.get("num", 0))
        ilvl = own.get("ilvl", 0)
        if "num" not in own:
            ilvl = said.get("ilvl", listed.level_of_style(style.list_style))
        level = max(0, min(ilvl, LEVELS - 1))
        heading = _level_of_heading(style.name)
        outline_level = said.get("outline level", _NO_LEVEL)
        if heading is None and 0 <= outline_level < _NO_LEVEL:
            heading = outline_level + 1
        if said.get("num"):
            linked = self.styles.resolve(listed.style_link).properties.get("num")
            if linked:
                listed = self.numbering.list_of(linked)
            number = listed.count(level)
            in_list = listed.level(level)
            if heading is None and in_list.format != "none":
                paragraph = Paragraph(text, depth=level, sign=in_list.pattern, number=number)
                for indent in (own.get("indent"), in_list.indent, said.get("indent")):
                    if indent is not None:
                        self.indents.append((paragraph, indent))
                        break
                return paragraph
        if heading is not None:
            return Paragraph(text, heading=heading)
        columns = max(0, min(said.get("indent", 0), _TWIPS_PER_COLUMN * 100)) // _TWIPS_PER_COLUMN
        return Paragraph(text, columns=columns)


def _is_on(properties: XmlElement, *names: str) -> bool:
    """Return whether one of these properties of a run is there, and not switched off."""
    return any(each.tag in names and each.get("val") not in _OFF for each in properties.elements)


def _sign(element: XmlElement) -> str:
    """Return the text that an element of a run stands for."""
    attributes = element.attributes
    match element.tag:
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
