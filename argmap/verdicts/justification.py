"""Which inferences decide a verdict: kept alone, they give the claim the same verdict.

A value of the model is justified by values that were derived before it, as the well-founded model
is (Denecker, Brewka and Strass, A Formal Theory of Justifications, 2015):

    true        one of its rules holds: its conditions are true, what it excludes is false
    false       each of its rules fails by a condition that is false, or something excluded is true
    not false   one of its rules may hold: its conditions are not false, what it excludes not true
    not true    each of its rules may fail

What is contested is neither true nor false, so it needs both of the last two. A rule that an
inference has is there only if the inference is kept, so a rule for something false costs nothing
until its inference is kept for another reason.

A burden that was refuted because it was open is justified as not true at that moment: then, what
was derived later was neither true nor false.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Cause, Inference, Verdict
from argmap.verdicts.change_search import upstream_of
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.program import UNDERIVED, Rule, derive_if_possible


def deciding_inferences(verdicts: Verdicts, claim: str) -> list[Inference]:
    """Return the inferences that decide a claim's verdict, the nearest to it first.

    Besides what is needed, these are the reasons of a claim that is not shown, the objections to a
    claim that stands and to its reasons, and all weighings nearby: who asks why wants to know
    what became of them.
    """
    kept = _Justifier(verdicts).justify(claim)
    if _is_enough(verdicts, claim, kept):
        return kept
    # Of circles that burdens run through, it also matters what is in them.
    return _enough_of_all(verdicts, claim, kept)


def _is_enough(verdicts: Verdicts, claim: str, kept: Iterable[Inference]) -> bool:
    """Return whether a claim has the same verdict by some inferences alone."""
    map = verdicts.map
    claims = {claim: map.claims[claim]}
    inferences = {}
    for inference in kept:
        inferences[inference.id] = inference
        for id in (*inference.premises, inference.target):
            if id in map.claims:
                claims[id] = map.claims[id]
    part = replace(map, claims=claims, inferences=inferences, expect={}, part_of=map.part_of or map)
    alone = verdicts.of_version(part)
    is_same = alone[claim] is verdicts[claim]
    return is_same and alone.basis_of(claim) is verdicts.basis_of(claim)


_MOST_TRIED = 1000
"""How many times inferences are left out at most: what remains is enough in any case."""


def _enough_of_all(verdicts: Verdicts, claim: str, kept: Sequence[Inference]) -> list[Inference]:
    """Return the inferences kept, and of all others upstream those that are not left out.

    The verdict stays the same without those that are: first all of them are left out at once, then
    each half, and so on.
    """
    map = verdicts.map
    left = {inference.id: inference for inference in kept}
    spare = [id for id in upstream_of(map, claim).inferences if id not in left]
    for id in spare:
        left[id] = map.inferences[id]
    tried = 0
    size = len(spare)
    while size and tried < _MOST_TRIED:
        for start in range(0, len(spare), size):
            fewer = _without(map, left, spare[start : start + size])
            tried += 1
            if len(fewer) < len(left) and _is_enough(verdicts, claim, fewer.values()):
                left = fewer
        size //= 2
    return list(left.values())


def _without(
    map: ArgumentMap, inferences: Mapping[str, Inference], ids: Sequence[str]
) -> dict[str, Inference]:
    """Return inferences without some of them, the undercutters of those, theirs, and so on."""
    left = dict(inferences)
    pending = list(ids)
    while pending:
        id = pending.pop()
        left.pop(id, None)
        for undercutter in map.undercutters(id):
            if undercutter.id in left:
                pending.append(undercutter.id)
    return left


AT_THE_END = sys.maxsize
"""The moment at which everything is derived."""


class _Wanted(NamedTuple):
    """What is to be justified: that an atom is not false (`holds`), or that it is not true.

    Of an atom that is decided, this is that it is true, or that it is false. At a `moment` in the
    order of derivation, what has a higher rank is not decided yet.
    """

    atom: int
    holds: bool
    moment: int = AT_THE_END


class _Blocked(NamedTuple):
    """A rule, by its number, that must not make its head true at a moment."""

    rule: int
    moment: int


_Task: TypeAlias = _Wanted | _Blocked
"""What is wanted of an atom, or of a rule."""


class _Justifier:
    """Justifies verdicts.

    Attributes:
        map_program: the program of the map. Each inference has atoms of its own, so that a
            condition of a rule shows which inference the rule needs.
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
        self.map_program = program
        self.stands = program.stands
        self.backed = program.backed
        self.fixed = program.fixed(verdicts.fixed)
        self.model = verdicts.model
        self.rank = self.model.rank
        self.program = program.program
        self.possible_ranks: dict[int, dict[int, int]] = {}
        self.claim_of: dict[int, str] = {}
        self.inference_of: dict[int, str] = {}
        for atom_of in (self.stands, self.backed):
            for id, atom in atom_of.items():
                if id in map.claims:
                    self.claim_of[atom] = id
                else:
                    self.inference_of[atom] = id
        self.kept: dict[str, None] = {}
        self.seen: set[_Wanted] = set()
        self.pending: list[_Task] = []
        self.waiting: defaultdict[str, list[_Task]] = defaultdict(list)
        self.may_seem_bare: set[str] = set()

    def justify(self, claim: str) -> list[Inference]:
        map = self.map
        kept = self.kept
        if claim in self.verdicts.fixed:
            return []
        verdict = self.verdicts[claim]
        supports = map.supports(claim)
        self.want_value(self.stands[claim])
        if verdict is Verdict.STANDS and claim in self.backed:
            self.want_value(self.backed[claim])
        self.run()
        if verdict is Verdict.STANDS:
            self.keep_objections(map.rebuttals(claim))
            for support in supports:
                if support.id in kept:
                    self.keep_objections(map.undercutters(support.id))
        elif self.verdicts.cause_of(claim) is Cause.NOT_SHOWN:
            for support in supports:
                self.want_value(self.stands[support.id])
        self.run()
        for inference in map.onto(claim):
            if inference.id in kept:
                self.keep_weighings(inference)
        self.run()
        return [map.inferences[id] for id in kept]

    def keep_weighings(self, inference: Inference) -> None:
        """Keep what weighs against an inference, also where it fails: its author looks for it."""
        for undercutter in self.map.undercutters(inference.id):
            if undercutter.weighing:
                atom = self.stands[undercutter.id]
                self.want_value(atom)

    def keep_objections(self, objections: Iterable[Inference]) -> None:
        """Keep the objections to what stands, and justify that each fails or is too weak."""
        for objection in objections:
            id = objection.id
            self.keep(id)
            if self.verdicts[id] is Verdict.FALLS:
                self.want(self.stands[id], holds=False)
            elif id in self.backed:
                self.want(self.backed[id], holds=False)

    def want_value(self, atom: int) -> None:
        """Justify the value of an atom, whatever it is."""
        value = self.model.value[atom]
        if value is not False:
            self.want(atom, holds=True)
        if value is not True:
            self.want(atom, holds=False)

    def value_at(self, atom: int, moment: int) -> bool | None:
        """Return whether an atom is true, false or open at a moment."""
        if self.rank[atom] >= moment:
            return None
        return self.model.value[atom]

    def wanted(self, atom: int, *, holds: bool, moment: int) -> _Wanted:
        """Return what is to be justified: what is decided at a moment stays so to the end."""
        if self.value_at(atom, moment) is not None:
            moment = AT_THE_END
        return _Wanted(atom, holds, moment)

    def want(self, atom: int, *, holds: bool, moment: int = AT_THE_END) -> None:
        wanted = self.wanted(atom, holds=holds, moment=moment)
        if wanted in self.seen:
            return
        self.seen.add(wanted)
        self.pending.append(wanted)
        inference = self.inference_of.get(atom)
        if inference is not None:
            self.keep(inference)
        is_named = inference is not None or atom in self.claim_of
        if is_named and self.value_at(atom, moment) is None:
            # What is named as contested is explained from both sides.
            self.want(atom, holds=not holds, moment=moment)

    def keep(self, inference: str) -> None:
        if inference not in self.kept:
            self.kept[inference] = None
            self.pending += self.waiting.pop(inference, [])

    def run(self) -> None:
        while self.pending:
            # What is met first is justified first, so that inferences are kept from the claim
            # outward. The list grows while it is gone through.
            for task in self.pending:
                if isinstance(task, _Blocked):
                    self.block_if_kept(task)
                elif task.atom in self.fixed:
                    continue  # what was accepted or rejected needs no reason
                elif task.holds:
                    rule = self.best_rule_for(task.atom, task.moment)
                    self.follow(rule, task.moment)
                else:
                    self.block_all(task.atom, task.moment)
            self.pending.clear()
            # Only now, since a reason may have been kept for another purpose.
            for claim in sorted(self.may_seem_bare):
                self.keep_from_being_bare(claim)
            self.may_seem_bare.clear()

    # --- true, or not false ---

    def best_rule_for(self, atom: int, moment: int) -> Rule:
        """Return the rule by which an atom was derived, or may be; of several the best backed."""
        rules = [self.program.rules[number] for number in self.program.rules_for[atom]]
        if self.value_at(atom, moment):
            rules = [rule for rule in rules if self.was_derived_by(rule)]
        else:
            rules = [rule for rule in rules if self.may_be_derived_by(rule, moment)]
        return min(rules, key=self.cost_of_rule)

    def was_derived_by(self, rule: Rule) -> bool:
        head, when, unless = rule
        before = self.rank[head]
        for atom in when:
            if self.value_at(atom, before) is not True:
                return False
        return all(self.value_at(atom, before) is False for atom in unless)

    def possible_rank_at(self, moment: int) -> dict[int, int]:
        """Return the ranks of what is not false at a moment."""
        if moment in self.possible_ranks:
            return self.possible_ranks[moment]
        rank = {}
        open_atoms = []
        for atom in range(self.program.size):
            value = self.value_at(atom, moment)
            if value is None:
                open_atoms.append(atom)
            elif value:
                rank[atom] = UNDERIVED
        is_dead = [self.fails(rule, moment) for rule in self.program.rules]
        # What is only backed if it can be comes first, so that what may back it derives it.
        about_backing = set(self.backed.values())
        rank |= derive_if_possible(self.program, is_dead, open_atoms, about_backing)
        self.possible_ranks[moment] = rank
        return rank

    def fails(self, rule: Rule, moment: int) -> bool:
        """Return whether a condition of a rule is known not to hold at a moment."""
        for atom in rule.when:
            if self.value_at(atom, moment) is False:
                return True
        return any(self.value_at(atom, moment) for atom in rule.unless)

    def may_be_derived_by(self, rule: Rule, moment: int) -> bool:
        rank = self.possible_rank_at(moment)
        head, when, unless = rule
        before = rank[head]
        for atom in when:
            # What is false has no rank.
            if rank.get(atom, before) >= before:
                return False
        return not any(self.value_at(atom, moment) for atom in unless)

    def cost_of_rule(self, rule: Rule) -> tuple[int, int, int]:
        """Order rules: first what is certain, then what is backed, then what was derived first."""
        uncertain = 0
        unbacked = 0
        last = UNDERIVED
        for atom in rule.when:
            rank = self.rank[atom]
            last = max(last, rank)
            if self.model.value[atom] is None:
                uncertain += 1
            inference = self.inference_of.get(atom)
            if inference is not None and not self.verdicts.is_backed(inference):
                unbacked += 1
        return uncertain, unbacked, last

    def follow(self, rule: Rule, moment: int) -> None:
        """Justify that a rule holds, or may, at a moment."""
        for atom in rule.when:
            self.want(atom, holds=True, moment=moment)
        for atom in rule.unless:
            inference = self.inference_of.get(atom)
            if inference is None or inference in self.kept:
                self.want(atom, holds=False, moment=moment)
            else:
                # What is not kept excludes nothing.
                self.waiting[inference].append(_Wanted(atom, False, moment))

    # --- false, or not true ---

    def block_all(self, atom: int, moment: int) -> None:
        """Justify that each rule for an atom fails, or may, at a moment.

        A burden that was open is refuted if its rules may fail at that moment.
        """
        if self.value_at(atom, moment) is False:
            moment = self.model.settled.get(atom, moment)
        for number in self.program.rules_for[atom]:
            self.block_if_kept(_Blocked(number, moment))
        claim = self.claim_of.get(atom)
        if claim is not None:
            self.may_seem_bare.add(claim)

    def block_if_kept(self, blocked: _Blocked) -> None:
        """Justify that a rule fails, or may, once all inferences that it needs are kept."""
        rule = self.program.rules[blocked.rule]
        for atom in rule.when:
            inference = self.inference_of.get(atom)
            if inference is not None and inference not in self.kept:
                self.waiting[inference].append(blocked)
                return
        self.block(rule, blocked.moment)

    def block(self, rule: Rule, moment: int) -> None:
        """Justify that a rule fails, or may, by the condition that costs the least."""
        head, when, unless = rule
        failing = []
        for atoms, holds in ((when, False), (unless, True)):
            for atom in atoms:
                wanted = _Wanted(atom, holds, moment)
                if self.may_block(wanted, head):
                    failing.append(wanted)
        atom, holds, _ = min(failing, key=self.cost_of_blocking)
        self.want(atom, holds=holds, moment=moment)

    def may_block(self, wanted: _Wanted, head: int) -> bool:
        """Return whether a condition keeps a rule from making its head true."""
        atom, holds, moment = wanted
        value = self.value_at(atom, moment)
        is_open = self.value_at(head, moment) is None
        if value is None:
            return is_open
        if value is not holds:
            return False
        if is_open or self.rank[atom] < self.rank[head]:
            return True
        if holds:
            return False
        # What fell with it, in one circle, may be why: all of these rest only on one another.
        circle = self.model.circle[atom]
        return circle > 0 and circle == self.model.circle[head]

    def cost_of_blocking(self, wanted: _Wanted) -> tuple[bool, bool, int, int]:
        """Order conditions: what is justified already, what is certain, reasons that fail before
        objections, of these what is backed, and the first derived.
        """
        atom, holds, moment = wanted
        is_new = self.wanted(atom, holds=holds, moment=moment) not in self.seen
        is_uncertain = self.value_at(atom, moment) is None
        weakness = 0
        if holds:
            objection = self.inference_of.get(atom, "")
            weakness = 1 if self.verdicts.is_backed(objection) else 2
        return is_new, is_uncertain, weakness, self.rank[atom]

    def keep_from_being_bare(self, claim: str) -> None:
        """Keep a reason for a claim that has some: without any it would stand as bare claims do."""
        supports = self.map.supports(claim)
        if not supports or not self.map_program.would_stand_bare(claim):
            return
        for support in supports:
            if support.id in self.kept:
                return
        best = min(supports, key=self.cost_of_support)
        self.keep(best.id)

    def cost_of_support(self, support: Inference) -> tuple[bool, bool]:
        """Order reasons: the best backed first."""
        id = support.id
        is_backed = self.verdicts.is_backed(id)
        falls = self.verdicts[id] is Verdict.FALLS
        return is_backed is not True, falls
