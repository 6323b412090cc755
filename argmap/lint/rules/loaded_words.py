"""A claim that contains an assuring phrase such as *of course* or *everyone knows*.

Why: Assuring phrases ask readers to accept a claim without support, often where support is needed
most. If every side does accept the claim, mark the claim `common_ground`. If not, give a reason for
the claim. The rule ignores words that describe how something looks or happens, as in "clearly
visible". The rule also ignores text in quotation marks.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers would obviously sleep more.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: {text: Teenagers would sleep more., common_ground: true}

Measured: We judged 20 findings, and 18 of them were useful. The rule flags 1.4% of all claims.

Source: Sinnott-Armstrong and Fogelin, Understanding Arguments, on assuring terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, matching_claims, place_of_match
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_HINTS = (
    "course", "clear", "obvious", "doubt", "surely", "needless", "everyone knows",
    "everybody knows", "we all know", "undenia", "unquestion", "indisput", "evident",
    "goes without", "no one can deny", "nobody can deny", "certainly", "nobody would deny",
    "no reasonable person", "any reasonable person", "common sense", "no brainer", "no-brainer",
)  # fmt: skip
# "Clearly" is not an assurance if it describes how something is seen, said or drawn.
_NO_MANNER = (
    r"(?!\s*(?:[,.;:)]|$))"
    r"(?! (?:and|enough|defin|delineat|visible|see|stat|mark|express|label|"
    r"distinguish|identif|separat|understood|articulat|writ|explain|communicat|outlin|put|think|speak))"
)
_ASSURANCE = (
    r"(?i)\b(?:(?<!matter )of course|no doubt|without (?:a |any )?doubt|undoubtedly|doubtless|"
    r"surely|needless to say|obviously|undeniabl[ey]|unquestionably|indisputabl[ey]|evidently|"
    r"it goes without saying|(?<!almost )certainly|(?:everyone|everybody|we all) knows?|(?:no one|"
    r"nobody) (?:can|could|would) deny|(?:any|no|every) reasonable person|it(?: is|"
    r"['’]s) (?:quite |very |perfectly )?(?:clear|obvious|evident) that|"
    r"(?<!more )(?<!as )(?<!say )(?<!says )(?<!said )(?<!saying )"
    rf"clearly{_NO_MANNER})\b"
)
_HELP = Hint("add a reason{reason_here}{or_common_ground}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that contains an assuring phrase."""
    for claim, match in matching_claims(context.map, _ASSURANCE, _HINTS):
        message = f"{quote_claim(claim)} says “{match[0]}” instead of giving a reason"
        yield Finding(claim.id, message, place_of_match(claim, match), help=_HELP)


RULE = Rule("loaded-words", Severity.NOTE, find, ENGLISH)
