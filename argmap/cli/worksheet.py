"""`argmap worksheet`: a map with blanks, for students, and its key."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    Depth,
    File,
    Focus,
    From,
    OnlySide,
    Sandbox,
    choose_format,
    choose_part,
    default_output,
    flag,
    map_of,
    reading_options,
    value,
)
from argmap.util.errors import Failure
from argmap.util.files import write_files
from argmap.util.text import count, one_line

_ENDINGS = {
    ".pdf": "pdf", ".html": "html", ".htm": "html", ".docx": "docx",
    ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip


_BLANK = "What to leave blank: text, kind or link, or several separated by commas. [default: text]"
_SHARE = "Share of the texts, kinds or links to leave blank, from 0 to 1. [default: 0.3]"
_IDS = "Claims to leave blank, instead of a random share."
_WORD_BANK = "Add a list of the missing claims for students to choose from."
_CARDS = "Print the claims as cards to cut out, instead of a map."
_DISTRACTORS = "Number of wrong claims to add to the word bank or the cards."
_SEED = "Random seed. The same seed gives the same worksheet."
_FORMAT = (
    "Output format: pdf, or html, docx or yaml to fill in on a computer."
    " [default: from the file extension, or pdf]"
)
_OUTPUT = "Output file for the worksheet. argmap writes the key to the same folder."
_PAPER = "Paper size: a4, a3 or letter."
_BLANKS = "Blanks"


def worksheet(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    format: Annotated[str, value("-f --format", "FORMAT", _FORMAT)] = "",
    output: Annotated[str, value("-o --output", "PATH", _OUTPUT)] = "",
    paper: Annotated[str, value("--paper", "SIZE", _PAPER)] = "a4",
    cards: Annotated[bool, flag("--cards", _CARDS)] = False,
    blank: Annotated[str, value("--blank", "WHAT", _BLANK, group=_BLANKS)] = "",
    share: Annotated[float | None, value("--share", "N", _SHARE, group=_BLANKS)] = None,
    ids: Annotated[str, value("--ids", "ID,…", _IDS, group=_BLANKS)] = "",
    word_bank: Annotated[bool, flag("--word-bank", _WORD_BANK, _BLANKS)] = False,
    distractors: Annotated[
        int, value("--distractors", "N", _DISTRACTORS, min=0, group=_BLANKS)
    ] = 0,
    seed: Annotated[int, value("--seed", "N", _SEED, group=_BLANKS)] = 0,
    side: OnlySide = "",
    focus: Focus = "",
    depth: Depth = None,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Make a worksheet (a map with blanks) and its key.

    \b
    Example:
      argmap worksheet debate.yaml -o sheet.pdf
      argmap worksheet debate.yaml --blank kind,link --share 1 -o sheet.pdf
      argmap worksheet debate.yaml --word-bank --distractors 2 --seed 7 -o sheet.html
    """  # fmt: skip
    from argmap import formats
    from argmap.classroom.worksheets.sheet import parse_kinds
    from argmap.classroom.worksheets.worksheet_files import (
        SheetOptions,
        make_cards,
        make_sheet,
        must_go_together,
    )

    console = Console.of(context)
    result_format = _choose_format(format, output)
    if cards:
        ignored = {"--blank": blank, "--share": share, "--ids": ids, "--word-bank": word_bank}
        for option, given in ignored.items():
            if given:
                raise Failure(
                    f"{option} has no effect with --cards, because all claims are on cards"
                )
    kinds = parse_kinds(_split_list(blank))
    options = SheetOptions(kinds, share, _split_list(ids), word_bank, distractors, seed, paper)
    must_go_together(result_format, options, are_cards=cards)
    target = output or default_output(file, f"-sheet.{result_format}", side, focus)
    if target == STDOUT:
        raise Failure("a worksheet and its key are two files, so name the worksheet with -o PATH")
    path = Path(target)
    # `argmap grade` reads keys in the native format, and keys of paper are for people.
    key_ending = path.suffix if result_format in ("pdf", "yaml") else ".yaml"
    key_target = str(path.with_name(f"{path.stem}-key{key_ending}"))

    with console.progress("reading the map"):
        reading = formats.read(file, source, reading_options("", prose=False, sandbox=sandbox))
    map = choose_part(map_of(console, reading, targets=[target, key_target]), side, focus, depth)
    with console.progress("making the worksheet"):
        made = make_cards(map, options) if cards else make_sheet(map, result_format, options)
    write_files({target: made.sheet, key_target: made.key}, make_folder=not output)
    for note in made.notes:
        console.say(note)
    pages = f" with {count(made.pages, 'page')}" if made.pages else ""
    console.say(f"wrote {one_line(target)}{pages}, and its key {one_line(key_target)}")


def _choose_format(format: str, output: str) -> str:
    result_format = choose_format(format, output, _ENDINGS)
    return result_format or "pdf"


def _split_list(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
