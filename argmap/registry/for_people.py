"""The table of forms as people read it."""

from __future__ import annotations

from argmap.registry.form import Form
from argmap.registry.table import FORMS


def format_table() -> str:
    """Return the table of forms as text, a line a form."""
    rows = [(form.name, form.kind.value, _endings(form), _ways(form)) for form in FORMS]
    # Turned about, rows are columns; a column is as wide as its longest cell.
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for form, row in zip(FORMS, rows, strict=True):
        line = ""
        for cell, width in zip(row, widths, strict=True):
            line += cell.ljust(width) + "  "
        lines.append(line + form.about.replace("`", ""))
    return "\n".join(lines) + "\n"


def format_markdown_table() -> str:
    """Return the table of forms in Markdown, as the README has it."""
    lines = [
        "| name | what it is | files | read | written | what is kept, what is not |",
        "|---|---|---|---|---|---|",
    ]
    for form in FORMS:
        endings = "`" + _endings(form).replace(", ", "`, `") + "`"
        is_read = "yes" if form.read else "no"
        is_written = "yes" if form.write else "no"
        lines.append(
            f"| `{form.name}` | {form.kind} | {endings} | {is_read} | {is_written} | {form.about} |"
        )
    return "\n".join(lines) + "\n"


def _endings(form: Form) -> str:
    # A dictionary keeps the order and takes each once: most endings are read and written.
    return ", ".join(dict.fromkeys([*form.endings, *form.read_endings]))


def _ways(form: Form) -> str:
    ways: list[str] = []
    if form.read:
        ways.append("read")
    if form.write:
        ways.append("written")
    return ", ".join(ways)
