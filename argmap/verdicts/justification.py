"""Which inferences decide a verdict: kept alone, they give the claim the same verdict.

A value of the model is justified by values that were derived before it, as the well-founded model
is (Denecker, Brewka and Strass, A Formal Theory of Justifications, 2015):

    true        one of its rules holds: its conditions are true, what it excludes is false
    false       each of its rules fails by a condition that is false, or something excluded is true
    not false   one of its rules may hold: its conditions are not false, what it excludes not true
    not true    each of its rules may fail

What is contested is neither true nor false, so it needs both of the last two. A rule that an
inference has is there only if the inference is kept, so a rule for something false costs nothing
until its inference is kept for another reason. A burden that was refuted because it was open is
justified as not true.

What is justified so is tried: of circles that burdens run through it may not be enough, and then
inferences are left out one after another as long as the verdict stays the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from argmap.model import Cause, Inference, Kind, Verdict
from argmap.verdicts.change_search import upstream_of
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.program import Rule, derive_if_possible


def deciding_inferences(verdicts: Verdicts, claim: str) -> list[Inference]:
    """Return the inferences that decide a claim's verdict, the nearest to it first.

    Besides what is needed, these are the reasons of a claim that is not shown, the objections to a
    claim that stands and to its reasons, and all weighings nearby: who asks why wants to know
    what became of them.
    """
    kept = _Justifier(verdicts).justify(claim)
    if not _is_enough(verdicts, claim, kept):
        kept = _enough_of_all(verdicts, claim, kept)
    return [verdicts.map.inferences[id] for id in kept]


def _is_enough(verdicts: Verdicts, claim: str, kept: Mapping[str, None]) -> bool:
    """Return whether a claim has the same verdict by some inferences alone."""
    map = verdicts.map
    claims = {claim: map.claims[claim]}
    inferences = {}
    for id, inference in map.inferences.items():
        is_undercutter = inference.kind is Kind.UNDERCUTTER
        # What is undercut comes first; without it, its undercutters are gone, too.
        if id not in kept or (is_undercutter and inference.target not in inferences):
            continue
        inferences[id] = inference
        for end in (*inference.premises, inference.target):
            if end in map.claims:
                claims[end] = map.claims[end]
    part = replace(map, claims=claims, inferences=inferences, expect={}, part_of=map.part_of or map)
    alone = verdicts.of_version(part)
    has_same_basis = alone.basis_of(claim) is verdicts.basis_of(claim)
    return has_same_basis and alone[claim] is verdicts[claim]


_MOST_TRIED = 1000
"""How many times inferences are left out at most: what remains is enough in any case."""


def _enough_of_all(verdicts: Verdicts, claim: str, kept: Mapping[str, None]) -> Mapping[str, None]:
    """Return the inferences kept, and of all others upstream those that are not left out.

    The verdict stays the same without those that are: first all of them are left out at once, then
    each half, and so on.
    """
    map = verdicts.map
    spare = [id for id in upstream_of(map, claim) if id in map.inferences and id not in kept]
    left = dict.fromkeys([*kept, *spare])
    tried = 0
    size = len(spare)
    while size and tried < _MOST_TRIED:
        for start in range(0, len(spare), size):
            fewer = dict(left)
            for id in spare[start : start + size]:
                fewer.pop(id, None)
            tried += 1
            if len(fewer) < len(left) and _is_enough(verdicts, claim, fewer):
                left = fewer
        size //= 2
    return left


class _Wanted(NamedTuple):
    """What is to be justified: that an atom is not false (`holds`), or that it is not true.

    Of an atom that is decided, this is that it is true, or that it is false.
    """

    atom: int
    holds: bool


_Task: TypeAlias = _Wanted | int
"""What is wanted of an atom; or the number of a rule that must not make its head true."""


class _Justifier:
    """Justifies verdicts.

    Attributes:
        program: the program of the map. Each inference has atoms of its own, so a condition of a
            rule shows which inference the rule needs.
        value: the value of each atom.
        rank: the place of each atom in the order of derivation. After all others, those that are
            open are derived as if nothing open spoke against them.
        kept: the inferences kept so far, in order.
        seen: what was justified, or is about to be.
        pending: what is left to justify.
        waiting: by the id of an inference, what is to be justified once it is kept.
        may_seem_bare: claims that must not stand, as they would if no reason for them were kept.
    """

    def __init__(self, verdicts: Verdicts) -> None:
        map = verdicts.map
        program = verdicts.program
        self.verdicts = verdicts
        self.map = map
        self.program = program
        self.rules = program.program.rules
        self.rules_for = program.program.rules_for
        self.model = verdicts.model
        self.value = self.model.value
        self.rank = list(self.model.rank)
        self.rank_open_atoms()
        self.fixed = program.fixed(verdicts.fixed)
        self.claim_of: dict[int, str] = {}
        self.inference_of: dict[int, str] = {}
        for atom_of in (program.stands, program.backed):
            for id, atom in atom_of.items():
                named = self.claim_of if id in map.claims else self.inference_of
                named[atom] = id
        self.kept: dict[str, None] = {}
        self.seen: set[_Wanted] = set()
        self.pending: list[_Task] = []
        self.waiting: defaultdict[str, list[_Task]] = defaultdict(list)
        self.may_seem_bare: set[str] = set()

    def rank_open_atoms(self) -> None:
        size = len(self.value)
        open_atoms = [atom for atom, value in enumerate(self.value) if value is None]
        if open_atoms:
            is_dead = list(map(self.fails, self.rules))
            # What is only backed if it can be comes first, so that what may back it derives it.
            about_backing = set(self.program.backed.values())
            place = derive_if_possible(self.program.program, is_dead, open_atoms, about_backing)
            for atom, number in place.items():
                self.rank[atom] = size + number

    def fails(self, rule: Rule) -> bool:
        """Return whether a condition of a rule is known not to hold."""
        is_refuted = any(self.value[atom] is False for atom in rule.when)
        return is_refuted or any(self.value[atom] for atom in rule.unless)

    def justify(self, claim: str) -> Mapping[str, None]:
        """Return the ids of the inferences that decide a claim's verdict, in order."""
        map = self.map
        kept = self.kept
        if claim in self.verdicts.fixed:
            return kept
        verdict = self.verdicts[claim]
        supports = map.supports(claim)
        self.want_value(self.program.stands[claim])
        if verdict is Verdict.STANDS and claim in self.program.backed:
            self.want_value(self.program.backed[claim])
        self.run()
        if verdict is Verdict.STANDS:
            self.keep_objections(map.rebuttals(claim))
            for support in supports:
                if support.id in kept:
                    self.keep_objections(map.undercutters(support.id))
        elif self.verdicts.cause_of(claim) is Cause.NOT_SHOWN:
            for support in supports:
                self.want_value(self.program.stands[support.id])
        self.run()
        for inference in map.onto(claim):
            if inference.id in kept:
                self.keep_weighings(inference)
        self.run()
        return kept

    def keep_weighings(self, inference: Inference) -> None:
        """Keep what weighs against an inference, also where it fails: its author looks for it."""
        for undercutter in self.map.undercutters(inference.id):
            if undercutter.weighing:
                self.want_value(self.program.stands[undercutter.id])

    def keep_objections(self, objections: Iterable[Inference]) -> None:
        """Keep the objections to what stands, and justify that each fails or is too weak."""
        for objection in objections:
            id = objection.id
            self.keep(id)
            if self.verdicts[id] is Verdict.FALLS:
                self.want(self.program.stands[id], holds=False)
            elif id in self.program.backed:
                self.want(self.program.backed[id], holds=False)

    def want_value(self, atom: int) -> None:
        """Justify the value of an atom, whatever it is."""
        value = self.value[atom]
        if value is not False:
            self.want(atom, holds=True)
        if value is not True:
            self.want(atom, holds=False)

    def want(self, atom: int, *, holds: bool) -> None:
        wanted = _Wanted(atom, holds)
        if wanted in self.seen:
            return
        self.seen.add(wanted)
        self.pending.append(wanted)
        inference = self.inference_of.get(atom)
        if inference is not None:
            self.keep(inference)
        is_named = inference is not None or atom in self.claim_of
        if is_named and self.value[atom] is None:
            # What is named as contested is explained from both sides.
            self.want(atom, holds=not holds)

    def keep(self, inference: str) -> None:
        if inference not in self.kept:
            self.kept[inference] = None
            self.pending += self.waiting.pop(inference, [])

    def run(self) -> None:
        while self.pending:
            # What is met first is justified first, so that inferences are kept from the claim
            # outward. The list grows while it is gone through.
            for task in self.pending:
                if isinstance(task, int):
                    self.block_if_kept(task)
                elif task.atom in self.fixed:
                    continue  # what was accepted or rejected needs no reason
                elif task.holds:
                    self.follow(task.atom)
                else:
                    self.block_all(task.atom)
            self.pending.clear()
            # Only now, since a reason may have been kept for another purpose.
            for claim in sorted(self.may_seem_bare):
                self.keep_from_being_bare(claim)
            self.may_seem_bare.clear()

    # --- true, or not false ---

    def follow(self, atom: int) -> None:
        """Justify that a rule for an atom holds, or may: of several the best backed."""
        rules = [self.rules[number] for number in self.rules_for[atom]]
        best = min(filter(self.derives, rules), key=self.cost_of_rule)
        for needed in best.when:
            self.want(needed, holds=True)
        for excluded in best.unless:
            inference = self.inference_of.get(excluded)
            if inference is None or inference in self.kept:
                self.want(excluded, holds=False)
            else:
                # What is not kept excludes nothing.
                self.waiting[inference].append(_Wanted(excluded, holds=False))

    def derives(self, rule: Rule) -> bool:
        """Return whether a rule derives its head, or may, from what was derived before."""
        rank = self.rank[rule.head]
        if self.fails(rule) or any(self.rank[atom] >= rank for atom in rule.when):
            return False
        if self.value[rule.head] is None:
            return True
        conditions = (*rule.when, *rule.unless)
        return all(self.value[atom] is not None and self.rank[atom] < rank for atom in conditions)

    def cost_of_rule(self, rule: Rule) -> tuple[int, int, int]:
        """Order rules: first what is certain, then what is backed, then what was derived first."""
        uncertain = 0
        unbacked = 0
        last = -1
        for atom in rule.when:
            if self.value[atom] is None:
                uncertain += 1
            else:
                last = max(last, self.rank[atom])
            inference = self.inference_of.get(atom)
            if inference is not None and not self.verdicts.is_backed(inference):
                unbacked += 1
        return uncertain, unbacked, last

    # --- false, or not true ---

    def block_all(self, atom: int) -> None:
        """Justify that each rule for an atom fails, or may."""
        for number in self.rules_for[atom]:
            self.block_if_kept(number)
        claim = self.claim_of.get(atom)
        if claim is not None:
            self.may_seem_bare.add(claim)

    def block_if_kept(self, number: int) -> None:
        """Justify that a rule fails, or may, once all inferences that it needs are kept."""
        rule = self.rules[number]
        for atom in rule.when:
            inference = self.inference_of.get(atom)
            if inference is not None and inference not in self.kept:
                self.waiting[inference].append(number)
                return
        self.block(rule)

    def block(self, rule: Rule) -> None:
        """Justify that a rule fails, or may, by the condition that costs the least."""
        head, when, unless = rule
        conditions = [_Wanted(atom, holds=False) for atom in when]
        for atom in unless:
            if head in self.model.settled:
                # Any objection that was open kept the burden open.
                for number in self.rules_for[atom]:
                    [objection] = self.rules[number].when
                    conditions.append(_Wanted(objection, holds=True))
            else:
                conditions.append(_Wanted(atom, holds=True))
        failing = [wanted for wanted in conditions if self.may_block(wanted, head)]
        if not failing:
            return
        atom, holds = min(failing, key=self.cost_of_blocking)
        if self.value[atom] is None:
            self.want(atom, holds=holds)
        else:
            self.want_value(atom)

    def may_block(self, wanted: _Wanted, head: int) -> bool:
        """Return whether a condition keeps a rule from making its head true."""
        atom, holds = wanted
        is_head_open = self.value[head] is None
        if self.value[atom] is None:
            return is_head_open
        if head in self.model.settled and self.rank[atom] >= self.model.settled[head]:
            return True  # it was open when the burden was refuted, whatever it is now
        if self.value[atom] is not holds:
            return False
        if is_head_open or self.rank[atom] < self.rank[head]:
            return True
        # What fell with it, in one circle, may be why: all of these rest only on one another.
        circle = self.model.circle[atom]
        return not holds and circle > 0 and circle == self.model.circle[head]

    def cost_of_blocking(self, wanted: _Wanted) -> tuple[bool, bool, int, int]:
        """Order conditions: what is justified already, what is certain, reasons that fail before
        objections, of these what is backed, and the first derived.
        """
        is_new = wanted not in self.seen
        is_uncertain = self.value[wanted.atom] is None
        weakness = 0
        if wanted.holds:
            objection = self.inference_of.get(wanted.atom, "")
            weakness = 1 if self.verdicts.is_backed(objection) else 2
        rank = -1 if is_uncertain else self.rank[wanted.atom]
        return is_new, is_uncertain, weakness, rank

    def keep_from_being_bare(self, claim: str) -> None:
        """Keep a reason for a claim that has some: without any it would stand as bare claims do."""
        supports = self.map.supports(claim)
        if not supports or not self.program.would_stand_bare(claim):
            return
        if self.kept.keys().isdisjoint(support.id for support in supports):
            self.keep(min(supports, key=self.cost_of_support).id)

    def cost_of_support(self, support: Inference) -> tuple[bool, bool]:
        """Order reasons: the best backed first."""
        is_backed = self.verdicts.is_backed(support.id) is True
        return not is_backed, self.verdicts[support.id] is Verdict.FALLS
