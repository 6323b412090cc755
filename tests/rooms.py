"""The rooms of the house, which are the files and folders in `argmap/`, and what each imports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx

from tests.conftest import ROOT
from tests.tree import files

HOUSE = ROOT / "argmap"


@cache
def imports_of_rooms() -> networkx.DiGraph[str]:
    """Return a graph of the rooms; an edge leads from a room to one that it imports, at the top or in a function."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for path in files("argmap/**/*.py"):
        room = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        if room == "__init__":  # it names what others hold, for people; no room needs it
            continue
        graph.add_node(room)
        for imported in _imported_rooms(path):
            if imported != room:
                graph.add_edge(room, imported)
    return graph


_IMPORT = re.compile(r"^ *from (argmap[\w.]*) import (\([^)]*\)|[^#\n]*)|^ *import (argmap[\w.]*)", re.MULTILINE)  # fmt: skip


def _imported_rooms(path: Path) -> Iterator[str]:
    # To parse all files would take ten times as long.
    for module, imported, whole in _IMPORT.findall(path.read_text(encoding="utf-8")):
        for name in [f"{module}.{each}" for each in re.findall(r"\w+", imported)] or [whole]:
            package, _, inside = name.partition(".")
            room = inside.partition(".")[0]
            if package == "argmap" and ((HOUSE / room).is_dir() or (HOUSE / f"{room}.py").exists()):
                yield room


def picture_of_rooms() -> str:
    """Return the rooms and their imports as a Mermaid flowchart, without imports that follow from others."""
    graph = imports_of_rooms()
    shown: networkx.DiGraph[str] = networkx.transitive_reduction(graph)
    lines = ["```mermaid", "flowchart TD"]
    for room in sorted(graph):
        is_folder = (HOUSE / room).is_dir()
        label = f"{room}/" if is_folder else room
        lines.append(f'  {room}["{label}"]')
    lines += [f"  {room} --> {imported}" for room, imported in sorted(shown.edges)]
    return "\n".join([*lines, "```"]) + "\n"
