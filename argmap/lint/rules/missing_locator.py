"""A citation that does not say where in the source to look.

Why: If a citation gives a page, article, or paragraph number, readers can check it in a minute.
If the citation gives only the title of a book, checking takes an evening.

Fails:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep: {text: Teenagers would sleep more., evidence: aap2014}

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}

Source: The Chicago Manual of Style, on how to cite a specific part of a source.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_source

_HELP = "add the page or section to the citation, such as “p. 3”"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each citation without a locator."""
    for claim in context.map.claims.values():
        for key, citations in (("evidence", claim.evidence), ("stated_in", claim.stated_in)):
            for citation in citations:
                if citation.locator:
                    continue
                source = name_source(citation.source)
                message = f"{quote_claim(claim)} cites {source} without a page or section"
                # The place of a citation is stored under its text in the file.
                place = claim.at(key, str(citation))
                yield Finding(claim.id, message, place, help=_HELP)


RULE = Rule("missing-locator", Severity.NOTE, find)
