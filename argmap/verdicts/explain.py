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
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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

    Sentences are about the deciding inferences, as are the lines below them.

    Attributes:
        verdicts: the verdicts to explain.
        map: their map.
        asked: the claim in question.
        onto: by the id of a claim or an inference, the deciding inferences that bear on it.
        mentioned: the claims explained so far; they are only named when they come up again.
        grouped: claims that a sentence names as objections to one another.
    """

    def __init__(self, verdicts: Verdicts, asked: str) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.asked = asked
        self.onto: defaultdict[str, list[Inference]] = defaultdict(list)
        for inference in deciding_inferences(verdicts, asked):
            self.onto[inference.target].append(inference)
        self.mentioned: set[str] = set()
        self.grouped: set[str] = set()

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
        rivals = self.rivals(id)
        why = self.why(self.map.claims[id], rivals)
        if why:
            sentence += f": {why}"
        self.grouped.update(rivals)
        below = []
        for each in sorted(self.onto[id], key=lambda each: each.kind is not Kind.SUPPORT):
            # What a sentence names needs no line of its own, or one only.
            known = rivals & self.mentioned
            is_named = each.kind is Kind.REBUTTAL and known.issuperset(each.premises)
            is_of_circle = each.kind is Kind.SUPPORT and self.verdicts.circle_of(each.id)
            if not is_named and not is_of_circle:
                below.append(_InferenceToExplain(depth + 1, each))
        return _Line(depth, id, inference, sentence), below

    def name(self, claim: str) -> str:
        text = self.map.claims[claim].text.rstrip(".")
        return f"“{text}”"

    def names(self, claims: Sequence[str], first: str = "") -> str:
        """Return the names of claims as a sentence has them: "“A”, “B” and “C”"."""
        *others, last = map(self.name, claims)
        if first:
            others.insert(0, first)
        return f"{', '.join(others)} and {last}" if others else last

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

    def why(self, claim: Claim, rivals: Collection[str]) -> str:
        """Return what decides a claim's verdict, or "" where the lines below say all."""
        verdicts = self.verdicts
        if claim.id in verdicts.fixed:
            return ""
        if verdicts[claim.id] is Verdict.STANDS:
            return self.why_it_stands(claim)
        if rivals:
            return self.why_against_rivals(claim, rivals)
        if verdicts[claim.id] is Verdict.CONTESTED:
            why = self.why_it_is_contested(claim)
            return f"{why}, so it is not shown" if claim.standard else why
        if verdicts.cause_of(claim.id) is Cause.REBUTTED:
            return self.why_it_is_rebutted(claim)
        return self.why_it_is_not_shown(claim)

    def why_it_stands(self, claim: Claim) -> str:
        ground = _own_ground(claim)
        if ground:
            return ground
        are_objections = bool(self.map.rebuttals(claim.id))
        if not self.map.supports(claim.id):
            nothing = "nothing documents it"
            return f"{nothing}, but no objection to it stands" if are_objections else nothing
        if not are_objections:
            return ""
        reason = "a reason for it stands"
        if self.verdicts.is_backed(claim.id):
            reason = "a reason for it is backed"
        return f"{reason}, and no objection is strong enough"

    def why_it_is_rebutted(self, claim: Claim) -> str:
        objections = self.of_kind(Kind.REBUTTAL, claim.id)
        if not self.map.supports(claim.id):
            if any(map(self.weighings, objections)):
                return "it is unsupported, so there is nothing to weigh against the objection"
            return "it is unsupported, and an objection to it stands"
        return "an objection to it is backed, and no reason for it is"

    def why_it_is_not_shown(self, claim: Claim) -> str:
        id = claim.id
        number = len(self.map.supports(id))
        no_reason = "no reason for it is backed" if number else "nothing documents it"
        # The standard of proof is what it fails, even where a reason stands.
        if self.verdicts.strict:
            return f"in strict mode, a claim must be backed, but {no_reason}"
        if claim.standard:
            return f"it must be shown, but {no_reason}"
        circle = self.circle(id)
        if circle == [id]:
            return "it rests only on itself"
        if circle:
            # What rests only on one another is explained once, as that group: no member explains
            # another.
            self.mentioned.update(circle)
            return f"these claims rest only on one another: {self.names(circle)}"
        if number == 1:
            return "its only reason fails"
        return f"none of its {number:,} reasons holds"

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
        reasons = self.of_kind(Kind.SUPPORT, claim.id)
        objections = self.of_kind(Kind.REBUTTAL, claim.id)
        if not reasons and not objections:
            # The claim is only named, and nothing below the line says why it is contested.
            reasons = self.map.supports(claim.id)
            objections = self.map.rebuttals(claim.id)
        if self.is_documented(claim.id):
            return self.why_evidence_is_not_enough(claim, objections)
        verdicts = self.verdicts
        objection = "an objection to it is contested"
        if verdicts.those(Verdict.STANDS, objections):
            objection = "an objection to it stands"
        if not verdicts.those(Verdict.STANDS, reasons):
            number = len(self.map.supports(claim.id))
            if not number:
                return f"it is unsupported, and {objection}"
            if number == 1:
                return "its only reason is contested"
            return "none of its reasons stands, and at least one is contested"
        if objection.endswith("contested"):
            return f"a reason for it stands, and {objection}"
        draw = "a reason for it and an objection to it stand"
        if any(verdicts.is_backed(each.id) is None for each in (*reasons, *objections)):
            return f"{draw}, and whether they count as backed is contested"
        return f"{draw}, and neither counts as backed"

    def why_evidence_is_not_enough(self, claim: Claim, objections: Sequence[Inference]) -> str:
        """Return why a claim is contested that has evidence, or a reason that has."""
        evidence = _own_ground(claim) or "a reason for it is backed"
        if not self.backed(objections):
            return f"{evidence}, but whether an objection is also backed is contested"
        against = len(self.backed(self.map.rebuttals(claim.id)))
        speaking_for = len(self.backed(self.map.supports(claim.id)))
        if _own_ground(claim):
            speaking_for += 1
        draw = f"{evidence}, but an objection to it is also backed"
        if against != speaking_for:
            draw += " (their number does not matter)"
        return draw

    def of_kind(self, kind: Kind, target: str) -> list[Inference]:
        """Return the deciding inferences of a kind onto a claim."""
        return [each for each in self.onto[target] if each.kind is kind]

    def backed(self, inferences: Sequence[Inference]) -> list[Inference]:
        return [each for each in inferences if self.verdicts.is_backed(each.id)]

    # --- claims that are objections to one another ---

    def rivals(self, claim: str) -> set[str]:
        """Return the claims from which deciding objections lead to a claim, and back from it, by
        other claims of them.
        """
        towards = self.reached(claim, self.opponents)
        if claim not in towards:
            return set()
        objected = defaultdict(list)
        for other in towards:
            for opponent in self.opponents(other):
                objected[opponent].append(other)
        return towards & self.reached(claim, objected.__getitem__)

    def opponents(self, claim: str) -> list[str]:
        """Return the claims that are deciding objections to a claim by themselves, and share its
        fate: they are contested as well, or prevail where it falls.
        """
        found = []
        for objection in self.of_kind(Kind.REBUTTAL, claim):
            opponent, *others = objection.premises
            if not others and not self.onto[objection.id]:
                found.append(opponent)
        return found

    def reached(self, claim: str, next_of: Callable[[str], Iterable[str]]) -> set[str]:
        reached: set[str] = set()
        pending = [claim]
        while pending:
            for other in next_of(pending.pop()):
                if other not in reached:
                    reached.add(other)
                    pending.append(other)
        return reached

    def why_against_rivals(self, claim: Claim, rivals: Collection[str]) -> str:
        """Return why a claim is contested, or falls, that is locked in objections."""
        id = claim.id
        others = [each for each in self.map.claims if each in rivals and each != id]
        if not others:
            return "it is an objection to itself"
        if id in self.grouped and self.verdicts[id] is Verdict.CONTESTED:
            return ""  # the sentence about another of them said so
        each_other = "each other" if len(others) == 1 else "one another, directly or in a circle"
        both = f"{self.names(others, 'it')} are objections to {each_other}"
        standing = [each for each in others if self.verdicts[each] is Verdict.STANDS]
        if standing:
            return f"{both}, and only {self.names(standing)} is backed"
        documented = list(filter(self.is_documented, [id, *others]))
        if len(documented) > len(others):
            all_are = "both are" if len(others) == 1 else "all are"
            return f"{both}, and {all_are} backed"
        none = "neither" if len(others) == 1 else "none"
        backed = "better backed" if documented else "backed"
        return f"{both}, and {none} is {backed}"

    def is_documented(self, claim: str) -> bool:
        stated = self.map.claims[claim]
        return bool(_own_ground(stated) or self.backed(self.map.supports(claim)))

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
        names = " + ".join(map(self.name, inference.premises_to_back))
        sentence = f"{role}: {names} — {outcome or self.holds(inference)}"
        below: list[_ToExplain] = [_InferenceToExplain(depth + 1, each) for each in undercutters]
        for premise in self.deciding_premises(inference):
            role_of_premise = "warrant" if premise == inference.warrant else ""
            below.append(_ClaimToExplain(depth + 1, premise, role_of_premise))
        return _Line(depth, id, id, sentence), below

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

    def weighings(self, inference: Inference) -> list[Inference]:
        """Return the weighings that stand against an inference."""
        undercutters = self.verdicts.standing_undercutters(inference)
        return [undercutter for undercutter in undercutters if undercutter.weighing]

    def holds(self, inference: Inference) -> str:
        if len(inference.premises_to_back) > 1:
            return "together they hold"
        return f"this {_noun(inference)} holds"

    def outcome(self, inference: Inference) -> str:
        """Return the status of an inference in words, or "" where its premises show it."""
        are_several = len(inference.premises_to_back) > 1
        match self.verdicts.status_of(inference):
            case InferenceStatus.LEFT_OUT:
                return "left out: no source makes this inference"
            case InferenceStatus.TOO_WEAK:
                return f"too weak: {self.what_it_needs(inference)}"
            case InferenceStatus.OUTWEIGHED:
                return "granted, but outweighed"
            case InferenceStatus.UNDERCUT:
                they = "they" if are_several else "it"
                return f"{they} may be true, but this {_noun(inference)} is undercut"
            case InferenceStatus.PREMISE_FAILS:
                if len(inference.premises) == 1:
                    return ""
                return "this fails, because one of them falls" if are_several else "this fails"
            case InferenceStatus.CONTESTED:
                return self.contested(inference)
        note = self.note_on(inference)
        return f"{self.holds(inference)}, {note}" if note else ""

    def contested(self, inference: Inference) -> str:
        is_moot = self.verdicts[inference.target] is Verdict.STANDS
        if is_moot and inference.kind is Kind.REBUTTAL:
            return "is contested, but is too weak to count anyway"
        undercutters = self.onto[inference.id]
        if len(inference.premises) == 1 and not undercutters:
            return ""
        if undercutters and all(undercutter.weighing for undercutter in undercutters):
            return "whether it is outweighed is contested"
        return f"whether this {_noun(inference)} holds is contested"

    def note_on(self, inference: Inference) -> str:
        """Return what keeps an inference that holds from backing its target, if anything is backed
        in it.
        """
        verdicts = self.verdicts
        missing = verdicts.missing_backing(inference)
        if len(missing) == len(inference.premises_to_back):
            return ""
        are_several = len(inference.premises_to_back) > 1
        they_count = "they count" if are_several else "it counts"
        bears = "what they show" if are_several else "what it shows"
        only_asserted = f"so {they_count} only as asserted"
        if missing:
            are = "is" if len(missing) == 1 else "are"
            return f"but {self.names(missing)} {are} not backed, {only_asserted}"
        if inference.implicit:
            return "but no source makes this inference, so it cannot back a claim"
        if verdicts.is_backed(inference.id) is None:
            return f"but whether {they_count} as backed is contested"
        if inference.warrant and verdicts[inference.warrant] is Verdict.FALLS:
            return f"but its warrant falls, {only_asserted}"
        if verdicts.loses_backing(inference) and self.onto[inference.id]:
            if self.weighings(inference):
                return f"but it is outweighed, {only_asserted}"
            return f"but {bears} is doubted, {only_asserted}"
        return ""

    def what_it_needs(self, objection: Inference) -> str:
        """Return what would have to be documented for an objection to count."""
        verdicts = self.verdicts
        if objection.implicit:
            return "no source makes this objection, so evidence would not make it count"
        missing = verdicts.missing_backing(objection)
        warrant = objection.warrant
        if warrant and verdicts[warrant] is not Verdict.STANDS:
            missing.append(warrant)
        if verdicts.loses_backing(objection):
            return "it is doubted, so it counts only as asserted"
        if not missing or not self.would_count(objection, missing):
            return "even evidence would not make it count"
        if missing == [warrant]:
            return f"its warrant falls, {self.name(warrant)}; it would count if the warrant stood"
        if len(objection.premises) == 1:
            return "it is not backed, but it would count with evidence"
        are = "is" if len(missing) == 1 else "are"
        return f"{self.names(missing)} {are} not backed, but it would count with evidence"

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


_ROLES = {
    Kind.SUPPORT: "reason",
    Kind.REBUTTAL: "objection",
    Kind.UNDERCUTTER: "objection to this inference",
}


def _role(inference: Inference) -> str:
    role = "weighed against it" if inference.weighing else _ROLES[inference.kind]
    if inference.implicit:
        role += " (implicit, in no source)"
    return role


def _noun(inference: Inference) -> str:
    if inference.weighing:
        return "weighing"
    return "objection" if inference.kind is Kind.UNDERCUTTER else inference.kind.noun


def _own_ground(claim: Claim) -> str:
    """Return the evidence or common ground that a claim has by itself, in words, or ""."""
    if claim.evidence:
        citations = "; ".join(map(str, claim.evidence))
        return f"there is evidence for it ({citations})"
    return "it is common ground" if claim.common_ground else ""
