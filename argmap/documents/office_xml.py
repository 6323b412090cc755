"""What python-docx has no call for: elements of Office Open XML, made by their names (ECMA-376,
part 1, 17).

The numbers of an outline as a list that Word counts by itself.

Word counts in nine levels and shows a number by a pattern, where `%2` stands for what it counted in
level 2. What is counted in an outline are steps: the letter of a linked premise ("1.2a") belongs to
the pattern.

What the office documents have in common: their libraries, which an extra installs, and their zip
archives.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from argmap.util.errors import ArgmapError

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
    found: list[ListNumber] = []
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


def element(
    tag: str, attributes: Mapping[str, str] | None = None, *children: BaseOxmlElement
) -> BaseOxmlElement:
    """Return an element such as `w:bookmarkEnd`, with attributes such as `w:id`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    for child in children:
        made.append(child)
    return made


def make_valued(tag: str, value: str) -> BaseOxmlElement:
    """Return an element that has nothing but a value."""
    return element(tag, {"w:val": value})


def page_number() -> list[BaseOxmlElement]:
    """Return what stands in a run that shows the number of its page."""
    code = element("w:instrText")
    code.text = "PAGE"
    return [
        element("w:fldChar", {"w:fldCharType": "begin"}),
        code,
        element("w:fldChar", {"w:fldCharType": "end"}),
    ]


class CountedList:
    """The list of a document in which Word counts the paragraphs of an outline.

    Its instances count together, but each has patterns of its own for the numbers that it shows.
    """

    def __init__(self, document: Document, *, rtl: bool) -> None:
        # A number of digits alone would run from left to right with the space behind it, away from
        # the text.
        self._end = _RIGHT_TO_LEFT_MARK if rtl else ""
        self._numbering = document.part.numbering_part.element
        self._id = str(len(self._numbering.xpath("./w:abstractNum")))
        self._used = len(self._numbering.xpath("./w:num"))
        self._instances: dict[tuple[int, str], str] = {}
        levels: list[BaseOxmlElement] = []
        for level in range(LEVELS):
            levels.append(_level(level, ".".join(f"%{place}" for place in range(1, level + 2))))
        described = element(
            "w:abstractNum",
            {"w:abstractNumId": self._id},
            make_valued("w:multiLevelType", "multilevel"),
            *levels,
        )
        # What describes lists comes before all that uses them.
        self._numbering.xpath("./w:num")[0].addprevious(described)

    def instance(self, number: ListNumber) -> str:
        """Return the id of the instance that a paragraph belongs to in order
        to show this number.
        """
        instance = self._instances.get((number.level, number.pattern))
        # A start belongs to an instance and counts once, so that it takes a new one.
        if instance is None or number.start is not None:
            instance = self._add_instance(number)
        return instance

    def _add_instance(self, number: ListNumber) -> str:
        self._used += 1
        id = str(self._used)
        override = element("w:lvlOverride", {"w:ilvl": str(number.level)})
        if number.start is not None:
            override.append(make_valued("w:startOverride", str(number.start)))
        override.append(_level(number.level, number.pattern + self._end, number.start or 1))
        used = element("w:num", {"w:numId": id}, make_valued("w:abstractNumId", self._id), override)
        self._numbering.append(used)
        self._instances[number.level, number.pattern] = id
        return id


def _level(level: int, pattern: str, start: int = 1) -> BaseOxmlElement:
    return element(
        "w:lvl",
        {"w:ilvl": str(level)},
        make_valued("w:start", str(start)),
        make_valued("w:numFmt", "decimal"),
        # Numbers grow long, and no tab stop would fit them all.
        make_valued("w:suff", "space"),
        make_valued("w:lvlText", pattern),
        make_valued("w:lvlJc", "left"),
        element(
            "w:pPr",
            None,
            element("w:ind", {"w:left": str(20 * INDENT * level), "w:firstLine": "0"}),
        ),
        element("w:rPr", None, element("w:b"), element("w:bCs")),
    )


_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold, so that the same map makes the same bytes on every
day.
"""


def need_library(module: str, format: str) -> None:
    """Do nothing where a library is installed.

    Args:
        module: what Python calls it.
        format: the form of argmap that it writes.

    Raises:
        ArgmapError: it is not installed; the message says how to install it.
    """
    if find_spec(module) is None:
        raise ArgmapError(
            f"{format} needs a library that is not installed: `pip install 'argmap[office]'`"
            " installs it"
        )


def without_times(archive: bytes) -> bytes:
    """Return a zip archive with the same files in the same order, none of which has a time."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(
                zipfile.ZipInfo(entry.filename, _NO_TIME), source.read(entry), zipfile.ZIP_DEFLATED
            )
    return made.getvalue()
