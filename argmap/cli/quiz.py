"""`argmap quiz`: questions about a map, for Moodle or on paper."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    Fence,
    File,
    From,
    Output,
    Prose,
    Sandbox,
    choose_format,
    read_map,
    reading_options,
    value,
)
from argmap.util.text import count as counted
from argmap.util.text import one_line

_ENDINGS = {".txt": "text", ".gift": "gift", ".xml": "moodle-xml"}


_FORMAT = (
    "Output format: text, or gift or moodle-xml for Moodle. [default: from the file extension, or"
    " text]"
)
_COUNT = "Maximum number of questions."
_SEED = "Random seed. The same seed gives the same quiz."


def quiz(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    format: Annotated[str, value("-f --format", "FORMAT", _FORMAT)] = "",
    output: Output = STDOUT,
    count: Annotated[int, value("--count", "N", _COUNT, min=1)] = 10,
    seed: Annotated[int, value("--seed", "N", _SEED)] = 0,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Make a quiz about a map, as text or for Moodle.

    \b
    Example:
      argmap quiz debate.yaml
      argmap quiz debate.yaml --count 20 --seed 7 -o quiz.xml
    """  # fmt: skip
    from argmap.classroom.quiz_formats import format_questions
    from argmap.classroom.quiz_questions import make_questions

    console = Console.of(context)
    result_format = choose_format(format, output, _ENDINGS)
    map = read_map(
        console, file, source, reading_options(fence, prose=prose, sandbox=sandbox), target=output
    )
    with console.progress("making the quiz") as progress:
        made = make_questions(map, count, seed, progress)
    text = format_questions(result_format, map, made)
    console.put_or_write(output, text.encode(), is_for_people=result_format in ("", "text"))
    if output != STDOUT:
        console.say(f"wrote {one_line(output)}: {counted(len(made), 'question')}")
    if len(made) < count:
        console.say(f"made {counted(len(made), 'question')}; the map is too small for more")
