"""`argmap formats`: the table of the formats that can be read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.cli.console import Console
from argmap.cli.options import AsTable
from argmap.util.text import in_columns

if TYPE_CHECKING:
    from argmap.formats import Format


def formats(console: Console, format: AsTable = "text") -> None:
    """Example:
    argmap formats
    """
    table = {"text": format_table, "markdown": format_markdown_table, "json": format_json}[format]
    console.put(table())


def format_table() -> str:
    """Return the table of formats as text, one line per format."""
    from argmap.formats.registry import FORMATS

    rows: list[list[str]] = []
    for row in FORMATS:
        ways = filter(None, [row.reader and "read", row.writer and "written"])
        about = _about(row).replace("`", "")
        rows.append([row.name, row.kind.value, _endings(row), ", ".join(ways), about])
    return "\n".join(in_columns(rows)) + "\n"


def format_markdown_table() -> str:
    """Return the table of formats in Markdown, as the documentation has it."""
    from argmap.formats.registry import FORMATS

    lines = [
        "| name | kind | file extensions | can read | can write | what is kept and what is lost |",
        "|---|---|---|---|---|---|",
    ]
    for row in FORMATS:
        endings = _endings(row).replace(", ", "`, `")
        is_read = "yes" if row.reader else "no"
        is_written = "yes" if row.writer else "no"
        cells = [f"`{row.name}`", row.kind, f"`{endings}`", is_read, is_written, _about(row)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def format_json() -> str:
    """Return the formats as a list in JSON, each with its name, kind, endings and losses."""
    import json

    from argmap.formats.registry import FORMATS

    rows = [
        {
            "name": row.name,
            "kind": row.kind.value,
            "endings": list(row.endings),
            "endings_read": list(row.read_endings),
            "is_read": bool(row.reader),
            "is_written": bool(row.writer),
            "about": _about(row),
        }
        for row in FORMATS
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _about(row: Format) -> str:
    if not row.kept:
        return row.about
    from argmap.formats.registry import resolve
    from argmap.model.losses import without

    return row.about.format(lost=without(resolve(row.kept)))


def _endings(row: Format) -> str:
    # A dictionary keeps the order and takes each once: most endings are read and written.
    return ", ".join(dict.fromkeys([*row.endings, *row.read_endings]))
