"""The shapes that boxes can have: none that is hard to read, and soon found however long a text is."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from argmap import loads
from argmap.diagrams import BoxContent, box_shapes, draw
from tests.conftest import mostly_soak

GERMAN = "Die Verhandlungsbereitschaft der Donaudampfschifffahrtsgesellschaft nimmt zu."
SENTENCE = "Teenagers sleep more, and learn better, when lessons begin at nine. "


def lines_of(text: str, language: str) -> list[tuple[str, ...]]:
    return [shape.lines for shape in box_shapes(BoxContent(text, language))]


def test_at_most_every_third_line_ends_inside_a_word() -> None:
    shapes = lines_of(GERMAN, "de")
    for lines in shapes:
        assert 3 * sum(line.endswith("-") for line in lines) <= len(lines)
    assert min(max(map(len, lines)) for lines in shapes) > len("Verhandlungsbereitschaft")
    # These widths would be fine for words that are not so long.
    assert min(max(map(len, lines)) for lines in lines_of(SENTENCE, "en")) < 15


def test_boxes_may_be_narrow_where_no_words_are_broken_or_nothing_else_helps() -> None:
    assert len(lines_of("学校应该九点开始因为孩子会睡得更多", "zh")[0]) > 2
    assert len(lines_of("โรงเรียนควรเริ่มเรียนตอนเก้าโมงเช้า", "th")[0]) > 2
    assert len(lines_of("a" * 200, "en")) > 2


LONG_TEXTS = {
    "sentences": SENTENCE * 1_470,
    "a word": "a" * 100_000,
    "Chinese": "学校应该九点开始。" * 11_111,
    "Thai": "โรงเรียนควรเริ่มเรียน" * 4_762,
    "brackets": "(" * 100_000,
    # One that is just not taken for long, with many words that need to be broken.
    "long words": " ".join(f"{'Verhandlungen' * 2}{'x' * (number % 70)}" for number in range(90)),
}


@pytest.mark.soak(but=["long words"])
@pytest.mark.parametrize("name", mostly_soak(LONG_TEXTS, "a word", "long words"))
def test_a_claim_of_100_kilobytes_is_soon_drawn(name: str) -> None:
    text = LONG_TEXTS[name]
    map = loads(f'claims: {{nine: {{text: It is so., premises: [why]}}, why: "{text}"}}')
    draw(loads("claims: {a: It is so.}"), "svg")  # what has to be read once
    profile = cProfile.Profile()
    profile.runcall(draw, map, "svg")
    assert pstats.Stats(profile).total_calls < 100 * len(text)  # type: ignore[attr-defined]
