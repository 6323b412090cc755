"""`argmap format`: one layout for the text of maps, which stay the same maps."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, WRONG_INPUT, Console
from argmap.cli.options import must_be_a_file
from argmap.cli.rename import diff_of
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.util.errors import ArgmapError
from argmap.util.files import STDIN_NAME


def format(
    console: Console,
    *,
    files: Annotated[list[str] | None, Argument("[FILE]...",
        "Maps to format, in YAML or as lists. Standard input (-) is written to standard output."
        " [default: arguments.yaml]")] = None,
    check: Annotated[bool, Option(
        "Change nothing, list the files that would change, and exit with 1 if there are any."
        )] = False,
    diff: Annotated[bool, Option(
        "Show the changes without making them, and exit with 1 if there are any.")] = False,
) -> int:  # fmt: skip
    """Example:
    argmap format debate.yaml
    argmap format *.yaml --check
    """
    codes = [FINE]
    for name in files or [DEFAULT_FILE]:
        try:
            codes.append(_format(console, name, check=check, diff=diff))
        except ArgmapError as problem:
            # The other files are formatted all the same.
            console.say_problem(problem)
            codes.append(WRONG_INPUT)
    return max(codes)


def _format(console: Console, name: str, *, check: bool, diff: bool) -> int:
    """Format one file, and return the exit code."""
    from argmap import formats
    from argmap.editing import format_reading
    from argmap.util.text import one_line

    reading = formats.read(name)
    text = format_reading(reading)
    is_changed = text != reading.text
    shown = one_line(reading.name)
    if is_changed and diff:
        console.put(diff_of(reading.name, reading.text, text))
    if is_changed and check:
        console.say(f"would format {shown}")
    if check or diff:
        return FINDINGS if is_changed else FINE
    if reading.name == STDIN_NAME:
        console.put(text)
    elif is_changed:
        must_be_a_file("format", *reading.texts)
        formats.replace_texts([reading], {reading.name: text})
        console.say(f"formatted {shown}")
    return FINE
