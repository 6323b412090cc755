"""A student's feedback: three sentences first, and a map with a sign at each box and line."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import escape

import argmap
from argmap import ArgumentMap
from argmap.classroom import (
    Criterion,
    Feedback,
    Grader,
    Hints,
    Submission,
    corrections_of,
    diagnose,
    feedback_on,
    student_page,
    to_fix,
)
from argmap.comparison import Decision, DecisionKind, decision_for
from argmap.languages import feedback_words_for, known_languages, words_for
from argmap.model import Correction
from tests.browser import violations_of_axe
from tests.run import argmap as run
from tests.strategies import maps
from tests.test_marks import draw_mistake, keys, with_inferences

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEY = """\
title: Should phones be banned in class?
claims:
  ban: {text: Our school should ban phones in class., main: true, premises: [distract, talk], rebuttals: [useful]}
  distract:
    text: Phones distract from the lesson.
    premises: [{premises: [pulls, minutes], undercutters: [off]}]
  pulls: Every message pulls pupils out of a task.
  minutes: It takes minutes to get back into a task.
  talk: Without phones pupils talk to each other more.
  useful: {text: Phones are useful for looking things up., rebuttals: [tablets]}
  tablets: The school has tablets for looking things up.
  off: Pupils can switch messages off.
"""
MIXED = """\
claims:
  ban: {text: Our school should ban phones in class., main: true, premises: [distract, open], rebuttals: [own]}
  distract: {text: Phones distract from the lesson., premises: [pulls]}
  pulls: Every message pulls pupils out of a task.
  open: Pupils talk with one another more if they have no phones.
  own: Some teachers use phones themselves.
  useful: {text: Phones are useful for looking things up., premises: [ban]}
"""
DECIDED = {"Some teachers use phones themselves.": decision_for("")}
ONE_MISTAKE = {
    "reversed": KEY.replace(", rebuttals: [useful]", "").replace("up., rebuttals", "up., premises: [ban], rebuttals"),
    "misplaced": KEY.replace("premises: [distract, talk]", "premises: [distract, talk, tablets]").replace(", rebuttals: [tablets]", ""),
    "unlinked": KEY.replace("[{premises: [pulls, minutes], undercutters: [off]}]", "[{premises: [pulls], undercutters: [off]}, minutes]"),
    "half empty": re.sub(r", rebuttals: \[useful\]|  (useful|tablets): .*\n", "", KEY),
}  # fmt: skip


def _graded(
    text: str,
    key: str = KEY,
    decisions: dict[str, Decision] | None = None,
    hints: Hints = Hints.SORT,
) -> Feedback:
    """Return the feedback on a map as `argmap grade` gives it."""
    result = Grader({"key": argmap.loads(key)}, decisions or {}).result_of(
        Submission("map", argmap.loads(text))
    )
    assert result.comparison is not None
    return feedback_on(result.comparison, hints, result.fixes, result.diagnosis)


def _signs(
    text: str, decisions: dict[str, Decision] | None = None, key: str = KEY
) -> dict[str, Correction]:
    result = Grader({"key": argmap.loads(key)}, decisions or {}).result_of(
        Submission("map", argmap.loads(text))
    )
    assert result.comparison is not None
    assert result.diagnosis is not None
    return corrections_of(result.comparison, result.diagnosis)


# --- three sentences ---


def test_what_is_to_be_fixed_first_is_what_raises_the_mark_most() -> None:
    # The link brings a criterion of its own, which the missing answer does not.
    text = (
        ONE_MISTAKE["unlinked"]
        .replace(", rebuttals: [tablets]", "")
        .replace("  tablets:", "  # tablets:")
    )
    report = _graded(text)
    assert report.first.startswith("Link these premises, because they need each other: “Every")
    assert report.then == (
        "Find an objection to “Phones are useful for looking things up” that isn't there yet."
    )


def test_another_rubric_makes_something_else_the_first() -> None:
    text = ONE_MISTAKE["unlinked"].replace(
        "rebuttals: [tablets]}", "rebuttals: [tablets], premises: [ban]}"
    )
    assert text != ONE_MISTAKE["unlinked"]
    comparison = argmap.compare(argmap.loads(text), argmap.loads(KEY))
    diagnosis = diagnose(comparison)
    by_links = to_fix(diagnosis, {Criterion.LINKS: Decimal(9), Criterion.MAIN: Decimal(1)})
    by_main = to_fix(diagnosis, {Criterion.LINKS: Decimal(1), Criterion.MAIN: Decimal(9)})
    assert feedback_on(comparison, fixes=by_links).first.startswith("Link these premises")
    assert feedback_on(comparison, fixes=by_main).first.startswith("Take this out")


@pytest.mark.parametrize("name", ONE_MISTAKE)
def test_after_the_only_mistake_a_student_goes_further(name: str) -> None:
    report = _graded(ONE_MISTAKE[name])
    assert report.best.startswith("Keep this as it is: ")
    assert not report.first.startswith("You don't")
    last = [report.then, *report.to_fix]
    assert any(each.startswith("Go further") for each in last) or len(last) == len(set(last))


def test_the_best_thing_is_what_is_hard_to_see() -> None:
    assert "inference from" in _graded(KEY).best
    without_doubt = KEY.replace(
        "{premises: [pulls, minutes], undercutters: [off]}", "[pulls, minutes]"
    )
    assert " + " in _graded(without_doubt, without_doubt).best
    nothing = {"Nothing of the kind.": decision_for("")}
    # What has nothing of the key is not praised.
    assert _graded("claims: {a: Nothing of the kind.}", decisions=nothing).best == ""


def test_a_map_without_mistakes_is_carried_on_with() -> None:
    report = _graded(KEY)
    assert (
        report.first
        == "You don't need to fix anything: your map has everything that is in the key."
    )
    assert report.then == (
        "Go further: write down an objection to “Phones distract from the lesson”, and answer it."
    )
    unanswered = KEY.replace(", rebuttals: [tablets]", "").replace("  tablets:", "  # tablets:")
    assert _graded(unanswered, unanswered).then == (
        "Go further and answer this objection: “Phones are useful for looking things up” as an"
        " objection to “Our school should ban phones in class”."
    )


def test_who_is_asked_for_an_answer_to_an_objection_is_asked_once() -> None:
    unanswered = re.sub(r", rebuttals: \[tablets\]|  tablets: .*\n", "", KEY)
    report = _graded(unanswered)
    asked = "Find an objection to “Phones are useful for looking things up” that isn't there yet."
    assert report.first == asked
    assert report.then == (
        "Go further: write down an objection to “Phones distract from the lesson”, and answer it."
    )
    # Nor for one that is on the map, at a wrong place.
    misplaced = _graded(ONE_MISTAKE["misplaced"])
    assert misplaced.first.startswith("Decide again")
    # An objection that is to be moved is not to be answered where it is.
    flat = KEY.replace("rebuttals: [useful]", "rebuttals: [useful, tablets]")
    moved = _graded(flat.replace("up., rebuttals: [tablets]", "up."))
    for report in (misplaced, moved):
        said = [report.first, report.then, *report.to_fix]
        assert not any(sentence.startswith("Go further and answer") for sentence in said)


def test_a_claim_that_waits_for_the_teacher_leaves_the_rest_as_good_as_it_is() -> None:
    reworded = KEY.replace(
        "Without phones pupils talk to each other more.",
        "Pupils talk with one another more if they have no phones.",
    )
    report = _graded(reworded)
    assert report.questions == ("“Pupils talk with one another more if they have no phones”",)
    assert report.best.startswith("Keep this as it is: “Pupils can switch messages off” as an")
    assert report.first == ("Leave your map as it is for now, until your teacher has looked at it.")
    assert report.then.startswith("Go further: write down an objection to “Phones distract")


BOTH_SIDES = """\
title: Should the town put cameras in the park?
sides: {for: Put up cameras, against: Leave the park alone}
claims:
  cameras: {text: The town should put cameras in the park., side: for, main: true, premises: [safer], rebuttals: [{premises: alone, implicit: true}]}
  alone: {text: The park should stay free of cameras., side: against, main: true, premises: [eyes], rebuttals: [{premises: cameras, implicit: true}]}
  safer: {text: Everybody would be safer in the evening., premises: [fear]}
  fear: Thieves who expect to be caught stay away.
  eyes: Nobody feels free under the eyes of others.
"""


def test_who_holds_one_of_two_main_claims_is_asked_for_objections_to_it() -> None:
    one_side = re.sub(r", rebuttals: \[{[^}]*}\]|  (cameras|safer|fear): .*\n", "", BOTH_SIDES)
    report = _graded(one_side, BOTH_SIDES)
    assert report.first == (
        "Find an objection to “The park should stay free of cameras” that isn't there yet."
    )
    # What bears on it is missing, too, and asked for later.
    assert report.then == "Look over your whole map: something is missing."
    place = _graded(one_side, BOTH_SIDES, hints=Hints.PLACE)
    assert (
        place.first == "Look at “The park should stay free of cameras”: something is missing there."
    )


def test_a_main_claim_that_is_missing_is_asked_for_as_one() -> None:
    none = "claims: {eyes: Nobody feels free under the eyes of others.}"
    assert _graded(none, BOTH_SIDES).first == "Find a main claim that isn't there yet."
    answer = _graded(none, BOTH_SIDES, hints=Hints.ANSWER)
    assert answer.first == "Add this: “The town should put cameras in the park”."
    place = _graded(none, BOTH_SIDES, hints=Hints.PLACE)
    assert place.first == "Look over your whole map: something is missing."


def test_a_missing_main_claim_is_missing_nowhere_else(tmp_path: Path) -> None:
    one_side = re.sub(r", rebuttals: \[{[^}]*}\]|  (cameras|safer|fear): .*\n", "", BOTH_SIDES)
    page = _page(tmp_path, one_side, 2, key=BOTH_SIDES)
    assert "something is missing here" not in page
    assert page.count(">missing</text>") == 2  # at the box, and in the legend


def test_a_claim_that_says_only_a_part_is_to_be_completed() -> None:
    text = KEY.replace("Pupils can switch messages off.", "Messages can be off.")
    decisions = {
        "Messages can be off.": Decision(DecisionKind.PARTLY, "Pupils can switch messages off.")
    }
    report = _graded(text, decisions=decisions)
    assert report.first == "Say this more completely: “Messages can be off”."
    assert report.best.startswith(
        "Keep this as it is: “Every message pulls pupils out of a task” +"
    )
    alone = _graded("claims: {off: Messages can be off.}", decisions=decisions)
    assert alone.best == "Keep the claims that you have, because you can build on them."
    assert _signs(text, decisions)["off"] is Correction.TO_FIX


def test_an_inference_that_contradicts_the_key_is_to_be_taken_out() -> None:
    text = KEY.replace("rebuttals: [useful]}", "rebuttals: [useful, talk]}")
    report = _graded(text)
    assert report.first.startswith("Take this out, because it contradicts")
    assert [id for id, sign in _signs(text).items() if sign is Correction.TO_FIX] == [
        "talk:rebuts:ban"
    ]


@given(keys(), st.data())
def test_who_has_not_the_best_mark_reads_what_to_do(key: ArgumentMap, data: st.DataObject) -> None:
    # Drawn twice, an inference can be right once and wrong once.
    ends = {(each.kind, each.premises, each.target) for each in key.inferences.values()}
    assume(len(ends) == len(key.inferences))
    order = data.draw(st.permutations(list(key.inferences)))
    wrong = order[: data.draw(st.integers(0, 2))]
    inferences = []
    for id, inference in key.inferences.items():
        is_wrong = id in wrong
        inferences += draw_mistake(data, key, id) if is_wrong else [inference]
    map = with_inferences(key, inferences)
    result = Grader({"key": key}, {}).result_of(Submission("map", map))
    assert result.comparison is not None
    assert result.mark is not None
    assert result.diagnosis is not None
    signs = corrections_of(result.comparison, result.diagnosis)
    assert signs.keys() == {*map.claims, *map.inferences}
    # All its claims are those of the key: nothing waits for the teacher.
    assert Correction.OPEN not in signs.values()
    words = feedback_words_for("en")
    for hints in Hints:
        report = feedback_on(result.comparison, hints, result.fixes)
        is_best = result.mark.mark == result.mark.most
        assert is_best is (report.first == words.nothing_to_fix)
        said = [report.first, report.then, *report.to_fix]
        assert len(set(said)) == len(said)
        assert (
            is_best
            or hints is not Hints.SORT
            or Correction.TO_FIX in signs.values()
            or result.fixes
        )


@given(maps(), maps(), st.sampled_from(Hints), st.booleans())
def test_of_any_two_maps_a_page_can_be_made(
    map: ArgumentMap, key: ArgumentMap, hints: Hints, is_complete: bool
) -> None:
    grader = Grader({"key": key}, {}, count_implicit=is_complete)
    result = grader.result_of(Submission("map", map))
    page = student_page(result, hints, lambda _: ("", {}))
    assert "</html>" in page
    if hints is Hints.SORT:
        # No claim of the key that the student does not have is on the page.
        own = " ".join(claim.text for claim in map.claims.values())
        for claim in key.claims.values():
            is_named = claim.text in own or len(claim.text) < 8 or claim.text in key.title
            assert is_named or claim.text not in page


WALK = """\
claims:
  ban: {text: Cars should be banned near schools., main: true, premises: [lungs, awake], rebuttals: [far]}
  lungs: {text: Lungs would suffer less., premises: [[fumes, parents]]}
  fumes: Fumes damage lungs.
  parents: Parents cause most of the fumes.
  awake: {text: Pupils would be more awake., premises: [walk]}
  walk: {text: More children would walk., premises: [fear]}
  fear: Fear makes parents drive.
  far: {text: Some families live far away., rebuttals: [parks]}
  parks: There are car parks on the way.
"""
REVERSED = (
    WALK.replace("awake., premises: [walk]", "awake., premises: [fear]")
    .replace("walk., premises: [fear]}", "walk.}")
    .replace("fear: Fear makes parents drive.", "fear: {text: Fear makes parents drive., premises: [walk]}")
)  # fmt: skip


def test_a_relation_is_not_missing_while_its_premise_stands_the_wrong_way_round() -> None:
    report = _graded(REVERSED, WALK)
    turn = (
        "Turn this around: “More children would walk” as a reason for “Fear makes parents drive”."
    )
    assert report.first == turn
    assert report.then == "Look over your whole map: something is missing."
    assert not report.to_fix
    answer = _graded(REVERSED, WALK, hints=Hints.ANSWER)
    assert (answer.first, answer.to_fix) == (turn, ())
    # Once it is turned around, what is written is to be connected, and nothing is to be found.
    turned = REVERSED.replace("walk.}", "walk., premises: [fear]}").replace(
        ", premises: [walk]", ""
    )
    report = _graded(turned, WALK)
    assert report.first == (
        "Something that you have already written belongs under “Pupils would be more awake”: find it."
    )
    answer = _graded(turned, WALK, hints=Hints.ANSWER)
    assert answer.first == (
        "Connect what you have already written: “More children would walk” as a reason for"
        " “Pupils would be more awake”."
    )


def test_an_inference_between_claims_of_the_key_is_an_idea_and_no_question() -> None:
    report = _graded(REVERSED, WALK)
    assert report.questions == ()
    assert report.own == (
        "“Fear makes parents drive” as a reason for “Pupils would be more awake”",
    )
    assert _signs(REVERSED, key=WALK)["fear:supports:awake"] is Correction.OWN
    # While one of the claims is open, so is what is drawn between them.
    reworded = REVERSED.replace("Fear makes parents drive.", "Driving comes from fear of traffic.")
    assert _graded(reworded, WALK).own == ()


def test_premises_are_linked_once_they_stand_where_they_belong() -> None:
    flat = WALK.replace("[lungs, awake]", "[lungs, awake, fumes, parents]").replace(
        "{text: Lungs would suffer less., premises: [[fumes, parents]]}", "Lungs would suffer less."
    )
    report = _graded(flat, WALK)
    said = [report.first, report.then, *report.to_fix]
    assert report.first.startswith("Move this farther down")
    assert not any(sentence.startswith("Link ") for sentence in said)
    below = flat.replace("[lungs, awake, fumes, parents]", "[lungs, awake]").replace(
        "lungs: Lungs would suffer less.",
        "lungs: {text: Lungs would suffer less., premises: [fumes, parents]}",
    )
    assert _graded(below, WALK).first.startswith("Link these premises")


def test_reasons_that_count_alone_are_to_be_separated() -> None:
    text = WALK.replace("premises: [lungs, awake]", "premises: [[lungs, awake]]")
    report = _graded(text, WALK)
    assert report.first == (
        "Separate these premises, because each counts on its own: “Lungs would suffer less” +"
        " “Pupils would be more awake” as a reason for “Cars should be banned near schools”."
    )
    assert report.then.startswith("Go further")
    # A premise of something else is to be taken out.
    text = WALK.replace("[[fumes, parents]]", "[[fumes, parents, fear]]")
    assert _graded(text, WALK).first.startswith("Take “Fear makes parents drive” out of this")


def test_what_is_to_be_completed_is_not_what_stays_as_it_is() -> None:
    key = "claims: {a: {text: Apples are red., premises: [b], rebuttals: [c]}, b: Bees buzz., c: Cats nap.}"
    text = "claims: {a: {text: Apples are red., premises: [b], rebuttals: [c]}, b: Bees buzz., c: They nap.}"
    decisions = {"They nap.": Decision(DecisionKind.PARTLY, "Cats nap.")}
    report = _graded(text, key, decisions)
    assert report.best == "Keep this as it is: “Bees buzz” as a reason for “Apples are red”."
    assert report.first == "Say this more completely: “They nap”."
    without = _graded(text.replace("premises: [b], ", ""), key, decisions)
    assert without.best == "Keep this as it is: “Apples are red”."


def test_what_speaks_against_a_claim_past_a_missing_objection_is_an_objection() -> None:
    # "Parks" is a reason for an objection that the map lacks.
    key = WALK.replace("rebuttals: [parks]", "premises: [parks]")
    text = re.sub(r", premises: \[parks\]|  far: .*\n", "", key).replace("[far]", "[parks]")
    report = _graded(text, key)
    assert report.first == (
        "Find an objection to “Cars should be banned near schools” that isn't there yet."
    )
    assert "correct kind: 6 of 6" in report.counts
    assert not any("Decide again" in each for each in (report.then, *report.to_fix))


def test_what_a_student_holds_the_opposite_of_is_asked_for_beside_it() -> None:
    text = WALK.replace("Pupils would be more awake.", "Nobody would be more awake.")
    text = re.sub(r", premises: \[(walk|fear)\]|  (walk|fear): .*\n", "", text)
    denied = Decision(DecisionKind.OPPOSITE, "Pupils would be more awake.")
    report = _graded(text, WALK, {"Nobody would be more awake.": denied})
    main = "“Cars should be banned near schools”"
    assert report.first == f"Find a reason for {main} that isn't there yet."
    # What is a reason for a claim is an objection to its opposite.
    assert report.then == (
        "Find an objection to “Nobody would be more awake” that isn't there yet."
    )
    asked = _graded(text, WALK, {"Nobody would be more awake.": decision_for("")})
    assert asked.first.startswith("Find a reason for “Cars should be banned")


def test_what_is_missing_several_times_is_counted() -> None:
    text = re.sub(r"premises: \[lungs, awake\], rebuttals: \[far\]", "premises: []", WALK)
    text = "\n".join(text.splitlines()[:2])
    report = _graded(text, WALK)
    main = "“Cars should be banned near schools”"
    assert [report.first, report.then] == [
        f"Find 2 reasons for {main} that aren't there yet.",
        f"Find an objection to {main} that isn't there yet.",
    ]
    # Linked premises are one reason.
    text = WALK.replace(", premises: [[fumes, parents]]", "")
    text = re.sub(r"  (fumes|parents): .*\n", "", text)
    assert _graded(text, WALK).first == (
        "Find a reason for “Lungs would suffer less” that isn't there yet."
    )


def test_a_map_that_nobody_has_read_gets_one_sentence() -> None:
    text = "claims: {a: {text: Traffic is bad., main: true, premises: [b]}, b: I like walking.}"
    report = _graded(text, WALK)
    assert report.first == "Leave your map as it is for now, until your teacher has looked at it."
    assert (report.best, report.then, report.to_fix) == ("", "", ())


def test_a_criterion_that_waits_has_no_level(tmp_path: Path) -> None:
    text = "claims: {a: {text: Traffic is bad., main: true, premises: [b]}, b: I like walking.}"
    page = _page(tmp_path, text, Hints.SORT, key=WALK)
    assert (
        "<h2>Provisional mark: none yet. Your teacher still has to look at your claims.</h2>"
        in page
    )
    assert "Main claim: undecided" in page
    assert "nothing right yet" not in page
    assert "Go further" not in page


def test_kind_and_place_of_one_relation_are_one_sentence() -> None:
    text = WALK.replace(", rebuttals: [parks]", "").replace("awake], reb", "awake, parks], reb")
    report = _graded(text, WALK)
    assert report.first == (
        "Decide again whether this is a reason or an objection, and move it farther down, under a"
        " reason or an objection: “There are car parks on the way” as a reason for “Cars should be"
        " banned near schools”."
    )
    assert report.then.startswith("Go further")


def test_what_bears_on_a_claim_that_waits_for_the_teacher_waits_too() -> None:
    text = WALK.replace("rebuttals: [far]}", "rebuttals: [stay]}\n  stay: {text: Cars should be allowed near schools., premises: [far]}")  # fmt: skip
    assert _signs(text, key=WALK)["far:supports:stay"] is Correction.OPEN
    for hints in Hints:
        report = _graded(text, WALK, hints=hints)
        assert report.questions == ("“Cars should be allowed near schools”",)
        assert report.first == (
            "Leave your map as it is for now, until your teacher has looked at it."
        )


def test_a_step_of_ones_own_costs_nothing() -> None:
    text = WALK.replace("rebuttals: [far]}", "rebuttals: [own]}\n  own: {text: Villages need roads., premises: [far]}")  # fmt: skip
    report = _graded(text, WALK, {"Villages need roads.": decision_for("")})
    assert report.first == (
        "You don't need to fix anything: your map has everything that is in the key."
    )
    assert report.own == ("“Villages need roads”",)


def test_an_answer_keeps_the_words_of_the_student() -> None:
    text = WALK.replace("rebuttals: [parks]", "premises: [parks]")
    assert _graded(text, WALK, hints=Hints.ANSWER).first == (
        "Make this an objection: “There are car parks on the way” as a reason for"
        " “Some families live far away”."
    )
    text = WALK.replace("premises: [lungs, awake]", "premises: [lungs, awake, walk]").replace(
        "awake., premises: [walk]", "awake."
    )
    text = text.replace("Pupils would be more awake.", "We would be awake.")
    decisions = {"We would be awake.": decision_for("Pupils would be more awake.")}
    assert _graded(text, WALK, decisions, Hints.ANSWER).first == (
        "Move this to “We would be awake”: “More children would walk” as a reason for"
        " “Cars should be banned near schools”."
    )


def test_the_page_of_a_file_that_cannot_be_read_shows_the_line(tmp_path: Path) -> None:
    text = 'claims:\n  ban: a & b\n  bikes: "Take the bike.\n  walk: Walk.\n'
    (tmp_path / "key.yaml").write_text(KEY, encoding="utf-8")
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    run("grade", "map.yaml", "--key", "key.yaml", "--feedback", "pages", cwd=tmp_path)
    page = (tmp_path / "pages" / "map.html").read_text(encoding="utf-8")
    shown = '2 |   ban: a & b\n3 |   bikes: "Take the bike.'
    assert f'<pre dir="auto">{escape(shown)}</pre>' in page
    # A line as long as a book is shown in part, and what stands for nothing is not shown.
    (tmp_path / "map.yaml").write_text(f'claims: {{a: "{"x" * 9000}\n', encoding="utf-8")
    run("grade", "map.yaml", "--key", "key.yaml", "--feedback", "pages", cwd=tmp_path)
    page = (tmp_path / "pages" / "map.html").read_text(encoding="utf-8")
    assert "x" * 200 not in page


# --- signs ---


def test_nothing_waits_for_the_teacher_that_nobody_has_to_decide() -> None:
    both = "Every message pulls pupils out of a task and it takes minutes to get back into a task."
    text = KEY.replace("[pulls, minutes], undercutters: [off]", "[pulls]")
    text = re.sub(r"  (minutes|off): .*\n", "", text)
    text = text.replace("Every message pulls pupils out of a task.", both)
    # One sentence that says both linked premises is right; what undercuts them is missing.
    report = _graded(text)
    assert report.first.startswith("Find an objection to the inference from “Every message")
    assert report.questions == ()
    signs = _signs(text)
    assert signs["pulls"] is signs["pulls:supports:distract"] is Correction.RIGHT
    assert Correction.OPEN not in signs.values()
    # A claim and a reason for it in one sentence are to be split.
    joined = KEY.replace(
        "Phones distract from the lesson.",
        "Phones distract from the lesson and every message pulls pupils out of a task.",
    )
    joined = joined.replace("[pulls, minutes]", "[minutes]").replace(
        "  pulls: Every message pulls pupils out of a task.\n", ""
    )
    assert joined != KEY
    assert _graded(joined).first.startswith("Split this into two claims: “Phones distract from the")
    assert _signs(joined)["distract"] is Correction.TO_FIX


def test_a_main_claim_on_its_own_is_right() -> None:
    text = "claims: {ban: Our school should ban phones in class.}"
    assert _signs(text) == {"ban": Correction.RIGHT}
    unlinked = text.replace("}", ", talk: Without phones pupils talk to each other more.}")
    assert set(_signs(unlinked).values()) == {Correction.RIGHT}
    report = _graded(text)
    assert report.best == "Keep this as it is: “Our school should ban phones in class”."
    assert [report.first, report.then, *report.to_fix] == [
        "Find 2 reasons for “Our school should ban phones in class” that aren't there yet.",
        "Find an objection to “Our school should ban phones in class” that isn't there yet.",
    ]


def test_each_box_and_each_line_has_a_sign() -> None:
    right, wrong, is_open, own = (
        Correction.RIGHT,
        Correction.TO_FIX,
        Correction.OPEN,
        Correction.OWN,
    )
    assert _signs(MIXED, DECIDED) == {
        "ban": right, "distract": right, "pulls": right, "open": is_open, "own": own, "useful": right,
        "distract:supports:ban": right, "open:supports:ban": is_open, "own:rebuts:ban": own,
        "pulls:supports:distract": wrong, "ban:supports:useful": wrong,
    }  # fmt: skip
    assert set(_signs(KEY).values()) == {right}


def test_until_a_person_has_decided_nothing_is_called_missing_that_may_be_there(
    tmp_path: Path,
) -> None:
    text = MIXED.replace(", rebuttals: [own]", "").replace("  own:", "  # own:")
    for hints in Hints:
        page = _page(tmp_path, text, hints)
        assert "Your teacher will look at this" in page
        assert "talk to each other more" not in page
        # Missing are the second premise, the undercutter, the objection's answer, and no reason.
        assert "Find a reason" not in page
    assert "not in the key" not in page


def _page(folder: Path, text: str, hints: int, *options: str, key: str = KEY) -> str:
    (folder / "key.yaml").write_text(key, encoding="utf-8")
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    result = run("grade", "map.yaml", "--key", "key.yaml", "--hints", str(hints), "--feedback", "pages", *options, cwd=folder)  # fmt: skip
    assert result.code == 0
    return (folder / "pages" / "map.html").read_text(encoding="utf-8")


def test_a_page_has_sentences_then_the_map_then_the_mark_and_no_sentence_twice(
    tmp_path: Path,
) -> None:
    page = _page(tmp_path, MIXED, 2, "--matches", _decided(tmp_path))
    places = [page.index(part) for part in ("<dl", "More to fix", "Your map", "Provisional mark:")]
    assert places == sorted(places)
    sentences = re.findall(r"<(?:dd|li)[^>]*>(.*?)</", page)
    assert len(sentences) == len(set(sentences))


def test_the_legend_explains_each_sign_once_and_only_those_there_are(tmp_path: Path) -> None:
    for text, expected in ((KEY, 1), (MIXED, 4)):
        for hints in Hints:
            page = _page(tmp_path, text, hints, "--matches", _decided(tmp_path))
            legend = page.rpartition('<g transform="')[2]
            names = re.findall(r">([^<>]+)</text>", legend)
            assert len(names) == len(set(names)), names
            assert len(re.findall('class="correction', legend)) == expected
            assert names.count("missing") == (text is MIXED and hints is not Hints.PLACE)


def test_the_title_of_a_page_is_not_repeated_above_the_map(tmp_path: Path) -> None:
    page = _page(tmp_path, f"title: Phones in class\n{KEY.partition(chr(10))[2]}", 2)
    assert page.count("<h1") == 1
    assert "Phones in class</text>" not in page


def test_a_page_is_named_once(tmp_path: Path) -> None:
    untitled = KEY.partition("\n")[2]
    page = _page(tmp_path, untitled, 2, key=untitled)
    assert page.count("map.yaml") == 2  # in the head, and as the heading
    page = _page(tmp_path, KEY, 2, key=untitled)
    assert '<h1 dir="auto">Should phones be banned in class?</h1>\n<p class="quiet"' in page


def test_the_answer_to_a_reason_that_is_an_objection_is_no_second_line(tmp_path: Path) -> None:
    swapped = KEY.replace("premises: [distract, talk], rebuttals: [useful]", "premises: [useful], rebuttals: [distract, talk]")  # fmt: skip
    page = _page(tmp_path, swapped, 3)
    assert "Make this a reason: “Phones distract from the lesson”" in page
    # Nothing is missing, and no box is repeated.
    assert ">missing</text>" not in page
    assert "repeated" not in page


def test_those_who_do_not_see_the_picture_hear_each_sign(tmp_path: Path) -> None:
    page = _page(tmp_path, MIXED, 2, "--matches", _decided(tmp_path))
    description = page.partition("<desc>")[2].partition("</desc>")[0]
    for line in (
        "1 Our school should ban phones in class. (as in the key; line: something to fix here)",
        "Every message pulls pupils out of a task. (as in the key; line: something to fix here)",
        "have no phones. (your teacher will look at this; line: your teacher will look at this)",
        "Some teachers use phones themselves. (your own idea; line: your own idea)",
        "… (missing)",
    ):
        assert line in description
    shown = page.count('class="correction ')
    in_legend = 4
    assert shown - in_legend == 11


def _decided(folder: Path) -> str:
    (folder / "m.yaml").write_text(
        "- {claim: Some teachers use phones themselves., not in the key: true}\n"
    )
    return "m.yaml"


SIGNS_OVER_TEXT = """() => {
  const boxes = [...document.querySelectorAll("svg text")].map(each => each.getBoundingClientRect());
  const over = [];
  for (const sign of document.querySelectorAll("svg .correction")) {
    const circle = (sign.querySelector("circle, rect")).getBoundingClientRect();
    const [x, y] = [circle.x + circle.width / 2, circle.y + circle.height / 2];
    for (const text of boxes) {
      const height = text.height * 0.72;  // of the letters
      const top = text.y + (text.height - height) / 2;
      const dx = Math.max(text.x - x, 0, x - text.right);
      const dy = Math.max(top - y, 0, y - (top + height));
      if (Math.hypot(dx, dy) < circle.width / 2 - 0.5) over.push([sign.textContent, x, y]);
    }
  }
  return over;
}"""


@pytest.mark.parametrize("name", [*ONE_MISTAKE, "mixed"])
def test_no_sign_is_over_a_text_and_axe_finds_nothing(
    name: str, page: Page, tmp_path: Path
) -> None:
    text = {**ONE_MISTAKE, "mixed": MIXED}[name]
    for hints in Hints:
        _page(tmp_path, text, hints)
        page.goto((tmp_path / "pages" / "map.html").as_uri())
        assert page.evaluate(SIGNS_OVER_TEXT) == []


def test_a_page_is_readable_in_the_dark_on_a_phone_and_on_paper(
    phone: Page, tmp_path: Path
) -> None:
    _page(tmp_path, MIXED, 3)
    address = (tmp_path / "pages" / "map.html").as_uri()
    for width in (1366, 360):
        phone.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            phone.goto(address)
            assert violations_of_axe(phone) == []
            assert phone.evaluate("document.documentElement.scrollWidth") <= width
    paper = phone.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


TALL = """\
title: Should the town ban cars around schools?
claims:
  ban: {text: It would be right to keep cars away from the school streets before lessons and after them., main: true, premises: [safer, lungs, awake, loud], rebuttals: [far, side]}
  safer: {text: Pupils could get to school with less danger., premises: [turn, altbruck]}
  turn: "When parents stop, turn around or go into reverse, that's when most of the accidents at the gate happen."
  altbruck: "Since Altbruck has closed its streets, there's been a drop of 50 % in accidents near the schools."
  lungs: {text: Children's lungs would suffer less., premises: [[fumes, parents]]}
  fumes: "While a child is growing, exhaust gases can damage the lungs."
  parents: "Outside the school, parents' cars are where most of these gases come from."
  awake: {text: Everybody would be wide awake when the first lesson starts., premises: [walk]}
  walk: {text: Walking and cycling to school would become more popular., premises: [fear]}
  fear: It's fear of the traffic that makes many parents use the car.
  loud: Cars are also really loud.
  far: {text: "Without a car, families from far away wouldn't get to school.", rebuttals: [parks]}
  parks: "From the car parks, where they could be dropped, children only need five minutes."
  side: Streets in the neighbourhood would get all that traffic instead.
"""  # fmt: skip


def test_a_tall_map_begins_on_the_first_sheet(phone: Page, tmp_path: Path) -> None:
    key = re.sub(r", loud|  loud: .*\n|, side\b|  side: .*\n", "", TALL)
    _page(tmp_path, TALL, 2, key=key)
    phone.goto((tmp_path / "pages" / "map.html").as_uri())
    paper = phone.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


@pytest.mark.parametrize("tag", known_languages())
def test_a_page_says_each_sign_in_every_language(tag: str, tmp_path: Path) -> None:
    page = _page(tmp_path, MIXED, 2, key=f"language: {tag}\n{KEY}")
    words = words_for(tag)
    for correction in (Correction.RIGHT, Correction.TO_FIX, Correction.OPEN):
        assert words.word(correction) in page
    assert ('dir="rtl"' in page) is words.rtl
