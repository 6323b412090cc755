"""The page for those who hear it, use a keyboard alone, choose their own colours, or have no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import pytest

import argmap
from tests.browser import Tabs, wait_until
from tests.conftest import ROOT, a_map, mostly_soak
from tests.opened import Opened, open_page
from tests.tools import node_module
from tests.tree import files

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREATY = argmap.load(ROOT / "arguments.yaml")

SCHOOL = a_map(
    """
    title: Should school start at nine?
    sides: {later: Start at nine, now: Keep eight o'clock}
    sources: {aap2014: {author: AAP, title: School Start Times, date: 2014, url: "https://example.org/aap"}}
    claims:
      nine:
        text: School should start at nine.
        side: later
        main: true
        premises: [[sleep, helps]]
        rebuttals: [care]
      eight: {text: School should start at eight., side: now, main: true, premises: [care]}
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643, held_by: [Doctors]}
      helps: {text: Sleep helps to learn., common_ground: true}
      care: {text: Small children need care before nine., rebuttals: [{text: Schools can care for them., implicit: true}]}
    """
)

ARABIC = a_map(
    """
    title: "هل تبدأ المدرسة في التاسعة؟"
    language: ar
    claims:
      m: {text: يجب أن تبدأ المدرسة في الساعة التاسعة., main: true, premises: [a], rebuttals: [b]}
      a: {text: التلاميذ ينامون أكثر في الصباح., premises: [c]}
      b: الآباء يعملون باكرا.
      c: النوم يساعد على التعلم.
    """
)


# --- axe-core ---

AXE = """options => axe.run(options).then(
  result => result.violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`))"""

ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
OF_COLORS = {"runOnly": ["color-contrast"]}
"""What axe-core looks at: everything, or what other colors can change."""


class State(TypedDict, total=False):
    """How to look at a map.

    `open` is the fragment, in which ids have their places, and `then` is done before axe-core
    looks.
    """

    open: str
    size: tuple[int, int]
    dark: bool
    forced: bool
    then: str


PHONE = (390, 844)
CHANGED = "reject={last}&at={inner}&level=all"

STATES: dict[str, State] = {
    "start": {},
    "start in the dark": {"dark": True},
    "open": {"open": "level=all"},
    "folded": {"open": "level=1"},
    "one is folded": {"open": "level=all&fold={inner}&at={inner}"},
    "branch": {"open": "branch={inner}&at={inner}"},
    "selected": {"open": "level=all&at={last}"},
    "what if": {"open": CHANGED},
    "what if in the dark": {"open": CHANGED, "dark": True},
    "what if in forced colors": {"open": CHANGED, "forced": True},
    "what if in forced dark colors": {"open": CHANGED, "forced": True, "dark": True},
    "without verdicts": {"open": "reject={last}&at={inner}&verdicts=no"},
    "claims are gone": {"open": "reject=gone&at={inner}"},
    "hits": {"then": "search('e')", "open": CHANGED},
    "hits in the dark": {"then": "search('e')", "dark": True, "open": CHANGED},
    "no hits": {"then": "search('zebra, zebra')"},
    "legend": {"then": "element('legend').open = true", "open": "verdicts=yes"},
    "legend in the dark": {
        "then": "element('legend').open = true",
        "open": "verdicts=yes",
        "dark": True,
    },
    "menu": {"then": "element('menu').showPopover()"},
    "menu in the dark": {"then": "element('menu').showPopover()", "dark": True},
    "far away": {"open": "level=all&verdicts=yes", "then": "zoom(0.1); drawSharp()"},
    "read": {"open": "mode=read&at={main}&verdicts=yes"},
    "read deeper": {"open": "mode=read&at={inner}"},
    "read what if": {"open": f"mode=read&{CHANGED}"},
    "read in the dark": {"open": f"mode=read&{CHANGED}", "dark": True},
    "read in forced colors": {"open": f"mode=read&{CHANGED}", "forced": True},
    "read what falls": {"open": "mode=read&reject={inner}&at={inner}"},
    "read what falls in the dark": {"open": "mode=read&reject={inner}&at={inner}", "dark": True},
    "question": {"open": "mode=study&step=6"},
    "answer": {"open": "mode=study&step=7"},
    "answer in the dark": {"open": "mode=study&step=7", "dark": True},
    "tablet": {"size": (820, 1180), "open": CHANGED},
    "phone": {"size": PHONE},
    "what if on a phone": {"size": PHONE, "open": CHANGED},
    "study on a phone": {"size": PHONE, "open": "mode=study&step=3"},
    "map on a phone": {"size": PHONE, "open": "mode=map&at={inner}"},
    "menu on a phone": {
        "size": PHONE,
        "open": "mode=map",
        "then": "element('menu').showPopover()",
    },
    "outline on a phone": {
        "size": PHONE,
        "open": "mode=map&verdicts=yes&at={inner}",
        "then": "element('show-outline').click()",
    },
    "smallest phone": {"size": (320, 568), "open": "at={inner}"},
}

SEARCH = """window.search = text => {
  const field = document.getElementById("search");
  field.value = text;
  field.dispatchEvent(new Event("input"));
}"""

MAPS = {file.stem: file for file in files("docs/*.yaml", "tests/maps/*.yaml", "arguments.yaml")}


@pytest.fixture(scope="module")
def any_tab(tabs: Tabs) -> Iterator[Page]:
    with tabs.tab(1400, 900, bypass_csp=True) as tab:
        yield tab


def show_colors(tab: Page, state: State) -> None:
    tab.emulate_media(
        color_scheme="dark" if state.get("dark") else "light",
        forced_colors="active" if state.get("forced") else "none",
        reduced_motion="reduce",
    )


def show_state(tab: Page, map: argmap.ArgumentMap, state: State, folder: Path) -> Opened:
    width, height = state.get("size", (1400, 900))
    tab.set_viewport_size({"width": width, "height": height})
    show_colors(tab, state)
    main = next((id for id, claim in map.claims.items() if claim.main), next(iter(map.claims)))
    reasons = [id for id in map.claims if id != main and map.supports(id)]
    ids = {"main": main, "inner": [*reasons, main][0], "last": list(map.claims)[-1]}
    shown = open_page(tab, map, folder, state.get("open", "").format(**ids))
    tab.evaluate(SEARCH)
    tab.evaluate(state.get("then", "null"))
    return shown


MOST_VARIED = (
    "open", "what if", "what if in the dark", "what if in forced colors", "hits", "legend", "read", "read what falls",
    "question", "answer", "what if on a phone", "outline on a phone", "smallest phone",
)  # fmt: skip
"""The states in which the more is on the page, the larger its map is."""

ALL_STATES = mostly_soak([(name, *STATES) for name in MAPS], ("three-claims", *STATES))
SOME_STATES = mostly_soak(
    [(name, *MOST_VARIED) for name in ("undercutters", "arabic")], ("arabic", *MOST_VARIED)
)


@pytest.mark.parametrize("looked_at", [*ALL_STATES, *SOME_STATES], ids=lambda names: names[0])
def test_axe_finds_nothing_in_any_state(
    looked_at: tuple[str, ...], any_tab: Page, tmp_path: Path
) -> None:
    name, *names_of_states = looked_at
    map = argmap.load(MAPS[name])
    found = {}
    last: tuple[object, ...] = ()
    for name_of_state in names_of_states:
        state = STATES[name_of_state]
        but_for_colors = (state.get("open"), state.get("size"), state.get("then"))
        if but_for_colors == last:
            # Only the colors are others than in the state before.
            show_colors(any_tab, state)
            violations = any_tab.evaluate(AXE, OF_COLORS)
        else:
            shown = show_state(any_tab, map, state, tmp_path)
            # What is out of view has no height of its own yet, and would lie over what follows.
            any_tab.add_style_tag(content="#outline li { content-visibility: visible !important; }")
            any_tab.add_script_tag(path=node_module("axe-core", "axe.min.js"))
            violations = [*any_tab.evaluate(AXE, ALL_RULES), *shown.wrongs]
        last = but_for_colors
        if violations:
            found[name_of_state] = violations
    assert found == {}


# --- what is heard ---

HEARD = """\
- main:
  - region "Map":
    - group "Teenagers would sleep more.":
      - button "What if true?"
      - button "What if false?"
      - button "Reset" [disabled]
      - button "Read"
    - img "Map. For a text version, use the outline. Use the arrow keys to move the map, + and - to zoom in and out, and 0 to show the whole map."
    - group "Map":
      - button "Zoom in": +
      - button "Zoom out": −
      - button "Whole map"
    - group: Legend
  - region "Outline":
    - heading "Start at nine" [level=2]
    - list:
      - listitem:
        - button "1 School should start at nine. — stands, backed"
        - button "Reasons for and objections to claim 1" [expanded]
        - list:
          - listitem:
            - button "1.1a Teenagers would sleep more. — stands, backed" [expanded]
            - paragraph:
              - button "stands, backed"
              - text: . There is evidence for this claim.
            - group "What if":
              - button "What if true?"
              - button "What if false?"
              - button "Reset" [disabled]
            - paragraph: held by Doctors
            - paragraph:
              - text: "evidence:"
              - link "AAP 2014, p. 643":
                - /url: https://example.org/aap
          - listitem:
            - button "1.1b Sleep helps to learn. [common ground] — stands, backed"
          - listitem:
            - 'button "1.2 Objection: see 2.1: Small children need care before nine. — falls, rebutted"'
    - heading "Keep eight o'clock" [level=2]
    - list:
      - listitem:
        - button "2 School should start at eight. — falls, not shown"
        - button "Reasons for and objections to claim 2" [expanded]
        - list:
          - listitem:
            - button "2.1 Small children need care before nine. [unsupported] — falls, rebutted"
            - button "Reasons for and objections to claim 2.1" [expanded]
            - list:
              - listitem:
                - 'button "2.1.1 Objection: Schools can care for them. [implicit, unsupported] — stands, asserted"'
    - heading "Sources" [level=2]
    - list:
      - listitem:
        - text: AAP (2014). School Start Times.
        - link "https://example.org/aap":
          - /url: https://example.org/aap
"""


def test_the_page_is_heard_once_and_in_order(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "at=sleep&verdicts=yes")
    heard = page.locator("main").aria_snapshot()
    assert f"{heard}\n" == HEARD


# --- the keyboard ---

FOCUSED = """() => {
  const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
  const {ariaLabel, textContent} = document.activeElement;
  const name = document.activeElement === document.body ? "" : ariaLabel || textContent.trim();
  return [name.replace(/\\s+/g, " "), outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
}"""


def test_the_tab_key_reaches_everything_and_is_seen(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "at=sleep")
    reached, unseen = [], []
    while True:
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        if not name:
            break
        reached.append(name)
        if not is_seen:
            unseen.append(name)
    assert unseen == []
    assert reached[:5] == ["Read", "Study", "What if", "Menu", "Search"]
    # What can be done with a claim is at hand.
    assert reached[5:9] == ["What if true?", "What if false?", "Reset", "Read"]
    assert reached[9].startswith("Map")
    assert reached[10:] == [
        "Zoom in",
        "Zoom out",
        "Whole map",
        "Legend",
        "1 School should start at nine.",
        "Reasons for and objections to claim 1",
        "1.1a Teenagers would sleep more.",
        "stands, backed",
        "What if true?",
        "What if false?",
        "Reset",
        "AAP 2014, p. 643",
        "1.1b Sleep helps to learn. [common ground]",
        "1.2 Objection: see 2.1: Small children need care before nine.",
        "2 School should start at eight.",
        "Reasons for and objections to claim 2",
        "2.1 Small children need care before nine. [unsupported]",
        "Reasons for and objections to claim 2.1",
        "2.1.1 Objection: Schools can care for them. [implicit, unsupported]",
        "https://example.org/aap",
    ]


def here(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.textContent")
    return name.split(maxsplit=1)[0]


FOLDED = """[...document.querySelectorAll("li.folded")].map(item => DATA.claims[item.dataset.claim].id).join()"""
"""The claims that are folded in the outline."""


def test_arrow_keys_go_through_the_outline_and_fold(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path)
    page.focus(".line")
    steps = []
    for key in (
        "Down",
        "Down",
        "Up",
        "Left",
        "Left",
        "Left",
        "Down",
        "Up",
        "Right",
        "Right",
        "End",
        "Home",
    ):
        page.keyboard.press(f"Arrow{key}" if key in {"Down", "Up", "Left", "Right"} else key)
        steps.append(f"{key}: {here(page)} {page.evaluate(FOLDED)}".strip())
    assert steps == [
        "Down: 1.1a",
        "Down: 1.1b",
        "Up: 1.1a",
        "Left: 1",
        "Left: 1 nine",
        "Left: 1 nine",
        "Down: 2 nine",
        "Up: 1 nine",
        "Right: 1",
        "Right: 1.1a",
        "End: 2.1.1",
        "Home: 1",
    ]


def test_arrow_keys_are_mirrored_from_right_to_left(page: Page, tmp_path: Path) -> None:
    open_page(page, ARABIC, tmp_path)
    page.focus(".line")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOLDED) == "m"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOLDED) == ""
    page.keyboard.press("ArrowLeft")
    assert here(page) == "1.1"


def test_the_keyboard_alone_supposes_and_undoes(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path)
    page.focus(".line")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "What if false?":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("location.hash") == "#reject=nine&at=nine"
    assert page.evaluate("document.activeElement.textContent") == "What if false?"
    assert page.inner_text("#changes") != ""
    page.keyboard.press("Control+z")
    assert page.evaluate("location.hash") == "#at=nine"


def test_the_menu_takes_the_focus_and_gives_it_back(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path)
    page.focus("#menu-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "present"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.level") == "1"
    page.keyboard.press("Enter")
    assert page.evaluate("[document.activeElement.id, chosen.folded.size]") == ["menu-button", 3]
    page.keyboard.press("Enter")
    page.focus("#undo")
    page.keyboard.press("Enter")
    assert page.evaluate("[document.activeElement.id, chosen.folded.size]") == ["menu-button", 0]
    assert page.get_attribute("#undo", "aria-disabled") == "true"


def test_single_keys_suppose_and_can_be_turned_off(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "at=care")
    hashes = []
    for key in ("t", "f", "r"):
        page.keyboard.press(key)
        hashes.append(page.evaluate("location.hash"))
    assert hashes == ["#accept=care&at=care", "#reject=care&at=care", "#at=care&verdicts=yes"]
    page.focus("#menu-button")
    page.keyboard.press("Enter")
    page.focus("#single-keys")
    page.keyboard.press("Enter")
    assert page.get_attribute("#single-keys", "aria-pressed") == "false"
    for key in ("t", "f", "r", "/", "p"):
        page.keyboard.press(key)
    assert page.evaluate("[location.hash, document.activeElement.id]") == [
        hashes[-1],
        "menu-button",
    ]
    page.focus("#view")
    scale = page.evaluate("viewport.scale")
    for key in ("+", "=", "-", "0"):
        page.keyboard.press(key)
        assert page.evaluate("viewport.scale") == scale
    # What is no character goes on.
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("isFitted") is False


@pytest.mark.parametrize("fragment", ["", "level=all&at=sleep", "branch=nine", "fold=nine"])
def test_five_tab_stops_lead_to_what_is_done_with_a_map(
    fragment: str, page: Page, tmp_path: Path
) -> None:
    ways = {
        "What if true?": ["Tab", "Tab", "Tab", "Enter"],
        "Present": ["Tab", "Tab", "Tab", "Tab", "Enter"],
        "Show levels up to 1": ["Tab", "Tab", "Tab", "Tab", "Enter", "Tab"],
    }
    for name, keys in ways.items():
        open_page(page, SCHOOL, tmp_path, fragment)
        for key in keys:
            page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == [name, True]


CONTROLS = """() => {
  const controls = [...document.querySelectorAll("button, summary, a[href^='#at'], #view")];
  window.controls = controls;
  const isOfMenu = control => control.closest("#menu") && getComputedStyle(control).display !== "none";
  return [...controls.keys()].filter(place => {
    const control = controls[place];
    if (control.id.startsWith("print")) return false;
    return control.checkVisibility({visibilityProperty: true}) || isOfMenu(control);
  });
}"""

IS_FOCUS_SEEN = """() => {
  const {activeElement, body} = document;
  return activeElement !== body && activeElement.checkVisibility({visibilityProperty: true});
}"""

PLACES = {
    "start": ("", 1400),
    "selected": ("level=all&at=nine", 1400),
    "folded": ("level=1&at=nine", 1400),
    "branch": ("branch=nine&at=nine&reject=care", 1400),
    "read": ("mode=read&at=nine&verdicts=yes", 1400),
    "study": ("mode=study&step=1", 1400),
    "start on a phone": ("", 390),
    "map on a phone": ("mode=map&at=nine", 390),
}


@pytest.mark.parametrize("place", mostly_soak(PLACES, "start"))
def test_no_button_loses_the_focus(place: str, page: Page, tmp_path: Path) -> None:
    fragment, width = PLACES[place]
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, SCHOOL, tmp_path, fragment)
    lost = []
    for control in page.evaluate(CONTROLS):
        shown = open_page(page, SCHOOL, tmp_path, fragment)
        page.evaluate(CONTROLS)
        if page.evaluate("place => Boolean(controls[place].closest('#menu'))", control):
            page.focus("#menu-button")
            page.keyboard.press("Enter")
        page.evaluate("place => controls[place].focus()", control)
        page.keyboard.press("Enter")
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")
        if not page.evaluate(IS_FOCUS_SEEN) or shown.wrongs:
            name = page.evaluate("place => controls[place].outerHTML", control)
            lost.append((name, shown.wrongs))
    assert lost == []


def test_buttons_that_go_do_not_take_the_focus_along(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == ["What if true?", True]
    page.evaluate("location.hash = ''")
    wait_until(page, "chosen.selected === -1")
    assert not page.locator("#on-box").is_visible()
    assert page.evaluate(IS_FOCUS_SEEN)


def test_escape_closes_what_is_open(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "mode=read&at=sleep")
    page.focus("#menu-button")
    page.keyboard.press("Enter")
    is_open = "element('menu').matches(':popover-open')"
    assert page.evaluate(f"[{is_open}, chosen.mode]") == [True, "read"]
    page.keyboard.press("Escape")
    assert page.evaluate(f"[{is_open}, chosen.mode]") == [False, "read"]
    assert page.evaluate("document.activeElement.id") == "menu-button"
    page.keyboard.press("Escape")
    assert page.evaluate("[chosen.mode, document.activeElement.id]") == ["", "read"]
    page.focus("#legend summary")
    page.keyboard.press("Enter")
    assert page.evaluate("element('legend').open") is True
    page.keyboard.press("Escape")
    assert page.evaluate("element('legend').open") is False
    assert page.evaluate(IS_FOCUS_SEEN)


def test_what_is_found_is_heard_once(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "mode=read&at=nine")
    page.fill("#search", "learn")
    page.press("#search", "Enter")
    assert page.inner_text("#found") == "1 of 1"
    assert "Sleep helps to learn." in page.inner_text("#heard")
    # Beside the map, the focus goes to the entry, which is heard.
    open_page(page, SCHOOL, tmp_path)
    page.fill("#search", "learn")
    page.press("#search", "Enter")
    assert page.inner_text("#found") == "1 of 1"
    assert here(page) == "1.1b"
    # On a phone that shows the map the outline is out of sight.
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, SCHOOL, tmp_path, "mode=map")
    page.fill("#search", "learn")
    page.press("#search", "Enter")
    assert page.text_content("#found") == "1 of 1 Sleep helps to learn."


# --- what has changed can be seen, whatever a person has set ---

HALOS = """() => document.querySelectorAll("#view .halo").length"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_changes_lights_up(
    motion: Literal["reduce", "no-preference"], page: Page, tmp_path: Path
) -> None:
    page.emulate_media(reduced_motion=motion)
    open_page(page, SCHOOL, tmp_path, "level=all&verdicts=yes&at=care")
    page.keyboard.press("t")
    assert page.evaluate(HALOS) > 0
    still = page.evaluate(
        "document.querySelector('.halo').getAnimations()[0].effect.getKeyframes().map(frame => frame.opacity)"
    )
    assert still == (["1", "1"] if motion == "reduce" else ["0", "1", "0"])


LOOK = """selector => {
  const {outlineStyle, outlineWidth, backgroundColor} = getComputedStyle(document.querySelector(selector));
  return [outlineStyle === "none" ? "" : outlineWidth, backgroundColor];
}"""


def test_with_forced_colors_all_states_can_be_told_apart(page: Page, tmp_path: Path) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, SCHOOL, tmp_path, "level=all&reject=nine&at=nine")
    line, other = (f"{item} > .entry .line" for item in ("li.selected", "li:not(.selected)"))
    assert page.evaluate(LOOK, line)[0] == "2px"
    assert page.evaluate(LOOK, other)[0] == ""
    page.keyboard.press("Tab")
    page.focus(line)
    assert page.evaluate(LOOK, line)[0] == "3px", "where the focus is"
    # Main claims that change, and what is pressed, look otherwise than the rest.
    scores = page.evaluate(LOOK, ".score.changed"), page.evaluate(LOOK, "#scoreboard button")
    assert scores[0] != scores[1]
    assert page.evaluate(LOOK, "#what-if") != page.evaluate(LOOK, "#read")
    page.fill("#search", "learn")
    assert page.evaluate(LOOK, "li.found bdi")[1] != page.evaluate(LOOK, "#outline")[1]


HATCHED = """() => {
  const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const luminance = color => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrasts = [];
  for (const box of document.querySelectorAll("#leaf .box.contested")) {
    const colors = getComputedStyle(box).backgroundImage.match(/(?:rgb|color)\\([^)]*\\)/g);
    for (const text of box.querySelectorAll("*")) {
      for (const color of colors) {
        const [light, dark] = [luminance(color), luminance(getComputedStyle(text).color)].sort((a, b) => b - a);
        contrasts.push((light + 0.05) / (dark + 0.05));
      }
    }
  }
  return contrasts;
}"""
"""The contrasts of all texts on hatched cards with both colors of these, which axe-core leaves out."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_hatched_cards_can_be_read(
    scheme: Literal["light", "dark"], page: Page, tmp_path: Path
) -> None:
    page.emulate_media(color_scheme=scheme)
    sides = "".join(f"  s{side}: Side {side}\n" for side in range(4))
    claims = "".join(
        f"  m{side}: {{text: It is so., main: true, side: s{side}, rebuttals: [n{side}], premises: [p{side}]}}\n"
        f"  n{side}: {{text: It is not so., rebuttals: [m{side}]}}\n"
        f"  p{side}: It is.\n"
        for side in range(4)
    )
    map = argmap.loads(
        f"title: T\nsides:\n{sides}claims:\n{claims}  x: {{text: X., rebuttals: [y]}}\n"
        "  y: {text: Y., rebuttals: [x]}\n"
    )
    for claim in ("m0", "m1", "m2", "m3", "x"):
        open_page(page, map, tmp_path, f"mode=read&verdicts=yes&at={claim}")
        contrasts = page.evaluate(HATCHED)
        assert contrasts, claim
        assert min(contrasts) >= 4.5, claim


def test_claims_that_are_gone_are_ignored_with_a_line(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "reject=gone&at=nine&fold=gone")
    expected = (
        "Part of this link was ignored because it refers to claims that are no longer in the map."
    )
    assert page.locator("[role=status]:visible").inner_text() == expected
    assert page.evaluate("location.hash") == "#reject=gone&at=nine&fold=gone"
    page.evaluate("select(0)")
    assert page.locator("[role=status]:visible").count() == 0


def test_a_link_to_a_source_leaves_what_is_chosen(page: Page, tmp_path: Path) -> None:
    map = argmap.loads(
        "title: T\nsources: {s: {title: Book}}\nclaims: [{id: a, text: A claim., evidence: s p. 3}]\n"
    )
    open_page(page, map, tmp_path, "at=a&reject=a")
    page.click("a[href='#source-s']")
    wait_until(page, "location.hash === '#source-s'")
    assert page.evaluate("[chosen.selected, chosen.supposed.size]") == [0, 1]


SMALL_TARGETS = """() => [...document.querySelectorAll("button, summary, input")].filter(part => {
  const {width, height} = part.getBoundingClientRect();
  return part.checkVisibility() && Math.min(width, height) < 24;
}).map(part => part.outerHTML)"""


def test_what_is_pressed_is_large_enough(page: Page, tmp_path: Path) -> None:
    open_page(page, TREATY, tmp_path, "at=breach")
    page.evaluate("document.getElementById('menu').showPopover()")
    assert page.evaluate(SMALL_TARGETS) == []


def test_text_of_twice_the_size_has_room(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, TREATY, tmp_path, "at=breach")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    room = "[...document.querySelectorAll('button')].filter(part => part.scrollWidth > part.clientWidth + 1)"
    assert page.evaluate(f"{room}.map(part => part.outerHTML)") == []
    assert page.locator("#outline").bounding_box()["height"] > 300  # type: ignore[index]


# --- without scripts ---


@pytest.fixture
def still_tab(tabs: Tabs) -> Iterator[Page]:
    with tabs.tab(1400, 900, has_scripts=False) as tab:
        yield tab


LOOKS_WITHOUT_SCRIPTS = """[...document.querySelectorAll("li[data-claim] > div:first-child")].map(entry => {
  const text = entry.firstElementChild;
  const {content} = getComputedStyle(text, "::before");
  return [text.querySelector("b").textContent, getComputedStyle(entry).borderInlineStartColor, content.split(" / ")[0]];
})"""


@pytest.mark.parametrize("width", [390, 1400])
def test_without_scripts_all_can_be_read_and_nothing_is_dead(
    width: int, still_tab: Page, tmp_path: Path
) -> None:
    still_tab.set_viewport_size({"width": width, "height": 900})
    shown = open_page(still_tab, SCHOOL, tmp_path)
    for control in still_tab.locator("button, input, [tabindex]").all():
        assert not control.is_visible()
    outline = still_tab.inner_text("#outline")
    for text in [claim.text for claim in SCHOOL.claims.values()]:
        assert text in outline
    assert "held by Doctors" in outline
    assert "evidence: AAP 2014, p. 643" in outline
    assert not still_tab.locator("#map").is_visible()
    # Sides have colors, and reasons and objections signs.
    looks = still_tab.evaluate(LOOKS_WITHOUT_SCRIPTS)
    assert looks[:4] == [
        ["1", "rgb(179, 71, 0)", "none"],
        ["1.1a", "rgb(179, 71, 0)", '"+"'],
        ["1.1b", "rgb(179, 71, 0)", '"+"'],
        ["1.2", "rgb(11, 95, 165)", '"−"'],
    ]
    assert shown.wrongs == []
