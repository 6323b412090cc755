"""What a student is told about a map that was compared with a key: what is right, what to mend,
what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.classroom.feedback.hints import Hints, HintWriter
from argmap.classroom.feedback.mends import differences_to_fix
from argmap.classroom.feedback.phrases import StudentPhrases
from argmap.comparison.compare import Comparison
from argmap.comparison.counts import Counts
from argmap.languages.classroom_words import FeedbackWords
from argmap.model import Inference, Kind

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
