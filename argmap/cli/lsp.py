"""`argmap lsp`: the language server, which an editor starts and talks to."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from argmap.cli.console import Console
from argmap.cli.options import flag

_STDIO = "Talk on standard input and output, as always. Some editors add this option."


def lsp(
    context: typer.Context,
    _is_stdio: Annotated[bool, flag("--stdio", _STDIO)] = False,
) -> None:
    """Start the language server, for your text editor.

    Your editor starts the server, and talks to it on standard input and output.
    It shows findings and fixes, verdicts, completions and more while you type.

    \b
    Example:
      argmap lsp
    """  # fmt: skip
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
        Console.of(context).say("argmap lsp waits for an editor; press Ctrl-C to stop")
    # `argmap.__main__` has turned it off, for commands that end soon.
    gc.enable()
    raise typer.Exit(serve())
