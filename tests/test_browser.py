"""Pictures in a real browser: text keeps to its box in a font that it was not measured for; axe-core finds nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.etree import ElementTree

import pytest

import argmap
from argmap import ArgumentMap
from argmap.api import ThemeName
from tests.browser import violations_of_axe
from tests.conftest import ROOT, mostly_soak

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from argmap.verdicts import Verdicts

MAPS = {
    "treaty": argmap.load(ROOT / "arguments.yaml"),
    "canteen": argmap.load(ROOT / "docs" / "canteen.yaml"),
    "languages": argmap.load(ROOT / "tests" / "maps" / "scripts.yaml"),
}

TEXTS_AND_BOXES = """() => {
  const found = [];
  for (const box of document.querySelectorAll("g.claim")) {
    const outline = box.querySelector("rect, path").getBBox();
    for (const text of box.querySelectorAll("text")) {
      const is = text.getBBox();
      const name = text.textContent;
      found.push([name, is.x, is.x + is.width, outline.x, outline.x + outline.width]);
    }
  }
  return found;
}"""
"""Of each text in a box: what it says, its left and right, and those of the box."""

TEXTS_OUTSIDE = """() => {
  const picture = document.querySelector("svg").getBoundingClientRect();
  const texts = [...document.querySelectorAll("svg text")];
  return texts.filter(text => {
    const is = text.getBoundingClientRect();
    return is.left < picture.left || is.right > picture.right;
  }).map(text => text.textContent);
}"""
"""What sticks out of the picture."""


INK = """async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const {width, height} = document.querySelector("svg").getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width);
  canvas.height = Math.ceil(height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, width, height);
  const ink = () => {
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels.filter((value, index) => index % 4 == 3 && value > 100).length;
  };
  const all = ink();
  for (const outline of document.querySelectorAll("g.claim :is(rect, path):first-of-type")) {
    const {left, top, width, height} = outline.getBoundingClientRect();
    context.clearRect(left, top, width, height);
  }
  return [all, ink()];
}"""
"""Of an image that has texts alone: how many pixels they cover, and how many of these are in no box."""


class Line(NamedTuple):
    text: str
    left: float
    right: float
    box_left: float
    box_right: float


@pytest.mark.parametrize("name", MAPS)
def test_text_keeps_to_its_box_in_a_wider_font(name: str, page: Page) -> None:
    page.set_content(argmap.render(MAPS[name], "svg").decode())
    lines = [Line(*found) for found in page.evaluate(TEXTS_AND_BOXES)]
    assert len(lines) > len(MAPS[name].claims)
    assert [
        line for line in lines if line.left < line.box_left or line.right > line.box_right
    ] == []
    assert page.evaluate(TEXTS_OUTSIDE) == []


def test_the_font_is_another_one(page: Page) -> None:
    page.set_content(
        "<span style='font-family: Arial, sans-serif; font-size: 100px'>mmmmmmmmmm</span>"
    )
    arial = 0.833 * 100 * 10
    assert (
        page.evaluate("document.querySelector('span').getBoundingClientRect().width") > 1.1 * arial
    )


@pytest.mark.parametrize("name", MAPS)
def test_text_keeps_to_its_box_in_an_image(name: str, page: Page) -> None:
    picture = argmap.render(MAPS[name], "svg", relations="signs")
    page.set_content(
        f"<!DOCTYPE html><style>body {{ margin: 0 }} svg {{ display: block }}</style>{picture.decode()}"
    )
    texts = b64encode(only_texts_of_boxes(picture)).decode()
    ink, outside = page.evaluate(INK, f"data:image/svg+xml;base64,{texts}")
    assert ink > 1000
    assert outside == 0


def only_texts_of_boxes(picture: bytes) -> bytes:
    """Return a picture without all that is not a text in a box."""
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
    svg = "{http://www.w3.org/2000/svg}"
    for group in list(root):
        classes = [each.get("class", "").partition(" ")[0] for each in group]
        if group.get("transform") is None or "claim" not in classes:
            root.remove(group)
    for group in list(root.iter(f"{svg}g")):
        for shape in list(group):
            # Tags and signs are on the borders of boxes.
            is_on_border = shape.get("class", "").split()[:1] in (["tag"], ["mark"])
            if is_on_border or shape.tag in (f"{svg}rect", f"{svg}path"):
                group.remove(shape)
    return ElementTree.tostring(root)


def test_a_picture_is_not_much_larger_for_it() -> None:
    assert len(argmap.render(MAPS["treaty"], "svg")) < 1.5 * 77_000


# --- axe-core ---


def drawn(
    map: ArgumentMap,
    theme: ThemeName = "color",
    link_base: str = "",
    verdicts: Verdicts | None = None,
) -> str:
    return argmap.render(map, "svg", theme=theme, link_base=link_base, verdicts=verdicts).decode()


SHOWN: Mapping[str, Callable[[], str]] = {
    "treaty": lambda: drawn(MAPS["treaty"]),
    "canteen": lambda: drawn(MAPS["canteen"]),
    "languages": lambda: drawn(MAPS["languages"]),
    "dark": lambda: drawn(MAPS["treaty"], theme="dark"),
    "verdicts": lambda: drawn(MAPS["treaty"], verdicts=argmap.evaluate(MAPS["treaty"])),
    "linked to evidence": lambda: drawn(argmap.load(ROOT / "tests" / "maps" / "five.yaml")),
    "linked to a page": lambda: drawn(MAPS["canteen"], link_base="https://example.org/debate"),
    "in a notebook": MAPS["canteen"]._repr_html_,
}


@pytest.mark.parametrize(
    "shown", mostly_soak(SHOWN, "languages", "linked to evidence", "in a notebook")
)
def test_axe_finds_nothing(shown: str, page: Page) -> None:
    content = f"<main><h1>A debate</h1>{SHOWN[shown]()}</main>"
    page.set_content(
        f"<!DOCTYPE html><html lang='en'><head><title>A debate</title></head><body>{content}</body></html>"
    )
    assert violations_of_axe(page) == []


# --- documents ---


@cache
def document(name: str) -> str:
    return argmap.convert(MAPS[name], "html").data.decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", mostly_soak(MAPS, "canteen"))
def test_axe_finds_nothing_in_a_document(
    name: str, scheme: Literal["light", "dark"], phone: Page
) -> None:
    phone.emulate_media(color_scheme=scheme)
    phone.set_content(document(name))
    assert violations_of_axe(phone) == []


@pytest.mark.parametrize("name", mostly_soak(MAPS, "canteen", "languages"))
def test_a_document_fits_a_phone_and_paper(name: str, phone: Page) -> None:
    phone.set_content(document(name))
    across = "document.documentElement.scrollWidth"
    assert phone.evaluate(across) == 360
    phone.emulate_media(media="print")
    phone.set_viewport_size(
        {"width": 642, "height": 971}
    )  # A4 without its margins, in pixels of CSS
    assert phone.evaluate(across) == 642
    assert phone.evaluate("document.querySelector('svg').getBoundingClientRect().height") < 971


def test_a_document_runs_nothing(page: Page) -> None:
    hostile = "</title></style><script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
    map = argmap.ArgumentMap.build(
        title=hostile, claims=[argmap.Claim("a", text=hostile, held_by=(hostile,))]
    )
    page.set_content(argmap.convert(map, "html").data.decode())
    assert page.title() == hostile
