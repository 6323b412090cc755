"""The page of the editor by keyboard alone, as a screen reader hears it; each test goes through one theme on one page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.page import Part, format_editor_page
from tests.browser import Tabs
from tests.test_editor_page import BIKES, Edited, edited

IN_OUTLINE = "document.activeElement.role === 'treeitem'"
FOCUSED = "document.activeElement.id"


@pytest.fixture
def editor(tabs: Tabs, tmp_path: Path) -> Iterator[Edited]:
    """Yield the editor of a map about bikes."""
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "bikes.yaml", BIKES) as editor:
        yield editor


def test_tab_passes_the_outline_and_changes_nothing(editor: Edited) -> None:
    tab = editor.tab
    # Whoever comes by Tab, goes on by Tab, in both directions.
    tab.focus("#help")
    for key, way_out in (("Tab", "row-reason"), ("Shift+Tab", "")):
        for _ in range(12):
            if tab.evaluate(IN_OUTLINE):
                break
            editor.press(key)
        assert tab.evaluate(IN_OUTLINE)
        editor.press(key)
        assert not tab.evaluate(IN_OUTLINE)
        assert way_out in ("", editor.focused)
    assert editor.text == BIKES
    # So does whoever comes by F6.
    editor.row("We have coats.").click()
    editor.press("F6", "Shift+F6", "Shift+Tab")
    assert not tab.evaluate(IN_OUTLINE)
    # After an arrow key, Tab changes the map, until Escape.
    editor.row("Cycling costs little.").click()
    editor.press("Escape")
    assert editor.announced == "The next Tab or Shift+Tab leaves the outline."
    editor.press("Shift+Tab")
    assert not tab.evaluate(IN_OUTLINE)
    assert editor.text == BIKES
    editor.row("Cycling costs little.").click()
    editor.press("Escape", "Tab")
    assert editor.focused == "row-reason"
    assert editor.text == BIKES
    editor.press("Shift+Tab", "ArrowUp", "ArrowDown", "Tab")
    assert "3 reason: Cycling costs little." in editor.rows
    editor.press("Shift+Tab")
    assert "2 reason: Cycling costs little." in editor.rows


def test_f6_goes_through_all_parts_in_both_directions(editor: Edited) -> None:
    tab = editor.tab

    def part() -> str:
        return str(
            tab.evaluate(
                """() => document.activeElement.closest(
                  "header, #outline-pane, #map-pane, #text-pane, #properties, #found")?.id || "header" """
            )
        )

    editor.row("It will rain.").click()
    parts = ["outline-pane", "map-pane", "text-pane", "properties", "found", "header"]
    for way, key in ((1, "F6"), (-1, "Shift+F6")):
        for place in range(1, len(parts) + 1):
            editor.press(key)
            assert part() == parts[way * place % len(parts)]
    # It works in fields as well, and in a field of the outline it ends that.
    for field in ("#evidence", "#claim-id"):
        tab.focus(field)
        editor.press("F6")
        assert part() == "found"
    editor.row("It will rain.").click()
    editor.press("F2")
    editor.type("It will snow.")
    editor.press("F6")
    assert part() == "map-pane"
    assert "It will snow." in editor.text
    # There, the files come first, and the tools are one stop, with arrow keys.
    editor.press("Shift+F6", "Shift+F6")
    assert editor.focused == "file-menu-button"
    editor.press("Tab", "Tab")  # past the title
    assert editor.focused == "undo"
    editor.press("ArrowLeft", "ArrowLeft")
    assert editor.focused == "toggle-text"
    editor.press("Home", "End")
    assert editor.focused == "help"
    editor.press("Tab", "Shift+Tab")
    assert editor.focused == "help"
    # Everything in the help has its key.
    editor.row("It will snow.").click()
    editor.press("?")
    keys = tab.inner_text("#keys")
    assert "Ctrl+S" in keys
    assert "Verdicts" in keys
    assert editor.focused == "help-title"
    editor.press("Escape")
    assert editor.focused == "It will snow."


def test_one_hears_what_changed(editor: Edited) -> None:
    tab = editor.tab
    # What goes with a claim.
    editor.row("It will rain.").click()
    editor.press("Delete")
    editor.hear("Deleted: It will rain.")
    assert "(claims deleted with it: 1)" in editor.announced
    assert "Ctrl+Z" in editor.announced
    assert tab.inner_text("#property-of") == editor.selected
    editor.press("Control+z")
    editor.hear("Undone: Deleted: It will rain.")
    assert (editor.selected, editor.focused) == ("It will rain.", "It will rain.")
    editor.press("Control+Shift+z")
    editor.hear("Redone: Deleted: It will rain.")
    editor.press("Control+z")
    assert editor.text == BIKES
    # A linked premise.
    editor.row("Cycling is healthy.").click()
    editor.press("Alt+Enter")
    editor.type("Health matters.")
    editor.press("Enter")
    editor.hear("Added: Health matters. It is linked with: Cycling is healthy.")
    assert "2 reason: Health matters. — Linked with: Cycling is healthy." in editor.rows
    editor.press("Control+z")
    editor.hear("Undone: Added: Health matters.")
    assert editor.text == BIKES
    assert editor.selected == "Cycling is healthy."
    # A change in the text has no sentence of its own.
    tab.locator("#text .cm-line").first.click()
    editor.press("End")
    tab.keyboard.type("!")
    editor.settle()
    editor.press("Control+z")
    editor.hear("Undone: Change in the text")
    # A move, and a claim that bears on nothing.
    editor.row("We should save money.").click()
    editor.press("Tab")
    editor.hear("Moved. It now bears on: Cycling is healthy.")
    editor.press("Control+z")
    editor.hear("Undone: Moved. It now bears on: Cycling is healthy.")
    assert editor.text == BIKES


def test_one_hears_what_is_set_and_what_is_left_as_it_was(editor: Edited) -> None:
    tab = editor.tab
    editor.row("Cycling is healthy.").click()
    tab.focus("#evidence")
    editor.press("Control+a", "Delete", "Enter")
    editor.hear("Changed. Evidence: none")
    tab.focus("#evidence")
    editor.type("survey p. 9")
    editor.press("Escape")
    assert tab.input_value("#evidence") == ""
    assert (editor.focused, editor.announced) == ("evidence", "Nothing was changed.")
    assert "survey p. 9" not in editor.text
    tab.focus("#common-ground")
    editor.press("Space")
    editor.hear("Changed. Common ground: Yes")
    # A field that one leaves.
    editor.row("It will rain.").click()
    editor.press("F2")
    editor.type("It will snow.")
    editor.press("Escape")
    assert editor.announced == "Nothing was changed."
    editor.press("Shift+Enter", "Escape")
    assert editor.announced == "Nothing was added."
    # A text that has none of the claims.
    tab.evaluate(
        "text => { STORE.type(text); TEXT.edit(editBetween(TEXT.text, text)); }",
        "claims: {x: …, y: …}\n",
    )
    editor.settle()
    assert tab.inner_text("#property-of") == editor.selected == "…"
    assert tab.input_value("#evidence") == ""


def test_a_claim_is_moved_or_linked_by_keyboard(editor: Edited) -> None:
    tab = editor.tab
    # Linking is one step to undo.
    editor.row("Cycling is healthy.").click()
    editor.press("l")
    assert tab.inner_text("#target-title") == "Link with…"
    editor.type("money")
    assert tab.inner_text("#target-count") == "Claims found: 1"
    first = tab.locator("#target-actions button").first
    assert first.inner_text() == "Link as premises of one reason"
    editor.press("Enter")
    editor.hear(
        "Linked with: Cycling costs little. + We should save money."
        " Together, they bear on: We should go by bike."
    )
    assert editor.focused == "Cycling is healthy."
    assert "[cheap, money, healthy]" in editor.text
    editor.press("Control+z")
    assert editor.text == BIKES
    # Moving: the claims are in the order of the outline, and what it bears on is chosen.
    editor.row("We have coats.").click()
    editor.press("m")
    assert tab.inner_text("#target-title") == "Move to…"
    options = tab.locator("#targets option").all_inner_texts()
    assert options == [
        "We should go by bike.", "Cycling is healthy.", "Cycling costs little.",
        "We should save money.", "It will rain.",
    ]  # fmt: skip
    assert tab.locator("#targets").input_value() == "rain"
    editor.press("ArrowDown")
    assert editor.focused == "targets"
    editor.press("Home", "ArrowDown", "Enter")
    editor.hear("Moved. It now bears on: Cycling is healthy.")
    assert "3 objection: We have coats." in editor.rows
    assert editor.focused == "We have coats."
    editor.press("Control+z")
    assert editor.text == BIKES
    # What is linked already is not linked once more, and an objection moves as an objection first.
    editor.row("We should save money.").click()
    editor.press("l")
    editor.type("little")
    first = tab.locator("#target-actions button").first
    assert first.inner_text() == "Use here too, as a reason"
    editor.press("Escape")
    editor.row("It will rain.").click()
    editor.press("m")
    assert first.inner_text() == "Move here as an objection"
    editor.press("Escape")
    editor.row("We have coats.").click()
    # A search without a hit offers nothing.
    editor.press("m")
    editor.type("qqq")
    assert tab.inner_text("#target-count") == "Claims found: 0"
    editor.press("Enter")
    assert tab.locator("#target-actions button").count() == 0
    editor.press("Escape")
    # A move to an inference says so.
    editor.press("m")
    editor.type("healthy")
    tab.get_by_role("button", name="Move here as an objection to the inference").click()
    editor.hear("Moved. It now bears on: inference from: Cycling is healthy.")


def test_the_outline_is_searched_by_letters_and_described(editor: Edited) -> None:
    tab = editor.tab
    editor.row("We should go by bike.").click()
    editor.press("c")
    assert editor.focused == "Cycling is healthy."
    editor.press("c")
    assert editor.focused == "Cycling costs little."
    editor.press("i")
    assert editor.focused == "It will rain."
    editor.press("Shift+W")
    assert editor.focused == "We have coats."
    assert editor.text == BIKES
    described = tab.locator("#tree").get_attribute("aria-describedby")
    assert "Escape, then Tab" in tab.locator(f"#{described}").inner_text()
    groups = tab.locator("[role=group][aria-label]").evaluate_all(
        "all => all.map(each => each.ariaLabel)"
    )
    assert len(groups) == len(set(groups))
    # In a new field and in the field of a text, Tab does the same.
    editor.row("Cycling costs little.").click()
    editor.press("F2")
    editor.type("Cycling is cheap.")
    editor.press("Tab")
    editor.hear("Moved. It now bears on: Cycling is healthy.")
    assert editor.tab.evaluate("document.activeElement.value") == "Cycling is cheap."
    editor.press("Enter")
    assert "3 reason: Cycling is cheap." in editor.rows
    assert editor.focused == "Cycling is cheap."
    # In the field of the picture, Tab ends it.
    editor.box("It will rain.").dblclick()
    editor.type("It will snow.")
    editor.press("Tab")
    assert editor.focused == "view"
    assert "It will snow." in editor.text


def test_the_picture_is_heard(editor: Edited) -> None:
    tab = editor.tab
    editor.row("We should go by bike.").click()
    editor.press("F6")
    assert editor.focused == "view"
    description = tab.locator("#view").get_attribute("aria-describedby")
    assert "Arrow keys" in tab.locator(f"#{description}").inner_text()
    assert "main claim: We should go by bike." in str(
        tab.locator("#view").get_attribute("aria-label")
    )
    seen = {editor.selected}
    for key in ("ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowUp", "End", "ArrowUp"):
        editor.press(key)
        seen.add(editor.selected)
        assert editor.selected in editor.announced
    assert len(seen) >= 5
    editor.press("Home")
    assert editor.announced == "main claim: We should go by bike."
    # A right click opens the menu of a row, of a box and of a line.
    editor.row("We have coats.").click(button="right")
    assert editor.selected == "We have coats."
    assert tab.get_by_role("menuitem").first.inner_text() == "Edit"
    editor.press("Escape")
    assert editor.focused == "We have coats."
    editor.box("It will rain.").click(button="right")
    assert editor.selected == "It will rain."
    assert tab.get_by_role("menuitem").first.inner_text() == "Edit"
    editor.press("Escape")
    assert editor.focused == "view"
    tab.mouse.move(5, 5)
    x = tab.evaluate("viewport.x")
    tab.mouse.move(500, 500)
    assert tab.evaluate("viewport.x") == x
    place = """() => {
      const {left, top} = middleOfLine(INFERENCES.findIndex(each => each.kind === REBUTTAL));
      const view = VIEW.getBoundingClientRect();
      return [left + view.left, top + view.top];
    }"""
    tab.mouse.click(*tab.evaluate(place), button="right")
    assert tab.get_by_role("menuitem").first.inner_text() == "Why doesn’t this follow?"
    editor.press("Escape")


def test_a_finding_leads_back_to_the_claim(editor: Edited) -> None:
    tab = editor.tab
    finding = tab.locator("#findings .leads", has_text="It will rain.").first
    editor.row("Cycling is healthy.").click()
    editor.press("F6", "F6", "F6", "F6")  # through the picture and the text
    finding.focus()
    editor.press("Enter")
    assert (editor.selected, editor.focused) == ("It will rain.", "It will rain.")
    # Whoever was in the text comes back to the text.
    tab.locator("#text .cm-line").first.click()
    finding.focus()
    editor.press("Enter")
    assert editor.focused == "text"
    assert "rain" in tab.locator("#text .cm-activeLine").inner_text()
    editor.box("We have coats.").click()
    finding.focus()
    editor.press("Enter")
    assert editor.focused == "view"
    assert "It will rain." in editor.announced


def test_verdicts_are_heard(editor: Edited) -> None:
    tab = editor.tab
    editor.row("We have coats.").click()
    editor.press("v")
    assert editor.announced.startswith("Main claim “We should go by bike.”: stands")
    assert tab.get_attribute("#verdicts", "aria-pressed") == "true"
    tab.focus("#evidence")
    editor.press("F6")
    assert tab.evaluate("document.activeElement.closest('#judged') !== null")
    editor.press("Enter")  # on the main claim
    assert editor.focused == "We should go by bike."
    # A change is heard together with what made it.
    editor.row("Cycling is healthy.").click()
    editor.press("Delete")
    editor.hear("Deleted: Cycling is healthy.")
    assert "Main claim “We should go by bike.”: " in editor.announced
    editor.press("Control+z")
    editor.hear("Undone: Deleted: Cycling is healthy.")
    assert "Main claim “We should go by bike.”: stands" in editor.announced
    editor.row("We have coats.").click()
    editor.press("F2")
    editor.type("We have good coats.")
    editor.press("Enter")
    editor.hear("Changed: We have good coats.")
    assert "Main claim" not in editor.announced
    editor.press("v")
    assert editor.announced == "Verdicts are hidden."


def test_what_is_pressed_before_argmap_answers_does_nothing_and_says_so(
    tabs: Tabs, tmp_path: Path
) -> None:
    # As in a browser alone, where argmap takes a few seconds to start; here it never does.
    path = tmp_path / "editor.html"
    path.write_bytes(format_editor_page(BIKES, [Part("worker", 1, base64="MA==")]))
    with tabs.tab(1366, 768) as tab:
        tab.goto(path.as_uri())
        names = tab.locator("#tree .row").evaluate_all("rows => rows.map(row => row.ariaLabel)")
        assert names[0] == "main claim: We should go by bike."
        assert tab.locator("#tree .row bdi").first.inner_text() == "We should go by bike."
        row = tab.locator("#tree .row").nth(1)
        row.click()
        keys = ("F2", "Enter", "Shift+Enter", "Alt+Enter", "u", "Delete", "Tab", "Shift+Tab", "m")
        for key in (*keys, "l", "Alt+ArrowUp", "Shift+F10", "Control+z", "v"):
            tab.evaluate("announce('')")
            tab.keyboard.press(key)
            heard = tab.inner_text("#announcement")
            assert heard.startswith("The editor is still starting"), key
        for button in ("#row-reason", "#row-more", "#box-objection", "#verdicts"):
            tab.evaluate("announce('')")
            tab.click(button)
            assert tab.inner_text("#announcement").startswith("The editor is still"), button
        assert tab.evaluate("STORE.draft === null && !document.querySelector('dialog[open]')")
        assert tab.locator("#menu").is_hidden()
        assert tab.locator("#evidence").is_disabled()
        assert tab.evaluate("TEXT.text") == BIKES
        tab.goto("about:blank")


def test_the_text_shows_where_a_moved_claim_is_and_marks_nothing_else(editor: Edited) -> None:
    tab = editor.tab
    editor.row("Cycling costs little.").click()
    editor.press("Tab")
    editor.settle()
    assert tab.locator("#text .cm-selectionMatch").count() == 0
    assert "Cycling costs little." in tab.locator("#text .cm-activeLine").inner_text()
    tab.locator("#text .cm-line", has_text="coat: We").dblclick()
    assert tab.locator("#text .cm-selectionMatch").count() == 0
