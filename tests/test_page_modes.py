"""Read and Study: one claim at a time, and in Study nothing of what was not asked yet can be seen, found or heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import argmap
from tests.browser import Tabs, violations_of_axe, wait_until
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import debate, web
from tests.opened import open_page

if TYPE_CHECKING:
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


def heard(tab: Page) -> str:
    """Return what is heard of what is read: headings, texts, and the names of buttons, in order."""
    return tab.locator("#leaf").aria_snapshot()


def heading(tab: Page) -> str:
    return tab.locator("#leaf h2").inner_text()


def click(tab: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        tab.get_by_role("button", name=name, exact=True).first.click()


def read_claim(tab: Page, claim: str) -> None:
    tab.evaluate("id => choose({mode: 'read', selected: claimNumbers.get(id)})", claim)


ALL_PAGES = """() => {
  const pages = [];
  const next = document.getElementById("reading-next");
  for (;;) {
    pages.push(document.getElementById("leaf").innerText.split("\\n").filter(line => line.trim()));
    if (next.getAttribute("aria-disabled") === "true") return pages;
    next.click();
  }
}"""
"""The lines of all pages from here to the end."""


@pytest.fixture
def school(page: Page, tmp_path: Path) -> Iterator[Page]:
    shown = open_page(page, SCHOOL, tmp_path)
    yield page
    assert shown.wrongs == []


# --- Read ---

NINE = """\
- text: Start at nine
- button "2 School should start at eight.": "2"
- heading "1 School should start at nine." [level=2]
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- paragraph: The council decides in May.
- heading "Reasons" [level=3]
- list:
  - listitem:
    - button "1.1a Teenagers would sleep more. +1"
    - button "1.1b Who sleeps more learns more. [unsupported]"
- heading "Objections" [level=3]
- list:
  - listitem:
    - 'button "1.2 Objection: The bus comes at seven. +1"'"""

SLEEP = """\
- list "Bears on":
  - listitem:
    - button "Reason for 1 School should start at nine."
- text: Start at nine
- button "1.1b Who sleeps more learns more.": 1.1b
- heading "1.1a Teenagers would sleep more. falls, not shown" [level=2]:
  - text: 1.1a Teenagers would sleep more.
  - button "falls, not shown"
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- heading "Reasons" [level=3]
- list:
  - listitem:
    - 'button "1.1a.1 Reason (expert opinion here) (undercut): A doctor says so. [unsupported] — stands, asserted"'
    - list:
      - listitem:
        - 'button "1.1a.1.1 Against this inference: The doctor is a surgeon. [unsupported] — stands, asserted"'
      - listitem:
        - 'button "1.1a.1.2 Against this inference: The doctor spoke of adults. stands, asserted +1"'"""

SURGEON = """\
- list "Bears on":
  - listitem:
    - button "Against this inference A doctor says so. → Teenagers would sleep more."
- text: Stay at eight
- button "1.1a.1.2 The doctor spoke of adults.": 1.1a.1.2
- 'heading "1.1a.1.1 Against this inference: The doctor is a surgeon. [unsupported]" [level=2]'
- group "What if":
  - button "What if true?"
  - button "What if false?"
  - button "Reset" [disabled]
- paragraph: The map gives no reasons for this claim and no objections to it."""


def test_a_claim_is_read_with_what_bears_on_it(school: Page) -> None:
    click(school, "Read")
    assert heard(school) == NINE


def test_verdicts_and_undercutters_are_on_the_cards(school: Page) -> None:
    school.evaluate("choose({verdicts: true})")
    read_claim(school, "sleep")
    assert heard(school) == SLEEP


def test_a_premise_of_an_undercutter_bears_on_an_inference(school: Page) -> None:
    read_claim(school, "surgeon")
    assert heard(school) == SURGEON
    click(school, "Against this inference A doctor says so. → Teenagers would sleep more.")
    assert heading(school).split("\n")[1] == "Teenagers would sleep more."


def test_all_uses_of_a_claim_are_above_it_first_its_own_place(school: Page) -> None:
    read_claim(school, "bus")
    assert school.locator(".above").inner_text().splitlines() == [
        "Reason for 2 School should start at eight.",
        "Objection to 1 School should start at nine.",
    ]


def test_a_tap_on_a_card_reads_its_claim_and_the_focus_goes_to_it(school: Page) -> None:
    click(school, "Read")
    click(school, "1.1a Teenagers would sleep more. +1")
    assert heading(school) == "1.1a\nTeenagers would sleep more."
    assert school.evaluate("document.activeElement.localName") == "h2"
    assert "at=sleep&mode=read" in school.url


def test_next_goes_through_all_claims_in_the_order_of_the_outline(school: Page) -> None:
    click(school, "Read")
    outline = school.locator("#outline li:not([data-reference]) > .entry bdi").all_text_contents()
    titles = []
    for place in range(12):
        assert school.locator("#step-of").inner_text() == f"{place + 1} of 12"
        titles.append(school.locator("#leaf h2 bdi").inner_text())
        school.locator("#reading-next").dispatch_event("click")
    assert titles == outline
    assert len(titles) == len(SCHOOL.claims)
    # At the end it stays there.
    assert school.locator("#leaf h2 bdi").inner_text() == titles[-1]
    assert school.locator("#reading-next").get_attribute("aria-disabled") == "true"
    click(school, "Back")
    assert school.locator("#leaf h2 bdi").inner_text() == titles[-2]


def test_who_goes_on_by_a_button_stays_on_it_and_hears_the_claim(school: Page) -> None:
    click(school, "Read")
    assert school.locator("#heard").get_attribute("role") == "status"
    click(school, "Next")
    assert school.evaluate("document.activeElement.id") == "reading-next"
    assert school.locator("#heard").text_content() == "1.1a\nTeenagers would sleep more."


KEYS = (
    ("ArrowRight", "eight"), ("ArrowRight", "weather"), ("ArrowRight", "weather"), ("ArrowLeft", "eight"),
    ("ArrowDown", "bus"), ("ArrowUp", "eight"), ("Home", "nine"), ("ArrowUp", "nine"), ("ArrowDown", "sleep"),
    ("ArrowRight", "helps"), ("ArrowLeft", "sleep"), ("ArrowDown", "doctor"), ("ArrowRight", "doctor"),
    ("PageDown", "doctor"),
)  # fmt: skip
"""Keys that are pressed one after the other, and the claim that is read then."""


def test_arrows_go_to_what_is_beside_above_and_below(school: Page) -> None:
    click(school, "Read")
    for place, (key, claim) in enumerate(KEYS):
        school.keyboard.press(key)
        assert school.evaluate("CLAIMS[chosen.selected]?.id ?? 'nine'") == claim, place


def test_what_a_supposition_changes_is_shown_where_one_reads(school: Page) -> None:
    read_claim(school, "surgeon")
    click(school, "What if false?")
    assert (
        heading(school)
        == "1.1a.1.1 Against this inference:\nThe doctor is a surgeon.\n[unsupported]falls, assumed false"
    )
    button = school.get_by_role("button", name="What if false?", exact=True)
    assert button.evaluate("button => button === document.activeElement")
    assert button.get_attribute("aria-pressed") == "true"
    assert school.locator("#changes").inner_text() == "No other verdict changes."
    click(school, "1.1a.1.2 The doctor spoke of adults.")
    click(school, "What if false?")
    assert school.locator("#changes").inner_text() != "No other verdict changes."


def test_the_map_comes_back_to_the_claim_that_was_read(school: Page) -> None:
    read_claim(school, "letter")
    school.keyboard.press("Escape")
    assert not school.locator("#reading").is_visible()
    assert school.locator("#outline li.selected bdi").first.inner_text() == "His letter says so."
    assert school.locator("#on-box").is_visible()
    assert school.evaluate("document.activeElement.id") == "read"
    assert school.url.endswith("#at=letter")


def test_the_way_back_leads_to_the_map(school: Page) -> None:
    click(school, "Read")
    school.go_back()
    wait_until(school, "document.getElementById('reading').hidden")
    assert school.locator("#view .claim").first.is_visible()


# --- Present ---


def wait_for_full_screen(tab: Page, *, is_full: bool) -> None:
    wait_until(tab, "is_full => Boolean(document.fullscreenElement) === is_full", arg=is_full)


def test_present_reads_in_full_screen_with_the_keys_of_a_clicker(school: Page) -> None:
    school.evaluate("presentReading()")
    wait_for_full_screen(school, is_full=True)
    assert not school.locator("#tools").is_visible()
    steps = (
        ("PageDown", "sleep"),
        ("Space", "doctor"),
        ("PageUp", "sleep"),
        ("Shift+Space", "nine"),
    )
    for key, claim in steps:
        school.keyboard.press(key)
        assert school.evaluate("CLAIMS[chosen.selected].id") == claim
    # The space bar presses the button that it is on.
    school.focus("#reading-next")
    school.keyboard.press("Space")
    assert school.evaluate("CLAIMS[chosen.selected].id") == "sleep"


def test_leaving_the_full_screen_returns_to_read(school: Page) -> None:
    school.evaluate("presentReading()")
    wait_for_full_screen(school, is_full=True)
    school.evaluate("document.exitFullscreen()")  # as the browser does when Escape is pressed
    wait_for_full_screen(school, is_full=False)
    assert school.evaluate("chosen.mode") == "read"
    click(school, "Present")
    wait_for_full_screen(school, is_full=True)
    # The map can be shown in full screen, too.
    click(school, "Map")
    assert school.evaluate("[chosen.mode, Boolean(document.fullscreenElement)]") == ["", True]
    assert school.locator("#tools").is_visible()


def test_a_key_fills_the_screen_unless_single_keys_are_off(school: Page) -> None:
    click(school, "Read")
    school.keyboard.press("p")
    wait_for_full_screen(school, is_full=True)
    school.keyboard.press("p")
    wait_for_full_screen(school, is_full=False)
    school.evaluate("document.getElementById('single-keys').click()")
    school.keyboard.press("p")
    assert not school.evaluate("Boolean(document.fullscreenElement)")


def test_present_reads_where_a_full_screen_is_refused(school: Page) -> None:
    school.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError()); }"
    )
    school.evaluate("presentReading()")
    assert heading(school) == "1\nSchool should start at nine."


@pytest.mark.parametrize(
    ("width", "height"), [(1920, 1080), pytest.param(1024, 768, marks=pytest.mark.soak)]
)
def test_a_claim_can_be_read_from_the_last_row(
    width: int, height: int, page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, SCHOOL, tmp_path, "mode=read")
    size = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
    assert page.evaluate(size, "#leaf h2 bdi") >= 36
    assert page.evaluate(size, "#leaf .cards bdi") >= 22


# --- Study ---

QUESTIONS = [
    ["1", "School should start at nine.", "What supports this claim?"],
    ["1.1a", "Teenagers would sleep more.", "What supports this claim?"],
    ["A doctor says so. → Teenagers would sleep more.", "Is sleep the expert's field?"],
    [
        "A doctor says so. → Teenagers would sleep more.",
        "Why might the conclusion not follow?",
        "1.1a.1.1 Against this inference:",
        "The doctor is a surgeon.",
    ],
    [
        "1.1a.1.2 Against this inference:",
        "The doctor spoke of adults.",
        "What supports this claim?",
    ],
    [
        "1",
        "School should start at nine.",
        "What could be said against this claim?",
        "1.1a",
        "Teenagers would sleep more.",
        "1.1b",
        "Who sleeps more learns more.",
    ],
    ["2", "School should start at eight.", "What supports this claim?"],
    ["2.1a", "The bus comes at seven.", "What supports this claim?"],
]
"""What is shown at each question: what it is about, the question, and what was shown of that before."""

ANSWERS = [
    ["1.1a", "Teenagers would sleep more.", "1.1b", "Who sleeps more learns more."],
    ["1.1a.1 Reason (expert opinion here):", "A doctor says so."],
    ["1.1a.1.1 Against this inference:", "The doctor is a surgeon."],
    ["1.1a.1.2 Against this inference:", "The doctor spoke of adults."],
    ["1.1a.1.2.1a", "His letter says so.", "1.1a.1.2.1b", "It is of this year."],
    ["1.2 Objection:", "The bus comes at seven."],
    ["2.1a", "The bus comes at seven.", "2.1b", "Who sleeps more learns more."],
    ["2.1a.1", "The timetable says so."],
]
"""What comes with each answer."""


def test_study_asks_what_bears_on_each_claim_and_inference_and_then_answers(school: Page) -> None:
    click(school, "Study")
    pages = school.evaluate(ALL_PAGES)
    assert pages[::2] == QUESTIONS
    for question, answer, shown in zip(QUESTIONS, ANSWERS, pages[1::2], strict=True):
        place = next(i for i, line in enumerate(question) if line.endswith("?")) + 1
        assert shown == [*question[:place], "The map's answer:", *answer, *question[place:]]


def test_study_says_how_far_one_is_and_what_its_button_does(school: Page) -> None:
    click(school, "Study")
    steering = school.locator("#steering")
    said = []
    for name in ("Show the answer", "Next", "Show the answer"):
        said.append(steering.locator("#step-of").inner_text())
        click(school, name)
    assert said == ["1 of 8", "1 of 8", "2 of 8"]
    click(school, "Back")
    assert steering.inner_text().split("\n") == [
        "Back",
        "2 of 8",
        "Show the answer",
        "Present",
        "Map",
    ]


def test_what_study_asks_and_answers_is_heard(school: Page) -> None:
    click(school, "Study")
    school.focus("#reading-next")
    school.keyboard.press("Enter")
    assert (school.locator("#heard").text_content() or "").split("\n") == [
        "1", "School should start at nine.", "", "What supports this claim?", "",
        "The map's answer:", "1.1a", "Teenagers would sleep more.", "1.1b", "Who sleeps more learns more.",
    ]  # fmt: skip


def test_a_weighing_is_asked_for(page: Page, tmp_path: Path) -> None:
    text = (
        "{claims: {m: {text: M., rebuttals: [{premises: [c], outweighed_by: [w]}]}, c: C., w: W.}}"
    )
    open_page(page, a_map(text), tmp_path, "mode=study")
    assert page.evaluate(ALL_PAGES)[2:] == [
        ["C. → M.", "Suppose that this is true. Why might it carry less weight than it seems to?"],
        [
            "C. → M.",
            "Suppose that this is true. Why might it carry less weight than it seems to?",
            "The map's answer:",
            "1.1.1 Granted, but outweighed, because:",
            "W.",
        ],
    ]
    open_page(page, a_map(text), tmp_path, "mode=read&at=w")
    assert page.locator(".above").inner_text() == "grants, but outweighs C. → M."


def test_study_asks_what_else_there_is(page: Page, tmp_path: Path) -> None:
    text = (
        "{claims: {m: {text: M., premises: [a, b], rebuttals: [c, d]}, a: A., b: B., c: C., d: D.}}"
    )
    open_page(page, a_map(text), tmp_path, "mode=study")
    assert [lines[2] for lines in page.evaluate(ALL_PAGES)[::2]] == [
        "What supports this claim?",
        "What else supports this claim?",
        "What could be said against this claim?",
        "What else could be said against this claim?",
    ]


HIDDEN_IS_KEPT = """() => {
  const next = document.getElementById("reading-next");
  const wrong = [];
  const known = new Set();
  for (let step = 0; ; step += 1) {
    const asked = INFERENCES[QUESTIONS[step >> 1]];
    const struck = asked.kind === UNDERCUTTER ? asked.target : -1;
    for (let i = struck; i >= 0; i = INFERENCES[i].kind === UNDERCUTTER ? INFERENCES[i].target : -1) {
      INFERENCES[i].premises.forEach(premise => known.add(premise));
      if (INFERENCES[i].kind !== UNDERCUTTER) known.add(INFERENCES[i].target);
    }
    if (struck < 0) known.add(asked.target);
    if (step % 2) asked.premises.forEach(premise => known.add(premise));
    // What is visible, and what is said to those who do not see it.
    const texts = document.body.innerText + document.getElementById("heard").textContent;
    wrong.push(...CLAIMS.filter(({text}, claim) => !known.has(claim) && texts.includes(text)).map(({text}) => text));
    if (step % 2 && !asked.premises.every(premise => texts.includes(CLAIMS[premise].text))) wrong.push(step);
    if (next.getAttribute("aria-disabled") === "true") return {wrong, steps: step + 1};
    next.click();
  }
}"""
"""What is shown before it is asked for, from here to the end; and how many steps there are."""

ANY = {"school": SCHOOL, "web(3)": web(3), "web(4)": web(4), "web(5)": web(5)}


@pytest.mark.parametrize("name", mostly_soak(ANY, "school", "web(3)"))
def test_nothing_is_shown_before_it_is_asked_for(name: str, page: Page, tmp_path: Path) -> None:
    shown = open_page(page, ANY[name], tmp_path, "mode=study")
    steps = page.evaluate("2 * QUESTIONS.length")
    assert page.evaluate(HIDDEN_IS_KEPT) == {"wrong": [], "steps": steps}
    assert shown.wrongs == []


def test_what_was_not_asked_for_is_not_heard_either(school: Page) -> None:
    click(school, "Study")
    heard = school.locator("body").aria_snapshot()
    assert [claim.text for claim in SCHOOL.claims.values() if claim.text in heard] == [
        "School should start at nine."
    ]


def test_what_was_not_asked_for_cannot_be_searched_for(school: Page) -> None:
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
    page.evaluate("choose({mode: 'study', step: 3})")
    assert page.locator("figure.passage:visible").count() == 0


def test_verdicts_and_suppositions_wait_until_study_is_over(page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, "reject=bus&at=nine")
    address = page.url
    shown = "[...document.querySelectorAll('#outline .verdict')].map(is => is.textContent).filter(text => text)"
    before = page.evaluate(shown)
    assert before
    assert page.locator("#scoreboard").is_visible()
    page.locator("#study").click()
    assert page.evaluate(shown) == []
    for hidden in ("#scoreboard", "#changes", "#reading .suppose", "#on-box"):
        assert not page.locator(hidden).is_visible()
    page.keyboard.press("f")
    click(page, "Show the answer")
    page.keyboard.press("Escape")
    assert page.evaluate(shown) == before
    assert page.url == address


# --- Both ---


@pytest.mark.parametrize(("name", "mode"), [("Read", "read"), ("Study", "study")])
def test_the_keyboard_alone_is_enough(name: str, mode: str, school: Page) -> None:
    button = school.locator(f"#{mode}")
    button.focus()
    school.keyboard.press("Enter")
    assert school.get_by_role("region", name=name, exact=True).is_visible()
    assert school.evaluate("document.activeElement.localName") == "h2"
    school.keyboard.press("ArrowRight")
    assert school.evaluate("[chosen.mode, chosen.step, CLAIMS[chosen.selected]?.id]") == (
        ["read", 0, "eight"] if mode == "read" else ["study", 1, "nine"]
    )
    school.keyboard.press("Escape")
    assert not school.locator("#reading").is_visible()
    assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("fragment", ["at=old&mode=read", "mode=study&step=7"])
def test_a_link_and_a_reload_keep_the_place(fragment: str, page: Page, tmp_path: Path) -> None:
    open_page(page, SCHOOL, tmp_path, fragment)
    seen = heard(page)
    page.reload()
    assert heard(page) == seen
    assert page.url.endswith(f"#{fragment}")
    assert page.evaluate("document.activeElement.localName") == "h2"


def test_a_link_to_no_place_leads_to_the_nearest(school: Page) -> None:
    places = {
        "mode=study&step=99": ["study", "8 of 8"],
        "mode=study&step=-3": ["study", "1 of 8"],
        "mode=study&step=x": ["study", "1 of 8"],
        "mode=read&at=nothing": ["read", "1 of 12"],
        "mode=constructor&step=2": ["", "1 of 12"],
    }
    at = """fragment => {
      become(choiceIn(`#${fragment}`));
      return [chosen.mode, document.getElementById("step-of").textContent];
    }"""
    assert {fragment: school.evaluate(at, fragment) for fragment in places} == places


ODD = {
    "one claim": "{claims: {a: A.}}",
    "no steps": "{claims: {a: A., b: B.}}",
    "a circle": (
        "{claims: {a: {text: A., premises: [b]}, b: {text: B., premises: [c]}, c: {text: C., premises: [a]}}}"
    ),
    "itself": "{claims: {a: {text: A., premises: [a]}}}",
    "undercutters of undercutters": """
        claims:
          m: {text: M., main: true, premises: [{premises: p, undercutters: [{premises: u, undercutters: [{premises: v,
            undercutters: [w]}]}]}]}
          p: P.
          u: U.
          v: V.
          w: W.
        """,
    "answers": (
        "{claims: {a: {text: A., main: true, rebuttals: [b]}, b: {text: B., main: true, rebuttals: [a]}}}"
    ),
}


@pytest.mark.parametrize("name", mostly_soak(ODD, "undercutters of undercutters", "no steps"))
def test_odd_maps_are_read_and_studied_to_the_end(name: str, page: Page, tmp_path: Path) -> None:
    map = a_map(ODD[name])
    shown = open_page(page, map, tmp_path, "mode=read")
    pages = page.evaluate(ALL_PAGES)
    assert len(pages) == len(map.claims)
    page.evaluate("choose({mode: 'study', step: 0})")
    assert len(page.evaluate(ALL_PAGES)) == max(1, page.evaluate("2 * QUESTIONS.length"))
    assert shown.wrongs == []


def test_what_an_undercutter_of_an_undercutter_strikes_is_named(page: Page, tmp_path: Path) -> None:
    open_page(page, a_map(ODD["undercutters of undercutters"]), tmp_path, "mode=read&at=w")
    assert page.locator(".above").inner_text() == "Against this inference V. → U. → P. → M."


def test_two_claims_that_answer_each_other_are_one_question(page: Page, tmp_path: Path) -> None:
    open_page(page, a_map(ODD["answers"]), tmp_path, "mode=study&step=1")
    assert page.locator("#leaf").inner_text().split("\n")[-2:] == ["1.1 Objection:", "B."]
    assert page.locator("#step-of").inner_text() == "1 of 1"


def test_a_step_changes_what_is_read_and_not_all_claims(page: Page, tmp_path: Path) -> None:
    open_page(page, debate(100), tmp_path)
    changes = """async mode => {
      choose({mode, step: 30, selected: READ[30], level: Infinity, folded: new Set()});
      let count = 0;
      const observer = new MutationObserver(found => { count += found.length; });
      observer.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
      goOn(1);
      await Promise.resolve();
      observer.disconnect();
      return count;
    }"""
    for mode in ("read", "study"):
        assert 5 < page.evaluate(changes, mode) < 60


ARABIC = a_map(
    """
    language: ar
    claims:
      a: {text: أ., main: true, premises: [{premises: b, undercutters: [c]}, d]}
      b: ب.
      c: ج.
      d: د.
    """
)


def test_from_right_to_left_the_arrows_are_mirrored(page: Page, tmp_path: Path) -> None:
    shown = open_page(page, ARABIC, tmp_path, "mode=read&at=b")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("CLAIMS[chosen.selected].id") == "d"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("CLAIMS[chosen.selected].id") == "b"
    before, after = (
        page.locator(f"#leaf .row > {side}") for side in (":first-child", ":last-child")
    )
    boxes = before.bounding_box(), after.bounding_box()
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[1]["x"] < 800 < boxes[0]["x"]
    read_claim(page, "c")
    assert "ب. ← أ." in page.locator(".above").inner_text()
    assert shown.wrongs == []


def test_paper_has_the_outline_and_no_claim_that_is_read(school: Page) -> None:
    for mode in ("read", "study"):
        school.evaluate("mode => choose({mode})", mode)
        school.emulate_media(media="print")
        assert not school.locator("#reading").is_visible()
        assert school.locator("#outline bdi").first.is_visible()
        school.emulate_media(media="screen")


AXE_STATES = (
    "mode=read",
    "mode=read&at=sleep&verdicts=yes&reject=bus",
    "mode=study&step=5",
    "mode=study&step=7",
)


@pytest.mark.parametrize("scheme", mostly_soak(["light", "dark"], "dark"))
@pytest.mark.parametrize("size", mostly_soak([(1400, 860), (390, 844), (844, 390)], (844, 390)))
def test_axe_finds_nothing_in_a_mode(
    scheme: Literal["light", "dark"], size: tuple[int, int], tabs: Tabs, tmp_path: Path
) -> None:
    with tabs.tab(*size, bypass_csp=True) as tab:
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for state in AXE_STATES:
            open_page(tab, SCHOOL, tmp_path, state)
            assert violations_of_axe(tab) == [], state


def test_however_long_a_claim_is_the_buttons_stay_in_sight(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(390, 844, bypass_csp=True) as tab:
        long = " ".join(["This sentence has a lot of words, as sentences of the learned do."] * 5)
        premises = [argmap.Claim(f"p{number}", text=long) for number in range(5)]
        steps = argmap.Inferences()
        steps.add(argmap.Kind.SUPPORT, [premise.id for premise in premises], "m")
        claims = [argmap.Claim("m", text=long), *premises]
        map = argmap.ArgumentMap.build(claims=claims, inferences=steps.all)
        open_page(tab, map, tmp_path, "mode=study&step=1")
        for name in ("Back", "Next", "Map"):
            area = tab.get_by_role("button", name=name, exact=True).bounding_box()
            assert area is not None
            assert 0 <= area["y"] <= 844 - area["height"]
