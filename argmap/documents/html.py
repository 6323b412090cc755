"""A map as a web page to read and to print: one file without scripts, whose
picture is part of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.documents.manuscript import BibliographyLine, Manuscript, blocks_of, manuscript_of
from argmap.documents.outline import Outline
from argmap.documents.outline_results import manuscript_asked_for, outline_result
from argmap.documents.picture import DocumentPicture, picture_on_screen
from argmap.documents.text_runs import Link, Runs, Target, markup_of
from argmap.model import ArgumentMap
from argmap.model.writing import Result, WritingOptions
from argmap.util.text import safe_markup

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_SMALLEST_TEXT, _GOOD_TEXT = 7.5, 10
"""In points: a picture whose text would be smaller on a narrow screen is moved about in a frame; on
a wide one, the text of a large picture becomes as large as this.
"""


def format_html(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as an HTML document: the picture, and the outline or an essay."""
    manuscript, numbers = manuscript_asked_for(map, options)
    picture = picture_on_screen(map, numbers, options.verdicts)
    return outline_result(map, html_of(manuscript, picture), options, picture.notes)


def html_of(manuscript: Manuscript, picture: DocumentPicture) -> str:
    """Return a document as HTML; its picture, an SVG, becomes part of the page as it is."""
    from markupsafe import Markup

    sections = []
    for section in manuscript.sections:
        sections.append({"heading": section.heading, "blocks": blocks_of(section.paragraphs)})
    # Links lead to places in the text and lines of the bibliography, and nowhere else.
    anchors = {link: _anchor(link) for link in manuscript.places()}

    def line(runs: Runs) -> Markup:
        return markup_of(runs, lambda link: anchors.get(link, ""))

    def anchor(source: BibliographyLine) -> str:
        return anchors[source.anchor]

    html = _template("document.html.jinja").render(
        manuscript=manuscript,
        sections=sections,
        picture=picture,
        svg=Markup(picture.data.decode()),  # noqa: S704 - argmap has drawn it
        least_width=round(picture.width * _SMALLEST_TEXT / picture.points),
        good_width=round(picture.width * _GOOD_TEXT / picture.points),
        line=line,
        anchor=anchor,
    )
    return safe_markup(html)


def outline_in_page(map_outline: Outline, id_prefix: str) -> str:
    """Return an outline as HTML that becomes part of another page.

    Args:
        map_outline: the outline.
        id_prefix: what its ids begin with, to which its references lead.
    """
    manuscript = manuscript_of(map_outline)
    sections = [(section.heading, blocks_of(section.paragraphs)) for section in manuscript.sections]

    def line(runs: Runs) -> Markup:
        return markup_of(runs, lambda link: id_prefix + _anchor(link))

    html = _template("outline.html.jinja").render(
        sections=sections, notes=manuscript.notes, line=line
    )
    return safe_markup(html)


def _template(name: str) -> Template:
    from argmap.util.templates import page_template

    return page_template("argmap.documents", f"templates/{name}", keeps_last_line_end=True)


def _anchor(link: Link) -> str:
    """Return the id of what a link leads to; those of a picture begin with `claim-` or `step-`."""
    word = "source" if link.target is Target.SOURCE else "at"
    name = re.sub(r"\s", "_", link.to)
    return f"{word}-{name}"
