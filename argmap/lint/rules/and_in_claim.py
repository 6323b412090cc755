"""A claim that makes two statements, joined by *and*.

Why: If one of the two statements is true and the other is false, readers cannot see which statement
a reason or an objection is about. The rule flags an *and* only if a complete clause, with its own
subject and verb, comes before and after it. The rule ignores lists ("cats and dogs"), two verbs
with one subject, a claim that begins with a condition, and one about *you* or *someone*, in which
*and* leads to what follows. For *and therefore*, see the rule `reasoning-in-claim`.

Fails:
    claims:
      nine: Teenagers would sleep more, and the buses would be cheaper.

Passes:
    claims:
      nine: Teenagers would sleep more and learn better.

Measured: We judged 20 findings in the essays and microtexts, and 18 of them were useful. In the
wordings and the maps of the project, we read all 28 findings again: 20 were useful. Without claims
about *you* or *someone*, which the rule ignores since then, 19 of 21 are. The rule flags 3.4% of
the claims in the essays and microtexts.

Source: propositional analysis, in which each box contains one statement (Twardy, Argument maps
improve critical thinking, 2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._verbs import count_verbs, has_verb, is_auxiliary, may_be_verb, words_of
from argmap.lint.rules._wording import ENGLISH, matching_claims, place_of_match
from argmap.model.diagnostics import Severity

_SUBJECT = (
    "I|you|he|she|it|we|they|this|these|those|there|the|a|an|my|your|his|her|its|our|their|all|"
    "many|most|some|no|everyone|everybody|nobody|hardly|people|old|young"
)
_JOINT = rf"(?i)(?P<comma>,?)\s(?P<and>and)\s+(?=(?P<subject>{_SUBJECT})\b|\w)"
_CONDITION = (
    r"(?i)\W*(?:if|unless|when|whenever|while|because|since|although|though|whereas|as|given|provided|"
    r"before|after|until|once|the more|the less)\b"
)
_GENERIC = r"(?i)\W*(?:you|someone|somebody)\b"
"""What begins a claim in which *and* leads to what follows: "You ask and they help"."""
_WITHIN = (
    r"(?i)\b(?:that|what|how|why|if|when|because|since|until|unless|while|than|both|between)\b"
)
"""Words after which *and* may join parts of one clause."""
_CAUSING = (
    r"(?i)\b(?:make|makes|made|let|lets|help|helps|helped|see|sees|want|wants|leave|leaves|left|"
    r"think|thinks|believe|believes)"
    r"(?: [\w'’-]+){1,4}$"
)
"""A verb before a noun that may do something: "Homework helps pupils and teachers communicate"."""
_PAIR_OF_NOUNS = r"(?i)\W*\w+ \w+s"
"""What may look like a clause before another noun: "Computer models and cell cultures"."""
_NOMINATIVE = ("i", "he", "she", "we", "they")
_RELATIVE = r"(?i)\b(?:who|which|whom|whose|where)\b"
_SUBORDINATE = (
    r"(?i),|\b(?:who|which|whom|whose|where|that|when|if|as|because|since|before|after|until|"
    r"than)\b"
)
_NO_SUBJECT = (
    r"(?i)(?:\w+ly|also|then|not|even|often|sometimes|always|never|thus|so|hence|therefore|in|at|on|by|"
    r"for|from|with|to|better|more|less|\w+ing)\b"
)
"""A word after *and* that does not begin a subject."""
_LONGEST_SUBJECT = 5
_LONGEST_CLAUSE = 300
"""How many characters before and after *and* are read, since a long text has many of them."""
_HELP = "write two claims: each can then have its own reasons and objections"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim in which *and* joins two clauses."""
    for claim, match in matching_claims(context.map, _JOINT, (" and ",), _joins_clauses):
        message = f"{quote_claim(claim)} makes two statements, joined by “and”"
        yield Finding(claim.id, message, place_of_match(claim, match, "and"), help=_HELP)


def _joins_clauses(match: re.Match[str]) -> bool:
    """Return whether a clause comes before *and*, and another with its own subject after it."""
    if re.match(_CONDITION, match.string) or re.match(_GENERIC, match.string):
        return False
    start, end = match.span()
    before = match.string[max(0, start - _LONGEST_CLAUSE) : start]
    # Without a comma, the clause before *and* begins after the last comma, if there is one.
    clause = before if match["comma"] else before.rpartition(",")[2]
    # "Pupils who cycle and walk" has one clause before *and*, and it belongs to the pupils.
    needed = 2 if re.search(_RELATIVE, clause) else 1
    if count_verbs(clause) < needed or re.search(_WITHIN, before):
        return False
    subject = match["subject"] or ""
    if not subject and re.fullmatch(_PAIR_OF_NOUNS, clause):
        return False
    if subject.lower() not in _NOMINATIVE and re.search(_CAUSING, before):
        return False
    behind = match.string[end : end + _LONGEST_CLAUSE]
    after = re.split(_SUBORDINATE, behind, maxsplit=1)[0]
    words = words_of(after)
    if len(words) < 3 or not has_verb(after) or re.match(_NO_SUBJECT, after):
        return False
    # Without a comma of its own, *and* may end a list that has one: "cats, dogs and birds".
    ends_list = not match["comma"] and "," in before
    return bool(subject) or (not ends_list and _begins_with_clause(words, match))


def _begins_with_clause(words: list[str], match: re.Match[str]) -> bool:
    """Return whether words after *and* begin with a noun as a subject, and its verb."""
    if is_auxiliary(words[0]):
        return False  # "and is lost": both verbs have one subject
    for index in range(1, min(len(words), _LONGEST_SUBJECT)):
        if is_auxiliary(words[index]):
            return True
        is_plural = words[index - 1].endswith("s")
        if may_be_verb(words, index) and (match["comma"] or is_plural):
            return True
    return False


RULE = Rule("and-in-claim", Severity.NOTE, find, ENGLISH)
