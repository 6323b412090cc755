"""A claim that compares two things but has a reason without a comparison.

Why: The fact that e-readers are light does not show that they are better than books, unless books
are heavier. A comparison needs a premise about both things. The missing premise is often weaker
than the stated premise.

Fails:
    claims:
      nine: {text: Nine o'clock is better than eight., premises: [sleep]}
      sleep: Teenagers sleep until eight.

Passes:
    claims:
      nine: {text: Nine o'clock is better than eight., premises: [sleep]}
      sleep: Teenagers sleep more with a start at nine than with a start at eight.

Measured: Of all 15 findings, 13 were useful. The rule flags 0.2% of all claims.

Source: Walton, Reed and Macagno, Argumentation Schemes (2008), on practical reasoning and the
question of whether other means would work just as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._gaps import gaps
from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, any_in
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

# "More than thirty", "more likely than not" and "rather than" do not compare two things.
_NO_COMPARISON = r"(?! (?:\d|(?:a|an|one|half|two|three|ever|not|just|simply|merely)\b))"
_COMPARISON = re.compile(
    r"\b(?:(?:more|less|fewer|better|worse|higher|lower|greater|larger|smaller|stronger|weaker)\b(?:\s+[\w’'-]+){0,6}?|"
    rf"\w{{2,}}(?<!oth)(?<!rath)er)\s+than\b{_NO_COMPARISON}|\boutweigh\w*|\b(?:superior|inferior|preferable)"
    r" to\b",
    re.IGNORECASE,
)
_COMPARED = any_in("comparison_words.txt")
_HELP = Hint("{link_a_premise} that says how the two things compare")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim with a comparison that has a support without one."""
    for gap in gaps(context.map, _COMPARISON, _COMPARED):
        reasons = gap.in_words("does not", "do not")
        message = f"{quote_claim(gap.claim)} compares two things (“{gap.word}”), but {reasons}"
        yield gap.finding(message, _HELP)


RULE = Rule("missing-comparison", Severity.NOTE, find, ENGLISH)
