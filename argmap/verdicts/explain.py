"""Why a claim stands, falls or is contested, as a tree of sentences.

    “School should start at nine” — is contested: neither a reason nor an objection is documented
      reason: “Teenagers would sleep more” — stands, only asserted: nothing documents it
      objection: “Parents work at eight” — stands, only asserted: nothing documents it

The inferences named are those that decide the verdict (see `justification`): kept alone, they give
the claim the same one. Each claim is explained once. Claims that fall because they rest only on one
another are explained as that group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from argmap.model import Basis, Cause, Claim, Inference, InferenceStatus, Kind, Verdict
from argmap.util.text import count, one_line
from argmap.verdicts.evaluate import Verdicts, must_be_claims
from argmap.verdicts.justification import deciding_inferences
from argmap.verdicts.verdict_rules import MapProgram

MOST_LINES = 8
"""How many lines of an explanation are shown unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence about a claim or an inference, and the sentences that explain it.

    Attributes:
        subject: the id of the claim or inference.
        text: the sentence, without a full stop.
        because: explanations of this sentence, each with its own.
        inference: the id of the inference that leads to the sentence above, or "".
    """

    subject: str
    text: str
    because: tuple[Explanation, ...] = ()
    inference: str = ""

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
    lines = list(_Explainer(verdicts, claim).lines(claim))
    # The lines below a line come after it, so they are there when it is its turn from the end.
    below: defaultdict[int, list[Explanation]] = defaultdict(list)
    for depth, subject, inference, text in reversed(lines):
        because = tuple(reversed(below.pop(depth + 1, [])))
        below[depth].append(Explanation(subject, text, because, inference))
    [whole] = below[0]
    return whole


def format_explanation(explanation: Explanation, *, full: bool = False) -> str:
    """Return an explanation as indented text, one line per sentence.

    Unless it is to be `full`, it has at most `MOST_LINES`, those nearest to the claim in question.
    """
    lines = list(_lines(explanation))
    shown = lines
    if not full and len(lines) > MOST_LINES:
        by_depth = sorted(range(len(lines)), key=lambda place: (lines[place][0], place))
        # One line says that there are more.
        shown = [lines[place] for place in sorted(by_depth[: MOST_LINES - 1])]
    text = ""
    for depth, sentence in shown:
        indent = "  " * depth
        text += f"{indent}{one_line(sentence)}\n"
    if len(shown) < len(lines):
        text += f"({count(len(lines) - len(shown), 'more line')}: use --full)\n"
    return text


def _lines(explanation: Explanation) -> Iterator[tuple[int, str]]:
    """Yield the sentences of an explanation, each with its depth."""
    pending = [(explanation, 0)]
    while pending:
        part, depth = pending.pop()
        yield depth, part.text
        # Reversed, since what is put on the stack last comes first.
        for reason in reversed(part.because):
            pending.append((reason, depth + 1))


class _Line(NamedTuple):
    depth: int
    subject: str
    inference: str
    text: str


class _ClaimToExplain(NamedTuple):
    """A claim, its relation to the line above ("reason"), and the inference that makes it."""

    depth: int
    claim: str
    role: str = ""
    inference: str = ""


class _InferenceToExplain(NamedTuple):
    depth: int
    inference: Inference


_ToExplain: TypeAlias = _ClaimToExplain | _InferenceToExplain


class _Explainer:
    """Explains the claims and inferences of one explanation.

    Attributes:
        verdicts: the verdicts to explain.
        map: their map.
        asked: the claim in question.
        onto: by the id of a claim or an inference, the deciding inferences that bear on it.
        mentioned: the claims explained so far; they are only named when they come up again.
    """

    def __init__(self, verdicts: Verdicts, asked: str) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.asked = asked
        self.onto: defaultdict[str, list[Inference]] = defaultdict(list)
        for inference in deciding_inferences(verdicts, asked):
            self.onto[inference.target].append(inference)
        self.mentioned: set[str] = set()

    def lines(self, claim: str) -> Iterator[_Line]:
        """Yield the lines of an explanation, each before those that explain it."""
        pending: list[_ToExplain] = [_ClaimToExplain(0, claim)]
        while pending:
            part = pending.pop()
            if isinstance(part, _InferenceToExplain):
                line, below = self.inference(part)
            else:
                line, below = self.claim(part)
            yield line
            pending += reversed(below)

    # --- claims ---

    def claim(self, part: _ClaimToExplain) -> tuple[_Line, Sequence[_ToExplain]]:
        """Give a claim's verdict and, the first time, what decides it."""
        depth, id, role, inference = part
        name = self.name(id)
        if role:
            name = f"{role}: {name}"
        sentence = f"{name} — {self.describe(id)}"
        if id in self.mentioned:
            return _Line(depth, id, inference, f"{sentence} (see above)"), ()
        self.mentioned.add(id)
        if self.verdicts.cause_of(id) is Cause.NOT_SHOWN and id == self.asked:
            sentence += " (which does not make it false)"
        why = self.why(self.map.claims[id])
        if why:
            sentence += f": {why}"
        deciding = self.not_yet_named(id)
        in_order = sorted(deciding, key=lambda each: each.kind is not Kind.SUPPORT)
        below = [_InferenceToExplain(depth + 1, each) for each in in_order]
        return _Line(depth, id, inference, sentence), below

    def not_yet_named(self, claim: str) -> list[Inference]:
        """Return the deciding inferences onto a claim, but those that a sentence names already."""
        opponent = self.opponent(claim)
        left = []
        for inference in self.onto[claim]:
            is_mutual = inference.premises == (opponent,) and opponent in self.mentioned
            is_of_circle = inference.kind is Kind.SUPPORT and self.verdicts.circle_of(inference.id)
            if not is_mutual and not is_of_circle:
                left.append(inference)
        return left

    def name(self, claim: str) -> str:
        text = self.map.claims[claim].text.rstrip(".")
        return f"“{text}”"

    def describe(self, claim: str) -> str:
        """Return the verdict of a claim in words, with its basis or cause."""
        verdicts = self.verdicts
        verdict = verdicts[claim]
        if claim in verdicts.fixed:
            answer = "accepted" if verdicts.fixed[claim] else "rejected"
            return f"{verdict}: you {answer} it"
        if verdict is Verdict.CONTESTED:
            return "is contested"
        match verdicts.basis_of(claim):
            case Basis.OPEN:
                return "stands, but whether it is backed is contested"
            case Basis.ASSERTED:
                return "stands, only asserted"
        return ", ".join(verdicts.words_of(claim))

    def why(self, claim: Claim) -> str:
        """Return what decides a claim's verdict, or "" where the lines below say all."""
        verdicts = self.verdicts
        if claim.id in verdicts.fixed:
            return ""
        if verdicts[claim.id] is Verdict.STANDS:
            return self.why_it_stands(claim)
        if verdicts[claim.id] is Verdict.CONTESTED:
            return self.why_it_is_contested(claim)
        if verdicts.cause_of(claim.id) is Cause.REBUTTED:
            return self.why_it_is_rebutted(claim)
        return self.why_it_is_not_shown(claim)

    def why_it_stands(self, claim: Claim) -> str:
        ground = _own_ground(claim)
        if ground:
            return ground
        if self.map.supports(claim.id):
            return ""
        if self.map.rebuttals(claim.id):
            return "nothing documents it, but no objection to it stands"
        return "nothing documents it"

    def why_it_is_rebutted(self, claim: Claim) -> str:
        objections = self.map.rebuttals(claim.id)
        number = len(self.verdicts.those(Verdict.STANDS, objections))
        stand = "an objection to it stands"
        if number > 1:
            stand = f"{number:,} objections to it stand"
        if not self.map.supports(claim.id):
            return f"it has no evidence, and {stand}"
        documented = self.backed(objections)
        if not documented:
            return stand
        if len(documented) == 1:
            return "an objection to it is documented, and no reason for it is"
        return f"{len(documented):,} objections to it are documented, and no reason for it is"

    def why_it_is_not_shown(self, claim: Claim) -> str:
        id = claim.id
        supports = self.map.supports(id)
        if self.verdicts.strict or claim.standard:
            # The standard of proof is what it fails, even where a reason stands.
            return "no reason for it is documented" if supports else "nothing documents it"
        circle = self.circle(id)
        if circle == [id]:
            return "it rests only on itself"
        if circle:
            # What rests only on one another is explained once, as that group: no member explains
            # another.
            self.mentioned.update(circle)
            members = ", ".join(map(self.name, circle))
            return f"these claims rest only on one another: {members}"
        if len(supports) == 1:
            return "its only reason fails"
        return f"none of its {len(supports):,} reasons holds"

    def circle(self, claim: str) -> list[str]:
        """Return the claims upstream that fall with a claim, as they rest only on one another."""
        verdicts = self.verdicts
        circle_of = verdicts.circle_of
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
                    if premise in members or circle_of(premise) != number:
                        continue
                    # One that is rebutted, or falls short of its standard, would have fallen
                    # without the circle.
                    standard = self.map.claims[premise].standard
                    if standard or verdicts.cause_of(premise) is Cause.REBUTTED:
                        continue
                    members.add(premise)
                    pending.append(premise)
        return [id for id in self.map.claims if id in members]

    def why_it_is_contested(self, claim: Claim) -> str:
        opponent = self.opponent(claim.id)
        if opponent == claim.id:
            return "it is an objection to itself"
        if opponent in self.mentioned:
            return ""  # explained from the other end
        reasons = self.map.supports(claim.id)
        ground = _own_ground(claim)
        is_documented = bool(ground or self.backed(reasons))
        against = self.what_objections_do(claim.id)
        if opponent:
            both = f"it and {self.name(opponent)} are objections to each other"
            if is_documented and against == _IS_DOCUMENTED:
                return f"{both}, and {_EACH_DOCUMENTED}"
            return f"{both}, and neither is better backed"
        if is_documented:
            if against == _IS_DOCUMENTED and not ground:
                return f"a reason and an objection {_EACH_DOCUMENTED}"
            evidence = ground or "a reason for it is documented"
            return f"{evidence}, but an objection to it {against}"
        if self.verdicts.those(Verdict.STANDS, reasons):
            if against == _STANDS:
                return "a reason and an objection stand, and neither is documented"
            return f"a reason for it stands, but an objection to it {against}"
        if not reasons:
            return f"it has no evidence, and an objection to it {against}"
        if len(reasons) == 1:
            return "its only reason is contested"
        return "none of its reasons stands, and at least one is contested"

    def what_objections_do(self, claim: str) -> str:
        """Return what becomes of the strongest objection to a claim that is contested."""
        objections = self.map.rebuttals(claim)
        if self.backed(objections):
            return _IS_DOCUMENTED
        if self.verdicts.those(Verdict.STANDS, objections):
            return _STANDS
        return "is contested"

    def backed(self, inferences: Sequence[Inference]) -> list[Inference]:
        return [each for each in inferences if self.verdicts.is_backed(each.id)]

    def opponent(self, claim: str) -> str:
        """Return the contested claim with which a claim is locked in objections that decide, or
        "".
        """
        for inference in self.onto[claim]:
            opponent, *others = inference.premises
            if others or inference.kind is not Kind.REBUTTAL:
                continue
            if self.verdicts[opponent] is not Verdict.CONTESTED:
                continue
            for answer in self.onto[opponent]:
                if answer.premises == (claim,) and answer.kind is Kind.REBUTTAL:
                    return opponent
        return ""

    # --- inferences ---

    def inference(self, part: _InferenceToExplain) -> tuple[_Line, Sequence[_ToExplain]]:
        """Explain an inference by the undercutters and premises that decide it."""
        depth, inference = part
        id = inference.id
        role = _role(inference)
        outcome = self.outcome(inference)
        undercutters = self.onto[id]
        if not outcome and not undercutters and len(inference.premises) == 1:
            # The inference and its one premise share their fate: one line shows both.
            return self.claim(_ClaimToExplain(depth, inference.premises[0], role, id))
        names = " + ".join(map(self.name, inference.premises))
        line = _Line(depth, id, id, f"{role}: {names} — {outcome or self.holds(inference)}")
        below: list[_ToExplain] = [_InferenceToExplain(depth + 1, each) for each in undercutters]
        for premise in self.deciding_premises(inference):
            below.append(_ClaimToExplain(depth + 1, premise))
        return line, below

    def deciding_premises(self, inference: Inference) -> list[str]:
        """Return the premises that decide what becomes of an inference."""
        verdicts = self.verdicts
        match verdicts.status_of(inference):
            case InferenceStatus.PREMISE_FAILS:
                return verdicts.failing_premises(inference)
            case InferenceStatus.STANDS | InferenceStatus.TAKES_BACKING:
                return list(inference.premises)
            case InferenceStatus.CONTESTED:
                return [
                    premise
                    for premise in inference.premises
                    if verdicts[premise] is Verdict.CONTESTED
                ]
        # Of the others no premise decides, but some may be in question all the same.
        return [premise for premise in inference.premises if self.onto[premise]]

    def holds(self, inference: Inference) -> str:
        return "together they hold" if len(inference.premises) > 1 else "the inference holds"

    def outcome(self, inference: Inference) -> str:
        """Return the status of an inference in words, or "" where its premises show it."""
        verdicts = self.verdicts
        are_several = len(inference.premises) > 1
        they = "they" if are_several else "it"
        match verdicts.status_of(inference):
            case InferenceStatus.LEFT_OUT:
                return "left out: no source draws this inference"
            case InferenceStatus.TOO_WEAK:
                return f"too weak: {self.what_it_needs(inference)}"
            case InferenceStatus.OUTWEIGHED:
                return "granted, but outweighed"
            case InferenceStatus.UNDERCUT:
                return f"{they} may be true, but the inference is undercut"
            case InferenceStatus.PREMISE_FAILS:
                return "this fails, because one of them falls" if are_several else ""
            case InferenceStatus.CONTESTED:
                return self.contested(inference)
        note = self.note_on(inference)
        return f"{self.holds(inference)}, {note}" if note else ""

    def contested(self, inference: Inference) -> str:
        is_moot = self.verdicts[inference.target] is Verdict.STANDS
        if is_moot and inference.kind is Kind.REBUTTAL:
            return "is contested, and too weak to count in any case"
        if len(inference.premises) == 1 and not self.onto[inference.id]:
            return ""
        return "whether this inference holds is contested"

    def note_on(self, inference: Inference) -> str:
        """Return what keeps an inference that holds from backing its target, though its premises
        are backed.
        """
        verdicts = self.verdicts
        if not all(map(verdicts.is_backed, inference.premises_to_back)):
            return ""
        if inference.implicit:
            return "but no source draws it, so it cannot back a claim"
        if verdicts.loses_backing(inference):
            return "but it is doubted, so it counts only as asserted"
        if inference.warrant and verdicts[inference.warrant] is Verdict.FALLS:
            return "but its warrant is doubted, so it counts only as asserted"
        return ""

    def what_it_needs(self, objection: Inference) -> str:
        """Return what would have to be documented for an objection to count."""
        if objection.implicit:
            return "no source makes this objection, so evidence would not make it count"
        missing = self.verdicts.missing_backing(objection)
        if self.verdicts.loses_backing(objection):
            return "an objection to this inference takes its backing"
        if not missing or not self.would_count(objection, missing):
            return "even evidence would not make it count"
        if len(objection.premises) == 1:
            return "heard, but it needs evidence"
        unbacked = " and ".join(map(self.name, missing))
        return f"heard, but it needs evidence for {unbacked}"

    def would_count(self, objection: Inference, documented: Sequence[str]) -> bool:
        """Return whether the target of an objection no longer stands if some claims are
        documented.
        """
        verdicts = self.verdicts
        accept = [claim for claim, value in verdicts.fixed.items() if value]
        reject = [claim for claim, value in verdicts.fixed.items() if not value]
        program = MapProgram(
            self.map, strict=verdicts.strict, acceptable=accept, showable=documented
        )
        fixed = program.fixed(accept, reject)
        for claim in documented:
            fixed |= program.values_if_shown(claim)
        model = program.model(fixed)
        target = program.stands[objection.target]
        return model.value[target] is not True


_STANDS = "stands"
_IS_DOCUMENTED = "is documented, too; argmap does not count documents"
_EACH_DOCUMENTED = "each rest on at least one document; argmap does not count them"

_ROLES = {
    Kind.SUPPORT: "reason",
    Kind.REBUTTAL: "objection",
    Kind.UNDERCUTTER: "objection to this inference",
}


def _role(inference: Inference) -> str:
    role = "because" if inference.weighing else _ROLES[inference.kind]
    if inference.implicit:
        role += " (implicit, in no source)"
    return role


def _own_ground(claim: Claim) -> str:
    """Return the evidence or common ground that a claim has by itself, in words, or ""."""
    if claim.evidence:
        citations = "; ".join(map(str, claim.evidence))
        return f"there is evidence for it ({citations})"
    return "it is common ground" if claim.common_ground else ""
