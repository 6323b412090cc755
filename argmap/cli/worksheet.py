"""`argmap worksheet`: a map with blanks, for students, and its key."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import Annotated

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

_ENDINGS = {".pdf": "pdf", ".yaml": "yaml", ".yml": "yaml"}


_BLANK = "What is left blank: some of text,kind,link."
_SHARE = "How much of it; 0.3 is the usual, 1 is all."
_IDS = "Which claims, and what starts from them."
_CARDS = "All claims as cards to cut out, and no map."
_DISTRACTORS = "So many claims that do not belong, among bank or cards."
_FORMAT = "pdf, or yaml to fill in on a computer."
_OUTPUT = "Where to; the key goes beside it."


def worksheet(
    file: File = DEFAULT_FILE,
    blank: Annotated[str, value("--blank", "", _BLANK)] = "",
    share: Annotated[float | None, value("--share", "N", _SHARE)] = None,
    ids: Annotated[str, value("--ids", "ID,…", _IDS)] = "",
    bank: Annotated[bool, flag("--bank", "List the missing claims to choose from.")] = False,
    cards: Annotated[bool, flag("--cards", _CARDS)] = False,
    distractors: Annotated[int, value("--distractors", "N", _DISTRACTORS, min=0)] = 0,
    seed: Annotated[int, value("--seed", "N", "The same number makes the same sheet.")] = 0,
    format: Annotated[str, value("-f --format", "", _FORMAT)] = "",
    output: Annotated[str, value("-o --output", "PATH", _OUTPUT)] = "",
    page: Annotated[str, value("--page", "", "a4 or letter.")] = "a4",
    side: OnlySide = "",
    focus: Focus = "",
    depth: Depth = None,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Make a worksheet of a map: the map with blanks, and beside it its key.

    \b
    Example:
      argmap worksheet debate.yaml -o sheet.pdf
      argmap worksheet debate.yaml --blank kind,link --share 1 -o sheet.pdf
      argmap worksheet debate.yaml --bank --distractors 2 --seed 7 -o sheet.yaml
    """  # fmt: skip
    from argmap import formats
    from argmap.classroom.worksheets.sheet import parse_kinds
    from argmap.classroom.worksheets.worksheet_files import (
        SheetOptions,
        make_cards,
        make_sheet,
        must_go_together,
    )

    console = Console()
    result_format = _choose_format(format, output)
    if cards:
        ignored = {"--blank": blank, "--share": share, "--ids": ids, "--bank": bank}
        for option, given in ignored.items():
            if given:
                raise Failure(f"{option} has no effect on cards: all claims are on them")
    kinds = parse_kinds(_split_list(blank))
    options = SheetOptions(kinds, share, _split_list(ids), bank, distractors, seed, page)
    must_go_together(result_format, options, are_cards=cards)
    target = output or default_output(file, f"-sheet.{result_format}", side, focus)
    if target == STDOUT:
        raise Failure("a worksheet has its key beside it: say where with -o PATH")
    path = Path(target)
    key_target = str(path.with_name(f"{path.stem}-key{path.suffix}"))

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
    if output and output != STDOUT and Path(output).suffix.lower() not in _ENDINGS:
        raise Failure(
            "a worksheet is a PDF or YAML file, so that `-o` takes .pdf or .yaml, and not"
            f" `{output}`"
        )
    return result_format or "pdf"


def _split_list(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
