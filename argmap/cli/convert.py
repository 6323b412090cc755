"""`argmap convert`: a map in another format."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.completion import complete_writable_formats
from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, STDOUT, Console
from argmap.cli.options import (
    Fence,
    File,
    From,
    Output,
    Prose,
    Sandbox,
    flag,
    must_not_overwrite,
    print_result,
    reading_options,
    report_unread,
    source_texts_for,
    value,
)
from argmap.util.errors import Failure

if TYPE_CHECKING:
    from argmap.formats import Format


_TO = "Output format: {formats to write}. [default: from the file extension]"
_AS_PROGRAM = "Write the logic program that computes the verdicts. This is the same as --to lp."
_STRICT = "Exit with 1 if the conversion loses anything."


def convert(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    output: Output = STDOUT,
    to: Annotated[str, value("-f --to --format", "FORMAT", _TO, complete_writable_formats)] = "",
    as_program: Annotated[bool, flag("--as-program", _AS_PROGRAM)] = False,
    strict: Annotated[bool, flag("--strict-conversion", _STRICT)] = False,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Convert a map to another format, and report any losses.

    `argmap formats` lists the formats.

    \b
    Example:
      argmap convert debate.argdown -o debate.yaml
      argmap convert debate.yaml --to mermaid
    """  # fmt: skip
    from argmap import formats
    from argmap.model.losses import LOSS
    from argmap.model.writing import PageOptions, WritingOptions

    console = Console.of(context)
    if as_program and to:
        raise Failure("choose --as-program or --to, not both")
    chosen_format = _format_to_convert_to("lp" if as_program else to, output)
    if chosen_format.is_binary and output == STDOUT and sys.stdout.isatty():
        raise Failure(
            f"{chosen_format.name} cannot be shown in a terminal; write it to a file with -o PATH"
        )
    with console.progress("reading the map"):
        reading = formats.read(file, source, reading_options(fence, prose=prose, sandbox=sandbox))
    map = reading.unwrap()
    report_unread(console, reading.unread)
    must_not_overwrite(output, reading)
    with console.progress("writing the map"):
        options = WritingOptions(page=PageOptions(source_texts_for(chosen_format, reading)))
        written = formats.write(map, chosen_format.name, options)
    # In this order: what was doubtful in the file, then what is lost on the way out.
    console.warn(reading)
    print_result(console, written)
    console.write(output, written.pieces())
    is_lossy = bool(written.losses) or any(
        diagnostic.code == LOSS for diagnostic in reading.diagnostics
    )
    raise typer.Exit(FINDINGS if strict and is_lossy else FINE)


def _format_to_convert_to(name: str, output: str) -> "Format":
    from argmap import formats

    writable = formats.writable_formats()
    if name:
        return formats.format_named(name, writable)
    if output == STDOUT:
        listed = ", ".join(each.name for each in writable)
        raise Failure(f"choose a format with --to: {listed}")
    return formats.format_to_write(output, "--to {format}")
