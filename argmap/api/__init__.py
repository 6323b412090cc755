"""The Python API: `maps` reads, writes, draws and outlines maps; `builder` makes them; `analysis`
checks, evaluates and compares them; `exchange` turns them into dictionaries, graphs and tables, and
back; `choices` names what options take. `import argmap` has all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

# `as` says to type checkers that a name is public.
if TYPE_CHECKING:
    from argmap.api.choices import AnyPaper as AnyPaper
    from argmap.api.choices import BlankName as BlankName
    from argmap.api.choices import Blanks as Blanks
    from argmap.api.choices import Default as Default
    from argmap.api.choices import Direction as Direction
    from argmap.api.choices import EngineName as EngineName
    from argmap.api.choices import ExpectedVerdict as ExpectedVerdict
    from argmap.api.choices import Ids as Ids
    from argmap.api.choices import Labels as Labels
    from argmap.api.choices import LayoutName as LayoutName
    from argmap.api.choices import MarkName as MarkName
    from argmap.api.choices import Marks as Marks
    from argmap.api.choices import Millimeters as Millimeters
    from argmap.api.choices import OutlineFormat as OutlineFormat
    from argmap.api.choices import PagesFormat as PagesFormat
    from argmap.api.choices import PaperSize as PaperSize
    from argmap.api.choices import PictureFormat as PictureFormat
    from argmap.api.choices import ReadableFormat as ReadableFormat
    from argmap.api.choices import ReadableTextFormat as ReadableTextFormat
    from argmap.api.choices import StandardName as StandardName
    from argmap.api.choices import ThemeName as ThemeName
    from argmap.api.choices import WorksheetFormat as WorksheetFormat
    from argmap.api.choices import WorksheetPaper as WorksheetPaper
    from argmap.api.choices import WritableFormat as WritableFormat
    from argmap.api.choices import WritableTextFormat as WritableTextFormat
else:
    __getattr__ = on_demand(
        __name__,
        {
            "choices": """
                AnyPaper BlankName Blanks Default Direction EngineName ExpectedVerdict Ids
                 Labels LayoutName MarkName Marks Millimeters OutlineFormat
                PagesFormat PaperSize PictureFormat ReadableFormat ReadableTextFormat
                StandardName ThemeName WorksheetFormat WorksheetPaper WritableFormat
                WritableTextFormat
            """,
        },
    )
