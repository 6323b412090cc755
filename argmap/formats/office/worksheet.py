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
from argmap.formats.shared.xml_elements import XmlElement
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
# A table can be in the cell of another.
_PASSED_OVER = {"del", "moveFrom", "drawing", "pict", "object", "instrText", "Fallback", "tbl"}
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
        for root in package.tree(part).elements:
            if root.tag == "worksheet" and NAMESPACE in root.attributes.values():
                choices = {}
                for choice in root.all("choice"):
                    choices[_plain(choice.get("letter"))] = choice.own_text
                return _fill_in(root.find("sheet").own_text, _answers(package.tree(main)), choices)
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


def _answers(tree: XmlElement) -> dict[str, str]:
    """Return what is in the last cell of each row of tables, by the number in the first."""
    answers: dict[str, str] = {}
    for row in tree.all("tr"):
        cells = [" ".join(_text_of(cell).split()) for cell in row.all("tc", outermost=True)]
        if len(cells) > 2 and cells[0].isdecimal():
            # Of a row that somebody copied, the first counts.
            answers.setdefault(cells[0], cells[-1])
    return answers


def _text_of(cell: XmlElement) -> str:
    text = ""
    pending = [cell]
    while pending:
        element = pending.pop()
        if element.tag in _SPACES:
            text += " "
        elif element.tag == "t":
            text += element.own_text
        if element.tag not in _PASSED_OVER:
            pending += reversed(element.elements)
    return text
