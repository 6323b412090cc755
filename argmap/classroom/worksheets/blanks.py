"""Which parts of a map a worksheet leaves blank."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from argmap.classroom.chance import shuffle
from argmap.diagrams.structure import answers
from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError
from argmap.model.graph import main_claims

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
