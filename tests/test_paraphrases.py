"""How well claims of students are recognized, measured on pairs that say the same, the opposite, or something else.

The constants were chosen by `tuned.txt`; `held_out.txt` shows what they are worth, and `fresh.txt` was written when
all words and constants were there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest

from argmap import ArgumentMap, loads
from argmap.classroom import DecisionDesk, Grader, Hints, Submission, feedback_on
from argmap.comparison import Comparison, DecisionBook, decision_for
from argmap.comparison import compare_maps as compare
from argmap.languages import lexicon_for
from tests.conftest import mostly_soak
from tests.wordings import Topic, Wording, topics_in

ENGLISH = lexicon_for("en")


class Found(NamedTuple):
    """What became of a wording: the claims of the key that are named, and the first of them."""

    wording: Wording
    named: tuple[str, ...]


def students(topic: Topic) -> list[list[Wording]]:
    """Return the wordings as maps of students: each has one per claim at most."""
    by_claim: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in topic.wordings:
        by_claim[wording.claim].append(wording)
    number = max(map(len, by_claim.values()))
    return [
        [wordings[student] for wordings in by_claim.values() if student < len(wordings)]
        for student in range(number)
    ]


def compared(topic: Topic) -> Iterator[tuple[Comparison, list[Wording]]]:
    """Yield the maps of students, compared with the key, each with their wordings."""
    key = topic.key
    for wordings in students(topic):
        texts = {wording.claim: wording.text for wording in wordings}
        # Where a claim is missing, what bears on it has nothing to bear on: the key's is there.
        for claim, (_, target) in topic.places.items():
            if claim in texts and target not in texts:
                texts[target] = topic.claims[target]
        yield compare(topic.map_with(texts), key, lexicon=ENGLISH), wordings


def found_in(topic: Topic) -> list[Found]:
    found = []
    for comparison, wordings in compared(topic):
        found += [_found(comparison, wording) for wording in wordings]
    return found


def _found(comparison: Comparison, wording: Wording) -> Found:
    match = comparison.claims.matches.get(wording.claim)
    named = list(comparison.claims.candidates.get(wording.claim, ()))
    if match is not None:
        named.insert(0, match.theirs)
        assert not match.is_certain, wording
    return Found(wording, tuple(dict.fromkeys(named)))


def measure(name: str) -> dict[str, tuple[int, int]]:
    """Return how many wordings are recognized, and of how many."""
    found = [each for topic in topics_in(name) for each in found_in(topic)]
    same = [each for each in found if each.wording.sort == "="]
    return {
        "named": (sum(each.wording.claim in each.named for each in same), len(same)),
        "first": (sum(each.named[:1] == (each.wording.claim,) for each in same), len(same)),
    }


ALL = ("tuned", "held_out", "fresh")
TOPICS = [topic for name in ALL for topic in topics_in(name)]


def of(number: tuple[int, int]) -> float:
    """Return the share of what was found."""
    found, all = number
    return found / all


def test_there_are_three_hundred_pairs_of_three_sorts() -> None:
    sorts = [wording.sort for topic in TOPICS for wording in topic.wordings]
    assert len(sorts) >= 300
    assert min(sorts.count(sort) for sort in "=!~") >= 50


@pytest.mark.soak(but=["fresh"])
@pytest.mark.parametrize("name", ALL)
def test_a_paraphrase_is_asked_about_beside_its_claim(name: str) -> None:
    measured = measure(name)
    assert of(measured["named"]) >= 0.98
    assert of(measured["first"]) >= 0.93


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_no_student_reads_that_what_is_there_in_other_words_is_missing(topic: Topic) -> None:
    for comparison, wordings in compared(topic):
        feedback = feedback_on(comparison, Hints.ANSWER)
        assert not feedback.own
        fixes = [feedback.first, feedback.then, *feedback.to_fix]
        for wording in wordings:
            if wording.sort == "=":
                missing = topic.claims[wording.claim].rstrip(".")
                denials = [line for line in fixes if line.startswith(("Add", "Link"))]
                assert not [line for line in denials if f"“{missing}”" in line]


@pytest.mark.parametrize("topic", mostly_soak(TOPICS, TOPICS[0]), ids=lambda topic: topic.name)
def test_no_decision_carries_over_to_another_claim(topic: Topic) -> None:
    texts = [*topic.claims.values(), *(wording.text for wording in topic.wordings)]
    for text, other in product(texts, texts):
        if text != other:
            book = DecisionBook({text: decision_for("K.")}, ENGLISH, topic.claims.values())
            assert book.on(ENGLISH.plain(other)) is None, (text, other)


BEGINNINGS = (
    "{}", "I think {}", "In my opinion, {}", "Of course, {}", "And {}", "We know that {}", "Clearly {}",
)  # fmt: skip


@pytest.mark.soak
def test_a_class_of_28_with_12_paraphrases_each_takes_sixty_clicks() -> None:
    topics = [topic for topic in topics_in("held_out") if topic.name in ("Social media", "Boxing")]
    choices: list[tuple[str, str, list[str]]] = []
    for topic in topics:
        for claim in topic.claims:
            same = [w.text for w in topic.wordings if (w.claim, w.sort) == (claim, "=")]
            varied = [begin.format(text) for begin, text in product(BEGINNINGS, same)]
            choices.append((topic.name, claim, varied))
    truth: dict[str, str] = {}
    key_map = _joined(topics, {(t.name, c): text for t in topics for c, text in t.claims.items()})
    grader = Grader({"key": key_map}, {})
    results = []
    for student in range(28):
        texts = {}
        for number, (name, claim, varied) in enumerate(choices):
            if (number + student) % 4:  # twelve of sixteen
                text = varied[(student * 5 + number) % len(varied)]
                texts[name, claim] = text
                truth[text] = next(t for t in topics if t.name == name).claims[claim]
        assert len(texts) == 12
        results.append(grader.result_of(Submission(f"{student}", _joined(topics, texts))))
    desk = DecisionDesk(results, grader, lambda _: None)
    clicks = _click(desk, truth)
    assert len(truth) >= 150
    assert desk.read()["left"] == 0
    assert {text: decision.theirs for text, decision in desk.decisions.items()} == truth
    assert clicks <= 60


def _joined(topics: list[Topic], texts: dict[tuple[str, str], str]) -> ArgumentMap:
    """Return one map of several topics; what bears on a claim that is missing bears on nothing."""
    claims = {}
    for topic in topics:
        for (name, id), text in texts.items():
            if name != topic.name:
                continue
            entry: dict[str, object] = {"text": text}
            for field, sign in (("premises", "+"), ("rebuttals", "-")):
                entry[field] = [
                    f"{name[0]}-{other}"
                    for other, place in topic.places.items()
                    if place == (sign, id) and (name, other) in texts
                ]
            claims[f"{name[0]}-{id}"] = entry
    return loads(json.dumps({"claims": claims}))


def _click(desk: DecisionDesk, truth: dict[str, str]) -> int:
    """Decide as a teacher who knows the truth, and return the number of clicks."""
    clicks = 0
    while True:
        shown: Any = desk.read()
        numbers = {text: number for number, text in enumerate(shown["claims"])}
        wrong, alone, ticked = [], [], defaultdict(list)
        for group in shown["groups"]:
            for wording in group["wordings"]:
                if wording["kind"]:
                    continue
                claim = numbers[truth[wording["text"]]]
                entry = {"wording": wording["id"], "kind": "same as", "claim": claim}
                if claim != group["claim"]:
                    wrong.append(entry)
                elif wording["likely"] and not wording["opposite"]:
                    ticked[claim].append(entry)
                else:
                    alone.append(entry)
        if wrong:
            clicks += 2  # opens the list of the key's claims, and chooses
            desk.save({"decide": wrong[:1]})
        elif alone:
            clicks += 1
            desk.save({"decide": alone[:1]})
        else:
            break
    for entries in ticked.values():
        clicks += 1
        desk.save({"decide": entries})
    return clicks
