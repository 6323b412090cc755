"""Texts of any script in a font that they were not measured for, and texts that would do harm if they could."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap
from tests.conftest import ROOT, a_map, mostly_soak
from tests.opened import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

# --- fonts and scripts ---

SCRIPTS = (ROOT / "tests" / "maps" / "scripts.yaml").read_text(encoding="utf-8")

TREATY = argmap.load(ROOT / "arguments.yaml")

MAPS = {
    "treaty": TREATY,
    **{
        language: a_map(SCRIPTS.replace("language: de", f"language: {language}"))
        for language in ("de", "ar", "he", "zh", "ja")
    },
}

OUTSIDE = """selector => {
  const found = [];
  for (const box of document.querySelectorAll(`${selector} g.claim`)) {
    const outline = box.querySelector("rect, path").getBoundingClientRect();
    for (const text of box.querySelectorAll("text")) {
      const is = text.getBoundingClientRect();
      if (is.left < outline.left || is.right > outline.right) found.push(text.textContent);
    }
  }
  return found;
}"""
"""Texts that stick out of their boxes."""


@pytest.mark.parametrize("name", mostly_soak(MAPS, "treaty", "ar"))
def test_text_keeps_to_its_box_on_the_screen_and_on_paper(
    name: str, page: Page, tmp_path: Path
) -> None:
    open_page(page, MAPS[name], tmp_path, "level=all&verdicts=yes")
    assert page.evaluate(OUTSIDE, "#view") == []
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper g.claim").count() >= len(MAPS[name].claims)
    assert page.evaluate(OUTSIDE, "#paper") == []


PLACES = """() => ["map", "outline"].map(id => document.getElementById(id).getBoundingClientRect().left)"""


@pytest.mark.parametrize(
    ("language", "is_mirrored"), [("de", False), ("ar", True), ("he", True), ("ja", False)]
)
def test_a_page_is_read_in_the_direction_of_its_language(
    language: str, is_mirrored: bool, page: Page, tmp_path: Path
) -> None:
    open_page(page, MAPS[language], tmp_path)
    map_left, outline_left = page.evaluate(PLACES)
    assert (outline_left < map_left) is is_mirrored
    assert page.evaluate("document.documentElement.lang") == language
    # What comes first in the file is where one begins to read.
    page.evaluate("showAll()")
    first, later = page.evaluate("[1, 2].map(claim => boxArea(claim).left)")
    assert (first > later) is is_mirrored
    assert page.evaluate("getComputedStyle(document.querySelector('#view svg')).direction") == "ltr"


def test_a_map_that_names_no_language_is_english(page: Page, tmp_path: Path) -> None:
    open_page(page, argmap.loads("title: T\nclaims: {a: A claim.}\n"), tmp_path)
    assert page.evaluate("[document.documentElement.lang, document.dir]") == ["en", "ltr"]


# --- texts that would do harm ---

HOSTILE = (
    "</script><script>document.title = 'run'</script><!-- --> <img src=x onerror=\"document.title = 'run'\"> "
    "javascript:document.title='run' \u2028\u2029 \u202e {{ 7 * 7 }} $& \\u003c `${1}`"
)

NAMES = ("constructor", "toString", "valueOf", "hasOwnProperty", "then")


def hostile_map() -> argmap.ArgumentMap:
    claims = [
        argmap.Claim(
            name,
            "__proto__" if name == "then" else f"{name} {HOSTILE}",
            label="__proto__",
            held_by=(HOSTILE, "__proto__"),
            tags=("__proto__", HOSTILE),
            note=HOSTILE,
            group="__proto__",
            main=name == "constructor",
        )
        for name in NAMES
    ]
    claims.append(argmap.Claim("long", "word " * 2_000))
    claims.append(argmap.Claim("lone", "half a sign: \ud800."))
    inferences = argmap.Inferences()
    for name in NAMES[1:]:
        inferences.add(argmap.Kind.SUPPORT, [name], NAMES[0])
    inferences.add(argmap.Kind.REBUTTAL, ["long", "lone"], "toString")
    sources = [
        argmap.Source("s", title="__proto__", url="javascript:document.title='run'", author=HOSTILE)
    ]
    return argmap.ArgumentMap.build(
        title="__proto__ " + HOSTILE, claims=claims, inferences=inferences.all, sources=sources
    )


USED = """async () => {
  const forbidden = [];
  addEventListener("securitypolicyviolation", event => forbidden.push(event.violatedDirective));
  for (const line of document.querySelectorAll(".line")) line.click();
  for (const button of document.querySelectorAll(".suppose button:nth-of-type(2)")) button.click();
  for (const mode of ["study", "read"]) {
    for (let step = 0; step < 12; step++) choose({mode, step, selected: step % CLAIMS.length});
    choose({mode: ""});
  }
  showAll();
  for (const claim of CLAIMS.keys()) {
    for (const value of [true, false, undefined]) suppose(claim, value);
    goTo(claim);
    toggleFold(claim);
    choose({focus: claim});
    choose({focus: -1});
  }
  showAll();
  zoom(0.1);
  drawSharp(); // so far away that boxes have labels alone
  const field = document.getElementById("search");
  for (const text of ["__proto__", "constructor", "<img", ".*", "\\\\"]) {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
  }
  for (isByBranch of [false, true]) dispatchEvent(new Event("beforeprint"));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return [forbidden, document.querySelectorAll("img, iframe, script[src]").length];
}"""


def test_hostile_text_does_nothing_whatever_is_done_with_it(page: Page, tmp_path: Path) -> None:
    map = hostile_map()
    shown = open_page(page, map, tmp_path, "accept=constructor,__proto__&fold=toString&at=valueOf")
    assert page.evaluate(USED) == [[], 0]
    assert page.title().startswith("__proto__ </script>")
    assert shown.wrongs == []
    links = page.locator("#outline a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(links) <= {"file:"}


IGNORED = {
    "level=-1&at=breach": "#at=breach",
    "level=1e9&at=breach": "#level=1000000000&at=breach",
    "level=two&at=breach": "#at=breach",
    "mode=present&at=breach": "#at=breach",
    "mode=study&step=1e99": "#mode=study&step=1e%2B99",
    "step=7": "",
    "branch=article-4&at=article-4": "#branch=article-4&at=article-4",
    "level=all&unfold=article-4&fold=article-4": "#level=all",
}
"""What an address says, and what the page makes of it when something is chosen."""


@pytest.mark.parametrize("fragment", IGNORED)
def test_nonsense_in_an_address_is_ignored(fragment: str, page: Page, tmp_path: Path) -> None:
    shown = open_page(page, TREATY, tmp_path, fragment)
    assert page.inner_text("#changes") == ""
    page.evaluate("choose({})")
    assert page.evaluate("location.hash") == IGNORED[fragment]
    assert shown.wrongs == []


OLD = {
    "fold=no-longer-serves&at=breach": "[chosen.folded.has(claimNumbers.get('no-longer-serves')),"
    " CLAIMS[chosen.selected].id]",
    "accept=shield&reject=breach": "[...chosen.supposed.values(), chosen.verdicts]",
    "verdicts=no&reject=breach": "[chosen.supposed.size, chosen.verdicts]",
}
"""Links that pages had before, and what is looked at."""


def test_old_links_still_lead_there(page: Page, tmp_path: Path) -> None:
    seen = []
    for fragment, looked_at in OLD.items():
        assert open_page(page, TREATY, tmp_path, fragment).wrongs == []
        seen.append(page.evaluate(looked_at))
    assert seen == [[True, "breach"], [True, False, True], [1, False]]


def test_what_is_hostile_in_an_address_does_nothing(page: Page, tmp_path: Path) -> None:
    shown = open_page(
        page,
        TREATY,
        tmp_path,
        "accept=constructor,toString&at=__proto__&step=1e99&mode=__proto__&%=<script>",
    )
    assert page.locator(".line").first.is_visible()
    page.evaluate(
        "location.hash = '#reject=,,,%00&fold=hasOwnProperty&verdicts=maybe&mode=study&step=-5'"
    )
    page.locator("[data-mode=study]").wait_for()
    assert shown.wrongs == []
