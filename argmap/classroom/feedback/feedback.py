"""What a student is told about a map that was compared with a key: what is right, what to mend,
what is asked.

What a student has to mend in a map that was compared with a key, and in which order.

Lines that a student reads, whatever the form: on a file that is no map, how much was found, and
a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.classroom.feedback.grading import Points, Result
from argmap.classroom.feedback.hints import Hints, HintWriter, StudentPhrases
from argmap.comparison.compare import Comparison, Counts
from argmap.comparison.difference_search import BASICS
from argmap.comparison.differences import Difference, DifferenceKind, Sort
from argmap.languages.classroom_words import FeedbackWords
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
from argmap.util.text import one_line

_IN_ORDER = (
    DifferenceKind.REVERSED,
    DifferenceKind.OTHER_KIND,
    DifferenceKind.OTHER_TARGET,
    DifferenceKind.UNLINKED,
    DifferenceKind.LINKED,
    DifferenceKind.MISSING,
    DifferenceKind.PREMISE_MISSING,
    DifferenceKind.MERGED,
    DifferenceKind.SPLIT,
    DifferenceKind.FIELD,
    DifferenceKind.PREMISE_EXTRA,
    DifferenceKind.EXTRA,
)
"""What to mend first: what is wrong, then what is missing, then what is too much."""


def differences_to_fix(comparison: Comparison) -> list[Difference]:
    """Return what a student has to mend, the first first; what is only probable, and other words,
    are not told.
    """
    depths = _depths(comparison.theirs)

    def order(difference: Difference) -> tuple[int, int]:
        claims = _claims_of(comparison.theirs, difference)
        return _IN_ORDER.index(difference.kind), min(
            (depths.get(claim, len(depths)) for claim in claims), default=0
        )

    to_report = [difference for difference in comparison.differences if _is_to_fix(difference)]
    if any(difference.field == "main" for difference in to_report):
        # A list has no word for main claims. Where a claim is one by its place, there is nothing to
        # mend.
        ours = {claim.id for claim in main_claims(comparison.ours)}
        theirs = {claim.id for claim in main_claims(comparison.theirs)}
        to_report = [
            difference
            for difference in to_report
            if difference.field != "main"
            or (difference.ours[0] in ours) != (difference.theirs[0] in theirs)
        ]
    return sorted(to_report, key=order)


def _is_to_fix(difference: Difference) -> bool:
    if not difference.is_certain or difference.kind is DifferenceKind.REWORDED:
        return False
    if difference.kind is DifferenceKind.FIELD:
        return difference.sort is Sort.CLAIM and difference.field in BASICS
    return difference.sort in (Sort.CLAIM, Sort.INFERENCE)


def _claims_of(key: ArgumentMap, difference: Difference) -> Iterator[str]:
    """Yield the claims of the key that a difference is about."""
    for id in difference.theirs:
        if difference.sort is Sort.INFERENCE and id in key.inferences:
            yield key.claim_under(id)
        elif id in key.claims:
            yield id


def _depths(map: ArgumentMap) -> dict[str, int]:
    """Return how many steps each claim is away from a main claim."""
    depths = {claim.id: 0 for claim in main_claims(map)}
    level = list(depths)
    while level:
        above, level = level, []
        for claim in above:
            for premise in map.premises_onto(claim):
                if premise not in depths:
                    depths[premise] = depths[claim] + 1
                    level.append(premise)
    return depths


MOST_FIXES = 5
"""A student is told so many things to mend at once; the rest is counted."""
_MOST_RIGHT = 3


class Feedback(NamedTuple):
    """What a student is told, in sentences of the language of the key.

    Attributes:
        right: some steps that are as in the key, those first that are hard to see.
        more_right: how many more there are.
        to_fix: what to mend first.
        more_fixes: how many more there are.
        questions: what is not certain.
        counts: how much was found, a phrase each.
    """

    right: tuple[str, ...]
    more_right: int
    to_fix: tuple[str, ...]
    more_to_fix: int
    questions: tuple[str, ...]
    counts: tuple[str, ...]


def feedback(comparison: Comparison, hints: Hints = Hints.SORT) -> Feedback:
    """Return what to tell a student.

    Args:
        comparison: how the student's map (ours) compares with a key (theirs).
        hints: how much of the answer is given away.
    """
    phrases = StudentPhrases(comparison.theirs.language)
    right_inferences = _right_inferences(comparison)
    right = [
        phrases.relation(comparison.ours, inference) for inference in right_inferences[:_MOST_RIGHT]
    ]
    differences = differences_to_fix(comparison)
    if not differences and not comparison.proposals:
        right.insert(0, phrases.words.nothing_to_fix)
    writer = HintWriter(comparison, hints)
    # Several differences may call for the same sentence, such as that something is missing.
    messages = dict.fromkeys(writer.hint(difference) for difference in differences)
    to_fix = [hint for hint in messages if hint]
    return Feedback(
        right=tuple(right),
        more_right=max(0, len(right_inferences) - _MOST_RIGHT),
        to_fix=tuple(to_fix[:MOST_FIXES]),
        more_to_fix=max(0, len(to_fix) - MOST_FIXES),
        questions=tuple(_questions(comparison, hints, phrases)),
        counts=tuple(_counts(comparison.counts, phrases.words)),
    )


def _right_inferences(comparison: Comparison) -> list[Inference]:
    """Return the steps of ours that are as in the key, the hardest to see first."""
    right = [comparison.ours.inferences[inference] for inference in comparison.right_inferences]
    return sorted(
        right,
        key=lambda inference: (
            inference.kind is not Kind.UNDERCUTTER,
            len(inference.premises) == 1,
        ),
    )


def _questions(comparison: Comparison, hints: Hints, phrases: StudentPhrases) -> Iterator[str]:
    for match in comparison.proposals:
        claim = phrases.quote(comparison.ours, match.ours)
        if hints is Hints.ANSWER:
            yield phrases.words.is_this.format(
                claim=claim, other=phrases.quote(comparison.theirs, match.theirs)
            )
        else:
            yield phrases.words.unsure.format(claim=claim)


def _counts(counts: Counts, words: FeedbackWords) -> Iterator[str]:
    yield words.claims_found.format(found=counts.claims_found, all=counts.claims)
    yield words.inferences_found.format(found=counts.inferences_found, all=counts.inferences)
    if counts.inferences_found:
        yield words.right_kind.format(found=counts.right_kind, all=counts.inferences_found)
        yield words.right_target.format(found=counts.right_target, all=counts.inferences_found)
    if counts.linked:
        yield words.right_linking.format(found=counts.right_linked, all=counts.linked)
    if counts.claims_open:
        yield words.still_open.format(number=counts.claims_open)


def unreadable(result: Result, words: FeedbackWords) -> str:
    """Return that a file is no map, and the first reason."""
    return words.unreadable.format(
        number=result.submission.errors, first=one_line(result.submission.first_error)
    )


def counts_line(report: Feedback) -> str:
    """Return how much was found, in one line."""
    return "; ".join(report.counts)


def points_line(points: Points, words: FeedbackWords) -> str:
    """Return a mark and what it is the sum of: `5/7 = 1 × (claims found: 3 of 5) + 2 × (steps
    found: 1 of 1)`.

    There is no number while matches are open.
    """
    phrases = {
        "claims": words.claims_found,
        "steps": words.inferences_found,
        "kind": words.right_kind,
        "target": words.right_target,
        "linked": words.right_linking,
    }
    terms: list[str] = []
    for term in points.terms:
        found = phrases[term.name].format(found=term.found, all=term.all)
        terms.append(f"{term.weight} × ({found})")
    shown = "…" if points.points is None else f"{points.points}"
    return f"{shown}/{points.most} = {' + '.join(terms)}"
