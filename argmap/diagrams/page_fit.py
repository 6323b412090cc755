"""A map laid out on a page: the layout whose text comes out largest, and what to say about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.diagrams.curves import Point
from argmap.diagrams.frame import Arrange, Frame, fit_frame, without_page
from argmap.diagrams.graph_layout import is_tangled
from argmap.diagrams.layout import Layout, hanging, in_rows, lay_out_tangled
from argmap.diagrams.paper_sizes import Page
from argmap.diagrams.scene import Scene
from argmap.diagrams.spacing import Room
from argmap.model import ArgumentMap
from argmap.model.spanning_tree import largest_branches
from argmap.model.writing import PictureOptions


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scene in its frame, and the page that it is for, turned as it is used; None for no page."""

    scene: Scene
    frame: Frame
    page: Page | None

    @property
    def paper(self) -> Point:
        """The width and height of what it is put on: its page, or if it has none its own, in
        points.
        """
        if self.page is None:
            return self.frame.width, self.frame.height
        return self.page.width, self.page.height

    @property
    def title_of_whole(self) -> str:
        """The title of the whole map, where the scene may be one page of it."""
        if self.scene.whole is None:
            return self.scene.title()
        return self.scene.whole.title()


def draw_scene(scene: Scene, page: Page | None, options: PictureOptions) -> Drawing:
    """Return where everything is in the picture of a scene.

    Raises:
        ArgmapError: no layout engine works, and one is needed.
    """
    if not options.layout and is_tangled(scene.map):
        layout = lay_out_tangled(scene, options.direction or "up", options.engine)
        return _largest(scene, page, lambda _: layout)
    return draw_in_order(scene, page, options)


def draw_in_order(scene: Scene, page: Page | None, options: PictureOptions) -> Drawing:
    """Return where everything is in a picture that keeps the order of the file: in rows, or
    hanging.
    """
    direction = options.direction or "up"

    def rows(room: Room) -> Layout:
        return in_rows(scene, room, direction)

    def hang(room: Room) -> Layout:
        return hanging(scene, room, direction)

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
        return Drawing(scene, without_page(scene, arrange(_WIDE)), None)
    drawings = [Drawing(scene, fit_frame(scene, page, arrange), page)]
    if page.turns:
        turned = page.turn()
        drawings.append(Drawing(scene, fit_frame(scene, turned, arrange), turned))
    return max(drawings, key=lambda drawing: drawing.frame.points)


_WIDE = Room(1600.0, 1000.0, 1.0)
"""What a picture without a page is laid out for: its shape is kept, its size is not."""


def layout_notes(drawing: Drawing) -> Iterator[str]:
    """Yield sentences on a picture for the person who asked for it."""
    page = drawing.page
    points = drawing.frame.points
    yield from order_notes(drawing.frame.layout)
    if page is not None and points < page.least:
        yield too_small_note(drawing.scene.map, page, points)


def order_notes(layout: Layout) -> Iterator[str]:
    """Yield sentences on the places of a map's boxes, whatever the size of their text."""
    if layout.name == "tangled":
        yield (
            "more than half of the lines run across the map, so that it is not in the order of the"
            " file"
        )
    if layout.note:
        yield layout.note


def too_small_note(map: ArgumentMap, page: Page, points: float) -> str:
    """Return what to say of text that is too small to be read, and what to do about it."""
    branch = ""
    branches = largest_branches(map)
    if branches:
        branch = f", or a branch: --focus {' or '.join(branches)}"
    return (
        f"text is {in_points(points)} on {page.name}, hard to read below {page.least:.0f} pt: "
        f"draw it over several pages with --split{branch}"
    )


def in_points(size: float) -> str:
    """Return the size of text as a message has it."""
    return f"{size:.1f} pt" if size >= 1 else "less than 1 pt"
