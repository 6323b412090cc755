"""`argmap help` and `argmap man`: the help of the commands, and the manual page made of it.

The page is in the language of man(7):

    .TP
    \\fB\\-\\-fix\\fR
    Mend what can safely be mended, then check again.
"""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from argmap.cli.app import fill_in_choices
from argmap.cli.console import Console
from argmap.cli.options import must_be_one_of


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
    whole = context.parent or context
    commands: Mapping[str, Any] = getattr(whole.command, "commands", {})
    if not command:
        Console.of(context).put(whole.get_help() + "\n")
        return
    if command not in commands:
        must_be_one_of("command", command, [name for name in commands if not commands[name].hidden])
    with commands[command].make_context(command, [], parent=whole, resilient_parsing=True) as inner:
        Console.of(context).put(inner.get_help() + "\n")


def man(context: typer.Context) -> None:
    """Print the manual page, for `docs/argmap.1`.

    \b
    Example:
      argmap man > argmap.1
    """  # fmt: skip
    whole = context.parent or context
    Console.of(context).put(manual(whole.command))


_EXIT_CODES = {
    "0": "fine",
    "1": "findings, or losses, that a command was asked to fail on",
    "2": "wrong input or usage",
    "3": "a bug in argmap",
    "130": "interrupted",
}
_LAST = ("help", "install_completion", "show_completion")
"""Parameters that every command has, or that the page does not repeat."""


def manual(group: Any) -> str:
    """Return the manual page of the whole command line, which is a group of commands."""
    return "\n".join(_manual_lines(group)) + "\n"


def _manual_lines(group: Any) -> Iterator[str]:
    from importlib.metadata import version

    yield f'.TH ARGMAP 1 "" "argmap {version("argmap")}" "User Commands"'
    yield ".SH NAME"
    yield "argmap \\- argument maps from a text file: diagrams, outlines, checks and verdicts"
    yield ".SH SYNOPSIS"
    yield ".B argmap"
    yield ".I COMMAND"
    yield "[\\fIOPTION\\fR]... [\\fIFILE\\fR]"
    yield ".SH DESCRIPTION"
    yield from _help_of(group)
    yield ".SH COMMANDS"
    context = group.make_context("argmap", [], resilient_parsing=True)
    commands: Mapping[str, object] = getattr(group, "commands", {})
    for name, command in commands.items():
        if getattr(command, "hidden", False):
            continue
        yield f'.SS "argmap {name}"'
        yield from _help_of(command)
        parameters = getattr(command, "params", ())
        fill_in_choices(parameters)
        for parameter in parameters:
            record = None if parameter.name in _LAST else parameter.get_help_record(context)
            if record:
                yield ".TP"
                yield _bold_roff(record[0])
                yield _escape_roff(record[1])
    yield ".SH EXIT STATUS"
    for code, meaning in _EXIT_CODES.items():
        yield from (".TP", _bold_roff(code), _escape_roff(meaning))
    yield ".SH ENVIRONMENT"
    yield from (
        ".TP",
        _bold_roff("NO_COLOR"),
        _escape_roff("if set and not empty, nothing is written in colour"),
    )
    yield from (
        ".TP",
        _bold_roff("FORCE_COLOR"),
        _escape_roff("if set and not empty, colours are written where no terminal is, too"),
    )


def _help_of(command: object) -> Iterator[str]:
    """Yield the help of a command; what keeps its line breaks there (after a line `\\b`) keeps them
    here.
    """
    from inspect import cleandoc

    for paragraph in cleandoc(getattr(command, "help", None) or "").split("\n\n"):
        keeps_lines = paragraph.startswith("\b")
        lines = [
            _escape_roff(line) for line in paragraph.removeprefix("\b").strip("\n").splitlines()
        ]
        yield ".PP"
        if keeps_lines:
            yield from (".nf", *lines, ".fi")
        else:
            yield from lines


def _bold_roff(text: str) -> str:
    return f"\\fB{_escape_roff(text)}\\fR"


def _escape_roff(text: str) -> str:
    """Return a line of text that man(7) takes for nothing else."""
    escaped = re.sub(r"\s+$", "", text).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
