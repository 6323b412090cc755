"""Titles in an Argdown text that nothing tells, and those probably misspelt: to Argdown each is a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from argmap.formats.argdown.document import Node
from argmap.model.diagnostics import Diagnostic, Severity, warning

_MOST = 200  # titles that are looked at, and titles each is compared with
_CLOSE = 0.8


def untold(nodes: Iterable[Node]) -> Iterator[Diagnostic]:
    """Yield a finding for each title that is told nowhere; it is a warning where it resembles one that is told."""
    told: dict[str, list[str]] = {}
    doubtful = []
    for node in nodes:
        if not (node.told or node.inferences or "text" in node.data):
            doubtful.append(node)
        for end in _ends(node.title) if node.told or node.inferences else ():
            told.setdefault(end, []).append(node.title)
    for number, node in enumerate(doubtful):
        is_once = len(node.members) == 1 and number < _MOST
        yield _finding(node, _nearest(node.title, told) if is_once else "")


def _finding(node: Node, near: str) -> Diagnostic:
    if near:
        message = f"`{node.title}` is told nowhere, and resembles `{near}`"
        return warning("argdown-misspelt", message, node.title_span, f"did you mean `{near}`?")
    message = f"`{node.title}` is told nowhere: its title stands for its text"
    return Diagnostic("argdown-untold", Severity.INFO, message, node.title_span)


def _ends(title: str) -> set[str]:
    """Return what a title with one mistake shares with the right one: its beginning or its end."""
    folded = title.casefold()
    return {f"{folded[:2]}…", f"…{folded[-2:]}"} if title else set()


def _nearest(title: str, told: dict[str, list[str]]) -> str:
    others = [other for end in sorted(_ends(title)) for other in told.get(end, ())[:_MOST]]
    meant = [other for other in others if _without_numbers(other) != _without_numbers(title)]
    return next(iter(get_close_matches(title, meant, 1, _CLOSE)), "")


def _without_numbers(title: str) -> str:
    """Return a title without its numbers: `Step 1` and `Step 2` resemble each other, but on purpose."""
    return re.sub(r"\d+", "", title) if re.search(r"\d", title) else f"{title}\n"
