"""The engine's SVG made into a finished picture: title above, legend below, tags on boxes, names for readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from argmap.model import Kind
from argmap.render import legend
from argmap.render.lettering import clean, width, wrap

if TYPE_CHECKING:
    from argmap.render.scene import Scene

Element = ElementTree.Element

_SVG = "http://www.w3.org/2000/svg"
_FAMILY = "Arimo, Arial, sans-serif"
_TITLE_SIZE = 16
_EDGE = 8
"""The empty border around everything, in points."""
_NUMBER = re.compile(r"-?[0-9.]+")


@dataclass(frozen=True)
class Frame:
    """Where title and legend of a picture go, when the map itself has this size in points."""

    scene: Scene
    map_width: float
    map_height: float

    @cached_property
    def entries(self) -> list[legend.Entry]:
        """What the legend explains."""
        return legend.entries(self.scene)

    @cached_property
    def room(self) -> float:
        """The width for title and legend: the map's, but never so little that they become columns."""
        return max(self.map_width, 420.0)

    @cached_property
    def title(self) -> list[str]:
        """The lines of the title."""
        text = clean(self.scene.map.title)
        return wrap(text, 1.8 * self.room / _TITLE_SIZE) if text else []

    @cached_property
    def legend(self) -> list[list[legend.Entry]]:
        """The rows of the legend."""
        return legend.rows(self.entries, self.room)

    @cached_property
    def head(self) -> float:
        """The height of the title."""
        return len(self.title) * _TITLE_SIZE * 1.2 + (8 if self.title else 0)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole picture in points."""
        lines = [width(line) * _TITLE_SIZE * 1.1 for line in self.title]
        filled = [sum(entry.width for entry in row) for row in self.legend]
        foot = len(self.legend) * legend.ROW + (6 if self.legend else 0)
        return (
            max([self.map_width, *lines, *filled]) + 2 * _EDGE,
            self.map_height + self.head + foot + 2 * _EDGE,
        )


def map_size(svg: str) -> tuple[float, float]:
    """Return the width and height in points of the engine's SVG."""
    box = re.search(r'viewBox="[0-9.]+ [0-9.]+ ([0-9.]+) ([0-9.]+)"', svg)
    return (float(box[1]), float(box[2])) if box else (0.0, 0.0)


def finish(svg: str, scene: Scene) -> tuple[str, tuple[float, float]]:
    """Return the finished picture and its size in points."""
    frame = Frame(scene, *map_size(svg))
    return _Finish(svg, scene, frame).text(), frame.size


class _Finish:
    def __init__(self, svg: str, scene: Scene, frame: Frame) -> None:
        self.scene, self.theme, self.frame = scene, scene.theme, frame
        # The engine wrote this XML; it declares no entities.
        self.drawn = ElementTree.fromstring(svg)  # noqa: S314
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
        }
        _add(self.root, "title").text = clean(self.scene.map.title) or "Argument map"
        _add(self.root, "desc").text = self._description()
        _add(self.root, "rect", width="100%", height="100%", fill=self.theme.paper)
        self._add_title(wide / 2)
        self._add_map((wide - self.frame.map_width) / 2, _EDGE + self.frame.head)
        self._add_legend(wide / 2, high - _EDGE - len(self.frame.legend) * legend.ROW)
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"

    def _description(self) -> str:
        map = self.scene.map
        counts = [(len(map.claims), "claim")]
        counts += [
            (sum(step.kind is kind for step in map.inferences.values()), f"{kind.value} step") for kind in Kind
        ]
        numbers = ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts if count)
        mains = " ".join(clean(map.claims[id].text) for id in self.scene.mains_in_order)
        return f"A map of {numbers}. Main: {mains}"

    def _add_title(self, middle: float) -> None:
        for index, line in enumerate(self.frame.title):
            y = _EDGE + _TITLE_SIZE * (0.95 + 1.2 * index)
            look = {"text-anchor": "middle", "font-size": f"{_TITLE_SIZE}", "font-weight": "bold"}
            _text(self.root, middle, y, line, self.theme.text, **look)

    # the map

    def _add_map(self, x: float, y: float) -> None:
        graph = self.drawn[0]
        place = f"translate({x:.2f} {y:.2f}) {graph.get('transform', '')}"
        group = _add(self.root, "g", transform=place.replace("scale(1 1) rotate(0) ", ""))
        names = {name: id for id, name in self.scene.name.items()}
        for part in graph:
            if part.get("class") in ("node", "edge"):
                group.append(self._part(part, names[part.get("id", "")]))

    def _part(self, part: Element, id: str) -> Element:
        for element in part.iter():
            element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
            element.attrib.pop("font-family", None)
            element.attrib = {key.removeprefix("{http://www.w3.org/XML/1998/namespace}"): value for key, value in element.attrib.items() if not key.endswith("}space")}
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
        upper, lower = self.scene.tags(claim)
        self._add_tag(node, left + 6, top, upper)
        self._add_tag(node, right - 6 - legend.tag_width(lower), bottom, lower)

    def _add_tag(self, parent: Element, x: float, y: float, tag: str) -> None:
        if not tag:
            return
        size = {"width": f"{legend.tag_width(tag):.2f}", "height": "11", "rx": "3"}
        _add(parent, "rect", x=f"{x:.2f}", y=f"{y - 5.5:.2f}", **size, fill=self.theme.paper, stroke=self.theme.alarm)
        _text(parent, x + 4, y + 3, tag, self.theme.alarm, **{"font-size": "9", "font-weight": "bold"})

    # the legend

    def _add_legend(self, middle: float, y: float) -> None:
        for index, row in enumerate(self.frame.legend):
            x = middle - sum(entry.width for entry in row) / 2
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
            "linked": ("m0,-4l14,4l-14,4m14,-4h10", "m23,-3.5l7,3.5l-7,3.5zM{x},{y}m12,0a2.5,2.5 0 1 0 5,0a2.5,2.5 0 1 0 -5,0", ""),
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


def _bounds(shape: Element) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what the engine drew first in a group: a box or a point."""
    if shape.tag == "ellipse":
        x, y, rx, ry = (float(shape.get(key, "0")) for key in ("cx", "cy", "rx", "ry"))
        return x - rx, y - ry, x + rx, y + ry
    numbers = [float(number) for number in _NUMBER.findall(shape.get("points") or shape.get("d") or "0 0")]
    return min(numbers[0::2]), min(numbers[1::2]), max(numbers[0::2]), max(numbers[1::2])


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return ElementTree.SubElement(parent, tag, attributes)


def _text(parent: Element, x: float, y: float, text: str, color: str, **look: str) -> None:
    _add(parent, "text", x=f"{x:.2f}", y=f"{y:.2f}", fill=color, **look).text = text
