"""DOT to places by Graphviz, SVG to PDF and PNG by Typst: the only module that calls either.

The layout engine is `graphviz-pure`, a program that a wheel brings along, run as a child process
with a time limit; where it fails, the system's `dot` is used.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from argmap.diagrams.font_metrics import clean_lines
from argmap.diagrams.fonts import families_for, fonts_for
from argmap.diagrams.lettering import take_out_texts
from argmap.diagrams.placement import Rectangle
from argmap.languages import DEFAULT
from argmap.model.errors import ArgmapError

ENGINE = "graphviz-pure"
_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000

_SLOWEST = 10
"""How much longer than it computes a layout may take, on a machine that has much to do."""

_OUT_OF_TIME = -24
"""How a child ends that has computed too long: by the signal SIGXCPU."""

_DIE_WITH_PARENT, _KILL = 1, 9
"""PR_SET_PDEATHSIG of prctl(2) and SIGKILL: what ends a child on Linux when argmap is ended."""


class TooMuchWork(ArgmapError):
    """A layout that takes longer than it may."""


def to_json(dot: str, seconds: float, engine: str = ENGINE) -> tuple[str, str]:
    """Return a graph, laid out, as Graphviz's JSON; and a note if another engine had to help.

    Raises:
        TooMuchWork: it takes more than so many seconds of computing.
        ArgmapError: no engine works.
    """
    options = ["-Tjson0"]
    if engine == "dot":
        return _run_child(_system_dot(), dot, options, seconds), ""
    try:
        return _run_child(_embedded(), dot, options, seconds), ""
    except TooMuchWork:
        raise
    except ArgmapError as failure:
        output = _run_child(_system_dot(failure), dot, options, seconds)
        return output, f"the embedded layout engine failed ({failure}); used the system's dot"


def _run_child(program: str, dot: str, options: Sequence[str], seconds: float) -> str:
    # With SERVER_NAME set and no GV_FILE_PATH, Graphviz reads no file that a graph names.
    environment = os.environ.copy()
    environment.pop("GV_FILE_PATH", None)
    environment["SERVER_NAME"] = "argmap"
    try:
        done = subprocess.run(  # noqa: S603 - the program is ours or the system's, and there is no shell
            [program, *options],
            input=dot.encode(),
            capture_output=True,
            timeout=seconds * _SLOWEST,
            env=environment,
            check=False,
            preexec_fn=_limits(seconds),
        )
    except subprocess.TimeoutExpired:
        raise TooMuchWork(f"the layout took more than {seconds * _SLOWEST:.0f} s") from None
    except (OSError, subprocess.SubprocessError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise ArgmapError(f"{Path(program).name} could not be run: {reason}") from None
    if done.returncode == _OUT_OF_TIME:
        raise TooMuchWork(f"the layout took more than {seconds:.0f} s")
    # A child that was killed leaves no message, and then its exit code has to do.
    if done.returncode != 0 or not done.stdout:
        message = done.stderr.decode(errors="replace").strip().splitlines() or [
            f"exit {done.returncode}"
        ]
        raise ArgmapError(f"{Path(program).name}: {message[0]}")
    return done.stdout.decode()


def _limits(seconds: float) -> Callable[[], None] | None:
    """Return what a child does before it begins: it is given so many seconds of computing, and ends
    with argmap.

    The time that passes says little of the work on a machine that has much to do.
    """
    if os.name != "posix":
        return None
    import ctypes
    import resource

    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    whole_seconds = math.ceil(seconds)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (whole_seconds, whole_seconds + 1))
        if library is not None:
            library.prctl(_DIE_WITH_PARENT, _KILL)

    return limit


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


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle on a page that leads somewhere.

    Attributes:
        area: the rectangle, in points from the top left corner of the page.
        target: a web or mail address, or the number of a page of the same PDF, of which the first
            is 1.
    """

    area: Rectangle
    target: str | int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a PDF, or the one of a PNG.

    Attributes:
        svg: the picture that fills it.
        width_pt, height_pt: its size.
        title: what its bookmark and its heading say.
        description: what the picture tells, for those who do not see it; "" where the title has to
            do.
        links: the links on it.
    """

    svg: str
    width_pt: float
    height_pt: float
    title: str
    description: str = ""
    links: tuple[LinkArea, ...] = ()


_TYPST_PAGES = b"""
#let printed = json(bytes(sys.inputs.printed))
#set document(title: printed.title, date: none)
#set text(lang: printed.language, region: printed.region, font: printed.families)
#let target(area) = if "page" in area { (page: area.page, x: 0pt, y: 0pt) } else { area.address }
#let placed(line) = context {
  let shown = text(
    size: line.size * 1pt,
    fill: rgb(line.fill),
    weight: if line.is_bold { 700 } else { 400 },
    dir: if line.runs_right_to_left { rtl } else { ltr },
    top-edge: "baseline",
    bottom-edge: "baseline",
    line.text,
  )
  let natural = measure(shown).width
  // In a box that is no wider than the line, rounding might break it.
  let letters = box(width: natural + 1pt, align(left, shown))
  // Fonts that could not be measured when the map was laid out may be wider than was thought.
  let room = line.room * 1pt
  let squeeze = if natural > room { room / natural } else { 1.0 }
  let before = (start: 0, middle: 0.5, end: 1).at(line.anchor)
  let start = line.x * 1pt - natural * squeeze * before
  move(dx: start, dy: line.y * 1pt, scale(x: squeeze * 100%, origin: left, letters))
}

#for sheet in printed.pages {
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt, {
    // The picture shows the title itself: the heading is for bookmarks, and for those who listen.
    place(top + left, text(size: 1pt, fill: white.transparentize(100%), heading(sheet.title)))
    let picture = block(width: 100%, height: 100%, {
      place(top + left, image(bytes(sheet.picture), format: "svg", width: 100%, height: 100%))
      for line in sheet.texts { place(top + left, placed(line)) }
    })
    place(top + left, figure(picture, alt: sheet.description))
    for area in sheet.links {
      let surface = box(width: area.width * 1pt, height: area.height * 1pt)
      place(top + left, dx: area.left * 1pt, dy: area.top * 1pt, link(target(area), surface))
    }
  })
}
"""
"""What Typst sets. All that comes from a map is handed over as data, never as code."""


def whole_pixels(size: tuple[float, float], pixels: float) -> tuple[tuple[float, float], float]:
    """Return a size in points that is whole pixels, and how many pixels there are for a point.

    Typst scales a picture that is not whole pixels to some that are, and thereby loses rows of
    them.

    Args:
        size: width and height, in points.
        pixels: how many pixels there should be for a point; fewer, if programs could not open so
            many in all.
    """
    width, height = size
    pixels = min(pixels, (_MOST_PIXELS / (width * height)) ** 0.5)
    return (round(width * pixels) / pixels, round(height * pixels) / pixels), pixels


def to_pdf(pages: Sequence[PrintedPage], title: str, language: str) -> bytes:
    """Return a PDF of these pages: tagged, with a bookmark for each page, and without a date.

    It is PDF/UA-1, unless it has characters that no font at hand has.

    Args:
        pages: the pages, at least one.
        title: what the document is called.
        language: the language that it is in, as a BCP 47 tag.

    Raises:
        ArgmapError: Typst cannot set a picture.
    """
    document = _document(pages, title, language)
    try:
        return _typeset(document, "pdf", _POINTS_PER_INCH, is_accessible=True)
    except ArgmapError:
        # Better a PDF that is only tagged than none.
        return _typeset(document, "pdf", _POINTS_PER_INCH, is_accessible=False)


def to_png(page: PrintedPage, pixels: float) -> bytes:
    """Return a PNG of a page, with so many pixels for a point; see `whole_pixels`.

    Raises:
        ArgmapError: Typst cannot set the picture.
    """
    return _typeset(
        _document([page], page.title, "en"), "png", pixels * _POINTS_PER_INCH, is_accessible=False
    )


def _document(pages: Sequence[PrintedPage], title: str, language: str) -> str:
    """Return a document as the JSON that `_TYPST_PAGES` sets."""
    # Typst knows languages of two or three letters, and regions of two.
    tag = re.match(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?![a-z0-9])", language.lower())
    text = "\n".join([title, *(page.svg for page in pages)])
    document = {
        "title": clean_lines(title),
        "families": families_for(text, language),
        "language": tag[1] if tag else DEFAULT,
        "region": tag[2] if tag else None,
        "pages": [_page_data(page) for page in pages],
    }
    return json.dumps(document, ensure_ascii=False)


def _page_data(page: PrintedPage) -> dict[str, object]:
    links: list[dict[str, object]] = []
    for link in page.links:
        area = link.area
        place = {"left": area.left, "top": area.top, "width": area.width, "height": area.height}
        kind_of_target = "page" if isinstance(link.target, int) else "address"
        links.append({**place, kind_of_target: link.target})
    picture, texts = take_out_texts(page.svg)
    return {
        "picture": picture,
        "texts": [asdict(text) for text in texts],
        "width": page.width_pt,
        "height": page.height_pt,
        "title": clean_lines(page.title),
        "description": clean_lines(page.description or page.title),
        "links": links,
    }


def _typeset(
    document: str, format: Literal["pdf", "png"], ppi: float, *, is_accessible: bool
) -> bytes:
    import typst

    try:
        output = typst.compile(
            _TYPST_PAGES,
            format=format,
            ppi=ppi,
            sys_inputs={"printed": document},
            font_paths=fonts_for(document),
            pdf_standards="ua-1"
            if is_accessible
            else [],  # Typst refuses to write one that falls short of it
        )
    except RuntimeError as problem:
        raise ArgmapError(f"typst: {str(problem).splitlines()[0]}") from None
    return bytes(output)
