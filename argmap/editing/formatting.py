"""The canonical layout of a text, which is read as the same map: of YAML, and of lists.

* Phones distract.        →     - Phones distract.
      * Pupils play games.        - Pupils play games.

What a person chose stays: the words, the order of items, the signs and numbers that mean something,
and comments.
"""

from __future__ import annotations

import re

from argmap import formats
from argmap.editing.list_text import ListItem, ListText
from argmap.editing.map_difference import is_same_map
from argmap.formats.native.formatting import format_native_text
from argmap.model import ArgumentMap, Claim, Inference
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.text import BYTE_ORDER_MARK, one_line

_FORMATS = ("native", "text", "markdown")
_LEAD = re.compile(r"\s*([^\w\s>|#]|\(?\w{1,3}[.)])?\s+|")
_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"#{1,6}\s")
_UNDERLINE = re.compile(r"\s*(=+|-+)")
_INDENT = "  "


def format_reading(reading: Reading) -> str:
    """Return the text of a map in its canonical layout.

    Raises:
        InvalidMap: the text has errors.
        ArgmapError: argmap has no layout for the format, or the text would be read as another map.
    """
    map = reading.unwrap()
    name = one_line(reading.name)
    if reading.format not in _FORMATS:
        raise ArgmapError(
            f"{name} is in the format `{reading.format}`; argmap formats only YAML and lists"
        )
    body = reading.text.removeprefix(BYTE_ORDER_MARK)
    if reading.format == "native":
        text = format_native_text(body, reading.name)
    else:
        text = _format_list(ListText(reading._replace(text=body)))
    text = reading.text[: len(reading.text) - len(body)] + text
    after = formats.with_texts(reading, {reading.name: text})
    if after.map is None or not is_same_map(map, after.map):
        line = _line_of_difference(map, after.map)
        raise ArgmapError(
            f"in the canonical layout, {name} would be read as a different map (see line {line}),"
            " so argmap left it unchanged"
        )
    return text


def _line_of_difference(before: ArgumentMap, after: ArgumentMap | None) -> int:
    """Return the line of the first part of a map that another one does not have."""
    parts: dict[str, Claim | Inference] = {**before.claims, **before.inferences}
    found: dict[str, object] = {**after.claims, **after.inferences} if after else {}
    for id, part in parts.items():
        span = part.at("")
        if part != found.get(id) and span is not None:
            return span.line
    return 1


# --- lists ---


def _format_list(listed: ListText) -> str:
    """Return a list with two columns for a level, and a blank line around each heading."""
    lines = [listed.line(number) for number in range(listed.number_of_lines)]
    leads = [listed.lead(item) for item in listed.items]
    if not listed.is_outline and all(_LEAD.fullmatch(lead) for lead in leads):
        _indent_items(listed, lines)
    return listed.newline.join(_with_blank_lines(listed, lines))


def _indent_items(listed: ListText, lines: list[str]) -> None:
    """Indent each item below the text of the one above it, with all its lines."""
    columns: dict[ListItem | None, int] = {None: 0}
    for item in listed.items:
        lead = listed.lead(item)
        bullet = lead.strip()
        indent = " " * columns[item.parent]
        columns[item] = len(indent) + (len(bullet) + 1 if bullet else len(_INDENT))
        text = lines[item.line][len(lead) :]
        lines[item.line] = f"{indent}{bullet} {text}" if bullet else f"{indent}{text}"
        for number in range(item.line + 1, item.end):
            lines[number] = " " * columns[item] + lines[number].lstrip()


def _with_blank_lines(listed: ListText, lines: list[str]) -> list[str]:
    """Return lines with one blank line around headings and none that follows another."""
    headings = set(listed.lines_of_headings())
    tidied: list[str] = []
    is_code = False
    is_below_heading = False
    for number, written in enumerate(lines):
        is_code ^= bool(_FENCE.match(written))
        line = written if is_code else written.rstrip()
        is_heading = number in headings or (
            listed.is_markdown and not is_code and bool(_HEADING.match(line))
        )
        is_underline = number - 1 in headings and bool(_UNDERLINE.fullmatch(line))
        needs_blank_line = (is_heading or is_below_heading) and not is_underline
        has_blank_line = not tidied or not tidied[-1]
        if needs_blank_line and not has_blank_line and line:
            tidied.append("")
        if line or is_code or not has_blank_line:
            tidied.append(line)
        is_below_heading = is_heading or is_underline
    while tidied and not tidied[-1]:
        del tidied[-1]
    return [*tidied, ""]
