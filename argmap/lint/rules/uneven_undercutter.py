"""An inference that has an undercutter, although another inference from the same premises has none.

Why: An undercutter accepts the premises but doubts that they lead to the conclusion. If the same
premises also lead to a second conclusion, the same doubt often applies to the second inference. A
map that shows the doubt for only one of the two inferences treats the sides unevenly: one side
loses a reason that the other side keeps. If the doubt is about the premises, undercut both
inferences. If the doubt is only about one conclusion or one warrant, add an `ignore` entry that
says so. If the premises are linked, the rule applies only if both inferences have exactly the same
premises and the same warrant. The rule does not flag an inference that has its own undercutter. It
ignores weighings (`outweighed_by`), which do not doubt the inference.

Fails:
    claims:
      keep:
        text: The treaty protects the region.
        premises: [{premises: [aid], undercutters: [doubt]}]
      drop: {text: The treaty could draw China into a war., premises: [aid]}
      aid: The treaty obliges China to give aid.
      doubt: It is uncertain whether China would give aid.

Passes:
    claims:
      keep:
        text: The treaty protects the region.
        premises: [{premises: [aid], undercutters: [doubt]}]
      drop:
        text: The treaty could draw China into a war.
        premises: [{premises: [aid], undercutters: [doubt]}]
      aid: The treaty obliges China to give aid.
      doubt: It is uncertain whether China would give aid.

Source: Pollock, Defeasible Reasoning (1987), on undercutting defeaters; the principle that like
cases should be treated alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, claims_with_verb, list_claims
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_claim
from argmap.util.text import count

_HELP = (
    "undercut every inference from these premises, or ignore this finding if the doubt concerns"
    " only one conclusion"
)

_MOST_NAMED = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each undercutter that another inference from the same premises lacks."""
    map = context.map
    undercutters = [each for each in map.inferences_of(Kind.UNDERCUTTER) if not each.weighing]
    if not undercutters:
        return
    not_undercut: dict[frozenset[str], list[Inference]] = {}
    for inference in map.inferences.values():
        if all(undercutter.weighing for undercutter in map.undercutters(inference.id)):
            not_undercut.setdefault(frozenset(inference.premises), []).append(inference)
    for undercutter in undercutters:
        undercut = map.inferences[undercutter.target]
        spared = not_undercut.get(frozenset(undercut.premises), [])
        if not spared:
            continue
        doubt = claims_with_verb(map, undercutter.premises, "undercuts")
        start = f"from {list_claims(undercut.premises)}"
        courses: list[str] = []
        related: list[Related] = []
        for inference in spared[:_MOST_NAMED]:
            courses.append(f"the one {start} {_aim(map, inference)}")
            related.append(Related(inference.at(), "the same premises, without an undercutter"))
        if len(spared) > _MOST_NAMED:
            courses.append(f"{count(len(spared) - _MOST_NAMED, 'other')} {start}")
        message = (
            f"{doubt} the inference {start} {_aim(map, undercut)}, but not {' or '.join(courses)}"
        )
        yield Finding.about(undercutter, message, _HELP, related=related)


def _aim(map: ArgumentMap, inference: Inference) -> str:
    """Return the target of an inference in words: "to `a`", "against `b`", or "against the
    inference from `c`".
    """
    if inference.kind is Kind.SUPPORT:
        return f"to {name_claim(inference.target)}"
    if inference.kind is Kind.REBUTTAL:
        return f"against {name_claim(inference.target)}"
    return f"against the inference from {list_claims(map.inferences[inference.target].premises)}"


RULE = Rule("uneven-undercutter", Severity.NOTE, find)
