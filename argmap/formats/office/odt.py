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
from dataclasses import dataclass

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
from argmap.formats.shared.xml_elements import XmlElement
from argmap.model.reading import Decoded

_COLUMNS_PER_LEVEL = 4
_MOST_COLUMNS = 100
_MOST_SPACES = 100
_MOST_STYLES = 50
"""How many styles may be based on each other; some may be in a circle."""
# What is not part of the text, and what it is to people: what was deleted, comments, tables of
# contents, pictures with their text boxes, and the forms and numbers that come before the text.
_UNNAMED = (
    "tracked-changes", "table-of-content", "alphabetical-index", "illustration-index",
    "table-index", "object-index", "user-index", "forms", "sequence-decls", "variable-decls",
    "user-field-decls", "note-citation", "ruby-text",
)  # fmt: skip
_PASSED_OVER = {
    **dict.fromkeys(_UNNAMED, ""),
    **dict.fromkeys(("frame", "custom-shape", "g"), IMAGE),
    "annotation": COMMENT,
}
_LEVELS = ("list-level-style-bullet", "list-level-style-number")
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
    content = package.tree("content.xml")
    reader = _OdtReader()
    # Headers and footers are in the styles, and no part of the text.
    for tree in (package.tree("styles.xml"), content):
        reader.read_styles(tree)
    return text_of(reader.paragraphs_in(content), reader.notes)


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
    is_new_item: bool = True
    start: int | None = None


class _OdtReader(DocumentReader):
    """Reads the styles of a document, then its text.

    Attributes:
        notes: the footnotes.
    """

    passed_over = _PASSED_OVER
    table = ("table", "table-row", "table-cell")

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[str, str] = {}
        self.styles: dict[str, _Style] = {}
        self.list_styles: dict[str, dict[int, _Level]] = {}
        self.styles_struck_out: set[str] = set()
        self.lists: list[_OpenList] = []
        self.last_number = 0

    def read_styles(self, tree: XmlElement) -> None:
        for element in tree.all("style", "list-style"):
            attributes = element.attributes
            name = attributes.get("name", "")
            if element.tag == "list-style":
                levels = [each for each in element.elements if each.tag in _LEVELS]
                self.list_styles[name] = {
                    _number(each.attributes, "level") or 1: _level(each.attributes)
                    for each in levels
                }
            elif attributes.get("family") == "paragraph":
                margin = element.find("paragraph-properties").get("margin-left")
                self.styles[name] = _Style(
                    attributes.get("parent-style-name", ""), _columns(margin)
                )
            line = element.find("text-properties").get("text-line-through-style", "none")
            if line != "none":
                self.styles_struck_out.add(name)

    def paragraphs_in_cell(self, cell: XmlElement) -> list[Paragraph]:
        """Return the paragraphs in a cell or a note, in which lists begin anew."""
        lists, self.lists = self.lists, []
        found = self.paragraphs_in(cell)
        self.lists = lists
        return found

    def paragraphs_of(self, element: XmlElement) -> list[Paragraph]:
        """Return the paragraphs that an element is, or that are in it."""
        attributes = element.attributes
        match element.tag:
            case "p" | "h":
                pieces: list[str] = []
                self.read_text(element, pieces)
                return [self.paragraph("".join(pieces), element)]
            case "list":
                self.begin_list(attributes)
                found = self.paragraphs_in(element)
                closed = self.lists.pop()
                if not self.lists:
                    self.last_number = closed.counted
                return found
            case "list-item" | "list-header" if self.lists:
                current = self.lists[-1]
                current.is_new_item = element.tag == "list-item"
                current.item_style = attributes.get("style-override", current.style)
                current.start = _number(attributes, "start-value")
        return self.paragraphs_in(element)

    def begin_list(self, attributes: Mapping[str, str]) -> None:
        lists = self.lists
        style = attributes.get("style-name", "")
        goes_on = attributes.get("continue-numbering") == "true" or "continue-list" in attributes
        counted = 0
        if lists:
            style = style or lists[-1].item_style
        elif goes_on:
            counted = self.last_number
        lists.append(_OpenList(style, style, counted))

    def read_text(
        self,
        parent: XmlElement,
        pieces: list[str],
        *,
        is_struck_out: bool = False,
        in_link: bool = False,
    ) -> None:
        """Add the text in an element to the pieces of its paragraph."""
        for part in parent.contents:
            if isinstance(part, str):
                text = _SPACES.sub(" ", plain(part))
                # White space beside white space is none, also where an element is between the two.
                if pieces and pieces[-1].endswith(" ") and text.startswith(" "):
                    text = text[1:]
                pieces.append(strike_out(text) if is_struck_out else text)
                continue
            attributes = part.attributes
            start = len(pieces)
            is_struck = is_struck_out
            match part.tag:
                case name if name in _PASSED_OVER:
                    pieces.append(self.comment(part))
                    continue
                case "note":
                    # By what they are counted: an id may be any text.
                    number = str(len(self.notes) + 1)
                    self.notes[number] = ""
                    paragraphs = self.paragraphs_in_cell(part.find("note-body"))
                    self.notes[number] = " ".join(each.text for each in paragraphs)
                    pieces.append(f"[^{number}]")
                    continue
                case "s":
                    pieces.append(" " * min(_number(attributes, "c") or 1, _MOST_SPACES))
                case "tab":
                    pieces.append("\t")
                case "line-break":
                    pieces.append("\n")
                case "change":
                    pieces.append(comment_on("deleted text", ""))
                case "span":
                    is_struck |= attributes.get("style-name", "") in self.styles_struck_out
            is_link = part.tag == "a"
            self.read_text(part, pieces, is_struck_out=is_struck, in_link=in_link or is_link)
            # Of links in links, only the outermost is one: else each would copy what is in it.
            if is_link and not in_link:
                pieces[start:] = [link("".join(pieces[start:]), attributes.get("href", ""))]

    def paragraph(self, text: str, read: XmlElement) -> Paragraph:
        """Return a paragraph that was read."""
        names, columns = self.style_of(read.get("style-name"))
        heading = None
        if read.tag == "h":
            heading = _number(read.attributes, "outline-level") or 1
        elif "Title" in names:
            heading = TITLE
        lists = self.lists
        depth = len(lists) - 1
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
    return min(round(centimeters / _CENTIMETERS_PER_COLUMN), _MOST_COLUMNS)
