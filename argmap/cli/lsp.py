"""`argmap lsp`: the language server, which an editor starts and talks to."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import typer


def lsp() -> None:
    """Start the language server, for an editor.

    The server reads from standard input and writes to standard output. Your editor starts it.

    \b
    Example:
      argmap lsp
    """  # fmt: skip
    import gc

    from argmap.integrations.lsp.server import serve

    # `argmap.__main__` has turned it off, for commands that end soon.
    gc.enable()
    raise typer.Exit(serve())
