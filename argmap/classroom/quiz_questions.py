"""A quiz about a map: questions as data, each with one right choice and wrong ones, and why.

Claims that read the same count as one: a choice is right, or wrong, only if it is so for each of
them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from argmap.classroom.quiz_answers import AnswerWriter
from argmap.classroom.shuffle import AnyItem, shuffle
from argmap.languages import quiz_words_for
from argmap.model import ArgumentMap, Inference, Kind, Verdict
from argmap.util.errors import Failure
from argmap.util.exports import html_on_demand
from argmap.util.text import plain_text, shorten
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.verdict_rules import MapProgram

MOST_WRONG, LEAST_WRONG = 3, 2
"""How many wrong choices a question about claims has; one with too few in the map is dropped."""

_TRIED_AT_LEAST, _TRIED_FOR_EACH = 200, 10
"""How often a kind of question is tried, and how often more for each question that is wanted."""


Ids = tuple[str, ...]
_WEIGHING = "weighing"
_Use = tuple[Inference, str]
"""An inference, and one of its premises, but no warrant."""


class QuestionKind(StrEnum):
    """What a question asks."""

    BEARS_ON = "bears on"
    """Which claim does this one bear on?"""
    RELATION = "relation"
    """Is this a reason for that, an objection to it or to an inference, or a weighing?"""
    NO_SUPPORT = "no support"
    """For which of these is nothing offered?"""
    WOULD_FALL = "would fall"
    """Which of these stands, and would fall if this were rejected?"""


@dataclass(frozen=True)
class Choice:
    """A choice of a question.

    Attributes:
        text: what it says.
        is_right: whether it is the right one.
        claim: the id of the claim that it is, "" if it is none.
        feedback: what is said to who has chosen it, "" for nothing.
    """

    text: str
    is_right: bool
    claim: str = ""
    feedback: str = ""


@dataclass(frozen=True, repr=False)
class Question:
    """A question with one right choice.

    Attributes:
        kind: what the question asks.
        about: the ids of the claims in the question and in its right choice.
        text: the question. Each of its sentences is on a line of its own.
        choices: two or more choices, one of which is right.
        why: an explanation of the right answer. Each of its sentences is on a line of its own.
    """

    kind: QuestionKind
    about: Ids
    text: str
    choices: tuple[Choice, ...]
    why: str

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        return f"<Question: {shorten(self.text)} ({len(self.choices)} choices)>"


_Questions = Iterator[Question]


def questions(
    map: ArgumentMap, count: int, seed: int = 0, progress: Callable[[int, int], None] | None = None
) -> list[Question]:
    """Return questions about a map, in its language: one of each kind in turn.

    Args:
        map: the map.
        count: the maximum number of questions; the map may have fewer.
        seed: the same seed gives the same quiz.
        progress: gets how many questions there are, and the maximum.
    """
    most_tried = _TRIED_AT_LEAST + _TRIED_FOR_EACH * count
    author = _Author(map, seed, most_tried)
    relations = shuffle(author.relations, seed, "relations")
    kinds = [
        author.fresh(author.bears_on()),
        _in_turn([author.fresh(author.relation(each)) for each in relations]),
        author.fresh(author.no_support()),
        author.fresh(author.would_fall()),
    ]
    found = []
    for question in islice(_in_turn(kinds), count):
        found.append(question)
        if progress is not None:
            progress(len(found), count)
    return found


def make_questions(
    map: ArgumentMap, count: int, seed: int = 0, progress: Callable[[int, int], None] | None = None
) -> list[Question]:
    """Return what `questions` does, if that is any.

    Raises:
        Failure: the map has nothing to ask about.
    """
    if not map.inferences:
        raise Failure("the map has no reasons or objections to ask about")
    made = questions(map, count, seed, progress)
    if not made:
        raise Failure(
            "each question needs a right answer and wrong ones, but the map is too small for that"
        )
    return made


def _in_turn(sources: Iterable[_Questions]) -> _Questions:
    """Yield one question of each source in turn, until there are no more."""
    pending = deque(sources)
    while pending:
        source = pending.popleft()
        question = next(source, None)
        if question is not None:
            pending.append(source)
            yield question


class _Wordings:
    """The plain texts of a map, and the claims that have them, in reading order.

    Attributes:
        of: claims, each with its wording.
        claims: wordings, each with the claims that have it.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self.of = {}
        self.claims: defaultdict[str, list[str]] = defaultdict(list)
        for id, claim in map.claims.items():
            wording = plain_text(claim.text)
            self.of[id] = wording
            self.claims[wording].append(id)

    def alike(self, claim: str) -> list[str]:
        """Return the claims that read like one, and this one."""
        return self.claims[self.of[claim]]

    def only_of(self, claims: Iterable[str]) -> list[str]:
        """Return the wordings that only these claims have."""
        all_claims = set(claims)
        return [wording for wording, ids in self.claims.items() if all_claims.issuperset(ids)]

    def premises_onto(self, target: str) -> set[str]:
        """Return the wordings of the premises of inferences onto a claim."""
        return {
            self.of[premise]
            for claim in self.alike(target)
            for inference in self._map.onto(claim)
            for premise in inference.premises
        }

    def reached_from(self, claim: str) -> set[str]:
        """Return the wordings of all that a claim bears on, in one inference or in many."""
        reached = set()
        pending = [self.of[claim]]
        while pending:
            wording = pending.pop()
            for premise in self.claims[wording]:
                for inference in self._map.uses(premise):
                    target = self.of.get(self._map.claim_under(inference.id), "")
                    if target and target not in reached:
                        reached.add(target)
                        pending.append(target)
        return reached

    def relations_between(self, asked: str, target: str) -> set[str]:
        """Return how a claim, or one that reads like it, bears on another."""
        targets = self.alike(target)
        return {
            _relation_of(inference)
            for premise in self.alike(asked)
            for inference in self._map.uses(premise)
            if claim_concerned(self._map, inference) in targets
        }


def _relation_of(inference: Inference) -> str:
    """Return the kind of an inference; of the undercutters, weighings are apart."""
    return _WEIGHING if inference.weighing else inference.kind.value


def claim_concerned(map: ArgumentMap, inference: Inference) -> str:
    """Return the claim that an inference, or the inference that it undercuts, bears on; "" if none.

    b undercuts (a supports c):  c
    """
    if inference.kind is Kind.UNDERCUTTER:
        inference = map.inferences[inference.target]
    if inference.kind is Kind.UNDERCUTTER:
        return ""
    return inference.target


class _Author:
    """Makes the questions of each kind about a map, one after another, in a random order."""

    def __init__(self, map: ArgumentMap, seed: int, most_tried: int) -> None:
        self._map = map
        self._seed = seed
        self._most_tried = most_tried
        self._words = quiz_words_for(map.language)
        self._answers = AnswerWriter(map)
        self._wordings = _Wordings(map)
        self._asked_about: set[Ids] = set()
        """The wordings of the claims that each question so far is about."""
        self._answers_of_relations = {
            Kind.SUPPORT.value: self._words.is_a_reason,
            Kind.REBUTTAL.value: self._words.is_an_objection,
            Kind.UNDERCUTTER.value: self._words.is_an_objection_to_an_inference,
            _WEIGHING: self._words.is_a_weighing,
        }
        drawn = {_relation_of(each) for each in map.inferences.values()}
        self.relations = [relation for relation in self._answers_of_relations if relation in drawn]
        """What a claim is to another somewhere in this map."""

    def fresh(self, source: _Questions) -> _Questions:
        """Yield the questions that do not give away the answer to another."""
        for question in source:
            about = tuple(self._wordings.of[claim] for claim in question.about)
            if about not in self._asked_about:
                self._asked_about.add(about)
                yield question

    # --- the kinds of questions ---

    def bears_on(self) -> _Questions:
        """Yield questions which claim another one bears on."""
        words, wordings = self._words, self._wordings
        done: set[str] = set()
        for inference, asked in self._uses("bears on", Kind.SUPPORT, Kind.REBUTTAL):
            right, wording = inference.target, wordings.of[asked]
            if wording in done or asked in wordings.alike(right):
                continue
            feedback = dict.fromkeys(wordings.premises_onto(right), words.same_target)
            feedback |= dict.fromkeys(wordings.premises_onto(asked), words.other_way_round)
            # What it bears on at any distance is not a wrong choice.
            reached = {wording, *wordings.reached_from(asked)}
            others = [each for each in wordings.claims if each not in reached]
            choices = self._choices(asked, right, feedback, others, feedback)
            if choices:
                done.add(wording)
                text = self._ask(asked, words.what_it_bears_on)
                why = self._answers.why_it_bears(inference, asked, right)
                yield Question(QuestionKind.BEARS_ON, (asked, right), text, choices, why)

    def relation(self, relation: str) -> _Questions:
        """Yield questions what a claim is to another one, to which one relation is the answer."""
        wordings, answers = self._wordings, self._answers
        if len(self.relations) == 1:
            return  # the answer would be the same wherever it is asked
        choices = tuple(
            Choice(self._answers_of_relations[each], each == relation) for each in self.relations
        )
        for inference, asked in self._uses(relation, relation):
            target = claim_concerned(self._map, inference)
            # A claim that bears on another in two ways would make two choices right.
            is_only_this = wordings.relations_between(asked, target) == {relation}
            if is_only_this and target not in wordings.alike(asked):
                both = f"(1) {answers.quote(asked)}\n(2) {answers.quote(target)}"
                text = f"{both}\n{self._words.what_one_is_to_the_other}"
                why = answers.why_it_bears(inference, asked, target)
                yield Question(QuestionKind.RELATION, (asked, target), text, choices, why)

    def no_support(self) -> _Questions:
        """Yield questions which of some claims has no support."""
        map, words, wordings = self._map, self._words, self._wordings
        unsupported = [id for id in map.claims if map.is_unsupported(id)]
        # A norm without support is asked about in no way.
        supported = wordings.only_of(
            id
            for id, claim in map.claims.items()
            if id not in unsupported and (claim.has_own_ground or map.supports(id))
        )
        feedback = {each: self._answers.support_of(wordings.claims[each]) for each in supported}
        for wording in self._some_of(wordings.only_of(unsupported), "no support"):
            right = wordings.claims[wording][0]
            choices = self._choices("", right, (), supported, feedback)
            if choices:
                # Each wrong choice is in one such question only: when it is met again, it is known
                # to be wrong.
                for choice in choices:
                    if not choice.is_right:
                        supported.remove(wordings.of[choice.claim])
                why = words.nothing_offered.format(claim=self._answers.quote(right))
                text = words.which_has_no_support
                yield Question(QuestionKind.NO_SUPPORT, (right,), text, choices, why)

    def would_fall(self) -> _Questions:
        """Yield questions which of some claims would fall if another one were rejected."""
        words, wordings = self._words, self._wordings
        # One program serves all: to make it takes longer than to ask it.
        program = MapProgram(self._map)
        now = Verdicts(program, program.model())
        standing = _claims_that(Verdict.STANDS, now)
        for rejected in self._some_of(self._may_matter(now), "would fall"):
            model = program.model(program.fixed({rejected: False}))
            then = Verdicts(program, model, fixed={rejected: False})
            falling = _claims_that(Verdict.FALLS, then) - {rejected}
            fallen = wordings.only_of(standing & falling)
            if not fallen:
                continue
            first, *_ = self._shuffle(fallen, f"falls without {rejected}")
            right = wordings.claims[first][0]
            unmoved = wordings.only_of(standing & _claims_that(Verdict.STANDS, then))
            reached = wordings.reached_from(rejected)
            feedback = dict.fromkeys(unmoved, words.still_stands)
            choices = self._choices(rejected, right, reached, unmoved, feedback)
            if choices:
                text = self._ask(rejected, words.what_would_fall)
                why = self._answers.why_it_falls(rejected, right, then)
                yield Question(QuestionKind.WOULD_FALL, (rejected, right), text, choices, why)

    def _may_matter(self, now: Verdicts) -> Iterator[str]:
        """Yield the claims that could be rejected, and that bear on something."""
        for claim in self._map.claims:
            # Of claims that read the same, one could be rejected and another not.
            is_alone = len(self._wordings.alike(claim)) == 1
            if is_alone and now[claim] is not Verdict.FALLS and self._map.uses(claim):
                yield claim

    def _ask(self, claim: str, question: str) -> str:
        return f"{self._answers.quote(claim)}\n{question}"

    # --- choices ---

    def _choices(
        self,
        asked: str,
        right: str,
        likely: Container[str],
        others: Collection[str],
        feedback: Mapping[str, str],
    ) -> tuple[Choice, ...]:
        """Return a right choice among wrong ones; none if there are too few wrong ones.

        Args:
            asked: the claim in question, "" if it is the right choice.
            right: the claim that is the right choice.
            likely: wordings that are likely to be taken for right, which go first.
            others: wordings of all wrong choices.
            feedback: what is said of wrong choices, by their wordings.
        """
        purpose = f"{asked} {right}"
        near = [wording for wording in others if wording in likely]
        near = self._shuffle(near, f"near {purpose}")[: MOST_WRONG - 1]
        far = self._shuffle(others, f"far {purpose}")
        wrong = list(dict.fromkeys([*near, *far]))[:MOST_WRONG]
        if len(wrong) < LEAST_WRONG:
            return ()
        choices = [Choice(self._answers.text_of(right), is_right=True, claim=right)]
        for wording in wrong:
            claim = self._wordings.claims[wording][0]
            text = self._answers.text_of(claim)
            choices.append(Choice(text, False, claim, feedback.get(wording, "")))
        return tuple(self._shuffle(choices, f"choices {purpose}"))

    def _uses(self, purpose: str, *relations: str) -> list[_Use]:
        uses = [
            (inference, premise)
            for inference in self._map.inferences.values()
            if _relation_of(inference) in relations and claim_concerned(self._map, inference)
            for premise in inference.premises
            if premise != inference.warrant
        ]
        return self._some_of(uses, purpose)

    def _some_of(self, items: Iterable[AnyItem], purpose: str) -> list[AnyItem]:
        """Return items in a random order, and not more of them than are tried."""
        return self._shuffle(items, purpose)[: self._most_tried]

    def _shuffle(self, items: Iterable[AnyItem], purpose: str) -> list[AnyItem]:
        return shuffle(items, self._seed, purpose)


def _claims_that(verdict: Verdict, verdicts: Verdicts) -> set[str]:
    return {claim for claim, of_claim in verdicts.claims.items() if of_claim is verdict}
