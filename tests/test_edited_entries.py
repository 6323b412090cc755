"""A text that is edited is read as a text is that was never read before, though most of it is not parsed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
import yaml

from argmap import ArgumentMap, Reading, dumps
from argmap.formats import KnownEntries, ReadingOptions, parse, parse_native_tree
from tests.generated import debate
from tests.native_styles import styled

PARTS = """\
title: "Phones: in schools"  # a comment
sides: {ban: Ban phones, keep: Keep them}
tags:
- one
claims:

  # the motion
  phones:
    text: Schools should ban phones.
    side: ban
    premises: [distract, sleep]

  distract: >-
    Phones distract
    pupils.
  sleep: {text: Pupils sleep less., evidence:
    a survey}
  ring: "They ring
    in class."
  anchored: &anchor Words with an anchor.
  cut: We are #1 of all.
expect: {phones: stands}
note: |
  The last words.
"""
INSERTED = [
    *("\n", "  ", "\t", '"', "'", ":", ": ", "- ", "#", " #", "[", "}", "&a ", "*a", "!t ", "|", ">", "? ", "...", "---\n"),
    *("\r", "\u2028", "\x07", "x", "claims:\n", "\nclaims:\n", "  phones: Again.\n", "  'quoted': text\n", "premise: x\n"),
]  # fmt: skip


def edited(text: str, random: Random) -> str:
    """Return a text after what a person may do to it."""
    start = random.randrange(len(text) + 1)
    lines = text.splitlines(keepends=True)
    first = random.randrange(len(lines) + 1)
    last = min(first + random.randrange(1, 5), len(lines))
    block = lines[first:last]
    match random.randrange(7):
        case 0 | 1:
            return text[:start] + random.choice(INSERTED) + text[start:]
        case 2:
            return text[:start] + text[start + random.randrange(1, 4) :]
        case 3:
            return "".join(lines[:first] + lines[last:])
        case 4:
            place = random.randrange(len(lines) + 1)
            return "".join(lines[:place] + block + lines[place:])
        case 5:
            block = [f"  {line}" for line in block]
        case _:
            block = [line.removeprefix(" ") for line in block]
    return "".join(lines[:first] + block + lines[last:])


def texts(seed: int) -> Iterator[str]:
    """Yield a text and what it becomes, edit by edit; most edits are taken back, or nothing would stay right."""
    random = Random(seed)  # noqa: S311
    text = random.choice(
        [
            PARTS,
            PARTS.replace("\n", "\r\n"),
            PARTS.replace("premises:", "premisses:"),
            styled(debate(random.choice([3, 12, 40]), seed), random),
        ]
    )
    while True:
        yield text
        after = edited(text, random)
        yield after
        if random.random() < 0.3:
            text = after


def places(map: ArgumentMap | None) -> object:
    if map is None:
        return None
    parts = {**map.sides, **map.sources, **map.claims, **map.inferences}
    return [map, map.places, [(id, part.places) for id, part in parts.items()]]


def shown(reading: Reading) -> object:
    return [reading.diagnostics, places(reading.map), places(reading.partial)]


@pytest.mark.parametrize("recovers", [False, True])
@pytest.mark.parametrize(
    "seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 101))]
)
def test_an_edited_text_is_read_as_a_new_one(seed: int, *, recovers: bool) -> None:
    entries = KnownEntries()
    for _, text in zip(range(20 if seed < 3 else 51), texts(seed), strict=False):
        fresh = parse(text, "map.yaml", "native", ReadingOptions(recovers=recovers))
        known = parse(
            text, "map.yaml", "native", ReadingOptions(recovers=recovers, entries=entries)
        )
        assert shown(known) == shown(fresh), text


def composed(node: yaml.Node | None) -> object:
    """Return what a tree of PyYAML holds, with its places."""
    match node:
        case yaml.ScalarNode():
            value = node.value.rstrip("\n") if node.style in ("|", ">") else node.value
            return value, node.start_mark.line + 1, node.end_mark.line + 1, node.end_mark.column + 1
        case yaml.SequenceNode():
            return [composed(item) for item in node.value]
        case yaml.MappingNode():
            return [(composed(key), composed(value)) for key, value in node.value]
    return None


def held(node: Any) -> object:
    """Return the same of a tree of argmap."""
    if hasattr(node, "value"):
        value, (_, line, _, end_line, end_column), _ = node
        return value, line, end_line, end_column
    if hasattr(node, "items"):
        return [held(item) for item in node.items]
    return [(held(key), held(value)) for key, value in node.entries] if node else None


@pytest.mark.parametrize(
    "seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 101))]
)
def test_the_trees_of_the_entries_are_that_of_the_whole(seed: int) -> None:
    known = KnownEntries()
    for _, text in zip(range(50), texts(seed), strict=False):
        known.begin()
        root, diagnostics = parse_native_tree(text, "map.yaml", known)
        try:
            expected = composed(yaml.compose(text, yaml.CSafeLoader))
        except yaml.YAMLError:
            assert diagnostics, text
        else:
            assert diagnostics or held(root) == expected, text


LARGE = dumps(debate(200))
_CLAIM = "  c100:\n    text: "


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda word: LARGE.replace(_CLAIM, _CLAIM + word), id="a word"),
        pytest.param(lambda word: LARGE.replace(_CLAIM, f'{_CLAIM}"{word}'), id="a broken line"),
        pytest.param(lambda word: LARGE.replace(_CLAIM, f"  {word}\n{_CLAIM}"), id="a new claim"),
        pytest.param(lambda word: LARGE.replace("title: ", f"title: {word}"), id="the title"),
        pytest.param(lambda word: f"{LARGE}{word}\n", id="below the claims"),
    ],
)
def test_an_edit_costs_its_entries(
    typed: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[Any] = []

    class Loader(yaml.CSafeLoader):
        def get_event(self) -> Any:
            events.append(super().get_event())
            return events[-1]

    options = ReadingOptions(recovers=True, entries=KnownEntries())
    parse(typed("wor"), "map.yaml", "native", options)
    monkeypatch.setattr(yaml, "CSafeLoader", Loader)
    parse(typed("word"), "map.yaml", "native", options)
    assert len(events) < 250
