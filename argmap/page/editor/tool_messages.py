"""What the page asks of a tool, such as a worksheet or marks for a class, and the answer.

    {"revision": 3, "tool": "grade", "arguments": {"hints": 2}, "name": "map.yaml",
     "files": [{"name": "class.zip", "data": "UEsD…"}]}
    → {"revision": 3, "files": [{"name": "map-marks.csv", "data": "bmFt…"}],
       "archive": {"name": "map-class.zip", "data": "UEsD…"},
       "table": {"columns": ["file", "mark"], "rows": [["anna.yaml", "4.5"]], "lines": [0]},
       "desk": {"number": 1, "left": 1, …}, "notes": [], "remarks": []}

The room of pages knows no tool: it is handed a table of them. The bytes of files are in base64. The
name is that of the map's file, where the page knows it by another one than argmap.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import TypeAlias

from argmap.model.reading import Reading
from argmap.model.tools import NamedFile, Tool, ToolRequest
from argmap.util.errors import ArgmapError

_Object: TypeAlias = dict[str, object]


def use_tool(tools: Mapping[str, Tool], reading: Reading, asked: Mapping[str, object]) -> _Object:
    """Return what a tool makes of the map that is edited.

    Raises:
        ArgmapError: there is no such tool, or the message is wrong, or the text has errors, or the
            tool cannot make it.
    """
    name = asked.get("tool")
    if not isinstance(name, str) or name not in tools:
        raise ArgmapError("this editor has no such tool")
    arguments = asked.get("arguments", {})
    if not isinstance(arguments, dict):
        raise ArgmapError("a tool needs an object as its `arguments`")
    files = _files_in(asked)
    if reading.map is None:
        raise ArgmapError("the text has errors; fix them first")
    called = asked.get("name", reading.name)
    if not isinstance(called, str):
        raise ArgmapError("the `name` of a map must be a text")
    answer = tools[name](ToolRequest(reading.map, called, arguments, files))
    table, archive = answer.table, answer.archive
    return {
        "files": [_file_object(file) for file in answer.files],
        "archive": None if archive is None else _file_object(archive),
        "table": None if table is None else table._asdict(),
        "desk": answer.desk,
        "notes": [*answer.notes],
        "remarks": [*answer.remarks],
    }


def _files_in(asked: Mapping[str, object]) -> list[NamedFile]:
    given = asked.get("files", [])
    if not isinstance(given, list):
        raise ArgmapError("a tool needs a list as its `files`")
    return [_file_in(each) for each in given]


def _file_in(given: object) -> NamedFile:
    """Return a file of a message."""
    entries = given if isinstance(given, dict) else {}
    name, data = entries.get("name"), entries.get("data")
    try:
        if isinstance(name, str) and isinstance(data, str):
            return NamedFile(name, b64decode(data, validate=True))
    except ValueError:
        pass  # that is no base64
    raise ArgmapError("each file for a tool needs a `name` and `data` in base64")


def _file_object(file: NamedFile) -> _Object:
    return {"name": file.name, "data": b64encode(file.data).decode("ascii")}
