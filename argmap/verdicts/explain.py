"""Why a claim stands, falls or is contested, as a tree of sentences.

An explanation follows the order in which the model was derived: what is decided is explained by
what was decided before it, so never by itself. Claims that fall because they rest only on one
another are explained as that group.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from argmap.model import Basis, Cause, Claim, Inference, Kind, Verdict
from argmap.util.text import count, one_line
from argmap.verdicts.evaluate import InferenceStatus, Verdicts, must_be_claims

DEEPEST = 6
"""Below this depth a claim is only named; who wants to know more asks for it."""

_ROLES = {
    Kind.SUPPORT: "reason",
    Kind.REBUTTAL: "objection",
    Kind.UNDERCUTTER: "doubt about this step",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence about a claim or a step, and what it rests on.

    Attributes:
        subject: the id of the claim or step.
        text: the sentence, without its full stop.
        because: what it rests on, each again with what that rests on.
    """

    subject: str
    text: str
    because: tuple[Explanation, ...] = ()

    def __str__(self) -> str:
        return format_explanation(self).rstrip("\n")

    def __repr__(self) -> str:
        return f"<Explanation: {self.text}>"


def explain(verdicts: Verdicts, claim: str) -> Explanation:
    """Return why a claim has its verdict: only what decides it, each claim explained once.

    Raises:
        ArgmapError: there is no such claim.
    """
    must_be_claims(verdicts.map, [claim])
    stated = verdicts.map.claims[claim]
    return _Explainer(verdicts).claim(stated, "", 0)


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation as indented text, a line a sentence."""
    lines = []
    pending = [(explanation, 0)]
    while pending:
        part, depth = pending.pop()
        indent = "  " * depth
        lines.append(f"{indent}{one_line(part.text)}\n")
        # Reversed, since what is put on the stack last comes first.
        for reason in reversed(part.because):
            pending.append((reason, depth + 1))
    return "".join(lines)


Inferences: TypeAlias = list[Inference]

Decision: TypeAlias = tuple[str, Inferences]
"""What decides a claim's verdict: what can be said at once, and the steps to be explained."""


class _Explainer:
    """Explains the claims and steps of one explanation.

    Attributes:
        verdicts: what is explained.
        map: the map that they are of.
        mentioned: the claims explained so far, which are only named when they come up again.
        path: those of them whose reasons are being given, from the claim in question downwards.
    """

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.mentioned: set[str] = set()
        self.path: list[str] = []

    # --- claims ---

    def claim(self, claim: Claim, role: str, depth: int) -> Explanation:
        """Give a claim's verdict and, the first time, what decides it.

        Its `role` is what it is to the line above.
        """
        id = claim.id
        fixed = self.verdicts.fixed
        name = self.name(id)
        if role:
            name = f"{role}: {name}"
        sentence = f"{name} — {self.describe(id)}"
        if id in self.path:
            # Only what is contested can lead back to itself: what is decided rests on what was
            # decided before it.
            return Explanation(id, f"{sentence}: the argument comes back to it here")
        if id in self.mentioned:
            return Explanation(id, f"{sentence}, as told above")
        # Noted before its reasons are given: a circle leads back here, and must end here.
        self.mentioned.add(id)
        if id in fixed:
            asked = "accepted" if fixed[id] else "rejected"
            return Explanation(id, f"{sentence}: it was {asked}, as you asked")

        reason, deciding = self.decide(claim)
        if reason:
            sentence += f": {reason}"
        if depth >= DEEPEST and deciding:
            # A person can ask only about a claim whose id its author wrote.
            if claim.has_own_id:
                sentence += f" (ask about {id} for more)"
            return Explanation(id, sentence)
        because = []
        self.path.append(id)
        for inference in deciding:
            if self.was_decided_later(inference):
                falls = f"objection: {self.premises_of(inference)} — falls"
                because.append(Explanation(inference.id, falls))
            else:
                because += self.inference(inference, depth + 1)
        self.path.pop()
        return Explanation(id, sentence, tuple(because))

    def was_decided_later(self, inference: Inference) -> bool:
        """Return whether an objection falls for what was decided after its target, perhaps by way
        of that itself.
        """
        id = inference.id
        verdicts = self.verdicts
        falls = verdicts[id] is Verdict.FALLS
        if not falls or inference.kind is not Kind.REBUTTAL:
            return False
        rank_of = verdicts.rank_of
        return rank_of(id) > rank_of(inference.target)

    def name(self, claim: str) -> str:
        stated = self.map.claims[claim]
        text = stated.text.rstrip(".")
        return f"“{text}”"

    def describe(self, claim: str) -> str:
        """Return the verdict of a claim in words, with its basis or cause."""
        verdicts = self.verdicts
        if verdicts[claim] is Verdict.CONTESTED:
            return "is contested"
        if verdicts.basis_of(claim) is Basis.OPEN:
            return "stands, but whether it is backed is contested"
        return ", ".join(verdicts.words_of(claim))

    def decide(self, claim: Claim) -> Decision:
        """Return what decides a claim's verdict."""
        id = claim.id
        verdicts = self.verdicts
        if verdicts[id] is Verdict.STANDS:
            return self.decide_standing(claim)
        if verdicts[id] is Verdict.CONTESTED:
            return self.decide_contested(claim)
        if verdicts.cause_of(id) is Cause.REBUTTED:
            return self.decide_rebutted(claim)
        return self.decide_not_shown(claim)

    def decide_standing(self, claim: Claim) -> Decision:
        id = claim.id
        verdicts = self.verdicts
        rebuttals = self.map.rebuttals(id)
        supports = self.map.supports(id)
        ground = _own_ground(claim)
        if verdicts.is_backed(id) is True:
            if ground:
                return ground, rebuttals
            backed = []
            for support in supports:
                if verdicts.is_backed(support.id):
                    backed.append(support)
            first = self.earliest(backed, verdicts.rank_of_backing)
            return "", [first, *rebuttals]
        # It stands, but not by what would back it: own ground that is contested, or a support that
        # is only asserted.
        standing = verdicts.those(Verdict.STANDS, supports)
        if standing:
            first = self.earliest(standing, verdicts.rank_of)
            return "", [first, *rebuttals]
        if ground:
            return ground, rebuttals
        # A bare claim stands until something that stands is said against it.
        against = "no objection to it stands" if rebuttals else "nothing speaks against it"
        return f"nothing is offered for it, and {against}", rebuttals

    def decide_rebutted(self, claim: Claim) -> Decision:
        id = claim.id
        verdicts = self.verdicts
        rank_of = verdicts.rank_of
        rebuttals = self.map.rebuttals(id)
        standing = verdicts.those(Verdict.STANDS, rebuttals)
        first = self.earliest(standing, rank_of)
        if rank_of(first.id) >= rank_of(id):
            # It had fallen for want of support before an objection stood, perhaps by way of that
            # itself.
            reason, inferences = self.decide_not_shown(claim)
            objection = self.premises_of(standing[0])
            return f"{reason}, and an objection to it stands too: {objection}", inferences
        what_stands = "an objection to it stands"
        number = len(standing)
        if number > 1:
            what_stands = f"{count(number, 'objection')} to it stand"
        supports = self.map.supports(id)
        failing = verdicts.those(Verdict.FALLS, supports)
        if supports and supports == failing:
            what_stands += ", and no reason for it does"
        return what_stands, [first]

    def decide_not_shown(self, claim: Claim) -> Decision:
        id = claim.id
        circle_of = self.verdicts.circle_of
        supports = self.map.supports(id)
        if not supports:
            return "nothing documents it", []  # which is the reason in strict mode alone
        circle = self.circle(id)
        if not circle:
            sentence = "its one reason fails" if len(supports) == 1 else "each of its reasons fails"
            return sentence, supports
        # Those outside the circle fell before it, each for a reason of its own.
        outside = []
        for support in supports:
            if not circle_of(support.id):
                outside.append(support)
        # What rests only on one another is explained once, as that group: no member explains
        # another.
        self.mentioned.update(circle)
        if circle == [id]:
            return "it rests only on itself", outside
        names = map(self.name, circle)
        members = ", ".join(names)
        return f"these rest only on one another: {members}", outside

    def circle(self, claim: str) -> list[str]:
        """Return the claims upstream that fall with a claim, as they rest only on one another."""
        circle_of = self.verdicts.circle_of
        number = circle_of(claim)
        if not number:
            return []
        # Groups without a link that were refuted at one time share the number, so the steps must
        # lead there, too.
        members = set()
        pending = [claim]
        while pending:
            for inference in self.map.supports(pending.pop()):
                for premise in inference.premises:
                    if circle_of(premise) == number and premise not in members:
                        members.add(premise)
                        pending.append(premise)
        return [id for id in self.map.claims if id in members]

    def decide_contested(self, claim: Claim) -> Decision:
        id = claim.id
        verdicts = self.verdicts
        open_inferences = self.open_inferences(id)
        opponent = self.mutual_opponent(id)
        if opponent in self.mentioned:
            # Explained from the other end: here only what else speaks for it and against it.
            alone = (opponent,)
            others = []
            for inference in open_inferences:
                if inference.premises != alone:
                    others.append(inference)
            return "", others
        if opponent:
            both = f"it and {self.name(opponent)} rebut each other"
            return f"{both}, and neither is better backed, so neither prevails", open_inferences
        supports = self.map.supports(id)
        ground = _own_ground(claim)
        if not ground and not supports:
            sentence = "nothing is offered for it, and what speaks against it is itself contested"
        elif ground or verdicts.those(Verdict.STANDS, supports):
            sentence = (
                "what speaks for it stands, but what speaks against it is itself contested, so"
                " neither prevails"
            )
        elif verdicts.those(Verdict.CONTESTED, self.map.rebuttals(id)):
            sentence = (
                "what speaks for it and what speaks against it are both contested, so neither"
                " prevails"
            )
        else:
            sentence = "what speaks for it is itself contested"
        return sentence, open_inferences

    def mutual_opponent(self, claim: str) -> str:
        """Return the contested claim with which a claim is locked in rebuttals alone, or ""."""
        rebuttals = self.map.rebuttals
        contested = self.verdicts.those(Verdict.CONTESTED, rebuttals(claim))
        for inference in contested:
            opponent, *others = inference.premises
            if others:
                continue
            for answer in rebuttals(opponent):
                if answer.premises == (claim,):
                    return opponent
        return ""

    def open_inferences(self, claim: str) -> Inferences:
        """Return what is contested of the steps onto a claim, and one support that stands, if any.

        One is enough, so that a contested one beside it leaves nothing open.
        """
        map = self.map
        verdicts = self.verdicts
        standing = verdicts.those(Verdict.STANDS, map.supports(claim))
        if not standing:
            return verdicts.those(Verdict.CONTESTED, map.onto(claim))
        first = self.earliest(standing, verdicts.rank_of)
        rebuttals = verdicts.those(Verdict.CONTESTED, map.rebuttals(claim))
        return [first, *rebuttals]

    def earliest(self, inferences: Iterable[Inference], rank: Callable[[str], int]) -> Inference:
        """Return the step that was decided first: what came after cannot have decided it."""
        return min(inferences, key=lambda inference: rank(inference.id))

    # --- steps ---

    def inference(self, inference: Inference, depth: int) -> Iterator[Explanation]:
        """Explain a step by the undercutters and premises that decide it."""
        id = inference.id
        role = _ROLES[inference.kind]
        if inference.implicit:
            role += " (no source draws this step)"
        names = self.premises_of(inference)
        head = f"{role}: {names}"
        if self.verdicts.is_outweighed(inference):
            lacks = self.lacks(inference)
            yield Explanation(id, f"{head} — outweighed: {lacks}")
            return
        undercutters, premises = self.deciding_parts(inference)
        has_one_premise = len(inference.premises) == len(premises) == 1
        is_undercut = bool(undercutters)
        if has_one_premise and not is_undercut and not self.note_on(inference):
            # The step and its one premise share their fate: one line shows both.
            yield self.claim(premises[0], role, depth)
            return
        because: list[Explanation] = []
        if depth <= DEEPEST:
            # Below that a step is only named, not explained: undercutters of undercutters may go on
            # for ever.
            for undercutter in undercutters:
                because += self.inference(undercutter, depth + 1)
            for premise in premises:
                explained = self.claim(premise, "", depth + 1)
                because.append(explained)
        outcome = self.outcome(inference, is_undercut=is_undercut)
        sentence = f"{head} — {outcome}"
        yield Explanation(id, sentence, tuple(because))

    def premises_of(self, inference: Inference) -> str:
        return " + ".join(map(self.name, inference.premises))

    def outcome(self, inference: Inference, *, is_undercut: bool) -> str:
        """Return in words what becomes of a step."""
        status = self.verdicts.status_of(inference)
        are_several = len(inference.premises) > 1
        if status is InferenceStatus.LEFT_OUT:
            return "left out: no source draws this step"
        if status is InferenceStatus.STANDS:
            sentence = "together they hold" if are_several else "the step holds"
            return sentence + self.note_on(inference)
        if status is InferenceStatus.CONTESTED:
            return "whether this holds is contested"
        if is_undercut:
            subject = "they" if are_several else "it"
            return f"{subject} may be true, but the step is undercut"
        # Where one premise alone falls, it is shown in place of its step.
        return "this fails, since one of them falls"

    def note_on(self, inference: Inference) -> str:
        """Return what keeps a step that holds from backing its target, though its premises are
        backed.
        """
        verdicts = self.verdicts
        premises = inference.premises
        verdict = verdicts[inference.id]
        if verdict is not Verdict.STANDS or not inference.implicit:
            return ""
        if not all(map(verdicts.is_backed, premises)):
            return ""
        # What the map's author adds to a source backs nothing.
        return ", but back nothing" if len(premises) > 1 else ", but backs nothing"

    def lacks(self, inference: Inference) -> str:
        """Return what would have to be shown for a rebuttal to count against what is backed."""
        missing = self.verdicts.missing_backing(inference)
        if not missing:
            return "it would count if a source drew this step"
        if len(inference.premises) == 1:
            return "it would count if it were shown"
        shown = " and ".join(map(self.name, missing))
        return f"it would count if {shown} were shown"

    def deciding_parts(self, inference: Inference) -> tuple[Inferences, list[Claim]]:
        """Return the undercutters and premises that make a step's verdict what it is."""
        verdicts = self.verdicts
        rank_of = verdicts.rank_of
        id = inference.id
        verdict = verdicts[id]
        undercutters = self.map.undercutters(id)
        premises = [self.map.claims[premise] for premise in inference.premises]
        if verdicts.status_of(inference) is InferenceStatus.LEFT_OUT:
            return [], []
        if verdict is Verdict.STANDS:
            # It needed all of its premises, and all of its undercutters to fall.
            return undercutters, premises
        alike = verdicts.those(verdict, premises)
        if verdict is Verdict.CONTESTED:
            return verdicts.those(verdict, undercutters), alike
        # Of a premise that falls and an undercutter that stands, what was decided first made the
        # step fall.
        first_premises: list[Claim] = []
        first: float = math.inf
        for premise in alike:
            rank = rank_of(premise.id)
            if rank < first:
                first = rank
                first_premises.clear()
            if rank == first:
                first_premises.append(premise)
        standing = verdicts.those(Verdict.STANDS, undercutters)
        if standing:
            undercutter = self.earliest(standing, rank_of)
            if rank_of(undercutter.id) < first:
                return [undercutter], []
        return [], first_premises


def _own_ground(claim: Claim) -> str:
    """Return the evidence or common ground that a claim has by itself, in words, or ""."""
    if claim.evidence:
        citations = "; ".join(map(str, claim.evidence))
        return f"evidence documents it ({citations})"
    return "it is common ground" if claim.common_ground else ""
