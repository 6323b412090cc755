"""The search for a legible layout: bounded, deterministic, and honest about the size it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.diagrams.frame import Block, Sketch, frame
from argmap.diagrams.layout_search import PAGES, best_layouts, points
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap, Claim, Kind, Side, Steps

if TYPE_CHECKING:
    from collections.abc import Iterable


def fan(leaves: int) -> Scene:
    """Return a main claim with so many independent reasons."""
    steps = Steps()
    for index in range(leaves):
        steps.add(Kind.SUPPORT, [f"r{index}"], "main")
    claims = [Claim("main", "The main claim.", side="for")]
    claims += [Claim(f"r{index}", f"Reason number {index}.") for index in range(leaves)]
    map = ArgumentMap.build(title="A fan", sides=[Side("for")], claims=claims, inferences=steps.all)
    return Scene(map, THEMES["color"])


def test_text_is_as_large_as_the_tighter_side_allows() -> None:
    screen = PAGES["screen"]
    assert points((1920, 600), screen) == (6.0, (960, 600))
    assert points((960, 2400), screen) == (3.0, (960, 600))


def test_text_is_never_enlarged() -> None:
    assert points((100, 100), PAGES["screen"])[0] == 12.0


def test_paper_is_turned_where_that_helps() -> None:
    _, (width, height) = points((500, 2000), PAGES["a4"])
    assert width < height
    _, (width, height) = points((2000, 500), PAGES["a4"])
    assert width > height


def test_the_search_is_bounded_and_asks_the_same_every_time() -> None:
    def asked() -> list[str]:
        seen: list[str] = []

        def measure(dots: Iterable[str]) -> list[Sketch]:
            fresh = list(dots)
            seen.extend(fresh)
            return [Sketch(3000.0 + len(dot) % 7, 3000.0) for dot in fresh]

        best_layouts(fan(12), PAGES["a4"], "", measure)
        return seen

    first = asked()
    assert 50 < len(first) <= 150
    assert asked() == first


def test_the_search_ends_where_nothing_can_be_gained() -> None:
    asked = 0

    def measure(dots: Iterable[str]) -> list[Sketch]:
        nonlocal asked
        found = [Sketch(100, 100) for _ in dots]
        asked += len(found)
        return found

    layouts = best_layouts(fan(4), PAGES["a4"], "", measure)
    assert layouts[0].direction == "up"
    assert asked < 50


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
def test_a_direction_that_was_asked_for_is_kept(direction: str) -> None:
    layouts = best_layouts(fan(4), PAGES["a4"], direction, lambda dots: [Sketch(999, 999) for _ in dots])
    assert {layout.direction for layout in layouts} == {direction}


def test_title_and_legend_stand_in_free_corners() -> None:
    around = frame(fan(3), Sketch(1000, 800, [(400, 0, 600, 800)]))
    assert around.title.place == (0, 0)
    assert around.legend.place is not None
    assert around.size == (1016, 816)


def test_title_and_legend_enlarge_a_map_without_free_corners() -> None:
    around = frame(fan(3), Sketch(1000, 800, [(0, 0, 1000, 800)]))
    assert around.title.place is around.legend.place is None
    assert around.height == 816 + around.title.height + around.legend.height


def test_the_legend_never_covers_the_title() -> None:
    around = frame(fan(3), Sketch(500, 120, [(210, 0, 290, 120)]))
    title, signs = around.title, around.legend
    if title.place and signs.place:
        assert signs.place[1] >= title.place[1] + title.height


def test_blocks_are_empty_without_title() -> None:
    block: Block[str] = frame(Scene(ArgumentMap(), THEMES["color"]), Sketch(10, 10)).title
    assert (block.rows, block.height) == ([], 0)
