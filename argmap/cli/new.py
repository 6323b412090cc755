"""`argmap new`: a small map to start from."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.util.errors import Failure
from argmap.util.files import create_file

_PATH = "File to create. Use .md or .txt for a list, or .yaml for the full format."


def new(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="[PATH]", help=_PATH)] = DEFAULT_FILE,
) -> None:
    """Create a new file with a small map to start from.

    \b
    Example:
      argmap new school.md
      argmap new debate.yaml
    """  # fmt: skip
    create_example(path)
    Console.of(context).say(f"wrote {path}; to draw it, run `argmap render {path}`")


def create_example(path: str) -> None:
    """Write a file that does not exist yet, with a small map in the format of its ending.

    Raises:
        Failure: it exists, cannot be written, or has another ending.
    """
    from importlib.resources import files as resources

    from argmap.formats.map_files import EXAMPLES

    ending = Path(path).suffix.lower()
    if ending not in EXAMPLES:
        raise Failure(f"`{path}` must have one of these file extensions: {', '.join(EXAMPLES)}")
    example = resources("argmap.formats").joinpath(*EXAMPLES[ending])
    create_file(path, example.read_text(encoding="utf-8"))
