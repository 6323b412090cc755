"""What `--fix`, `--unsafe-fixes` and `--diff` of `argmap check` do."""

from __future__ import annotations

from collections.abc import Sequence

from argmap import fixer
from argmap.cli.checked import checked
from argmap.cli.console import Console
from argmap.cli.edit import diff_of, must_be_a_file
from argmap.files import write_text
from argmap.formats.shared.reading import Reading
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic
from argmap.model.text import count, one_line


def mend(console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool) -> list[Reading]:
    """Write files with their fixes, and return them as they are then; all fixes are found before one is written."""
    fixings = _fixings(console, readings, asked, unsafe=unsafe)
    for fixing in fixings:
        if fixing.fixes:
            name = fixing.reading.name
            write_text(name, fixing.reading.text)
            console.say(f"{one_line(name)}: {count(len(fixing.fixes), 'mend')} made")
    return [fixing.reading for fixing in fixings]


def show(console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool) -> bool:
    """Print what fixes would change, and return whether that is anything."""
    has_mends = False
    fixings = _fixings(console, readings, asked, unsafe=unsafe)
    for reading, fixing in zip(readings, fixings, strict=True):
        if fixing.fixes:
            console.put(diff_of(reading.name, reading.text, fixing.reading.text))
            has_mends = True
    return has_mends


def _fixings(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> list[fixer.Fixing]:
    """Return what becomes of each file by its fixes."""

    def found_in(reading: Reading) -> list[Diagnostic]:
        return checked(reading, asked).diagnostics

    for reading in readings:
        must_be_a_file(reading, "mended")
    with console.progress("mending"):
        return [fixer.fixed(reading, found_in, unsafe=unsafe) for reading in readings]
