"""The sign at each part of a student's map, and what to fix first: what raises the mark most."""

from __future__ import annotations

from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome
from argmap.classroom.feedback.fixing import fixed
from argmap.classroom.feedback.marks import DEFAULT_RUBRIC, Rubric, points_of
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.comparison.compare import Comparison
from argmap.model.graph import distances_to
from argmap.model.writing import Correction

_MOST_WORK = 4_000
"""Of a map and a key with this many inferences, one fault is fixed to see what that brings; of
smaller ones, more.
"""


def to_fix(diagnosis: Diagnosis, rubric: Rubric = DEFAULT_RUBRIC) -> list[str]:
    """Return the parts of the key at which something is to be fixed.

    First is what raises the mark most.

    Args:
        diagnosis: what became of the key in a map.
        rubric: what points are given for.
    """
    key = diagnosis.key
    now = points_of(diagnosis, rubric)
    depths = distances_to(key, list(diagnosis.mains))
    places = {id: place for place, (id, _) in enumerate(diagnosis.parts())}

    def depth(id: str) -> tuple[int, int]:
        claim = id if id in key.claims else key.claim_under(id)
        return depths.get(claim, len(depths)), places[id]

    most_tried = _MOST_WORK // (len(diagnosis.reading.inferences) + len(key.inferences) + 1)
    ordered = []
    for number, id in enumerate(sorted(diagnosis.faults, key=depth)):
        gain = points_of(fixed(diagnosis, [id]), rubric) - now if number < most_tried else 0
        # What is said of a target that isn't there comes after what is said of that.
        is_for_later = id in key.inferences and not diagnosis.has_target(id)
        ordered.append((is_for_later, -round(gain, 1), number, id))
    return [id for *_, id in sorted(ordered)]


Corrections = dict[str, Correction]


def corrections_of(comparison: Comparison, diagnosis: Diagnosis) -> Corrections:
    """Return the sign at each claim and each inference of a student's map."""
    ours, undecided = comparison.ours, diagnosis.reading.undecided
    corrections: Corrections = {}
    parts, faults = dict(diagnosis.parts()), diagnosis.faults
    # Our inferences in which something is to be fixed, and those that are right.
    wrong = {diagnosis.step_to_fix(id, each) for id in faults for each in parts[id].wrong}
    right = set(diagnosis.right_steps())
    to_fix = _claims_to_fix(diagnosis)
    argued = {node for main in diagnosis.mains for node in diagnosis.deniers(main)}
    for id in ours.claims:
        corrections[id] = Correction.OWN
        if id in undecided:
            corrections[id] = Correction.OPEN
        elif id in to_fix:
            corrections[id] = Correction.TO_FIX
        elif diagnosis.says(id) or id in argued:
            corrections[id] = Correction.RIGHT
    for id, inference in ours.inferences.items():
        around = {*inference.premises, *diagnosis.targets_of(id)}
        if inference.target in ours.inferences:
            around.update(ours.inferences[inference.target].premises)
        corrections[id] = Correction.OWN
        if not around.isdisjoint(undecided):
            corrections[id] = Correction.OPEN
        elif id in wrong:
            corrections[id] = Correction.TO_FIX
        elif id in right:
            corrections[id] = Correction.RIGHT
    return corrections


def _claims_to_fix(diagnosis: Diagnosis) -> set[str]:
    """Return our claims that are to be split, or that say only a part of what they should say."""
    found: set[str] = set()
    parts = dict(diagnosis.parts())
    for id in diagnosis.faults:
        inference = diagnosis.key.inferences.get(id)
        for claim in [id] if inference is None else diagnosis.needed(inference):
            if diagnosis.share(claim) < 1:
                found.update(diagnosis.nodes.get(claim, ()))
        if parts[id].outcome is Outcome.ONE_SENTENCE:
            found.update(diagnosis.sentences(id))
    return found


def corrections_of_boxes(comparison: Comparison) -> Corrections:
    """Return the sign at each box of a worksheet that is filled in."""
    corrections = {}
    for box, filled in filled_boxes(comparison).items():
        if box in comparison.claims_to_decide:
            corrections[box] = Correction.OPEN
        elif box in comparison.ours.claims:
            corrections[box] = Correction.RIGHT if filled.is_right else Correction.TO_FIX
    return corrections


def boxes_to_fix(comparison: Comparison) -> dict[str, FilledBox]:
    """Return the boxes of a worksheet in which something is wrong or missing.

    What a person has still to look at is not among them.
    """
    return {
        box: filled
        for box, filled in filled_boxes(comparison).items()
        if not filled.is_right and box not in comparison.claims_to_decide
    }
