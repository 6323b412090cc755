"""Verdicts, positions and cruxes against brute force from the definitions, and the textbook cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgmapError, ArgumentMap, Claim, Kind, Steps, Verdict, evaluate, load
from argmap.formats.frameworks import format_lp, framework
from argmap.verdicts.cruxes import cruxes
from argmap.verdicts.explain import explain, format_explanation
from argmap.verdicts.positions import positions, stands_in
from tests.case import Case, cases
from tests.conftest import ROOT, a_map
from tests.strategies import bare_maps

S, F, C = Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED


def follows(map: ArgumentMap, assumed_to_stand: Collection[str], *, strict: bool = False) -> frozenset[str]:
    """Return the least set of what stands, if attacks succeed just where `assumed_to_stand` says so."""
    stand: set[str] = set()

    def is_attacked(steps: Collection[object]) -> bool:
        return any(step.id in assumed_to_stand for step in steps)  # type: ignore[attr-defined]

    while True:
        before = len(stand)
        for step in map.inferences.values():
            if stand.issuperset(step.premises) and not is_attacked(map.undercutters(step.id)):
                stand.add(step.id)
        for claim in map.claims.values():
            supports = map.supports(claim.id)
            granted = claim.assumed or claim.evidence or (not supports and not strict)
            if (granted or any(step.id in stand for step in supports)) and not is_attacked(map.rebuttals(claim.id)):
                stand.add(claim.id)
        if len(stand) == before:
            return frozenset(stand)


def by_definition(map: ArgumentMap, *, strict: bool) -> dict[str, Verdict]:
    """Return the well-founded model as the alternating fixpoint (Van Gelder 1989)."""
    surely: frozenset[str] = frozenset()
    while True:
        possibly = follows(map, surely, strict=strict)
        again = follows(map, possibly, strict=strict)
        if again == surely:
            break
        surely = again
    return {id: S if id in surely else C if id in possibly else F for id in [*map.claims, *map.inferences]}


@given(bare_maps(), st.booleans())
def test_verdicts_are_the_well_founded_model(map: ArgumentMap, strict: bool) -> None:
    assert dict(evaluate(map, strict=strict)) == by_definition(map, strict=strict)


def stable_models(map: ArgumentMap) -> Iterator[frozenset[str]]:
    everything = [*map.claims, *map.inferences]
    for size in range(len(everything) + 1):
        for chosen in combinations(everything, size):
            if follows(map, chosen) == frozenset(chosen):
                yield frozenset(chosen)


@settings(max_examples=50)
@given(bare_maps(most_claims=4, most_steps=5))
def test_positions_are_the_stable_models(map: ArgumentMap) -> None:
    found = positions(map, limit=1000)
    expected = set(stable_models(map))
    made = {frozenset(id for id, verdict in position.items() if verdict is S) for position in found.found}
    if expected:
        assert (made, found.is_partial) == (expected, False)
        for claim in map.claims:
            many = sum(claim in model for model in expected)
            assert stands_in(map, claim) == ("all" if many == len(expected) else "some" if many else "none")
    else:
        assert found.is_partial
        assert all(C in position.values() for position in found.found)


def grounded(arguments: int, attacks: Collection[tuple[int, int]]) -> list[Verdict]:
    """Return the grounded labelling, by labelling until nothing changes (Modgil and Caminada 2009)."""
    attackers = [[first for first, second in attacks if second == place] for place in range(arguments)]
    labels: dict[int, Verdict] = {}
    while True:
        fresh = {place: S for place in range(arguments) if all(labels.get(other) is F for other in attackers[place])}
        fresh |= {place: F for place in range(arguments) if any(labels.get(other) is S for other in attackers[place])}
        if fresh.keys() <= labels.keys():
            return [labels.get(place, C) for place in range(arguments)]
        labels |= fresh


@given(bare_maps(most_claims=7, most_steps=12))
def test_with_attacks_alone_verdicts_are_the_grounded_labelling(map: ArgumentMap) -> None:
    attacks = Steps()
    for step in map.inferences.values():
        if step.kind is Kind.REBUTTAL:
            attacks.add(step.kind, step.premises, step.target)
    for step in list(attacks.all[:2]):
        attacks.add(Kind.UNDERCUTTER, step.premises[:1], step.id)
    map = replace(map, inferences={step.id: step for step in attacks.all})
    arguments, pairs = framework(map)
    assert list(evaluate(map).claims.values()) == grounded(len(arguments), pairs)[: len(map.claims)]


@given(bare_maps(), st.data())
def test_a_further_rebuttal_never_makes_its_target_stand(map: ArgumentMap, data: st.DataObject) -> None:
    target, premise = (data.draw(st.sampled_from(list(map.claims))) for _ in range(2))
    more = Steps()
    more.add(Kind.REBUTTAL, [premise], target)
    attack = replace(more.all[0], id="the-further-one")
    rebutted = replace(map, inferences={**map.inferences, attack.id: attack})
    assert evaluate(map)[target] is S or evaluate(rebutted)[target] is not S


@given(bare_maps())
def test_an_unconnected_claim_changes_nothing(map: ArgumentMap) -> None:
    more = replace(map, claims={**map.claims, "alone": Claim("alone", "Nobody cares.")})
    assert {**evaluate(map)} == {id: verdict for id, verdict in evaluate(more).items() if id != "alone"}


TEXTBOOK = {
    "reinstatement": ("a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c]}, c: C.", "a=stands b=falls c=stands"),
    "odd loop": (
        "a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c]}, c: {text: C., rebuttals: [a]}",
        "a=contested b=contested c=contested",
    ),
    "even loop": ("a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [a]}", "a=contested b=contested"),
    "self-defeat": ("a: {text: A., rebuttals: [a]}, b: {text: B., rebuttals: [a]}", "a=contested b=contested"),
    "support loop": ("a: {text: A., premises: [b]}, b: {text: B., premises: [a]}", "a=falls b=falls"),
    "Pollock's red light": (
        "red: {text: It is red., premises: [{premises: [looks], undercutters: [light]}]}, "
        "looks: {text: It looks red., assumed: true}, light: {text: The light is red., assumed: true}",
        "red=falls looks=stands light=stands",
    ),
    "Toulmin's Harry": (
        "british: {text: Harry is British., premises: [{premises: [bermuda], warrant: law, undercutters: [alien]}]}, "
        "bermuda: Harry was born in Bermuda., law: Who is born in Bermuda is British., "
        "alien: {text: Both his parents were aliens., rebuttals: [papers]}, papers: Their papers show otherwise.",
        "british=stands bermuda=stands law=stands alien=falls papers=stands",
    ),
    "linked premises": (
        "a: {text: A., premises: [[b, c]]}, b: B., c: {text: C., rebuttals: [d]}, d: D.",
        "a=falls b=stands c=falls d=stands",
    ),
    "convergent premises": (
        "a: {text: A., premises: [b, c]}, b: B., c: {text: C., rebuttals: [d]}, d: D.",
        "a=stands b=stands c=falls d=stands",
    ),
    "floating reinstatement": (
        "a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c, d]}, "
        "c: {text: C., rebuttals: [d]}, d: {text: D., rebuttals: [c]}",
        "a=contested b=contested c=contested d=contested",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "expected"), TEXTBOOK.values(), ids=TEXTBOOK)
def test_textbook(claims: str, expected: str) -> None:
    verdicts = evaluate(a_map(f"claims: {{{claims}}}")).claims
    assert " ".join(f"{claim}={verdict}" for claim, verdict in verdicts.items()) == expected


def test_floating_reinstatement_holds_in_all_positions() -> None:
    map = a_map(f"claims: {{{TEXTBOOK['floating reinstatement'][0]}}}")
    assert [stands_in(map, claim) for claim in "abcd"] == ["all", "none", "some", "some"]


def test_strict_mode_grants_nothing_that_is_merely_asserted() -> None:
    map = a_map("claims: {a: {text: A., premises: [b]}, b: B., c: {text: C., assumed: true}}")
    assert list(evaluate(map, strict=True).claims.values()) == [F, F, S]


def test_accepting_and_rejecting() -> None:
    map = a_map("claims: {a: {text: A., premises: [b], rebuttals: [c]}, b: B., c: C.}")
    assert list(evaluate(map).claims.values()) == [F, S, S]
    assert list(evaluate(map, reject=["c"]).claims.values()) == [S, S, F]
    assert list(evaluate(map, accept=["a"], reject=["b"]).claims.values()) == [S, F, S]
    with pytest.raises(ArgmapError, match="`a` cannot be both accepted and rejected"):
        evaluate(map, accept=["a"], reject=["a"])
    with pytest.raises(ArgmapError, match="there is no claim `leverge`: did you mean `leverage`"):
        evaluate(load(ROOT / "arguments.yaml"), accept=["leverge"])


def test_a_chain_of_100_000() -> None:
    steps = Steps()
    for number in range(1, 100_000):
        steps.add(Kind.REBUTTAL, [f"c{number}"], f"c{number - 1}")
    claims = [Claim(f"c{number}", "So it is.") for number in range(100_000)]
    verdicts = evaluate(ArgumentMap.build(claims=claims, inferences=steps.all))
    assert [verdicts[id] for id in ("c99999", "c99998", "c1", "c0")] == [S, F, S, F]


@given(bare_maps())
def test_every_explanation_ends_and_begins_with_the_verdict(map: ArgumentMap) -> None:
    verdicts = evaluate(map)
    for claim in map.claims:
        reasons = explain(verdicts, claim)
        said = {S: "stands", F: "falls", C: "is contested"}[verdicts[claim]]
        assert reasons[0].text.startswith(f"Claim {claim} holds — {said}")
        assert len(reasons) < 200


@pytest.mark.parametrize("case", cases("why.txt"))
def test_why(case: Case, settle: object) -> None:
    claim = case.title.split(":")[0]
    settle(case, format_explanation(explain(evaluate(a_map(case.text)), claim)).rstrip("\n"))  # type: ignore[operator]


def test_positions_are_bounded_and_say_so() -> None:
    pairs = "".join(
        f"a{n}: {{text: A., rebuttals: [b{n}]}}, b{n}: {{text: B., rebuttals: [a{n}]}}, " for n in range(14)
    )
    found = positions(a_map(f"claims: {{{pairs}}}"), limit=3)
    assert (len(found.found), found.number, found.is_cut, found.is_partial) == (3, 1000, True, False)


@given(bare_maps())
def test_cruxes_change_what_they_say(map: ArgumentMap) -> None:
    before = evaluate(map)
    for crux in cruxes(map).found:
        accept = [claim for claim, accepted in crux.change.items() if accepted]
        after = evaluate(map, accept=accept, reject=set(crux.change) - set(accept))
        assert crux.moves.items() <= after.items()
        assert all(before[claim] is not verdict for claim, verdict in crux.moves.items())
        assert crux.moved == sum(after[claim] is not before[claim] for claim in map.claims)


def test_a_pair_counts_where_neither_does_it_alone() -> None:
    map = a_map("claims: {a: {text: A., premises: [b, c], main: true}, b: B., c: C.}")
    found = cruxes(map, pairs=True)
    assert [(crux.change, crux.moves) for crux in found.found] == [({"b": False, "c": False}, {"a": F})]


def test_the_logic_program_gives_the_same_positions() -> None:
    import clingo

    map = load(ROOT / "arguments.yaml")
    control = clingo.Control(["--models=0"])
    control.add("base", [], format_lp(map).text)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        assert sum(1 for _ in models) == positions(map).number
