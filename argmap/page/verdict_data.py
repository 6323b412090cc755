"""What the verdicts of a page are derived from: the rules of the map, and how its claims and steps
are connected.

The parts of a map as the program of a page knows them: by numbers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from argmap.model import ArgumentMap, Kind
from argmap.verdicts.verdict_rules import MapProgram

_NO_ATOM = -1

_KINDS = list(Kind)


class ProgramData(TypedDict):
    """The program of a map (see `argmap.verdicts.verdict_rules`).

    Attributes:
        size: the number of atoms.
        rules: head, atoms that must hold, atoms that must not.
        stands: the atom S of each claim, then of each step.
        backed: the atom B of each, or -1.
    """

    size: int
    rules: list[tuple[int, list[int], list[int]]]
    stands: list[int]
    backed: list[int]


class GroundData(TypedDict):
    """The own ground of a claim: whether it is common ground, and whether evidence documents it."""

    common_ground: bool
    documented: bool


class InferenceEnds(TypedDict):
    """What a step leads from and to.

    Attributes:
        kind: 0 a support, 1 a rebuttal, 2 an undercutter.
        premises: the numbers of claims.
        target: the number of a claim, or of a step where it is an undercutter.
    """

    kind: int
    premises: list[int]
    target: int


class VerdictData(TypedDict):
    """All of a map that its verdicts need, claims and steps in their order."""

    claims: list[GroundData]
    inferences: list[InferenceEnds]
    program: ProgramData


def judged_map(shown: ArgumentMap, whole: ArgumentMap, *, strict: bool) -> ArgumentMap:
    """Return the map whose verdicts a page shows: all of it, and first what is shown, so that
    numbers are the same.

    Args:
        shown: the whole map, or a part of it.
        whole: the whole map.
        strict: whether only what is backed stands, also where the map does not say so.
    """
    claims = [*shown.claims, *whole.claims]
    inferences = [*shown.inferences, *whole.inferences]
    return replace(
        whole,
        claims={id: whole.claims[id] for id in claims},
        inferences={id: whole.inferences[id] for id in inferences},
        strict=strict or whole.strict,
    )


def verdict_data(map: ArgumentMap) -> VerdictData:
    """Return what the verdicts of a map are derived from, whatever a person will suppose of its
    claims.
    """
    claim_numbers = {claim: number for number, claim in enumerate(map.claims)}
    inference_numbers = {inference: number for number, inference in enumerate(map.inferences)}
    claims: list[GroundData] = []
    for claim in map.claims.values():
        claims.append({"common_ground": claim.common_ground, "documented": bool(claim.evidence)})
    inferences: list[InferenceEnds] = []
    for inference in map.inferences.values():
        numbers = inference_numbers if inference.kind is Kind.UNDERCUTTER else claim_numbers
        premises = [claim_numbers[premise] for premise in inference.premises]
        inferences.append(
            {
                "kind": _KINDS.index(inference.kind),
                "premises": premises,
                "target": numbers[inference.target],
            }
        )
    return {"claims": claims, "inferences": inferences, "program": _program(map)}


def _program(map: ArgumentMap) -> ProgramData:
    # Any claim may be accepted, and then others may be backed that could not be before.
    program = MapProgram(map, acceptable=map.claims)
    ids = [*map.claims, *map.inferences]
    return {
        "size": program.size,
        "rules": [(rule.head, list(rule.when), list(rule.unless)) for rule in program.rules],
        "stands": [program.stands[id] for id in ids],
        "backed": [program.backed.get(id, _NO_ATOM) for id in ids],
    }


NONE = -1
"""Stands for no claim, no box, no step and no atom."""

UNDERCUTTER = 2
"""The kind of a step that strikes another one."""


class ClaimData(GroundData):
    """A claim: its id, its text, its short name, whether it is common ground or documented, and its
    own box or -1.
    """

    id: str
    text: str
    name: str
    box: int


class InferenceData(InferenceEnds):
    """A step.

    Attributes:
        answer: the step that answers it and shares its line, or -1.
        boxes: the boxes without which it is not shown; none where the page shows a part without it.
        question: what it answers, where one studies the map.
    """

    answer: int
    boxes: list[int]
    question: str


class BoxData(TypedDict):
    """A box: its claim, the box that it bears on or -1, and where it is."""

    claim: int
    parent: int
    x: float
    y: float
    width: float
    height: float
