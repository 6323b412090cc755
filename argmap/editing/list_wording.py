"""Other words in the place of those of a claim, a title or a heading.

Start at nine          →     Start at ten
=============                ============
"""

from __future__ import annotations

import re

from argmap.editing.list_plan import ListPlan
from argmap.editing.list_text import Stretch
from argmap.editing.refusals import refuse
from argmap.model import Span
from argmap.util.text import shorten, width


def change_text(plan: ListPlan, id: str, text: str) -> None:
    """Write another text of a claim, also where a line refers to it by its first words."""
    file = plan.file
    old = plan.before.claims[id].text
    item = file.item_of(id)
    if item is None:
        change_heading(plan, plan.before.claims[id].at("text"), old, text)
        return
    change_words(plan, file.text_of(item), old, text)
    for inference in plan.before.uses(id):
        reference = file.premise_item(inference, id)
        if reference is not None and reference is not item:
            place = file.text_of(reference)
            change_words(plan, place, shorten(old), shorten(text), is_needed=False)


def change_heading(plan: ListPlan, span: Span | None, old: str, new: str) -> None:
    """Write other words of a title or a heading, and underline it as before."""
    if span is None:
        refuse("this heading can't be changed: it follows from the words of the items below it")
    line = plan.file.lines(span.line - 1, span.line)
    change_words(plan, line, old, new)
    _change_underline(plan, span.line, old, new)


def change_words(
    plan: ListPlan, place: Stretch, old: str, new: str, *, is_needed: bool = True
) -> None:
    """Write words in the place of others, which may be spread over several lines."""
    file = plan.file
    said = file.text[place.start : place.end]
    for escaped in (file.escaped(old), old):
        words = [re.escape(word) for word in escaped.split()]
        pattern = r"\s+".join(words)
        found = list(re.finditer(pattern, said, re.IGNORECASE))
        if not found:
            continue
        last = found[-1]
        start = place.start + last.start()
        end = place.start + last.end()
        plan.replace(Stretch(start, end), file.escaped(new))
        return
    if is_needed:
        refuse("argmap can't change this text, because it contains links or other markup")


def _change_underline(plan: ListPlan, line: int, old: str, new: str) -> None:
    """Make the line below a heading as long as the heading."""
    file = plan.file
    if line + 1 >= len(file.starts):
        return
    below = file.line(line)
    if below and set(below) <= {"="} and len(below) == width(old):
        start = file.starts[line]
        plan.replace(Stretch(start, start + len(below)), "=" * width(new))
