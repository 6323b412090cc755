"""Maps in languages that are written from right to left are mirrored; their texts and signs are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml import ElementTree

from argmap import ArgumentMap, loads
from argmap.api import Direction, LayoutName
from argmap.diagrams import (
    THEMES,
    Drawing,
    Scene,
    draw,
    draw_scene,
    find_page,
    text_width,
)
from argmap.languages import known_languages, words_for
from argmap.model import PictureOptions
from argmap.options import Look, choices_of
from tests.conftest import look, mostly_soak
from tests.picture_measure import IN_MIRROR, faults

# No word of it is so long that it would be hyphenated in one of the languages.
MAP = """
claims:
  nine:
    text: School should start at nine.
    main: true
    premises:
      - premises: [sleep, learn]
        undercutters: [{text: Not all of them would go to bed then., held_by: [a, b]}]
      - {text: Buses are cheap after the rush., group: Costs}
      - text: The roads are less full at nine.
        premises: [Most people are at work by then., The shops open at ten.]
    rebuttals:
      - {text: Parents have to be at work by eight., group: Costs}
      - eight
  eight: {text: School should start at eight., main: true, rebuttals: [nine], premises: [It did.]}
  sleep: {text: Teens do not sleep before eleven., group: Health}
  learn: {text: Those who sleep learn more., common_ground: true, group: Health}
"""
RTL = [tag for tag in known_languages() if words_for(tag).rtl]


def drawing(map: ArgumentMap, layout: str, direction: str, *, groups: bool) -> Drawing:
    scene = Scene(map, THEMES["color"], groups=groups)
    return draw_scene(scene, find_page("none"), look(layout=layout, direction=direction))


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("direction", mostly_soak(choices_of(Direction), "up", "left"))
@pytest.mark.parametrize("layout", choices_of(LayoutName))
def test_what_is_left_becomes_what_is_right(layout: str, direction: str, groups: bool) -> None:
    map = loads(MAP)
    # To lead to the left is to lead to the left whatever the language.
    plain = drawing(map, layout, IN_MIRROR.get(direction, direction), groups=groups).layout
    assert RTL
    for language in RTL:
        mirrored = drawing(replace(map, language=language), layout, direction, groups=groups).layout
        width = plain.width
        assert (mirrored.width, mirrored.height) == (width, plain.height)
        for before, after in zip(plain.boxes, mirrored.boxes, strict=True):
            assert before.box.number == after.box.number
            left, top, right, bottom = before.area
            assert after.area == pytest.approx((width - right, top, width - left, bottom))
            assert after.shape.lines == before.shape.lines
        paths = [line.path for line in plain.lines]
        paths += [path for trunk in plain.trunks for path in trunk.paths]
        mirrored_paths = [line.path for line in mirrored.lines]
        mirrored_paths += [path for trunk in mirrored.trunks for path in trunk.paths]
        for path, mirrored_path in zip(paths, mirrored_paths, strict=True):
            for (x, y), point in zip(path, mirrored_path, strict=True):
                assert point == pytest.approx((width - x, y))
        for frame, mirrored_frame in zip(plain.frames, mirrored.frames, strict=True):
            assert mirrored_frame.area.left == pytest.approx(width - frame.area.right)
        assert faults(mirrored, direction) == faults(plain, IN_MIRROR.get(direction, direction))


def places_of_texts(svg: bytes | str) -> dict[str, tuple[float, str]]:
    """Return where texts of a picture are, and whether that is their start or their end."""
    places = {}
    for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        text = (element.text or "").strip("\u2067\u2069")
        places[text] = (float(element.get("x", "0")), element.get("text-anchor", ""))
    return places


def test_signs_of_the_legend_are_right_of_their_names() -> None:
    words = words_for("he")
    map = replace(loads(MAP), language="he")
    drawn = draw(map, "svg", PictureOptions(Look(paper="none", relations="signs")))
    assert isinstance(drawn.content, (bytes, str))
    places = places_of_texts(drawn.content)
    first, anchor = places[words.main_claim]
    second, _ = places[words.rebuts]
    assert anchor == "end"
    # What is explained first is at the right; between them there is room for the second sign.
    assert second + 20 < first - text_width(words.main_claim) * 10


def test_the_name_of_a_frame_is_at_its_right() -> None:
    map = replace(loads(MAP), language="ar")
    layout = drawing(map, "columns", "up", groups=True).layout
    assert layout.frames
    for frame in layout.frames:
        right, _ = frame.place
        assert frame.area.right - right < 10
