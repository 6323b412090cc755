"""How two maps differ: in their claims and inferences, and in what is written about them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from argmap.comparison.alignment import InferenceMatch, MapView, match_sides, match_sources
from argmap.comparison.claim_alignment import ClaimMatch, ClaimMatches
from argmap.comparison.differences import Difference, DifferenceKind, Sort, Where
from argmap.model import ArgumentMap, Citation, Claim, Inference, Kind, Side, Source
from argmap.model.fields import names_of
from argmap.util.text import plain_text

GROUND = "ground"
"""The field of a difference where one claim is common ground or documented and the other is not."""

BASICS = ("side", "main", GROUND)
"""What is compared of a claim, besides its text, where not every field counts."""

_MOST_FOLLOWED = 300
"""At most this many claims, the nearest first, are looked at to see what a claim bears on."""

Part = Claim | Inference | Side | Source


class DifferenceSearch:
    """Finds the differences between two maps, each with the one that it only follows from, if any.

    Attributes:
        ours, theirs: the maps, each with what matches in the other.
    """

    def __init__(
        self,
        ours: ArgumentMap,
        theirs: ArgumentMap,
        claims: ClaimMatches,
        inferences: Mapping[str, InferenceMatch],
        *,
        count_implicit: bool,
    ) -> None:
        self._claims = claims
        self._inferences = inferences
        self.ours = MapView(ours, count_implicit=count_implicit)
        self.theirs = MapView(theirs, count_implicit=count_implicit)
        matched: list[ClaimMatch | InferenceMatch] = [
            *claims.matches.values(),
            *inferences.values(),
        ]
        for match in matched:
            self.ours.matches[match.ours] = match.theirs
            self.theirs.matches[match.theirs] = match.ours
        for claim_match in claims.matches.values():
            if not claim_match.is_certain:
                self.ours.open_claims.add(claim_match.ours)
                self.theirs.open_claims.add(claim_match.theirs)
        self._sides = match_sides(ours, theirs, claims.matches.values())
        self._found: list[Difference] = []
        self._causes: list[int | None] = []

    def is_certain(self, match: InferenceMatch) -> bool:
        """Return whether two inferences match that rest on no claim that is open."""
        return self.ours.is_certain(match.ours) and self.theirs.is_certain(match.theirs)

    def in_order(self) -> tuple[Difference, ...]:
        """Return the differences as they were found, what follows from another under that one."""
        followers: defaultdict[int | None, list[Difference]] = defaultdict(list)
        # A cause is found before what follows from it: seen from the end, all its followers are
        # known when its turn comes.
        for number in reversed(range(len(self._found))):
            follows = tuple(reversed(followers[number]))
            difference = replace(self._found[number], follows=follows)
            followers[self._causes[number]].append(difference)
        return tuple(reversed(followers[None]))

    def _add(
        self,
        sort: Sort,
        kind: DifferenceKind,
        ours: tuple[str, ...] = (),
        theirs: tuple[str, ...] = (),
        field: str = "",
        *,
        where: Where | None = None,
        is_certain: bool = True,
        cause: int | None = None,
    ) -> int:
        """Add a difference that follows from an earlier one, or from none; return its number."""
        self._found.append(Difference(sort, kind, ours, theirs, field, where, is_certain))
        self._causes.append(cause)
        return len(self._found) - 1

    def compare_claims(self) -> None:
        """Add which claims are reworded, joined, missing and extra."""
        for match in self._claims.matches.values():
            text = self.ours.map.claims[match.ours].text
            other_text = self.theirs.map.claims[match.theirs].text
            # What is only probably the same may say something else.
            if match.is_certain and plain_text(text) != plain_text(other_text):
                self._add(Sort.CLAIM, DifferenceKind.REWORDED, (match.ours,), (match.theirs,))
        # What the two claims would bear on, if they were apart, is reported under this.
        for whole, parts in self._claims.merged:
            cause = self._add(Sort.CLAIM, DifferenceKind.MERGED, (whole,), parts)
            self.ours.causes[whole] = cause
            self.theirs.causes |= dict.fromkeys(parts, cause)
        for whole, parts in self._claims.split:
            cause = self._add(Sort.CLAIM, DifferenceKind.SPLIT, parts, (whole,))
            self.theirs.causes[whole] = cause
            self.ours.causes |= dict.fromkeys(parts, cause)
        self._add_unmatched(Sort.CLAIM)

    def _add_unmatched(self, sort: Sort) -> None:
        """Add the claims, or the inferences, that only one of the maps has."""
        # What is not in ours because of a claim that is missing is reported under that claim.
        for id in self.theirs.unmatched(sort):
            self.theirs.causes[id] = self._add(
                sort,
                DifferenceKind.MISSING,
                theirs=(id,),
                cause=self.theirs.cause_of(id),
                is_certain=self.theirs.is_certain(id),
            )
        for id in self.ours.unmatched(sort):
            self.ours.causes[id] = self._add(
                sort,
                DifferenceKind.EXTRA,
                ours=(id,),
                cause=self.ours.cause_of(id),
                is_certain=self.ours.is_certain(id),
            )

    def compare_inferences(self) -> None:
        """Add which inferences differ from their match, are missing or extra.

        The claims have to be compared before: most of this follows from how they differ.
        """
        for match in self._inferences.values():
            self._compare_inference(match)
        self._add_unmatched(Sort.INFERENCE)

    def _compare_inference(self, match: InferenceMatch) -> None:
        """Add how an inference of ours differs from its match: in kind, target and premises."""
        inference = self.ours.map.inferences[match.ours]
        other = self.theirs.map.inferences[match.theirs]
        add = partial(self._add, Sort.INFERENCE, is_certain=self.is_certain(match))
        ours, theirs = (match.ours,), (match.theirs,)
        if inference.kind is not other.kind:
            add(DifferenceKind.OTHER_KIND, ours, theirs)
        if match.is_reversed:
            add(DifferenceKind.REVERSED, ours, theirs)
            return  # its target and its premises differ by that alone
        if not self._has_same_target(inference, other):
            cause = self.theirs.cause_of(other.id)
            if cause is None:
                cause = self.ours.cause_of(inference.id)
            where = self._where(inference, other)
            add(DifferenceKind.OTHER_TARGET, ours, theirs, where=where, cause=cause)
        # In one map the premises may be linked that are independent in the other:
        # ours: a supports c, b supports c; theirs: a+b supports c.
        parted = _parts(self.ours, inference, other)
        if parted:
            cause = add(DifferenceKind.UNLINKED, (*ours, *parted), theirs)
            self.ours.causes |= dict.fromkeys(parted, cause)
        joined = _parts(self.theirs, other, inference)
        if joined:
            cause = add(DifferenceKind.LINKED, ours, (*theirs, *joined))
            self.theirs.causes |= dict.fromkeys(joined, cause)
        for premise in _other_premises(self.theirs, other, self.ours, (*ours, *parted)):
            cause = self.theirs.causes.get(premise)
            add(DifferenceKind.PREMISE_MISSING, ours, (*theirs, premise), cause=cause)
        for premise in _other_premises(self.ours, inference, self.theirs, (*theirs, *joined)):
            cause = self.ours.causes.get(premise)
            add(DifferenceKind.PREMISE_EXTRA, (*ours, premise), theirs, cause=cause)

    def _has_same_target(self, inference: Inference, other: Inference) -> bool:
        """Return whether two inferences bear on claims, or undercut inferences, that match.

        An objection to a claim and one to an inference onto that claim differ in kind alone.
        """
        target, other_target = inference.target, other.target
        if not inference.kind is other.kind is Kind.UNDERCUTTER:
            target = self.ours.map.claim_under(inference.id)
            other_target = self.theirs.map.claim_under(other.id)
        return self.ours.matches.get(target) == other_target

    def _where(self, inference: Inference, other: Inference) -> Where | None:
        """Return where an inference leads to, seen from where its match does.

        None if the maps do not both have the two places.
        """
        target = self.ours.map.claim_under(inference.id)
        right_target = self.theirs.map.claim_under(other.id)
        target_in_theirs = self.ours.matches.get(target)
        right_target_in_ours = self.theirs.matches.get(right_target)
        if target_in_theirs is None or right_target_in_ours is None:
            return None
        if target_in_theirs == right_target:
            return None
        # Both are claims of both maps, by their ids in ours and in theirs.
        led_to, right = (target, target_in_theirs), (right_target_in_ours, right_target)
        is_above = self._bears_on(right, led_to)
        if is_above == self._bears_on(led_to, right):
            return Where.BESIDE
        return Where.ABOVE if is_above else Where.BELOW

    def _bears_on(self, claim: tuple[str, str], other: tuple[str, str]) -> bool:
        """Return whether inferences lead from a claim to another in either map."""
        if _leads_to(self.theirs.map, claim[1], other[1]):
            return True
        return _leads_to(self.ours.map, claim[0], other[0])

    def compare_basics(self) -> None:
        """Add which matching claims differ in side, ground, or in being a main claim.

        What is not written, such as the side of a claim that follows from others, is not compared.
        """
        for match in self._claims.matches.values():
            claim = self.ours.map.claims[match.ours]
            other = self.theirs.map.claims[match.theirs]
            fields = []
            if claim.side and other.side and self._sides.get(claim.side) != other.side:
                fields.append("side")
            if claim.main is not other.main:
                fields.append("main")
            has_same_evidence = bool(claim.evidence) == bool(other.evidence)
            if claim.common_ground != other.common_ground or not has_same_evidence:
                fields.append(GROUND)
            self._add_fields(Sort.CLAIM, claim, other, fields, is_certain=match.is_certain)

    def compare_fields(self) -> None:
        """Add every field of the maps and of their matching parts that differs."""
        ours, theirs = self.ours.map, self.theirs.map
        for field in _differing_fields(ours, theirs, ("sides", "sources", "claims", "inferences")):
            self._add(Sort.MAP, DifferenceKind.FIELD, field=field)
        sources = match_sources(ours, theirs, self._claims.matches.values())
        self._compare_named(Sort.SIDE, ours.sides, theirs.sides, self._sides)
        self._compare_named(Sort.SOURCE, ours.sources, theirs.sources, sources)
        for match in self._claims.matches.values():
            claim, other = ours.claims[match.ours], theirs.claims[match.theirs]
            # Parts with the same id match, so that the id of a part that only our map has cannot
            # mean another one in theirs.
            comparable = replace(
                claim,
                side=self._sides.get(claim.side, claim.side),
                evidence=_with_ids(claim.evidence, sources),
                stated_in=_with_ids(claim.stated_in, sources),
            )
            fields = _differing_fields(comparable, other, ("text",))
            if claim.has_own_id and other.has_own_id and claim.id != other.id:
                fields.insert(0, "id")
            self._add_fields(Sort.CLAIM, claim, other, fields, is_certain=match.is_certain)
        for inference_match in self._inferences.values():
            inference = ours.inferences[inference_match.ours]
            counterpart = theirs.inferences[inference_match.theirs]
            stated_in = _with_ids(inference.stated_in, sources)
            fields = _differing_fields(
                replace(inference, stated_in=stated_in), counterpart, ("kind", "premises", "target")
            )
            is_certain = self.ours.is_certain(inference.id)
            self._add_fields(Sort.INFERENCE, inference, counterpart, fields, is_certain=is_certain)

    def _add_fields(
        self, sort: Sort, part: Part, other: Part, fields: Iterable[str], *, is_certain: bool = True
    ) -> None:
        for field in fields:
            both = (part.id,), (other.id,)
            self._add(sort, DifferenceKind.FIELD, *both, field, is_certain=is_certain)

    def _compare_named(
        self,
        sort: Sort,
        ours: Mapping[str, Side] | Mapping[str, Source],
        theirs: Mapping[str, Side] | Mapping[str, Source],
        matches: Mapping[str, str],
    ) -> None:
        """Add how sides, or sources, differ."""
        our_ids = {their_id: our_id for our_id, their_id in matches.items()}
        for id, other in theirs.items():
            if id in our_ids:
                part = ours[our_ids[id]]
                fields = _differing_fields(part, other)
                if part.id != id:
                    fields.insert(0, "id")
                self._add_fields(sort, part, other, fields)
            else:
                self._add(sort, DifferenceKind.MISSING, theirs=(id,))
        for id in ours:
            if id not in matches:
                self._add(sort, DifferenceKind.EXTRA, (id,))


def _parts(view: MapView, inference: Inference, match: Inference) -> list[str]:
    """Return unmatched inferences that, beside an inference, bring other premises of its match."""
    parts = []
    missing = set(match.premises).difference(map(view.matches.get, inference.premises))
    for part in view.map.onto(inference.target):
        if part.id in view.matches or part.kind is not inference.kind:
            continue
        premises = set(map(view.matches.get, part.premises))
        if missing.issuperset(premises):
            parts.append(part.id)
            missing.difference_update(premises)
    return parts


def _other_premises(
    view: MapView, inference: Inference, other_view: MapView, others: Iterable[str]
) -> Iterator[str]:
    """Yield the premises of an inference, if they count, that some of the other map do not have."""
    premises: set[str | None] = set()
    for other in others:
        premises.update(map(other_view.matches.get, other_view.map.inferences[other].premises))
    for premise in inference.premises:
        if premise not in premises and view.counts(premise):
            yield premise


def _leads_to(map: ArgumentMap, claim: str, goal: str) -> bool:
    """Return whether inferences lead from a claim to another, as far as a person would look."""
    reached = {claim}
    pending = deque([claim])
    while pending and len(reached) < _MOST_FOLLOWED:
        for inference in map.uses(pending.popleft()):
            target = map.claim_under(inference.id)
            if target == goal:
                return True
            if target not in reached:
                reached.add(target)
                pending.append(target)
    return False


def _with_ids(citations: Iterable[Citation], sources: Mapping[str, str]) -> tuple[Citation, ...]:
    """Return citations of ours with the ids of sources in their map; others keep their own."""
    renamed = []
    for citation in citations:
        source = sources.get(citation.source, citation.source)
        renamed.append(Citation(source, citation.locator))
    return tuple(renamed)


def _differing_fields(
    part: Part | ArgumentMap, other: Part | ArgumentMap, besides: tuple[str, ...] = ()
) -> list[str]:
    """Return the fields of two parts of one type that differ."""
    fields = []
    for field in names_of(type(part)):
        if field not in besides and getattr(part, field) != getattr(other, field):
            fields.append(field)
    return fields
