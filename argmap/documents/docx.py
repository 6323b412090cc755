"""A map as a Word document (Office Open XML, ECMA-376): the picture, the outline, the sources."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from argmap.documents.office import need_library, without_times, xml_text
from argmap.documents.picture import PaperPicture
from argmap.outlines.outline import Outline

if TYPE_CHECKING:
    from docx.document import Document

_NO_DATE = datetime(2000, 1, 1)


def format_docx(outline: Outline, picture: PaperPicture) -> bytes:
    """Return an outline as a DOCX file; the same outline makes the same bytes.

    Raises:
        ArgmapError: python-docx is not installed.
    """
    need_library("docx", "docx")
    import docx
    from docx.shared import Mm

    document = docx.Document()
    _set_properties(document, outline)
    title = xml_text(outline.map.title) or outline.words.argument_map
    document.add_heading(title, 0)
    document.add_picture(io.BytesIO(picture.data), width=Mm(165))
    for section in outline.sections:
        if section.heading:
            document.add_heading(xml_text(section.heading), 1)
        for entry in section.entries:
            document.add_paragraph(f"{entry.number} {xml_text(outline.plain_entry(entry))}")
    made = io.BytesIO()
    document.save(made)
    return without_times(made.getvalue())


def _set_properties(document: Document, outline: Outline) -> None:
    properties = document.core_properties
    properties.title = xml_text(outline.map.title)
    properties.language = outline.words.tag
    properties.author = ""
    properties.comments = ""
    properties.created = _NO_DATE
    properties.modified = _NO_DATE
