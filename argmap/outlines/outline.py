"""The outline of a map: sides, their main claims, and below each claim its reasons and objections.

A step onto claim 1 is 1.1, 1.2, …; the premises linked in one step share its number and differ by a
letter (1.2a, 1.2b); what stands against step 1.2 itself is 1.2.1. A claim is told once and referred to
afterwards. Below a certain depth an outline goes on under a number of its own, so that numbers stay
short however long a chain is.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from string import ascii_lowercase
from typing import NamedTuple

from argmap.model import ArgumentMap, Claim, Inference, Kind, Verdict
from argmap.model.graph import main_claims, side_of

MAX_DEPTH = 24


class Entry(NamedTuple):
    """One line of an outline.

    `depth` counts from 0 for a main claim. `kind` is how the claim bears on what stands above it,
    `None` at depth 0. `see` is the number where a claim is told instead of here, if anywhere.
    """

    number: str
    depth: int
    claim: Claim
    kind: Kind | None = None
    is_warrant: bool = False
    scheme: str = ""
    see: str = ""


class Section(NamedTuple):
    """A heading and the entries below it."""

    heading: str
    entries: tuple[Entry, ...]


class Outline(NamedTuple):
    """A map told in order.

    `verdicts`, if any, are shown with each claim, `sources` on request. `columns` is the width that text
    wraps to, 0 for none.
    """

    map: ArgumentMap
    sections: tuple[Section, ...]
    sources: bool
    verdicts: Mapping[str, Verdict]
    columns: int

    def role(self, entry: Entry) -> str:
        """Return how an entry bears on what stands above it: "Support", "Rebuttal (warrant)"."""
        if entry.kind is None:
            return ""
        said = ["warrant"] if entry.is_warrant else []
        said += [entry.scheme] if entry.scheme else []
        return entry.kind.value.capitalize() + (f" ({', '.join(said)})" if said else "")

    def reference(self, entry: Entry) -> str:
        """Return where a claim is told that is not told here: "see 1.2 (its-id)"."""
        return f"see {entry.see} ({entry.claim.id})"

    def marks(self, entry: Entry) -> str:
        """Return what must be known of a claim besides its text: "[implicit, unsupported]"."""
        claim, said = entry.claim, []
        if entry.see:
            return ""
        if claim.id in self.verdicts:
            said.append(self.verdicts[claim.id].value)
        if claim.implicit:
            said.append("implicit")
        if claim.assumed:
            said.append("common ground")
        if self.map.is_unsupported(claim.id):
            said.append("unsupported")
        return f"[{', '.join(said)}]" if said else ""

    def attribution(self, entry: Entry) -> str:
        """Return who holds a claim, where it is stated and what documents it, if that was asked for."""
        claim, said = entry.claim, []
        if not self.sources or entry.see:
            return ""
        for word, items in (
            ("held by", claim.held_by),
            ("stated in", claim.stated_in),
            ("evidence:", claim.evidence),
        ):
            if items:
                said.append(f"{word} {', '.join(str(item) for item in items)}")
        return "; ".join(said)

    def bibliography(self) -> list[tuple[str, str]]:
        """Return the id and the reference of each source, if sources were asked for."""
        return [(source.id, source.reference) for source in self.map.sources.values() if self.sources]


def outline(
    map: ArgumentMap, *, sources: bool = False, verdicts: Mapping[str, Verdict] | None = None, columns: int = 0
) -> Outline:
    """Return the outline of a map; `sources` asks for attributions and citations."""
    sections = tuple(section for section in _sections(map) if section.entries)
    return Outline(map, sections, sources, verdicts or {}, columns)


def _sections(map: ArgumentMap) -> Iterator[Section]:
    sides, mains = side_of(map), main_claims(map)
    headings = {side.id: side.name for side in map.sides.values()} | {"": "No side" if map.sides else ""}
    by_side = {side: [claim for claim in mains if sides[claim.id] == side] for side in headings}
    teller = _Teller(map, [claim.id for claims in by_side.values() for claim in claims])
    told = [
        (heading, [entry for claim in by_side[side] for entry in teller.root(claim.id)])
        for side, heading in headings.items()
    ]
    told.append(("Continued", list(teller.continued())))
    told.append(("Not connected to a main claim" if mains else "", list(teller.elsewhere())))
    for heading, entries in told:
        yield Section(heading, tuple(teller.resolved(entry) for entry in entries))


class _Homes:
    """Settles where each claim is told: below the step that leads to a root by the fewest attacks, then steps."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.step: dict[str, str] = {}
        self.met = itertools.count()

    def grow(self, roots: Iterable[str]) -> None:
        self.step |= dict.fromkeys(roots, "")
        heap = [(0, 0, next(self.met), step) for root in roots for step in self.map.onto(root)]
        while heap:
            attacks, depth, _, step = heappop(heap)
            attacks += step.kind is not Kind.SUPPORT
            inner = self.map.undercutters(step.id)
            for premise in step.premises:
                if premise not in self.step:
                    self.step[premise] = step.id
                    inner += self.map.onto(premise)
            for found in inner:
                heappush(heap, (attacks, depth + 1, next(self.met), found))


class _Teller:
    """Tells each claim at its home, and remembers under which number."""

    def __init__(self, map: ArgumentMap, mains: list[str]) -> None:
        self.map = map
        self.number = {claim: str(place) for place, claim in enumerate(mains, 1)}
        self.roots = len(mains)
        self.homes = _Homes(map)
        self.homes.grow(mains)
        self.waiting: deque[tuple[Entry, list[Inference]]] = deque()

    def root(self, claim: str) -> Iterator[Entry]:
        yield Entry(self.number[claim], 0, self.map.claims[claim])
        yield from self.steps(self.map.onto(claim), self.number[claim], 1)

    def steps(self, steps: list[Inference], number: str, depth: int) -> Iterator[Entry]:
        for place, step in enumerate(steps, 1):
            yield from self.step(step, f"{number}.{place}", depth)

    def step(self, step: Inference, number: str, depth: int) -> Iterator[Entry]:
        undercutters = self.map.undercutters(step.id)
        if len(step.premises) == 1:
            yield from self.premise(step, step.premises[0], number, depth, undercutters)
            return
        for letter, premise in zip(_letters(), step.premises, strict=False):
            yield from self.premise(step, premise, number + letter, depth, [])
        yield from self.steps(undercutters, number, depth + 1)

    def premise(
        self, step: Inference, premise: str, number: str, depth: int, undercutters: list[Inference]
    ) -> Iterator[Entry]:
        claim = self.map.claims[premise]
        at_home = self.homes.step[premise] == step.id and premise not in self.number
        inner = (self.map.onto(premise) if at_home else []) + undercutters
        see = "" if at_home else premise
        if inner and depth == MAX_DEPTH:
            see, inner = self.go_on_later(claim, inner), []
        if at_home:
            self.number[premise] = see or number
        yield Entry(number, depth, claim, step.kind, premise == step.warrant, step.scheme, see)
        yield from self.steps(inner, number, depth + 1)

    def go_on_later(self, claim: Claim, inner: list[Inference]) -> str:
        self.roots += 1
        self.waiting.append((Entry(str(self.roots), 0, claim), inner))
        return str(self.roots)

    def continued(self) -> Iterator[Entry]:
        while self.waiting:
            entry, inner = self.waiting.popleft()
            yield entry
            yield from self.steps(inner, entry.number, 1)

    def elsewhere(self) -> Iterator[Entry]:
        """Tell what no main claim leads to: first what bears on nothing, then what only goes round."""
        unused = [claim for claim in self.map.claims if not self.map.uses(claim)]
        for claim in [*unused, *self.map.claims]:
            if claim not in self.homes.step:
                self.homes.grow([claim])
                self.roots += 1
                self.number[claim] = str(self.roots)
                yield from self.root(claim)
                yield from self.continued()

    def resolved(self, entry: Entry) -> Entry:
        """Return an entry that refers to a number, where it referred to a claim."""
        return entry._replace(see=self.number[entry.see]) if entry.see in self.number else entry


def _letters() -> Iterator[str]:
    for size in itertools.count(1):
        yield from map("".join, itertools.product(ascii_lowercase, repeat=size))
