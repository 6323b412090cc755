"""A doubt that undercuts one use of a premise and spares another use of the same.

Why: An undercutter grants the premises and doubts that they lead to the conclusion. Where the same
premises are used a second time, the same doubt often bears there too, and a map that draws it once
treats the two uses unevenly: one side loses a reason that the other keeps. Ask whether the doubt is
about the premises, and then it undercuts both steps; or about this conclusion or its warrant alone,
and then say so. Linked premises are the same if all of them are, the warrant too. A use that meets
another doubt is not spared.

Fails:
    claims:
      keep:
        text: The treaty protects the region.
        premises: [{premises: [aid], undercutters: [doubt]}]
      drop: {text: The treaty can draw China into a war., premises: [aid]}
      aid: The treaty obliges China to give aid.
      doubt: It is uncertain whether China would give aid.

Passes:
    claims:
      keep:
        text: The treaty protects the region.
        premises: [{premises: [aid], undercutters: [doubt]}]
      drop:
        text: The treaty can draw China into a war.
        premises: [{premises: [aid], undercutters: [doubt]}]
      aid: The treaty obliges China to give aid.
      doubt: It is uncertain whether China would give aid.

Source: Pollock, Defeasible Reasoning (1987), on undercutting defeaters; the principle that like
cases are to be treated alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_ids, quote_claims
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Related, Severity

_HELP = (
    "undercut that use too; or, if the doubt bears on one conclusion alone, `ignore` this rule with"
    " that reason"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each undercutter where nothing undercuts some other step from the same
    premises.
    """
    map = context.map
    not_undercut: dict[frozenset[str], list[Inference]] = {}
    for inference in map.inferences.values():
        if not map.undercutters(inference.id):
            not_undercut.setdefault(frozenset(inference.premises), []).append(inference)
    for undercutter in map.inferences_of(Kind.UNDERCUTTER):
        undercut = map.inferences[undercutter.target]
        spared = not_undercut.get(frozenset(undercut.premises), [])
        if not spared:
            continue
        doubt = quote_claims(map, undercutter.premises)
        undercuts, spares = "undercuts", "spares"
        if len(undercutter.premises) > 1:
            undercuts, spares = "undercut", "spare"
        undercut_inference = f"the step from {list_ids(undercut.premises)} {_aim(map, undercut)}"
        aims: list[str] = []
        related: list[Related] = []
        for inference in spared:
            aims.append(_aim(map, inference))
            related.append(Related(inference.at(), "the same premises, not undercut here"))
        the_others = "the one" if len(spared) == 1 else "those"
        listed = " and ".join(aims)
        message = f"{doubt} {undercuts} {undercut_inference}, and {spares} {the_others} {listed}"
        claims = (*undercutter.premises, *undercut.premises)
        yield Finding(
            undercutter.id,
            message,
            undercutter.at(),
            help=_HELP,
            related=tuple(related),
            claims=claims,
        )


def _aim(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step is for or against: "to `a`", "against `b`", "against
    the step from `c`".
    """
    if inference.kind is Kind.SUPPORT:
        return f"to `{inference.target}`"
    if inference.kind is Kind.REBUTTAL:
        return f"against `{inference.target}`"
    return f"against the step from {list_ids(map.inferences[inference.target].premises)}"


RULE = Rule("uneven-undercutter", Severity.INFO, find)
