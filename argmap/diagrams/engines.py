"""DOT to places by Graphviz, SVG to PDF and PNG by Typst: the only module that calls either.

The layout engine is `graphviz-pure`, a program that a wheel brings along, run as a child process with
a time limit; where it fails, the system's `dot` is used.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from argmap.diagrams.fonts import fonts_for, name_fonts
from argmap.model.errors import ArgmapError

ENGINE = "graphviz-pure"
_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000


def to_json(dot: str, boxes: int, engine: str = ENGINE) -> tuple[str, str]:
    """Return a graph of so many boxes, laid out, as Graphviz's JSON; and a note if another engine had to help.

    Raises:
        ArgmapError: no engine works, or it took too long.
    """
    return _run_engine(dot, ["-Tjson0"], boxes, engine)


def _run_engine(dot: str, options: Sequence[str], boxes: int, engine: str) -> tuple[str, str]:
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
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", alt: sys.inputs.title, width: 100%, height: 100%)
"""
"""What Typst sets. All that comes from a map is handed over as data, never as code."""


def whole_pixels(size: tuple[float, float], pixels: float) -> tuple[tuple[float, float], float]:
    """Return a size in points that is whole pixels, and how many pixels there are for a point.

    Typst scales a picture that is not whole pixels to some that are, and thereby loses rows of them.

    Args:
        size: width and height, in points.
        pixels: how many pixels there should be for a point; fewer, if programs could not open so many in all.
    """
    width, height = size
    pixels = min(pixels, (_MOST_PIXELS / (width * height)) ** 0.5)
    return (round(width * pixels) / pixels, round(height * pixels) / pixels), pixels


def to_pdf(svg: str, title: str, size: tuple[float, float]) -> bytes:
    """Return a PDF page with a picture of this size in points. It holds no date.

    Raises:
        ArgmapError: Typst cannot set the picture.
    """
    return _typeset(_page_data(svg, title, size), "pdf", _POINTS_PER_INCH)


def to_png(svg: str, title: str, size: tuple[float, float], pixels: float) -> bytes:
    """Return a PNG of a picture of this size in points, with so many pixels for a point; see `whole_pixels`.

    Raises:
        ArgmapError: Typst cannot set the picture.
    """
    return _typeset(_page_data(svg, title, size), "png", pixels * _POINTS_PER_INCH)


def _page_data(svg: str, title: str, size: tuple[float, float]) -> dict[str, str]:
    return {"picture": svg, "title": title, "width": f"{size[0]:.6f}", "height": f"{size[1]:.6f}"}


def _typeset(data: dict[str, str], format: Literal["pdf", "png"], ppi: float) -> bytes:
    import typst

    fonts = fonts_for(data["picture"])
    data = {**data, "picture": name_fonts(data["picture"])}
    try:
        output = typst.compile(_TYPST_PAGE, format=format, ppi=ppi, sys_inputs=data, font_paths=fonts)
    except RuntimeError as problem:
        raise ArgmapError(f"typst: {str(problem).splitlines()[0]}") from None
    return bytes(output)
