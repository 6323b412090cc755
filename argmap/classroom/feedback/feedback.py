"""Feedback for a student whose map was compared with a key.

Three sentences first: the best thing in the map, what to fix first, and what to do then; then what
else is to be fixed, in which order, and what is still open, in the language of the key. And the
lines that a student reads in every format: on a file that could not be read, how much was found,
and a mark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from argmap.classroom.feedback.corrections import boxes_to_fix, corrections_of, to_fix
from argmap.classroom.feedback.diagnosis import Diagnosis, Outcome, diagnose
from argmap.classroom.feedback.grading import Result
from argmap.classroom.feedback.hints import Hints, HintWriter, StudentPhrases
from argmap.classroom.feedback.marks import (
    TOP_LEVEL,
    Criterion,
    Mark,
    format_points,
)
from argmap.classroom.feedback.root_cause import Reason, root_cause_of, root_sentence, settled_with
from argmap.classroom.feedback.sheet_boxes import FilledBox, filled_boxes
from argmap.comparison.compare import Comparison
from argmap.comparison.difference_search import BASICS
from argmap.comparison.differences import Difference, Sort
from argmap.languages import class_words_for, feedback_words_for
from argmap.languages.section_types import FeedbackWords
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import help_elsewhere
from argmap.model.graph import main_claims
from argmap.model.writing import Correction
from argmap.util.text import one_line

MOST_FIXES = 5
"""A student gets at most this many things to fix at once; the rest is counted."""


class Feedback(NamedTuple):
    """What a student reads, in sentences of the language of the key.

    Attributes:
        root: what is most wrong, or that the map argues for the other side; "" if neither.
        best: what is right and hard to see; "" while nothing is known to be right.
        first: what to fix first: what raises the mark most.
        then: what to do after that; "" while most of the map is open.
        to_fix: what else to fix; `first`, and `then` if it is a fix, are not repeated.
        more_to_fix: how many more there are.
        questions: what a person has still to look at, as phrases.
        own: what goes beyond the key, as phrases: it is listed and never counted.
        remarks: what a teacher says, and what would be clearer otherwise, at no cost.
        counts: how much was found, a phrase each.
    """

    root: str
    best: str
    first: str
    then: str
    to_fix: tuple[str, ...]
    more_to_fix: int
    questions: tuple[str, ...]
    own: tuple[str, ...]
    remarks: tuple[str, ...]
    counts: tuple[str, ...]


def feedback(
    comparison: Comparison,
    hints: Hints = Hints.SORT,
    fixes: Sequence[str] | None = None,
    diagnosis: Diagnosis | None = None,
    settled: Collection[str] = (),
    root: str = "",
) -> Feedback:
    """Return the feedback for a student.

    Args:
        comparison: how the student's map (ours) compares with a key (theirs).
        hints: how much of the answer is given away.
        fixes: the parts of the key at which something is to be fixed, in this order; by default by
            the default rubric.
        diagnosis: what became of the key in the map.
        settled: those of these parts, and boxes, that are right once the root cause is put right.
        root: the sentence on this root cause.
    """
    if diagnosis is None:
        diagnosis = diagnose(comparison)
    if fixes is None:
        fixes = to_fix(diagnosis)
    writer = HintWriter(comparison, diagnosis, hints)
    phrases = writer.phrases
    words = phrases.words
    boxes = filled_boxes(comparison)
    own: tuple[str, ...] = ()
    if boxes:
        fixes = []
        wrong = boxes_to_fix(comparison).items()
        asked = [writer.on_box(box, filled.claim) for box, filled in wrong if box not in settled]
        best = _best_box(comparison, boxes, phrases)
    else:
        fixes = [id for id in fixes if id not in settled]
        asked = writer.sentences(fixes) + list(map(writer.on_field, _fields(comparison)))
        best = _best(comparison, diagnosis, phrases)
        own = tuple(_own(comparison, diagnosis, phrases))
    # What may be a claim of the key goes before what is probably none.
    to_decide = [match.ours for match in comparison.proposals]
    to_decide += comparison.claims_to_decide
    questions = tuple(dict.fromkeys(phrases.quote(comparison.ours, id) for id in to_decide))
    number_open = len(comparison.proposals) + len(comparison.claims.undecided)
    if 2 * number_open > len(comparison.ours.claims):
        # What is to be fixed may be something else once a person has read the claims.
        asked = [words.wait]
    else:
        if not best and not boxes and diagnosis.nodes:
            best = words.keep_claims
        if not asked and settled:
            asked = [words.put_right]
        elif not asked and questions:
            asked = [words.wait]
        elif not asked:
            asked = [words.look_around if fixes else words.nothing_to_fix]
        if len(asked) == 1 and not boxes:
            # Where nothing else can be fixed yet, the student goes further. A worksheet has no
            # room for that.
            has_more = not all(map(writer.hints_on, fixes))
            has_more = has_more and words.look_around not in asked
            further = _further(comparison, diagnosis, phrases)
            asked.append(words.look_around if has_more else further)
    first, *others = asked
    return Feedback(
        root=root,
        best=best,
        first=first,
        then="".join(others[:1]),
        to_fix=tuple(others[1 : MOST_FIXES - 1]),
        more_to_fix=max(0, len(asked) - MOST_FIXES),
        questions=questions,
        own=own,
        remarks=tuple(_remarks(comparison, diagnosis, phrases)),
        counts=tuple(_counts(comparison, words)),
    )


def _fields(comparison: Comparison) -> Iterator[Difference]:
    """Yield what is written otherwise than in the key about claims that are certainly there.

    It is a remark: no points are given for it.
    """
    ours = comparison.ours
    mains = {claim.id for claim in main_claims(ours)}
    if not any(claim.main for claim in ours.claims.values()):
        # On a map without lines, nothing else shows a main claim.
        mains |= {id for id in ours.claims if not ours.uses(id) and not ours.onto(id)}
    their_mains = {claim.id for claim in main_claims(comparison.theirs)}
    for difference in comparison.differences:
        if difference.field not in BASICS or difference.sort is not Sort.CLAIM:
            continue
        # Some formats have no word for main claims. A claim that is one by its place is right.
        is_main = not mains.isdisjoint(difference.ours)
        is_right = is_main is not their_mains.isdisjoint(difference.theirs)
        if difference.is_certain and not (difference.field == "main" and is_right):
            yield difference


def _own(comparison: Comparison, diagnosis: Diagnosis, phrases: StudentPhrases) -> Iterator[str]:
    """Yield what goes beyond the key: claims, and inferences between claims of the key."""
    ours = comparison.ours
    undecided = diagnosis.reading.undecided
    for id in ours.claims:
        if not diagnosis.means(id) and id not in undecided:
            yield phrases.quote(ours, id)
    known = set(diagnosis.answered)
    for _, part in diagnosis.parts():
        known.update(part.about, part.wrong)
    steps = {step for argument in known for step in argument.steps}
    for id, inference in ours.inferences.items():
        ends = [*inference.premises, ours.claim_under(id)]
        if id not in steps and all(map(diagnosis.says, ends)):
            yield phrases.relation(ours, inference)


def _remarks(
    comparison: Comparison, diagnosis: Diagnosis, phrases: StudentPhrases
) -> Iterator[str]:
    """Yield which sentences say several claims of the key, of those that need not be split."""
    to_split = set()
    for id, part in diagnosis.inferences.items():
        if part.outcome is Outcome.ONE_SENTENCE:
            to_split.update(diagnosis.sentences(id))
    for node, said in diagnosis.reading.says.items():
        if len(said) > 1 and node not in to_split:
            claim = phrases.quote(comparison.ours, node)
            yield phrases.words.says_several.format(claim=claim, number=len(said))


def _best_box(
    comparison: Comparison, boxes: Mapping[str, FilledBox], phrases: StudentPhrases
) -> str:
    """Return the sentence on the best box of a worksheet that is right; "" if none is."""
    ours = comparison.ours
    wrong = {box for box, filled in boxes.items() if not filled.is_right}
    inferences = [
        inference
        for inference in ours.inferences.values()
        if wrong.isdisjoint({*inference.premises, ours.claim_under(inference.id)})
        and not boxes.keys().isdisjoint(inference.premises)
    ]
    return _keep(ours, inferences, phrases) if inferences else ""


def _best(comparison: Comparison, diagnosis: Diagnosis, phrases: StudentPhrases) -> str:
    """Return the sentence on the best thing in a map: an inference that is right, or a claim.

    "" if nothing is known to be right.
    """
    ours = comparison.ours
    # What says only a part, or too much, is to be changed, and does not stay as it is.
    corrections = corrections_of(comparison, diagnosis)
    inferences = []
    for id in diagnosis.right_steps():
        inference = ours.inferences[id]
        signs = [corrections[each] for each in (id, *inference.premises, ours.claim_under(id))]
        if Correction.TO_FIX not in signs and Correction.OPEN not in signs:
            inferences.append(inference)
    if inferences:
        return _keep(ours, inferences, phrases)
    for claim in ours.claims:
        if corrections[claim] is Correction.RIGHT and diagnosis.says(claim):
            return phrases.words.keep.format(relation=phrases.quote(ours, claim))
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


def _further(comparison: Comparison, diagnosis: Diagnosis, phrases: StudentPhrases) -> str:
    """Return what to do with a map in which nothing is to be fixed.

    What the key answers is not asked for: it is in the map, or is to be fixed.
    """
    map, key = comparison.ours, comparison.theirs
    words = phrases.words
    mains = {claim.id for claim in main_claims(map)}
    answered = {id for id in map.claims if map.rebuttals(id)}
    for claim, nodes in diagnosis.nodes.items():
        if key.rebuttals(claim):
            answered.update(nodes)
    doubted = {id for id in map.inferences if map.undercutters(id)}
    for id, part in diagnosis.inferences.items():
        if key.undercutters(id):
            doubted |= part.steps
        # What is to be fixed is not to be answered where it is.
        doubted.update(each.last for each in part.wrong)
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


class Report(NamedTuple):
    """What came of a student's map, as every format has it.

    Attributes:
        repairs: how many typos were fixed, a sentence if any were.
        lines: what is most wrong; or that the file could not be read, and what was decided.
        first: the sentences that a student reads first, three at most, each with its heading.
        lists: the lists that are not empty, each with its heading.
        counts: how much was found, a phrase each.
        mark: the lines on the mark.
    """

    repairs: list[str]
    lines: list[str]
    first: list[tuple[str, str]]
    lists: list[tuple[str, list[str]]]
    counts: tuple[str, ...]
    mark: list[str]


def report_on(result: Result, hints: Hints) -> Report:
    """Return what a student reads in every format."""
    words = feedback_words_for(result.language)
    mark = [] if result.mark is None else mark_lines(result.mark, words)
    if result.comparison is None:
        decided = [*filter(None, [one_line(result.remark)]), *mark[:2]]
        return Report([], [unreadable(result, words), *decided], [], [], (), [])
    number = result.submission.repairs
    repairs = [words.repaired.format(number=number)] if number else []
    said = feedback_of(result, result.comparison, hints)
    first = ((words.best, said.best), (words.first, said.first), (words.then, said.then))
    more = [words.more.format(number=said.more_to_fix)] if said.more_to_fix else []
    lists = (
        (words.remarks, [*said.remarks]),
        (words.to_fix, [*said.to_fix, *more]),
        (words.questions, [*said.questions]),
        (words.own, [*said.own]),
    )
    return Report(
        repairs,
        [said.root] if said.root else [],
        [each for each in first if each[1]],
        [each for each in lists if each[1]],
        said.counts,
        mark,
    )


def unreadable(result: Result, words: FeedbackWords) -> str:
    """Return that a file could not be read as a map, the first reason, and what to do about it."""
    submission = result.submission
    if submission.is_unfilled:
        return words.unfilled
    help = help_elsewhere(submission.help)  # a student has no terminal
    first = one_line("; ".join(filter(None, [submission.first_error, help])))
    return words.unreadable.format(number=submission.errors, first=first)


def mark_lines(mark: Mark, words: FeedbackWords) -> list[str]:
    """Return a mark, what was made of the sum, and a line for each criterion with its level.

    Mark: 3.5 of 5
    The points add up to 3.25. Marks are rounded to multiples of 0.5.
    Main claim: 1 of 1 (level 4 of 4: no mistakes)
    Reasons and objections in their place: 2.25 of 3 (level 3 of 4: mostly right)
    """
    names = criterion_names(words)

    def shown(points: Decimal) -> str:
        return format_points(points, words.decimal_mark)

    sentence = words.mark
    if mark.is_provisional:
        sentence = words.no_mark_yet if mark.is_none_yet else words.provisional_mark
    lines = [sentence.format(mark=shown(mark.mark), most=shown(mark.most))]
    if mark.adjusted is not None:
        lines.append(words.adjusted.format(reason=one_line(mark.adjusted.reason)))
    elif mark.mark != mark.sum:
        lines.append(words.rounded.format(sum=shown(mark.sum), unit=shown(mark.step)))
    for each in mark.criteria:
        sentence = words.criterion_open if mark.is_open(each) else words.criterion
        points = sentence.format(
            criterion=names[each.criterion],
            mark=shown(each.mark),
            most=shown(each.most),
            level=each.level,
            levels=TOP_LEVEL,
            meaning=getattr(words, f"level_{each.level}"),
        )
        lines.append(points)
    return lines


def mark_in_short(mark: Mark, language: str) -> tuple[str, str]:
    """Return a mark as tables have it, and in a word how certain it is; "" if it just is."""
    words, class_words = feedback_words_for(language), class_words_for(language)
    points = format_points(mark.mark, words.decimal_mark)
    shown = class_words.share.format(found=points, all=format_points(mark.most, words.decimal_mark))
    if mark.adjusted is not None:
        return shown, class_words.adjusted
    how_certain = class_words.provisional if mark.is_provisional else ""
    return words.uncertain if mark.is_none_yet else shown, how_certain


def criterion_names(words: FeedbackWords) -> dict[Criterion, str]:
    """Return what the criteria of a mark are called."""
    return {
        Criterion.MAIN: words.main_claim,
        Criterion.PLACE: words.in_place,
        Criterion.LINKS: words.linked_premises,
    }


def feedback_of(result: Result, comparison: Comparison, hints: Hints) -> Feedback:
    """Return the feedback on a map that was graded: what remains below its root cause."""
    cause = root_cause_of(result)
    root = root_sentence(result)
    if cause is not None and cause.reason is Reason.ARGUES_FOR:
        phrases = StudentPhrases(result.language)
        root = phrases.words.other_side.format(claim=phrases.quote_text(result.argues_for))
    settled = settled_with(cause, result.diagnosis)
    report = feedback(comparison, hints, result.fixes, result.diagnosis, settled, root)
    return report._replace(remarks=(*filter(None, [result.remark]), *report.remarks))
