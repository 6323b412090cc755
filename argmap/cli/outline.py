"""`argmap outline`: a map as numbered text, an essay or a document."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    FORMAT,
    File,
    HowToShow,
    Output,
    choose_format,
    endings_of,
    output_path,
    part_of,
    print_result,
)
from argmap.languages.list_table import LANGUAGES_OF_ESSAYS
from argmap.options import Option, Part
from argmap.options.format_names import DocumentFormat
from argmap.options.names import Default
from argmap.util.text import listed


def outline(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    format: Annotated[DocumentFormat | Default, Option(
        "Output format: {choices}. [default: from the file extension, or text]", "FORMAT",
        FORMAT)] = "",
    output: Output = "",
    part: Part,
    sources: Annotated[bool, Option(
        "Add the people who make each claim and the sources that it cites.")] = False,
    essay: Annotated[bool, Option(
        f"Write an essay with sources, in {listed(LANGUAGES_OF_ESSAYS, 'or')}.")] = False,
    shown: HowToShow,
) -> None:  # fmt: skip
    """Example:
    argmap outline debate.yaml -f markdown --sources > debate.md
    argmap outline debate.yaml --sources -o debate.docx
    argmap outline debate.yaml --essay -o essay.docx
    """
    from argmap import formats
    from argmap.model.writing import OutlineOptions, WritingOptions

    outlines = formats.writable_formats(formats.FormatKind.OUTLINE, formats.FormatKind.DOCUMENT)
    name = choose_format(format, output, endings_of(outlines), file) or "text"
    chosen_format = formats.format_named(name, outlines)
    target = STDOUT
    if output or chosen_format.is_binary:
        target = output_path(output, file, chosen_format.endings[0], part, format=format)
    whole = shown.how.read_map(console, file, stated_only=shown.stated_only, target=target)
    columns = console.columns if target == STDOUT else 0
    how = OutlineOptions(sources, columns, essay)
    options = WritingOptions(outline=how, verdicts=shown.verdicts_of(whole))
    if essay and shown.verdicts and name in ("text", "markdown", "latex"):  # others have a picture
        console.say("--verdicts adds nothing to an essay: its conclusion says which claims stand")
    with console.progress("writing the map"):
        result = formats.write(part_of(console, whole, part), name, options)
    if chosen_format.kind is formats.FormatKind.DOCUMENT:
        print_result(console, result)
    else:
        console.say(*result.notes)
    if target == STDOUT and console.columns and not chosen_format.is_binary:
        console.put(result.data.decode())
        return
    console.write(target, result.pieces())
