"""A claim that says something else than the words that it quotes.

Why: A quotation that is true to its source does not prove a claim that goes beyond it. The rule
compares a claim with its own `quote`, and asks about a number, a denial, a quantity or a direction
that differs, and about a claim that has no word in common with its quote. It shows the words of
both. A claim may leave words out, and name what the quote only points to: "The town council" for
"the town". In English, German, French and Spanish, the rule knows the words that matter. It asks
nothing about a quote in another language than that of the claims. `argmap check --grounded` adds
this rule to the others.

Fails:
    sources: {report: {title: Report on the Toll}}
    claims:
      oppose:
        text: The shops oppose the toll.
        quote: the shops have never opposed the toll
        stated_in: report p. 3

Passes:
    sources: {report: {title: Report on the Toll}}
    claims:
      accept:
        text: The shops don't oppose the toll.
        quote: the shops have never opposed the toll
        stated_in: report p. 3

Measured: Of 237 pairs of sentences that were not used to write the rule (`tests/same/unseen.txt`),
it asks about 75 of 88 denials, 46 of 68 other differences, 1 of 43 rewordings and 29 of 32
paraphrases, which have no word in common. Of its 3 questions about the maps in `docs/`, 1 was
useful, and the cause of another was corrected after that.

Source: fact checking: a quotation is checked against its source, and what is made of it against the
quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.languages.same_words import same_words_for
from argmap.lint.rules._rule import Context, Finding, Rule, late, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model import Claim
from argmap.model.diagnostics import Severity
from argmap.util.same.differences import first_difference, is_in_language
from argmap.util.text import shorten

_LONGEST_QUOTE = 80
_HELP = Hint("correct the claim, or quote the words of the source that say it{quote_here}")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim in which a word turns what its quote says."""
    quoting = [claim for claim in context.map.claims.values() if claim.quote]
    table = same_words_for(context.language) if quoting and context.language else None
    if table is None:
        return
    for claim in quoting:
        if not is_in_language(claim.quote, table):
            continue
        words = first_difference(claim.text, claim.quote, table)
        if words is not None:
            message = late(_message, claim, *words)
            yield Finding(claim.id, message, claim.at("quote"), help=_HELP)


def _message(claim: Claim, word: str, quoted: str) -> str:
    asked = "does the source say this?"
    if not word and not quoted:
        quote = shorten(claim.quote, _LONGEST_QUOTE)
        return f"{quote_claim(claim)} has no word in common with its quote “{quote}”: {asked}"
    if not word:
        return f"{quote_claim(claim)} doesn't say “{quoted}”, as its quote does: {asked}"
    theirs = f"says “{quoted}”" if quoted else "doesn't"
    return f"{quote_claim(claim)} says “{word}”, and its quote {theirs}: {asked}"


RULE = Rule("differs-from-quote", Severity.NOTE, find)
