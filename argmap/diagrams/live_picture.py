"""A map as data for a page, which lays it out anew whenever something is folded or unfolded.

    {"boxes": [{"claim": 0, "sizes": [[66.5, 33.4, -1, 11, 534, 21, 480], …]}, …], "mains": …}

Of each box, the page is handed the sizes that it can have, with the ends of its lines in its text
and their lengths: a browser measures no text. `scripts/layout.js` chooses among these sizes and
finds places for the boxes, as `column_placement` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import ceil
from typing import NamedTuple, NotRequired, TypedDict

from argmap.diagrams import legend
from argmap.diagrams.box_contents import Lines, Marks, Strip, Tone
from argmap.diagrams.box_tree import Group, Tree
from argmap.diagrams.column_shapes import by_kind
from argmap.diagrams.font_metrics import clean, is_measured, width
from argmap.diagrams.layout import Size, Sizes
from argmap.diagrams.line_breaks import SOFT_HYPHEN, ZERO_WIDTH_SPACE
from argmap.diagrams.line_words import sayings
from argmap.diagrams.page_fit import boxes_in_columns, tangled_notes
from argmap.diagrams.painter import Painter
from argmap.diagrams.rendering import scene_and_page
from argmap.diagrams.scene import Scene
from argmap.diagrams.svg import FAMILY, SVG
from argmap.diagrams.svg_shapes import add, number
from argmap.diagrams.theme import BOLD, SIZE, Relation, in_variables
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.writing import PictureOptions
from argmap.util.elements import Element, tostring

_NONE = -1  # stands for no inference, no strip and no block
_TONES = (Tone.PLAIN, Tone.QUIET, Tone.ALARM)
_INVISIBLE = (SOFT_HYPHEN, ZERO_WIDTH_SPACE)
_KINDS = (Kind.SUPPORT, Kind.REBUTTAL, Kind.UNDERCUTTER)

LineData = tuple[int | str, ...]
"""Lines of a text: of each, where it ends in the text and how long it is, in tenths of points.

White space after the end is left out. Where the end is negative, a hyphen follows. Where the text
does not hold the line, the line itself is in the place of its end. The length is 0 where letters
were not measured.
"""

SizeData = list[float | int | str]  # width, height and the number of a strip; then its lines
MarkData = tuple[str, int, int]  # text, length in tenths of points, place among `_TONES`
StripData = list[list[MarkData]]  # rows of marks

BlockData = list[int | float | list[int]]
"""A block: inference, boxes, and then what it has of room_above, host, rank, level, highest and
undercutters (see `Block`), without zeros and a host of -1 at the end.
"""

GroupData = list[BlockData]


class BoxData(TypedDict):
    """A box: what it holds, and the sizes that it can have, from narrow and high to wide and low.

    Attributes:
        claim: the number of its claim.
        text: what it says, if that is not the text of its claim.
        tag: on its border.
        signs: on its border likewise, by the names of `Sign`: `common-ground`.
        strips: those that its sizes name by their places here.
        is_copy: whether it refers to the claim's own box; left out if not.
    """

    claim: int
    sizes: list[SizeData]
    text: NotRequired[str]
    tag: NotRequired[str]
    signs: NotRequired[list[str]]
    strips: NotRequired[list[StripData]]
    is_copy: NotRequired[bool]


class LookData(TypedDict):
    """A side: its name, colors as a style sheet names them, and the contour of its boxes."""

    name: str
    line: str
    fill: str
    contour: str


class PictureData(TypedDict):
    """All that a page needs to lay a map out and to draw it; claims and inferences are numbers.

    Attributes:
        boxes: by their numbers; a box above another has a lower number.
        kinds: of inferences: 0 a support, 1 a rebuttal, 2 an undercutter.
        mains, loose: the groups that trees begin with.
        below: the groups on each box.
        across: the lines across: inference, boxes of source and target, whether it is answered.
        over: the places of those among `across` that run over other main claims.
        rivals: how many main claims have lines across; they come first.
        most_across: how many of these end in one box at the most.
        is_stated_only: whether the loose trees are apart from the others.
        apart: what is written over the trees that are.
        looks: of claims without a side, and of each side.
        words: what lines say, by relation, with widths; the last stands between linked premises.
    """

    boxes: list[BoxData]
    kinds: list[int]
    mains: list[GroupData]
    loose: list[GroupData]
    below: list[list[GroupData]]
    across: list[tuple[int, int, int, bool]]
    over: list[int]
    rivals: int
    most_across: int
    is_stated_only: bool
    apart: str
    looks: list[LookData]
    words: list[list[tuple[str, float]]]


class LivePicture(NamedTuple):
    """A map to be drawn by a page.

    Attributes:
        data: what the page draws it from.
        trees, sizes: the same, for `Columns`.
        scene: how it is drawn, in the colors of a style sheet.
        legend: signs and their names, as SVG.
        patterns: what these and the boxes are filled with.
        notes: sentences for the person who asked.
    """

    data: PictureData
    trees: Tree
    sizes: Sizes
    scene: Scene
    legend: str
    patterns: str
    notes: tuple[str, ...]


def live_table(
    map: ArgumentMap,
    options: PictureOptions,
    shown: Callable[[str], str] = clean,
    whole: ArgumentMap | None = None,
) -> LivePicture:
    """Return a map as a page draws it.

    Args:
        map: the map.
        options: how to draw it.
        shown: returns the text of a claim as the page has it besides.
        whole: the map in which inferences have their numbers, if this is a part of it.

    Raises:
        ArgmapError: an option has an unknown value, or the map is too large.
    """
    scene, _ = scene_and_page(map, options)
    scene = replace(scene, theme=in_variables(scene.theme), is_live=True)
    trees, exact_sizes = boxes_in_columns(scene, "up")
    sizes = {box: [_rounded(size) for size in sizes] for box, sizes in exact_sizes.items()}
    return LivePicture(
        _picture_data(scene, trees, sizes, shown, (whole or map).inferences),
        trees,
        sizes,
        scene,
        *_legend_and_patterns(scene, trees),
        tuple(tangled_notes(map)),
    )


def _rounded(size: Size) -> Size:
    """Return a size with at most two decimals, and no smaller."""
    width, height, shape = size
    return Size(_round_up(width), _round_up(height), shape)


def _round_up(length: float) -> float:
    # Less than a millionth is left over from a sum: 12.340000000000002 is 12.34.
    return ceil(round(length * 100, 6)) / 100


def _picture_data(
    scene: Scene,
    trees: Tree,
    sizes: Sizes,
    shown: Callable[[str], str],
    numbered: Mapping[str, Inference],
) -> PictureData:
    map = trees.map
    rivals = trees.put_rivals_first()
    inferences = {id: number for number, id in enumerate(numbered)}

    def groups_data(groups: Sequence[Group]) -> list[GroupData]:
        return [_group_data(group, inferences) for group in groups]

    across = []
    for inference in trees.across:
        source, target = trees.ends(inference)
        has_tail = inference.id in trees.answers
        across.append((inferences[inference.id], source.number, target.number, has_tail))
    names = ["", *[side.name for side in map.sides.values()]]
    theme = scene.theme
    of_sides = [theme.neutral, *[theme.side(index) for index in range(len(map.sides))]]
    looks: list[LookData] = []
    for name, look in zip(names, of_sides, strict=True):
        looks.append({
            "name": clean(name), "line": look.line, "fill": look.fill,
            "contour": look.contour.value,
        })  # fmt: skip
    apart = scene.words.not_connected_by_source
    return {
        "boxes": _boxes_data(scene, trees, sizes, shown),
        "kinds": [_KINDS.index(inference.kind) for inference in numbered.values()],
        "mains": groups_data(trees.mains),
        "loose": groups_data(trees.loose),
        "below": [groups_data(groups) for groups in trees.below],
        "across": across,
        "over": [trees.across.index(inference) for inference in trees.lines_over()],
        "rivals": rivals,
        "most_across": trees.most_across(),
        "is_stated_only": map.is_stated_only,
        "apart": apart if map.is_stated_only else "",
        "looks": looks,
        "words": sayings(scene),
    }


def _group_data(group: Group, inferences: Mapping[str, int]) -> GroupData:
    """Return a group as a page has it: `[[3, [4, 5], 0, -1, 0, 0, 0, 1], [4, [6], 0, 0]]`."""
    data: GroupData = []
    places: dict[int, int] = {}
    for place, block in enumerate(group):
        places[id(block)] = place
        host = _NONE if block.host is None else places[id(block.host)]
        own = [block.room_above, host]
        own += [block.rank, block.level, block.highest, block.undercutters]
        while own and own[-1] == (_NONE if len(own) == 2 else 0):
            own.pop()
        boxes = [box.number for box in block.boxes]
        data.append([inferences.get(block.id, _NONE), boxes, *own])
    return data


def _boxes_data(
    scene: Scene, trees: Tree, sizes: Sizes, shown: Callable[[str], str]
) -> list[BoxData]:
    map = trees.map
    claims = {id: number for number, id in enumerate(map.claims)}
    boxes: list[BoxData] = []
    for box, content in zip(trees.boxes, scene.contents(trees), strict=True):
        em = SIZE * BOLD if content.is_bold else SIZE
        text = content.text
        for invisible in _INVISIBLE:
            # Lines are without these.
            text = text.replace(invisible, "")
        strips: list[Strip] = []
        data: BoxData = {"claim": claims[box.claim], "sizes": []}
        for wide, high, shape in sizes[box]:
            strip = _NONE
            if shape.strip:
                if shape.strip not in strips:
                    strips.append(shape.strip)
                strip = strips.index(shape.strip)
            lines = _lines_data(shape.lines, text, em)
            data["sizes"].append([wide, high, strip, *lines])
        if text != shown(map.claims[box.claim].text):
            data["text"] = text
        if content.tag:
            data["tag"] = content.tag
        signs = [mark.sign for mark in content.marks if mark.sign is not None]
        if signs:
            data["signs"] = [sign.name.lower().replace("_", "-") for sign in signs]
        if strips:
            data["strips"] = [[_row_data(row) for row in strip] for strip in strips]
        if box.is_copy:
            data["is_copy"] = True
        boxes.append(data)
    return boxes


@lru_cache(maxsize=4096)  # in an editor, few boxes change from one picture to the next
def _lines_data(lines: Lines, text: str, em: float) -> LineData:
    """Return the lines of a text as a page has them; `em` is the size of its letters, in points."""
    data: list[int | str] = []
    end = 0
    for line in lines:
        start = end
        while text.startswith(" ", start):
            start += 1
        length = _tenths(line, em)
        end = start + len(line)
        if text.startswith(line, start):
            data += [_in_utf16(text[:end]), length]
        elif text.startswith(line[:-1], start) and line.endswith("-"):
            end -= 1
            data += [-_in_utf16(text[:end]), length]
        else:
            end = start
            data += [line, length]
    return tuple(data)


def _in_utf16(text: str) -> int:
    """Return how long a text is for JavaScript."""
    return len(text.encode("utf-16-le")) // 2


def _row_data(row: Marks) -> list[MarkData]:
    return [(mark.text, _tenths(mark.text, mark.em), _TONES.index(mark.tone)) for mark in row]


def _tenths(line: str, em: float) -> int:
    """Return how long a line is, in tenths of points; 0 if that is only guessed."""
    return round(float(f"{width(line) * em:.1f}") * 10) if is_measured(line) else 0


def _legend_and_patterns(scene: Scene, trees: Tree) -> tuple[str, str]:
    """Return the signs of the legend with their names, and what they are filled with."""
    painter = Painter(scene, {})
    has_copies = any(box.is_copy for box in trees.boxes)
    has_stubs = False
    for groups in trees.below:
        has_stubs |= len(by_kind(groups)) < len(groups)
    entries = legend.live_entries(scene, has_copies=has_copies, has_stubs=has_stubs)
    widest = max(entry.width for entry in entries)
    signs = []
    for entry in entries:
        sign = Element("svg")
        for name, value in (
            ("xmlns", SVG),
            ("viewBox", f"0 0 {number(widest)} {number(legend.ROW_HEIGHT)}"),
            ("font-family", FAMILY),
            ("fill", "currentColor"),
            ("direction", "ltr"),
            # However wide its words are, they are as large as those around it.
            ("width", f"{number(widest / legend.NAME_SIZE)}em"),
            ("overflow", "visible"),  # a sign in a corner reaches beyond its box
        ):
            sign.set(name, value)
        # What lines say in words, a page need not explain.
        if entry.is_linked:
            sign.set("data-says", str(len(Relation)))
        elif entry.line is not None and entry.name == scene.verbs[entry.line]:
            sign.set("data-says", str([*Relation].index(entry.line)))
        group = add(sign, "g", {"font-size": legend.NAME_SIZE})
        painter.add_legend(group, [[entry]], widest)
        signs.append(_written(sign))
    patterns = Element("defs")
    painter.add_patterns(patterns)
    return "\n".join(signs), _written(patterns)


def _written(element: Element) -> str:
    return tostring(element, encoding="unicode")
