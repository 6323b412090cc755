"""What python-docx has no call for: elements of Office Open XML, and lists that Word counts itself.

Word counts in nine levels and shows a number by a pattern, where `%2` is what it counted in level 2
(ECMA-376, part 1, 17.9). What is counted in an outline are inferences: the letter of a linked
premise belongs to the pattern.

    1.2a  level 1, pattern "%1.%2a"
    1.2b  level 1, pattern "%1.%2b", start 2, since Word would count a 3
    1.3   level 1, pattern "%1.%2"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement


LEVELS = 9

_PART = re.compile(r"(\d+)([^\d.]*)")


class ListNumber(NamedTuple):
    """How Word comes to show the number of a paragraph.

    Attributes:
        level: the level in which it is counted, from 0.
        pattern: what is shown: "%1.%2a".
        start: the number to go on with in this level, where Word would count another one; None
            elsewhere.
    """

    level: int
    pattern: str
    start: int | None


def list_numbers(numbers: Iterable[str]) -> list[ListNumber]:
    """Return how Word comes to show these numbers, which are those of an outline in its order."""
    counted = [0] * LEVELS
    found = []
    for number in numbers:
        parts = _PART.findall(number)
        level = min(len(parts), LEVELS) - 1
        expected = counted[level] + 1
        if len(parts) > LEVELS:
            # Too deep for Word: the number is shown as it is, and counts in the last level.
            wanted, pattern = expected, number
        else:
            wanted = int(parts[-1][0])
            pattern = ".".join(f"%{place}{letters}" for place, (_, letters) in enumerate(parts, 1))
        counted[level] = wanted
        counted[level + 1 :] = [0] * (LEVELS - level - 1)
        found.append(ListNumber(level, pattern, None if wanted == expected else wanted))
    return found


INDENT = 17
"""How far each level of a list stands in, in points: 6 mm."""

_RIGHT_TO_LEFT_MARK = "\u200f"


def element(tag: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    """Return an element such as `w:bookmarkEnd`, with attributes such as `w:id`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made


_LEVEL = """
<w:lvl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:ilvl="{level}">
  <w:start w:val="{start}"/>
  <w:numFmt w:val="decimal"/>
  <w:suff w:val="space"/>
  <w:lvlText w:val="{pattern}"/>
  <w:lvlJc w:val="left"/>
  <w:pPr><w:ind w:left="{indent}" w:firstLine="0"/></w:pPr>
  <w:rPr><w:b/><w:bCs/></w:rPr>
</w:lvl>
"""
"""How a list counts in one of its levels: numbers grow long, and no tab stop would fit them all."""


class CountedList:
    """The list of a document in which Word counts the paragraphs of an outline.

    Its instances count together, but each has patterns of its own for the numbers that it shows.
    """

    def __init__(self, document: Document, *, rtl: bool) -> None:
        # A number of digits alone would run from left to right with the space behind it, away from
        # the text.
        self._end = _RIGHT_TO_LEFT_MARK if rtl else ""
        numbering = document.part.numbering_part.element
        instances = numbering.xpath("./w:num")
        self._numbering = numbering
        self._id = str(len(numbering.xpath("./w:abstractNum")))
        self._used = len(instances)
        self._instances: dict[tuple[int, str], str] = {}
        described = element("w:abstractNum", {"w:abstractNumId": self._id})
        described.append(element("w:multiLevelType", {"w:val": "multilevel"}))
        pattern = "%1"
        for level in range(LEVELS):
            described.append(_level(level, pattern, 1))
            pattern += f".%{level + 2}"
        # What describes lists comes before all that uses them.
        instances[0].addprevious(described)

    def instance(self, number: ListNumber) -> str:
        """Return the id of the instance in which a paragraph shows this number."""
        level, pattern, start = number
        known = self._instances.get((level, pattern))
        # A start belongs to an instance and counts once, so that it takes a new one.
        if known is not None and start is None:
            return known
        self._used += 1
        id = str(self._used)
        override = element("w:lvlOverride", {"w:ilvl": str(level)})
        if start is not None:
            override.append(element("w:startOverride", {"w:val": str(start)}))
        override.append(_level(level, pattern + self._end, start or 1))
        used = element("w:num", {"w:numId": id})
        used.append(element("w:abstractNumId", {"w:val": self._id}))
        used.append(override)
        self._numbering.append(used)
        self._instances[level, pattern] = id
        return id


def _level(level: int, pattern: str, start: int) -> BaseOxmlElement:
    from docx.oxml import parse_xml

    indent = 20 * INDENT * level
    made: BaseOxmlElement = parse_xml(
        _LEVEL.format(level=level, pattern=pattern, start=start, indent=indent)
    )
    return made
