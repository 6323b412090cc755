"""The page of the editor in a browser: its panes follow each other, with the keyboard alone and with the pointer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.classroom import class_tools
from argmap.documents import describe
from argmap.languages import ClassToolWords, EditorWords, editor_words_for
from argmap.page import EDITOR, EditedFile, PageServer, Service, format_served_editor
from tests.browser import SHOWS_ALL_PANES, Tabs, violations_of_axe, wait_until
from tests.case import all_cases
from tests.conftest import ROOT, mostly_soak
from tests.driven import Sequence, undo_all
from tests.hostile_case import FOLDER, files_of
from tests.tree import files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

BIKES = """\
title: Should we go by bike?
sides: {yes: Go, no: Stay}
claims:
  go: {text: We should go by bike., side: yes, main: true, premises: [healthy, [cheap, money]], rebuttals: [rain]}
  healthy: {text: Cycling is healthy., evidence: survey p. 4}
  cheap: Cycling costs little.
  money: We should save money.
  rain: {text: It will rain., rebuttals: [coat]}
  coat: We have coats.
sources: {survey: {title: A survey}}
"""


class Edited:
    """An editor of a file, in a tab.

    Attributes:
        tab: the tab.
        file: the file.
        actions: how many actions there were: keys that do something, texts and clicks.
        wrongs: what went wrong in the page.
    """

    def __init__(self, tab: Page, file: EditedFile, lock: Lock) -> None:
        self.tab = tab
        self.file = file
        self.actions = 0
        self.wrongs: list[str] = []
        self._lock = lock
        tab.set_default_timeout(10_000)
        tab.on("pageerror", self._on_error)
        tab.on("console", self._on_console)

    def _on_error(self, problem: object) -> None:
        self.wrongs.append(f"error: {problem}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # Without the page's policy, the browser asks for a picture of the page.
        if message.type in {"error", "warning"} and "favicon" not in message.location["url"]:
            self.wrongs.append(f"console: {message.text}")

    def open(self, address: str) -> None:
        self.tab.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until argmap has answered all."""
        wait_until(self.tab, "STORE.answer !== null && !STORE.isBusy")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)
            self.actions += 1

    def type(self, text: str) -> None:
        self.tab.keyboard.insert_text(text)
        self.actions += 1

    @property
    def text(self) -> str:
        """The text that is edited."""
        self.settle()
        with self._lock:
            return self.file.editor.session.text

    def wait_until_saved(self) -> None:
        """Wait until the file holds the text that is edited, whatever the page says."""
        for _ in range(500):
            if Path(self.file.path).read_text("utf-8") == self.text:
                return
            self.tab.wait_for_timeout(20)
        raise AssertionError("the file is not saved")

    @property
    def map(self) -> argmap.ArgumentMap:
        return argmap.loads(self.text)

    @property
    def rows(self) -> list[str]:
        """The outline as a screen reader reads it: levels and names."""
        self.settle()
        rows = self.tab.get_by_role("tree").get_by_role("treeitem").all()
        return [
            f"{row.get_attribute('aria-level')} {row.get_attribute('aria-label')}" for row in rows
        ]

    def row(self, text: str) -> Locator:
        return self.tab.locator(f'#tree .row:has(bdi:text-is("{text}"))')

    def box(self, text: str) -> Locator:
        return self.tab.locator(f'#view .claim:has(title:text-is("{text}"))').first

    @property
    def selected(self) -> str:
        """The text of the claim that is selected in all panes."""
        self.settle()
        text = self.tab.locator("#tree [aria-selected=true] bdi").inner_text()
        assert self.tab.locator("#view .selected title").first.text_content() == text
        assert self.tab.locator("#property-of").inner_text() == text
        return text

    @property
    def announced(self) -> str:
        """What was announced last."""
        self.settle()
        # It is said one task later, together with what else there is to say.
        self.tab.wait_for_timeout(20)
        return (self.tab.inner_text("#announcement")).replace("\u00a0", "")

    def hear(self, start: str) -> None:
        """Wait until something is announced that starts so."""
        self.tab.locator("#announcement", has_text=start).wait_for(state="attached")

    @property
    def focused(self) -> str:
        """What has the keyboard: an id, or the claim of a row."""
        self.settle()
        return str(
            self.tab.evaluate(
                """() => {
                  const {id, role, dataset} = document.activeElement;
                  return role === "treeitem" ? textOf(dataset.key.split(" ")[0]) : id;
                }"""
            )
        )


@cache
def served_page() -> bytes:
    return format_served_editor()


@contextmanager
def edited(tab: Page, path: Path, text: str) -> Iterator[Edited]:
    path.write_bytes(text.encode())
    file = EditedFile(str(path), "", class_tools(describe))
    lock = Lock()

    def answer(asked: object) -> dict[str, object]:
        with lock:
            answered = file.answer(asked)
            server.report(file.news)
        return answered

    server = PageServer(0, {EDITOR: Service(dict, answer)})
    server.show(served_page())
    with server:
        editor = Edited(tab, file, lock)
        editor.open(server.address)
        yield editor
        tab.goto("about:blank")
        tab.remove_listener("pageerror", editor._on_error)
        tab.remove_listener("console", editor._on_console)
    assert editor.wrongs == []


@pytest.fixture
def editor(tabs: Tabs, tmp_path: Path) -> Iterator[Edited]:
    """Yield the editor of a map about bikes."""
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "bikes.yaml", BIKES) as editor:
        yield editor


@pytest.fixture
def empty(tabs: Tabs, tmp_path: Path) -> Iterator[Edited]:
    """Yield the editor of a file without a map."""
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "new.yaml", "") as editor:
        yield editor


def test_each_word_is_used_and_there() -> None:
    texts = [
        file.read_text("utf-8")
        for file in files("argmap/page/editor/*.js", "argmap/page/editor/*.jinja")
    ]
    code = "\n".join(text for text in texts if len(text) < 100_000)  # not CodeMirror
    named = set(re.findall(r"data-(?:word|label|hint)=\"(\w+)\"", code))
    named |= set(re.findall(r"(?:worded|menuItem)\(\"(\w+)\"", code))
    words = set(EditorWords.types)
    others = {"close", "fit", "legend", "zoom_in", "zoom_out"}  # words of pages
    others |= {"saved", "not_saved"}  # words of decisions
    of_class = {f"class_{name}" for name in ClassToolWords.types}
    others |= of_class
    assert named <= words | others
    # Some names are put together, and some are in tables.
    unused = [word for word in words - named if not re.search(rf"\b{word}\b", code)]
    together = re.compile(r"field_|role_|severity_|sample_")
    assert [word for word in unused if not together.match(word)] == []
    # Some the tools name.
    tools = (ROOT / "argmap" / "classroom" / "editor_tools.py").read_text("utf-8")
    named |= {f"class_{name}" for name in re.findall(r"\"(\w+)\"", tools)}
    unused = [word for word in of_class - named if not re.search(rf"\b{word}\b", code)]
    assert [word for word in unused if not word.startswith("class_column_")] == []


def test_a_map_of_ten_claims_is_made_by_keyboard_in_forty_actions(empty: Edited) -> None:
    tab = empty.tab
    # To the outline, and the second template, which is pro and con.
    empty.press("F6", "Enter", "Tab", "Enter")
    tab.locator("#tree .row:focus").wait_for()
    # The main claim, its reason, and the objection.
    empty.press("F2")
    empty.type("School should start at nine.")
    empty.press("Enter", "ArrowDown", "F2")
    empty.type("Teenagers would sleep more.")
    empty.press("Enter", "Alt+Enter")
    empty.type("Who sleeps more learns more.")  # linked with the reason
    empty.press("Enter", "ArrowDown", "F2")
    empty.type("Parents go to work at eight.")
    empty.press("Enter", "Shift+Enter")
    empty.type("Schools can open at eight.")  # answers the objection
    empty.press("Enter", "Home", "Enter")
    for text in (
        "Buses are cheaper after nine.",
        "Roads are safer in daylight.",
        "Few pupils are late.",
    ):
        empty.type(text)
        empty.press("Control+Enter")  # and another
    empty.type("Breakfast is calmer.")
    empty.press("Enter", "Home", "Shift+Enter")
    empty.type("Sports clubs meet in the afternoon.")
    empty.press("Enter")
    assert empty.actions <= 40
    made = empty.map
    assert len(made.claims) == 10
    [linked] = [each for each in made.inferences.values() if len(each.premises) == 2]
    texts = [made.claims[premise].text for premise in linked.premises]
    assert texts == ["Teenagers would sleep more.", "Who sleeps more learns more."]
    assert empty.rows == [
        "1 main claim: School should start at nine.",
        "2 reason: Teenagers would sleep more. — Linked with: Who sleeps more learns more.",
        "2 reason: Who sleeps more learns more. — Linked with: Teenagers would sleep more.",
        "2 reason: Buses are cheaper after nine.",
        "2 reason: Roads are safer in daylight.",
        "2 reason: Few pupils are late.",
        "2 reason: Breakfast is calmer.",
        "2 objection: Parents go to work at eight.",
        "3 objection: Schools can open at eight.",
        "2 objection: Sports clubs meet in the afternoon.",
    ]
    # As the browser hands it to a screen reader.
    heard = tab.locator("#tree").aria_snapshot()
    premise = "Who sleeps more learns more. — Linked with: Teenagers would sleep more."
    assert f'treeitem "reason: {premise}" [level=2]' in heard
    assert 'treeitem "main claim: School should start at nine." [expanded] [level=1]' in heard
    # It is checked: a finding leads to its place, and Escape and Tab lead out of the outline.
    empty.press("Escape", "Tab")
    assert tab.evaluate("document.activeElement.id") == "row-reason"
    empty.press("F6", "F6", "F6", "F6", "Enter")
    assert empty.selected in {claim.text for claim in made.claims.values()}
    empty.press("Control+s")
    empty.wait_until_saved()
    assert argmap.load(empty.file.path).claims.keys() == made.claims.keys()
    assert empty.file.shown()["state"] == "saved"


def test_one_can_type_faster_than_argmap_answers(editor: Edited) -> None:
    tab = editor.tab
    # Each answer takes a while.
    tab.evaluate(
        """() => {
          const ask = ENGINE.ask.bind(ENGINE);
          ENGINE.ask = message => new Promise(done => setTimeout(done, 300)).then(() => ask(message));
        }"""
    )
    tab.locator("#tree .row").first.focus()
    editor.press("Enter")
    editor.type("Bikes are quiet.")
    editor.press("Enter", "Enter")
    editor.type("They have no motor.")
    editor.press("Enter", "Shift+Enter")
    editor.type("Some have one.")
    editor.press("Enter", "F2")
    editor.type("E-bikes have one.")
    editor.press("Enter")
    assert editor.rows[4:7] == [
        "2 reason: Bikes are quiet.",
        "3 reason: They have no motor.",
        "4 objection: E-bikes have one.",
    ]
    assert editor.selected == "E-bikes have one."
    assert len(editor.map.claims) == 9


def test_the_panes_follow_each_other(editor: Edited) -> None:
    tab = editor.tab
    editor.box("It will rain.").click()
    assert editor.selected == "It will rain."
    editor.row("We have coats.").click()
    assert editor.selected == "We have coats."
    assert tab.locator("#text .cm-activeLine").inner_text().strip() == "coat: We have coats."
    tab.locator("#text .cm-line", has_text="cheap: Cycling").click()
    assert editor.selected == "Cycling costs little."
    tab.locator("#findings .leads", has_text="It will rain.").first.click()
    assert editor.selected == "It will rain."
    # What is typed is drawn.
    tab.locator("#text .cm-line", has_text="coat: We").click()
    editor.press("End")
    tab.keyboard.type(" We like rain.")
    editor.box("We have coats. We like rain.").wait_for()
    assert editor.row("We have coats. We like rain.").count() == 1


def test_undo_covers_all(editor: Edited) -> None:
    tab = editor.tab
    tab.locator("#tree .row").first.focus()
    editor.press("Enter")
    editor.type("Bikes are quiet.")
    editor.press("Enter")
    editor.settle()
    editor.row("It will rain.").click()
    editor.press("Delete")
    editor.settle()
    assert len(editor.rows) == 5
    tab.locator("#text .cm-line").first.click()
    editor.press("End")
    tab.keyboard.type("!")
    editor.settle()
    assert editor.text.startswith("title: Should we go by bike?!\n")
    for expected in (5, 7, 6):
        editor.press("Control+z")
        assert len(editor.rows) == expected
    assert editor.text == BIKES
    tab.locator("#tree .row").first.focus()
    editor.press("Control+Shift+z")
    assert len(editor.rows) == 7
    tab.click("#redo")
    assert len(editor.rows) == 5


def test_what_is_undone_is_gone_where_ids_come_from_words(tabs: Tabs, tmp_path: Path) -> None:
    text = "- We should go.\n  - It is healthy.\n"
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.txt", text) as editor:
        editor.row("It is healthy.").click()
        editor.press("F2")
        editor.type("It is cheap.")
        editor.press("Enter")
        assert editor.rows[1] == "2 reason: It is cheap."
        editor.press("Control+z")
        assert editor.text == text
        assert editor.rows[1] == "2 reason: It is healthy."
        assert tab.input_value("#claim-id") == "it-is-healthy"


def test_control_s_saves_from_each_field(editor: Edited) -> None:
    tab = editor.tab
    path = Path(editor.file.path)
    for number, field in enumerate(
        ("#evidence", "#claim-id", "#text .cm-content", "#tree textarea")
    ):
        tab.evaluate(
            "text => { TEXT.edit(editBetween(TEXT.text, text)); STORE.type(text); }",
            f"{BIKES}# {number}\n",
        )
        editor.settle()
        editor.row("It will rain.").click()
        if field == "#tree textarea":
            editor.press("F2")
        tab.locator(field).focus()
        editor.press("Control+s")
        editor.settle()
        assert path.read_text() == f"{BIKES}# {number}\n"


def test_keys_move_claims(editor: Edited) -> None:
    editor.row("Cycling costs little.").click()
    editor.press("Tab")
    assert editor.rows[:3] == [
        "1 main claim: We should go by bike.",
        "2 reason: Cycling is healthy.",
        "3 reason: Cycling costs little.",
    ]
    assert editor.selected == "Cycling costs little."
    editor.press("Shift+Tab")
    assert "2 reason: Cycling costs little." in editor.rows
    editor.row("We should save money.").click()
    editor.press("Alt+ArrowUp")
    rows = editor.rows
    assert rows.index("2 reason: We should save money.") < rows.index(
        "2 reason: Cycling costs little."
    )
    editor.press("Alt+ArrowDown")
    assert editor.rows == sorted(editor.rows, key=rows.index) or editor.rows != rows


def test_a_field_that_is_left_empty_or_by_escape_changes_nothing(editor: Edited) -> None:
    tab = editor.tab
    editor.row("It will rain.").click()
    editor.press("Enter", "Enter")
    assert tab.inner_text("#announcement") == "Nothing was added."
    editor.press("F2")
    editor.type("It will snow.")
    editor.press("Escape")
    assert (editor.selected, editor.text) == ("It will rain.", BIKES)
    assert tab.evaluate("document.activeElement.role") == "treeitem"


def test_the_picture_is_edited(editor: Edited) -> None:
    tab = editor.tab
    editor.box("Cycling is healthy.").dblclick()
    editor.type("Cycling keeps you healthy.")
    editor.press("Enter")
    editor.box("Cycling keeps you healthy.").wait_for()
    tab.click("#box-objection")
    editor.type("Accidents happen.")
    editor.press("Enter")
    assert editor.selected == "Accidents happen."
    assert "Accidents happen." in tab.locator("#text .cm-activeLine").inner_text()
    # A line is selected by its place; what is said against it is not said against a claim.
    x, y = tab.evaluate(
        """() => {
          const {left, top} = middleOfLine(0);
          const view = VIEW.getBoundingClientRect();
          return [left + view.left, top + view.top];
        }"""
    )
    tab.mouse.click(x, y)
    tab.click("#line-undercut")
    editor.type("Health is not all.")
    editor.press("Enter")
    assert editor.rows[1:4] == [
        "2 reason: Cycling keeps you healthy.",
        "3 objection: Accidents happen.",
        "3 undercutter, an objection to the inference: Health is not all.",
    ]


def test_the_map_follows_what_is_typed_in_a_box(editor: Edited) -> None:
    tab = editor.tab
    editor.box("It will rain.").dblclick()
    tab.keyboard.type("It will")
    editor.box("It will").wait_for()
    tab.keyboard.type(" snow.")
    editor.box("It will snow.").wait_for()
    assert tab.input_value("#box-field") == "It will snow."
    editor.press("Enter")
    # What is changed is written without brackets in brackets.
    snow = "rain:\n    text: It will snow.\n    rebuttals: [coat]"
    assert editor.text == BIKES.replace("rain: {text: It will rain., rebuttals: [coat]}", snow)
    editor.press("Control+z")  # all of it
    assert editor.text == BIKES
    editor.box("It will rain.").dblclick()
    tab.keyboard.type("It will")
    editor.box("It will").wait_for()
    editor.press("Escape")
    assert editor.text == BIKES
    assert editor.selected == "It will rain."


WHAT_IF = """\
title: Should we go by bike?
claims:
  go: {text: We should go by bike., main: true, premises: [cheap], rebuttals: [rain]}
  cheap: {text: Cycling costs little., evidence: survey p. 4}
  rain: {text: It will rain., evidence: survey p. 5, rebuttals: [coat]}
  coat: We have coats.
sources: {survey: {title: A survey}}
"""


def test_one_sees_why_and_what_changes_if_a_claim_is_false(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.yaml", WHAT_IF) as editor:
        tab.locator("#verdicts").press("Enter")
        # Without a selection, it is the main claim.
        assert editor.selected == "We should go by bike."
        why = tab.locator("#judged-claim")
        assert why.locator("p").all_inner_texts() == [
            "Contested. The case for this claim and the case against it are equally strong:",
            "Documented reasons: 1 (sources: 1). Documented objections: 1 (sources: 1).",
        ]
        why.get_by_role("button", name="contested").click()
        assert tab.inner_text("#meaning") == (
            "neither stands nor falls until an objection is answered or outweighed"
        )
        assert why.locator(".leads").all_inner_texts() == [
            "“Cycling costs little.”", "“It will rain.”"
        ]  # fmt: skip
        why.locator(".leads", has_text="It will rain.").press("Enter")
        assert editor.selected == "It will rain."
        false = why.get_by_role("button", name="What if false?")
        false.press("Enter")
        assert tab.inner_text("#judged-changes") == (
            "“We should go by bike”: now stands, backed (before: contested)"
        )
        # The keyboard stays, and all places say so.
        assert tab.evaluate("document.activeElement.ariaPressed") == "true"
        assert why.locator("p").inner_text() == "Falls. This verdict is your assumption."
        assert tab.locator("#judged-mains li").inner_text() == (
            "“We should go by bike.” contested → stands, backed"
        )
        assert editor.row("It will rain.").locator(".judged").inner_text() == "falls, assumed false"
        assert editor.text == WHAT_IF
        # It goes on while the map changes.
        editor.row("We should go by bike.").click()
        editor.press("Enter")
        editor.type("Cycling is quiet.")
        editor.press("Enter")
        editor.settle()
        assert editor.row("It will rain.").locator(".judged").inner_text() == "falls, assumed false"
        tab.click("#suppose-nothing")
        assert tab.inner_text("#judged-changes") == (
            "“We should go by bike”: now contested (before: stands, backed)"
        )
        tab.click("#verdicts")
        assert tab.locator("#judged").is_hidden()
        assert editor.row("It will rain.").locator(".judged").inner_text() == ""


def test_the_verdicts_of_the_page_are_those_of_argmap(tabs: Tabs, tmp_path: Path) -> None:
    text = (ROOT / "arguments.yaml").read_text("utf-8")
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.yaml", text):
        tab.click("#verdicts")
        words = tab.evaluate("CLAIMS.map(({id}, claim) => [id, verdicts.words(claim)[0]])")
        verdicts = tab.evaluate("STORE.answer.verdicts.claims")
        assert words == [[id, verdict["verdict"]] for id, verdict in verdicts.items()]


def test_a_claim_that_is_gone_is_not_supposed(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.yaml", WHAT_IF) as editor:
        editor.row("It will rain.").click()
        tab.click("#verdicts")
        tab.get_by_role("button", name="What if true?").click()
        tab.fill("#claim-id", "shower")
        tab.keyboard.press("Enter")
        editor.settle()
        assert tab.evaluate("[...supposedIds].join()") == "shower,true"
        editor.row("It will rain.").click()
        editor.press("Delete")
        editor.settle()
        assert tab.evaluate("[...supposedIds].join()") == ""
        assert tab.locator("#suppose-nothing").is_hidden()


def test_a_line_is_changed(editor: Edited) -> None:
    tab = editor.tab
    tab.evaluate("STORE.selectLine('rain:rebuts:go')")
    assert tab.locator("#view .chosen").count() == 1
    tab.click("#line-outweigh")
    editor.type("Health matters more.")
    editor.press("Enter")
    assert "3 why the other counts for less: Health matters more." in editor.rows
    tab.evaluate("STORE.selectLine('rain:rebuts:go')")
    tab.click("#line-turn")
    editor.settle()
    assert "2 reason: It will rain." in editor.rows
    tab.click("#line-delete")
    assert "1 claim that bears on nothing: It will rain." in editor.rows
    assert tab.locator("#on-line").is_hidden()


def test_a_box_is_dragged_onto_another(editor: Edited) -> None:
    tab = editor.tab
    editor.box("We have coats.").drag_to(editor.box("Cycling is healthy."))
    tab.get_by_role("menuitem", name="Move here as a reason").click()
    assert editor.rows[1:3] == ["2 reason: Cycling is healthy.", "3 reason: We have coats."]
    # A line is dropped on as well.
    x, y = tab.evaluate(
        """() => {
          const {left, top} = middleOfLine(STORE.answer.inferences.indexOf("rain:rebuts:go"));
          const view = VIEW.getBoundingClientRect();
          return [left + view.left, top + view.top];
        }"""
    )
    editor.box("We have coats.").hover()
    tab.mouse.down()
    tab.mouse.move(x, y, steps=5)
    tab.mouse.up()
    tab.get_by_role("menuitem", name="Move here as an objection to the inference").click()
    undercutter = "3 undercutter, an objection to the inference: We have coats."
    assert editor.rows[-2:] == ["2 objection: It will rain.", undercutter]
    # The same without dragging.
    editor.press("m")
    tab.fill("#target-search", "rain")
    tab.get_by_role("button", name="Move here as an objection", exact=True).click()
    assert editor.rows[-2:] == ["2 objection: It will rain.", "3 objection: We have coats."]


def corner_of(tab: Page) -> tuple[float, float]:
    """Return a place of the picture where nothing is."""
    area = tab.locator("#view").bounding_box()
    assert area
    return area["x"] + area["width"] - 8, area["y"] + 8


def middle_of(editor: Edited, text: str) -> tuple[float, float]:
    area = editor.box(text).bounding_box()
    assert area
    return area["x"] + area["width"] / 2, area["y"] + area["height"] / 2


def drag_to(editor: Edited, text: str, place: tuple[float, float]) -> None:
    mouse = editor.tab.mouse
    mouse.move(*middle_of(editor, text))
    mouse.down()
    mouse.move(*place, steps=5)
    mouse.up()


def test_what_the_picture_is_asked_with_the_pointer(editor: Edited) -> None:
    tab = editor.tab
    # What was just added has the same menu as what was there.
    editor.box("Cycling is healthy.").click()
    tab.click("#box-reason")
    editor.type("The heart gets stronger.")
    editor.press("Enter")
    editor.settle()
    tab.click("#box-more")
    items = tab.locator("#menu [role=menuitem]").all_inner_texts()
    assert "Switch between reason and objection" in items
    assert "Add a linked premise" in items
    # The menu is not over the button, and keys are for the picture again after it.
    button, menu = (tab.locator(name).bounding_box() for name in ("#box-more", "#menu"))
    assert button
    assert menu
    is_beside = (
        menu["x"] >= button["x"] + button["width"] or menu["x"] + menu["width"] <= button["x"]
    )
    is_above = menu["y"] + menu["height"] <= button["y"]
    assert is_beside or is_above or menu["y"] >= button["y"] + button["height"]
    editor.press("Escape", "Delete")
    assert "The heart gets stronger." not in editor.text
    # An objection is answered.
    editor.box("It will rain.").click()
    tab.click("#box-more")
    assert "Answer this objection" in tab.locator("#menu [role=menuitem]").all_inner_texts()
    editor.press("Escape")
    # Whoever clicks on nothing selects nothing.
    tab.mouse.click(*corner_of(tab))
    editor.settle()
    assert tab.locator("#on-box").is_hidden()
    assert tab.locator("#tree [aria-selected=true]").count() == 0
    # A claim is not moved below itself; let go of on nothing, it bears on nothing if that is chosen.
    text = editor.text
    drag_to(editor, "It will rain.", middle_of(editor, "We have coats."))
    assert "already below: We have coats." in tab.inner_text("#announcement")
    assert tab.locator("#menu").is_hidden()
    assert editor.text == text
    drag_to(editor, "We have coats.", corner_of(tab))
    assert tab.locator("#menu [role=menuitem]").all_inner_texts() == ["Let it bear on nothing"]
    editor.press("Enter")
    assert "2 claim" not in editor.rows
    assert "1 claim that bears on nothing: We have coats." in editor.rows
    # A double click on nothing begins a claim.
    tab.mouse.dblclick(*corner_of(tab))
    editor.type("Helmets are cheap.")
    editor.press("Enter")
    assert "1 claim that bears on nothing: Helmets are cheap." in editor.rows


def test_the_legend_says_what_signs_mean(editor: Edited) -> None:
    editor.tab.click("#legend summary")
    assert "linked premises" in editor.tab.inner_text("#legend-drawing")
    assert editor.tab.locator("#legend-verdicts").is_hidden()
    editor.tab.click("#verdicts")
    assert "backed" in editor.tab.inner_text("#legend-verdicts")


def test_a_broken_text_keeps_the_last_picture_and_offers_its_fix(editor: Edited) -> None:
    tab = editor.tab
    tab.locator("#text .cm-line", has_text="coat: We").click()
    editor.press("Control+End")
    tab.keyboard.type("expect: {go: stands, rian: falls}")
    tab.locator("#map.stale").wait_for()
    assert tab.locator("#view .claim").count() == 6
    assert tab.inner_text("#broken .message") == "Unknown claim rian"
    assert tab.inner_text("#broken .message code") == "rian"
    tab.locator("#broken .fix").click()
    tab.locator("#map:not(.stale)").wait_for()
    assert "expect: {go: stands, rain: falls}" in editor.text
    assert not tab.is_visible("#broken")


def test_an_objection_beside_the_point_undercuts_the_inferences_that_the_reader_names(
    editor: Edited,
) -> None:
    tab = editor.tab
    tab.locator("#text .cm-line").first.click()
    editor.press("Control+a")
    tab.keyboard.insert_text(
        "sources: {lab: {title: Report}}\n"
        "claims:\n"
        "  guilty: {text: She laid the fire., premises: [petrol]}\n"
        "  liar: {text: She lied., premises: [petrol]}\n"
        "  petrol: {text: Petrol was on her coat., evidence: lab, rebuttals: [mower]}\n"
        "  mower: She had filled her lawn mower.\n"
    )
    button = tab.locator("#findings .fix", has_text="True but beside the point?")
    button.click()
    question = tab.locator("#confirm-question")
    assert question.inner_text() == (
        "Does the objection speak against the inference to “She laid the fire.”?"
    )
    tab.locator("#confirm-dialog button[value=yes]").click()
    question.get_by_text("She lied.").wait_for()
    tab.locator("#confirm-dialog button[value=no]").click()
    button.wait_for(state="detached")
    assert editor.text.count("undercutters: [mower]") == 1
    assert "rebuttals" not in editor.text


def test_findings_name_claims_by_their_texts_and_lead_to_them(editor: Edited) -> None:
    tab = editor.tab
    shown = tab.locator("#findings").inner_text()
    assert not re.search("`|--|argmap ", shown)
    messages = tab.locator("#findings .message").all_inner_texts()
    assert messages == [
        "“Cycling costs little.” is unsupported",
        "“We should save money.” is unsupported",
        "“It will rain.” is unsupported",
        "“We have coats.” is unsupported",
        "“It will rain.” does not say what “It” refers to",
    ]
    warnings = tab.locator("#findings .warning")
    assert warnings.locator("summary").first.inner_text().split() == ["!", "Warnings", "4"]
    # What is alike has its hint once, and the fourth of a kind is not folded away.
    unsupported = warnings.locator("li", has_text="is unsupported")
    assert unsupported.locator(".hint").all_inner_texts() == [
        "Add a reason or evidence, or mark the claim as common ground if every side accepts it"
    ]
    unsupported.locator(".leads", has_text="We should save money.").click()
    assert editor.selected == "We should save money."
    # Lines have numbers where the text is shown.
    tab.click("#toggle-text")
    assert unsupported.get_by_role("button", name="Line 6").is_hidden()
    tab.click("#toggle-text")
    unsupported.get_by_role("button", name="Line 6").click()
    assert editor.selected == "Cycling costs little."
    assert (
        tab.locator("#text .cm-activeLine").inner_text().strip() == "cheap: Cycling costs little."
    )


def test_notes_are_folded_where_there_are_many(tabs: Tabs, tmp_path: Path) -> None:
    """A large map is no finding here, where one moves in the picture."""
    text = (ROOT / "arguments.yaml").read_text("utf-8")
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.yaml", text) as editor:
        assert "in one picture" not in tab.locator("#findings").inner_text()
        assert tab.locator("#findings .warning").get_attribute("open") is not None
        notes = tab.locator("#findings .note")
        assert notes.get_attribute("open") is None
        notes.locator("summary").first.press("Enter")
        notes.locator(".message").first.wait_for()
        # It stays so after a change.
        tab.keyboard.press("Control+z")
        tab.locator("#text .cm-line").first.click()
        editor.press("End")
        tab.keyboard.type(" ")
        editor.settle()
        assert notes.get_attribute("open") is not None
        others = tab.locator("#findings .warning li").first.locator("details")
        number = int(others.locator("summary").inner_text().split()[0])
        assert others.locator(".finding").count() == number > 3


def test_nothing_is_wrong_only_where_it_is_checked(tabs: Tabs, tmp_path: Path) -> None:
    text = "claims: {a: {text: Cycling keeps people healthy., main: true, common_ground: true}}\n"
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.yaml", text) as editor:
        nothing = tab.locator("#no-findings")
        assert nothing.inner_text() == "No problems found."
        tab.locator("#text .cm-line").first.click()
        editor.press("End")
        is_hidden = "document.getElementById('no-findings').hidden"
        tab.keyboard.type("\n")
        assert tab.evaluate(is_hidden)  # it is not checked yet
        editor.settle()
        assert nothing.is_visible()
        tab.keyboard.type("claims: [")
        editor.settle()
        assert nothing.is_hidden()
        assert tab.locator("#findings .error .message").count() > 0


def test_what_is_said_of_a_claim(editor: Edited) -> None:
    tab = editor.tab
    editor.row("Cycling costs little.").click()
    tab.check("#common-ground")
    editor.settle()
    tab.select_option("#side", "no")
    editor.settle()
    tab.select_option("#type", "value")
    editor.settle()
    tab.fill("#evidence", "survey p. 7; survey p. 9")
    tab.keyboard.press("Enter")
    editor.settle()
    tab.fill("#claim-id", "low-cost")
    tab.keyboard.press("Enter")
    editor.settle()
    claim = editor.map.claims["low-cost"]
    assert (claim.common_ground, claim.side, claim.type) == (True, "no", "value")
    assert [str(each) for each in claim.evidence] == ["survey p. 7", "survey p. 9"]
    assert editor.selected == "Cycling costs little."
    assert tab.input_value("#claim-id") == "low-cost"


def test_a_claim_without_a_type_is_a_fact(editor: Edited) -> None:
    tab = editor.tab
    editor.row("Cycling costs little.").click()
    assert tab.input_value("#type") == "fact"
    for choice, written in (("policy", "policy"), ("fact", "")):
        tab.select_option("#type", choice)
        editor.settle()
        assert editor.map.claims["cheap"].type == written
        assert tab.input_value("#type") == choice
    assert editor.announced == "Changed. Type: fact"


def test_a_source_is_cited_in_words(editor: Edited) -> None:
    tab = editor.tab
    editor.row("Cycling costs little.").click()
    tab.fill("#evidence", "Smith 2020, p. 4; survey p. 9")
    tab.keyboard.press("Enter")
    editor.settle()
    map = editor.map
    assert [str(each) for each in map.claims["cheap"].evidence] == [
        "smith-2020 p. 4",
        "survey p. 9",
    ]
    assert (map.sources["smith-2020"].author, map.sources["smith-2020"].date) == ("Smith", "2020")
    tab.fill("#evidence", "survy p. 9")
    tab.keyboard.press("Enter")
    editor.settle()
    assert "did you mean survey?" in tab.inner_text("#state")
    assert editor.map == map


def test_a_side_is_added_and_has_another_name(editor: Edited) -> None:
    tab = editor.tab
    editor.row("We should go by bike.").click()
    tab.select_option("#side", label="New side…")
    assert tab.locator("#side-name").evaluate("field => field === document.activeElement")
    editor.press("Escape")
    assert tab.input_value("#side") == "yes"
    tab.select_option("#side", label="New side…")
    editor.type("It depends")
    editor.press("Enter")
    editor.settle()
    assert editor.map.claims["go"].side == "it-depends"
    assert tab.input_value("#side") == "it-depends"
    assert tab.locator("#side").evaluate("field => field === document.activeElement")
    tab.select_option("#side", label="Rename this side…")
    assert tab.input_value("#side-name") == "It depends"
    editor.type("Perhaps")
    tab.locator("#common-ground").focus()  # what is typed is taken over, too
    editor.settle()
    assert editor.map.sides["it-depends"].name == "Perhaps"
    assert tab.locator("#side option:checked").inner_text() == "Perhaps"
    # A name that there is already.
    tab.select_option("#side", label="New side…")
    editor.type("Stay")
    editor.press("Enter")
    editor.settle()
    assert "already has a side" in tab.inner_text("#state")
    assert tab.input_value("#side") == "it-depends"


@pytest.mark.parametrize("way", ["click", "double click", "Enter", "F2"])
def test_the_title_is_edited(editor: Edited, way: str) -> None:
    tab = editor.tab
    title = tab.locator("#title")
    if way == "click":
        title.click()
    elif way == "double click":
        title.dblclick()
    else:
        title.focus()
        editor.press(way)
    assert tab.input_value("#title-field") == "Should we go by bike?"
    tab.keyboard.press("Control+a")
    editor.type("Should we cycle?")
    editor.press("Enter")
    assert editor.text == BIKES.replace("go by bike?", "cycle?", 1)
    assert title.inner_text() == "Should we cycle?"
    assert title.evaluate("field => field === document.activeElement")
    editor.press("F2")
    editor.type("?")
    editor.press("Escape")
    assert (editor.map.title, title.inner_text()) == ("Should we cycle?", "Should we cycle?")


LIST = """\
Should we go by bike?

Go
- We should go by bike.
  - Cycling is healthy.

Stay
- We should stay.
"""


def test_a_list_has_sides_sources_and_main_claims(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "bikes.txt", LIST) as editor:
        editor.row("Cycling is healthy.").click()
        tab.fill("#evidence", "Smith 2020, p. 4")
        tab.keyboard.press("Enter")
        editor.settle()
        tab.click("#add-main")
        editor.type("Cars are slow.")
        editor.press("Enter")
        editor.settle()
        editor.row("We should stay.").click()
        tab.select_option("#side", label="Rename this side…")
        editor.type("Stay at home")
        editor.press("Enter")
        editor.settle()
        tab.click("#title")
        tab.keyboard.press("Control+a")
        editor.type("Should we cycle?")
        editor.press("Enter")
        made = LIST.replace("Should we go by bike?", "Should we cycle?").replace(
            "healthy.\n", "healthy.\n    - Source: Smith 2020, p. 4\n- Cars are slow.\n"
        )
        assert editor.text == made.replace("Stay\n", "Stay at home\n")
        tab.click("#file-menu-button")
        with tab.expect_download() as download:
            tab.click("#save-text")
        assert download.value.suggested_filename == "bikes.yaml"
        copy = argmap.loads(download.value.path().read_text("utf-8"), "native")
        assert copy.title == "Should we cycle?"


def test_the_title_of_a_list_may_be_a_claim(tabs: Tabs, tmp_path: Path) -> None:
    text = "Homework should be abolished.\n\n- It is boring.\n- But: It helps.\n"
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "homework.txt", text) as editor:
        tab.click("#title")
        tab.keyboard.press("Control+a")
        editor.type("Homework should go.")
        editor.press("Enter")
        assert editor.text == text.replace("be abolished", "go")
        assert editor.rows[0].endswith("Homework should go.")


@pytest.mark.parametrize("template", ["debate", "pro_and_con", "one_argument"])
def test_templates(empty: Edited, template: str) -> None:
    empty.tab.click("#start-template")
    empty.tab.click(f"#template-{template}")
    empty.settle()
    assert len(empty.map.claims) >= 3
    assert empty.map.title == "Your question"


@pytest.mark.parametrize("template", ["debate", "pro_and_con", "one_argument"])
def test_templates_of_lists(tabs: Tabs, tmp_path: Path, template: str) -> None:
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "new.md", "") as editor:
        tab.click("#start-template")
        tab.click(f"#template-{template}")
        editor.settle()
        made = argmap.loads(editor.text, "markdown")
        assert len(made.claims) >= 3
        kinds = {each.noun for each in made.inferences.values()}
        assert kinds == ({"reason", "objection"} if template == "pro_and_con" else {"reason"})
        sizes = {len(each.premises) for each in made.inferences.values()}
        assert sizes == ({2} if template == "one_argument" else {1})


def test_an_empty_map_begins_with_its_main_claim(empty: Edited) -> None:
    empty.tab.click("#add-main")
    empty.type('We should "go": now.')
    empty.press("Enter")
    empty.tab.locator("#tree .row").wait_for()
    assert empty.rows == ['1 main claim: We should "go": now.']


def test_the_field_is_where_one_sees_it(editor: Edited) -> None:
    tab = editor.tab
    for pane, field in (("outline", "#box-field"), ("map", "#tree textarea")):
        tab.click(f"#toggle-{pane}")
        tab.click("#add-main")
        assert tab.locator(field).evaluate("field => field === document.activeElement")
        editor.press("Escape")
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.click("#tab-text")
    tab.click("#add-main")
    editor.type("We should stay.")
    editor.press("Enter")
    assert editor.rows[-1] == "1 main claim: We should stay."


def test_a_comment_is_deleted_only_if_one_agrees(tabs: Tabs, tmp_path: Path) -> None:
    text = "claims:\n  a: {text: We go., premises: [b, c]}\n  b: It is fun. # is it?\n  c: It is cheap.\n"
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "map.yaml", text) as editor:
        editor.row("It is fun.").click()
        editor.press("Delete")
        assert "comment" in tab.get_by_role("dialog").inner_text()
        editor.press("Enter")  # no
        assert editor.text == text
        assert editor.selected == "It is fun."
        editor.press("Delete")
        tab.get_by_role("button", name="Yes").click()
        editor.row("It is fun.").wait_for(state="detached")
        assert "is it?" not in editor.text
        assert editor.selected == "It is cheap."
        assert tab.evaluate("document.activeElement.role") == "treeitem"


def test_a_file_is_only_said_to_be_saved_when_it_is(editor: Edited) -> None:
    tab = editor.tab
    path = Path(editor.file.path)
    file = "document.getElementById('file').textContent"
    assert tab.evaluate(file) == "Saved in bikes.yaml"
    # What it says right after a key, and with what is on the disk.
    tab.evaluate(
        """() => {
          window.said = [];
          const note = () => said.push(document.getElementById("file").textContent);
          document.addEventListener("keyup", note);
          document.getElementById("text").addEventListener("keyup", note);
        }"""
    )
    tab.locator("#text .cm-line", has_text="coat: We").click()
    editor.press("End")
    tab.evaluate("said.length = 0; null")
    tab.keyboard.type(" Or")
    assert set(tab.evaluate("said")) == {"Not saved yet"}
    editor.press("Control+s")
    editor.wait_until_saved()
    editor.settle()
    assert tab.evaluate(file) == "Saved in bikes.yaml"
    assert path.read_text("utf-8") == editor.text
    # A field is not saved either, before it is in the map.
    editor.row("It will rain.").click()
    editor.press("F2")
    assert tab.evaluate(file) == "Saved in bikes.yaml"
    tab.keyboard.type("It will snow.")
    assert tab.evaluate(file) == "Not saved yet"
    editor.press("Escape")
    assert tab.evaluate(file) == "Saved in bikes.yaml"
    # What is asked for and not answered yet is not saved.
    tab.evaluate(
        """() => {
          const ask = ENGINE.ask.bind(ENGINE);
          ENGINE.ask = message => new Promise(done => setTimeout(done, 300)).then(() => ask(message));
        }"""
    )
    editor.press("Delete")
    assert tab.evaluate(file) == "Not saved yet"
    editor.settle()
    assert tab.evaluate(file) == "Not saved yet"
    # An older report that comes late changes nothing.
    tab.evaluate("showFile({name: 'bikes.yaml', state: 'saved', problem: ''}, 0)")
    assert tab.evaluate(file) == "Not saved yet"
    assert path.read_text("utf-8") != editor.text


@pytest.mark.parametrize("language", ["en", "de", "he"])
def test_one_finds_and_replaces_in_ones_own_language(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    words = editor_words_for(language)
    tab = browser.new_page(locale=language)
    tab.add_init_script(SHOWS_ALL_PANES)
    with edited(tab, tmp_path / "bikes.yaml", BIKES) as editor:
        tab.locator("#text .cm-line").first.click()
        editor.press("Control+f")
        panel = tab.locator("#text .cm-search")
        panel.wait_for()
        assert panel.locator("button:not([name=close])").all_inner_texts() == [
            words.find_next, words.find_previous, words.find_all, words.replace_one, words.replace_all,
        ]  # fmt: skip
        assert [label.strip() for label in panel.locator("label").all_inner_texts()] == [
            words.find_case, words.find_regexp, words.find_word
        ]  # fmt: skip
        fields = panel.locator("input[type=text], input:not([type])")
        names = [field.get_attribute("placeholder") for field in fields.all()]
        assert names == [words.find, words.find_replace]
        # No other panel opens.
        tab.locator("#text .cm-line").first.click()
        editor.press("Control+Shift+m", "Control+Alt+g")
        assert tab.locator("#text .cm-panel").count() == 1
    tab.close()


def test_what_met_the_changes_of_another_window_is_not_lost(editor: Edited) -> None:
    tab = editor.tab
    # Another window is faster, and this one has not heard of it.
    other = BIKES.replace("We have coats.", "We have raincoats.")
    editor.file.answer({"revision": tab.evaluate("STORE.revision"), "text": other})
    tab.locator("#text .cm-line", has_text="coat: We").click()
    editor.press("End")
    tab.keyboard.type(" And umbrellas.")
    tab.locator("#lost-dialog").wait_for()
    mine = BIKES.replace("We have coats.", "We have coats. And umbrellas.")
    assert tab.input_value("#lost-text") == mine
    assert editor.text == other
    assert tab.evaluate("TEXT.text") == other
    tab.click("#take-lost")
    editor.box("We have coats. And umbrellas.").wait_for()
    assert editor.text == mine


@pytest.mark.parametrize("seed", mostly_soak(range(200), 8))
def test_the_file_follows_random_actions(tabs: Tabs, tmp_path: Path, seed: int) -> None:
    driven = Sequence.of(seed)
    path = tmp_path / driven.name
    with tabs.tab(1366, 768) as tab, edited(tab, path, driven.text) as editor:
        driven.drive(tab)
        editor.file.save()
        saved = path.read_bytes().decode("utf-8-sig")
        assert saved == editor.text.removeprefix("\ufeff")
        undo_all(tab)
        editor.file.save()
        assert path.read_bytes() == driven.text.encode()


@pytest.mark.soak
@pytest.mark.parametrize("topic", ["injection", "hostile_ids", "control_characters"])
def test_hostile_texts_do_nothing(empty: Edited, topic: str) -> None:
    tab = empty.tab
    count = "document.querySelectorAll('script, style, iframe, img, link, meta, object').length"
    markup = tab.evaluate(count)
    for case in all_cases(f"{FOLDER}/{topic}.txt"):
        text = files_of(case)[0].data.decode("utf-8", "replace")
        tab.evaluate("text => { STORE.type(text); TEXT.edit(editBetween(TEXT.text, text)); }", text)
        empty.settle()
        tab.evaluate("STORE.hasMap && CLAIMS.length && STORE.select(CLAIMS[CLAIMS.length - 1].id)")
        assert tab.locator("[onload], [onerror], [onclick], [href^=java]").count() == 0
        assert tab.evaluate(count) == markup, case.title


def test_a_map_is_made_of_a_list(empty: Edited) -> None:
    empty.tab.click("#file-menu-button")
    empty.tab.click("#new")
    empty.tab.fill("#list", "- We should go.\n  - It is fun.\n  - It is healthy.\n")
    empty.tab.click("#use-list")
    empty.tab.locator("#tree .row").first.wait_for()
    assert empty.rows == [
        "1 main claim: We should go.", "2 reason: It is fun.", "2 reason: It is healthy."
    ]  # fmt: skip


MIXED = """\
Homework should be abolished.
  Pupils need more sleep.
  Homework is unfair.
    Some have help at home.
  - Practice makes perfect.
"""


def test_what_is_left_out_of_a_list_is_shown_before_anything_is_replaced(empty: Edited) -> None:
    tab = empty.tab
    tab.click("#file-menu-button")
    tab.click("#new")
    tab.fill("#list", f"{MIXED}\nI asked around. Many had a view.\n")
    tab.click("#use-list")
    tab.locator("#list-notes li").first.wait_for()
    assert tab.locator("#list-notes li").all_inner_texts() == [
        "lines 1–4 have no bullet, but their indentation makes them items; `-` marks an objection"
        " in line 5 because other items at the same level have no bullet; if these are reasons, use"
        " `*` or no bullet",
        "argmap ignores 1 passage outside the list (line 7); to keep a sentence, write it as an item,"
        " or write `Claim:` before it above the list",
    ]
    assert empty.text == ""
    tab.fill("#list", MIXED)
    assert not tab.is_visible("#noted")
    tab.click("#use-list")
    tab.locator("#list-notes li").first.wait_for()
    tab.click("#use-list")
    tab.locator("#tree .row").first.wait_for()
    assert empty.rows == [
        "1 main claim: Homework should be abolished.", "2 reason: Pupils need more sleep.",
        "2 reason: Homework is unfair.", "3 reason: Some have help at home.",
        "2 objection: Practice makes perfect.",
    ]  # fmt: skip
    assert tab.inner_text("#title") == tab.title() == "Homework should be abolished."
    assert tab.is_checked("#main-claim")


def test_a_map_is_pasted_as_the_map_that_it_is(empty: Edited) -> None:
    tab = empty.tab
    tab.click("#file-menu-button")
    tab.click("#new")
    pasted = "claims:\n  a: Homework is unfair.  # why\n  b:\n    text: It takes long.\n    premises: [a]\n"
    tab.fill("#list", pasted)
    tab.click("#use-list")
    tab.locator("#tree .row").first.wait_for()
    assert empty.text == pasted
    assert empty.rows == ["1 main claim: It takes long.", "2 reason: Homework is unfair."]


def test_hostile_lists_are_refused_with_a_sentence(empty: Edited) -> None:
    tab = empty.tab
    tab.click("#file-menu-button")
    tab.click("#new")
    paste = """() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "- x\\n".repeat(2_500_000));
        const event = new ClipboardEvent("paste", {clipboardData, cancelable: true});
        return LIST.dispatchEvent(event) ? "" : element("list-problem").textContent;
    }"""
    assert tab.evaluate(paste) == "This text is too long. Paste at most 1,000,000 characters."
    for text, problem in (
        ("- x\n" * 6_000, "the text is too large to edit: it has 6,000 claims"),
        ("-\n*\n", "this text does not contain a list; write each claim after a `-`"),
        ("", "this text does not contain a list; write each claim after a `-`"),
        ("claims:\n  a: [x", "this map cannot be read: "),
    ):
        tab.evaluate("text => { LIST.value = text; }", text)
        tab.click("#use-list")
        wait_until(tab, "p => element('list-problem').textContent.startsWith(p)", arg=problem)
        tab.evaluate("element('list-problem').textContent = ''")
    assert empty.text == ""
    assert tab.evaluate("nameOfMap()") == "new.yaml"
    assert tab.evaluate("STORE.name = 'map.yaml', nameOfMap()") == "Untitled map"


def test_a_main_claim_by_its_place_is_shown_as_one(empty: Edited) -> None:
    tab = empty.tab
    text = "claims:\n  a: {text: We go., premises: [b]}\n  b: It is fun.\n"
    tab.evaluate("text => replaceText(text)", text)
    tab.locator("#tree .row").first.wait_for()
    tab.evaluate("STORE.select('a')")
    assert tab.is_checked("#main-claim")
    tab.click("#main-claim")
    tab.get_by_text("This is a main claim because of its place").wait_for()
    assert tab.is_checked("#main-claim")
    assert "main" not in empty.text
    tab.evaluate("STORE.select('b')")
    assert not tab.is_checked("#main-claim")


def test_axe_finds_nothing_in_any_state(tabs: Tabs, tmp_path: Path) -> None:
    with (
        tabs.tab(1366, 768, bypass_csp=True) as tab,
        edited(tab, tmp_path / "bikes.yaml", BIKES) as editor,
    ):
        assert violations_of_axe(tab) == []
        editor.row("It will rain.").click()
        editor.press("Enter")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        editor.box("We have coats.").dblclick()
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        tab.click("#box-more")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        for open_field in (
            lambda: tab.select_option("#side", label="New side…"),
            lambda: tab.click("#title"),
        ):
            open_field()
            assert violations_of_axe(tab) == []
            editor.press("Escape")
        tab.click("#file-menu-button")
        assert violations_of_axe(tab) == []
        tab.click("#new")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        tab.click("#help")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        editor.row("It will rain.").click()
        editor.press("m")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        tab.evaluate("STORE.selectLine('rain:rebuts:go')")
        assert violations_of_axe(tab) == []
        tab.evaluate(
            "showFile({name: 'map.yaml', state: 'conflict', problem: '…', difference: '- a'})"
        )
        assert violations_of_axe(tab) == []
        tab.evaluate("showFile({name: 'map.yaml', state: 'saved', problem: ''})")
        tab.evaluate("STORE.report('lost', 'claims: …')")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        tab.click("#verdicts")
        assert violations_of_axe(tab) == []
        tab.click("#legend summary")
        tab.get_by_role("button", name="What if false?").click()
        tab.emulate_media(color_scheme="dark")
        assert violations_of_axe(tab) == []
        tab.locator("#text .cm-line").first.click()
        editor.press("Home")
        tab.keyboard.type("x")
        tab.locator("#map.stale").wait_for()
        assert violations_of_axe(tab) == []
        for name in ("outline", "map", "text", "below"):
            tab.set_viewport_size({"width": 360, "height": 740})
            tab.click(f"#tab-{name}")
            assert violations_of_axe(tab) == []
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360
