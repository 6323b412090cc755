"""Where the blanks of a worksheet are in its map, in words: what each bears on, and what on it.

[1] + “Rested pupils learn better.” — supports — “School should start at nine.”
Objection: “Buses would come at the wrong time.”
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.languages import words_for
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Inference, Kind
from argmap.util.text import one_line

Blanks = Mapping[str, str]
"""The ids of blanks, each with what it is called in words."""


def blanks_by_number(texts: Iterable[str]) -> Blanks:
    """Return what blanks are called where students see a picture: [1] for c1."""
    return {id: f"[{id.removeprefix('c')}]" for id in texts}


def places_of(map: ArgumentMap, blank: str, blanks: Blanks) -> Iterator[str]:
    """Yield what a blank bears on, and what bears on it."""
    words = words_for(map.language)
    for inference in map.uses(blank):
        others = [premise for premise in inference.premises if premise != blank]
        yield _relation(map, inference, [blank, *others], blanks)
    for inference in map.onto(blank):
        noun = words.reason if inference.kind is Kind.SUPPORT else words.objection
        yield f"{noun}{words.colon}{_join(map, words, inference.premises, blanks)}"


def relations_of(map: ArgumentMap, blanks: Blanks) -> Iterator[str]:
    """Yield each reason and objection of a map as a line."""
    for inference in map.inferences.values():
        yield _relation(map, inference, inference.premises, blanks)


def _relation(
    map: ArgumentMap, inference: Inference, premises: Iterable[str], blanks: Blanks
) -> str:
    words = words_for(map.language)
    verbs = {
        Kind.SUPPORT: words.supports,
        Kind.REBUTTAL: words.rebuts,
        Kind.UNDERCUTTER: words.undercuts_the_inference,
    }
    verb = words.outweighs if inference.weighing else verbs[inference.kind]
    targets: Sequence[str] = [inference.target]
    if inference.kind is Kind.UNDERCUTTER:
        targets = map.inferences[inference.target].premises
    ours = _join(map, words, premises, blanks)
    theirs = _join(map, words, targets, blanks)
    return f"{ours} — {verb} — {theirs}"


def _join(map: ArgumentMap, words: Words, claims: Iterable[str], blanks: Blanks) -> str:
    """Return claims as a person knows them: by their texts, or what blanks are called."""
    # A blank says nothing yet.
    return " + ".join(
        blanks.get(claim) or words.quote(one_line(map.claims[claim].text)) for claim in claims
    )
