"""`argmap help` and `argmap man`: the help of all commands or of one, and the manual page."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from argmap.cli.console import Console
from argmap.output import Failure


def help(
    context: typer.Context,
    command: Annotated[
        str, typer.Argument(metavar="[COMMAND]", help="The command to explain.")
    ] = "",
) -> None:
    """Show the help of argmap, or of one command.

    \b
    Example:
      argmap help check
    """  # fmt: skip
    from argmap.model.diagnostics import no_such

    whole = context.parent or context
    commands: Mapping[str, Any] = getattr(whole.command, "commands", {})
    if not command:
        Console().put(whole.get_help() + "\n")
        return
    if command not in commands:
        raise Failure(
            no_such(
                "command", command, [name for name, each in commands.items() if not each.hidden]
            )
        )
    with commands[command].make_context(command, [], parent=whole, resilient_parsing=True) as inner:
        Console().put(inner.get_help() + "\n")


def man(context: typer.Context) -> None:
    """Print the manual page, for `docs/argmap.1`.

    \b
    Example:
      argmap man > argmap.1
    """  # fmt: skip
    from argmap.cli.manual import manual

    whole = context.parent or context
    Console().put(manual(whole.command))
