"""What the editor offers while one types: keys and ids, by the place of the cursor."""

from __future__ import annotations

import json

import pytest

from argmap.page import Editor

MAP = """\
title: Should we go by bike?
sides: {yes: Go, no: Stay}
claims:
  go: {text: We should go by bike., side: yes, premises: [healthy], rebuttals: [rain]}
  healthy: {text: Cycling is healthy., evidence: survey}
  rain: It will rain.
sources: {survey: {title: A survey}, study: {title: A study}}
"""


def offered(typed: str, at: str = "|") -> list[str]:
    """Return what is offered where `|` is in a text that is typed after a whole map."""
    editor = Editor(MAP)
    before, _, after = typed.partition(at)
    place = {"line": before.count("\n") + 1, "column": len(before.rpartition("\n")[2]) + 1}
    message = {"revision": 0, "complete": {**place, "text": before + after}}
    answer = json.loads(editor.answer(json.dumps(message)))
    word_length = len(before) - len(before.rstrip("abcdefghijklmnopqrstuvwxyz-_"))
    for item in answer["items"]:
        assert item["from"] == {**place, "column": place["column"] - word_length}
    return [item["text"] for item in answer["items"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ti|", ["title: "]),
        ("claims:\n  go:\n    prem|", ["premises: "]),
        ("claims:\n  go: {text: We go., prem|", ["premises: "]),
        ("claims:\n  go: {text: We go., premises: [hea|", ["healthy"]),
        ("claims:\n  go: {premises: [[rain, hea|", ["healthy"]),
        ("claims:\n  go:\n    premises: hea|", ["healthy"]),
        ("claims:\n  go:\n    premises:\n      - hea|", ["healthy"]),
        ("claims:\n  go:\n    premises:\n    - hea|", ["healthy"]),
        (
            "claims:\n  go:\n    premises:\n      - rain\n\n      # a note\n      - hea|",
            ["healthy"],
        ),
        ("claims:\n  go:\n    premises:\n      - premises: [rain]\n        sch|", ["scheme: "]),
        ("claims:\n  go:\n    premises:\n      - premises: [rain, hea|", ["healthy"]),
        ("claims:\n  go:\n    objections: [ra|", ["rain"]),
        ("claims:\n  go:\n    premises: [rain,\n      hea|", ["healthy"]),
        ("claims:\n  - text: We go.\n    premises: [hea|", ["healthy"]),
        ("claims:\n  go:\n    side: n|", ["no"]),
        ("claims:\n  go: {side: |", ["yes", "no"]),
        ("claims:\n  go:\n    evidence: st|", ["study"]),
        ("claims:\n  go:\n    evidence: [survey, st|", ["study"]),
        ("claims:\n  go:\n    main: t|", ["true"]),
        ("language: d|", ["de"]),
        ("sources:\n  a:\n    titl|", ["title: "]),
        ("expect:\n  hea|", ["healthy: "]),
        ("expect:\n  go: st|", ["stands"]),
    ],
)
def test_what_can_come_next_is_offered(typed: str, first: list[str]) -> None:
    assert offered(typed)[: len(first)] == first


def test_claims_are_found_by_their_words() -> None:
    assert offered("claims:\n  go: {premises: [cyc|") == ["healthy"]


def test_a_scheme_is_offered_by_its_name() -> None:
    typed = "claims:\n  go:\n    premises:\n      - premises: [rain]\n        scheme: expert|"
    assert any("expert" in name for name in offered(typed))


@pytest.mark.parametrize(
    "typed", ["|", "claims: |", "claims:\n  g|", "# no|", "a: [}{|", "\n\n\n|", "claims:\n- |"]
)
def test_any_place_is_answered(typed: str) -> None:
    offered(typed)


def test_a_list_has_no_keys() -> None:
    editor = Editor("- A.\n", "map.md")
    message = {"revision": 0, "complete": {"line": 1, "column": 3}}
    assert json.loads(editor.answer(json.dumps(message))) == {"revision": 0, "items": []}


@pytest.mark.parametrize("place", [{}, {"line": 0, "column": 1}, {"line": True, "column": 1}])
def test_a_wrong_place_is_a_sentence(place: dict[str, object]) -> None:
    answer = Editor(MAP).answer_object({"revision": 0, "complete": place})
    assert answer["problem"] == "to complete a text, the editor needs a `line` and a `column`"


def test_a_long_line_is_answered_at_once() -> None:
    for line in ("a" * 400_000 + " ", "- " * 200_000, "{" * 400_000, "a: " * 100_000):
        offered(f"{line}|")


def test_a_place_beyond_the_text_is_answered() -> None:
    place = {"line": 10**9, "column": 10**9}
    answer = Editor(MAP).answer_object({"revision": 0, "complete": place})
    assert "items" in answer
