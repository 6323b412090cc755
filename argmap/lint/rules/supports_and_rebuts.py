"""A claim that is both a reason for another claim and an objection to that claim.

Why: A claim rarely speaks both for and against the same conclusion. Usually, one of the two entries
should name a different claim. If you mean both, link another premise in each inference to explain
how the same claim can both support and rebut the conclusion. The rule treats linked premises as a
group, in any order. The rule ignores warrants. The rule also ignores a claim that is linked with
different premises in the reason and in the objection, because the different premises explain the
difference.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [childcare]}
      sleep: Teenagers would sleep more.
      childcare: Parents must be at work by eight.

Source: lists of pros and cons, in which each entry is on only one side.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim

_HELP = (
    "keep only one of the two inferences, or explain the difference with a linked premise in each"
    " inference"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each premise of a rebuttal that also supports the same claim."""
    map = context.map
    supports = _Supports(map)
    for inference in map.inferences_of(Kind.REBUTTAL):
        for premise in inference.premises:
            reason = supports.clashing_with(inference, premise)
            if reason is None:
                continue
            target = name_claim(inference.target)
            message = f"{quote_claim(map.claims[premise])} both supports and rebuts {target}"
            related = (Related(reason.at("premise", premise), "the reason"),)
            yield Finding.about_premise(
                inference, premise, message, _HELP, related, "the objection"
            )


class _Supports:
    """The supports of each rebutted claim, by their premises.

    If several supports have the same premises, the first one counts.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.place: dict[str, int] = {}
        self.from_premise: dict[tuple[str, str], Inference] = {}
        self.from_premises: dict[tuple[frozenset[str], str], dict[str, Inference]] = {}
        rebutted = {rebuttal.target for rebuttal in map.inferences_of(Kind.REBUTTAL)}
        for place, inference in enumerate(map.inferences.values()):
            if inference.kind is not Kind.SUPPORT or inference.target not in rebutted:
                continue
            self.place[inference.id] = place
            for premise in inference.premises:
                if premise != inference.warrant:
                    self.from_premise.setdefault((premise, inference.target), inference)
            # Linked premises have no order: [b, c] are the same as [c, b].
            premises = frozenset(inference.premises)
            by_warrant = self.from_premises.setdefault((premises, inference.target), {})
            by_warrant.setdefault(inference.warrant, inference)

    def clashing_with(self, rebuttal: Inference, premise: str) -> Inference | None:
        """Return the first support of the same claim that a premise of a rebuttal clashes with."""
        if premise == rebuttal.warrant:
            return None
        claim = rebuttal.target
        if rebuttal.premises == (premise,):
            return self.from_premise.get((premise, claim))
        clashing: list[Inference] = []
        # A support from the premise alone clashes, and one from all the premises.
        for premises in (frozenset((premise,)), frozenset(rebuttal.premises)):
            by_warrant = self.from_premises.get((premises, claim), {}).items()
            clashing += islice((each for warrant, each in by_warrant if warrant != premise), 1)
        return min(clashing, key=lambda support: self.place[support.id], default=None)


RULE = Rule("supports-and-rebuts", Severity.WARNING, find)
