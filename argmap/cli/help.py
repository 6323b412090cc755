"""`argmap help` and `argmap man`: the help of the commands, and the manual page made of it.

The page is in the language of man(7):

    .TP
    \\fB\\-\\-fix\\fR
    Apply safe fixes, then check again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

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
        raise Failure(no_such("command", command, commands.shown_commands()))
    with found.make_context(command, [], parent=whole, resilient_parsing=True) as inner:
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
_ENVIRONMENT = {
    "NO_COLOR": "if set and not empty, argmap does not use color",
    "FORCE_COLOR": "if set and not empty, argmap uses color even if the output is not a terminal",
}
_EVERYWHERE = ("help", "quiet", "verbose", "color")
"""Options that every command has; a reference lists them once."""

Entry: TypeAlias = tuple[str, str]
"""An argument, an option or the like, and what it means."""


def _commands_of(group: Any) -> Iterator[tuple[str, Any, list[Entry]]]:
    """Yield the commands that help shows: the name, the command, its arguments and options."""
    # With it as their parent, commands have its `-h` too.
    context = group.make_context("argmap", [], resilient_parsing=True)
    for name in group.shown_commands():
        command = group.get_command(context, name)
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        parameters = [each for each in command.params if each.name not in _EVERYWHERE]
        records = [parameter.get_help_record(inner) for parameter in parameters]
        yield name, command, list(filter(None, records))


def _paragraphs_of(command: Any) -> Iterator[tuple[list[str], bool]]:
    """Yield the lines of each paragraph of a help, and whether they stay as they are."""
    from inspect import cleandoc

    for paragraph in cleandoc(command.help).split("\n\n"):
        lines = paragraph.removeprefix("\b").strip("\n").splitlines()
        yield lines, paragraph.startswith("\b")


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
    yield from _roff_help(group)
    yield ".SH COMMANDS"
    for name, command, records in _commands_of(group):
        yield f'.SS "argmap {name}"'
        yield from _roff_help(command)
        yield from _roff_entries(records)
    yield ".SH EXIT STATUS"
    yield from _roff_entries(_EXIT_CODES.items())
    yield ".SH ENVIRONMENT"
    yield from _roff_entries(_ENVIRONMENT.items())


def _roff_help(command: Any) -> Iterator[str]:
    for lines, stay_as_they_are in _paragraphs_of(command):
        escaped = map(_escape_roff, lines)
        yield ".PP"
        if stay_as_they_are:
            yield from (".nf", *escaped, ".fi")
        else:
            yield from escaped


def _roff_entries(entries: Iterable[Entry]) -> Iterator[str]:
    for term, meaning in entries:
        yield from (".TP", f"\\fB{_escape_roff(term)}\\fR", _escape_roff(meaning))


def _escape_roff(text: str) -> str:
    """Return a line of text that man(7) takes for nothing else."""
    escaped = re.sub(r"\s+$", "", text).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def reference(group: Any) -> str:
    """Return the reference of the whole command line, in Markdown."""
    preface = Path(__file__).with_name("reference_preface.md").read_text(encoding="utf-8")
    blocks = [preface.rstrip("\n"), "## Exit codes", _table("code", _EXIT_CODES.items())]
    for name, command, records in _commands_of(group):
        blocks.append(f"## argmap {name}")
        for lines, stay_as_they_are in _paragraphs_of(command):
            if stay_as_they_are:
                examples = [line.strip() for line in lines[1:]]
                lines = ["```sh", *examples, "```"]  # noqa: PLW2901
            blocks.append("\n".join(lines))
        if records:
            rows = [(f"`{term}`", meaning) for term, meaning in records]
            blocks.append(_table("argument or option", rows))
    return "\n\n".join(blocks) + "\n"


def _table(term: str, entries: Iterable[Entry]) -> str:
    """Return a table in Markdown of terms, which its heading calls `term`, and their meanings."""
    lines = [f"| {term} | meaning |", "|---|---|"]
    for each, meaning in entries:
        escaped = meaning.replace("|", "\\|")
        lines.append(f"| {each} | {escaped} |")
    return "\n".join(lines)
