"""An item of a list with all items below it, written in another place.

- But: They ring.            →      1.3 Objection: They ring.
  - Some forget it.                   1.3.1 Some forget it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.editing.list_evidence import attribution_lines
from argmap.editing.list_plan import ListPlan, with_numbers
from argmap.editing.list_text import ListItem, ListText, indent_of

_LINE_ENDS = re.compile("\r\n|\r|\n")


def lines_of_subtree(
    plan: ListPlan,
    item: ListItem,
    lead: str,
    number: str,
    word: str = "",
    attribution: Sequence[str] | None = None,
) -> list[str]:
    """Return the lines of an item and those below it, for another place.

    Args:
        plan: the plan, which takes the new numbers.
        item: the item.
        lead: its indentation and bullet there.
        number: its number there.
        word: the word in front of its text there.
        attribution: who draws its inference there; None if that is the same inference.
    """
    file = plan.file
    lines = _first_lines(file, item, lead, word)
    numbers = list(range(item.last_of_text + 1, item.end))
    if attribution is not None and file.is_outline:
        lines += attribution_lines(file, item, lead, attribution)
        said = item.item.attribution
        numbers = [line for line in numbers if file.line(line).strip() != said]
    for each in item.subtree()[1:]:
        if each not in plan.removed:
            numbers += range(each.line, each.end)
    old_indent = indent_of(file.lead(item))
    new_indent = indent_of(lead)
    for line_number in numbers:
        line = file.line(line_number)
        if line.startswith(old_indent) and line.strip():
            line = new_indent + line[len(old_indent) :]
        lines.append(line)
    if number and item.number != number:
        inner = plan.renumber(item, number)
        lines[1:] = [with_numbers(line, inner) for line in lines[1:]]
    return lines


def _first_lines(file: ListText, item: ListItem, lead: str, word: str) -> list[str]:
    """Return the lines of the text of an item, with another lead and another word."""
    start, end = file.text_of(item)
    anchor = file.text[file.offset(item.item.span) : start]
    said = file.text[file.role_of(item).end : end]
    return _LINE_ENDS.split(f"{lead}{anchor}{word}{said}")
