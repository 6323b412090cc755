"""The words of hints: how each format, and the page of the editor, calls what is to be changed.

A rule writes its hint once, with terms in braces:

    Hint("add a reason{reason_here}")
        → in YAML: add a reason under `premises`
        → in a list: add a reason in an item below the claim
        → on a page: add a reason
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
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
_WITH_KEYS = ("", "native", "json")

_TERMS: Mapping[str, tuple[str, str, str]] = {
    # for formats with keys; for lists; for pages, and for formats of other programs
    "answer_it": (how_to_answer(), how_to_answer("text"), how_to_answer()),
    "common_ground": ("`common_ground`", "common ground", "common ground"),
    "or_common_ground": (
        ", or mark the claim `common_ground: true` if every side accepts it",
        "",  # a list has no sign for it
        ", or mark the claim as common ground if every side accepts it",
    ),
    "mark_as_implicit": (
        "; mark a claim of your own as `implicit`",
        "",
        "; mark a claim of your own as implicit",
    ),
    "as_value": (", with `type: value`", ", and write `Value:` after `And:`", ", as a value"),
    "mark_as_main": (
        "mark it `main: true`",
        "put it under a heading that names its side",
        "mark it as a main claim",
    ),
    "connect_it": (
        "add the claim to another claim's `premises` or `rebuttals`",
        "put the claim below the claim that it supports or attacks",
        "make the claim a reason for another claim or an objection to it",
    ),
    "give_each_a_side": (
        "give each a `side` of its own",
        "put each under a heading of its own",
        "give each a side of its own",
    ),
    "reason_or_evidence": (
        "`premises` or `evidence`",
        "a reason or a source as an item below the claim",
        "a reason or evidence",
    ),
    "reason_here": (" under `premises`", " in an item below the claim", ""),
    "objection_here": (
        " under `rebuttals`",
        " below the claim, in an item that starts with `But:`",
        "",
    ),
    "link_a_premise": (
        "link a premise",
        "after the reason, add an `And:` item",
        "link a premise",
    ),
    "without_link": (", without the inner brackets", ", without `And:`", ""),
    "note": ("`note`", "a paragraph below the item", "a note"),
    "quote_here": (" (`quote`)", " below the claim, in a line that starts with `>`", ""),
    "cite_here": (" (`evidence` or `stated_in`)", ", for example with a link", ""),
    "stated_here": (" (`stated_in`)", "", ""),
    "language_here": (
        ", for example `language: de` or `language: en`",
        ", for example with `lang: de` in the front matter of a Markdown file",
        "",
    ),
    "file_name": ("`file`", "file name", "file name"),
}
"""What to write where a hint has a term."""


@lru_cache(256)  # one hint belongs to many findings, and is kept only once
def in_words(hint: Hint, format: str, surface: Surface) -> str:
    """Return a hint about a map that was read from a format, for people who read it somewhere."""
    column = _LIST if format in LISTS else _KEYS if format in _WITH_KEYS else _PLAIN
    if surface is Surface.PAGE:
        column = _PLAIN
    words = hint.template.format_map({term: ways[column] for term, ways in _TERMS.items()})
    if column is _KEYS:
        words += hint.keys
    command = hint.command if surface is Surface.COMMAND_LINE else ""
    return "; ".join(filter(None, (words, command)))
