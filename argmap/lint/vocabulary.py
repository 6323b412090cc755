"""The words of hints: how each format, and the page of the editor, calls what is to be changed.

A rule writes its hint once, with terms in braces:

    Hint("add a reason{reason_here}")
        → in YAML: add a reason under `premises`
        → in a list: add a reason in an item below the claim
        → on a page: add a reason
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from argmap.model.messages import LISTS, how_to_answer


class Surface(Enum):
    """Where people read findings."""

    COMMAND_LINE = "command line"
    """Next to a text and a command line: also in text editors and in Python."""
    ASSISTANT = "assistant"
    """Next to a text, but without a command line."""
    PAGE = "page"
    """Next to a picture with buttons, on the page of the editor."""


class Hint(NamedTuple):
    """What to do about a finding.

    Attributes:
        template: the hint, with terms.
        keys: what follows in formats with keys, such as YAML.
        command: what follows, after a semicolon, for people with a command line.
    """

    template: str
    keys: str = ""
    command: str = ""


_KEYS, _LIST, _PLAIN = range(3)
_WITH_KEYS = ("native", "json")


@cache
def _terms() -> Mapping[str, Sequence[str]]:
    """Return what to write where a hint has a term, in each of the three ways."""
    terms: dict[str, list[str]] = tomllib.loads(
        Path(__file__).with_name("terms.toml").read_text(encoding="utf-8")
    )
    return {**terms, "answer_it": (how_to_answer(), how_to_answer("text"), how_to_answer())}


@lru_cache(256)  # one hint belongs to many findings, and is kept only once
def in_words(hint: Hint, format: str, surface: Surface) -> str:
    """Return a hint about a map that was read from a format, for people who read it somewhere."""
    column = _LIST if format in LISTS else _KEYS if format in _WITH_KEYS else _PLAIN
    if surface is Surface.PAGE:
        column = _PLAIN
    words = hint.template.format_map({term: ways[column] for term, ways in _terms().items()})
    if column is _KEYS:
        words += hint.keys
    command = hint.command if surface is Surface.COMMAND_LINE else ""
    return "; ".join(filter(None, (words, command)))
