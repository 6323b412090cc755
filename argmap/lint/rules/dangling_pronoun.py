"""A claim that begins with a pronoun but does not say what the pronoun refers to.

Why: Readers see each claim in its own box, without any sentences before it. A claim such as "This
is wrong" does not say what is wrong. The rule ignores the word *it* if the word does not refer to
anything, as in "it is clear that …", "it takes years to …", and "it is late".

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [wrong]}
      wrong: {text: This would cost too much.}

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [wrong]}
      wrong: {text: It is clear that a late start would cost too much.}

Measured: We judged 20 findings, and 19 of them were useful; in the wordings and the maps of the
project, 31 of 35. After that, three causes of false alarms were corrected, and of 6 findings in
other sentences, 5 were useful. The rule flags 4% of all claims and 11% of the claims from the
microtexts.

Source: propositional analysis, in which readers should understand a statement without its context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, late, quote_claim
from argmap.lint.rules._verbs import (
    has_two_clauses,
    is_auxiliary,
    is_base_form,
    may_be_verb,
    words_of,
)
from argmap.lint.rules._wording import ENGLISH, place_of_match, words_in
from argmap.model import Claim
from argmap.model.diagnostics import Severity

# A connective before the pronoun makes it no clearer: "But this is wrong". Behind some a name may
# follow: "Since they pay, parents decide".
_CONNECTIVE = (
    r"(?:(?:and|but|so|or|yet|for|also|however|therefore|thus|hence|moreover|furthermore|besides|nevertheless|indeed|then|"
    r"(?P<subordinating>because|since|as|if|although|though|while|unless|when)),?\s+)?"
)
_PRONOUN = re.compile(
    rf"\W*{_CONNECTIVE}(?P<pronoun>This|These|That|Those|It|They|He|She)(?P<contracted>['’](?:s|re|d|ll|ve))?"
    r"\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ADVERB_WORDS = words_in("adverbs.txt")
_PLURAL = ("these", "those", "they")
# "It" that stands for a clause which follows within ten words ("it is wrong to …", "it takes years
# to …"), and "it" of time, weather and such. "It means that …" stands for something all the same.
_EXPLETIVE = (
    r"(?i)(?!means|shows|proves|implies|suggests|says|ensures|claims|argues|believes|assumes|"
    r"(?:makes?|made|gives?|helps?|lets?|forces?|keeps?|gets?) (?:them|us|him|her|you|me)\b)"
    r"\S+\s(?:\S+\s+){0,9}?"
    r"(?:that|to|whether|who|whom|which|when|where|if|for|how|why|what|until|before)\b"
    r"|(?:may|might|could|can) (?:well )?be\b"
    r"|(?:is|was|will be|['’]s) +(?:(?:still|already|now|too|not|very|about|high) )*"
    r"(?:time|late|early|dark|cold|hot|warm|raining|snowing|windy|sunny|winter|spring|summer|autumn|night|noon)\b"
    r"|(?:is|was|['’]s) (?:\S+ ){1,3}o['’]clock\b"
    r"|(?:rains?|snows?|rained|snowed|seems|seemed|appears|follows|turns out)\b"
)
_TIME = r"(?i)(?:day|night|morning|evening|week|month|year|spring|summer|autumn|winter)s?\b"
"""A noun after "this" or "that": "That summer the school was closed"."""
_LONGEST_START = 100
"""The number of characters in which the verb is looked for: adverbs and one word behind it."""
_HELP = "replace the pronoun with a noun"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim whose subject is a bare pronoun."""
    for claim in context.map.claims.values():
        match = _PRONOUN.match(claim.text)
        if match is None or not _is_subject(match):
            continue
        message = late(_message, claim, match["pronoun"])
        yield Finding(claim.id, message, place_of_match(claim, match, "pronoun"), help=_HELP)


def _message(claim: Claim, pronoun: str) -> str:
    return f"{quote_claim(claim)} does not say what “{pronoun}” refers to"


def _is_subject(match: re.Match[str]) -> bool:
    """Return whether a pronoun is the subject of the verb after it, and refers to something."""
    if match["subordinating"] and has_two_clauses(match.string[match.start("pronoun") :]):
        return False
    pronoun = match["pronoun"].lower()
    if pronoun == "it" and re.match(
        _EXPLETIVE, f"{match['contracted'] or ''} {match['rest']}".lstrip()
    ):
        return False
    if re.match(_TIME, match["rest"]):
        return False
    if match["contracted"]:
        return True
    words = [pronoun, *words_of(match["rest"][:_LONGEST_START])]
    index = 1
    while index < len(words) and words[index] in _ADVERB_WORDS:
        index += 1
    if index == len(words) or not may_be_verb(words, index):
        return False
    return _agrees(pronoun, words[index])


def _agrees(pronoun: str, verb: str) -> bool:
    """Return whether a verb agrees with a pronoun in number.

    If it does not, the next word is a noun: "this ban is", "these costs are".
    """
    if is_auxiliary(verb):
        return True
    if pronoun not in _PLURAL:
        return not is_base_form(verb)
    is_third_person = verb.endswith("s") and not is_base_form(verb)
    is_participle = pronoun != "they" and verb.endswith("ed")  # "those kicked out say"
    return not is_third_person and not is_participle


RULE = Rule("dangling-pronoun", Severity.NOTE, find, ENGLISH)
