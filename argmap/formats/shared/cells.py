"""Tables for spreadsheets (CSV, RFC 4180), in which nothing is run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the encoding of the system; LibreOffice reads both."""

_FORMULA = re.compile(r"(?:^|;)\s*(?=[=+\-@＝＋－＠])")
"""Where a formula would begin: in front, and behind a semicolon, which parts cells where a comma is
for decimals.
"""


def harmless(cell: str) -> str:
    """Return the text of a cell; where a spreadsheet would run it as a formula, an apostrophe
    stands before that.
    """
    return _FORMULA.sub(lambda before: before[0] + "'", cell)


def csv_table(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as a table with these columns; what a row has besides is left out."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(
        written, list(columns), restval="", extrasaction="ignore", lineterminator="\r\n"
    )
    writer.writeheader()
    for row in rows:
        writer.writerow({column: harmless(cell) for column, cell in row.items()})
    return BYTE_ORDER_MARK + written.getvalue()
