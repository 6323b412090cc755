"""Sides, main claims, circles, parts, and the networkx graph."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Expectation, part
from argmap.model import (
    find_connected,
    homes_of,
    main_claims,
    side_of,
    support_circles,
)
from tests.conftest import a_map
from tests.shapes import circle
from tests.strategies import maps

TWO_SIDES = "sides: {pro: For, con: Against}\n"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ("{m: {text: M., side: pro, premises: [a]}, a: A.}", "m=pro a=pro"),
        ("{m: {text: M., side: pro, premises: [a]}, a: {text: A., premises: [b]}, b: B.}", "m=pro a=pro b=pro"),
        ("{m: {text: M., side: pro, rebuttals: [a]}, a: A.}", "m=pro a=con"),
        ("{m: {text: M., side: pro, rebuttals: [a]}, a: {text: A., rebuttals: [b]}, b: B.}", "m=pro a=con b=pro"),
        ("{m: {text: M., side: pro, premises: [{premises: [a], undercutters: [b]}]}, a: A., b: B.}", "m=pro a=pro b=con"),
        ("{m: {text: M., side: pro, rebuttals: [{premises: [a], undercutters: [b]}]}, a: A., b: B.}", "m=pro a=con b=pro"),
        ("{m: {text: M., side: pro, premises: [a]}, n: {text: N., side: con, premises: [a]}, a: A.}", "m=pro n=con a="),
        ("{m: {text: M., side: pro, premises: [a], rebuttals: [a]}, a: A.}", "m=pro a=pro"),
        ("{m: {text: M., premises: [a]}, a: A.}", "m= a="),
        ("{m: {text: M., side: pro, premises: [a]}, a: {text: A., premises: [b]}, b: {text: B., premises: [a]}}", "m=pro a=pro b=pro"),
    ],
)  # fmt: skip
def test_a_claim_without_a_side_takes_it_from_what_it_bears_on(claims: str, expected: str) -> None:
    sides = side_of(a_map(f"{TWO_SIDES}claims: {claims}"))
    assert " ".join(f"{claim}={side}" for claim, side in sides.items()) == expected


def test_attacks_that_run_in_an_odd_circle_settle() -> None:
    circle = "{m: {text: M., side: pro, rebuttals: [a]}, a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [c]}, c: {text: C., rebuttals: [a, b]}}"
    assert side_of(a_map(f"{TWO_SIDES}claims: {circle}")) == {"m": "pro", "a": "", "b": "", "c": ""}


def test_with_three_sides_an_attacker_has_none() -> None:
    three = "sides: {x: X, y: Y, z: Z}\nclaims: {m: {text: M., side: x, rebuttals: [a]}, a: A.}"
    assert side_of(a_map(three)) == {"m": "x", "a": ""}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ("{a: {text: A., premises: [b]}, b: B.}", ["a"]),
        ("{a: {text: A., rebuttals: [b]}, b: B.}", ["a"]),
        ("{a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [a]}}", ["a", "b"]),
        ("{a: {text: A., premises: [b]}, b: {text: B., premises: [a]}}", []),
        ("{a: {text: A., premises: [b]}, b: {text: B., main: true}}", ["b"]),
        ("{a: {text: A., premises: [b]}, b: B., alone: Nobody cares.}", ["a"]),
        ("{alone: Only this.}", []),
    ],
)
def test_main_claims_are_those_marked_or_else_the_roots(claims: str, expected: list[str]) -> None:
    assert [claim.id for claim in main_claims(a_map(f"claims: {claims}"))] == expected


def test_a_side_with_a_mark_has_no_other_main_claim_and_one_without_has_its_roots() -> None:
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          m: {text: M., side: pro, main: true}
          x: {text: X., side: pro, premises: [z]}
          n: {text: N., side: con, premises: [y]}
          unplaced: {text: U., premises: [z, y]}
          o: {text: O., side: con, premises: [y]}
          y: Y.
          z: Z.
        """)
    assert [claim.id for claim in main_claims(map)] == ["m", "n", "o"]


def test_one_circle_for_each_group() -> None:
    circles = a_map("""
        claims:
          a: {text: A., premises: [b, c]}
          b: {text: B., premises: [a]}
          c: {text: C., premises: [a]}
          d: {text: D., premises: [[d, e], a]}
          e: It is in no circle.
          f: {text: F., premises: [[g, e]]}
          g: {text: G., premises: [f]}
        """)
    assert support_circles(circles) == [["a", "b"], ["d"], ["f", "g"]]


def test_a_circle_is_the_shortest_through_its_first_claim() -> None:
    circles = a_map("""
        claims:
          a: {text: A., premises: [c, b]}
          b: {text: B., premises: [a]}
          c: {text: C., premises: [b, d]}
          d: {text: D., premises: [e]}
          e: {text: E., premises: [a]}
          above: {text: It rests on a circle., premises: [a]}
    """)
    assert support_circles(circles) == [["a", "b"]]


def test_a_circle_of_many_claims_takes_memory_as_it_is_long() -> None:
    support_circles(circle(2))  # what is imported for it is not counted
    peaks: list[int] = []
    for size in (500, 2_000):
        map = circle(size)
        tracemalloc.start()
        (found,) = support_circles(map)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(found) == size
    assert peaks[1] < 6 * peaks[0]


def test_what_bears_on_a_claim_by_any_path() -> None:
    map = a_map("""
        claims:
          a: {text: A., premises: [{premises: [b], undercutters: [u]}], rebuttals: [r]}
          b: B.
          u: {text: U., premises: [v]}
          v: V.
          r: R.
          alone: {text: Alone., premises: [b]}
        """)
    assert find_connected(map, ["a"]) == {"a", "b", "u", "v", "r"}


STAY_OR_LEAVE = """
    sides: {stay: Stay, leave: Leave}
    claims:
      leave: {text: We should leave., side: leave, premises: [tired], rebuttals: [stay]}
      tired: {text: We are tired., premises: [late]}
      stay: {text: We should stay., side: stay, premises: [dinner], rebuttals: [leave]}
      dinner: {text: Dinner is soon., premises: [late], rebuttals: [kitchen, cook]}
      late: It is late.
      kitchen: The kitchen is cold.
      cook: The cook is away.
    """


def test_parts() -> None:
    whole = a_map(STAY_OR_LEAVE)
    side = part(whole, side="stay")
    assert list(side.claims) == ["leave", "stay", "dinner", "late", "kitchen", "cook"]
    assert set(side.inferences) < set(whole.inferences)
    near = part(whole, focus="dinner", depth=1)
    assert list(near.claims) == ["dinner", "late", "kitchen", "cook"]
    assert part(whole, focus="dinner", depth=0).inferences == {}


def test_a_side_is_its_case_with_the_objections_and_the_answers() -> None:
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          yes:
            text: Yes.
            side: pro
            main: true
            premises: [{premises: [reason], undercutters: [doubt]}]
            rebuttals: [no, objection]
          no: {text: No., side: con, main: true, premises: [other], rebuttals: [yes]}
          reason: Reason.
          doubt: {text: Doubt., premises: [source], rebuttals: [calm]}
          source: {text: Source., rebuttals: [old]}
          old: Old.
          calm: Calm.
          objection: {text: Objection., rebuttals: [answer]}
          answer: {text: Answer., premises: [fact], rebuttals: [reply]}
          fact: Fact.
          reply: Reply.
          other: {text: Other., rebuttals: [attack]}
          attack: Attack.
        """)
    assert list(part(map, side="pro").claims) == [
        "yes", "no", "reason", "doubt", "calm", "objection", "answer", "fact", "reply",
    ]  # fmt: skip
    assert list(part(map, side="con").claims) == [
        "yes",
        "no",
        "objection",
        "answer",
        "reply",
        "other",
        "attack",
    ]


def test_a_side_without_a_main_claim_is_what_it_says_of_anything() -> None:
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          m: {text: M., premises: [a]}
          a: {text: A., side: pro, premises: [b]}
          b: B.
          alone: {text: Alone., side: pro}
          apart: {text: Apart., side: con}
        """)
    assert list(part(map, side="pro").claims) == ["a", "b"]
    assert list(part(map, side="con").claims) == ["apart"]


def test_of_a_side_without_a_main_claim_what_bears_on_nothing_is_left_out() -> None:
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          m: {text: M., premises: [a]}
          a: {text: A., side: pro}
          alone: {text: Alone., side: pro}
        """)
    assert list(part(map, side="pro").claims) == ["a"]


def test_each_of_several_undercutters_is_reported_and_an_objection_that_comes_back_is_reported_once() -> (
    None
):
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          yes:
            text: Yes.
            side: pro
            main: true
            premises: [{premises: [reason], undercutters: [doubt, {premises: [scruple], undercutters: [calm]}]}]
            rebuttals: [no]
          reason: Reason.
          doubt: Doubt.
          scruple: Scruple.
          calm: Calm.
          no: {text: No., rebuttals: [{premises: [answer], undercutters: [no]}]}
          answer: Answer.
          apart: {text: Apart., side: con, main: true}
        """)
    assert list(part(map, side="pro").claims) == [
        "yes",
        "reason",
        "doubt",
        "scruple",
        "calm",
        "no",
        "answer",
    ]


@given(maps(), st.data())
def test_nothing_floats_in_the_picture_of_a_side(map: ArgumentMap, data: st.DataObject) -> None:
    side = data.draw(st.sampled_from(list(map.sides)))
    case = part(map, side=side)
    mains = [claim.id for claim in main_claims(map) if map.sides_of_claims[claim.id] == side]
    if mains:
        assert find_connected(case, mains) == set(case.claims)
        assert not homes_of(case).loose


@given(maps(), st.data())
def test_nothing_floats_in_the_picture_of_a_claim(map: ArgumentMap, data: st.DataObject) -> None:
    focus = data.draw(st.sampled_from(list(map.claims)))
    around = part(map, focus=focus, depth=data.draw(st.sampled_from([None, 0, 1, 2])))
    assert find_connected(around, [focus]) == set(around.claims)
    # Beside it stands at most what it rebuts and is rebutted by.
    assert focus in homes_of(around).mains_in_order
    assert not homes_of(around).loose


def test_a_part_is_judged_by_the_whole() -> None:
    whole = a_map(STAY_OR_LEAVE)
    assert side_of(part(whole, side="leave"))["late"] == ""
    near = part(whole, focus="leave", depth=1)
    assert near.supports("tired") == []
    assert not near.is_unsupported("tired")


CHAIN = """
    claims:
      a: {text: A., main: true, premises: [b]}
      b: {text: B., premises: [c], rebuttals: [d]}
      c: {text: C., main: true, premises: [e]}
      d: D.
      e: {text: E., premises: [f]}
      f: F.
    expect: {a: stands, b: stands, f: stands}
    """


def test_a_part_is_as_deep_as_is_asked_for_led_by_its_claim_with_what_is_expected_there() -> None:
    around = part(a_map(CHAIN), focus="b", depth=2)
    assert list(around.claims) == ["b", "c", "d", "e"]
    assert [claim.id for claim in around.claims.values() if claim.main] == ["b"]
    assert around.expect == {"b": Expectation.STANDS}


def test_the_claim_in_focus_leads_its_part_though_nothing_bears_on_it() -> None:
    whole = a_map("claims: {a: {text: A., premises: [b]}, b: B.}")
    assert [claim.id for claim in main_claims(part(whole, focus="b"))] == ["b"]


def test_the_networkx_graph() -> None:
    map = a_map(
        "claims: {a: {text: A b., premises: [{premises: [c], warrant: w, undercutters: [u]}]}, c: C., w: W., u: U.}"
    )
    inference, undercutter = "c+w:supports:a", "u:undercuts:c+w:supports:a"
    types = {node: data["type"] for node, data in map.graph.nodes(data=True)}
    assert types == {
        "a": "claim", "c": "claim", "w": "claim", "u": "claim", inference: "inference", undercutter: "inference",
    }  # fmt: skip
    assert sorted(map.graph.edges(data="role")) == [
        ("c", inference, "premise"),
        (inference, "a", "support"),
        ("u", undercutter, "premise"),
        (undercutter, inference, "undercutter"),
        ("w", inference, "warrant"),
    ]
