"""Writers for solvers: abstract argumentation frameworks and logic programs.

A framework (Dung 1995) has only attacks, so a map with support is no framework. `.apx` is the format of
ASPARTIX (`arg(a). att(a,b).`), `.af` that of ICCMA 2023 (`p af N`, then a line `i j` for each attack).
A step with linked premises, or one that is undercut, becomes an argument of its own, which the lack of
any premise attacks; its grounded labelling is then that of the map. `.lp` is the logic program behind
the verdicts (see `argmap.verdicts`), for any map, as clingo reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.errors import ArgmapError
from argmap.model.losses import Written
from argmap.model.text import one_line
from argmap.verdicts.evaluate import MapProgram


class Framework(NamedTuple):
    """An abstract argumentation framework; `attacks` are pairs of places in `arguments`."""

    arguments: list[str]
    attacks: list[tuple[int, int]]


def framework(map: ArgumentMap) -> Framework:
    """Return the framework of a map that has only attacks; its first arguments are the claims in order.

    Raises:
        ArgmapError: a step of the map supports something.
    """
    support = next((step for step in map.inferences.values() if step.kind is Kind.SUPPORT), None)
    if support:
        place = support.at()
        where = f"{place.file}:{place.line}:{place.column}: " if place else ""
        step = f"{' + '.join(support.premises)} supports {support.target}"
        raise ArgmapError(f"{where}a framework has attacks only, but {step}; write the logic program (.lp) instead")
    builder = _Builder(map)
    attacks = [attack for step in map.inferences.values() for attack in builder.step(step)]
    return Framework(list(builder.number), attacks)


class _Builder:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.number = {claim: place for place, claim in enumerate(map.claims)}
        self.lacking: set[str] = set()

    def argument(self, name: str) -> int:
        return self.number.setdefault(name, len(self.number))

    def step(self, step: Inference) -> Iterator[tuple[int, int]]:
        is_plain = len(step.premises) == 1 and not self.map.undercutters(step.id)
        target = self.argument(step.target)
        if is_plain:
            yield self.argument(step.premises[0]), target
            return
        attacker = self.argument(step.id)
        yield attacker, target
        for premise in step.premises:
            lack = self.argument(f"not {premise}")
            yield lack, attacker
            if premise not in self.lacking:
                self.lacking.add(premise)
                yield self.argument(premise), lack


def format_apx(map: ArgumentMap) -> Written:
    """Return the framework of a map for ASPARTIX: `a1` is the first claim."""
    arguments, attacks = framework(map)
    lines = [f"arg(a{place}). % {one_line(name)}" for place, name in enumerate(arguments, 1)]
    lines += [f"att(a{first + 1},a{second + 1})." for first, second in attacks]
    return Written("\n".join(lines) + "\n")


def format_af(map: ArgumentMap) -> Written:
    """Return the framework of a map for ICCMA 2023: argument 1 is the first claim."""
    arguments, attacks = framework(map)
    lines = [f"p af {len(arguments)}"]
    lines += [f"# {place} {one_line(name)}" for place, name in enumerate(arguments, 1)]
    lines += [f"{first + 1} {second + 1}" for first, second in attacks]
    return Written("\n".join(lines) + "\n")


def format_lp(map: ArgumentMap) -> Written:
    """Return the logic program of a map: `stands(N)` for each claim and step, named in the comments."""
    program = MapProgram(map)
    lines = [f"% {number} {one_line(id)}" for id, number in program.atom.items()]
    for rule in program.program.rules:
        body = [f"stands({atom})" for atom in rule.when] + [f"not stands({atom})" for atom in rule.unless]
        lines.append(f"stands({rule.head}){' :- ' if body else ''}{', '.join(body)}.")
    lines.append("#defined stands/1.")
    return Written("\n".join(lines) + "\n")
