"""Study and Present: the page tells its map bit by bit, and nothing of what is not told can be seen, found or heard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import argmap
from tests.browser import Tabs, violations_of_axe
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import debate, web
from tests.opened import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SCHOOL = a_map(
    """
    title: Should school start at nine?
    sides: {pro: Start at nine, con: Stay at eight}
    schemes:
      expert opinion here:
        questions: {field: Is sleep the expert's field?}
    claims:
      nine:
        text: School should start at nine.
        side: pro
        main: true
        note: The council decides in May.
        premises: [[sleep, helps]]
        rebuttals: [bus]
      sleep:
        text: Teenagers would sleep more.
        premises:
          - premises: doctor
            scheme: expert opinion here
            questions: {field: surgeon}
            undercutters: [surgeon, old]
      helps: Who sleeps more learns more.
      doctor: A doctor says so.
      surgeon: The doctor is a surgeon.
      old:
        text: The doctor spoke of adults.
        premises: [[letter, date]]
      letter: His letter says so.
      date: It is of this year.
      bus: {text: The bus comes at seven., premises: [timetable]}
      timetable: The timetable says so.
      eight: {text: School should start at eight., side: con, main: true, premises: [[bus, helps]]}
      weather: It often rains.
    """
)

SEEN_IN_MAP = """() => {
  const shown = [...document.querySelectorAll("#view g.claim, #view g.step")].filter(
    part => part.getClientRects().length);
  return shown.map(part => part.querySelector("title").textContent);
}"""
"""The tooltips of all that is seen in the picture, which tell its texts."""

SEEN_IN_OUTLINE = """() => {
  const shown = [...document.querySelectorAll("#outline .told")].filter(told => told.checkVisibility());
  return shown.map(told => told.querySelector("bdi").textContent);
}"""

CAPTIONS = """() => {
  const captions = [];
  const next = document.getElementById("mode-next");
  for (;;) {
    captions.push([...document.querySelectorAll("#caption > span")].map(line => line.textContent.trim()));
    if (next.getAttribute("aria-disabled") === "true") return captions;
    next.click();
  }
}"""
"""All captions from here to the end."""

MARKED = """name => ({
  map: [...document.querySelectorAll(`#view .${name}`)].map(part => part.querySelector("title").textContent),
  outline: [...document.querySelectorAll(`#outline .${name}`)].map(item => item.querySelector(".number").textContent),
})"""
"""What is marked, in the map and, by its number, in the outline."""

TRANSFORM = """() => document.getElementById("moved").getAttribute("transform")"""
"""What part of the map is seen."""

EIGHT = "School should start at eight."

TITLE = "School should start at nine."
"""The first main claim."""


def caption(tab: Page) -> list[str]:
    """Return the lines of the caption."""
    return [(line.text_content() or "").strip() for line in tab.locator("#caption > span").all()]


def go_to(tab: Page, mode: str, step: int = 0) -> None:
    """Begin a mode, and go so many steps."""
    tab.evaluate("([mode, step]) => { enterMode(mode); goToStep(step); }", [mode, step])


def click(tab: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        tab.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def school(page: Page, tmp_path: Path) -> Iterator[Page]:
    shown = open_page(page, SCHOOL, tmp_path)
    yield page
    assert shown.wrongs == []


# --- Study ---


def test_study_begins_with_the_main_claims_alone_and_a_question(school: Page) -> None:
    click(school, "Study")
    assert school.evaluate(SEEN_IN_MAP) == [
        "School should start at nine.",
        "School should start at eight.",
    ]
    assert school.evaluate(SEEN_IN_OUTLINE) == [
        "School should start at nine.",
        "School should start at eight.",
    ]
    assert caption(school) == ["1 School should start at nine.", "What supports this claim?"]
    assert school.locator("#step-of").text_content() == "1 of 8"


def test_study_shows_all_linked_premises_of_the_answer_at_once(school: Page) -> None:
    click(school, "Study")
    click(school, "Show the answer")
    linked = ["Teenagers would sleep more.", "Who sleeps more learns more."]
    step = "Teenagers would sleep more. + Who sleeps more learns more. — supports — School should start at nine."
    assert set(school.evaluate(SEEN_IN_MAP)) == {
        TITLE,
        "School should start at eight.",
        *linked,
        step,
    }
    assert school.evaluate(SEEN_IN_OUTLINE) == [TITLE, *linked, "School should start at eight."]
    assert caption(school) == [
        "What supports this claim?",
        "The map's answer:",
        f"1.1a {linked[0]}",
        f"1.1b {linked[1]}",
    ]


def test_study_asks_what_bears_on_each_claim_and_inference_and_then_answers(school: Page) -> None:
    click(school, "Study")
    captions = school.evaluate(CAPTIONS)
    assert [lines[-1] for lines in captions[::2]] == [
        "What supports this claim?",
        "What supports this claim?",
        "Is sleep the expert's field?",
        "Why might the conclusion not follow?",
        "What supports this claim?",
        "What could be said against this claim?",
        "What supports this claim?",
        "What supports this claim?",
        "This is the whole map.",
    ]
    assert [lines[-1] for lines in captions[1::2]] == [
        "1.1b Who sleeps more learns more.",
        "1.1a.1 A doctor says so.",
        "1.1a.1.1 The doctor is a surgeon.",
        "1.1a.1.2 The doctor spoke of adults.",
        "1.1a.1.2.1b It is of this year.",
        "1.2 The bus comes at seven.",
        "2.1b Who sleeps more learns more.",
        "2.1a.1 The timetable says so.",
    ]


def test_study_asks_about_a_claim_that_is_marked_in_map_and_outline(school: Page) -> None:
    go_to(school, "study", 2)
    assert school.evaluate(MARKED, "asked") == {
        "map": ["Teenagers would sleep more."],
        "outline": ["1.1a"],
    }
    assert school.evaluate(MARKED, "now") == {"map": [], "outline": []}


def test_study_asks_about_an_inference_that_is_marked_in_map_and_outline(school: Page) -> None:
    go_to(school, "study", 4)
    assert caption(school) == [
        "1.1a.1 A doctor says so.",
        "→ Teenagers would sleep more.",
        "Is sleep the expert's field?",
    ]
    step = "A doctor says so. — supports — Teenagers would sleep more."
    marked = ["Teenagers would sleep more.", "A doctor says so.", step]
    assert school.evaluate(MARKED, "asked") == {"map": marked, "outline": ["1.1a.1"]}


def test_study_marks_what_the_map_answers(school: Page) -> None:
    go_to(school, "study", 5)
    undercutter = "The doctor is a surgeon. — objects to the inference — A doctor says so. → Teenagers would sleep more."
    answer = {"map": ["The doctor is a surgeon.", undercutter], "outline": ["1.1a.1.1"]}
    assert school.evaluate(MARKED, "now") == answer


def test_a_weighing_is_asked_for_and_shown_as_one(page: Page, tmp_path: Path) -> None:
    text = (
        "{claims: {m: {text: M., rebuttals: [{premises: [c], outweighed_by: [w]}]}, c: C., w: W.}}"
    )
    open_page(page, a_map(text), tmp_path, "mode=study")
    assert [lines[-1] for lines in page.evaluate(CAPTIONS)[::2]] == [
        "What could be said against this claim?",
        "Suppose that this is true. Why might it carry less weight than it seems to?",
        "This is the whole map.",
    ]
    open_page(page, a_map(text), tmp_path, "mode=present")
    assert page.evaluate(CAPTIONS) == [
        ["1 M."],
        ["Objection to 1 M.", "1.1 C."],
        ["grants, but outweighs", "1.1 C.", "→ M.", "1.1.1 W."],
        ["This is the whole map."],
    ]


def test_study_asks_what_else_there_is(page: Page, tmp_path: Path) -> None:
    text = (
        "{claims: {m: {text: M., premises: [a, b], rebuttals: [c, d]}, a: A., b: B., c: C., d: D.}}"
    )
    open_page(page, a_map(text), tmp_path, "mode=study")
    assert [lines[-1] for lines in page.evaluate(CAPTIONS)[::2]] == [
        "What supports this claim?",
        "What else supports this claim?",
        "What could be said against this claim?",
        "What else could be said against this claim?",
        "This is the whole map.",
    ]


HIDDEN_IS_KEPT = """() => {
  const next = document.getElementById("mode-next");
  const wrong = [];
  for (;;) {
    const places = document.querySelectorAll("#outline .told, #view g.claim");
    const words = part => (part.querySelector("bdi") ?? part.querySelector("title")).textContent;
    const isSeen = part => part.getClientRects().length > 0;
    const told = new Set([...places].filter(isSeen).map(words));
    for (const part of document.querySelectorAll("#view g.step")) {
      const title = part.querySelector("title").textContent;
      const claims = title.split(/ (?:\\+|→|— [a-z ]+ —) /);
      if (isSeen(part) && !claims.every(claim => told.has(claim))) wrong.push(title);
    }
    const texts = DATA.claims.map(claim => claim.text).filter(text => !told.has(text));
    const textsOfMap = [...document.querySelectorAll("#view text")].filter(isSeen).map(part => part.textContent);
    const parts = ["outline", "mode"].map(id => document.getElementById(id)).filter(isSeen);
    const all = [...parts.map(part => part.innerText), ...textsOfMap].join(" ");
    wrong.push(...texts.filter(text => all.includes(text)));
    if (next.getAttribute("aria-disabled") === "true") return {wrong, told: told.size};
    next.click();
  }
}"""
"""What is seen before it is told, from here to the end; and how many claims are told then."""


ANY = {"school": SCHOOL, "web(3)": web(3), "web(4)": web(4), "web(5)": web(5)}


@pytest.mark.parametrize("name", mostly_soak(ANY, "school", "web(3)"))
def test_nothing_is_seen_before_its_stop(name: str, page: Page, tmp_path: Path) -> None:
    map = ANY[name]
    shown = open_page(page, map, tmp_path)
    for mode in ("study", "present"):
        go_to(page, mode)
        assert page.evaluate(HIDDEN_IS_KEPT) == {"wrong": [], "told": len(map.claims)}
        page.evaluate("leaveMode()")
    assert shown.wrongs == []


def test_a_frame_of_a_group_is_shown_with_the_last_of_its_claims(
    page: Page, tmp_path: Path
) -> None:
    text = """
    claims:
      m: {text: M., main: true, premises: [a, b, c]}
      a: {text: A., group: Costs}
      b: {text: B., group: Costs}
      c: C.
    """
    file = tmp_path / "map.html"
    file.write_bytes(argmap.render(a_map(text), "page", groups=True))
    page.goto(f"{file.as_uri()}#mode=present")
    frames = "[...document.querySelectorAll('#view g.group')].map(frame => frame.getClientRects().length)"
    seen = []
    for step in range(4):
        page.evaluate("step => goToStep(step)", step)
        seen.append(page.evaluate(frames))
    assert seen == [[0], [0], [1], [1]]


def test_what_is_not_shown_is_not_heard_either(school: Page) -> None:
    click(school, "Study")
    heard = school.locator("body").aria_snapshot()
    assert "School should start at eight." in heard
    assert [claim.text for claim in SCHOOL.claims.values() if claim.text in heard] == [TITLE, EIGHT]


def test_what_is_not_shown_cannot_be_searched_for(school: Page) -> None:
    click(school, "Study")
    school.keyboard.press("/")
    school.keyboard.type("sleep")
    assert not school.locator("#search").is_visible()
    assert school.input_value("#search") == ""


def test_what_stands_around_a_quotation_does_not_give_the_answer_away(
    page: Page, tmp_path: Path
) -> None:
    canteen = ROOT / "docs" / "canteen.yaml"
    file = tmp_path / "map.html"
    file.write_bytes(argmap.render(argmap.load(canteen), "page", folder=canteen.parent))
    page.goto(f"{file.as_uri()}#at=bakery")
    assert page.locator("figure.passage:visible").count() == 1
    page.evaluate("choose({mode: 'study', step: 4})")
    assert page.locator("li.selected .about").is_visible()
    assert page.locator("figure.passage:visible").count() == 0


def test_verdicts_and_suppositions_wait_until_study_is_over(page: Page, tmp_path: Path) -> None:
    signs = (
        "[...document.querySelectorAll('#view use')].filter(use => use.hasAttribute('href')).length"
    )
    verdicts = (
        "[...document.querySelectorAll('.verdict')].filter(verdict => verdict.textContent).length"
    )
    open_page(page, SCHOOL, tmp_path, "reject=bus&fold=sleep&at=nine")
    address = page.url
    before = (
        page.evaluate(signs),
        page.evaluate(verdicts),
        page.evaluate(SEEN_IN_MAP),
        page.evaluate(TRANSFORM),
    )
    assert before[0] > 0
    click(page, "Study")
    assert (page.evaluate(signs), page.evaluate(verdicts)) == (0, 0)
    assert page.locator("#changes").is_hidden()
    click(page, "Show the answer")
    page.locator("#outline .told").first.click()
    assert page.locator(".about").first.is_visible()
    assert page.locator(".why, .suppose").first.is_hidden()
    page.keyboard.press("Control+z")
    assert "mode=study&step=1" in page.url
    click(page, "Close")
    after = (
        page.evaluate(signs),
        page.evaluate(verdicts),
        page.evaluate(SEEN_IN_MAP),
        page.evaluate(TRANSFORM),
    )
    assert after == before
    assert page.url == address


BOXES = """() => [...document.querySelectorAll("g.claim")].map(
  box => box.getAttribute("transform") ?? "")"""


def test_nothing_moves_on_the_map(school: Page) -> None:
    whole = school.evaluate(BOXES)
    go_to(school, "study")
    assert school.evaluate(BOXES) == whole
    go_to(school, "study", 9)
    assert school.evaluate(BOXES) == whole


# --- Present ---


def test_present_shows_main_claims_one_by_one_and_then_inference_after_inference(
    school: Page,
) -> None:
    click(school, "Present")
    assert school.evaluate(CAPTIONS) == [
        ["Start at nine", "1 School should start at nine."],
        ["Stay at eight", "2 School should start at eight."],
        [
            "Reason for 1 School should start at nine.",
            "1.1a Teenagers would sleep more.",
            "1.1b Who sleeps more learns more.",
        ],
        ["Reason for 1.1a Teenagers would sleep more.", "1.1a.1 A doctor says so."],
        [
            "Against this inference",
            "1.1a.1 A doctor says so.",
            "→ Teenagers would sleep more.",
            "1.1a.1.1 The doctor is a surgeon.",
        ],
        [
            "Against this inference",
            "1.1a.1 A doctor says so.",
            "→ Teenagers would sleep more.",
            "1.1a.1.2 The doctor spoke of adults.",
        ],
        [
            "Reason for 1.1a.1.2 The doctor spoke of adults.",
            "1.1a.1.2.1a His letter says so.",
            "1.1a.1.2.1b It is of this year.",
        ],
        ["Objection to 1 School should start at nine.", "1.2 The bus comes at seven."],
        [
            "Reason for 2 School should start at eight.",
            "2.1a The bus comes at seven.",
            "2.1b Who sleeps more learns more.",
        ],
        ["Reason for 2.1a The bus comes at seven.", "2.1a.1 The timetable says so."],
        ["Not connected to a main claim", "3 It often rains."],
        ["This is the whole map."],
    ]


def test_present_shows_linked_premises_together_and_dims_the_rest(school: Page) -> None:
    go_to(school, "present", 3)
    assert school.evaluate(SEEN_IN_MAP)[:5] == [TITLE, "Teenagers would sleep more.", "Who sleeps more learns more.",
        "A doctor says so.", EIGHT]  # fmt: skip
    step = "A doctor says so. — supports — Teenagers would sleep more."
    assert school.evaluate(MARKED, "now")["map"] == ["A doctor says so.", step]
    assert school.evaluate(MARKED, "asked")["map"] == ["Teenagers would sleep more."]
    opacity = """() => Object.fromEntries([...document.querySelectorAll("g.claim:not(.untold)")].map(
      box => [box.querySelector("title").textContent, getComputedStyle(box).opacity]))"""
    assert school.evaluate(opacity) == {
        TITLE: "0.4",
        EIGHT: "0.4",
        "Teenagers would sleep more.": "1",
        "Who sleeps more learns more.": "0.4",
        "A doctor says so.": "1",
    }
    school.keyboard.press("End")
    assert school.evaluate(SEEN_IN_MAP)[: len(SCHOOL.claims)].count("It often rains.") == 1
    assert set(school.evaluate(opacity).values()) == {"1"}


def test_keys_of_keyboards_and_clickers_lead_through_present(school: Page) -> None:
    steps = [
        ("ArrowRight", 1),
        ("ArrowDown", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("ArrowUp", 1),
        ("PageUp", 0),
        ("PageUp", 0),
        ("Space", 1),  # on the button Next
        ("Enter", 2),
        ("End", 11),
        ("PageDown", 11),
        ("Home", 0),
        ("PageDown", 1),
        ("Shift+Tab", 1),
        ("Space", 0),  # on the button Back
    ]
    go_to(school, "present")
    reached = []
    for key, _ in steps:
        school.keyboard.press(key)
        reached.append((key, school.evaluate("tour.place")))
    assert reached == steps


def test_space_and_arrows_step_on_also_where_the_map_has_the_focus(school: Page) -> None:
    go_to(school, "present")
    school.focus("#view")
    for key, step in (("Space", 1), ("ArrowRight", 2), ("Shift+Space", 1)):
        school.keyboard.press(key)
        assert school.evaluate("chosen.step") == step


def test_present_goes_on_and_back_by_its_buttons(school: Page) -> None:
    click(school, "Present")
    click(school, "Next", times=2)
    assert school.locator("#step-of").text_content() == "3 of 11"
    click(school, "Back")
    assert school.locator("#step-of").text_content() == "2 of 11"
    assert school.evaluate(SEEN_IN_MAP) == [TITLE, EIGHT]


SWIPE = """([...places]) => {
  const view = document.getElementById("view");
  view.setPointerCapture = () => {};
  const send = (type, [clientX, clientY], pointerId) => {
    const touch = {pointerId, clientX, clientY, pointerType: "touch", bubbles: true};
    view.dispatchEvent(new PointerEvent(type, touch));
  };
  places.forEach(([from], finger) => send("pointerdown", from, finger + 1));
  places.forEach(([, to], finger) => send("pointermove", to, finger + 1));
  places.forEach(([, to], finger) => send("pointerup", to, finger + 1));
  return chosen.step;
}"""
"""Fingers go from a place to another; the step that one is at then."""


def test_a_swipe_turns_the_page(school: Page) -> None:
    go_to(school, "present", 4)
    assert school.evaluate(SWIPE, [[[300, 200], [200, 210]]]) == 5
    assert school.evaluate(SWIPE, [[[200, 200], [320, 180]]]) == 4
    assert school.evaluate(SWIPE, [[[200, 200], [230, 200]]]) == 4, "too short"
    assert school.evaluate(SWIPE, [[[200, 200], [280, 400]]]) == 4, "down"
    assert school.evaluate(SWIPE, [[[200, 200], [100, 200]], [[300, 200], [400, 200]]]) == 4, (
        "two fingers enlarge"
    )


def test_present_is_spoken_once_a_step(school: Page) -> None:
    assert school.locator("#caption").get_attribute("role") == "status"
    go_to(school, "present")
    school.evaluate("""() => {
      window.spoken = [];
      new MutationObserver(changes => window.spoken.push(changes.length, document.getElementById("caption").innerText))
        .observe(document.getElementById("caption"), {childList: true, subtree: true, characterData: true});
    }""")
    school.keyboard.press("PageDown")
    school.keyboard.press("PageDown")
    assert school.evaluate("window.spoken") == [
        1,
        "Stay at eight\n2 School should start at eight.",
        1,
        "Reason for 1 School should start at nine.\n1.1a Teenagers would sleep more.\n1.1b Who sleeps more learns more.",
    ]


IN_SIGHT = """() => {
  const view = document.getElementById("view").getBoundingClientRect();
  const areas = [...document.querySelectorAll("g.claim:is(.now, .asked)")].map(box => box.getBoundingClientRect());
  const text = document.querySelector("g.claim.now text").getBoundingClientRect();
  return {
    all: areas.every(is => is.left >= view.left && is.right <= view.right && is.top >= view.top && is.bottom <= view.bottom),
    scale: viewport.scale,
  };
}"""


@pytest.mark.parametrize(
    ("width", "height"), [(1920, 1080), pytest.param(1024, 768, marks=pytest.mark.soak)]
)
def test_present_can_be_read_from_the_last_row(
    width: int, height: int, page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    open_page(page, SCHOOL, tmp_path, "mode=present")
    for step in range(11):
        page.evaluate("step => goToStep(step)", step)
        size = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('#caption .said')).fontSize)"
        )
        assert size >= 24
        sight = page.evaluate(IN_SIGHT)
        assert sight["all"]
        assert sight["scale"] * 12 >= 16


def test_an_inference_that_is_far_from_its_claim_is_in_sight_and_legible(
    page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.emulate_media(reduced_motion="reduce")
    open_page(page, argmap.load(ROOT / "arguments.yaml"), tmp_path, "mode=present&step=20")
    in_sight = """() => {
      const view = document.getElementById("view").getBoundingClientRect();
      const areas = [...document.querySelectorAll("g.claim.now")].map(box => box.getBoundingClientRect());
      return areas.map(is => is.left >= view.left && is.right <= view.right && is.top >= view.top && is.bottom <= view.bottom);
    }"""
    assert page.evaluate(in_sight) == [True, True]
    assert page.evaluate("viewport.scale") * 12 >= 14


def test_the_view_glides_unless_motion_is_to_be_reduced(page: Page, tmp_path: Path) -> None:
    count = """() => new Promise(resolve => {
      let moves = 0;
      const goal = () => JSON.stringify(tour.goal);
      const before = goal();
      const moveView = setView;
      setView = (...view) => {
        moves += 1;
        moveView(...view);
        const {x, y, scale} = viewport;
        if (goal() !== before && JSON.stringify({x, y, scale}) === goal()) resolve(moves);
      };
      goToStep(2);
    })"""
    open_page(page, SCHOOL, tmp_path, "mode=present")
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(count) == 1
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("goToStep(0)")
    page.reload()
    assert page.evaluate(count) > 1


def test_present_fills_the_screen_and_escape_ends_both(school: Page) -> None:
    click(school, "Present")
    school.wait_for_function("() => document.fullscreenElement === document.documentElement")
    assert school.get_by_role("button", name="Full screen").get_attribute("aria-pressed") == "true"
    school.evaluate("document.exitFullscreen()")  # as the browser does when Escape is pressed
    school.wait_for_function("() => !tour.mode")
    assert school.locator("#present").evaluate("button => button === document.activeElement")


def test_the_full_screen_can_be_left_while_one_presents(school: Page) -> None:
    click(school, "Present")
    school.wait_for_function("() => document.fullscreenElement")
    click(school, "Full screen")
    school.wait_for_function("() => document.getElementById('full-screen').ariaPressed === 'false'")
    assert school.evaluate("tour.mode") == "present"


def test_present_goes_without_a_full_screen_where_it_is_refused(school: Page) -> None:
    school.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError()); }"
    )
    click(school, "Present")
    click(school, "Next")
    assert caption(school) == ["Stay at eight", "2 School should start at eight."]


# --- Both ---


@pytest.mark.parametrize(("name", "mode"), [("Study", "study"), ("Present", "present")])
def test_the_keyboard_alone_is_enough(name: str, mode: str, school: Page) -> None:
    button = school.get_by_role("button", name=name, exact=True)
    button.focus()
    school.keyboard.press("Enter")
    assert school.get_by_role("region", name=name, exact=True).is_visible()
    assert school.evaluate("document.activeElement.id") == "mode-next"
    assert school.locator("#tools").is_hidden()
    school.keyboard.press("Enter")
    assert school.evaluate("[tour.mode, chosen.step]") == [mode, 1]
    school.evaluate("document.fullscreenElement && document.exitFullscreen()")
    school.keyboard.press("Escape")
    school.wait_for_function("() => !tour.mode")
    assert button.evaluate("button => button === document.activeElement")
    assert caption(school) == []


@pytest.mark.parametrize("mode", mostly_soak(["study", "present"], "present"))
def test_a_link_and_a_reload_keep_the_place(mode: str, school: Page) -> None:
    go_to(school, mode, 7)
    assert school.url.endswith(f"#mode={mode}&step=7")
    seen = (caption(school), school.evaluate(SEEN_IN_MAP))
    school.reload()
    assert (caption(school), school.evaluate(SEEN_IN_MAP)) == seen
    assert school.evaluate("document.activeElement.id") == "mode-next"
    school.keyboard.press("Escape")
    assert school.evaluate(SEEN_IN_OUTLINE)[0] == TITLE
    assert len(school.evaluate(SEEN_IN_MAP)) > len(SCHOOL.claims)


def test_a_link_to_no_place_leads_to_the_nearest(school: Page) -> None:
    places = {
        "mode=present&step=99": ["present", 11],
        "mode=present&step=-3": ["present", 0],
        "mode=study&step=x": ["study", 0],
        "mode=constructor&step=2": ["", 0],
    }
    at = "fragment => choose(choiceIn(`#${fragment}`)) ?? [tour.mode, tour.place]"
    assert {fragment: school.evaluate(at, fragment) for fragment in places} == places


ODD = {
    "one claim": ("{claims: {a: A.}}", 1),
    "no steps": ("{claims: {a: A., b: B.}}", 2),
    "a circle": (
        "{claims: {a: {text: A., premises: [b]}, b: {text: B., premises: [c]}, c: {text: C., premises: [a]}}}",
        3,
    ),
    "itself": ("{claims: {a: {text: A., premises: [a]}}}", 1),
    "undercutters of undercutters": (
        """
        claims:
          m: {text: M., main: true, premises: [{premises: p, undercutters: [{premises: u, undercutters: [{premises: v,
            undercutters: [w]}]}]}]}
          p: P.
          u: U.
          v: V.
          w: W.
        """,
        5,
    ),
    "answers": (
        "{claims: {a: {text: A., main: true, rebuttals: [b]}, b: {text: B., main: true, rebuttals: [a]}}}",
        2,
    ),
}


@pytest.mark.parametrize("name", mostly_soak(ODD, "undercutters of undercutters"))
def test_odd_maps_are_presented_to_the_end(name: str, page: Page, tmp_path: Path) -> None:
    text, claims = ODD[name]
    shown = open_page(page, a_map(text), tmp_path)
    for mode in ("study", "present"):
        go_to(page, mode)
        assert page.evaluate(HIDDEN_IS_KEPT) == {"wrong": [], "told": claims}
        assert page.locator(".untold").count() == 0
        page.evaluate("leaveMode()")
    assert shown.wrongs == []


def test_two_claims_that_answer_each_other_are_one_inference(page: Page, tmp_path: Path) -> None:
    open_page(page, a_map(ODD["answers"][0]), tmp_path, "mode=study&step=1")
    assert caption(page) == [
        "What could be said against this claim?",
        "The map's answer:",
        "1.1 B.",
    ]
    assert page.evaluate(SEEN_IN_OUTLINE) == ["A.", "B.", "B.", "A."]
    assert page.locator("#step-of").text_content() == "1 of 1"


def test_a_step_changes_what_it_shows_and_not_all_claims(page: Page, tmp_path: Path) -> None:
    open_page(page, debate(100), tmp_path)
    changes = """async mode => {
      choose({mode, step: 30});
      let count = 0;
      const observer = new MutationObserver(found => { count += found.length; });
      observer.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
      goToStep(31);
      await Promise.resolve();
      observer.disconnect();
      return count;
    }"""
    for mode in ("study", "present"):
        assert 5 < page.evaluate(changes, mode) < 60


def test_a_mode_can_be_used_from_right_to_left(page: Page, tmp_path: Path) -> None:
    text = "{language: ar, claims: {a: {text: أ., main: true, premises: [{premises: b, undercutters: [c]}]}, b: ب., c: ج.}}"
    shown = open_page(page, a_map(text), tmp_path, "mode=present")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("tour.place") == 2
    page.keyboard.press("ArrowRight")
    assert page.evaluate("tour.place") == 1
    assert page.evaluate(SWIPE, [[[200, 200], [320, 200]]]) == 2
    assert "← أ." in caption(page)
    assert shown.wrongs == []


def test_a_mode_prints_the_whole_map(school: Page) -> None:
    printed = """() => {
      dispatchEvent(new Event("beforeprint"));
      const boxes = [...document.querySelectorAll("#paper g.claim")].filter(box => box.getClientRects().length);
      return [boxes.length, new Set(boxes.map(box => getComputedStyle(box).opacity)).size];
    }"""
    boxes = school.evaluate("DATA.boxes.length")
    for mode in ("study", "present"):
        go_to(school, mode, 1)
        school.emulate_media(media="print")
        assert school.evaluate(printed) == [boxes, 1]
        assert school.locator("#mode").is_hidden()
        school.emulate_media(media="screen")
        school.evaluate("leaveMode()")


@pytest.mark.parametrize("scheme", mostly_soak(["light", "dark"], "dark"))
def test_axe_finds_nothing_in_a_mode(
    scheme: Literal["light", "dark"], tabs: Tabs, tmp_path: Path
) -> None:
    with tabs.tab(1400, 860, bypass_csp=True) as tab:
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        open_page(tab, SCHOOL, tmp_path)
        for mode, step in (("study", 0), ("study", 5), ("present", 3), ("present", 11)):
            tab.evaluate("([mode, step]) => choose({mode, step})", [mode, step])
            assert violations_of_axe(tab) == []


def test_however_long_a_caption_is_its_buttons_stay_in_sight(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(390, 844, bypass_csp=True) as tab:
        long = " ".join(["This sentence has a lot of words, as sentences of the learned do."] * 5)
        premises = [argmap.Claim(f"p{number}", text=long) for number in range(5)]
        steps = argmap.Inferences()
        steps.add(argmap.Kind.SUPPORT, [premise.id for premise in premises], "m")
        claims = [argmap.Claim("m", text="It is so."), *premises]
        open_page(
            tab,
            argmap.ArgumentMap.build(claims=claims, inferences=steps.all),
            tmp_path,
            "mode=present&step=1",
        )
        for name in ("Back", "Next", "Close"):
            area = tab.get_by_role("button", name=name, exact=True).bounding_box()
            assert area is not None
            assert 0 <= area["y"] <= 844 - area["height"]
        map_area = tab.locator("#view").bounding_box()
        assert map_area is not None
        assert map_area["height"] > 200
        assert violations_of_axe(tab) == []


@pytest.mark.parametrize("mode", mostly_soak(["study", "present"], "study"))
def test_a_mode_fits_a_phone(mode: str, tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(390, 844, bypass_csp=True, has_touch=True) as tab:
        shown = open_page(tab, SCHOOL, tmp_path, f"mode={mode}&step=3")
        click(tab, "Next")
        assert tab.evaluate("document.documentElement.scrollWidth") == 390
        for button in tab.locator("#steering button:visible").all():
            area = button.bounding_box()
            assert area is not None
            assert area["height"] >= 24
            assert area["y"] + area["height"] <= 844
        assert violations_of_axe(tab) == []
        assert shown.wrongs == []
