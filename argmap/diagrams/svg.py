"""The finished picture as SVG: title, map and legend, with a name and a description for readers.

<svg role="img"><title>…</title><desc>…</desc><rect/>
  <text>title</text> <g>map</g> <g>legend</g>
</svg>
"""

from __future__ import annotations

from argmap.diagrams import legend
from argmap.diagrams.font_metrics import clean_lines
from argmap.diagrams.geometry import Point
from argmap.diagrams.page_fit import TITLE_PITCH, Drawing
from argmap.diagrams.painter import Painter
from argmap.diagrams.scene import Links
from argmap.diagrams.svg_shapes import Attributes, add, number, transform
from argmap.diagrams.theme import Theme, variables_of
from argmap.util.elements import Element, tostring
from argmap.util.made_files import GENERATOR
from argmap.util.text import safe_markup

SVG = "http://www.w3.org/2000/svg"

FAMILY = "Arimo, Arial, Liberation Sans, Helvetica, sans-serif"
"""Fonts with the widths of Arial, by which text is measured, and then whatever a viewer has."""

# Digits are as wide as those of Arial whatever the font, and the picture fits its surroundings.
_STYLE = "font-size-adjust:ch-width .556;max-width:100%;height:auto"


_AUTO = "argmap-auto"
"""The class of pictures that are light or dark as their readers prefer."""

_COLOR_SCHEME = f"""\
.{_AUTO}:root{{color-scheme:light dark}}
:is([data-theme=dark],[data-jp-theme-light=false],.vscode-dark) .{_AUTO}{{color-scheme:dark}}
@media (prefers-color-scheme:dark){{[data-theme=auto] .{_AUTO}{{color-scheme:dark}}}}
@media print{{.{_AUTO}{{color-scheme:light!important}}}}"""
"""Whether a picture is light or dark.

A picture that is a file of its own follows the device. One inside a page is as the page says by its
`color-scheme`. Furo, JupyterLab and VS Code are dark without saying so.
"""


def to_svg(drawing: Drawing, links: Links, sheet: Point | None = None) -> str:
    """Return a picture as SVG.

    Args:
        drawing: what is drawn, and where it is.
        links: id of a claim -> the web address that its box leads to.
        sheet: if it is to be set with a font that is as wide as it was measured, width and height
            of what it is drawn in the middle of, in points; None for viewers that show it with the
            fonts that they have.
    """
    scene = drawing.scene
    width, height = sheet or (drawing.width, drawing.height)
    attributes = {
        "xmlns": SVG,
        "data-generator": GENERATOR,
        "lang": scene.language,
        "xml:lang": scene.language,
        "direction": "ltr",  # each line says itself if it runs from right to left
        "role": "graphics-document document" if links else "img",
        "width": f"{number(width)}pt",
        "height": f"{number(height)}pt",
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "font-family": FAMILY,
        "fill": scene.theme.text,
        "style": _STYLE,
    }
    root = Element("svg", attributes)
    add(root, "title", text=scene.title())
    if scene.description:
        add(root, "desc", text=clean_lines(scene.description))
    add(root, "rect", {"width": "100%", "height": "100%", "fill": scene.theme.paper})
    painter = Painter(scene, links, fits_viewers=sheet is None)
    add_picture(root, drawing, painter, (width, height))
    if sheet is None and scene.theme.dark is not None:
        _add_dark_colors(root, scene.theme, scene.theme.dark)
    return safe_markup(tostring(root, encoding="unicode")) + "\n"


def _add_dark_colors(root: Element, light: Theme, dark: Theme) -> None:
    """Add a style sheet that gives each color of a picture its dark one on dark pages.

        .argmap-auto [fill="#1a1a1a"]{fill:light-dark(#1a1a1a,#f2f2f2)}

    The light colors stay in the attributes, for viewers that know no style sheets.
    """
    dark_colors = variables_of(dark)
    pairs = {color: dark_colors[name] for name, color in variables_of(light).items()}
    rules = [_COLOR_SCHEME]
    # The picture passes its own color on to what is inside it.
    rules.append(f".{_AUTO}{{fill:light-dark({light.text},{dark.text})}}")
    used = {}
    for element in root.iter():
        for property in ("fill", "stroke"):
            color = element.get(property, "")
            if color in pairs:
                used[property, color] = pairs[color]
    for (property, color), dark_color in sorted(used.items()):
        colors = f"light-dark({color},{dark_color})"
        rules.append(f'.{_AUTO} [{property}="{color}"]{{{property}:{colors}}}')
    root.set("class", _AUTO)
    style = Element("style")
    style.text = "\n".join(rules)
    root.insert(len(root.findall("title")) + len(root.findall("desc")), style)


def add_picture(parent: Element, drawing: Drawing, painter: Painter, sheet: Point) -> None:
    """Add title, map and legend of a picture, in the middle of a sheet of this size."""
    width, _ = sheet
    size = drawing.title_size
    bold: Attributes = {"font-size": size, "font-weight": "bold", "text-anchor": "middle"}
    y = drawing.top_on(sheet) + drawing.edge + 0.95 * size
    painter.add_text(parent, (width / 2, y), drawing.title, bold, TITLE_PITCH * size)
    if drawing.scene.verdicts:
        painter.add_patterns(add(parent, "defs"))
    moved = transform(*drawing.map_place(sheet), drawing.scale)
    painter.add_map(parent, drawing.layout, {"transform": moved})
    if drawing.scene.thumbnail is not None:
        painter.add_thumbnail(parent, drawing.thumbnail_boxes(sheet))
    if drawing.legend:
        moved = transform(*drawing.legend_place(sheet), drawing.legend_scale)
        group = add(parent, "g", {"transform": moved, "font-size": legend.NAME_SIZE})
        # Below the map rows are centered, inside it they begin below each other.
        wide, _ = drawing.legend_extent
        room = None if drawing.inside is None else wide / drawing.legend_scale
        painter.add_legend(group, drawing.legend, room)
