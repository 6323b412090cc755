"""The native writer: what it writes reads back as the same map, and is good to go on writing by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from argmap import ArgmapError, ArgumentMap, Claim, Inferences, Kind, dumps, load, loads
from argmap.model import OwnScheme
from tests.conftest import ROOT, a_map
from tests.strategies import maps


@given(maps())
def test_reading_what_was_written_gives_the_same_map(map: ArgumentMap) -> None:
    again = loads(dumps(map))
    assert again == map
    assert list(again.claims) == list(map.claims)
    assert list(again.inferences) == list(map.inferences)
    assert dumps(again) == dumps(map)


def test_the_treaty_debate_survives() -> None:
    debate = load(ROOT / "arguments.yaml")
    assert loads(dumps(debate)) == debate


def test_it_reads_as_if_written_by_hand() -> None:
    text = """\
title: Should school start at nine?
sides:
  later: "Later: at nine"
sources:
  survey:
    author: Town council
    date: 2024
  bare: {}
claims:
  start-later:
    text: School should start at nine.
    side: later
    main: true
    standard: shown
    premises:
      - more-sleep
      - [more-sleep, buses]
      - premises: [more-sleep]
        warrant: buses
        scheme: expert opinion
        undercutters:
          - premises: [buses]
            undercutters:
              - more-sleep
        outweighed_by:
          - start-later
          - premises: [start-later]
            undercutters:
              - buses
      - premises: [buses]
        outweighed_by:
          - [more-sleep, start-later]

  more-sleep:
    text: "*Teenagers* would sleep more."
    evidence: [survey p. 1, "bare p. 2, 3"]
    held_by: the council
    note: >-
      A note which goes on for so long that it does not fit on a line of a hundred columns any more,
      and so is folded.
    rebuttals:
      - buses

  buses:
    text: Buses are cheaper after nine.
    note: A note that ends where a line of a hundred columns ends is still a note that has one line.
    ignore:
      long-claim: it is quoted
expect:
  buses: stands
"""
    assert dumps(loads(text)) == text


ODD = [
    "no",
    "1e3",
    "a: b",
    "a #b",
    "- a",
    "'",
    '"',
    "\\",
    "a\nb",
    " a ",
    "a\x85b",
    "@x y",
    "a # b",
    "x:",
    "##[x]",
    "long " * 30,
    "two  spaces " * 12 + "x",
    "a ::b " * 30 + "x",
]


@pytest.mark.parametrize("text", ODD)
def test_text_that_yaml_reads_otherwise_stays_text(text: str) -> None:
    map = a_map("claims: {a: A claim stands here.}")
    map = replace(map, title=text, claims={"a": replace(map.claims["a"], text=text, note=text)})
    written = dumps(map)
    assert loads(written) == map
    assert "\n      ::" not in written, "a command to a CI log"


def test_a_key_that_is_longer_than_yaml_allows_stands_behind_a_question_mark() -> None:
    long = "A name as long as a chapter. " * 40
    map = a_map("claims: {a: A claim stands here., b: {text: Another stands here., premises: [a]}}")
    inference = replace(
        map.inferences["a:supports:b"], scheme="expert  opinion", questions={long: "a"}
    )
    schemes = {long: OwnScheme(("P",), {long: long}), f"{long}!": OwnScheme()}
    map = replace(map, inferences={inference.id: inference}, schemes=schemes)
    for format in ("native", "json", "argdown"):
        assert loads(dumps(map, format), format) == map


def test_what_is_nested_too_deep_to_be_read_is_not_written() -> None:
    inferences = Inferences()
    onto = inferences.add(Kind.SUPPORT, ["a"], "b")
    for _ in range(600):
        onto = inferences.add(Kind.UNDERCUTTER, ["a"], onto)
    map = ArgumentMap.build(
        claims=[Claim("a", "A holds."), Claim("b", "B holds.")], inferences=inferences.all
    )
    assert loads(dumps(map, "json"), "json") == map
    with pytest.raises(ArgmapError, match="too deeply for the native format; write JSON instead"):
        dumps(map)
    fewer = ArgumentMap.build(claims=map.claims.values(), inferences=inferences.all[:497])
    assert loads(dumps(fewer)) == fewer
    one_more = replace(
        fewer, inferences={inference.id: inference for inference in inferences.all[:498]}
    )
    with pytest.raises(ArgmapError, match="too deeply"):
        dumps(one_more)


def test_a_citation_that_would_end_inside_brackets_is_quoted() -> None:
    text = 'sources:\n  s1:\n    title: T\nclaims:\n  a:\n    text: A.\n    stated_in: ["s1 :?", "s1 x:?", s1 1:1]\n'
    assert dumps(loads(text)) == text
