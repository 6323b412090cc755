"""A claim that begins with a connective such as *And*, *But*, *Because*, or *So*.

Why: In running text, a connective links a sentence to the previous sentence. In a map, arrows show
how claims are connected, and readers do not read the claims in a fixed order. The rule ignores
phrases such as "because of …" and words that join two clauses within the claim.

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [work]}
      work: But parents must be at work by eight.

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [work]}
      work: Parents must be at work by eight.

Measured: We judged 20 findings, and 19 of them were useful; in the wordings and the maps of the
project, 9 of 10. The rule flags 4.8% of all claims: 22% of the claims from the microtexts, which
are running text split into clauses, and 0.6% of the other claims.

Source: propositional analysis, in which readers should understand a statement without its context;
Fisher, The Logic of Real Arguments (1988), on connectives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._verbs import has_two_clauses, has_verb
from argmap.lint.rules._wording import ENGLISH, place_of_match
from argmap.model.diagnostics import Severity

# What a clause begins with, where the word before it could also begin something else: "So it is",
# "So far".
_SUBJECT = (
    r"(?:I|you|he|she|it|we|they|this|that|these|those|there|the|a|an|my|your|his|her|its|our|their|all|many|most|"
    r"some|people|no|not|one)"
)
_CONNECTIVE = re.compile(
    r"\W*(?P<word>and|but|or|nor|therefore|moreover|furthermore|additionally|consequently|"
    r"accordingly|nevertheless|nonetheless|thus(?! far\b)|hence|otherwise|in addition(?! to\b)|"
    r"as a result(?! of\b)|as a consequence(?! of\b)|on the other hand|on the contrary|"
    r"in conclusion|after all(?=,)|(?:however|besides|also|still|then|instead|likewise|similarly|"
    r"finally|lastly|indeed|for example|for instance|in fact|first(?:ly)?|second(?:ly)?|"
    r"third(?:ly)?)(?=,)|"
    rf"(?:so(?! many\b)|yet|also|then)(?=,|\s+{_SUBJECT}\b)|"
    # "Since the early 1980s" and "as a teacher" do not begin a clause.
    r"(?P<subordinating>because(?! of\b)|(?:since(?! the (?:\w+ )?(?:\w+ )?\d)|as(?! an?\b)|"
    r"although|though|whereas)"
    rf"(?=\s+{_SUBJECT}\b))"
    r")\b(?!['’-])",
    re.IGNORECASE,
)
_HELP = "remove the word, because the map already shows how the claim relates to other claims"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that begins with a connective.

    The rule `fragment` flags claims without a verb.
    """
    for claim in context.map.claims.values():
        match = _CONNECTIVE.match(claim.text)
        if match is None or not has_verb(claim.text[match.end() :]):
            continue
        # "Because they sleep more, grades rise" is an argument in one claim, which another rule
        # reports.
        if match["subordinating"] and has_two_clauses(claim.text[match.end() :]):
            continue
        message = (
            f"{quote_claim(claim)} begins with “{match['word']}”, which joins the claim to"
            " another sentence"
        )
        yield Finding(claim.id, message, place_of_match(claim, match, "word"), help=_HELP)


RULE = Rule("leading-connective", Severity.NOTE, find, ENGLISH)
