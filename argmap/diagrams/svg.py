"""The engine's SVG made into a finished picture: with title, legend, tags on boxes and names for readers.

The engine's SVG holds one group, the graph, with a transform; in it a group of class `node` for every
box and point, and one of class `edge` for every line. Each begins with a `title`, then come its shapes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from argmap.diagrams import legend
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.frame import EDGE, LEGEND_GAP, TITLE, TITLE_PITCH, Frame, Rectangle, Sketch, frame
from argmap.diagrams.theme import PITCH, SIGNS, SIZE, Box
from argmap.model import Claim, Inference, Kind, Verdict

if TYPE_CHECKING:
    from argmap.diagrams.dot import Layout
    from argmap.diagrams.scene import Scene

Element = ElementTree.Element

_Attributes = dict[str, str | float]
"""Names and values of SVG: a float is written with two decimals, and all else as it is."""

_SVG = "http://www.w3.org/2000/svg"
_FAMILY = "Arimo, Arial, sans-serif"
_NUMBER = re.compile(r"-?[0-9.]+")

_BORDER = "1.3"
_TAG_HEIGHT = 10
_TAG_INSET = 5
"""From the corner of a box to the tag on its border."""

_ONTO_BORDER = 2.5
"""How far the middle of a tag stands outside the border that it lies on."""

_BELOW_ARROWHEAD = 8.5
_SWATCH_HEIGHT = 12


@dataclass(frozen=True, slots=True)
class _Sample:
    """How the legend draws a line.

    Attributes:
        kind: the relation whose colour it has.
        path: the line, from where the sample begins.
        head: the arrowhead, as above; `{x}` and `{y}` are where the sample begins.
        dashes: the lengths of dashes and gaps.
    """

    kind: Kind
    path: str
    head: str = ""
    dashes: str = ""


_SAMPLES: Mapping[str, _Sample] = {
    Kind.SUPPORT: _Sample(Kind.SUPPORT, "h23", head="m23,-3.5l7,3.5l-7,3.5z"),
    Kind.REBUTTAL: _Sample(Kind.REBUTTAL, "h27", head="m26,-5h2v10h-2z", dashes="5,2"),
    Kind.UNDERCUTTER: _Sample(Kind.UNDERCUTTER, "h24", dashes="1,3"),
    legend.LINKED: _Sample(
        Kind.SUPPORT,
        "m0,-4l14,4l-14,4m14,-4h10",
        head="m23,-3.5l7,3.5l-7,3.5zM{x},{y}m12,0a2.5,2.5 0 1 0 5,0a2.5,2.5 0 1 0 -5,0",
    ),
    legend.WARRANT: _Sample(Kind.SUPPORT, "m0,-1.5h28m0,3h-28"),
}


def finish(svg: str, scene: Scene, layout: Layout) -> tuple[str, tuple[float, float]]:
    """Return the finished picture of a layout that the engine drew, and its width and height in points."""
    drawn = ElementTree.fromstring(svg)  # noqa: S314 - the engine wrote it, and it declares no entities
    sketch = _sketch(drawn)
    around = frame(scene, sketch)
    return _Finisher(drawn, scene, layout, sketch, around).text(), around.size


class _Finisher:
    """A finished picture in the making: `drawn` is the engine's, `root` is ours."""

    def __init__(self, drawn: Element, scene: Scene, layout: Layout, sketch: Sketch, frame: Frame) -> None:
        self.scene = scene
        self.map = scene.map
        self.theme = scene.theme
        self.frame = frame
        self.columns = layout.wrap
        self.arrows_rise = layout.direction == "up"
        self.map_left = (frame.width - sketch.width) / 2
        self.map_top = EDGE + frame.head
        self.foot = self.map_top + sketch.height + LEGEND_GAP
        self.drawn = drawn
        self.root = Element("svg")

    def text(self) -> str:
        width, height = self.frame.size
        self.root.attrib |= {
            "xmlns": _SVG,
            "role": "img",
            "width": f"{width:.2f}pt",
            "height": f"{height:.2f}pt",
            "viewBox": f"0 0 {width:.2f} {height:.2f}",
            "font-family": _FAMILY,
            "style": "max-width:100%;height:auto",  # a browser shows it whole
        }
        _add(self.root, "title").text = clean(self.map.title) or "Argument map"
        _add(self.root, "desc").text = self._description()
        _add(self.root, "rect", width="100%", height="100%", fill=self.theme.paper)
        self._add_title()
        self._add_map()
        self._add_legend()
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"

    def _description(self) -> str:
        steps_of_kind = Counter(step.kind for step in self.map.inferences.values())
        amounts = [(len(self.map.claims), "claim")]
        amounts += [(steps_of_kind[kind], f"{kind.value} step") for kind in Kind]
        told = []
        for number, word in amounts:
            if number == 0:
                continue
            plural = "" if number == 1 else "s"
            told.append(f"{number} {word}{plural}")
        mains = " ".join(clean(self.map.claims[id].text) for id in self.scene.main_ids_in_order)
        return f"A map of {', '.join(told)}. Main: {mains}"

    def _add_title(self) -> None:
        block = self.frame.title
        look: _Attributes = {"font-size": TITLE, "font-weight": "bold"}
        if block.place is None:
            x, top = self.frame.width / 2, float(EDGE)
            look["text-anchor"] = "middle"
        else:
            x, top = self._on_map(block.place)
        for index, line in enumerate(block.rows):
            baseline = top + 0.95 * TITLE + TITLE_PITCH * index
            _add_text(self.root, x, baseline, line, self.theme.text, **look)

    def _on_map(self, place: tuple[float, float]) -> tuple[float, float]:
        return self.map_left + place[0], self.map_top + place[1]

    # the map

    def _add_map(self) -> None:
        graph = self.drawn[0]
        transform = f"translate({self.map_left:.2f} {self.map_top:.2f}) {graph.get('transform', '')}"
        transform = transform.replace("scale(1 1) rotate(0) ", "")  # this changes nothing
        group = _add(self.root, "g", transform=transform)
        ids = {name: id for id, name in self.scene.names.items()}
        # Lines first: they pass under the tags of boxes.
        for part in graph.findall("*[@class='edge']"):
            step = self.map.inferences[ids[part.get("id", "")]]
            self._make_ours(part, self.scene.sentence(step))
            group.append(part)
        for part in graph.findall("*[@class='node']"):
            id = ids[part.get("id", "")]
            claim = self.map.claims.get(id)
            if claim is not None:
                self._make_ours(part, clean(claim.text))
                self._finish_box(part, claim)
            else:
                step = self.map.inferences[id]
                self._make_ours(part, self.scene.sentence(step))
                self._finish_junction(part, step)
            group.append(part)

    def _make_ours(self, part: Element, title: str) -> None:
        """Give a part of the engine's picture our namespace, and a title for people."""
        for element in part.iter():
            element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
            element.tail = None  # line breaks of the engine's
        # Several parts may have one: all lines of a step carry its name.
        del part.attrib["id"]
        part[0].text = title

    def _finish_box(self, node: Element, claim: Claim) -> None:
        left, top, right, bottom = _bounds(node[1])
        self._add_lines(node, claim, (left + right) / 2, (top + bottom) / 2)
        upper, lower = self.scene.tags(claim)
        if upper:
            self._add_tag(node, left + _TAG_INSET, top - _ONTO_BORDER, upper)
        if lower:
            below = _ONTO_BORDER
            if self.arrows_rise and self.map.rebuttals(claim.id):
                # An objection that arrives from below keeps its arrowhead between box and tag.
                below = _BELOW_ARROWHEAD
            self._add_tag(node, right - _TAG_INSET - legend.tag_width(lower), bottom + below, lower)

    def _finish_junction(self, node: Element, step: Inference) -> None:
        tag = self.scene.step_tag(step)
        if tag:
            _, top, right, bottom = _bounds(node[1])
            self._add_tag(node, right + 2, (top + bottom) / 2, tag)

    def _add_lines(self, node: Element, claim: Claim, x: float, y: float) -> None:
        lines = self.scene.text_lines(claim, self.columns)
        # 0.35 em below its middle is the baseline of a line of Arial.
        first = y - PITCH * (len(lines) - 1) / 2 + 0.35 * SIZE
        look: _Attributes = {"text-anchor": "middle", "font-size": SIZE}
        if claim.id in self.scene.main_ids:
            look["font-weight"] = "bold"
        for index, line in enumerate(lines):
            _add_text(node, x, first + PITCH * index, line, self.theme.text, **look)

    def _add_tag(self, parent: Element, x: float, y: float, tag: str) -> None:
        border, ground, ink = self._tag_colors(tag)
        top = y - _TAG_HEIGHT / 2
        width = legend.tag_width(tag)
        _add(parent, "rect", x=x, y=top, width=width, height=_TAG_HEIGHT, rx=3, fill=ground, stroke=border)
        look: _Attributes = {"font-size": legend.TAG_SIZE, "font-weight": "bold"}
        _add_text(parent, x + legend.TAG_PADDING, y + 3, tag, ink, **look)

    def _tag_colors(self, tag: str) -> tuple[str, str, str]:
        """Return the colours of a tag's border, ground and letters: what stands is calm, what falls is dark."""
        if tag == SIGNS[Verdict.STANDS]:
            return self.theme.text, self.theme.paper, self.theme.text
        if tag == SIGNS[Verdict.FALLS]:
            return self.theme.alarm, self.theme.alarm, self.theme.paper
        return self.theme.alarm, self.theme.paper, self.theme.alarm

    # the legend

    def _add_legend(self) -> None:
        block = self.frame.legend
        for index, row in enumerate(block.rows):
            if block.place is None:
                row_width = fsum(entry.width for entry in row)
                x, top = (self.frame.width - row_width) / 2, self.foot
            else:
                x, top = self._on_map(block.place)
            middle = top + legend.ROW_HEIGHT * (index + 0.5)
            for entry in row:
                self._add_entry(entry, x, middle)
                x += entry.width

    def _add_entry(self, entry: legend.Entry, x: float, y: float) -> None:
        if entry.box:
            self._add_swatch(entry.box, entry.dashed, x, y)
        elif entry.tag:
            self._add_tag(self.root, x, y, entry.tag)
        else:
            self._add_sample(entry.line, x, y)
        start = x + entry.sign_width + legend.NAME_GAP
        look: _Attributes = {"font-size": legend.NAME_SIZE}
        _add_text(self.root, start, y + 3.5, entry.name, self.theme.text, **look)

    def _add_swatch(self, box: Box, dashed: bool, x: float, y: float) -> None:
        look: _Attributes = {"fill": box.fill, "stroke": box.line, "stroke-width": _BORDER}
        if dashed:
            look["stroke-dasharray"] = "5,2"
        if box.corner == "rounded":
            look["rx"] = 4
        top = y - _SWATCH_HEIGHT / 2
        _add(self.root, "rect", x=x, y=top, width=legend.SWATCH_WIDTH, height=_SWATCH_HEIGHT, **look)
        if box.corner == "diagonals":
            corners = f"M{x:.2f},{y - 1:.2f}l5,-5m12,0l5,5m0,2l-5,5m-12,0l-5,-5"
            _add(self.root, "path", d=corners, fill="none", stroke=box.line)

    def _add_sample(self, line: str, x: float, y: float) -> None:
        sample = _SAMPLES[line]
        color = self.theme.lines[sample.kind].color
        stroke: _Attributes = {"fill": "none", "stroke": color, "stroke-width": _BORDER}
        start = f"M{x:.2f},{y:.2f}"
        path = _add(self.root, "path", d=start + sample.path, **stroke)
        if sample.dashes:
            path.set("stroke-dasharray", sample.dashes)
        if sample.head:
            head = sample.head.format(x=f"{x:.2f}", y=f"{y:.2f}")
            _add(self.root, "path", d=start + head, fill=color)
        if line == Kind.UNDERCUTTER:
            _add(self.root, "circle", cx=x + 27, cy=y, r=3, **stroke)


# reading the engine's picture


def _sketch(drawn: Element) -> Sketch:
    """Return the size of the engine's picture and where its boxes and lines are."""
    _, _, width, height = map(float, drawn.get("viewBox", "0 0 0 0").split())
    graph = drawn[0]
    # The transform ends with the translation: the engine's y is 0 at the bottom and negative above.
    shift_x, shift_y = map(float, _NUMBER.findall(graph.get("transform", ""))[-2:])
    taken: list[Rectangle] = []
    for part in graph:
        if part.get("class") not in ("node", "edge"):
            continue
        for shape in part[1:]:
            if shape.tag.endswith("text"):
                continue
            for left, top, right, bottom in _areas(shape):
                taken.append((left + shift_x, top + shift_y, right + shift_x, bottom + shift_y))
    return Sketch(width, height, taken)


def _areas(shape: Element) -> Iterator[Rectangle]:
    """Yield rectangles that hold a shape; a curve is followed from one of its knots to the next."""
    if not shape.tag.endswith("path"):
        yield _bounds(shape)
        return
    # Between two knots of a Bézier curve lie two handles, and the curve stays in the hull of these four.
    points = map_points(shape)
    for first in range(0, len(points) - 1, 3):
        yield _hull(points[first : first + 4])


def _bounds(shape: Element) -> Rectangle:
    """Return left, top, right and bottom of what the engine drew first in a group: a box or a point."""
    if shape.tag.endswith("ellipse"):
        x, y, rx, ry = (float(shape.get(key, "0")) for key in ("cx", "cy", "rx", "ry"))
        return x - rx, y - ry, x + rx, y + ry
    return _hull(map_points(shape))


def map_points(shape: Element) -> list[tuple[float, float]]:
    """Return the corners of a polygon, or the knots and handles of a path."""
    coordinates = shape.get("points") or shape.get("d") or ""
    numbers = list(map(float, _NUMBER.findall(coordinates)))
    return list(zip(numbers[0::2], numbers[1::2], strict=True))


def _hull(points: Sequence[tuple[float, float]]) -> Rectangle:
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


# writing ours


def _add(parent: Element, tag: str, **attributes: str | float) -> Element:
    """Add an element to another, and return it."""
    written = {name: _written(value) for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, written)


def _add_text(parent: Element, x: float, y: float, text: str, color: str, **look: str | float) -> None:
    _add(parent, "text", x=x, y=y, fill=color, **look).text = text


def _written(value: str | float) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)
