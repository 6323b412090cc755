"""`argmap outline`: a map as numbered text, an essay or a document."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    Depth,
    Fence,
    File,
    Focus,
    From,
    OnlySide,
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

_FORMAT = "{outlines}; text if PATH shows no other."
_OUTPUT = "Where to; - is stdout, the default for text."
_SOURCES = "Say who holds each claim and what it cites."
_ESSAY = "As prose, with sources: in English, French, German or Spanish."


def outline(
    file: File = DEFAULT_FILE,
    format: Annotated[str, value("-f --format", "", _FORMAT)] = "",
    output: Annotated[str, value("-o --output", "PATH", _OUTPUT)] = "",
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
    """Tell a map as a numbered outline, or as an essay.

    \b
    Example:
      argmap outline debate.yaml -f markdown --sources > debate.md
      argmap outline debate.yaml --sources -o debate.docx
      argmap outline debate.yaml --essay --verdicts
    """  # fmt: skip
    from argmap import formats
    from argmap.model.writing import OutlineOptions, WritingOptions

    console = Console()
    outlines = formats.writable_formats(formats.FormatKind.OUTLINE, formats.FormatKind.DOCUMENT)
    named = formats.format_named(format, outlines, "outline format") if format else None
    shown = formats.format_of_path(output, outlines)
    if named is not None and shown is not None and named is not shown:
        raise Failure(f"`-f {format}` and the ending of `-o {output}` differ")
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
    with console.progress("telling the map"):
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
