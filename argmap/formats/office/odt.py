"""An ODT document (OpenDocument 1.3) → its headings, lists and paragraphs as text.

    <text:list text:style-name="L1"><text:list-item>
      <text:p>Phones distract.</text:p>
      <text:list><text:list-item><text:p>They ring.</text:p></text:list-item></text:list>
    </text:list-item></text:list>

Lists are nested in items, and items may begin with a list. A style says what is in front of them.
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
from argmap.formats.shared.xml_elements import XmlHandler
from argmap.model.reading import Decoded

_COLUMNS_PER_LEVEL = 4
_DEEPEST = 100
"""Lists below this level are read as if they were in it."""
_MOST_SPACES = 100
_MOST_STYLES = 50
"""How many styles may be based on each other; some may be in a circle."""
# What is not part of the text, and what it is to people: what was deleted, comments, tables of
# contents, pictures with their text boxes, and the forms and numbers that come before the text.
_PASSED_OVER = {
    "tracked-changes": "",
    "annotation": COMMENT,
    "table-of-content": "",
    "alphabetical-index": "",
    "illustration-index": "",
    "table-index": "",
    "object-index": "",
    "user-index": "",
    "frame": IMAGE,
    "custom-shape": IMAGE,
    "g": IMAGE,
    "forms": "",
    "sequence-decls": "",
    "variable-decls": "",
    "user-field-decls": "",
    "note-citation": "",
    "ruby-text": "",
}
_SPACES = re.compile(r"[ \t\n\r]+")
_COUNTED = re.compile("%([1-9])%")
_CENTIMETERS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}
_CENTIMETERS_PER_COLUMN = 0.3175


def unpack_odt(data: bytes, name: str) -> Decoded:
    """Return the text of an ODT document, or what is wrong with it."""
    try:
        return Decoded(_text(Package(data, name)))
    except PackageError as problem:
        return Decoded("", problem.diagnostic)


def _text(package: Package) -> str:
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise package.protected()
    if "content.xml" not in package.names:
        raise package.damaged()
    reader = _DocumentReader()
    package.parse("styles.xml", reader)
    # Headers and footers are in the styles, and no part of the text.
    reader.collector = ParagraphCollector()
    package.parse("content.xml", reader)
    return text_of(reader.collector.paragraphs, reader.notes)


@dataclass(slots=True)
class _Style:
    """A style of paragraphs: the style above it, and how far it is indented, in columns."""

    above: str = ""
    columns: int | None = None


@dataclass(slots=True)
class _Level:
    """A level of a list: its bullet, or else the pattern of its numbers, and the first of these."""

    bullet: str = ""
    pattern: str = ""
    start: int = 1


@dataclass(slots=True, eq=False)
class _OpenList:
    """A list that is being read.

    Attributes:
        style: the style of its levels.
        item_style: the same for the present item.
        counted: the number of the present item.
        is_new_item: whether the present item has no paragraph yet.
        start: the number that the present item is to have, if it says so.
    """

    style: str = ""
    item_style: str = ""
    counted: int = 0
    is_new_item: bool = False
    start: int | None = None


@dataclass(slots=True, eq=False)
class _OpenParagraph:
    """A paragraph that is being read: its pieces, and where links begin and lead to."""

    style: str = ""
    heading: int | None = None
    pieces: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)


class _DocumentReader(XmlHandler):
    """Reads the styles of a document, then its text.

    Attributes:
        collector: takes the paragraphs.
        notes: the footnotes.
    """

    def __init__(self) -> None:
        super().__init__("")
        self.collector = ParagraphCollector()
        self.notes = Notes()
        self.styles: dict[str, _Style] = {}
        self.list_styles: dict[str, dict[int, _Level]] = {}
        self.style_name = ""
        self.list_style: dict[int, _Level] = {}
        self.passed_over = PassedOver()
        self.styles_struck_out: set[str] = set()
        # Of each open span: whether it is struck out.
        self.spans: list[bool] = []
        self.open_paragraphs: list[_OpenParagraph] = []
        # In a cell or a note, lists begin anew.
        self.lists: list[list[_OpenList]] = [[]]
        self.last_number = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.passed_over.depth or name in _PASSED_OVER:
            self.passed_over.depth += 1
            return
        match name:
            case "style" | "paragraph-properties" | "text-properties" | "list-style":
                self.begin_style(name, attributes)
            case "list-level-style-bullet" | "list-level-style-number":
                number = _number(attributes, "level") or 1
                self.list_style[number] = _level(attributes)
            case "p" | "h":
                paragraph = _OpenParagraph(attributes.get("style-name", ""))
                if name == "h":
                    paragraph.heading = _number(attributes, "outline-level") or 1
                self.open_paragraphs.append(paragraph)
            case "list":
                self.begin_list(attributes)
            case "list-item" | "list-header" if self.lists[-1]:
                current = self.lists[-1][-1]
                current.is_new_item = name == "list-item"
                current.item_style = attributes.get("style-override", current.style)
                current.start = _number(attributes, "start-value")
            case "table":
                self.collector.begin_table()
            case "table-row":
                self.collector.begin_row()
            case "table-cell" if self.collector.begin_cell():
                self.lists.append([])
            case "note-body":
                self.collector.begin_note()
                self.lists.append([])
            case _ if self.open_paragraphs:
                self.begin_in_paragraph(self.open_paragraphs[-1], name, attributes)

    def begin_style(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self.style_name = attributes.get("name", "")
            if attributes.get("family") == "paragraph":
                above = attributes.get("parent-style-name", "")
                self.styles[self.style_name] = _Style(above)
        elif name == "list-style":
            self.list_style = {}
            self.list_styles[attributes.get("name", "")] = self.list_style
        elif name == "text-properties":
            if attributes.get("text-line-through-style", "none") != "none":
                self.styles_struck_out.add(self.style_name)
        elif self.style_name in self.styles:
            self.styles[self.style_name].columns = _columns(attributes.get("margin-left", ""))

    def begin_list(self, attributes: Mapping[str, str]) -> None:
        lists = self.lists[-1]
        style = attributes.get("style-name", "")
        goes_on = attributes.get("continue-numbering") == "true" or "continue-list" in attributes
        counted = 0
        if lists:
            style = style or lists[-1].item_style
        elif goes_on:
            counted = self.last_number
        lists.append(_OpenList(style, style, counted))

    def begin_in_paragraph(
        self, paragraph: _OpenParagraph, name: str, attributes: Mapping[str, str]
    ) -> None:
        match name:
            case "s":
                number = _number(attributes, "c") or 1
                paragraph.pieces.append(" " * min(number, _MOST_SPACES))
            case "tab":
                paragraph.pieces.append("\t")
            case "span":
                self.spans.append(attributes.get("style-name", "") in self.styles_struck_out)
            case "change":
                paragraph.pieces.append(comment_on("deleted text", ""))
            case "line-break":
                paragraph.pieces.append("\n")
            case "a":
                paragraph.links.append((len(paragraph.pieces), attributes.get("href", "")))
            case "note":
                # By what they are counted: an id may be any text.
                number = len(self.notes.texts) + 1
                self.notes.texts[str(number)] = ""
                paragraph.pieces.append(f"[^{number}]")

    def characters(self, content: str) -> None:
        if self.passed_over.depth:
            self.passed_over.pieces.append(content)
        elif self.open_paragraphs:
            pieces = self.open_paragraphs[-1].pieces
            text = _SPACES.sub(" ", plain(content))
            # White space beside white space is none, also where an element is between the two.
            if pieces and pieces[-1].endswith(" ") and text.startswith(" "):
                text = text[1:]
            pieces.append(strike_out(text) if any(self.spans) else text)

    def end(self, name: str) -> None:
        if self.passed_over.depth:
            comment = self.passed_over.end(_PASSED_OVER.get(name, ""))
            if comment and self.open_paragraphs:
                self.open_paragraphs[-1].pieces.append(comment)
            return
        match name:
            case "style":
                self.style_name = ""
            case "p" | "h" if self.open_paragraphs:
                self.collector.add(self.paragraph_of(self.open_paragraphs.pop()))
            case "list" if self.lists[-1]:
                closed = self.lists[-1].pop()
                if not self.lists[-1]:
                    self.last_number = closed.counted
            case "span" if self.spans:
                self.spans.pop()
            case "table":
                self.collector.end_table()
            case "table-cell" if self.collector.end_cell():
                self.lists.pop()
            case "note-body":
                self.lists.pop()
                self.notes.texts[str(len(self.notes.texts))] = self.collector.end_note()
            case "a" if self.open_paragraphs and self.open_paragraphs[-1].links:
                linked = self.open_paragraphs[-1]
                start, address = linked.links.pop()
                # Of links in links, only the outermost is one: else each would copy what is in it.
                if not linked.links:
                    words = "".join(linked.pieces[start:])
                    linked.pieces[start:] = [link(words, address)]

    def paragraph_of(self, read: _OpenParagraph) -> Paragraph:
        """Return a paragraph that was read."""
        text = "".join(read.pieces)
        names, columns = self.style_of(read.style)
        heading = read.heading
        if heading is None and "Title" in names:
            heading = TITLE
        lists = self.lists[-1]
        depth = min(len(lists), _DEEPEST) - 1
        if lists and lists[-1].is_new_item:
            lists[-1].is_new_item = False
            number, bullet = self.count(lists)
            if heading is None:
                return Paragraph(text, depth=depth, sign=bullet, number=number)
        if heading is not None:
            return Paragraph(text, heading=heading)
        if lists:
            columns = _COLUMNS_PER_LEVEL * depth + _COLUMNS_PER_LEVEL // 2
        return Paragraph(text, columns=columns)

    def style_of(self, name: str) -> tuple[list[str], int]:
        """Return the names of a style and of those above it, and how far they are indented."""
        names: list[str] = []
        columns: int | None = None
        for _ in range(_MOST_STYLES):
            style = self.styles.get(name)
            names.append(name)
            if style is None:
                break
            if columns is None:
                columns = style.columns
            name = style.above
        return names, columns or 0

    def count(self, lists: list[_OpenList]) -> tuple[str, str]:
        """Count one more item, and return its number, or its bullet."""
        current = lists[-1]
        levels = self.list_styles.get(current.item_style, {})
        level = levels.get(len(lists), _Level())
        if current.start is not None:
            current.counted = current.start
        elif current.counted == 0:
            current.counted = level.start
        else:
            current.counted += 1
        number = level.pattern
        for place in _COUNTED.findall(number):
            above = lists[min(int(place), len(lists)) - 1]
            number = number.replace(f"%{place}%", str(above.counted or 1))
        return number.strip(), level.bullet


def _number(attributes: Mapping[str, str], name: str) -> int | None:
    text = attributes.get(name, "")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else None


def _level(attributes: Mapping[str, str]) -> _Level:
    """Return a level of a list; only numbers in digits are of use."""
    bullet = attributes.get("bullet-char", "")
    start = _number(attributes, "start-value") or 1
    if bullet or attributes.get("num-format") != "1":
        return _Level(bullet, start=start)
    pattern = attributes.get("num-list-format")
    if pattern is None:
        # Programs other than LibreOffice say how many levels are shown.
        last = _number(attributes, "level") or 1
        shown = min(_number(attributes, "display-levels") or 1, last)
        numbers = [f"%{place}%" for place in range(last - shown + 1, last + 1)]
        pattern = attributes.get("num-prefix", "") + ".".join(numbers)
        pattern += attributes.get("num-suffix", "")
    return _Level(pattern=pattern.replace("\u200f", "").replace("\u200e", ""), start=start)


def _columns(length: str) -> int | None:
    """Return a length such as "1.27cm" in columns; `None` if it is none."""
    measured = re.fullmatch(r"(\d{1,4}(?:\.\d{1,6})?)(cm|mm|in|pt|pc)", length)
    if measured is None:
        return None
    centimeters = float(measured[1]) * _CENTIMETERS[measured[2]]
    return min(round(centimeters / _CENTIMETERS_PER_COLUMN), _DEEPEST)
