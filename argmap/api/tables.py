"""Maps as tables of rows, as spreadsheets and data frames have them.

    argmap.from_records([
        {"id": "nine", "text": "School should start at nine."},
        {"text": "Teenagers would sleep more.", "supports": "nine"},
        {"text": "Parents work at eight.", "rebuts": "nine"},
    ])

A row is a claim, an inference, a source or a side. Its columns are the fields of that part in the
JSON format, and what a person would rather write. What is wrong is reported with the row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from argmap.api.exchange import KINDS, misspelled, with_place_in_words
from argmap.api.maps import for_programs, with_hints
from argmap.formats.shared.ids import Ids as IdMaker
from argmap.model import (
    ID,
    ArgumentMap,
    Citation,
    Claim,
    Expectation,
    Inference,
    Inferences,
    InvalidMap,
    Kind,
    Side,
    Source,
    Span,
)
from argmap.model.diagnostics import Diagnostic, error, in_order
from argmap.model.fields import Field, Shape, choice_named, column_of, fields_of, names_of
from argmap.model.parts import Places
from argmap.util.errors import ArgmapError, missing_package
from argmap.util.json_text import to_json
from argmap.util.spelling import did_you_mean, no_such
from argmap.util.text import lines_named, with_article

if TYPE_CHECKING:
    import pandas

Record: TypeAlias = Mapping[str, object]
"""A row: the names of its columns, each with a cell."""

_PARTS: dict[str, type] = {
    "side": Side, "source": Source, "claim": Claim, "inference": Inference,
}  # fmt: skip
"""What a row can be."""
_VERBS = {kind.verb: kind for kind in Kind}
"""The columns that name what a claim or premises bear on: `supports`, `rebuts`, `undercuts`."""
_OTHER_COLUMNS = {"claim": ("expect", *_VERBS), "inference": tuple(_VERBS)}
"""Columns besides `type`, `id` and the fields of the part."""
_OF_TARGETS = ("kind", "premises", "target")
_FLAGS = {
    **dict.fromkeys(("true", "yes", "x", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}


# --- a map as rows ---


@with_hints
def to_records(map: ArgumentMap) -> list[dict[str, str]]:
    """Return a map as the rows of a table: its sides, sources, claims and inferences.

    Every cell is a string, and all rows have the same columns. You can write the rows to a CSV
    file, and read that file with `from_records`. The column `type` contains what a row is, and
    `claim_type` the type of a claim. A list is one cell, in which `;` separates the
    items, or in which they are in JSON. The table doesn't contain the map's own fields, such as
    its title.
    """
    rows: list[dict[str, str]] = []
    parts = (map.sides, map.sources, map.claims, map.inferences)
    for type, parts_by_id in zip(_PARTS, parts, strict=True):
        for id, part in parts_by_id.items():
            row = {"type": type, "id": id}
            for name in names_of(_PARTS[type]):
                row[column_of(name)] = _cell(getattr(part, name))
            if type == "claim" and id in map.expect:
                row["expect"] = map.expect[id].value
            rows.append(row)
    used = dict.fromkeys(name for row in rows for name, cell in row.items() if cell)
    return [{name: row.get(name, "") for name in used} for row in rows]


@with_hints
def to_frame(map: ArgumentMap) -> pandas.DataFrame:
    """Return a map as a data frame of pandas, with the rows of `to_records`.

    Raises:
        ArgmapError: pandas is not installed. `to_records` doesn't need it.
    """
    try:
        from pandas import DataFrame
    except ImportError:
        missing = missing_package("data frames", "pandas")
        raise ArgmapError(f"{missing}, or use `argmap.to_records`") from None
    return DataFrame(to_records(map))


def _cell(value: object) -> str:
    """Return what a field holds as a cell."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, Mapping):
        cell = "; ".join(f"{key}: {item}" for key, item in value.items())
        with suppress(ValueError):
            if _mapping(cell) == value:
                return cell
        return to_json(value, None).strip()
    if isinstance(value, str) or not isinstance(value, Iterable):
        return str(value)
    items = [str(item) for item in value]
    cell = "; ".join(items)
    return cell if _items(cell) == items else to_json(items, None).strip()


# --- rows as a map ---


@with_hints
def from_records(
    records: Iterable[Record] | pandas.DataFrame,
    *,
    title: str = "",
    language: str = "",
    note: str = "",
    strict: bool = False,
) -> ArgumentMap:
    """Return the map in the rows of a table, such as a CSV file or a data frame of pandas.

    A row with a `text` is a claim. Its other columns can be any fields of a claim, such as `side`
    and `evidence`, and `expect`. The columns `supports` and `rebuts` contain the ids or the texts
    of other claims, and `undercuts` contains the ids of inferences. In a cell, `;` separates the
    items of a list.

    For linked premises, add a row with `premises`, and with `supports`, `rebuts` or `undercuts`.
    Rows that aren't claims or inferences need a column `type`, which contains `source` or `side`.
    Without such rows, the column `side` contains the names of the sides.

    Args:
        records: the rows: mappings such as `csv.DictReader` yields, or a data frame.
        title: the title of the debate.
        language: the language of the claims, as a BCP 47 tag such as `de`.
        note: a note on the whole debate.
        strict: whether only backed claims stand.

    Raises:
        InvalidMap: a row is wrong. Each diagnostic names its rows, counted from 1.
    """
    to_dict: Any = getattr(records, "to_dict", None)
    rows: Any = to_dict("records") if to_dict else records
    reader = _TableReader()
    for number, record in enumerate(rows, 1):
        reader.add(record, Span("<records>", number, 1, number, 1))
    parts: Any = reader.parts()
    map: ArgumentMap | None = None
    try:
        map = ArgumentMap.build(title=title, language=language, note=note, strict=strict, **parts)
    except InvalidMap as invalid:
        reader.problems += invalid.diagnostics
    if map is None or reader.problems:
        raise InvalidMap(list(_with_rows_in_words(reader.problems)))
    return map


_INSTEAD = {
    "unknown-side": "add a row with the `type` `side` and this `id`",
    "unknown-source": "add a row with the `type` `source` and this `id`",
}
"""Codes of problems whose help is about files, each with that for tables."""


def _with_rows_in_words(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the problems, each with its rows in the message.

    What is wrong with a column is wrong in every row, and is reported once.
    """
    same: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for problem in in_order(problems):
        problem = for_programs(problem, _INSTEAD)  # noqa: PLW2901
        same.setdefault((problem.code, problem.message, problem.help), []).append(problem)
    for alike in same.values():
        rows = [problem.span.line for problem in alike if problem.span]
        if rows:
            words = lines_named(rows, "row")
            place = Span(words, rows[0], 1, rows[0], 1)
            yield with_place_in_words(replace(alike[0], span=place))
        else:
            yield alike[0]


class _Row(NamedTuple):
    """A row that is a part of a map.

    Attributes:
        type: what it is, one of `_PARTS`.
        own_id: the id that somebody chose, or "".
        cells: the other columns that are not empty, each with its cell.
        place: its number, as the line of a place.
    """

    type: str
    own_id: str
    cells: dict[str, object]
    place: Span

    def words(self, column: str) -> str:
        return _words(self.cells.get(column, ""))

    def places(self) -> Places:
        return {"": self.place, "id": self.place} if self.own_id else {"": self.place}


class _TableReader:
    """Makes the parts of a map of rows, once it has all of them: rows refer to later ones.

    Attributes:
        problems: what is wrong with the rows. What is wrong is left out of the parts.
    """

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self._rows: dict[str, list[_Row]] = {type: [] for type in _PARTS}
        self._claims_by_text: dict[str, str] = {}
        self._sides_by_name: dict[str, str] = {}

    def add(self, record: object, place: Span) -> None:
        """Add a row, and report columns that it cannot have."""
        if not isinstance(record, Mapping):
            self._wrong(place, f"a row must map columns to cells, unlike {record!r:.60}")
            return
        # Excel starts a file with a byte-order mark.
        columns = [str(name).removeprefix("\ufeff").strip() for name in record]
        named = zip(columns, record.values(), strict=True)
        cells = {column: cell for column, cell in named if not _is_empty(cell)}
        if None in record:  # as `csv.DictReader` has it
            self._wrong(place, "this row has more cells than the table has columns")
            return
        if not cells:
            return
        unsaid = "claim" if "text" in cells else "inference" if "premises" in cells else ""
        type = _words(cells.pop("type", "")) or unsaid
        if type not in _PARTS:
            message = no_such("type", type, _PARTS)
            help = ""
            if not type:
                message = "a row needs a `text` (for a claim) or `premises` (for an inference)"
                its_columns = ", ".join(f"`{column}`" for column in columns)
                help = misspelled(columns, ("text", "premises")) or f"its columns are {its_columns}"
            self._wrong(place, message, help)
            return
        own_id = _words(cells.pop("id", ""))
        fields = map(column_of, names_of(_PARTS[type]))
        known = ("type", "id", *fields, *_OTHER_COLUMNS.get(type, ()))
        for column in [column for column in cells if column not in known]:
            message = f"{with_article(type)} has no column `{column}`"
            self._wrong(place, message, _instead_of(column, known))
            del cells[column]
        self._rows[type].append(_Row(type, own_id, cells, place))

    def parts(self) -> dict[str, object]:
        """Return the parts of the map, as `ArgumentMap.build` takes them."""
        sides = list(self._sides())
        claims = self._with_ids("claim", "text")
        for row, id in claims:
            self._claims_by_text.setdefault(row.words("text"), id)
        inferences = Inferences()
        for row, id in claims:
            for kind, target in self._targets(row):
                inferences.add(kind, [id], target, places={"": row.place})
        for row in self._rows["inference"]:
            self._add_inference(row, inferences)
        return {
            "sides": sides,
            "sources": [self._part(row, id) for row, id in self._with_ids("source", "title")],
            "claims": [self._part(row, id) for row, id in claims],
            "inferences": inferences.all,
            "expect": dict(self._expectations(claims)),
        }

    # --- parts ---

    def _with_ids(self, type: str, column: str) -> list[tuple[_Row, str]]:
        """Return the rows of a type, each with the id in it, or one made from a column."""
        rows = self._rows[type]
        maker = IdMaker(row.own_id for row in rows if row.own_id)
        return [(row, row.own_id or maker.give(row.words(column))) for row in rows]

    def _sides(self) -> Iterator[Side]:
        """Yield the sides that are rows. If there are none, claims name their sides."""
        for row, id in self._with_ids("side", "label"):
            side: Side = self._part(row, id)
            self._sides_by_name[side.name] = id
            yield side
        if self._sides_by_name:
            return
        maker = IdMaker()
        for row in self._rows["claim"]:
            name = row.words("side")
            if name and name not in self._sides_by_name:
                self._sides_by_name[name] = maker.give(name)
                yield Side(self._sides_by_name[name], label=name)

    def _part(self, row: _Row, id: str) -> Any:
        """Return the side, source or claim in a row."""
        values = self._values(row)
        if row.type == "claim":
            values.setdefault("text", "")  # which is reported, as in a file
            side = row.words("side")
            values["side"] = self._sides_by_name.get(side, side)
        return _PARTS[row.type](id, **values, places=row.places())

    def _values(self, row: _Row) -> dict[str, Any]:
        """Return what the fields of a part hold; a wrong cell is reported and left out."""
        values: dict[str, Any] = {}
        for field in fields_of(_PARTS[row.type]):
            column = column_of(field.name)
            if column in row.cells:
                try:
                    values[field.name] = _value(field, row.cells[column])
                except ValueError as problem:
                    self._wrong(row.place, f"`{column}`: {problem}")
        return values

    def _expectations(
        self, claims: Iterable[tuple[_Row, str]]
    ) -> Iterator[tuple[str, Expectation]]:
        for row, id in claims:
            verdict = row.words("expect")
            if verdict in list(Expectation):
                yield id, Expectation(verdict)
            elif verdict:
                self._wrong(row.place, f"`expect`: {no_such('verdict', verdict, Expectation)}")

    # --- inferences ---

    def _add_inference(self, row: _Row, inferences: Inferences) -> None:
        values = self._values(row)
        reported = len(self.problems)
        premises = self._claims_in(row.cells.get("premises", ""), row)
        warrant = self._claim_named(values.pop("warrant", "").strip(), row)
        questions = values.pop("questions", {})
        taken_up = {name: self._claim_named(claim, row) for name, claim in questions.items()}
        targets = self._targets(row)
        if values.get("target"):
            kind = values.get("kind", Kind.SUPPORT)
            target = row.words("target")
            is_claim = kind is not Kind.UNDERCUTTER
            targets.append((kind, self._claim_named(target, row) if is_claim else target))
        if not targets and len(self.problems) == reported:
            columns = ", ".join(f"`{verb}`" for verb in _VERBS)
            self._wrong(row.place, f"an inference needs a target, in one of {columns}")
        if len(self.problems) > reported:
            return
        values = {name: values[name] for name in values if name not in _OF_TARGETS}
        values |= {"warrant": warrant, "questions": taken_up}
        for kind, target in targets:
            inferences.add(kind, premises, target, own_id=row.own_id, places=row.places(), **values)

    def _targets(self, row: _Row) -> list[tuple[Kind, str]]:
        """Return what a claim or premises bear on, by the columns `supports` and so on."""
        targets: list[tuple[Kind, str]] = []
        for verb, kind in _VERBS.items():
            if verb not in row.cells:
                continue
            cell = row.cells[verb]
            ids = _items(cell) if kind is Kind.UNDERCUTTER else self._claims_in(cell, row)
            targets += [(kind, id) for id in ids]
        return targets

    def _claims_in(self, cell: object, row: _Row) -> list[str]:
        """Return the ids of the claims that a cell names. A text can have a semicolon in it."""
        words = _words(cell) if isinstance(cell, str) else ""
        names = [words] if words in self._claims_by_text else _items(cell)
        ids = [self._claim_named(name, row) for name in names]
        return [id for id in ids if id]

    def _claim_named(self, words: str, row: _Row) -> str:
        """Return the id of a claim that is named by its text, or else the words, as an id.

        Words that can't be an id are the text of no claim, which is reported; then return "".
        """
        if words and words not in self._claims_by_text and not ID.fullmatch(words):
            help = did_you_mean(words, self._claims_by_text)
            unknown = error("unknown-claim", f"unknown claim `{words}`", row.place, help)
            self.problems.append(unknown)
            return ""
        return self._claims_by_text.get(words, words)

    # --- problems ---

    def _wrong(self, place: Span, message: str, help: str = "") -> None:
        self.problems.append(error("wrong-record", message, place, help))


# --- cells ---


def _instead_of(column: str, known: Collection[str]) -> str:
    """Return a help line about a column that is not known."""
    if not column or column.startswith("Unnamed: "):
        # As pandas writes an index without a name, and reads a column without one.
        return "this may be the index of a data frame: write the file with `to_csv(…, index=False)`"
    return did_you_mean(column, known) or f"known columns: {', '.join(known)}"


def _is_empty(cell: object) -> bool:
    """Return whether a cell is empty, as spreadsheets and data frames have it."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(cell, float):
        return cell != cell  # NaN  # noqa: PLR0124
    return isinstance(cell, str | list | tuple | dict) and not cell


def _words(cell: object) -> str:
    """Return a cell as text. A column of numbers that has empty cells has only fractions."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _items(cell: object) -> list[str]:
    """Return the items of a list in a cell; those that are no plain words are in JSON."""
    if isinstance(cell, str) and cell.startswith('["'):
        with suppress(ValueError):
            cell = json.loads(cell)
    if isinstance(cell, list | tuple | set | frozenset):
        return [item if isinstance(item, str) else _words(item) for item in cell]
    items = [item.strip() for item in _words(cell).split(";")]
    return [item for item in items if item]


def _value(field: Field, cell: object) -> object:
    """Return what a field holds, from a cell.

    Raises:
        ValueError: the cell does not fit the field.
    """
    match field.shape:
        case Shape.TEXT | Shape.NAME:
            return choice_named(cell if isinstance(cell, str) else _words(cell), field.choices)
        case Shape.KIND:
            if _words(cell) not in KINDS:
                raise ValueError(no_such("kind", _words(cell), KINDS))
            return KINDS[_words(cell)]
        case Shape.FLAG:
            if _words(cell).lower() not in _FLAGS:
                raise ValueError(f"`{cell}` must be true or false")
            return _FLAGS[_words(cell).lower()]
        case Shape.CITATIONS:
            return tuple(Citation.of(item) for item in _items(cell))
        case Shape.REASONS | Shape.QUESTIONS:
            return _mapping(cell)
    return tuple(_items(cell))


def _mapping(cell: object) -> dict[str, str]:
    """Return the names in a cell, each with its text.

    Raises:
        ValueError: an item is no name with a text.
    """
    if isinstance(cell, str) and cell.startswith('{"'):
        with suppress(ValueError):
            cell = json.loads(cell)
    if isinstance(cell, Mapping):
        return {str(key): str(value) for key, value in cell.items()}
    mapping: dict[str, str] = {}
    for item in _items(cell):
        key, colon, value = item.partition(":")
        if not colon:
            raise ValueError(f"`{item}` must be a name and a text, with a colon between them")
        mapping[key.strip()] = value.strip()
    return mapping
