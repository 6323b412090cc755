"""Why a claim stands, falls or is contested, as a tree of sentences.

An explanation follows the order in which the model was derived: what is decided is explained by what was decided
before it, so never by itself. Claims that fall because they rest only on one another are told as that group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from argmap.model import Basis, Cause, Claim, Inference, Kind, Verdict
from argmap.model.text import count, one_line
from argmap.verdicts.evaluate import StepStatus, Verdicts, must_be_claims

DEEPEST = 6
"""Below this depth a claim is only named; who wants to know more asks for it."""

_ROLES = {Kind.SUPPORT: "reason", Kind.REBUTTAL: "objection", Kind.UNDERCUTTER: "doubt about this step"}


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
    return _Explainer(verdicts).claim(verdicts.map.claims[claim], "", 0)


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation as indented text, a line a sentence."""
    lines: list[str] = []
    pending = [(explanation, 0)]
    while pending:
        told, depth = pending.pop()
        lines.append(f"{'  ' * depth}{one_line(told.text)}\n")
        pending += [(reason, depth + 1) for reason in reversed(told.because)]
    return "".join(lines)


class _Explainer:
    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts, self.map = verdicts, verdicts.map
        self.told: set[str] = set()

    # --- claims ---

    def claim(self, claim: Claim, role: str, depth: int) -> Explanation:
        """Tell a claim's verdict and, the first time, what decides it; its `role` is what it is to the line above."""
        head = f"{role}: {self.name(claim.id)}" if role else self.name(claim.id)
        verdict = self.said_of(claim.id)
        if claim.id in self.told:
            return Explanation(claim.id, f"{head} — {verdict}, as told above")
        self.told.add(claim.id)
        if claim.id in self.verdicts.fixed:
            asked = "accepted" if self.verdicts.fixed[claim.id] else "rejected"
            return Explanation(claim.id, f"{head} — {verdict}: it was {asked}, as you asked")
        reason, deciding = self.decide(claim)
        sentence = f"{head} — {verdict}: {reason}" if reason else f"{head} — {verdict}"
        if depth >= DEEPEST and deciding:
            return Explanation(claim.id, f"{sentence} (to go on, ask why)")
        because: list[Explanation] = []
        for step in deciding:
            if self.was_decided_later(step, claim):
                because.append(Explanation(step.id, f"objection: {self.premises_of(step)} — falls"))
            else:
                because += self.step(step, depth + 1)
        return Explanation(claim.id, sentence, tuple(because))

    def was_decided_later(self, step: Inference, claim: Claim) -> bool:
        """Return whether an objection falls for what was decided after its target, perhaps by way of that itself."""
        if step.kind is not Kind.REBUTTAL or self.verdicts[step.id] is not Verdict.FALLS:
            return False
        return self.verdicts.rank_of(step.id) > self.verdicts.rank_of(claim.id)

    def name(self, claim: str) -> str:
        return f"“{self.map.claims[claim].text.rstrip('.')}”"

    def said_of(self, claim: str) -> str:
        """Return the verdict of a claim in words, with its basis or cause."""
        verdict = self.verdicts[claim]
        basis, cause = self.verdicts.basis_of(claim), self.verdicts.cause_of(claim)
        if verdict is Verdict.CONTESTED:
            return "is contested"
        if basis is Basis.OPEN:
            return "stands, but whether it is backed is contested"
        return ", ".join([verdict.value, *(word.value for word in (basis, cause) if word)])

    def decide(self, claim: Claim) -> tuple[str, list[Inference]]:
        """Return what decides a claim's verdict: what can be said at once, and the steps that must be told."""
        if self.verdicts[claim.id] is Verdict.STANDS:
            return self.decide_standing(claim)
        if self.verdicts[claim.id] is Verdict.CONTESTED:
            return self.decide_contested(claim)
        if self.verdicts.cause_of(claim.id) is Cause.REBUTTED:
            return self.decide_rebutted(claim)
        return self.decide_not_shown(claim)

    def decide_standing(self, claim: Claim) -> tuple[str, list[Inference]]:
        rebuttals = self.map.rebuttals(claim.id)
        supports = self.map.supports(claim.id)
        if self.verdicts.is_backed(claim.id) is True:
            if claim.evidence or claim.assumed:
                return self.own_ground(claim), rebuttals
            backed = [step for step in supports if self.verdicts.is_backed(step.id) is True]
            return "", [self.earliest(backed, self.verdicts.rank_of_backing), *rebuttals]
        if not supports and not claim.evidence and not claim.assumed:
            return "nothing is offered for it, and nothing that stands speaks against it", rebuttals
        # It stands, but not by what would back it: own ground that is contested, or a support that is only asserted.
        standing = [step for step in supports if self.verdicts[step.id] is Verdict.STANDS]
        if standing:
            return "", [self.earliest(standing, self.verdicts.rank_of), *rebuttals]
        return self.own_ground(claim), rebuttals

    def own_ground(self, claim: Claim) -> str:
        if claim.evidence:
            return f"evidence documents it ({'; '.join(map(str, claim.evidence))})"
        return "it is common ground"

    def decide_rebutted(self, claim: Claim) -> tuple[str, list[Inference]]:
        standing = [step for step in self.map.rebuttals(claim.id) if self.verdicts[step.id] is Verdict.STANDS]
        decisive = self.earliest(standing, self.verdicts.rank_of)
        others = (
            f"{count(len(standing), 'objection')} to it stand" if len(standing) > 1 else "an objection to it stands"
        )
        supports = self.map.supports(claim.id)
        if supports and all(self.verdicts[step.id] is Verdict.FALLS for step in supports):
            return f"{others}, and no reason for it does", [decisive]
        return others, [decisive]

    def decide_not_shown(self, claim: Claim) -> tuple[str, list[Inference]]:
        supports = self.map.supports(claim.id)
        if not supports:
            return "nothing is offered for it", []
        circle = self.circle(claim)
        if not circle:
            return ("its one reason fails" if len(supports) == 1 else "each of its reasons fails"), supports
        # Those outside the circle fell before it, each for a reason of its own.
        outside = [step for step in supports if not self.verdicts.circle_of(step.id)]
        members = ", ".join(self.name(member) for member in circle)
        self.told.update(circle)
        if circle == [claim.id]:
            return "it rests only on itself", outside
        return f"these rest only on one another: {members}", outside

    def circle(self, claim: Claim) -> list[str]:
        """Return the claims upstream that fall together with a claim since they rest only on one another."""
        number = self.verdicts.circle_of(claim.id)
        if not number:
            return []
        members: set[str] = set()
        pending = [claim.id]
        while pending:
            for step in self.map.supports(pending.pop()):
                for premise in step.premises:
                    if self.verdicts.circle_of(premise) == number and premise not in members:
                        members.add(premise)
                        pending.append(premise)
        return [id for id in self.map.claims if id in members]

    def decide_contested(self, claim: Claim) -> tuple[str, list[Inference]]:
        opponent = self.mutual_opponent(claim)
        if opponent:
            self.told.add(opponent)
            sentence = (
                f"it and {self.name(opponent)} rebut each other, and neither is better backed, so neither prevails"
            )
            others = [step for step in self.open_steps(claim) if step.premises != (opponent,)]
            return sentence, others
        supports = self.map.supports(claim.id)
        is_held_up = bool(claim.evidence or claim.assumed or not supports)
        is_held_up = is_held_up or any(self.verdicts[step.id] is Verdict.STANDS for step in supports)
        has_open_objection = any(self.verdicts[step.id] is Verdict.CONTESTED for step in self.map.rebuttals(claim.id))
        if is_held_up:
            sentence = "what speaks for it stands, but what speaks against it is itself contested, so neither prevails"
        elif has_open_objection:
            sentence = "what speaks for it and what speaks against it are both contested, so neither prevails"
        else:
            sentence = "what speaks for it is itself contested"
        return sentence, self.open_steps(claim)

    def mutual_opponent(self, claim: Claim) -> str:
        """Return the contested claim with which a claim is locked in rebuttals alone, if one is."""
        for step in self.map.rebuttals(claim.id):
            if len(step.premises) != 1 or self.verdicts[step.id] is not Verdict.CONTESTED:
                continue
            opponent = step.premises[0]
            if any(back.premises == (claim.id,) for back in self.map.rebuttals(opponent)):
                return opponent
        return ""

    def open_steps(self, claim: Claim) -> list[Inference]:
        """Return the steps onto a contested claim that are contested, and one support that stands if there is any."""
        standing = [step for step in self.map.supports(claim.id) if self.verdicts[step.id] is Verdict.STANDS]
        contested = [step for step in self.map.onto(claim.id) if self.verdicts[step.id] is Verdict.CONTESTED]
        if standing:
            rebuttals = [step for step in contested if step.kind is Kind.REBUTTAL]
            return [self.earliest(standing, self.verdicts.rank_of), *rebuttals]
        return contested

    def earliest(self, steps: Iterable[Inference], rank: Callable[[str], int]) -> Inference:
        """Return the step that was decided first."""
        return min(steps, key=lambda step: rank(step.id))

    # --- steps ---

    def step(self, step: Inference, depth: int) -> Iterator[Explanation]:
        """Tell a step by the undercutters and premises that decide it."""
        role = _ROLES[step.kind]
        status = self.verdicts.status_of(step)
        undercutters, premises = self.deciding_parts(step)
        is_plain = len(step.premises) == 1 and not undercutters and premises
        if status is StepStatus.OUTWEIGHED:
            yield Explanation(step.id, f"{role}: {self.premises_of(step)} — outweighed: {self.lacks(step)}")
            return
        if is_plain and not self.note_on(step):
            yield self.claim(premises[0], role, depth)
            return
        because = [told for undercutter in undercutters for told in self.step(undercutter, depth + 1)]
        because += [self.claim(premise, "", depth + 1) for premise in premises]
        sentence = f"{role}: {self.premises_of(step)} — {self.said_of_step(step, status)}"
        yield Explanation(step.id, sentence, tuple(because))

    def premises_of(self, step: Inference) -> str:
        return " + ".join(self.name(premise) for premise in step.premises)

    def said_of_step(self, step: Inference, status: StepStatus) -> str:
        whole = {
            StepStatus.STANDS: "together they hold" if len(step.premises) > 1 else "the step holds",
            StepStatus.CONTESTED: "whether this holds is contested",
            StepStatus.UNDERCUT: "it may be true, but the step is undercut",
            StepStatus.PREMISE_FAILS: "this fails, since one of them falls" if len(step.premises) > 1 else "this fails",
            StepStatus.LEFT_OUT: "left out: no source draws this step",
        }
        if status is StepStatus.UNDERCUT and len(step.premises) > 1:
            return "they may be true, but the step is undercut"
        return whole[status] + self.note_on(step)

    def note_on(self, step: Inference) -> str:
        """Return what keeps a step that holds from backing its target, though its premises are backed."""
        is_documented = all(self.verdicts.is_backed(premise) for premise in step.premises)
        if step.implicit and is_documented and self.verdicts[step.id] is Verdict.STANDS:
            return ", but no source draws this step, so it backs nothing"
        return ""

    def lacks(self, step: Inference) -> str:
        """Return what would have to be shown for a rebuttal to count against what is backed."""
        missing = self.verdicts.missing_backing(step)
        if not missing:
            return "it would count if a source drew this step"
        shown = " and ".join(self.name(premise) for premise in missing)
        return f"it would count if {shown} were shown"

    def deciding_parts(self, step: Inference) -> tuple[list[Inference], list[Claim]]:
        """Return the undercutters and premises that make a step's verdict what it is."""
        verdict = self.verdicts[step.id]
        undercutters = self.map.undercutters(step.id)
        premises = [self.map.claims[premise] for premise in step.premises]
        if verdict is Verdict.STANDS:
            return undercutters, premises
        alike = [premise for premise in premises if self.verdicts[premise.id] is verdict]
        if verdict is Verdict.CONTESTED:
            contested = [undercutter for undercutter in undercutters if self.verdicts[undercutter.id] is verdict]
            return contested, alike
        standing = self.verdicts.standing_undercutters(step)
        if standing:
            return [self.earliest(standing, self.verdicts.rank_of)], []
        if alike:
            return [], [min(alike, key=lambda premise: self.verdicts.rank_of(premise.id))]
        return [], []
