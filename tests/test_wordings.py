"""A class whose students say everything in their own words: what is asked, what is denied, and how many clicks it takes.

The classes are in `paraphrases/`: 28 students with a key of 12 claims, and 7 with another one, once for tuning and
once to show what that is worth. A third one, which was written last, is for long runs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations, product
from random import Random
from typing import Any, NamedTuple

import pytest

from argmap import ArgumentMap, loads
from argmap.classroom import DecisionDesk, Grader, Hints, Submission, feedback_on
from argmap.comparison import assign
from argmap.comparison import compare_maps as compare
from argmap.languages import feedback_words_for, lexicon_for
from tests.conftest import mostly_soak
from tests.wordings import Topic, topics_in

CLASSES = ("class_tuned", "class_held_out")
TOPICS = [topic for name in (*CLASSES, "german") for topic in topics_in(name)]
LARGE = [topic for topic in TOPICS if topic.name in ("Phones", "Transport")]
THIRD = topics_in("class_third")
OWN = ("The canteen sells too many sweets.", "My sister lives in Spain.")
NOWHERE = -1


def name_of(topic: Topic) -> str:
    return topic.name


# --- the students ---


class Student(NamedTuple):
    """A map in the words of a student, and which of its claims is which of the key; "" for an idea of their own."""

    map: ArgumentMap
    claims: dict[str, str]


def students_of(topic: Topic, *, missing: int = 0, moved: int = 0, own: int = 0) -> list[Student]:
    """Return maps in which this many claims are missing, misplaced, or not in the key."""
    by_claim: defaultdict[str, list[str]] = defaultdict(list)
    for wording in topic.wordings:
        if wording.sort == "=":
            by_claim[wording.claim].append(wording.text)
    number = max(map(len, by_claim.values()))
    found = []
    for student in range(number):
        random = Random(student)  # noqa: S311 - nothing is secret
        main, *others = [claim for claim in topic.claims if student < len(by_claim[claim])]
        gone = set(random.sample(others, missing))
        kept = [main, *(claim for claim in others if claim not in gone)]
        texts = {claim: by_claim[claim][student] for claim in kept}
        places = {claim: _place(topic, claim, gone) for claim in kept[1:]}
        for claim in random.sample(kept[1:], moved):
            places[claim] = _wrong_place(places, claim, kept, random)
        for text in OWN[:own]:
            texts[text] = text
            places[text] = ("+", random.choice(kept))
        found.append(_student(topic, texts, places, random))
    return found


def _place(topic: Topic, claim: str, gone: set[str]) -> tuple[str, str]:
    sign, target = topic.places[claim]
    while target in gone:
        target = topic.places[target][1]
    return sign, target


def _wrong_place(
    places: dict[str, tuple[str, str]], claim: str, kept: list[str], random: Random
) -> tuple[str, str]:
    below = [claim]
    for each in below:  # it grows
        below += [other for other, (_, target) in places.items() if target == each]
    targets = [other for other in kept if other not in below and other != places[claim][1]]
    return (random.choice("+-"), random.choice(targets)) if targets else places[claim]


def _student(
    topic: Topic, texts: dict[str, str], places: dict[str, tuple[str, str]], random: Random
) -> Student:
    order = list(texts)
    random.shuffle(order)
    ids = {claim: f"c{number}" for number, claim in enumerate(order)}
    claims = {}
    for claim in order:
        entry: dict[str, object] = {"text": texts[claim]}
        for field, sign in (("premises", "+"), ("rebuttals", "-")):
            entry[field] = [ids[other] for other in order if places.get(other) == (sign, claim)]
        claims[ids[claim]] = entry
    map = loads(json.dumps({"language": topic.language, "claims": claims}))
    return Student(map, {ids[claim]: claim if claim in topic.claims else "" for claim in order})


HARD: tuple[dict[str, int], ...] = (
    {},
    {"moved": 3},
    {"missing": 2, "moved": 2, "own": 2},
    {"missing": 4, "moved": 1, "own": 1},
)
MISTAKES: tuple[dict[str, int], ...] = ({"moved": 3}, {"missing": 2, "moved": 2, "own": 2})


@pytest.mark.soak(but=["Hausaufgaben", "Voting"])
@pytest.mark.parametrize("topic", mostly_soak([*TOPICS, *THIRD], *TOPICS), ids=name_of)
def test_all_that_is_there_is_asked_about_and_nothing_of_it_is_denied(topic: Topic) -> None:
    key = topic.key
    add = feedback_words_for(topic.language).missing.partition("{")[0]
    named = there = 0
    for mistakes in HARD if len(topic.claims) > 6 else HARD[:1]:
        for map, claims in students_of(topic, **mistakes):
            comparison = compare(map, key, lexicon=lexicon_for(topic.language))
            texts = [topic.claims[claim].rstrip(".") for claim in claims.values() if claim]
            feedback = feedback_on(comparison, Hints.ANSWER)
            for line in (feedback.first, feedback.then, *feedback.to_fix):
                # After the words, there is a quotation mark, and then what is missing.
                missing = line.partition(add)[2][1:]
                assert not missing.startswith(tuple(texts)), line
            assert not feedback.own
            for id, claim in claims.items():
                if claim:
                    match = comparison.claims.matches.get(id)
                    assert match is None or not match.is_certain or match.theirs == claim
                    there += 1
                    named += claim in comparison.claims.candidates[id]
    assert named >= 0.98 * there


# --- the teacher ---


def desk_of(topic: Topic, students: list[Student]) -> DecisionDesk:
    grader = Grader({"key": topic.key}, {})
    submissions = [Submission(str(number), each.map) for number, each in enumerate(students)]
    return DecisionDesk(map(grader.result_of, submissions), grader, lambda _: None)


class Teacher:
    """Decides as a person who knows the truth, by what the page shows and sends, and counts the clicks."""

    def __init__(self, topic: Topic, students: list[Student]) -> None:
        self.desk = desk_of(topic, students)
        self.clicks = 0
        self._meant = {}
        for map, claims in students:
            for id, claim in claims.items():
                self._meant[map.claims[id].text] = topic.claims.get(claim, "")

    def decide_all(self) -> None:
        """Go through the page from above: what is elsewhere first, then what is not ticked, then the rest at once."""
        while decisions := self._next():
            self.desk.save({"decide": decisions})
            self.clicks += 1

    def _next(self) -> list[dict[str, object]]:
        """Return what the next click sends."""
        shown: Any = self.desk.read()
        numbers = {text: number for number, text in enumerate(shown["claims"])} | {"": NOWHERE}
        for group in shown["groups"]:
            ticked = []
            for wording in group["wordings"]:
                if wording["kind"]:
                    continue
                claim = numbers[self._meant[wording["text"]]]
                kind = "same as" if claim != NOWHERE else "not in the key"
                decision = {"wording": wording["id"], "kind": kind, "claim": claim}
                if claim != group["claim"] or wording["opposite"] or not wording["likely"]:
                    return [decision]
                ticked.append(decision)
            if ticked:
                return ticked
        return []


@pytest.mark.soak
@pytest.mark.parametrize(
    "written",
    mostly_soak(product([*LARGE, *THIRD], MISTAKES), (LARGE[1], MISTAKES[1])),
    ids=lambda written: f"{written[0].name}-{written[1]}",
)
def test_a_class_of_28_that_writes_12_claims_in_other_words_takes_sixty_clicks(
    written: tuple[Topic, dict[str, int]],
) -> None:
    topic, mistakes = written
    students = students_of(topic, **mistakes)
    assert len(students) == 28
    teacher = Teacher(topic, students)
    left = teacher.desk.read()["left"]
    assert isinstance(left, int)
    assert left >= 280
    teacher.decide_all()
    assert teacher.desk.read()["left"] == 0
    assert teacher.clicks <= 60


def open_in(desk: DecisionDesk) -> dict[int, int]:
    """Return the wordings that are open, each with the claim of the key that it is shown under."""
    read: Any = desk.read()
    return {
        wording["id"]: group["claim"]
        for group in read["groups"]
        for wording in group["wordings"]
        if not wording["kind"]
    }


@pytest.mark.soak
@pytest.mark.parametrize("topic", LARGE, ids=name_of)
def test_a_decision_regroups_what_is_open_elsewhere_and_undo_takes_that_back(topic: Topic) -> None:
    desk = desk_of(topic, students_of(topic, moved=3, own=2))
    has_learned = False
    for group in range(7):
        before = open_in(desk)
        here = [id for id, claim in before.items() if claim == group]
        shown = desk.read()
        entries = [{"wording": here[0], "kind": "same as", "claim": group + 5}]
        desk.save({"decide": entries})
        after = open_in(desk)
        # Nothing comes into the group or leaves it, but for what was decided.
        assert [id for id, claim in after.items() if claim == group] == here[1:]
        has_learned |= any(before[id] != claim for id, claim in after.items())
        desk.save({"undo": True})
        assert desk.read() == shown
        desk.save({"decide": [{"wording": id, "kind": "same as", "claim": group} for id in here]})
    assert has_learned


@pytest.mark.soak
def test_another_claim_is_one_click_away() -> None:
    (topic, *_) = LARGE
    students = students_of(topic, moved=3)
    meant = {
        student.map.claims[id].text: claim
        for student in students
        for id, claim in student.claims.items()
    }
    read: Any = desk_of(topic, students).read()
    claims = {text: number for number, text in enumerate(read["claims"])}
    far = wrong = 0
    for group in read["groups"]:
        for wording in group["wordings"]:
            others = wording["others"]
            assert len(others) == len(set(others)) == 3
            assert group["claim"] not in others
            claim = claims[topic.claims[meant[wording["text"]]]]
            if claim != group["claim"]:
                wrong += 1
                far += claim not in others
    assert far <= wrong / 2


# --- opposites ---


def students_who_object(topic: Topic) -> tuple[list[Student], dict[str, str]]:
    """Return maps of which each says the opposite of two claims of the key, as an objection where that is a reason.

    And the texts that say the opposite, each with its claim.
    """
    opposites: defaultdict[str, list[str]] = defaultdict(list)
    for wording in topic.wordings:
        if wording.sort == "!":
            opposites[wording.claim].append(wording.text)
    students, meant = [], {}
    for number, student in enumerate(students_of(topic)):
        random = Random(number)  # noqa: S311 - nothing is secret
        texts = {claim: student.map.claims[id].text for id, claim in student.claims.items()}
        places = {
            claim: _place(topic, claim, set()) for claim in [*texts][1:] if claim in topic.places
        }
        for claim in random.sample([claim for claim in places if opposites[claim]], 2):
            texts[claim] = random.choice(opposites[claim])
            meant[texts[claim]] = topic.claims[claim]
            sign, target = places[claim]
            places[claim] = ("-" if sign == "+" else "+", target)
        students.append(_student(topic, texts, places, random))
    return students, meant


@pytest.mark.soak
@pytest.mark.parametrize("topic", mostly_soak([*LARGE, *THIRD], LARGE[1]), ids=name_of)
def test_what_objects_with_the_opposite_is_never_ticked_as_the_same(topic: Topic) -> None:
    students, meant = students_who_object(topic)
    read: Any = desk_of(topic, students).read()
    marked = there = 0
    for group in read["groups"]:
        for wording in group["wordings"]:
            if meant.get(wording["text"]) == group["text"]:
                there += 1
                marked += wording["opposite"]
    assert there >= 0.85 * len(meant)
    assert marked >= 13 / 14 * there


# --- one to one ---


def best_total(values: list[list[float]], least: float) -> float:
    """Return the most that any way to pair rows with columns gains."""
    rows = len(values)
    columns: list[int | None] = [*range(len(values[0]) if values else 0), *[None] * rows]
    totals = [0.0]
    for chosen in set(permutations(columns, rows)):
        gains = [row[at] - least for row, at in zip(values, chosen, strict=True) if at is not None]
        totals.append(sum(gains))
    return max(totals)


def assignments() -> Iterator[tuple[list[list[float]], float]]:
    random = Random(1)  # noqa: S311 - nothing is secret
    for _ in range(150):
        rows, columns = random.randint(0, 3), random.randint(0, 4)
        # Among few numbers, many are equal.
        values = [
            [random.choice((0.0, 0.3, 0.5, random.random())) for _ in range(columns)]
            for _ in range(rows)
        ]
        yield values, random.choice((0.0, 0.3, 0.6))


def test_no_other_assignment_is_better() -> None:
    for values, least in assignments():
        found = assign(values, least)
        pairs = [(row, column) for row, column in enumerate(found) if column is not None]
        assert len({column for _, column in pairs}) == len(pairs)
        assert all(values[row][column] >= least for row, column in pairs)
        total = sum(values[row][column] - least for row, column in pairs)
        assert total == pytest.approx(best_total(values, least))


def test_of_very_many_things_the_best_pairs_go_first() -> None:
    values = [[float(row == column) + 0.1 for column in range(150)] for row in range(150)]
    assert assign(values, 0.5) == list(range(150))
    assert assign(values[:1] * 150, 0.5) == [0] + [None] * 149
