"""Marks: what three criteria make of a map, whatever its mistakes, its order, its ids and its files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from csv import DictReader
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, Claim, Inference, Inferences, Kind, Side
from argmap.classroom import (
    Criterion,
    Grader,
    Submission,
    corrections_of,
    feedback_on,
    format_decisions,
    mark_of,
)
from argmap.comparison import Decision, DecisionKind, compare_maps, decision_for
from argmap.model import Correction
from tests.run import argmap as run
from tests.strategies import WORDS, maps

_TURNED = {Kind.SUPPORT: Kind.REBUTTAL, Kind.REBUTTAL: Kind.SUPPORT}


def _mark(
    map: ArgumentMap, key: ArgumentMap, decisions: dict[str, Decision] | None = None
) -> Decimal:
    """Return the share of the points that a map has, as `argmap grade` counts them."""
    result = Grader({"key": key}, decisions or {}).result_of(Submission("map", map))
    assert result.mark is not None
    return result.mark.mark / result.mark.most


@st.composite
def keys(draw: st.DrawFn) -> ArgumentMap:
    """Draw a key of reasons, objections, linked premises and undercutters, to any depth.

    What is used twice bears on two claims that come before it.
    """
    words = draw(st.permutations(WORDS))
    claims = [Claim("c0", text=f"The {words[0]} is good.")]
    inferences = Inferences()
    onto_claims: list[str] = []
    if draw(st.booleans()):
        claims[0] = replace(claims[0], main=True)
    for _ in range(draw(st.integers(1, 6))):
        target = draw(st.sampled_from([claim.id for claim in claims]))
        premises = []
        for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
            number = len(claims)
            claims.append(Claim(f"c{number}", text=f"The {words[number]} is good."))
            premises.append(f"c{number}")
        kind = draw(st.sampled_from([Kind.SUPPORT, Kind.SUPPORT, Kind.REBUTTAL]))
        end = target
        if onto_claims and draw(st.integers(0, 4)) == 0:
            kind, end = Kind.UNDERCUTTER, draw(st.sampled_from(onto_claims))
        is_again = draw(st.integers(0, 3)) == 0
        again = draw(st.sampled_from([claim.id for claim in claims[: -len(premises)]]))
        ends = {(each.premises, each.target) for each in inferences.all}
        if is_again and int(again[1:]) > int(target[1:]) and ((again,), end) not in ends:
            claims, premises = claims[: -len(premises)], [again]
        made = inferences.add(kind, premises, end)
        if kind is not Kind.UNDERCUTTER:
            onto_claims.append(made)
    return ArgumentMap.build(title="Key", claims=claims, inferences=inferences.all)


def with_inferences(map: ArgumentMap, inferences: Iterable[Inference]) -> ArgumentMap:
    """Return a map with other inferences; an undercutter of one that is not there goes."""
    kept: dict[str, Inference] = {}
    pending = list(inferences)
    while pending:
        left = []
        for each in pending:
            if each.target in map.claims or each.target in kept:
                kept[each.id] = each
            else:
                left.append(each)
        if len(left) == len(pending):
            break
        pending = left
    return replace(map, inferences=kept)


# --- mistakes ---


def _inverted(key: ArgumentMap, inference: Inference) -> list[Inference]:
    """An objection for a reason, a reason for an objection or an undercutter."""
    if inference.kind is Kind.UNDERCUTTER:
        target = key.claim_under(inference.id)
        return [replace(inference, kind=Kind.SUPPORT, target=target)]
    return [replace(inference, kind=_TURNED[inference.kind])]


def _reversed(key: ArgumentMap, inference: Inference) -> list[Inference]:
    """The claim as a reason for its reason."""
    target = key.claim_under(inference.id)
    first, *others = inference.premises
    kind = Kind.REBUTTAL if inference.kind is Kind.UNDERCUTTER else inference.kind
    return [replace(inference, kind=kind, premises=(target, *others), target=first)]


def _unlinked(_: ArgumentMap, inference: Inference) -> list[Inference]:
    """Each of the linked premises as a reason of its own."""
    if len(inference.premises) == 1:
        return [inference]
    made = []
    for number, premise in enumerate(inference.premises):
        id = inference.id if number == 0 else f"{inference.id}-{number}"
        made.append(replace(inference, id=id, premises=(premise,)))
    return made


def _flattened(_: ArgumentMap, inference: Inference) -> list[Inference]:
    """Directly under the main claim."""
    if inference.target == "c0":
        return [inference]
    kind = Kind.REBUTTAL if inference.kind is Kind.UNDERCUTTER else inference.kind
    return [replace(inference, kind=kind, target="c0")]


def _forgotten(_: ArgumentMap, __: Inference) -> list[Inference]:
    return []


MISTAKES = (_inverted, _reversed, _unlinked, _flattened, _forgotten)


def _misplaced(inference: Inference, target: str) -> list[Inference]:
    kind = Kind.REBUTTAL if inference.kind is Kind.UNDERCUTTER else inference.kind
    return [replace(inference, kind=kind, target=target)]


def draw_mistake(data: st.DataObject, key: ArgumentMap, id: str) -> list[Inference]:
    """Draw a wrong version of an inference of a key, one that the key does not have elsewhere."""
    inference = key.inferences[id]
    elsewhere = [
        claim
        for claim in key.claims
        if claim not in inference.premises and claim != key.claim_under(id)
    ]
    is_elsewhere: bool = data.draw(st.booleans())
    if elsewhere and is_elsewhere:
        made = _misplaced(inference, data.draw(st.sampled_from(elsewhere)))
    else:
        made = data.draw(st.sampled_from(MISTAKES))(key, inference)
    ends = {_ends(each) for each in key.inferences.values()}
    assume(all(_ends(each) not in ends for each in made))
    return made


def _ends(inference: Inference) -> tuple[Kind, frozenset[str], str]:
    return inference.kind, frozenset(inference.premises), inference.target


@given(keys())
def test_the_key_has_all_points(key: ArgumentMap) -> None:
    mark = mark_of(argmap.compare(key, key))
    assert mark.mark == mark.most
    assert {each.level for each in mark.criteria} == {4}
    has_links = any(len(each.premises) > 1 for each in key.inferences.values())
    assert mark.most == (5 if has_links else 4)


@given(keys(), st.data())
def test_each_mistake_costs_something(key: ArgumentMap, data: st.DataObject) -> None:
    inferences = {id: [inference] for id, inference in key.inferences.items()}
    map = key
    order = data.draw(st.permutations(list(inferences)))
    for id in order[: data.draw(st.integers(1, len(order)))]:
        # An undercutter goes with what it undercuts.
        if id not in map.inferences:
            continue
        inferences[id] = draw_mistake(data, key, id)
        map = with_inferences(key, [each for made in inferences.values() for each in made])
        assert _mark(map, key) < 1


@given(keys(), st.data())
def test_a_claim_that_is_missing_never_brings_anything(
    key: ArgumentMap, data: st.DataObject
) -> None:
    map = key
    mark = Decimal(1)
    order = data.draw(st.permutations(list(key.claims)[1:]))
    for claim in order[:4]:
        claims = {id: each for id, each in map.claims.items() if id != claim}
        left = []
        for inference in map.inferences.values():
            premises = tuple(each for each in inference.premises if each != claim)
            if premises and inference.target != claim:
                left.append(replace(inference, premises=premises))
        targets = {*claims, *(each.id for each in left)}
        left = [each for each in left if each.target in targets]
        map = with_inferences(replace(map, claims=claims, inferences={}), left)
        after = _mark(map, key)
        assert after < 1
        assert after <= mark
        mark = after


@given(keys(), st.booleans())
def test_all_inverted_has_at_most_half(key: ArgumentMap, keeps_undercutters: bool) -> None:
    wrong = []
    for inference in key.inferences.values():
        is_kept = keeps_undercutters and inference.kind is Kind.UNDERCUTTER
        wrong += [inference] if is_kept else _inverted(key, inference)
    assert _mark(with_inferences(key, wrong), key) <= Decimal("0.5")


@given(keys())
def test_all_reversed_has_at_most_half(key: ArgumentMap) -> None:
    wrong = [each for id in key.inferences for each in _reversed(key, key.inferences[id])]
    assert _mark(with_inferences(key, wrong), key) <= Decimal("0.5")


@given(keys(), st.booleans(), st.booleans())
def test_all_flat_is_not_all(key: ArgumentMap, is_linked: bool, keeps_kinds: bool) -> None:
    assume(any(each.target != "c0" for each in key.inferences.values()))
    flat = []
    for inference in key.inferences.values():
        (wrong,) = _flattened(key, inference)
        if not keeps_kinds:
            wrong = replace(wrong, kind=Kind.SUPPORT)
        flat += [wrong] if is_linked else _unlinked(key, wrong)
    assert _mark(with_inferences(key, flat), key) < 1


def test_a_claim_that_is_written_twice_is_one_claim() -> None:
    key = argmap.loads(KEY)
    # As an objection to the main claim, which it is, and as a reason for it.
    once = KEY.replace("premises: [[b, c]]", "premises: [[b, c], d]")
    twice = KEY.replace("premises: [[b, c]]", "premises: [[b, c], again]")
    mark = _mark(argmap.loads(once), key)
    assert mark < 1
    again = "  again: Dogs bark.\n"
    assert _mark(argmap.loads(twice + again), key) == mark
    assert _mark(argmap.loads(twice.replace("claims:\n", "claims:\n" + again)), key) == mark


# --- what is no mistake ---


@given(keys(), st.data())
def test_what_goes_beyond_the_key_is_never_a_minus(key: ArgumentMap, data: st.DataObject) -> None:
    order = list(key.inferences)
    wrong = data.draw(st.lists(st.sampled_from(order), unique=True, max_size=2))
    inferences = []
    for id, inference in key.inferences.items():
        inferences += draw_mistake(data, key, id) if id in wrong else [inference]
    map = with_inferences(key, inferences)
    claims = dict(map.claims)
    own: list[Inference] = []
    for number in range(data.draw(st.integers(1, 4))):
        new = f"own{number}"
        text = f"Something {WORDS[number]} else entirely, number {number}."
        target = data.draw(st.sampled_from([*claims, *map.inferences]))
        claims[new] = Claim(new, text=text)
        kind = data.draw(st.sampled_from([Kind.SUPPORT, Kind.REBUTTAL]))
        if target in map.inferences:
            kind = Kind.UNDERCUTTER
        own.append(Inference(f"i{number}", kind, (new,), target))
    with_more = replace(map, claims=claims, inferences={**map.inferences, **{i.id: i for i in own}})
    decisions = {claims[f"own{number}"].text: decision_for("") for number in range(len(own))}
    assert _mark(with_more, key, decisions) == _mark(map, key)


def test_a_premise_of_ones_own_beside_those_of_the_key_is_no_minus() -> None:
    key = argmap.loads("claims: {a: {text: Apples are red., premises: [b]}, b: Bees are busy.}")
    more = argmap.loads(
        "claims: {a: {text: Apples are red., premises: [[b, x]]}, b: Bees are busy., x: Rain is wet.}"
    )
    assert _mark(more, key) == 1


@given(keys(), st.data())
def test_ids_and_order_make_no_difference(key: ArgumentMap, data: st.DataObject) -> None:
    inferences = []
    for id, inference in key.inferences.items():
        is_wrong = data.draw(st.booleans())
        inferences += draw_mistake(data, key, id) if is_wrong else [inference]
    map = with_inferences(key, inferences)
    names = dict(zip(map.claims, data.draw(st.permutations(list(map.claims))), strict=True))
    names |= {id: f"n{number}" for number, id in enumerate(map.inferences)}
    claims = [
        replace(map.claims[id], id=names[id]) for id in data.draw(st.permutations(list(map.claims)))
    ]
    renamed = []
    for inference in data.draw(st.permutations(list(map.inferences.values()))):
        premises = data.draw(st.permutations([names[id] for id in inference.premises]))
        renamed.append(
            replace(
                inference,
                id=names[inference.id],
                premises=tuple(premises),
                target=names[inference.target],
            )
        )
    other = ArgumentMap.build(claims=claims, inferences=renamed)
    assert mark_of(argmap.compare(other, key)) == mark_of(argmap.compare(map, key))


@given(keys(), st.data())
def test_files_make_no_difference(key: ArgumentMap, data: st.DataObject) -> None:
    inferences = []
    for id, inference in key.inferences.items():
        is_wrong = data.draw(st.booleans())
        inferences += draw_mistake(data, key, id) if is_wrong else [inference]
    map = with_inferences(key, inferences)
    head, claims = argmap.dumps(map).split("claims:\n")
    # Each line that is indented by two spaces begins a claim.
    blocks = re.split(r"^(?=  \S)", claims, flags=re.MULTILINE)[1:]
    places = data.draw(st.lists(st.integers(0, 2), min_size=len(blocks), max_size=len(blocks)))
    files = [
        "".join(block for block, place in zip(blocks, places, strict=True) if place == number)
        for number in range(3)
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        parts = []
        for number, part in enumerate(files[1:]):
            if part:
                parts.append(f"part{number}.yaml")
                (folder / parts[-1]).write_text(f"claims:\n{part}")
        rest = f"claims:\n{files[0]}" if files[0] else ""
        (folder / "map.yaml").write_text(f"{head}include: [{', '.join(parts)}]\n{rest}")
        split = argmap.load(folder / "map.yaml")
    assert mark_of(argmap.compare(split, key)) == mark_of(argmap.compare(map, key))


@given(maps(), maps(), st.data())
def test_any_map_has_a_mark_beside_any_key(
    map: ArgumentMap, key: ArgumentMap, data: st.DataObject
) -> None:
    decisions = {}
    for claim in map.claims.values():
        kind = data.draw(st.sampled_from(DecisionKind))
        decided = data.draw(st.sampled_from(list(key.claims.values())))
        decisions[claim.text] = Decision(kind, decided.text)
    grader = Grader({"key": key}, decisions, count_implicit=data.draw(st.booleans()))
    mark = grader.result_of(Submission("map", map)).mark
    if mark is not None:
        assert 0 <= mark.mark <= mark.most
    own = grader._replace(decisions={}).result_of(Submission("key", key)).mark
    if own is not None:
        assert own.mark <= own.most


KEY = """\
claims:
  a: {text: Apples are red., premises: [[b, c]], rebuttals: [d]}
  b: Bees are busy.
  c: Cats are quick.
  d: {text: Dogs bark., rebuttals: [e]}
  e: Eels are long.
"""

# --- single maps ---


@pytest.mark.parametrize(
    ("old", "new", "levels"),
    [
        ("", "", (4, 4, 4)),
        # A reason that is an objection in the key.
        ("premises: [[b, c]], rebuttals: [d]", "premises: [[b, c], d]", (4, 3, 4)),
        # Linked premises, each as a reason of its own.
        ("[[b, c]]", "[b, c]", (4, 3, 0)),
        # Linked premises as an objection: they are linked, but of another kind.
        ("premises: [[b, c]], rebuttals: [d]", "rebuttals: [[b, c], d]", (4, 3, 2)),
        # Everything is under the main claim.
        (", rebuttals: [d]", ", rebuttals: [d, e]", (4, 3, 4)),
        # The main claim is there, and supports another claim of the key.
        ("e: Eels are long.", "e: {text: Eels are long., premises: [a]}", (2, 4, 4)),
        # A reason and an objection at once: the map contradicts itself.
        ("rebuttals: [d]", "rebuttals: [d, [c, b]]", (4, 3, 0)),
        # A reason for its own reason.
        ("b: Bees are busy.", "b: {text: Bees are busy., premises: [a]}", (2, 3, 2)),
        # An objection to its own reason.
        ("b: Bees are busy.", "b: {text: Bees are busy., rebuttals: [a]}", (2, 3, 2)),
        # An objection to what is its reason in the key, where this is not a reason at all.
        (
            "premises: [[b, c]], rebuttals: [d]}\n  b: Bees are busy.",
            "premises: [c], rebuttals: [d]}\n  b: {text: Bees are busy., rebuttals: [a]}",
            (2, 3, 0),
        ),
        # It objects back to an objection: this goes beyond the key.
        ("{text: Dogs bark., rebuttals: [e]}", "{text: Dogs bark., rebuttals: [e, a]}", (4, 4, 4)),
        # The same claim is also used elsewhere: this goes beyond the key.
        ("e: Eels are long.", "e: {text: Eels are long., premises: [c]}", (4, 4, 4)),
        ("Apples are red.", "Pears are green.", (0, 1, 2)),
    ],
)
def test_levels(old: str, new: str, levels: tuple[int, ...]) -> None:
    text = KEY.replace(old, new)
    if "rebuttals: [d, e]" in text:
        text = text.replace("{text: Dogs bark., rebuttals: [e]}", "Dogs bark.")
    assert old == "" or text != KEY
    mark = mark_of(argmap.compare(argmap.loads(text), argmap.loads(KEY)))
    assert tuple(each.level for each in mark.criteria) == levels


def test_what_the_keys_author_added_is_not_asked_for() -> None:
    key = argmap.loads(
        KEY.replace("c: Cats are quick.", "c: {text: Cats are quick., implicit: true}")
    )
    map = argmap.loads(KEY.replace("[[b, c]]", "[b]").replace("  c: Cats are quick.\n", ""))
    mark = mark_of(argmap.compare(map, key))
    assert [each.criterion for each in mark.criteria] == [Criterion.MAIN, Criterion.PLACE]
    assert mark.mark == mark.most == 4
    strict = compare_maps(map, key, count_implicit=True)
    assert [each.level for each in mark_of(strict, count_implicit=True).criteria] == [4, 3, 0]


def test_a_claim_that_is_partly_there_counts_for_a_part() -> None:
    key = argmap.loads("claims: {a: {text: Apples are red., premises: [b]}, b: Bees are busy.}")
    map = argmap.loads("claims: {a: {text: Some apples., premises: [b]}, b: There is buzzing.}")
    partly = {
        "Some apples.": Decision(DecisionKind.PARTLY, "Apples are red."),
        "There is buzzing.": Decision(DecisionKind.PARTLY, "Bees are busy."),
    }
    result = Grader({"key": key}, partly).result_of(Submission("map", map))
    assert result.mark is not None
    # A main claim counts half; a reason a third, and half of the rest.
    assert [each.mark for each in result.mark.criteria] == [Decimal("0.5"), Decimal(2)]
    assert not result.mark.is_provisional


def test_a_claim_that_is_said_twice_counts_once_and_where_it_is_connected_as_in_the_key() -> None:
    key = argmap.loads(KEY)
    twice = KEY.replace(
        "claims:",
        "claims:\n  title: {text: Get red apples!, main: true, premises: [a]}",
    )
    assert twice != KEY
    in_both = Decision(DecisionKind.SAME, key.claims["a"].text)
    for text in (key.claims["a"].text, "Apples have to be red."):
        map = argmap.loads(twice.replace(key.claims["a"].text, text))
        decisions = {text: in_both, "Get red apples!": in_both}
        result = Grader({"key": key}, decisions).result_of(Submission("map", map))
        assert result.mark is not None
        assert result.comparison is not None
        assert result.mark.mark == result.mark.most == 5
        assert not result.mark.is_provisional
        assert result.comparison.claims_to_decide == ()
        assert result.comparison.our_claims["a"] == "a"


def test_a_part_beside_the_words_of_the_key_takes_nothing_from_them() -> None:
    key = argmap.loads(KEY)
    map = argmap.loads(KEY.replace("rebuttals: [d]", "rebuttals: [d, Some dogs.]"))
    partly = {"Some dogs.": Decision(DecisionKind.PARTLY, "Dogs bark.")}
    result = Grader({"key": key}, partly).result_of(Submission("map", map))
    assert result.mark is not None
    assert result.mark.mark == result.mark.most == 5
    assert not result.mark.is_provisional


def test_what_is_undecided_counts_for_nothing_and_makes_the_mark_provisional() -> None:
    key = argmap.loads("claims: {a: {text: Apples are red., premises: [b]}, b: The bees are busy.}")
    map = argmap.loads(
        "claims: {a: {text: Apples are red., premises: [b]}, b: Those bees are so busy.}"
    )
    mark = mark_of(argmap.compare(map, key))
    assert (mark.mark, mark.most) == (Decimal(1), Decimal(4))
    assert mark.is_provisional


@pytest.mark.parametrize(
    ("old", "new", "is_provisional"),
    [
        # All of the key is there, and what is undecided can only be the student's own.
        ("", "  z: {text: Zebras have stripes.}\n", False),
        # It may be the opposite of the objection that is beside it.
        ("rebuttals: [d]", "rebuttals: [d, Zebras have stripes.]", True),
        # It may be the claim that is not there.
        ("e: Eels are long.", "e: Zebras have stripes.", True),
        ("e: Eels are long.", "e: Every eel is very long.", True),
        # Nothing is undecided.
        ("{text: Dogs bark., rebuttals: [e]}\n  e: Eels are long.", "Dogs bark.", False),
    ],
)
def test_a_mark_that_no_decision_can_change_is_not_provisional(
    old: str, new: str, is_provisional: bool
) -> None:
    text = KEY.replace(old, new) if old else KEY + new
    assert text != KEY
    mark = mark_of(argmap.compare(argmap.loads(text), argmap.loads(KEY)))
    assert mark.is_provisional is is_provisional


@given(keys(), st.data())
def test_decisions_leave_a_mark_alone_that_is_not_provisional(
    key: ArgumentMap, data: st.DataObject
) -> None:
    inferences = []
    for id, inference in key.inferences.items():
        is_wrong = data.draw(st.booleans())
        inferences += draw_mistake(data, key, id) if is_wrong else [inference]
    map = with_inferences(key, inferences)
    own = Claim("own", text="Something else entirely.")
    is_short = data.draw(st.booleans())
    claims = {**map.claims, "own": own}
    last = list(key.claims)[-1]
    if is_short and not any(
        last in (*each.premises, each.target) for each in map.inferences.values()
    ):
        del claims[last]
    target = data.draw(st.sampled_from([id for id in claims if id != "own"]))
    own_reason = Inference(
        "i-own", data.draw(st.sampled_from([Kind.SUPPORT, Kind.REBUTTAL])), ("own",), target
    )
    map = replace(map, claims=claims, inferences={**map.inferences, "i-own": own_reason})
    result = Grader({"key": key}, {}).result_of(Submission("map", map))
    assert result.mark is not None
    # A decision for a claim that has a match already would take that match away.
    free = [key.claims[id].text for id in key.claims if id not in claims]
    decisions = [decision_for("")]
    decisions += [Decision(DecisionKind.OPPOSITE, claim.text) for claim in key.claims.values()]
    decisions += [
        Decision(kind, text) for text in free for kind in (DecisionKind.SAME, DecisionKind.PARTLY)
    ]
    decision = data.draw(st.sampled_from(decisions))
    decided = Grader({"key": key}, {own.text: decision}).result_of(Submission("map", map))
    assert decided.mark is not None
    assert result.mark.is_provisional or decided.mark.criteria == result.mark.criteria


# --- the other way round ---

HOMEWORK = """\
title: Homework
claims:
  end: {text: Schools should abolish homework., premises: [tired, [home, unfair]], rebuttals: [practice]}
  tired: Homework keeps pupils from sleeping.
  home: Not every home has a quiet room.
  unfair: What depends on rooms is unjust.
  practice: {text: Practice makes perfect., premises: [piano], rebuttals: [school]}
  piano: Nobody learns the piano in lessons alone.
  school: There is time to practise at school.
"""
OTHER_SIDE = (
    HOMEWORK.replace("abolish", "keep").replace("premises: [tired", "rebuttals: [tired")
).replace("rebuttals: [practice]", "premises: [practice]")
KEEP = {
    "Schools should keep homework.": Decision(
        DecisionKind.OPPOSITE, "Schools should abolish homework."
    )
}


def test_a_map_of_the_other_side_is_graded_as_what_it_is_once_a_person_decided() -> None:
    key, map = argmap.loads(HOMEWORK), argmap.loads(OTHER_SIDE)
    grader = Grader({"key": key}, KEEP)
    result = grader.result_of(Submission("map", map))
    assert result.argues_for == "Schools should keep homework."
    assert result.mark is not None
    assert result.mark.mark == 5
    assert not result.mark.is_provisional
    assert result.fixes == ()
    # Nobody decided.
    open_one = Grader({"key": key}, {}).result_of(Submission("map", map))
    assert open_one.argues_for == ""
    assert open_one.mark is not None
    assert open_one.mark.is_provisional
    # It isn't a claim of the key.
    other = Grader({"key": key}, {"Schools should keep homework.": decision_for("")})
    assert other.result_of(Submission("map", map)).argues_for == ""


def test_a_map_that_says_its_main_claim_twice_is_graded_as_one_of_the_other_side() -> None:
    key = argmap.loads(HOMEWORK)
    (claim,) = KEEP
    title = "claims:\n  title: {text: Keep homework going., premises: [end]}"
    map = argmap.loads(OTHER_SIDE.replace("claims:", title))
    grader = Grader({"key": key}, {**KEEP, "Keep homework going.": KEEP[claim]})
    result = grader.result_of(Submission("map", map))
    assert result.mark is not None
    assert result.comparison is not None
    assert result.mark.mark == result.mark.most == 5
    assert not result.mark.is_provisional
    assert result.argues_for == "Keep homework going."
    assert result.comparison.claims_to_decide == ()
    report = feedback_on(result.comparison, fixes=result.fixes)
    assert report.first == (
        "You don't need to fix anything: your map has everything that is in the key."
    )


def test_the_decision_on_the_main_claim_alone_turns_the_key_around() -> None:
    # What is left over of the map is proposed for the key's main claim, which is left over, too.
    own = OTHER_SIDE.replace("premises: [practice]", "premises: [practice, own]")
    own += "  own: {text: Schools should trust homework., premises: [shelf]}\n  shelf: It is old.\n"
    key, map = argmap.loads(HOMEWORK), argmap.loads(own)
    result = Grader({"key": key}, KEEP).result_of(Submission("map", map))
    assert result.comparison is not None
    assert result.argues_for == "Schools should keep homework."
    assert result.mark is not None
    assert result.mark.mark == result.mark.most
    # Once all is decided, the student's own ideas are listed; the main claim is none.
    others = {"Schools should trust homework.": decision_for(""), "It is old.": decision_for("")}
    decided = Grader({"key": key}, KEEP | others).result_of(Submission("map", map))
    assert decided.comparison is not None
    reported = feedback_on(decided.comparison, diagnosis=decided.diagnosis)
    assert len(reported.own) == 2
    assert not any("keep homework" in line for line in reported.own)


@pytest.mark.parametrize(
    "map",
    [
        # An inverted map argues for the key's main claim.
        HOMEWORK.replace("premises: [tired", "rebuttals: [tired").replace(
            "rebuttals: [p", "premises: [p"
        ),
        # The opposite is a claim of the map, and not its main claim.
        HOMEWORK.replace(
            "Nobody learns the piano in lessons alone.", "Schools should keep homework."
        ),
        # Both are main claims.
        HOMEWORK
        + "  keep: {text: Schools should keep homework., premises: [own]}\n  own: It is old.\n",
    ],
)
def test_what_argues_for_the_keys_main_claim_is_no_map_of_the_other_side(map: str) -> None:
    result = Grader({"key": argmap.loads(HOMEWORK)}, KEEP).result_of(
        Submission("map", argmap.loads(map))
    )
    assert result.argues_for == ""


def test_mistakes_in_a_map_of_the_other_side_are_mistakes() -> None:
    wrong = OTHER_SIDE.replace("[piano], rebuttals: [school]", "[piano, school]")
    unchanged = HOMEWORK.replace("abolish", "keep")
    grader = Grader({"key": argmap.loads(HOMEWORK)}, KEEP)
    marks = []
    for text in (OTHER_SIDE, wrong, unchanged):
        result = grader.result_of(Submission("map", argmap.loads(text)))
        assert result.argues_for
        assert result.mark is not None
        marks.append(result.mark.mark)
    # The last one has the reasons for the one side as reasons for the other: it denies the main
    # claim, and argues for it.
    assert marks == [5, Decimal("4.6"), Decimal("2.8")]


TWO_SIDES = """\
title: Homework
sides: {end: Abolish it, keep: Keep it}
claims:
  end:
    {text: Schools should abolish homework., side: end, main: true, premises: [tired], rebuttals: [{premises: keep, implicit: true}]}
  keep:
    {text: Schools should keep homework., side: keep, main: true, premises: [practice], rebuttals: [{premises: end, implicit: true}]}
  tired: Homework keeps pupils from sleeping.
  practice: {text: Practice makes perfect., rebuttals: [school]}
  school: There is time to practise at school.
"""


@pytest.mark.parametrize(("main", "reason", "objection"), [
    ("Schools should keep homework.", "practice", "tired"),
    ("Schools should abolish homework.", "tired", "practice"),
])  # fmt: skip
def test_a_map_of_one_side_of_a_key_with_two_is_graded_as_what_it_is(
    main: str, reason: str, objection: str
) -> None:
    text = f"""\
claims:
  a: {{text: {main}, premises: [{reason}], rebuttals: [{objection}]}}
  tired: Homework keeps pupils from sleeping.
  practice: {{text: Practice makes perfect., rebuttals: [school]}}
  school: There is time to practise at school.
"""
    key = argmap.loads(TWO_SIDES)
    result = Grader({"key": key}, {}).result_of(Submission("map", argmap.loads(text)))
    assert result.argues_for == main
    assert result.mark is not None
    assert result.mark.mark == result.mark.most
    # What only lacks the other main claim is compared with the key as it is.
    one = text.replace(f"rebuttals: [{objection}]", "rebuttals: []")
    result = Grader({"key": key}, {}).result_of(Submission("map", argmap.loads(one)))
    assert result.argues_for == ""


def test_an_opposite_of_one_of_two_main_claims_is_the_other_one() -> None:
    text = """\
claims:
  a: {text: Pupils need homework., premises: [practice], rebuttals: [tired]}
  tired: Homework keeps pupils from sleeping.
  practice: {text: Practice makes perfect., rebuttals: [school]}
  school: There is time to practise at school.
"""
    decisions = {
        "Pupils need homework.": Decision(DecisionKind.OPPOSITE, "Schools should abolish homework.")
    }
    grader = Grader({"key": argmap.loads(TWO_SIDES)}, decisions)
    result = grader.result_of(Submission("map", argmap.loads(text)))
    assert result.argues_for == "Pupils need homework."
    assert result.mark is not None
    assert result.mark.mark == result.mark.most


def test_every_report_says_that_a_map_argues_for_the_other_side(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(HOMEWORK)
    (tmp_path / "map.yaml").write_text(OTHER_SIDE)
    (tmp_path / "matches.yaml").write_text(format_decisions(KEEP))
    words = ["grade", "map.yaml", "--key", "key.yaml", "--matches", "matches.yaml"]
    sentence = (
        "Your map argues for “Schools should keep homework”. To compare it, the key was turned around: reasons for"
        " the opposite count as objections here, and objections to the opposite count as reasons."
    )

    text = run(*words, cwd=tmp_path).out
    report = json.loads(run(*words, "-f", "json", cwd=tmp_path).out)
    run(*words, "--feedback", "pages", "-o", "class.html", cwd=tmp_path)

    assert text.startswith(f"map.yaml\n  {sentence}\n  Good: Keep this as it is: ")
    assert (
        "\n  First: You don't need to fix anything: your map has everything that is in the key.\n"
        in text
    )
    assert report["maps"][0]["argues_for"] == "Schools should keep homework."
    assert f'<p dir="auto">{sentence}</p>' in (tmp_path / "pages" / "map.html").read_text()
    page = (tmp_path / "class.html").read_text()
    assert "Maps for which the key was turned around: 1." in page
    assert '<td class="text" dir="auto">“Schools should keep homework”</td>' in page
    assert ">5 of 5</td>" in page
    rows = DictReader(run(*words, "-f", "csv", cwd=tmp_path).out.splitlines())
    assert [row["argues_for"] for row in rows] == ["Schools should keep homework."]


BOTH_SIDES = HOMEWORK.replace(
    "rebuttals: [practice]}",
    "%s}\n  keep: {text: Schools should keep homework., %s: [practice]}",
)


@pytest.mark.parametrize("others", ["rebuttals: [keep]", "main: true"], ids=["objection", "main"])
def test_objections_may_be_reasons_for_the_opposite(others: str) -> None:
    key = argmap.loads(HOMEWORK)
    text = BOTH_SIDES % (others, "main: true, premises" if "main" in others else "premises")
    result = Grader({"key": key}, KEEP).result_of(Submission("map", argmap.loads(text)))
    assert result.mark is not None
    assert result.mark.mark == result.mark.most
    assert result.argues_for == ""
    assert result.fixes == ()
    assert result.comparison is not None
    assert result.diagnosis is not None
    signs = corrections_of(result.comparison, result.diagnosis)
    assert signs["practice:supports:keep"] is Correction.RIGHT
    # An objection to the main claim is none to its opposite.
    wrong = BOTH_SIDES % ("rebuttals: [keep]", "rebuttals")
    result = Grader({"key": key}, KEEP).result_of(Submission("map", argmap.loads(wrong)))
    assert result.mark is not None
    assert result.mark.mark < result.mark.most
    # Until a person has decided, nothing is known about what is below it.
    result = Grader({"key": key}, {}).result_of(Submission("map", argmap.loads(text)))
    assert result.mark is not None
    assert result.mark.is_provisional
    assert result.fixes == ()


def test_the_class_page_counts_reasons_for_the_opposite_as_objections(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(HOMEWORK)
    (tmp_path / "map.yaml").write_text(BOTH_SIDES % ("rebuttals: [keep]", "premises"))
    (tmp_path / "matches.yaml").write_text(format_decisions(KEEP))
    for option in ([], ["--count-implicit"]):
        page = run(
            "grade", "map.yaml", "--key", "key.yaml", "-f", "html", *option, cwd=tmp_path
        ).out
        assert (
            "Practice makes perfect” as an objection to “Schools should abolish homework”" in page
        )
        assert ">0 of 1</text>" not in page


@given(keys(), st.booleans())
def test_any_key_can_be_turned_around(key: ArgumentMap, has_sides: bool) -> None:
    if has_sides:
        claims = {
            id: replace(each, side="x" if id == "c0" else "") for id, each in key.claims.items()
        }
        key = replace(key, sides={"x": Side("x"), "y": Side("y")}, claims=claims)
    main = replace(key.claims["c0"], text="This is something else.", side="")
    inferences = {}
    for id, inference in key.inferences.items():
        kind = inference.kind
        if inference.target == "c0":
            kind = _TURNED[kind]
        inferences[id] = replace(inference, kind=kind)
    map = replace(key, sides={}, claims={**key.claims, "c0": main}, inferences=inferences)
    decisions = {main.text: Decision(DecisionKind.OPPOSITE, key.claims["c0"].text)}
    result = Grader({"key": key}, decisions).result_of(Submission("map", map))
    assert result.argues_for == main.text
    assert _mark(map, key, decisions) == 1
