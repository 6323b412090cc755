"""`argmap quiz`: questions about a map, for Moodle or on paper."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    FORMAT,
    File,
    HowToRead,
    Output,
    choose_format,
    ending_of,
    output_path,
)
from argmap.options import Option
from argmap.options.names import Default, QuizFormat
from argmap.util.text import count as counted

_ENDINGS = {".txt": "text", ".gift": "gift", ".xml": "moodle-xml"}


def quiz(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    format: Annotated[QuizFormat | Default, Option(
        "Output format: {choices}; the last two are for Moodle. [default: from the file extension,"
        " or text]", "FORMAT", FORMAT)] = "",
    output: Output = STDOUT,
    count: Annotated[int, Option("Maximum number of questions.", "N", least=1)] = 10,
    seed: Annotated[int, Option("Random seed. The same seed gives the same quiz.", "N")] = 0,
    how: HowToRead,
) -> None:  # fmt: skip
    """Example:
    argmap quiz debate.yaml
    argmap quiz debate.yaml --count 20 --seed 7 -o quiz.xml
    """
    from argmap.classroom.quiz_formats import format_questions
    from argmap.classroom.quiz_questions import make_questions

    result_format = choose_format(format, output, _ENDINGS) or "text"
    target = output_path(output, file, f"-quiz{ending_of(result_format, _ENDINGS)}", format=format)
    map = how.read_map(console, file, target=target)
    with console.progress("making the quiz") as progress:
        made = make_questions(map, count, seed, progress)
    text = format_questions(result_format, map, made)
    size = counted(len(made), "question")
    console.put_or_write(target, text.encode(), result_format, details=f": {size}")
    if len(made) < count:
        console.say(f"made {size}; the map is too small for more")
