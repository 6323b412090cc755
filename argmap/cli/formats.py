"""`argmap forms` and `argmap schema`: what can be read and written, and what a file may hold.

The table of formats as people read it.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.formats.registry import FORMATS, Format, resolve
from argmap.model.losses import without
from argmap.util.errors import Failure


def formats(
    format: Annotated[str, typer.Option("-f", "--format", help="text or markdown.")] = "text",
) -> None:
    """List the forms that can be read and written.

    \b
    Example:
      argmap forms
    """  # fmt: skip
    from argmap.util.spelling import no_such

    if format not in ("text", "markdown"):
        raise Failure(no_such("format", format, ("text", "markdown")))
    Console().put(format_table() if format == "text" else format_markdown_table())


def format_table() -> str:
    """Return the table of formats as text, one line per format."""
    rows = [(row.name, row.kind.value, _endings(row), _ways(row)) for row in FORMATS]
    # Turned about, rows are columns; a column is as wide as its longest cell.
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for format, row in zip(FORMATS, rows, strict=True):
        line = ""
        for cell, width in zip(row, widths, strict=True):
            line += cell.ljust(width) + "  "
        lines.append(line + _about(format).replace("`", ""))
    return "\n".join(lines) + "\n"


def format_markdown_table() -> str:
    """Return the table of formats in Markdown, as the README has it."""
    lines = [
        "| name | what it is | files | read | written | what is kept, what is not |",
        "|---|---|---|---|---|---|",
    ]
    for row in FORMATS:
        endings = "`" + _endings(row).replace(", ", "`, `") + "`"
        is_read = "yes" if row.reader else "no"
        is_written = "yes" if row.writer else "no"
        lines.append(
            f"| `{row.name}` | {row.kind} | {endings} | {is_read} | {is_written} | {_about(row)} |"
        )
    return "\n".join(lines) + "\n"


def _about(row: Format) -> str:
    return row.about.format(lost=without(resolve(row.kept))) if row.kept else row.about


def _endings(row: Format) -> str:
    # A dictionary keeps the order and takes each once: most endings are read and written.
    return ", ".join(dict.fromkeys([*row.endings, *row.read_endings]))


def _ways(row: Format) -> str:
    ways: list[str] = []
    if row.reader:
        ways.append("read")
    if row.writer:
        ways.append("written")
    return ", ".join(ways)
