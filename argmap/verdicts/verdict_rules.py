"""A map as one normal logic program of two levels: what stands, and what is backed.

For each claim and inference x, S(x) says "x stands" and B(x) "x is backed". A claim has *own
ground* if it is common ground or documented by evidence; it is *bare* if it has none and no support
is drawn for it. i is an inference, c a claim; n is any norm of i (its warrant, and a premise of the
type value or policy), f any other premise, its facts; u is any undercutter of i, r any rebuttal of
c. If i has no facts, f is one of its premises but the warrant.

    B(i) ← i is not implicit,  B(f) for every f,  S(n) for every n,  not S(u) for every u
    S(i) ← S(f) for every f,                      S(n) for every n,  not S(u) for every u
    S(i) ← B(f) for every f,                      S(n) for every n,  not B(u) for every u
    B(c) ← own ground,                                   not OB(c)
    B(c) ← B(i) for some support i, c has no own ground, not OB(c)
    OB(c) ← B(r) for some r,        not B(c), unless c must be shown
    S(c) ← B(c)
    S(c) ← S(i) for some support i, not OS(c),           not B(r) for every r
    OS(c) ← S(r) for some r,                             not S(c)
    S(c) ← c is bare,                                    not S(r) for every r

So a claim with evidence is not brought down by a mere assertion; a reason and an objection of equal
strength leave a claim contested; a doubt about an inference, though only asserted, takes what it
had as evidence; and writing out a norm that nobody disputes changes nothing. A claim with the
standard "shown" has neither of the last two rules for S(c), and is never contested: while it is in
doubt, it is not shown (see `program`, on burdens). In strict mode implicit inferences are left out,
and no claim has these two rules but bare values and policies, so that S is B but for these.

With bare claims and rebuttals alone, this is Dung's grounded labeling. The two levels are those of
ASPIC+ with two strengths and the weakest link.
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
        doubts: two atoms for each inference of `answerable`: whether a new undercutter of it
            stands, and whether that is backed. False unless they are fixed.
        helpers: what each atom says that is none of these, by atom: OS and OB of a claim, and
            "one of its reasons holds".
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
            answerable: inferences that may be undercut when the model is asked for.
        """
        self.map = map
        self.strict = strict or map.strict
        self.size = 0
        backed = may_be_backed(map, {*acceptable, *showable})
        self.stands = self._new_atoms((*map.claims, *map.inferences))
        self.backed = self._new_atoms(backed)
        self.ground = self._new_atoms(showable)
        self.doubts = {id: (self._new_atom(), self._new_atom()) for id in answerable}
        self.helpers: dict[int, str] = {}
        self.rules: list[Rule] = []
        for claim in map.claims.values():
            self._add_claim(claim)
        for inference in map.inferences.values():
            # What is left out has no rule, and so falls, as if it were not drawn.
            if not (self.strict and inference.implicit):
                self._add_inference(inference)
        burdens: list[int] = []
        for id, claim in map.claims.items():
            if claim.standard:
                burdens += self.values_of(id, False)
        self.program = Program(self.size, self.rules, burdens)

    def _new_atom(self) -> int:
        atom = self.size
        self.size += 1
        return atom

    def _new_atoms(self, ids: Iterable[str]) -> dict[str, int]:
        """Return an atom for each id."""
        return {id: self._new_atom() for id in ids}

    def must_be_shown(self, claim: str) -> bool:
        """Return whether a claim stands only if it is backed."""
        if self.map.claims[claim].standard:
            return True
        if not self.strict:
            return False
        return bool(self.map.supports(claim)) or not self.would_stand_bare(claim)

    def would_stand_bare(self, claim: str) -> bool:
        """Return whether a claim without reasons would stand, as long as nothing opposes it."""
        stated = self.map.claims[claim]
        if stated.has_own_ground or stated.standard:
            return False
        return stated.is_norm or not self.strict

    # --- rules ---

    def _add_rule(self, head: int, when: Atoms, unless: Atoms) -> None:
        self.rules.append(Rule(head, when, unless))

    def _add_claim(self, claim: Claim) -> None:
        """Add the rules by which a claim stands, and by which it is backed."""
        id = claim.id
        stands = self.stands[id]
        supports = self.map.supports(id)
        rebuttals = self.map.rebuttals(id)
        standing_objections = _atoms(self.stands, rebuttals)
        backed_objections = _atoms(self.backed, rebuttals)
        if id in self.backed:
            # What is backed yields only to what is backed.
            self._add_rule(stands, [self.backed[id]], ())
            self._add_backing(claim, backed_objections)
        if claim.standard:
            return
        # A claim that offers reasons rests on them, even where none of them holds. Where a claim is
        # given ground, the rule for bare claims adds nothing.
        if supports and not self.strict:
            # A reason yields to what is backed, and draws with what only stands.
            meaning = f"has a backed objection, or a standing one and does not stand: {id}"
            unless = self._opposition(stands, meaning, standing_objections, backed_objections)
            for reason in _atoms(self.stands, supports):
                self._add_rule(stands, [reason], unless)
        elif not supports and self.would_stand_bare(id):
            self._add_rule(stands, (), standing_objections)

    def _add_backing(self, claim: Claim, objections: Atoms) -> None:
        """Add the rules by which a claim is backed."""
        id = claim.id
        backed = self.backed[id]
        if claim.standard:
            # Where one of them is open, so is it, until the burden settles it.
            meaning = f"has a backed objection: {id}"
            unless = self._opposition(backed, meaning, (), objections)
        else:
            meaning = f"has a backed objection and is not backed: {id}"
            unless = self._opposition(backed, meaning, objections, ())
        if claim.has_own_ground:
            # Own ground is enough: a backed support could add nothing to it.
            self._add_rule(backed, (), unless)
            return
        if id in self.ground:
            self._add_rule(backed, [self.ground[id]], unless)
        for reason in _atoms(self.backed, self.map.supports(id)):
            self._add_rule(backed, [reason], unless)

    def _opposition(self, claim: int, meaning: str, draws: Atoms, wins: Atoms) -> Atoms:
        """Return an atom with this meaning, or nothing if there are no objections.

        It holds if an objection that `wins` holds, or one that `draws` while the claim does not. A
        claim that holds unless it does is contested if one that draws holds: each of the two holds
        unless the other does. As one atom, it keeps the program linear in reasons and objections.
        """
        if not draws and not wins:
            return ()
        opposition = self._new_atom()
        self.helpers[opposition] = meaning
        for objection in draws:
            self._add_rule(opposition, [objection], [claim])
        for objection in wins:
            self._add_rule(opposition, [objection], ())
        return [opposition]

    def _add_inference(self, inference: Inference) -> None:
        id = inference.id
        stands = self.stands[id]
        undercutters = self.map.undercutters(id)
        standing_doubts = _atoms(self.stands, undercutters)
        backed_doubts = _atoms(self.backed, undercutters)
        if id in self.doubts:
            standing, is_backed = self.doubts[id]
            standing_doubts.append(standing)
            backed_doubts.append(is_backed)
        premises = [self.stands[premise] for premise in inference.premises]
        self._add_rule(stands, premises, standing_doubts)
        if not standing_doubts and id not in self.backed:
            return  # whether its facts are documented changes nothing
        norms = [self.stands[norm] for norm in self.map.norms_of(inference)]
        for documented in self._ways_to_document(inference):
            conditions = documented + norms
            if standing_doubts:
                self._add_rule(stands, conditions, backed_doubts)
            if id in self.backed:
                # The doubts count here by S, not by B: true premises do not document the inference.
                self._add_rule(self.backed[id], conditions, standing_doubts)

    def _ways_to_document(self, inference: Inference) -> list[list[int]]:
        """Return the sets of atoms B of which one must hold so that an inference is documented:
        those of its facts, or if it has none, that of any premise but the warrant.
        """
        facts = self.map.facts_of(inference)
        if not facts:
            others = inference.premises_besides_warrant
            return [[self.backed[premise]] for premise in others if premise in self.backed]
        documented = []
        for fact in facts:
            if fact not in self.backed:
                return []
            documented.append(self.backed[fact])
        return [documented]

    # --- models ---

    def fixed(self, answers: Mapping[str, bool]) -> dict[int, bool]:
        """Return the values of the switches, and of the claims that are accepted or rejected."""
        # As the map has it, what could be given ground has none, and there is no new doubt.
        fixed = dict.fromkeys(self.ground.values(), False)
        for doubts in self.doubts.values():
            fixed |= dict.fromkeys(doubts, False)
        # What is accepted stands and is backed, as a fact; what is rejected is neither.
        for claim, is_accepted in answers.items():
            fixed |= self.values_of(claim, is_accepted)
        return fixed

    def values_of(self, id: str, value: bool) -> dict[int, bool]:
        """Return the atoms by which a claim or inference stands and is backed, with this value."""
        values = {self.stands[id]: value}
        if id in self.backed:
            values[self.backed[id]] = value
        return values

    def model(self, fixed: Values | None = None, *, settles: bool = True) -> Model:
        """Return the well-founded model, with burdens settled or left open."""
        if fixed is None:
            fixed = self.fixed({})
        return self.program.well_founded(fixed, settles=settles)


def _atoms(atoms: Mapping[str, int], inferences: Collection[Inference]) -> list[int]:
    """Return the atoms of those inferences that have one.

    The others could never be backed: what is false in every model needs no atom.
    """
    if not inferences:
        return []
    return [atoms[inference.id] for inference in inferences if inference.id in atoms]


def may_be_backed(map: ArgumentMap, grounded: Ids = ()) -> list[str]:
    """Return the claims and inferences that are backed if nothing attacks anything, premises before
    their inferences.

    `grounded` are claims that may be given ground beside those that have it. In most maps little is
    backed, and what cannot be needs no rules.
    """
    pending = []
    for id, claim in map.claims.items():
        if id in grounded or claim.has_own_ground:
            pending.append(id)
    # A set that keeps its order, so that atoms are numbered alike in every run.
    backed: dict[str, None] = {}
    facts_left: dict[str, set[str]] = {}  # the facts of an inference that are not backed
    while pending:
        premise = pending.pop()
        if premise in backed:
            continue
        backed[premise] = None
        for inference in map.uses(premise):
            id = inference.id
            # An implicit inference backs nothing.
            if inference.implicit or premise == inference.warrant or id in backed:
                continue
            # A norm needs no backing, and gives none to an inference with facts.
            if id not in facts_left:
                facts_left[id] = {*map.facts_of(inference)}
            facts_left[id].discard(premise)
            if facts_left[id]:
                continue
            backed[id] = None
            # A rebuttal or an undercutter that is backed backs no claim.
            if inference.kind is Kind.SUPPORT:
                pending.append(inference.target)
    return list(backed)
