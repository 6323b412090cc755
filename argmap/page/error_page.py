"""What is wrong with a file, for a browser: what keeps it from being read, and the page that stands
in for a map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from argmap.model.diagnostics import Diagnostic, InvalidMap, Span
from argmap.page.interactive_html import join_files, policy, without_space
from argmap.util.errors import ArgmapError
from argmap.util.text import one_line, split_lines

_STYLE = """\
:root { color-scheme: light dark; }
body {
  max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.5 sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.4rem; }
ul { padding: 0; list-style: none; }
li { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 4px solid #c62828; }
li p, li pre { margin: 0.1rem 0; }
pre { padding-inline-start: 1rem; white-space: pre-wrap; }
.place { font-family: monospace; }
"""


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
    return [_problem(diagnostic, raised.texts) for diagnostic in raised.diagnostics]


def _problem(diagnostic: Diagnostic, texts: Mapping[str, str]) -> Problem:
    message = f"{diagnostic.severity}[{diagnostic.code}]: {one_line(diagnostic.message)}"
    help = one_line(diagnostic.help)
    span = diagnostic.span
    if span is None:
        return Problem("", "", message, help)
    place = f"{one_line(span.file)}:{span.line}:{span.column}"
    return Problem(place, _line_at(span, texts.get(span.file, "")), message, help)


def _line_at(span: Span, text: str) -> str:
    lines = split_lines(text)
    if span.line > len(lines):  # behind the end of the file
        return ""
    return one_line(lines[span.line - 1].strip())


def format_broken_page(name: str, problems: Sequence[Problem]) -> bytes:
    """Return a page that tells what is wrong with the file of this name, and reloads once it can be
    shown.
    """
    script, style = join_files(("scripts/reload.js",)), without_space("style.css", _STYLE)
    environment = Environment(
        loader=PackageLoader("argmap.page", ""), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("error_page.html.jinja").render(
        name=one_line(name),
        problems=problems,
        script=Markup(script),  # noqa: S704 - a file of argmap
        style=Markup(style),  # noqa: S704 - a file of argmap
        policy=policy(script, style, reloads=True),
    )
    return page.encode()
