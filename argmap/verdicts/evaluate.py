"""The verdicts of a map: what stands and on what basis, what falls and why, what is contested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from argmap.model import ArgumentMap, Basis, Cause, Claim, Inference, Kind, Verdict
from argmap.util.errors import ArgmapError
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import no_such
from argmap.verdicts.program import UNDERIVED, Model
from argmap.verdicts.verdict_rules import Ids, MapProgram

_VERDICT_OF = {True: Verdict.STANDS, False: Verdict.FALLS, None: Verdict.CONTESTED}
_BASIS_OF = {True: Basis.BACKED, False: Basis.ASSERTED, None: Basis.OPEN}


Part = TypeVar("Part", Claim, Inference)


class InferenceStatus(StrEnum):
    """What becomes of an inference."""

    STANDS = "stands"
    OUTWEIGHED = "outweighed"
    """A rebuttal whose premises do not fall, but of what is backed: it is too weak to count."""
    UNDERCUT = "undercut"
    PREMISE_FAILS = "a premise fails"
    LEFT_OUT = "left out"
    """In strict mode: an inference that no source draws."""
    CONTESTED = "contested"


class Verdicts(Mapping[str, Verdict]):
    """The verdict of each claim and inference of a map, by id.

    `fixed` holds the claims that were accepted (True) or rejected (False), whatever the map says.
    """

    def __init__(
        self, program: MapProgram, model: Model, *, fixed: Mapping[str, bool] | None = None
    ) -> None:
        self.map = program.map
        self.strict = program.strict
        self.fixed = fixed or {}
        self._stands = program.stands
        self._backed = program.backed
        self._model = model

    def __getitem__(self, id: str) -> Verdict:
        atom = self._stands[id]
        return _VERDICT_OF[self._model.value[atom]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stands)

    def __len__(self) -> int:
        return len(self._stands)

    def __repr__(self) -> str:
        verdicts = list(self.claims.values())
        numbers = []
        for verdict in Verdict:
            number = verdicts.count(verdict)
            if number:
                numbers.append(f"{number} {verdict}")
        return f"<Verdicts: {', '.join(numbers)}>"

    @property
    def claims(self) -> dict[str, Verdict]:
        """The verdicts of the claims, in reading order."""
        return {id: self[id] for id in self.map.claims}

    @property
    def inferences(self) -> dict[str, Verdict]:
        """The verdicts of the inferences, in reading order."""
        return {id: self[id] for id in self.map.inferences}

    def is_backed(self, id: str) -> bool | None:
        """Return whether a claim or inference is backed; None where that is contested."""
        if id not in self._backed:
            return False  # it has no atom, since nothing could back it
        atom = self._backed[id]
        return self._model.value[atom]

    def basis_of(self, claim: str) -> Basis | None:
        """Return on what a claim stands.

        Nothing where it does not stand, or was accepted or rejected.
        """
        verdict = self[claim]
        if verdict is not Verdict.STANDS or claim in self.fixed:
            return None
        return _BASIS_OF[self.is_backed(claim)]

    def cause_of(self, claim: str) -> Cause | None:
        """Return why a claim falls; nothing where it does not fall, or was accepted or rejected."""
        verdict = self[claim]
        if verdict is not Verdict.FALLS or claim in self.fixed:
            return None
        # An objection that stands is the cause also where no support does; one that is contested
        # never decides.
        if self.those(Verdict.STANDS, self.map.rebuttals(claim)):
            return Cause.REBUTTED
        return Cause.NOT_SHOWN

    def words_of(self, claim: str) -> tuple[str, ...]:
        """Return the verdict of a claim in words, with its basis or cause: "falls", "not shown"."""
        verdict = self[claim].value
        reason = self.basis_of(claim) or self.cause_of(claim)
        if reason is None:
            return (verdict,)
        return (verdict, reason.value)

    def words_by_id(self) -> dict[str, tuple[str, ...]]:
        """Return the verdict of each claim in words, and the status of an inference where no claim
        shows it: "undercut".
        """
        map = self.map
        words = {}
        for claim in map.claims:
            words[claim] = self.words_of(claim)
        for id, inference in map.inferences.items():
            status = self.status_of(inference)
            if status in (InferenceStatus.OUTWEIGHED, InferenceStatus.UNDERCUT):
                words[id] = (status.value,)
        return words

    def is_outweighed(self, inference: Inference) -> bool:
        """Return whether a rebuttal would have to be shown to count: it does not fall, and its
        target is backed.
        """
        # A doubt about an inference is never outweighed: true premises are no evidence for it.
        if inference.kind is not Kind.REBUTTAL:
            return False
        if self[inference.id] is Verdict.FALLS:
            return False
        return self.is_backed(inference.target) is True

    def missing_backing(self, inference: Inference) -> list[str]:
        """Return the premises that would have to be shown for an inference to back its target.

        A warrant need not be.
        """
        warrant = inference.warrant
        missing = []
        for premise in inference.premises:
            if premise != warrant and not self.is_backed(premise):
                missing.append(premise)
        return missing

    def failing_premises(self, inference: Inference) -> list[str]:
        """Return the premises of an inference that fall."""
        failing = []
        for premise in inference.premises:
            if self[premise] is Verdict.FALLS:
                failing.append(premise)
        return failing

    def standing_undercutters(self, inference: Inference) -> list[Inference]:
        """Return the undercutters of an inference that stand."""
        undercutters = self.map.undercutters(inference.id)
        return self.those(Verdict.STANDS, undercutters)

    def those(self, verdict: Verdict, parts: Iterable[Part]) -> list[Part]:
        """Return those of some claims or inferences that have a verdict."""
        found = []
        for part in parts:
            if self[part.id] is verdict:
                found.append(part)
        return found

    def status_of(self, inference: Inference) -> InferenceStatus:
        """Return what becomes of an inference, in the word that says most."""
        # Asked first: of a rebuttal that stands and has no effect, this says why it has none.
        if self.is_outweighed(inference):
            return InferenceStatus.OUTWEIGHED
        verdict = self[inference.id]
        if verdict is Verdict.STANDS:
            return InferenceStatus.STANDS
        if verdict is Verdict.CONTESTED:
            return InferenceStatus.CONTESTED
        if self.strict and inference.implicit:
            return InferenceStatus.LEFT_OUT
        if self.standing_undercutters(inference):
            return InferenceStatus.UNDERCUT
        return InferenceStatus.PREMISE_FAILS

    # --- the order of derivation, for explanations ---

    def rank_of(self, id: str) -> int:
        """Return the place of a verdict in the order of derivation.

        That of what is contested is below all.
        """
        atom = self._stands[id]
        return self._model.rank[atom]

    def rank_of_backing(self, id: str) -> int:
        """Return when it was derived whether a claim or inference is backed."""
        if id not in self._backed:
            return UNDERIVED
        atom = self._backed[id]
        return self._model.rank[atom]

    def circle_of(self, id: str) -> int:
        """Return the number of the group with which a claim or inference falls; 0 for none.

        The members of a group rest only on one another.
        """
        atom = self._stands[id]
        return self._model.circle[atom]


def evaluate(
    map: ArgumentMap,
    *,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
) -> Verdicts:
    """Return the verdict of every claim and inference of a map.

    Claims in `accept` stand and claims in `reject` fall, whatever the map says. In `strict` mode,
    and in a map that is `strict`, only what is backed stands.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    must_be_fixable(map, accept, reject)
    # The program of a large map is many small objects that all stay: looking for garbage among them
    # finds none.
    with pause_garbage_collection():
        program = MapProgram(map, strict=strict, acceptable=accept)
        fixed_atoms = program.fixed(accept, reject)
        model = program.model(fixed_atoms)
    fixed = dict.fromkeys(accept, True)
    fixed |= dict.fromkeys(reject, False)
    return Verdicts(program, model, fixed=fixed)


def must_be_fixable(map: ArgumentMap, accept: Ids, reject: Ids) -> None:
    """Raise `ArgmapError` unless all these are claims, and none is both accepted and rejected."""
    must_be_claims(map, [*accept, *reject])
    for claim in accept:
        if claim in reject:
            raise ArgmapError(f"`{claim}` cannot be both accepted and rejected")


def must_be_claims(map: ArgumentMap, ids: Ids) -> None:
    """Raise `ArgmapError` if one of the ids is not a claim of the map."""
    for id in ids:
        if id not in map.claims:
            raise ArgmapError(no_such("claim", id, map.claims))
