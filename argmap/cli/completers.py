"""What a shell completes: ids and sides of the map, rules, choices of options.

The shell asks while a person types, so nothing here reports an error.
"""

# Annotations are not postponed here: typer looks at them to know what to hand over.
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from argmap.cli.console import DEFAULT_FILE
from argmap.options.names import AnyPaper
from argmap.options.option import Names, choices_of
from argmap.util.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

VARIABLE = "_ARGMAP_COMPLETE"
"""Set by the shell that asks what may follow."""


Completions = list[tuple[str, str]]
"""What may be meant, each with a few words about it."""
Complete = Callable[[typer.Context, str], Completions]


def complete_choices(choices: Iterable[str]) -> Complete:
    """Return what completes one of some names."""

    def complete(_context: typer.Context, incomplete: str) -> Completions:
        return _beginning_with(incomplete, [(choice, "") for choice in choices])

    return complete


def completion_of(names: Names) -> Complete | None:
    """Return what completes a name of a part of the map, or of a rule; None for anything else."""
    if names == "paper":
        return complete_choices(choices_of(AnyPaper))
    known = {"claim": _claims, "side": _sides, "part": _parts}.get(names)
    if known is not None:

        def complete(context: typer.Context, incomplete: str) -> Completions:
            map = _map_at_hand(context)
            return [] if map is None else _beginning_with(incomplete, known(map))

        return complete
    return _complete_rules if names == "rule" else None


def _claims(map: "ArgumentMap") -> Completions:
    from argmap.util.text import shorten

    return [(claim.id, shorten(claim.text)) for claim in map.claims.values()]


def _sides(map: "ArgumentMap") -> Completions:
    from argmap.util.text import one_line

    return [(side.id, one_line(side.name)) for side in map.sides.values()]


def _parts(map: "ArgumentMap") -> Completions:
    """Return the ids of claims, sides and sources."""
    from argmap.util.text import shorten

    sources = [(source.id, shorten(source.reference)) for source in map.sources.values()]
    return [*_claims(map), *_sides(map), *sources]


def _complete_rules(_context: typer.Context, incomplete: str) -> Completions:
    """Return rules and groups of them; of names joined by commas, the last is completed."""
    from argmap.lint.rules import GROUPS

    before, comma, name = incomplete.rpartition(",")
    names: Completions = [(group, "a group of rules") for group in GROUPS]
    for group, rules in GROUPS.items():
        names += [(rule, group) for rule in rules]
    return [(before + comma + each, about) for each, about in _beginning_with(name, names)]


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
        return formats.read(str(file), str(context.params.get("source_format") or "")).map
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
