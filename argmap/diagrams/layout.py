"""The layout of a map: in rows, hanging, or by Graphviz where too many lines
run across its trees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from argmap.diagrams.box_contents import BoxShape
from argmap.diagrams.box_tree import Structure, answers, between_mains, may_run_across, structure_of
from argmap.diagrams.column_placement import place_hanging
from argmap.diagrams.graph_layout import each_claim_once, place_tangled
from argmap.diagrams.group_frames import keep_room_for_names, with_frames
from argmap.diagrams.placement import Placement, turn_placement
from argmap.diagrams.rows import place_in_rows
from argmap.diagrams.scene import Scene
from argmap.diagrams.spacing import Room, Size, room_for_ports

LAYOUTS = ("rows", "hang")

_ROUNDS = 4
"""How often a map is laid out anew because lines across turned out to be better copies."""


class Layout(NamedTuple):
    """A placement, and how it came about.

    Attributes:
        name: `rows`, `hang` or `lay_out_tangled`.
        trees: the boxes that are placed.
        placement: where everything is.
        note: a sentence for the person who asked, if there is something to say.
    """

    name: str
    trees: Structure
    placement: Placement
    note: str = ""


def in_rows(scene: Scene, room: Room, direction: str) -> Layout:
    """Return a map in rows, with lines across where they are short and clear, and else copies."""
    is_turned = direction in ("left", "right")
    space = room._replace(width=room.height, height=room.width) if is_turned else room
    # A line from the middle of a box has room for the circle that its sign goes in; one from a
    # corner has none.
    across = {inference for inference in may_run_across(scene.map) if scene.sign(inference) is None}
    partners = answers(scene.map)
    for _ in range(_ROUNDS):
        trees = _structure(scene, across, direction)
        placement, misfits = place_in_rows(trees, sizes_of(scene, trees, is_turned), space)
        if not misfits:
            break
        for inference in misfits:
            across -= {inference.id, partners.get(inference.id, inference.id)}
    else:
        trees = _structure(scene, (), direction)
        placement, _ = place_in_rows(trees, sizes_of(scene, trees, is_turned), space)
    return Layout("rows", trees, _finish(scene, trees, placement, direction))


def hanging(scene: Scene, room: Room, direction: str) -> Layout:
    """Return a map in which reasons hang one under the other; what is used elsewhere, too, is
    copied.
    """
    is_turned = direction in ("left", "right")
    space = room._replace(width=room.height, height=room.width) if is_turned else room
    trees = _structure(scene, between_mains(scene.map), direction)
    placement = place_hanging(trees, sizes_of(scene, trees, is_turned), space)
    scale = space.scale(placement.width, placement.height)
    if space.width < space.height / 1.5 and len(trees.mains) > 1:
        # On a narrow page main claims share the left edge where that makes the text larger.
        stack = _structure(scene, (), direction)
        stacked = place_hanging(stack, sizes_of(scene, stack, is_turned), space, stack_mains=True)
        if space.scale(stacked.width, stacked.height) > scale:
            trees, placement = stack, stacked
    return Layout("hang", trees, _finish(scene, trees, placement, direction))


def lay_out_tangled(scene: Scene, direction: str, engine: str) -> Layout:
    """Return a map as Graphviz lays it out.

    Raises:
        ArgmapError: no engine works, or it took too long.
    """
    trees = each_claim_once(scene.map)
    placement, note = place_tangled(trees, scene.shapes(trees), direction, engine)
    if scene.groups:
        placement = with_frames(trees, placement, direction)
    return Layout("tangled", trees, placement, note)


def _structure(scene: Scene, across: Collection[str], direction: str) -> Structure:
    """Return the trees of a map, with room for the names of frames if it has some."""
    trees = structure_of(scene.map, across)
    if scene.groups:
        keep_room_for_names(trees, direction)
    if scene.fill_in is not None:
        scene.fill_in.keep_room(trees)
    return trees


def _finish(scene: Scene, trees: Structure, placement: Placement, direction: str) -> Placement:
    """Return a placement whose main claims are on top as they shall lie, with its frames."""
    placement = turn_placement(placement, direction)
    if scene.groups:
        return with_frames(trees, placement, direction)
    return placement


def sizes_of(scene: Scene, trees: Structure, is_turned: bool) -> list[list[Size]]:
    """Return for every box the sizes that it can have, from narrow and high to wide and low."""
    sizes: list[list[Size]] = []
    for box, shapes in zip(trees.boxes, scene.shapes(trees), strict=True):
        room_beside = trees.room_beside.get(box.number, 0.0)
        sizes.append(
            _sizes(shapes, room_for_ports(trees.inferences_into(box)), room_beside, is_turned)
        )
    return sizes


def _sizes(
    shapes: Sequence[BoxShape], least: float, room_beside: float, is_turned: bool
) -> list[Size]:
    if is_turned:
        turned_shapes = [
            Size(max(shape.height, least) + room_beside, shape.width, shape)
            for shape in reversed(shapes)
        ]
        return _without_the_worse(turned_shapes)
    return _without_the_worse(
        [Size(max(shape.width, least), shape.height, shape) for shape in shapes]
    )


def _without_the_worse(sizes: Sequence[Size]) -> list[Size]:
    """Return sizes without those that are as wide as the next and higher."""
    kept: list[Size] = []
    for size in sizes:
        while kept and kept[-1].width >= size.width:
            kept.pop()
        kept.append(size)
    return kept
