"""`argmap convert`: a map in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, STDOUT, Console
from argmap.cli.options import (
    File,
    HowToRead,
    Output,
    is_folder,
    must_not_overwrite,
    output_path,
    print_result,
    report_unread,
    source_texts_for,
)
from argmap.options import Option
from argmap.options.format_names import WritableFormat
from argmap.options.names import Default
from argmap.util.errors import Failure

if TYPE_CHECKING:
    from argmap.formats import Format


def convert(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    output: Output = STDOUT,
    to: Annotated[WritableFormat | Default, Option(
        "Output format: {choices}. [default: from the file extension]", "FORMAT",
        "-f --to --format", word="format")] = "",
    strict_conversion: Annotated[bool, Option(
        "Exit with 1 if the conversion loses anything.")] = False,
    how: HowToRead,
) -> int:  # fmt: skip
    """`argmap formats` lists the formats.

    Example:
      argmap convert debate.argdown -o debate.yaml
      argmap convert debate.yaml --to mermaid
    """
    from argmap import formats
    from argmap.model.losses import LOSS
    from argmap.model.writing import PageOptions, WritingOptions

    chosen_format = _format_to_convert_to(to, output, file)
    if chosen_format.is_binary and output == STDOUT and sys.stdout.isatty():
        raise Failure(
            f"{chosen_format.name} cannot be shown in a terminal; write it to a file with -o PATH"
        )
    target = output_path(output, file, chosen_format.endings[0], format=to)
    reading = how.read(console, file)
    map = reading.unwrap()
    report_unread(console, reading.unread)
    must_not_overwrite(target, reading.texts, reading.name)
    with console.progress("writing the map"):
        options = WritingOptions(page=PageOptions(source_texts_for(chosen_format, reading)))
        written = formats.write(map, chosen_format.name, options)
    # In this order: what was doubtful in the file, then what is lost on the way out.
    console.warn(reading)
    print_result(console, written)
    console.write(target, written.pieces())
    is_lossy = bool(written.losses) or any(
        diagnostic.code == LOSS for diagnostic in reading.diagnostics
    )
    return FINDINGS if strict_conversion and is_lossy else FINE


def _format_to_convert_to(name: str, output: str, file: str) -> Format:
    from argmap import formats

    writable = formats.writable_formats()
    if name:
        return formats.format_named(name, writable)
    if output == STDOUT or is_folder(output):
        listed = ", ".join(each.name for each in writable)
        raise Failure(f"choose a format with --to: {listed}")
    from argmap.cli.intents import lines_for_ending

    is_known = formats.format_of_path(output, writable) is not None
    for line in () if is_known else lines_for_ending(output, file) or ():
        raise Failure(f"argmap does not write {Path(output).suffix} files; type `{line}`")
    return formats.format_to_write(output, "--to {format}")
