"""The manual page, made of the help of the commands, in the language of man(7)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from argmap.cli.choices import fill_in_choices

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
    return "\n".join(_lines(group)) + "\n"


def _lines(group: Any) -> Iterator[str]:
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
                yield _bold(record[0])
                yield _text(record[1])
    yield ".SH EXIT STATUS"
    for code, meaning in _EXIT_CODES.items():
        yield from (".TP", _bold(code), _text(meaning))
    yield ".SH ENVIRONMENT"
    yield from (
        ".TP",
        _bold("NO_COLOR"),
        _text("if set and not empty, nothing is written in colour"),
    )
    yield from (
        ".TP",
        _bold("FORCE_COLOR"),
        _text("if set and not empty, colours are written where no terminal is, too"),
    )


def _help_of(command: object) -> Iterator[str]:
    """Yield the help of a command; what keeps its line breaks there (after a line `\\b`) keeps them
    here.
    """
    for paragraph in inspect.cleandoc(getattr(command, "help", None) or "").split("\n\n"):
        keeps_lines = paragraph.startswith("\b")
        lines = [_text(line) for line in paragraph.removeprefix("\b").strip("\n").splitlines()]
        yield ".PP"
        if keeps_lines:
            yield from (".nf", *lines, ".fi")
        else:
            yield from lines


def _bold(text: str) -> str:
    return f"\\fB{_text(text)}\\fR"


def _text(text: str) -> str:
    """Return a line of text that man(7) takes for nothing else."""
    escaped = re.sub(r"\s+$", "", text).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
