"""Reader of Argdown (https://argdown.org), version 2.

    ===
    title: Should school start at nine?
    ===

    [Nine]: School should start at nine. {side: later}      a statement, with data
      + <Sleep>: Teenagers would sleep more. #health        an argument that supports it, with a tag
        - They would go to bed later.                       an attack on that
      - [Childcare]: Parents must be at work by eight.

    <Learning>                                              an argument and its premise-conclusion structure:

    (1) Tired pupils learn little.
    (2) School is for learning.
    -- practical reasoning {uses: [1, 2]} --
      _ [Sport]: Some learn best when tired.                an undercutter of the step
    (3) [Nine]

How it becomes a map: a statement is a claim. An argument that is not reconstructed is a claim too, and its
relations are inferences from it. Of one that is reconstructed, each step is an inference with linked premises,
and its relations start from its main conclusion. An attack on it undercuts its last step. An undercut of what
is not reconstructed goes to the steps that start from it; where there are none, it rebuts the claim itself.
`><` is two rebuttals. Headings become tags, but for one that is the title of the whole.
"""

from __future__ import annotations

from collections import Counter

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.document import Document
from argmap.formats.argdown.front import read_front
from argmap.formats.argdown.parser import read_document
from argmap.formats.argdown.spelling import untold
from argmap.formats.argdown.steps import StepBuilder
from argmap.formats.shared.reading import Reading
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Span, error
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses

_START = "a statement is `[Title]: text`, or a paragraph of text"


def parse_argdown(text: str, name: str) -> Reading:
    """Return the map in an Argdown text; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        found: list[Diagnostic] = []
        document = read_document(text, name, found)
        return Reading.of(name, text, _map(document, name, found), found)


def _map(document: Document, name: str, found: list[Diagnostic]) -> ArgumentMap | None:
    if not document.nodes:
        found.append(error("no-claims", "there are no statements in this file", Span(name, 1, 1, 1, 1), _START))
        return None
    found += untold(document.statements)
    found += untold(document.arguments)
    try:
        return _built(document, found)
    except InvalidMap as invalid:
        found += invalid.diagnostics
        return None


def _built(document: Document, found: list[Diagnostic]) -> ArgumentMap:
    lost: Counter[str] = Counter()
    front = read_front(document, found, lost)
    claims = Claims(document, front, lost)
    steps = StepBuilder(document, claims, found, lost).build()
    found += losses("argmap", [(number, word) for word, number in lost.items()])
    return ArgumentMap.build(
        sides=claims.sides.values(),
        sources=claims.sources.values(),
        claims=claims.all,
        inferences=steps.all,
        places=front.places,
        **front.fields,
    )
