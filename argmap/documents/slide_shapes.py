"""A picture of argmap's as shapes of a slide (DrawingML, ECMA-376 part 1), which can be edited.

    <g data-claim="a"><path d="M0,0L90,0…Z"/><text>It is late.</text></g>  →  a box with its text
    <g data-step="b"><path d="M45,60L45,30"/><path d="M45,23L…Z"/></g>     →  a line and its head
    <text x="10" y="20">supports</text>                                    →  a text box

Places, curves, dashes and colors are those of the picture. Lengths are in points, and in what is
written in English metric units (EMU).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count, zip_longest
from typing import NamedTuple

from argmap.diagrams import unmark_direction
from argmap.diagrams.geometry import Point, Rectangle, grow, hull
from argmap.diagrams.theme import FONT, PITCH, SIZE
from argmap.documents.manuscript import show_text
from argmap.util.elements import Element, parse_own

EMU_PER_POINT = 12_700
"""How many of DrawingML's units a point has."""

_TRANSFORM = re.compile(r"translate\((\S+) (\S+)\) scale\((\S+)\)")
_PIECE = re.compile(r"([MLHVCQZ])([^MLHVCQZ]*)")
_NUMBER = re.compile(r"-?[\d.]+")
_COMMANDS = {"M": "moveTo", "L": "lnTo", "H": "lnTo", "V": "lnTo", "C": "cubicBezTo",
             "Q": "quadBezTo", "Z": "close"}  # fmt: skip
_ALIGNMENTS = {"start": "l", "middle": "ctr", "end": "r"}
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
_ASCENT = 0.905
"""How far the top of a line of Arial is above its baseline, in em."""
_LINE = 1.15
"""How high a line of Arial is, in em."""
_MIDDLE = 0.35
"""How far the middle of a line of Arial is above its baseline, in em."""
_HATCHING = 0.32
"""How much of the color of its border a box has that is hatched."""

_TREE = """<p:spTree xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{shapes}</p:spTree>"""

Target = Callable[[Rectangle], str]
"""An area -> the element of DrawingML that leads from what is there to another place, or none."""


class Shape(NamedTuple):
    """A shape of a slide as XML, and where it is."""

    element: str
    area: Rectangle


@dataclass(frozen=True)
class _Style:
    """What holds for an element of SVG: its attributes and those of what it is in, and what moves
    and scales it.
    """

    attributes: dict[str, str]
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def inside(self, element: Element) -> _Style:
        """Return what holds for an element that is directly in this one."""
        attributes = {**self.attributes, **element.attrib}
        transform = _TRANSFORM.fullmatch(element.get("transform", ""))
        if transform is None:
            return _Style(attributes, self.left, self.top, self.scale)
        across, down, scale = map(float, transform.groups())
        left, top = self.place(across, down)
        return _Style(attributes, left, top, self.scale * scale)

    def place(self, x: float, y: float) -> Point:
        """Return where on the slide a point of the element is."""
        return self.left + x * self.scale, self.top + y * self.scale

    def number(self, name: str) -> float:
        """Return a number among the attributes; 0 without it."""
        return float(self.attributes.get(name, "0"))

    def length(self, name: str) -> float:
        """Return how long on the slide a length among the attributes is."""
        return self.number(name) * self.scale


class _Line(NamedTuple):
    """A line of text."""

    text: str
    style: _Style

    @property
    def baseline(self) -> float:
        """How far its baseline is below the top of the slide."""
        return self.style.place(0.0, self.style.number("y"))[1]


class SlideShapes:
    """Makes the shapes of one slide.

    Args:
        language: of the texts, as a tag such as `en`.
        target: where areas of the slide lead to.
    """

    def __init__(self, language: str, target: Target) -> None:
        self._language = language
        self._target = target
        self._ids = count(100)  # the layout's own shapes come first

    def tree(self, svg: str) -> str:
        """Return a tree with the shapes of a picture, without its ground and its title."""
        root = parse_own(svg)
        around = _Style({"fill": "#000000", **root.attrib})
        shapes: list[Shape] = []
        for element in root:
            if _tag(element) == "g":
                shapes += self._shapes_in(element, around.inside(element))
        return _TREE.format(shapes="".join(shape.element for shape in shapes))

    # --- groups ---

    def _shapes_in(self, parent: Element, style: _Style, claim: str = "") -> list[Shape]:
        """Return the shapes in a group; those of a claim, a step or a sign are one group again.

        What is inside a link of a claim is handed the text of the claim.
        """
        if "data-claim" in parent.attrib:
            claim = _title(parent)
        children = list(parent)
        in_box: list[_Line] = []
        if claim:
            lines = filter(_is_line_of_claim, children)
            in_box = [_Line(line.text or "", style.inside(line)) for line in lines]
        shapes: list[Shape] = []
        for element, following in zip_longest(children, children[1:]):
            inside = style.inside(element)
            tag = _tag(element)
            if tag == "a":
                shapes += self._shapes_in(element, inside, claim)
            elif tag == "g":
                shapes += self._shapes_in(element, inside)
            elif tag == "text" and not (claim and _is_line_of_claim(element)):
                shapes.append(self._text(_Line(element.text or "", inside)))
            elif tag in ("rect", "circle", "path") and not _is_hatching(element):
                area, geometry = _geometry(element, inside)
                fill = _fill(inside, hatched=following is not None and _is_hatching(following))
                # The first outline is the box.
                text = self._text_of_box(area, in_box, claim) if in_box else ""
                in_box = []
                shapes.append(self._outline(tag, area, geometry + fill + _border(inside), text))
        names = ("data-claim", "data-step", "data-group", "class")
        name = next(filter(None, map(parent.get, names)), None)
        return shapes if name is None else self._group(shapes, name, _title(parent))

    def _group(self, shapes: Sequence[Shape], name: str, text: str) -> list[Shape]:
        if not shapes:
            return []
        area = Rectangle(
            min(shape.area.left for shape in shapes),
            min(shape.area.top for shape in shapes),
            max(shape.area.right for shape in shapes),
            max(shape.area.bottom for shape in shapes),
        )
        frame = _frame(area)
        inner = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        inside = "".join(shape.element for shape in shapes)
        element = (
            f"<p:grpSp><p:nvGrpSpPr>{self._name(name, text)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{frame}{inner}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
        )
        return [Shape(element, area)]

    def _name(self, name: str, text: str = "", area: Rectangle | None = None) -> str:
        """Return the element that names a shape, with what it says to those who do not see it."""
        description = f' descr="{_attribute(text)}"' if text else ""
        target = self._target(area) if area is not None else ""
        return (
            f'<p:cNvPr id="{next(self._ids)}" name="{_attribute(name)}"{description}>'
            f"{target}</p:cNvPr>"
        )

    def _outline(self, name: str, area: Rectangle, look: str, text: str) -> Shape:
        """Return a shape of this look (outline, fill and line), with what it holds."""
        kind = ' txBox="1"' if name == "text" else ""
        element = (
            f"<p:sp><p:nvSpPr>{self._name(name, '', area)}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{_frame(area)}</a:xfrm>{look}</p:spPr>{text}</p:sp>"
        )
        return Shape(element, area)

    # --- texts ---

    def _text_of_box(self, area: Rectangle, lines: Sequence[_Line], claim: str) -> str:
        """Return the text of a claim in its box, in the middle of which it stays if it is edited.

        Where the font of a viewer is wider, the text becomes smaller.
        """
        size = lines[0].style.length("font-size")
        # What is below the text, such as marks, moves its middle up.
        middle = (lines[0].baseline + lines[-1].baseline) / 2 - _MIDDLE * size
        below = _emu(max(area.top + area.bottom - 2 * middle, 0.0))
        pitch = f'<a:spcPts val="{round(PITCH / SIZE * size * 100)}"/>'
        return (
            f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="{below}"'
            ' anchor="ctr"><a:normAutofit/></a:bodyPr>'
            f"{self._paragraph(lines, 'ctr', pitch, claim)}</p:txBody>"
        )

    def _text(self, line: _Line) -> Shape:
        """Return a line of text of its own."""
        style = line.style
        size = style.length("font-size")
        anchor = style.attributes.get("text-anchor", "start")
        room = style.length("textLength")
        x, _ = style.place(style.number("x"), 0.0)
        left = x - _SHARES[anchor] * room
        top = line.baseline - _ASCENT * size
        area = Rectangle(left, top, left + room, top + _LINE * size)
        paragraph = self._paragraph([line], _ALIGNMENTS[anchor], '<a:spcPct val="100000"/>')
        body = (
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
            f"<a:noAutofit/></a:bodyPr>{paragraph}</p:txBody>"
        )
        return self._outline("text", area, f"{_preset('rect')}<a:noFill/>", body)

    def _paragraph(self, lines: Sequence[_Line], alignment: str, pitch: str, text: str = "") -> str:
        """Return lines of one look as a paragraph; spaces between them are those of the text."""
        style = lines[0].style
        size = max(round(style.length("font-size") * 100), 100)  # PowerPoint has none smaller
        bold = int(style.attributes.get("font-weight") == "bold")
        look = (
            f'lang="{self._language}" sz="{size}" b="{bold}"><a:solidFill>'
            f"{_color(style.attributes['fill'])}</a:solidFill>"
            f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
        )
        # A space at the end of a line would move it aside, unless it is tiny.
        space = f'<a:r><a:rPr lang="{self._language}" sz="100"/><a:t> </a:t></a:r>'
        rtl = 0
        runs = []
        for line in lines:
            plain = unmark_direction(line.text)
            rtl |= plain != line.text
            run = f"<a:r><a:rPr {look}</a:rPr><a:t>{escape(show_text(plain))}</a:t></a:r>"
            runs.append(run + space if f"{plain} " in text else run)
        return (
            f'<a:p><a:pPr algn="{alignment}" rtl="{rtl}"><a:lnSpc>{pitch}</a:lnSpc></a:pPr>'
            + f"<a:br><a:rPr {look}</a:rPr></a:br>".join(runs)
            + "</a:p>"
        )


# --- elements of SVG ---


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _title(group: Element) -> str:
    for element in group:
        if _tag(element) == "title":
            return element.text or ""
    return ""


def _is_line_of_claim(element: Element) -> bool:
    """Return whether an element of a claim is a line of its text, which is as large as all are."""
    return _tag(element) == "text" and "font-size" not in element.attrib


def _is_hatching(element: Element) -> bool:
    return element.get("fill", "").startswith("url(")


def _pieces(path: str, style: _Style) -> Iterator[tuple[str, list[Point]]]:
    """Yield the commands of a path, by their names in DrawingML, and their points on the slide."""
    x = y = 0.0
    for command, rest in _PIECE.findall(path):
        numbers = list(map(float, _NUMBER.findall(rest)))
        if command == "H":
            numbers = [numbers[0], y]
        elif command == "V":
            numbers = [x, numbers[0]]
        if numbers:
            x, y = numbers[-2:]
        points = [style.place(*place) for place in zip(numbers[::2], numbers[1::2], strict=True)]
        yield _COMMANDS[command], points


# --- DrawingML ---


def _geometry(element: Element, style: _Style) -> tuple[Rectangle, str]:
    """Return where an outline is, and what it looks like."""
    tag = _tag(element)
    if tag == "circle":
        middle = style.place(style.number("cx"), style.number("cy"))
        return grow(hull([middle]), style.length("r")), _preset("ellipse")
    if tag == "rect":
        left, top = style.place(style.number("x"), style.number("y"))
        area = Rectangle(left, top, left + style.length("width"), top + style.length("height"))
        shorter = min(area.width, area.height)
        if not style.number("rx") or not shorter:
            return area, _preset("rect")
        radius = min(round(style.length("rx") / shorter * 100_000), 50_000)
        return area, _preset("roundRect", f'<a:gd name="adj" fmla="val {radius}"/>')
    pieces = list(_pieces(element.get("d", ""), style))
    area = hull([point for _, points in pieces for point in points])
    written = ""
    for command, points in pieces:
        places = "".join(
            f'<a:pt x="{_emu(x - area.left)}" y="{_emu(y - area.top)}"/>' for x, y in points
        )
        written += f"<a:{command}>{places}</a:{command}>" if places else f"<a:{command}/>"
    # A path that is filled is closed for PowerPoint, too.
    fill = ' fill="none"' if style.attributes["fill"] == "none" else ""
    size = f'w="{_emu(area.width)}" h="{_emu(area.height)}"'
    outline = (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{_SITES}</a:cxnLst>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst><a:path {size}{fill}>{written}</a:path></a:pathLst></a:custGeom>"
    )
    return area, outline


_SITES = "".join(
    f'<a:cxn ang="{angle}"><a:pos x="{x}" y="{y}"/></a:cxn>'
    for angle, x, y in (
        (16_200_000, "hc", "t"), (10_800_000, "l", "vc"), (5_400_000, "hc", "b"), (0, "r", "vc"),
    )
)  # fmt: skip


def _preset(name: str, adjustment: str = "") -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst>{adjustment}</a:avLst></a:prstGeom>'


def _frame(area: Rectangle) -> str:
    return (
        f'<a:off x="{_emu(area.left)}" y="{_emu(area.top)}"/>'
        f'<a:ext cx="{_emu(area.width)}" cy="{_emu(area.height)}"/>'
    )


def _fill(style: _Style, *, hatched: bool) -> str:
    color = style.attributes["fill"]
    if color == "none":
        return "<a:noFill/>"
    if not hatched:
        return f"<a:solidFill>{_color(color)}</a:solidFill>"
    lines = _blend(style.attributes["stroke"], color, _HATCHING)
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_color(lines)}</a:fgClr>'
        f"<a:bgClr>{_color(color)}</a:bgClr></a:pattFill>"
    )


def _border(style: _Style) -> str:
    color = style.attributes.get("stroke", "none")
    if color == "none":
        return "<a:ln><a:noFill/></a:ln>"
    width = style.number("stroke-width")
    dashes = style.attributes.get("stroke-dasharray", "")
    # Shares of the width of the line. A dot is a dash without a length, but for its round ends.
    lengths = [
        max(round(float(length) / width * 100_000), 1_000) for length in dashes.split(",") if length
    ]
    pairs = zip(lengths[::2], lengths[1::2], strict=True)
    drawn = "".join(f'<a:ds d="{dash}" sp="{space}"/>' for dash, space in pairs)
    if drawn:
        drawn = f"<a:custDash>{drawn}</a:custDash>"
    cap = "rnd" if style.attributes.get("stroke-linecap") == "round" else "flat"
    return (
        f'<a:ln w="{_emu(width * style.scale)}" cap="{cap}"><a:solidFill>{_color(color)}'
        f'</a:solidFill>{drawn}<a:miter lim="800000"/></a:ln>'
    )


def _color(color: str) -> str:
    return f'<a:srgbClr val="{color.removeprefix("#").upper()}"/>'


def _blend(color: str, ground: str, share: float) -> str:
    """Return a color that covers this share of its ground."""
    pairs = zip(*(bytes.fromhex(each.removeprefix("#")) for each in (color, ground)), strict=True)
    return bytes(round(share * over + (1 - share) * below) for over, below in pairs).hex()


def _attribute(text: str) -> str:
    return escape(show_text(text), quote=True)


def _emu(length: float) -> int:
    return round(length * EMU_PER_POINT)
