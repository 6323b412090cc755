"""Names of commands and options that were replaced: an old one prints its new one.

argmap: `argmap compare` is now `argmap grade`
argmap: `--page` is now `--paper`
"""

from __future__ import annotations

from collections.abc import Collection

_COMMANDS = {"compare": "grade", "forms": "formats"}

_OPTIONS = {
    "--page": "--paper",
    "--text": "--labels",
    "--as-stated": "--stated-only",
    "--bank": "--word-bank",
    "--each": "--feedback",
    "--pairs": "--matches",
    "--propose": "--propose-matches",
    "--points": "--rubric",
}

_QUESTIONS = {
    "--why": "argmap why ID",
    "--needs": "argmap needs ID",
    "--cruxes": "argmap cruxes",
    "--positions": "argmap positions",
    "--about": "argmap cruxes --about ID",
}
"""Options of `argmap evaluate` that are commands now."""

_COMPLETION = {
    "--install-completion": "argmap completion --install",
    "--show-completion": "argmap completion",
}


def new_command(name: str) -> str:
    """Return what replaces a command, as a sentence; "" where nothing does."""
    return f"`argmap {name}` is now `argmap {_COMMANDS[name]}`" if name in _COMMANDS else ""


def new_option(command: str, option: str, known: Collection[str]) -> str:
    """Return what replaces an option of a command, as a sentence; "" where nothing does.

    Args:
        command: the name of the command.
        option: the option that it does not have.
        known: the options that it has.
    """
    # Of a command that lacks the new name as well, the new name would be no help.
    if _OPTIONS.get(option) in known:
        return f"`{option}` is now `{_OPTIONS[option]}`"
    commands = _QUESTIONS if command == "evaluate" else _COMPLETION
    if option in commands:
        return f"`{option}` is now `{commands[option]}`"
    return ""
