"""Verdicts, positions, cruxes and needs against brute force from the definitions, and the textbook cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from argmap import (
    ArgmapError,
    ArgumentMap,
    Citation,
    Claim,
    Inference,
    Inferences,
    Kind,
    Verdict,
    evaluate,
    explain,
    formats,
    loads,
    positions,
)
from argmap.formats import framework
from argmap.model import main_claims
from argmap.options import Suppositions, group_of
from argmap.verdicts import (
    AtomWorlds,
    Explanation,
    Flip,
    MapProgram,
    NeedSearch,
    Remedy,
    SplitProgram,
    Verdicts,
    Work,
    Worlds,
    deciding_inferences,
    find_cruxes,
    find_needs,
    format_explanation,
    format_verdicts,
    stands_in,
    upstream_of,
)
from tests.case import Case, cases
from tests.conftest import a_map, mostly_soak
from tests.generated import web
from tests.strategies import bare_maps

S, F, C = Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED
VERDICT_OF = {True: S, False: F, None: C}

# --- the definition, written out ---


Atom = tuple[str, str]
WrittenRule = tuple[Atom, list[Atom], list[Atom]]
"""A head, what must hold, and what must not."""


@dataclass(frozen=True)
class Definition:
    """The program of a map as its definition reads, and what it comes to.

    An atom is ("S" or "B", id) of a claim or inference, or ("OB" or "OS", id) of a claim.
    """

    map: ArgumentMap
    strict: bool = False
    accept: Collection[str] = ()
    reject: Collection[str] = ()

    @property
    def supposed(self) -> Suppositions:
        """What is supposed, as argmap takes it."""
        return Suppositions(tuple(self.accept), tuple(self.reject), self.strict)

    @property
    def rules(self) -> list[WrittenRule]:
        rules: list[WrittenRule] = []
        for inference in self.map.inferences.values():
            rules += self.of_inference(inference)
        for claim in self.map.claims.values():
            rules += self.of_claim(claim)
        return rules

    def of_inference(self, inference: Inference) -> Iterator[WrittenRule]:
        if self.strict and inference.implicit:
            return
        id = inference.id
        undercutters = self.map.undercutters(id)
        doubts = [("S", each.id) for each in undercutters]
        refutations = [("B", each.id) for each in undercutters]
        norms = [
            premise
            for premise in inference.premises
            if premise == inference.warrant or self.map.claims[premise].type in ("value", "policy")
        ]
        facts = [premise for premise in inference.premises if premise not in norms]
        others = [premise for premise in inference.premises if premise != inference.warrant]
        granted = [("S", norm) for norm in norms]
        yield ("S", id), [("S", premise) for premise in inference.premises], doubts
        for backed in others:
            documented = [*granted, ("B", backed), *(("B", fact) for fact in facts)]
            yield ("S", id), documented, refutations
            if not inference.implicit:
                yield ("B", id), documented, doubts

    def of_claim(self, claim: Claim) -> Iterator[WrittenRule]:
        id = claim.id
        if id in self.accept:
            yield ("S", id), [], []
            yield ("B", id), [], []
        if id in self.accept or id in self.reject:
            return
        supports = self.map.supports(id)
        rebuttals = self.map.rebuttals(id)
        has_own_ground = claim.common_ground or bool(claim.evidence)
        is_bare = not has_own_ground and not supports
        must_be_shown = claim.standard == "shown"
        for rebuttal in rebuttals:
            yield ("OB", id), [("B", rebuttal.id)], [] if must_be_shown else [("B", id)]
            yield ("OS", id), [("S", rebuttal.id)], [("S", id)]
        if has_own_ground:
            yield ("B", id), [], [("OB", id)]
        for support in supports:
            if not has_own_ground:
                yield ("B", id), [("B", support.id)], [("OB", id)]
        yield ("S", id), [("B", id)], []
        if must_be_shown:
            return
        if is_bare and (not self.strict or claim.type in ("value", "policy")):
            yield ("S", id), [], [("S", rebuttal.id) for rebuttal in rebuttals]
        for support in () if self.strict else supports:
            attacks = [("B", rebuttal.id) for rebuttal in rebuttals]
            yield ("S", id), [("S", support.id)], [("OS", id), *attacks]

    def model(self, *, settles: bool = True) -> dict[Atom, Verdict]:
        """Return the well-founded model, with burdens settled as the definition reads."""
        rules = self.rules
        ids = [*self.map.claims, *self.map.inferences]
        atoms = [(level, id) for level in ("S", "B", "OS", "OB") for id in ids]
        while True:
            surely, possibly = well_founded(rules)
            open_atoms = set(possibly) - set(surely)
            burdens = {
                atom
                for atom in open_atoms
                if atom[0] in "SB"
                and atom[1] in self.map.claims
                and self.map.claims[atom[1]].standard
            }
            if not settles or not burdens:
                return {
                    atom: S if atom in surely else C if atom in possibly else F for atom in atoms
                }
            rests_on = {atom: what_it_rests_on(atom, rules, surely, possibly) for atom in burdens}
            lowest = {
                atom
                for atom in burdens
                if all(atom in rests_on[other] for other in burdens & rests_on[atom])
            }
            rules = [rule for rule in rules if rule[0] not in lowest]

    def verdict(self, id: str) -> Verdict:
        return self.model()["S", id]


def follows(rules: Iterable[WrittenRule], assumed: Collection[Atom]) -> frozenset[Atom]:
    """Return the least set of atoms that hold, if just those in `assumed` count where a rule says "not"."""
    left = [rule for rule in rules if not any(atom in assumed for atom in rule[2])]
    holds: set[Atom] = set()
    while True:
        new = {head for head, when, _ in left if holds.issuperset(when)} - holds
        if not new:
            return frozenset(holds)
        holds |= new


def well_founded(rules: list[WrittenRule]) -> tuple[frozenset[Atom], frozenset[Atom]]:
    """Return what holds and what may hold: the alternating fixpoint (Van Gelder 1989)."""
    surely: frozenset[Atom] = frozenset()
    while True:
        possibly = follows(rules, surely)
        again = follows(rules, possibly)
        if again == surely:
            return surely, possibly
        surely = again


def what_it_rests_on(
    start: Atom, rules: list[WrittenRule], surely: Collection[Atom], possibly: Collection[Atom]
) -> set[Atom]:
    """Return the open atoms that an open one depends on by rules that may still hold, in any number of steps."""
    found: set[Atom] = set()
    pending = [start]
    while pending:
        atom = pending.pop()
        for head, when, unless in rules:
            may_hold = all(each in possibly for each in when) and not any(
                each in surely for each in unless
            )
            if head == atom and may_hold:
                new = {
                    each for each in (*when, *unless) if each in possibly and each not in surely
                } - found
                found |= new
                pending += new
    return found


@st.composite
def questions(draw: st.DrawFn, most_claims: int = 6, most_inferences: int = 8) -> Definition:
    """A map, and what is accepted and rejected in it."""
    map = draw(bare_maps(most_claims, most_inferences))
    fates = draw(
        st.lists(
            st.sampled_from(["", "", "", "accept", "reject"]),
            min_size=len(map.claims),
            max_size=len(map.claims),
        )
    )
    accept = [claim for claim, fate in zip(map.claims, fates, strict=True) if fate == "accept"]
    reject = [claim for claim, fate in zip(map.claims, fates, strict=True) if fate == "reject"]
    return Definition(map, draw(st.booleans()), accept, reject)


@given(questions())
def test_verdicts_are_the_well_founded_model(question: Definition) -> None:
    verdicts = evaluate(
        question.map, accept=question.accept, reject=question.reject, strict=question.strict
    )
    model = question.model()
    for id in [*question.map.claims, *question.map.inferences]:
        both = (verdicts[id], VERDICT_OF[verdicts.is_backed(id)])
        assert both == (model["S", id], model["B", id]), id


@pytest.mark.parametrize("seeds", mostly_soak([range(150), range(150, 10_000)], range(150)))
@pytest.mark.parametrize("strict", [False, True])
def test_verdicts_of_denser_maps_are_the_well_founded_model(seeds: range, strict: bool) -> None:
    for seed in seeds:
        map = replace(web(seed), strict=strict)
        verdicts, model = evaluate(map), Definition(map, strict).model()
        for id in [*map.claims, *map.inferences]:
            both = (verdicts[id], VERDICT_OF[verdicts.is_backed(id)])
            assert both == (model["S", id], model["B", id]), (seed, id)


@pytest.mark.parametrize("objections", ["[a]", "[a, [a, f]]"])
def test_a_burden_waits_for_a_reason_that_may_hold_although_another_holds(objections: str) -> None:
    """`b` is a reason for `a`, and `a` an objection to `b`: neither is settled before the other."""
    map = a_map(f"""
        sources: {{s: S}}
        claims:
          a: {{text: A., standard: shown, premises: [f, b], rebuttals: {objections}}}
          b: {{text: B., standard: shown, premises: [f], rebuttals: [a]}}
          f: {{text: F., evidence: s}}
        """)
    assert evaluate(map).claims == {"a": F, "b": F, "f": S}
    assert Definition(map).verdict("b") is F


def test_a_burden_waits_for_another_only_by_way_of_what_is_open() -> None:
    """`a` rests on `b`, which would rest on `a` if `z` did not fall: `b` is settled before it."""
    map = a_map("""
        sources: {s: S}
        claims:
          a: {text: A., standard: shown, evidence: s, rebuttals: [b]}
          b: {text: B., standard: shown, evidence: s, rebuttals: [c, [a, z]]}
          c: {text: C., evidence: s, rebuttals: [b]}
          z: {text: Z., standard: shown, evidence: s, rebuttals: [f]}
          f: {text: F., evidence: s}
        """)
    assert evaluate(map).claims == {"a": S, "b": F, "c": S, "z": F, "f": S}
    assert Definition(map).verdict("a") is S
    program = MapProgram(map)
    split = SplitProgram(program.program, range(program.program.size))
    worlds = Worlds(split, 1, {}, Work())
    assert {id: worlds.of_atom(program.stands[id]) for id in "ab"} == {"a": (1, 0), "b": (0, 1)}


def test_what_rests_on_itself_falls_once_a_burden_is_settled() -> None:
    map = a_map("""
        sources: {s: {title: A study}}
        claims:
          a: {text: A., premises: [b, a]}
          b: {text: B., standard: shown, evidence: s, rebuttals: [c]}
          c: {text: C., evidence: s, rebuttals: [d]}
          d: {text: D., evidence: s}
        """)
    assert in_words(map) == (
        "a=falls, not shown; b=falls, not shown; c=contested; d=stands, backed"
    )


@given(bare_maps())
def test_in_strict_mode_only_what_is_backed_stands(map: ArgumentMap) -> None:
    assume(not any(claim.is_norm for claim in map.claims.values()))
    verdicts = evaluate(map, strict=True)
    model = Definition(map, strict=True).model()
    for id in [*map.claims, *map.inferences]:
        assert (
            verdicts[id] is VERDICT_OF[verdicts.is_backed(id)] is model["S", id] is model["B", id]
        )


@given(bare_maps())
def test_a_map_that_says_so_is_evaluated_in_strict_mode(map: ArgumentMap) -> None:
    says_so = evaluate(replace(map, strict=True))
    assert says_so.strict
    assert dict(says_so) == dict(evaluate(map, strict=True))


@given(bare_maps(), st.data())
def test_many_worlds_at_once_are_as_many_models(map: ArgumentMap, data: st.DataObject) -> None:
    ids = list(map.claims)
    program = MapProgram(map, acceptable=ids)
    worlds = [
        data.draw(st.dictionaries(st.sampled_from(ids), st.booleans(), max_size=2))
        for _ in range(5)
    ]
    fixed = [program.fixed(world) for world in worlds]
    values: dict[int, tuple[int, int]] = {}
    for number, world in enumerate(fixed):
        for atom, value in world.items():
            true_in, false_in = values.get(atom, (0, 0))
            values[atom] = (
                (true_in | 1 << number, false_in) if value else (true_in, false_in | 1 << number)
            )
    atoms = range(program.program.size)
    split = SplitProgram(program.program, atoms)
    in_worlds = {atom: AtomWorlds(*made) for atom, made in values.items()}
    at_once = Worlds(split, len(worlds), in_worlds, Work())
    for number, world in enumerate(fixed):
        alone = program.model(world).value
        for atom in atoms:
            is_true, is_false = (bool(mask >> number & 1) for mask in at_once.of_atom(atom))
            assert alone[atom] is (True if is_true else False if is_false else None)
            assert not (is_true and is_false)


@given(bare_maps(), st.data())
def test_only_what_is_upstream_is_evaluated_and_it_comes_to_the_same(
    map: ArgumentMap, data: st.DataObject
) -> None:
    program = MapProgram(map)
    whole = program.model().value
    claim = data.draw(st.sampled_from(list(map.claims)))
    split = SplitProgram(program.program, [program.stands[claim]])
    worlds = Worlds(split, 1, {}, Work())
    assert split.size <= program.program.size
    assert split.size == sum(len(component.atoms) for component in split.components)
    for component in split.components:
        for atom in component.atoms:
            assert worlds.of_atom(atom) == (whole[atom] is True, whole[atom] is False)


# --- the printed program, and what an engine that knows no maps makes of it ---


class PrintedProgram(NamedTuple):
    """A program as `argmap convert -f lp` prints it.

    Attributes:
        rules: each its head, what must hold and what must not.
        atoms: the atom of each ("S" or "B", id).
        named: all atoms of which a comment says what they mean.
        settled: the atoms whose rules a burden of proof takes out.
    """

    rules: list[tuple[int, set[int], set[int]]]
    atoms: dict[tuple[str, str], int]
    named: set[int]
    settled: set[int]

    @classmethod
    def of(cls, text: str) -> PrintedProgram:
        printed = cls([], {}, set(), set())
        for line in text.splitlines()[:-1]:
            if comment := re.fullmatch(r"% (\d+) (stands|is backed|[^:]+): (.+)", line):
                atom = int(comment[1])
                printed.named.add(atom)
                level = {"stands": "S", "is backed": "B"}.get(comment[2])
                if level:
                    printed.atoms[level, comment[3]] = atom
                continue
            if settled := re.match(r"% without the rules for holds\((\d+)\)", line):
                printed.settled.add(int(settled[1]))
                continue
            rule = re.fullmatch(r"holds\((\d+)\)(?: :- (.+))?\.", line)
            assert rule, line
            when: set[int] = set()
            unless: set[int] = set()
            for condition in (rule[2] or "").split(", "):
                for negation, atom_in_it in re.findall(r"^(not )?holds\((\d+)\)$", condition):
                    (unless if negation else when).add(int(atom_in_it))
            printed.rules.append((int(rule[1]), when, unless))
        return printed

    def follows(self, assumed: Collection[int]) -> set[int]:
        """Return the least set of atoms that hold, if those in `assumed` count where a rule says "not"."""
        holds: set[int] = set()
        while True:
            fresh = {
                head
                for head, when, unless in self.rules
                if when <= holds and unless.isdisjoint(assumed) and head not in self.settled
            }
            if fresh <= holds:
                return holds
            holds |= fresh

    def verdicts(self) -> dict[tuple[str, str], Verdict]:
        """Return the well-founded model as the alternating fixpoint (Van Gelder 1989)."""
        surely: set[int] = set()
        while True:
            possibly = self.follows(surely)
            again = self.follows(possibly)
            if again == surely:
                break
            surely = again
        return {
            name: S if atom in surely else C if atom in possibly else F
            for name, atom in self.atoms.items()
        }


@pytest.mark.parametrize("seeds", mostly_soak([range(150), range(150, 5000)], range(150)))
def test_verdicts_are_what_another_engine_makes_of_the_printed_program(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        printed = PrintedProgram.of(formats.write(map, "lp").text)
        verdicts = evaluate(map)
        made = printed.verdicts()
        for id in [*map.claims, *map.inferences]:
            both = (verdicts[id], VERDICT_OF[verdicts.is_backed(id)])
            # What nothing could back has no atom.
            assert both == (made["S", id], made.get(("B", id), F)), (seed, id)
        for head, when, unless in printed.rules:
            assert {head, *when, *unless} <= printed.named, seed


# --- positions ---


def rivals_both_stand(map: ArgumentMap, standing: Collection[str]) -> bool:
    """Return whether two claims both stand that rebut each other by rebuttals that stand.

    Where the map decides about both before burdens are settled, that is left alone.
    """
    model = Definition(map, map.strict).model(settles=False)
    for one, other in combinations(map.claims, 2):
        is_open = C in (model["S", one], model["S", other])
        if not is_open or not {one, other} <= {*standing}:
            continue
        attacks = [each.id for each in map.rebuttals(other) if one in each.premises]
        replies = [each.id for each in map.rebuttals(one) if other in each.premises]
        if not {*attacks}.isdisjoint(standing) and not {*replies}.isdisjoint(standing):
            return True
    return False


def coherent(map: ArgumentMap, models: Iterable[Collection[str]]) -> set[frozenset[str]]:
    """Return what stands in each of some models, without those in which rivals both stand."""
    return {frozenset(model) for model in models if not rivals_both_stand(map, model)}


def models_of_the_definition(map: ArgumentMap) -> Iterator[list[str]]:
    """Yield what stands in each stable model, tried one by one."""
    definition = Definition(map)
    model = definition.model(settles=False)
    rules = definition.rules
    certain = frozenset(atom for atom, verdict in model.items() if verdict is S)
    contested = [atom for atom, verdict in model.items() if verdict is C]
    assume(len(contested) <= 12)
    for size in range(len(contested) + 1):
        for chosen in combinations(contested, size):
            guess = certain | frozenset(chosen)
            if follows(rules, guess) == guess:
                yield [id for level, id in guess if level == "S"]


def models_of_clingo(map: ArgumentMap) -> Iterator[list[str]]:
    """Yield what stands in each stable model of the printed program."""
    import clingo

    text = formats.write(map, "lp").text
    atoms = PrintedProgram.of(text).atoms
    control = clingo.Control(["--models=0"])
    control.add("base", [], text)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        for model in models:
            holds = {symbol.arguments[0].number for symbol in model.symbols(atoms=True)}
            yield [id for (level, id), atom in atoms.items() if level == "S" and atom in holds]


def must_be_positions(map: ArgumentMap, expected: set[frozenset[str]]) -> None:
    found = positions(map, limit=1000)
    made = {
        frozenset(id for id, verdict in position.items() if verdict is S)
        for position in found.found
    }
    if not expected:
        assert found.is_partial
        assert all(C in position.values() for position in found.found)
        return
    assert (made, found.is_partial, found.number) == (expected, False, len(expected))
    for claim in map.claims:
        many = sum(claim in model for model in expected)
        assert stands_in(map, claim) == (
            "all" if many == len(expected) else "some" if many else "none"
        )
    assert found.always_stand == [
        id for id in found.contested if all(id in model for model in expected)
    ]
    assert found.always_fall == [
        id for id in found.contested if not any(id in model for model in expected)
    ]


@example(
    a_map("""
        claims:
          a: {text: A., premises: [c, e]}
          c: {text: C., rebuttals: [d]}
          d: D.
          e: {text: E., rebuttals: [f]}
          f: {text: F., rebuttals: [e]}
        """)
)
@given(bare_maps(most_claims=3, most_inferences=4))
def test_positions_are_the_stable_models_without_rivals_that_both_stand(map: ArgumentMap) -> None:
    must_be_positions(map, coherent(map, models_of_the_definition(map)))


@pytest.mark.parametrize("seeds", mostly_soak([range(100), range(100, 3000)], range(100)))
def test_positions_are_what_clingo_makes_of_the_printed_program(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        must_be_positions(map, coherent(map, models_of_clingo(map)))


@pytest.mark.parametrize("seeds", mostly_soak([range(100), range(100, 3000)], range(100)))
def test_outcomes_are_the_positions_by_what_becomes_of_the_main_claims(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        found = positions(map, limit=1000)
        by_main_claims: dict[tuple[Verdict, ...], list[int]] = {}
        for place, position in enumerate(found.found):
            verdicts = tuple(position[claim.id] for claim in main_claims(map))
            by_main_claims.setdefault(verdicts, []).append(place)
        assert [
            (tuple(outcome.main_claims.values()), outcome.places) for outcome in found.outcomes
        ] == list(by_main_claims.items())
        for outcome in found.outcomes:
            assert outcome.number == len(outcome.places)
            differing = [id for choice in outcome.choices for id in (*choice.one, *choice.other)]
            assert sorted([*outcome.settled, *differing]) == sorted(found.contested)
            inside = [found.found[place] for place in outcome.places]
            for claim, verdict in outcome.settled.items():
                assert {position[claim] for position in inside} == {verdict}
            for choice in outcome.choices:
                for position in inside:
                    one = {position[claim] for claim in choice.one}
                    other = {position[claim] for claim in choice.other}
                    assert len(one) == 1
                    opposite = {S: {F}, F: {S}, C: {C}}[next(iter(one))]
                    assert other in (set(), opposite)
            assert all(len({position[claim] for position in inside}) > 1 for claim in differing)


def test_two_that_rebut_each_other_do_not_both_stand_though_each_has_a_reason() -> None:
    map = a_map(
        "claims: {a: {text: A., premises: [c], rebuttals: [b]}, b: {text: B., premises: [d], rebuttals: [a]}, c: C., d: D.}"
    )
    found = positions(map)
    standing = [[id for id in map.claims if position[id] is S] for position in found.found]
    # Neither stands where each draws with the other; both would, if a draw could be won by both.
    assert standing == [["a", "c", "d"], ["b", "c", "d"]]


def test_a_pair_that_is_decided_in_spite_of_its_rebuttals_leaves_positions() -> None:
    map = a_map("""
        sources: {s: {title: A study}}
        claims:
          a: {text: A., evidence: s, rebuttals: [{premises: [b], implicit: true}]}
          b: {text: B., evidence: s, rebuttals: [{premises: [a], implicit: true}]}
          c: {text: C., rebuttals: [d]}
          d: {text: D., rebuttals: [c]}
        """)
    assert [evaluate(map)[id] for id in "abcd"] == [S, S, C, C]
    found = positions(map)
    assert [[position[id] for id in "abcd"] for position in found.found] == [
        [S, S, S, F],
        [S, S, F, S],
    ]


def test_positions_that_differ_only_in_what_is_backed_are_one() -> None:
    map = a_map(f"""
        sources: {{s: {{title: A study}}}}
        claims: {{{TEXTBOOK["it stands, but whether it is backed is contested: open"][0]}, e: {{text: E., premises: [b, c]}}}}
        """)
    verdicts = evaluate(map)
    assert (verdicts["e"], verdicts.is_backed("e")) == (S, None)
    found = positions(map)
    assert [[position[id] for id in "abde"] for position in found.found] == [
        [S, S, F, S],
        [S, F, S, S],
    ]
    backed = [position.is_backed("e") for position in found.found]
    assert backed == [True, False]


# --- relations to what is known ---


def grounded(arguments: int, attacks: Collection[tuple[int, int]]) -> list[Verdict]:
    """Return the grounded labeling, by labelling until nothing changes (Modgil and Caminada 2009)."""
    attackers = [
        [first for first, second in attacks if second == place] for place in range(arguments)
    ]
    labels: dict[int, Verdict] = {}
    while True:
        fresh = {
            place: S
            for place in range(arguments)
            if all(labels.get(other) is F for other in attackers[place])
        }
        fresh |= {
            place: F
            for place in range(arguments)
            if any(labels.get(other) is S for other in attackers[place])
        }
        if fresh.keys() <= labels.keys():
            return [labels.get(place, C) for place in range(arguments)]
        labels |= fresh


@given(bare_maps(most_claims=7, most_inferences=12))
def test_with_attacks_on_bare_claims_alone_verdicts_are_the_grounded_labeling(
    map: ArgumentMap,
) -> None:
    attacks = Inferences()
    for inference in map.inferences.values():
        if inference.kind is Kind.REBUTTAL:
            attacks.add(inference.kind, inference.premises, inference.target)
    for inference in list(attacks.all[:2]):
        attacks.add(Kind.UNDERCUTTER, inference.premises[:1], inference.id)
    bare = {id: Claim(id, claim.text) for id, claim in map.claims.items()}
    map = replace(
        map, claims=bare, inferences={inference.id: inference for inference in attacks.all}
    )
    arguments, pairs = framework(map)
    assert list(evaluate(map).claims.values()) == grounded(len(arguments), pairs)[: len(map.claims)]


@given(bare_maps(), st.sampled_from(["", "value", "policy"]), st.booleans())
def test_writing_out_a_norm_that_nobody_disputes_changes_no_verdict(
    map: ArgumentMap, type: str, strict: bool
) -> None:
    assume(type or not strict)  # a warrant that is no norm by its type must be backed there
    must_change_nothing(map, type, strict=strict)


def must_change_nothing(map: ArgumentMap, type: str, *, strict: bool) -> None:
    """Check that verdicts are the same if the first inference has one premise more, a bare norm."""
    plain = [inference for inference in map.inferences.values() if not inference.warrant]
    if not plain:
        return
    inference = plain[0]
    warrant = "" if type else "w"
    spelled_out = replace(inference, premises=(*inference.premises, "w"), warrant=warrant)
    more = replace(
        map,
        claims={**map.claims, "w": Claim("w", "Such reasons are good ones.", type=type)},
        inferences={**map.inferences, inference.id: spelled_out},
    )
    before, after = evaluate(map, strict=strict), evaluate(more, strict=strict)
    assert [before.words_of(claim) for claim in map.claims] == [
        after.words_of(claim) for claim in map.claims
    ]


def without(map: ArgumentMap, id: str) -> ArgumentMap:
    """Return a map without an inference, and without all that undercuts it."""
    left = dict(map.inferences)
    pending = [id]
    while pending:
        gone = pending.pop()
        del left[gone]
        pending += [undercutter.id for undercutter in map.undercutters(gone)]
    return replace(map, inferences=left)


@given(bare_maps(), st.booleans())
def test_deleting_a_rebuttal_never_makes_its_target_worse(map: ArgumentMap, strict: bool) -> None:
    must_not_be_worse_without_rebuttals(map, strict=strict)


def must_not_be_worse_without_rebuttals(map: ArgumentMap, *, strict: bool) -> None:
    """Check that no claim has a worse verdict without one of the rebuttals of it, and is backed as well as before.

    A claim that undercuts its own reason may stand then, and so take the backing of that reason: whether it is backed
    is compared only where nothing runs in a circle.
    """
    must_not_be_worse(map, strict=strict)
    must_not_be_worse(without_circles(map), strict=strict, compares_backing=True)


def must_not_be_worse(map: ArgumentMap, *, strict: bool, compares_backing: bool = False) -> None:
    order = [F, C, S]
    before = evaluate(map, strict=strict)
    for inference in map.inferences.values():
        if inference.kind is not Kind.REBUTTAL:
            continue
        after = evaluate(without(map, inference.id), strict=strict)
        target = inference.target
        assert order.index(after[target]) >= order.index(before[target])
        if compares_backing:
            was_backed, is_backed = (VERDICT_OF[each.is_backed(target)] for each in (before, after))
            assert order.index(is_backed) >= order.index(was_backed)


WEBS = mostly_soak([range(100), range(100, 7000)], range(100))


@pytest.mark.parametrize("seeds", WEBS)
@pytest.mark.parametrize("strict", [False, True])
def test_so_it_is_in_denser_maps(seeds: range, strict: bool) -> None:
    for seed in seeds:
        must_change_nothing(web(seed), ("value", "policy")[seed % 2], strict=strict)
        must_not_be_worse_without_rebuttals(web(seed), strict=strict)
        must_not_be_worse_without_rebuttals(web(seed, most_inferences=30), strict=strict)


@pytest.mark.parametrize("seeds", WEBS)
@pytest.mark.parametrize("strict", [False, True])
def test_documenting_a_claim_never_makes_it_worse_where_nothing_runs_in_a_circle(
    seeds: range, strict: bool
) -> None:
    order = [F, C, S]
    for seed in seeds:
        map = without_circles(web(seed))
        before = evaluate(map, strict=strict)
        for id, claim in map.claims.items():
            documented = replace(claim, evidence=(Citation("study"),))
            after = evaluate(replace(map, claims={**map.claims, id: documented}), strict=strict)
            assert order.index(after[id]) >= order.index(before[id]), (seed, id)


def without_circles(map: ArgumentMap) -> ArgumentMap:
    """Return a map with those inferences that lead from a later claim to an earlier one."""
    place = {id: number for number, id in enumerate(map.claims)}
    kept: dict[str, Inference] = {}
    for id, inference in map.inferences.items():
        is_onto_what_goes = inference.target not in map.claims and inference.target not in kept
        earliest = min(place[premise] for premise in inference.premises)
        if not is_onto_what_goes and earliest > place[map.claim_under(id)]:
            kept[id] = inference
    return replace(map, inferences=kept)


@pytest.mark.parametrize("seeds", WEBS)
def test_the_order_of_the_file_changes_no_verdict(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        claims = dict(reversed([*map.claims.items()]))
        inferences = dict(reversed([*map.inferences.items()]))
        verdicts, other = (
            evaluate(map),
            evaluate(replace(map, claims=claims, inferences=inferences)),
        )
        assert {id: other[id] for id in verdicts} == {**verdicts}, seed
        assert all(other.is_backed(id) is verdicts.is_backed(id) for id in verdicts), seed


@pytest.mark.parametrize("seeds", WEBS)
def test_a_claim_that_must_be_shown_is_never_contested(seeds: range) -> None:
    for seed in seeds:
        verdicts = evaluate(web(seed))
        shown = [id for id, claim in verdicts.map.claims.items() if claim.standard]
        assert C not in [verdicts[id] for id in shown], seed


@given(bare_maps())
def test_an_unconnected_claim_changes_nothing(map: ArgumentMap) -> None:
    more = replace(map, claims={**map.claims, "alone": Claim("alone", "Nobody cares.")})
    assert {**evaluate(map)} == {
        id: verdict for id, verdict in evaluate(more).items() if id != "alone"
    }


@pytest.mark.parametrize("length", mostly_soak([10_000, 100_000], 10_000))
def test_a_long_chain(length: int) -> None:
    inferences = Inferences()
    for number in range(1, length):
        inferences.add(Kind.REBUTTAL, [f"c{number}"], f"c{number - 1}")
    claims = [Claim(f"c{number}", "So it is.") for number in range(length)]
    verdicts = evaluate(ArgumentMap.build(claims=claims, inferences=inferences.all))
    assert [verdicts[id] for id in (f"c{length - 1}", f"c{length - 2}", "c1", "c0")] == [S, F, S, F]


# --- the textbook: what a teacher would say to each ---

GROUND = "evidence: s"
TEXTBOOK = {
    "a reply restores what it defends": (
        "a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c]}, c: C.",
        "a=stands, asserted; b=falls, rebutted; c=stands, asserted",
    ),
    "three that rebut each other in a ring: nobody has the last word": (
        "a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c]}, c: {text: C., rebuttals: [a]}",
        "a=contested; b=contested; c=contested",
    ),
    "a ring with one member documented: it holds, and the rest follows": (
        f"a: {{text: A., rebuttals: [b], {GROUND}}}, b: {{text: B., rebuttals: [c]}}, c: {{text: C., rebuttals: [a]}}",
        "a=stands, backed; b=stands, asserted; c=falls, rebutted",
    ),
    "two that rebut each other: word against word": (
        "a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [a]}", "a=contested; b=contested",
    ),
    "two that rebut each other, one documented: it stands": (
        f"a: {{text: A., rebuttals: [b], {GROUND}}}, b: {{text: B., rebuttals: [a]}}",
        "a=stands, backed; b=falls, rebutted",
    ),
    "who rebuts himself settles nothing": (
        "a: {text: A., rebuttals: [a]}, b: {text: B., rebuttals: [a]}", "a=contested; b=contested",
    ),
    "two that rest on each other rest on nothing": (
        "a: {text: A., premises: [b]}, b: {text: B., premises: [a]}", "a=falls, not shown; b=falls, not shown",
    ),
    "my uncle says the bridge is unsafe, three studies say it is safe: it is safe": (
        f"safe: {{text: Safe., {GROUND}, rebuttals: [uncle]}}, uncle: Uncle says no.",
        "safe=stands, backed; uncle=stands, asserted",
    ),
    "a bare objection to common ground is heard, but too weak": (
        "a: {text: A., common_ground: true, rebuttals: [b]}, b: B.", "a=stands, backed; b=stands, asserted",
    ),
    "study against study: contested, and the objection stands all the same": (
        f"a: {{text: A., {GROUND}, rebuttals: [b]}}, b: {{text: B., {GROUND}}}", "a=contested; b=stands, backed",
    ),
    "a documented reply draws with a documented objection, and nothing is settled": (
        f"a: {{text: A., {GROUND}, rebuttals: [b]}}, b: {{text: B., {GROUND}, rebuttals: [c]}}, c: {{text: C., {GROUND}}}",
        "a=contested; b=contested; c=stands, backed",
    ),
    "a bare reply does not answer a documented objection": (
        f"a: {{text: A., {GROUND}, rebuttals: [b]}}, b: {{text: B., {GROUND}, rebuttals: [c]}}, c: C.",
        "a=contested; b=stands, backed; c=stands, asserted",
    ),
    "a bare doubt about an inference: a reason that rests on evidence counts as an assertion": (
        f"a: {{text: A., premises: [{{premises: [b], undercutters: [u]}}]}}, b: {{text: B., {GROUND}}}, u: U.",
        "a=stands, asserted; b=stands, backed; u=stands, asserted",
    ),
    "a doubt that is itself doubted": (
        f"a: {{text: A., premises: [{{premises: [b], undercutters: [{{premises: [u], undercutters: [v]}}]}}]}}, "
        f"b: {{text: B., {GROUND}}}, u: U., v: V.",
        "a=stands, backed; b=stands, backed; u=stands, asserted; v=stands, asserted",
    ),
    "a bare warrant written out changes nothing": (
        f"a: {{text: A., premises: [{{premises: [b], warrant: w}}]}}, b: {{text: B., {GROUND}}}, w: W.",
        "a=stands, backed; b=stands, backed; w=stands, asserted",
    ),
    "one reason, and it falls: then the claim is not shown, though nobody refuted it": (
        f"a: {{text: A., premises: [b]}}, b: {{text: B., rebuttals: [c]}}, c: {{text: C., {GROUND}}}",
        "a=falls, not shown; b=falls, rebutted; c=stands, backed",
    ),
    "two weak objections do not add up to a strong one": (
        f"a: {{text: A., {GROUND}, rebuttals: [b, c]}}, b: B., c: C.",
        "a=stands, backed; b=stands, asserted; c=stands, asserted",
    ),
    "it stands, but whether it is backed is contested: open": (
        f"a: {{text: A., premises: [b, c]}}, b: {{text: B., {GROUND}, rebuttals: [d]}}, c: C., "
        f"d: {{text: D., {GROUND}, rebuttals: [b]}}",
        "a=stands, open; b=contested; c=stands, asserted; d=contested",
    ),
    "documented premises joined by an inference that no source draws": (
        f"a: {{text: A., premises: [{{premises: [b, c], implicit: true}}]}}, b: {{text: B., {GROUND}}}, c: {{text: C., {GROUND}}}",
        "a=stands, asserted; b=stands, backed; c=stands, backed",
    ),
    "Pollock's red light": (
        "red: {text: It is red., premises: [{premises: [looks], undercutters: [light]}]}, "
        "looks: {text: It looks red., common_ground: true}, light: {text: The light is red., common_ground: true}",
        "red=falls, not shown; looks=stands, backed; light=stands, backed",
    ),
    "Toulmin's Harry": (
        "british: {text: Harry is British., premises: [{premises: [bermuda], warrant: law, undercutters: [alien]}]}, "
        "bermuda: Harry was born in Bermuda., law: Who is born in Bermuda is British., "
        "alien: {text: Both his parents were aliens., rebuttals: [papers]}, papers: Their papers show otherwise.",
        "british=stands, asserted; bermuda=stands, asserted; law=stands, asserted; "
        "alien=falls, rebutted; papers=stands, asserted",
    ),
    "linked premises: the chain is as strong as its weakest member": (
        "a: {text: A., premises: [[b, c]]}, b: B., c: {text: C., rebuttals: [d]}, d: D.",
        "a=falls, not shown; b=stands, asserted; c=falls, rebutted; d=stands, asserted",
    ),
    "independent reasons: one is enough": (
        "a: {text: A., premises: [b, c]}, b: B., c: {text: C., rebuttals: [d]}, d: D.",
        "a=stands, asserted; b=stands, asserted; c=falls, rebutted; d=stands, asserted",
    ),
    "floating reinstatement": (
        "a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c, d]}, "
        "c: {text: C., rebuttals: [d]}, d: {text: D., rebuttals: [c]}",
        "a=contested; b=contested; c=contested; d=contested",
    ),
    "a bare doubt about an inference from assertions: the reason is lost": (
        "a: {text: A., premises: [{premises: [b], undercutters: [u]}]}, b: B., u: U.",
        "a=falls, not shown; b=stands, asserted; u=stands, asserted",
    ),
    "a documented doubt about an inference: the reason is lost, whatever it rests on": (
        f"a: {{text: A., premises: [{{premises: [b], undercutters: [u]}}]}}, b: {{text: B., {GROUND}}}, u: {{text: U., {GROUND}}}",
        "a=falls, not shown; b=stands, backed; u=stands, backed",
    ),
    "a reason and an objection, both asserted: contested": (
        "a: {text: A., premises: [b], rebuttals: [c]}, b: B., c: C.", "a=contested; b=stands, asserted; c=stands, asserted",
    ),
    "ten assertions are no stronger than one": (
        "a: {text: A., premises: [b, c, d], rebuttals: [e]}, b: B., c: C., d: D., e: E.",
        "a=contested; b=stands, asserted; c=stands, asserted; d=stands, asserted; e=stands, asserted",
    ),
    "five documented reasons for a pool, and it costs water: it should be built": (
        f"pool: {{text: Build it., premises: [one, two], rebuttals: [water]}}, one: {{text: One., {GROUND}}}, two: {{text: Two., {GROUND}}}, "
        "water: It costs water.",
        "pool=stands, backed; one=stands, backed; two=stands, backed; water=stands, asserted",
    ),
    "a documented objection beats reasons that are only asserted": (
        f"a: {{text: A., premises: [b, c], rebuttals: [d]}}, b: B., c: C., d: {{text: D., {GROUND}}}",
        "a=falls, rebutted; b=stands, asserted; c=stands, asserted; d=stands, backed",
    ),
    "a claim without a reason gives way to any objection that stands": (
        "a: {text: A., rebuttals: [b]}, b: B.", "a=falls, rebutted; b=stands, asserted",
    ),
    "two studies are contested as rival claims": (
        f"a: {{text: A., {GROUND}, rebuttals: [b]}}, b: {{text: B., {GROUND}, rebuttals: [a]}}", "a=contested; b=contested",
    ),
    "it was too dark, as an objection: the documented sighting stands": (
        f"murder: {{text: He did it., premises: [seen]}}, seen: {{text: He was seen., {GROUND}, rebuttals: [dark]}}, dark: It was too dark.",
        "murder=stands, backed; seen=stands, backed; dark=stands, asserted",
    ),
    "it was too dark, as an undercutter: the sighting stands, and counts for less": (
        f"murder: {{text: He did it., premises: [{{premises: [seen], undercutters: [dark]}}]}}, seen: {{text: He was seen., {GROUND}}}, "
        "dark: It was too dark.",
        "murder=stands, asserted; seen=stands, backed; dark=stands, asserted",
    ),
    "a documented objection to a documented reason, outweighed by an asserted value": (
        f"a: {{text: A., premises: [b], rebuttals: [{{premises: [c], outweighed_by: [v]}}]}}, b: {{text: B., {GROUND}}}, "
        f"c: {{text: C., {GROUND}}}, v: V.",
        "a=stands, backed; b=stands, backed; c=stands, backed; v=stands, asserted",
    ),
    "an asserted reason gains a draw over a documented objection, no more": (
        f"a: {{text: A., premises: [b], rebuttals: [{{premises: [c], outweighed_by: [v]}}]}}, b: B., c: {{text: C., {GROUND}}}, v: V.",
        "a=contested; b=stands, asserted; c=stands, backed; v=stands, asserted",
    ),
    "two weighings that rebut each other: contested": (
        "a: {text: A., premises: [{premises: [b], outweighed_by: [w]}], rebuttals: [{premises: [c], outweighed_by: [v]}]}, "
        "b: B., c: C., v: {text: V., rebuttals: [w]}, w: {text: W., rebuttals: [v]}",
        "a=contested; b=stands, asserted; c=stands, asserted; v=contested; w=contested",
    ),
    "a burden of proof: what is only asserted does not show it": (
        "guilty: {text: Guilty., standard: shown, premises: [motive]}, motive: He had a motive.",
        "guilty=falls, not shown; motive=stands, asserted",
    ),
    "a burden of proof that is met, against an assertion": (
        f"guilty: {{text: Guilty., standard: shown, premises: [seen], rebuttals: [alibi]}}, seen: {{text: Seen., {GROUND}}}, alibi: He denies it.",
        "guilty=stands, backed; seen=stands, backed; alibi=stands, asserted",
    ),
    "a rule is granted until it is challenged: then the reason is lost, and a word back restores it": (
        f"a: {{text: A., premises: [{{premises: [b], warrant: w}}]}}, b: {{text: B., {GROUND}}}, w: {{text: W., rebuttals: [c]}}, c: C.",
        "a=falls, not shown; b=stands, backed; w=falls, rebutted; c=stands, asserted",
    ),
    "a value beside a documented fact: the reason is documented": (
        f"a: {{text: A., premises: [[b, v]]}}, b: {{text: B., {GROUND}}}, v: {{text: V., type: value}}",
        "a=stands, backed; b=stands, backed; v=stands, asserted",
    ),
    "whoever states a norm draws with whoever keeps silent": (
        f"a: {{text: A., premises: [[b, v]], rebuttals: [c]}}, b: {{text: B., {GROUND}}}, v: {{text: V., type: policy}}, c: {{text: C., {GROUND}}}",
        "a=contested; b=stands, backed; v=stands, asserted; c=stands, backed",
    ),
    "a linked claim that is no norm must be documented, like any fact": (
        f"a: {{text: A., premises: [[b, v]]}}, b: {{text: B., {GROUND}}}, v: V.",
        "a=stands, asserted; b=stands, backed; v=stands, asserted",
    ),
    "two principles that clash: both reasons wait": (
        f"a: {{text: A., premises: [[b, v]]}}, b: {{text: B., {GROUND}}}, v: {{text: V., type: value, rebuttals: [w]}}, "
        f"c: {{text: C., premises: [[d, w]]}}, d: {{text: D., {GROUND}}}, w: {{text: W., type: value, rebuttals: [v]}}",
        "a=contested; b=stands, backed; v=contested; c=contested; d=stands, backed; w=contested",
    ),
    "a documented fact defeats a bare value": (
        f"v: {{text: V., type: value, rebuttals: [b]}}, b: {{text: B., {GROUND}}}",
        "v=falls, rebutted; b=stands, backed",
    ),
    "a reason of values alone is documented by a value that is backed": (
        f"a: {{text: A., premises: [[v, w]]}}, v: {{text: V., type: value, premises: [b]}}, b: {{text: B., {GROUND}}}, w: {{text: W., type: value}}",
        "a=stands, backed; v=stands, backed; b=stands, backed; w=stands, asserted",
    ),
    "evidence on both sides of what must be shown: a court acquits": (
        f"guilty: {{text: Guilty., standard: shown, premises: [seen], rebuttals: [alibi]}}, seen: {{text: Seen., {GROUND}}}, alibi: {{text: Alibi., {GROUND}}}",
        "guilty=falls, not shown; seen=stands, backed; alibi=stands, backed",
    ),
    "a debt is documented; the defence, which must be shown, is not: the debt stands": (
        f"debt: {{text: She owes it., standard: shown, premises: [bill], rebuttals: [paid]}}, bill: {{text: A bill., {GROUND}}}, "
        f"paid: {{text: She paid., standard: shown, premises: [receipt], rebuttals: [forged]}}, receipt: {{text: A receipt., {GROUND}}}, forged: {{text: It is forged., {GROUND}}}",
        "debt=stands, backed; bill=stands, backed; paid=falls, not shown; receipt=stands, backed; forged=stands, backed",
    ),
}  # fmt: skip


def textbook_map(name: str) -> ArgumentMap:
    return a_map(f"sources: {{s: {{title: A study}}}}\nclaims: {{{TEXTBOOK[name][0]}}}")


def in_words(map: ArgumentMap, *, strict: bool = False) -> str:
    verdicts = evaluate(map, strict=strict)
    return "; ".join(f"{claim}={', '.join(verdicts.words_of(claim))}" for claim in map.claims)


@pytest.mark.parametrize("name", TEXTBOOK)
def test_textbook(name: str) -> None:
    assert in_words(textbook_map(name)) == TEXTBOOK[name][1]


def test_in_strict_mode_a_warrant_must_be_backed_too() -> None:
    assert in_words(textbook_map("a bare warrant written out changes nothing"), strict=True) == (
        "a=falls, not shown; b=stands, backed; w=falls, not shown"
    )


def test_floating_reinstatement_holds_in_all_positions() -> None:
    map = textbook_map("floating reinstatement")
    assert [stands_in(map, claim) for claim in "abcd"] == ["all", "none", "some", "some"]
    found = positions(map)
    assert (found.always_stand, found.always_fall) == (["a"], ["b"])


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("a bare objection to common ground is heard, but too weak", ["too weak"]),
        (
            "it was too dark, as an undercutter: the sighting stands, and counts for less",
            ["stands", "takes its backing"],
        ),
        (
            "a documented objection to a documented reason, outweighed by an asserted value",
            ["stands", "outweighed", "takes its backing"],
        ),
        ("two that rebut each other, one documented: it stands", ["a premise fails", "stands"]),
    ],
)
def test_what_becomes_of_inferences(name: str, statuses: list[str]) -> None:
    verdicts = evaluate(textbook_map(name))
    inferences = verdicts.map.inferences.values()
    assert [verdicts.status_of(inference).value for inference in inferences] == statuses


def test_accepting_and_rejecting() -> None:
    map = a_map("claims: {a: {text: A., premises: [b], rebuttals: [c]}, b: B., c: C.}")
    assert list(evaluate(map).claims.values()) == [C, S, S]
    assert list(evaluate(map, reject=["c"]).claims.values()) == [S, S, F]
    accepted = evaluate(map, accept=["a"], reject=["b"])
    assert list(accepted.claims.values()) == [S, F, S]
    assert (accepted.basis_of("a"), accepted.cause_of("b"), accepted.fixed) == (
        None,
        None,
        {"a": True, "b": False},
    )
    with pytest.raises(ArgmapError, match="`a` cannot be both accepted and rejected"):
        evaluate(map, accept=["a"], reject=["a"])
    with pytest.raises(ArgmapError, match="unknown claim `x`; name a claim by its id"):
        evaluate(map, accept=["x"])


# --- explanations ---


def evaluated(question: Definition) -> Verdicts:
    accept, reject = question.accept, question.reject
    return evaluate(question.map, accept=accept, reject=reject, strict=question.strict)


@given(questions())
def test_what_an_explanation_names_is_enough_for_the_verdict(question: Definition) -> None:
    must_be_enough(question)


@pytest.mark.parametrize("start", mostly_soak(range(0, 20_000, 250), 0))
def test_what_explanations_of_denser_maps_name_is_enough(start: int) -> None:
    for seed in range(start, start + 250):
        must_be_enough(Definition(web(seed), strict=seed % 3 == 0))


def must_be_enough(question: Definition) -> None:
    """Check that each claim has the same verdict by the inferences alone that its explanation names."""
    verdicts = evaluated(question)
    inferences = question.map.inferences
    for claim in question.map.claims:
        named = set()
        for line in lines_of(explain(verdicts, claim)):
            named |= {line.inference, *line.named}
        named.discard("")
        alone = replace(question.map, inferences={id: inferences[id] for id in named})
        kept = evaluated(replace(question, map=alone))
        assert kept[claim] is verdicts[claim], claim
        if verdicts[claim] is S:
            assert kept.is_backed(claim) is verdicts.is_backed(claim), claim


def lines_of(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for reason in explanation.because:
        yield from lines_of(reason)


@given(questions())
def test_an_explanation_explains_each_claim_once_and_names_only_what_decides(
    question: Definition,
) -> None:
    verdicts = evaluated(question)
    for claim in question.map.claims:
        lines = list(lines_of(explain(verdicts, claim)))
        others = ("(see above)", "not needed for this verdict")
        explained = [
            line.subject for line in lines if not any(words in line.text for words in others)
        ]
        assert len(set(explained)) == len(explained)
        deciding = {inference.id for inference in deciding_inferences(verdicts, claim)}
        named = {id for line in lines for id in (line.inference, *line.named)}
        assert named == {"", *deciding}


@given(questions())
def test_no_sentence_says_of_a_contested_claim_what_is_said_of_others(question: Definition) -> None:
    must_keep_to_one_level(evaluated(question))


@pytest.mark.parametrize("start", mostly_soak(range(0, 10_000, 250), 0))
def test_nor_does_one_about_a_denser_map(start: int) -> None:
    for seed in range(start, start + 250):
        must_keep_to_one_level(evaluate(web(seed)))


def must_keep_to_one_level(verdicts: Verdicts) -> None:
    """Check that no contested claim is called backed or not shown, and that nothing else is called contested."""
    map = verdicts.map
    for claim in map.claims:
        for line in lines_of(explain(verdicts, claim)):
            if line.subject not in map.claims:
                continue
            words = re.sub("“[^”]*”", "it", line.text)
            is_contested = verdicts[line.subject] is C
            assert ("it — is contested" in words) is is_contested, words
            if not is_contested:
                continue
            assert "not shown" not in words
            for clause in re.split("[,;:]", words):
                # Its reasons and the objections to it may be backed.
                if "backed" in clause:
                    assert re.search("reason|objection|neither counts|they count", clause), words
    for listed in format_verdicts(verdicts).splitlines():
        if listed.startswith("  contested"):
            assert not re.search("backed|not shown", listed), listed


def test_what_falls_in_a_circle_is_named_in_reading_order() -> None:
    inferences = Inferences()
    for number in range(8):
        inferences.add(Kind.SUPPORT, [f"c{number}"], f"c{(number + 1) % 8}")
    claims = [Claim(f"c{number}", f"Claim {number}.") for number in range(8)]
    map = ArgumentMap.build(claims=claims, inferences=inferences.all)
    explanation = explain(evaluate(map), "c0")
    targets = [map.inferences[id].target for id in explanation.named]
    assert targets == list(map.claims)


def test_an_explanation_of_a_long_chain_of_doubts_about_doubts() -> None:
    inferences = Inferences()
    last = inferences.add(Kind.SUPPORT, ["b"], "a")
    for _ in range(3000):
        last = inferences.add(Kind.UNDERCUTTER, ["u"], last)
    claims = [Claim("a", "A."), Claim("b", "B."), Claim("u", "U.")]
    map = ArgumentMap.build(claims=claims, inferences=inferences.all)
    assert str(explain(evaluate(map), "a")).splitlines() == [
        "“A” — stands, asserted",
        "  reason: “B” — this reason holds",
        "    objection to this inference: “U” — it may be true, but this objection is undercut",
        "      objection to this inference: “U” — stands, asserted: nothing documents it",
        "    “B” — stands, asserted: nothing documents it",
    ]


def test_an_accepted_objection_to_a_claim_that_rests_on_itself_is_needed() -> None:
    map = a_map("claims: {a: {text: A., premises: [a], rebuttals: [b]}, b: B.}")
    assert str(explain(evaluate(map, accept=["b"]), "a")).splitlines() == [
        "“A” — falls, not shown (which does not make it false): its only reason fails",
        "  reason: “A” — falls, not shown (see above)",
        "  objection: “B” — stands: you accepted it",
    ]


@pytest.mark.parametrize("case", cases("why.txt"))
def test_why(case: Case, settle: object) -> None:
    claim, _, _ = case.title.partition(":")
    map = loads(case.text)
    explanation = explain(evaluate(map), claim)
    settle(case, format_explanation(explanation, full=True).rstrip("\n"))  # type: ignore[operator]
    assert str(explanation) == format_explanation(explanation).removesuffix("\n")


def test_an_explanation_shows_the_eight_lines_that_are_nearest() -> None:
    map = a_map("""
        claims:
          a: {text: A., premises: [[b, c, d, e, f]]}
          b: {text: B., premises: [g]}
          c: {text: C., premises: [h]}
          d: {text: D., premises: [i]}
          e: E.
          f: F.
          g: G.
          h: H.
          i: I.
        """)
    explanation = explain(evaluate(map), "a")
    whole = format_explanation(explanation, full=True).splitlines()
    assert len(whole) == 10
    assert format_explanation(explanation).splitlines() == [
        "“A” — stands, asserted",
        "  reason: “B” + “C” + “D” + “E” + “F” — together they hold",
        "    “B” — stands, asserted",
        "    “C” — stands, asserted",
        "    “D” — stands, asserted",
        "    “E” — stands, asserted: nothing documents it",
        "    “F” — stands, asserted: nothing documents it",
        "(3 more lines: use --full)",
    ]


def test_in_how_many_positions_a_claim_stands_where_there_is_none() -> None:
    odd = a_map("claims: {a: {text: A., rebuttals: [a]}, b: B.}")
    assert [stands_in(odd, claim) for claim in "ab"] == ["", ""]


def test_what_is_upstream_is_reported_in_reading_order() -> None:
    map = a_map("""
        claims:
          f: {text: F., premises: [a]}
          a: {text: A., premises: [{premises: [b], implicit: true}, {premises: [c, d], undercutters: [e]}]}
          b: {text: B., rebuttals: [g]}
          c: {text: C., premises: [e, g]}
          d: {text: D., rebuttals: [a]}
          e: E.
          g: G.
        """)
    every = upstream_of(map, "a")
    assert every == [id for id in (*map.claims, *map.inferences) if id not in ("f", "a:supports:f")]
    stated = upstream_of(map, "a", is_stated_only=True)
    assert stated == [id for id in every if id not in ("b", "b:supports:a", "g:rebuts:b")]


def test_what_was_asked_for_is_the_reason() -> None:
    map = a_map("claims: {a: {text: A., rebuttals: [b]}, b: B.}")
    accepting, rejecting = positions(map, accept=["a"]), positions(map, reject=["a"])
    for accepted in (evaluate(map, accept=["a"]), accepting.decided, *accepting.found):
        assert str(explain(accepted, "a")) == "“A” — stands: you accepted it"
    for rejected in (evaluate(map, reject=["a"]), rejecting.decided, *rejecting.found):
        assert str(explain(rejected, "a")) == "“A” — falls: you rejected it"


def test_where_neither_side_has_a_case_there_is_no_draw() -> None:
    map = a_map("claims: {a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [a]}}")
    assert evaluate(map).claims == {"a": C, "b": C}
    assert evaluate(map).draw_at("a") is None


def test_positions_in_strict_mode() -> None:
    map = a_map("claims: {a: A., b: {text: B., common_ground: true}}")
    assert positions(map, strict=True).decided.claims == {"a": Verdict.FALLS, "b": Verdict.STANDS}


def test_positions_are_bounded_and_say_so() -> None:
    pairs = "".join(
        f"a{n}: {{text: A., rebuttals: [b{n}]}}, b{n}: {{text: B., rebuttals: [a{n}]}}, "
        for n in range(14)
    )
    found = positions(a_map(f"claims: {{{pairs}}}"), limit=3)
    assert (len(found.found), found.number, found.is_cut, found.is_partial) == (
        3,
        1000,
        True,
        False,
    )


# --- cruxes and needs, by trying every set ---


def smallest(sets: Collection[frozenset[object]], most: int) -> set[frozenset[object]]:
    """Return the sets no proper part of which is among them."""
    return {each for each in sets if len(each) <= most and not any(other < each for other in sets)}


Thing = TypeVar("Thing")


def subsets(things: Collection[Thing], most: int) -> Iterator[frozenset[Thing]]:
    for size in range(1, most + 1):
        yield from map(frozenset, combinations(things, size))


@given(questions(most_claims=4, most_inferences=5), st.integers(1, 3))
def test_cruxes_are_the_smallest_sets_of_flips_that_change_the_verdict(
    question: Definition, size: int
) -> None:
    map = question.map
    claim = next(iter(map.claims))
    model = question.model()
    before = model["S", claim]
    free = [
        id
        for id in upstream_of(map, claim)
        if id in map.claims and id not in (claim, *question.accept, *question.reject)
    ]
    flips = []
    for id in free:
        stands = model["S", id] is S
        if not stands or (model["B", id] is not S and not is_norm(map, id)):
            flips.append(Flip(id, is_accepted=True, stood_already=stands))
        if model["S", id] is not F:
            flips.append(Flip(id, is_accepted=False, stood_already=stands))
    changing = set()
    for chosen in subsets(flips, size):
        accept = [flip.claim for flip in chosen if flip.is_accepted]
        reject = [flip.claim for flip in chosen if not flip.is_accepted]
        if len({*accept, *reject}) < len(chosen):
            continue
        changed = replace(
            question, accept=[*question.accept, *accept], reject=[*question.reject, *reject]
        )
        if changed.verdict(claim) is not before:
            changing.add(chosen)
    [search] = find_cruxes(
        map,
        [claim],
        size=size,
        supposed=question.supposed,
    )
    assert {frozenset(crux.flips) for crux in search.found} == smallest(changing, size)
    assert (search.claim, search.verdict, search.is_cut) == (claim, before, False)


@given(questions(most_claims=4, most_inferences=5), st.integers(1, 3))
def test_needs_are_the_smallest_sets_of_remedies_that_let_a_claim_stand(
    question: Definition, size: int
) -> None:
    map = question.map
    claim = next(iter(map.claims))
    model = question.model()
    search = find_needs(
        map,
        claim,
        size=size,
        supposed=question.supposed,
    )
    if model["S", claim] is S:
        assert search.found == []
        return
    upstream = upstream_of(map, claim)
    fixed = {*question.accept, *question.reject}
    answerable = [
        id
        for id in upstream
        if id in map.inferences
        and model["S", id] is not F
        and leads_to_an_objection(map, id, model)
    ]
    remedies = [answer(id, documented) for id in answerable for documented in (False, True)]
    for id in filter(map.claims.__contains__, upstream):
        stated = map.claims[id]
        has_ground = stated.common_ground or stated.evidence or is_norm(map, id)
        if id != claim and id not in fixed and not has_ground:
            remedies.append(show(id))
    enough: list[frozenset[Remedy]] = []
    for chosen in subsets(remedies, size):
        if len({remedy.id for remedy in chosen}) < len(chosen):
            continue
        if replace(question, map=with_remedies(map, chosen)).verdict(claim) is S:
            enough.append(chosen)
    needed = set()
    for need in enough:
        others = [other for other in enough if other != need]
        is_least = not any(is_part(other, need) for other in others)
        for other in others:
            if {each.id for each in other} == {each.id for each in need}:
                is_least = is_least and evidence_in(other) >= evidence_in(need)
        if is_least:
            needed.add(need)
    assert {frozenset(found) for found in search.found} == needed
    assert len(search.found) == len(needed)
    order = [(len(need), len(need) - answers_in(need), evidence_in(need)) for need in search.found]
    assert order == sorted(order)


def is_norm(map: ArgumentMap, claim: str) -> bool:
    """Return whether a claim is one that no document can prove."""
    uses = [inference for inference in map.inferences.values() if claim in inference.premises]
    is_warrant = bool(uses) and all(inference.warrant == claim for inference in uses)
    return map.claims[claim].type in ("value", "policy") or is_warrant


def leads_to_an_objection(map: ArgumentMap, id: str, model: Mapping[Atom, Verdict]) -> bool:
    """Return whether an inference is an objection, or a reason for one by what does not fall."""
    reached, pending = set(), [id]
    while pending:
        inference = map.inferences[pending.pop()]
        if inference.id in reached or model["S", inference.id] is F:
            continue
        reached.add(inference.id)
        if inference.kind is not Kind.SUPPORT:
            return True
        pending += [
            other.id for other in map.inferences.values() if inference.target in other.premises
        ]
    return False


def answer(id: str, has_evidence: bool = False) -> Remedy:
    return Remedy(id, is_answer=True, has_evidence=has_evidence)


def show(id: str) -> Remedy:
    return Remedy(id, is_answer=False, has_evidence=True)


def answers_in(need: Collection[Remedy]) -> int:
    return len([remedy for remedy in need if remedy.is_answer])


def evidence_in(need: Collection[Remedy]) -> int:
    return len([remedy for remedy in need if remedy.has_evidence])


def is_part(part: Collection[Remedy], need: Collection[Remedy]) -> bool:
    """Return whether a need holds all of another; an answer with evidence holds one without."""
    return all(
        remedy in need or (remedy.is_answer and remedy._replace(has_evidence=True) in need)
        for remedy in part
    )


def with_remedies(map: ArgumentMap, remedies: Collection[Remedy]) -> ArgumentMap:
    """Return a map in which answers are drawn, and claims have evidence."""
    claims = dict(map.claims)
    inferences = dict(map.inferences)
    evidence = (Citation("s"),)
    for number, (id, is_answer, has_evidence) in enumerate(remedies):
        if not is_answer:
            claims[id] = replace(claims[id], evidence=evidence)
            continue
        new = f"answer-{number}"
        claims[new] = Claim(new, "It is not so.", evidence=evidence if has_evidence else ())
        [undercutter] = _inferences(Kind.UNDERCUTTER, (new, id))
        inferences[undercutter.id] = undercutter
    return replace(map, claims=claims, inferences=inferences)


def test_a_crux_of_the_map_alone_is_marked() -> None:
    map = a_map("""
        claims:
          a: {text: A., main: true, premises: [b, {premises: [c], implicit: true}]}
          b: {text: B., rebuttals: [d]}
          c: C.
          d: {text: D., implicit: true}
        """)
    [search] = find_cruxes(map)
    assert [(flip.claim, flip.is_accepted, crux.is_implicit) for crux in search.found for flip in crux.flips] == [
        ("c", False, True),
    ]  # fmt: skip


def found_cruxes(map: ArgumentMap, **options: Any) -> list[str]:
    """Return the verdict of `a` and each of its cruxes: `+c` for a claim that is accepted, `-c` for one rejected."""
    size = options.pop("size", 1)
    [search] = find_cruxes(map, ["a"], size=size, supposed=group_of(Suppositions, options))
    lines = [str(search.verdict)]
    for crux in search.found:
        lines.append(
            " ".join(f"{'+' if flip.is_accepted else '-'}{flip.claim}" for flip in crux.flips)
        )
    return lines


def test_what_may_be_asked_about_cruxes() -> None:
    either = a_map(
        "claims: {a: {text: A., premises: [b, c]}, b: {text: B., implicit: true}, c: C.}"
    )
    assert found_cruxes(either) == ["stands"]
    assert found_cruxes(either, size=2) == ["stands", "-b -c"]
    assert found_cruxes(either, reject=["c"]) == ["stands", "-b"]
    assert found_cruxes(either, strict=True) == [
        "falls",
        "+c",
        "+b",
    ]  # what the map-maker added comes last
    both = a_map(
        "claims: {a: {text: A., premises: [[b, c]]}, b: {text: B., implicit: true}, c: C.}"
    )
    assert found_cruxes(both) == ["stands", "-c", "-b"]
    # Worlds are told apart by bits, eight to a byte: what turns the verdict comes ninth.
    reasons = [f"r{number}" for number in range(8)]
    eight = ", ".join(f"{reason}: {{text: R., common_ground: true}}" for reason in reasons)
    many = f"a: {{text: A., premises: [b]}}, {eight}, b: {{text: B., common_ground: true, premises: [{', '.join(reasons)}]}}"
    assert found_cruxes(a_map(f"claims: {{{many}}}")) == ["stands", "-b"]
    assert found_cruxes(both, strict=True) == ["falls"]
    assert found_cruxes(both, strict=True, size=2) == ["falls", "+b +c"]
    rebutted = a_map("claims: {a: {text: A., premises: [b]}, b: {text: B., rebuttals: [c]}, c: C.}")
    assert found_cruxes(rebutted) == ["falls", "+b", "-c"]
    assert found_cruxes(rebutted, accept=["b"]) == ["stands"]


def test_one_that_stands_unbacked_may_be_accepted_and_one_that_is_backed_may_not() -> None:
    map = a_map(
        "claims: {a: {text: A., common_ground: true, rebuttals: [b, c]}, b: B., c: {text: C., common_ground: true}}"
    )
    assert found_cruxes(map) == ["contested", "-c"]
    assert found_cruxes(map, reject=["c"]) == ["stands", "+b"]
    [search] = find_cruxes(map, ["a"], supposed=Suppositions(reject=("c",)))
    # It stands already: that it is accepted says that it is documented.
    assert search.found[0].flips == (Flip("b", is_accepted=True, stood_already=True),)
    open_map = a_map("""
        claims:
          a: {text: A., common_ground: true, rebuttals: [b]}
          b: {text: B., premises: [c, d]}
          c: {text: C., common_ground: true, rebuttals: [e]}
          d: D.
          e: {text: E., common_ground: true, rebuttals: [c]}
        """)
    assert found_cruxes(open_map) == ["contested", "-b", "-c"]


def test_searches_show_how_far_they_are() -> None:
    map = a_map("claims: {a: {text: A., rebuttals: [[b, c]]}, b: B., c: C.}")
    lines: list[tuple[int, int]] = []
    find_cruxes(map, ["a"], size=2, progress=lambda done, of: lines.append((done, of)))
    assert lines == [(5, 5), (5, 10)]
    lines.clear()
    find_needs(map, "a", size=2, progress=lambda done, of: lines.append((done, of)))
    assert lines == [(4, 4), (5, 10)]


def in_short(search: NeedSearch) -> tuple[Verdict, list[tuple[Remedy, ...]], int]:
    """Return what a search found that is not cut short: the verdict, the needs, and how many sets were tried."""
    assert not search.is_cut
    return search.verdict, search.found, search.tried


def test_what_may_be_asked_about_needs() -> None:
    map = a_map(
        "claims: {a: {text: A., rebuttals: [b, c]}, b: B., c: {text: C., common_ground: true}}"
    )
    answer_b = answer("b:rebuts:a")
    # Each can be answered in two ways, and b can be shown.
    documented_c = answer("c:rebuts:a", has_evidence=True)
    rejected, accepted, strict = (
        Suppositions(reject=("c",)),
        Suppositions(accept=("a",)),
        Suppositions(strict=True),
    )
    assert in_short(find_needs(map, "a")) == (F, [], 5)
    assert in_short(find_needs(map, "a", size=2)) == (F, [(answer_b, documented_c)], 13)
    assert in_short(find_needs(map, "a", supposed=rejected)) == (F, [(answer_b,)], 3)
    assert in_short(find_needs(map, "a", supposed=accepted)) == (S, [], 0)
    assert in_short(find_needs(map, "b", supposed=strict)) == (F, [], 0)
    linked = a_map("claims: {a: {text: A., premises: [[b, c]]}, b: B., c: C., d: D.}")
    assert in_short(find_needs(linked, "a")) == (S, [], 0)
    show_b, show_c = show("b"), show("c")
    assert find_needs(linked, "a", supposed=Suppositions(strict=True)).found == []
    assert find_needs(linked, "a", size=2, supposed=Suppositions(strict=True)).found == [
        (show_b, show_c)
    ]
    assert find_needs(linked, "a", supposed=Suppositions(strict=True, accept=("b",))).found == [
        (show_c,)
    ]


def test_no_document_is_asked_for_to_prove_a_norm() -> None:
    map = a_map("""
        sources: {s: {title: A study}}
        claims:
          a: {text: A., premises: [[b, v]], rebuttals: [c]}
          b: B.
          v: {text: V., type: value}
          c: {text: C., evidence: s}
        """)
    assert find_needs(map, "a", size=2).found == [
        (answer("c:rebuts:a", has_evidence=True),),
        (answer("c:rebuts:a"), show("b")),
    ]
    assert found_cruxes(map) == ["falls", "+b", "-c"]


def test_an_answer_needs_evidence_only_where_an_asserted_one_does_not_do() -> None:
    # A documented objection to a documented claim: a doubt makes an assertion of it, which is too
    # weak. One to a claim that is only asserted is still as strong as its reason.
    documented = a_map("""
        claims:
          a: {text: A., common_ground: true, rebuttals: [b]}
          b: {text: B., common_ground: true}
        """)
    assert find_needs(documented, "a").found == [(answer("b:rebuts:a"),)]
    asserted = a_map("""
        claims:
          a: {text: A., premises: [c], rebuttals: [b]}
          b: {text: B., common_ground: true}
          c: C.
        """)
    assert find_needs(asserted, "a").found == [(answer("b:rebuts:a", has_evidence=True),)]
    # In strict mode nothing that is only asserted stands, so no answer that is asserted helps.
    assert find_needs(documented, "a", supposed=Suppositions(strict=True)).found == [
        (answer("b:rebuts:a", has_evidence=True),)
    ]
    # Two documented objections: each that an asserted answer leaves would still draw.
    both = a_map("""
        claims:
          a: {text: A., premises: [c], rebuttals: [b, d]}
          b: {text: B., common_ground: true}
          c: C.
          d: {text: D., common_ground: true}
        """)
    assert find_needs(both, "a", size=2).found == [
        (answer("b:rebuts:a", has_evidence=True), answer("d:rebuts:a", has_evidence=True)),
    ]


def test_what_is_shown_is_no_longer_merely_asserted() -> None:
    map = a_map("""
        sources: {s: {title: A study}}
        claims:
          a: {text: A., premises: [d], rebuttals: [b]}
          b: {text: B., premises: [c], rebuttals: [e]}
          c: C.
          d: D.
          e: E.
        """)
    # Once e is documented, or somebody doubts that c shows it, b falls; to document c makes it
    # worse, and d makes a backed.
    assert find_needs(map, "a", size=2).found == [
        (answer("b:rebuts:a"),),
        (answer("c:supports:b"),),
        (show("d"),),
        (show("e"),),
    ]


def _inferences(kind: Kind, *pairs: tuple[str, str]) -> list[Inference]:
    inferences = Inferences()
    for premise, target in pairs:
        inferences.add(kind, [premise], target)
    return inferences.all
