"""Feedback for a student whose map was compared with a key.

Three sentences first: the best thing in the map, what to fix first, and what to do then; then what
else is to be fixed, in which order, and what is still open, in the language of the key. And the
lines that a student reads in every format: on a file that could not be read, how much was found,
and a mark.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from argmap.classroom.feedback.corrections import (
    answered_parts,
    boxes_to_fix,
    ideas_in,
    to_fix,
)
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, HintWriter, StudentPhrases
from argmap.classroom.feedback.marks import (
    TOP_LEVEL,
    Criterion,
    Mark,
    format_points,
)
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.comparison.claim_alignment import MatchReason
from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, DifferenceKind, Sort
from argmap.formats.other_files import FORMATS_HELP
from argmap.languages.section_types import FeedbackWords
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
from argmap.util.text import one_line

MOST_FIXES = 5
"""A student gets at most this many things to fix at once; the rest is counted."""


class Feedback(NamedTuple):
    """What a student reads, in sentences of the language of the key.

    Attributes:
        best: what is right and hard to see; "" while nothing is known to be right.
        first: what to fix first: what raises the mark most.
        then: what to do after that; "" while most of the map is open.
        to_fix: what else to fix; `first`, and `then` if it is a fix, are not repeated.
        more_to_fix: how many more there are.
        questions: what a person has still to look at, as phrases.
        own: what goes beyond the key, as phrases: it is listed and never counted.
        counts: how much was found, a phrase each.
    """

    best: str
    first: str
    then: str
    to_fix: tuple[str, ...]
    more_to_fix: int
    questions: tuple[str, ...]
    own: tuple[str, ...]
    counts: tuple[str, ...]


def feedback(
    comparison: Comparison, hints: Hints = Hints.SORT, fixes: Sequence[Difference] | None = None
) -> Feedback:
    """Return the feedback for a student.

    Args:
        comparison: how the student's map (ours) compares with a key (theirs).
        hints: how much of the answer is given away.
        fixes: what is to be fixed, in this order; by default by the default rubric.
    """
    if fixes is None:
        fixes = to_fix(comparison)
    writer = HintWriter(comparison, hints)
    phrases = writer.phrases
    words = phrases.words
    boxes = filled_boxes(comparison)
    if boxes:
        best = _best_box(comparison, boxes, phrases)
        asked = _on_boxes(comparison, boxes, writer)
    else:
        best = _best(comparison, phrases)
        asked = writer.sentences(fixes)
    own, questions = _own_and_questions(comparison, writer, fixes)
    if _is_mostly_open(comparison):
        # What is to be fixed may be something else once a person has read the claims.
        asked = [words.wait]
    else:
        best = best or ("" if boxes else words.keep_claims)
        if not asked and questions:
            asked = [words.wait]
        elif not asked:
            asked = [_nothing_asked(comparison, words, () if boxes else fixes)]
        if len(asked) == 1 and not boxes:
            # Where nothing else can be fixed yet, the student goes further. A worksheet has no
            # room for that.
            has_more = any(writer.is_for_later(fix) for fix in fixes)
            has_more = has_more and words.look_around not in asked
            asked.append(words.look_around if has_more else _further(comparison, phrases))
    first, *others = asked
    return Feedback(
        best=best,
        first=first,
        then="".join(others[:1]),
        to_fix=tuple(others[1 : MOST_FIXES - 1]),
        more_to_fix=max(0, len(asked) - MOST_FIXES),
        questions=questions,
        own=own,
        counts=tuple(_counts(comparison, words)),
    )


def _own_and_questions(
    comparison: Comparison, writer: HintWriter, fixes: Sequence[Difference]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the key does not have: the student's own ideas, and what is still open."""
    ours = comparison.ours
    boxes = filled_boxes(comparison)
    own = []
    questions = [writer.phrases.quote(ours, match.ours) for match in comparison.proposals]
    ideas = ideas_in(comparison)
    for difference in _extras(comparison):
        if difference in fixes:
            continue
        if difference.ours[0] not in ideas:
            questions.append(writer.mention(difference))
        elif not boxes or _is_added_to_sheet(difference, boxes):
            own.append(writer.mention(difference))
    return tuple(dict.fromkeys(own)), tuple(dict.fromkeys(questions))


def _nothing_asked(
    comparison: Comparison, words: FeedbackWords, fixes: Sequence[Difference]
) -> str:
    """Return what is said first where there is nothing to ask for."""
    if fixes:
        return words.look_around
    if answered_parts(comparison):
        return words.keep_claims
    return words.nothing_to_fix


def _on_boxes(
    comparison: Comparison, boxes: Mapping[str, FilledBox], writer: HintWriter
) -> list[str]:
    """Return the hints on the boxes of a worksheet that are empty, or not right."""
    return [writer.on_box(box, boxes[box].claim) for box in boxes_to_fix(comparison)]


def _best_box(
    comparison: Comparison, boxes: Mapping[str, FilledBox], phrases: StudentPhrases
) -> str:
    """Return the sentence on the best box of a worksheet that is right; "" if none is."""
    ours = comparison.ours
    right = {box for box, filled in boxes.items() if filled.is_right}
    inferences = []
    for id in comparison.right_inferences:
        inference = ours.inferences[id]
        if not right.isdisjoint(inference.premises):
            inferences.append(inference)
    if not inferences:
        return ""
    return _keep(ours, inferences, phrases)


def _is_added_to_sheet(difference: Difference, boxes: Container[str]) -> bool:
    """Return whether a student wrote a claim on a worksheet that no box asks for."""
    return difference.sort is Sort.CLAIM and difference.ours[0] not in boxes


def _best(comparison: Comparison, phrases: StudentPhrases) -> str:
    """Return the sentence on the best thing in a map: an inference that is right, or a claim.

    "" if nothing is known to be right.
    """
    ours = comparison.ours
    words = phrases.words
    matches = comparison.claims.matches.values()
    # What says only a part is to be completed, and does not stay as it is.
    partly = {match.ours for match in matches if match.reason is MatchReason.PARTLY}
    inferences = []
    for id in comparison.right_inferences:
        inference = ours.inferences[id]
        if partly.isdisjoint((*inference.premises, ours.claim_under(id))):
            inferences.append(inference)
    if inferences:
        return _keep(ours, inferences, phrases)
    for claim in comparison.certain_claims:
        if claim not in partly:
            return words.keep.format(relation=phrases.quote(ours, claim))
    return ""


def _keep(map: ArgumentMap, inferences: Iterable[Inference], phrases: StudentPhrases) -> str:
    """Return the sentence on that of some inferences which is hardest to see."""
    mains = {claim.id for claim in main_claims(map)}
    best = min(inferences, key=lambda inference: _how_easy_to_see(inference, mains))
    return phrases.words.keep.format(relation=phrases.relation(map, best))


def _how_easy_to_see(inference: Inference, mains: Set[str]) -> tuple[bool, ...]:
    # An undercutter goes first, then linked premises, then an objection. That main claims oppose
    # each other is easiest to see.
    return (
        not mains.isdisjoint(inference.premises),
        inference.kind is not Kind.UNDERCUTTER,
        len(inference.premises) == 1,
        inference.kind is Kind.SUPPORT,
    )


def _further(comparison: Comparison, phrases: StudentPhrases) -> str:
    """Return what to do with a map in which nothing is to be fixed.

    What the key answers is not asked for: it is in the map, or is to be fixed.
    """
    map, key = comparison.ours, comparison.theirs
    words = phrases.words
    mains = {claim.id for claim in main_claims(map)}
    answered = {id for id in map.claims if map.rebuttals(id)}
    answered |= {id for id, in_key in comparison.certain_claims.items() if key.rebuttals(in_key)}
    doubted = {id for id in map.inferences if map.undercutters(id)}
    doubted |= {id for id, in_key, _ in comparison.certain_inferences if key.undercutters(in_key)}
    for id, inference in map.inferences.items():
        if inference.kind is not Kind.REBUTTAL or not mains.isdisjoint(inference.premises):
            continue
        # An answer to an objection is an objection, too, and need not be answered again.
        is_answer = any(use.kind is Kind.REBUTTAL for use in map.uses(inference.target))
        if not is_answer and id not in doubted and answered.isdisjoint(inference.premises):
            return words.answer_objection.format(relation=phrases.relation(map, inference))
    for id in map.claims:
        if id not in answered and any(use.target in mains for use in map.uses(id)):
            return words.think_of_objection.format(claim=phrases.quote(map, id))
    return words.think_of_objection.format(claim=phrases.quote(map, next(iter(map.claims), "")))


def _extras(comparison: Comparison) -> Iterator[Difference]:
    """Yield what a map has and the key certainly does not, in the order of the map."""
    for difference in comparison.differences:
        if difference.kind is DifferenceKind.EXTRA and difference.is_certain:
            yield difference


def _is_mostly_open(comparison: Comparison) -> bool:
    """Return whether a person has still to read more than half of the claims of our map."""
    number = len(comparison.proposals) + len(comparison.claims.undecided)
    return 2 * number > len(comparison.ours.claims)


def _counts(comparison: Comparison, words: FeedbackWords) -> Iterator[str]:
    counts = comparison.counts
    found = counts.inferences_found
    yield words.claims_found.format(found=counts.claims_found, all=counts.claims)
    yield words.inferences_found.format(found=found, all=counts.inferences)
    if found:
        yield words.right_kind.format(found=counts.right_kind, all=found)
        yield words.right_target.format(found=counts.right_target, all=found)
    if counts.linked:
        yield words.right_linking.format(found=counts.right_linked, all=counts.linked)
    if comparison.claims_to_decide:
        yield words.still_open.format(number=len(comparison.claims_to_decide))


_Headed = tuple[str, str]
"""A heading, and the sentence behind it."""


def first_sentences(report: Feedback, words: FeedbackWords) -> list[_Headed]:
    """Return the sentences that a student reads first, three at most, each with its heading."""
    headings = (words.best, words.first, words.then)
    sentences = (report.best, report.first, report.then)
    return [each for each in zip(headings, sentences, strict=True) if each[1]]


_List = tuple[str, list[str]]
"""A heading, and the sentences below it."""


def lists_of(report: Feedback, words: FeedbackWords) -> Iterator[_List]:
    """Yield the lists of a report that are not empty, each with its heading."""
    lists = [
        (words.to_fix, report.to_fix, report.more_to_fix),
        (words.questions, report.questions, 0),
        (words.own, report.own, 0),
    ]
    for heading, sentences, more in lists:
        items = list(sentences)
        if more:
            items.append(words.more.format(number=more))
        if items:
            yield heading, items


def unreadable(result: Result, words: FeedbackWords) -> str:
    """Return that a file could not be read as a map, the first reason, and what to do about it."""
    submission = result.submission
    if submission.is_unfilled:
        return words.unfilled
    first_error = submission.first_error
    # A student has no terminal.
    help = submission.help.removesuffix(FORMATS_HELP).rstrip("; ")
    if help:
        first_error = f"{first_error}; {help}"
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

    sentence = words.mark
    if mark.is_provisional:
        # A zero says nothing of a map that nobody has read.
        sentence = words.provisional_mark if mark.mark else words.no_mark_yet
    lines = [sentence.format(mark=shown(mark.mark), most=shown(mark.most))]
    for each in mark.criteria:
        sentence = words.criterion_open if mark.is_open(each) else words.criterion
        line = sentence.format(
            criterion=names[each.criterion],
            mark=shown(each.mark),
            most=shown(each.most),
            level=each.level,
            levels=TOP_LEVEL,
            meaning=meanings[each.level],
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
