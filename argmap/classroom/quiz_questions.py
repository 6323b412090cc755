"""A quiz about a map: questions as data, each with one right choice, wrong ones from the same map,
and why.

Why the answer to a question about a map is the answer, in the words of its language.

The claims of a map by their wordings: claims that read the same count as one.

What is asked of one of them is asked of all: a choice is right, or wrong, only if it is so for
each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.classroom.shuffle import AnyItem, shuffle
from argmap.languages import quiz_words_for, words_for
from argmap.model import ArgumentMap, Cause, Inference, Kind, Verdict
from argmap.util.text import one_line, plain_text
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.verdict_rules import MapProgram


class Wordings:
    """The wordings of a map: plain texts, each with the claims that have it.

    Attributes:
        all: the wordings, in reading order.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self._wording = {claim.id: plain_text(claim.text) for claim in map.claims.values()}
        self._worded: dict[str, list[str]] = {}
        for id, wording in self._wording.items():
            self._worded.setdefault(wording, []).append(id)
        self.all = tuple(self._worded)

    def of(self, claim: str) -> str:
        """Return the wording of a claim."""
        return self._wording[claim]

    def claims(self, wording: str) -> list[str]:
        """Return the claims that have a wording, in reading order."""
        return self._worded[wording]

    def first_claim(self, wording: str) -> str:
        """Return the first claim that has a wording; it is shown for all of them."""
        return self._worded[wording][0]

    def are_alike(self, claim: str, other: str) -> bool:
        """Return whether two claims read the same."""
        return self._wording[claim] == self._wording[other]

    def of_all(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return what tells claims apart that do not read the same."""
        return tuple(self._wording[claim] for claim in claims)

    def claims_like(self, claim: str) -> list[str]:
        """Return the claims that read like a claim, and the claim itself."""
        return self._worded[self._wording[claim]]

    def all_in(self, claims: Collection[str]) -> list[str]:
        """Return the wordings that only these claims have, in reading order."""
        return [wording for wording, ids in self._worded.items() if all(id in claims for id in ids)]

    def premises_onto(self, target: str) -> list[str]:
        """Return the wordings of what bears on a claim in one step."""
        wordings: dict[str, None] = {}
        for claim in self.claims_like(target):
            for inference in self._map.onto(claim):
                wordings |= dict.fromkeys(self.of_all(inference.premises))
        return list(wordings)

    def reached_from(self, claim: str) -> set[str]:
        """Return the wordings of all that a claim bears on, in one step or in many."""
        reached: set[str] = set()
        pending = [self._wording[claim]]
        while pending:
            for premise in self._worded[pending.pop()]:
                for inference in self._map.uses(premise):
                    target = self._wording.get(self._map.claim_under(inference.id), "")
                    if target and target not in reached:
                        reached.add(target)
                        pending.append(target)
        return reached

    def claim_concerned(self, inference: Inference) -> str:
        """Return the claim that a step bears on, or that the step bears on which it undercuts; ""
        if neither.
        """
        if inference.kind is not Kind.UNDERCUTTER:
            return inference.target
        undercut = self._map.inferences[inference.target]
        return "" if undercut.kind is Kind.UNDERCUTTER else undercut.target

    def relations_between(self, asked: str, target: str) -> set[Kind]:
        """Return how a claim, or one that reads like it, bears on another."""
        kinds: set[Kind] = set()
        for premise in self.claims_like(asked):
            for inference in self._map.uses(premise):
                if self._wording.get(self.claim_concerned(inference)) == self._wording[target]:
                    kinds.add(inference.kind)
        return kinds


class Answers:
    """Explains the answers to questions about a map."""

    def __init__(self, map: ArgumentMap, wordings: Wordings) -> None:
        self._map = map
        self._wordings = wordings
        self._words = quiz_words_for(map.language)
        self._words_of_maps = words_for(map.language)

    def text_of(self, claim: str) -> str:
        """Return the text of a claim on one line."""
        return one_line(self._map.claims[claim].text)

    def quote(self, *claims: str) -> str:
        """Return the texts of claims in quotation marks, as a list within a sentence."""
        return self._words_of_maps.join_list(
            self._words_of_maps.quote(self.text_of(claim)) for claim in claims
        )

    def why_it_bears(self, inference: Inference, asked: str, target: str) -> str:
        """Say how a premise of a step bears on a claim."""
        claim, target = self.quote(asked), self.quote(target)
        if inference.kind is Kind.SUPPORT:
            sentences = [self._words.reason_for.format(claim=claim, target=target)]
        elif inference.kind is Kind.REBUTTAL:
            sentences = [self._words.objection_to.format(claim=claim, target=target)]
        else:
            premises = self.quote(*self._map.inferences[inference.target].premises)
            sentences = [
                self._words.objection_to_inference.format(
                    claim=claim, premises=premises, target=target
                )
            ]
        linked = [premise for premise in inference.premises if premise != asked]
        if linked:
            sentences.append(self._words.linked_with.format(claims=self.quote(*linked)))
        return "\n".join(sentences)

    def support_of(self, wording: str) -> str:
        """Say what a claim is supported by."""
        for claim in self._wordings.claims(wording):
            supports = self._map.supports(claim)
            if supports:
                return self._words.has_reason.format(claims=self.quote(*supports[0].premises))
        stated = self._map.claims[self._wordings.first_claim(wording)]
        return self._words.has_evidence if stated.evidence else self._words.is_common_ground

    def why_it_falls(self, rejected: str, fallen: str, then: Verdicts) -> str:
        """Say why a claim falls once another one is rejected."""
        sentence = self._words.falls_without.format(
            claim=self.quote(rejected), target=self.quote(fallen)
        )
        if then.cause_of(fallen) is Cause.REBUTTED:
            objections = [
                inference
                for inference in self._map.rebuttals(fallen)
                if then[inference.id] is Verdict.STANDS
            ]
            reason = self._words.objection_would_stand.format(
                claims=self.quote(*objections[0].premises)
            )
            return f"{sentence}\n{reason}"
        failing: dict[str, None] = {}
        for support in self._map.supports(fallen):
            failing |= dict.fromkeys(then.failing_premises(support))
        if failing:
            rests = self._words.rests_on_what_falls.format(claims=self.quote(*failing))
            return f"{sentence}\n{rests}"
        return f"{sentence}\n{self._words.no_reason_would_hold}"


MOST_WRONG, LEAST_WRONG = 3, 2
"""How many wrong choices a question has; one for which the map has too few is dropped."""

_TRIED_AT_LEAST, _TRIED_FOR_EACH = 200, 10
"""How many times a kind of question is tried, and how many more for each question that is wanted.
"""


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
    """Return questions about a map, in its language: one of each kind in turn, as far as the map
    has them.

    Args:
        map: the map.
        count: so many at most.
        seed: another number makes another quiz, the same number the same quiz.
        progress: told how many questions there are, of how many.
    """
    author = _Author(map, seed, _TRIED_AT_LEAST + _TRIED_FOR_EACH * count)
    # The kinds take turns, and so do the relations within theirs.
    kinds = [[author.bears_on()], author.relations(), [author.no_support()], [author.would_fall()]]
    found: list[Question] = []
    asked_about: set[tuple[str, ...]] = set()
    while kinds and len(found) < count:
        sources = kinds.pop(0)
        while sources:
            source = sources.pop(0)
            # A question must not give away the answer to another.
            fresh = (
                question
                for question in source
                if author.wordings.of_all(question.about) not in asked_about
            )
            question = next(fresh, None)
            if question is not None:
                asked_about.add(author.wordings.of_all(question.about))
                found.append(question)
                sources.append(source)
                kinds.append(sources)
                break
        if progress is not None:
            progress(len(found), count)
    return found


class _Author:
    """Makes the questions of each kind about a map, one after another, in an order that chance
    gives.
    """

    def __init__(self, map: ArgumentMap, seed: int, most_tried: int) -> None:
        self.map = map
        self.seed = seed
        self.most_tried = most_tried
        self.words = quiz_words_for(map.language)
        self.wordings = Wordings(map)
        self.answers = Answers(map, self.wordings)

    # --- the kinds of questions ---

    def bears_on(self) -> Iterator[Question]:
        """Yield questions which claim another one bears on."""
        pairs: list[tuple[Inference, str]] = []
        for inference in self.map.inferences.values():
            if inference.kind is not Kind.UNDERCUTTER:
                pairs += [
                    (inference, premise)
                    for premise in inference.premises
                    if premise != inference.warrant
                ]
        done: set[str] = set()
        for inference, asked in self._some_of(pairs, "bears on"):
            right = inference.target
            if self.wordings.are_alike(asked, right) or self.wordings.of(asked) in done:
                continue
            onto_asked = self.wordings.premises_onto(asked)
            onto_right = self.wordings.premises_onto(right)
            feedback = dict.fromkeys(onto_right, self.words.same_target)
            feedback |= dict.fromkeys(onto_asked, self.words.other_way_round)
            # What it bears on at any distance is no wrong choice.
            out_of_question = {self.wordings.of(asked), *self.wordings.reached_from(asked)}
            others = [wording for wording in self.wordings.all if wording not in out_of_question]
            near = [wording for wording in others if wording in feedback]
            choices = self._choices(asked, right, near, others, feedback)
            if choices:
                done.add(self.wordings.of(asked))
                text = f"{self.answers.quote(asked)}\n{self.words.what_it_bears_on}"
                why = self.answers.why_it_bears(inference, asked, right)
                yield Question(QuestionKind.BEARS_ON, (asked, right), text, choices, why)

    def relations(self) -> list[Iterator[Question]]:
        """Return questions for each relation: that of a reason, an objection, an objection to a
        step.
        """
        return [self._relation(kind) for kind in shuffle(Kind, self.seed, "relations")]

    def _relation(self, kind: Kind) -> Iterator[Question]:
        """Yield questions what a claim is to another one, where steps of a kind are the answer."""
        inferences: list[tuple[Inference, str, str]] = []
        for inference in self.map.inferences.values():
            target = self.wordings.claim_concerned(inference)
            if inference.kind is kind and target:
                inferences += [
                    (inference, premise, target)
                    for premise in inference.premises
                    if premise != inference.warrant
                ]
        for inference, asked, target in self._some_of(inferences, kind):
            if self.wordings.are_alike(asked, target) or self.wordings.relations_between(
                asked, target
            ) != {kind}:
                continue
            both = f"(1) {self.answers.quote(asked)}\n(2) {self.answers.quote(target)}"
            text = f"{both}\n{self.words.what_one_is_to_the_other}"
            choices = (
                Choice(self.words.is_a_reason, kind is Kind.SUPPORT),
                Choice(self.words.is_an_objection, kind is Kind.REBUTTAL),
                Choice(self.words.is_an_objection_to_an_inference, kind is Kind.UNDERCUTTER),
            )
            why = self.answers.why_it_bears(inference, asked, target)
            yield Question(QuestionKind.RELATION, (asked, target), text, choices, why)

    def no_support(self) -> Iterator[Question]:
        """Yield questions which of some claims nothing is offered for."""
        unsupported = {claim for claim in self.map.claims if self.map.is_unsupported(claim)}
        without = self.wordings.all_in(unsupported)
        supported = self.wordings.all_in(self.map.claims.keys() - unsupported)
        said_of_supported = {wording: self.answers.support_of(wording) for wording in supported}
        for wording in self._some_of(without, "no support"):
            right = self.wordings.first_claim(wording)
            choices = self._choices("", right, (), supported, said_of_supported)
            if choices:
                # Each wrong choice stands in one such question: where one is met again, it is known
                # to be wrong.
                shown = {choice.claim for choice in choices}
                supported = [
                    wording
                    for wording in supported
                    if self.wordings.first_claim(wording) not in shown
                ]
                text = self.words.which_has_no_support
                why = self.words.nothing_offered.format(claim=self.answers.quote(right))
                yield Question(QuestionKind.NO_SUPPORT, (right,), text, choices, why)

    def would_fall(self) -> Iterator[Question]:
        """Yield questions which of some claims that stand would fall if
        another one were rejected.
        """
        # One program serves all: to make it takes longer than to ask it.
        program = MapProgram(self.map)
        now = Verdicts(program, program.model())
        standing = _claims_that(Verdict.STANDS, now)
        may_matter = [
            claim
            for claim in self.map.claims
            if now[claim] is not Verdict.FALLS
            and self.map.uses(claim)
            and len(self.wordings.claims_like(claim)) == 1
        ]
        for rejected in self._some_of(may_matter, "would fall"):
            then = Verdicts(
                program, program.model(program.fixed((), [rejected])), fixed={rejected: False}
            )
            fallen = self.wordings.all_in(
                (standing & _claims_that(Verdict.FALLS, then)) - {rejected}
            )
            if not fallen:
                continue
            right = self.wordings.first_claim(
                shuffle(fallen, self.seed, f"falls without {rejected}")[0]
            )
            unmoved = self.wordings.all_in(standing & _claims_that(Verdict.STANDS, then))
            reached = self.wordings.reached_from(rejected)
            near = [wording for wording in unmoved if wording in reached]
            choices = self._choices(
                rejected, right, near, unmoved, dict.fromkeys(unmoved, self.words.still_stands)
            )
            if choices:
                text = f"{self.answers.quote(rejected)}\n{self.words.what_would_fall}"
                why = self.answers.why_it_falls(rejected, right, then)
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
        """Return a right choice among wrong ones, of which most stand near to it; none if there are
        too few.

        Args:
            asked: the claim in question, "" if it is the right choice.
            right: the claim that is the right choice.
            near: wordings of wrong choices that are likely to be taken for right.
            others: wordings of all wrong choices.
            feedback: what is said of wrong choices, by their wordings.
        """
        purpose = f"{asked} {right}"
        wrong = shuffle(near, self.seed, f"near {purpose}")[: MOST_WRONG - 1]
        far = [
            wording
            for wording in shuffle(others, self.seed, f"far {purpose}")
            if wording not in wrong
        ]
        wrong += far[: MOST_WRONG - len(wrong)]
        if len(wrong) < LEAST_WRONG:
            return ()
        choices = [Choice(self.answers.text_of(right), is_right=True, claim=right)]
        for wording in wrong:
            claim = self.wordings.first_claim(wording)
            text = self.answers.text_of(claim)
            choices.append(
                Choice(text, is_right=False, claim=claim, feedback=feedback.get(wording, ""))
            )
        return tuple(shuffle(choices, self.seed, f"choices {purpose}"))

    def _some_of(self, items: Iterable[AnyItem], purpose: str) -> list[AnyItem]:
        """Return items in an order that chance gives, and not more of them than are tried."""
        return shuffle(items, self.seed, purpose)[: self.most_tried]


def _claims_that(verdict: Verdict, verdicts: Verdicts) -> set[str]:
    return {claim for claim, has in verdicts.claims.items() if has is verdict}
