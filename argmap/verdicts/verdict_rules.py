"""A map as one normal logic program of two levels: what stands, and what is backed.

For each claim and inference x, S(x) says "x stands" and B(x) "x is backed". A claim has *own
ground* if it is common ground or documented by evidence; it is *bare* if it has none and no support
is drawn for it.

    B(step)  ← the inference is not implicit,
               B(p) for every premise p but the warrant,  S(warrant),  no S(u)
               (a warrant that stands alone counts as a premise)
    S(step)  ← S(p) for every premise p, the warrant too,  no S(u)       (u: its undercutters)
    B(claim) ← own ground, or B(s) for some support s;  and no B(r)      (r: its rebuttals)
    S(claim) ← B(claim)
    S(claim) ← bare, or S(s) for some support s;  and no S(r)

In strict mode nothing is bare and implicit inferences are left out, so that S is B. With bare
claims and rebuttals alone, this is Dung's grounded labeling; the two levels are those of ASPIC+
with two strengths.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.verdicts.program import Atoms, Model, Program, Rule, Values

Ids: TypeAlias = Collection[str]
"""The ids of some claims or inferences."""


class MapProgram:
    """The program of a map.

    Attributes:
        stands: the atom S of each claim and inference, by id.
        backed: the atom B of each claim and inference that could be backed at all, by id. B is
            false for the others.
        ground: an atom for each claim of `showable`: whether it has own ground. False unless it is
            fixed.
        bare: an atom for each bare claim of `showable`: whether it still is. True unless it is
            fixed.
        plain_inferences: inferences from one premise that nothing undercuts, each with its premise.
        program: the rules.
    """

    def __init__(
        self,
        map: ArgumentMap,
        *,
        strict: bool = False,
        acceptable: Ids = (),
        showable: Ids = (),
        answerable: Ids = (),
    ) -> None:
        """Make the program.

        Args:
            map: the map.
            strict: whether only what is backed stands, also where the map itself does not say so.
            acceptable: claims that may be accepted when the model is asked for.
            showable: claims without own ground that may be given one when the model is asked for.
            answerable: inferences that may be made to fall when the model is asked for, whatever
                their premises do.
        """
        inferences = map.inferences
        self.map = map
        self.strict = strict or map.strict
        self.size = 0
        # An inference from one premise that nothing undercuts shares the fate, and so the atom, of
        # its premise.
        self.plain_inferences: dict[str, str] = {}
        answers = set(answerable)
        for id, inference in inferences.items():
            if id not in answers and self._is_plain(inference):
                self.plain_inferences[id] = inference.premises[0]
        backed = may_be_backed(map, {*acceptable, *showable})
        # Claims before inferences, since a plain inference takes over the atom of its premise.
        self.stands = self._new_atoms((*map.claims, *inferences))
        self.backed = self._new_atoms(backed)
        self.ground = self._new_atoms(showable)
        self.bare = self._new_atoms(filter(self.is_bare, showable))
        self.rules: list[Rule] = []
        for claim in map.claims.values():
            self._add_claim(claim)
        for id, inference in inferences.items():
            if id in self.plain_inferences:
                continue
            if self.strict and inference.implicit:
                continue  # without a rule the inference falls, as if it were not drawn
            self._add_inference(inference)
        self.program = Program(self.size, self.rules)

    def _is_plain(self, inference: Inference) -> bool:
        # In strict mode an implicit inference falls, whatever its premise does.
        if self.strict and inference.implicit:
            return False
        undercutters = self.map.undercutters(inference.id)
        number = len(inference.premises)
        return number == 1 and not undercutters

    def _new_atoms(self, ids: Iterable[str]) -> dict[str, int]:
        """Return an atom for each id.

        That of a plain inference is its premise's, which must come first.
        """
        atoms: dict[str, int] = {}
        for id in ids:
            premise = self.plain_inferences.get(id)
            if premise is not None:
                atoms[id] = atoms[premise]
            else:
                atoms[id] = self.size
                self.size += 1
        return atoms

    def is_bare(self, claim: str) -> bool:
        """Return whether a claim has no ground of its own and no support drawn for it."""
        stated = self.map.claims[claim]
        supports = self.map.supports(claim)
        return not (stated.common_ground or stated.evidence or supports)

    # --- rules ---

    def _add_rule(self, head: int, when: Atoms, unless: Atoms) -> None:
        self.rules.append(Rule(head, when, unless))

    def _add_claim(self, claim: Claim) -> None:
        """Add the rules by which a claim stands, and by which it is backed."""
        id = claim.id
        stands = self.stands[id]
        backed = self.backed.get(id)
        supports = self.map.supports(id)
        rebuttals = self.map.rebuttals(id)
        has_own_ground = claim.common_ground or claim.evidence
        if backed is not None:
            # No attack stands in this rule: what is backed yields only to what is backed.
            self._add_rule(stands, [backed], ())
        attacks = _atoms(self.stands, rebuttals)
        reasons = _atoms(self.stands, supports)
        # A claim that offers reasons rests on them, so it is not bare even where none of them
        # holds.
        self._add_alternatives(stands, reasons, attacks)
        if not reasons and not has_own_ground and not self.strict:
            # Given ground of its own, it is bare no longer: the switch takes this rule away.
            switch = []
            if id in self.bare:
                switch = [self.bare[id]]
            self._add_rule(stands, switch, attacks)
        if backed is None:
            return
        # Among equals: only an objection that is itself backed keeps a claim from being so.
        attacks = _atoms(self.backed, rebuttals)
        if has_own_ground:
            # Own ground is enough: a backed support could add nothing to it.
            self._add_rule(backed, (), attacks)
            return
        ground = self.ground.get(id)
        if ground is not None:
            self._add_rule(backed, [ground], attacks)
        reasons = _atoms(self.backed, supports)
        self._add_alternatives(backed, reasons, attacks)

    def _add_alternatives(self, head: int, supports: Atoms, rebuttals: Atoms) -> None:
        """Let the head follow from any of the supports, unless one of the rebuttals holds."""
        if len(supports) > 1 and rebuttals:
            # An atom for "one of them holds" keeps the program linear: supports and rebuttals are
            # not multiplied.
            any_of_them = self.size
            self.size += 1
            self._add_rule(head, [any_of_them], rebuttals)
            head = any_of_them
            rebuttals = ()
        for support in supports:
            self._add_rule(head, [support], rebuttals)

    def _add_inference(self, inference: Inference) -> None:
        id = inference.id
        stands = self.stands
        backed = self.backed
        undercutters = self.map.undercutters(id)
        doubts = _atoms(stands, undercutters)
        premises = [stands[premise] for premise in inference.premises]
        self._add_rule(stands[id], premises, doubts)
        if id not in backed:
            return
        # A warrant is granted until it is challenged: it need only stand where the other premises
        # must be backed.
        to_back = inference.premises_to_back
        needed = []
        for premise in inference.premises:
            atoms = backed if premise in to_back else stands
            needed.append(atoms[premise])
        # The doubts count here by S, not by B: true premises do not document the inference.
        self._add_rule(backed[id], needed, doubts)

    # --- models ---

    def fixed(self, accept: Ids, reject: Ids) -> dict[int, bool]:
        """Return the values of the switches, and of atoms that accepting and rejecting fixes."""
        # As the map has it, what could be given ground has none, and what is bare is bare.
        ground = self.ground.values()
        fixed = dict.fromkeys(ground, False)
        fixed |= dict.fromkeys(self.bare.values(), True)
        # What is accepted stands and is backed, as a fact; what is rejected is neither.
        for claim in accept:
            fixed |= self.values_of(claim, True)
        for claim in reject:
            fixed |= self.values_of(claim, False)
        return fixed

    def values_of(self, id: str, value: bool) -> dict[int, bool]:
        """Return the atoms by which a claim or inference stands and is backed, with this value."""
        values = {self.stands[id]: value}
        if id in self.backed:
            values[self.backed[id]] = value
        return values

    def model(self, fixed: Values | None = None) -> Model:
        """Return the well-founded model."""
        if fixed is None:
            fixed = self.fixed((), ())
        return self.program.well_founded(fixed)


def _atoms(atoms: Mapping[str, int], inferences: Iterable[Inference]) -> list[int]:
    """Return the atoms of those inferences that have one.

    The others could never be backed: what is false in every model needs no atom.
    """
    found = []
    for inference in inferences:
        atom = atoms.get(inference.id)
        if atom is not None:
            found.append(atom)
    return found


def may_be_backed(map: ArgumentMap, grounded: Ids = ()) -> list[str]:
    """Return the claims and inferences that are backed if nothing attacks anything, premises before
    their inferences.

    `grounded` are claims that may be given ground beside those that have it. In most maps little is
    backed, and what cannot be needs no rules.
    """
    pending = []
    for id, claim in map.claims.items():
        if claim.common_ground or claim.evidence or id in grounded:
            pending.append(id)
    # How many premises of each inference are not known to be backed; an implicit inference
    # backs nothing, and has no count.
    missing = {}
    for id, inference in map.inferences.items():
        if not inference.implicit:
            missing[id] = len(inference.premises_to_back)
    # A set that keeps its order, so that atoms are numbered alike in every run.
    backed: dict[str, None] = {}
    while pending:
        premise = pending.pop()
        if premise in backed:
            continue
        backed[premise] = None
        for inference in map.uses(premise):
            id = inference.id
            if id not in missing or premise not in inference.premises_to_back:
                continue
            missing[id] -= 1
            if missing[id]:
                continue
            backed[id] = None
            # A rebuttal or an undercutter that is backed backs no claim.
            if inference.kind is Kind.SUPPORT:
                pending.append(inference.target)
    return list(backed)
