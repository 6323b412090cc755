"""A claim that contains a whole argument, in which *because*, *so*, *therefore*, or a similar word
joins two clauses.

Why: A reason that is part of a claim's text does not have its own box, so nothing can support or
attack that reason. The rule ignores words that do not join two clauses, as in "because of their
growth", "not because", "would therefore be", "since 1990", and "so that". The rule also ignores
text in quotation marks. If such a word begins a claim, see the rule `leading-connective`.

Fails:
    claims:
      nine: School should start at nine because teenagers need sleep.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [sleep]}
      sleep: Teenagers need more sleep because of their growth.

Measured: We judged 20 findings, and 19 of them were useful; in the wordings and the maps of the
project, 45 of 55. The others name a cause, as in "the doctor left because the clinic closed". The
rule flags 2.9% of all claims and 8.7% of the claims from Kialo, which are whole paragraphs.

Source: Fisher, The Logic of Real Arguments (1988), on words that indicate reasons and conclusions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._verbs import has_two_clauses, has_verb
from argmap.lint.rules._wording import ENGLISH, matching_claims, place_of_match
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_HINTS = (
    "because",
    "therefore",
    "hence",
    "thus",
    "so",
    "since",
    "as a result",
    "due to",
    "that is why",
    "which is why",
)
# "Not because" denies a reason, and "is because" states one: here, the reason itself is the claim.
_NO_REASON = "".join(
    rf"(?<!\b{word} )"
    for word in ("not", "just", "only", "simply", "merely", "partly", "is", "was", "are")
)
# A clause or a predicate must follow "and thus": "an unfair and thus illegitimate advantage" is one
# thing.
_GOES_ON = (
    r"(?=,|\s+(?:I|you|he|she|it|we|they|this|these|those|there|the|a|an|my|your|his|her|its|our|their|all|many|most|"
    r"some|people|no|one|any|anyone|nobody|is|are|was|were|has|have|do|does|can|cannot|could|will|would|should|must|may|"
    r"might|ought|if|in)\b)"
)
_NO_CONCLUSION = "that|far|long|much|many|called|as"
"""Words after "so" that do not begin a conclusion."""
_THREE_WORDS = r"(?=(?:\s+[\w'’]+){3})"
"""The minimum length of a clause: "an unfair and so unpopular rule" is one thing."""
_JOINT = (
    rf"(?i)(?P<reason>{_NO_REASON}\b(?:because(?! of\b)|due to the fact that)\b|(?<=, )since\b(?!"
    r" then\b| \w*\d))|(?:[,;.:]|\s[–—-])\s+(?:and\s+)?(?P<conclusion>(?:therefore|hence|"
    r"thus(?! far\b)|consequently)\b(?! \w+ing\b)|"
    rf"so\b(?! (?:{_NO_CONCLUSION})\b)|as a (?:result|consequence)\b(?! of\b)|"
    r"(?:that|which) is why\b|for this reason\b)"
    rf"|\sand\s+(?P<also>(?:therefore|hence|thus|consequently){_GOES_ON}|"
    rf"so\b(?! (?:on|forth|{_NO_CONCLUSION})\b){_THREE_WORDS})"
)
_HELP = Hint("write the reason as a claim of its own{reason_here}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim with a word that joins a reason to a conclusion."""
    for claim, match in matching_claims(context.map, _JOINT, _HINTS, _joins_clauses):
        group = match.lastgroup or "reason"
        message = (
            f"{quote_claim(claim)} contains a whole argument:"
            f" “{match[group]}” joins a reason to a conclusion"
        )
        yield Finding(claim.id, message, place_of_match(claim, match, group), help=_HELP)


def _joins_clauses(match: re.Match[str]) -> bool:
    """Return whether a clause comes before the word and another after it, or two come after it, as
    in "Because it rains, we stay".
    """
    text = match.string
    after = text[match.end() :]
    if match.start() == 0:
        return has_two_clauses(after)
    return has_verb(text[: match.start()]) and has_verb(after)


RULE = Rule("reasoning-in-claim", Severity.WARNING, find, ENGLISH)
