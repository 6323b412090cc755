"""What a class does with a map on the page of the editor: worksheets, quizzes, and marks for files that are dropped.

Both ways to run it: the page that a server answers, and the page in a browser alone with a stand-in for its worker.
"""

from __future__ import annotations

import csv
import io
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from argmap.languages import known_languages
from tests.archives import Member, archive_of
from tests.browser import Tabs, violations_of_axe
from tests.conftest import mostly_soak
from tests.test_editor_alone import Alone, alone, site  # noqa: F401 - fixtures
from tests.test_editor_page import edited

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page

KEY = """\
title: When should school start?
claims:
  nine: {text: School should start at nine., premises: [[sleep, learn]], rebuttals: [bus]}
  sleep: Pupils would sleep longer.
  learn: Rested pupils learn better.
  bus: {text: Buses would come at the wrong time., rebuttals: [timetable]}
  timetable: {text: Timetables can be changed., note: "<img src=x onerror=alert(1)>"}
"""
REWORDED = KEY.replace("Rested pupils learn better.", "Pupils with more rest learn better.")
CLASS = archive_of(
    [
        Member("Anna.yaml", KEY.encode()),
        Member("Bo.yaml", REWORDED.encode()),
        Member("photo.jpg", b"\xff\xd8\xff\xe0"),
        Member("<b>x.yaml", b"claims: {a: ["),
    ]
)


class Editing(Protocol):
    """An editor in a tab, run in one way or the other."""

    @property
    def tab(self) -> Page: ...

    def settle(self) -> None: ...


@pytest.fixture(params=["served", "alone"])
def editing(request: pytest.FixtureRequest, tabs: Tabs, tmp_path: Path) -> Iterator[Editing]:
    """Yield the editor of a key, in each of both ways to run it."""
    if request.param == "served":
        with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "key.yaml", KEY) as editor:
            yield editor
        return
    page: Alone = request.getfixturevalue("alone")
    page.open()
    page.choose("key.yaml", KEY.encode())
    yield page


def choose(tab: Page, place: int) -> None:
    """Open a tool from the menu, by keyboard."""
    tab.focus("#class-menu-button")
    tab.keyboard.press("Enter")
    for _ in range(place):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")


def saved(tab: Page, tool: str, text: str) -> tuple[str, bytes]:
    """Return the name and the bytes of what a button saves."""
    with tab.expect_download() as download:
        tab.locator(f"#{tool}-dialog .made-files button", has_text=text).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def give(tab: Page, **files: bytes) -> None:
    with tab.expect_file_chooser() as chooser:
        tab.click("#choose-hand-ins")
    given: list[FilePayload] = []
    for name, data in files.items():
        given.append({"name": name, "mimeType": "", "buffer": data})
    chooser.value.set_files(given)


def drop(tab: Page, name: str, data: bytes) -> None:
    """Drop a file on the page."""
    tab.evaluate(
        """([name, data]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytesOf(data)], name));
          for (const type of ["dragover", "drop"]) {
            document.body.dispatchEvent(new DragEvent(type, {dataTransfer: transfer, bubbles: true, cancelable: true}));
          }
        }""",
        [name, b64encode(data).decode()],
    )


def graded(tab: Page) -> list[list[str]]:
    """Return the table of marks, once it is there."""
    tab.locator("#grade-dialog .made[aria-busy=false] table").wait_for()
    rows = tab.locator("#grade-dialog tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


# --- peer review ---


def test_maps_are_given_out_for_review(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 3)
    tab.click("#make-review")
    assert tab.inner_text("#review-dialog [role=alert]") == "Choose the files of your class first."
    given: FilePayload = {"name": "class.zip", "mimeType": "", "buffer": CLASS}
    tab.set_input_files("#review-files", [given])
    tab.click("#make-review")
    tab.locator("#review-dialog .made-files button").first.wait_for()
    assert "Keep it to yourself" in tab.inner_text("#review-dialog .made")
    name, archive = saved(tab, "review", "reviews.zip")
    assert name == "reviews.zip"
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert sum(each.endswith(".html") for each in packed.namelist()) == 6
    name, names = saved(tab, "review", "names")
    assert name == "reviews-names.yaml"
    assert b"Anna" in names


# --- worksheets and quizzes ---


def test_a_worksheet_is_made_by_keyboard_and_saved_with_its_key(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 0)
    assert tab.evaluate("document.activeElement.id") == "blank-random"
    tab.check("#word-bank")
    tab.focus("#make-worksheet")
    tab.keyboard.press("Enter")
    tab.locator("#worksheet-dialog .made-files button").first.wait_for()
    name, page = saved(tab, "worksheet", "sheet.html")
    assert name == "key-sheet.html"
    assert b"When should school start?" in page
    name, key = saved(tab, "worksheet", "key.yaml")
    assert name == "key-sheet-key.yaml"
    assert b"Rested pupils learn better." in key
    name, key_page = saved(tab, "worksheet", "key.html")
    assert name == "key-sheet-key.html"
    assert b"Box 1" in key_page
    assert "The key is there twice" in tab.inner_text("#worksheet-dialog .made")
    name, archive = saved(tab, "worksheet", "all as ZIP")
    assert name == "key-sheet.zip"
    with zipfile.ZipFile(io.BytesIO(archive)) as both:
        assert both.namelist() == ["key-sheet.html", "key-sheet-key.html", "key-sheet-key.yaml"]
        assert both.read("key-sheet-key.yaml") == key
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "class-menu-button"


def test_a_teacher_chooses_the_claims_that_students_fill_in(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 0)
    tab.check("#blank-chosen")
    tab.click("#make-worksheet")  # nothing is chosen yet
    assert tab.locator("#worksheet-dialog .made > *").count() == 0
    assert tab.evaluate("document.activeElement.type") == "checkbox"
    tab.locator("#blank-claims label", has_text="Buses would come").click()
    tab.click("#make-worksheet")
    tab.locator("#worksheet-dialog .made-files button").first.wait_for()
    _, page = saved(tab, "worksheet", "sheet.html")
    assert b"Buses would come" not in page
    assert b"Pupils would sleep longer." in page


def test_on_a_computer_there_are_pdfs_and_cards_and_a_browser_alone_says_where(
    editing: Editing,
) -> None:
    tab = editing.tab
    choose(tab, 0)
    formats = [
        option.get_attribute("value") for option in tab.locator("#sheet-format option").all()
    ]
    if isinstance(editing, Alone):
        assert formats == ["html"]
        assert "print the worksheet’s web page" in tab.inner_text("#only-on-computer")
        return
    assert formats == ["html", "pdf", "docx", "cards"]
    assert not tab.is_visible("#kinds")
    tab.select_option("#sheet-format", "pdf")
    tab.locator("#kinds input[value=kind]").check()
    tab.locator("#kinds input[value=text]").uncheck()
    assert not tab.is_visible("#bank-field")
    tab.click("#make-worksheet")
    tab.locator("#worksheet-dialog .made-files button").first.wait_for()
    name, data = saved(tab, "worksheet", "sheet.pdf")
    assert (name, data[:5]) == ("key-sheet.pdf", b"%PDF-")
    tab.select_option("#sheet-format", "cards")
    assert not tab.is_visible("#blank-random")
    assert tab.is_visible("#distractors")
    tab.click("#make-worksheet")
    tab.locator("#worksheet-dialog .made-files button", has_text="cards.pdf").wait_for()


def test_a_quiz_is_saved_for_paper_and_for_moodle(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 1)
    tab.fill("#question-count", "3")
    tab.click("#make-quiz")
    tab.locator("#quiz-dialog .made-files button").wait_for()
    name, text = saved(tab, "quiz", "quiz.txt")
    assert name == "key-quiz.txt"
    assert b"3. " in text
    assert b"4. " not in text
    tab.fill("#quiz-version", "2")
    tab.select_option("#quiz-format", "gift")
    tab.click("#make-quiz")
    tab.locator("#quiz-dialog .made-files button", has_text="gift").wait_for()
    assert saved(tab, "quiz", "gift")[0] == "key-quiz.gift"


def test_a_number_that_is_none_is_the_one_before(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 1)
    tab.fill("#question-count", "")
    tab.fill("#quiz-version", "-3")
    tab.click("#make-quiz")
    tab.locator("#quiz-dialog .made-files button").wait_for()
    assert tab.locator("#quiz-dialog .wrong").count() == 0


def test_a_text_with_errors_makes_nothing_and_says_why(editing: Editing) -> None:
    tab = editing.tab
    tab.evaluate(
        "text => { TEXT.edit(editBetween(TEXT.text, text)); STORE.type(text); }", "claims: {a: ["
    )
    choose(tab, 1)
    tab.click("#make-quiz")
    alert = tab.locator("#quiz-dialog [role=alert]")
    alert.wait_for()
    assert alert.inner_text() == "the text has errors; fix them first"
    assert tab.inner_text("#state") == ""  # the page itself has nothing to say


# --- marks ---


def test_an_archive_is_graded_and_the_table_is_saved(editing: Editing) -> None:
    tab = editing.tab
    before = tab.evaluate("STORE.text")
    drop(tab, "class.zip", CLASS)
    assert tab.evaluate("document.activeElement.closest('dialog').id") == "grade-dialog"
    assert tab.locator("#given-files bdi").all_inner_texts() == ["class.zip"]
    tab.click("#grade-files")
    rows = graded(tab)
    assert rows[0][:4] == ["<b>x.yaml", "", "", ""]
    assert "expected a value here" in rows[0][4]
    assert rows[0][4].startswith("This file can’t be read as a map. The first error is in line 2.")
    assert rows[1] == ["Anna.yaml", "5", "5", "0", ""]
    assert rows[2][0] == "Bo.yaml"
    assert rows[2][3] == "1"
    assert rows[3][4].startswith("this is a JPEG picture, not a map")
    assert "Graded: 2 of 4" in tab.inner_text("#grade-dialog .made")
    assert "Graded: 2 of 4" in tab.inner_text("#announcement")

    name, table = saved(tab, "grade", "marks.csv")
    assert name == "key-marks.csv"
    files = [row["file"] for row in csv.DictReader(io.StringIO(table.decode()))]
    assert files == [row[0] for row in rows]
    assert saved(tab, "grade", "class.html")[1].startswith(b"<!DOCTYPE html>")
    _, everything = saved(tab, "grade", "all as ZIP")
    with zipfile.ZipFile(io.BytesIO(everything)) as archive:
        assert "feedback/Anna.html" in archive.namelist()
    assert tab.evaluate("STORE.text") == before


def test_a_teacher_decides_and_grades_again(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.click("#grade-files")
    [[_, mark, *_]] = graded(tab)
    assert float(mark) < 5
    bar = tab.locator(".desk-bar")
    assert bar.locator("p").inner_text() == "Still to decide: 1"
    wording = tab.get_by_role("group", name="Pupils with more rest learn better.", exact=True)
    wording.get_by_role("button", name="Same").click()
    bar.get_by_text("Everything is decided.").wait_for()
    assert tab.locator("#given-files bdi").all_inner_texts() == ["Bo.yaml", "matches.yaml"]
    with tab.expect_download() as download:
        bar.get_by_role("button", name="Save").click()
    assert "same as" in Path(download.value.path()).read_text("utf-8")
    bar.get_by_text("Grade again").click()
    tab.locator("#grade-dialog tbody td:nth-child(2) bdi:text-is('5')").wait_for()
    assert b"same as" in saved(tab, "grade", "matches.yaml")[1]
    # A key on the wording decides as well, and takes the decision back.
    tab.locator(".desk input").first.focus()
    tab.keyboard.press("1")
    bar.get_by_text("Still to decide: 1").wait_for()
    bar.get_by_text("Grade again").click()
    tab.locator(f"#grade-dialog tbody td:nth-child(2) bdi:text-is('{mark}')").wait_for()


def test_a_teacher_remarks_and_gives_a_mark_of_their_own(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.click("#grade-files")
    graded(tab)
    tab.get_by_text("Marks and remarks").click()
    tab.get_by_label("Remark: Bo").fill("Well done.")
    tab.get_by_label("Your mark: Bo").fill("4.75")
    tab.get_by_label("Reason: Bo").fill("It says the same.")
    tab.keyboard.press("Tab")
    tab.locator("#given-files bdi", has_text="decisions.yaml").wait_for()
    bar = tab.locator(".desk-bar")
    bar.get_by_text("Grade again").click()
    tab.locator("#grade-dialog tbody td:nth-child(2) bdi:text-is('4.75')").wait_for()
    assert b"remark: Well done." in saved(tab, "grade", "decisions.yaml")[1]
    _, table = saved(tab, "grade", "marks.csv")
    [row] = csv.DictReader(io.StringIO(table.decode()))
    assert [row["mark"], row["remark"]] == ["4.75", "Well done."]


BIKES = """\
title: Bicycles
claims:
  bikes: {text: More people should ride bicycles., premises: [air, cost]}
  air: Bicycles do not pollute the air.
  cost: A bicycle is cheaper than a car.
"""


def change(editing: Editing, text: str) -> None:
    """Type another text."""
    editing.tab.evaluate(
        "text => { TEXT.edit(editBetween(TEXT.text, text)); STORE.type(text); }", text
    )


def decide(tab: Page, kind: str) -> None:
    """Decide about the first wording that is shown."""
    button = tab.locator(".desk .choices").first.get_by_role("button", name=kind, exact=True)
    button.click()
    tab.locator(".desk .choices").first.locator("[aria-pressed=true]").wait_for()


def test_nothing_of_a_grading_is_left_when_the_map_is_another(editing: Editing) -> None:
    tab = editing.tab
    change(editing, BIKES)
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.click("#grade-files")
    graded(tab)
    said = "Next to nothing in these maps matches the key “Bicycles”. Is it the right key?"
    assert said in tab.inner_text("#grade-dialog .made").replace("\u2068", "").replace("\u2069", "")
    decide(tab, "Not in the key")
    tab.keyboard.press("Escape")

    change(editing, KEY)
    choose(tab, 2)
    made = tab.locator("#grade-dialog .made")
    assert made.inner_text() == "The key has changed since. Grade again."
    assert tab.locator("#given-files bdi").all_inner_texts() == ["Bo.yaml", "matches.yaml"]
    editing.settle()
    tab.click("#grade-files")
    [[_, mark, most, undecided, _]] = graded(tab)
    assert (float(mark) < 5, most, undecided) == (True, "5", "1")
    assert tab.locator(".desk li").count() == 1
    assert "bicycles" not in made.inner_text()
    assert "Next to nothing" not in made.inner_text()
    assert tab.locator(".desk [aria-pressed=true]").count() == 0


def test_a_decision_stays_while_its_claim_is_in_the_key(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.click("#grade-files")
    graded(tab)
    decide(tab, "Same")
    tab.keyboard.press("Escape")
    change(editing, KEY.replace("Timetables can be changed.", "Nobody likes timetables."))
    choose(tab, 2)
    tab.click("#grade-files")
    graded(tab)
    wording = tab.get_by_role("group", name="Pupils with more rest learn better.", exact=True)
    pressed = wording.locator("[aria-pressed=true]")
    assert pressed.inner_text() == "Same"
    wording.get_by_role("button", name="Not in the key").click()
    wording.locator("[aria-pressed=true]", has_text="Not in the key").wait_for()
    tab.keyboard.press("Escape")
    change(editing, KEY)  # with a claim that may be the same
    choose(tab, 2)
    tab.click("#grade-files")
    graded(tab)
    assert pressed.count() == 0


def test_another_map_that_is_opened_takes_no_decision_over(alone: Alone) -> None:  # noqa: F811
    tab = alone.open()
    alone.choose("key.yaml", KEY.encode())
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.click("#grade-files")
    graded(tab)
    decide(tab, "Same")
    tab.keyboard.press("Escape")
    alone.choose("other.yaml", KEY.replace("should start at nine", "must start at nine").encode())
    choose(tab, 2)
    assert tab.locator("#grade-dialog table").count() == 0
    assert tab.locator("#given-files bdi").all_inner_texts() == ["Bo.yaml"]
    tab.click("#grade-files")
    graded(tab)
    assert tab.locator(".desk [aria-pressed=true]").count() == 0


def test_marks_that_are_made_while_the_key_changes_are_not_shown(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.evaluate(
        """async text => {
          const done = useTool("grade", element("grade-files"), {}, [{name: "Bo.yaml", data: btoa(text)}]);
          STORE.type(text);
          await done;
        }""",
        BIKES,
    )
    assert tab.locator("#grade-dialog table").count() == 0
    assert tab.inner_text("#grade-dialog .made") == "The key has changed since. Grade again."
    assert tab.get_attribute("#grade-files", "aria-disabled") == "false"


def test_the_dialog_names_the_key_by_its_title_or_its_file(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    assert "When should school start?" in tab.inner_text("#key-title")
    tab.keyboard.press("Escape")
    change(editing, "claims: {a: Apples are red.}\n")
    editing.settle()
    choose(tab, 2)
    assert "key.yaml" in tab.inner_text("#key-title")


def test_a_box_that_is_ticked_moves_no_button(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 0)
    before = tab.locator("#make-worksheet").bounding_box()
    assert tab.is_disabled("#distractors")
    tab.check("#word-bank")
    assert tab.is_enabled("#distractors")
    assert tab.locator("#make-worksheet").bounding_box() == before


def test_a_long_claim_to_choose_is_seen_as_a_whole_and_the_list_does_not_scroll(
    editing: Editing,
) -> None:
    tab = editing.tab
    long = "Rested pupils learn better " + "in every subject of their school day " * 6 + "too."
    change(editing, KEY.replace("Rested pupils learn better.", long))
    choose(tab, 2)
    give(tab, **{"Bo.yaml": REWORDED.encode()})
    tab.click("#grade-files")
    graded(tab)
    heading = tab.locator(".desk h2", has_text="in every subject").first
    assert tab.evaluate(
        "heading => heading.scrollWidth <= heading.clientWidth", heading.element_handle()
    )
    assert heading.inner_text() == long
    assert tab.evaluate("getComputedStyle(first('.desk')).overflowY") == "visible"


def test_files_are_taken_away_again_and_nothing_is_nothing(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    tab.click("#grade-files")
    assert tab.locator("#grade-dialog [role=alert]").inner_text() == (
        "Choose the files of your class first."
    )
    give(tab, **{"a.yaml": KEY.encode(), "b.yaml": KEY.encode()})
    tab.get_by_role("button", name="Delete: a.yaml").click()
    assert tab.locator("#given-files bdi").all_inner_texts() == ["b.yaml"]
    assert tab.evaluate("document.activeElement.id") == "choose-hand-ins"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("class.zip", b"no archive", "cannot read the archive class.zip"),
        ("class.zip", archive_of([]), "these files contain no map"),
        ("class.ZIP", b"", "cannot read the archive class.ZIP"),
    ],
)
def test_what_is_no_class_is_a_sentence_and_nothing_is_lost(
    name: str, data: bytes, said: str, editing: Editing
) -> None:
    tab = editing.tab
    before = tab.evaluate("STORE.text")
    drop(tab, name, data)
    tab.click("#grade-files")
    alert = tab.locator("#grade-dialog [role=alert]")
    alert.wait_for()
    assert alert.inner_text().startswith(said)
    tab.keyboard.press("Escape")
    assert tab.evaluate("STORE.text") == before
    editing.settle()
    assert tab.evaluate("document.title") == "When should school start?"


def test_a_document_that_is_dropped_by_mistake_is_a_row_with_the_reason(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    drop(tab, "memo.docx", b"no document")
    tab.click("#grade-files")
    [[name, *_, problem]] = graded(tab)
    assert name == "memo.docx"
    assert "this is not a DOCX file" in problem


def test_what_is_too_large_is_not_sent(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    tab.evaluate("BUILD.most = 1000")
    give(tab, **{"class.zip": bytes(2_500)})
    tab.click("#grade-files")
    said = tab.locator("#grade-dialog [role=alert]").inner_text()
    assert "argmap grade" in said
    assert tab.locator("#grade-dialog .made[aria-busy=true]").count() == 0


def test_a_folder_is_a_sentence(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 2)
    tab.evaluate(
        """() => {
          const folder = new File([], "maps");
          folder.arrayBuffer = () => Promise.reject(new DOMException("", "NotFoundError"));
          offerToGrade([folder]);
        }"""
    )
    tab.click("#grade-files")
    alert = tab.locator("#grade-dialog [role=alert]")
    alert.wait_for()
    assert alert.inner_text().startswith("maps can’t be read.")


def test_an_answer_to_a_dialog_that_asked_again_is_not_shown(editing: Editing) -> None:
    tab = editing.tab
    choose(tab, 1)
    tab.evaluate("() => { useTool('quiz', element('make-quiz'), {count: 0}); makeQuiz(); }")
    tab.locator("#quiz-dialog .made-files button").wait_for()
    editing.settle()
    assert tab.locator("#quiz-dialog [role=alert]").count() == 0


def test_one_map_that_is_dropped_in_a_browser_alone_is_opened(alone: Alone) -> None:  # noqa: F811
    tab = alone.open()
    drop(tab, "bikes.yaml", b"claims: {bikes: We should go by bike.}\n")
    tab.locator('#tree bdi:text-is("We should go by bike.")').wait_for()
    assert not tab.is_visible("#grade-dialog")
    alone.choose("class.zip", CLASS)
    assert tab.is_visible("#grade-dialog")


def test_a_map_that_is_dropped_on_a_served_page_was_handed_in(tabs: Tabs, tmp_path: Path) -> None:
    with tabs.tab(1366, 768) as tab, edited(tab, tmp_path / "key.yaml", KEY):
        drop(tab, "Anna.yaml", KEY.encode())
        assert tab.locator("#given-files bdi").all_inner_texts() == ["Anna.yaml"]


# --- how it looks, and how it is read out ---


def test_axe_finds_nothing_in_any_dialog(tabs: Tabs, tmp_path: Path) -> None:
    with (
        tabs.tab(1366, 768, bypass_csp=True) as tab,
        edited(tab, tmp_path / "key.yaml", KEY) as editor,
    ):
        tab.click("#class-menu-button")
        assert violations_of_axe(tab) == []
        editor.press("Escape")
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            choose(tab, 0)
            tab.check("#blank-chosen")
            tab.select_option("#sheet-format", "pdf")
            assert violations_of_axe(tab) == []
            tab.check("#blank-random")
            tab.click("#make-worksheet")
            tab.locator("#worksheet-dialog .made-files button").first.wait_for()
            assert violations_of_axe(tab) == []
            editor.press("Escape")
            for place in (1, 3):
                choose(tab, place)
                assert violations_of_axe(tab) == []
                editor.press("Escape")
            drop(tab, "class.zip", CLASS)
            assert violations_of_axe(tab) == []
            tab.click("#grade-files")
            graded(tab)
            assert violations_of_axe(tab) == []
            tab.evaluate("showProblem('grade', 'x')")
            assert violations_of_axe(tab) == []
            editor.press("Escape")


@contextmanager
def speaking(browser: Browser, path: Path, language: str, width: int) -> Iterator[Page]:
    """Yield an editor in a language, on a screen that can be touched."""
    context = browser.new_context(
        locale=language, viewport={"width": width, "height": 640}, has_touch=True
    )
    with edited(context.new_page(), path, KEY) as editor:
        yield editor.tab
    context.close()


@pytest.mark.parametrize("language", mostly_soak(known_languages(), "de", "ar"))
def test_every_language_fits_on_a_phone(language: str, browser: Browser, tmp_path: Path) -> None:
    with speaking(browser, tmp_path / "key.yaml", language, 360) as tab:
        is_rtl = language in {"ar", "he"}
        assert tab.evaluate("document.dir") == ("rtl" if is_rtl else "ltr")
        for place, tool in enumerate(("worksheet", "quiz", "grade", "review")):
            tab.locator("#class-menu-button").tap()
            tab.locator("#class-menu button").nth(place).tap()
            box = tab.locator(f"#{tool}-dialog")
            assert box.is_visible()
            assert tab.evaluate(
                "box => box.scrollWidth <= box.clientWidth && box.offsetWidth <= innerWidth",
                box.element_handle(),
            )
            assert "undefined" not in box.inner_text()
            for button in box.locator("button:visible, select:visible").all():
                height = tab.evaluate("button => button.offsetHeight", button.element_handle())
                assert height >= 44
            if tool == "grade":
                tab.evaluate(
                    "data => offerToGrade([new File([bytesOf(data)], 'class.zip')])",
                    b64encode(CLASS).decode(),
                )
                tab.locator("#grade-files").tap()
                assert len(graded(tab)) == 4
                assert tab.evaluate(
                    "box => box.scrollWidth <= box.clientWidth", box.element_handle()
                )
                assert "undefined" not in box.inner_text()
            else:
                if tool == "review":
                    given: FilePayload = {"name": "class.zip", "mimeType": "", "buffer": CLASS}
                    tab.set_input_files("#review-files", [given])
                tab.locator(f"#make-{tool}").tap()
                tab.locator(f"#{tool}-dialog .made-files button").first.wait_for()
            tab.keyboard.press("Escape")
