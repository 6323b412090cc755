"""A worksheet in a DOCX document: a sheet in the native format, and a table that was filled in.

The document holds the sheet as an XML part of its own, which Word and LibreOffice keep:

    <worksheet xmlns="urn:argmap:worksheet">
      <sheet>title: …</sheet><choice letter="A">Bees are busy.</choice>
    </worksheet>

What is written in the last cell of a row goes in the blank with the number in the first cell:

    | 1 | [1] — supports — “Apples are red.” | Bees are busy. |     or, of claims given, A
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from unicodedata import combining, normalize

from argmap.formats.office.package import Package
from argmap.formats.shared.xml_elements import XmlHandler
from argmap.model.diagnostics import PLACEHOLDER
from argmap.util.elements import Element, SubElement, tostring
from argmap.util.text import UNSAFE_IN_LINES

NAMESPACE = "urn:argmap:worksheet"

_PART = re.compile(r"customXml/item\d+\.xml")
_MOST_PARTS = 50
"""Programs add a few parts of their own, such as a list of sources."""
_BLANK = re.compile(rf'^  c(\d+):\n    text: "{PLACEHOLDER}"$', re.MULTILINE)
_LETTER = re.compile(r"\W*(\w{1,3})\b")
# What was deleted or moved away, pictures, and what programs show that do not know a newer way.
_PASSED_OVER = {"del", "moveFrom", "drawing", "pict", "object", "instrText", "Fallback"}
_SPACES = {"p", "br", "cr", "tab"}


def format_part(sheet: str, choices: Mapping[str, str]) -> bytes:
    """Return the part of a document that holds a sheet, and the claims given by their letters."""
    root = Element("worksheet", {"xmlns": NAMESPACE})
    SubElement(root, "sheet").text = sheet
    for letter, text in choices.items():
        SubElement(root, "choice", {"letter": letter}).text = text
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def filled_in(package: Package, main: str) -> str | None:
    """Return the sheet in a document as it was filled in; None if the document is no worksheet.

    Args:
        package: the document.
        main: the name of the file in it that has the text.

    Raises:
        PackageError: the document is damaged.
    """
    parts = sorted(name for name in package.names if _PART.fullmatch(name))
    for part in parts[:_MOST_PARTS]:
        # Parts of other programs may be anything.
        if NAMESPACE.encode() not in package.read(part):
            continue
        sheet = _Sheet()
        package.parse(part, sheet)
        if sheet.is_worksheet:
            table = _Table()
            package.parse(main, table)
            return _fill_in("".join(sheet.text), table.answers, sheet.choices)
    return None


def _fill_in(sheet: str, answers: Mapping[str, str], choices: Mapping[str, str]) -> str:
    def fill(blank: re.Match[str]) -> str:
        number = blank[1]
        answer = answers.get(number, "")
        letter = _LETTER.match(answer)
        if letter is not None:
            choice = choices.get(_plain(letter[1]), "")
            # Who copies a claim may copy its letter with it.
            if _words(answer[letter.end() :]) in ([], _words(choice)):
                answer = choice or answer
        if not answer:
            return blank[0]
        return f"  c{number}:\n    text: {_quote(answer)}"

    return _BLANK.sub(fill, sheet)


def _plain(letter: str) -> str:
    """Return a letter as it is compared: `a` for A, wide or not, and an alif without its hamza."""
    parts = normalize("NFKD", letter.casefold())
    return "".join(part for part in parts if not combining(part))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _quote(text: str) -> str:
    """Return a text in quotation marks, as YAML reads it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(UNSAFE_IN_LINES, lambda match: f"\\U{ord(match[0]):08x}", quoted)


class _Sheet(XmlHandler):
    """Reads the part that holds the sheet.

    Attributes:
        is_worksheet: whether this is that part.
        text: the pieces of the sheet.
        choices: the claims given, by their letters, which are plain here.
    """

    def __init__(self) -> None:
        super().__init__("")
        self.is_worksheet = False
        self.text: list[str] = []
        self.choices: dict[str, str] = {}
        self._letter = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self.open:
            self.is_worksheet = name == "worksheet" and NAMESPACE in attributes.values()
        elif name == "choice":
            self._letter = _plain(attributes.get("letter", ""))
            self.choices[self._letter] = ""

    def characters(self, content: str) -> None:
        if self.open[-1:] == ["sheet"]:
            self.text.append(content)
        elif self.open[-1:] == ["choice"]:
            self.choices[self._letter] += content


class _Table(XmlHandler):
    """Reads what is written in the rows of tables.

    Attributes:
        answers: what is in the last cell, by the number in the first.
    """

    def __init__(self) -> None:
        super().__init__("")
        self.answers: dict[str, str] = {}
        self._passed_over = 0
        # The cells of the rows that are open: a table can be in the cell of another.
        self._rows: list[list[list[str]]] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if self._passed_over or name in _PASSED_OVER:
            self._passed_over += 1
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append([])
        elif name in _SPACES:
            self._add(" ")

    def characters(self, content: str) -> None:
        if self.open[-1:] == ["t"] and not self._passed_over:
            self._add(content)

    def end(self, name: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
        elif name == "tr" and self._rows:
            cells = [" ".join("".join(cell).split()) for cell in self._rows.pop()]
            if len(cells) > 2 and cells[0].isdecimal():
                # Of a row that somebody copied, the first counts.
                self.answers.setdefault(cells[0], cells[-1])

    def _add(self, text: str) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(text)
