"""Which parts of a map a worksheet leaves blank."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from argmap.classroom.chance import shuffled
from argmap.diagrams.structure import answers
from argmap.model import ArgumentMap, Kind
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError
from argmap.model.graph import main_claims


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


def choose_blanks(
    map: ArgumentMap, kinds: Collection[BlankKind], *, share: float = 0.3, ids: Collection[str] = (), seed: int = 0
) -> Blanks:
    """Return what to leave blank of a map.

    Args:
        map: the map.
        kinds: what can be blank.
        share: how much of what can be blank is, from 0 to 1; of each kind at least one. Main claims are given.
        ids: claims that are blank, and whose steps are, in place of a share; main claims may be among them.
        seed: what the choice follows from.

    Raises:
        ArgmapError: there is no such claim, the share is none, or nothing can be left blank.
    """
    for id in ids:
        if id not in map.claims:
            raise ArgmapError(no_such("claim", id, map.claims))
    if not 0 < share <= 1:
        raise ArgmapError(f"a share of {share:g} is none: say a number above 0 and at most 1, such as 0.3")
    texts: Collection[str] = ids
    if not ids:
        mains = {claim.id for claim in main_claims(map)}
        texts = _drawn([claim for claim in map.claims if claim not in mains], share, seed, BlankKind.TEXT)
    blanks = Blanks(
        frozenset(texts if BlankKind.TEXT in kinds else ()),
        _steps(map, _with_open_kind(map), ids, share, seed, BlankKind.KIND) if BlankKind.KIND in kinds else frozenset(),
        _steps(map, _with_open_link(map), ids, share, seed, BlankKind.LINK) if BlankKind.LINK in kinds else frozenset(),
    )
    if not any(blanks):
        raise ArgmapError(_nothing_blank(kinds, has_ids=bool(ids)))
    return blanks


def _nothing_blank(kinds: Collection[BlankKind], *, has_ids: bool) -> str:
    reasons = {
        BlankKind.TEXT: "there are only main claims, which are given; --ids leaves one blank",
        BlankKind.KIND: "there is no step whose kind could be marked",
        BlankKind.LINK: "no premises are linked",
    }
    where = "of these claims, " if has_ids else ""
    return "nothing is left blank: " + where + "; ".join(reasons[kind] for kind in BlankKind if kind in kinds)


def _with_open_kind(map: ArgumentMap) -> list[str]:
    """Return the steps whose kind does not show by itself.

    What undercuts leads to a step and can be nothing else; two claims that answer each other have one line.
    """
    pairs = answers(map)
    shown = {*pairs, *pairs.values()}
    return [step.id for step in map.inferences.values() if step.kind is not Kind.UNDERCUTTER and step.id not in shown]


def _with_open_link(map: ArgumentMap) -> list[str]:
    """Return the steps with linked premises; those that are undercut need a bracket for the line to lead to."""
    return [step.id for step in map.inferences.values() if len(step.premises) > 1 and not map.undercutters(step.id)]


def _steps(
    map: ArgumentMap, candidates: list[str], ids: Collection[str], share: float, seed: int, kind: BlankKind
) -> frozenset[str]:
    """Return the steps that start from some claims, or else a share of the candidates."""
    if not ids:
        return _drawn(candidates, share, seed, kind)
    return frozenset(step for step in candidates if not set(map.inferences[step].premises).isdisjoint(ids))


def _drawn(candidates: list[str], share: float, seed: int, kind: BlankKind) -> frozenset[str]:
    number = max(int(share * len(candidates) + 0.5), 1)
    return frozenset(shuffled(candidates, seed, kind.value)[:number])
