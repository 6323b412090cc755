"""Frameworks and programs for solvers: what they say is what argmap says, or they are refused with the reason.

Frameworks are read, too: as claims that are called what the arguments are called, and objections.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap import (
    ArgmapError,
    ArgumentMap,
    Claim,
    Inferences,
    Kind,
    Verdict,
    dumps,
    evaluate,
    loads,
    read,
)
from argmap.api import WritableTextFormat
from argmap.formats import framework
from tests.conftest import ROOT, a_map
from tests.run import argmap
from tests.strategies import bare_maps

FORMATS_OF_FRAMEWORKS: tuple[Literal["apx", "af", "tgf"], ...] = ("apx", "af", "tgf")
STANDS, FALLS, CONTESTED = Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED


def grounded_labeling(arguments: int, attacks: Collection[tuple[int, int]]) -> list[Verdict]:
    """Return the grounded labeling, by labelling until nothing changes (Modgil and Caminada 2009)."""
    attackers = [
        [first for first, second in attacks if second == place] for place in range(arguments)
    ]
    labels: dict[int, Verdict] = {}
    while True:
        before = len(labels)
        for place in range(arguments):
            labels_of_attackers = [labels.get(attacker) for attacker in attackers[place]]
            if STANDS in labels_of_attackers:
                labels[place] = FALLS
            elif all(label is FALLS for label in labels_of_attackers):
                labels[place] = STANDS
        if len(labels) == before:
            return [labels.get(place, CONTESTED) for place in range(arguments)]


@st.composite
def attack_maps(draw: st.DrawFn) -> ArgumentMap:
    """A map of rebuttals and undercutters alone, in which a few claims may have ground of their own."""
    ids = [f"c{number}" for number in range(draw(st.integers(1, 7)))]
    inferences = Inferences()
    coin = st.booleans()
    for _ in range(draw(st.integers(0, 12))):
        premises: list[str] = draw(
            st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
        )
        warrants = ["", premises[-1]] if len(premises) > 1 else [""]
        warrant: str = draw(st.sampled_from(warrants))
        earlier = [inference.id for inference in inferences.all]
        is_implicit: bool = draw(coin)
        is_undercutter: bool = draw(coin)
        if earlier and is_undercutter:
            inferences.add(
                Kind.UNDERCUTTER,
                premises,
                draw(st.sampled_from(earlier)),
                warrant=warrant,
                implicit=is_implicit,
            )
        else:
            inferences.add(
                Kind.REBUTTAL,
                premises,
                draw(st.sampled_from(ids)),
                warrant=warrant,
                implicit=is_implicit,
            )
    grounded = draw(st.lists(st.sampled_from(ids), max_size=2))
    claims = [Claim(id, f"Claim {id} holds.", common_ground=id in grounded) for id in ids]
    return ArgumentMap.build(claims=claims, inferences=inferences.all)


@given(st.one_of(attack_maps(), bare_maps()))
def test_a_framework_is_written_only_where_its_grounded_labeling_is_the_verdicts(
    map: ArgumentMap,
) -> None:
    try:
        arguments, attacks = framework(map)
    except ArgmapError:
        return  # refused: nothing is written that could be wrong
    labels = grounded_labeling(len(arguments), attacks)
    assert list(evaluate(map).claims.values()) == labels[: len(map.claims)]


@given(attack_maps())
def test_attacks_on_bare_claims_are_never_refused(map: ArgumentMap) -> None:
    has_ground = {claim.id: claim.common_ground for claim in map.claims.values()}
    for inference in map.inferences.values():
        assume(inference.kind is Kind.UNDERCUTTER or not has_ground[inference.target])
        may_be_doubted = inference.warrant or map.undercutters(inference.id)
        assume(not may_be_doubted or not any(has_ground[premise] for premise in inference.premises))
    assert framework(map).arguments[: len(map.claims)] == list(map.claims)


def test_a_whole_framework() -> None:
    attacks = a_map(
        "claims: {a: {text: A., rebuttals: [b, [c, d]]}, b: {text: B., rebuttals: [a]}, c: C., d: D.}"
    )
    assert dumps(attacks, "af") == (
        "p af 7\n# 1 a\n# 2 b\n# 3 c\n# 4 d\n# 5 c+d:rebuts:a\n# 6 not c\n# 7 not d\n2 1\n5 1\n6 5\n3 6\n7 5\n4 7\n1 2\n"
    )


def test_a_whole_framework_for_solvers_that_know_no_comments() -> None:
    attacks = a_map("claims: {a: {text: A., rebuttals: [b-1, [ü, d]]}, b-1: B., ü: C., d: D.}")
    assert dumps(attacks, "apx").splitlines() == [
        "arg(a1_a).", "arg(a2_b_1).", "arg(a3).", "arg(a4_d).", "arg(a5_d_rebuts_a).", "arg(a6_not).", "arg(a7_not_d).",
        "att(a2_b_1,a1_a).", "att(a5_d_rebuts_a,a1_a).",
        "att(a6_not,a5_d_rebuts_a).", "att(a3,a6_not).", "att(a7_not_d,a5_d_rebuts_a).", "att(a4_d,a7_not_d).",
    ]  # fmt: skip


@given(attack_maps())
def test_each_line_for_a_solver_is_one_fact_with_names_of_its_own(map: ArgumentMap) -> None:
    try:
        lines = dumps(map, "apx").splitlines()
    except ArgmapError:
        return
    for line in lines:
        assert re.fullmatch(r"arg\(a\w+\)\.|att\(a\w+,a\w+\)\.", line, re.ASCII)
    arguments = [line for line in lines if line.startswith("arg")]
    assert len(set(arguments)) == len(arguments) == len(framework(map).arguments)


@pytest.mark.parametrize("format", FORMATS_OF_FRAMEWORKS)
@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        (
            "{a: {text: A., premises: [b]}, b: B.}",
            "<text>:1:35: an argumentation framework contains only attacks, but b supports a; write the logic program (.lp) instead",
        ),
        (
            "{a: {text: A., common_ground: true, rebuttals: [b]}, b: B.}",
            "<text>:1:57: an argumentation framework cannot weigh an objection to a against its evidence or common"
            " ground; write the logic program (.lp) instead",
        ),
        (
            "{a: {text: A., rebuttals: [{premises: [b], outweighed_by: [c]}]}, b: {text: B., common_ground: true}, c: C.}",
            "<text>:1:37: an argumentation framework cannot weigh a doubt about an inference from b against the evidence"
            " or common ground of its premises; write the logic program (.lp) instead",
        ),
        (
            "{a: {text: A., rebuttals: [b]}, b: {text: B., standard: shown}}",
            "<text>:1:65: an argumentation framework cannot represent the proof standard of b; write the logic program"
            " (.lp) instead",
        ),
    ],
)
def test_what_a_framework_cannot_say_is_refused_with_the_reason(
    format: WritableTextFormat, claims: str, reason: str
) -> None:
    with pytest.raises(ArgmapError) as refusal:
        dumps(a_map(f"claims: {claims}"), format)
    assert str(refusal.value) == reason


@pytest.mark.parametrize("format", FORMATS_OF_FRAMEWORKS)
@given(map=attack_maps())
def test_a_framework_that_is_read_is_the_framework_that_was_written(
    format: Literal["apx", "af", "tgf"], map: ArgumentMap
) -> None:
    try:
        arguments, attacks = framework(map)
    except ArgmapError:
        return
    again = framework(loads(dumps(map, format), format))
    # The order of facts says nothing, nor does one that is there twice.
    assert sorted(again.attacks) == sorted(set(attacks))
    assert len(again.arguments) == len(arguments)
    if format == "af":
        claims = list(map.claims)
        assert again.arguments[: len(claims)] == claims


def test_texts_come_back_from_a_graph_with_labels() -> None:
    attacks = a_map("claims: {a: {text: It is late., rebuttals: [b]}, b: Nobody has left.}")
    graph = dumps(attacks, "tgf")
    assert graph == "1 It is late.\n2 Nobody has left.\n#\n2 1\n"
    assert [claim.text for claim in loads(graph, "tgf").claims.values()] == [
        "It is late.",
        "Nobody has left.",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.apx", "% hours\n\narg(nine) . arg( sleep ).arg(\"Teens, 13+\").\natt(sleep,nine). % why\natt(sleep,nine).att(\"Teens, 13+\",sleep)."),
        ("map.apx", "att(sleep,nine).\natt(c,sleep).\narg(nine).\narg(sleep).\narg(c)."),
        ("map.txt", "arg(nine).\narg(sleep).\narg(c).\natt(sleep,nine).\natt(c,sleep).\n"),
        ("map.af", "# hours\np af 3\n# 1 nine\n# 2 sleep\n# 3 Teens, 13+\n2 1\n\n3 2\n2 1\n"),
        ("map.af", "p af 3\r\n# an attack\r\n2 1\r\n3 2\r\n"),
        ("map.af", "p af 003\n# 2 of them\n2 1\n3 2"),
        ("map.tgf", "nine\nsleep Sleep helps.\n\nc\n#\nsleep nine\nc sleep attacks\n"),
        ("map.txt", "1 nine\n2 sleep\n3 c\n#\n2 1\n3 2\n"),
        ("map.txt", "1\r\n2\r\n3\r\n#\r\n2 1\r\n3 2\r\n"),
    ],
)  # fmt: skip
def test_frameworks_as_others_write_them(name: str, text: str) -> None:
    reading = read(text, name)
    message = f"reading {name} as an argumentation framework: 3 arguments, 2 attacks; argmap uses the names as texts, and the file contains only attacks"
    assert message in [found.message for found in reading.diagnostics]
    first, second, third = reading.unwrap().claims
    assert sorted((each.premises, each.target) for each in reading.unwrap().inferences.values()) == sorted([((second,), first), ((third,), second)])  # fmt: skip


def test_names_stand_in_for_texts_and_ids() -> None:
    reading = read(
        'arg(nine).\narg("Teens sleep").\narg(-1).\natt(-1,nine).\npref(nine,-1).\n', "map.apx"
    )
    claims = reading.unwrap().claims.values()
    assert [(claim.id, claim.text) for claim in claims] == [
        ("nine", "nine"),
        ("teens-sleep", "Teens sleep"),
        ("1", "-1"),
    ]
    assert "argmap ignores 1 other fact (line 5)" in [
        found.message for found in reading.diagnostics
    ]
    mention = reading.unwrap().at(4, 5)
    assert mention is not None
    assert mention.refers_to == ("claim", "1")


@pytest.mark.parametrize(
    ("name", "text", "place", "message"),
    [
        ("map.apx", "arg(a).\natt(a,b).\n", (2, 7), "unknown argument `b`"),
        ("map.apx", "arg(a).\n arg(b)\n", (2, 2), "this is not a fact about arguments or attacks"),
        ("map.apx", "arg(a).arg(a,b).\n", (1, 8), "this is not a fact about arguments or attacks"),
        ("map.apx", "arg(a). att(a).\n", (1, 9), "this is not a fact about arguments or attacks"),
        ("map.apx", "% nothing\n", (1, 1), "this framework has no arguments"),
        ("map.af", "p af 2\n1 3\n", (2, 3), "unknown argument `3`"),
        ("map.af", "p af 2\n1 2 1\n", (2, 1), "this is not an attack: two numbers of arguments"),
        ("map.af", "p af 2\np af 2\n", (2, 1), "this is not an attack: two numbers of arguments"),
        ("map.af", "1 2\n", (1, 1), "a framework in this format starts with `p af N`"),
        ("map.af", "p af 0\n", (1, 1), "this framework has no arguments"),
        ("map.af", "p af 999999999\n1 2\n", (1, 1), "argmap reads at most 100,000 arguments and 1,000,000 attacks"),
        ("map.af", f"p af {'9' * 5000}\n1 2\n", (1, 1), "argmap reads at most 100,000 arguments and 1,000,000 attacks"),
        ("map.tgf", "1 a\n2 b\n#\n1\n", (4, 1), "this is not an edge: two nodes"),
        ("map.tgf", "1 a\n2 b\n#\n1 c\n", (4, 3), "unknown argument `c`"),
        ("map.tgf", "1 a\n2 b\n", (1, 1), "a graph in this format has a line `#` between its nodes and its edges"),
        ("map.tgf", "#\n", (1, 1), "this framework has no arguments"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_framework_is_reported_with_its_place(
    name: str, text: str, place: tuple[int, int], message: str
) -> None:
    reading = read(text, name)
    (found,) = [each for each in reading.diagnostics if each.severity == "error"]
    assert found.span is not None
    assert (found.span.line, found.span.column, found.message) == (*place, message)


def test_a_file_that_is_mostly_wrong_is_not_read_to_its_end() -> None:
    reading = read("arg(a).\n" + "att a b\n" * 1000, "map.apx")
    assert len([each for each in reading.diagnostics if each.severity == "error"]) == 20


def test_a_strict_map_is_no_framework() -> None:
    with pytest.raises(ArgmapError) as refusal:
        dumps(a_map("strict: true\nclaims: {a: {text: A., rebuttals: [b]}, b: B.}"), "apx")
    assert str(refusal.value) == (
        "this map is `strict`, which an argumentation framework cannot represent; write the logic program (.lp) instead"
    )


def test_the_program_says_what_each_atom_means() -> None:
    backed = a_map("claims: {a: {text: A., common_ground: true, rebuttals: [b]}, b: B.}")
    assert dumps(backed, "lp") == (
        "% 0 stands: a\n% 1 stands: b\n% 2 stands: b:rebuts:a\n% 3 is backed: a\n"
        "holds(0) :- holds(3).\nholds(3).\nholds(1).\nholds(2) :- holds(1).\n#defined holds/1.\n"
    )
    shown = "claims: {a: {text: A., premises: [b], rebuttals: [c]}, b: {text: B., common_ground: true}, c: {text: C., premises: [b]}}"
    assert "is not backed: a\n" in dumps(a_map(shown), "lp")
    assert argmap("convert", "-f", "lp", cwd=ROOT).out.startswith("% 0 stands: end-treaty\n")
