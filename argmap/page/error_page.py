"""The page that a browser shows where a file cannot be read as a map.

map.yaml:3:5
error[unknown-id]: unknown claim `costs`
    - costs
did you mean `cost`?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from argmap.model.diagnostics import InvalidMap
from argmap.page.interactive_html import join_files
from argmap.util.errors import ArgmapError
from argmap.util.templates import page_template
from argmap.util.text import one_line, split_lines
from argmap.util.web_pages import policy


class Problem(NamedTuple):
    """Something that is wrong.

    Attributes:
        place: the file, the line and the column; "" for what has no place.
        line: what the file says there.
        message: what is wrong.
        help: what to do; may be empty.
    """

    place: str
    line: str
    message: str
    help: str


def problems_of(raised: ArgmapError) -> list[Problem]:
    """Return what is wrong, in the order of the file."""
    if not isinstance(raised, InvalidMap):
        return [Problem("", "", one_line(str(raised)), "")]
    problems: list[Problem] = []
    for diagnostic in raised.diagnostics:
        message = f"{diagnostic.severity}[{diagnostic.code}]: {one_line(diagnostic.message)}"
        span, place, line = diagnostic.span, "", ""
        if span is not None:
            place = f"{one_line(span.file)}:{span.line}:{span.column}"
            # A span may be behind the end of the file.
            lines = split_lines(raised.texts.get(span.file, ""))[span.line - 1 :]
            line = one_line("".join(lines[:1]).strip())
        problems.append(Problem(place, line, message, one_line(diagnostic.help)))
    return problems


def format_broken_page(name: str, problems: Sequence[Problem]) -> bytes:
    """Return a page that says what is wrong with a file, and reloads once that can be shown."""
    script, style = join_files("scripts/reload.js"), join_files("error_page.css")
    page = page_template("argmap.page", "error_page.html.jinja").render(
        name=one_line(name),
        problems=problems,
        script=Markup(script),  # noqa: S704 - a file of argmap
        style=Markup(style),  # noqa: S704 - a file of argmap
        policy=policy(script, style, reloads=True),
    )
    return page.encode()
