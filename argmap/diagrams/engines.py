"""DOT to SVG by Graphviz, SVG to PDF and PNG by Typst: the only module that calls either.

The layout engine is `graphviz-pure`, a program that a wheel brings along, run as a child process with
a time limit; where it fails, the system's `dot` is used.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Literal

from argmap.diagrams.fonts import fonts_for, name_fonts
from argmap.diagrams.frame import Sketch
from argmap.model.errors import ArgmapError

ENGINE = "graphviz-pure"
MANY = 2000
"""Above so many boxes the engine is told to spend less on crossings: it would take minutes."""

_POINTS_PER_INCH = 72
_BATCH = 5
"""How many graphs one child lays out, to start fewer of them."""

_MOST_PIXELS = 40_000_000
_LEAST_PIXELS_ACROSS = 1920
_LEAST_PIXELS_PER_POINT = 2.0


def to_svg(dot: str, boxes: int, engine: str = ENGINE) -> tuple[str, str]:
    """Return the engine's SVG of a graph of so many boxes, and a note if another engine had to help.

    Raises:
        ArgmapError: no engine works, or it took too long.
    """
    return _run_engine(dot, ["-Tsvg"], boxes, engine)


def sketches(dots: Iterable[str], boxes: int, engine: str = ENGINE) -> tuple[list[Sketch], str]:
    """Return the size of every graph and where its boxes are, and a note as above.

    One child lays out several graphs, and two children run while further graphs are being written.
    Lines are not routed: that takes as long as the rest, and changes sizes little.

    Raises:
        ArgmapError: no engine works, or it took too long.
    """

    def lay_out(batch: Sequence[str]) -> tuple[str, str]:
        return _run_engine("\n".join(batch), ["-Tplain", "-Gsplines="], boxes, engine)

    with ThreadPoolExecutor(2) as pool:
        outputs = list(pool.map(lay_out, _batches(dots, _BATCH)))
    found: list[Sketch] = []
    first_note = ""
    for plain, note in outputs:
        # Every graph ends with a line of its own, so the last part is empty.
        graphs = plain.split("stop\n")[:-1]
        found += map(_parse_plain, graphs)
        first_note = first_note or note
    return found, first_note


def _batches(dots: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(dots)
    while batch := list(islice(waiting, size)):
        yield batch


def _parse_plain(plain: str) -> Sketch:
    """Read Graphviz's "plain" output: `graph SCALE WIDTH HEIGHT`, `node NAME X Y WIDTH HEIGHT …`, in inches.

    There x and y are those of a node's centre, and y grows upwards.
    """
    width = height = 0.0
    taken = []
    for line in plain.splitlines():
        sort, name, *numbers = line.split(maxsplit=6)
        if sort == "graph":
            width, height = (float(number) * _POINTS_PER_INCH for number in numbers)
        elif sort == "node" and name.startswith("c"):  # the box of a claim, not a step's point
            x, y, wide, high = (float(number) * _POINTS_PER_INCH for number in numbers[:4])
            y = height - y
            taken.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return Sketch(width, height, taken)


def _run_engine(dot: str, options: Sequence[str], boxes: int, engine: str) -> tuple[str, str]:
    if boxes > MANY:
        options = [*options, "-Gmclimit=0.1"]
    limit = 20 + boxes / 50
    if engine == "dot":
        return _run_child(_system_dot(), dot, options, limit), ""
    try:
        return _run_child(_embedded(), dot, options, limit), ""
    except ArgmapError as failure:
        output = _run_child(_system_dot(failure), dot, options, limit)
        return output, f"the embedded layout engine failed ({failure}); used the system's dot"


def _run_child(program: str, dot: str, options: Sequence[str], limit: float) -> str:
    # With SERVER_NAME set and no GV_FILE_PATH, Graphviz reads no file that a graph names.
    environment = os.environ.copy()
    environment.pop("GV_FILE_PATH", None)
    environment["SERVER_NAME"] = "argmap"
    try:
        done = subprocess.run(  # noqa: S603 - the program is ours or the system's, and there is no shell
            [program, *options],
            input=dot.encode(),
            capture_output=True,
            timeout=limit,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        late = f"the layout took more than {limit:.0f} s; draw a part with --side or --focus"
        raise ArgmapError(late) from None
    except OSError as problem:
        raise ArgmapError(f"{Path(program).name} could not be run: {problem.strerror}") from None
    # A child that was killed leaves no message, and then its exit code has to do.
    if done.returncode != 0 or not done.stdout:
        message = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit {done.returncode}"]
        raise ArgmapError(f"{Path(program).name}: {message[0]}")
    return done.stdout.decode()


def _embedded() -> str:
    for path in _places():
        if path.is_file():
            return str(path)
    raise ArgmapError("graphviz-pure is not installed")


def _places() -> Iterator[Path]:
    """Yield where graphviz-pure may be: pipx and uv, among others, do not put it on PATH."""
    from shutil import which

    suffix = ".exe" if os.name == "nt" else ""
    program = ENGINE + suffix
    yield Path(sys.executable).with_name(program)
    yield from _installed_files(program)
    yield Path(which(ENGINE) or "")


def _installed_files(name: str) -> Iterator[Path]:
    """Yield the files of this name that the installed package says it has."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        recorded = files(ENGINE) or []
    except PackageNotFoundError:
        return
    for file in recorded:
        if file.name == name:
            yield Path(str(file.locate()))


def _system_dot(failure: ArgmapError | None = None) -> str:
    from shutil import which

    program = which("dot")
    if not program:
        reason = f"{failure}, and there" if failure else "there"
        raise ArgmapError(f"{reason} is no Graphviz on this system: install it or graphviz-pure")
    return program


_TYPST_PAGE = b"""
#set document(title: sys.inputs.title, date: none)
#set page(width: float(sys.inputs.page-width) * 1pt, height: float(sys.inputs.page-height) * 1pt, margin: 0pt)
#align(center + horizon, image(bytes(sys.inputs.picture), format: "svg", alt: sys.inputs.title,
  width: float(sys.inputs.width) * 1pt))
"""
"""What Typst sets. All that comes from a map is handed over as data, never as code."""


def to_pdf(svg: str, title: str, width: float, page: tuple[float, float]) -> bytes:
    """Return a PDF page of this size in points, the picture on it so wide. It holds no date.

    Raises:
        ArgmapError: Typst cannot set the picture.
    """
    return _typeset(_page_data(svg, title, width, page), "pdf", _POINTS_PER_INCH)


def to_png(svg: str, title: str, size: tuple[float, float]) -> bytes:
    """Return a PNG sharp enough for a slide, but of no more pixels than programs will open.

    Raises:
        ArgmapError: Typst cannot set the picture.
    """
    width, height = size
    scale = max(_LEAST_PIXELS_PER_POINT, _LEAST_PIXELS_ACROSS / width)
    scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
    return _typeset(_page_data(svg, title, width, size), "png", scale * _POINTS_PER_INCH)


def _page_data(svg: str, title: str, width: float, page: tuple[float, float]) -> dict[str, str]:
    return {
        "picture": svg,
        "title": title,
        "width": f"{width:.3f}",
        "page-width": f"{page[0]:.3f}",
        "page-height": f"{page[1]:.3f}",
    }


def _typeset(data: dict[str, str], format: Literal["pdf", "png"], ppi: float) -> bytes:
    import typst

    fonts = fonts_for(data["picture"])
    data = {**data, "picture": name_fonts(data["picture"])}
    try:
        output = typst.compile(_TYPST_PAGE, format=format, ppi=ppi, sys_inputs=data, font_paths=fonts)
    except RuntimeError as problem:
        raise ArgmapError(f"typst: {str(problem).splitlines()[0]}") from None
    return bytes(output)
