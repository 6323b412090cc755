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

from argmap.model import Basis, Cause, Claim, Inference, InferenceStatus, Kind, Verdict
from argmap.util.text import count, one_line
from argmap.verdicts.evaluate import Verdicts, must_be_claims

DEEPEST = 6
"""Below this depth a claim is only named; to know more, ask about that claim."""

_ROLES = {
    Kind.SUPPORT: "reason",
    Kind.REBUTTAL: "objection",
    Kind.UNDERCUTTER: "objection to this inference",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence about a claim or an inference, and the sentences that explain it.

    Attributes:
        subject: the id of the claim or inference.
        text: the sentence, without a full stop.
        because: explanations of this sentence, each with its own.
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
        ArgmapError: the claim is unknown.
    """
    must_be_claims(verdicts.map, [claim])
    stated = verdicts.map.claims[claim]
    return _Explainer(verdicts).claim(stated, "", 0)


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation as indented text, one line per sentence."""
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
"""What decides a claim's verdict: a sentence, and the inferences to explain below it."""


class _Explainer:
    """Explains the claims and inferences of one explanation.

    Attributes:
        verdicts: the verdicts to explain.
        map: their map.
        mentioned: the claims explained so far; they are only named when they come up again.
        path: the claims whose reasons are being given, from the claim in question downwards.
    """

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.mentioned: set[str] = set()
        self.path: list[str] = []

    # --- claims ---

    def claim(self, claim: Claim, role: str, depth: int) -> Explanation:
        """Give a claim's verdict and, the first time, what decides it.

        Its `role` is its relation to the line above, such as `reason`.
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
            return Explanation(id, f"{sentence}: here the argument returns to this claim")
        if id in self.mentioned:
            return Explanation(id, f"{sentence} (see above)")
        # Noted before its reasons are given: a circle leads back here, and must end here.
        self.mentioned.add(id)
        if id in fixed:
            supposed = "accepted" if fixed[id] else "rejected"
            return Explanation(id, f"{sentence}: you {supposed} it")

        reason, deciding = self.decide(claim)
        if reason:
            sentence += f": {reason}"
        if depth >= DEEPEST and deciding:
            # A person can ask only about a claim whose id its author wrote.
            if claim.has_own_id:
                sentence += f" (for more, ask about {id})"
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
        if not rebuttals:
            return "no reason for it is given, and no objection either", []
        return "no reason for it is given, and no objection to it stands", rebuttals

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
            return "there is no evidence for it", []  # which is the reason in strict mode alone
        circle = self.circle(id)
        if not circle:
            sentence = "its only reason fails" if len(supports) == 1 else "all its reasons fail"
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
        return f"these claims rest only on one another: {members}", outside

    def circle(self, claim: str) -> list[str]:
        """Return the claims upstream that fall with a claim, as they rest only on one another."""
        circle_of = self.verdicts.circle_of
        number = circle_of(claim)
        if not number:
            return []
        # Groups without a link that were refuted at one time share the number, so the inferences
        # must lead there, too.
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
            both = f"it and {self.name(opponent)} are objections to each other"
            return f"{both}, and neither is better backed, so neither prevails", open_inferences
        supports = self.map.supports(id)
        ground = _own_ground(claim)
        if not ground and not supports:
            sentence = "no reason for it is given, and an objection to it is contested"
        elif ground:
            sentence = f"{ground}, but an objection to it is contested, so neither prevails"
        elif verdicts.those(Verdict.STANDS, supports):
            sentence = "a reason for it stands, but an objection is contested, so neither prevails"
        elif verdicts.those(Verdict.CONTESTED, self.map.rebuttals(id)):
            sentence = "a reason for it and an objection are contested, so neither prevails"
        elif len(supports) == 1:
            sentence = "its only reason is contested"
        else:
            sentence = "none of its reasons stands, and at least one is contested"
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
        """Return the contested inferences to a claim, and one reason that stands, if any.

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
        """Return the inference that was decided first: later ones cannot have decided it."""
        return min(inferences, key=lambda inference: rank(inference.id))

    # --- inferences ---

    def inference(self, inference: Inference, depth: int) -> Iterator[Explanation]:
        """Explain an inference by the undercutters and premises that decide it."""
        id = inference.id
        role = _ROLES[inference.kind]
        if inference.implicit:
            role += " (implicit, in no source)"
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
            # The inference and its one premise share their fate: one line shows both.
            yield self.claim(premises[0], role, depth)
            return
        because: list[Explanation] = []
        if depth <= DEEPEST:
            # Below that an inference is only named: undercutters may go on for ever.
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
        """Return the status of an inference in words."""
        status = self.verdicts.status_of(inference)
        are_several = len(inference.premises) > 1
        if status is InferenceStatus.LEFT_OUT:
            return "left out: no source makes this inference"
        if status is InferenceStatus.STANDS:
            sentence = "together they hold" if are_several else "the inference holds"
            return sentence + self.note_on(inference)
        if status is InferenceStatus.CONTESTED:
            return "whether this inference holds is contested"
        if is_undercut:
            subject = "they" if are_several else "it"
            return f"{subject} may be true, but the inference is undercut"
        # Where there is one premise alone, its own line shows that it falls.
        return "this fails, because one of them falls"

    def note_on(self, inference: Inference) -> str:
        """Return what keeps an inference that holds from backing its target, though its premises
        are backed.
        """
        verdicts = self.verdicts
        verdict = verdicts[inference.id]
        if verdict is not Verdict.STANDS or not inference.implicit:
            return ""
        if not all(map(verdicts.is_backed, inference.premises)):
            return ""
        # Anything the map's author adds to a source cannot back a claim.
        return ", but cannot back a claim"

    def lacks(self, inference: Inference) -> str:
        """Return what would have to be backed for a rebuttal to count against a backed claim."""
        missing = self.verdicts.missing_backing(inference)
        if not missing:
            return "it would count if a source made this inference"
        if len(inference.premises) == 1:
            return "it would count if it were backed"
        unbacked = " and ".join(map(self.name, missing))
        return f"it would count if {unbacked} were backed"

    def deciding_parts(self, inference: Inference) -> tuple[Inferences, list[Claim]]:
        """Return the undercutters and premises that decide an inference's verdict."""
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
        # inference fall.
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
        return f"there is evidence for it ({citations})"
    return "it is common ground" if claim.common_ground else ""
