"""The verdicts of a map."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from argmap.model import ArgumentMap, Claim, Verdict
from argmap.model.diagnostics import did_you_mean
from argmap.model.errors import ArgmapError
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.verdicts.program import Program, Rule

_VERDICTS = {True: Verdict.STANDS, False: Verdict.FALLS, None: Verdict.CONTESTED}


class MapProgram:
    """A map as a logic program: an atom for each claim and inference, and some for what backs a claim.

    `atom` gives the number of a claim or inference by its id. In strict mode, what is merely asserted
    is not granted.
    """

    def __init__(self, map: ArgumentMap, *, strict: bool = False) -> None:
        self.map, self.strict = map, strict
        self.atom = {id: number for number, id in enumerate([*map.claims, *map.inferences])}
        self.size = len(self.atom)
        rules = [rule for claim in map.claims.values() for rule in self._claim(claim)]
        rules += self._steps()
        self.program = Program(self.size, rules)

    def _claim(self, claim: Claim) -> Iterator[Rule]:
        head = self.atom[claim.id]
        rebuttals = [self.atom[step.id] for step in self.map.rebuttals(claim.id)]
        supports = [self.atom[step.id] for step in self.map.supports(claim.id)]
        if is_granted(self.map, claim, strict=self.strict):
            yield Rule(head, (), rebuttals)
        elif len(supports) == 1:
            yield Rule(head, supports, rebuttals)
        elif supports:
            backed = self.size
            self.size += 1
            yield Rule(head, (backed,), rebuttals)
            for support in supports:
                yield Rule(backed, (support,), ())

    def _steps(self) -> Iterator[Rule]:
        for step in self.map.inferences.values():
            undercutters = [self.atom[under.id] for under in self.map.undercutters(step.id)]
            yield Rule(self.atom[step.id], [self.atom[premise] for premise in step.premises], undercutters)

    def fixed(self, accept: Collection[str], reject: Collection[str]) -> dict[int, bool]:
        """Return the values of atoms that accepting and rejecting claims fixes."""
        return {self.atom[id]: True for id in accept} | {self.atom[id]: False for id in reject}

    def verdicts(self, fixed: Mapping[int, bool] | None = None) -> list[Verdict]:
        """Return the verdicts of all claims and inferences, in the order of their atoms."""
        return [_VERDICTS[value] for value in self.program.well_founded(fixed)[: len(self.atom)]]


class Verdicts(Mapping[str, Verdict]):
    """The verdict of each claim and inference of a map, by id.

    `fixed` holds the claims that were accepted (True) or rejected (False), whatever the map says.
    """

    def __init__(
        self,
        map: ArgumentMap,
        verdicts: Mapping[str, Verdict],
        *,
        strict: bool = False,
        fixed: Mapping[str, bool] | None = None,
    ) -> None:
        self.map, self.strict = map, strict
        self.fixed = fixed or {}
        self._verdicts = verdicts

    def __getitem__(self, id: str) -> Verdict:
        return self._verdicts[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._verdicts)

    def __len__(self) -> int:
        return len(self._verdicts)

    def __repr__(self) -> str:
        verdicts = list(self.claims.values())
        numbers = [f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict if verdict in verdicts]
        return f"<Verdicts: {', '.join(numbers)}>"

    @property
    def claims(self) -> dict[str, Verdict]:
        """The verdicts of the claims, in reading order."""
        return {id: self._verdicts[id] for id in self.map.claims}

    @property
    def inferences(self) -> dict[str, Verdict]:
        """The verdicts of the inferences, in reading order."""
        return {id: self._verdicts[id] for id in self.map.inferences}


def evaluate(
    map: ArgumentMap, *, accept: Collection[str] = (), reject: Collection[str] = (), strict: bool = False
) -> Verdicts:
    """Return the verdict of every claim and inference of a map.

    Claims in `accept` stand and claims in `reject` fall, whatever the map says. In `strict` mode a claim
    that is merely asserted (no support, no evidence, not common ground) is not granted.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
    """
    must_be_claims(map, [*accept, *reject])
    both = [id for id in accept if id in reject]
    if both:
        raise ArgmapError(f"`{both[0]}` cannot be both accepted and rejected")
    with garbage_collection_paused():
        program = MapProgram(map, strict=strict)
        verdicts = program.verdicts(program.fixed(accept, reject))
    fixed = dict.fromkeys(accept, True) | dict.fromkeys(reject, False)
    return Verdicts(map, dict(zip(program.atom, verdicts, strict=True)), strict=strict, fixed=fixed)


def is_granted(map: ArgumentMap, claim: Claim, *, strict: bool) -> bool:
    """Return whether a claim needs no support: common ground, documented, or (unless strict) just asserted."""
    return claim.assumed or bool(claim.evidence) or not (strict or map.supports(claim.id))


def must_be_claims(map: ArgumentMap, ids: Collection[str]) -> None:
    """Raise `ArgmapError` if one of the ids is no claim of the map."""
    for id in ids:
        if id not in map.claims:
            hint = did_you_mean(id, map.claims)
            raise ArgmapError(f"there is no claim `{id}`{': ' if hint else ''}{hint}")
