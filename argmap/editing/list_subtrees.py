"""An item of a list with all items below it, written in another place.

- But: They ring.            →        - They ring.
  - Some forget it.                     - Some forget it.
"""

from __future__ import annotations

import re

from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import ListItem, indent_of

_LINE_ENDS = re.compile("\r\n|\r|\n")


def lines_of_subtree(plan: ListPlan, item: ListItem, lead: str, word: str = "") -> list[str]:
    """Return the lines of an item and those below it, for another place.

    Args:
        plan: the plan.
        item: the item.
        lead: its indentation and bullet there.
        word: the word in front of its text there.
    """
    file = plan.file
    said = file.text[file.role_of(item).end : file.text_of(item).end]
    lines = _LINE_ENDS.split(f"{lead}{word}{said}")
    numbers = list(range(item.last_of_text + 1, item.end))
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
    return lines
