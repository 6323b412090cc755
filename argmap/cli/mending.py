"""What `--fix`, `--unsafe-fixes` and `--diff` of `argmap check` do."""

from __future__ import annotations

from collections.abc import Sequence

from argmap import fixer
from argmap.cli.checked import check_reading
from argmap.cli.console import Console
from argmap.cli.edit import diff_of, must_be_a_file
from argmap.formats.shared.reading import Reading
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic
from argmap.model.text import count, one_line
from argmap.output import replace_texts


def apply_fixes(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> None:
    """Write files with their fixes; all fixes are found before one is written."""
    fixed = _fix_all(console, readings, asked, unsafe=unsafe)
    replace_texts(fixed.texts)
    for name in fixed.texts:
        made = 0
        for fix in fixed.fixes:
            if any(edit.span.file == name for edit in fix.edits):
                made += 1
        console.say(f"{one_line(name)}: {count(made, 'mend')} made")


def show(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> bool:
    """Print what fixes would change, and return whether that is anything."""
    texts_before: dict[str, str] = {}
    for reading in readings:
        texts_before.update(reading.texts)
    fixed = _fix_all(console, readings, asked, unsafe=unsafe)
    for name, text in fixed.texts.items():
        console.put(diff_of(name, texts_before[name], text))
    return bool(fixed.texts)


def _fix_all(
    console: Console, readings: Sequence[Reading], asked: CheckSettings, *, unsafe: bool
) -> fixer.FixedMaps:
    """Return what becomes of maps by the fixes of what is found in them."""

    def find_in(reading: Reading) -> list[Diagnostic]:
        return check_reading(reading, asked).diagnostics

    for reading in readings:
        must_be_a_file(reading, "mended")
    with console.progress("mending"):
        return fixer.fix_maps(readings, find_in, unsafe=unsafe)
