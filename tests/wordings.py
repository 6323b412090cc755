"""Keys, each claim with what students wrote in its place, from files in `paraphrases/`.

    * main: Zoos should be closed.                     the main claim
    = We should shut down all zoos.                    says the same
    ! Zoos should stay open.                           says the opposite
    ~ Circuses should be closed.                       says something else
    + main suffer: Animals suffer in small cages.      a reason for `main`; - is an objection

The first line of a file says what it is for. A line `# Zoos` begins a key; `# Zoos (de)` one in German.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from argmap import ArgumentMap, loads

FOLDER = Path(__file__).with_name("paraphrases")


class Wording(NamedTuple):
    """What a student wrote in the place of a claim of the key; `sort` is one of `=!~`."""

    claim: str
    sort: str
    text: str


class Topic(NamedTuple):
    """A key and what students wrote."""

    name: str
    claims: dict[str, str]
    places: dict[str, tuple[str, str]]
    wordings: list[Wording]
    language: str

    def map_with(self, texts: dict[str, str]) -> ArgumentMap:
        """Return a map in which claims have these texts, in their places; the others are missing."""
        claims = {}
        for id, text in texts.items():
            entry: dict[str, object] = {"text": text}
            for field, sign in (("premises", "+"), ("rebuttals", "-")):
                entry[field] = [other for other in texts if self.places.get(other) == (sign, id)]
            claims[id] = entry
        return loads(json.dumps({"language": self.language, "claims": claims}))

    @property
    def key(self) -> ArgumentMap:
        return self.map_with(self.claims)


def topics_in(name: str) -> list[Topic]:
    topics: list[Topic] = []
    claim = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]:
        sign, rest = line[0], line[2:]
        if sign == "#":
            name, _, language = rest.removesuffix(")").partition(" (")
            topics.append(Topic(name, {}, {}, [], language or "en"))
        elif sign in "=!~":
            topics[-1].wordings.append(Wording(claim, sign, rest))
        else:
            head, text = rest.split(": ", maxsplit=1)
            *target, claim = head.split()
            topics[-1].claims[claim] = text
            if target:
                topics[-1].places[claim] = (sign, target[0])
    return topics
