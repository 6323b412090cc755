"""`argmap help` and `argmap man`: the help of the commands, and the manual page made of it.

The page is in the language of man(7):

    .TP
    \\fB\\-\\-fix\\fR
    Apply safe fixes, then check again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import typer

from argmap.cli.console import Console
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.util.errors import Failure
from argmap.util.spelling import no_such


def help(
    context: typer.Context,
    console: Console,
    command: Annotated[str, Argument("[COMMAND]", "Command to get help with.")] = "",
) -> None:
    """Example:
    argmap help check
    """
    whole = context.parent or context
    commands: Mapping[str, Any] = getattr(whole.command, "commands", {})
    if not command:
        console.put(whole.get_help() + "\n")
        return
    if command not in commands:
        from argmap.cli.intents import Typed, lines_for_command

        for line in lines_for_command(command, Typed((), commands)):
            meant = line.split()[1]
            if meant in commands:
                raise Failure(f"there is no command `{command}`; type `argmap help {meant}`")
        known = [name for name in commands if not commands[name].hidden]
        raise Failure(no_such("command", command, known))
    with commands[command].make_context(command, [], parent=whole, resilient_parsing=True) as inner:
        console.put(inner.get_help() + "\n")


def man(
    context: typer.Context,
    console: Console,
    format: Annotated[Literal["man", "markdown"], Option("Output format: {choices}.", "FORMAT",
        "-f --format")] = "man",
) -> None:  # fmt: skip
    """Example:
    argmap man > argmap.1
    argmap man -f markdown > command-line.md
    """
    whole = context.parent or context
    pages = {"man": manual, "markdown": reference}
    console.put(pages[format](whole.command))


_EXIT_CODES = {
    "0": "success",
    "1": "the command found problems, losses or changes",
    "2": "the input or the command line is invalid",
    "3": "argmap has a bug",
    "130": "the command was interrupted",
}
_EVERYWHERE = ("help", "quiet", "verbose", "color")
"""Options that every command has; a reference lists them once."""


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
        for parameter in parameters:
            record = None if parameter.name in _EVERYWHERE else parameter.get_help_record(context)
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
        _escape_roff("if set and not empty, argmap does not use color"),
    )
    yield from (
        ".TP",
        _bold_roff("FORCE_COLOR"),
        _escape_roff(
            "if set and not empty, argmap uses color even if the output is not a terminal"
        ),
    )


_REFERENCE_PREFACE = """\
# Command line

This page lists every command and option. To see the help for a command in a terminal, run
`argmap help COMMAND`. `argmap man -f markdown` generates this page from the help texts.

Commands that read a map take a FILE. The default is `arguments.yaml`, and `-` means standard input.
Commands print results to standard output and messages to standard error. They write pictures and
worksheets to files.

Every command has these options:

- `-q`, `--quiet`: print only results and errors.
- `-v`, `--verbose`: say more about what was done.
- `--color`, `--no-color`: turn color on or off. By default, argmap uses color in a terminal. To
  change the default, set the environment variable `NO_COLOR` or `FORCE_COLOR`.
- `-h`, `--help`: show the command's help."""


def reference(group: Any) -> str:
    """Return the reference of the whole command line, in Markdown."""
    # With it as their parent, commands have its `-h` too.
    context = group.make_context("argmap", [], resilient_parsing=True)
    blocks = [_REFERENCE_PREFACE, "## Exit codes"]
    codes = [f"| {code} | {meaning} |" for code, meaning in _EXIT_CODES.items()]
    blocks.append("\n".join(["| code | meaning |", "|---|---|", *codes]))
    for name, command in group.commands.items():
        if not command.hidden:
            blocks += [f"## argmap {name}", *_command_blocks(name, command, context)]
    return "\n\n".join(blocks) + "\n"


def _command_blocks(name: str, command: Any, parent: Any) -> Iterator[str]:
    """Yield the help of a command: what it does, its examples, its arguments and options."""
    from inspect import cleandoc

    for paragraph in cleandoc(command.help).split("\n\n"):
        if paragraph.startswith("\b"):
            examples = [line.strip() for line in paragraph.splitlines()[2:]]
            yield "\n".join(["```sh", *examples, "```"])
        else:
            yield paragraph
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    rows: list[str] = []
    for parameter in command.params:
        record = None if parameter.name in _EVERYWHERE else parameter.get_help_record(context)
        if record is not None:
            cells = [f"`{record[0]}`", record[1].replace("|", "\\|")]
            rows.append(f"| {' | '.join(cells)} |")
    if rows:
        yield "\n".join(["| argument or option | meaning |", "|---|---|", *rows])


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
