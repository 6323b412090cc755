"""The names that can be chosen, wherever one chooses: themes, layouts, formats.

    argmap render --theme dark        argmap.render(map, theme="dark")        ```argmap theme=dark

A table of what a name stands for has the type as its key, as `Mapping[ThemeName, Theme]`, so that
a type checker sees what is missing in it. `choices_of` in `argmap.options.option` lists the names.
The names of formats are in `argmap.options.format_names`, which is made from the table of formats.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, Protocol, TypeAlias

PaperSize: TypeAlias = Literal["a4", "a3", "letter", "slide", "screen", "phone", "poster"]
Millimeters: TypeAlias = tuple[float, float]
"""A width and a height."""
AnyPaper: TypeAlias = PaperSize | Millimeters | Literal["none"]
Direction: TypeAlias = Literal["up", "down", "left", "right"]
LayoutName: TypeAlias = Literal["rows", "columns", "graph"]
ThemeName: TypeAlias = Literal["color", "print", "dark", "auto"]
MarkName: TypeAlias = Literal[
    "unsupported", "evidence", "common-ground", "standard", "type", "scheme", "holder",
]  # fmt: skip
Marks: TypeAlias = Collection[MarkName] | tuple[MarkName, ...]
"""Tuples are named, too, because mypy does not look into one for the items of a collection."""
Labels: TypeAlias = Literal["full", "label", "both"]
"""What boxes show of a claim."""
RelationDisplay: TypeAlias = Literal["words", "signs"]
"""Whether lines say what they are, or a legend explains it."""
EngineName: TypeAlias = Literal["graphviz", "dot"]
WorksheetFormat: TypeAlias = Literal["pdf", "html", "docx", "yaml"]
WorksheetPaper: TypeAlias = Literal["a4", "a3", "letter"]
BlankName: TypeAlias = Literal["text", "kind", "link"]
Blanks: TypeAlias = Collection[BlankName] | tuple[BlankName, ...]
StandardName: TypeAlias = Literal["shown"]
ClaimTypeName: TypeAlias = Literal["fact", "value", "policy"]
ExpectedVerdict: TypeAlias = Literal[
    "stands", "falls", "contested", "backed", "asserted", "open", "rebutted", "not shown",
]  # fmt: skip

TextOrJson: TypeAlias = Literal["text", "json"]
TableFormat: TypeAlias = Literal["text", "markdown", "json"]
"""How to list what argmap has: rules, schemes, formats."""
ReportFormat: TypeAlias = Literal["text", "full", "concise", "json", "sarif", "github"]
"""How to report what was found in a map."""
SeverityName: TypeAlias = Literal["error", "warning", "note", "never"]
QuizFormat: TypeAlias = Literal["text", "gift", "moodle-xml"]
VersionsName: TypeAlias = Literal["closest", "latest", "all"]
GradeFormat: TypeAlias = Literal["text", "json", "csv", "html"]
ShownIds: TypeAlias = Literal["yes", "no"]
DiffFormat: TypeAlias = Literal["text", "json", "svg", "png", "pdf"]

COMMON_NAMES: Mapping[str, tuple[str, ...]] = {
    "argmap": ("native",), "yaml": ("native", "yaml"), "yml": ("native", "yaml"),
    "md": ("markdown",), "txt": ("text",), "plain": ("text",), "list": ("text",),
    "word": ("docx",), "doc": ("docx",), "powerpoint": ("pptx",), "ppt": ("pptx",),
    "slides": ("pptx",), "tex": ("latex",), "excel": ("csv",), "spreadsheet": ("csv",),
    "xlsx": ("csv",), "xls": ("csv",), "ods": ("csv",), "keynote": ("pptx",),
    "neo4j": ("graphml",), "gephi": ("graphml",), "cytoscape": ("graphml",), "yed": ("graphml",),
    "rdf": ("aif",), "json-ld": ("aif",), "jsonld": ("aif",),
    "graphviz": ("dot",), "gv": ("dot",), "mmd": ("mermaid",), "html": ("html", "page"),
    "htm": ("html", "page"), "website": ("page", "html"), "web": ("page", "html"),
    "moodle": ("moodle-xml",), "xml": ("moodle-xml", "microtexts"), "openoffice": ("odt",),
    "libreoffice": ("odt",), "iccma": ("af",), "aspartix": ("apx",), "clingo": ("lp",),
    "ad": ("argdown",), "mindmap": ("freemind", "opml"), "mm": ("freemind",),
    "bw": ("print",), "black-and-white": ("print",), "grayscale": ("print",),
    "greyscale": ("print",), "high-contrast": ("print",),
    "light": ("color",), "networkx": ("graphml",), "info": ("note",), "warn": ("warning",),
}  # fmt: skip
"""What people call a format or a theme -> its names here, of which an option takes one."""


def known_as(name: str, known: Collection[str]) -> str:
    """Return the choice among some that people call by a name, in any case; "" if there is none."""
    typed = name.casefold()
    names = (typed, *COMMON_NAMES.get(typed, ()))
    return next((each for name in names for each in known if each.casefold() == name), "")


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
