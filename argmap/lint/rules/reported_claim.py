"""Evidence that shows only that somebody said something.

Why: A quotation proves that a person said something, not that the person is right. If a claim says
"The headmaster says that uniforms are cheap" and its evidence is the headmaster's speech, the
evidence shows that he said so, and whether uniforms are cheap stays open. Make what is said the
claim. Cite the speech under `stated_in`, and cite as `evidence` what shows that it is true. If the
person is an expert, say so in a linked premise. The rule ignores studies and reports, which may
show what they say. It also ignores testimony: what a witness says, and claims in a reason with a
scheme, such as `witness testimony`. There, it matters that somebody said so.

Fails:
    sources: {speech: {title: Speech of the headmaster}}
    claims:
      nine: {text: School should start at nine., premises: [buses]}
      buses: {text: The headmaster says that buses would be cheaper., evidence: speech minute 3}

Passes:
    sources:
      speech: {title: Speech of the headmaster}
      offer: {title: Offer of the bus company}
    claims:
      nine: {text: School should start at nine., premises: [buses]}
      buses: {text: Buses would be cheaper., stated_in: speech minute 3, evidence: offer p. 2}

Measured: The essays and microtexts cite no evidence, so the rule finds nothing there. It finds all
4 reports in the maps with mistakes, and nothing else there.

Source: Walton, Appeal to Expert Opinion (1997), on the critical question of whether an assertion is
based on evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, place_in_text, words_in
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_SAYING_WORDS = words_in("saying_words.txt")
_SAYING_WITH_THAT = frozenset(("holds", "held", "maintains", "maintained", "promises", "promised"))
"""Words that report what somebody says only before *that*: not "she held a cup"."""
_OPINIONS = (
    "according to ",
    "in the opinion of ",
    "in the view of ",
    "in the words of ",
    "as stated by ",
    "it is the view of ",
)
_NOT_A_PERSON_WORDS = words_in("impersonal_words.txt")
"""A study may show what it says, and testimony is what a witness says. The rule `weak-pattern` asks
about what most people think.
"""
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those"))
_LONGEST_NAME = 9
"""The number of words in which the rule looks for the person."""
_HELP = Hint(
    "make what is said the claim, cite who says it{stated_here}, and cite evidence that it is true;"
    " if it is testimony, make it a reason for what is said"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that reports what somebody says, and that cites evidence."""
    for claim in context.map.claims.values():
        place = _report_in(claim.text) if claim.evidence else None
        # With a scheme, it is said that the claim counts because of who says it.
        if place is None or any(inference.scheme for inference in context.map.uses(claim.id)):
            continue
        message = (
            f"{quote_claim(claim)} reports what somebody says, and its evidence may show only that"
            " it was said"
        )
        yield Finding(claim.id, message, place_in_text(claim, *place), help=_HELP)


def _report_in(text: str) -> tuple[int, int] | None:
    """Return the place of the words that report what a person says, if a text has such words.

    They are in front, as in "According to Anna Berg", after the person, as in "The mayor says", or
    before the person, as in "…, says Anna Berg".
    """
    lowered = text.lower()
    for opening in _OPINIONS:
        if lowered.startswith(opening):
            return (0, len(opening) - 1) if _is_person(lowered[len(opening) :]) else None
    for match in re.finditer(r"[^\W_]+", lowered):
        goes_on = lowered[match.end() :].startswith(" that ")
        if match[0] not in _SAYING_WORDS and not (goes_on and match[0] in _SAYING_WITH_THAT):
            continue
        before = lowered[: match.start()].rstrip()
        if before.rpartition(" ")[2] in _ARTICLES:
            continue  # "the accused", "the claimed sum"
        comes_last = before.endswith((",", "”", '"'))
        who = lowered[match.end() :] if comes_last else before
        if not who.strip():
            continue
        is_near = comes_last or len(before.split()) <= _LONGEST_NAME
        return match.span() if is_near and _is_person(who) else None
    return None


def _is_person(words: str) -> bool:
    """Return whether words name a person or an institution, as far as we can tell."""
    names = re.findall(r"[^\W_]+", words)[:_LONGEST_NAME]
    return all(name.isalpha() and name not in _NOT_A_PERSON_WORDS for name in names)


RULE = Rule("reported-claim", Severity.NOTE, find, ENGLISH)
