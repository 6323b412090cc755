"""Which columns of a grading worksheet hold what: by given names, by known headings, or by what
their cells hold.

The headings of the columns of Moodle's grading worksheets, in the languages of its sites.

From Moodle's language packs: `recordid`, `maxgrade` and `submissionteam` of `assign`, `gradenoun`
and `grade` of the core, `pluginname` of `assignfeedback_comments`. Letter case does not count.

A grading worksheet as a table, CSV of any dialect, so that what is not filled in can be written
as it was.

`csv` of the standard library reads cells, and forgets how each of them was written.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such


class ColumnRole(StrEnum):
    """What a column is for, as `--moodle-columns` names it."""

    IDENTIFIER = "identifier"
    GRADE = "grade"
    MAXIMUM = "max"
    FEEDBACK = "feedback"


# In turn: English, Arabic, Basque, Catalan, Chinese, Dutch, French, Galician, German, Greek,
# Hebrew, Italian, Japanese, Korean, Lithuanian, Portuguese, Romanian, Russian, Spanish, Swedish,
# Turkish, Ukrainian, each once.
KNOWN_HEADINGS = {
    ColumnRole.IDENTIFIER: (
        "Identifier", "المُعرَّف", "Identifikatzailea", "Identificador", "标识符", "Identificatie",
        "Identifiant", "ID", "Αναγνωριστικό", "מזהה", "Identificativo", "식별자",
        "Identifikatorius", "Identificator", "Идентификатор", "Identifierare", "Tanımlayıcı",
        "Ідентифікатор",
    ),
    ColumnRole.GRADE: (
        "Grade", "الدرجة", "Kalifikazioa", "Qualificació", "成绩", "Cijfer", "Note",
        "Cualificación", "Bewertung", "Βαθμός", "ציון", "Valutazione", "評点", "評定", "성적",
        "Įvertinimas", "Nota",
        "Avaliação", "Notă", "Оценка", "Calificación", "Betyg", "Not", "Оцінка",
    ),
    ColumnRole.MAXIMUM: (
        "Maximum grade", "أعلى تقدير", "Gehieneko kalifikazioa", "Qualificació màxima", "最高分",
        "Maximaal cijfer", "Note maximale", "Cualificación máxima", "Bestwertung",
        "Μέγιστος Βαθμός", "ציון מירבי", "Valutazione massima", "最大評点", "최대 성적",
        "Didžiausias įvertinimas", "Nota máxima", "Notă maximă", "Максимальная оценка",
        "Calificación máxima", "Maxbetyg", "Enyüksek not", "Максимальна оцінка",
    ),
    ColumnRole.FEEDBACK: (
        "Feedback comments", "تعليقات الإفادة", "Feedback-iruzkinak", "Comentaris de retroacció.",
        "反馈意见", "Feedback tekstvak", "Feedback par commentaires", "Comentarios",
        "Feedback als Kommentar", "Σχόλια ανατροφοδότησης", "Commenti",
        "フィードバックコメント", "피드백 코멘트",
        "Grįžtamojo ryšio komentarai", "Comentários de feedback", "Comentarii de feedback",
        "Отзыв в виде комментария", "Comentarios de retroalimentación", "Återkopplingskommentarer",
        "Geri bildirim yorumları", "Відгук - коментарем",
    ),
}  # fmt: skip

TEAM_HEADINGS = (
    "Group", "المجموعة", "Taldea", "Grup", "小组", "Groep", "Groupe", "Grupo", "Gruppe", "Ομάδα",
    "Gruppo", "グループ", "그룹", "Grupė", "Группы", "Grupp", "Група",
)  # fmt: skip
"""Of the column that a worksheet has where students hand in as groups."""


_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class SheetEncoding(NamedTuple):
    """How the text of a sheet is written as bytes."""

    codec: str
    mark: bytes = b""
    is_known: bool = True
    """If not, it is some encoding of a system, of which ASCII alone is certain: what is filled in
    is ASCII.
    """

    def encode(self, text: str) -> bytes:
        """Return the text as the bytes of a file."""
        return self.mark + text.encode(self.codec)


def decode_sheet(data: bytes, name: str) -> tuple[str, SheetEncoding]:
    """Return the text of a sheet, and how to write it again.

    Raises:
        ArgmapError: it is no text.
    """
    encoding = SheetEncoding("utf-8")
    for mark, codec in _MARKS.items():
        if data.startswith(mark):
            encoding = SheetEncoding(codec, mark)
    rest = data.removeprefix(encoding.mark)
    try:
        text = rest.decode(encoding.codec)
    except UnicodeDecodeError:
        if encoding.mark:
            raise ArgmapError(
                f"{name} is not {encoding.codec.upper()}, though it begins so"
            ) from None
        # ISO 8859-1 has a character for every byte, so that each is written again as it was.
        encoding = SheetEncoding("iso-8859-1", is_known=False)
        text = rest.decode(encoding.codec)
    if "\0" in text:
        raise ArgmapError(f"{name} is no text; save the worksheet as CSV")
    return text, encoding


class TableLine(NamedTuple):
    """A line of the table as it is written: its number, its cells with their quotation marks, and
    how it ends.
    """

    number: int
    cells: list[str]
    ending: str

    def value(self, column: int) -> str:
        """Return what a cell holds."""
        cell = self.cells[column]
        return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


_BREAK = re.compile(r"\r\n|[\r\n]")


def lines_of(text: str, delimiter: str, name: str) -> Iterator[TableLine]:
    """Yield the lines of a table.

    Raises:
        ArgmapError: a quotation mark is not closed, or text follows the one that closes a cell.
    """
    # A carriage return alone ends no line where lines end otherwise: it may stand in a name.
    end = r"\r\n|\n" if "\n" in text else r"\r"
    in_quotes = r'"[^"]*+(?:""[^"]*+)*+"'
    bare = rf'(?!")(?:(?!{end})[^{delimiter}])*+'
    cell = re.compile(rf"({in_quotes}|{bare})({delimiter}|{end}|\Z)")
    cells: list[str] = []
    position, start, number = 0, 1, 1
    while position < len(text) or cells:
        match = cell.match(text, position)
        if match is None:
            raise ArgmapError(
                f"{name}, line {number}: a cell in quotation marks does not end as it should"
            )
        cells.append(match[1])
        position = match.end()
        number += len(_BREAK.findall(match[0]))
        if match[2] != delimiter:
            yield TableLine(start, cells, match[2])
            cells, start = [], number


def delimiter_of(text: str, name: str) -> str:
    """Return what parts the cells of the first line: that of which there are most."""
    widths: dict[str, int] = {}
    for delimiter in (",", ";", "\t"):
        try:
            widths[delimiter] = len(next(lines_of(text, delimiter, name)).cells)
        except ArgmapError:
            continue  # a quotation mark stands beside one of the others
        except StopIteration:
            break
    if not widths:
        raise ArgmapError(f"{name} is no worksheet: its first line has no columns")
    return max(widths, key=widths.__getitem__)


# Begins at the first digit alone and gives none back, so that a student's text of many digits takes
# no long time.
ENDS_IN_NUMBER = re.compile(r"(?<![0-9])([0-9]++)\Z")
NUMBER = re.compile(r"[0-9]{1,9}(?:([.,])[0-9]{1,9})?")


def number_in(text: str) -> Decimal:
    """Return the number that a cell holds; 0 if it holds none."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else Decimal(0)


class ColumnFinder:
    """Finds the columns of a worksheet: those that are named, then by known headings, then by what
    the cells hold.
    """

    def __init__(self, heading: TableLine, lines: Sequence[TableLine], name: str) -> None:
        self._name = name
        self._headings = [_plain(heading.value(column)) for column in range(len(heading.cells))]
        self._values = [
            [line.value(column).strip() for line in lines] for column in range(len(heading.cells))
        ]

    def columns(
        self, roles: Iterable[ColumnRole], named: Mapping[ColumnRole, str]
    ) -> dict[ColumnRole, int]:
        """Return the column of each role.

        Raises:
            ArgmapError: one is missing, or could be several, or the worksheet is of an assignment
                of groups.
        """
        if set(self._headings) & set(map(_plain, TEAM_HEADINGS)):
            reason = "the files of groups are called by the numbers of groups, not of participants"
            raise ArgmapError(f"{self._name} is of an assignment for groups: {reason}")
        columns: dict[ColumnRole, int] = {}
        for role in roles:
            if role in named:
                columns[role] = self._find_column(named[role])
                continue
            known = set(map(_plain, KNOWN_HEADINGS[role]))
            found = [column for column, heading in enumerate(self._headings) if heading in known]
            if len(found) == 1:
                columns[role] = found[0]
        if any(self._values):
            self._recognize_by_values(columns, list(roles))
        missing = [role for role in roles if role not in columns]
        if missing:
            options = ",".join(f"{role}=HEADING" for role in missing)
            raise ArgmapError(
                f"{self._name}: columns not found; name them: --moodle-columns {options}"
            )
        return columns

    def _find_column(self, heading: str) -> int:
        # The headings that there are stay untold: where the first line is missing, they are a
        # student.
        found = [column for column, other in enumerate(self._headings) if other == _plain(heading)]
        if len(found) != 1:
            number = "no column" if not found else f"{len(found)} columns"
            raise ArgmapError(f"{self._name} has {number} with the heading `{heading}`")
        return found[0]

    def _recognize_by_values(
        self, columns: dict[ColumnRole, int], roles: Sequence[ColumnRole]
    ) -> None:
        """Add the columns that no heading told, as the order in which Moodle
        writes columns allows.
        """
        if ColumnRole.IDENTIFIER not in columns:
            identifiers = filter(self._are_identifiers, range(len(self._values)))
            first = next(identifiers, None)
            if first is not None:
                columns[ColumnRole.IDENTIFIER] = first
        last = len(self._values) - 1
        if ColumnRole.FEEDBACK not in columns and last > 0 and self._may_be_feedback(last):
            columns[ColumnRole.FEEDBACK] = last
        if ColumnRole.GRADE not in roles:
            return
        # A grade stands beside its maximum.
        pairs = [
            (column, column + 1)
            for column in range(last)
            if self._are_grades(column, column + 1)
            and columns.get(ColumnRole.GRADE, column) == column
            and columns.get(ColumnRole.MAXIMUM, column + 1) == column + 1
        ]
        if len(pairs) == 1:
            columns[ColumnRole.GRADE], columns[ColumnRole.MAXIMUM] = pairs[0]

    def _are_identifiers(self, column: int) -> bool:
        """Return whether all values are one word and a number each, with no two alike."""
        values = self._values[column]
        words = {ENDS_IN_NUMBER.sub("", value) for value in values}
        return (
            len(words) == 1
            and "" not in words
            and len(set(values)) == len(values)
            and words.isdisjoint(values)
        )

    def _may_be_feedback(self, column: int) -> bool:
        """Return whether values are missing or HTML, behind the time of the grade, which is never
        missing.
        """
        return all(self._values[column - 1]) and all(
            not value or value.startswith("<") for value in self._values[column]
        )

    def _are_grades(self, column: int, beside: int) -> bool:
        """Return whether the values beside are one and the same number, which none of these
        exceeds.
        """
        if len(set(self._values[beside])) != 1:
            return False
        maximum = number_in(self._values[beside][0])
        grades = [value for value in self._values[column] if value]
        return maximum > 0 and all(
            NUMBER.fullmatch(grade) and number_in(grade) <= maximum for grade in grades
        )


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def parse_columns(words: str) -> dict[ColumnRole, str]:
    """Return the headings in `identifier=Nummer,feedback=Kommentar`.

    Raises:
        ArgmapError: a column is not one of those that count, or named twice, or has no heading.
    """
    named: dict[ColumnRole, str] = {}
    for item in words.split(","):
        role, _, heading = (word.strip() for word in item.partition("="))
        if role not in list(ColumnRole):
            raise ArgmapError(no_such("column", role, ColumnRole))
        if not heading:
            raise ArgmapError(f"the column `{role}` is to have a heading: {role}=HEADING")
        if ColumnRole(role) in named:
            raise ArgmapError(f"the column `{role}` is named twice")
        named[ColumnRole(role)] = heading
    return named
