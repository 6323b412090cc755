"""Needs: what would have to be answered or shown for a claim to stand."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.verdicts.change_search import ChangeSearch, Progress, Upstream, upstream_of
from argmap.verdicts.evaluate import Verdicts, evaluate, must_be_claims
from argmap.verdicts.verdict_rules import Ids, MapProgram


class Remedy(NamedTuple):
    """Something that helps a claim to stand.

    Attributes:
        id: the id of an inference to be answered, or of a claim to be documented.
        is_answer: whether it is an inference.
        has_evidence: whether the answer has to be documented, since a mere assertion does not do.
            A claim always has to be.
    """

    id: str
    is_answer: bool
    has_evidence: bool


Need: TypeAlias = tuple[Remedy, ...]
"""Remedies after which a claim stands, all of them together."""


class NeedSearch(NamedTuple):
    """What a claim needs.

    Attributes:
        claim: the claim in question.
        verdict: its verdict as the map has it; where it stands, nothing is needed.
        found: the needs, no part of which suffices; the smallest first, answers first. An answer
            with evidence counts as one without and more.
        tried: how many sets were tried.
        is_cut: whether there were more to try.
    """

    claim: str
    verdict: Verdict
    found: list[Need]
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

    Upstream of the claim, an objection or undercutter that does not fall can be answered, by a new
    claim that undercuts it, and a claim without ground of its own can be shown. An answer is asked
    for with evidence only where one that is asserted does not do. Claims that `accept` and `reject`
    fix are not shown.

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
    # Answers first, which is the order that sets of a size are tried in.
    effects = {}
    stronger = {}
    for id in answerable:
        stands, is_backed = program.doubts[id]
        asserted = Remedy(id, is_answer=True, has_evidence=False)
        documented = Remedy(id, is_answer=True, has_evidence=True)
        if not program.strict:  # there, what is only asserted does not stand
            effects[asserted] = {stands: True, is_backed: False}
            stronger[asserted] = documented
        effects[documented] = {stands: True, is_backed: True}
    for id in showable:
        values = {program.ground[id]: True}
        # With evidence a claim is bare no longer: it stands by what backs it, or by its reasons.
        if id in program.bare:
            values[program.bare[id]] = False
        effects[Remedy(id, is_answer=False, has_evidence=True)] = values
    fixed = program.fixed(accept, reject)
    search = ChangeSearch(program, [claim], fixed, effects, attrgetter("id"), stronger)
    after_one = search.after_one_change(progress)[claim]
    result = search.run(claim, search.changes, after_one, size, [Verdict.STANDS], progress)
    found = [remedies for remedies, _ in result.found]
    return NeedSearch(claim, verdict, _with_least_evidence(found), result.tried, result.is_cut)


def _with_least_evidence(found: Sequence[Need]) -> list[Need]:
    """Return those of some needs of which no other asks for the same with less evidence.

    The smallest come first, and of these the ones with the most answers.
    """
    least: dict[frozenset[str], int] = {}
    for need in found:
        subjects = frozenset(remedy.id for remedy in need)
        evidence = _pieces_of_evidence(need)
        least[subjects] = min(least.get(subjects, evidence), evidence)
    kept = []
    for need in found:
        subjects = frozenset(remedy.id for remedy in need)
        if _pieces_of_evidence(need) == least[subjects]:
            kept.append(need)
    kept.sort(key=lambda need: (len(need), _claims_to_show(need), _pieces_of_evidence(need)))
    return kept


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


def _pieces_of_evidence(need: Need) -> int:
    return sum(remedy.has_evidence for remedy in need)


def _claims_to_show(need: Need) -> int:
    return sum(not remedy.is_answer for remedy in need)
