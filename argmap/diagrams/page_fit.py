"""A map on its page: the layout whose text comes out largest, a title above and a legend below it.

    ┌──────────────────┐  page
    │      title       │
    │  ┌───┐           │  the map, as large as the room between them allows;
    │  └─┬─┘  legend   │  the legend goes where the map is empty if that enlarges the text
    │  ┌─┴─┐           │
    └──────────────────┘

Lengths are in points on the page, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from math import inf
from operator import attrgetter

from argmap.diagrams import legend
from argmap.diagrams.box_tree import (
    Box,
    Tree,
    answers,
    between_mains,
    is_tangled,
    many_rivals,
    may_run_across,
    tree_of,
)
from argmap.diagrams.font_metrics import COLUMN
from argmap.diagrams.font_metrics import width as text_width
from argmap.diagrams.geometry import Point, Rectangle, grow, lies_over
from argmap.diagrams.layout import (
    LARGE_ENOUGH,
    Layout,
    Room,
    Size,
    Sizes,
    enclose,
    least_widths,
    mirror_layout,
    occupied_areas,
    turn_layout,
)
from argmap.diagrams.line_breaks import wrap
from argmap.diagrams.line_words import sayable, words_on_lines
from argmap.diagrams.paper_sizes import PAGES, Page
from argmap.diagrams.rows import place_in_rows
from argmap.diagrams.scene import CORRECTION_RADIUS, Scene
from argmap.diagrams.shading import keep_room_for_labels, least_widths_for_labels
from argmap.diagrams.svg_shapes import SIGN_REACH
from argmap.diagrams.theme import BOLD, SIZE
from argmap.model import ArgumentMap
from argmap.model.spanning_tree import largest_branches
from argmap.options import Look
from argmap.util.text import count

# A picture without a page is laid out for this: its shape is kept, its size is not.
_WITHOUT_PAGE = Room(1600.0, 1000.0, 1.0)
_EDGE = 8.0  # the empty border around it
_TITLE_SIZE = 16.0
_LEGEND_SIZE = 10.0
_LEAST_WIDTH = 420.0  # how wide title and legend may be where the map is narrower

_LEGEND_SHARE = 0.9  # the text of a legend, as a share of that of claims if the page allows more
_LEAST_PROPORTION = 0.62  # the same, as a share of what the page allows, at the least
_WORTH_IT = 1.01  # by how much text has to grow for a legend to go inside the map

TITLE_PITCH = 1.2
"""From one line of the title to the next, in em."""

# In em of what they are beside:
_TITLE_GAP = 0.35  # below the title
_LEGEND_GAP = 0.6  # above the legend
_CLEAR = 0.9  # around a legend inside the map
_AROUND_THUMBNAIL = 0.5

_THUMBNAIL_SHARE = 1 / 8  # how much of a page's width and height a thumbnail takes at the most
_SMALLER = 0.95  # what a thumbnail is multiplied by as long as it would cover something

# The shares of a map's width that a legend inside it may take, in the order of trial.
_SHARES_INSIDE = (0.6, 0.45, 0.34, 0.26, 0.2)

_LITTLE_TOO_SMALL = 0.8  # text of at least this share needs no second page
_NOT_HOPELESS = 0.6  # what title and legend take up at the most, as a share of the size of text
_HOPELESS = 0.2  # text of less than this share of what can be read is enlarged by no trick
_ROUNDS = 4  # how often a map is laid out anew because lines across are better copies

_MIRRORED = {"left": "right", "right": "left"}

Arrange = Callable[[Room], Layout]
"""What lays a map out in a room."""

LegendRow = Sequence[legend.Entry]
LegendRows = Sequence[LegendRow]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A layout on its page, with title and legend."""

    scene: Scene
    layout: Layout
    page: Page | None  # turned as it is used; None for no page
    scale: float  # what the lengths of the layout are multiplied by
    edge: float  # the empty border around everything
    title: Sequence[str]  # its lines
    title_size: float
    legend: LegendRows
    legend_size: float
    inside: Point | None = None  # left and top of a legend where the map is empty, else below it

    @property
    def points(self) -> float:
        """The size of a claim's text."""
        return SIZE * self.scale

    @property
    def legend_scale(self) -> float:
        """What the lengths of a legend are multiplied by."""
        return self.legend_size / legend.NAME_SIZE

    @property
    def legend_extent(self) -> Point:
        """The width of the widest row of the legend, and the height of all."""
        widest = max(map(legend.row_width, self.legend), default=0.0)
        return widest * self.legend_scale, _height_of_rows(self.legend, self.legend_size)

    @property
    def title_height(self) -> float:
        """The height of the title and of the gap below it."""
        return _title_height(self.title, self.title_size)

    def _title_width(self, line: str) -> float:
        return text_width(line) * self.title_size * BOLD

    @property
    def width(self) -> float:
        """The width of the picture."""
        widths = [self.layout.width * self.scale, *map(self._title_width, self.title)]
        if self.inside is None:
            widths.append(self.legend_extent[0])
        if self.scene.thumbnail is not None and self.page is not None:
            widths.append(self.page.width - 2 * self.page.margin)
        return max(widths) + 2 * self.edge

    @property
    def height(self) -> float:
        """The height of the picture."""
        outside = self.title_height
        if self.inside is None:
            outside += _legend_height(self.legend, self.legend_size)
        return self.layout.height * self.scale + outside + 2 * self.edge

    @property
    def paper(self) -> Point:
        """The width and height of its page or, if it has none, its own."""
        if self.page is None:
            return self.width, self.height
        return self.page.width, self.page.height

    def top_on(self, sheet: Point) -> float:
        """Return the top of the picture in the middle of a sheet of this width and height."""
        return (sheet[1] - self.height) / 2

    def map_place(self, sheet: Point) -> Point:
        """Return left and top of the map, in a picture in the middle of a sheet."""
        left = (sheet[0] - self.layout.width * self.scale) / 2
        return left, self.top_on(sheet) + self.edge + self.title_height

    def legend_place(self, sheet: Point) -> Point:
        """Return left and top of a legend inside the map, or middle and top of one below it."""
        if self.inside is None:
            bottom = self.top_on(sheet) + self.height - self.edge
            return sheet[0] / 2, bottom - self.legend_extent[1]
        left, top = self.map_place(sheet)
        x, y = self.inside
        return left + x, top + y

    def legend_in_layout(self) -> Rectangle:
        """Return where a legend inside the map is, in lengths of the layout."""
        place = self.inside or (0.0, 0.0)
        return Rectangle(0.0, 0.0, *self.legend_extent).move(place).scale(1 / self.scale)

    def on_sheet(self, area: Rectangle, sheet: Point) -> Rectangle:
        """Return where an area of the layout is, in a picture in the middle of a sheet."""
        return area.scale(self.scale).move(self.map_place(sheet))

    def thumbnail_area(self, sheet: Point) -> Rectangle | None:
        """Return where its thumbnail, if any, is in a picture in the middle of a sheet.

        It is in the upper corner where lines end, as large as it may be without covering anything.
        """
        thumbnail = self.scene.thumbnail
        if thumbnail is None:
            return None
        middle = sheet[0] / 2
        top = self.top_on(sheet) + self.edge
        clear = _AROUND_THUMBNAIL * self.title_size
        taken = [grow(self.on_sheet(area, sheet), clear) for area in occupied_areas(self.layout)]
        for line in self.title:
            half = self._title_width(line) / 2
            taken.append(Rectangle(middle - half, top, middle + half, top + self.title_height))
        if self.inside is not None:
            legend_area = Rectangle(0.0, 0.0, *self.legend_extent)
            taken.append(legend_area.move(self.legend_place(sheet)))
        width, height = self.paper
        most = Room(width * _THUMBNAIL_SHARE, height * _THUMBNAIL_SHARE, 1.0)
        scale = most.scale(thumbnail.width, thumbnail.height)
        half = self.width / 2 - self.edge
        while True:
            area = Rectangle(0.0, 0.0, thumbnail.width, thumbnail.height).scale(scale)
            left = middle - half if self.scene.words.rtl else middle + half - area.width
            area = area.move((left, top))
            # Beside the title there is always room.
            if area.height <= self.title_height - clear or not lies_over(area, taken):
                return area
            scale *= _SMALLER

    def thumbnail_boxes(self, sheet: Point) -> Iterator[tuple[Rectangle, bool]]:
        """Yield where the boxes of its thumbnail are, and whether they are marked."""
        area = self.thumbnail_area(sheet)
        thumbnail = self.scene.thumbnail
        if area is not None and thumbnail is not None:
            scale = area.width / thumbnail.width
            for box in thumbnail.boxes:
                yield box.scale(scale).move(area[:2]), box in thumbnail.marked


def _title_height(title: Sequence[str], size: float) -> float:
    """Return the height of a title and of the gap below it."""
    return size * (len(title) * TITLE_PITCH + _TITLE_GAP) if title else 0.0


def _height_of_rows(rows: LegendRows, size: float) -> float:
    return len(rows) * legend.ROW_HEIGHT * (size / legend.NAME_SIZE)


def _legend_height(rows: LegendRows, size: float) -> float:
    """Return the height of a legend and of the gap above it."""
    return _height_of_rows(rows, size) + _LEGEND_GAP * size if rows else 0.0


def _legend_rows(entries: LegendRow, room: float, size: float) -> LegendRows:
    """Return a legend in rows that are no wider than the room, with text of this size."""
    return legend.rows(entries, room * legend.NAME_SIZE / size)


_points = attrgetter("points")

# --- which layout ---


def draw_scene(scene: Scene, page: Page | None, look: Look) -> Drawing:
    """Return where everything is in the picture of a scene.

    Raises:
        ArgmapError: the map is too large, or the engine that was asked for fails.
    """
    if not scene.has_words:
        return _draw_without_words(scene, page, look)
    # It is laid out as if the lines said all, and again where the legend has to say something.
    scene.said = sayable(scene)
    while True:
        drawing = _draw_without_words(scene, page, look)
        taken = [] if drawing.inside is None else [drawing.legend_in_layout()]
        words = words_on_lines(scene, drawing.layout, taken)
        said = {word.says for word in words}
        if scene.said <= said:
            return replace(drawing, layout=replace(drawing.layout, words=words))
        scene.said &= said


def _draw_without_words(scene: Scene, page: Page | None, look: Look) -> Drawing:
    layout = look.layout
    if not layout and many_rivals(scene.map):
        layout = "graph"
    elif not layout and is_tangled(scene.map):
        layout = "columns"
    if layout == "graph" or look.engine:
        return _largest(scene, page, _as_graph(scene, _direction(scene, look), look.engine))
    return draw_in_order(scene, page, look._replace(layout=layout))


def draw_in_order(scene: Scene, page: Page | None, look: Look) -> Drawing:
    """Return a picture that keeps the order of the file: in rows, or in columns."""
    direction = _direction(scene, look)
    layout = look.layout
    if layout == "rows" or (page is None and not layout):
        return _largest(scene, page, _in_rows(scene, direction))
    in_columns = _largest(scene, page, _in_columns(scene, direction))
    if layout or page is None or page.is_narrow:
        return in_columns
    in_rows = _largest(scene, page, _in_rows(scene, direction))
    # Nothing becomes too small to read for the sake of rows.
    enough = in_columns.points * LARGE_ENOUGH
    if in_columns.points >= page.least:
        enough = max(enough, page.least)
    return in_rows if in_rows.points >= enough else in_columns


def is_legible(scene: Scene, page: Page, look: Look, least: float) -> bool:
    """Return whether a picture that keeps the order of the file has text of at least this size."""
    direction = _direction(scene, look)
    layouts = [look.layout] if look.layout else ["columns", "rows"]
    if page.is_narrow and not look.layout:
        layouts.remove("rows")
    for layout in layouts:
        arrange_with = _in_rows if layout == "rows" else _in_columns
        arrange = arrange_with(scene, direction)
        points = _fit_with(scene, page, arrange, legend.entries(scene), 1.0).points
        if least > points >= least * _NOT_HOPELESS:
            # Smaller, or inside the map, title and legend leave more room.
            points = _fit(scene, page, arrange).points
        if points >= least:
            return True
    return False


def _direction(scene: Scene, look: Look) -> str:
    """Return where the main claims are to be, before a map is mirrored if it is."""
    direction = look.direction or "up"
    return _MIRRORED.get(direction, direction) if scene.words.rtl else direction


def _as_graph(scene: Scene, direction: str, engine: str) -> Arrange:
    """Return what draws each claim once, with few crossings for the size of the text."""
    if engine:
        from argmap.diagrams.graphviz import lay_out_by_graphviz

        candidates = [(0, lay_out_by_graphviz(scene, direction, engine))]
    else:
        from argmap.diagrams.graph_layout import lay_out_graph

        candidates = lay_out_graph(scene, direction)

    def place(room: Room) -> Layout:
        space = room.turn_to(direction)
        least = inf
        for crossings, layout in candidates:
            _, scale = space.merit(layout.width, layout.height)
            if crossings / scale < least:
                least = crossings / scale
                best = layout
        return _finish(scene, best, direction)

    return place


def _in_rows(scene: Scene, direction: str) -> Arrange:
    """Return what lays a map out in rows, with lines across where they are short and clear."""
    # A line from the middle of a box has room for its label, or the circle that its sign goes in;
    # one from a corner has none.
    labeled = {*scene.fill_in.signs, *scene.corrections, *scene.shades}
    for pair in answers(scene.map).items():
        # Nor can one line show two changes.
        is_changed = len({scene.changes.get(id) for id in pair}) > 1
        if is_changed or not labeled.isdisjoint(pair):
            labeled.update(pair)
    usual = frozenset(may_run_across(scene.map)).difference(labeled)
    boxes_with = cache(partial(_boxes_to_place, scene, direction))

    def place(room: Room) -> Layout:
        across = usual
        space = room.turn_to(direction)
        for attempt in range(_ROUNDS + 1):
            if attempt == _ROUNDS:
                across = frozenset()
            trees, sizes = boxes_with(across)
            layout, misfits = place_in_rows(trees, sizes, space)
            if not misfits:
                break
            # What these lines lead to is drawn again instead.
            for id in misfits:
                across -= {id, trees.answers.get(id, "")}
        return _finish(scene, layout, direction)

    return place


def _in_columns(scene: Scene, direction: str) -> Arrange:
    """Return what lays a map out in columns, with references to what is elsewhere."""
    from argmap.diagrams.column_placement import Columns

    columns = Columns(*boxes_in_columns(scene, direction))
    return lambda room: _finish(scene, columns.place(room.turn_to(direction)), direction)


def boxes_in_columns(scene: Scene, direction: str) -> tuple[Tree, Sizes]:
    """Return the trees of a map that is drawn in columns, and the sizes of their boxes."""
    across = between_mains(scene.map)
    trees, sizes = _boxes_to_place(scene, direction, across, are_shared=True)
    scene.keep_room_for_endings(trees)
    return trees, sizes


def _boxes_to_place(
    scene: Scene, direction: str, across: Collection[str], *, are_shared: bool = False
) -> tuple[Tree, Sizes]:
    """Return the trees of a map, with room for the names of frames and for signs, and their sizes.

    The sizes that a box can have go from narrow and high to wide and low.
    """
    trees = tree_of(scene.map, across)
    if scene.has_frames:
        from argmap.diagrams.group_frames import keep_room_for_names

        keep_room_for_names(trees, direction)
    scene.fill_in.keep_room(trees)
    keep_room_for_labels(trees, scene.shades)
    scene.keep_room_for_corrections(trees)
    is_turned = direction in ("left", "right")
    least = least_widths(trees, are_shared=are_shared)
    labels = least_widths_for_labels(trees, scene.shades)
    all_sizes: dict[Box, list[Size]] = {}
    for box, shapes in zip(trees.boxes, scene.shapes(trees), strict=True):
        beside = trees.room_beside.get(box.number, 0.0)
        sizes = all_sizes[box] = []
        # Turned, a box is as wide as it is high, and the highest comes last.
        for shape in reversed(shapes) if is_turned else shapes:
            width, height = shape.width, shape.height
            if is_turned:
                width, height = height, width
            width = max(width, least[box], labels.get(box, 0.0))
            size = Size(width + beside, height, shape)
            # What is as wide as the next and higher is of no use.
            while sizes and sizes[-1].width >= size.width:
                sizes.pop()
            sizes.append(size)
    return trees, all_sizes


def _finish(scene: Scene, layout: Layout, direction: str) -> Layout:
    """Return a layout turned as it is shown, with its frames, and mirrored if people read so."""
    layout = turn_layout(layout, direction)
    if scene.frame_paths.alone:
        from argmap.diagrams.group_frames import with_frames

        layout = with_frames(layout, direction, scene.frame_paths)
    if scene.words.rtl:
        layout = mirror_layout(layout)
    if scene.corrections:
        signs = [grow(placed.area, CORRECTION_RADIUS) for placed in layout.boxes]
        layout = enclose(layout, signs)
    return layout


# --- how large ---


def _largest(scene: Scene, page: Page | None, arrange: Arrange) -> Drawing:
    """Return a picture as it comes out largest: on the page as it is, or turned."""
    if page is None:
        layout = arrange(_WITHOUT_PAGE)
        room = max(layout.width, _LEAST_WIDTH)
        title = _title_lines(scene, room, _TITLE_SIZE)
        rows = _legend_rows(legend.entries(scene, layout), room, _LEGEND_SIZE)
        return Drawing(scene, layout, None, 1.0, _EDGE, title, _TITLE_SIZE, rows, _LEGEND_SIZE)
    pages = [page]
    if page.turns:
        pages.append(replace(page, width=page.height, height=page.width))
    return max((_fit(scene, each, arrange) for each in pages), key=_points)


def _fit(scene: Scene, page: Page, arrange: Arrange) -> Drawing:
    """Return the picture whose text is largest on a page that is held like this.

    Title and legend are in proportion to the text; the legend goes where the map is empty if it
    can.
    """
    # What the legend has to explain is known only afterwards: room is kept for all that it may be.
    possible = legend.entries(scene)
    drawing = _fit_with(scene, page, arrange, possible, 1.0)
    if drawing.points < page.least * _HOPELESS:
        # Nobody reads it, however the room is shared: a large map need not be laid out again.
        return drawing
    wanted = max(_LEGEND_SHARE * drawing.points / page.legend, _LEAST_PROPORTION)
    wanted = min(wanted, 1.0)
    if wanted < 1.0:
        drawing = _fit_with(scene, page, arrange, possible, wanted)
    # Without its legend the map may be larger, and have room for it inside. It may also have no
    # empty place any more once it has all of the page, but one as it was before.
    bare = _fit_with(scene, page, arrange, [], wanted)
    layout = drawing.layout
    scale = _room_on(page, bare.title_height).scale(layout.width, layout.height)
    as_before = replace(bare, layout=layout, scale=scale)
    for candidate in sorted([bare, as_before], key=_points, reverse=True):
        if candidate.points >= drawing.points * _WORTH_IT:
            with_legend = _with_legend_inside(candidate)
            if with_legend is not None:
                return with_legend
    return drawing


def _fit_with(
    scene: Scene, page: Page, arrange: Arrange, entries: LegendRow, proportion: float
) -> Drawing:
    """Return the picture with room for these entries, or for none, below the map."""
    width = page.width - 2 * page.margin
    title_size = page.title * proportion
    legend_size = page.legend * proportion
    title_width = width
    if scene.thumbnail is not None:
        # It may have to be beside the title, which is in the middle.
        title_width -= 2 * (_THUMBNAIL_SHARE * page.width + _AROUND_THUMBNAIL * title_size)
    title = _title_lines(scene, title_width, title_size)
    rows = _legend_rows(entries, width, legend_size)
    title_height = _title_height(title, title_size)
    room = _room_on(page, title_height, _legend_height(rows, legend_size))
    layout = arrange(room)
    if entries:
        rows = _legend_rows(legend.entries(scene, layout), width, legend_size)
    scale = room.scale(layout.width, layout.height)
    edge = max(legend_size / 2, SIGN_REACH * scale)
    return Drawing(scene, layout, page, scale, edge, title, title_size, rows, legend_size)


def _title_lines(scene: Scene, room: float, size: float) -> list[str]:
    if not scene.has_title or not scene.heading:
        return []
    return wrap(scene.heading, room / size / BOLD / COLUMN, scene.map.language)


def _room_on(page: Page, title_height: float, legend_height: float = 0.0) -> Room:
    """Return the room that title and legend leave to the map on a page."""
    margins = 2 * page.margin
    height = page.height - margins - title_height - legend_height
    return Room(page.width - margins, max(height, page.height / 4), page.most / SIZE)


def _with_legend_inside(drawing: Drawing) -> Drawing | None:
    """Return a picture with its legend inside the map; None if there is no place for it."""
    layout = drawing.layout
    rtl = drawing.scene.words.rtl
    if rtl:
        # It is sought from the right, as it is from the left elsewhere.
        layout = mirror_layout(layout)
    scale = drawing.scale
    taken = [area.scale(scale) for area in occupied_areas(layout)]
    if drawing.scene.corrections:
        signs = [grow(placed.area, CORRECTION_RADIUS) for placed in layout.boxes]
        taken += [area.scale(scale) for area in signs]
    width = layout.width * scale
    height = layout.height * scale
    size = drawing.legend_size
    entries = legend.entries(drawing.scene, layout)
    for share in _SHARES_INSIDE:
        with_legend = replace(drawing, legend=_legend_rows(entries, share * width, size))
        extent = with_legend.legend_extent
        place = _free_place(extent, (width, height), taken, _CLEAR * size)
        if place is not None:
            left, top = place
            if rtl:
                left = width - left - extent[0]
            return replace(with_legend, inside=(left, top))
    return None


def _free_place(
    extent: Point, map_size: Point, taken: Sequence[Rectangle], clear: float
) -> Point | None:
    """Return left and top of a legend that covers nothing of the map: at the bottom, or the top."""
    wide, high = extent
    map_width, map_height = map_size
    if high > map_height:
        return None
    for top in (map_height - high, 0.0):
        # The legend may be left of all that could be in the way, or just right of one.
        left = 0.0
        for area in sorted(taken):
            if area.top >= top + high + clear or area.bottom <= top - clear:
                continue
            if left + wide + clear <= area.left:
                break
            left = max(left, area.right + clear)
        if left + wide <= map_width:
            return left, top
    return None


# --- what to say about it ---


def layout_notes(drawing: Drawing) -> Iterator[str]:
    """Yield sentences on a picture for the person who asked for it."""
    yield from order_notes(drawing.layout)
    page = drawing.page
    if page is not None and drawing.points < page.least:
        yield too_small_note(drawing.scene.map, page, drawing.points, drawing.scene.text)


def order_notes(layout: Layout) -> Iterator[str]:
    """Yield sentences on the places of a map's boxes, whatever the size of their text."""
    if layout.name == "graph":
        yield "each claim is drawn once, and the boxes are not in the order of the file"
    else:
        yield from tangled_notes(layout.trees.map)
    if layout.note:
        yield layout.note


def tangled_notes(map: ArgumentMap) -> Iterator[str]:
    """Yield a sentence on a map whose claims are mostly drawn again, if this is one."""
    if is_tangled(map):
        yield (
            "this map is tangled: many claims are used in several places; to draw less of it, use"
            " --focus ID --depth N, or --split to draw several pages"
        )


def too_small_note(map: ArgumentMap, page: Page, points: float, labels: str = "full") -> str:
    """Return a sentence on text that is too small to read, and what to do about it.

    What its boxes say is one of `argmap.options.names.Labels`.
    """
    size = f"with {count(len(map.claims), 'claim')}, the text is {in_points(points)} on {page.name}"
    # Only a screen can be zoomed.
    if page.zooms:
        return f"{size}; zoom in, use --split, or make an interactive page with -o map.html"
    if points >= page.least * _LITTLE_TOO_SMALL:
        ways = []
        if labels != "label" and any(claim.label for claim in map.claims.values()):
            ways.append("--labels label")
        a4 = PAGES["a4"]
        # As large as a slide, it is held in the hand.
        if page.least > a4.least and page.width < 1.2 * a4.width:
            ways.append("--paper a4")
        ways.append("--split")
        return f"{size}, which is a little small; to enlarge it, use {' or '.join(ways)}"
    note = f"{size}; to draw several pages, use --split"
    branches = largest_branches(map)
    if branches:
        note += f", or draw a branch with --focus {' or '.join(branches)}"
    return note


def in_points(size: float) -> str:
    """Return the size of text in words."""
    return f"{size:.1f} pt" if size >= 1 else "less than 1 pt"
