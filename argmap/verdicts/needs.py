"""Needs: what would have to be answered or shown for a claim to stand."""

from __future__ import annotations

from functools import partial
from operator import attrgetter, is_
from typing import NamedTuple

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.verdicts.change_search import ChangeSearch, Progress, Upstream, upstream_of
from argmap.verdicts.evaluate import Verdicts, evaluate, must_be_claims
from argmap.verdicts.verdict_rules import Ids, MapProgram


class Remedy(NamedTuple):
    """An inference to be answered, or else a claim to be shown by evidence; the id of either."""

    id: str
    is_answer: bool


class NeedSearch(NamedTuple):
    """What a claim needs.

    Attributes:
        claim: the claim in question.
        verdict: its verdict as the map has it; where it stands, nothing is needed.
        found: sets of remedies after which it stands, no part of which suffices; the smallest
            first, answers first.
        tried: how many sets were tried.
        is_cut: whether there were more to try.
    """

    claim: str
    verdict: Verdict
    found: list[tuple[Remedy, ...]]
    tried: int
    is_cut: bool


def needs(
    map: ArgumentMap,
    claim: str,
    *,
    size: int = 1,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
    progress: Progress = None,
) -> NeedSearch:
    """Return the sets of at most `size` remedies that let a claim stand.

    Upstream of the claim, an objection or undercutter that does not fall can be answered, which
    takes it and the undercutters on it away, and a claim without ground of its own can be shown.
    Claims that `accept` and `reject` fix are not shown.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    must_be_claims(map, [claim])
    verdicts = evaluate(map, accept=accept, reject=reject, strict=strict)
    verdict = verdicts[claim]
    if verdict is Verdict.STANDS:
        return NeedSearch(claim, verdict, [], 0, is_cut=False)
    upstream = upstream_of(map, claim)
    showable = _showable(verdicts, upstream, claim)
    answerable = _answerable(verdicts, upstream)
    program = MapProgram(
        map, strict=strict, acceptable=accept, showable=showable, answerable=answerable
    )
    # Answers first, which is the order that sets of a size are tried and listed in.
    effects = {}
    for inference in answerable:
        # With it false, the undercutters on it have no effect, so they are as good as deleted.
        effects[Remedy(inference, is_answer=True)] = program.values_of(inference, False)
    for id in showable:
        values = {program.ground[id]: True}
        # With evidence a claim is bare no longer: it stands by what backs it, or by its reasons.
        if id in program.bare:
            values[program.bare[id]] = False
        effects[Remedy(id, is_answer=False)] = values
    fixed = program.fixed(accept, reject)
    search = ChangeSearch(program, fixed, effects, attrgetter("id"))
    after_one = search.after_one_change([claim], progress)[claim]
    stands = partial(is_, Verdict.STANDS)
    result = search.run(claim, list(effects), after_one, size, stands, progress)
    found = [remedies for remedies, _ in result.found]
    return NeedSearch(claim, verdict, found, result.tried, result.is_cut)


def _showable(verdicts: Verdicts, upstream: Upstream, claim: str) -> list[str]:
    """Return the claims without own ground that evidence may be found for.

    The one in question is none of them.
    """
    showable = []
    for id in upstream.claims:
        if id == claim or id in verdicts.fixed:
            continue
        stated = verdicts.map.claims[id]
        if not stated.common_ground and not stated.evidence:
            showable.append(id)
    return showable


def _answerable(verdicts: Verdicts, upstream: Upstream) -> list[str]:
    """Return the rebuttals and undercutters that do not fall already."""
    answerable = []
    for id in upstream.inferences:
        inference = verdicts.map.inferences[id]
        if inference.kind is not Kind.SUPPORT and verdicts[id] is not Verdict.FALLS:
            answerable.append(id)
    return answerable
