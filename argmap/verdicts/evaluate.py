"""The verdicts of a map: what stands and on what basis, what falls and why, what is contested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from copy import copy
from functools import cached_property
from typing import NamedTuple, TypeAlias, TypeVar

from argmap.model import (
    ArgumentMap,
    Basis,
    Cause,
    Claim,
    Inference,
    InferenceStatus,
    Kind,
    Verdict,
)
from argmap.model.argument_map import once
from argmap.options import Suppositions
from argmap.util.errors import ArgmapError
from argmap.util.exports import html_on_demand
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import no_such
from argmap.util.text import one_line
from argmap.verdicts.program import Model
from argmap.verdicts.verdict_rules import Ids, MapProgram

_VERDICT_OF = {True: Verdict.STANDS, False: Verdict.FALLS, None: Verdict.CONTESTED}
_BASIS_OF = {True: Basis.BACKED, False: Basis.ASSERTED, None: Basis.OPEN}
_SHOWN_STATUSES = (
    InferenceStatus.TOO_WEAK,
    InferenceStatus.TAKES_BACKING,
    InferenceStatus.OUTWEIGHED,
    InferenceStatus.UNDERCUT,
)
"""The statuses that no verdict of a claim shows."""

Part = TypeVar("Part", Claim, Inference)

Reason: TypeAlias = Basis | Cause | None
"""On what a claim stands, or why it falls, if either."""


class Draw(NamedTuple):
    """How much is documented for and against a claim at which a draw arises; it decides nothing.

    Attributes:
        reasons: the number of documented reasons, its own evidence or common ground among them.
        sources_of_reasons: the number of sources that these rest on.
        objections: the number of documented objections.
        sources_of_objections: the number of sources that these rest on.
    """

    reasons: int
    sources_of_reasons: int
    objections: int
    sources_of_objections: int


class Verdicts(Mapping[str, Verdict]):
    """The verdicts on the claims and inferences of a map, by id. `print` shows those on claims.

    `fixed` contains the claims that were accepted (True) or rejected (False).
    """

    _repr_html_ = html_on_demand

    def __init__(
        self, program: MapProgram, model: Model, fixed: Mapping[str, bool] | None = None
    ) -> None:
        self.map = program.map
        self.strict = program.strict
        self.fixed = fixed or {}
        self.program = program
        self.model = model

    def __getitem__(self, id: str) -> Verdict:
        return _VERDICT_OF[self.model.value[self.program.stands[id]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.program.stands)

    def __len__(self) -> int:
        return len(self.program.stands)

    def __repr__(self) -> str:
        verdicts = list(self.claims.values())
        numbers = [f"{verdicts.count(each)} {each}" for each in Verdict if each in verdicts]
        return f"<Verdicts: {', '.join(numbers)}>"

    def __str__(self) -> str:
        lines = []
        for id, claim in self.map.claims.items():
            words = ", ".join(self.words_of(id))
            lines.append(f"{words:17} {one_line(claim.text)} ({id})")
        return "\n".join(lines)

    @property
    def claims(self) -> dict[str, Verdict]:
        """The verdicts on the claims, in reading order."""
        return {id: self[id] for id in self.map.claims}

    @property
    def inferences(self) -> dict[str, Verdict]:
        """The verdicts on the inferences, in reading order."""
        return {id: self[id] for id in self.map.inferences}

    def is_backed(self, id: str) -> bool | None:
        """Return whether a claim or inference is backed, or None if that is contested."""
        atom = self.program.backed.get(id)
        if atom is None:
            return False  # nothing could back it
        return self.model.value[atom]

    def basis_of(self, claim: str) -> Basis | None:
        """Return how well a claim that stands is supported.

        Return None if the claim doesn't stand, or was accepted.
        """
        if self[claim] is not Verdict.STANDS or claim in self.fixed:
            return None
        return _BASIS_OF[self.is_backed(claim)]

    def cause_of(self, claim: str) -> Cause | None:
        """Return why a claim falls, or None if it doesn't fall, or was rejected."""
        if self[claim] is not Verdict.FALLS or claim in self.fixed:
            return None
        if self.map.claims[claim].standard:
            return Cause.NOT_SHOWN  # also by a draw: it must be shown
        objections = self.those(Verdict.STANDS, self.map.rebuttals(claim))
        # Without any ground it would fall, whatever is said against it.
        return Cause.REBUTTED if objections and self._has_ground(claim) else Cause.NOT_SHOWN

    def _has_ground(self, claim: str) -> bool:
        """Return whether a claim would not fall if nothing were said against it."""
        supports = self.map.supports(claim)
        if self.map.claims[claim].has_own_ground:
            return True
        if self.program.must_be_shown(claim):
            # A reason that may be backed would leave the claim contested, not fallen.
            return bool(self._may_be_backed(supports))
        # A bare claim stands unless something is said against it.
        failing = self.those(Verdict.FALLS, supports)
        return not supports or len(failing) < len(supports)

    def reason_of(self, claim: str) -> Reason:
        """Return the basis of a claim that stands, or the cause of a claim that falls."""
        return self.basis_of(claim) or self.cause_of(claim)

    def words_of(self, claim: str) -> tuple[str, ...]:
        """Return the verdict on a claim and its basis or cause in words: "falls", "not shown"."""
        verdict, reason = self[claim].value, self.reason_of(claim)
        return (verdict,) if reason is None else (verdict, reason.value)

    def words_by_id(self) -> dict[str, tuple[str, ...]]:
        """Return the verdict on each claim in words, by id.

        If the verdicts on claims don't show what becomes of an inference, the result also contains
        the inference and its status, such as "undercut".
        """
        map = self.map
        words = {claim: self.words_of(claim) for claim in map.claims}
        for id, inference in map.inferences.items():
            status = self.status_of(inference)
            if status in _SHOWN_STATUSES:
                words[id] = (status.value,)
        return words

    def draw_at(self, claim: str) -> Draw | None:
        """Return how much is documented for and against a contested claim, or None if it is not
        contested, or if only one side has a case.
        """
        if self[claim] is not Verdict.CONTESTED:
            return None
        supports = self.map.supports(claim)
        rebuttals = self.map.rebuttals(claim)
        own = [claim] if self.map.claims[claim].has_own_ground else []
        has_case = own or self.those(Verdict.STANDS, supports)
        if not has_case or len(self.those(Verdict.FALLS, rebuttals)) == len(rebuttals):
            return None
        # Of claims that oppose one another it is contested whether they are backed.
        reasons = self._may_be_backed(supports)
        objections = self._may_be_backed(rebuttals)
        sources = self.count_sources([*own, *_premises_of(reasons)])
        opposing = self.count_sources(_premises_of(objections))
        return Draw(len(own) + len(reasons), sources, len(objections), opposing)

    def count_sources(self, claims: Iterable[str]) -> int:
        """Return how many sources document some claims, or what these rest on."""
        sources: set[str] = set()
        pending = list(claims)
        met = set(pending)
        while pending:
            claim = pending.pop()
            sources.update(citation.source for citation in self.map.claims[claim].evidence)
            reasons = self._may_be_backed(self.map.supports(claim))
            new = set(_premises_of(reasons)) - met
            met |= new
            pending += new
        return len(sources)

    def _may_be_backed(self, inferences: Iterable[Inference]) -> list[Inference]:
        """Return the inferences that are backed, or of which that is contested."""
        return [each for each in inferences if self.is_backed(each.id) is not False]

    def missing_backing(self, inference: Inference) -> list[str]:
        """Return the premises that must be backed before an inference can back its target: all its
        facts, or if it has none, one of its values and policies.
        """
        premises = self.map.backing_premises_of(inference)
        missing = [premise for premise in premises if not self.is_backed(premise)]
        is_enough = not self.map.facts_of(inference) and len(missing) < len(premises)
        return [] if is_enough else missing

    def failing_premises(self, inference: Inference) -> list[str]:
        """Return the premises of an inference that fall."""
        return [premise for premise in inference.premises if self[premise] is Verdict.FALLS]

    def standing_undercutters(self, inference: Inference) -> list[Inference]:
        """Return the undercutters of an inference that stand."""
        return self.those(Verdict.STANDS, self.map.undercutters(inference.id))

    def those(self, verdict: Verdict, parts: Iterable[Part]) -> list[Part]:
        """Return the claims or inferences that have a verdict."""
        return [part for part in parts if self[part.id] is verdict]

    def status_of(self, inference: Inference) -> InferenceStatus:
        """Return what becomes of an inference, as precisely as possible."""
        verdict = self[inference.id]
        if verdict is Verdict.CONTESTED:
            return InferenceStatus.CONTESTED
        if verdict is Verdict.STANDS:
            return self._status_of_standing(inference)
        if self.strict and inference.implicit:
            return InferenceStatus.LEFT_OUT
        # An undercutter that stands says more than a premise that falls: it is about this very
        # inference.
        undercutters = self.standing_undercutters(inference)
        if not undercutters:
            return InferenceStatus.PREMISE_FAILS
        if all(undercutter.weighing for undercutter in undercutters):
            return InferenceStatus.OUTWEIGHED
        return InferenceStatus.UNDERCUT

    def _status_of_standing(self, inference: Inference) -> InferenceStatus:
        """Return what an inference that stands does, which is little if its target stands, too."""
        kind = inference.kind
        target = inference.target
        if kind is Kind.SUPPORT or target in self.fixed:
            return InferenceStatus.STANDS
        if self[target] is not Verdict.STANDS:
            # Of a target that has backing, only another objection can be why it does not stand.
            is_idle = kind is Kind.REBUTTAL and self.is_backed(inference.id) is False
            if is_idle and self.has_backing(target):
                return InferenceStatus.TOO_WEAK
            return InferenceStatus.STANDS
        if self.is_outweighed(inference):
            return InferenceStatus.OUTWEIGHED
        # Only asserted, it leaves the inference standing, but no longer as evidence.
        if kind is Kind.UNDERCUTTER and self.loses_backing(self.map.inferences[target]):
            return InferenceStatus.TAKES_BACKING
        return InferenceStatus.TOO_WEAK

    def is_outweighed(self, inference: Inference) -> bool:
        """Return whether a weighing stands against an inference."""
        return any(each.weighing for each in self.standing_undercutters(inference))

    def has_backing(self, claim: str) -> bool:
        """Return whether a claim has ground of its own, or a reason that is backed."""
        return self.map.claims[claim].has_own_ground or claim in self._with_backed_reasons

    @cached_property
    def _with_backed_reasons(self) -> Set[str]:
        """The claims that have a reason that is backed."""
        supports = self.map.inferences_of(Kind.SUPPORT)
        return {support.target for support in supports if self.is_backed(support.id)}

    def loses_backing(self, inference: Inference) -> bool:
        """Return whether an inference would be backed if it had no undercutters."""
        if inference.implicit or not self.standing_undercutters(inference):
            return False
        # A norm that falls or is contested keeps it from being backed, whatever undercuts it.
        norms_stand = all(self[n] is Verdict.STANDS for n in self.map.norms_of(inference))
        return norms_stand and not self.missing_backing(inference)

    def circle_of(self, id: str) -> int:
        """Return the number of the group with which a claim or inference falls, or 0.

        The members of a group rest only on each other.
        """
        return self.model.circle[self.program.stands[id]]

    def of_version(self, map: ArgumentMap) -> Verdicts:
        """Return the verdicts on another version of the map, if the same is supposed."""
        fixed = {id: value for id, value in self.fixed.items() if id in map.claims}
        return _evaluate(map, fixed, strict=self.strict)


NOTHING_SUPPOSED = Suppositions()


def evaluate(map: ArgumentMap, supposed: Suppositions = NOTHING_SUPPOSED) -> Verdicts:
    """Return the verdict of every claim and inference of a map.

    What is accepted stands and what is rejected falls, whatever the map says. If it is supposed to
    be strict, and in a map that is `strict`, only what is backed stands.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    accept, reject, strict = supposed
    must_be_claims(map, [*accept, *reject])
    for claim in accept:
        if claim in reject:
            raise ArgmapError(f"`{claim}` cannot be both accepted and rejected")
    fixed = dict.fromkeys(accept, True)
    fixed |= dict.fromkeys(reject, False)
    if fixed or strict:
        return _evaluate(map, fixed, strict=strict)
    program, model = once(map, _program_and_model)
    program = copy(program)
    program.map = map
    return Verdicts(program, model, fixed)


def _program_and_model(map: ArgumentMap) -> tuple[MapProgram, Model]:
    """Return the program of a map without the map, which is to keep it, and its model."""
    verdicts = _evaluate(map, {}, strict=False)
    # If each kept the other, only a search for garbage would free them.
    del verdicts.program.map
    return verdicts.program, verdicts.model


def _evaluate(map: ArgumentMap, fixed: Mapping[str, bool], *, strict: bool) -> Verdicts:
    # The program of a large map is many small objects that all stay: looking for garbage among them
    # finds none.
    with pause_garbage_collection():
        program = MapProgram(map, strict=strict, acceptable=fixed)
        model = program.model(program.fixed(fixed))
    return Verdicts(program, model, fixed)


def must_be_claims(map: ArgumentMap, ids: Ids) -> None:
    """Raise `ArgmapError` if one of the ids is not a claim of the map."""
    for id in ids:
        if id not in map.claims:
            raise ArgmapError(no_such("claim", id, map.claims))


def _premises_of(inferences: Iterable[Inference]) -> list[str]:
    """Return the premises of some inferences."""
    premises: list[str] = []
    for inference in inferences:
        premises += inference.premises
    return premises
