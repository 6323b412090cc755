"""Pictures inside web pages: ids that do not meet, colors that follow the page, and nothing that is said twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import argmap
from argmap.diagrams import THEMES, draw
from argmap.model import PictureOptions
from argmap.options import Look
from tests.browser import violations_of_axe
from tests.conftest import a_map

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from argmap.api import PictureFormat, ThemeName

MAP = a_map("""
    title: Should school start at nine?
    sides: {later: Start at nine, now: Keep eight}
    claims:
      nine: {text: School should start at nine., side: later, premises: [sleep, [x, y]], rebuttals: [eight]}
      sleep: Teenagers would sleep more.
      x: {text: It is cheap., common_ground: true}
      y: {text: What is cheap is good., implicit: true, rebuttals: [z]}
      z: {text: What is cheap is bad., rebuttals: [y]}
      eight: {text: School should start at eight., side: now, rebuttals: [nine], premises: [habit]}
      habit: {text: It always did., rebuttals: [sleep]}
""")  # fmt: skip

COLORS = """picture => [...picture.querySelectorAll("rect, path, circle, text")].map(each => {
  const {fill, stroke} = getComputedStyle(each);
  return [each.tagName, fill, stroke];
})"""
"""The colors of everything in a picture, as the browser paints it."""


def drawn(theme: ThemeName = "auto", id_prefix: str = "") -> str:
    verdicts = argmap.evaluate(MAP)
    return argmap.render(MAP, "svg", theme=theme, id_prefix=id_prefix, verdicts=verdicts).decode()


def show(page: Page, *pictures: str, attributes: str = "", head: str = "") -> None:
    """Show pictures below each other in a page."""
    figures = "".join(f"<figure>{picture}</figure>" for picture in pictures)
    page.set_content(
        f"<!DOCTYPE html><html lang='en'><head><title>A debate</title>{head}</head>"
        f"<body {attributes}><main><h1>A debate</h1>{figures}</main></body></html>"
    )


def colors(page: Page, number: int = 0) -> list[list[str]]:
    """Return the colors of one of the pictures in a page."""
    found: list[list[str]] = page.locator("svg").nth(number).evaluate(COLORS)
    assert len(found) > 50
    return found


# --- ids ---


def test_two_pictures_in_a_page_share_no_id_and_refer_to_their_own() -> None:
    pictures = [drawn(id_prefix=prefix) for prefix in ("", "one-", "two-")]
    ids = [re.findall(r' id="([^"]+)"', picture) for picture in pictures]
    assert ids[0][:3] == ["hatch-square", "hatch-round", "hatch-cut"]
    assert ids[1:] == [[f"{prefix}-{id}" for id in ids[0]] for prefix in ("one", "two")]
    for picture, own in zip(pictures, ids, strict=True):
        used = re.findall(r"url\(#([^)]+)\)", picture)
        assert used
        assert set(used) <= set(own)


@pytest.mark.parametrize("prefix", ["1-", "a b", 'a"', "-a", "ä", "a\n"])
def test_a_prefix_is_plain(prefix: str) -> None:
    with pytest.raises(argmap.ArgmapError, match="cannot begin an id: use letters, digits"):
        argmap.render(MAP, "svg", id_prefix=prefix)


# --- what the page says already ---


def test_a_picture_without_title_and_legend_has_its_name_and_all_of_the_map() -> None:
    whole = draw(MAP, "svg").data.decode()
    bare = draw(MAP, "svg", PictureOptions(title=False, legend=False)).data.decode()
    name = "Should school start at nine?"
    assert (whole.count(name), bare.count(name)) == (2, 1)
    assert f"<title>{name}</title>" in bare
    assert (">Start at nine<" in whole, ">Start at nine<" in bare) == (True, False)
    groups = r'<g [^>]*class="(?:claim|step) [^>]*>'
    assert re.findall(groups, bare) == re.findall(groups, whole)


@pytest.mark.parametrize("paper", ["none", "phone", "a4", "slide"])
def test_without_title_and_legend_text_is_no_smaller(paper: str) -> None:
    whole = draw(MAP, "svg", PictureOptions(Look(paper=paper)))
    bare = draw(MAP, "svg", PictureOptions(Look(paper=paper), title=False, legend=False))
    # A layout is searched for, and the best one is not always found.
    assert (bare.points or 0) >= 0.98 * (whole.points or 0)
    assert len(bare.data) < len(whole.data)


# --- light and dark ---


def test_each_light_color_has_one_dark_color() -> None:
    light, dark = [re.findall("#[0-9a-f]{6}", repr(THEMES[name])) for name in ("color", "dark")]
    pairs = set(zip(light, dark, strict=True))
    assert len({color for color, _ in pairs}) == len(pairs)
    assert THEMES["auto"].dark == THEMES["dark"]


def test_viewers_that_know_no_style_sheets_show_the_light_picture() -> None:
    style_sheet = r' class="argmap-auto"|<style>.*</style>'
    assert re.sub(style_sheet, "", drawn("auto"), flags=re.DOTALL) == drawn("color")


PAGES: dict[str, tuple[Literal["light", "dark"], str, str, ThemeName]] = {
    "a light page": ("light", "", "", "color"),
    "a page that is always light": ("dark", "", "", "color"),
    "a page that is always dark": ("light", "style='color-scheme: dark'", "", "dark"),
    "a page that follows the device": ("dark", "", "<style>:root {color-scheme: light dark}</style>", "dark"),
    "Furo, dark": ("light", "data-theme='dark'", "", "dark"),
    "Furo, light": ("dark", "data-theme='light'", "", "color"),
    "Furo, as the device": ("dark", "data-theme='auto'", "", "dark"),
    "JupyterLab, dark": ("light", "data-jp-theme-light='false'", "", "dark"),
    "JupyterLab, light": ("dark", "data-jp-theme-light='true'", "", "color"),
    "VS Code, dark": ("light", "class='vscode-dark'", "", "dark"),
}  # fmt: skip
"""What the device prefers, attributes of the page's body, its style sheet, and the theme that it has the colors of."""


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_is_light_or_dark_as_its_page(name: str, page: Page) -> None:
    device, attributes, style, theme = PAGES[name]
    page.emulate_media(color_scheme=device)
    show(page, drawn("auto"), drawn(theme), attributes=attributes, head=style)
    assert colors(page, 0) == colors(page, 1)


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_file_of_its_own_is_as_the_device(
    device: Literal["light", "dark"], page: Page, tmp_path: Path
) -> None:
    page.emulate_media(color_scheme=device)
    shown = {}
    for theme in ("auto", "color", "dark"):
        file = tmp_path / f"{theme}.svg"
        file.write_text(drawn(theme))
        page.goto(file.as_uri())
        shown[theme] = colors(page)
    assert shown["auto"] == shown["dark" if device == "dark" else "color"]
    assert shown["color"] != shown["dark"]


def test_a_dark_page_is_printed_light(page: Page) -> None:
    page.emulate_media(media="print")
    show(page, drawn("auto"), drawn("color"), attributes="data-theme='dark'")
    assert colors(page, 0) == colors(page, 1)


BESIDE = """[...document.querySelectorAll("svg:not(.argmap-auto) *, h1")].map(each => {
  const {fill, stroke, color} = getComputedStyle(each);
  return [each.tagName, fill, stroke, color];
})"""
"""The colors of everything that is not in a picture with `theme="auto"`."""


def test_the_colors_of_a_picture_stay_in_it(page: Page) -> None:
    others = ["<svg><rect fill='#1a1a1a'/><text stroke='#404040'>Sun</text></svg>", drawn("print")]
    show(page, *others, attributes="data-theme='dark'")
    before = page.evaluate(BESIDE)
    show(page, drawn(), *others, attributes="data-theme='dark'")
    assert page.evaluate(BESIDE) == before


@pytest.mark.parametrize("format", ["pdf", "png", "dot"])
def test_what_cannot_change_its_colors_is_light(format: PictureFormat) -> None:
    assert argmap.render(MAP, format, theme="auto") == argmap.render(MAP, format, theme="color")


@pytest.mark.parametrize(
    "attributes", ["", "style='color-scheme: dark; color: white; background: black'"]
)
def test_axe_finds_nothing_in_a_page_with_two_maps(attributes: str, page: Page) -> None:
    show(page, drawn(id_prefix="one-"), drawn(id_prefix="two-"), attributes=attributes)
    assert violations_of_axe(page) == []
