"""What is written otherwise about the same thing in two maps, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, Sort
from argmap.comparison.fields import GROUND, Part
from argmap.comparison.quoting import LONGEST, quote_claim, relation
from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.fields import fields_of
from argmap.model.text import shorten_both


def field_sentence(comparison: Comparison, difference: Difference) -> str:
    """Return a difference of a field as a sentence without a stop: `the map: title “Apples” →
    “Pears”`.
    """
    part = _part(comparison.ours, difference.sort, difference.ours)
    other_part = _part(comparison.theirs, difference.sort, difference.theirs)
    if isinstance(part, Claim) and isinstance(other_part, Claim) and difference.field == GROUND:
        return f"{quote_claim(part)}: ground {_ground(other_part)} → {_ground(part)}"
    was, now = getattr(other_part, difference.field), getattr(part, difference.field)
    return f"{_name_of(comparison.ours, part)}: {_noun(part, difference.field)} {_change(was, now)}"


def _part(map: ArgumentMap, sort: Sort, ids: tuple[str, ...]) -> Part | ArgumentMap:
    if sort is Sort.MAP:
        return map
    (id,) = ids
    match sort:
        case Sort.SIDE:
            return map.sides[id]
        case Sort.SOURCE:
            return map.sources[id]
        case Sort.INFERENCE:
            return map.inferences[id]
    return map.claims[id]


def _name_of(map: ArgumentMap, part: Part | ArgumentMap) -> str:
    match part:
        case Claim():
            return quote_claim(part)
        case Inference():
            return relation(map, part)
        case Side() | Source():
            return f"`{part.id}`"
    return "the map"


def _noun(part: Part | ArgumentMap, name: str) -> str:
    """Return what a field holds, as the model's table has it."""
    part_type: type = type(part)
    nouns = {field.name: field.noun for field in fields_of(part_type)}
    return nouns.get(name) or name


def _ground(claim: Claim) -> str:
    grounds: list[str] = []
    if claim.common_ground:
        grounds.append("common ground")
    if claim.evidence:
        grounds.append("evidence")
    return " and ".join(grounds) or "none"


def _change(was: object, now: object) -> str:
    """Return what a field held and what it holds, for people: `“Apples” → “Pears”`."""
    shown_was, shown_now = shorten_both(_value(was), _value(now), LONGEST)
    return f"{_mark_value(was, shown_was)} → {_mark_value(now, shown_now)}"


def _mark_value(value: object, shown: str) -> str:
    """Return a value as it is shown: words of people in quotation marks."""
    if not shown:
        return "none"
    return f"“{shown}”" if isinstance(value, str) else shown


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{key}: {item}" for key, item in value.items())
        case Sequence() if not isinstance(value, str):
            return ", ".join(str(item) for item in value)
    return str(value)
