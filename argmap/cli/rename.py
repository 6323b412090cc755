"""`argmap rename`: changes an id in the files of a map, as `argmap check --fix` changes texts."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.completion import complete_ids
from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import flag
from argmap.util.errors import Failure
from argmap.util.files import STDIN_NAME, is_other_than_a_file

if TYPE_CHECKING:
    from argmap.model.reading import Reading


def rename(
    context: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="Current id of the claim, side or source.",
            autocompletion=complete_ids,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="New id.")],
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Map to change, in the native format.")
    ] = DEFAULT_FILE,
    diff: Annotated[bool, flag("--diff", "Show the changes without making them.")] = False,
) -> None:
    """Change the id of a claim, side or source everywhere in a map.

    \b
    Example:
      argmap rename more-sleep longer-nights debate.yaml
    """  # fmt: skip
    from argmap import formats
    from argmap.formats import renaming
    from argmap.util.text import count, one_line

    console = Console.of(context)
    reading = formats.read(file)
    must_be_a_file(reading, "changed")
    texts_after = reading.edited(renaming.rename_id(reading, old, new))
    changed = {name: text for name, text in texts_after.items() if reading.texts[name] != text}
    if diff:
        for name, text in changed.items():
            console.put(diff_of(name, reading.texts[name], text))
        return
    formats.replace_texts([reading], changed)
    for name, text in changed.items():
        # An id is changed within its line, so that lines stay in their places.
        before, after = reading.texts[name].splitlines(), text.splitlines()
        lines = sum(line != other for line, other in zip(before, after, strict=False))
        console.say(f"{one_line(name)}: renamed `{old}` to `{new}` on {count(lines, 'line')}")


def must_be_a_file(reading: "Reading", verb: str) -> None:
    """Raise `Failure` for what came from standard input or a pipe, since there is no file that
    could be changed.
    """
    if reading.name == STDIN_NAME:
        raise Failure(f"standard input cannot be {verb}; give a file name instead")
    for name in reading.texts:
        if is_other_than_a_file(name):
            raise Failure(f"{name} cannot be {verb}, because it is not a regular file")


def diff_of(name: str, before: str, after: str) -> str:
    """Return what changes in a file as a unified diff."""
    from difflib import unified_diff

    from argmap.util.text import one_line, safe

    shown = one_line(name)
    difference = unified_diff(before.splitlines(), after.splitlines(), shown, shown, lineterm="")
    lines = [safe(line.replace("\t", "    ")) for line in difference]
    return "\n".join(lines) + "\n"
