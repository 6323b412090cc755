"""A question about an inference, for the author, a peer or an assistant to answer.

Why: Words show few of the mistakes in an argument. Whether a reason really shows what it is given
for, only a reader can say. So the rule asks about single reasons and objections, "If this is true,
why does that follow?", and of linked premises and those with a warrant, "What would have to be true
for this to fail?". Answer in the map: by a linked premise, an undercutter, or a note. A warrant or
another premise answers the first question, and an undercutter the second; where a note is the
answer, `ignore` the rule for a premise. The rule asks one
question about an inference, and ten about a map: first about inferences that are implicit or only
asserted, nearest to a main claim, then in the order of the file. `argmap check --questions` adds
this rule to the others. No group selects it.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine:
        text: School should start at nine.
        premises: [{premises: [sleep, rest], undercutters: [late]}]
      sleep: Teenagers would sleep more.
      rest: Teenagers should get enough sleep.
      late: Teenagers who may sleep longer go to bed later.

Source: Thomas, Practical Reasoning in Natural Language (1973), on asking how a reason could be true
and its conclusion false; Walton, Argumentation Schemes for Presumptive Reasoning (1996), on
critical questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim, quote_claims
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Inference, Kind, Verdict
from argmap.model.diagnostics import Severity
from argmap.model.graph import distances_to

_MOST_ASKED = 10
_HELP = Hint(
    "{link_a_premise} that answers the question, undercut the inference{undercutter_here}, or write"
    " the answer as {note}"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each of the ten inferences that most need a question."""
    map, verdicts = context.map, context.verdicts
    distances = distances_to(map, [claim.id for claim in context.main_claims])

    def urgency(inference: Inference) -> tuple[bool, int]:
        is_backed = verdicts.is_backed(inference.id) is True and not inference.implicit
        return is_backed, distances.get(inference.target, len(map.claims))

    asked: list[Inference] = []
    for inference in map.inferences.values():
        falls = verdicts[inference.id] is Verdict.FALLS
        if inference.kind is not Kind.UNDERCUTTER and not falls and _question(map, inference):
            asked.append(inference)
    for inference in sorted(asked, key=urgency)[:_MOST_ASKED]:
        yield Finding.about(inference, _question(map, inference), _HELP)


def _question(map: ArgumentMap, inference: Inference) -> str:
    """Return what to ask about an inference to a claim, or "" if the map has the answer."""
    premises = quote_claims(map, inference.premises)
    target = quote_claim(map.claims[inference.target])
    is_reason = inference.kind is Kind.SUPPORT
    if len(inference.premises) == 1:
        follows = f"does {target} follow" if is_reason else f"does it speak against {target}"
        return f"if {premises} is true, why {follows}?"
    if map.undercutters(inference.id):
        return ""
    speak = "support" if is_reason else "speak against"
    return f"{premises} {speak} {target}: what would have to be true for this to fail?"


RULE = Rule("unquestioned-inference", Severity.NOTE, find)
