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
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum, auto
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from argmap.model import Cause, Inference, Verdict
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.program import UNDERIVED, Model, Program, Rule
from argmap.verdicts.verdict_rules import MapProgram


def deciding_inferences(verdicts: Verdicts, claim: str) -> list[Inference]:
    """Return the inferences that decide a claim's verdict, the nearest to it first.

    Besides what is needed, these are the reasons of a claim that is not shown, and the objections
    to a claim that stands and to its reasons: who asks why wants to know what became of them.
    """
    return _Justifier(verdicts).justify(claim)


class _Want(Enum):
    """What is to be justified of an atom."""

    TRUE = auto()
    FALSE = auto()
    NOT_FALSE = auto()
    NOT_TRUE = auto()


class _Wanted(NamedTuple):
    """An atom, and what is to be justified of it."""

    atom: int
    want: _Want


class _Blocked(NamedTuple):
    """A rule that must fail, for its head to be false or not to be true."""

    rule: int
    want: _Want


_Task: TypeAlias = _Wanted | _Blocked


class _Justifier:
    """Justifies verdicts.

    Attributes:
        kept: the inferences kept so far, in order.
        seen: what was justified, or is about to be.
        pending: what is left to justify.
        waiting: by the id of an inference, what is to be justified once it is kept.
        claim_of: the claim of each atom S or B of one.
        may_seem_bare: claims that must not stand, as they would if no reason for them were kept.
    """

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        accept = [claim for claim, value in verdicts.fixed.items() if value]
        reject = [claim for claim, value in verdicts.fixed.items() if not value]
        # Each inference has atoms of its own, so that a condition shows which inference it is.
        self.atoms = MapProgram(
            self.map, strict=verdicts.strict, acceptable=accept, shares_atoms=False
        )
        self.fixed = self.atoms.fixed(accept, reject)
        self.model = self.atoms.model(self.fixed)
        self.program = self.atoms.program
        backed = set(self.atoms.backed.values())
        self.possible_rank = _possible_ranks(self.program, self.model, backed)
        self.inference_of: dict[int, str] = {}
        self.claim_of: dict[int, str] = {}
        for atoms in (self.atoms.stands, self.atoms.backed):
            for id, atom in atoms.items():
                if id in self.map.inferences:
                    self.inference_of[atom] = id
        for claim in self.map.claims:
            self.claim_of[self.atoms.stands[claim]] = claim
            if claim in self.atoms.backed:
                self.claim_of[self.atoms.backed[claim]] = claim
        self.kept: dict[str, None] = {}
        self.seen: set[_Wanted] = set()
        self.pending: list[_Task] = []
        self.waiting: dict[str, list[_Task]] = {}
        self.may_seem_bare: set[str] = set()

    def justify(self, claim: str) -> list[Inference]:
        if claim in self.verdicts.fixed:
            return []
        verdict = self.verdicts[claim]
        self.want_value(self.atoms.stands[claim])
        backed = self.atoms.backed.get(claim)
        if verdict is Verdict.STANDS and backed is not None:
            self.want_value(backed)
        self.run()
        if verdict is Verdict.STANDS:
            self.keep_objections(self.map.rebuttals(claim))
            for support in self.map.supports(claim):
                if support.id in self.kept:
                    self.keep_objections(self.map.undercutters(support.id))
        elif self.verdicts.cause_of(claim) is Cause.NOT_SHOWN:
            for support in self.map.supports(claim):
                self.want_value(self.atoms.stands[support.id])
        self.run()
        return [self.map.inferences[id] for id in self.kept]

    def keep_objections(self, objections: Iterable[Inference]) -> None:
        """Keep the objections to what stands, and justify that each fails or is too weak."""
        for objection in objections:
            id = objection.id
            self.keep(id)
            if self.verdicts[id] is Verdict.FALLS:
                self.want_value(self.atoms.stands[id])
            elif id in self.atoms.backed:
                self.want_not_true(self.atoms.backed[id])

    def want_value(self, atom: int) -> None:
        """Justify the value of an atom, whatever it is."""
        if self.model.value[atom] is not False:
            self.want_not_false(atom)
        if self.model.value[atom] is not True:
            self.want_not_true(atom)

    def want_not_false(self, atom: int) -> None:
        self.want(self.not_false(atom))

    def want_not_true(self, atom: int) -> None:
        self.want(self.not_true(atom))

    def not_false(self, atom: int) -> _Wanted:
        is_true = self.model.value[atom] is True
        return _Wanted(atom, _Want.TRUE if is_true else _Want.NOT_FALSE)

    def not_true(self, atom: int) -> _Wanted:
        is_false = self.model.value[atom] is False
        return _Wanted(atom, _Want.FALSE if is_false else _Want.NOT_TRUE)

    def want(self, wanted: _Wanted) -> None:
        inference = self.inference_of.get(wanted.atom)
        if inference is not None:
            self.keep(inference)
        if wanted not in self.seen:
            self.seen.add(wanted)
            self.pending.append(wanted)
            # What is named as contested is explained from both sides.
            is_named = wanted.atom in self.claim_of or wanted.atom in self.inference_of
            if is_named and self.model.value[wanted.atom] is None:
                self.want_value(wanted.atom)

    def keep(self, inference: str) -> None:
        if inference not in self.kept:
            self.kept[inference] = None
            self.pending += self.waiting.pop(inference, [])

    def run(self) -> None:
        while self.pending:
            self.run_pending()
            # Only now, since it may have been kept for another reason.
            for claim in sorted(self.may_seem_bare):
                self.keep_from_being_bare(claim)
            self.may_seem_bare.clear()

    def run_pending(self) -> None:
        # What is met first is justified first, so that inferences are kept from the claim outward.
        for task in self.pending:
            match task:
                case _Blocked(number, want):
                    # Its other inferences may not be kept yet.
                    self.block_once_kept(number, want)
                case _Wanted(atom) if atom in self.fixed:
                    continue  # what was accepted or rejected needs no reason
                case _Wanted(_, _Want.TRUE | _Want.NOT_FALSE):
                    self.follow(self.rule_that_holds(task))
                case _Wanted(atom, want):
                    self.block_all(atom, want)
        self.pending.clear()

    # --- true, or not false ---

    def rule_that_holds(self, wanted: _Wanted) -> Rule:
        """Return the rule by which an atom was derived, or may be; of several the best backed."""
        atom, want = wanted
        rules = [self.program.rules[number] for number in self.program.rules_for[atom]]
        if want is _Want.TRUE:
            return min(filter(self.was_derived_by, rules), key=self.cost_of_rule)
        return min(filter(self.may_be_derived_by, rules), key=self.cost_of_rule)

    def was_derived_by(self, rule: Rule) -> bool:
        value = self.model.value
        rank = self.model.rank
        before = rank[rule.head]
        conditions = (*rule.when, *rule.unless)
        if any(rank[atom] >= before for atom in conditions):
            return False
        return all(value[atom] is (atom in rule.when) for atom in conditions)

    def may_be_derived_by(self, rule: Rule) -> bool:
        rank = self.possible_rank
        before = rank[rule.head]
        if any(self.model.value[atom] is True for atom in rule.unless):
            return False
        return all(atom in rank and rank[atom] < before for atom in rule.when)

    def cost_of_rule(self, rule: Rule) -> tuple[int, int, int]:
        """Order rules: first what is certain, then what is backed, then what was derived first."""
        uncertain = sum(self.model.value[atom] is None for atom in rule.when)
        unbacked = sum(map(self.is_unbacked, rule.when))
        ranks = [self.model.rank[atom] for atom in rule.when]
        return uncertain, unbacked, max(ranks, default=UNDERIVED)

    def is_unbacked(self, atom: int) -> bool:
        """Return whether an atom is about an inference that is not backed."""
        inference = self.inference_of.get(atom)
        return inference is not None and not self.verdicts.is_backed(inference)

    def follow(self, rule: Rule) -> None:
        """Justify that a rule holds, or may."""
        for atom in rule.when:
            self.want_not_false(atom)
        for atom in rule.unless:
            inference = self.inference_of.get(atom)
            if inference is None or inference in self.kept:
                self.want_not_true(atom)
            else:
                # What is not kept excludes nothing.
                self.wait(inference, self.not_true(atom))

    def wait(self, inference: str, task: _Task) -> None:
        self.waiting.setdefault(inference, []).append(task)

    # --- false, or not true ---

    def block_all(self, atom: int, want: _Want) -> None:
        """Justify that each rule for an atom fails, or may."""
        for number in self.program.rules_for[atom]:
            self.block_once_kept(number, want)
        if atom in self.claim_of:
            self.may_seem_bare.add(self.claim_of[atom])

    def block_once_kept(self, number: int, want: _Want) -> None:
        for atom in self.program.rules[number].when:
            inference = self.inference_of.get(atom)
            if inference is not None and inference not in self.kept:
                self.wait(inference, _Blocked(number, want))
                return
        self.block(number, want)

    def block(self, number: int, want: _Want) -> None:
        """Justify that a rule fails, or may, by the condition that costs the least."""
        rule = self.program.rules[number]
        conditions = [self.not_true(atom) for atom in rule.when]
        conditions += [self.not_false(atom) for atom in rule.unless]
        failing = [wanted for wanted in conditions if self.may_block(wanted, rule.head, want)]
        best = min(failing, key=self.cost_of_blocking)
        self.want(best)

    def may_block(self, wanted: _Wanted, head: int, want: _Want) -> bool:
        atom, how = wanted
        value = self.model.value[atom]
        if how is _Want.NOT_TRUE or how is _Want.NOT_FALSE:
            return value is None and want is _Want.NOT_TRUE
        if value is not (how is _Want.TRUE):
            return False
        if want is _Want.NOT_TRUE:
            return True
        # What fell with it, in one circle, may be why: all of these rest only on one another.
        circle = self.model.circle
        is_of_circle = how is _Want.FALSE and circle[head] and circle[atom] == circle[head]
        return bool(is_of_circle) or self.model.rank[atom] < self.model.rank[head]

    def cost_of_blocking(self, wanted: _Wanted) -> tuple[bool, bool, int, int]:
        """Order conditions: what is justified already, what is certain, reasons that fail before
        objections, of these what is backed, and the first derived.
        """
        atom, want = wanted
        is_uncertain = self.model.value[atom] is None
        weakness = 0
        if want is _Want.TRUE or want is _Want.NOT_FALSE:
            inference = self.inference_of.get(atom, "")
            is_about_backing = self.atoms.backed.get(inference) == atom
            is_backed = inference and self.verdicts.is_backed(inference) is True
            weakness = 1 if is_about_backing or is_backed else 2
        return wanted not in self.seen, is_uncertain, weakness, self.model.rank[atom]

    def keep_from_being_bare(self, claim: str) -> None:
        """Keep a reason for a claim that has some: without any it would stand as bare claims do."""
        stated = self.map.claims[claim]
        supports = self.map.supports(claim)
        if stated.common_ground or stated.evidence or self.atoms.must_be_shown(claim):
            return
        if supports and not any(support.id in self.kept for support in supports):
            best = min(supports, key=self.cost_of_support)
            self.keep(best.id)

    def cost_of_support(self, support: Inference) -> tuple[bool, bool]:
        """Order reasons: the best backed first."""
        falls = self.verdicts[support.id] is Verdict.FALLS
        return self.verdicts.is_backed(support.id) is not True, falls


def _possible_ranks(program: Program, model: Model, backed: Collection[int]) -> dict[int, int]:
    """Return when each atom that is not false is derived, if nothing undecided excludes anything.

    What is true comes first; then what is only backed if it can be, so that it is derived by what
    may back it.
    """
    value = model.value
    rank = {}
    for atom in range(program.size):
        if value[atom] is True:
            rank[atom] = UNDERIVED
    missing = {}  # how many conditions of a rule are not derived yet
    ready: list[tuple[bool, int]] = []  # atoms that follow

    def derive(head: int) -> None:
        if head not in rank:
            heappush(ready, (head not in backed, head))

    for number, (head, when, unless) in enumerate(program.rules):
        if value[head] is not None or any(value[atom] is True for atom in unless):
            continue
        if any(value[atom] is False for atom in when):
            continue
        missing[number] = sum(value[atom] is None for atom in when)
        if not missing[number]:
            derive(head)
    while ready:
        _, atom = heappop(ready)
        if atom in rank:
            continue
        rank[atom] = len(rank)
        for number in program.rules_when[atom]:
            if number in missing:
                missing[number] -= 1
                if not missing[number]:
                    derive(program.rules[number].head)
    return rank
