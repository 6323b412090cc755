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
from argmap.formats.argdown.spelling import untold_titles
from argmap.formats.argdown.step_drafts import draft_steps
from argmap.formats.argdown.steps import build_steps
from argmap.formats.shared.reading import Reading
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Span, error
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses


def parse_argdown(text: str, name: str) -> Reading:
    """Return the map in an Argdown text, and what is wrong with the text.

    Args:
        text: an Argdown text.
        name: what diagnostics call the file.
    """
    with garbage_collection_paused():
        diagnostics: list[Diagnostic] = []
        document = read_document(text, name, diagnostics)
        map = _map_of(document, name, diagnostics)
        return Reading.of(name, text, map, diagnostics)


def _map_of(document: Document, name: str, diagnostics: list[Diagnostic]) -> ArgumentMap | None:
    if not document.elements:
        message, help = "there are no statements in this file", "a statement is `[Title]: text`, or a paragraph of text"
        diagnostics.append(error("no-claims", message, Span(name, 1, 1, 1, 1), help))
        return None
    # Apart, for a statement and an argument may have the same title.
    diagnostics += untold_titles(document.statements)
    diagnostics += untold_titles(document.arguments)
    try:
        return _build_map(document, diagnostics)
    except InvalidMap as invalid:
        diagnostics += invalid.diagnostics
        return None


def _build_map(document: Document, diagnostics: list[Diagnostic]) -> ArgumentMap:
    lost: Counter[str] = Counter()
    front = read_front(document, diagnostics, lost)
    claims = Claims(document, front, lost)
    drafts = draft_steps(document, claims, diagnostics, lost)
    steps = build_steps(drafts, claims)
    diagnostics += losses("argmap", [(number, word) for word, number in lost.items()])
    return ArgumentMap.build(
        sides=claims.sides.values(),
        sources=claims.sources.values(),
        claims=claims.all,
        inferences=steps.all,
        places=front.places,
        **front.fields,
    )
