"""The Python API: `maps` reads, writes, draws and outlines maps; `builder` makes them; `analysis`
checks, evaluates and compares them; `exchange` turns them into dictionaries, graphs and tables, and
back. `import argmap` has all of it.
"""

from argmap.options.format_names import OutlineFormat as OutlineFormat
from argmap.options.format_names import PagesFormat as PagesFormat
from argmap.options.format_names import PictureFormat as PictureFormat
from argmap.options.format_names import ReadableFormat as ReadableFormat
from argmap.options.format_names import ReadableTextFormat as ReadableTextFormat
from argmap.options.format_names import WritableFormat as WritableFormat
from argmap.options.format_names import WritableTextFormat as WritableTextFormat
from argmap.options.names import AnyPaper as AnyPaper
from argmap.options.names import BlankName as BlankName
from argmap.options.names import Blanks as Blanks
from argmap.options.names import Default as Default
from argmap.options.names import Direction as Direction
from argmap.options.names import EngineName as EngineName
from argmap.options.names import ExpectedVerdict as ExpectedVerdict
from argmap.options.names import Ids as Ids
from argmap.options.names import Labels as Labels
from argmap.options.names import LayoutName as LayoutName
from argmap.options.names import MarkName as MarkName
from argmap.options.names import Marks as Marks
from argmap.options.names import Millimeters as Millimeters
from argmap.options.names import PaperSize as PaperSize
from argmap.options.names import StandardName as StandardName
from argmap.options.names import ThemeName as ThemeName
from argmap.options.names import WorksheetFormat as WorksheetFormat
from argmap.options.names import WorksheetPaper as WorksheetPaper
