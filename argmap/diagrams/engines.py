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

from argmap.diagrams.frame import Sketch
from argmap.model.errors import ArgmapError

ENGINE = "graphviz-pure"
MANY = 2000
"""Above so many boxes the engine is told to spend less on crossings: it would take minutes."""

_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000
_FONTS_REACH = ((0x00, 0x530), (0x1E00, 0x2600), (0x2713, 0x2714), (0x2717, 0x2718))
"""Letters that Arimo has, or else the fonts inside Typst; for others the system's fonts are asked."""


def to_svg(dot: str, boxes: int, engine: str = ENGINE) -> tuple[str, str]:
    """Return the engine's SVG of a graph of so many boxes, and a note if another engine had to help."""
    return _run(dot, ["-Tsvg"], boxes, engine)


def sketches(dots: Iterable[str], boxes: int, engine: str = ENGINE) -> tuple[list[Sketch], str]:
    """Return the size of every graph and where its boxes are, and a note as above.

    One child lays out several graphs, and two children run while further graphs are being written.
    Lines are not routed: that takes as long as the rest, and changes sizes little.
    """
    batches = ("\n".join(batch) for batch in _batches(dots, 5))
    options = ["-Tplain", "-Gsplines="]
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda batch: _run(batch, options, boxes, engine), batches))
    found = [_sketch(graph) for plain, _ in runs for graph in plain.split("stop\n")[:-1]]
    return found, next((note for _, note in runs if note), "")


def _batches(things: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch


def _sketch(plain: str) -> Sketch:
    width = height = 0.0
    taken = []
    for line in plain.splitlines():
        sort, name, *numbers = line.split(maxsplit=6)
        if sort == "graph":
            width, height = (float(number) * _POINTS_PER_INCH for number in numbers)
        elif sort == "node" and name.startswith("c"):
            x, y, wide, high = (float(number) * _POINTS_PER_INCH for number in numbers[:4])
            y = height - y
            taken.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return Sketch(width, height, taken)


def _run(dot: str, options: Sequence[str], boxes: int, engine: str) -> tuple[str, str]:
    if boxes > MANY:
        options = [*options, "-Gmclimit=0.1"]
    limit = 20 + boxes / 50
    if engine == "dot":
        return _child(_system_dot(), dot, options, limit), ""
    try:
        return _child(_embedded(), dot, options, limit), ""
    except ArgmapError as failure:
        return _child(_system_dot(failure), dot, options, limit), (
            f"the embedded layout engine failed ({failure}); used the system's dot"
        )


def _child(program: str, dot: str, options: Sequence[str], limit: float) -> str:
    # With SERVER_NAME set and no GV_FILE_PATH, Graphviz reads no file that a graph names.
    environment = {name: value for name, value in os.environ.items() if name != "GV_FILE_PATH"}
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
    if done.returncode != 0 or not done.stdout:
        message = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit {done.returncode}"]
        raise ArgmapError(f"{Path(program).name}: {message[0]}")
    return done.stdout.decode()


def _embedded() -> str:
    """Return the path of graphviz-pure: pipx and uv, among others, do not put it on PATH."""
    for path in _places():
        if path.is_file():
            return str(path)
    raise ArgmapError("graphviz-pure is not installed")


def _places() -> Iterator[Path]:
    from shutil import which

    suffix = ".exe" if os.name == "nt" else ""
    yield Path(sys.executable).with_name(ENGINE + suffix)
    yield from _recorded(ENGINE + suffix)
    yield Path(which(ENGINE) or "")


def _recorded(program: str) -> Iterator[Path]:
    from importlib.metadata import PackageNotFoundError, files

    try:
        yield from (Path(str(file.locate())) for file in files(ENGINE) or () if file.name == program)
    except PackageNotFoundError:
        return


def _system_dot(failure: ArgmapError | None = None) -> str:
    from shutil import which

    found = which("dot")
    if not found:
        reason = f"{failure}, and there" if failure else "there"
        raise ArgmapError(f"{reason} is no Graphviz on this system: install it or graphviz-pure")
    return found


_PAGE = b"""
#set document(title: sys.inputs.title, date: none)
#set page(width: float(sys.inputs.page-width) * 1pt, height: float(sys.inputs.page-height) * 1pt, margin: 0pt)
#align(center + horizon, image(bytes(sys.inputs.picture), format: "svg", alt: sys.inputs.title,
  width: float(sys.inputs.width) * 1pt))
"""
"""What Typst sets. All that comes from a map is handed over as data, never as code."""


def to_pdf(svg: str, title: str, width: float, page: tuple[float, float]) -> bytes:
    """Return a PDF page of this size in points, the picture on it so wide. It holds no date."""
    return _typeset(_page_data(svg, title, width, page), "pdf", _POINTS_PER_INCH)


def to_png(svg: str, title: str, size: tuple[float, float]) -> bytes:
    """Return a PNG sharp enough for a slide, but of no more pixels than programs will open."""
    width, height = size
    scale = max(2.0, 1920 / width)
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
    import fontpkg_arimo
    import typst

    fonts = typst.Fonts(
        include_system_fonts=not _is_covered(data["picture"]),
        font_paths=[Path(fontpkg_arimo.ROOT, "files")],
    )
    try:
        made = typst.compile(_PAGE, format=format, ppi=ppi, sys_inputs=data, font_paths=fonts)
    except RuntimeError as problem:
        raise ArgmapError(f"typst: {str(problem).splitlines()[0]}") from None
    return bytes(made)


def _is_covered(text: str) -> bool:
    return all(any(low <= ord(letter) < high for low, high in _FONTS_REACH) for letter in set(text))
