"""Why a claim stands, falls or is contested, as a tree of sentences.

    “School should start at nine” — is contested: neither a reason nor an objection is documented
      reason: “Teenagers would sleep more” — stands, asserted: nothing documents it
      objection: “Parents work at eight” — stands, asserted: nothing documents it

The inferences named are those that decide the verdict (see `justification`): kept alone, they give
the claim the same one. Each claim is explained once. Claims that fall because they rest only on one
another are explained as that group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from argmap.model import Basis, Cause, Claim, Inference, InferenceStatus, Kind, Verdict
from argmap.model.source_names import EnglishWords, SourceNames
from argmap.model.spanning_tree import noun_of
from argmap.util.exports import html_on_demand
from argmap.util.text import count, listed, one_line
from argmap.verdicts.conclusions import (
    false_or_beside_the_point,
    said_of,
    says_what_should_be,
)
from argmap.verdicts.evaluate import Verdicts, must_be_claims
from argmap.verdicts.justification import deciding_inferences
from argmap.verdicts.program import components_of
from argmap.verdicts.text_report import remark_on

_MOST_NAMED = 6
"""How many claims that are objections to one another are named; more are counted."""
MOST_LINES = 8
"""How many lines of an explanation are shown unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence about a claim or an inference, and the sentences that explain it.

    Attributes:
        subject: the id of the claim or inference.
        text: the sentence, without a period.
        because: the explanations of this sentence.
        inference: the id of the inference that connects this sentence to the sentence above, or "".
        named: the ids of the inferences that this sentence is about, in a circle of claims.
    """

    subject: str
    text: str
    because: tuple[Explanation, ...] = ()
    inference: str = ""
    named: tuple[str, ...] = ()

    _repr_html_ = html_on_demand

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
    for depth, line in reversed(lines):
        because = reversed(below.pop(depth + 1, []))
        below[depth].append(replace(line, because=tuple(because)))
    [whole] = below[0]
    return whole


def format_explanation(explanation: Explanation, *, full: bool = False) -> str:
    """Return an explanation as indented text, one line per sentence.

    Unless it is to be `full`, it has at most `MOST_LINES`, those nearest to the claim in question.
    """
    parts: list[tuple[int, Explanation]] = []
    pending = [(0, explanation)]
    while pending:
        depth, part = pending.pop()
        parts.append((depth, part))
        # Reversed, since what is put on the stack last comes first.
        pending += [(depth + 1, reason) for reason in reversed(part.because)]
    end = ""
    if not full and len(parts) > MOST_LINES:
        # One line says that there are more.
        nearest = sorted(range(len(parts)), key=lambda place: parts[place][0])[: MOST_LINES - 1]
        end = f"({count(len(parts) - len(nearest), 'more line')}: use --full)\n"
        parts = [parts[place] for place in sorted(nearest)]
    return "".join(f"{'  ' * depth}{one_line(part.text)}\n" for depth, part in parts) + end


class _ClaimToExplain(NamedTuple):
    """A claim, its relation to the line above ("reason"), and the inference that makes it."""

    claim: str
    role: str = ""
    inference: str = ""


_ToExplain: TypeAlias = _ClaimToExplain | Inference
_Explained: TypeAlias = tuple[Explanation, list[_ToExplain]]
"""A line, and what the lines below it are to explain."""

_Deciding: TypeAlias = defaultdict[str, list[Inference]]
"""Inferences that decide the verdict, by the claim or inference that they bear on."""


class _Explainer:
    """Explains the claims and inferences of one explanation.

    Sentences are about the deciding inferences, as are the lines below them.

    Attributes:
        verdicts: the verdicts to explain.
        map: their map.
        asked: the claim in question.
        reasons: the deciding reasons for a claim, by its id.
        objections: the deciding objections to a claim or an inference, by its id.
        mentioned: the claims explained so far; they are only named when they come up again.
        rivals_of: by the id of a claim, the claims that it is in a circle of objections with.
        grouped: claims that a sentence names as objections to one another.
    """

    def __init__(self, verdicts: Verdicts, asked: str) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.asked = asked
        self.reasons: _Deciding = defaultdict(list)
        self.objections: _Deciding = defaultdict(list)
        for inference in deciding_inferences(verdicts, asked):
            if inference.kind is Kind.SUPPORT:
                self.reasons[inference.target].append(inference)
            else:
                self.objections[inference.target].append(inference)
        self.rivals_of = self.rival_groups()
        self.mentioned: set[str] = set()
        self.grouped: set[str] = set()

    def lines(self, claim: str) -> Iterator[tuple[int, Explanation]]:
        """Yield the lines of an explanation with their depths, each before those that explain it.

        The last one names what else bears on the claim, and could be gone.
        """
        pending: list[tuple[int, _ToExplain]] = [(0, _ClaimToExplain(claim))]
        while pending:
            depth, part = pending.pop()
            if isinstance(part, Inference):
                line, below = self.inference(part)
            else:
                line, below = self.claim(part)
            yield depth, line
            pending += [(depth + 1, each) for each in reversed(below)]
        deciding = {each.id for each in self.onto(claim)}
        others = [each for each in self.map.onto(claim) if each.id not in deciding]
        if others and claim not in self.verdicts.fixed:
            names = "; ".join(map(self.name_not_needed, others))
            yield 1, Explanation(others[0].id, f"not needed for this verdict: {names}")

    def name_not_needed(self, inference: Inference) -> str:
        name = f"{self.role(inference)} {self.premises(inference)}"
        if self.verdicts.status_of(inference) is InferenceStatus.TOO_WEAK:
            name += ", which is too weak"
        return name

    # --- claims ---

    def claim(self, part: _ClaimToExplain) -> _Explained:
        """Give a claim's verdict and, the first time, what decides it."""
        id, role, inference = part
        sentence = f"{self.name(id)} — {self.describe(id)}"
        if role:
            sentence = f"{role}: {sentence}"
        if id in self.mentioned:
            sentence += " (see above)"
            return Explanation(id, sentence, inference=inference), []
        self.mentioned.add(id)
        verdicts = self.verdicts
        is_asked = id == self.asked
        if is_asked and verdicts.cause_of(id) is Cause.NOT_SHOWN:
            wrong = "wrong" if says_what_should_be(self.map.claims[id]) else "false"
            sentence += f" (which does not make it {wrong})"
        rivals = self.rivals_of.get(id, set())
        circle = [] if rivals else self.circle(id)
        # What rests only on one another is explained once, as that group: no member explains
        # another.
        self.mentioned.update(circle)
        why = self.why(id, rivals)
        if why:
            sentence += f": {why}"
        remark = remark_on(verdicts, id)
        # The sentence about another of its rivals said how much is documented.
        if verdicts[id] is Verdict.CONTESTED and remark and id not in self.grouped:
            joint = ";" if why else ":"
            sentence += f"{joint} {remark}"
        if not is_asked:
            sentence += self.how_many_more(id) + self.question_of_unnamed(id)
        if id not in self.grouped:
            self.grouped |= rivals
        # What a sentence names needs no line of its own, or one only.
        named_as_reasons = set(circle)
        named_as_objections = rivals & self.mentioned
        below: list[_ToExplain] = []
        named = []
        # The claim comes first; its circle has it again.
        for member in dict.fromkeys((id, *circle)):
            for deciding in self.onto(member):
                is_reason = deciding.kind is Kind.SUPPORT
                known = named_as_reasons if is_reason else named_as_objections
                if known.issuperset(deciding.premises) and not self.onto(deciding.id):
                    named.append(deciding.id)
                else:
                    below.append(deciding)
        return Explanation(id, sentence, inference=inference, named=tuple(named)), below

    def how_many_more(self, claim: str) -> str:
        """Return how many reasons and objections stand besides those that an explanation names."""
        more = ""
        for named, drawn, one, several in (
            (self.reasons, self.map.supports, "reason holds", "reasons hold"),
            (self.objections, self.map.rebuttals, "objection stands", "objections stand"),
        ):
            unnamed = self.verdicts.those(Verdict.STANDS, drawn(claim))
            unnamed = [each for each in unnamed if each not in named[claim]]
            if named[claim] and unnamed:
                more += "; " + count(len(unnamed), f"more {one}", f"more {several}")
        return more

    def question_of_unnamed(self, claim: str) -> str:
        """Return what objections ask that are too weak, and that no line below is about."""
        if self.objections[claim]:
            return ""
        statuses = [self.verdicts.status_of(each) for each in self.map.rebuttals(claim)]
        weak = statuses.count(InferenceStatus.TOO_WEAK)
        if not weak:
            return ""
        are = "is" if weak == 1 else "are"
        question = false_or_beside_the_point(self.map, claim, "it")
        return f"; {count(weak, 'objection to it', 'objections to it')} {are} too weak: {question}"

    def onto(self, id: str) -> list[Inference]:
        """Return the deciding inferences onto a claim or an inference, reasons first."""
        return self.reasons[id] + self.objections[id]

    def name(self, claim: str) -> str:
        return f"“{self.map.claims[claim].text.rstrip('.')}”"

    def premises(self, inference: Inference) -> str:
        return " + ".join(map(self.name, inference.premises_besides_warrant))

    def names(self, claims: Iterable[str], *first: str) -> str:
        """Return the names of claims as a sentence has them: "“A”, “B” and “C”"."""
        return listed([*first, *map(self.name, claims)], "and")

    def describe(self, claim: str) -> str:
        """Return the verdict of a claim in words, with its basis or cause."""
        verdicts = self.verdicts
        verdict = verdicts[claim]
        if claim in verdicts.fixed:
            answer = "accepted" if verdicts.fixed[claim] else "rejected"
            return f"{verdict}: you {answer} it"
        if verdict is Verdict.CONTESTED:
            return "is contested"
        if verdicts.basis_of(claim) is Basis.OPEN:
            return "stands, but whether it is backed is contested"
        return ", ".join(verdicts.words_of(claim))

    def why(self, id: str, rivals: set[str]) -> str:
        """Return what decides a claim's verdict, or "" where the lines below say all."""
        verdicts = self.verdicts
        verdict = verdicts[id]
        claim = self.map.claims[id]
        if id in verdicts.fixed:
            return ""
        if verdict is Verdict.STANDS:
            return self.why_it_stands(claim)
        if rivals:
            return self.why_against_rivals(id, rivals)
        if verdict is Verdict.CONTESTED:
            return self.why_it_is_contested(claim)
        if verdicts.cause_of(id) is Cause.REBUTTED:
            return self.why_it_is_rebutted(id)
        return self.why_it_is_not_shown(claim)

    def own_ground(self, claim: Claim) -> str:
        """Return the evidence or common ground that a claim has by itself, in words, or ""."""
        if claim.evidence:
            return f"there is evidence for it ({self.sources.cite_in_words(claim.evidence)})"
        return "it is common ground" if claim.common_ground else ""

    @cached_property
    def sources(self) -> SourceNames:
        """What the sources are called."""
        return SourceNames(self.map.sources.values(), EnglishWords())

    def why_it_stands(self, claim: Claim) -> str:
        ground = self.own_ground(claim)
        if ground:
            return ground
        supports = self.map.supports(claim.id)
        rebuttals = self.map.rebuttals(claim.id)
        if not supports and not rebuttals:
            return "nothing documents it"
        if not supports:
            return "nothing documents it, but no objection to it stands"
        how = remark_on(self.verdicts, claim.id)
        if "doubted" in said_of(self.verdicts, claim.id, self.verdicts.words_of(claim.id)):
            how = "the reason that could back it is doubted or outweighed"
        if not rebuttals:
            return how
        if not how:
            is_backed = self.verdicts.is_backed(claim.id)
            how = "a reason for it is backed" if is_backed else "a reason for it stands"
        return f"{how}, and no objection is strong enough"

    def why_it_is_rebutted(self, claim: str) -> str:
        if self.map.supports(claim):
            return "an objection to it is backed, and no reason for it is"
        if any(map(self.verdicts.is_outweighed, self.objections[claim])):
            return f"{self.lack_of(claim)}nothing can be weighed against the objection"
        if self.map.is_norm(claim) and not self.map.claims[claim].has_own_ground:
            why = "an objection to it stands, and a norm without reasons yields to any objection"
            if any(map(self.map.norms_of, self.objections[claim])):
                why += "; if both norms weigh the same, make each an objection to the other"
            return why
        return f"{self.lack_of(claim)}an objection to it stands"

    def lack_of(self, claim: str) -> str:
        """Return the beginning of a sentence that says that a claim lacks support, if it does."""
        return "it is unsupported, and " if self.map.is_unsupported(claim) else ""

    def why_it_is_not_shown(self, claim: Claim) -> str:
        id = claim.id
        number = len(self.map.supports(id))
        no_reason = "no reason for it is backed" if number else "nothing documents it"
        # The standard of proof is what it fails, even where a reason stands.
        if self.verdicts.strict:
            return f"in strict mode, a claim must be backed, but {no_reason}"
        if claim.standard:
            return f"it must be shown, {self.why_a_burden_is_not_met(claim, no_reason)}"
        circle = self.circle(id)
        if circle == [id]:
            return "it rests only on itself"
        if circle:
            return f"these claims rest only on one another: {self.names(circle)}"
        return "its only reason fails" if number == 1 else f"none of its {number:,} reasons holds"

    def why_a_burden_is_not_met(self, claim: Claim, no_reason: str) -> str:
        id = claim.id
        contested = "is backed is contested"
        if self.verdicts.has_backing(id):
            if self.has_backed(self.map.rebuttals(id)):
                return "and both sides have evidence"
            return f"but whether an objection to it {contested}"
        if any(self.verdicts.is_backed(each.id) is None for each in self.map.supports(id)):
            return f"but whether a reason for it {contested}"
        return f"but {no_reason}"

    def circle(self, claim: str) -> list[str]:
        """Return the claims upstream that fall with a claim, as they rest only on one another, in
        reading order.
        """
        verdicts = self.verdicts
        if verdicts.program.must_be_shown(claim) or not self.falls_in_circle(claim):
            return []
        # Groups without a link that were refuted at one time share the number, so the inferences
        # must lead there, too.
        number = verdicts.circle_of(claim)
        members: set[str] = set()
        pending = [claim]
        while pending:
            for inference in self.map.supports(pending.pop()):
                for premise in inference.premises:
                    is_new = premise not in members and verdicts.circle_of(premise) == number
                    if is_new and self.falls_in_circle(premise):
                        members.add(premise)
                        pending.append(premise)
        return [each for each in self.map.claims if each in members]

    def falls_in_circle(self, claim: str) -> bool:
        """Return whether a claim falls since it is in a circle.

        One that is rebutted, or falls short of its standard, would have fallen without the circle.
        """
        if not self.verdicts.circle_of(claim) or self.map.claims[claim].standard:
            return False
        return self.verdicts.cause_of(claim) is not Cause.REBUTTED

    def why_it_is_contested(self, claim: Claim) -> str:
        id = claim.id
        supports = self.map.supports(id)
        # Of what is not explained below the line, all counts: the sentence is about the whole map.
        reasons = self.reasons[id] or supports
        objections = self.objections[id] or self.map.rebuttals(id)
        if self.verdicts.has_backing(id):
            return self.why_evidence_is_not_enough(claim, objections)
        verdicts = self.verdicts
        objection_stands = bool(verdicts.those(Verdict.STANDS, objections))
        stands = "stands" if objection_stands else "is contested"
        objection = f"an objection to it {stands}"
        if not supports:
            return f"{self.lack_of(id)}{objection}"
        if not verdicts.those(Verdict.STANDS, reasons):
            if len(supports) == 1:
                return "its only reason is contested"
            if verdicts.those(Verdict.STANDS, supports):
                return "a reason that could match the objection to it is contested"
            return "none of its reasons stands, and at least one is contested"
        if not objection_stands:
            return f"a reason for it stands, and {objection}"
        draw = "a reason for it and an objection to it stand"
        may_be_backed = []
        for noun, named in (("the reason", reasons), ("the objection", objections)):
            if any(verdicts.is_backed(each.id) is None for each in named):
                may_be_backed.append(noun)
        if not may_be_backed:
            return f"{draw}, and neither counts as backed"
        count_as = "counts as" if len(may_be_backed) == 1 else "count as"
        return f"{draw}, and whether {listed(may_be_backed, 'and')} {count_as} backed is contested"

    def why_evidence_is_not_enough(self, claim: Claim, objections: Sequence[Inference]) -> str:
        """Return why a claim is contested that has evidence, or a reason that has."""
        evidence = self.own_ground(claim) or "a reason for it is backed"
        if not self.has_backed(objections):
            return f"{evidence}, but whether an objection is also backed is contested"
        return f"{evidence}, but an objection to it is also backed"

    def has_backed(self, inferences: Iterable[Inference]) -> bool:
        return any(self.verdicts.is_backed(each.id) for each in inferences)

    # --- claims that are objections to one another ---

    def rival_groups(self) -> dict[str, set[str]]:
        """Return the claims that are objections to one another, directly or in a circle, by the id
        of each of them.
        """
        claims = [id for id in self.objections if id in self.map.claims]
        numbers = {claim: number for number, claim in enumerate(claims)}
        opponents = []
        for claim in claims:
            # What nothing is said against is in no circle.
            opponents.append([numbers[each] for each in self.opponents(claim) if each in numbers])
        groups: dict[str, set[str]] = {}
        for component in components_of(opponents):
            first = component[0]
            if len(component) == 1 and first not in opponents[first]:
                continue
            group = {claims[number] for number in component}
            groups |= dict.fromkeys(group, group)
        return groups

    def opponents(self, claim: str) -> list[str]:
        """Return the claims that are deciding objections to a claim by themselves, and share its
        fate: they are contested as well, or prevail where it falls.
        """
        found = []
        for objection in self.objections[claim]:
            opponent, *others = objection.premises
            undercutters = self.objections[objection.id]
            if not others and not undercutters:
                found.append(opponent)
        return found

    def why_against_rivals(self, claim: str, rivals: set[str]) -> str:
        """Return why a claim is contested, or falls, that is locked in objections."""
        verdicts = self.verdicts
        if claim in self.grouped and verdicts[claim] is Verdict.CONTESTED:
            return ""  # the sentence about another of them said so
        others = [each for each in self.map.claims if each in rivals and each != claim]
        if not others:
            return "it is an objection to itself"
        each_other, all_have = "each other", "both sides have"
        if len(others) > 1:
            each_other, all_have = "one another, directly or in a circle", "each of them has"
        they = self.names(others, "it")
        if len(others) > _MOST_NAMED:
            they = f"it and {len(others):,} other claims"
        both = f"{they} are objections to {each_other}"
        standing = [each for each in others if verdicts[each] is Verdict.STANDS]
        if standing:
            return f"{both}, and only {self.names(standing)} is backed"
        backed = [rival for rival in rivals if verdicts.has_backing(rival)]
        # What is backed by common ground alone has no evidence.
        documented = [rival for rival in backed if verdicts.count_sources([rival])]
        if len(documented) == len(rivals):
            return f"{both}, and {all_have} evidence"
        evidence = "evidence does not decide" if documented else "no evidence decides"
        return f"{both}, and {evidence} between them"

    # --- inferences ---

    def inference(self, inference: Inference) -> _Explained:
        """Explain an inference by the undercutters and premises that decide it."""
        id = inference.id
        role = self.role(inference)
        outcome = self.outcome(inference)
        undercutters = self.objections[id]
        if not outcome and not undercutters and len(inference.premises) == 1:
            # The inference and its one premise share their fate: one line shows both.
            [premise] = inference.premises
            return self.claim(_ClaimToExplain(premise, role, id))
        sentence = f"{role}: {self.premises(inference)} — {outcome or self.holds(inference)}"
        below: list[_ToExplain] = [*undercutters]
        for premise in self.deciding_premises(inference):
            role_of_premise = "warrant" if premise == inference.warrant else ""
            below.append(_ClaimToExplain(premise, role_of_premise))
        return Explanation(id, sentence, inference=id), below

    def role(self, inference: Inference) -> str:
        """Return what an inference is to the line above: "reason (implicit, in no source)"."""
        role = noun_of(self.map, inference)
        if inference.weighing:
            role = "weighed against it"
        elif inference.kind is Kind.UNDERCUTTER:
            role = "objection to this inference"
        if inference.implicit:
            role += " (implicit, in no source)"
        return role

    def noun(self, inference: Inference) -> str:
        # The role of an undercutter says already that it is an objection to an inference.
        noun = noun_of(self.map, inference)
        return "objection" if noun == "undercutter" else noun

    def deciding_premises(self, inference: Inference) -> Sequence[str]:
        """Return the premises that decide what becomes of an inference."""
        verdicts = self.verdicts
        premises = inference.premises
        decides: Verdict | None = None
        match verdicts.status_of(inference):
            case InferenceStatus.STANDS | InferenceStatus.TAKES_BACKING:
                return premises
            case InferenceStatus.PREMISE_FAILS:
                decides = Verdict.FALLS
            case InferenceStatus.CONTESTED:
                decides = Verdict.CONTESTED
        # Of the others no premise decides, but some may be in question all the same.
        return [each for each in premises if verdicts[each] is decides or self.onto(each)]

    def holds(self, inference: Inference) -> str:
        if len(inference.premises_besides_warrant) > 1:
            return "together they hold"
        return f"this {self.noun(inference)} holds"

    def outcome(self, inference: Inference) -> str:
        """Return the status of an inference in words, or "" where its premises show it."""
        verdicts = self.verdicts
        are_several = len(inference.premises_besides_warrant) > 1
        match verdicts.status_of(inference):
            case InferenceStatus.LEFT_OUT:
                return "left out: no source makes this inference"
            case InferenceStatus.TOO_WEAK:
                outcome = f"too weak: {self.what_it_needs(inference)}"
                if inference.kind is Kind.REBUTTAL:
                    target = inference.target
                    question = false_or_beside_the_point(self.map, target, self.name(target))
                    outcome += f"; {question}" if question else ""
                return outcome
            case InferenceStatus.OUTWEIGHED:
                return "granted, but outweighed"
            case InferenceStatus.UNDERCUT:
                they = "they" if are_several else "it"
                return f"{they} may be true, but this {self.noun(inference)} is undercut"
            case InferenceStatus.PREMISE_FAILS:
                failing = verdicts.failing_premises(inference)
                if failing == [inference.warrant]:
                    return "this fails, because its warrant falls"
                if are_several:
                    return "this fails, because one of them falls"
                # Beside the one premise there may be a warrant.
                return "this fails" if inference.warrant else ""
            case InferenceStatus.CONTESTED:
                return self.contested(inference)
        note = self.note_on(inference)
        return f"{self.holds(inference)}, {note}" if note else ""

    def contested(self, inference: Inference) -> str:
        is_moot = self.verdicts[inference.target] is Verdict.STANDS
        if is_moot and inference.kind is Kind.REBUTTAL:
            return "is contested, but is too weak to count anyway"
        undercutters = self.objections[inference.id]
        if not undercutters and len(inference.premises) == 1:
            return ""  # the line of its premise says so
        if undercutters and all(undercutter.weighing for undercutter in undercutters):
            return "whether it is outweighed is contested"
        return f"whether this {self.noun(inference)} holds is contested"

    def note_on(self, inference: Inference) -> str:
        """Return what keeps an inference that holds from backing its target.

        Nothing if none of its premises is backed.
        """
        verdicts = self.verdicts
        missing = verdicts.missing_backing(inference)
        number = len(inference.premises_besides_warrant)
        if len(missing) == number:
            return ""
        they_count, bears = "it counts", "what it shows"
        if number > 1:
            they_count, bears = "they count", "what they show"
        only_asserted = f"so {they_count} only as asserted"
        if missing:
            are = "is" if len(missing) == 1 else "are"
            return f"but {self.names(missing)} {are} not backed, {only_asserted}"
        if inference.implicit:
            return "but no source makes this inference, so it cannot back a claim"
        if verdicts.is_backed(inference.id) is None:
            return f"but whether {they_count} as backed is contested"
        if not verdicts.loses_backing(inference) or not self.objections[inference.id]:
            return ""
        if verdicts.is_outweighed(inference):
            return f"but it is outweighed, {only_asserted}"
        doubted = f"but {bears} is doubted, {only_asserted}"
        if verdicts[inference.target] is Verdict.STANDS:
            doubted += "; only a documented doubt would defeat it"
        return doubted

    def what_it_needs(self, objection: Inference) -> str:
        """Return what would have to be documented for an objection to count."""
        verdicts = self.verdicts
        if objection.implicit:
            return "no source makes this objection, so evidence would not make it count"
        missing = verdicts.missing_backing(objection)
        if verdicts.loses_backing(objection):
            return "it is doubted, so it counts only as asserted"
        if not self.map.facts_of(objection):
            alone = "a norm alone does not defeat what is documented or accepted"
            beside = "it would count with a documented fact"
            if any(map(self.map.norms_of, self.map.supports(objection.target))):
                beside += ", or as an objection to the norm in a reason"
            return f"{alone}; {beside}"
        if not missing or not self.would_count(objection, missing):
            return "even evidence would not make it count"
        if len(objection.premises) == 1:
            alone = "an assertion does not defeat what is documented or accepted"
            return f"{alone}; with evidence, or as common ground, it would count"
        are = "is" if len(missing) == 1 else "are"
        return (
            f"{self.names(missing)} {are} not backed; with evidence, or as common ground, it would"
            " count"
        )

    def would_count(self, objection: Inference, documented: Sequence[str]) -> bool:
        """Return whether the target of an objection no longer stands if some claims are
        documented.
        """
        claims = dict(self.map.claims)
        for claim in documented:
            claims[claim] = replace(claims[claim], common_ground=True)
        verdicts = self.verdicts.of_version(replace(self.map, claims=claims))
        return verdicts[objection.target] is not Verdict.STANDS
