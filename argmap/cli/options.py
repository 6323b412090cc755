"""What several commands have in common: options, and what is done with them."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from argmap.cli.completion import complete_claims, complete_readable_formats, complete_sides
from argmap.cli.console import STDOUT, Console
from argmap.util.errors import Failure
from argmap.util.files import STDIN, is_same_file, read_bytes
from argmap.util.text import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from argmap.formats import Format, ReadingOptions
    from argmap.model import ArgumentMap
    from argmap.model.reading import Reading
    from argmap.model.writing import Result
    from argmap.verdicts.evaluate import Verdicts


def flag(name: str, help: str, group: str | None = None) -> Any:
    """Return an option that is given or not: `flag("--fix", "Apply safe fixes.")`."""
    return typer.Option(name, help=help, rich_help_panel=group)


def value(
    names: str,
    metavar: str,
    help: str,
    complete: Any = None,
    *,
    min: int | None = None,
    max: int | None = None,
    group: str | None = None,
) -> Any:
    """Return an option with a value: `value("-o --output", "PATH", "Output file.")`.

    Where a command has many options, its help lists them in groups: `group`, else "Options".
    """
    return typer.Option(
        *names.split(),
        metavar=metavar,
        help=help,
        autocompletion=complete,
        min=min,
        max=max,
        rich_help_panel=group,
    )


def fill_in_choices(parameters: "Iterable[object]") -> None:
    """Put the choices into the helps of the parameters of a command.

    The help of an option says `{themes}` where the names of the themes belong: to import their
    table for every command that a person gives would be felt.
    """
    for parameter in parameters:
        help = getattr(parameter, "help", None) or ""
        # An option that is shown is one of typer's, whose type does not show its help.
        if "{" in help:
            filled_in = re.sub(r"\{([a-z ]+)\}", lambda match: _choices(match[1]), help)
            setattr(parameter, "help", filled_in)  # noqa: B010


def _choices(placeholder: str) -> str:
    """Return what a help lists in the place of `{reports}`: "text, full, … or github"."""
    from argmap.diagrams.theme import THEMES
    from argmap.formats import FormatKind, readable_formats, writable_formats
    from argmap.languages import LANGUAGES_OF_ESSAYS
    from argmap.lint.reports import FORMATS

    outlines = writable_formats(FormatKind.OUTLINE, FormatKind.DOCUMENT)
    names: dict[str, list[str]] = {
        "themes": list(THEMES),
        "formats to read": [format.name for format in readable_formats()],
        "formats to write": [format.name for format in writable_formats()],
        "pictures": [format.name for format in writable_formats(FormatKind.PICTURE)],
        "outlines": [format.name for format in outlines],
        "reports": list(FORMATS),
        "languages of essays": list(LANGUAGES_OF_ESSAYS),
    }
    *others, last = names[placeholder]
    return f"{', '.join(others)} or {last}"


PART, INPUT = "Part of the map", "Input"
"""Groups of options in the help of a command that has many."""

File = Annotated[
    str, typer.Argument(metavar="[FILE]", help="Map to read, or - for standard input.")
]
Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...", help="Maps to read, or - for standard input. [default: arguments.yaml]"
    ),
]
# What several commands ask for in the same words.
_FORMAT_OF_FILE = "Input format, if argmap cannot detect it: {formats to read}."
_THIS_FENCE = "Number of the fenced map to read from a Markdown file. [default: 1]"
_FOCUS = "Show only this claim and everything that supports or attacks it."
_DEPTH = "With --focus: maximum distance from the claim, counted in inferences."
_STATED_ONLY = "Leave out the claims and inferences that the map's author added."
From = Annotated[
    str, value("--from", "FORMAT", _FORMAT_OF_FILE, complete_readable_formats, group=INPUT)
]
Fence = Annotated[str, value("--fence", "N", _THIS_FENCE, group=INPUT)]
Prose = Annotated[bool, typer.Option("--prose", hidden=True)]
"""Whether paragraphs of Argdown that nothing relates to are claims, too."""
Sandbox = Annotated[
    bool, flag("--sandbox", "Read only FILE, not the files that it refers to.", INPUT)
]
OnlySide = Annotated[
    str, value("--side", "SIDE", "Show only this side's claims.", complete_sides, group=PART)
]
Focus = Annotated[str, value("--focus", "ID", _FOCUS, complete_claims, group=PART)]
Depth = Annotated[int | None, value("--depth", "N", _DEPTH, min=0, group=PART)]
StatedOnly = Annotated[bool, flag("--stated-only", _STATED_ONLY, PART)]
ShowVerdicts = Annotated[bool, flag("--verdicts", "Show which claims stand or fall.")]
Output = Annotated[str, value("-o --output", "PATH", "Output file, or - for standard output.")]
FormatOfTable = Annotated[
    str, value("-f --format", "FORMAT", "Output format: text, markdown or json.")
]
"""The format of a list of what argmap has: rules, schemes, formats."""


ALL_FENCES = "all"
"""What `argmap render --fence` takes besides a number."""
_MOST_DIGITS = 9


def reading_options(fence: str, *, prose: bool, sandbox: bool = False) -> "ReadingOptions":
    """Return how to read a file: `fence` is a number, or empty for the first map.

    Raises:
        Failure: it is not a number from 1.
    """
    from argmap.formats import ReadingOptions

    if not fence:
        return ReadingOptions(prose, sandbox=sandbox)
    # Not `isdigit`, which takes digits that `int` does not; nor does it take thousands of them.
    if not fence.isdecimal() or len(fence) > _MOST_DIGITS or int(fence) == 0:
        raise Failure(
            f"--fence must be a positive whole number, not `{shorten(fence)}`; `argmap render` also"
            " accepts `all`"
        )
    return ReadingOptions(prose, int(fence), sandbox)


def read_map(
    console: "Console",
    file: str,
    source_format: str,
    options: "ReadingOptions | None" = None,
    *,
    stated_only: bool = False,
    target: str = STDOUT,
) -> "ArgumentMap":
    """Return the map in a file, or what of it its sources state.

    What is doubtful about the file is said; if the map cannot be built, or the result is to be
    written to `target` over a file of the map, the command stops.
    """
    from argmap import formats

    with console.progress("reading the map"):
        reading = formats.read(file, source_format, options)
    return map_of(console, reading, stated_only=stated_only, targets=[target])


def map_of(
    console: "Console",
    reading: "Reading",
    *,
    stated_only: bool = False,
    targets: "Iterable[str]" = (),
) -> "ArgumentMap":
    """Return the map of a file that was read, to be written to `targets`; see `read_map`."""
    # Where there is no map, warnings are told with the errors, in the order of the file.
    if reading.map is not None:
        console.warn(reading)
    map = reading.unwrap()
    report_unread(console, reading.unread)
    for target in targets:
        must_not_overwrite(target, reading)
    if not stated_only:
        return map
    from argmap.model.graph import stated_only as without_additions

    return without_additions(map)


def report_unread(console: "Console", unread: "Collection[str] | None") -> None:
    """Say which files that a map names were not read, where none was to be."""
    if unread:
        console.say(f"files not read because of --sandbox: {', '.join(unread)}")


def choose_format(format: str, output: str, endings: "Mapping[str, str]") -> str:
    """Return the format of a result: that of `-f`, else that of the ending of `-o`, else "".

    Args:
        format: what `-f` says.
        output: what `-o` says.
        endings: the endings of files that the command writes -> the format of each.

    Raises:
        Failure: there is no such format, the two differ, or the command writes no such file.
    """
    # `.yaml` and `.yml` show one format, which is listed once.
    formats = list(dict.fromkeys(endings.values()))
    if format:
        must_be_one_of("format", format, formats)
    ending = "" if output == STDOUT else Path(output).suffix.lower()
    shown = endings.get(ending, "")
    # Any format that is text may be written to a file that ends in `.txt`, as Moodle has them.
    if format and shown and format != shown and ending != ".txt":
        raise Failure(f"`-f {format}` does not match the file extension in `-o {output}`")
    if ending and not shown and not format:
        raise Failure(
            f"`-o {output}` has an unknown file extension; use"
            f" {', '.join(endings)}, or choose a format with -f"
        )
    return format or shown


def must_be_one_of(word: str, name: str, known: "Collection[str]") -> None:
    """Raise `Failure` if there is no `word` of this name."""
    if name not in known:
        from argmap.util.spelling import no_such

        raise Failure(no_such(word, name, known))


def must_be_a_format_of_tables(format: str) -> None:
    """Raise `Failure` if a list of rules, schemes or formats cannot be printed so."""
    must_be_one_of("format", format, ("text", "markdown", "json"))


def bytes_of(file: str) -> bytes:
    """Return the bytes of a file that is no map.

    Raises:
        Failure: it cannot be read.
    """
    try:
        return read_bytes(file)
    except (OSError, ValueError) as problem:
        # Without the number and the path that an OSError adds when it is made text.
        raise Failure(
            f"cannot read {file}: {getattr(problem, 'strerror', None) or problem}"
        ) from None


def must_read_once(files: "Iterable[str]") -> None:
    """Raise `Failure` if standard input is to be more than one of some files."""
    if list(files).count(STDIN) > 1:
        raise Failure("standard input can be read only once; give a file name for the other input")


def must_not_overwrite(target: str, reading: "Reading") -> None:
    """Raise `Failure` if a result is to be written over a file of the map that it is made of."""
    for name in reading.texts:
        if is_same_file(target, name):
            which = "the map itself" if name == reading.name else "part of the map"
            raise Failure(
                f"cannot write to {target}, because it is {which}; choose a different output file"
            )


def choose_part(map: "ArgumentMap", side: str, focus: str, depth: int | None) -> "ArgumentMap":
    """Return the part of a map that `--side`, `--focus` and `--depth` name, or all of it."""
    from argmap.model.graph import part

    if side:
        must_be_one_of("side", side, map.sides)
    if focus:
        must_be_one_of("claim", focus, map.claims)
    if depth is not None and not focus:
        raise Failure("--depth requires --focus")
    if not side and not focus:
        return map
    return part(map, side=side, focus=focus, depth=depth)


def verdicts_of(map: "ArgumentMap") -> "Verdicts":
    """Return the verdicts of a map as it is written."""
    from argmap.verdicts.evaluate import evaluate

    return evaluate(map)


def source_texts_for(source_format: "Format", reading: "Reading") -> "Mapping[str, str]":
    """Return the texts of a map's sources, by id, where a form shows passages of them."""
    if not source_format.shows_passages or reading.unread is not None:
        return {}
    from argmap.formats.map_files import read_sources

    return read_sources(reading.unwrap(), Path(reading.name).parent)


def default_output(file: str, ending: str, side: str, focus: str) -> str:
    """Return where a picture goes if nobody says: `output/`, named for the map and its part."""
    # Standard input has no name to take.
    stem = "map" if file == STDIN else Path(file).stem
    name = "-".join(word for word in (stem, side, focus) if word)
    return str(Path("output", name + ending))


def print_result(console: Console, output: "Result") -> None:
    """Say what a form had no place for, and what else there is to know of the result."""
    for loss in output.losses:
        console.say(f"{loss.severity}[{loss.code}]: {loss.message}")
    print_notes(console, output)


def print_notes(console: Console, output: "Result") -> None:
    for note in output.notes:
        console.say(note)
