"""How maps, findings and verdicts show themselves in a notebook.

IPython lets a package say how types are shown, so that neither the model nor the verdicts need to
know of pictures:
https://ipython.readthedocs.io/en/stable/config/integrating.html#formatters-for-third-party-types
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.lint.linter import Findings
    from argmap.model import ArgumentMap
    from argmap.verdicts.evaluate import Verdicts


def register() -> None:
    """Register how IPython shows maps, findings and verdicts, if IPython is running."""
    # Never imported: where it runs, it is loaded.
    ipython = sys.modules.get("IPython")
    if ipython is None:
        return
    shell = ipython.get_ipython()
    if shell is None:
        return  # somebody imported it in a plain program
    # By name, so that no module is loaded for a type that a notebook may never show.
    html = shell.display_formatter.formatters["text/html"]
    html.for_type_by_name("argmap.model.argument_map", "ArgumentMap", map_as_html)
    html.for_type_by_name("argmap.lint.linter", "Findings", findings_as_html)
    html.for_type_by_name("argmap.verdicts.evaluate", "Verdicts", verdicts_as_html)


def map_as_html(map: ArgumentMap) -> str:
    """Return a map as a picture that fits the cell's width, its outline as the alternative text."""
    from base64 import b64encode
    from html import escape

    from argmap.api.maps import outline, render

    picture = b64encode(render(map, "svg")).decode()
    said = escape(outline(map), quote=True)
    return f'<img style="max-width: 100%" alt="{said}" src="data:image/svg+xml;base64,{picture}">'


def findings_as_html(findings: Findings) -> str:
    """Return findings as a table."""
    rows: list[list[str]] = []
    for diagnostic in findings:
        span = diagnostic.span
        place = ""
        if span:
            place = f"{span.file}:{span.line}:{span.column}"
        rows.append(
            [place, diagnostic.severity.value, diagnostic.code, diagnostic.message, diagnostic.help]
        )
    return _table(["place", "severity", "rule", "message", "help"], rows)


def verdicts_as_html(verdicts: Verdicts) -> str:
    """Return the verdicts of claims as a table."""
    rows: list[list[str]] = []
    for id, verdict in verdicts.claims.items():
        rows.append([verdicts.map.claims[id].text, verdict.value])
    return _table(["claim", "verdict"], rows)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["<table>", _row(head, "th")]
    for row in rows:
        lines.append(_row(row, "td"))
    lines.append("</table>")
    return "\n".join(lines)


def _row(cells: list[str], tag: str) -> str:
    from html import escape

    # What comes from a map is text here, never markup.
    written = [f"<{tag}>{escape(cell)}</{tag}>" for cell in cells]
    return f"<tr>{''.join(written)}</tr>"
