"""The lists of a Word document: at which level a paragraph is, and what is in front of it.

    <w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>

A paragraph, or its style, names a `num` and a level (ECMA-376, part 1, 17.9). Word counts the
paragraphs itself: a number is never in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from argmap.formats.shared.xml_elements import XmlElement

LEVELS = 9
_COUNTED = re.compile("%([1-9])")
_MARKS_OF_DIRECTION = str.maketrans("", "", "\u200e\u200f")


def number_in(element: XmlElement, name: str = "val") -> int | None:
    """Return the whole number in an attribute, such as `w:val="3"`; `None` if there is none."""
    text = element.get(name)
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


@dataclass(slots=True)
class WordLevel:
    """A level of a list.

    Attributes:
        format: how it counts: `decimal`, `bullet` …
        pattern: what is in front of its paragraphs: "%1.%2" or "•".
        start: its first number.
        style: the style whose paragraphs are in this level; "" if none is.
        indent: how far its paragraphs are indented, in twentieths of a point.
    """

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    style: str = ""
    indent: int | None = None


@dataclass(slots=True)
class _WordList:
    """A list as it is described; `style_link` is the style that describes it instead, if any."""

    levels: dict[int, WordLevel] = field(default_factory=dict)
    style_link: str = ""
    counted: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _ListInUse:
    """A list as it is used: which it is, what is other in it, and where it begins anew."""

    described: str = ""
    levels: dict[int, WordLevel] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class WordNumbering:
    """The lists of a document, which counts paragraphs as Word does."""

    def __init__(self, tree: XmlElement) -> None:
        """Read the tree of `numbering.xml`."""
        self._described: dict[str, _WordList] = {}
        self._used: dict[int, _ListInUse] = {}
        for element in tree.all("abstractNum"):
            described = _WordList(_levels(element), element.find("numStyleLink").get("val"))
            self._described[element.get("abstractNumId")] = described
        for element in tree.all("num"):
            use = _ListInUse(element.find("abstractNumId").get("val"))
            self._used[number_in(element, "numId") or 0] = use
            for override in element.elements:
                use.levels |= _levels(override)
                start = number_in(override.find("startOverride"))
                if start is not None:
                    use.starts[number_in(override, "ilvl") or 0] = start

    def style_link(self, num: int) -> str:
        """Return the style that describes a list in its place; "" if none does."""
        return self._list_of(num).style_link

    def level_of_style(self, num: int, style: str) -> int:
        """Return the level of a list in which the paragraphs of a style are."""
        for ilvl, level in self._list_of(num).levels.items():
            if level.style == style:
                return ilvl
        return 0

    def level(self, num: int, ilvl: int) -> WordLevel:
        """Return a level of a list."""
        use = self._used.get(num, _ListInUse())
        return use.levels.get(ilvl) or self._list_of(num).levels.get(ilvl) or WordLevel()

    def count(self, num: int, ilvl: int) -> str:
        """Count one more paragraph, and return what is in front of it; "" if that is no number.

        Numbers in letters or Roman numerals count, but are not returned.
        """
        counted = self._list_of(num).counted
        use = self._used.get(num, _ListInUse())
        before = counted[ilvl]
        start = use.starts.pop(ilvl, None)
        if start is not None:
            counted[ilvl] = start
        elif before is None:
            counted[ilvl] = self.level(num, ilvl).start
        else:
            counted[ilvl] = before + 1
        counted[ilvl + 1 :] = [None] * (LEVELS - ilvl - 1)
        level = self.level(num, ilvl)
        pattern = level.pattern.translate(_MARKS_OF_DIRECTION)
        shown = pattern
        for place in _COUNTED.findall(pattern):
            above = int(place) - 1
            if self.level(num, above).format != "decimal":
                return ""
            number = counted[above]
            shown = shown.replace(f"%{place}", str(1 if number is None else number))
        return "" if level.format == "bullet" else shown.strip()

    def _list_of(self, num: int) -> _WordList:
        use = self._used.get(num, _ListInUse())
        return self._described.get(use.described, _WordList())


def _levels(parent: XmlElement) -> dict[int, WordLevel]:
    """Return the levels that an element describes."""
    levels = {}
    for element in parent.elements:
        if element.tag == "lvl":
            start = number_in(element.find("start"))
            levels[number_in(element, "ilvl") or 0] = WordLevel(
                element.find("numFmt").get("val", "decimal"),
                element.find("lvlText").get("val"),
                1 if start is None else start,
                element.find("pStyle").get("val"),
                indent_in(element.find("pPr")),
            )
    return levels


def indent_in(properties: XmlElement) -> int | None:
    """Return how far `<w:ind w:left="720" …/>` indents a paragraph; `None` if it does not say."""
    indent = properties.find("ind")
    left = number_in(indent, "left")
    return number_in(indent, "start") if left is None else left
