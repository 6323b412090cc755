"""A quiz about a map: questions as data, each with one right choice and wrong ones, and why.

Claims that read the same count as one: a choice is right, or wrong, only if it is so for each of
them.
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

MOST_WRONG, LEAST_WRONG = 3, 2
"""How many wrong choices a question has; one for which the map has too few is dropped."""

_TRIED_AT_LEAST, _TRIED_FOR_EACH = 200, 10
"""How often a kind of question is tried, and how often more for each question that is wanted."""


Ids = tuple[str, ...]
_Use = tuple[Inference, str]
"""An inference, and one of its premises, but no warrant."""


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
    about: Ids
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
    most_tried = _TRIED_AT_LEAST + _TRIED_FOR_EACH * count
    author = _Author(map, seed, most_tried)
    relations = []
    for kind in shuffle(Kind, seed, "relations"):
        relations.append(author.relation(kind))
    # The kinds take turns, and so do the relations within theirs.
    kinds = [[author.bears_on()], relations, [author.no_support()], [author.would_fall()]]
    found: list[Question] = []
    asked_about: set[Ids] = set()
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
        self.of: dict[str, str] = {}
        self.claims: dict[str, list[str]] = {}
        for id, claim in map.claims.items():
            wording = plain_text(claim.text)
            self.of[id] = wording
            self.claims.setdefault(wording, [])
            self.claims[wording].append(id)

    def alike(self, claim: str) -> list[str]:
        """Return the claims that read like one, and this one."""
        return self.claims[self.of[claim]]

    def only_of(self, claims: Collection[str]) -> list[str]:
        """Return the wordings that only these claims have."""
        all_claims = set(claims)
        return [wording for wording, ids in self.claims.items() if all_claims.issuperset(ids)]

    def premises_onto(self, target: str) -> set[str]:
        """Return the wordings of the premises of inferences onto a claim."""
        wordings = set()
        for claim in self.alike(target):
            for inference in self._map.onto(claim):
                for premise in inference.premises:
                    wordings.add(self.of[premise])
        return wordings

    def reached_from(self, claim: str) -> set[str]:
        """Return the wordings of all that a claim bears on, in one inference or in many."""
        reached = set()
        pending = [self.of[claim]]
        while pending:
            wording = pending.pop()
            for premise in self.claims[wording]:
                for inference in self._map.uses(premise):
                    target = self._map.claim_under(inference.id)
                    target_wording = self.of.get(target, "")
                    if target_wording and target_wording not in reached:
                        reached.add(target_wording)
                        pending.append(target_wording)
        return reached

    def relations_between(self, asked: str, target: str) -> set[Kind]:
        """Return how a claim, or one that reads like it, bears on another."""
        kinds = set()
        targets = self.alike(target)
        for premise in self.alike(asked):
            for inference in self._map.uses(premise):
                if claim_concerned(self._map, inference) in targets:
                    kinds.add(inference.kind)
        return kinds


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
        self._map_words = words_for(map.language)
        self._wordings = _Wordings(map)

    def next_fresh(self, source: Iterator[Question], asked_about: set[Ids]) -> Question | None:
        """Return the next question that does not give away the answer to another."""
        for question in source:
            about = tuple(map(self._wordings.of.__getitem__, question.about))
            if about not in asked_about:
                asked_about.add(about)
                return question
        return None

    # --- the kinds of questions ---

    def bears_on(self) -> Iterator[Question]:
        """Yield questions which claim another one bears on."""
        words, wordings = self._words, self._wordings
        done: set[str] = set()
        for inference, asked in self._uses("bears on", Kind.SUPPORT, Kind.REBUTTAL):
            right = inference.target
            wording = wordings.of[asked]
            if wording in done or wording == wordings.of[right]:
                continue
            feedback = dict.fromkeys(wordings.premises_onto(right), words.same_target)
            for onto_asked in wordings.premises_onto(asked):
                feedback[onto_asked] = words.other_way_round
            # What it bears on at any distance is not a wrong choice.
            reached = wordings.reached_from(asked)
            others = []
            near = []
            for each in wordings.claims:
                if each == wording or each in reached:
                    continue
                others.append(each)
                if each in feedback:
                    near.append(each)
            choices = self._choices(asked, right, near, others, feedback)
            if choices:
                done.add(wording)
                text = f"{self._quote(asked)}\n{words.what_it_bears_on}"
                why = self._why_it_bears(inference, asked, right)
                yield Question(QuestionKind.BEARS_ON, (asked, right), text, choices, why)

    def relation(self, kind: Kind) -> Iterator[Question]:
        """Yield questions what a claim is to another one, where inferences of a kind are right."""
        words, wordings = self._words, self._wordings
        choices = (
            Choice(words.is_a_reason, kind is Kind.SUPPORT),
            Choice(words.is_an_objection, kind is Kind.REBUTTAL),
            Choice(words.is_an_objection_to_an_inference, kind is Kind.UNDERCUTTER),
        )
        for inference, asked in self._uses(kind, kind):
            target = claim_concerned(self._map, inference)
            # A claim that bears on another in two ways would make two choices right.
            if target in wordings.alike(asked):
                continue
            if wordings.relations_between(asked, target) == {kind}:
                first, second = self._quote(asked), self._quote(target)
                text = f"(1) {first}\n(2) {second}\n{words.what_one_is_to_the_other}"
                why = self._why_it_bears(inference, asked, target)
                yield Question(QuestionKind.RELATION, (asked, target), text, choices, why)

    def no_support(self) -> Iterator[Question]:
        """Yield questions which of some claims has no support."""
        map, words, wordings = self._map, self._words, self._wordings
        unsupported = list(filter(map.is_unsupported, map.claims))
        supported = wordings.only_of(map.claims.keys() - unsupported)
        feedback = {}
        for wording in supported:
            feedback[wording] = self._support_of(wording)
        to_ask = wordings.only_of(unsupported)
        for wording in self._some_of(to_ask, "no support"):
            right = wordings.claims[wording][0]
            choices = self._choices("", right, (), supported, feedback)
            if choices:
                # Each wrong choice is in one such question only: when it is met again, it is known
                # to be wrong.
                shown = {wordings.of[choice.claim] for choice in choices}
                supported = [each for each in supported if each not in shown]
                text = words.which_has_no_support
                why = words.nothing_offered.format(claim=self._quote(right))
                yield Question(QuestionKind.NO_SUPPORT, (right,), text, choices, why)

    def would_fall(self) -> Iterator[Question]:
        """Yield questions which of some claims would fall if another one were rejected."""
        words, wordings = self._words, self._wordings
        # One program serves all: to make it takes longer than to ask it.
        program = MapProgram(self._map)
        now = Verdicts(program, program.model())
        standing = _claims_that(Verdict.STANDS, now)
        for rejected in self._some_of(self._may_matter(now), "would fall"):
            fixed = program.fixed((), [rejected])
            then = Verdicts(program, program.model(fixed), fixed={rejected: False})
            falling = standing & _claims_that(Verdict.FALLS, then)
            fallen = wordings.only_of(falling - {rejected})
            if not fallen:
                continue
            first = self._shuffle(fallen, f"falls without {rejected}")[0]
            right = wordings.claims[first][0]
            still_standing = standing & _claims_that(Verdict.STANDS, then)
            unmoved = wordings.only_of(still_standing)
            reached = wordings.reached_from(rejected)
            near = [wording for wording in unmoved if wording in reached]
            feedback = dict.fromkeys(unmoved, words.still_stands)
            choices = self._choices(rejected, right, near, unmoved, feedback)
            if choices:
                text = f"{self._quote(rejected)}\n{words.what_would_fall}"
                why = self._why_it_falls(rejected, right, then)
                yield Question(QuestionKind.WOULD_FALL, (rejected, right), text, choices, why)

    def _may_matter(self, now: Verdicts) -> Iterator[str]:
        """Yield the claims that could be rejected, and that bear on something."""
        for claim in self._map.claims:
            # Of claims that read the same, one could be rejected and another not.
            if len(self._wordings.alike(claim)) > 1:
                continue
            if now[claim] is not Verdict.FALLS and self._map.uses(claim):
                yield claim

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
        wrong = self._shuffle(near, f"near {purpose}")
        del wrong[MOST_WRONG - 1 :]
        for wording in self._shuffle(others, f"far {purpose}"):
            if wording not in wrong:
                wrong.append(wording)
        del wrong[MOST_WRONG:]
        if len(wrong) < LEAST_WRONG:
            return ()
        text = self._text_of(right)
        choices = [Choice(text, is_right=True, claim=right)]
        for wording in wrong:
            claim = self._wordings.claims[wording][0]
            text = self._text_of(claim)
            said = feedback.get(wording, "")
            choices.append(Choice(text, is_right=False, claim=claim, feedback=said))
        return tuple(self._shuffle(choices, f"choices {purpose}"))

    def _uses(self, purpose: str, *kinds: Kind) -> list[_Use]:
        uses = []
        for inference in self._map.inferences.values():
            if inference.kind not in kinds:
                continue
            if not claim_concerned(self._map, inference):
                continue
            for premise in inference.premises:
                if premise != inference.warrant:
                    uses.append((inference, premise))
        return self._some_of(uses, purpose)

    def _some_of(self, items: Iterable[AnyItem], purpose: str) -> list[AnyItem]:
        """Return items in a random order, and not more of them than are tried."""
        some = self._shuffle(items, purpose)
        return some[: self._most_tried]

    def _shuffle(self, items: Iterable[AnyItem], purpose: str) -> list[AnyItem]:
        return shuffle(items, self._seed, purpose)

    # --- why an answer is right ---

    def _text_of(self, claim: str) -> str:
        return one_line(self._map.claims[claim].text)

    def _quote(self, *claims: str) -> str:
        """Return the texts of claims in quotation marks, as a list within a sentence."""
        words = self._map_words
        texts = map(self._text_of, claims)
        return words.join_list(list(map(words.quote, texts)))

    def _why_it_bears(self, inference: Inference, asked: str, target: str) -> str:
        """Return how a premise of an inference bears on a claim."""
        words = self._words
        sentence = words.objection_to
        premises = ""
        if inference.kind is Kind.SUPPORT:
            sentence = words.reason_for
        elif inference.kind is Kind.UNDERCUTTER:
            sentence = words.objection_to_inference
            undercut = self._map.inferences[inference.target]
            premises = self._quote(*undercut.premises)
        claim, concerned = self._quote(asked), self._quote(target)
        why = sentence.format(claim=claim, target=concerned, premises=premises)
        # Alone, the claim in question would not be enough.
        linked = [premise for premise in inference.premises if premise != asked]
        if linked:
            linked_with = words.linked_with.format(claims=self._quote(*linked))
            why = f"{why}\n{linked_with}"
        return why

    def _support_of(self, wording: str) -> str:
        """Return what a claim is supported by."""
        map, words = self._map, self._words
        claims = self._wordings.claims[wording]
        for claim in claims:
            supports = map.supports(claim)
            if supports:
                premises = self._quote(*supports[0].premises)
                return words.has_reason.format(claims=premises)
        if map.claims[claims[0]].evidence:
            return words.has_evidence
        return words.is_common_ground

    def _why_it_falls(self, rejected: str, fallen: str, then: Verdicts) -> str:
        """Return why a claim falls once another one is rejected."""
        words = self._words
        claim, target = self._quote(rejected), self._quote(fallen)
        falls = words.falls_without.format(claim=claim, target=target)
        why = words.no_reason_would_hold
        failing: dict[str, None] = {}
        for support in self._map.supports(fallen):
            failing |= dict.fromkeys(then.failing_premises(support))
        if failing:
            why = words.rests_on_what_falls.format(claims=self._quote(*failing))
        if then.cause_of(fallen) is Cause.REBUTTED:
            for objection in self._map.rebuttals(fallen):
                if then[objection.id] is Verdict.STANDS:
                    claims = self._quote(*objection.premises)
                    why = words.objection_would_stand.format(claims=claims)
                    break
        return f"{falls}\n{why}"


def _claims_that(verdict: Verdict, verdicts: Verdicts) -> set[str]:
    return {claim for claim, has in verdicts.claims.items() if has is verdict}
