"""Why a claim stands, falls or is contested, as a tree in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.model import Claim, Inference, Kind, Verdict
from argmap.model.text import one_line
from argmap.verdicts.evaluate import Verdicts

DEEPEST = 5


class Reason(NamedTuple):
    """One line of an explanation; `depth` counts from 0 for the claim in question."""

    depth: int
    text: str


def explain(verdicts: Verdicts, claim: str) -> list[Reason]:
    """Return why a claim has its verdict: only what decides it, each claim explained once."""
    return list(_Explainer(verdicts).claim(verdicts.map.claims[claim], "", 0))


def format_explanation(reasons: list[Reason]) -> str:
    """Return an explanation as indented text."""
    return "".join(f"{'  ' * depth}{one_line(text)}\n" for depth, text in reasons)


_IS = {Verdict.STANDS: "stands", Verdict.FALLS: "falls", Verdict.CONTESTED: "is contested"}


class _Explainer:
    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts, self.map = verdicts, verdicts.map
        self.told: set[str] = set()

    def claim(self, claim: Claim, role: str, depth: int) -> Iterator[Reason]:
        """Tell a claim's verdict and, the first time, what decides it."""
        verdict = self.verdicts[claim.id]
        head = f"{role}{claim.text.rstrip('.')} — {_IS[verdict]}"
        if claim.id in self.told:
            yield Reason(depth, f"{head}, as told above")
            return
        self.told.add(claim.id)
        plain = self.plainly(claim, verdict)
        steps = self.deciding(claim, verdict)
        if depth == DEEPEST and steps:
            yield Reason(depth, f"{head} (ask for --why {claim.id})")
            return
        yield Reason(depth, f"{head}{': ' if plain else ''}{plain}")
        for step in steps:
            yield from self.step(step, depth + 1)

    def plainly(self, claim: Claim, verdict: Verdict) -> str:
        """Return what can be said of a verdict without looking at other claims."""
        if claim.id in self.verdicts.fixed:
            return "accepted, as you asked" if self.verdicts.fixed[claim.id] else "rejected, as you asked"
        rebuttals = self.map.rebuttals(claim.id)
        if verdict is Verdict.CONTESTED:
            return ""
        if verdict is Verdict.STANDS:
            granted = self.granted(claim)
            return f"{granted}{'' if rebuttals else ', and nothing speaks against it'}" if granted else ""
        if any(self.verdicts[step.id] is Verdict.STANDS for step in rebuttals):
            return ""
        if not self.map.supports(claim.id):
            return "it is merely asserted"
        return "its support runs in a circle" if self.rests_on_itself(claim) else "no support of it stands"

    def granted(self, claim: Claim) -> str:
        if claim.evidence:
            return f"evidence documents it ({', '.join(map(str, claim.evidence))})"
        if claim.assumed:
            return "it is common ground"
        if not self.map.supports(claim.id) and not self.verdicts.strict:
            return "nothing is offered for it, so it is granted"
        return ""

    def rests_on_itself(self, claim: Claim) -> bool:
        """Return whether a fallen claim is its own premise, by a path on which nothing is attacked."""
        seen: set[str] = set()
        pending = [claim.id]
        while pending:
            for step in self.map.supports(pending.pop()):
                if self.having(self.map.undercutters(step.id), Verdict.STANDS):
                    continue
                fresh = {premise for premise in step.premises if self.falls_for_want_of_support(premise)} - seen
                seen |= fresh
                pending += fresh
        return claim.id in seen

    def falls_for_want_of_support(self, claim: str) -> bool:
        attacked = self.having(self.map.rebuttals(claim), Verdict.STANDS)
        return self.verdicts[claim] is Verdict.FALLS and not attacked

    def deciding(self, claim: Claim, verdict: Verdict) -> list[Inference]:
        """Return the steps onto a claim that make its verdict what it is."""
        if claim.id in self.verdicts.fixed:
            return []
        supports, rebuttals = self.map.supports(claim.id), self.map.rebuttals(claim.id)
        granted = bool(self.granted(claim))
        if verdict is Verdict.STANDS:
            standing = [] if granted else self.having(supports, Verdict.STANDS)[:1]
            return standing + rebuttals
        if verdict is Verdict.CONTESTED:
            open_support = [] if granted or self.having(supports, Verdict.STANDS) else supports
            return self.having([*open_support, *rebuttals], Verdict.CONTESTED)
        return self.having(rebuttals, Verdict.STANDS)[:1] or ([] if granted else supports)

    def having(self, steps: list[Inference], verdict: Verdict) -> list[Inference]:
        return [step for step in steps if self.verdicts[step.id] is verdict]

    def step(self, step: Inference, depth: int) -> Iterator[Reason]:
        """Tell a step by the undercutters and premises that decide it."""
        role = f"{_ROLE[step.kind]} by: "
        undercutters, premises = self.deciding_parts(step)
        if undercutters or len(step.premises) > 1 or not premises:
            names = " + ".join(self.map.claims[premise].text.rstrip(".") for premise in step.premises)
            what = f"{len(step.premises)} linked claims" if len(step.premises) > 1 else names
            yield Reason(depth, f"{role}{what} — the step {self.said(step)}")
            role, depth = "", depth + 1
        for under in undercutters:
            yield from self.step(under, depth)
        for claim in premises:
            yield from self.claim(claim, role, depth)

    def said(self, step: Inference) -> str:
        undercut = self.having(self.map.undercutters(step.id), Verdict.STANDS)
        return f"{_IS[self.verdicts[step.id]]}{', being undercut' if undercut else ''}"

    def deciding_parts(self, step: Inference) -> tuple[list[Inference], list[Claim]]:
        """Return the undercutters and premises that make a step's verdict what it is."""
        verdict = self.verdicts[step.id]
        undercutters = self.map.undercutters(step.id)
        premises = [self.map.claims[premise] for premise in step.premises]
        if verdict is Verdict.STANDS:
            return undercutters, premises
        alike = [claim for claim in premises if self.verdicts[claim.id] is verdict]
        if verdict is Verdict.CONTESTED:
            return self.having(undercutters, verdict), alike
        standing = self.having(undercutters, Verdict.STANDS)[:1]
        return standing, [] if standing else alike[:1]


_ROLE = {Kind.SUPPORT: "supported", Kind.REBUTTAL: "rebutted", Kind.UNDERCUTTER: "undercut"}
