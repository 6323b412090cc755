"""Draws a map: as an SVG, PNG or PDF picture, or as the DOT graph behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.diagrams import engines
from argmap.diagrams.blocks import Room
from argmap.diagrams.captions import check_text_choice
from argmap.diagrams.curves import Point
from argmap.diagrams.dot import to_dot
from argmap.diagrams.fonts import missing_font_notes
from argmap.diagrams.frame import Arrange, Frame, fitted, without_page
from argmap.diagrams.layout import LAYOUTS, Layout, hanging, in_rows, tangled
from argmap.diagrams.links import links_of
from argmap.diagrams.marks import DEFAULT_MARKS, MARKS, verdict_marks
from argmap.diagrams.pages import Page, page_named
from argmap.diagrams.placement import DIRECTIONS
from argmap.diagrams.scene import Scene
from argmap.diagrams.svg import to_svg, to_typeset_svg
from argmap.diagrams.tangled import is_tangled
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.verdicts.evaluate import Verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to draw a map.

    Attributes:
        page: what the picture has to fit: a name in `argmap.diagrams.pages.PAGES`, a size, or `none`.
        direction: where the main claims lie, and so where reasons lead: `up` unless another is named.
        layout: `rows` or `hang`; "" chooses rows where their text can be read.
        theme: the name of one of `argmap.diagrams.theme.THEMES`.
        marks: what the strips of boxes show, of `argmap.diagrams.marks.MARKS`.
        text: what boxes say: `full`, `label` or `both`.
        link_base: a web address; the box of a claim leads to this with `#` and the claim's id.
        engine: `graphviz-pure`, or `dot` for the system's Graphviz.
        numbers: id of a claim -> its number in the outline, for boxes that are drawn twice.
        description: what the map says, for those who do not see the picture.
    """

    page: str = "screen"
    direction: str = ""
    layout: str = ""
    theme: str = "color"
    marks: tuple[str, ...] = DEFAULT_MARKS
    text: str = "full"
    link_base: str = ""
    engine: str = engines.ENGINE
    numbers: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map.

    Attributes:
        data: the file.
        points: the size of a claim's text on the page; None without a page, and for a DOT graph.
        notes: sentences for the person who asked.
    """

    data: bytes
    points: float | None = None
    notes: tuple[str, ...] = ()


def draw(
    map: ArgumentMap,
    format: str,
    options: Options | None = None,
    verdicts: Verdicts | None = None,
) -> Picture:
    """Return the map drawn in one of `FORMATS`, with verdicts if they are given.

    Raises:
        ArgmapError: an option has an unknown value, or no layout engine works.
    """
    options = options or Options()
    _check_known("format", format, FORMATS)
    _check_known("direction", options.direction, ["", *DIRECTIONS])
    _check_known("layout", options.layout, ["", *LAYOUTS])
    _check_known("theme", options.theme, THEMES)
    check_text_choice(options.text)
    _check_known("engine", options.engine, [engines.ENGINE, "dot"])
    for mark in options.marks:
        _check_known("mark", mark, MARKS)
    page = page_named(options.page)
    links = links_of(map, options.link_base)
    scene = Scene(
        map,
        THEMES[options.theme],
        tuple(options.marks),
        options.text,
        options.numbers,
        verdict_marks(map, verdicts),
        options.description,
    )
    drawing = drawn(scene, page, options)
    if format == _GRAPH_FORMAT:
        return Picture(
            to_dot(scene, drawing.frame.layout, options.direction or "up").encode(), None, tuple(_notes(drawing))
        )
    points = None if page is None else drawing.frame.points
    notes = [*_notes(drawing)]
    if format in _HOLDS_LETTERS:
        notes += missing_font_notes(_all_text(map))
    return Picture(_ENCODERS[format](scene, drawing, links), points, tuple(notes))


def _all_text(map: ArgumentMap) -> str:
    names = [side.name for side in map.sides.values()]
    texts = [claim.text for claim in map.claims.values()]
    return "\n".join([map.title, *names, *texts])


def _check_known(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ArgmapError(no_such(option, value, filter(None, known)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A frame, and the page that it is for, turned as it is used; None for no page."""

    frame: Frame
    page: Page | None


def drawn(scene: Scene, page: Page | None, options: Options) -> Drawing:
    """Return where everything is in the picture of a scene.

    Raises:
        ArgmapError: no layout engine works, and one is needed.
    """
    direction = options.direction or "up"

    def rows(room: Room) -> Layout:
        return in_rows(scene, room, direction)

    def hang(room: Room) -> Layout:
        return hanging(scene, room, direction)

    if not options.layout and is_tangled(scene.map):
        layout = tangled(scene, direction, options.engine)
        return _largest(scene, page, lambda _: layout)
    if options.layout == "hang" or (page is not None and page.hangs and not options.layout):
        return _largest(scene, page, hang)
    in_rows_first = _largest(scene, page, rows)
    is_legible = page is None or in_rows_first.frame.points >= page.least
    if options.layout == "rows" or is_legible:
        return in_rows_first
    hung = _largest(scene, page, hang)
    return max(in_rows_first, hung, key=lambda drawing: drawing.frame.points)


def _largest(scene: Scene, page: Page | None, arrange: Arrange) -> Drawing:
    """Return a picture as it comes out largest: on the page as it is, or turned."""
    if page is None:
        return Drawing(without_page(scene, arrange(_WIDE)), None)
    drawings = [Drawing(fitted(scene, page, arrange), page)]
    if page.turns:
        turned = page.turned()
        drawings.append(Drawing(fitted(scene, turned, arrange), turned))
    return max(drawings, key=lambda drawing: drawing.frame.points)


_WIDE = Room(1600.0, 1000.0, 1.0)
"""What a picture without a page is laid out for: its shape is kept, its size is not."""


def _notes(drawing: Drawing) -> Iterable[str]:
    page = drawing.page
    points = drawing.frame.points
    layout = drawing.frame.layout
    if layout.name == "tangled":
        yield "more than half of the lines run across the map: Graphviz laid it out, not in the order of the file"
    if layout.note:
        yield layout.note
    if page is not None and points < page.least:
        yield (
            f"text is {in_points(points)} on {page.name}, below {page.least:.0f} pt: "
            "split the map with --side or --focus"
        )


def in_points(size: float) -> str:
    """Return the size of text as a message has it."""
    return f"{size:.1f} pt" if size >= 1 else "less than 1 pt"


# --- files ---

_PIXELS_WITHOUT_PAGE = 2.0
"""How many pixels a PNG has for a point of a picture that fits no page."""


def _sheet(drawing: Drawing) -> tuple[float, float]:
    """Return the size of what a picture is printed on: its page, or if it has none its own."""
    if drawing.page is None:
        return drawing.frame.width, drawing.frame.height
    return drawing.page.width, drawing.page.height


def _encode_svg(scene: Scene, drawing: Drawing, links: Mapping[str, str]) -> bytes:
    # An SVG has the size of the picture: whoever shows it fits it in.
    return to_svg(scene, drawing.frame, links).encode()


def _encode_png(scene: Scene, drawing: Drawing, links: Mapping[str, str]) -> bytes:
    wanted = _PIXELS_WITHOUT_PAGE if drawing.page is None else drawing.page.pixels
    sheet, pixels = engines.whole_pixels(_sheet(drawing), wanted)
    return engines.to_png(_printed(scene, drawing, links, sheet), pixels)


def _encode_pdf(scene: Scene, drawing: Drawing, links: Mapping[str, str]) -> bytes:
    page = _printed(scene, drawing, links, _sheet(drawing))
    return engines.to_pdf([page], page.title, scene.map.language or scene.words.tag)


def _printed(scene: Scene, drawing: Drawing, links: Mapping[str, str], sheet: Point) -> engines.PrintedPage:
    """Return a picture in the middle of a sheet, with the boxes that lead somewhere."""
    areas: list[engines.LinkArea] = []
    for placed in drawing.frame.layout.placement.boxes:
        target = links.get(placed.box.claim)
        if target is not None:
            areas.append(engines.LinkArea(drawing.frame.on_sheet(placed.area, sheet), target))
    return engines.PrintedPage(
        to_typeset_svg(scene, drawing.frame, links, sheet),
        *sheet,
        title=scene.title(),
        description=scene.description,
        links=tuple(areas),
    )


_ENCODERS: Mapping[str, Callable[[Scene, Drawing, Mapping[str, str]], bytes]] = {
    "svg": _encode_svg,
    "png": _encode_png,
    "pdf": _encode_pdf,
}
"""The formats of pictures."""

_GRAPH_FORMAT = "dot"

_HOLDS_LETTERS = ("pdf", "png")
"""The formats that hold the shapes of letters: an SVG is shown with the fonts of whoever looks at it."""

FORMATS = (*_ENCODERS, _GRAPH_FORMAT)
"""The formats in which a map can be drawn: those of pictures, and the graph that no engine has drawn yet."""
