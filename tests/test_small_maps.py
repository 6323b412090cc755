"""Every map of up to three claims and three steps, up to isomorphism, against the definition as clingo reads it.

The definition of `argmap.verdicts.verdict_rules` is written as one logic program for many maps. Its partial stable
models are those in which what holds (`h`) and what may hold (`m`) follow from one another; the well-founded model is
the least of them, so that what it makes true holds in all, and what it makes false may hold in none (Przymusinski,
The Well-Founded Semantics Coincides with the Three-Valued Stable Semantics, 1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, islice, permutations, product
from typing import NamedTuple

import pytest

from argmap import ArgumentMap, Claim, Inferences, Kind, Verdict, evaluate

MOST = 3
AT_ONCE = 10

Premises = tuple[int, ...]


class Small(NamedTuple):
    """A map: which of its claims have ground, steps onto claims, and undercutters of steps by their number."""

    grounded: tuple[bool, ...]
    inferences: tuple[tuple[str, Premises, int], ...]
    undercutters: tuple[tuple[Premises, int], ...]

    def renamed(self, names: tuple[int, ...]) -> Small:
        """Return the same map with other names for its claims, its steps in order."""
        inferences = [
            (kind, tuple(sorted(names[p] for p in premises)), names[target])
            for kind, premises, target in self.inferences
        ]
        order = sorted(range(len(inferences)), key=inferences.__getitem__)
        place = {old: new for new, old in enumerate(order)}
        shift = len(inferences)
        doubts = [
            (tuple(sorted(names[p] for p in premises)), place.get(struck, struck))
            for premises, struck in self.undercutters
        ]
        grounded = [self.grounded[names.index(claim)] for claim in range(len(names))]
        assert all(struck < shift + len(doubts) for _, struck in doubts)
        return Small(tuple(grounded), tuple(inferences[old] for old in order), tuple(doubts))

    def is_first_of_its_kind(self) -> bool:
        """Return whether no other naming of its claims comes before it."""
        return all(self <= self.renamed(names) for names in permutations(range(len(self.grounded))))

    def build(self) -> ArgumentMap:
        inferences = Inferences()
        ids: list[str] = []
        for kind, premises, target in self.inferences:
            ids.append(inferences.add(Kind(kind), [f"c{p}" for p in premises], f"c{target}"))
        for premises, struck in self.undercutters:
            ids.append(inferences.add(Kind.UNDERCUTTER, [f"c{p}" for p in premises], ids[struck]))
        claims = [
            Claim(f"c{number}", f"It is {number}.", common_ground=has)
            for number, has in enumerate(self.grounded)
        ]
        return ArgumentMap.build(claims=claims, inferences=inferences.all)


def small_maps() -> Iterator[Small]:
    """Yield each map once, whatever its claims are called and in whatever order its steps stand."""
    for claims in range(1, MOST + 1):
        subsets = [
            chosen for size in range(1, claims + 1) for chosen in combinations(range(claims), size)
        ]
        onto_claims = list(product(("rebuttal", "support"), subsets, range(claims)))
        for number in range(MOST + 1):
            for inferences in combinations_with_replacement(onto_claims, number):
                for doubts in range(MOST - number + 1 if number else 1):
                    # An undercutter strikes a step, or an undercutter before it.
                    targets = [range(number + place) for place in range(doubts)]
                    for struck in product(*targets):
                        for premises in product(subsets, repeat=doubts):
                            undercutters = tuple(zip(premises, struck, strict=True))
                            for grounded in product((False, True), repeat=claims):
                                yield Small(grounded, tuple(sorted(inferences)), undercutters)


def rules_of(map: ArgumentMap, name: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the rules of a map as its definition reads: a head, what must hold, and what must not."""

    def s(id: str) -> str:
        return f'"{name}S{id}"'

    def b(id: str) -> str:
        return f'"{name}B{id}"'

    def opposed(level: str, id: str) -> str:
        return f'"{name}O{level}{id}"'

    for inference in map.inferences.values():
        asserted_doubts = [s(other.id) for other in map.undercutters(inference.id)]
        backed_doubts = [b(other.id) for other in map.undercutters(inference.id)]
        asserted = [s(premise) for premise in inference.premises]
        backed = [b(premise) for premise in inference.premises]
        yield b(inference.id), backed, asserted_doubts
        yield s(inference.id), asserted, asserted_doubts
        yield s(inference.id), backed, backed_doubts
    for claim in map.claims.values():
        supports = map.supports(claim.id)
        rebuttals = map.rebuttals(claim.id)
        for other in rebuttals:
            yield opposed("B", claim.id), [b(other.id)], [b(claim.id)]
            yield opposed("S", claim.id), [s(other.id)], [s(claim.id)]
        backed_objections = [b(other.id) for other in rebuttals]
        yield s(claim.id), [b(claim.id)], []
        if claim.common_ground:
            yield b(claim.id), [], [opposed("B", claim.id)]
        elif not supports:
            yield s(claim.id), [], [s(other.id) for other in rebuttals]
        for support in supports:
            yield b(claim.id), [b(support.id)], [opposed("B", claim.id)]
            yield s(claim.id), [s(support.id)], [opposed("S", claim.id), *backed_objections]


def consequences(program: str, mode: str, predicate: str) -> set[str]:
    """Return the atoms that hold in all models of a program (`cautious`), or in some (`brave`)."""
    import clingo

    control = clingo.Control(["--models=0", f"--enum-mode={mode}"])
    control.add("base", [], f"{program}\n#show {predicate}/1.")
    control.ground([("base", [])])
    found: set[str] = set()
    with control.solve(yield_=True) as models:
        for model in models:
            found = {atom.arguments[0].string for atom in model.symbols(shown=True)}
    return found


def program_of(maps: list[ArgumentMap]) -> str:
    lines: list[str] = ["#defined h/1. #defined m/1."]
    for number, map in enumerate(maps):
        for head, when, unless in rules_of(map, f"{number} "):
            for own, other in (("h", "m"), ("m", "h")):
                body = [f"{own}({atom})" for atom in when] + [
                    f"not {other}({atom})" for atom in unless
                ]
                lines.append(f"{own}({head}){' :- ' if body else ''}{', '.join(body)}.")
            lines.append(f":- h({head}), not m({head}).")
    return "\n".join(lines)


@pytest.mark.soak
def test_every_small_map_is_judged_as_the_definition_has_it(pytestconfig: pytest.Config) -> None:
    every = 1 if pytestconfig.getoption("--all") else 400
    smalls = (
        small
        for small in islice(small_maps(), 0, None, every)
        if every > 1 or small.is_first_of_its_kind()
    )
    judged = 0
    while True:
        maps = [small.build() for small in islice(smalls, AT_ONCE)]
        if not maps:
            break
        program = program_of(maps)
        surely = consequences(program, "cautious", "h")
        possibly = consequences(program, "brave", "m")
        for number, map in enumerate(maps):
            verdicts = evaluate(map)
            for id in [*map.claims, *map.inferences]:
                for level, value in (("S", verdicts[id]), ("B", of(verdicts.is_backed(id)))):
                    atom = f"{number} {level}{id}"
                    expected = of(True if atom in surely else None if atom in possibly else False)
                    assert value is expected, (map.claims, map.inferences, level, id)
        judged += len(maps)
    assert judged > 500


def of(value: bool | None) -> Verdict:
    return {True: Verdict.STANDS, False: Verdict.FALLS, None: Verdict.CONTESTED}[value]


def test_what_rests_on_a_circle_falls_also_where_another_reason_falls_later() -> None:
    """`a` and `b` are each the other's only reason; what falls with them is drawn out to its end."""
    inferences = Inferences()
    inferences.add(Kind.SUPPORT, ["a"], "b")
    inferences.add(Kind.SUPPORT, ["b"], "a")
    inferences.add(Kind.REBUTTAL, ["a"], "x")
    inferences.add(Kind.REBUTTAL, ["x"], "s")
    inferences.add(Kind.SUPPORT, ["q"], "p")
    inferences.add(Kind.SUPPORT, ["s"], "p")
    inferences.add(Kind.SUPPORT, ["p"], "q")
    claims = [Claim(id, f"It is {id}.") for id in "abxspq"]
    verdicts = evaluate(ArgumentMap.build(claims=claims, inferences=inferences.all))
    stands, falls = Verdict.STANDS, Verdict.FALLS
    assert list(verdicts.claims.values()) == [falls, falls, stands, falls, falls, falls]
