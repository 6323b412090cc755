"""A quiz about a map: questions as data, each with one right choice and wrong ones, and why.

Claims that read the same count as one: a choice is right, or wrong, only if it is so for each of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.classroom.shuffle import AnyItem, shuffle
from argmap.languages import quiz_words_for, words_for
from argmap.model import ArgumentMap, Cause, Inference, Kind, Verdict
from argmap.util.text import one_line, plain_text
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.verdict_rules import MapProgram

MOST_WRONG, LEAST_WRONG = 3, 2
"""How many wrong choices a question has; one for which the map has too few is dropped."""

_TRIED_AT_LEAST, _TRIED_FOR_EACH = 200, 10
"""How often a kind of question is tried, and how often more for each question that is wanted."""


class QuestionKind(StrEnum):
    """What a question asks."""

    BEARS_ON = "bears on"
    """Which claim does this one bear on?"""
    RELATION = "relation"
    """Is this a reason for that, an objection to it, or an objection to a step?"""
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


@dataclass(frozen=True)
class Question:
    """A question with one right choice.

    Attributes:
        kind: what it asks.
        about: the ids of the claims that it, and its right choice, are about.
        text: the claims that it is about, and what is asked, each on a line.
        choices: two or more.
        why: the answer, and why it is the answer, in sentences of a line each.
    """

    kind: QuestionKind
    about: tuple[str, ...]
    text: str
    choices: tuple[Choice, ...]
    why: str


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
    author = _Author(map, seed, _TRIED_AT_LEAST + _TRIED_FOR_EACH * count)
    relations = [author.relation(kind) for kind in shuffle(Kind, seed, "relations")]
    # The kinds take turns, and so do the relations within theirs.
    kinds = [[author.bears_on()], relations, [author.no_support()], [author.would_fall()]]
    found: list[Question] = []
    asked_about: set[tuple[str, ...]] = set()
    while kinds and len(found) < count:
        sources = kinds.pop(0)
        while sources:
            source = sources.pop(0)
            question = author.next_fresh(source, asked_about)
            if question is not None:
                found.append(question)
                sources.append(source)
                kinds.append(sources)
                break
        if progress is not None:
            progress(len(found), count)
    return found


class _Wordings:
    """The plain texts of a map, and the claims that have them, in reading order.

    Attributes:
        of: claims, each with its wording.
        claims: wordings, each with the claims that have it.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self.of = {claim.id: plain_text(claim.text) for claim in map.claims.values()}
        self.claims: dict[str, list[str]] = {}
        for id, wording in self.of.items():
            self.claims.setdefault(wording, []).append(id)

    def only_of(self, claims: set[str]) -> list[str]:
        """Return the wordings that only these claims have."""
        return [wording for wording, ids in self.claims.items() if claims.issuperset(ids)]

    def premises_onto(self, target: str) -> set[str]:
        """Return the wordings of the premises of inferences onto a claim."""
        wordings: set[str] = set()
        for claim in self.claims[self.of[target]]:
            for inference in self._map.onto(claim):
                wordings.update(self.of[premise] for premise in inference.premises)
        return wordings

    def reached_from(self, claim: str) -> set[str]:
        """Return the wordings of all that a claim bears on, in one inference or in many."""
        reached = set()
        pending = [self.of[claim]]
        while pending:
            for premise in self.claims[pending.pop()]:
                for inference in self._map.uses(premise):
                    target = self.of.get(self._map.claim_under(inference.id), "")
                    if target and target not in reached:
                        reached.add(target)
                        pending.append(target)
        return reached

    def relations_between(self, asked: str, target: str) -> set[Kind]:
        """Return how a claim, or one that reads like it, bears on another."""
        kinds = set()
        for premise in self.claims[self.of[asked]]:
            for inference in self._map.uses(premise):
                other = claim_concerned(self._map, inference)
                if self.of.get(other) == self.of[target]:
                    kinds.add(inference.kind)
        return kinds


def claim_concerned(map: ArgumentMap, inference: Inference) -> str:
    """Return the claim that an inference, or the inference that it undercuts, bears on; "" if none.

    b undercuts (a supports c):  c
    """
    if inference.kind is Kind.UNDERCUTTER:
        inference = map.inferences[inference.target]
    return "" if inference.kind is Kind.UNDERCUTTER else inference.target


class _Author:
    """Makes the questions of each kind about a map, one after another, in a random order."""

    def __init__(self, map: ArgumentMap, seed: int, most_tried: int) -> None:
        self._map = map
        self._seed = seed
        self._most_tried = most_tried
        self._words = quiz_words_for(map.language)
        self._map_words = words_for(map.language)
        self._wordings = _Wordings(map)
        self._wording = self._wordings.of

    def next_fresh(
        self, source: Iterator[Question], asked_about: set[tuple[str, ...]]
    ) -> Question | None:
        """Return the next question that does not give away the answer to another."""
        for question in source:
            about = tuple(self._wording[claim] for claim in question.about)
            if about not in asked_about:
                asked_about.add(about)
                return question
        return None

    # --- the kinds of questions ---

    def bears_on(self) -> Iterator[Question]:
        """Yield questions which claim another one bears on."""
        done: set[str] = set()
        for inference, asked in self._uses("bears on", Kind.SUPPORT, Kind.REBUTTAL):
            wording, right = self._wording[asked], inference.target
            if wording in (self._wording[right], *done):
                continue
            feedback = dict.fromkeys(self._wordings.premises_onto(right), self._words.same_target)
            for onto_asked in self._wordings.premises_onto(asked):
                feedback[onto_asked] = self._words.other_way_round
            # What it bears on at any distance is not a wrong choice.
            out_of_question = {wording, *self._wordings.reached_from(asked)}
            others = [each for each in self._wordings.claims if each not in out_of_question]
            near = filter(feedback.__contains__, others)
            choices = self._choices(asked, right, near, others, feedback)
            if choices:
                done.add(wording)
                text = f"{self._quote(asked)}\n{self._words.what_it_bears_on}"
                why = self._why_it_bears(inference, asked, right)
                yield Question(QuestionKind.BEARS_ON, (asked, right), text, choices, why)

    def relation(self, kind: Kind) -> Iterator[Question]:
        """Yield questions what a claim is to another one, where inferences of a kind are right."""
        choices = (
            Choice(self._words.is_a_reason, kind is Kind.SUPPORT),
            Choice(self._words.is_an_objection, kind is Kind.REBUTTAL),
            Choice(self._words.is_an_objection_to_an_inference, kind is Kind.UNDERCUTTER),
        )
        for inference, asked in self._uses(kind, kind):
            target = claim_concerned(self._map, inference)
            # A claim that bears on another in two ways would make two choices right.
            if self._wording[asked] == self._wording[target]:
                continue
            if self._wordings.relations_between(asked, target) == {kind}:
                both = f"(1) {self._quote(asked)}\n(2) {self._quote(target)}"
                text = f"{both}\n{self._words.what_one_is_to_the_other}"
                why = self._why_it_bears(inference, asked, target)
                yield Question(QuestionKind.RELATION, (asked, target), text, choices, why)

    def no_support(self) -> Iterator[Question]:
        """Yield questions which of some claims has no support."""
        unsupported = set(filter(self._map.is_unsupported, self._map.claims))
        supported = self._wordings.only_of(self._map.claims.keys() - unsupported)
        feedback = {wording: self._support_of(wording) for wording in supported}
        for wording in self._some_of(self._wordings.only_of(unsupported), "no support"):
            right = self._wordings.claims[wording][0]
            choices = self._choices("", right, (), supported, feedback)
            if choices:
                # Each wrong choice is in one such question only: when it is met again, it is known
                # to be wrong.
                shown = {self._wording[choice.claim] for choice in choices}
                supported = [each for each in supported if each not in shown]
                text = self._words.which_has_no_support
                why = self._words.nothing_offered.format(claim=self._quote(right))
                yield Question(QuestionKind.NO_SUPPORT, (right,), text, choices, why)

    def would_fall(self) -> Iterator[Question]:
        """Yield questions which of some claims would fall if another one were rejected."""
        # One program serves all: to make it takes longer than to ask it.
        program = MapProgram(self._map)
        now = Verdicts(program, program.model())
        standing = _claims_that(Verdict.STANDS, now)
        # Of claims that read the same, one could be rejected and another not.
        may_matter = []
        for claim, wording in self._wording.items():
            is_alone = len(self._wordings.claims[wording]) == 1
            if is_alone and now[claim] is not Verdict.FALLS and self._map.uses(claim):
                may_matter.append(claim)
        for rejected in self._some_of(may_matter, "would fall"):
            model = program.model(program.fixed((), [rejected]))
            then = Verdicts(program, model, fixed={rejected: False})
            falling = standing & _claims_that(Verdict.FALLS, then) - {rejected}
            fallen = self._wordings.only_of(falling)
            if not fallen:
                continue
            first = shuffle(fallen, self._seed, f"falls without {rejected}")[0]
            right = self._wordings.claims[first][0]
            unmoved = self._wordings.only_of(standing & _claims_that(Verdict.STANDS, then))
            near = filter(self._wordings.reached_from(rejected).__contains__, unmoved)
            feedback = dict.fromkeys(unmoved, self._words.still_stands)
            choices = self._choices(rejected, right, near, unmoved, feedback)
            if choices:
                text = f"{self._quote(rejected)}\n{self._words.what_would_fall}"
                why = self._why_it_falls(rejected, right, then)
                yield Question(QuestionKind.WOULD_FALL, (rejected, right), text, choices, why)

    # --- choices ---

    def _choices(
        self,
        asked: str,
        right: str,
        near: Iterable[str],
        others: Iterable[str],
        feedback: Mapping[str, str],
    ) -> tuple[Choice, ...]:
        """Return a right choice among wrong ones; none if there are too few wrong ones.

        Args:
            asked: the claim in question, "" if it is the right choice.
            right: the claim that is the right choice.
            near: wordings of wrong choices that are likely to be taken for right, which go first.
            others: wordings of all wrong choices.
            feedback: what is said of wrong choices, by their wordings.
        """
        purpose = f"{asked} {right}"
        wrong = shuffle(near, self._seed, f"near {purpose}")[: MOST_WRONG - 1]
        for wording in shuffle(others, self._seed, f"far {purpose}"):
            if len(wrong) < MOST_WRONG and wording not in wrong:
                wrong.append(wording)
        if len(wrong) < LEAST_WRONG:
            return ()
        choices = [Choice(self._text_of(right), is_right=True, claim=right)]
        for wording in wrong:
            claim = self._wordings.claims[wording][0]
            choices.append(Choice(self._text_of(claim), False, claim, feedback.get(wording, "")))
        return tuple(shuffle(choices, self._seed, f"choices {purpose}"))

    def _uses(self, purpose: str, *kinds: Kind) -> list[tuple[Inference, str]]:
        """Return some inferences of some kinds, each with one of its premises, but no warrant."""
        uses = []
        for inference in self._map.inferences.values():
            if inference.kind in kinds and claim_concerned(self._map, inference):
                for premise in inference.premises:
                    if premise != inference.warrant:
                        uses.append((inference, premise))
        return self._some_of(uses, purpose)

    def _some_of(self, items: Iterable[AnyItem], purpose: str) -> list[AnyItem]:
        """Return items in a random order, and not more of them than are tried."""
        return shuffle(items, self._seed, purpose)[: self._most_tried]

    # --- why an answer is right ---

    def _text_of(self, claim: str) -> str:
        return one_line(self._map.claims[claim].text)

    def _quote(self, *claims: str) -> str:
        """Return the texts of claims in quotation marks, as a list within a sentence."""
        quotes = [self._map_words.quote(self._text_of(claim)) for claim in claims]
        return self._map_words.join_list(quotes)

    def _why_it_bears(self, inference: Inference, asked: str, target: str) -> str:
        """Return how a premise of an inference bears on a claim."""
        sentences = {
            Kind.SUPPORT: self._words.reason_for,
            Kind.REBUTTAL: self._words.objection_to,
            Kind.UNDERCUTTER: self._words.objection_to_inference,
        }
        premises = ""
        if inference.kind is Kind.UNDERCUTTER:
            premises = self._quote(*self._map.inferences[inference.target].premises)
        why = sentences[inference.kind].format(
            claim=self._quote(asked), target=self._quote(target), premises=premises
        )
        # Alone, the claim in question would not be enough.
        linked = [premise for premise in inference.premises if premise != asked]
        if linked:
            why += "\n" + self._words.linked_with.format(claims=self._quote(*linked))
        return why

    def _support_of(self, wording: str) -> str:
        """Return what a claim is supported by."""
        claims = self._wordings.claims[wording]
        for claim in claims:
            supports = self._map.supports(claim)
            if supports:
                return self._words.has_reason.format(claims=self._quote(*supports[0].premises))
        if self._map.claims[claims[0]].evidence:
            return self._words.has_evidence
        return self._words.is_common_ground

    def _why_it_falls(self, rejected: str, fallen: str, then: Verdicts) -> str:
        """Return why a claim falls once another one is rejected."""
        words = self._words
        falls = words.falls_without.format(claim=self._quote(rejected), target=self._quote(fallen))
        if then.cause_of(fallen) is Cause.REBUTTED:
            for objection in self._map.rebuttals(fallen):
                if then[objection.id] is Verdict.STANDS:
                    claims = self._quote(*objection.premises)
                    return f"{falls}\n{words.objection_would_stand.format(claims=claims)}"
        failing: dict[str, None] = {}
        for support in self._map.supports(fallen):
            failing |= dict.fromkeys(then.failing_premises(support))
        if not failing:
            return f"{falls}\n{words.no_reason_would_hold}"
        return f"{falls}\n{words.rests_on_what_falls.format(claims=self._quote(*failing))}"


def _claims_that(verdict: Verdict, verdicts: Verdicts) -> set[str]:
    return {claim for claim, has in verdicts.claims.items() if has is verdict}
