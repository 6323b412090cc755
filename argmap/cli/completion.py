"""`argmap completion`, and what a shell completes: ids and sides of the map, rules, formats.

The shell asks while a person types, so nothing here reports an error.
"""

# Annotations are not postponed here: typer looks at them to know what to hand over.
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.util.errors import ArgmapError, Failure

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

VARIABLE = "_ARGMAP_COMPLETE"
"""Set by the shell that asks what may follow."""
_SHELL = "Shell: bash, zsh, fish, powershell or pwsh. [default: your current shell]"
_INSTALL = "Install the script for your shell."


def completion(
    context: typer.Context,
    shell: Annotated[str, typer.Argument(metavar="[SHELL]", help=_SHELL)] = "",
    install: Annotated[bool, typer.Option("--install", help=_INSTALL)] = False,
) -> None:
    """Print a script that completes commands in your shell.

    \b
    Example:
      argmap completion --install
      argmap completion zsh > ~/.zfunc/_argmap
    """  # fmt: skip
    from typer._completion_shared import Shells, get_completion_script
    from typer._completion_shared import install as install_for

    console = Console.of(context)
    shells = [each.value for each in Shells]
    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in shells:
        raise Failure(
            f"name your shell, for example `argmap completion bash`; choose from"
            f" {', '.join(shells)}"
        )
    if install:
        _, path = install_for(shell=name, prog_name="argmap", complete_var=VARIABLE)
        console.say(f"wrote {path}; open a new terminal to use it")
        return
    script = get_completion_script(prog_name="argmap", complete_var=VARIABLE, shell=name)
    console.put(script + "\n")


def prepare_completion() -> None:
    """Let typer answer the shell's questions about what may follow."""
    from typer._completion_classes import completion_init

    completion_init()


Completions = list[tuple[str, str]]
"""What may be meant, each with a few words about it."""


def complete_claims(context: typer.Context, incomplete: str) -> Completions:
    """Return the ids of claims, with their texts."""
    from argmap.util.text import shorten

    map = _map_at_hand(context)
    if map is None:
        return []
    claims = [(claim.id, shorten(claim.text)) for claim in map.claims.values()]
    return _beginning_with(incomplete, claims)


def complete_sides(context: typer.Context, incomplete: str) -> Completions:
    """Return the ids of sides, with their names."""
    from argmap.util.text import one_line

    map = _map_at_hand(context)
    if map is None:
        return []
    sides = [(side.id, one_line(side.name)) for side in map.sides.values()]
    return _beginning_with(incomplete, sides)


def complete_ids(context: typer.Context, incomplete: str) -> Completions:
    """Return the ids of claims, sides and sources."""
    from argmap.util.text import one_line, shorten

    map = _map_at_hand(context)
    if map is None:
        return []
    ids: Completions = []
    for claim in map.claims.values():
        ids.append((claim.id, shorten(claim.text)))
    for side in map.sides.values():
        ids.append((side.id, one_line(side.name)))
    for source in map.sources.values():
        ids.append((source.id, shorten(source.reference)))
    return _beginning_with(incomplete, ids)


def complete_rules(incomplete: str) -> Completions:
    """Return rules and groups of them; of names joined by commas, the last is completed."""
    from argmap.lint.rules import GROUPS

    before, comma, name = incomplete.rpartition(",")
    names: Completions = [(group, "a group of rules") for group in GROUPS]
    for group, rules in GROUPS.items():
        names += [(rule, group) for rule in rules]
    return [(before + comma + each, about) for each, about in _beginning_with(name, names)]


def complete_readable_formats(incomplete: str) -> Completions:
    """Return the formats that can be read."""
    from argmap.formats import readable_formats

    formats = [(format.name, format.kind.value) for format in readable_formats()]
    return _beginning_with(incomplete, formats)


def complete_writable_formats(incomplete: str) -> Completions:
    """Return the formats that can be written."""
    from argmap.formats import writable_formats

    formats = [(format.name, format.kind.value) for format in writable_formats()]
    return _beginning_with(incomplete, formats)


def _beginning_with(incomplete: str, known: Iterable[tuple[str, str]]) -> Completions:
    """Return those of some words, each with a few about it, that a person may be about to type."""
    return [(word, about) for word, about in known if word.startswith(incomplete)]


def _map_at_hand(context: typer.Context) -> "ArgumentMap | None":
    """Return the map in the file that the command line names so far, or else in the default one."""
    from argmap import formats

    named = context.params.get("file") or context.params.get("files")
    file = named[0] if isinstance(named, (list, tuple)) else named
    if not file or file == DEFAULT_FILE:
        # Behind an option whose value is still to come, typer has not got as far as the file.
        file = _file_among_words() or DEFAULT_FILE
    if file == "-":
        return None  # what a person will type there is not known yet
    with suppress(ArgmapError):
        return formats.read(str(file), str(context.params.get("source") or "")).map
    return None


def _file_among_words() -> str:
    """Return the first word of the command line that is a file, as the shell
    hands the words over.
    """
    words = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    for word in words.split()[1:]:
        with suppress(OSError, ValueError):
            if Path(word).is_file():
                return word
    return ""
