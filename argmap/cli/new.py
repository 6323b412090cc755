"""`argmap new`: a small map to start from."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.util.files import create_file


def new(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="Where to; never overwritten.")
    ] = DEFAULT_FILE,
) -> None:
    """Write a small map with comments, to start from.

    \b
    Example:
      argmap new debate.yaml
    """  # fmt: skip
    from importlib.resources import files as resources

    example = resources("argmap").joinpath("formats", "native", "example.yaml")
    create_file(path, example.read_text(encoding="utf-8"))
    Console().say(f"wrote {path}; draw it with `argmap render {path}`")
