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
from dataclasses import dataclass, field, replace

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
class WordList:
    """A list, which counts its paragraphs as Word does.

    Attributes:
        levels: its levels.
        style_link: the style that describes it instead; "" for none.
        counted: the last number of each level, which lists of one description share.
        starts: the levels that begin anew in this list, and with which number.
    """

    levels: dict[int, WordLevel] = field(default_factory=dict)
    style_link: str = ""
    counted: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    starts: dict[int, int] = field(default_factory=dict)

    def level(self, ilvl: int) -> WordLevel:
        """Return a level."""
        return self.levels.get(ilvl) or WordLevel()

    def level_of_style(self, style: str) -> int:
        """Return the level in which the paragraphs of a style are."""
        return next((ilvl for ilvl, level in self.levels.items() if level.style == style), 0)

    def count(self, ilvl: int) -> str:
        """Count one more paragraph, and return what is in front of it; "" if that is no number.

        Numbers in letters or Roman numerals count, but are not returned.
        """
        counted = self.counted
        level = self.level(ilvl)
        before = counted[ilvl]
        number = level.start
        if before is not None:
            number = before + 1
        counted[ilvl] = self.starts.pop(ilvl, number)
        counted[ilvl + 1 :] = [None] * (LEVELS - ilvl - 1)
        pattern = level.pattern.translate(_MARKS_OF_DIRECTION)
        formats = {self.level(int(place) - 1).format for place in _COUNTED.findall(pattern)}
        if level.format == "bullet" or not formats <= {"decimal"}:
            return ""

        def last(place: re.Match[str]) -> str:
            number = counted[int(place[1]) - 1]
            return str(1 if number is None else number)

        return _COUNTED.sub(last, pattern).strip()


class WordNumbering:
    """The lists of a document."""

    def __init__(self, tree: XmlElement) -> None:
        """Read the tree of `numbering.xml`."""
        described: dict[str, WordList] = {}
        self._lists: dict[int, WordList] = {}
        for element in tree.all("abstractNum"):
            style_link = element.find("numStyleLink").get("val")
            described[element.get("abstractNumId")] = WordList(_levels(element), style_link)
        for element in tree.all("num"):
            used = described.get(element.find("abstractNumId").get("val"), WordList())
            used = replace(used, levels={**used.levels}, starts={})
            self._lists[number_in(element, "numId") or 0] = used
            for override in element.elements:
                used.levels |= _levels(override)
                start = number_in(override.find("startOverride"))
                if start is not None:
                    used.starts[number_in(override, "ilvl") or 0] = start

    def list_of(self, num: int) -> WordList:
        """Return a list by its number; one without levels if there is none."""
        return self._lists.get(num, WordList())


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
