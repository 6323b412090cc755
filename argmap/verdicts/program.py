"""A normal logic program, and its well-founded model.

Source: Van Gelder, Ross and Schlipf, The Well-Founded Semantics for General Logic Programs (1991). The
model is reached as there: what follows and what is refuted is propagated through the rules, and what is
left is refuted where it could only support itself (an unfounded set), until neither yields anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Rule(NamedTuple):
    """The head holds if all of `when` hold and none of `unless` does; atoms are numbers from 0."""

    head: int
    when: Sequence[int]
    unless: Sequence[int]


class Program:
    """Rules, indexed by the atoms in them. `size` is the number of atoms."""

    def __init__(self, size: int, rules: Sequence[Rule]) -> None:
        self.size, self.rules = size, rules
        self.for_head: list[list[int]] = [[] for _ in range(size)]
        self.with_atom: list[list[int]] = [[] for _ in range(size)]
        self.unless_atom: list[list[int]] = [[] for _ in range(size)]
        for number, rule in enumerate(rules):
            self.for_head[rule.head].append(number)
            for atom in rule.when:
                self.with_atom[atom].append(number)
            for atom in rule.unless:
                self.unless_atom[atom].append(number)

    def well_founded(self, fixed: Mapping[int, bool] | None = None) -> list[bool | None]:
        """Return for each atom whether it is true, false or (None) neither.

        `fixed` atoms have the value given, whatever the rules say. Takes time in proportion to the
        program where no atoms depend on themselves.
        """
        state = _State(self, fixed or {})
        while state.refute_unfounded():
            pass
        return state.value


class _State:
    """A partial model as it grows."""

    def __init__(self, program: Program, fixed: Mapping[int, bool]) -> None:
        self.program, self.fixed = program, fixed
        self.value: list[bool | None] = [None] * program.size
        self.missing = [len(rule.when) + len(rule.unless) for rule in program.rules]
        self.dead = bytearray(len(program.rules))
        self.alive = [len(numbers) for numbers in program.for_head]
        self.pending: list[int] = []
        for atom, value in fixed.items():
            self.settle(atom, value)
        for number, missing in enumerate(self.missing):
            if not missing:
                self.settle_by_rule(program.rules[number].head, True)
        for atom, alive in enumerate(self.alive):
            if not alive:
                self.settle_by_rule(atom, False)
        self.propagate()

    def settle_by_rule(self, atom: int, value: bool) -> None:
        if atom not in self.fixed:
            self.settle(atom, value)

    def settle(self, atom: int, value: bool) -> None:
        if self.value[atom] is None:
            self.value[atom] = value
            self.pending.append(atom)

    def propagate(self) -> None:
        program = self.program
        while self.pending:
            atom = self.pending.pop()
            satisfied, violated = program.with_atom[atom], program.unless_atom[atom]
            if not self.value[atom]:
                satisfied, violated = violated, satisfied
            for number in satisfied:
                self.missing[number] -= 1
                if not self.missing[number]:
                    self.settle_by_rule(program.rules[number].head, True)
            for number in violated:
                self.kill(number)

    def kill(self, number: int) -> None:
        if not self.dead[number]:
            self.dead[number] = True
            head = self.program.rules[number].head
            self.alive[head] -= 1
            if not self.alive[head]:
                self.settle_by_rule(head, False)

    def refute_unfounded(self) -> bool:
        """Refute every open atom that no rule could derive without a circle; return whether any was."""
        open_atoms = [atom for atom, value in enumerate(self.value) if value is None]
        founded = self.derivable(open_atoms)
        for atom in open_atoms:
            if atom not in founded:
                self.settle_by_rule(atom, False)
        changed = bool(self.pending)
        self.propagate()
        return changed

    def derivable(self, open_atoms: Iterable[int]) -> set[int]:
        """Return the open atoms that follow if everything open in an `unless` is taken to be false."""
        program = self.program
        needs: dict[int, int] = {}
        founded: set[int] = set()
        pending: list[int] = []
        for atom in open_atoms:
            for number in program.for_head[atom]:
                if not self.dead[number]:
                    needs[number] = sum(self.value[needed] is None for needed in program.rules[number].when)
                    if not needs[number] and atom not in founded:
                        founded.add(atom)
                        pending.append(atom)
        while pending:
            for number in program.with_atom[pending.pop()]:
                if number in needs:
                    needs[number] -= 1
                    head = program.rules[number].head
                    if not needs[number] and head not in founded:
                        founded.add(head)
                        pending.append(head)
        return founded
