"""`argmap mcp`: a server through which an assistant checks, draws and evaluates maps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from argmap.cli.console import Console
from argmap.options import Option
from argmap.util.errors import Failure

_NOT_INSTALLED = (
    "`argmap mcp` needs the package mcp, version 2 or later: run `pip install 'argmap[mcp]'`"
)


def mcp(
    console: Console,
    *,
    root: Annotated[str, Option(
        "Let the assistant use the files in this folder. [default: texts only, and no files]",
        "DIR")] = "",
    write: Annotated[bool, Option(
        "Let the assistant fix maps in this folder, and write pictures to it.")] = False,
) -> None:  # fmt: skip
    """Assistants start this command themselves, and speak the Model Context
    Protocol with it over standard input and output.

    Example:
      argmap mcp --root ~/maps
      argmap mcp --root ~/maps --write
    """
    if write and not root:
        raise Failure("--write requires a folder to write to: add --root DIR")
    # A client starts the command without a shell, which would have read `~`.
    root = str(Path(root).expanduser()) if root else ""
    if root and not Path(root).is_dir():
        raise Failure(f"cannot serve {root}: this is not a folder")
    try:
        from argmap.integrations import ServedFolder, serve
    except ImportError as problem:
        if (problem.name or "").startswith("argmap"):
            raise
        raise Failure(_NOT_INSTALLED) from None
    from argmap.util.limits import Limit

    _ = Limit.ANSWER.most  # a wrong setting is reported now, and not in every answer
    if sys.stdin is not None and sys.stdin.isatty():
        console.say("waiting for messages from an assistant; press Ctrl-C to stop")
    serve(ServedFolder(str(Path(root).resolve()) if root else "", write))
