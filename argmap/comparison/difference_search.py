"""How two maps differ: in their claims and inferences, and in what is written about them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from argmap.comparison.alignment import (
    InferenceMatch,
    InferenceMatches,
    MapView,
    Matches,
    match_sides,
    match_sources,
)
from argmap.comparison.claim_alignment import ClaimMatches
from argmap.comparison.differences import (
    Difference,
    DifferenceKind,
    Differences,
    Ids,
    Part,
    Sort,
    Where,
)
from argmap.model import ArgumentMap, Citation, Claim, Inference, Kind, Side, Source
from argmap.model.fields import names_of
from argmap.util.text import plain_text

GROUND = "ground"
"""The field of a difference where one claim is common ground or documented and the other is not."""

BASICS = ("side", "main", GROUND, "standard")
"""What is compared of a claim, besides its text, where not every field counts."""

_MOST_FOLLOWED = 300
"""At most this many claims, the nearest first, are looked at to see what a claim bears on."""

_Named = Mapping[str, Side | Source]
_Comparable = Part | ArgumentMap
_Citations = tuple[Citation, ...]

_ClaimPair = tuple[Claim, Claim, bool]
"""A claim of ours, its match in theirs, and whether this is certain."""

_Number = int | None
"""The number of a difference, in the order in which they are found."""


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
        inferences: InferenceMatches,
        *,
        count_implicit: bool,
    ) -> None:
        self._claims = claims
        self._inferences = inferences
        self.ours = MapView(ours, count_implicit=count_implicit)
        self.theirs = MapView(theirs, count_implicit=count_implicit)
        our_matches = self.ours.matches
        their_matches = self.theirs.matches
        for match in claims.matches.values():
            our_matches[match.ours] = match.theirs
            their_matches[match.theirs] = match.ours
            if not match.is_certain:
                self.ours.open_claims.add(match.ours)
                self.theirs.open_claims.add(match.theirs)
        our_matches.update(claims.repeated)
        for our_id, others in claims.also.items():
            for other in others:
                their_matches.setdefault(other, our_id)
        for id, other_id, _ in inferences.values():
            our_matches[id] = other_id
            their_matches[other_id] = id
        self._sides = match_sides(ours, theirs, claims)
        self._found: list[Difference] = []
        self._causes: list[_Number] = []

    def is_certain(self, match: InferenceMatch) -> bool:
        """Return whether two inferences match that rest on no claim that is open."""
        if not self.ours.is_certain(match.ours):
            return False
        return self.theirs.is_certain(match.theirs)

    def in_order(self) -> Differences:
        """Return the differences as they were found, what follows from another under that one."""
        followers: defaultdict[_Number, deque[Difference]] = defaultdict(deque)
        # A cause is found before what follows from it: seen from the end, all its followers are
        # known when its turn comes.
        for number in reversed(range(len(self._found))):
            difference = self._found[number]
            cause = self._causes[number]
            follows = tuple(followers[number])
            complete = replace(difference, follows=follows)
            followers[cause].appendleft(complete)
        return tuple(followers[None])

    def _add(
        self,
        sort: Sort,
        kind: DifferenceKind,
        ours: Ids = (),
        theirs: Ids = (),
        field: str = "",
        *,
        where: Where | None = None,
        is_certain: bool = True,
        cause: _Number = None,
    ) -> int:
        """Add a difference that follows from an earlier one, or from none; return its number."""
        difference = Difference(sort, kind, ours, theirs, field, where, is_certain)
        self._found.append(difference)
        self._causes.append(cause)
        return len(self._found) - 1

    def _claim_pairs(self) -> Iterator[_ClaimPair]:
        """Yield our claims that match, each with its match, and whether this is certain."""
        ours = self.ours.map.claims
        theirs = self.theirs.map.claims
        for match in self._claims.matches.values():
            claim = ours[match.ours]
            other = theirs[match.theirs]
            yield claim, other, match.is_certain

    def compare_claims(self) -> None:
        """Add which claims are reworded, joined, missing and extra."""
        for claim, other, is_certain in self._claim_pairs():
            # What is only probably the same may say something else.
            if not is_certain:
                continue
            text = plain_text(claim.text)
            other_text = plain_text(other.text)
            if text != other_text:
                ids = (claim.id,)
                other_ids = (other.id,)
                self._add(Sort.CLAIM, DifferenceKind.REWORDED, ids, other_ids)
        for whole, parts in self._claims.merged:
            self._add_joined(DifferenceKind.MERGED, (whole,), parts)
        for whole, parts in self._claims.split:
            self._add_joined(DifferenceKind.SPLIT, parts, (whole,))
        self._add_unmatched(Sort.CLAIM)

    def _add_joined(self, kind: DifferenceKind, ours: Ids, theirs: Ids) -> None:
        # What the two claims would bear on, if they were apart, is reported under this.
        number = self._add(Sort.CLAIM, kind, ours, theirs)
        self.ours.add_cause(ours, number)
        self.theirs.add_cause(theirs, number)

    def _add_unmatched(self, sort: Sort) -> None:
        """Add the claims, or the inferences, that only one of the maps has."""
        ours, theirs = self.ours, self.theirs
        add = partial(self._add, sort)
        # What is not in ours because of a claim that is missing is reported under that claim.
        for id in theirs.unmatched(sort):
            cause = theirs.cause_of(id)
            is_certain = theirs.is_certain(id)
            missing = (id,)
            number = add(DifferenceKind.MISSING, (), missing, is_certain=is_certain, cause=cause)
            theirs.add_cause(missing, number)
        for id in ours.unmatched(sort):
            cause = ours.cause_of(id)
            is_certain = ours.is_certain(id)
            extra = (id,)
            number = add(DifferenceKind.EXTRA, extra, is_certain=is_certain, cause=cause)
            ours.add_cause(extra, number)

    def compare_inferences(self) -> None:
        """Add which inferences differ from their match, are missing or extra.

        The claims have to be compared before: most of this follows from how they differ.
        """
        for match in self._inferences.values():
            self._compare_inference(match)
        self._add_unmatched(Sort.INFERENCE)

    def _compare_inference(self, match: InferenceMatch) -> None:
        """Add how an inference of ours differs from its match: in kind, target and premises."""
        ours, theirs = self.ours, self.theirs
        id, other_id, is_reversed = match
        ids, other_ids = (id,), (other_id,)
        inference = ours.map.inferences[id]
        other = theirs.map.inferences[other_id]
        is_certain = self.is_certain(match)
        add = partial(self._add, Sort.INFERENCE, is_certain=is_certain)
        has_other_kind = (inference.kind, inference.weighing) != (other.kind, other.weighing)
        # Where one of them leads through an objection that only its map has, the kinds differ only
        # because of that.
        skips = _skips_a_claim(ours, inference, theirs, other)
        skips = skips or _skips_a_claim(theirs, other, ours, inference)
        if has_other_kind and not skips:
            add(DifferenceKind.OTHER_KIND, ids, other_ids)
        if is_reversed:
            add(DifferenceKind.REVERSED, ids, other_ids)
            return  # its target and its premises differ by that alone
        if not self._has_same_target(inference, other):
            cause = theirs.cause_of(other_id)
            if cause is None:
                cause = ours.cause_of(id)
            where = self._where(id, other_id)
            add(DifferenceKind.OTHER_TARGET, ids, other_ids, where=where, cause=cause)
        # In one map the premises may be linked that are independent in the other:
        # ours: a supports c, b supports c; theirs: a+b supports c.
        parts = _parts(ours, inference, other)
        ours_together = (id, *parts)
        if parts:
            cause = add(DifferenceKind.UNLINKED, ours_together, other_ids)
            ours.add_cause(parts, cause)
        other_parts = _parts(theirs, other, inference)
        theirs_together = (other_id, *other_parts)
        if other_parts:
            cause = add(DifferenceKind.LINKED, ids, theirs_together)
            theirs.add_cause(other_parts, cause)
        for premise in _other_premises(theirs, other, ours, ours_together):
            cause = theirs.causes.get(premise)
            missing = (other_id, premise)
            add(DifferenceKind.PREMISE_MISSING, ids, missing, cause=cause)
        for premise in _other_premises(ours, inference, theirs, theirs_together):
            cause = ours.causes.get(premise)
            extra = (id, premise)
            add(DifferenceKind.PREMISE_EXTRA, extra, other_ids, cause=cause)

    def _has_same_target(self, inference: Inference, other: Inference) -> bool:
        """Return whether two inferences bear on claims, or undercut inferences, that match.

        An objection to a claim and one to an inference onto that claim differ in kind alone.
        """
        if inference.kind is other.kind is Kind.UNDERCUTTER:
            target = inference.target
            other_target = other.target
        else:
            target = self.ours.map.claim_under(inference.id)
            other_target = self.theirs.map.claim_under(other.id)
        match = self.ours.matches.get(target)
        return match == other_target

    def _where(self, inference: str, other: str) -> Where | None:
        """Return where an inference leads to, seen from where its match does.

        None if the maps do not both have the two places.
        """
        ours = self.ours.map
        theirs = self.theirs.map
        target = ours.claim_under(inference)
        right_target = theirs.claim_under(other)
        target_in_theirs = self.ours.matches.get(target)
        right_target_in_ours = self.theirs.matches.get(right_target)
        if target_in_theirs is None or right_target_in_ours is None:
            return None
        if target_in_theirs == right_target:
            return None
        is_above = _leads_to(theirs, right_target, target_in_theirs)
        if not is_above:
            is_above = _leads_to(ours, right_target_in_ours, target)
        is_below = _leads_to(theirs, target_in_theirs, right_target)
        if not is_below:
            is_below = _leads_to(ours, target, right_target_in_ours)
        if is_above == is_below:
            return Where.BESIDE
        if is_above:
            return Where.ABOVE
        return Where.BELOW

    def compare_basics(self) -> None:
        """Add which matching claims differ in side, ground, standard, or in being a main claim.

        What is not written, such as the side of a claim that follows from others, is not compared.
        """
        for claim, other, is_certain in self._claim_pairs():
            fields = []
            if claim.side and other.side:
                match = self._sides.get(claim.side)
                if match != other.side:
                    fields.append("side")
            if claim.main is not other.main:
                fields.append("main")
            ground = claim.common_ground, bool(claim.evidence)
            other_ground = other.common_ground, bool(other.evidence)
            if ground != other_ground:
                fields.append(GROUND)
            if claim.standard != other.standard:
                fields.append("standard")
            self._add_fields(Sort.CLAIM, claim, other, fields, is_certain=is_certain)

    def compare_fields(self) -> None:
        """Add every field of the maps and of their matching parts that differs."""
        ours = self.ours.map
        theirs = self.theirs.map
        compared_below = ("sides", "sources", "claims", "inferences", "expect", "record")
        fields = _differing_fields(ours, theirs, compared_below)
        if {self.ours.matches.get(id, id): ours.expect[id] for id in ours.expect} != theirs.expect:
            fields.append("expect")
        chosen = self._sides.get(ours.record.chosen, ours.record.chosen)
        if replace(ours.record, chosen=chosen) != theirs.record:
            fields.append("record")
        for field in fields:
            self._add(Sort.MAP, DifferenceKind.FIELD, field=field)
        sources = match_sources(ours, theirs, self._claims)
        self._compare_named(Sort.SIDE, ours.sides, theirs.sides, self._sides)
        self._compare_named(Sort.SOURCE, ours.sources, theirs.sources, sources)
        self._compare_ids_of_claims()
        for claim, other, is_certain in self._claim_pairs():
            fields = self._fields_of_claim(claim, other, sources)
            self._add_fields(Sort.CLAIM, claim, other, fields, is_certain=is_certain)
        for id, other_id, _ in self._inferences.values():
            inference = ours.inferences[id]
            counterpart = theirs.inferences[other_id]
            stated_in = _with_ids(inference.stated_in, sources)
            names = self.ours.matches
            questions = {
                asked: names.get(claim, claim) for asked, claim in inference.questions.items()
            }
            warrant = names.get(inference.warrant, inference.warrant)
            comparable = replace(
                inference, stated_in=stated_in, questions=questions, warrant=warrant
            )
            compared = ("kind", "weighing", "premises", "target")
            fields = _differing_fields(comparable, counterpart, compared)
            is_certain = self.ours.is_certain(id)
            self._add_fields(Sort.INFERENCE, inference, counterpart, fields, is_certain=is_certain)

    def _fields_of_claim(self, claim: Claim, other: Claim, sources: Matches) -> list[str]:
        """Return the fields of a claim, but for its text and id, that differ from its match."""
        # Parts with the same id match, so that the id of a part that only our map has cannot
        # mean another one in theirs.
        side = claim.side
        if side in self._sides:
            side = self._sides[side]
        evidence = _with_ids(claim.evidence, sources)
        stated_in = _with_ids(claim.stated_in, sources)
        comparable = replace(claim, side=side, evidence=evidence, stated_in=stated_in)
        return _differing_fields(comparable, other, ("text",))

    def _compare_ids_of_claims(self) -> None:
        """Add one difference for all claims that their author gave another id."""
        ours, theirs = [], []
        for claim, other, is_certain in self._claim_pairs():
            have_own_ids = claim.has_own_id and other.has_own_id
            if is_certain and have_own_ids and claim.id != other.id:
                ours.append(claim.id)
                theirs.append(other.id)
        if ours:
            self._add(Sort.CLAIM, DifferenceKind.FIELD, tuple(ours), tuple(theirs), "id")

    def _add_fields(
        self, sort: Sort, part: Part, other: Part, fields: Iterable[str], *, is_certain: bool = True
    ) -> None:
        ours = (part.id,)
        theirs = (other.id,)
        for field in fields:
            self._add(sort, DifferenceKind.FIELD, ours, theirs, field, is_certain=is_certain)

    def _compare_named(self, sort: Sort, ours: _Named, theirs: _Named, matches: Matches) -> None:
        """Add how sides, or sources, differ."""
        matched = dict(zip(matches.values(), matches, strict=True))
        for id, other in theirs.items():
            if id not in matched:
                self._add(sort, DifferenceKind.MISSING, theirs=(id,))
                continue
            our_id = matched[id]
            part = ours[our_id]
            fields = _differing_fields(part, other)
            if our_id != id:
                fields.insert(0, "id")
            self._add_fields(sort, part, other, fields)
        for id in ours:
            if id not in matches:
                self._add(sort, DifferenceKind.EXTRA, (id,))


def _parts(view: MapView, inference: Inference, match: Inference) -> list[str]:
    """Return unmatched inferences that, beside an inference, bring other premises of its match."""
    parts = []
    missing = set(match.premises)
    missing -= view.matches_of(inference.premises)
    for part in view.map.onto(inference.target):
        if part.id in view.matches:
            continue
        if part.kind is not inference.kind:
            continue
        premises = view.matches_of(part.premises)
        if premises <= missing:
            parts.append(part.id)
            missing -= premises
    return parts


def _other_premises(
    view: MapView, inference: Inference, other_view: MapView, others: Ids
) -> Iterator[str]:
    """Yield the premises of an inference, if they count, that some of the other map do not have."""
    premises: set[str] = set()
    for id in others:
        other = other_view.map.inferences[id]
        premises |= other_view.matches_of(other.premises)
    for premise in inference.premises:
        if premise in premises:
            continue
        if view.counts(premise):
            yield premise


def _skips_a_claim(
    view: MapView, inference: Inference, other_view: MapView, other: Inference
) -> bool:
    """Return whether an inference leads where its match does through an objection.

    "It is old" speaks against a ban directly in one map; in the other, it is a reason for an
    objection that the first does not have.
    """
    target = view.matches.get(view.map.claim_under(inference.id))
    between = other_view.map.claim_under(other.id)
    if target is None or between in other_view.matches or other.kind is Kind.UNDERCUTTER:
        return False
    uses = other_view.map.uses(between)
    return any(use.kind is Kind.REBUTTAL and use.target == target for use in uses)


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


def _with_ids(citations: _Citations, sources: Matches) -> _Citations:
    """Return citations of ours with the ids of sources in their map; others keep their own."""
    renamed = []
    for citation in citations:
        source = citation.source
        source = sources.get(source, source)
        renamed.append(Citation(source, citation.locator))
    return tuple(renamed)


def _differing_fields(part: _Comparable, other: _Comparable, besides: Ids = ()) -> list[str]:
    """Return the fields of two parts of one type that differ."""
    fields = []
    for field in names_of(type(part)):
        value = getattr(part, field)
        other_value = getattr(other, field)
        if field not in besides and value != other_value:
            fields.append(field)
    return fields
