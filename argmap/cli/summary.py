"""`argmap FILE`: what a map is, in a few lines, and its picture.

    School start times (9 claims, 2 sides)
      stands, backed: School should start at nine.
      falls, rebutted: School should go on starting at eight.
    Fix first: line 36: answer the objection “Schools offer it.” (1 verdict changes if it falls)
    Picture: output/school.svg
    Next: `argmap edit school.md`, `argmap check school.md` or `argmap evaluate school.md`

A picture that argmap did not make is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import File, HowToRead, map_of, output_path
from argmap.model import ArgumentMap
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.files import STDIN
from argmap.util.made_files import is_made_by_argmap
from argmap.util.text import count, one_line

_MOST_SHOWN = 2
"""How many main claims are shown."""


def summary(console: Console, *, file: File = DEFAULT_FILE, how: HowToRead) -> None:
    """Example:
    argmap school.md
    """
    reading = how.read(console, file)
    map = map_of(console, reading)
    for line in _lines(reading, map):
        console.put(line + "\n")
    console.put(f"Picture: {_draw(console, file, map)}\n")
    if file == STDIN:
        return
    name = one_line(file)
    console.put(f"Next: `argmap edit {name}`, `argmap check {name}` or `argmap evaluate {name}`\n")


def _lines(reading: Reading, map: ArgumentMap) -> Iterator[str]:
    """Yield what the map is, how its main claims stand, and what to fix first."""
    from argmap import formats
    from argmap.languages import words_for
    from argmap.lint.linter import check_reading
    from argmap.lint.reports import COLUMNS
    from argmap.lint.text_report import what_to_fix_first
    from argmap.model.graph import main_claims
    from argmap.verdicts.evaluate import evaluate

    sizes = [count(len(map.claims), "claim")]
    if map.sides:
        sizes.append(count(len(map.sides), "side"))
    yield f"{one_line(map.title or Path(reading.name).name)} ({', '.join(sizes)})"
    verdicts = evaluate(map)
    words = words_for(map.language)
    mains = main_claims(map)
    shown = mains if len(mains) <= _MOST_SHOWN + 1 else mains[:_MOST_SHOWN]
    for claim in shown:
        verdict = words.join_list(words.verdict_word(word) for word in verdicts.words_of(claim.id))
        yield f"  {verdict}: {one_line(claim.text)}"
    if len(mains) > len(shown):
        yield f"  and {count(len(mains) - len(shown), 'more main claim')}"
    file = check_reading(reading, formats.read_sources)
    yield f"Fix first: {what_to_fix_first(file, map, COLUMNS) or 'nothing; no rule found anything'}"


def _draw(console: Console, file: str, map: ArgumentMap) -> str:
    """Draw the map to the folder `output`, and return where, or why not."""
    from argmap import formats
    from argmap.util.files import write_file

    target = output_path("", file, ".svg")
    if Path(target).exists() and not is_made_by_argmap(target):
        return f"none, because {one_line(target)} is there already, and argmap did not make it"
    try:
        with console.progress("drawing the map"):
            picture = formats.write(map, "svg")
    except ArgmapError as problem:  # such as a map that is too large
        return f"none, because {problem}"
    write_file(target, picture.pieces())
    return one_line(target)
