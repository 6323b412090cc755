"""How a notebook shows what argmap returns: a map as its picture, findings as a table.

Notebooks such as Jupyter, marimo and Streamlit ask an object itself, by `_repr_html_`, so that
nothing has to be registered with them. In the classes this method is `html_on_demand` (see
`argmap.util.exports`), to which the package `argmap` hands `html_of`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from argmap.model import ArgumentMap, InvalidMap
from argmap.model.diagnostics import Diagnostic
from argmap.model.fields import names_of
from argmap.util.errors import ArgmapError
from argmap.util.text import count, safe_markup

if TYPE_CHECKING:
    from argmap.api.builder import Map
    from argmap.classroom.quiz_questions import Question
    from argmap.comparison.compare import Comparison
    from argmap.model import Claim, Inference, Reading, Side, Source
    from argmap.model.writing import Result
    from argmap.verdicts.evaluate import Verdicts
    from argmap.verdicts.explain import Explanation
    from argmap.verdicts.positions import Positions


_INDENT = "padding-left: 1.5em"
_LIST = f'<ul style="list-style: disc; {_INDENT}">'
"""Lists and cells have styles of their own, since marimo takes away those that a browser has."""


def html_of(shown: object) -> str:
    """Return an object that argmap has made as HTML, in which what it holds is text, not markup."""
    return safe_markup(_WRITERS[type(shown).__name__](shown))


def _map(map: ArgumentMap) -> str:
    """Return a map as a picture whose text is as large as that of the notebook, and fits into it.

    Its outline is the alternative text.
    """
    from argmap.api.maps import outline
    from argmap.documents.picture import picture_in_page
    from argmap.model.writing import PictureOptions

    said = outline(map)
    try:
        picture = picture_in_page(map, "svg", PictureOptions()).data
    except ArgmapError:
        # It is too large for a picture.
        return _preformatted(said)
    data = b64encode(picture).decode()
    return (
        f'<img style="max-width: 100%" alt="{escape(said)}" src="data:image/svg+xml;base64,{data}">'
    )


def _map_being_built(map: Map) -> str:
    """Return the map that is there so far, or what keeps it from being one."""
    try:
        return _map(map.build())
    except InvalidMap as invalid:
        return _findings(invalid.diagnostics)


def _reading(reading: Reading) -> str:
    shown = [] if reading.map is None else [_map(reading.map)]
    shown += [_findings(reading.diagnostics)] if reading.diagnostics else []
    return "\n".join(shown)


def _findings(findings: Iterable[Diagnostic]) -> str:
    rows: list[list[str]] = []
    for finding in findings:
        span = finding.span
        place = f"{span.file}:{span.line}:{span.column}" if span else ""
        rows.append([place, finding.severity.value, finding.code, finding.message, finding.help])
    if not rows:
        return "<p>no findings</p>"
    return _table(["place", "severity", "rule", "message", "help"], rows)


def _part(part: Claim | Inference | Source | Side) -> str:
    """Return a part of a map as a table of those of its fields that hold something."""
    from argmap.model import Claim, Inference

    # Ids that argmap made are not shown.
    has_id = part.has_own_id if isinstance(part, Claim) else not isinstance(part, Inference)
    rows = [["id", part.id]] if has_id else []
    for name in names_of(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        if isinstance(value, dict):
            value = [f"{key}: {text}" for key, text in value.items()]
        if isinstance(value, list | tuple):
            value = "; ".join(str(each) for each in value)
        rows.append([name, "yes" if value is True else str(value)])
    return _table([], rows)


def _verdicts(verdicts: Verdicts) -> str:
    claims = verdicts.map.claims.values()
    rows = [[claim.text, ", ".join(verdicts.words_of(claim.id))] for claim in claims]
    return _table(["claim", "verdict"], rows)


def _positions(positions: Positions) -> str:
    """Return a column for each position, and a row for each claim that is not the same in all."""
    number = count(positions.number, "position")
    listed = len(positions.found)
    if positions.is_cut or listed < positions.number:
        number = f"the first {listed} of {'more than ' * positions.is_cut}{number}"
    rows: list[list[str]] = []
    for claim in positions.contested:
        text = positions.decided.map.claims[claim].text
        rows.append([text, *(position[claim].value for position in positions.found)])
    if not rows:
        return "<p>no claim is contested</p>"
    head = ["contested claim", *(str(number) for number in range(1, listed + 1))]
    return f"<p>{number}</p>\n{_table(head, rows)}"


def _explanation_item(explanation: Explanation) -> str:
    item = f"<li>{escape(explanation.text)}"
    if explanation.because:
        inner = "\n".join(_explanation_item(each) for each in explanation.because)
        item += f"\n{_LIST}\n{inner}\n</ul>"
    return f"{item}</li>"


def _comparison(comparison: Comparison) -> str:
    """Return how much of the key is in the map, and what differs."""
    from argmap.comparison.text_report import format_differences

    counts = comparison.counts
    of_claims = (counts.claims_found, counts.claims_open, counts.claims)
    of_inferences = (counts.inferences_found, counts.inferences_open, counts.inferences)
    rows = [["claims", *map(str, of_claims)], ["inferences", *map(str, of_inferences)]]
    table = _table(["part", "found", "to decide", "in the key"], rows)
    differences = format_differences(comparison, ()) or "no differences"
    return f"{table}\n{_preformatted(differences)}"


def _question(question: Question) -> str:
    """Return a question with its choices; the answer shows when it is unfolded."""
    lines = [f"<p>{_with_line_breaks(question.text)}</p>"]
    lines.append(f'<ol style="list-style: lower-alpha; {_INDENT}">')
    lines += [f"<li>{_with_line_breaks(choice.text)}</li>" for choice in question.choices]
    right = next((choice.text for choice in question.choices if choice.is_right), "")
    answer = f"{_with_line_breaks(right)}<br>{_with_line_breaks(question.why)}"
    lines += ["</ol>", f"<details><summary>Answer</summary>{answer}</details>"]
    return "\n".join(lines)


def _result(result: Result) -> str:
    """Return how large a converted map is, and what the format has no place for."""
    parts = [f"<p>{count(len(result.data), 'byte')}</p>"]
    parts += [f"<p>{escape(note)}</p>" for note in result.notes]
    if result.losses:
        parts.append(_table(["lost"], [[loss.message] for loss in result.losses]))
    return "\n".join(parts)


_Writer: TypeAlias = Callable[[Any], str]

_WRITERS: dict[str, _Writer] = {
    "ArgumentMap": _map,
    "CheckResult": lambda result: _findings(result.in_words()),
    "Claim": _part,
    "Comparison": _comparison,
    "CruxSearch": lambda search: _preformatted(str(search)),
    "Diagnostic": lambda finding: _findings([finding]),
    "Explanation": lambda explanation: f"{_LIST}\n{_explanation_item(explanation)}\n</ul>",
    "Inference": _part,
    "Map": _map_being_built,
    "NeedSearch": lambda search: _preformatted(str(search)),
    "Positions": _positions,
    "Question": _question,
    "Reading": _reading,
    "Result": _result,
    "Side": _part,
    "Source": _part,
    "Verdicts": _verdicts,
}
"""The names of classes, so that none is imported for an object of another."""


def _preformatted(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


def _with_line_breaks(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(head, "th")] if head else []
    lines += [_row(row, "td") for row in rows]
    return "\n".join(["<table>", *lines, "</table>"])


def _row(cells: Iterable[str], tag: str) -> str:
    # Jupyter would set texts at the right edge.
    style = "text-align: left; vertical-align: top; padding: 0.2em 0.6em"
    written = [f'<{tag} style="{style}">{escape(cell)}</{tag}>' for cell in cells]
    return f"<tr>{''.join(written)}</tr>"
