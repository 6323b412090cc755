"""`argmap review`: students review each other's maps without names, and what comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from argmap.cli.console import STDOUT, Console
from argmap.cli.options import must_read_once, text_in
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.options.names import WorksheetPaper
from argmap.util.errors import Failure
from argmap.util.files import bytes_of, exists, write_files
from argmap.util.text import count, one_line


def review(
    console: Console,
    *,
    students: Annotated[list[str] | None, Argument("[STUDENT]...",
        "Students' maps, or folders or ZIP archives that contain them.")] = None,
    output: Annotated[str, Option(
        "Folder for the sheets or, with --collect, for the authors' pages.", "DIR",
        "-o --output")] = "",
    collect: Annotated[str, Option(
        "Folder or ZIP archive with the reviews that came back.", "PATH")] = "",
    names: Annotated[str, Option(
        "File that says who is who. [default: reviews-names.yaml, beside the folder]",
        "FILE")] = "",
    paper: Annotated[WorksheetPaper, Option("Paper size of the documents: {choices}.",
        "SIZE")] = "a4",
) -> None:  # fmt: skip
    """Each student reviews two others' maps, and each map is reviewed twice, as far as possible.

    Maps have numbers in place of names. Each review is a page and a document with four questions.

    Example:
      argmap review class.zip -o reviews
      argmap review --collect returned -o pages
    """
    from argmap.classroom.feedback.collecting import collect_submissions
    from argmap.classroom.reviews.assignment import (
        NAMES_FILE,
        format_assignment,
        parse_assignment,
    )
    from argmap.classroom.reviews.review_sheets import collect_reviews, make_reviews

    if not output or output == STDOUT:
        raise Failure("a peer review has many files, so name a folder for them with -o DIR")
    if bool(students) == bool(collect):
        raise Failure("name either the students' maps, or the reviews that came back (--collect)")
    if names and not collect:
        raise Failure("--names requires --collect")
    given = students or [collect]
    must_read_once(given)
    folder = Path(collect or output).resolve()
    names_file = names or str(folder.parent / NAMES_FILE)
    files = collect_submissions(given, [names_file, output])
    if collect:
        assignment = parse_assignment(text_in(console, names_file), names_file)
        made = collect_reviews(assignment, files)
    else:
        with console.progress("making the sheets"):
            made = make_reviews(files, paper)
    console.say(*made.notes)
    if not made.files:
        raise Failure(
            "no review came back" if collect else "there are too few maps for a peer review"
        )
    contents = {str(Path(output) / name): data for name, data in made.files.items()}
    if not collect:
        who_is_who = format_assignment(made.assignment).encode()
        if exists(Path(names_file)) and bytes_of(names_file) != who_is_who:
            raise Failure(
                f"{names_file} is from other reviews, and without it these cannot be collected;"
                " move it away, or write to a folder in another place"
            )
        contents[names_file] = who_is_who
    write_files(contents)
    console.say(f"wrote {count(len(made.files), 'file')} to {one_line(output)}")
    if not collect:
        console.say(f"{one_line(names_file)} says who is who; keep it to yourself")
