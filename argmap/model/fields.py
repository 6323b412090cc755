"""What each field of a map holds, described once, next to the field in `parts` and `argument_map`.

Readers, writers, schemas, the report of what a conversion drops, the tables of
`docs/reference/format.md` and the tests' generators walk over these descriptions. What a format
does with a shape is in the file of that format.
"""

from __future__ import annotations

from dataclasses import fields
from enum import Enum, auto
from functools import cache
from typing import NamedTuple


class Shape(Enum):
    """What a field may hold."""

    TEXT = auto()
    """Words for people: `str`."""
    NAME = auto()
    """An id, or a word that programs read: `str`."""
    KIND = auto()
    """What a step does: `Kind`."""
    FLAG = auto()
    """True or false: `bool`."""
    TEXTS = auto()
    """Words for people: `tuple[str, ...]`."""
    NAMES = auto()
    """Ids, or words that programs read: `tuple[str, ...]`."""
    GROUPS = auto()
    """Groups of words: `tuple[tuple[str, ...], ...]`."""
    CITATIONS = auto()
    """Sources, and where in them: `tuple[Citation, ...]`."""
    REASONS = auto()
    """Names, each with a text that says why: `Mapping[str, str]`."""
    WORDS = auto()
    """Names, each with words for people: `Mapping[str, str]`."""
    QUESTIONS = auto()
    """Ids of critical questions, each with the id of the claim that takes it up: `Mapping[str,
    str]`.
    """
    SCHEMES = auto()
    """Names, each with a scheme of the map's own: `Mapping[str, OwnScheme]`."""
    EXPECTATIONS = auto()
    """Ids of claims, each with a verdict: `Mapping[str, Verdict]`."""
    RECORD = auto()
    """What a record says of a decision: `DecisionRecord`."""
    LINKS = auto()
    """Other records: `tuple[RecordLink, ...]`."""
    PARTS = auto()
    """Parts of the map with fields of their own, which every format spells out in its own way."""


SYNONYMS = {"assumed": "common_ground"}
"""Names in files that are read as the name of a field."""


class Field(NamedTuple):
    """One field of a part.

    Attributes:
        name: the attribute, which is also its key in files.
        shape: what it may hold.
        noun: one thing in it, in the singular, as a report of losses counts it; "" if every
            format has it.
        meaning: what it is, for documents and schemas, in Markdown.
        choices: the only names that it may hold; none for any name.
    """

    name: str
    shape: Shape
    noun: str
    meaning: str
    choices: tuple[str, ...] = ()


def describe(
    shape: Shape, noun: str, meaning: str, choices: tuple[str, ...] = ()
) -> dict[str, Field]:
    """Return the metadata that describes a field; see `Field` for the words."""
    # The name is that of the attribute, which `fields_of` fills in: stated twice, the two could
    # differ.
    return {"description": Field("", shape, noun, meaning, choices)}


@cache  # readers ask for every claim
def fields_of(part: type) -> tuple[Field, ...]:
    """Return the described fields of a part (`Claim`, `Inference`, `Source`, …), in their order."""
    described_fields: list[Field] = []
    for field in fields(part):
        description = field.metadata.get("description")
        if description is None:
            continue  # ids, places and what follows from the rest
        described_fields.append(description._replace(name=field.name))
    return tuple(described_fields)


def choice_named(word: str, choices: tuple[str, ...]) -> str:
    """Return the choice that a word names, in capitals, too; else the word."""
    name = word.strip().lower()
    return name if name in choices else word


def names_of(part: type) -> tuple[str, ...]:
    """Return the names of the described fields of a part, in their order."""
    return _names_of(part)  # a cache takes no parameter of a function whose type is a variable


def column_of(field: str) -> str:
    """Return what a field is called in a row or node, whose own `type` says which part it is."""
    return "claim_type" if field == "type" else field


@cache
def _names_of(part: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(part))
