"""Random sequences of what people do to a map on the page of the editor: keys, clicks, drags, menus, and typed text.

    driven = Sequence.of(7)     a map of the repository, in one of the formats that can be edited
    driven.drive(tab)           does some actions, and waits until argmap has answered all of them
    must_agree(tab)             the page's text is argmap's, and reads to the map that the outline shows
    undo_all(tab)               leads back to the first text

Nothing here knows how a pane works: what can be seen is clicked or dragged at its place on the screen, and keys go to what
has the keyboard. So a click may hit what has moved there, as it may for a person.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import argmap
from argmap import ArgumentMap, Kind
from argmap.model import main_claims
from tests.random_operations import new_text
from tests.run import PATIENCE
from tests.tree import files

if TYPE_CHECKING:
    from playwright.sync_api import Page

BYTE_ORDER_MARK = "\ufeff"

MOST_BYTES = 5_000
"""How long the text of a map is at most that is edited so: more only take longer to draw."""

MAPS = [
    path
    for path in files("docs/class/second/*.yaml", "tests/maps/*.yaml")
    if path.stat().st_size < MOST_BYTES
]

SEEN = """() => {
  const dialog = document.querySelector("dialog[open]");
  return {
    dialog: dialog ? dialog.id : "", menu: !MENU.hidden,
    files: MENUS.some(menu => menu !== MENU && !menu.hidden), field: STORE.draft?.pane ?? "",
    isBusy: STORE.answer === null || STORE.isBusy || !STORE.isReady,
  };
}"""
"""Return what is open on the page."""

PLACE = """([selector, choice]) => {
  const seen = [...document.querySelectorAll(selector)].filter(each => each.checkVisibility() && !each.disabled);
  if (!seen.length) return null;
  const chosen = seen[Math.floor(choice * seen.length)];
  chosen.scrollIntoView({block: "nearest"});
  const {left, top, width, height} = chosen.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}"""
"""Return where one of the elements is that can be seen, or null."""

LINE_OF_TEXT = """choice => {
  const lines = [...element("text").shadowRoot.querySelectorAll(".cm-line")];
  const chosen = lines[Math.floor(choice * lines.length)];
  chosen.scrollIntoView({block: "nearest"});
  const {left, top, height} = chosen.getBoundingClientRect();
  return [left + 30, top + height / 2];
}"""

LINE_OF_PICTURE = """choice => {
  if (!INFERENCES.length) return null;
  const place = middleOfLine(Math.floor(choice * INFERENCES.length));
  const view = VIEW.getBoundingClientRect();
  return place && [place.left + view.left, place.top + view.top];
}"""

IS_BROKEN = "STORE.answer.is_broken || !STORE.hasMap"

UNFOLD = "STORE.folded = new Set(); STORE.report('folded')"

TYPED = (" # note", "\n# note", "\n- One more thing.", "\n  - But: it is not so.", "x", ": [", " It is new.", "\n  new-claim: It is new.", "\n")  # fmt: skip
KEYS_OF_ROWS = (
    "Enter", "Enter", "Shift+Enter", "Alt+Enter", "u", "F2", "F2", "Delete", "Tab", "Tab", "Shift+Tab", "Alt+ArrowUp",
    "Alt+ArrowDown", "Alt+ArrowLeft", "Alt+ArrowRight", "m", "l", "Shift+F10", "ArrowLeft", "ArrowRight", "ArrowDown",
    "Control+Enter",
)  # fmt: skip
KEYS_OF_BOXES = ("Enter", "Shift+Enter", "F2", "m", "Shift+F10", "Delete")
BUTTONS_OF_BOXES = "#on-box button, #on-line button"
PROPERTIES = ("#main-claim", "#common-ground", "#implicit")


class Sequence(NamedTuple):
    """A map, and the random numbers of what is done to it.

    Attributes:
        name: the name of its file.
        text: its text, as it is in the file.
        random: decides what is done.
    """

    name: str
    text: str
    random: Random

    @classmethod
    def of(cls, seed: int) -> Sequence:
        """Return the sequence with a number: always the same."""
        random = Random(f"driven {seed}")  # noqa: S311
        path = random.choice(MAPS)
        text = path.read_text(encoding="utf-8")
        ending = random.choice(["yaml", "txt", "md"])
        if ending != "yaml":
            format = "text" if ending == "txt" else "markdown"
            text = argmap.outline(argmap.loads(text), format, sources=True)  # type: ignore[arg-type]
        if random.random() < 0.2:
            text = text.replace("\n", "\r\n")
        mark = BYTE_ORDER_MARK if random.random() < 0.2 else ""
        return cls(f"{path.stem}.{ending}", mark + text, random)

    def drive(self, tab: Page, actions: int = 12) -> None:
        """Do what a person may do, most often before the next thing once argmap has answered."""
        driver = _Driver(tab, self.random)
        try:
            for _ in range(actions):
                driver.act()
            driver.close_all()
            must_agree(tab)
        except AssertionError:
            print("\n".join(driver.done))
            raise


class _Driver:
    """Somebody who clicks and types at random.

    Attributes:
        done: what they have done.
    """

    def __init__(self, tab: Page, random: Random) -> None:
        self.tab = tab
        self.random = random
        self.done: list[str] = []

    def act(self) -> None:
        """Do one thing, with what is open if something is."""
        if self.random.random() < 0.7:
            settle(self.tab)
        seen = self.tab.evaluate(SEEN)
        if seen["dialog"]:
            self.answer_dialog(seen["dialog"])
        elif seen["menu"]:
            self.choose_of_menu()
        elif seen["files"]:
            self.press("Escape")  # in this menu, another map can be opened, which this is not about
        elif seen["field"]:
            self.end_field()
        else:
            self.random.choice(self.ways())()

    def ways(self) -> list[Callable[[], None]]:
        row = [self.key_of_row, self.key_of_row, self.key_of_row, self.button_of_row]
        box = [self.edit_box, self.key_of_box, self.button_of_box, self.drag, self.line]
        return [
            *row,
            *box,
            self.type_text,
            self.property,
            self.undo,
            self.undo,
            self.redo,
            self.fix,
        ]

    # --- with what is open ---

    def answer_dialog(self, id: str) -> None:
        if self.random.random() < 0.2:
            self.press("Escape")
        elif id == "target-dialog":
            self.tab.evaluate(
                """choice => {
                  TARGETS.selectedIndex = Math.floor(choice * TARGETS.options.length);
                  TARGETS.dispatchEvent(new Event("change"));
                }""",
                self.random.random(),
            )
            self.click("#target-actions button")
        else:
            self.click(f"#{id} button")

    def choose_of_menu(self) -> None:
        if self.random.random() < 0.2:
            self.press("Escape")
        elif self.random.random() < 0.5:
            self.click("#menu button")
        else:
            self.press(*["ArrowDown"] * self.random.randrange(5), "Enter")

    def end_field(self) -> None:
        if self.random.random() < 0.9:
            self.type(new_text(self.random))
        if self.random.random() < 0.2:
            settle(self.tab)  # the map follows what is typed
        if self.random.random() < 0.3:
            self.press(self.random.choice(["Tab", "Shift+Tab"]))
        if self.random.random() < 0.15:
            self.click("#tree .row, #view .claim")
        else:
            self.press(self.random.choice(["Enter", "Enter", "Enter", "Control+Enter", "Escape"]))

    def close_all(self) -> None:
        """Close what is open, and wait until argmap has answered."""
        for _ in range(9):
            settle(self.tab)
            seen = self.tab.evaluate(SEEN)
            if not (seen["dialog"] or seen["menu"] or seen["files"] or seen["field"]):
                break
            self.press("Escape")
        settle(self.tab)

    # --- in a pane ---

    def key_of_row(self) -> None:
        if self.random.random() < 0.7:
            self.click("#tree .row")
        self.press(self.random.choice(KEYS_OF_ROWS))

    def button_of_row(self) -> None:
        self.click("#on-row button, #add-main")

    def edit_box(self) -> None:
        self.click("#view .claim", twice=True)

    def key_of_box(self) -> None:
        self.click("#view .claim")
        self.press(self.random.choice(KEYS_OF_BOXES))

    def button_of_box(self) -> None:
        self.click("#view .claim")
        self.click(BUTTONS_OF_BOXES)

    def line(self) -> None:
        place = self.tab.evaluate(LINE_OF_PICTURE, self.random.random())
        if place:
            self.note("line", place)
            self.tab.mouse.click(*place)
            self.click(BUTTONS_OF_BOXES)

    def drag(self) -> None:
        start = self.place("#view .claim")
        onto_line = self.random.random() < 0.3
        end = (
            self.tab.evaluate(LINE_OF_PICTURE, self.random.random())
            if onto_line
            else self.place("#view .claim")
        )
        if start and end:
            self.note("drag", [start, end])
            self.tab.mouse.move(*start)
            self.tab.mouse.down()
            self.tab.mouse.move(*end, steps=3)
            self.tab.mouse.up()

    def type_text(self) -> None:
        if not self.place("#text"):
            self.click("#toggle-text")
        place = self.tab.evaluate(LINE_OF_TEXT, self.random.random())
        self.note("line of text", place)
        self.tab.mouse.click(*place)
        if self.random.random() < 0.3:
            self.press(*["Backspace"] * self.random.randrange(1, 4))
            return
        self.press("End")
        self.type(self.random.choice(TYPED))

    def property(self) -> None:
        if self.random.random() < 0.5:
            self.click("#tree .row")
        chosen = self.random.choice([*PROPERTIES, "#side", "#evidence", "#claim-id"])
        if chosen in PROPERTIES:
            self.click(chosen)
        elif chosen == "#side":
            self.click(chosen)
            self.press("ArrowDown", "Enter")
        elif self.place(chosen):
            self.click(chosen)
            self.press("Control+a")
            self.type(self.random.choice(["a b", "new-id", "p. 4; p. 5", ""]))
            self.press("Enter")

    def undo(self) -> None:
        if self.random.random() < 0.5:
            self.click("#undo")
        else:
            self.press("Control+z")

    def redo(self) -> None:
        if self.random.random() < 0.5:
            self.click("#redo")
        else:
            self.press("Control+Shift+z")

    def fix(self) -> None:
        self.click("#findings button")

    def panes(self) -> None:
        self.click("#toggles button, #verdicts")

    # --- with the pointer and keys ---

    def note(self, what: str, detail: object = "") -> None:
        self.done.append(f"{what} {detail}")

    def place(self, selector: str) -> list[float] | None:
        place: list[float] | None = self.tab.evaluate(PLACE, [selector, self.random.random()])
        return place

    def click(self, selector: str, *, twice: bool = False) -> None:
        place = self.place(selector)
        self.note("double click" if twice else "click", (selector, place))
        if place:
            self.tab.mouse.click(*place, click_count=2 if twice else 1)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.note(key)
            self.tab.keyboard.press(key)

    def type(self, text: str) -> None:
        self.note("type", repr(text))
        self.tab.keyboard.insert_text(text)


def settle(tab: Page) -> None:
    """Wait until argmap has answered all."""
    end = time.monotonic() + PATIENCE
    while tab.evaluate(SEEN)["isBusy"]:
        assert time.monotonic() < end, "argmap does not answer"
        tab.wait_for_timeout(10)


# --- what must be so ---


def must_agree(tab: Page) -> str:
    """Test that the page's text is argmap's, and that the outline shows its map; return the text."""
    text, shown, format = tab.evaluate("[STORE.text, TEXT.text, STORE.format]")
    asked: dict[str, Any] = tab.evaluate("ENGINE.ask({state: true})")
    assert text == shown == asked["text"].replace("\r\n", "\n").replace("\r", "\n")
    if not tab.evaluate(IS_BROKEN):
        map = argmap.loads(text, format)
        tab.evaluate(UNFOLD)
        rows, mains = _shown_rows(tab)
        expected = _rows_of(map)
        assert rows == expected, (rows - expected, expected - rows)
        assert mains == Counter(claim.text for claim in main_claims(map))
        drawn = tab.evaluate(
            "new Set([...VIEW.querySelectorAll('.claim')].map(each => each.dataset.claim)).size"
        )
        assert drawn == len(map.claims)
    return str(text)


def _shown_rows(tab: Page) -> tuple[Counter[tuple[str, str, str]], Counter[str]]:
    """Return each row that bears on another, as its role, its text and that of the other; and the main claims."""
    rows: Counter[tuple[str, str, str]] = Counter()
    mains: Counter[str] = Counter()
    above: list[str] = []
    for level, role, text in tab.evaluate(
        """[...TREE.querySelectorAll(".row")].map(row => {
          const [role] = row.className.split(" ").slice(1);
          return [Number(row.ariaLevel), role, row.querySelector("bdi").textContent];
        })"""
    ):
        del above[level - 1 :]
        if role == "main":
            mains[text] += 1
        if above:
            rows[role, text, above[-1]] += 1
        above.append(text)
    return rows, mains


def _rows_of(map: ArgumentMap) -> Counter[tuple[str, str, str]]:
    """Return what bears on what in a map; what undercuts an inference stands below its last premise."""
    rows: Counter[tuple[str, str, str]] = Counter()
    roles = {Kind.SUPPORT: "reason", Kind.REBUTTAL: "objection", Kind.UNDERCUTTER: "undercutter"}
    for inference in map.inferences.values():
        target = inference.target
        if target in map.inferences:
            target = map.inferences[target].premises[-1]
        role = "weighing" if inference.weighing else roles[inference.kind]
        for premise in inference.premises:
            rows[role, map.claims[premise].text, map.claims[target].text] += 1
    return rows


def undo_all(tab: Page) -> None:
    """Undo all that was done; done again, it gives the text of before."""
    last = tab.evaluate("STORE.text")
    first, undone = _click_while_possible(tab, "#undo", 1_000)
    again, _ = _click_while_possible(tab, "#redo", undone)
    assert again == last
    assert _click_while_possible(tab, "#undo", undone) == (first, undone)
    must_agree(tab)


def _click_while_possible(tab: Page, button: str, most: int) -> tuple[str, int]:
    """Click a button as often as it does something, and return the text, and how often that was."""
    clicks = 0
    while clicks < most and tab.get_attribute(button, "aria-disabled") != "true":
        tab.click(button)
        settle(tab)
        clicks += 1
    text: str = tab.evaluate("STORE.text")
    return text, clicks
