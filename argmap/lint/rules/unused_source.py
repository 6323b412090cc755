"""A source that no claim cites.

Why: Readers assume that each listed source supports something in the map. If no claim cites a
source, either a citation is missing, or the list of sources promises more than the map contains.

Fails:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep: Teenagers would sleep more.

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep: {text: Teenagers would sleep more., stated_in: aap2014 p. 641}

Source: the convention that bibliographies list only the works cited.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_source

_HELP = "cite the source for a claim, or remove it"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each source that neither `evidence` nor `stated_in` names."""
    claims = context.map.claims.values()
    cited = {each.source for claim in claims for each in claim.evidence + claim.stated_in}
    for source in context.map.sources.values():
        if source.id not in cited:
            message = f"no claim cites the source {name_source(source.id)}"
            yield Finding(source.id, message, source.at("id"), help=_HELP)


RULE = Rule("unused-source", Severity.WARNING, find)
