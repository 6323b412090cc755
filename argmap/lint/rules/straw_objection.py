"""An answered objection that is so strongly worded that hardly anybody would make it.

Why: An objection that nobody makes is easy to answer, and answering it proves little. Look for the
best objection that a reasonable opponent would make. If somebody does make this objection, cite the
place under `stated_in`, or name the person under `held_by`. The rule asks about objections that
have an answer but no reasons, evidence or author of their own, and that contain a word such as
*everyone*, *never*, or *at all*, or begin with "Some people say".

Fails:
    claims:
      nine: {text: School should start at nine., rebuttals: [never]}
      never: {text: Nobody would ever get up early again., rebuttals: [weekend]}
      weekend: Many teenagers get up early at weekends.

Passes:
    claims:
      nine: {text: School should start at nine., rebuttals: [work]}
      work: {text: Parents must be at work by eight., rebuttals: [flexible]}
      flexible: Most employers let parents start at nine.

Measured: The rule has fewer than five findings in the essays and microtexts, too few to judge. It
finds 3 of 4 straw objections in the maps with mistakes, and nothing else there.

Source: Aikin and Casey, Straw Men, Weak Men, and Hollow Men (2011).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, any_in, place_of_match
from argmap.model import Kind
from argmap.model.diagnostics import Severity
from argmap.model.graph import answers_to
from argmap.model.spanning_tree import objections_in

_EXTREME = any_in("extreme_phrases.txt")
_HELP = (
    "answer the best objection that a reasonable opponent would make, or cite who makes this one"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each answered rebuttal by a bare, strongly worded claim."""
    map = context.map
    for inference in objections_in(map):
        if inference.kind is not Kind.REBUTTAL or len(inference.premises) != 1:
            continue
        claim = map.claims[inference.premises[0]]
        is_somebodys = claim.stated_in or claim.held_by or claim.evidence
        if is_somebodys or map.supports(claim.id) or not answers_to(map, inference):
            continue
        match = _EXTREME.search(claim.text)
        if match is None:
            continue
        message = f"does anybody make the objection {quote_claim(claim)}? It says “{match[0]}”"
        yield Finding.about(inference, message, _HELP, place=place_of_match(claim, match))


RULE = Rule("straw-objection", Severity.NOTE, find, ENGLISH)
