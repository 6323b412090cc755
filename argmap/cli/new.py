"""`argmap new`: a small map to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.signature import Argument
from argmap.util.errors import Failure
from argmap.util.files import create_file, write_file


def new(
    console: Console,
    *,
    path: Annotated[str, Argument("[PATH]",
        "File to create. Use .md or .txt for a list, or .yaml for the full"
        " format.")] = DEFAULT_FILE,
) -> None:  # fmt: skip
    """Example:
    argmap new school.md
    argmap new debate.yaml
    """
    create_example(path)
    console.say(f"wrote {path}; to draw it, run `argmap render {path}`")


def create_example(path: str) -> None:
    """Write a file that does not exist yet, with a small map in the format of its ending.

    Raises:
        Failure: it exists, cannot be written, or has another ending.
    """
    from importlib.resources import files as resources

    from argmap.formats.map_files import EXAMPLES

    ending = Path(path).suffix.lower()
    if ending not in EXAMPLES:
        name = "-".join(re.findall(r"\w+", Path(path).stem.lower())) or "map"
        raise Failure(
            f"`{path}` must have one of these file extensions: {', '.join(EXAMPLES)}; type"
            f" `argmap new {name}.md`"
        )
    example = resources("argmap.formats").joinpath(*EXAMPLES[ending])
    text = example.read_text(encoding="utf-8")
    if Path(path).is_file() and not Path(path).stat().st_size:
        write_file(path, [text.encode()])  # nothing is lost
    else:
        create_file(path, text)
