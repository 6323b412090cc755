"""A claim that makes two statements, joined by *but*, *however*, *although*, *while*, or a similar
word.

Why: If one of the two statements is true and the other is false, readers cannot see which statement
an objection is about. The rule ignores phrases of the form "not this, but that", because they make
a single statement. The rule also ignores words that do not join two clauses, as in "cheap but
good", "while driving", and "this, however, is costly". If such a word begins a claim, see the rule
`leading-connective`.

Fails:
    claims:
      nine: Teenagers would sleep more, but parents must be at work by eight.

Passes:
    claims:
      nine: {text: Teenagers would sleep more., rebuttals: [work]}
      work: Not only parents, but also teachers must be at work by eight.

Measured: We judged 20 findings, and 18 of them were useful; in the wordings and the maps of the
project, all 19. The rule flags 2% of all claims.

Source: propositional analysis, in which each box contains one statement (Twardy, Argument maps
improve critical thinking, 2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._verbs import has_two_clauses, has_verb, words_of
from argmap.lint.rules._wording import ENGLISH, matching_claims, place_of_match
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_HINTS = ("but", "however", "although", "though", "while", "whereas", "yet")
_JOINT = (
    r"(?i)[,;.:–—]\s+(?P<middle>but(?! also\b| rather\b| not (?:always|all|only|necessarily)\b)|"
    r"(?<!, )however(?=,)|although(?! \w+ing\b)|though(?=\s)(?! not\b)|whereas|while(?! \w+ing\b)|"
    r"yet)\s?|^\W*(?P<start>although|though|while(?! \w+ing\b)|whereas)\b"
)
_NOT = r"(?i)\b(?:not|never|no|nothing|none|n't|less)\b|n[’']t\b"
_HELP = Hint(
    "write two claims; if one of them is an objection to the other, add it as an"
    " objection{objection_here}"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that contrasts two clauses."""
    for claim, match in matching_claims(context.map, _JOINT, _HINTS, _joins_statements):
        group = "middle" if match["middle"] else "start"
        message = f"{quote_claim(claim)} seems to make two statements, joined by “{match[group]}”"
        yield Finding(claim.id, message, place_of_match(claim, match, group), help=_HELP)


def _joins_statements(match: re.Match[str]) -> bool:
    """Return whether a clause comes before the word and another after it, or two come after it, as
    in "Although it rains, we go".
    """
    text = match.string
    after = text[match.end() :]
    if match["start"]:
        return has_two_clauses(after)
    before = text[: match.start()]
    if match["middle"].lower() == "but" and re.search(_NOT, before):
        return False  # "not this, but that" is one statement
    # A clause has both a subject and a verb: "cheap, but works" only contrasts two predicates.
    return has_verb(before) and has_verb(after) and len(words_of(after)) > 2


RULE = Rule("but-in-claim", Severity.NOTE, find, ENGLISH)
