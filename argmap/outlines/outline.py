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
from string import ascii_lowercase
from typing import NamedTuple

from argmap.model import ArgumentMap, Citation, Claim, Inference, Kind, Verdict
from argmap.model.homes import Homes, homes_of

# A level adds two characters or more to a number: at this depth it fills about half a line of a page.
MAX_DEPTH = 24

# A reference can be made before its claim has a number: it is filled in when the outline is complete.
_NUMBER_TO_COME = "?"


class OutlineEntry(NamedTuple):
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


class OutlineSection(NamedTuple):
    """A heading and the entries below it; the heading may be empty."""

    heading: str
    entries: tuple[OutlineEntry, ...]


class Outline(NamedTuple):
    """A map told in order.

    `verdicts`, if any, are shown with each claim, `sources` on request. `columns` is the width that text
    wraps to, 0 for none.
    """

    map: ArgumentMap
    sections: tuple[OutlineSection, ...]
    sources: bool
    verdicts: Mapping[str, Verdict]
    columns: int

    def role(self, entry: OutlineEntry) -> str:
        """Return how an entry bears on what stands above it: "Support", "Rebuttal (warrant)"."""
        if entry.kind is None:
            return ""
        role = entry.kind.value.capitalize()
        details = []
        if entry.is_warrant:
            details.append("warrant")
        if entry.scheme:
            details.append(entry.scheme)
        if details:
            role += f" ({', '.join(details)})"
        return role

    def reference(self, entry: OutlineEntry) -> str:
        """Return where a claim is told that is not told here: "see 1.2 (its-id)"."""
        return f"see {entry.see} ({entry.claim.id})"

    def marks(self, entry: OutlineEntry) -> str:
        """Return what must be known of a claim besides its text: "implicit, unsupported"."""
        if entry.see:
            return ""
        claim = entry.claim
        marks = []
        if claim.id in self.verdicts:
            marks.append(self.verdicts[claim.id].value)
        if claim.implicit:
            marks.append("implicit")
        if claim.assumed:
            marks.append("common ground")
        if self.map.is_unsupported(claim.id):
            marks.append("unsupported")
        return ", ".join(marks)

    def plain_entry(self, entry: OutlineEntry) -> str:
        """Return an entry without its number, as plain text: "Rebuttal: It is dear. [unsupported]"."""
        parts = []
        role = self.role(entry)
        if role:
            parts.append(f"{role}:")
        if entry.see:
            parts.append(self.reference(entry))
        else:
            parts.append(entry.claim.text)
        marks = self.marks(entry)
        if marks:
            parts.append(f"[{marks}]")
        return " ".join(parts)

    def attribution(self, entry: OutlineEntry) -> str:
        """Return who holds a claim, where it is stated and what documents it, if that was asked for."""
        if not self.sources or entry.see:
            return ""
        claim = entry.claim
        attributions = []
        if claim.held_by:
            attributions.append("held by " + ", ".join(claim.held_by))
        if claim.stated_in:
            attributions.append("stated in " + _listed(claim.stated_in))
        if claim.evidence:
            attributions.append("evidence: " + _listed(claim.evidence))
        return "; ".join(attributions)

    def bibliography(self) -> list[tuple[str, str]]:
        """Return the id and the reference of each source, if sources were asked for."""
        if not self.sources:
            return []
        return [(source.id, source.reference) for source in self.map.sources.values()]


def _listed(citations: Iterable[Citation]) -> str:
    return ", ".join(str(citation) for citation in citations)


def outline(
    map: ArgumentMap, *, sources: bool = False, verdicts: Mapping[str, Verdict] | None = None, columns: int = 0
) -> Outline:
    """Return the outline of a map, in which every claim is told once.

    Args:
        map: the map to tell.
        sources: whether attributions, citations and the list of sources are told, too.
        verdicts: claim id -> the verdict to show with it, if any.
        columns: how wide the reader's terminal is; 0 where lines are not to be wrapped.
    """
    sections = tuple(section for section in _sections(map) if section.entries)
    return Outline(map, sections, sources, verdicts or {}, columns)


def numbers_of_claims(map: ArgumentMap) -> dict[str, str]:
    """Return the number under which each claim of a map is told, by its id."""
    entries = itertools.chain.from_iterable(section.entries for section in _sections(map))
    return {entry.claim.id: entry.number for entry in entries if not entry.see}


def _sections(map: ArgumentMap) -> list[OutlineSection]:
    """Return the sections of an outline in order; some may be empty."""
    headings = {side.id: side.name for side in map.sides.values()}
    # What is on no side, or serves several, comes last; where a map has no sides this is all, under no heading.
    headings[""] = "No side" if map.sides else ""

    homes = homes_of(map)
    builder = _OutlineBuilder(map, homes)
    sections = []
    for side, heading in headings.items():
        entries: list[OutlineEntry] = []
        for main in homes.mains[side]:
            entries += builder.root_entries(main)
        sections.append(OutlineSection(heading, tuple(entries)))

    postponed = tuple(builder.postponed_entries())
    sections.append(OutlineSection("Continued", postponed))

    unconnected = tuple(builder.unconnected_entries())
    heading = "Not connected to a main claim" if homes.mains_in_order else ""
    sections.append(OutlineSection(heading, unconnected))
    return [builder.with_references(section) for section in sections]


class _OutlineBuilder:
    """Makes the entries of an outline, in the order in which they are told.

    A claim is told below the number of the step in which it is at home; elsewhere it is referred to.
    """

    def __init__(self, map: ArgumentMap, homes: Homes) -> None:
        self.map = map
        self.homes = homes
        mains = homes.mains_in_order
        self.root_count = len(mains)
        # Main claims are numbered before anything is told, so that those of the first side can refer to the others.
        self.number_of_claim = {claim: str(place) for place, claim in enumerate(mains, 1)}
        self.postponed: deque[tuple[OutlineEntry, list[Inference]]] = deque()

    def root_entries(self, claim: str) -> Iterator[OutlineEntry]:
        """Yield the entry of a root and those below it."""
        number = self.number_of_claim[claim]
        yield OutlineEntry(number, 0, self.map.claims[claim])
        yield from self.step_entries(self.map.onto(claim), number, 1)

    def step_entries(self, steps: Iterable[Inference], number_above: str, depth: int) -> Iterator[OutlineEntry]:
        """Yield the entries of the steps onto what has the number above, and those below them."""
        for place, step in enumerate(steps, 1):
            number = f"{number_above}.{place}"
            undercutters = self.map.undercutters(step.id)
            if len(step.premises) == 1:
                # Premise and step have the same number, so what bears on either is counted on.
                (premise,) = step.premises
                yield from self.premise_entries(step, premise, number, depth, undercutters)
                continue
            letters = _letters()
            for premise in step.premises:
                lettered = number + next(letters)
                yield from self.premise_entries(step, premise, lettered, depth, [])
            yield from self.step_entries(undercutters, number, depth + 1)

    def premise_entries(
        self, step: Inference, premise: str, number: str, depth: int, undercutters: list[Inference]
    ) -> Iterator[OutlineEntry]:
        """Yield the entry of a premise and those of the steps onto it, if here is its home, then the undercutters."""
        claim = self.map.claims[premise]
        is_home = self.homes.step_of[premise] == step.id
        if is_home:
            steps_below = self.map.onto(premise) + undercutters
            see = ""
        else:
            steps_below = undercutters
            see = _NUMBER_TO_COME
        if steps_below and depth == MAX_DEPTH:
            see = self.postpone(claim, steps_below)
            steps_below = []
        if is_home:
            self.number_of_claim[premise] = see or number
        yield OutlineEntry(
            number,
            depth,
            claim,
            kind=step.kind,
            is_warrant=premise == step.warrant,
            scheme=step.scheme,
            see=see,
        )
        yield from self.step_entries(steps_below, number, depth + 1)

    def postpone(self, claim: Claim, steps: list[Inference]) -> str:
        """Return the number of its own under which a claim and the steps onto it are told later."""
        number = self.new_root_number()
        self.postponed.append((OutlineEntry(number, 0, claim), steps))
        return number

    def new_root_number(self) -> str:
        self.root_count += 1
        return str(self.root_count)

    def postponed_entries(self) -> Iterator[OutlineEntry]:
        """Yield the entries of all that was postponed, and of what is postponed meanwhile."""
        while self.postponed:
            entry, steps = self.postponed.popleft()
            yield entry
            yield from self.step_entries(steps, entry.number, 1)

    def unconnected_entries(self) -> Iterator[OutlineEntry]:
        """Yield the entries of what no main claim leads to."""
        for claim in self.homes.loose:
            self.number_of_claim[claim] = self.new_root_number()
            yield from self.root_entries(claim)
            yield from self.postponed_entries()

    def with_references(self, section: OutlineSection) -> OutlineSection:
        """Return a section with the numbers that were to come."""
        entries = []
        for entry in section.entries:
            if entry.see != _NUMBER_TO_COME:
                entries.append(entry)
                continue
            number = self.number_of_claim[entry.claim.id]
            entries.append(entry._replace(see=number))
        return OutlineSection(section.heading, tuple(entries))


def _letters() -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, …"""
    for size in itertools.count(1):
        for letters in itertools.product(ascii_lowercase, repeat=size):
            yield "".join(letters)
