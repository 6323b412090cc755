"""What became of a key in a map: marks and what is to be fixed agree, whatever is wrong with the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html import unescape
from itertools import permutations
from random import Random

import pytest

import argmap
from argmap import ArgumentMap, Inference, InvalidMap, Kind
from argmap.classroom import (
    Diagnosis,
    Grader,
    Hints,
    Reading,
    Submission,
    choose_blanks,
    corrections_of,
    diagnose,
    feedback_of,
    feedback_on,
    fixed,
    format_class_page,
    format_key,
    points_of,
    student_page,
    worksheet_of,
)
from argmap.comparison import Decision, DecisionKind, decision_for
from argmap.model import Correction
from tests.random_keys import DAMAGES, DamagedMap, is_circular, random_key

# Each run has this many maps; that with `--all` has them many times.
_MAPS = 30
_RUNS = [0, *(pytest.param(number, marks=pytest.mark.soak) for number in range(1, 350))]


def _damaged(run: int) -> Iterator[tuple[ArgumentMap, DamagedMap, Random]]:
    for number in range(run * _MAPS, (run + 1) * _MAPS):
        random = Random(number)  # noqa: S311 - no secrets
        key = random_key(random)
        map = DamagedMap(key, random)
        for _ in range(random.randint(1, 6)):
            random.choice(DAMAGES)(map)
        if not is_circular(map.reading()):
            yield key, map, random


def _points(key: ArgumentMap, map: DamagedMap) -> Fraction:
    return points_of(Diagnosis(key, map.reading()))


@pytest.mark.parametrize("run", _RUNS)
def test_a_mark_is_full_where_nothing_is_to_be_fixed_and_no_fix_lowers_it(run: int) -> None:
    for key, map, random in _damaged(run):
        most = _points(key, DamagedMap(key, random))
        diagnosis = Diagnosis(key, map.reading())
        points = points_of(diagnosis)
        assert (points == most) is (diagnosis.faults == [])
        for fault in diagnosis.faults:
            assert points_of(fixed(diagnosis, [fault])) >= points
        if diagnosis.faults:
            assert points_of(fixed(diagnosis, diagnosis.faults)) == most


@pytest.mark.parametrize("run", _RUNS)
def test_what_is_ones_own_and_the_order_change_no_mark(run: int) -> None:
    for key, map, _ in _damaged(run):
        points = _points(key, map)
        for change in (DamagedMap.add_own_step, DamagedMap.add_own_claim, DamagedMap.shuffle):
            change(map)
            assert _points(key, map) == points, change


@pytest.mark.parametrize("run", _RUNS)
def test_of_places_that_are_accepted_the_mark_is_full_where_nothing_is_to_be_fixed(
    run: int,
) -> None:
    for key, map, random in _damaged(run):
        most = _points(key, DamagedMap(key, random))
        reading = map.reading()
        places = Diagnosis(key, reading).other_places()
        diagnosis = Diagnosis(key, reading._replace(accepted=frozenset(places)))
        points = points_of(diagnosis)
        assert (points == most) is (diagnosis.faults == [])
        assert points >= points_of(Diagnosis(key, reading))
        # What is accepted is not offered again.
        assert places.isdisjoint(diagnosis.other_places())


@pytest.mark.parametrize("run", _RUNS)
def test_a_sentence_says_what_each_cross_on_a_line_means(run: int) -> None:
    for key, damaged, _ in _damaged(run):
        try:
            map = damaged.map()
        except InvalidMap:
            continue
        texts = [claim.text for claim in map.claims.values()]
        own = [text for text in texts if text.startswith("Something of my own")]
        grader = Grader({"key": key}, dict.fromkeys(own, decision_for("")))
        result = grader.result_of(Submission("map", map))
        assert result.comparison is not None
        assert result.diagnosis is not None
        said = ""
        for fix in result.fixes:
            report = feedback_on(result.comparison, Hints.SORT, [fix], result.diagnosis)
            said += " ".join([report.first, report.then, *report.to_fix])
        signs = corrections_of(result.comparison, result.diagnosis)
        for id, inference in map.inferences.items():
            if signs[id] is Correction.TO_FIX:
                for premise in inference.premises:
                    assert map.claims[premise].text.rstrip(".") in said, (premise, said)


# --- single maps ---

FIREWORKS = """\
claims:
  keep: {text: The town should keep its fireworks., premises: [[tradition, respect], joy], rebuttals: [injured]}
  tradition: Fireworks are a tradition.
  respect: A town shouldn't take traditions away.
  joy: {text: Everybody enjoys them., premises: [crowd]}
  crowd: The square is always full.
  injured: {text: People are injured., rebuttals: [few]}
  few: Few of them are bystanders.
"""


def _outcomes(map: str, decisions: dict[str, Decision] | None = None) -> dict[str, str]:
    """Return what of the key is not found."""
    grader = Grader({"key": argmap.loads(FIREWORKS)}, decisions or {})
    result = grader.result_of(Submission("map", argmap.loads(map)))
    assert result.diagnosis is not None
    parts = result.diagnosis.parts()
    return {id: str(part.outcome) for id, part in parts if not part.is_found}


JOY = "joy:supports:keep"
LINKED = "tradition+respect:supports:keep"
CROWD = "crowd:supports:joy"
STEP = "{text: They bring us together., premises: [%s]}"
OWN = ("They bring us together.", "They are safe.")


@pytest.mark.parametrize(
    ("old", "new", "outcomes"),
    [
        # A step of one's own: for a reason, for one of two premises, for an objection, for both
        # premises together; and for both, each alone.
        ("respect], joy", f"respect], {STEP % 'joy'}", {}),
        ("[[tradition, respect], joy]", f"[joy, [respect, {STEP % 'tradition'}]]", {}),
        ("rebuttals: [injured]", f"rebuttals: [{STEP % 'injured'}]", {}),
        ("[[tradition, respect], joy]", f"[joy, {STEP % '[tradition, respect]'}]", {}),
        ("[[tradition, respect], joy]", f"[joy, {STEP % 'tradition, respect'}]", {LINKED: "not linked"}),
        # An objection to one's own claim is none to what that is for.
        ("joy], rebuttals: [injured]", "joy, {text: They are safe., rebuttals: [injured]}]",
         {"injured:rebuts:keep": "loose"}),
        ("rebuttals: [injured]", "rebuttals: [injured, joy]", {JOY: "both kinds"}),
        ("[crowd]", "[crowd, keep]", {"keep": "other place", JOY: "inverted"}),
        ("[[tradition, respect], joy]", "[[tradition, respect, joy]]",
         {LINKED: "not linked", JOY: "not linked"}),
        ("[[tradition, respect], joy]", "[tradition, respect, joy]", {LINKED: "not linked"}),
        (", premises: [crowd]", "", {CROWD: "loose"}),
        # At its place and at one more; at its place and at two more.
        ("Few of them are bystanders.", "{text: Few of them are bystanders., premises: [crowd]}", {}),
        ("tradition: Fireworks are a tradition.\n  respect: A town shouldn't take traditions away.",
         "tradition: {text: Fireworks are a tradition., premises: [crowd]}\n"
         "  respect: {text: A town shouldn't take traditions away., rebuttals: [crowd]}",
         {CROWD: "scattered"}),
        # A claim and its reason in one sentence, or a reason alone that is linked in the key.
        ("Everybody enjoys them., premises: [crowd]",
         "Everybody enjoys them and the square is always full.", {CROWD: "one sentence"}),
        ("[tradition, respect]", "[respect]", {LINKED: "not linked"}),
    ],
)  # fmt: skip
def test_what_became_of_a_key(old: str, new: str, outcomes: dict[str, str]) -> None:
    text = FIREWORKS.replace(old, new)
    assert text != FIREWORKS
    if "one sentence" in outcomes.values():
        text = text.replace("  crowd: The square is always full.\n", "")
    assert _outcomes(text, dict.fromkeys(OWN, decision_for(""))) == outcomes


def test_one_sentence_says_both_linked_premises() -> None:
    both = "Fireworks are a tradition and a town shouldn't take traditions away."
    text = FIREWORKS.replace("[tradition, respect]", "tradition")
    text = text.replace("Fireworks are a tradition.", both)
    text = text.replace("  respect: A town shouldn't take traditions away.\n", "")
    assert _outcomes(text) == {}


def test_who_holds_the_opposite_argues_for_the_other_side() -> None:
    text = FIREWORKS.replace("should keep its", "should end the").replace(
        "premises: [[", "rebuttals: [["
    )
    text = text.replace(", joy], rebuttals: [injured]", ", joy], premises: [injured]")
    opposite = Decision(DecisionKind.OPPOSITE, "The town should keep its fireworks.")
    assert _outcomes(text, {"The town should end the fireworks.": opposite}) == {}
    assert set(_outcomes(text.replace("end the", "keep its")).values()) == {"other kind"}


def test_what_is_contradicted_is_to_be_written_beside_its_opposite() -> None:
    text = FIREWORKS.replace("Everybody enjoys them.", "Nobody enjoys them.")
    opposite = Decision(DecisionKind.OPPOSITE, "Everybody enjoys them.")
    assert _outcomes(text, {"Nobody enjoys them.": opposite}) == {
        JOY: "contradicted",
        # What would be a reason for the claim is one for its opposite.
        CROWD: "other kind",
    }


def test_what_nobody_has_read_is_no_fault() -> None:
    text = FIREWORKS.replace("Everybody enjoys them.", "Everyone likes fireworks.")
    diagnosis = diagnose(argmap.compare(argmap.loads(text), argmap.loads(FIREWORKS)))
    assert diagnosis.faults == []
    assert not diagnosis.inferences[JOY].is_found


# --- what is written to get marks without an answer ---


def _points_of(inferences: list[tuple[Kind, str, str]], says: dict[str, list[str]]) -> Fraction:
    key = argmap.loads(FIREWORKS)
    drawn = {}
    for number, (kind, premises, target) in enumerate(inferences):
        drawn[f"i{number}"] = Inference(f"i{number}", kind, tuple(premises.split()), target)
    said = {node: dict.fromkeys(claims, Fraction(1)) for node, claims in says.items()}
    return points_of(Diagnosis(key, Reading(drawn, said, {})))


_EACH = {id: [id] for id in ("keep", "tradition", "respect", "joy", "crowd", "injured", "few")}
_FIRST_ROW = [
    (Kind.SUPPORT, "tradition respect", "keep"),
    (Kind.SUPPORT, "joy", "keep"),
    (Kind.REBUTTAL, "injured", "keep"),
]
_BELOW = [(Kind.SUPPORT, "crowd", "joy"), (Kind.REBUTTAL, "few", "injured")]
_TURNED = {Kind.SUPPORT: Kind.REBUTTAL, Kind.REBUTTAL: Kind.SUPPORT}


@pytest.mark.parametrize(
    ("inferences", "says", "most"),
    [
        # The first row as reasons and objections; all of the map so.
        ([*_FIRST_ROW, *_BELOW, *[(_TURNED[kind], *ends) for kind, *ends in _FIRST_ROW]], _EACH, 2),
        ([*_FIRST_ROW, *_BELOW, *[(_TURNED[kind], *ends) for kind, *ends in _FIRST_ROW + _BELOW]], _EACH, 1),
        # One sentence for all that is below the main claim, two by levels, two by kinds.
        ([(Kind.SUPPORT, "all", "keep")],
         {"keep": ["keep"], "all": [*_EACH][1:]}, Fraction(5, 2)),
        ([(Kind.SUPPORT, "high", "keep"), (Kind.SUPPORT, "low", "high")],
         {"keep": ["keep"], "high": ["tradition", "respect", "joy", "injured"], "low": ["crowd", "few"]}, Fraction(5, 2)),
        ([(Kind.SUPPORT, "pro", "keep"), (Kind.REBUTTAL, "con", "keep")],
         {"keep": ["keep"], "pro": ["tradition", "respect", "joy", "crowd"], "con": ["injured", "few"]}, Fraction(5, 2)),
        # Three sentences: reasons, objections, and what is below them.
        ([(Kind.SUPPORT, "pro", "keep"), (Kind.REBUTTAL, "injured", "keep"), (Kind.SUPPORT, "low", "pro"), (Kind.REBUTTAL, "low", "injured")],
         {"keep": ["keep"], "pro": ["tradition", "respect", "joy"], "injured": ["injured"], "low": ["crowd", "few"]}, Fraction(13, 4)),
    ],
)  # fmt: skip
def test_who_leaves_all_open_gets_few_marks(
    inferences: list[tuple[Kind, str, str]], says: dict[str, list[str]], most: Fraction | int
) -> None:
    assert _points_of(inferences, says) <= most


def test_three_claims_of_the_key_in_a_sentence_cost_nothing() -> None:
    says = {
        "pro": ["tradition", "respect", "joy"],
        **{id: _EACH[id] for id in ("keep", "crowd", "injured", "few")},
    }
    drawn = [(Kind.SUPPORT, "pro", "keep"), (Kind.REBUTTAL, "injured", "keep")]
    drawn += [(Kind.SUPPORT, "crowd", "pro"), (Kind.REBUTTAL, "few", "injured")]
    assert _points_of(drawn, says) == 5


# --- root causes ---

SETS = """\
claims:
  keep: {text: The town should keep its fireworks., premises: [[tradition, respect], [joy, aim]], rebuttals: [injured]}
  tradition: Fireworks are a tradition.
  respect: A town shouldn't take traditions away.
  joy: Everybody enjoys them.
  aim: A town is there for joy.
  injured: People are injured.
"""
FALSE = {
    "Fireworks are a tradition.": "Fireworks are no tradition.",
    "Everybody enjoys them.": "Nobody enjoys them.",
    "People are injured.": "Nobody is injured.",
}
UPSIDE_DOWN = """\
claims:
  keep: {text: The town should keep its fireworks.}
  joy: {text: Everybody enjoys them., premises: [keep]}
  tradition: {text: Fireworks are a tradition., premises: [keep]}
  aim: {text: A town is there for joy., premises: [keep]}
"""


def _denying(text: str) -> str:
    for claim, denial in FALSE.items():
        text = text.replace(claim, denial)
    return text.replace("  aim: A town is there for joy.\n", "").replace("[joy, aim]", "joy")


@pytest.mark.parametrize(
    ("map", "key", "root", "first"),
    [
        (SETS.replace("[tradition, respect], [joy, aim]", "tradition, respect, joy, aim"), SETS,
         "Premises that need each other are never linked: 2 of 2.",
         "Put that right throughout your map."),
        (SETS.replace("[tradition, respect], [joy, aim]", "tradition, respect, joy, aim")
         .replace(", rebuttals: [injured]", "").replace("  injured: People are injured.\n", ""), SETS,
         "Premises that need each other are never linked: 2 of 2.",
         "Find an objection to “The town should keep its fireworks” that isn't there yet."),
        (_denying(SETS).replace("[tradition, respect]", "tradition")
         .replace("  respect: A town shouldn't take traditions away.\n", ""), SETS,
         "Most claims say the opposite of the key: 3 of 4.", None),
        (UPSIDE_DOWN, UPSIDE_DOWN.replace(", premises: [keep]", "")
         .replace("fireworks.", "fireworks., premises: [joy, tradition, aim]"),
         "Most reasons and objections point the wrong way: 3 of 3.",
         "Put that right throughout your map."),
    ],
    ids=["apart", "apart-and-more", "denied", "reversed"],
)  # fmt: skip
def test_the_page_of_a_student_and_that_of_the_class_say_the_same_root_cause(
    map: str, key: str, root: str, first: str | None
) -> None:
    opposites = {denial: Decision(DecisionKind.OPPOSITE, claim) for claim, denial in FALSE.items()}
    grader = Grader({"key": argmap.loads(key)}, opposites)
    result = grader.result_of(Submission("map", argmap.loads(map)))
    assert result.comparison is not None
    report = feedback_of(result, result.comparison, Hints.SORT)
    assert report.root == root
    assert root in unescape(
        format_class_page([result], grader, lambda _: ("", {}), with_names=True)
    )
    assert root in unescape(student_page(result, Hints.SORT, lambda _: ("", {})))
    if first is not None:
        assert report.first == first


# --- worksheets ---

_SHEETS = [0, 1, *(pytest.param(number, marks=pytest.mark.soak) for number in range(2, 60))]


def _structure(key: ArgumentMap, names: dict[str, str]) -> Counter[tuple[object, ...]]:
    """Return the inferences of a key with other names for its claims."""
    ends: dict[str, object] = dict(names)
    for each in key.inferences.values():
        premises = frozenset(names[premise] for premise in each.premises)
        ends[each.id] = (each.kind, premises, ends[each.target])
    return Counter((ends[each.id],) for each in key.inferences.values())


def _most_right(key: ArgumentMap, boxes: list[str], order: tuple[str, ...]) -> int:
    """Return how many boxes agree with the best exchange of claims that leaves the key as it is."""
    whole = {id: id for id in key.claims}
    most = 0
    for exchange in permutations(boxes):
        exchanged = {**whole, **dict(zip(boxes, exchange, strict=True))}
        if _structure(key, exchanged) == _structure(key, whole):
            right = sum(one == other for one, other in zip(order, exchange, strict=True))
            most = max(most, right)
    return most


@pytest.mark.parametrize("number", _SHEETS)
def test_each_order_of_the_boxes_of_a_sheet_brings_the_boxes_that_are_right(number: int) -> None:
    random = Random(number)  # noqa: S311 - no secrets
    map = random_key(random)
    others = [id for id, claim in map.claims.items() if not claim.main]
    ids = random.sample(others, min(len(others), 4))
    sheet = worksheet_of(map, choose_blanks(map, ["text"], ids=ids))
    key = argmap.loads(format_key(sheet))
    boxes = list(sheet.texts)
    texts = {box: key.claims[box].text for box in boxes}
    grader = Grader({"key": key}, {})
    for order in permutations(boxes):
        claims = dict(key.claims)
        for box, other in zip(boxes, order, strict=True):
            claims[box] = replace(claims[box], text=texts[other])
        result = grader.result_of(Submission("map", replace(key, claims=claims)))
        assert result.mark is not None
        assert result.comparison is not None
        right = _most_right(key, boxes, order)
        assert result.mark.mark == Decimal(100 * 3 * right // len(boxes)) / 100, order
        report = feedback_on(result.comparison, Hints.ANSWER, (), result.diagnosis)
        said = " ".join([report.first, report.then, *report.to_fix])
        for place, (box, other) in enumerate(zip(boxes, order, strict=True), start=1):
            # No box is to be filled with what it has.
            assert f"Put this in box {place}: “{texts[other].rstrip('.')}”" not in said, box
