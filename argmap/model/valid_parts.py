"""The parts of a map that can stay where others are wrong: what `argmap.read` makes a map of.

What is wrong is left out, as little as can be: a citation of an unknown source, a premise that is
no claim, then an inference that has no premise left, and with it what undercuts it. Nothing is put
in its place, but a claim whose text is missing shows that by `PLACEHOLDER`. What is wrong, and why,
says `argmap.model.validation`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.parts import ID, Claim, Inference, Kind, Side, Source
from argmap.model.validation import (
    CHOICE_FIELDS,
    CITATION_FIELDS,
    AnyPart,
    can_be_inference_id,
    without_lost_questions,
)

CitingPart = TypeVar("CitingPart", Claim, Inference)
PartWithId = TypeVar("PartWithId", Side, Source, Claim)


class Parts(NamedTuple):
    """The parts of a map, by id."""

    sides: Mapping[str, Side]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    inferences: Mapping[str, Inference]


def valid_parts(
    sides: Iterable[Side],
    sources: Iterable[Source],
    claims: Iterable[Claim],
    inferences: Iterable[Inference],
) -> Parts:
    """Return those of these parts, and that of each, of which a map can be built."""
    valid_sides = _with_valid_ids(sides)
    valid_sources = _with_valid_ids(sources)
    valid_claims: dict[str, Claim] = {}
    for id, claim in _with_valid_ids(claims).items():
        valid_claims[id] = _valid_claim(claim, valid_sides, valid_sources)
    candidates: dict[str, Inference] = {}
    for inference in inferences:
        is_taken = inference.id in candidates or inference.id in valid_claims
        if is_taken or not can_be_inference_id(inference.id):
            continue
        valid = _with_premises(inference, valid_claims)
        if valid.premises_besides_warrant:
            valid = replace(valid, **_wrong_choices(valid))
            candidates[valid.id] = _with_known_sources(valid, valid_sources)
    _adjust_weighings(candidates)
    connected = _connected(candidates, valid_claims)
    return Parts(valid_sides, valid_sources, valid_claims, without_lost_questions(connected))


def _with_valid_ids(parts: Iterable[PartWithId]) -> dict[str, PartWithId]:
    """Return parts by id, of several that share one the first."""
    by_id: dict[str, PartWithId] = {}
    for part in parts:
        if ID.fullmatch(part.id) and part.id not in by_id:
            by_id[part.id] = replace(part, **_wrong_choices(part))
    return by_id


def _wrong_choices(part: AnyPart) -> dict[str, Any]:
    """Return the fields of a part that hold none of their choices, as empty."""
    fields = CHOICE_FIELDS[type(part)]
    return {each.name: "" for each in fields if getattr(part, each.name) not in ("", *each.choices)}


def _valid_claim(claim: Claim, sides: Mapping[str, Side], sources: Mapping[str, Source]) -> Claim:
    if not claim.text.strip():
        claim = replace(claim, text=PLACEHOLDER)
    if claim.side and claim.side not in sides:
        claim = replace(claim, side="")
    return _with_known_sources(claim, sources)


def _with_premises(inference: Inference, allowed: Container[str]) -> Inference:
    """Return an inference from those of its premises that are allowed, each once."""
    premises = [premise for premise in dict.fromkeys(inference.premises) if premise in allowed]
    warrant = inference.warrant if inference.warrant in premises else ""
    if warrant == inference.warrant and len(premises) == len(inference.premises):
        return inference
    return replace(inference, premises=tuple(premises), warrant=warrant)


def _with_known_sources(part: CitingPart, sources: Mapping[str, Source]) -> CitingPart:
    changes: dict[str, Any] = {}
    for name in CITATION_FIELDS[type(part)]:
        citations = getattr(part, name)
        known = tuple(citation for citation in citations if citation.source in sources)
        if known != citations:
            changes[name] = known
    return replace(part, **changes) if changes else part


def _adjust_weighings(inferences: dict[str, Inference]) -> None:
    """Take out weighings of what cannot be weighed, and the premises that a weighing shares with
    what it weighs.
    """
    undercutter = Kind.UNDERCUTTER
    for weighing in list(inferences.values()):
        if not weighing.weighing:
            continue
        weighed = inferences.get(weighing.target)
        del inferences[weighing.id]
        if weighed is None or weighed.kind is undercutter or weighing.kind is not undercutter:
            continue
        own = set(weighing.premises).difference(weighed.premises)
        valid = _with_premises(weighing, own)
        if valid.premises_besides_warrant:
            inferences[weighing.id] = valid


def _connected(
    inferences: Mapping[str, Inference], claims: Mapping[str, Claim]
) -> dict[str, Inference]:
    """Return the inferences that bear on a claim, directly or by undercutting others."""
    bears: dict[str, bool] = {}
    for first in inferences.values():
        way: list[str] = []
        id = first.id
        on_way: set[str] = set()
        while id in inferences and id not in bears and id not in on_way:
            on_way.add(id)
            way.append(id)
            inference = inferences[id]
            if inference.kind is not Kind.UNDERCUTTER:
                reaches = inference.target in claims
                break
            id = inference.target
        else:
            # Known already, not an inference, or in a circle that bears on no claim.
            reaches = bears.get(id, False)
        bears.update(dict.fromkeys(way, reaches))
    return {id: inference for id, inference in inferences.items() if bears[id]}
