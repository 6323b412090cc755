"""Needs: what would have to be answered or shown for a claim to stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Inference, Kind, Verdict
from argmap.model.graph import answers_to
from argmap.model.messages import how_to_answer
from argmap.model.spanning_tree import noun_of
from argmap.options import Suppositions
from argmap.util.exports import html_on_demand
from argmap.util.text import count
from argmap.verdicts.change_search import Change, ChangeSearch, Progress, upstream_of
from argmap.verdicts.evaluate import NOTHING_SUPPOSED, Verdicts, evaluate, must_be_claims
from argmap.verdicts.program import Values
from argmap.verdicts.text_report import (
    MORE,
    SHOWN,
    WOULD_BE,
    format_findings,
    format_line,
    format_verdict,
    is_to_itself,
    name_claim,
    name_some,
    quote,
)
from argmap.verdicts.verdict_rules import MapProgram


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

    @property
    def word(self) -> str:
        """What is done: the inference is answered, or the claim documented."""
        if not self.is_answer:
            return "documented"
        return "answered with evidence" if self.has_evidence else "answered"


Need: TypeAlias = tuple[Remedy, ...]
"""Remedies after which a claim stands, all of them together."""


class NeedSearch(NamedTuple):
    """What a claim needs to stand. `print` lists it.

    Attributes:
        verdicts: the verdicts of the map. If the claim stands, it needs nothing.
        claim: the claim's id.
        size: the maximum number of answers and claims to combine.
        found: the needs, the smallest first. Each need is a set of answers and claims to document,
            all of which are necessary. Answers come before claims.
        tried: the number of sets that were tried.
        is_cut: whether the search ended before it had tried everything.
    """

    verdicts: Verdicts
    claim: str
    size: int
    found: list[Need]
    tried: int
    is_cut: bool

    def _repr_html_(self) -> str:
        return html_on_demand(self)

    @property
    def verdict(self) -> Verdict:
        """The claim's verdict in the map."""
        return self.verdicts[self.claim]

    def __repr__(self) -> str:
        found = count(len(self.found), "need")
        return f"<NeedSearch: {self.claim}: {self.verdict}, {found}>"

    def __str__(self) -> str:
        return format_needs(self).rstrip("\n")


def needs(
    map: ArgumentMap,
    claim: str,
    *,
    size: int = 1,
    supposed: Suppositions = NOTHING_SUPPOSED,
    progress: Progress = None,
) -> NeedSearch:
    """Return the sets of at most `size` remedies that let a claim stand.

    Upstream of the claim, an objection or undercutter that does not fall can be answered, and so
    can a reason for one, by a new claim that undercuts it; and a claim without ground of its own
    can be shown unless it is a norm. An answer is asked for with evidence only where one that is
    asserted does not do. Claims that are accepted or rejected are not shown.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    must_be_claims(map, [claim])
    verdicts = evaluate(map, supposed)
    if verdicts[claim] is Verdict.STANDS:
        return NeedSearch(verdicts, claim, size, [], 0, is_cut=False)
    upstream = upstream_of(map, claim)
    showable = _showable(verdicts, upstream, claim)
    answerable = _answerable(verdicts, upstream)
    program = MapProgram(
        map,
        strict=supposed.strict,
        acceptable=supposed.accept,
        showable=showable,
        answerable=answerable,
    )
    # Answers first, which is the order that sets of a size are tried in.
    effects: dict[Remedy, Values] = {}
    stronger = {}
    for id in answerable:
        # The answer is an undercutter that the map does not have yet: these say what it is worth.
        stands, is_backed = program.doubts[id]
        if not program.strict:  # there, what is only asserted does not stand
            asserted = Remedy(id, is_answer=True, has_evidence=False)
            number = len(effects)
            stronger[number] = number + 1
            effects[asserted] = {stands: True, is_backed: False}
        documented = Remedy(id, is_answer=True, has_evidence=True)
        effects[documented] = {stands: True, is_backed: True}
    for id in showable:
        shown = Remedy(id, is_answer=False, has_evidence=True)
        effects[shown] = {program.ground[id]: True}
    remedies = list(effects)
    changes = [Change(remedy.id, values) for remedy, values in effects.items()]
    fixed = program.fixed(verdicts.fixed)
    wanted = {claim: [Verdict.STANDS]}
    search = ChangeSearch(program, fixed, wanted, changes, stronger)
    search.try_each(progress)
    search.count_work(range(len(changes)), size)
    found, tried, is_cut = search.run(claim, range(len(changes)), size, progress)
    needs = [tuple(remedies[number] for number in chosen) for chosen, _ in found]
    return NeedSearch(verdicts, claim, size, _with_least_evidence(needs), tried, is_cut)


def _with_least_evidence(found: Sequence[Need]) -> list[Need]:
    """Return those of some needs of which no other asks for the same with less evidence.

    The smallest come first, and of these the ones with the most answers.
    """
    kept = []
    least: dict[frozenset[str], int] = {}
    # Of needs that ask for the same, the one with the least evidence comes first.
    for need in sorted(found, key=_cost):
        _, _, evidence = _cost(need)
        subjects = frozenset(remedy.id for remedy in need)
        if least.setdefault(subjects, evidence) == evidence:
            kept.append(need)
    return kept


def _cost(need: Need) -> tuple[int, int, int]:
    """Return how many remedies a need has, how many claims to show, and how much evidence."""
    claims = sum(not remedy.is_answer for remedy in need)
    evidence = sum(remedy.has_evidence for remedy in need)
    return len(need), claims, evidence


def _showable(verdicts: Verdicts, upstream: Sequence[str], claim: str) -> list[str]:
    """Return the claims without own ground that evidence may be found for, which no norm is.

    The one in question is not among them.
    """
    map = verdicts.map
    showable = []
    for id in upstream:
        if id not in map.claims or id == claim or id in verdicts.fixed:
            continue
        if not map.claims[id].has_own_ground and not map.is_norm(id):
            showable.append(id)
    return showable


def _answerable(verdicts: Verdicts, upstream: Sequence[str]) -> list[str]:
    """Return the rebuttals and undercutters that do not fall already, and the reasons for them."""
    map = verdicts.map
    inferences = [id for id in upstream if id in map.inferences]
    pending = [id for id in inferences if map.inferences[id].kind is not Kind.SUPPORT]
    found = set()
    while pending:
        id = pending.pop()
        # What falls does no harm, so an answer to it would change nothing.
        if id in found or verdicts[id] is Verdict.FALLS:
            continue
        found.add(id)
        for premise in map.inferences[id].premises:
            pending += [support.id for support in map.supports(premise)]
    return [id for id in inferences if id in found]


def format_needs(search: NeedSearch) -> str:
    """Return the answers or evidence that would make a claim stand."""
    verdicts, claim, size, found, tried, is_cut = search
    if search.verdict is Verdict.STANDS:
        return f"{format_verdict(verdicts, claim)}; it needs nothing to stand\n"
    needs = []
    notes: list[str] = []
    for remedies in found[SHOWN]:
        needs.append([_describe_remedy(verdicts, remedy) for remedy in remedies])
        if any(remedy.is_answer for remedy in remedies):
            notes = [f"(To answer an objection, {how_to_answer(verdicts.map.format)}.)"]
    if not tried:
        notes = ["Only a reason for it, or evidence for the claim itself, can help."]
    elif not found:
        what = "Neither an answer nor evidence for another claim"
        if size > 1:
            what = f"No combination of {size} answers or pieces of evidence for other claims"
        notes = [f"{what} would make it stand{MORE[size]}."]
    outcomes = {WOULD_BE[Verdict.STANDS]: needs}
    return format_findings(verdicts, claim, len(found), outcomes, notes, tried if is_cut else 0)


def _describe_remedy(verdicts: Verdicts, remedy: Remedy) -> str:
    map = verdicts.map
    id, is_answer, has_evidence = remedy
    if not is_answer:
        return format_line(map, "this claim were documented", id)
    inference = map.inferences[id]
    answered = "were answered with evidence" if has_evidence else "were answered"
    if is_to_itself(inference):
        return f"the objection of {quote(map, inference.target)} to itself {answered}"
    nouns = {"reason": "reason for", "weighing": "weighing of", "rebuttal": "rebuttal of"}
    noun = nouns.get(noun_of(map, inference), "objection to")
    target = _quote_target(map, inference)
    premises = " + ".join(name_claim(map, premise) for premise in inference.premises)
    remedy_in_words = f"this {noun} {target} {answered}: {premises}"
    known = _answers_in_vain(verdicts, inference)
    return f"{remedy_in_words} — {known}" if known else remedy_in_words


def _answers_in_vain(verdicts: Verdicts, inference: Inference) -> str:
    """Return which answers an inference has that do not fall, and yet leave it standing or
    contested: "its answer “It is late” is too weak", or "".
    """
    map = verdicts.map
    answers = []
    for answer in answers_to(map, inference):
        # What the inference is an objection to is said already.
        is_target = inference.target in answer.premises
        if not is_target and verdicts[answer.id] is not Verdict.FALLS:
            answers.append(answer)
    if not answers:
        return ""
    is_one = len(answers) == 1
    noun = "answer" if is_one else "answers"
    outcome = "does not prevail" if is_one else "do not prevail"
    if verdicts[inference.id] is Verdict.STANDS:
        outcome = "is too weak" if is_one else "are too weak"
    return f"its {noun} {name_some(map, answers)} {outcome}"


def _quote_target(map: ArgumentMap, inference: Inference) -> str:
    """Return what an objection is to: a claim, or an inference in the words of its claims."""
    target = inference.target
    if inference.kind is not Kind.UNDERCUTTER:
        return quote(map, target)
    undercut = map.inferences[target]
    start = " and ".join(quote(map, premise) for premise in undercut.premises)
    if undercut.weighing:
        return f"the weighing {start}"
    is_of_claim = undercut.target in map.claims
    end = quote(map, undercut.target) if is_of_claim else "another inference"
    return f"the inference from {start} to {end}"
