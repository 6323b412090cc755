"""Marks: what the strip of a box says besides its text, such as that nothing supports a claim, or
its verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from argmap.diagrams.contents import Mark, Tone
from argmap.diagrams.font_metrics import clean
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Cause, Claim, Inference, Verdict
from argmap.model.options import Change, MapVerdicts

MARKS = ("unsupported", "evidence", "common-ground", "scheme", "holder")
"""The marks that people can ask for, in the order in which a strip has them."""

DEFAULT_MARKS = ("unsupported", "evidence", "common-ground")

CONTESTED = Verdict.CONTESTED.value
FALLS = Verdict.FALLS.value
REBUTTED = Cause.REBUTTED.value
NOT_SHOWN = Cause.NOT_SHOWN.value
OUTWEIGHED = "outweighed"


class VerdictMark(NamedTuple):
    """What a picture says of the verdict of a claim or step.

    Attributes:
        word: what becomes of it, in English.
        falls: whether it falls.
        is_outweighed: whether it is an objection that is too weak to count.
    """

    word: str
    falls: bool = False
    is_outweighed: bool = False


def verdict_marks(map: ArgumentMap, verdicts: MapVerdicts | None) -> dict[str, VerdictMark]:
    """Return what to say of the verdicts of claims and steps of a map, by id; what stands is not
    marked.
    """
    marks: dict[str, VerdictMark] = {}
    if verdicts is None:
        return marks
    for claim in map.claims:
        if verdicts[claim] is Verdict.CONTESTED:
            marks[claim] = VerdictMark(CONTESTED)
        elif verdicts[claim] is Verdict.FALLS:
            # What falls because somebody rejects it has no cause.
            cause = verdicts.cause_of(claim)
            marks[claim] = VerdictMark(FALLS if cause is None else cause.value, falls=True)
    for inference in map.inferences.values():
        if verdicts.is_outweighed(inference):
            marks[inference.id] = VerdictMark(OUTWEIGHED, is_outweighed=True)
        elif verdicts[inference.id] is not Verdict.STANDS:
            marks[inference.id] = VerdictMark(
                verdicts[inference.id].value, falls=verdicts[inference.id] is Verdict.FALLS
            )
    return marks


def mark_of_change(change: Change, words: Words) -> Mark:
    """Return the mark of a claim that is not the same in two versions of a map."""
    return Mark(words.change_word(change), Tone.PLAIN if change.is_gone else Tone.ALARM)


def marks_of_claim(
    map: ArgumentMap,
    claim: Claim,
    inference: Inference | None,
    chosen: Collection[str],
    verdicts: Mapping[str, VerdictMark],
    words: Words,
) -> Iterator[Mark]:
    """Yield the marks of a claim's own box.

    Args:
        map: the map.
        claim: the claim.
        inference: the step at which the box stands as a premise; None where it stands at none.
        chosen: which of `MARKS` to show; verdicts and warrants are always shown.
        verdicts: what to say of its verdict, by the id of the claim.
        words: the language of the marks.
    """
    if claim.id in verdicts:
        yield Mark(words.verdict_word(verdicts[claim.id].word), Tone.ALARM)
    if inference is not None and inference.warrant == claim.id:
        yield Mark(words.warrant, Tone.PLAIN)
    if "unsupported" in chosen and map.is_unsupported(claim.id):
        yield Mark(words.unsupported, Tone.ALARM)
    if "evidence" in chosen and claim.evidence:
        yield Mark(
            words.evidence
            + words.colon
            + clean(words.join_list(str(citation) for citation in claim.evidence))
        )
    if "common-ground" in chosen and claim.common_ground:
        yield Mark(words.common_ground)
    # A scheme is a step's: its first premise tells it.
    if (
        "scheme" in chosen
        and inference is not None
        and inference.scheme
        and inference.premises[0] == claim.id
    ):
        yield Mark(words.scheme + words.colon + clean(inference.scheme))
    if "holder" in chosen and claim.held_by:
        yield Mark(words.held_by.format(names=clean(words.join_list(claim.held_by))))
