"""What boxes say: the text of a claim, its label or both, in pictures and in Mermaid charts."""

from __future__ import annotations

import re

import pytest

import argmap
from argmap import ArgmapError, formats
from argmap.api import PictureFormat
from argmap.diagrams import draw
from argmap.model import PictureOptions, WritingOptions
from tests.conftest import a_map, look

MAP = """
    claims:
      a: {text: School should start at nine., label: Nine, premises: [b, c]}
      b: {text: Teenagers sleep more., label: Sleep}
      c: {text: It is so., label: " "}
    """

CAPTIONS = {
    "full": ["School should start at nine.", "Teenagers sleep more.", "It is so."],
    "label": ["Nine", "Sleep", "It is so."],
    "both": ["Nine: School should start at nine.", "Sleep: Teenagers sleep more.", "It is so."],
}


@pytest.mark.parametrize("choice", CAPTIONS)
def test_boxes_of_a_picture_say_what_was_chosen(choice: str) -> None:
    svg = draw(
        a_map(MAP), "svg", PictureOptions(look(labels=choice, marks=(), paper="none"))
    ).data.decode()
    boxes = re.findall(r'<g id="claim-.*?</g>', svg)
    captions = [" ".join(re.findall("<text[^>]*>([^<]*)</text>", box)) for box in boxes]
    assert captions == CAPTIONS[choice]


@pytest.mark.parametrize("choice", CAPTIONS)
def test_boxes_of_a_chart_say_what_was_chosen(choice: str) -> None:
    written = formats.write(
        a_map(MAP), "mermaid", WritingOptions(picture=PictureOptions(look(labels=choice, marks=())))
    )
    captions = re.findall(r'^  c\d\["(.*)"\]$', written.text, re.MULTILINE)
    assert [caption.replace("#58;", ":") for caption in captions] == CAPTIONS[choice]
    messages = [loss.message for loss in written.losses]
    assert messages == (["3 labels cannot be represented in Mermaid"] if choice == "full" else [])


@pytest.mark.parametrize("format", ["svg", "mermaid"])
def test_another_choice_is_refused(format: PictureFormat) -> None:
    with pytest.raises(ArgmapError, match="unknown labels `labels`: did you mean `label`"):
        argmap.render(a_map(MAP), format, labels="labels")  # type: ignore[arg-type]


def test_letters_that_no_font_has_are_reported_where_they_are_shown() -> None:
    map = a_map("claims: {a: {text: A., label: \U0001e900, group: \U0001e901}}")
    notes = {
        (text, groups): bool(
            draw(map, "png", PictureOptions(look(labels=text, groups=groups))).notes
        )
        for text, groups in (("full", False), ("label", False), ("full", True))
    }
    assert notes == {("full", False): False, ("label", False): True, ("full", True): True}
