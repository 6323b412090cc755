"""The parts of a map as the program of a page knows them, and what it derives verdicts from.

Claims and inferences are numbers: `a`, and `b` as a reason for it, are

    claims      [{"common_ground": false, "sources": ["aap"], "must_be_shown": false, …}, …]
    inferences  [{"kind": 0, "premises": [1], "warrant": -1, "target": 0, …}]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from argmap.model import ArgumentMap, Kind
from argmap.verdicts.conclusions import says_what_should_be
from argmap.verdicts.verdict_rules import MapProgram

NONE = -1
"""Stands for no claim, no box, no inference and no atom."""

UNDERCUTTER = 2
"""The kind of an inference that strikes another one."""


class ProgramData(TypedDict):
    """The program of a map (see `argmap.verdicts.verdict_rules`).

    Attributes:
        size: the number of atoms.
        rules: head, atoms that must hold, atoms that must not.
        stands: the atom S of each claim, then of each inference.
        backed: the atom B of each, or -1.
        burdens: the atoms that may not stay open.
    """

    size: int
    rules: list[tuple[int, list[int], list[int]]]
    stands: list[int]
    backed: list[int]
    burdens: list[int]


class GroundData(TypedDict):
    """The own ground of a claim: whether it is common ground, and the sources that document it; and
    whether it stands only if it is backed, is a value or a policy, and says what should be.
    """

    common_ground: bool
    sources: list[str]
    must_be_shown: bool
    is_norm: bool
    should_be: bool


class InferenceEnds(TypedDict):
    """What an inference leads from and to.

    Attributes:
        kind: 0 a support, 1 a rebuttal, 2 an undercutter.
        premises: the numbers of claims.
        warrant: the number of the premise that is the warrant, or -1.
        norms: the numbers of the premises that only have to stand.
        target: the number of a claim, or of an inference where it is an undercutter.
        weighing: whether it grants what it undercuts.
        implicit: whether no source draws it, so that it backs nothing.
    """

    kind: int
    premises: list[int]
    warrant: int
    norms: list[int]
    target: int
    weighing: bool
    implicit: bool


class VerdictData(TypedDict):
    """All of a map that its verdicts need, claims and inferences in their order."""

    claims: list[GroundData]
    inferences: list[InferenceEnds]
    program: ProgramData


def judged_map(shown: ArgumentMap, whole: ArgumentMap, *, strict: bool) -> ArgumentMap:
    """Return the map whose verdicts a page shows: the whole, and first what the page shows of it.

    Args:
        shown: the whole map, or a part of it.
        whole: the whole map.
        strict: whether only what is backed stands, also where the map does not say so.
    """
    # The numbers of its claims are then those of the part; inferences are in reading order.
    claims = {id: whole.claims[id] for id in [*shown.claims, *whole.claims]}
    return replace(whole, claims=claims, strict=strict or whole.strict)


def verdict_data(map: ArgumentMap) -> VerdictData:
    """Return what the verdicts of a map derive from, whatever a person supposes of its claims."""
    claim_numbers = {claim: number for number, claim in enumerate(map.claims)}
    inference_numbers = {inference: number for number, inference in enumerate(map.inferences)}
    # Any claim may be accepted, and then others may be backed that could not be before.
    program = MapProgram(map, acceptable=map.claims)
    claims: list[GroundData] = []
    for id, claim in map.claims.items():
        claims.append({
            "common_ground": claim.common_ground,
            "sources": [citation.source for citation in claim.evidence],
            "must_be_shown": program.must_be_shown(id),
            "is_norm": claim.is_norm,
            "should_be": says_what_should_be(claim),
        })  # fmt: skip
    inferences: list[InferenceEnds] = []
    for inference in map.inferences.values():
        numbers = inference_numbers if inference.kind is Kind.UNDERCUTTER else claim_numbers
        kind = list(Kind).index(inference.kind)
        premises = [claim_numbers[premise] for premise in inference.premises]
        inferences.append({
            "kind": kind,
            "premises": premises,
            "warrant": claim_numbers.get(inference.warrant, NONE),
            "norms": [claim_numbers[norm] for norm in map.norms_of(inference)],
            "target": numbers[inference.target],
            "weighing": inference.weighing,
            "implicit": inference.implicit,
        })  # fmt: skip
    ids = [*map.claims, *map.inferences]
    program_data: ProgramData = {
        "size": program.size,
        "rules": [(rule.head, list(rule.when), list(rule.unless)) for rule in program.rules],
        "stands": [program.stands[id] for id in ids],
        "backed": [program.backed.get(id, NONE) for id in ids],
        "burdens": sorted(program.program.burdens),
    }
    return {"claims": claims, "inferences": inferences, "program": program_data}
