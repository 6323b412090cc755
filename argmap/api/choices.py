"""What options of the API take, for type checkers and for completion: formats, themes, marks.

Type checkers cannot read the tables that these names are in. `pytest --renew` writes them here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, Protocol, TypeAlias

ReadableFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "kialo", "microtexts", "carneades", "sadface", "fenced",
    "freemind", "apx", "af", "tgf", "text", "markdown", "opml", "docx", "odt", "html",
]  # fmt: skip
"""The formats that `load` and `read` take."""
ReadableTextFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "kialo", "microtexts", "carneades", "sadface", "fenced",
    "freemind", "apx", "af", "tgf", "text", "markdown", "opml", "html",
]  # fmt: skip
"""The formats that `loads` takes."""
WritableFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "graphml", "apx", "af", "tgf", "lp", "svg", "png", "pdf",
    "dot", "mermaid", "page", "text", "markdown", "opml", "docx", "html", "latex", "csv", "pptx",
]  # fmt: skip
"""The formats that `convert` and `save` take."""
WritableTextFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "graphml", "apx", "af", "tgf", "lp", "svg", "dot",
    "mermaid", "page", "text", "markdown", "opml", "html", "latex", "csv",
]  # fmt: skip
"""The formats that `dumps` takes."""
OutlineFormat: TypeAlias = Literal["text", "markdown", "opml", "html", "latex", "csv"]
PictureFormat: TypeAlias = Literal["svg", "png", "pdf", "dot", "mermaid", "page"]
PagesFormat: TypeAlias = Literal["svg", "png", "pdf"]
"""The formats that `render_pages` takes."""
PaperSize: TypeAlias = Literal["a4", "a3", "letter", "slide", "screen", "phone", "poster"]
Millimeters: TypeAlias = tuple[float, float]
"""A width and a height."""
AnyPaper: TypeAlias = PaperSize | Millimeters | Literal["none"]
Direction: TypeAlias = Literal["up", "down", "left", "right"]
LayoutName: TypeAlias = Literal["rows", "columns", "graph"]
ThemeName: TypeAlias = Literal["color", "print", "dark", "auto"]
MarkName: TypeAlias = Literal[
    "unsupported", "evidence", "common-ground", "standard", "scheme", "holder",
]  # fmt: skip
Marks: TypeAlias = Collection[MarkName] | tuple[MarkName, ...]
"""Tuples are named, too, because mypy does not look into one for the items of a collection."""
Labels: TypeAlias = Literal["full", "label", "both"]
"""What boxes show of a claim."""
EngineName: TypeAlias = Literal["graphviz", "dot"]
WorksheetFormat: TypeAlias = Literal["pdf", "html", "docx", "yaml"]
WorksheetPaper: TypeAlias = Literal["a4", "a3", "letter"]
BlankName: TypeAlias = Literal["text", "kind", "link"]
Blanks: TypeAlias = Collection[BlankName] | tuple[BlankName, ...]
StandardName: TypeAlias = Literal["shown"]
ExpectedVerdict: TypeAlias = Literal[
    "stands", "falls", "contested", "backed", "asserted", "open", "rebutted", "not shown",
]  # fmt: skip

Default: TypeAlias = Literal[""]
"""An option that is left to argmap."""


class Ids(Protocol):
    """A list, a tuple or a set of ids, but not a single string.

    A string contains strings, too: without this, `accept="sleep"` would be five ids. What is asked
    of it is that anything may be looked for in it, and a string takes only strings.
    """

    def __contains__(self, value: object, /) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...

    def __len__(self) -> int: ...
