"""A claim without a quote that is word for word in its source.

Why: If somebody, or a program, extracts a map from texts, then each claim should come from these
texts. The rule flags each claim that is not marked `implicit` and has no `quote`, or whose quote is
not in the `file` of a cited source. It also flags a quote of a single word, because that makes no
claim, and shows what words in brackets replace. A quote that is altered, stitched together from
several passages, or fabricated is an error, as it is for `quote-not-found`, which then does not
report the same claim. What counts as the same words is explained there. `argmap check --grounded`
adds this rule to the others. Since it flags nearly every claim of a map that was not extracted from
texts, neither `all` nor `sources` selects it.

Fails:
    claims:
      aid: {text: The parties shall help each other.}

Passes:
    sources: {treaty: {title: The Treaty, file: treaty.txt}}
    claims:
      aid:
        text: The treaty still applies.
        quote: The treaty will remain in force
        stated_in: treaty art. 7
        premises: [[force]]
      force: {text: A treaty in force applies., implicit: true}

Source: fact checking, and research on attributing the output of language models to their sources
(Rashkin et al., Measuring attribution in natural language generation models, 2023).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._quotes import check_quote, how_to_name_a_file
from argmap.lint.rules._rule import Context, Finding, Rule, late, quote_claim
from argmap.lint.vocabulary import Hint
from argmap.model import Claim
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_source
from argmap.util.text import listed, shorten

_QUOTE = Hint(
    "quote the exact words of a source{quote_here}, and cite the"
    " source{cite_here}{mark_as_implicit}"
)
_MORE = "quote the words of the source that make the claim"
_MEANT = "make sure that the source means what your words say"
_SHOWN = 60
_NAME_FILE = Hint("save the source's text next to the map, and set the {file_name} of the source")


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that no source states word for word."""
    from argmap.quotations.quoted_parts import is_one_word

    for claim in context.map.claims.values():
        if claim.implicit:
            continue
        if not claim.quote:
            yield Finding(claim.id, late(_without_quote, claim), claim.at(), help=_QUOTE)
            continue
        checked = check_quote(context, claim)
        if checked.finding is not None:
            yield checked.finding._replace(severity=Severity.ERROR)
        elif checked.is_found:
            if is_one_word(claim.quote):
                yield Finding(claim.id, late(_one_word, claim), claim.at("quote"), help=_MORE)
            if checked.replaced:
                message = late(_replaced, claim, checked.replaced)
                place = claim.at("quote")
                yield Finding(claim.id, message, place, help=_MEANT, severity=Severity.NOTE)
        else:
            yield _unchecked(context, claim, checked.unread[0])


def _without_quote(claim: Claim) -> str:
    return f"{quote_claim(claim)} has no quote from a source"


def _one_word(claim: Claim) -> str:
    return f"the quote in {quote_claim(claim)} is a single word, which makes no claim"


def _replaced(claim: Claim, replaced: tuple[tuple[str, str], ...]) -> str:
    phrases = [
        f"“[{added}]” in place of “{shorten(words, _SHOWN)}”" if words else f"“[{added}]”"
        for added, words in replaced
    ]
    return f"the quote in {quote_claim(claim)} says {listed(phrases, 'and')}"


def _unchecked(context: Context, claim: Claim, source: str) -> Finding:
    """Return the finding about a quote from a source whose text is not there."""
    file = context.map.sources[source].file if source in context.map.sources else ""
    reason, help = f"the text of {name_source(source)} is unknown", _NAME_FILE
    if file and context.has_read_sources:
        reason = f"the file `{shorten(file)}` of {name_source(source)} cannot be read"
        help = how_to_name_a_file(file)
    elif file:
        reason = f"the text of {name_source(source)} was not read"
    message = f"the quote in {quote_claim(claim)} cannot be checked, because {reason}"
    return Finding(claim.id, message, claim.at("quote"), help=help)


RULE = Rule("ungrounded-claim", Severity.WARNING, find)
