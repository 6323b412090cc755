"""What the page of an editor can do with a map besides editing it: a table of tools by their names.

A room that makes something of a map offers a tool, and whoever opens the editor hands it the table:

    tools = {"quiz": make_quiz}
    make_quiz(ToolRequest(map, "bikes.yaml", {"count": 10}))
    → ToolAnswer(files=(NamedFile("bikes-quiz.txt", b"1. …"),))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from argmap.model.argument_map import ArgumentMap


class NamedFile(NamedTuple):
    """A file by its name, which nothing is opened by."""

    name: str
    data: bytes


class ToolRequest(NamedTuple):
    """What a tool is asked for.

    Attributes:
        map: the map that is edited.
        name: the name of its file.
        arguments: what a person chose, as JSON holds it; a tool looks at each of them.
        files: what a person gave besides, such as what a class handed in.
    """

    map: ArgumentMap
    name: str
    arguments: Mapping[str, object] = {}
    files: Sequence[NamedFile] = ()


class ToolTable(NamedTuple):
    """A table that the page shows.

    Attributes:
        columns: their names, for which the page has words.
        rows: a cell for each column.
        lines: for each row, the line that keeps its file from being read; 0 if none does.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int] = ()


class ToolAnswer(NamedTuple):
    """What a tool has made.

    Attributes:
        files: for the person to save.
        archive: all of them in one; `None` where there is one file alone.
        table: what the page shows.
        desk: what a person may decide, as JSON holds it.
        notes: sentences for the person.
        remarks: names of sentences for which the page has words.
    """

    files: Sequence[NamedFile] = ()
    archive: NamedFile | None = None
    table: ToolTable | None = None
    desk: Mapping[str, object] | None = None
    notes: Sequence[str] = ()
    remarks: Sequence[str] = ()


Tool = Callable[[ToolRequest], ToolAnswer]
"""Makes something of a map; raises `ArgmapError` where it cannot."""
