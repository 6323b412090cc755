"""`argmap rename`: changes an id in the files of a map, as `argmap check --fix` changes texts."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import file_must_be_last, must_be_a_file
from argmap.cli.signature import Argument
from argmap.options import Option


def rename(
    console: Console,
    *,
    old: Annotated[str, Argument("OLD", "Current id of the claim, side or source.", "part")],
    new: Annotated[str, Argument("NEW", "New id.")],
    file: Annotated[str, Argument("[FILE]", "Map to change, in the native format.")] = DEFAULT_FILE,
    diff: Annotated[bool, Option("Show the changes without making them.")] = False,
) -> None:
    """Example:
    argmap rename more-sleep longer-nights debate.yaml
    """
    from argmap import formats
    from argmap.formats import renaming
    from argmap.util.text import count, one_line

    file_must_be_last("rename", {"OLD": old, "NEW": new}, file)
    reading = formats.read(file)
    must_be_a_file("change", *reading.texts)
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


def diff_of(name: str, before: str, after: str) -> str:
    """Return what changes in a file as a unified diff."""
    from difflib import unified_diff

    from argmap.util.text import one_line, safe

    shown = one_line(name)
    difference = unified_diff(before.splitlines(), after.splitlines(), shown, shown, lineterm="")
    lines = [safe(line.replace("\t", "    ")) for line in difference]
    return "\n".join(lines) + "\n"
