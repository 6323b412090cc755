"""A picture of argmap's as shapes of a slide (DrawingML, ECMA-376 part 1), which can be edited.

    <g data-claim="a"><path d="M0,0L90,0…Z"/><text>It is late.</text></g>  →  a box with its text
    <g data-step="b"><path d="M45,60L45,30"/><path d="M45,23L…Z"/></g>     →  a line and its head
    <text x="10" y="20">supports</text>                                    →  a text box

Places, curves, dashes and colors are those of the picture. Lines are no connectors: other programs
draw these anew, and DrawingML has none of our heads. Lengths are in points, and in what is written
in English metric units (EMU).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import count, pairwise
from typing import NamedTuple

from argmap.diagrams.font_metrics import ASCENT, BASELINE, LINE_HEIGHT
from argmap.diagrams.geometry import Point, Rectangle, grow, hull
from argmap.diagrams.svg_shapes import HATCH_OPACITY
from argmap.diagrams.svg_style import PlacedText, Style, place_text
from argmap.diagrams.theme import FONT, PITCH, SIZE
from argmap.documents.manuscript import show_text
from argmap.util.elements import Element, parse_own

Target = Callable[[Rectangle], str]
"""An area -> the element of DrawingML that leads from what is there to another place, or none."""

_EMU_PER_POINT = 12_700
_FIRST_ID = 100
"""The number of the first shape: those of the layout come first."""

_PIECE = re.compile(r"([MLHVCQZ])([^MLHVCQZ]*)")
_NUMBER = re.compile(r"-?[\d.]+")
_COMMANDS = {"M": "moveTo", "L": "lnTo", "H": "lnTo", "V": "lnTo", "C": "cubicBezTo",
             "Q": "quadBezTo", "Z": "close"}  # fmt: skip
_ALIGNMENTS = {"start": "l", "middle": "ctr", "end": "r"}
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text is at the left of its place."""

_TREE = """<p:spTree xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{shapes}</p:spTree>"""
_GROUP = """<p:grpSp><p:nvGrpSpPr>{name}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>
<p:grpSpPr><a:xfrm>{frame}{inner_frame}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"""
_SHAPE = """<p:sp><p:nvSpPr>{name}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>
<p:spPr><a:xfrm>{frame}</a:xfrm>{look}</p:spPr>{text}</p:sp>"""
_TEXT = """<p:txBody>
<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="{below}" anchor="{anchor}"><a:{fit}/>
</a:bodyPr><a:p><a:pPr algn="{alignment}" rtl="{rtl:d}"><a:lnSpc>{pitch}</a:lnSpc></a:pPr>{runs}
</a:p></p:txBody>"""
_RUN_LOOK = """<a:rPr lang="{language}" sz="{size}" b="{bold:d}">
<a:solidFill>{color}</a:solidFill><a:latin typeface="{font}"/><a:cs typeface="{font}"/></a:rPr>"""

# Where connectors that somebody adds to a shape may end: top, left, bottom, right.
_SITES = """<a:cxn ang="16200000"><a:pos x="hc" y="t"/></a:cxn>
<a:cxn ang="10800000"><a:pos x="l" y="vc"/></a:cxn>
<a:cxn ang="5400000"><a:pos x="hc" y="b"/></a:cxn><a:cxn ang="0"><a:pos x="r" y="vc"/></a:cxn>"""
_OUTLINE = f"""<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{_SITES}</a:cxnLst>
<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{{width}}" h="{{height}}"{{fill}}>{{pieces}}
</a:path></a:pathLst></a:custGeom>"""


class Shape(NamedTuple):
    """A shape of a slide as XML, and where it is."""

    element: str
    area: Rectangle


class _ClaimText(NamedTuple):
    """The text of a claim, and the lines that it has in its box."""

    text: str
    lines: Sequence[PlacedText]


class SlideShapes:
    """Makes the shapes of one slide.

    Args:
        language: of the texts, as a tag such as `en`.
        target: where areas of the slide lead to.
    """

    def __init__(self, language: str, target: Target) -> None:
        self._language = language
        self._target = target
        self._ids = count(_FIRST_ID)

    def tree(self, svg: str) -> str:
        """Return a tree with the shapes of a picture, without its ground and its title."""
        root = parse_own(svg)
        groups = [element for element in root if _tag(element) == "g"]
        return _TREE.format(shapes=_joined(self._shapes_in(groups, Style.of_root(root))))

    # --- groups ---

    def _shapes_in(
        self, elements: Sequence[Element], style: Style, claim: _ClaimText | None = None
    ) -> list[Shape]:
        """Return the shapes of elements, the first of which is the box of a claim, if there is
        one.
        """
        shapes: list[Shape] = []
        for element, following in pairwise([*elements, None]):
            if element is None or _is_hatching(element):
                continue
            inside = style.inside(element)
            match _tag(element):
                case "g":
                    shapes += self._shapes_of_group(element, inside)
                case "text":
                    shapes.append(self._text(place_text(element, inside)))
                case "rect" | "circle" | "path":
                    hatched = following is not None and _is_hatching(following)
                    in_box = None if shapes else claim
                    shapes.append(self._outline(element, inside, in_box, hatched=hatched))
        return shapes

    def _shapes_of_group(self, group: Element, style: Style) -> list[Shape]:
        """Return the shapes of a group; those of a claim, an inference or a sign are one again."""
        names = ("data-claim", "data-step", "data-group", "class")
        name = next(filter(None, map(group.get, names)), None)
        if name is None:
            return self._shapes_in(list(group), style)
        description = "".join(each.text or "" for each in group if _tag(each) == "title")
        if "data-claim" in group.attrib:
            shapes = self._shapes_of_claim(group, style, description)
        else:
            shapes = self._shapes_in(list(group), style)
        if not shapes:
            return []
        lefts, tops, rights, bottoms = zip(*(shape.area for shape in shapes), strict=True)
        area = Rectangle(min(lefts), min(tops), max(rights), max(bottoms))
        frame = _frame(area)
        element = _GROUP.format(
            name=self._name(name, description),
            frame=frame,
            # Shapes in a group are placed as those outside.
            inner_frame=frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt"),
            shapes=_joined(shapes),
        )
        return [Shape(element, area)]

    def _shapes_of_claim(self, group: Element, style: Style, text: str) -> list[Shape]:
        for element in group:
            if _tag(element) == "a":
                # All is inside the link.
                group, style = element, style.inside(element)
        lines: list[PlacedText] = []
        others: list[Element] = []
        for element in group:
            # The lines of the text are as large as what is around them.
            if _tag(element) == "text" and "font-size" not in element.attrib:
                lines.append(place_text(element, style.inside(element)))
            else:
                others.append(element)
        return self._shapes_in(others, style, _ClaimText(text, lines) if lines else None)

    def _name(self, name: str, description: str = "", link: str = "") -> str:
        """Return the element that names a shape, with what it says to those who do not see it."""
        described = f' descr="{_attribute(description)}"' if description else ""
        id = next(self._ids)
        return f'<p:cNvPr id="{id}" name="{_attribute(name)}"{described}>{link}</p:cNvPr>'

    # --- outlines and texts ---

    def _outline(
        self, element: Element, style: Style, claim: _ClaimText | None, *, hatched: bool
    ) -> Shape:
        """Return the shape of an outline, which is the box of a claim if there is one."""
        area, outline = _outline_of(element, style)
        shape = _SHAPE.format(
            name=self._name(_tag(element), link=self._target(area)),
            kind="",
            frame=_frame(area),
            look=outline + _fill(style, hatched=hatched) + _line(style),
            text="" if claim is None else self._text_in_box(area, claim),
        )
        return Shape(shape, area)

    def _text_in_box(self, area: Rectangle, claim: _ClaimText) -> str:
        """Return the text of a claim, which stays in the middle of its box when it is edited, and
        becomes smaller where a viewer's font is wider.
        """
        first, last = claim.lines[0], claim.lines[-1]
        # Marks below the text move its middle up.
        middle = (first.y + last.y) / 2 - BASELINE * first.size
        return _TEXT.format(
            wrap="square",
            below=_emu(max(area.top + area.bottom - 2 * middle, 0.0)),
            anchor="ctr",
            fit="normAutofit",
            alignment="ctr",
            rtl=first.runs_right_to_left,
            pitch=f'<a:spcPts val="{round(PITCH / SIZE * first.size * 100)}"/>',
            runs=self._runs(claim.lines, claim.text),
        )

    def _text(self, line: PlacedText) -> Shape:
        """Return a line of text of its own."""
        left = line.x - _SHARES[line.anchor] * line.room
        top = line.y - ASCENT * line.size
        area = Rectangle(left, top, left + line.room, top + LINE_HEIGHT * line.size)
        text = _TEXT.format(
            wrap="none",
            below=0,
            anchor="t",
            fit="noAutofit",
            alignment=_ALIGNMENTS[line.anchor],
            rtl=line.runs_right_to_left,
            pitch='<a:spcPct val="100000"/>',
            runs=self._runs([line]),
        )
        shape = _SHAPE.format(
            name=self._name("text", link=self._target(area)),
            kind=' txBox="1"',
            frame=_frame(area),
            look=_preset("rect") + "<a:noFill/>",
            text=text,
        )
        return Shape(shape, area)

    def _runs(self, lines: Sequence[PlacedText], text: str = "") -> str:
        """Return lines of one look; between two of them is a space where the text has one."""
        line = lines[0]
        look = _RUN_LOOK.format(
            language=self._language,
            size=max(round(line.size * 100), 100),  # PowerPoint has none that is smaller
            bold=line.is_bold,
            color=_color(line.fill),
            font=FONT,
        )
        # At the end of a line in the middle, a space of the same size would move it aside.
        space = f'<a:r><a:rPr lang="{self._language}" sz="100"/><a:t> </a:t></a:r>'
        runs = []
        for line in lines:
            run = f"<a:r>{look}<a:t>{escape(show_text(line.text))}</a:t></a:r>"
            runs.append(run + space if f"{line.text} " in text else run)
        return f"<a:br>{look}</a:br>".join(runs)


# --- elements of SVG ---


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_hatching(element: Element) -> bool:
    """Return whether an element hatches the outline before it."""
    return element.get("fill", "").startswith("url(")


def _pieces(path: str, style: Style) -> Iterator[tuple[str, list[Point]]]:
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
        places = zip(numbers[::2], numbers[1::2], strict=True)
        yield _COMMANDS[command], [style.place(*place) for place in places]


# --- DrawingML ---


def _outline_of(element: Element, style: Style) -> tuple[Rectangle, str]:
    """Return where an outline is, and the element that draws it."""
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
        places = ""
        for x, y in points:
            places += f'<a:pt x="{_emu(x - area.left)}" y="{_emu(y - area.top)}"/>'
        written += f"<a:{command}>{places}</a:{command}>"
    outline = _OUTLINE.format(
        width=_emu(area.width),
        height=_emu(area.height),
        fill=' fill="none"' if style.attributes["fill"] == "none" else "",
        pieces=written,
    )
    return area, outline


def _preset(name: str, adjustment: str = "") -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst>{adjustment}</a:avLst></a:prstGeom>'


def _frame(area: Rectangle) -> str:
    return (
        f'<a:off x="{_emu(area.left)}" y="{_emu(area.top)}"/>'
        f'<a:ext cx="{_emu(area.width)}" cy="{_emu(area.height)}"/>'
    )


def _fill(style: Style, *, hatched: bool) -> str:
    color = style.attributes["fill"]
    if color == "none":
        return "<a:noFill/>"
    if not hatched:
        return f"<a:solidFill>{_color(color)}</a:solidFill>"
    lines = _blend(style.attributes["stroke"], color, HATCH_OPACITY)
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_color(lines)}</a:fgClr>'
        f"<a:bgClr>{_color(color)}</a:bgClr></a:pattFill>"
    )


def _line(style: Style) -> str:
    color = style.attributes.get("stroke", "none")
    if color == "none":
        return "<a:ln><a:noFill/></a:ln>"
    cap = "rnd" if style.attributes.get("stroke-linecap") == "round" else "flat"
    return (
        f'<a:ln w="{_emu(style.length("stroke-width"))}" cap="{cap}"><a:solidFill>{_color(color)}'
        f'</a:solidFill>{_dashes(style)}<a:miter lim="800000"/></a:ln>'
    )


def _dashes(style: Style) -> str:
    """Return the dashes of a line, whose lengths are shares of its width."""
    written = style.attributes.get("stroke-dasharray")
    if not written:
        return ""
    shares = []
    for length in written.split(","):
        share = round(float(length) / style.number("stroke-width") * 100_000)
        # A dot is a dash without a length, but for its round ends.
        shares.append(max(share, 1_000))
    dashes = ""
    for dash, space in zip(shares[::2], shares[1::2], strict=True):
        dashes += f'<a:ds d="{dash}" sp="{space}"/>'
    return f"<a:custDash>{dashes}</a:custDash>"


def _color(color: str) -> str:
    return f'<a:srgbClr val="{color.removeprefix("#").upper()}"/>'


def _blend(color: str, ground: str, share: float) -> str:
    """Return a color that covers this share of its ground."""
    parts = zip(*(bytes.fromhex(each.removeprefix("#")) for each in (color, ground)), strict=True)
    return bytes(round(share * over + (1 - share) * below) for over, below in parts).hex()


def _joined(shapes: Sequence[Shape]) -> str:
    return "".join(shape.element for shape in shapes)


def _attribute(text: str) -> str:
    return escape(show_text(text), quote=True)


def _emu(length: float) -> int:
    return round(length * _EMU_PER_POINT)
