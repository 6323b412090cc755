"""A map as a picture: its boxes and lines, where they lie on a page, and how they are drawn.

map → `scene` (what is shown) → `box_tree` → `layout` (where it lies) → `page_fit` → `rendering`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.diagrams.blank_spaces import SIGN_RADIUS, FillIn
    from argmap.diagrams.box_contents import BoxContent, VerdictMark, box_shapes
    from argmap.diagrams.box_tree import Block, Box, Group, Tree, is_tangled
    from argmap.diagrams.column_placement import Columns
    from argmap.diagrams.column_shapes import RUNGS
    from argmap.diagrams.dot import label as dot_label
    from argmap.diagrams.font_metrics import (
        COLUMN,
        clean,
        mark_direction,
        runs_right_to_left,
        unmark_direction,
    )
    from argmap.diagrams.font_metrics import width as text_width
    from argmap.diagrams.fonts import families_for, find_uncovered, missing_font_notes
    from argmap.diagrams.geometry import (
        Path,
        Point,
        Rectangle,
        crossings,
        flatten,
        grow,
        hull_of,
        overlap,
        straight,
    )
    from argmap.diagrams.graphviz import ENGINES, run_graphviz
    from argmap.diagrams.hyphenation import hyphenator_of
    from argmap.diagrams.layers import Edge, arranged_rows
    from argmap.diagrams.layout import (
        Bracket,
        GroupFrame,
        Layout,
        Line,
        Room,
        Trunk,
        mirror_layout,
        occupied_areas,
        turn_layout,
    )
    from argmap.diagrams.line_breaks import BreakableText
    from argmap.diagrams.line_breaks import wrap as wrap_text
    from argmap.diagrams.line_words import words_on_lines
    from argmap.diagrams.live_picture import LivePicture, live_table
    from argmap.diagrams.page_fit import Drawing, draw_scene
    from argmap.diagrams.page_split import Fits, Sheet, draw_over_pages, page_marks, sheets_of
    from argmap.diagrams.paper_sizes import MM, PAGES, find_page
    from argmap.diagrams.rendering import draw, lay_out
    from argmap.diagrams.scene import Scene
    from argmap.diagrams.svg import to_svg
    from argmap.diagrams.svg_style import PlacedText
    from argmap.diagrams.theme import (
        FRAME_NAME_PITCH,
        FRAME_NAME_SIZE,
        SHADED_DARK,
        SHADED_LIGHT,
        THEMES,
        Contour,
        Theme,
    )
    from argmap.diagrams.typst_output import (
        LinkArea,
        PrintedPage,
        take_out_texts,
        to_pdf,
    )
else:
    __getattr__ = on_demand(
        __name__,
        {
            "blank_spaces": "SIGN_RADIUS FillIn",
            "box_contents": "BoxContent VerdictMark box_shapes",
            "box_tree": "Block Box Group Tree is_tangled",
            "column_placement": "Columns",
            "column_shapes": "RUNGS",
            "dot": "dot_label=label",
            "font_metrics": """
                COLUMN clean mark_direction runs_right_to_left text_width=width unmark_direction
            """,
            "fonts": "families_for find_uncovered missing_font_notes",
            "geometry": "Path Point Rectangle crossings flatten grow hull_of overlap straight",
            "graphviz": "ENGINES run_graphviz",
            "hyphenation": "hyphenator_of",
            "layers": "Edge arranged_rows",
            "layout": """
                Bracket GroupFrame Layout Line Room Trunk mirror_layout
                occupied_areas turn_layout
            """,
            "line_breaks": "BreakableText wrap_text=wrap",
            "line_words": "words_on_lines",
            "live_picture": "LivePicture live_table",
            "page_fit": "Drawing draw_scene",
            "page_split": "Fits Sheet draw_over_pages page_marks sheets_of",
            "paper_sizes": "MM PAGES find_page",
            "rendering": "draw lay_out",
            "scene": "Scene",
            "svg": "to_svg",
            "svg_style": "PlacedText",
            "theme": """
                FRAME_NAME_PITCH FRAME_NAME_SIZE SHADED_DARK SHADED_LIGHT THEMES Contour Theme
            """,
            "typst_output": "LinkArea PrintedPage take_out_texts to_pdf",
        },
    )
