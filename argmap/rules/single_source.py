"""A main claim whose evidence all comes from one source.

Why: If that source is wrong, or is found to be partial, everything falls together. Several citations
make the evidence look broader than it is. This counts the evidence of everything that supports the
main claim, and speaks only where there are at least two citations.

Fails:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      nine: {text: School should start at nine., premises: [sleep, grades]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}
      grades: {text: Grades would rise., evidence: aap2014 p. 645}

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}, survey: {title: Parents' survey}}
    claims:
      nine: {text: School should start at nine., premises: [sleep, grades]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}
      grades: {text: Grades would rise., evidence: survey p. 4}

Source: the practice of historians and journalists: one source is no confirmation.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import ArgumentMap, Citation
from argmap.model.diagnostics import Related, Severity
from argmap.rules._rule import Context, Found, Rule, quoted
from argmap.rules._spread import spread

_Cited = tuple[str, Citation]


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each main claim under which all citations name one source."""
    cited = _cited(context.map)
    for claim in context.main_claims:
        citations = cited.get(claim.id, [])
        sources = {citation.source for _, citation in citations}
        if len(citations) > 1 and len(sources) == 1:
            source = context.map.sources[citations[0][1].source]
            message = f"all evidence for {quoted(claim)} comes from one source, `{source.id}`"
            related = (Related(source.at("id"), "the only source"),)
            help = "look for evidence from a second source"
            yield Found(claim.id, message, claim.at("id"), help=help, related=related)


def _cited(map: ArgumentMap) -> dict[str, list[_Cited]]:
    """Return, for each claim, enough of the evidence below it to tell one source from several."""
    start = [(claim.id, (claim.id, citation)) for claim in map.claims.values() for citation in claim.evidence]
    return spread(map, start, _adds)


def _adds(held: list[_Cited], cited: _Cited) -> bool:
    other_source = not held or cited[1].source != held[0][1].source
    return cited not in held and (len(held) < 2 or (len(held) == 2 and other_source))


RULE = Rule("single-source", Severity.INFO, find)
