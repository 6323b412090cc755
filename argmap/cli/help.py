"""`argmap help`: the help of the commands."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from argmap.cli.console import Console
from argmap.cli.signature import Argument
from argmap.util.errors import Failure


def help(
    context: typer.Context,
    console: Console,
    command: Annotated[str, Argument("[COMMAND]", "Command to get help with.")] = "",
) -> None:
    """Example:
    argmap help check
    """
    whole = context.parent or context
    commands: Any = whole.command
    if not command:
        console.put(whole.get_help() + "\n")
        return
    found = commands.get_command(whole, command)
    if found is None:
        from argmap.cli.intents import Typed, lines_for_command

        for line in lines_for_command(command, Typed((), commands)):
            meant = line.split()[1]
            if meant in commands.list_commands(whole):
                raise Failure(f"there is no command `{command}`; type `argmap help {meant}`")
        raise Failure(f"there is no command `{command}`; type `argmap help`")
    with found.make_context(command, [], parent=whole, resilient_parsing=True) as inner:
        console.put(inner.get_help() + "\n")
