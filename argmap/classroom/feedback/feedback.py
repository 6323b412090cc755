"""Feedback for a student whose map was compared with a key.

What is right, what to fix, in which order, and what is asked, as sentences in the language of the
key; and the lines that a student reads in every format: on a file that could not be read, how much
was found, and a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, HintWriter, StudentPhrases
from argmap.classroom.feedback.marks import TOP_LEVEL, Criterion, Mark, format_points
from argmap.comparison.compare import Comparison, Counts
from argmap.comparison.difference_search import BASICS
from argmap.comparison.differences import Difference, DifferenceKind, Sort
from argmap.languages.classroom_words import FeedbackWords
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
from argmap.util.text import one_line

MOST_FIXES = 5
"""A student gets at most this many things to fix at once; the rest is counted."""
_MOST_RIGHT = 3

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
)
"""What to fix first: what is wrong, then what is missing."""


class Feedback(NamedTuple):
    """What a student reads, in sentences of the language of the key.

    Attributes:
        right: some inferences that are as in the key, those first that are hard to see.
        more_right: how many more there are.
        to_fix: what to fix first.
        more_to_fix: how many more there are.
        questions: what is not certain.
        own: what goes beyond the key: it is listed and never counted.
        counts: how much was found, a phrase each.
    """

    right: tuple[str, ...]
    more_right: int
    to_fix: tuple[str, ...]
    more_to_fix: int
    questions: tuple[str, ...]
    own: tuple[str, ...]
    counts: tuple[str, ...]


def feedback(comparison: Comparison, hints: Hints = Hints.SORT) -> Feedback:
    """Return the feedback for a student.

    Args:
        comparison: how the student's map (ours) compares with a key (theirs).
        hints: how much of the answer is given away.
    """
    ours = comparison.ours
    theirs = comparison.theirs
    phrases = StudentPhrases(theirs.language)
    words = phrases.words
    inferences = [ours.inferences[id] for id in comparison.right_inferences]
    inferences.sort(key=_how_easy_to_see)
    right = []
    for inference in inferences[:_MOST_RIGHT]:
        sentence = phrases.relation(ours, inference)
        right.append(sentence)
    differences = _differences_to_fix(comparison)
    if not differences and not comparison.proposals:
        right.insert(0, words.nothing_to_fix)
    writer = HintWriter(comparison, hints)
    # Several differences may call for the same sentence, such as that something is missing.
    to_fix = dict.fromkeys(map(writer.hint, differences))
    to_fix.pop("", None)
    own = dict.fromkeys(map(writer.hint, _extras(comparison, are_own=True)))
    questions = []
    for match in comparison.proposals:
        claim = phrases.quote(ours, match.ours)
        question = words.unsure.format(claim=claim)
        if hints is Hints.ANSWER:
            other = phrases.quote(theirs, match.theirs)
            question = words.is_this.format(claim=claim, other=other)
        questions.append(question)
    questions += map(writer.hint, _extras(comparison, are_own=False))
    return Feedback(
        right=tuple(right),
        more_right=max(0, len(inferences) - _MOST_RIGHT),
        to_fix=tuple(to_fix)[:MOST_FIXES],
        more_to_fix=max(0, len(to_fix) - MOST_FIXES),
        questions=tuple(questions),
        own=tuple(own),
        counts=tuple(_counts(comparison.counts, words)),
    )


def _how_easy_to_see(inference: Inference) -> tuple[bool, bool]:
    # An undercutter goes first, then linked premises.
    is_alone = len(inference.premises) == 1
    return inference.kind is not Kind.UNDERCUTTER, is_alone


def _differences_to_fix(comparison: Comparison) -> list[Difference]:
    """Return what a student has to fix, the first first: not what is only probable or reworded."""
    ours = comparison.ours
    theirs = comparison.theirs
    mains = {claim.id for claim in main_claims(ours)}
    their_mains = {claim.id for claim in main_claims(theirs)}
    depths = _depths(theirs, their_mains)
    ordered = []
    for number, difference in enumerate(comparison.differences):
        kind = difference.kind
        field = difference.field
        # A claim that is reworded says the same.
        if not difference.is_certain or kind is DifferenceKind.REWORDED:
            continue
        # What else is written about a claim, such as a note, is the student's own.
        if field and field not in BASICS:
            continue
        if field == "main":
            # Some formats have no word for main claims. A claim that is one by its place is right.
            is_main = mains.issuperset(difference.ours)
            if is_main == their_mains.issuperset(difference.theirs):
                continue
        if kind in _IN_ORDER and difference.sort in (Sort.CLAIM, Sort.INFERENCE):
            order = _IN_ORDER.index(kind)
            depth = _depth(theirs, difference, depths)
            ordered.append((order, depth, number, difference))
    return [difference for *_, difference in sorted(ordered)]


def _extras(comparison: Comparison, *, are_own: bool) -> Iterator[Difference]:
    """Yield what a map has and the key does not, in the order of the map.

    Args:
        comparison: how the map compares with the key.
        are_own: whether a claim of the student's own is in it, or it connects claims of the key.
    """
    ours = comparison.ours
    matches = comparison.claims.matches
    for difference in comparison.differences:
        if difference.kind is not DifferenceKind.EXTRA or not difference.is_certain:
            continue
        (id,) = difference.ours
        claims = [id]
        if difference.sort is Sort.INFERENCE:
            claims = [*ours.inferences[id].premises, ours.claim_under(id)]
        if are_own is not all(claim in matches for claim in claims):
            yield difference


_Depths = dict[str, int]


def _depth(key: ArgumentMap, difference: Difference, depths: _Depths) -> int:
    """Return how near the claims of the key that a difference is about are to a main claim."""
    found = []
    for id in difference.theirs:
        claim = id
        if id in key.inferences:
            claim = key.claim_under(id)
        # Undercutters that form a circle are further away than all claims.
        found.append(depths.get(claim, len(depths)))
    return min(found, default=0)


def _depths(map: ArgumentMap, mains: set[str]) -> _Depths:
    """Return how many inferences each claim is away from a main claim."""
    depths = dict.fromkeys(mains, 0)
    pending = list(mains)
    # The list grows while it is read.
    for claim in pending:
        for premise in map.premises_onto(claim):
            if premise not in depths:
                depths[premise] = depths[claim] + 1
                pending.append(premise)
    return depths


def _counts(counts: Counts, words: FeedbackWords) -> Iterator[str]:
    found = counts.inferences_found
    yield words.claims_found.format(found=counts.claims_found, all=counts.claims)
    yield words.inferences_found.format(found=found, all=counts.inferences)
    if found:
        yield words.right_kind.format(found=counts.right_kind, all=found)
        yield words.right_target.format(found=counts.right_target, all=found)
    if counts.linked:
        yield words.right_linking.format(found=counts.right_linked, all=counts.linked)
    if counts.claims_open:
        yield words.still_open.format(number=counts.claims_open)


def unreadable(result: Result, words: FeedbackWords) -> str:
    """Return that a file could not be read as a map, the first reason, and what to do about it."""
    submission = result.submission
    first_error = submission.first_error
    if submission.help:
        first_error = f"{first_error}; {submission.help}"
    return words.unreadable.format(number=submission.errors, first=one_line(first_error))


def mark_lines(mark: Mark, words: FeedbackWords) -> list[str]:
    """Return a mark, and a line for each criterion with its level.

    Mark: 3.25 of 5
    Main claim: 1 of 1 (level 4 of 4: no mistakes)
    Reasons and objections in their place: 2.25 of 3 (level 3 of 4: mostly right)
    """
    names = criterion_names(words)
    meanings = (words.level_0, words.level_1, words.level_2, words.level_3, words.level_4)

    def shown(points: Decimal) -> str:
        return format_points(points, words.decimal_mark)

    sentence = words.provisional_mark if mark.is_provisional else words.mark
    lines = [sentence.format(mark=shown(mark.mark), most=shown(mark.most))]
    for criterion, level, points, most in mark.criteria:
        line = words.criterion.format(
            criterion=names[criterion],
            mark=shown(points),
            most=shown(most),
            level=level,
            levels=TOP_LEVEL,
            meaning=meanings[level],
        )
        lines.append(line)
    return lines


def criterion_names(words: FeedbackWords) -> dict[Criterion, str]:
    """Return what the criteria of a mark are called."""
    return {
        Criterion.MAIN: words.main_claim,
        Criterion.PLACE: words.in_place,
        Criterion.LINKS: words.linked_premises,
    }


def other_side_line(result: Result, words: FeedbackWords) -> str:
    """Return that a map argues for the other side, and how it was compared; "" if it does not."""
    if not result.argues_for:
        return ""
    claim = StudentPhrases(result.language).quote_text(result.argues_for)
    return words.other_side.format(claim=claim)
