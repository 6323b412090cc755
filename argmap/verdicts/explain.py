"""Why a claim stands, falls or is contested, as a tree of sentences.

An explanation follows the order in which the model was derived: what is decided is explained by
what was decided before it, so never by itself. Claims that fall because they rest only on one
another are told as that group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

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
    return _Explainer(verdicts).claim(verdicts.map.claims[claim], "", 0)


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation as indented text, a line a sentence."""
    lines: list[str] = []
    pending = [(explanation, 0)]
    while pending:
        part, depth = pending.pop()
        indent = "  " * depth
        lines.append(f"{indent}{one_line(part.text)}\n")
        # Reversed, since what is put on the stack last is told first.
        for reason in reversed(part.because):
            pending.append((reason, depth + 1))
    return "".join(lines)


class _Explainer:
    """Tells the claims and steps of one explanation.

    Attributes:
        verdicts: what is explained.
        map: the map that they are of.
        part: the claims told so far, which are only named when they come up again.
        path: those of them whose reasons are being told, from the claim in question downwards.
    """

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.mentioned: set[str] = set()
        self.path: list[str] = []

    # --- claims ---

    def claim(self, claim: Claim, role: str, depth: int) -> Explanation:
        """Tell a claim's verdict and, the first time, what decides it.

        Its `role` is what it is to the line above.
        """
        name = self.name(claim.id)
        if role:
            name = f"{role}: {name}"
        head = f"{name} — {self.describe(claim.id)}"
        if claim.id in self.path:
            # Only what is contested can lead back to itself: what is decided rests on what was
            # decided before it.
            return Explanation(claim.id, f"{head}: the argument comes back to it here")
        if claim.id in self.mentioned:
            return Explanation(claim.id, f"{head}, as told above")
        # Noted before its reasons are told: a circle leads back here, and must end here.
        self.mentioned.add(claim.id)
        if claim.id in self.verdicts.fixed:
            asked = "accepted" if self.verdicts.fixed[claim.id] else "rejected"
            return Explanation(claim.id, f"{head}: it was {asked}, as you asked")

        reason, deciding = self.decide(claim)
        sentence = f"{head}: {reason}" if reason else head
        if depth >= DEEPEST and deciding:
            # A person can ask only about a claim whose id its author wrote.
            if claim.has_own_id:
                sentence += f" (ask about {claim.id} for more)"
            return Explanation(claim.id, sentence)
        because: list[Explanation] = []
        self.path.append(claim.id)
        for inference in deciding:
            if self.was_decided_later(inference, claim):
                falls = f"objection: {self.premises_of(inference)} — falls"
                because.append(Explanation(inference.id, falls))
            else:
                because += self.inference(inference, depth + 1)
        self.path.pop()
        return Explanation(claim.id, sentence, tuple(because))

    def was_decided_later(self, inference: Inference, claim: Claim) -> bool:
        """Return whether an objection falls for what was decided after its target, perhaps by way
        of that itself.
        """
        if inference.kind is not Kind.REBUTTAL or not self.falls(inference.id):
            return False
        rank_of = self.verdicts.rank_of
        return rank_of(inference.id) > rank_of(claim.id)

    def stands(self, id: str) -> bool:
        return self.verdicts[id] is Verdict.STANDS

    def falls(self, id: str) -> bool:
        return self.verdicts[id] is Verdict.FALLS

    def is_contested(self, id: str) -> bool:
        return self.verdicts[id] is Verdict.CONTESTED

    def name(self, claim: str) -> str:
        text = self.map.claims[claim].text.rstrip(".")
        return f"“{text}”"

    def describe(self, claim: str) -> str:
        """Return the verdict of a claim in words, with its basis or cause."""
        if self.is_contested(claim):
            return "is contested"
        if self.verdicts.basis_of(claim) is Basis.OPEN:
            return "stands, but whether it is backed is contested"
        return ", ".join(self.verdicts.words_of(claim))

    def decide(self, claim: Claim) -> tuple[str, list[Inference]]:
        """Return what decides a claim's verdict: what can be said at once, and the steps that must
        be told.
        """
        if self.stands(claim.id):
            return self.decide_standing(claim)
        if self.is_contested(claim.id):
            return self.decide_contested(claim)
        if self.verdicts.cause_of(claim.id) is Cause.REBUTTED:
            return self.decide_rebutted(claim)
        return self.decide_not_shown(claim)

    def decide_standing(self, claim: Claim) -> tuple[str, list[Inference]]:
        rebuttals = self.map.rebuttals(claim.id)
        supports = self.map.supports(claim.id)
        has_own_ground = bool(claim.evidence or claim.common_ground)
        if self.verdicts.is_backed(claim.id) is True:
            if has_own_ground:
                return self.own_ground(claim), rebuttals
            backed = [support for support in supports if self.verdicts.is_backed(support.id)]
            return "", [self.earliest(backed, self.verdicts.rank_of_backing), *rebuttals]
        if not supports and not has_own_ground:
            # A bare claim stands until something that stands is said against it.
            against = "no objection to it stands" if rebuttals else "nothing speaks against it"
            return f"nothing is offered for it, and {against}", rebuttals
        # It stands, but not by what would back it: own ground that is contested, or a support that
        # is only asserted.
        standing = self.those(self.stands, supports)
        if standing:
            return "", [self.earliest(standing, self.verdicts.rank_of), *rebuttals]
        return self.own_ground(claim), rebuttals

    def own_ground(self, claim: Claim) -> str:
        if not claim.evidence:
            return "it is common ground"
        citations = "; ".join(map(str, claim.evidence))
        return f"evidence documents it ({citations})"

    def decide_rebutted(self, claim: Claim) -> tuple[str, list[Inference]]:
        standing = self.those(self.stands, self.map.rebuttals(claim.id))
        rank_of = self.verdicts.rank_of
        rank = rank_of(claim.id)
        earlier = [rebuttal for rebuttal in standing if rank_of(rebuttal.id) < rank]
        if not earlier:
            # It had fallen for want of support before an objection stood, perhaps by way of that
            # itself.
            reason, inferences = self.decide_not_shown(claim)
            objection = self.premises_of(standing[0])
            return f"{reason}, and an objection to it stands too: {objection}", inferences
        what_stands = "an objection to it stands"
        if len(standing) > 1:
            what_stands = f"{count(len(standing), 'objection')} to it stand"
        supports = self.map.supports(claim.id)
        failing = self.those(self.falls, supports)
        if supports and failing == supports:
            what_stands += ", and no reason for it does"
        return what_stands, [self.earliest(earlier, rank_of)]

    def decide_not_shown(self, claim: Claim) -> tuple[str, list[Inference]]:
        supports = self.map.supports(claim.id)
        if not supports:
            return "nothing documents it", []  # which is the reason in strict mode alone
        circle = self.circle(claim)
        if not circle:
            sentence = "its one reason fails" if len(supports) == 1 else "each of its reasons fails"
            return sentence, supports
        # Those outside the circle fell before it, each for a reason of its own.
        outside = [inference for inference in supports if not self.verdicts.circle_of(inference.id)]
        # What rests only on one another is told once, as that group: no member explains another.
        self.mentioned.update(circle)
        if circle == [claim.id]:
            return "it rests only on itself", outside
        members = ", ".join(map(self.name, circle))
        return f"these rest only on one another: {members}", outside

    def circle(self, claim: Claim) -> list[str]:
        """Return the claims upstream that fall together with a claim since they rest only on one
        another.
        """
        number = self.verdicts.circle_of(claim.id)
        if not number:
            return []
        # Groups without a link that were refuted at one time share the number, so the steps must
        # lead there, too.
        members: set[str] = set()
        pending = [claim.id]
        while pending:
            for inference in self.map.supports(pending.pop()):
                for premise in inference.premises:
                    is_in_group = self.verdicts.circle_of(premise) == number
                    if is_in_group and premise not in members:
                        members.add(premise)
                        pending.append(premise)
        return [id for id in self.map.claims if id in members]

    def decide_contested(self, claim: Claim) -> tuple[str, list[Inference]]:
        open_inferences = self.open_inferences(claim)
        opponent = self.mutual_opponent(claim)
        if opponent in self.mentioned:
            # Told from the other end already: here only what else speaks for it and against it.
            alone = (opponent,)
            return "", [other for other in open_inferences if other.premises != alone]
        if opponent:
            both = f"it and {self.name(opponent)} rebut each other"
            return f"{both}, and neither is better backed, so neither prevails", open_inferences
        supports = self.map.supports(claim.id)
        has_own_ground = bool(claim.evidence or claim.common_ground)
        has_open_objection = self.those(self.is_contested, self.map.rebuttals(claim.id))
        if not has_own_ground and not supports:
            sentence = "nothing is offered for it, and what speaks against it is itself contested"
        elif has_own_ground or self.those(self.stands, supports):
            sentence = (
                "what speaks for it stands, but what speaks against it is itself contested, so"
                " neither prevails"
            )
        elif has_open_objection:
            sentence = (
                "what speaks for it and what speaks against it are both contested, so neither"
                " prevails"
            )
        else:
            sentence = "what speaks for it is itself contested"
        return sentence, open_inferences

    def mutual_opponent(self, claim: Claim) -> str:
        """Return the contested claim with which a claim is locked in rebuttals alone.

        It is "" if there is none.
        """
        for inference in self.map.rebuttals(claim.id):
            if len(inference.premises) != 1 or not self.is_contested(inference.id):
                continue
            opponent = inference.premises[0]
            for answer in self.map.rebuttals(opponent):
                if answer.premises == (claim.id,):
                    return opponent
        return ""

    def open_inferences(self, claim: Claim) -> list[Inference]:
        """Return the steps onto a contested claim that are contested, and one support that stands
        if there is any.
        """
        standing = self.those(self.stands, self.map.supports(claim.id))
        if not standing:
            return self.those(self.is_contested, self.map.onto(claim.id))
        # One support that stands is enough, so a contested one beside it leaves nothing open.
        rebuttals = self.those(self.is_contested, self.map.rebuttals(claim.id))
        return [self.earliest(standing, self.verdicts.rank_of), *rebuttals]

    def those(
        self, have_verdict: Callable[[str], bool], inferences: list[Inference]
    ) -> list[Inference]:
        """Return those of some inferences that stand, fall or are contested."""
        return [inference for inference in inferences if have_verdict(inference.id)]

    def earliest(self, inferences: Iterable[Inference], rank: Callable[[str], int]) -> Inference:
        """Return the step that was decided first: what decided it cannot have come from what came
        after.
        """
        return min(inferences, key=lambda inference: rank(inference.id))

    # --- steps ---

    def inference(self, inference: Inference, depth: int) -> Iterator[Explanation]:
        """Tell a step by the undercutters and premises that decide it."""
        role = _ROLES[inference.kind]
        if inference.implicit:
            role += " (no source draws this step)"
        head = f"{role}: {self.premises_of(inference)}"
        if self.verdicts.status_of(inference) is InferenceStatus.OUTWEIGHED:
            yield Explanation(inference.id, f"{head} — outweighed: {self.lacks(inference)}")
            return
        undercutters, premises = self.deciding_parts(inference)
        has_one_premise = len(inference.premises) == len(premises) == 1
        if has_one_premise and not undercutters and not self.note_on(inference):
            # The step and its one premise share their fate: one line tells both.
            yield self.claim(premises[0], role, depth)
            return
        because: list[Explanation] = []
        if depth <= DEEPEST:
            # Below that a step is only told, not explained: undercutters of undercutters may go on
            # for ever.
            for undercutter in undercutters:
                because += self.inference(undercutter, depth + 1)
            for premise in premises:
                because.append(self.claim(premise, "", depth + 1))
        outcome = self.describe_inference(inference, is_undercut=bool(undercutters))
        yield Explanation(inference.id, f"{head} — {outcome}", tuple(because))

    def premises_of(self, inference: Inference) -> str:
        return " + ".join(map(self.name, inference.premises))

    def describe_inference(self, inference: Inference, *, is_undercut: bool) -> str:
        """Return in words what becomes of a step."""
        are_several = len(inference.premises) > 1
        if self.verdicts.status_of(inference) is InferenceStatus.LEFT_OUT:
            return "left out: no source draws this step"
        if self.stands(inference.id):
            sentence = "together they hold" if are_several else "the step holds"
            return sentence + self.note_on(inference)
        if self.is_contested(inference.id):
            return "whether this holds is contested"
        if is_undercut:
            subject = "they" if are_several else "it"
            return f"{subject} may be true, but the step is undercut"
        # Where one premise alone falls, it is told in place of its step.
        return "this fails, since one of them falls"

    def note_on(self, inference: Inference) -> str:
        """Return what keeps a step that holds from backing its target, though its premises are
        backed.
        """
        if not inference.implicit or not self.stands(inference.id):
            return ""
        if not all(map(self.verdicts.is_backed, inference.premises)):
            return ""
        # What the map-maker adds to a source backs nothing.
        return ", but back nothing" if len(inference.premises) > 1 else ", but backs nothing"

    def lacks(self, inference: Inference) -> str:
        """Return what would have to be shown for a rebuttal to count against what is backed."""
        missing = self.verdicts.missing_backing(inference)
        if not missing:
            return "it would count if a source drew this step"
        if len(inference.premises) == 1:
            return "it would count if it were shown"
        shown = " and ".join(map(self.name, missing))
        return f"it would count if {shown} were shown"

    def deciding_parts(self, inference: Inference) -> tuple[list[Inference], list[Claim]]:
        """Return the undercutters and premises that make a step's verdict what it is."""
        if self.verdicts.status_of(inference) is InferenceStatus.LEFT_OUT:
            return [], []
        verdict = self.verdicts[inference.id]
        undercutters = self.map.undercutters(inference.id)
        premises = [self.map.claims[premise] for premise in inference.premises]
        if verdict is Verdict.STANDS:
            # It needed all of its premises, and all of its undercutters to fall.
            return undercutters, premises
        verdicts = self.verdicts
        alike = [premise for premise in premises if verdicts[premise.id] is verdict]
        if verdict is Verdict.CONTESTED:
            return self.those(self.is_contested, undercutters), alike
        # Of a premise that falls and an undercutter that stands, what was decided first made the
        # step fall.
        first = min((verdicts.rank_of(premise.id) for premise in alike), default=None)
        standing = verdicts.standing_undercutters(inference)
        if standing:
            undercutter = self.earliest(standing, verdicts.rank_of)
            if first is None or verdicts.rank_of(undercutter.id) < first:
                return [undercutter], []
        return [], [premise for premise in alike if verdicts.rank_of(premise.id) == first]
