"""Two claims that say the same thing, in the same words or almost the same words.

Why: If a claim is in the map twice, its reasons and objections are split between two boxes, and
neither box shows all of them. The rule ignores case, punctuation, and whitespace. In English,
German, French and Spanish, it also flags a claim that differs only in words that mean the same,
such as *large* and *big*, or in its grammar, and that certainly says neither less nor more.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [again]}
      sleep: Teenagers would sleep more.
      again: Teenagers would sleep more!

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep], rebuttals: [less]}
      sleep: Teenagers would sleep more.
      less: Teenagers would not sleep more.

Measured: Among 2,471 sentences that were written for tests, the rule finds 22 pairs in other words.
In all of them, both say the same.

Source: Broder, On the Resemblance and Containment of Documents (1997).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model.diagnostics import Related, Severity

_HELP = "keep only one of the two claims, and use it everywhere"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that says the same as an earlier one."""
    first_with_text: dict[str, str] = {}
    found = set()
    for claim, text in context.plain_texts.items():
        first = first_with_text.setdefault(text, claim)
        if first != claim:
            found.add(claim)
            yield _finding(context, claim, first, "the same thing as")
    for earlier, later, relation in context.related:
        if relation.kind.is_same and later not in found:
            found.add(later)
            yield _finding(context, later, earlier, "almost the same thing as")


def _finding(context: Context, later: str, earlier: str, likeness: str) -> Finding:
    claim = context.map.claims[later]
    other = context.map.claims[earlier]
    message = f"{quote_claim(claim)} says {likeness} {quote_claim(other)}"
    related = (Related(other.at("text"), "the other claim"),)
    return Finding(later, message, claim.at("text"), help=_HELP, related=related)


RULE = Rule("duplicate-claim", Severity.WARNING, find)
