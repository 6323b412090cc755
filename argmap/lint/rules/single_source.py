"""A main claim with evidence from only one source.

Why: If the only source is wrong or biased, the main claim loses all its evidence at once. Several
citations of one source make the evidence look broader than it is. The rule counts the evidence for
the main claim and for every claim that supports the main claim. The rule applies only if there are
at least two citations.

Fails:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., premises: [sleep, grades]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}
      grades: {text: Grades would rise., evidence: aap2014 p. 645}

Passes:
    sources:
      aap2014: {title: School Start Times for Adolescents}
      survey: {title: Parents' survey}
    claims:
      nine: {text: School should start at nine., premises: [sleep, grades]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}
      grades: {text: Grades would rise., evidence: survey p. 4}

Source: standard practice among historians and journalists, who confirm a report with a second,
independent source.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim, spread
from argmap.model import Citation
from argmap.model.diagnostics import Related, Severity
from argmap.model.messages import name_source

_HELP = "add evidence from a second source"

_Evidence = tuple[str, Citation]
"""The id of a claim and a citation in its evidence, because two claims may cite the same page."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each main claim whose evidence all comes from one source."""
    map = context.map
    start: list[tuple[str, _Evidence]] = []
    for claim in map.claims.values():
        start += [(claim.id, (claim.id, citation)) for citation in claim.evidence]
    # For each claim, enough of the evidence below it to distinguish one source from several.
    evidence_below = spread(map, start, _is_stronger)
    for claim in context.main_claims:
        evidence = evidence_below.get(claim.id, [])
        # A single citation does not look like a broad base, so it is not misleading.
        sources = {citation.source for _, citation in evidence}
        if len(evidence) < 2 or len(sources) > 1:
            continue
        source = map.sources[sources.pop()]
        name = name_source(source.id)
        message = f"all the evidence for {quote_claim(claim)} comes from one source, {name}"
        related = (Related(source.at("id"), "the only source"),)
        yield Finding(claim.id, message, claim.at("id"), help=_HELP, related=related)


def _is_stronger(held: list[_Evidence], evidence: _Evidence) -> bool:
    """Return whether a piece of evidence is one of the first two, or a third from another source.

    Three pieces are enough to show whether a claim has two sources or two citations of one source.
    """
    if evidence in held:
        return False
    if len(held) < 2:
        return True
    first_source, new_source = held[0][1].source, evidence[1].source
    return len(held) == 2 and new_source != first_source


RULE = Rule("single-source", Severity.NOTE, find)
