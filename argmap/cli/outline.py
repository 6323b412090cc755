"""`argmap outline`: a map as numbered text, an essay or a document."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    Depth,
    Fence,
    File,
    Focus,
    From,
    OnlySide,
    Output,
    Prose,
    Sandbox,
    ShowVerdicts,
    StatedOnly,
    choose_part,
    default_output,
    flag,
    print_notes,
    print_result,
    read_map,
    reading_options,
    value,
    verdicts_of,
)
from argmap.util.errors import Failure
from argmap.util.text import one_line

_FORMAT = "Output format: {outlines}. [default: from the file extension, or text]"
_SOURCES = "Add the people who make each claim and the sources that it cites."
_ESSAY = "Write an essay with sources, in {languages of essays}."


def outline(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    format: Annotated[str, value("-f --format", "FORMAT", _FORMAT)] = "",
    output: Output = "",
    side: OnlySide = "",
    focus: Focus = "",
    depth: Depth = None,
    sources: Annotated[bool, flag("--sources", _SOURCES)] = False,
    essay: Annotated[bool, flag("--essay", _ESSAY)] = False,
    verdicts: ShowVerdicts = False,
    stated_only: StatedOnly = False,
    fence: Fence = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Write a map as a numbered outline, an essay or a document.

    \b
    Example:
      argmap outline debate.yaml -f markdown --sources > debate.md
      argmap outline debate.yaml --sources -o debate.docx
      argmap outline debate.yaml --essay --verdicts
    """  # fmt: skip
    from argmap import formats
    from argmap.model.writing import OutlineOptions, WritingOptions

    console = Console.of(context)
    outlines = formats.writable_formats(formats.FormatKind.OUTLINE, formats.FormatKind.DOCUMENT)
    named = formats.format_named(format, outlines, "outline format") if format else None
    shown = formats.format_of_path(output, outlines)
    if named is not None and shown is not None and named is not shown:
        raise Failure(f"`-f {format}` does not match the file extension in `-o {output}`")
    if Path(output).suffix and output != STDOUT and named is None and shown is None:
        endings = ", ".join(each.endings[0] for each in outlines)
        raise Failure(
            f"`-o {output}` has an unknown file extension; use {endings},"
            " or choose a format with -f"
        )
    chosen_format = named or shown or outlines[0]
    target = output or STDOUT
    if chosen_format.is_binary and not output:
        target = default_output(file, chosen_format.endings[0], side, focus)
    how = reading_options(fence, prose=prose, sandbox=sandbox)
    whole = read_map(console, file, source, how, stated_only=stated_only, target=target)
    columns = console.columns if target == STDOUT else 0
    options = WritingOptions(
        outline=OutlineOptions(sources, columns, essay),
        verdicts=verdicts_of(whole) if verdicts else None,
    )
    with console.progress("writing the map"):
        result = formats.write(choose_part(whole, side, focus, depth), chosen_format.name, options)
    if chosen_format.kind is formats.FormatKind.DOCUMENT:
        print_result(console, result)
    else:
        print_notes(console, result)
    if target == STDOUT and console.columns and not chosen_format.is_binary:
        console.put(result.data.decode())
        return
    console.write(target, result.pieces(), make_folder=not output)
    if target != STDOUT:
        console.say(f"wrote {one_line(target)}")
