"""How well claims of students are recognized, measured on pairs that say the same, the opposite, or something else.

Files in `paraphrases/` hold keys, each claim with what students wrote in its place:

    * main: Zoos should be closed.                     the main claim
    = We should shut down all zoos.                    says the same
    ! Zoos should stay open.                           says the opposite
    ~ Circuses should be closed.                       says something else
    + main suffer: Animals suffer in small cages.      a reason for `main`; - is an objection

The constants were chosen by `tuned.txt`; `held_out.txt` shows what they are worth.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from argmap import ArgumentMap, loads
from argmap.comparison.compare import Comparison, compare
from argmap.languages.lexicons import lexicon_for

FOLDER = Path(__file__).with_name("paraphrases")
ENGLISH = lexicon_for("en")


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

    def map_with(self, texts: dict[str, str]) -> ArgumentMap:
        """Return a map in which claims have these texts, in their places; the others are missing."""
        claims = {}
        for id, text in texts.items():
            entry: dict[str, object] = {"text": text}
            for field, sign in (("premises", "+"), ("rebuttals", "-")):
                entry[field] = [other for other in texts if self.places.get(other) == (sign, id)]
            claims[id] = entry
        import json

        return loads(json.dumps({"claims": claims}))

    @property
    def key(self) -> ArgumentMap:
        return self.map_with(self.claims)


def topics_in(name: str) -> list[Topic]:
    topics: list[Topic] = []
    claim = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]:
        sign, rest = line[0], line[2:]
        if sign == "#":
            topics.append(Topic(rest, {}, {}, []))
        elif sign in "=!~":
            topics[-1].wordings.append(Wording(claim, sign, rest))
        else:
            head, text = rest.split(": ", maxsplit=1)
            *target, claim = head.split()
            topics[-1].claims[claim] = text
            if target:
                topics[-1].places[claim] = (sign, target[0])
    return topics


class Found(NamedTuple):
    """What became of a wording: the claims of the key that are named, and the first of them."""

    wording: Wording
    named: tuple[str, ...]
    is_marked: bool


def students(topic: Topic) -> list[list[Wording]]:
    """Return the wordings as maps of students: each has one per claim at most."""
    by_claim: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in topic.wordings:
        by_claim[wording.claim].append(wording)
    number = max(map(len, by_claim.values()))
    return [
        [wordings[student] for wordings in by_claim.values() if student < len(wordings)]
        for student in range(number)
    ]


def found_in(topic: Topic) -> list[Found]:
    key = topic.key
    found = []
    for wordings in students(topic):
        texts = {wording.claim: wording.text for wording in wordings}
        # Where a claim is missing, what bears on it has nothing to bear on: the key's is there.
        for claim, (_, target) in topic.places.items():
            if claim in texts and target not in texts:
                texts[target] = topic.claims[target]
        comparison = compare(topic.map_with(texts), key, lexicon=ENGLISH)
        found += [_found(comparison, wording) for wording in wordings]
    return found


def _found(comparison: Comparison, wording: Wording) -> Found:
    match = comparison.claims.matches.get(wording.claim)
    named = list(comparison.claims.candidates.get(wording.claim, ()))
    if match is not None:
        named.insert(0, match.theirs)
        assert not match.is_certain, wording
    text = comparison.theirs.claims[wording.claim].text
    marked = ENGLISH.are_opposite(ENGLISH.plain(wording.text), ENGLISH.plain(text))
    return Found(wording, tuple(dict.fromkeys(named)), marked)


def measure(name: str) -> dict[str, tuple[int, int]]:
    """Return how many wordings are recognized, and of how many."""
    found = [each for topic in topics_in(name) for each in found_in(topic)]
    same = [each for each in found if each.wording.sort == "="]
    opposite = [each for each in found if each.wording.sort == "!"]
    return {
        "named": (sum(each.wording.claim in each.named for each in same), len(same)),
        "first": (sum(each.named[:1] == (each.wording.claim,) for each in same), len(same)),
        "marked": (sum(each.is_marked for each in opposite), len(opposite)),
        "same marked": (sum(each.is_marked for each in same), len(same)),
    }


if __name__ == "__main__":
    import sys

    for name in ("tuned", "held_out"):
        print(name, measure(name))
    if "-v" in sys.argv:
        for topic in topics_in("tuned"):
            for each in found_in(topic):
                sort = each.wording.sort
                if sort == "=" and (each.named[:1] != (each.wording.claim,) or each.is_marked):
                    print(topic.name, each)
                if sort == "!" and not each.is_marked:
                    print(topic.name, each)
