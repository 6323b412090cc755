"""Worksheets that are filled in on a computer: as a web page, as a DOCX document, and what `grade` reads of them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import argmap
from argmap.classroom import (
    Blanks,
    Grader,
    Submission,
    bank_of,
    choose_blanks,
    fill_in_of,
    format_key,
    make_sheet,
    worksheet_of,
)
from argmap.diagrams import MM
from argmap.formats import read_data
from argmap.languages import known_languages, words_for, worksheet_words_for
from argmap.options import SheetOptions
from argmap.util import one_line, plain_text
from tests.browser import violations_of_axe, wait_until
from tests.conftest import ROOT, mostly_soak
from tests.office_files import office, with_parts
from tests.run import argmap as run
from tests.strategies import maps
from tests.test_worksheet import drawings_of

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

    from tests.browser import Tabs

SCHOOL = argmap.load(ROOT / "docs/school.yaml")
TREATY = argmap.load(ROOT / "arguments.yaml")
EMPTY = (
    "This worksheet is still empty. Fill in its boxes (in a document, the last column of the table),"
    " save it, and hand it in again."
)
ALL_RIGHT = "your map has everything that is in the key."
STRANGE = (
    'He said: "no" \\ # yes', "- a: [b, c] {d} & *e | > %", "名前 😀 ﬁ é", "'", "null", "5",
    "tab\tand\nline", "a\u2028b\x85c", "c9:\n    text: x",
)  # fmt: skip
"""Answers that mean something elsewhere: in YAML, in JSON, in HTML, to a terminal."""


def texts_of(folder: Path, sheet: str = "sheet") -> dict[str, str]:
    """Return what the key of a sheet says in each blank, by its number."""
    key = argmap.load(folder / f"{sheet}-key.yaml")
    return {id.removeprefix("c"): claim.text for id, claim in key.claims.items()}


def sheet_in(folder: Path, name: str, *words: str) -> Path:
    """Return a sheet on school that the command made in a folder, with its key."""
    (folder / "school.yaml").write_bytes((ROOT / "docs/school.yaml").read_bytes())
    result = run("worksheet", "school.yaml", *words, "-o", name, cwd=folder)
    key = f"{Path(name).stem}-key.yaml"
    assert (result.code, result.err) == (0, f"wrote {name}, and its key {key}\n")
    return folder / name


def graded(folder: Path, handed_in: str, sheet: str = "sheet") -> str:
    result = run("grade", handed_in, "--key", f"{sheet}-key.yaml", cwd=folder)
    assert result.code == 0, result.err
    return result.out


# --- what there is to choose, and where it is written ---


@given(maps(), st.integers(0, 5), st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_no_distractor_is_on_the_sheet_or_fits_a_blank(
    map: argmap.ArgumentMap, seed: int, number: int
) -> None:
    options = SheetOptions(word_bank=True, distractors=number, seed=seed)
    try:
        made = make_sheet(map, "yaml", options)
    except argmap.ArgmapError:
        return
    key = argmap.loads(made.key.decode())
    bank = re.findall(r"^#   - (.+)$", made.sheet.decode(), re.MULTILINE)
    blanks = {id for id in key.claims if f'  {id}:\n    text: "…"\n' in made.sheet.decode()}
    shown = {plain_text(one_line(claim.text)) for claim in key.claims.values()}
    wrong = [text for text in bank if plain_text(text) not in shown]
    assert len(bank) - len(blanks) == len(wrong) == number
    targets = {
        (plain_text(key.claims[inference.target].text), inference.kind)
        for inference in key.inferences.values()
        if not blanks.isdisjoint(inference.premises)
        if inference.target in key.claims
    }
    whole = {plain_text(one_line(claim.text)): id for id, claim in map.claims.items()}
    if len(whole) < len(map.claims):
        return  # the same text twice: which of the claims was left out cannot be seen
    for text in wrong:
        (use,) = map.uses(whole[plain_text(text)])
        if use.target in map.claims:
            assert (plain_text(map.claims[use.target].text), use.kind) not in targets


def test_what_is_off_a_part_of_a_map_and_fits_one_of_its_boxes_is_no_distractor() -> None:
    whole = argmap.loads(
        "claims: {a: {text: Apples are red., premises: [b, c, d]}, b: {text: Bees are busy., premises: [e]},"
        " c: Cats are quick., d: Dogs don't bark., e: Bees are not lazy at all.}"
    )
    some = "claims: {a: {text: Apples are red., premises: [b, d]}, b: Bees are busy., d: Dogs don't bark.}"
    # Like `b` and `d`, `c` is a reason for `a`.
    part = replace(argmap.loads(some), part_of=whole)
    sheet = worksheet_of(part, choose_blanks(part, ["text"], ids=["b"]))
    (entry,) = [entry for entry in bank_of(sheet, part, 1) if not entry.claim]
    assert entry.text == "Bees are not lazy at all."
    with pytest.raises(argmap.ArgmapError, match="only 1 claim"):
        bank_of(sheet, part, 2)


def test_a_map_without_other_claims_gives_up_some_of_its_own_for_distractors() -> None:
    made = make_sheet(SCHOOL, "yaml", SheetOptions(word_bank=True, distractors=2))
    sheet = made.sheet.decode()
    bank = re.findall(r"^#   - (.+)$", sheet, re.MULTILINE)
    body = sheet[sheet.index("claims:") :]
    assert len(bank) == 4
    assert not any(text in body for text in bank)
    # Every other claim is still there.
    assert len(argmap.loads(made.key.decode()).claims) == len(SCHOOL.claims) - 2


def test_letters_are_written_in_boxes_for_a_letter_and_the_key_has_them_there() -> None:
    blanks = choose_blanks(SCHOOL, ["text"])
    sheet = worksheet_of(SCHOOL, blanks)
    bank = bank_of(sheet, SCHOOL)
    for_text, for_letter = fill_in_of(sheet), fill_in_of(sheet, bank)
    made = make_sheet(SCHOOL, "pdf", SheetOptions(word_bank=True))

    assert for_letter.width < for_text.width / 2
    # There is no line within a box: the next one would be above it.
    assert for_letter.pitch == for_letter.height < for_text.height
    (page,) = PdfReader(BytesIO(made.key)).pages
    said = page.extract_text()
    for entry in bank:
        number = entry.claim.removeprefix("c")
        assert re.search(rf"^{number}\n{entry.label}$", said, re.MULTILINE), said
        assert said.count(entry.text) == 1


@pytest.mark.parametrize("length", [20, 100, 180])
def test_a_box_has_room_to_write_the_longest_claim_by_hand(length: int) -> None:
    long = replace(SCHOOL.claims["more-sleep"], text="a long claim " * (length // 13))
    map = replace(SCHOOL, claims={**SCHOOL.claims, "more-sleep": long})
    fill_in = fill_in_of(worksheet_of(map, Blanks(texts=frozenset(["more-sleep"]))))
    # Lines are 8 mm from each other, and a letter is 2 mm wide.
    line = fill_in.width / fill_in.pitch * 8
    assert int(fill_in.height / fill_in.pitch) * line >= len(long.text) * 2


@pytest.mark.soak
def test_a_sheet_can_be_on_a3() -> None:
    options = SheetOptions(share=0.5, word_bank=True, paper="a3")
    large = make_sheet(TREATY, "pdf", options)
    for made in (large, make_sheet(SCHOOL, "pdf", options._replace(cards=True))):
        for data in (made.sheet, made.key):
            box = PdfReader(BytesIO(data)).pages[0].mediabox
            assert [round(side / MM) for side in (float(box.width), float(box.height))] == [
                420,
                297,
            ]
    assert large.pages == 2


@pytest.mark.soak
def test_columns_leave_more_room_between_boxes_than_between_linked_premises() -> None:
    sheet = worksheet_of(TREATY, choose_blanks(TREATY, ["text"], share=0.5))
    seen = 0
    for drawing in drawings_of(sheet):
        layout = drawing.layout
        if layout.name != "columns":
            continue
        for place, one in enumerate(layout.boxes):
            for other in layout.boxes[place + 1 :]:
                if one.box.inference == other.box.inference != "":
                    continue
                first, second = one.area, other.area
                across = max(first.left, second.left) - min(first.right, second.right)
                down = max(first.top, second.top) - min(first.bottom, second.bottom)
                seen += 1
                assert max(across, down) > 13, (one.box, other.box)
    assert seen > 100


# --- the web page ---


def fill(page: Page, answers: dict[str, str], name: str = "Ada Łoś") -> None:
    page.locator("#name").fill(name)
    for number, answer in answers.items():
        page.locator(f"#c{number}").fill(answer)


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as downloading:
        page.locator("button").click()
    file = folder / downloading.value.suggested_filename
    downloading.value.save_as(file)
    return file


def opened(page: Page, path: Path) -> list[str]:
    """Open a page, and return a list in which everything lands that goes wrong or leaves the page."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "blob:")) else None)  # fmt: skip
    page.goto(path.as_uri())
    return wrong


def test_a_page_saves_what_is_handed_in(page: Page, tmp_path: Path) -> None:
    wrong = opened(page, sheet_in(tmp_path, "sheet.html"))
    answers = texts_of(tmp_path)
    blanks = page.locator("textarea").count()
    assert blanks == 3
    fill(page, {str(number): answers[str(number)] for number in range(1, blanks + 1)})

    handed_in = save(page, tmp_path)

    assert handed_in.name == "Ada Łoś.yaml"
    assert handed_in.read_text(encoding="utf-8").startswith("# Name: Ada Łoś\n")
    assert page.locator("#status").inner_text() == "Saved as Ada Łoś.yaml. Hand in this file."
    assert ALL_RIGHT in graded(tmp_path, handed_in.name)
    assert not wrong


def test_a_sheet_that_is_right_asks_for_nothing_that_it_has_no_room_for(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.yaml")
    sheet.write_bytes((tmp_path / "sheet-key.yaml").read_bytes())
    assert graded(tmp_path, "sheet.yaml").splitlines()[2:4] == [
        f"  First: You don't need to fix anything: {ALL_RIGHT}",
        "  claims found: 11 of 11; reasons and objections found: 10 of 10; correct kind: 10 of 10; in the right place: 10 of 10; linked as in the key: 1 of 1",
    ]


def test_a_page_that_was_saved_empty_is_named_as_empty(page: Page, tmp_path: Path) -> None:
    opened(page, sheet_in(tmp_path, "sheet.html"))
    fill(page, {})
    saved = save(page, tmp_path).name
    assert EMPTY in run("grade", saved, "--key", "sheet-key.yaml", cwd=tmp_path).out


def test_a_page_with_claims_to_choose_saves_those_chosen(page: Page, tmp_path: Path) -> None:
    wrong = opened(page, sheet_in(tmp_path, "sheet.html", "--word-bank", "--distractors", "2"))
    answers = texts_of(tmp_path)
    page.locator("#name").fill("Bo")
    assert page.locator("select").count() == 2
    for number in ("1", "2"):
        page.locator(f"#c{number}").select_option(answers[number])
        shown = page.locator(f"figure [data-claim=c{number}] .written").inner_text()
        letter = page.locator(".bank li", has_text=answers[number]).locator("b").inner_text()
        assert shown == letter

    assert ALL_RIGHT in graded(tmp_path, save(page, tmp_path).name)
    assert not wrong


def test_whatever_is_written_in_a_page_comes_back(page: Page, tmp_path: Path) -> None:
    opened(page, sheet_in(tmp_path, "sheet.html", "--share", "1"))
    answers = {str(number): text for number, text in enumerate(STRANGE, 1)}
    fill(page, answers, name='../../x: "y"\u202e\x07.')
    handed_in = save(page, tmp_path)

    assert not re.search(r'[/\\:"\u202e\x07]', handed_in.name)
    read = argmap.load(handed_in)
    for number, answer in answers.items():
        assert read.claims[f"c{number}"].text == " ".join(answer.split()), answer
    # The page opens it again, and says the same.
    page.evaluate("isSaved = true")
    opened(page, tmp_path / "sheet.html")
    page.locator("#open").set_input_files(handed_in)
    wait_until(page, "document.getElementById('c1').value !== ''")
    for number, answer in answers.items():
        assert page.locator(f"#c{number}").input_value() == " ".join(answer.split())
    assert save(page, tmp_path).read_bytes() == handed_in.read_bytes()


def test_a_page_says_what_is_missing(page: Page, tmp_path: Path) -> None:
    opened(page, sheet_in(tmp_path, "sheet.html"))
    status = page.locator("#status")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "name"
    page.locator("button").click()
    assert status.inner_text() == "Write your name first."
    assert page.evaluate("document.activeElement.id") == "name"
    assert page.locator("#name").get_attribute("aria-invalid") == "true"
    # By keys alone: the name, the picture, the first box, and Enter on the button.
    page.keyboard.type("Cy")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("They sleep more.")
    for _ in range(3):
        page.keyboard.press("Tab")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    downloading.value.save_as(tmp_path / "Cy.yaml")
    assert (
        status.inner_text()
        == "Saved as Cy.yaml. Hand in this file. Boxes that are still empty: 2, 3"
    )
    report = run("check", "Cy.yaml", cwd=tmp_path)
    assert "the blank `c2` is not filled in" in report.out + report.err
    (tmp_path / "other.yaml").write_text("worksheet: 0a1b2c3d4e5f\nclaims: {a: A}\n")
    page.locator("#open").set_input_files(tmp_path / "other.yaml")
    wait_until(page, "document.getElementById('status').textContent.startsWith('This file')")
    assert page.locator("#c1").input_value() == "They sleep more."


def test_work_that_is_not_saved_is_not_lost_without_a_question(page: Page, tmp_path: Path) -> None:
    opened(page, sheet_in(tmp_path, "sheet.html"))
    asked: list[str] = []

    def accept(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", accept)
    fill(page, {"1": "Something."})
    page.reload()
    assert asked == ["beforeunload"]
    fill(page, {"1": "Something."})
    save(page, tmp_path)
    page.reload()
    assert asked == ["beforeunload"]
    page.remove_listener("dialog", accept)


@pytest.mark.parametrize("answer", ["accept", "dismiss"])
def test_a_saved_sheet_replaces_what_is_not_saved_only_if_the_student_says_so(
    page: Page, tmp_path: Path, answer: str
) -> None:
    opened(page, sheet_in(tmp_path, "sheet.html"))
    fill(page, {"1": "They sleep more."})
    saved = save(page, tmp_path)
    page.locator("#c1").fill("They sleep longer.")
    asked: list[str] = []

    def decide(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if answer == "accept" else dialog.dismiss()

    page.once("dialog", decide)
    page.locator("#open").set_input_files(saved)
    # The same file can be opened again.
    wait_until(page, "document.getElementById('open').value === ''")
    assert asked == ["Replace your answers, which are not saved, with those in the file?"]
    expected = "They sleep more." if answer == "accept" else "They sleep longer."
    assert page.locator("#c1").input_value() == expected
    page.evaluate("isSaved = true")


@pytest.mark.parametrize("words", [(), ("--word-bank",)])
def test_a_page_can_be_used_on_a_phone_and_with_a_screen_reader(
    phone: Page, tmp_path: Path, words: tuple[str, ...]
) -> None:
    phone.goto(sheet_in(tmp_path, "sheet.html", *words).as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        assert violations_of_axe(phone) == []
    box = phone.get_by_label("Box 2")
    assert box.count() == 1
    described = phone.locator(f"#{box.get_attribute('aria-describedby')}").inner_text()
    assert described == "[2] + “Sleep helps learning.” — supports — “School should start at nine.”"


def test_a_page_without_scripts_says_what_to_do(tabs: Tabs, tmp_path: Path) -> None:
    path = sheet_in(tmp_path, "sheet.html")
    with tabs.tab(has_scripts=False) as tab:
        tab.goto(path.as_uri())
        assert worksheet_words_for("en").needs_browser in tab.inner_text("body")


def test_the_policy_of_a_page_lets_in_the_page_itself_and_nothing_else() -> None:
    page = make_sheet(SCHOOL, "html", SheetOptions()).sheet.decode()
    (policy,) = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    directives = unescape(policy).split("; ")
    assert [each.split(" '")[0] for each in directives] == [
        "default-src", "script-src", "style-src", "base-uri", "form-action",
    ]  # fmt: skip
    assert not re.search(r"https?://(?!www\.w3\.org/(2000/svg|1999/xhtml))", page)
    assert " style=" not in page


@given(maps())
@settings(max_examples=5)
def test_a_page_holds_no_answer_and_its_key_is_that_of_other_formats(
    map: argmap.ArgumentMap,
) -> None:
    try:
        options = SheetOptions(share=1)
        yaml = make_sheet(map, "yaml", options)
    except argmap.ArgmapError:
        return
    assert make_sheet(map, "html", options).key == yaml.key
    assert make_sheet(map, "docx", options).key == yaml.key


@pytest.mark.parametrize("format", ["html", "docx"])
def test_nothing_in_a_sheet_for_computers_holds_what_is_missing(format: str) -> None:
    claims = {
        id: replace(claim, text=f"Word{number}x")
        for number, (id, claim) in enumerate(SCHOOL.claims.items())
    }
    made = make_sheet(replace(SCHOOL, claims=claims), format, SheetOptions(share=0.5))
    held = made.sheet
    if format == "docx":
        with zipfile.ZipFile(BytesIO(held)) as archive:
            held = b"".join(archive.read(name) for name in archive.namelist())
    key = argmap.loads(made.key.decode())
    hidden = [claim.text for claim in key.claims.values() if claim.text.encode() not in held]
    assert len(hidden) == 5


# --- the document ---


def filled_docx(
    path: Path, answers: dict[str, str], xml: str = "<w:r><w:t>{}</w:t></w:r>"
) -> bytes:
    """Return a document in which answers are in the last cells of its rows, as Word would write them."""
    data = path.read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    before, table = document.split("<w:tblHeader/>")
    rows = table.split("</w:tr>")
    for place, row in enumerate(rows):
        number = re.search(r"<w:t>(\d+)</w:t>", row)
        if number is None or number[1] not in answers:
            continue
        answer = answers[number[1]].replace("&", "&amp;").replace("<", "&lt;")
        start, end = row.rsplit("</w:p>", 1)
        rows[place] = f"{start}{xml.format(answer)}</w:p>{end}"
    document = "<w:tblHeader/>".join([before, "</w:tr>".join(rows)])
    return with_parts(data, {"word/document.xml": document})


@pytest.mark.parametrize("format", ["yaml", "docx"])
def test_a_sheet_that_is_handed_in_as_it_was_made_is_named_as_empty(
    format: str, tmp_path: Path
) -> None:
    sheet = sheet_in(tmp_path, f"sheet.{format}")
    words = ["grade", sheet.name, "--key", "sheet-key.yaml"]
    result = run(*words, "-f", "json", cwd=tmp_path)
    (map,) = json.loads(result.out)["maps"]
    assert result.code == 1
    assert "mark" not in map
    assert map["first_error"] == "this worksheet is empty"
    assert run(*words, cwd=tmp_path).out == f"{sheet.name}\n  {EMPTY}\n"


def test_a_sheet_is_not_empty_once_anything_is_filled_in_or_added(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.yaml")
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text, encoding="utf-8", newline="\r\n")
    words = ["grade", sheet.name, "--key", "sheet-key.yaml"]
    assert EMPTY in run(*words, cwd=tmp_path).out
    sheet.write_text(text.replace('"…"', "Nobody knows.", 1), encoding="utf-8")
    assert "Provisional mark: " in run(*words, cwd=tmp_path).out
    # What is beside the boxes changes no mark, whatever is decided.
    sheet.write_text(f"{text}  mine: I have an idea.\n", encoding="utf-8")
    assert "Mark: 0 of 3" in run(*words, cwd=tmp_path).out


@pytest.mark.parametrize(
    ("number", "is_empty"),
    [("2", True), ("9999", False), ("7", True), ("8", False), ("0", False), ("9" * 2000, False)],
)
def test_an_id_that_somebody_made_up_costs_no_time(
    number: str, is_empty: bool, tmp_path: Path
) -> None:
    (tmp_path / "key.yaml").write_text("claims: {a: Bees are busy.}\n")
    text = f"worksheet: 0a1b2c3d4e5f-{number}\nclaims: {{c8: Bees are busy.}}\n"
    (tmp_path / "map.yaml").write_text(text)
    out = run("grade", "map.yaml", "--key", "key.yaml", cwd=tmp_path).out
    assert (EMPTY in out) is is_empty


def test_a_document_that_was_filled_in_is_graded(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx")
    answers = texts_of(tmp_path)
    (tmp_path / "ada.docx").write_bytes(filled_docx(sheet, answers))

    assert ALL_RIGHT in graded(tmp_path, "ada.docx")
    # Every command reads it as the map that it is.
    assert argmap.load(tmp_path / "ada.docx") == argmap.load(tmp_path / "sheet-key.yaml")
    empty = run("check", "sheet.docx", cwd=tmp_path)
    assert "the blank `c1` is not filled in" in empty.out + empty.err


def test_letters_in_a_document_are_the_claims_that_they_stand_for(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx", "--word-bank", "--distractors", "2")
    with zipfile.ZipFile(sheet) as archive:
        document = archive.read("word/document.xml").decode()
    letters = {
        text: letter for letter, text in re.findall(r"<w:t>([A-E])\u2003(.*?)</w:t>", document)
    }
    answers = texts_of(tmp_path)
    assert len(letters) == 2 + 2
    one, two = (letters[answers[number]] for number in ("1", "2"))
    written = {"1": one.lower(), "2": f" ({two}.) "}
    (tmp_path / "bo.docx").write_bytes(filled_docx(sheet, written))

    assert ALL_RIGHT in graded(tmp_path, "bo.docx")
    # A claim that is written out counts, too, and one that was copied with its letter.
    (tmp_path / "cy.docx").write_bytes(filled_docx(sheet, answers))
    assert ALL_RIGHT in graded(tmp_path, "cy.docx")
    copied = {"1": f"{one}\u2003{answers['1']}", "2": f"({two}) {answers['2'].rstrip('.')}"}
    (tmp_path / "di.docx").write_bytes(filled_docx(sheet, copied))
    assert ALL_RIGHT in graded(tmp_path, "di.docx")
    # A letter with the text of another claim is for a person to decide.
    (tmp_path / "ed.docx").write_bytes(filled_docx(sheet, {"1": f"{one} {answers['2']}"}))
    assert "Your teacher will look at this" in graded(tmp_path, "ed.docx")


@pytest.mark.parametrize(
    ("language", "letter", "written"), [("ar", "أ", "ا"), ("ja", "A", "\uff21"), ("de", "A", "a")]
)
def test_letters_count_as_keyboards_write_them(
    language: str, letter: str, written: str, tmp_path: Path
) -> None:
    map = argmap.loads(f"language: {language}\nclaims: {{a: {{text: A, premises: [b]}}, b: Bees}}")
    made = make_sheet(map, "docx", SheetOptions(word_bank=True))
    (tmp_path / "sheet.docx").write_bytes(made.sheet)
    read = read_data(filled_docx(tmp_path / "sheet.docx", {"1": written}), "x.docx").unwrap()
    assert letter in words_for(language).letters.upper()
    assert read.claims["c1"].text == "Bees"


@pytest.mark.tools
def test_a_document_that_libreoffice_saved_is_graded(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx", "--word-bank")
    (tmp_path / "dee.docx").write_bytes(filled_docx(sheet, texts_of(tmp_path)))
    saved = office(tmp_path, "dee.docx", "docx")

    assert saved.read_bytes() != (tmp_path / "dee.docx").read_bytes()
    assert ALL_RIGHT in graded(tmp_path, str(saved))
    assert argmap.load(saved) == argmap.load(tmp_path / "sheet-key.yaml")


@pytest.mark.tools
def test_a_sheet_that_was_saved_as_odt_is_asked_for_as_docx(tmp_path: Path) -> None:
    sheet_in(tmp_path, "sheet.docx")
    saved = office(tmp_path, "sheet.docx", "odt")
    result = run("grade", str(saved), "--key", "sheet-key.yaml", cwd=tmp_path)
    assert result.code == 1
    assert "; a worksheet must be saved in Word or LibreOffice, as DOCX\n" in result.out


def test_whatever_is_written_in_a_document_comes_back(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx", "--share", "1")
    answers = {str(number): text for number, text in enumerate(STRANGE, 1)}
    read = read_data(filled_docx(sheet, answers), "x.docx").unwrap()
    for number, answer in answers.items():
        assert read.claims[f"c{number}"].text == " ".join(answer.split()), answer


def test_what_was_deleted_in_a_document_is_no_answer(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx")
    deleted = "<w:del><w:r><w:delText>{0}</w:delText><w:t>{0}</w:t></w:r></w:del>"
    data = filled_docx(sheet, texts_of(tmp_path), deleted)
    assert [each.code for each in read_data(data, "x.docx").diagnostics] == ["blank"] * 3
    # Runs, as Word splits them where spelling is checked, are one word.
    split = (
        "<w:r><w:t>Teen</w:t></w:r><w:proofErr/><w:r><w:t>agers</w:t><w:br/><w:t>sleep.</w:t></w:r>"
    )
    read = read_data(filled_docx(sheet, {"1": ""}, split), "x.docx").unwrap()
    assert read.claims["c1"].text == "Teenagers sleep."


def test_no_fix_is_ever_written_into_a_document(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx")
    data = filled_docx(sheet, texts_of(tmp_path))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        (part,) = [name for name in archive.namelist() if b"urn:argmap" in archive.read(name)]
        broken = archive.read(part).replace(b"- c5\n", b"- c55\n")
    assert broken.count(b"c55") == 1
    data = with_parts(data, {part: broken})
    (tmp_path / "x.docx").write_bytes(data)
    run("check", "x.docx", "--fix", cwd=tmp_path)
    run("rename", "c4", "nine", "x.docx", cwd=tmp_path)
    assert (tmp_path / "x.docx").read_bytes() == data


@pytest.mark.parametrize("language", mostly_soak(known_languages(), "en", "he"))
@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_sheet_for_computers_is_in_the_language_of_its_map(language: str, format: str) -> None:
    map = replace(SCHOOL, language=language)
    options = SheetOptions(word_bank=True, distractors=2)
    first = make_sheet(map, format, options).sheet
    assert first == make_sheet(map, format, options).sheet
    held = first
    if format == "docx":
        with zipfile.ZipFile(BytesIO(first)) as archive:
            held = archive.read("word/document.xml")
    said = unescape(held.decode())
    words = worksheet_words_for(language)
    expected = [words.bank, words.some_are_wrong, words.name]
    expected += [words.choose_in_page, words.save, words.open_saved] if format == "html" else [words.fill_in_table_letters, words.place, words.answer]  # fmt: skip
    for text in expected:
        assert text in said
    assert worksheet_of(map, Blanks()).map.language == language


def test_the_key_of_a_sheet_for_computers_has_no_blank() -> None:
    sheet = worksheet_of(SCHOOL, choose_blanks(SCHOOL, ["text"]))
    for format in ("html", "docx"):
        assert make_sheet(SCHOOL, format, SheetOptions()).key.decode() == format_key(sheet)


def test_a_sheet_is_read_from_a_file_that_a_program_called_txt(tmp_path: Path) -> None:
    sheet = sheet_on_chocolate(tmp_path)
    (tmp_path / "ada.yaml.txt").write_text(sheet.replace('"…"', ENERGY, 1), encoding="utf-8")
    result = run("grade", "ada.yaml.txt", "--key", "sheet-key.yaml", cwd=tmp_path)
    assert (result.code, "Mark: 0.75 of 3" in result.out) == (0, True)


# --- what counts on a sheet, and what a student reads ---

CHOCOLATE = """\
title: Should the canteen sell chocolate?
claims:
  sell: {text: The canteen should sell chocolate., main: true, premises: [energy, [wish, right]], rebuttals: [teeth]}
  energy: {text: Chocolate gives energy., rebuttals: [short]}
  wish: Most students want chocolate.
  right: A canteen should sell what students want.
  teeth: Chocolate is bad for the teeth.
  short: The energy does not last.
"""
"""A map in which `energy`, `wish`, `teeth` and `short` are boxes 1, 3, 4 and 2 of a sheet."""


def sheet_on_chocolate(folder: Path, ids: str = "energy,wish,teeth,short") -> str:
    """Return a sheet as a file; its key is in the folder."""
    (folder / "map.yaml").write_text(CHOCOLATE)
    result = run("worksheet", "map.yaml", "--ids", ids, "-o", "sheet.yaml", cwd=folder)
    assert result.code == 0, result.err
    return (folder / "sheet.yaml").read_text(encoding="utf-8")


def result_of(folder: Path, sheet: str, answers: dict[int, str], *words: str) -> list[str]:
    """Return the lines on a sheet with these answers, by the numbers of its boxes."""
    for number, answer in answers.items():
        sheet = sheet.replace(f'  c{number}:\n    text: "…"', f"  c{number}:\n    text: {answer}")
    (folder / "ada.yaml").write_text(sheet, encoding="utf-8")
    result = run("grade", "ada.yaml", "--key", "sheet-key.yaml", *words, cwd=folder)
    return [line.strip() for line in result.out.splitlines()]


def mark_in(lines: list[str]) -> str:
    return next(line for line in lines if "ark: " in line)


ENERGY, SHORT, WISH, TEETH = (
    "Chocolate gives energy.", "The energy does not last.", "Most students want chocolate.",
    "Chocolate is bad for the teeth.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "mark"),
    [
        ({1: ENERGY, 2: SHORT, 3: WISH, 4: TEETH}, "3 of 3"),
        ({1: ENERGY, 2: SHORT, 3: WISH}, "2.25 of 3"),
        # A box is right whatever is in the box that it bears on.
        ({2: SHORT, 3: WISH, 4: TEETH}, "2.25 of 3"),
        ({1: TEETH, 2: SHORT, 3: WISH, 4: ENERGY}, "1.5 of 3"),
        ({1: ENERGY}, "0.75 of 3"),
        ({1: ENERGY, 2: "'?'", 3: "'-'", 4: "'???'"}, "0.75 of 3"),
        ({1: SHORT, 2: WISH, 3: TEETH, 4: ENERGY}, "0 of 3"),
        # What is printed, or in its own box, is wrong in another one.
        ({1: "A canteen should sell what students want."}, "0 of 3"),
        ({1: TEETH, 2: TEETH, 4: TEETH}, "0.75 of 3"),
    ],
)
def test_only_the_boxes_of_a_sheet_bring_points(
    answers: dict[int, str], mark: str, tmp_path: Path
) -> None:
    lines = result_of(tmp_path, sheet_on_chocolate(tmp_path), answers)
    assert mark_in(lines) == f"Mark: {mark}"


@pytest.mark.soak
@given(maps(), st.data())
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_each_box_of_a_sheet_brings_the_same(map: argmap.ArgumentMap, data: st.DataObject) -> None:
    try:
        blanks = choose_blanks(map, ["text"], share=data.draw(st.floats(0.1, 1)))
    except argmap.ArgmapError:
        return  # there are only main claims
    sheet = worksheet_of(map, blanks)
    texts = sheet.texts
    # A claim that is only a sign would be an empty box.
    assume(all(re.search(r"\w", claim.text) for claim in map.claims.values()))
    filled = data.draw(st.sets(st.sampled_from(sorted(texts)), min_size=1))
    claims = dict(sheet.key.claims)
    for id in texts.keys() - filled:
        claims[id] = replace(claims[id], text="…")
    handed_in = argmap.loads(argmap.dumps(replace(sheet.key, claims=claims)))
    key = argmap.loads(format_key(sheet))
    mark = Grader({"key": key}, {}).result_of(Submission("x.yaml", handed_in)).mark
    assert mark is not None
    assert mark.most == 3
    assert mark.mark == Decimal(100 * 3 * len(filled) // len(texts)) / 100


def test_two_boxes_of_the_same_place_can_change_places(tmp_path: Path) -> None:
    both = sheet_on_chocolate(tmp_path, "wish,right")
    swapped = {1: "A canteen should sell what students want.", 2: WISH}
    lines = result_of(tmp_path, both, swapped)
    assert (mark_in(lines), lines[2]) == (
        "Mark: 3 of 3",
        "First: You don't need to fix anything: your map has everything that is in the key.",
    )


def test_a_box_that_changed_places_is_right_though_the_other_one_is_not(tmp_path: Path) -> None:
    both = sheet_on_chocolate(tmp_path, "wish,right")
    lines = result_of(tmp_path, both, {1: "A canteen should sell what students want."})
    assert (mark_in(lines), lines[2]) == ("Mark: 1.5 of 3", "First: Fill in box 2.")
    # Only what is left is the answer.
    lines = result_of(tmp_path, both, {1: "A canteen should sell what students want."}, "--hints", "3")  # fmt: skip
    assert lines[2] == "First: Put this in box 2: “Most students want chocolate”."


def test_branches_can_change_places_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: Apples, main: true, premises: [b, c]}, b: {text: Bees, rebuttals: [d]},"
        " c: {text: Cats, rebuttals: [e]}, d: Dogs, e: Eels}\n"
    )
    run("worksheet", "map.yaml", "--share", "1", "-o", "sheet.yaml", cwd=tmp_path)
    sheet = (tmp_path / "sheet.yaml").read_text(encoding="utf-8")
    lines = result_of(tmp_path, sheet, {1: "Cats", 2: "Eels", 3: "Bees", 4: "Dogs"})
    assert mark_in(lines) == "Mark: 3 of 3"
    # Of a branch that changed places, all has to.
    lines = result_of(tmp_path, sheet, {1: "Cats", 2: "Dogs", 3: "Bees", 4: "Eels"})
    assert mark_in(lines) == "Mark: 1.5 of 3"


def test_each_version_of_a_sheet_is_compared_with_its_own_key(tmp_path: Path) -> None:
    keys = []
    for number, ids in ((1, "energy,wish"), (2, "teeth,short")):
        sheet = sheet_on_chocolate(tmp_path, ids)
        (tmp_path / "sheet-key.yaml").rename(tmp_path / f"key-{number}.yaml")
        keys += ["--key", f"key-{number}.yaml"]
        (tmp_path / f"{number}.yaml").write_text(sheet.replace('"…"', "Rats like it.", 1))
    (tmp_path / "map.yaml").write_text(CHOCOLATE)
    files = ["1.yaml", "2.yaml"]
    result = run("grade", *files, *keys, cwd=tmp_path)
    assert re.findall("Compared with (.*)", result.out) == ["key-1.yaml", "key-2.yaml"]
    assert result.err == (
        "to decide uncertain matches, run `argmap grade 1.yaml 2.yaml --key=key-1.yaml"
        " --key=key-2.yaml --decide`\n"
    )
    # Compared with the map that they were made from, the printed claims count.
    result = run("grade", *files, "--key", "map.yaml", cwd=tmp_path)
    assert result.err == (
        "2 worksheets compared with a map that is not the worksheet's key; to mark only the boxes,"
        " use the key that `argmap worksheet` saved\n"
        "to decide uncertain matches, run `argmap grade 1.yaml 2.yaml --key=map.yaml --decide`\n"
    )


def test_a_main_claim_in_a_box_is_marked_as_one(tmp_path: Path) -> None:
    sheet = sheet_on_chocolate(tmp_path, "sell,teeth")
    lines = result_of(tmp_path, sheet, {1: "The canteen should sell chocolate."})
    assert lines[-3:] == [
        "Mark: 1 of 4",
        "Main claim: 1 of 1 (level 4 of 4: no mistakes)",
        "Reasons and objections in their place: 0 of 3 (level 0 of 4: nothing right yet)",
    ]


@pytest.mark.parametrize(
    ("hints", "sentences"),
    [
        ("1", ["Look at box 1 again.", "Fill in box 2.", "Look at box 4 again."]),
        (
            "2",
            [
                "Find a different claim for box 1, because “Chocolate is bad for the teeth” doesn't"
                " belong there.",
                "Fill in box 2.",
                "Find a different claim for box 4, because “The energy does not last” doesn't belong"
                " there.",
            ],
        ),
        (
            "3",
            [
                "Put this in box 1: “Chocolate gives energy”.",
                "Put this in box 2: “The energy does not last”.",
                "Put this in box 4: “Chocolate is bad for the teeth”.",
            ],
        ),
    ],
)
def test_hints_on_a_sheet_name_its_boxes(hints: str, sentences: list[str], tmp_path: Path) -> None:
    sheet = sheet_on_chocolate(tmp_path)
    lines = result_of(tmp_path, sheet, {1: TEETH, 3: WISH, 4: SHORT}, "--hints", hints)
    first, then, other = sentences
    # What stands right there is in a box: what is printed is nobody's merit.
    assert lines[1:7] == [
        "This map has little of the key (claims found: 1 of 4).",
        "Good: Keep this as it is: “Most students want chocolate” + “A canteen should sell what"
        " students want” as a reason for “The canteen should sell chocolate”.",
        f"First: {first}",
        f"Then: {then}",
        "More to fix",
        other,
    ]


@pytest.mark.parametrize("hints", ["1", "2", "3"])
def test_answers_in_each_others_boxes_are_one_thing_and_the_rest_remains(
    hints: str, tmp_path: Path
) -> None:
    sheet = sheet_on_chocolate(tmp_path)
    lines = result_of(tmp_path, sheet, {1: TEETH, 2: SHORT, 3: WISH, 4: ENERGY}, "--hints", hints)
    assert lines[1] == "Answers are in each other’s boxes: 2 of 4."
    assert lines[2].startswith("Good: ")
    assert lines[3] == "First: Put that right throughout your map."
    lines = result_of(tmp_path, sheet, {1: TEETH, 3: WISH, 4: ENERGY}, "--hints", hints)
    assert lines[1] == "Answers are in each other’s boxes: 2 of 4."
    assert "box 2" in " ".join(lines)
    assert "box 1" not in " ".join(lines)


def test_a_sheet_with_nothing_right_is_not_praised_for_what_is_printed(tmp_path: Path) -> None:
    lines = result_of(tmp_path, sheet_on_chocolate(tmp_path), {1: SHORT, 2: ENERGY})
    assert lines[1] == "This map has little of the key (claims found: 0 of 4)."
    assert lines[2].startswith("First: Find a different claim for box 1, because")
    assert not [line for line in lines if "Your own ideas" in line]


def test_the_class_page_names_a_sheet_with_few_boxes_right_or_answers_exchanged(
    tmp_path: Path,
) -> None:
    sheet = sheet_on_chocolate(tmp_path)
    swapped, wrong = {1: TEETH, 2: SHORT, 3: WISH, 4: ENERGY}, {1: TEETH, 2: WISH, 4: ENERGY}
    (tmp_path / "maps").mkdir()
    half_open = {1: "Rats like it.", 2: "Mice like it."}
    for name, answers in {"Bo": swapped, "Cy": wrong, "Di": half_open}.items():
        result_of(tmp_path, sheet, answers)
        (tmp_path / "ada.yaml").rename(tmp_path / f"maps/{name}.yaml")
    words = ["maps", "--key", "sheet-key.yaml", "--names", "-o", "class.html"]
    assert run("grade", *words, cwd=tmp_path).code == 0
    page = unescape((tmp_path / "class.html").read_text(encoding="utf-8"))
    talks = re.findall(r"<li\b.*?</li>", page[page.index("Who to talk to first") :], re.DOTALL)
    said = [" ".join(re.sub("<.*?>", "", talk).split()) for talk in talks]
    assert said == [
        "Cy.yaml: This map has little of the key (claims found: 0 of 4).",
        "Bo.yaml: Answers are in each other’s boxes: 2 of 4.",
    ]


def test_the_page_of_a_sheet_shows_its_boxes_with_their_numbers_and_signs(
    page: Page, tmp_path: Path
) -> None:
    sheet = sheet_on_chocolate(tmp_path)
    result_of(tmp_path, sheet, {1: TEETH, 3: WISH, 4: "Rats like it."}, "--feedback", "pages")
    page.goto((tmp_path / "pages/ada.html").as_uri())
    numbers = page.locator("figure svg text", has_text=re.compile(r"^\d$")).all_text_contents()
    assert sorted(numbers) == list("1234")
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('figure svg text')]
            .filter(text => /^[1-4]$/.test(text.textContent))
            .map(text => [text, ...text.parentNode.querySelectorAll('text')].map(each => each.getBBox()))
            .map(([number, , ...others]) => Math.min(...others.map(other => other.x)) - number.x - number.width)"""
    )
    # A number is not taken for a part of the text beside it.
    assert len(gaps) == 4
    assert min(gaps) > 2
    description = page.locator("figure svg desc").first.text_content() or ""
    for words in (
        "Chocolate is bad for the teeth. (something to fix here)",
        "… (missing)",
        "Most students want chocolate. (as in the key)",
        "Rats like it. (your teacher will look at this)",
    ):
        assert words in description
    assert "A canteen should sell what students want. (" not in description


# --- marks for other platforms ---


def test_the_table_has_a_mark_and_feedback_for_each_student(tmp_path: Path) -> None:
    sheet = sheet_in(tmp_path, "sheet.docx")
    answers = texts_of(tmp_path)
    folder = tmp_path / "Bo Lind_302_assignsubmission_file"
    folder.mkdir()
    (folder / "map.docx").write_bytes(filled_docx(sheet, answers))
    (tmp_path / "Ada Łoś.docx").write_bytes(filled_docx(sheet, {"1": answers["1"]}))
    (tmp_path / "=Cy.docx").write_bytes(b"PK\x03\x04 broken")
    result = run(
        "grade", str(folder / "map.docx"), "Ada Łoś.docx", "=Cy.docx", "--key", "sheet-key.yaml",
        "-o", "marks.csv", cwd=tmp_path,
    )  # fmt: skip
    assert result.code == 1
    written = (tmp_path / "marks.csv").read_text(encoding="utf-8-sig")
    first, second, third = csv.DictReader(io.StringIO(written, newline=""))
    assert list(first)[:4] == ["name", "mark", "most", "feedback"]
    assert (first["name"], first["mark"], first["most"]) == ("Bo Lind", "3", "3")
    assert first["feedback"].startswith("Good: ")
    assert ALL_RIGHT in first["feedback"]
    assert (second["name"], second["mark"]) == ("Ada Łoś", "1")
    assert "\nFirst: Fill in box 2." in second["feedback"]
    assert (third["name"], third["mark"]) == ("'=Cy", "")
    assert third["feedback"].startswith("This file could not be read as a map (errors: 1).")


def test_the_table_opens_in_a_spreadsheet_of_a_language_with_a_decimal_comma(
    tmp_path: Path,
) -> None:
    (tmp_path / "key.yaml").write_text(
        "language: de\nclaims: {a: {text: Äpfel sind gut., premises: [b, c]}, b: Sie sind süß.,"
        " c: Sie sind rot.}\n",
        encoding="utf-8",
    )
    (tmp_path / "Jörg,=1+1.txt").write_text("- Äpfel sind gut.\n  - Sie sind süß.\n")
    run("grade", "Jörg,=1+1.txt", "--key", "key.yaml", "-o", "marks.csv", cwd=tmp_path)
    written = (tmp_path / "marks.csv").read_bytes()
    heading, row, *_ = written.decode().splitlines()
    assert heading.startswith("\ufeffname;mark;most;feedback;provisional;")
    # Where commas part cells, what follows one is not a formula, either.
    assert row.startswith("Jörg,'=1+1;2,5;4;\"")


BUSES = """\
claims:
  free: {text: Buses should be free., main: true, premises: [air, poor]}
  air: The air would be cleaner.
  poor: People with little money could get around.
"""


@pytest.mark.parametrize(
    ("first", "second", "mark"),
    [
        ("The air would be cleaner.", "People with little money could get around.", "3 of 3"),
        ("People with little money could get around.", "The air would be cleaner.", "3 of 3"),
        ("The air would be cleaner.", "The air would be cleaner.", "1.5 of 3"),
        ("People with little money could get around.", "people with little money could get around", "1.5 of 3"),
    ],
)  # fmt: skip
def test_two_boxes_of_one_place_take_two_claims(
    first: str, second: str, mark: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(BUSES)
    run("worksheet", "map.yaml", "--ids", "air,poor", "-o", "sheet.yaml", cwd=tmp_path)
    sheet = (tmp_path / "sheet.yaml").read_text(encoding="utf-8")
    assert mark_in(result_of(tmp_path, sheet, {1: first, 2: second})) == f"Mark: {mark}"
