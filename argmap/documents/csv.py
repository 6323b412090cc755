"""A map as a table for spreadsheets (CSV, RFC 4180): a row a claim, a row a step, a row a source.

The columns are `row`, which says what a row is, `id`, `kind`, `premises` and `target` of steps, the
verdict where verdicts were asked for, and a column for each other field of claims, steps and
sources, by its name in the file; fields of the same name share a column. A list is one cell, its
items parted by `; `. The side of a claim is told in words, and also where the claim takes it from
another.

The file begins with a byte order mark: without it, Excel takes UTF-8 for the encoding of the
system; LibreOffice reads both. See `argmap.util.text` for how cells are made safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.documents.kept_fields import IN_TABLE
from argmap.documents.manuscript import show_text
from argmap.model import ArgumentMap, Claim, Inference, Source
from argmap.model.fields import names_of
from argmap.model.losses import count_dropped, losses
from argmap.model.writing import Result, WritingOptions
from argmap.util.errors import ArgmapError
from argmap.util.text import csv_table

_FIRST = ("row", "id", "text", "verdict", "kind", "premises", "target")

Row = dict[str, str]


def format_csv(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a table.

    Raises:
        ArgmapError: an essay is asked for.
    """
    if options.outline.essay:
        raise ArgmapError("a table holds no essay; ask for text, markdown or a document")
    said: Mapping[str, Iterable[str]] = {}
    if options.verdicts is not None:
        said = options.verdicts.words_by_id()
    rows = [_row_of_claim(map, claim) for claim in map.claims.values()]
    rows += [
        _row("step", inference.id, inference, names_of(Inference))
        for inference in map.inferences.values()
    ]
    for row in rows:
        row["verdict"] = _cell(said.get(row["id"], ()))
    rows += [_row("source", source.id, source, names_of(Source)) for source in map.sources.values()]

    columns = dict.fromkeys([*_FIRST, *names_of(Claim), *names_of(Inference), *names_of(Source)])
    if not said:
        del columns["verdict"]
    table = csv_table(
        columns, ({column: show_text(cell) for column, cell in row.items()} for row in rows)
    )
    return Result(table, losses("a table in csv", count_dropped(map, IN_TABLE)))


def _row_of_claim(map: ArgumentMap, claim: Claim) -> Row:
    row = _row("claim", claim.id, claim, names_of(Claim))
    side = map.sides_of_claims[claim.id]
    row["side"] = map.sides[side].name if side else ""
    return row


def _row(kind: str, id: str, part: Claim | Inference | Source, names: Iterable[str]) -> Row:
    row = {"row": kind, "id": id}
    for name in names:
        row[name] = _cell(getattr(part, name))
    return row


def _cell(value: object) -> str:
    """Return what a field holds as the text of one cell."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {said}" for key, said in value.items())
    if isinstance(value, Iterable):
        return "; ".join(map(str, value))
    return str(value)
