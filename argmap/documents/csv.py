"""A map as a table for spreadsheets (CSV, RFC 4180): a row per claim, inference and source.

    row,id,text,kind,premises,target,…
    claim,nine,School should start at nine.,,,,…
    step,nine.1,,support,sleep; buses,nine,…

The verdict has a column where verdicts were asked for, and so has each other field of the three, by
its name in the file; fields of the same name share a column. A list is one cell, its items parted
by `; `. The side of a claim is given in words, and also where the claim takes it from another.

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


def format_csv(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a table.

    Raises:
        ArgmapError: an essay is asked for.
    """
    if options.outline.essay:
        raise ArgmapError(
            "a table cannot contain an essay; use text, markdown or a document format"
        )
    verdict_words: Mapping[str, Iterable[str]] = {}
    if options.verdicts is not None:
        verdict_words = options.verdicts.words_by_id()
    columns = list(_FIRST)
    rows = []
    for kind, parts, part_type in (
        ("claim", map.claims, Claim),
        ("step", map.inferences, Inference),
        ("source", map.sources, Source),
    ):
        names = names_of(part_type)
        columns += names
        for id, part in parts.items():
            row = {"row": kind, "id": id}
            for name in names:
                row[name] = show_text(_cell(getattr(part, name)))
            if kind != "source":
                # A verdict with its basis or cause is one cell: "stands; backed".
                row["verdict"] = show_text(_cell(verdict_words.get(id, ())))
            # The side is that of another claim where the claim names none.
            side = map.sides_of_claims.get(id) if kind == "claim" else None
            if side:
                row["side"] = show_text(map.sides[side].name)
            rows.append(row)
    if not verdict_words:
        columns.remove("verdict")
    table = csv_table(dict.fromkeys(columns), rows)
    return Result(table, losses("a table in csv", count_dropped(map, IN_TABLE)))


def _cell(value: object) -> str:
    """Return what a field holds as the text of one cell."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        value = [f"{key}: {text}" for key, text in value.items()]
    if isinstance(value, Iterable):
        return "; ".join(str(each) for each in value)
    return str(value)
