"""A picture as a whole: the map as large as the page allows, its title above and its legend below.

Lengths are in points on the page, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from argmap.diagrams import legend
from argmap.diagrams.curves import Point
from argmap.diagrams.font_metrics import COLUMN, width
from argmap.diagrams.layout import Layout
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.paper_sizes import Page
from argmap.diagrams.placement import Rectangle, occupied_areas
from argmap.diagrams.scene import Scene
from argmap.diagrams.spacing import Room
from argmap.diagrams.theme import BOLD, SIZE

_EDGE = 8.0
"""The empty border around a picture without a page."""

_TITLE_SIZE, _LEGEND_SIZE = 16.0, 10.0
"""The sizes of title and legend without a page."""

_LEAST_WIDTH = 420.0
"""How wide title and legend may be around a map without a page that is narrower."""

_LEGEND_SHARE = 0.9
"""How large the text of a legend is, as a share of that of claims, where the page would allow more.
"""

_LEAST_PROPORTION = 0.62
"""How small title and legend may become, as a share of what the page allows."""

_WORTH_IT = 1.01
"""By how much text has to grow for a legend to go inside the map."""

TITLE_PITCH = 1.2
"""From one line of the title to the next, in em."""

_TITLE_GAP = 0.45
_LEGEND_GAP = 0.8
"""Between the map and what stands above and below it, in em of these."""


_SHARES_INSIDE = (0.6, 0.45, 0.34, 0.26, 0.2)
"""The shares of a map's width that a legend may take inside it, in the order in which they are
tried.
"""

_CLEAR = 0.9
"""What is left free around a legend inside a map, in em of it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A title and a legend: their lines and rows, and the sizes of their text.

    Attributes:
        title: the lines of the title.
        title_size: the size of its text.
        legend: the rows of the legend.
        legend_size: the size of its text.
        place: left and top of a legend that stands where the map is empty; None for one below the
            map.
    """

    title: Sequence[str]
    title_size: float
    legend: Sequence[Sequence[legend.Entry]]
    legend_size: float
    place: Point | None = None

    @property
    def title_height(self) -> float:
        """The height of the title and of the gap below it."""
        if not self.title:
            return 0.0
        return self.title_size * (len(self.title) * TITLE_PITCH + _TITLE_GAP)

    @property
    def legend_scale(self) -> float:
        """What the lengths of a legend are multiplied by."""
        return self.legend_size / legend.NAME_SIZE

    @property
    def legend_height(self) -> float:
        """The height of the legend and of the gap above it, where it stands below the map."""
        if not self.legend or self.place is not None:
            return 0.0
        return self.legend_rows_height + _LEGEND_GAP * self.legend_size

    @property
    def legend_rows_height(self) -> float:
        """The height of the rows of the legend."""
        return len(self.legend) * legend.ROW_HEIGHT * self.legend_scale

    @property
    def legend_width(self) -> float:
        """The width of the widest row of the legend."""
        return max((legend.row_width(row) for row in self.legend), default=0.0) * self.legend_scale

    @property
    def width(self) -> float:
        """The width of what stands above and below the map."""
        widths = [width(line) * self.title_size * BOLD for line in self.title]
        if self.place is None:
            widths.append(self.legend_width)
        return max(widths, default=0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """A layout with what surrounds it.

    Attributes:
        layout: the layout.
        around: title and legend.
        scale: what the lengths of the layout are multiplied by.
        edge: the empty border around everything.
    """

    layout: Layout
    around: Surroundings
    scale: float
    edge: float

    @property
    def width(self) -> float:
        """The width of the picture."""
        return max(self.layout.placement.width * self.scale, self.around.width) + 2 * self.edge

    @property
    def height(self) -> float:
        """The height of the picture."""
        outside = self.around.title_height + self.around.legend_height
        return self.layout.placement.height * self.scale + outside + 2 * self.edge

    @property
    def points(self) -> float:
        """The size of a claim's text."""
        return SIZE * self.scale

    def top_on(self, sheet: Point) -> float:
        """Return the top of the picture in the middle of a sheet of this width and height."""
        return (sheet[1] - self.height) / 2

    def map_place(self, sheet: Point) -> Point:
        """Return left and top of the map, in a picture in the middle of a sheet."""
        width = self.layout.placement.width * self.scale
        return (sheet[0] - width) / 2, self.top_on(sheet) + self.edge + self.around.title_height

    def on_sheet(self, area: Rectangle, sheet: Point) -> Rectangle:
        """Return where an area of the layout lies, in a picture in the middle of a sheet."""
        left, top = self.map_place(sheet)
        scaled = _scale(area, self.scale)
        return Rectangle(
            left + scaled.left, top + scaled.top, left + scaled.right, top + scaled.bottom
        )


_HOPELESS = 0.2
"""Text of less than this share of what can be read is enlarged by no trick."""

Arrange = Callable[[Room], Layout]
"""What lays a map out in a room."""


def fit_frame(scene: Scene, page: Page, arrange: Arrange) -> Frame:
    """Return the picture whose text is largest on a page that is held like this.

    Title and legend are in proportion to the text; the legend goes where the map is empty if it
    can.
    """
    # What the legend has to explain is known only afterwards: room is kept for all that it may be.
    possible = legend.possible_entries(scene)
    frame = _make_frame(scene, page, arrange, possible, 1.0)
    if frame.points < page.least * _HOPELESS:
        # Nobody reads it, however the room is shared: a large map need not be laid out again.
        return frame
    wanted = _proportion(page, frame.points)
    if wanted < 1.0:
        frame = _make_frame(scene, page, arrange, possible, wanted)
    return _with_legend_inside(scene, page, arrange, frame, wanted)


def _make_frame(
    scene: Scene, page: Page, arrange: Arrange, entries: Sequence[legend.Entry], proportion: float
) -> Frame:
    around = _surroundings(
        scene, entries, _inner_width(page), page.title * proportion, page.legend * proportion
    )
    room = _room_on(page, around)
    layout = arrange(room)
    if entries:
        entries = legend.entries(scene, layout.trees)
    around = _surroundings(
        scene, entries, _inner_width(page), page.title * proportion, page.legend * proportion
    )
    return _frame_in(room, layout, around)


def _proportion(page: Page, points: float) -> float:
    """Return how much smaller than the page allows title and legend should be, where text is of
    this size.
    """
    return min(max(_LEGEND_SHARE * points / page.legend, _LEAST_PROPORTION), 1.0)


def _with_legend_inside(
    scene: Scene, page: Page, arrange: Arrange, frame: Frame, proportion: float
) -> Frame:
    """Return the picture with its legend where the map is empty if that enlarges the text."""
    bare = _make_frame(scene, page, arrange, [], proportion)
    # The map may have no empty place any more once it has all of the page, but one as it was
    # before.
    room = _room_on(page, bare.around)
    candidates = [bare, _frame_in(room, frame.layout, bare.around)]
    candidates.sort(key=lambda candidate: -candidate.points)
    for candidate in candidates:
        if candidate.points < frame.points * _WORTH_IT:
            break
        around = _legend_inside(scene, candidate, page.legend * proportion)
        if around is not None:
            return replace(candidate, around=around)
    return frame


def _legend_inside(scene: Scene, frame: Frame, size: float) -> Surroundings | None:
    """Return what surrounds a map, with a legend of this size inside it; None
    if there is no place.
    """
    placement = frame.layout.placement
    taken = [_scale(area, frame.scale) for area in occupied_areas(placement)]
    map_size = (placement.width * frame.scale, placement.height * frame.scale)
    entries = legend.entries(scene, frame.layout.trees)
    for share in _SHARES_INSIDE:
        rows = legend.rows(entries, share * map_size[0] * legend.NAME_SIZE / size)
        around = replace(frame.around, legend=rows, legend_size=size)
        place = _free_place(around, map_size, taken)
        if place is not None:
            return replace(around, place=place)
    return None


def _free_place(around: Surroundings, map_size: Point, taken: Sequence[Rectangle]) -> Point | None:
    """Return left and top of a legend where it covers nothing of the map, at the bottom or else at
    the top.
    """
    wide, high = around.legend_width, around.legend_rows_height
    map_width, map_height = map_size
    clear = _CLEAR * around.legend_size
    if wide > map_width or high > map_height:
        return None
    for top in (map_height - high, 0.0):
        # What could be in the way, from left to right: the legend may stand left of all, or just
        # right of one.
        in_the_way = sorted(
            area for area in taken if area.top < top + high + clear and top - clear < area.bottom
        )
        left = 0.0
        for area in in_the_way:
            if left + wide + clear <= area.left:
                break
            left = max(left, area.right + clear)
        if left + wide <= map_width:
            return left, top
    return None


def without_page(scene: Scene, layout: Layout) -> Frame:
    """Return a picture that fits nothing: text has the size that it was laid out in."""
    room = max(layout.placement.width, _LEAST_WIDTH)
    around = _surroundings(
        scene, legend.entries(scene, layout.trees), room, _TITLE_SIZE, _LEGEND_SIZE
    )
    return Frame(layout, around, 1.0, _EDGE)


def _surroundings(
    scene: Scene,
    entries: Sequence[legend.Entry],
    room: float,
    title_size: float,
    legend_size: float,
) -> Surroundings:
    """Return title and legend in lines and rows that are at most so wide, in points."""
    lines: list[str] = []
    if scene.heading:
        lines = wrap(scene.heading, room / title_size / BOLD / COLUMN, scene.map.language)
    rows = legend.rows(entries, room * legend.NAME_SIZE / legend_size)
    return Surroundings(lines, title_size, rows, legend_size)


def _inner_width(page: Page) -> float:
    return page.width - 2 * page.margin


def _room_on(page: Page, around: Surroundings) -> Room:
    """Return the room that title and legend leave to the map on a page."""
    height = page.height - 2 * page.margin - around.title_height - around.legend_height
    return Room(_inner_width(page), max(height, page.height / 4), page.most / SIZE)


def _frame_in(room: Room, layout: Layout, around: Surroundings) -> Frame:
    scale = room.scale(layout.placement.width, layout.placement.height)
    return Frame(layout, around, scale, around.legend_size / 2)


def _scale(area: Rectangle, scale: float) -> Rectangle:
    return Rectangle(*(side * scale for side in area))
