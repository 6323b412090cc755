"""What several commands have in common: options, and what is done with them."""

# Annotations are not postponed where options are declared.
import os
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, NamedTuple

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.signature import Argument
from argmap.options import Option, Part, Suppositions
from argmap.options.format_names import ReadableFormat
from argmap.options.groups import PART
from argmap.options.names import Default, TableFormat, TextOrJson
from argmap.util.errors import Failure
from argmap.util.files import (
    STDIN,
    STDIN_NAME,
    bytes_of,
    exists,
    is_other_than_a_file,
    is_same_file,
)
from argmap.util.text import count, listed, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.formats import Format, ReadingOptions
    from argmap.model import ArgumentMap
    from argmap.model.reading import Reading
    from argmap.model.writing import Result
    from argmap.verdicts.evaluate import Verdicts

INPUT = "Input"
"""A heading in the help of a command that has many options."""

File = Annotated[str, Argument("[FILE]", "Map to read, or - for standard input.")]
FORMAT = "-f --format"
Output = Annotated[
    str, Option("Output file or folder, or - for standard output.", "PATH", flags="-o --output")
]
StatedOnly = Annotated[
    bool, Option("Leave out the claims and inferences that the map's author added.", heading=PART)
]
AsTable = Annotated[TableFormat, Option("Output format: {choices}.", "FORMAT", FORMAT)]

SourceFormat = Annotated[ReadableFormat | Default, Option(
    "Input format, if argmap cannot detect it: {choices}.", "FORMAT", "--from", heading=INPUT,
    word="format")]  # fmt: skip

_WHOLE = Part()

ALL_FENCES = "all"
"""What `argmap render --fence` takes besides a number."""
_MOST_DIGITS = 9


class HowToRead(NamedTuple):
    """How the file of a map is read."""

    # fmt: off
    fence: Annotated[str, Option(
        "Number of the fenced map to read from a Markdown file. [default: 1]", "N",
        heading=INPUT)] = ""
    prose: Annotated[bool, Option("", is_hidden=True)] = False
    """Whether paragraphs of Argdown that nothing relates to are claims, too."""
    sandbox: Annotated[bool, Option("Read only FILE, not the files that it refers to.",
        heading=INPUT)] = False
    # fmt: on
    source_format: SourceFormat = ""

    @property
    def options(self) -> "ReadingOptions":
        """The options of readers.

        Raises:
            Failure: the fence is no number from 1.
        """
        from argmap.formats import ReadingOptions

        if not self.fence:
            return ReadingOptions(self.prose, sandbox=self.sandbox)
        # Not `isdigit`, which takes digits that `int` does not; nor does it take thousands of them.
        is_number = self.fence.isdecimal() and len(self.fence) <= _MOST_DIGITS
        if not is_number or int(self.fence) == 0:
            raise Failure(
                f"--fence must be a positive whole number, not `{shorten(self.fence)}`; `argmap"
                " render` also accepts `all`"
            )
        return ReadingOptions(self.prose, int(self.fence), self.sandbox)

    def read(self, console: Console, file: str) -> "Reading":
        """Return what a file holds, with all that is wrong with it."""
        from argmap import formats

        with console.progress("reading the map"):
            return formats.read(file, self.source_format, self.options)

    def read_map(
        self, console: Console, file: str, *, stated_only: bool = False, target: str = STDOUT
    ) -> "ArgumentMap":
        """Return the map in a file; see `map_of`."""
        reading = self.read(console, file)
        return map_of(console, reading, stated_only=stated_only, targets=[target])


def map_of(
    console: Console,
    reading: "Reading",
    *,
    stated_only: bool = False,
    targets: "Iterable[str]" = (),
) -> "ArgumentMap":
    """Return the map of a file that was read, or what of it its sources state.

    What is doubtful about the file is said; if the map cannot be built, or the result is to be
    written over a file of the map, the command stops.
    """
    # Where there is no map, warnings are told with the errors, in the order of the file.
    if reading.map is not None:
        console.warn(reading)
    map = reading.unwrap()
    if console.is_verbose:
        size = f"{count(len(map.claims), 'claim')}, {count(len(map.inferences), 'inference')}"
        console.say(f"read {reading.name} as {reading.format}: {size}")
    report_unread(console, reading.unread)
    for target in targets:
        must_not_overwrite(target, reading.texts, reading.name)
    if not stated_only:
        return map
    from argmap.model.graph import stated_only as without_additions

    return without_additions(map)


def part_of(console: Console, map: "ArgumentMap", part: Part) -> "ArgumentMap":
    """Return the part of a map that `--side`, `--focus` and `--depth` name, or all of it."""
    if not part.side and not part.focus:
        return map
    from argmap.documents.claim_names import with_ids
    from argmap.model.graph import part as part_of_map

    return part_of_map(map, with_ids(map, part, console.say))


class HowToShow(NamedTuple):
    """What is shown of a map, and how its file is read."""

    verdicts: Annotated[bool, Option("Show which claims stand or fall.")] = False
    stated_only: StatedOnly = False
    how: HowToRead = HowToRead()

    def verdicts_of(self, map: "ArgumentMap") -> "Verdicts | None":
        """Return the verdicts of a map as it is written, if they are to be shown."""
        if not self.verdicts:
            return None
        from argmap.verdicts.evaluate import evaluate

        return evaluate(map)


class HowToJudge(NamedTuple):
    """What is supposed of a map, how its file is read, and how the answer is written."""

    format: Annotated[TextOrJson, Option("Output format: {choices}.", "FORMAT", FORMAT)] = "text"
    supposed: Suppositions = Suppositions()
    stated_only: StatedOnly = False
    how: HowToRead = HowToRead()

    def read(self, console: Console, file: str) -> "tuple[ArgumentMap, Suppositions]":
        """Return the map in a file, and what is supposed of its claims, by their ids."""
        map = self.how.read_map(console, file, stated_only=self.stated_only)
        if not self.supposed.accept and not self.supposed.reject:
            return map, self.supposed
        from argmap.documents.claim_names import with_ids

        return map, with_ids(map, self.supposed, console.say)


def report_unread(console: Console, unread: "Iterable[str] | None") -> None:
    """Say which files that a map names were not read, where none was to be."""
    if unread:
        console.say(f"files not read because of --sandbox: {', '.join(unread)}")


def endings_of(formats: "Iterable[Format]") -> dict[str, str]:
    """Return the endings of files in some formats -> the name of the first that has each."""
    endings: dict[str, str] = {}
    for format in formats:
        for ending in format.endings:
            endings.setdefault(ending, format.name)
    return endings


def ending_of(format: str, endings: "Mapping[str, str]") -> str:
    """Return the ending of files in a format."""
    return next(ending for ending, name in endings.items() if name == format)


def choose_format(format: str, output: str, endings: "Mapping[str, str]", file: str = "") -> str:
    """Return the format of a result: that of `-f`, else that of the ending of `-o`, else "".

    Args:
        format: what `-f` says.
        output: what `-o` says.
        endings: the endings of files that the command writes -> the format of each.
        file: the map, where another command may write such a file of it.

    Raises:
        Failure: the two differ, or the command writes no such file.
    """
    ending = "" if output == STDOUT or is_folder(output) else Path(output).suffix.lower()
    shown = endings.get(ending, "")
    if not ending:
        return format
    if shown and format in ("", shown):
        return shown
    # Any format that is text may be written to a file that ends in `.txt`, as Moodle has them.
    if format and ending == ".txt":
        return format
    from argmap.cli.intents import lines_for_ending

    others = lines_for_ending(output, file)
    if format and (shown or others is not None):
        raise Failure(f"`-f {format}` does not match the file extension in `-o {output}`")
    if format:
        return format
    if others and is_same_file(output, file):
        raise Failure(f"cannot write to {output}, because it is the map itself")
    if others is not None:
        lines = f"; type `{'` or `'.join(others)}`" if others else ""
        raise Failure(
            f"this command writes {listed(endings, 'or')} files, not {ending} files{lines}"
        )
    raise Failure(
        f"`-o {output}` has an unknown file extension; use {', '.join(endings)}, or choose a format"
        " with -f"
    )


def must_read_once(files: "Iterable[str]") -> None:
    """Raise `Failure` if standard input is to be more than one of some files."""
    if list(files).count(STDIN) > 1:
        raise Failure("standard input can be read only once; give a file name for the other input")


def text_in(console: Console, name: str) -> str:
    """Return the text of a file that is not a map."""
    from argmap.formats import decode

    decoded = decode(bytes_of(name), name)
    if decoded.problem is not None:
        raise Failure(f"{name}: {decoded.problem.message}")
    if decoded.note is not None:
        console.say(decoded.note.message)
    return decoded.text


def must_be_a_file(verb: str, *names: str) -> None:
    """Raise `Failure` if one of some files is standard input or a pipe, which `verb` is not for."""
    for name in names:
        if name in (STDIN, STDIN_NAME):
            raise Failure(f"cannot {verb} standard input; give a file name instead")
        if is_other_than_a_file(name):
            raise Failure(f"cannot {verb} {name}, because it is not a regular file")


def file_must_be_last(command: str, words: "Mapping[str, str]", file: str) -> None:
    """Raise `Failure` if the file of a command is before its other words, which have names."""
    if file != DEFAULT_FILE and exists(Path(file)):
        return
    typed = [*words.values()] + [file] * (file != DEFAULT_FILE)
    files = [word for word in typed if exists(Path(word)) and Path(word).is_file()]
    if files:
        others = [quote(word) for word in typed if word != files[0]]
        missing = list(words)[len(others) :]
        line = " ".join(["argmap", command, *others, *missing, quote(files[0])])
        what = f"name a {missing[0].lower()}, too" if missing else "the file comes last"
        raise Failure(f"{what}: type `{line}`")


def must_not_overwrite(target: str, inputs: "Iterable[str]", map_file: str = "") -> None:
    """Raise `Failure` if a result is to be written over a file that is read.

    Args:
        target: where the result is to be written.
        inputs: the files that are read.
        map_file: the file of the map, where the others are parts of that map.
    """
    for name in inputs:
        if is_same_file(target, name):
            which = "part of the map" if map_file else "an input"
            which = "the map itself" if name == map_file else which
            raise Failure(
                f"cannot write to {target}, because it is {which}; choose a different output file"
            )


def source_texts_for(source_format: "Format", reading: "Reading") -> "Mapping[str, str]":
    """Return the texts of a map's sources, by id, where a form shows passages of them."""
    if not source_format.shows_passages or reading.unread is not None:
        return {}
    from argmap.formats.map_files import read_sources

    return read_sources(reading.unwrap(), Path(reading.name).parent)


def is_folder(path: str) -> bool:
    """Return whether a result is to go into a folder: it is there, or its path ends as one."""
    if path.endswith(("/", os.sep)):
        return True
    with suppress(OSError, ValueError):
        return path != STDOUT and Path(path).is_dir()
    return False


def output_path(
    output: str, file: str, ending: str, part: Part = _WHOLE, *, format: str = ""
) -> str:
    """Return where a result goes: to the file that `-o` names, or into the folder, or `output/`.

    In a folder, it is named for the map and its part. A file is named with the ending of what is
    written to it, except where `-f` says the format.
    """
    if output and not is_folder(output):
        is_whole_name = format or output == STDOUT or Path(output).suffix
        if is_whole_name or is_other_than_a_file(output):
            return output
        return output + ending[ending.rindex(".") :]
    # Standard input has no name to take.
    stem = "map" if file == STDIN else Path(file).stem
    name = "-".join(word for word in (stem, part.side, part.focus) if word)
    return str(Path(output or "output", name + ending))


def print_result(console: Console, output: "Result") -> None:
    """Say what a form had no place for, and what else there is to know of the result."""
    losses = [f"{loss.severity}[{loss.code}]: {loss.message}" for loss in output.losses]
    console.say(*losses, *output.notes)
