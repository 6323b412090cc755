"""What the editor shows and changes of a map, and a page does not show: what its author wrote.

    {"inferences": ["healthy:supports:go"], "sides": [["yes", "Go"], ["no", "Stay"]],
     "written": [{"text": "Cycling is healthy.", "side": "", "main": false, "type": "",
                  "evidence": []}]}

A claim's place in `written` is its number in the page's data, and so is that of an inference.
"""

from __future__ import annotations

from typing import TypedDict

from argmap.editing import EvidenceWords
from argmap.languages import words_for
from argmap.model import ArgumentMap


class WrittenClaim(TypedDict):
    """A claim as its author wrote it.

    Attributes:
        text: its text, with the marks that a page does not show.
        side: the side that it names itself; "" if it names none.
        main: whether it is marked as a main claim.
        type: what it is, such as a value; "" if that is not said.
        evidence: its citations, as a person reads and types them.
    """

    text: str
    side: str
    main: bool
    type: str
    evidence: list[str]


class WrittenParts(TypedDict):
    """What the author of a map wrote.

    Attributes:
        inferences: the ids of the inferences, in the order of the page's data.
        written: the claims, in that order.
        sides: the id of each side, and its name.
    """

    inferences: list[str]
    written: list[WrittenClaim]
    sides: list[tuple[str, str]]


def written_parts(map: ArgumentMap) -> WrittenParts:
    """Return what the author of a map wrote."""
    written: list[WrittenClaim] = []
    words = EvidenceWords(map.sources, words_for(map.language))
    for claim in map.claims.values():
        evidence = [words.write(each) for each in claim.evidence]
        written.append({
            "text": claim.text, "side": claim.side, "main": claim.main, "type": claim.type,
            "evidence": evidence,
        })  # fmt: skip
    sides = [(side.id, side.name) for side in map.sides.values()]
    return {"inferences": [*map.inferences], "written": written, "sides": sides}
