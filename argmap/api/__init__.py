"""The Python API: `maps` reads, writes, draws and outlines maps; `builder` makes them; `analysis`
checks, evaluates and compares them; `exchange` turns them into dictionaries, graphs and tables, and
back; `choices` names what options take. `import argmap` has all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.api.choices import (
        BlankName,
        Blanks,
        Default,
        Direction,
        EngineName,
        ExpectedVerdict,
        Ids,
        Labels,
        LayoutName,
        MarkName,
        Marks,
        Millimeters,
        OutlineFormat,
        PagesFormat,
        PaperSize,
        PictureFormat,
        ReadableFormat,
        ReadableTextFormat,
        StandardName,
        ThemeName,
        WorksheetFormat,
        WorksheetPaper,
        WritableFormat,
        WritableTextFormat,
    )
else:
    __getattr__ = on_demand(
        __name__,
        {
            "choices": """
                BlankName Blanks Default Direction EngineName ExpectedVerdict Ids
                 Labels LayoutName MarkName Marks Millimeters OutlineFormat
                PagesFormat PaperSize PictureFormat ReadableFormat ReadableTextFormat
                StandardName ThemeName WorksheetFormat WorksheetPaper WritableFormat
                WritableTextFormat
            """,
        },
    )
