"""A worksheet as a web page with a field for each blank, which saves what a student hands in.

    Name [ Anna      ]
    [ the map, with numbered boxes ]
    Box 1   [1] — supports — “School should start at nine.”
            [                          ]
    [ Save ]                               saves `Anna.yaml`

The page is one file, and its policy lets it load nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from argmap.classroom.worksheets.sheet import Worksheet, numbers_of
from argmap.classroom.worksheets.sheet_picture import draw_key, draw_sheet
from argmap.classroom.worksheets.sheet_places import blanks_by_number, places_of
from argmap.classroom.worksheets.word_bank import Bank, has_distractors
from argmap.diagrams.page_fit import Drawing
from argmap.diagrams.rendering import encode
from argmap.languages import words_for, worksheet_words_for
from argmap.model import ArgumentMap
from argmap.util.templates import page_template
from argmap.util.text import one_line, safe_markup
from argmap.util.web_pages import json_in_page, policy, strip_code

if TYPE_CHECKING:
    from jinja2 import Template

_TEXT_SIZE = 11
"""Of the picture, in points."""

_WIDEST = 660
"""In points: a picture that is wider is laid out to fit its frame instead."""

_HIGH = 480
"""In points: how high such a picture is, if its text can be as large as that."""

_SHRINKS = 900
"""In points: a picture that is wider is moved under its frame where it is too wide for that."""

_SIZE_AND_STYLE = re.compile(r' width="[\d.]+pt" height="[\d.]+pt"(.*?) style="[^"]*"')
_BETWEEN_CODE = r"(?s)(?:\A|(?<=</style>)|(?<=</script>)).*?(?:\Z|(?=<style)|(?=<script))"


class _Field(NamedTuple):
    """A field of the page: the id of a blank, its number, and where it is in the map."""

    id: str
    number: str
    places: list[str]


def format_page_sheet(sheet: Worksheet, bank: Bank, template: str, name: str = "") -> str:
    """Return a worksheet as a page.

    Args:
        sheet: the worksheet; its blanks are texts.
        bank: the claims to choose from; if there are any, they are chosen and not written.
        template: the sheet in the native format, which is saved filled in.
        name: what it is saved as; by default its reader is asked for a name.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    map = sheet.map
    words, said = words_for(map.language), worksheet_words_for(map.language)
    names = blanks_by_number(sheet.texts)
    fields = []
    for id, number in numbers_of(sheet.texts).items():
        places = [sheet.questions[id]] if sheet.questions else list(places_of(map, id, names))
        fields.append(_Field(id, number, places))
    data = {
        "sheet": template,
        "worksheet": map.worksheet,
        "name": f"# {said.name}{words.colon}",
        "needName": said.need_name,
        "saved": said.saved,
        "stillEmpty": said.still_empty,
        "otherSheet": said.other_sheet,
        "replaceAnswers": said.replace_answers,
    }
    script, style = _code("worksheet_page.js"), _code("worksheet_page.css")
    page = _template("worksheet_page.html.jinja").render(
        words=words,
        said=said,
        title=one_line(map.title) or words.argument_map,
        language=map.language or words.tag,
        is_review=bool(sheet.questions),
        file_name=name,
        fields=fields,
        bank=[(entry.label, one_line(entry.text)) for entry in bank],
        has_distractors=has_distractors(bank),
        picture=Markup(_picture(sheet, has_room=not bank)),  # noqa: S704 - argmap has drawn it
        data=Markup(json_in_page(data)),  # noqa: S704 - all that could end it is escaped
        script=Markup(script),  # noqa: S704 - a file of argmap
        style=Markup(style),  # noqa: S704 - a file of argmap
        policy=policy(script, style, reloads=False),
    )
    # Scripts and style sheets have no text of the map as it is; what is between them has.
    return re.sub(_BETWEEN_CODE, lambda between: safe_markup(between[0]), page)


def format_page_key(sheet: Worksheet, bank: Bank) -> str:
    """Return the key as a page to print: what belongs in each box, and the map with all boxes.

    Args:
        sheet: the worksheet; its blanks are texts.
        bank: the claims to choose from, if there are any, each with its letter.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    map = sheet.key
    words, said = words_for(map.language), worksheet_words_for(map.language)
    letters = {entry.claim: entry.label for entry in bank}
    answers = [
        (number, letters.get(id, ""), one_line(sheet.texts[id]))
        for id, number in numbers_of(sheet.texts).items()
    ]
    drawing = draw_key(sheet, None)
    if drawing.width * _TEXT_SIZE / drawing.points > _WIDEST:
        drawing = draw_key(sheet, (_WIDEST, _HIGH))
    title = one_line(map.title) or words.argument_map
    return _page_to_read(map, f"{said.key}{words.colon}{title}", _svg(drawing), answers=answers)


def format_review_page(sheet: Worksheet, reviews: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the page for the author of a map: each question, with what reviewers answered.

    Raises:
        ArgmapError: the map is too large to be drawn.
    """
    title = worksheet_words_for(sheet.map.language).reviews
    return _page_to_read(sheet.map, title, _picture(sheet, has_room=False), reviews=reviews)


def _page_to_read(map: ArgumentMap, title: str, picture: str, **shown: object) -> str:
    words = words_for(map.language)
    style = _code("worksheet_page.css")
    page = _template("key_page.html.jinja").render(
        words=words,
        said=worksheet_words_for(map.language),
        title=title,
        language=map.language or words.tag,
        picture=Markup(picture),  # noqa: S704 - argmap has drawn it
        style=Markup(style),  # noqa: S704 - a file of argmap
        policy=policy("", style, reloads=False),
        **shown,
    )
    return re.sub(_BETWEEN_CODE, lambda between: safe_markup(between[0]), page)


def _template(name: str) -> Template:
    return page_template("argmap.classroom.worksheets", name, trims_blocks=True)


def _code(name: str) -> str:
    file = files("argmap.classroom.worksheets").joinpath(name)
    return strip_code(file.read_text(encoding="utf-8"))


def _picture(sheet: Worksheet, *, has_room: bool) -> str:
    """Return the picture as SVG, as large as its text has to be, without a style of its own."""
    drawing = draw_sheet(sheet, None, has_room=has_room, is_color=True)
    if drawing.width * _TEXT_SIZE / drawing.points > _WIDEST:
        drawing = draw_sheet(sheet, (_WIDEST, _HIGH), has_room=has_room, is_color=True)
    return _svg(drawing)


def _svg(drawing: Drawing) -> str:
    (svg,) = encode([drawing], "svg", {})
    scale = _TEXT_SIZE / drawing.points
    width, height = drawing.width * scale, drawing.height * scale
    size = f' width="{width:.0f}pt" height="{height:.0f}pt"'
    # A page beside the fields shrinks others a little, so that they are seen as a whole.
    if width > _SHRINKS:
        size += ' class="wide"'
    return _SIZE_AND_STYLE.sub(rf"{size}\1", svg.decode(), count=1)
