"""A map as one normal logic program of two levels: what stands, and what is backed.

For each claim and step x, S(x) says "x stands" and B(x) "x is backed". A claim has *own ground* if it is common
ground or documented by evidence; it is *bare* if it has none and no support is drawn for it.

    B(step)  ← the step is not implicit,  B(p) for every premise p but the warrant,  S(warrant),  no S(u)
    S(step)  ← S(p) for every premise p, the warrant too,  no S(u)                    (u: its undercutters)
    B(claim) ← own ground, or B(s) for some support s;  and no B(r)                   (r: its rebuttals)
    S(claim) ← B(claim)
    S(claim) ← bare, or S(s) for some support s;  and no S(r)

In strict mode nothing is bare and implicit steps are left out, so that S is B. With bare claims and rebuttals
alone, this is Dung's grounded labelling; the two levels are those of ASPIC+ with two strengths.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.verdicts.program import Model, Program, Rule


class MapProgram:
    """The program of a map.

    Attributes:
        stands: the atom S of each claim and step, by id.
        backed: the atom B of each claim and step that could be backed at all, by id. B is false for the others.
        ground: an atom for each claim of `showable`: whether it has own ground. False unless it is fixed.
        bare: an atom for each bare claim of `showable`: whether it still is. True unless it is fixed.
        plain_steps: steps from one premise that nothing undercuts, each with its premise.
        program: the rules.
    """

    def __init__(
        self,
        map: ArgumentMap,
        *,
        strict: bool = False,
        acceptable: Collection[str] = (),
        showable: Collection[str] = (),
        answerable: Collection[str] = (),
    ) -> None:
        """Make the program.

        Args:
            map: the map.
            strict: whether only what is backed stands.
            acceptable: claims that may be accepted when the model is asked for.
            showable: claims without own ground that may be given one when the model is asked for.
            answerable: steps that may be made to fall when the model is asked for, whatever their premises do.
        """
        self.map, self.strict = map, strict
        self.size = 0
        # A step from one premise that nothing undercuts shares the fate, and so the atom, of its premise.
        self.plain_steps: dict[str, str] = {}
        for step in map.inferences.values():
            if step.id not in answerable and self._is_plain(step):
                self.plain_steps[step.id] = step.premises[0]
        self.stands = self._new_atoms([*map.claims, *map.inferences])
        self.backed = self._new_atoms(may_be_backed(map, {*acceptable, *showable}))
        self.ground = self._new_atoms(showable)
        self.bare = self._new_atoms([claim for claim in showable if self.is_bare(claim)])
        self.rules: list[Rule] = []
        for claim in map.claims.values():
            supports = [step.id for step in map.supports(claim.id)]
            rebuttals = [step.id for step in map.rebuttals(claim.id)]
            self._add_standing(claim, supports, rebuttals)
            if claim.id in self.backed:
                self._add_backing(claim, supports, rebuttals)
        for step in map.inferences.values():
            if step.id not in self.plain_steps and not (strict and step.implicit):
                self._add_step(step)
        self.program = Program(self.size, self.rules)

    def _is_plain(self, step: Inference) -> bool:
        if len(step.premises) != 1 or step.warrant or self.map.undercutters(step.id):
            return False
        return not (self.strict and step.implicit)

    def _new_atoms(self, ids: Iterable[str]) -> dict[str, int]:
        """Return an atom for each id; that of a plain step is its premise's, which must come first."""
        atoms: dict[str, int] = {}
        for id in ids:
            premise = self.plain_steps.get(id)
            if premise is not None:
                atoms[id] = atoms[premise]
            else:
                atoms[id] = self.size
                self.size += 1
        return atoms

    def is_bare(self, claim: str) -> bool:
        """Return whether a claim has no ground of its own and no support drawn for it."""
        stated = self.map.claims[claim]
        return not (stated.assumed or stated.evidence or self.map.supports(claim))

    # --- rules ---

    def _add_standing(self, claim: Claim, supports: Sequence[str], rebuttals: Sequence[str]) -> None:
        head = self.stands[claim.id]
        attacks = [self.stands[step] for step in rebuttals]
        if claim.id in self.backed:
            self.rules.append(Rule(head, (self.backed[claim.id],), ()))
        if supports:
            self._add_alternatives(head, [self.stands[step] for step in supports], attacks)
        elif claim.assumed or claim.evidence or self.strict:
            return  # it stands by what backs it, or not at all
        elif claim.id in self.bare:
            self.rules.append(Rule(head, (self.bare[claim.id],), attacks))
        else:
            self.rules.append(Rule(head, (), attacks))

    def _add_backing(self, claim: Claim, supports: Sequence[str], rebuttals: Sequence[str]) -> None:
        head = self.backed[claim.id]
        attacks = [self.backed[step] for step in rebuttals if step in self.backed]
        if claim.assumed or claim.evidence:
            # Own ground is enough: a backed support could add nothing to it.
            self.rules.append(Rule(head, (), attacks))
            return
        if claim.id in self.ground:
            self.rules.append(Rule(head, (self.ground[claim.id],), attacks))
        self._add_alternatives(head, [self.backed[step] for step in supports if step in self.backed], attacks)

    def _add_alternatives(self, head: int, supports: Sequence[int], rebuttals: Sequence[int]) -> None:
        """Let the head follow from any of the supports, unless one of the rebuttals holds."""
        if len(supports) > 1 and rebuttals:
            # An atom for "one of them holds" keeps the program linear: supports and rebuttals are not multiplied.
            any_of_them = self.size
            self.size += 1
            self.rules.append(Rule(head, (any_of_them,), rebuttals))
            head, rebuttals = any_of_them, ()
        for support in supports:
            self.rules.append(Rule(head, (support,), rebuttals))

    def _add_step(self, step: Inference) -> None:
        undercutters = [self.stands[undercutter.id] for undercutter in self.map.undercutters(step.id)]
        premises = [self.stands[premise] for premise in step.premises]
        self.rules.append(Rule(self.stands[step.id], premises, undercutters))
        if step.id in self.backed:
            needed = [self.stands[id] if id == step.warrant else self.backed[id] for id in step.premises]
            self.rules.append(Rule(self.backed[step.id], needed, undercutters))

    # --- models ---

    def fixed(self, accept: Collection[str], reject: Collection[str]) -> dict[int, bool]:
        """Return the values of atoms that accepting and rejecting claims fixes, and those of the switches."""
        fixed = dict.fromkeys(self.ground.values(), False) | dict.fromkeys(self.bare.values(), True)
        for claims, value in ((accept, True), (reject, False)):
            for claim in claims:
                fixed[self.stands[claim]] = value
                if claim in self.backed:
                    fixed[self.backed[claim]] = value
        return fixed

    def model(self, fixed: Mapping[int, bool] | None = None) -> Model:
        """Return the well-founded model."""
        return self.program.well_founded(fixed if fixed is not None else self.fixed((), ()))


def may_be_backed(map: ArgumentMap, grounded: Collection[str] = ()) -> list[str]:
    """Return the claims and steps that are backed if nothing attacks anything, premises before their steps.

    `grounded` are claims that may be given ground beside those that have it. In most maps little is backed,
    and what cannot be needs no rules.
    """
    found: dict[str, None] = {}
    pending = [claim.id for claim in map.claims.values() if claim.assumed or claim.evidence or claim.id in grounded]
    missing: dict[str, int] = {}
    for step in map.inferences.values():
        if step.implicit:
            continue
        missing[step.id] = sum(premise != step.warrant for premise in step.premises)
        if not missing[step.id]:
            found[step.id] = None  # a warrant alone: nothing is left that would have to be backed
            if step.kind is Kind.SUPPORT:
                pending.append(step.target)
    while pending:
        claim = pending.pop()
        if claim in found:
            continue
        found[claim] = None
        for step in map.uses(claim):
            if step.id not in missing or claim == step.warrant:
                continue
            missing[step.id] -= 1
            if missing[step.id]:
                continue
            found[step.id] = None
            if step.kind is Kind.SUPPORT:
                pending.append(step.target)
    return list(found)
