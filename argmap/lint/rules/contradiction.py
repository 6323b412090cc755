"""Two claims on the same side that contradict each other.

Why: A side that claims both a thing and its opposite is wrong about one of them, and its opponents
only have to point to the contradiction. Two claims contradict each other if they consist of the
same words, of synonyms, or of words that are opposites, and only one of them denies the rest, with
a word such as *not*, *few* or *without*, or with an opposite such as *expensive* for *cheap*. One
of them may have one word more. The rule does not detect a contradiction in entirely different
words. If you mean both, say in each claim when it is true.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep, awake]}
      sleep: Teenagers need more sleep.
      awake: {text: Teenagers are in bed by ten., premises: [enough]}
      enough: Teenagers do not need more sleep.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers need more sleep., rebuttals: [enough]}
      enough: Teenagers do not need more sleep.

Measured: Of 278 pairs that the rule's comparison flags among 2,471 sentences that were written for
tests, 270 contradict each other. It finds 225 of the 465 opposites among these sentences, and 2 of
4 contradictions in the maps with mistakes.

Source: Aristotle, Metaphysics IV 3, on the principle of non-contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._objections import rebuts
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH
from argmap.model.diagnostics import Related, Severity
from argmap.model.spanning_tree import bearings_of

_HELP = "remove one of the two claims, or say in each claim when it is true"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that contradicts an earlier claim on the same side."""
    map = context.map
    for earlier, later in context.contraries:
        if rebuts(map, earlier, later) or rebuts(map, later, earlier):
            continue
        bearings = bearings_of(map).values()
        is_on_same_side = context.sides[earlier] == context.sides[later]
        if not is_on_same_side or any((earlier in each) != (later in each) for each in bearings):
            continue
        claim, contrary = map.claims[later], map.claims[earlier]
        message = f"{quote_claim(claim)} contradicts {quote_claim(contrary)} on the same side"
        related = (Related(contrary.at("text"), "the claim that it contradicts"),)
        claims = (later, earlier)
        yield Finding(later, message, claim.at("text"), "", _HELP, related, claims)


RULE = Rule("contradiction", Severity.WARNING, find, ENGLISH)
