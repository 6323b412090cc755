"""The names of the formats that can be chosen.

Made from the table of formats in `argmap.formats.registry` by `pytest --renew
tests/test_generated.py`: change that.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

ReadableFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "kialo", "microtexts", "carneades", "sadface", "fenced",
    "adr", "freemind", "apx", "af", "tgf", "text", "markdown", "opml", "docx", "odt", "html",
]  # fmt: skip
"""The formats that `load` and `read` take."""
ReadableTextFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "kialo", "microtexts", "carneades", "sadface", "fenced",
    "adr", "freemind", "apx", "af", "tgf", "text", "markdown", "opml", "html",
]  # fmt: skip
"""The formats that `loads` takes."""
WritableFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "adr", "graphml", "apx", "af", "tgf", "lp", "svg", "png",
    "pdf", "dot", "mermaid", "page", "text", "markdown", "opml", "docx", "html", "latex", "csv",
    "pptx",
]  # fmt: skip
"""The formats that `convert` and `save` take."""
WritableTextFormat: TypeAlias = Literal[
    "native", "json", "argdown", "aif", "adr", "graphml", "apx", "af", "tgf", "lp", "svg", "dot",
    "mermaid", "page", "text", "markdown", "opml", "html", "latex", "csv",
]  # fmt: skip
"""The formats that `dumps` takes."""
DocumentFormat: TypeAlias = Literal[
    "text", "markdown", "opml", "docx", "html", "latex", "csv", "pptx",
]  # fmt: skip
"""The formats that `argmap outline` writes."""
OutlineFormat: TypeAlias = Literal["text", "markdown", "opml", "html", "latex", "csv"]
PictureFormat: TypeAlias = Literal["svg", "png", "pdf", "dot", "mermaid", "page"]
PagesFormat: TypeAlias = Literal["svg", "png", "pdf"]
"""The formats that `render_pages` takes."""
