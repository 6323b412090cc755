"""A map as a worksheet: what students see of it, and the key. Nothing in the former tells what is
blank.

Which parts of a map a worksheet leaves blank.

What becomes of a worksheet: two files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from argmap.classroom.shuffle import shuffle
from argmap.diagrams.box_tree import answers
from argmap.model import ArgumentMap, Claim, Inference, Inferences, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import main_claims, side_of
from argmap.model.spanning_tree import homes_of
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such

USUAL_SHARE = 0.3
"""How much is blank of what can be, if nobody says."""


class BlankKind(StrEnum):
    """What can be left blank."""

    TEXT = "text"
    """What a claim says."""
    KIND = "kind"
    """Whether a step is a reason or an objection."""
    LINK = "link"
    """Which premises are linked."""


class Blanks(NamedTuple):
    """What is left blank of a map: `texts` are ids of claims, `kinds` and `links` of steps."""

    texts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


def parse_kinds(names: Iterable[str]) -> tuple[BlankKind, ...]:
    """Return the kinds of blanks with these names, `text` if there is none.

    Raises:
        ArgmapError: there is no such kind.
    """
    chosen = list(names) or [BlankKind.TEXT]
    for name in chosen:
        if name not in list(BlankKind):
            raise ArgmapError(no_such("kind of blank", name, BlankKind))
    return tuple(kind for kind in BlankKind if kind in chosen)


def choose_blanks(
    map: ArgumentMap,
    kinds: Collection[BlankKind],
    *,
    share: float | None = None,
    ids: Collection[str] = (),
    seed: int = 0,
) -> Blanks:
    """Return what to leave blank of a map.

    Args:
        map: the map.
        kinds: what can be blank.
        share: how much of what can be blank is, from 0 to 1, `USUAL_SHARE` if None; of each kind at
            least one. Main claims are given.
        ids: claims that are blank, and whose steps are, in place of a share; main claims may be
            among them.
        seed: what the choice follows from.

    Raises:
        ArgmapError: there is no such claim, the share is none, or nothing can be left blank.
    """
    for id in ids:
        if id not in map.claims:
            raise ArgmapError(no_such("claim", id, map.claims))
    share = USUAL_SHARE if share is None else share
    if not 0 < share <= 1:
        raise ArgmapError(
            f"--share takes a number above 0 and at most 1, such as 0.3, and not {share:g}"
        )
    chosen: dict[BlankKind, frozenset[str]] = {}
    for kind in BlankKind:
        candidates: list[str] = []
        if kind in kinds:
            candidates = _candidates(map, kind, has_mains=bool(ids))
        if ids:
            named = [part for part in candidates if not _claims_of(map, kind, part).isdisjoint(ids)]
            chosen[kind] = frozenset(named)
        else:
            number = max(int(share * len(candidates) + 0.5), 1)
            chosen[kind] = frozenset(shuffle(candidates, seed, kind.value)[:number])
    if not any(chosen.values()):
        where = "of these claims, " if ids else ""
        raise ArgmapError(
            f"nothing is left blank: {where}{'; '.join(why_none(kind) for kind in kinds)}"
        )
    return Blanks(chosen[BlankKind.TEXT], chosen[BlankKind.KIND], chosen[BlankKind.LINK])


def why_none(kind: BlankKind) -> str:
    """Return why nothing of a kind is blank in a map."""
    return {
        BlankKind.TEXT: "there are only main claims, which are given; --ids leaves one blank",
        BlankKind.KIND: "there is no step whose kind could be marked",
        BlankKind.LINK: "no premises are linked",
    }[kind]


def _candidates(map: ArgumentMap, kind: BlankKind, *, has_mains: bool) -> list[str]:
    """Return what can be left blank: claims for their texts, else steps."""
    if kind is BlankKind.TEXT:
        mains = set() if has_mains else {claim.id for claim in main_claims(map)}
        return [claim for claim in map.claims if claim not in mains]
    inferences = map.inferences.values()
    if kind is BlankKind.LINK:
        # The line of what undercuts a step leads to its bracket, which therefore stays.
        return [
            inference.id
            for inference in inferences
            if len(inference.premises) > 1 and not map.undercutters(inference.id)
        ]
    # What undercuts leads to a step and can be nothing else; two claims that answer each other have
    # one line.
    pairs = answers(map)
    shown = {*pairs, *pairs.values()}
    return [
        inference.id
        for inference in inferences
        if inference.kind is not Kind.UNDERCUTTER and inference.id not in shown
    ]


def _claims_of(map: ArgumentMap, kind: BlankKind, part: str) -> set[str]:
    """Return the claims that a part of a map stands for: a claim itself, those that a step starts
    from.
    """
    return {part} if kind is BlankKind.TEXT else set(map.inferences[part].premises)


@dataclass(frozen=True)
class Worksheet:
    """A worksheet. Ids are those of `map`, unless it says otherwise; blanks have the first of them:
    `c1`, `c2` …

    Attributes:
        map: what students see: the texts of blanks are `…`, steps whose kind is blank are supports,
            and linked premises whose link is blank are steps of their own.
        key: the same map with all that is missing in `map`; its claims have the same ids.
        original_ids: the ids of its claims -> those that they have in the map that it was made of.
        texts: the claims that are blank -> what they say.
        kinds: the steps whose kind is blank -> their kind.
        sets: the steps whose premises are linked, each set on its own.
    """

    map: ArgumentMap
    key: ArgumentMap
    original_ids: Mapping[str, str]
    texts: Mapping[str, str]
    kinds: Mapping[str, Kind]
    sets: tuple[tuple[str, ...], ...]


def worksheet_of(map: ArgumentMap, blanks: Blanks, seed: int = 0) -> Worksheet:
    """Return a map as a worksheet with these blanks.

    It has texts, sides, main claims and steps; notes, evidence and all else that could tell an
    answer are left out. Where the kinds of steps are blank, sides are left out, too, and what bears
    on a claim is in no order.
    """
    key = _bare(map, with_sides=not blanks.kinds)
    # Undercutters that only undercut each other are on no claim's way: there is nothing to see of
    # them.
    inferences = [
        inference for inference in map.inferences.values() if map.claim_under(inference.id)
    ]
    if blanks.kinds:
        # In the order of a map reasons come first, which the shuffled order must not depend on
        # either.
        by_ends = sorted(inferences, key=lambda inference: (inference.target, inference.premises))
        inferences = _targets_first(shuffle(by_ends, seed, "order"))
    shown: list[Inference] = []
    kinds: dict[str, Kind] = {}
    sets: list[tuple[str, ...]] = []
    for inference in inferences:
        parts = list(_hide_blanks(inference, blanks))
        shown += parts
        if inference.id in blanks.kinds:
            kinds |= {part.id: inference.kind for part in parts}
        if inference.id in blanks.links:
            sets.append(tuple(part.id for part in parts))
    seen = replace(key, inferences={inference.id: inference for inference in shown})
    names = _names(seen, blanks.texts)
    key, _ = _rename_claims(
        replace(key, inferences={inference.id: _plain(inference) for inference in inferences}),
        names,
    )
    seen, inference_names = _rename_claims(seen, names)
    key = replace(key, worksheet=_name(key))
    texts = {
        id: claim.text
        for id, claim in key.claims.items()
        if id in {names[blank] for blank in blanks.texts}
    }
    claims = {
        id: replace(claim, text=PLACEHOLDER) if id in texts else claim
        for id, claim in seen.claims.items()
    }
    return Worksheet(
        replace(seen, claims=claims, worksheet=key.worksheet),
        key,
        {name: id for id, name in names.items()},
        texts,
        {inference_names[id]: kind for id, kind in kinds.items()},
        tuple(tuple(inference_names[id] for id in together) for together in sets),
    )


def _bare(map: ArgumentMap, *, with_sides: bool) -> ArgumentMap:
    """Return a map with no more than a sheet may show, and without its steps; what its main claims
    are is marked.
    """
    mains = {claim.id for claim in main_claims(map)}
    claims: list[Claim] = []
    for claim in map.claims.values():
        # In a part of a map, what a claim supports may be left out, and its side would be another
        # one.
        side = claim.side if map.part_of is None else side_of(map)[claim.id]
        claims.append(
            Claim(claim.id, claim.text, side=side if with_sides else "", main=claim.id in mains)
        )
    sides = map.sides.values() if with_sides else ()
    return ArgumentMap.build(title=map.title, language=map.language, sides=sides, claims=claims)


def _plain(inference: Inference) -> Inference:
    return Inference(
        inference.id, inference.kind, inference.premises, inference.target, inference.warrant
    )


def _hide_blanks(inference: Inference, blanks: Blanks) -> Iterable[Inference]:
    """Yield a step as students see it: without its kind or the bracket over its premises, where
    these are blank.
    """
    plain = _plain(inference)
    if inference.id in blanks.kinds:
        plain = replace(plain, kind=Kind.SUPPORT)
    if inference.id not in blanks.links:
        yield plain
        return
    for number, premise in enumerate(inference.premises, start=1):
        yield replace(plain, id=f"{inference.id}~{number}", premises=(premise,), warrant="")


def _targets_first(inferences: Iterable[Inference]) -> list[Inference]:
    """Return steps so that each stands before those that undercut it, and all else in the order
    that it has.
    """
    against: dict[str, list[Inference]] = {}
    in_order: list[Inference] = []
    for inference in inferences:
        if inference.kind is Kind.UNDERCUTTER:
            against.setdefault(inference.target, []).append(inference)
        else:
            in_order.append(inference)
    # The list grows while it is read.
    for inference in in_order:
        in_order += against.get(inference.id, ())
    return in_order


def _names(map: ArgumentMap, blanks: Iterable[str]) -> dict[str, str]:
    """Return new ids of the claims: in the order in which they are read on a sheet, blanks before
    the others.
    """
    homes = homes_of(map)
    order: dict[str, None] = {}
    waiting = [*homes.mains_in_order, *homes.loose][::-1]
    while waiting:
        claim = waiting.pop()
        order[claim] = None
        below: list[str] = []
        inferences = map.onto(claim)
        # The list grows while it is read.
        for inference in inferences:
            inferences += map.undercutters(inference.id)
            below += [
                premise
                for premise in inference.premises
                if homes.inference_of[premise] == inference.id
            ]
        waiting += [premise for premise in reversed(below) if premise not in order]
    left_open = set(blanks)
    numbered = [
        *(id for id in order if id in left_open),
        *(id for id in order if id not in left_open),
    ]
    return {id: f"c{number}" for number, id in enumerate(numbered, start=1)}


def _rename_claims(
    map: ArgumentMap, names: Mapping[str, str]
) -> tuple[ArgumentMap, dict[str, str]]:
    """Return a map with other ids of its claims, in the order of these, and the ids that its steps
    have now.
    """
    inferences = Inferences()
    inference_names: dict[str, str] = {}
    # A step stands in the order of a map before those that undercut it.
    for inference in map.inferences.values():
        premises = [names[premise] for premise in inference.premises]
        target = (
            inference_names[inference.target]
            if inference.kind is Kind.UNDERCUTTER
            else names[inference.target]
        )
        warrant = names[inference.warrant] if inference.warrant else ""
        inference_names[inference.id] = inferences.add(
            inference.kind, premises, target, warrant=warrant
        )
    claims = {name: replace(map.claims[id], id=name) for id, name in names.items()}
    return replace(
        map, claims=claims, inferences={inference.id: inference for inference in inferences.all}
    ), inference_names


def _name(key: ArgumentMap) -> str:
    """Return what a sheet is called, so that it can be told that a file is this sheet filled in."""
    said = "\n".join(f"{claim.id} {claim.text}" for claim in key.claims.values())
    return sha256(said.encode(errors="surrogatepass")).hexdigest()[:12]


class SheetFiles(NamedTuple):
    """A worksheet as it is handed out, and its key.

    Attributes:
        sheet, key: the files.
        pages, key_pages: how many pages they have; 0 where there are none.
        notes: sentences for the person who asked.
    """

    sheet: bytes
    key: bytes
    pages: int = 0
    key_pages: int = 0
    notes: tuple[str, ...] = ()
