"""The manual page and the command-line reference, made from the help of the commands.

The page is in the language of man(7):

    .TP
    \\fB\\-\\-fix\\fR
    Apply safe fixes, then check again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from inspect import cleandoc
from typing import Any, TypeAlias

import typer.main

from argmap.cli.app import app

PREFACE = """\
# Command line

This page lists every command and option. To see the help for a command in a terminal, run
`argmap help COMMAND`. This page is generated from the help texts.

Commands that read a map take a FILE. The default is `arguments.yaml`, and `-` means standard input.
Commands print results to standard output and messages to standard error. They write pictures and
worksheets to files. If `-o` names a folder, or a path that ends in a slash, the result goes into that
folder under its usual name.

Every command has these options:

- `-q`, `--quiet`: print only results and errors.
- `-v`, `--verbose`: say more about what was done.
- `--color`, `--no-color`: turn color on or off. By default, argmap uses color in a terminal. To
  change the default, set the environment variable `NO_COLOR` or `FORCE_COLOR`.
- `-h`, `--help`: show the command's help."""

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
    for paragraph in cleandoc(command.help).split("\n\n"):
        lines = paragraph.removeprefix("\b").strip("\n").splitlines()
        yield lines, paragraph.startswith("\b")


def manual() -> str:
    """Return the manual page of the whole command line."""
    return "\n".join(_manual_lines(typer.main.get_command(app))) + "\n"


def _manual_lines(group: Any) -> Iterator[str]:
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


def command_reference() -> str:
    """Return the reference of the whole command line, in Markdown."""
    group = typer.main.get_command(app)
    blocks = [PREFACE, "## Exit codes", _table("code", _EXIT_CODES.items())]
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
