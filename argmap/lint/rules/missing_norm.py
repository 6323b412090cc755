"""A claim about what should be done, with a reason that only says how things are.

Why: The fact that phones distract is not a reason to ban them unless distractions should be
removed. To get from facts to a *should* or a *must*, you need a premise that states a norm or a
value. Once you write down such a premise, it often turns out to be the real point of dispute. A
premise counts as a norm if its type is value or policy, or if it is about what should or may be
done, about rights and duties, or about what is good, bad, harmful, fair, or important. A norm needs
no evidence: without its type, it would count as a fact that nothing documents.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [[sleep, health]]}
      sleep: Teenagers would sleep more.
      health: {text: Schools must let teenagers get enough sleep., type: value, implicit: true}

Measured: We judged 20 findings, and 17 of them were useful; in the maps of the project, 28 of 31.
The rule flags 2.4% of all claims, or 57% of the claims that say what should be done and have a
reason.

Source: Hume, A Treatise of Human Nature (1739), 3.1.1, on *is* and *ought*; Ennis, Identifying
Implicit Assumptions (1982).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._gaps import gaps
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, any_in
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

# "Must have been" is about what is likely, and "people who must wait" about who waits.
_DEMAND = re.compile(
    r"\b(?<!\bthat )(?<!\bwho )(?<!\bwhich )"
    r"(?:should|shouldn['’]t|ought|must(?! have\b)|mustn['’]t|(?:has|have|had) to be|"
    r"needs? to be|(?:is|are) (?:not"
    r" )?(?:obliged|required|forbidden|permissible|impermissible|justified|unjustified))\b",
    re.IGNORECASE,
)
# What should or may be done, rights and duties; then what is good or bad.
_NORM = any_in("norm_words.txt")
_HELP = Hint(
    "{link_a_premise} that says what should be done or what is good or bad{as_value}"
    "{mark_as_implicit}"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim with a *should* that has a support without a norm."""
    map = context.map
    for gap in gaps(map, _DEMAND, _NORM):
        # What is a norm by its type needs no word that shows it.
        lacking = [inference for inference in gap.inferences if not map.norms_of(inference)]
        if not lacking:
            continue
        without_norm = gap._replace(inferences=lacking)
        reasons = without_norm.in_words("only says how things are", "only say how things are")
        message = f"{quote_claim(gap.claim)} says what should be done, but {reasons}"
        yield without_norm.finding(message, _HELP)


RULE = Rule("missing-norm", Severity.NOTE, find, ENGLISH, remedies=("add_premise",))
