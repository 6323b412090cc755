"""`argmap worksheet`: a map with blanks, for students, and its key."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    FORMAT,
    File,
    HowToRead,
    choose_format,
    map_of,
    output_path,
    part_of,
)
from argmap.options import Option, Part, SheetOptions
from argmap.options.names import Default, WorksheetFormat
from argmap.util.errors import Failure
from argmap.util.files import write_files
from argmap.util.text import count, one_line

_ENDINGS = {
    ".pdf": "pdf", ".html": "html", ".htm": "html", ".docx": "docx",
    ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip


def worksheet(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    format: Annotated[WorksheetFormat | Default, Option(
        "Output format: {choices}; all but pdf are to fill in on a computer. [default: from the"
        " file extension, or pdf]", "FORMAT", FORMAT)] = "",
    output: Annotated[str, Option(
        "Output file or folder for the worksheet. argmap writes the key to the same folder.",
        "PATH", "-o --output")] = "",
    sheet: SheetOptions,
    part: Part,
    how: HowToRead,
) -> None:  # fmt: skip
    """Example:
    argmap worksheet debate.yaml -o sheet.pdf
    argmap worksheet debate.yaml --blank kind,link --share 1 -o sheet.pdf
    argmap worksheet debate.yaml --word-bank --distractors 2 --seed 7 -o sheet.html
    """
    from argmap.classroom.worksheets.worksheet_files import make_sheet
    from argmap.documents.claim_names import with_ids

    result_format = choose_format(format, output, _ENDINGS) or "pdf"
    target = output_path(output, file, f"-sheet.{result_format}", part, format=format)
    if target == STDOUT:
        raise Failure("a worksheet and its key are two files, so name the worksheet with -o PATH")
    path = Path(target)
    # `argmap grade` reads keys in the native format, and keys of paper are for people.
    key_ending = path.suffix if result_format in ("pdf", "yaml") else ".yaml"
    key_target = str(path.with_name(f"{path.stem}-key{key_ending}"))
    whole = map_of(console, how.read(console, file), targets=[target, key_target])
    map = part_of(console, whole, part)
    with console.progress("making the worksheet"):
        made = make_sheet(map, result_format, with_ids(map, sheet, console.say))
    write_files({target: made.sheet, key_target: made.key})
    console.say(*made.notes)
    pages = f" with {count(made.pages, 'page')}" if made.pages else ""
    console.say(f"wrote {one_line(target)}{pages}, and its key {one_line(key_target)}")
