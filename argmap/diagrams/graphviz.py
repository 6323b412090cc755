"""Maps as graphs that Graphviz lays out, for people who ask for it with `--engine`.

        ┌────┐    ┌────┐
        │ n0 │    │ n1 │      claims are nodes n0, n1 …
        └────┘    └────┘
           ▲  ╲     ▲
           │    n4──╯         and so are junctions
         ┌────┐ ╱ ╲ ┌────┐
         │ n2 │     │ n3 │

Graphviz is a program here: `graphviz-pure`, which a package of this name brings along, or `dot` of
the system. No text of a map is in the DOT that it gets, only numbers. It may take so much time and
memory; no other picture depends on how fast a machine is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from shutil import which

from argmap.diagrams.geometry import Path as Curve
from argmap.diagrams.geometry import Point, join_paths, straight
from argmap.diagrams.graph_layout import Graph
from argmap.diagrams.layout import Layout
from argmap.diagrams.paper_sizes import POINTS_PER_INCH
from argmap.diagrams.scene import Scene
from argmap.util.children import run_child
from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit

# The engines, and what is said where one is not installed.
ENGINES = {
    "graphviz": "--engine graphviz needs a program that is not installed: run"
    " `pip install 'argmap[graphviz]'`",
    "dot": "--engine dot needs Graphviz, but the program `dot` was not found: install Graphviz,"
    " or leave out --engine",
}

_PROGRAM = "graphviz-pure"  # the program and the package that are the engine `graphviz`

_SECONDS = 60  # for computing
_OUT_OF_TIME = -24  # how a child ends that has computed too long: by the signal SIGXCPU


def lay_out_by_graphviz(scene: Scene, direction: str, engine: str) -> Layout:
    """Return a layout as if the main claims were on top, with a note on what has laid it out.

    Raises:
        ArgmapError: the engine is not installed, or it fails.
    """
    graph = Graph(scene, direction)
    layout = graph.layout(*_read_places(run_graphviz(_to_dot(graph), engine)))
    name = "Graphviz" if engine == "dot" else f"Graphviz ({_PROGRAM})"
    return replace(layout, note=f"laid out by {name}; without --engine, argmap lays out the map")


def _to_dot(graph: Graph) -> str:
    """Return a graph as DOT, main claims level and in order."""
    lines = [
        "digraph {",
        "rankdir=BT; nodesep=0.2; ranksep=0.4",
        'node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.85]',
    ]
    for number, node in enumerate(graph.nodes):
        width = node.width / POINTS_PER_INCH
        height = node.height / POINTS_PER_INCH
        lines.append(f"n{number} [width={width:.4f}, height={height:.4f}]")
    for number in graph.junctions.values():
        lines.append(f"n{number} [shape=point, width=0.09, height=0.09]")
    for number, (start, end, _, has_head, has_tail) in enumerate(graph.arrows):
        head = "normal" if has_head else "none"
        if has_tail:
            head += ", dir=both, arrowtail=normal, constraint=false"
        lines.append(f"n{start} -> n{end} [id={number}, arrowhead={head}]")
    order = [f"n{left} -> n{right} [style=invis]" for left, right in pairwise(graph.mains)]
    if order:
        lines.append(f"{{rank=same; {'; '.join(order)}}}")
    return "\n".join([*lines, "}"])


def _read_places(drawn: str) -> tuple[list[Point], list[Curve], float, float]:
    """Return where Graphviz has placed the nodes and the arrows of a graph, and its size."""
    output = json.loads(drawn)
    _, _, width, height = map(float, output["bb"].split(","))

    def flip(point: str) -> Point:
        # In Graphviz y grows upwards.
        x, y = point.split(",")
        return float(x), height - float(y)

    # Nodes come in the order in which they were given, and edges do not.
    middles = [flip(node["pos"]) for node in output["objects"] if "pos" in node]
    paths = {}
    for edge in output.get("edges", []):
        # What only keeps main claims in order has no number.
        if "id" in edge:
            paths[int(edge["id"])] = _read_curve(edge["pos"], flip)
    in_order = [paths[number] for number in sorted(paths)]
    return middles, in_order, width, height


def _read_curve(pos: str, flip: Callable[[str], Point]) -> Curve:
    """Read the position of an edge.

    `s,10,20 e,90,80 10,25 30,40 …`: the tips of its heads, then the points of a curve.
    """
    curve = []
    tips = {}
    for word in pos.split():
        first, _, rest = word.partition(",")
        if first in ("s", "e"):
            tips[first] = flip(rest)
        else:
            curve.append(flip(word))
    path = tuple(curve)
    if "s" in tips:
        path = join_paths(straight(tips["s"], path[0]), path)
    if "e" in tips:
        path = join_paths(path, straight(path[-1], tips["e"]))
    return path


def run_graphviz(dot: str, engine: str, seconds: int = _SECONDS) -> str:
    """Return a graph, laid out by one of `ENGINES`, as Graphviz's JSON.

    Raises:
        ArgmapError: the engine is not installed, fails, or takes more than it may.
    """
    program = _find_program(engine)
    too_much = f"Graphviz took more than {seconds} s; leave out --engine, or draw part of the map"
    try:
        done = run_child([program, "-Tjson0"], dot.encode(), seconds)
    except subprocess.TimeoutExpired:
        raise ArgmapError(too_much) from None
    except (OSError, subprocess.SubprocessError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise ArgmapError(f"{Path(program).name} could not be run: {reason}") from None
    code = done.returncode
    if code == _OUT_OF_TIME:
        raise ArgmapError(too_much)
    if code < 0:
        why = f"probably because it ran out of memory: {Limit.MEMORY.in_words()}"
        raise ArgmapError(f"{Path(program).name} crashed, {why}")
    # One that leaves no message has an exit code at least.
    if code != 0 or not done.stdout:
        message, *_ = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit {code}"]
        raise ArgmapError(f"{Path(program).name}: {message}")
    return done.stdout.decode(errors="replace")


def _find_program(engine: str) -> str:
    for path in _places(engine):
        if path.is_file():
            return str(path)
    raise ArgmapError(ENGINES[engine])


def _places(engine: str) -> Iterator[Path]:
    """Yield where an engine may be: pipx and uv, among others, put graphviz-pure not on PATH."""
    from importlib.metadata import PackageNotFoundError, files

    name = "dot"
    if engine == "graphviz":
        name = _PROGRAM
        program = _PROGRAM + (".exe" if os.name == "nt" else "")
        yield Path(sys.executable).with_name(program)
        with suppress(PackageNotFoundError):
            for file in files(_PROGRAM) or []:
                if file.name == program:
                    yield Path(str(file.locate()))
    yield Path(which(name) or "")
