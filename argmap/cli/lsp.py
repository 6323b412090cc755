"""`argmap lsp`: the language server, which an editor starts and talks to."""

from __future__ import annotations

from typing import Annotated

from argmap.cli.console import Console
from argmap.options import Option


def lsp(
    console: Console,
    *,
    stdio: Annotated[bool, Option(
        "Talk on standard input and output, as always. Some editors add this option.")] = False,
) -> int:  # fmt: skip
    """Your editor starts the server, and talks to it on standard input and output.
    It shows findings and fixes, verdicts, completions and more while you type.

    Example:
      argmap lsp
    """
    _ = stdio
    import gc
    import sys
    from importlib.util import find_spec

    from argmap.util.errors import Failure

    if find_spec("pygls") is None:
        raise Failure(
            "`argmap lsp` needs the package pygls, which is not installed: run"
            " `pip install 'argmap[lsp]'`"
        )
    from argmap.integrations.lsp.server import serve

    if sys.stdin.isatty():
        console.say("argmap lsp waits for an editor; press Ctrl-C to stop")
    # `argmap.__main__` has turned it off, for commands that end soon.
    gc.enable()
    return serve()
