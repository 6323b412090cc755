"""The engine's SVG made into a finished picture: with title, legend, tags on boxes and names for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from argmap.diagrams import legend
from argmap.diagrams.font_metrics import clean
from argmap.diagrams.frame import EDGE, TITLE, TITLE_PITCH, Frame, Rectangle, Sketch, frame
from argmap.diagrams.theme import PITCH, SIGNS, SIZE
from argmap.model import Claim, Kind, Verdict

if TYPE_CHECKING:
    from argmap.diagrams.dot import Layout
    from argmap.diagrams.scene import Scene

Element = ElementTree.Element

_SVG = "http://www.w3.org/2000/svg"
_FAMILY = "Arimo, Arial, sans-serif"
_NUMBER = re.compile(r"-?[0-9.]+")


def sketch(svg: str) -> Sketch:
    """Return the size of the engine's picture and where its boxes and lines are."""
    drawn = ElementTree.fromstring(svg)  # noqa: S314 - the engine wrote it, and it declares no entities
    _, _, wide, high = map(float, drawn.get("viewBox", "0 0 0 0").split())
    shift = [float(number) for number in _NUMBER.findall(drawn[0].get("transform", ""))[-2:]]
    parts = [part for part in drawn[0] if part.get("class") in ("node", "edge")]
    shapes = [shape for part in parts for shape in part[1:] if not shape.tag.endswith("text")]
    taken = [area for shape in shapes for area in _areas(shape, *shift)]
    return Sketch(wide, high, taken)


def _areas(shape: Element, x: float, y: float) -> Iterator[Rectangle]:
    """Yield rectangles that hold a shape; a curve is followed from one of its knots to the next."""
    if not shape.tag.endswith("path"):
        areas = [_bounds(shape)]
    else:
        points = map_points(shape)
        areas = [_hull(points[index : index + 4]) for index in range(0, len(points) - 1, 3)]
    for left, top, right, bottom in areas:
        yield left + x, top + y, right + x, bottom + y


def finish(svg: str, scene: Scene, layout: Layout) -> tuple[str, tuple[float, float]]:
    """Return the finished picture of a layout that the engine drew, and its size in points."""
    drawn = sketch(svg)
    around = frame(scene, drawn)
    return _Finish(svg, scene, layout, drawn, around).text(), around.size


class _Finish:
    def __init__(self, svg: str, scene: Scene, layout: Layout, sketch: Sketch, frame: Frame) -> None:
        self.scene, self.theme, self.frame = scene, scene.theme, frame
        self.columns = layout.wrap
        self.arrows_rise = layout.direction == "up"
        self.map_left = (frame.width - sketch.width) / 2
        self.map_top = EDGE + frame.head
        self.foot = self.map_top + sketch.height + 6
        self.drawn = ElementTree.fromstring(svg)  # noqa: S314 - as above
        self.root = Element("svg")

    def text(self) -> str:
        wide, high = self.frame.size
        self.root.attrib |= {
            "xmlns": _SVG,
            "role": "img",
            "width": f"{wide:.2f}pt",
            "height": f"{high:.2f}pt",
            "viewBox": f"0 0 {wide:.2f} {high:.2f}",
            "font-family": _FAMILY,
            "style": "max-width:100%;height:auto",  # a browser shows it whole
        }
        _add(self.root, "title").text = clean(self.scene.map.title) or "Argument map"
        _add(self.root, "desc").text = self._description()
        _add(self.root, "rect", width="100%", height="100%", fill=self.theme.paper)
        self._add_title()
        self._add_map()
        self._add_legend()
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"

    def _description(self) -> str:
        map = self.scene.map
        counts = [(len(map.claims), "claim")]
        counts += [(sum(step.kind is kind for step in map.inferences.values()), f"{kind.value} step") for kind in Kind]
        numbers = ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts if count)
        mains = " ".join(clean(map.claims[id].text) for id in self.scene.mains_in_order)
        return f"A map of {numbers}. Main: {mains}"

    def _add_title(self) -> None:
        block = self.frame.title
        middle, top = self.frame.width / 2, float(EDGE)
        if block.place:
            middle, top = self._at(block.place)
        look = {"font-size": f"{TITLE}", "font-weight": "bold"}
        look |= {} if block.place else {"text-anchor": "middle"}
        for index, line in enumerate(block.rows):
            _text(
                self.root,
                middle,
                top + 0.95 * TITLE + TITLE_PITCH * index,
                str(line),
                self.theme.text,
                **look,
            )

    def _at(self, place: tuple[float, float]) -> tuple[float, float]:
        return self.map_left + place[0], self.map_top + place[1]

    # the map

    def _add_map(self) -> None:
        x, y = self.map_left, self.map_top
        graph = self.drawn[0]
        place = f"translate({x:.2f} {y:.2f}) {graph.get('transform', '')}"
        group = _add(self.root, "g", transform=place.replace("scale(1 1) rotate(0) ", ""))
        names = {name: id for id, name in self.scene.name.items()}
        # Lines first: they pass under the tags of boxes.
        for sort in ("edge", "node"):
            for part in graph.findall(f"*[@class='{sort}']"):
                group.append(self._part(part, names[part.get("id", "")]))

    def _part(self, part: Element, id: str) -> Element:
        for element in part.iter():
            element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
            element.tail = None
        del part.attrib["id"]
        claim = self.scene.map.claims.get(id)
        part[0].text = clean(claim.text) if claim else self.scene.sentence(self.scene.map.inferences[id])
        if part.get("class") == "node":
            self._add_tags(part, id)
        return part

    def _add_tags(self, node: Element, id: str) -> None:
        left, top, right, bottom = _bounds(node[1])
        claim = self.scene.map.claims.get(id)
        if claim is None:
            tag = self.scene.step_tag(self.scene.map.inferences[id])
            self._add_tag(node, right + 2, (top + bottom) / 2, tag)
            return
        self._add_lines(node, claim, (left + right) / 2, (top + bottom) / 2)
        upper, lower = self.scene.tags(claim)
        self._add_tag(node, left + 5, top - 2.5, upper)
        # An objection that arrives from below keeps its arrowhead between box and tag.
        below = 8.5 if self.arrows_rise and self.scene.map.rebuttals(claim.id) else 2.5
        self._add_tag(node, right - 5 - legend.tag_width(lower), bottom + below, lower)

    def _add_lines(self, node: Element, claim: Claim, x: float, y: float) -> None:
        lines = self.scene.lines(claim, self.columns)
        first = y - PITCH * (len(lines) - 1) / 2 + 0.35 * SIZE
        look = {"text-anchor": "middle", "font-size": f"{SIZE}"}
        look |= {"font-weight": "bold"} if claim.id in self.scene.mains else {}
        for index, line in enumerate(lines):
            _text(node, x, first + PITCH * index, line, self.theme.text, **look)

    def _add_tag(self, parent: Element, x: float, y: float, tag: str) -> None:
        if not tag:
            return
        line, ground, ink = self._tag_colors(tag)
        size = {"width": f"{legend.tag_width(tag):.2f}", "height": "10", "rx": "3"}
        _add(
            parent,
            "rect",
            x=f"{x:.2f}",
            y=f"{y - 5:.2f}",
            **size,
            fill=ground,
            stroke=line,
        )
        _text(parent, x + 4, y + 3, tag, ink, **{"font-size": "9", "font-weight": "bold"})

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
            x, y = (self.frame.width - fsum(entry.width for entry in row)) / 2, self.foot
            if block.place:
                x, y = self._at(block.place)
            for entry in row:
                self._add_entry(entry, x, y + legend.ROW * (index + 0.5))
                x += entry.width

    def _add_entry(self, entry: legend.Entry, x: float, y: float) -> None:
        if entry.box:
            self._add_swatch(entry, x, y)
        elif entry.tag:
            self._add_tag(self.root, x, y, entry.tag)
        else:
            self._add_sample(entry.line, x, y)
        start = x + entry.sign_width + 4
        _text(self.root, start, y + 3.5, entry.name, self.theme.text, **{"font-size": f"{legend.SIZE}"})

    def _add_swatch(self, entry: legend.Entry, x: float, y: float) -> None:
        box = entry.box or self.theme.neutral
        look = {"fill": box.fill, "stroke": box.line, "stroke-width": "1.3"}
        if entry.dashed:
            look["stroke-dasharray"] = "5,2"
        if box.corner == "rounded":
            look["rx"] = "4"
        _add(self.root, "rect", x=f"{x:.2f}", y=f"{y - 6:.2f}", width="22", height="12", **look)
        if box.corner == "diagonals":
            corners = f"M{x:.2f},{y - 1:.2f}l5,-5m12,0l5,5m0,2l-5,5m-12,0l-5,-5"
            _add(self.root, "path", d=corners, fill="none", stroke=box.line)

    def _add_sample(self, line: str, x: float, y: float) -> None:
        kind = Kind(line) if line in list(Kind) else Kind.SUPPORT
        color = self.theme.lines[kind].color
        stroke = {"fill": "none", "stroke": color, "stroke-width": "1.3"}
        shapes = {
            Kind.SUPPORT: ("h23", "m23,-3.5l7,3.5l-7,3.5z", ""),
            Kind.REBUTTAL: ("h27", "m26,-5h2v10h-2z", "5,2"),
            Kind.UNDERCUTTER: ("h24", "", "1,3"),
            "linked": (
                "m0,-4l14,4l-14,4m14,-4h10",
                "m23,-3.5l7,3.5l-7,3.5zM{x},{y}m12,0a2.5,2.5 0 1 0 5,0a2.5,2.5 0 1 0 -5,0",
                "",
            ),
            "warrant": ("m0,-1.5h28m0,3h-28", "", ""),
        }
        path, head, dashes = shapes[line]
        start = f"M{x:.2f},{y:.2f}"
        dashed = {"stroke-dasharray": dashes} if dashes else {}
        _add(self.root, "path", d=start + path, **stroke, **dashed)
        if head:
            _add(self.root, "path", d=start + head.format(x=f"{x:.2f}", y=f"{y:.2f}"), fill=color)
        if line == Kind.UNDERCUTTER:
            _add(self.root, "circle", cx=f"{x + 27:.2f}", cy=f"{y:.2f}", r="3", **stroke)


def _bounds(shape: Element) -> Rectangle:
    """Return left, top, right and bottom of what the engine drew first in a group: a box or a point."""
    if shape.tag.endswith("ellipse"):
        x, y, rx, ry = (float(shape.get(key, "0")) for key in ("cx", "cy", "rx", "ry"))
        return x - rx, y - ry, x + rx, y + ry
    return _hull(map_points(shape))


def map_points(shape: Element) -> list[tuple[float, float]]:
    """Return the corners of a polygon, or the knots and handles of a path."""
    numbers = [float(number) for number in _NUMBER.findall(shape.get("points") or shape.get("d") or "")]
    return list(zip(numbers[0::2], numbers[1::2], strict=True))


def _hull(points: Sequence[tuple[float, float]]) -> Rectangle:
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return ElementTree.SubElement(parent, tag, attributes)


def _text(parent: Element, x: float, y: float, text: str, color: str, **look: str) -> None:
    _add(parent, "text", x=f"{x:.2f}", y=f"{y:.2f}", fill=color, **look).text = text
