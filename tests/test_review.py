"""`argmap review`: students review each other's maps without names, and what comes back of that."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.classroom import assign
from argmap.languages import known_languages, worksheet_words_for
from tests.browser import violations_of_axe
from tests.conftest import mostly_soak
from tests.run import argmap as run

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLASS = ("Anna Berg", "Bo Lind", "Cy Dahl", "Di Ek", "Ed Falk")


def map_of(number: int) -> str:
    return (
        f"title: The map of {CLASS[number - 1]}\n"
        f"sources: {{survey: {{title: A survey, file: {CLASS[number - 1]}.txt}}}}\nclaims:\n"
        f"  a: {{text: Reason {number}., note: by {CLASS[number - 1]}, evidence: survey p. {number}}}\n"
        "  b: {text: School should start at nine., main: true, premises: [a]}\n"
    )


def a_class(folder: Path, *numbers: int, **others: str) -> None:
    """Write an archive as Moodle does, with the maps of some students."""
    with zipfile.ZipFile(folder / "class.zip", "w") as written:
        for number in numbers:
            name = CLASS[number - 1]
            written.writestr(
                f"{name}_{300 + number}_assignsubmission_file/map.yaml", map_of(number)
            )
        for name, text in others.items():
            written.writestr(f"{name}.yaml", text)


class Names(NamedTuple):
    """Who is who: the authors by the numbers of their maps, and by and of whom reviews are, by their ids."""

    authors: dict[str, str]
    reviews: dict[str, tuple[str, str]]


def names_in(folder: Path) -> Names:
    text = (folder / "reviews-names.yaml").read_text(encoding="utf-8")
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return Names(
        read["students"], {id: (each["by"], each["of"]) for id, each in read["reviews"].items()}
    )


def filled_in(page: Path, *answers: str) -> str:
    """Return what the script of a page saves."""
    data = re.search(
        r'<script type="application/json" id="data">(.*?)</script>',
        page.read_text(encoding="utf-8"),
    )
    assert data is not None
    sheet: str = json.loads(unescape(data[1]))["sheet"]
    for number, answer in enumerate(answers, start=1):
        sheet = sheet.replace(
            f'  c{number}:\n    text: "…"', f"  c{number}:\n    text: {json.dumps(answer)}"
        )
    return sheet


def filled_in_document(document: Path, *answers: str) -> bytes:
    opened = docx.Document(str(document))
    for row, answer in zip(opened.tables[-1].rows[1:], answers, strict=False):
        row.cells[-1].text = answer
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def test_a_class_reviews_its_maps_and_each_author_gets_a_page(tmp_path: Path) -> None:
    a_class(tmp_path, 1, 2, 3, 4, 5)
    made = run("review", "class.zip", "-o", "reviews", cwd=tmp_path)
    assert (made.code, made.out) == (0, "")
    assert made.err == (
        f"wrote 20 files to reviews\n{tmp_path}/reviews-names.yaml says who is who; keep it to yourself\n"
    )
    names = names_in(tmp_path)
    assert sorted(names.authors.values()) == sorted(CLASS)
    pairs = [(by, names.authors[of]) for by, of in names.reviews.values()]
    assert Counter(by for by, _ in pairs) == dict.fromkeys(CLASS, 2)
    assert Counter(of for _, of in pairs) == dict.fromkeys(CLASS, 2)
    assert all(by != of for by, of in pairs)
    assert len(set(pairs)) == 10

    # Nothing in a sheet names its author, or its reviewer but for the name of the file.
    (tmp_path / "returned").mkdir()
    for number, path in enumerate(sorted((tmp_path / "reviews").glob("*.html"))):
        document = path.with_suffix(".docx")
        reviewer = path.stem.split(" - ")[0]
        packed = zipfile.ZipFile(document)
        shown = path.read_text(encoding="utf-8").replace(f'value="{path.stem}"', "")
        shown += "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
        assert not any(name in shown for name in CLASS)
        assert "survey p." in shown
        answer = f"All fine, {number}."
        if number % 2:
            (tmp_path / "returned" / document.name).write_bytes(
                filled_in_document(document, "", answer)
            )
        else:
            (tmp_path / f"returned/{reviewer}.yaml").write_text(
                filled_in(path, "", answer), encoding="utf-8"
            )

    collected = run("review", "--collect", "returned", "-o", "pages", cwd=tmp_path)
    assert (collected.code, collected.out, collected.err) == (0, "", "wrote 5 files to pages\n")
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "pages").iterdir()}
    assert sorted(pages) == sorted(CLASS)
    answers = Counter(
        found for page in pages.values() for found in re.findall(r"All fine, \d\.", page)
    )
    assert answers == {f"All fine, {number}.": 1 for number in range(10)}
    for name, page in pages.items():
        assert not any(other in page for other in CLASS)
        assert f"Reason {CLASS.index(name) + 1}." in page
        assert page.count("<h2>") == 1


@given(st.integers(3, 40), st.integers(0, 10), st.booleans())
def test_each_student_reviews_two_others_and_each_map_is_reviewed_as_often_as_others(
    number: int, unreadable: int, are_equal: bool
) -> None:
    maps: dict[str, argmap.ArgumentMap | None]
    maps = {
        f"s{each}": argmap.loads(f"claims: {{a: Bees {each * (not are_equal)}}}")
        for each in range(number)
    }
    assignment = assign(maps | dict.fromkeys((f"t{each}" for each in range(unreadable)), None))
    authors = assignment.students
    assert sorted(authors) == list(range(1, number + 1))
    pairs = [(review.by, authors[review.of]) for review in assignment.reviews.values()]
    assert len(set(pairs)) == len(pairs) == 2 * (number + unreadable)
    assert set(Counter(by for by, _ in pairs).values()) == {2}
    assert all(by != of for by, of in pairs)
    times = Counter(of for _, of in pairs)
    assert len(times) == number
    assert max(times.values()) - min(times.values()) <= 1


def test_the_same_class_makes_the_same_files_and_another_one_keeps_those(tmp_path: Path) -> None:
    a_class(tmp_path, 1, 2)
    files = []
    for _ in range(2):
        assert run("review", "class.zip", "-o", "reviews", cwd=tmp_path).code == 0
        files.append(
            {path.name: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
        )
    assert files[0] == files[1]
    a_class(tmp_path, 1, 4)
    result = run("review", "class.zip", "-o", "reviews", cwd=tmp_path)
    assert (result.code, result.err) == (
        2,
        "there are only two maps, so their authors review one each\n"
        f"argmap: {tmp_path}/reviews-names.yaml is from other reviews, and without it these cannot be"
        " collected; move it away, or write to a folder in another place\n",
    )


def test_of_two_students_each_reviews_the_other_and_of_one_nobody(tmp_path: Path) -> None:
    a_class(tmp_path, 1, 2)
    result = run("review", "class.zip", "-o", "reviews", cwd=tmp_path)
    assert "there are only two maps, so their authors review one each\nwrote 4 files" in result.err
    a_class(tmp_path, 1)
    result = run("review", "class.zip", "-o", "others/reviews", cwd=tmp_path)
    assert (result.code, result.err) == (
        2, "argmap: there are too few maps for a peer review\n"
    )  # fmt: skip


def test_who_hands_in_no_map_that_can_be_read_reviews_others(tmp_path: Path) -> None:
    a_class(tmp_path, 1, 2, 3, Fay="claims: {a: {premises: [b]}}")
    result = run("review", "class.zip", "-o", "reviews", cwd=tmp_path)
    assert "Fay.yaml could not be read: " in result.err
    names = names_in(tmp_path)
    assert "Fay" not in names.authors.values()
    assert [by for by, _ in names.reviews.values()].count("Fay") == 2


def test_what_comes_back_wrong_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    a_class(tmp_path, 1, 2, 3)
    run("review", "class.zip", "-o", "reviews", cwd=tmp_path)
    returned = tmp_path / "returned"
    returned.mkdir()
    first, third, *_ = sorted((tmp_path / "reviews").glob("*.html"))
    (second,) = (
        path for path in (tmp_path / "reviews").glob(f"*{first.name[-10:]}") if path != first
    )
    sheet = filled_in(first, "Yes.")
    (returned / "1.yaml").write_text(sheet)
    (returned / "2.yaml").write_text(filled_in(first, "No."))
    (returned / "3.yaml").write_text(sheet.replace("worksheet: ", "worksheet: 0"))
    (returned / "4.yaml").write_text(filled_in(second))
    (returned / "5.yaml").write_text("claims: [")
    (returned / "6.yaml").write_text(filled_in(third, "Yes."))
    (returned / "7.html").write_bytes(first.read_bytes())
    names = tmp_path / "reviews-names.yaml"
    gone = names_in(tmp_path).reviews[re.findall("worksheet: (.*)", filled_in(third))[0]][1]
    text = re.sub(rf"(?m)^  {gone}: .*\n", "", names.read_text(encoding="utf-8"))
    names.rename(tmp_path / "who.yaml").write_text(text, encoding="utf-8")
    result = run(
        "review", "--collect", "returned", "--names", "who.yaml", "-o", "pages", cwd=tmp_path
    )
    assert result.err == (
        "2.yaml is another version of a review by Anna Berg; it replaces that one\n"
        "3.yaml is not one of these reviews: nobody in this class was given it\n"
        "4.yaml answers none of the questions\n"
        "5.yaml could not be read: expected a value here (line 2); check the indentation of this line\n"
        f"6.yaml is about map {gone}, which is gone\n"
        "7.html could not be read: this is an empty worksheet that argmap made, not a map;"
        " open it in a browser, press Save, and use the file that it saves\n"
        "5 reviews not returned, by: Anna Berg, Bo Lind, Cy Dahl\nwrote 1 file to pages\n"
    )
    (author,) = (tmp_path / "pages").iterdir()
    page = author.read_text(encoding="utf-8")
    assert "<bdi>No.</bdi>" in page
    assert "<bdi>Yes.</bdi>" not in page


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["class.zip"], "a peer review has many files, so name a folder for them with -o DIR"),
        (
            ["-o", "pages"],
            "name either the students' maps, or the reviews that came back (--collect)",
        ),
        (["class.zip", "--names", "who.yaml", "-o", "pages"], "--names requires --collect"),
        (
            ["--collect", "class.zip", "--names", "who.yaml", "-o", "pages"],
            "who.yaml does not say who is who in a peer review; use the file that `argmap review` wrote",
        ),
    ],
)
def test_what_is_wrong_with_the_command_is_said(
    tmp_path: Path, words: list[str], problem: str
) -> None:
    (tmp_path / "who.yaml").write_text("students: 1")
    a_class(tmp_path, 1, 2)
    result = run("review", *words, cwd=tmp_path)
    assert (result.code, result.err) == (2, f"argmap: {problem}\n")


@pytest.mark.parametrize("language", mostly_soak(known_languages(), "ar", "de"))
def test_a_sheet_asks_in_the_language_of_its_map(tmp_path: Path, language: str) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.yaml").write_text(f"language: {language}\n{map_of(number)}")
    assert run("review", "1.yaml", "2.yaml", "-o", "reviews", cwd=tmp_path).code == 0
    said = worksheet_words_for(language)
    for path in (tmp_path / "reviews").glob("*.html"):
        page = unescape(path.read_text(encoding="utf-8"))
        for word in (said.review_page, said.reasons_fit, said.keep_as_is):
            assert word in page
        document = docx.Document(str(path.with_suffix(".docx")))
        assert [row.cells[1].text for row in document.tables[-1].rows] == [
            said.question, said.reasons_fit, said.needs_evidence, said.missing_objection, said.keep_as_is
        ]  # fmt: skip


def test_a_page_saves_a_review_under_the_name_of_its_file(phone: Page, tmp_path: Path) -> None:
    a_class(tmp_path, 1, 2, 3)
    run("review", "class.zip", "-o", "reviews", cwd=tmp_path)
    path = min((tmp_path / "reviews").glob("*.html"))
    phone.goto(path.as_uri())
    assert violations_of_axe(phone) == []
    phone.locator("#c3").fill("Buses come too early.")
    with phone.expect_download() as downloading:
        phone.locator("button").click()
    saved = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(saved)
    assert saved.name == f"{path.stem}.yaml"
    claims = argmap.load(saved).claims
    assert claims["c3"].text == "Buses come too early."
    result = run("review", "--collect", saved.name, "-o", "pages", cwd=tmp_path)
    assert result.err.endswith("wrote 1 file to pages\n")
    (author,) = (tmp_path / "pages").iterdir()
    phone.goto(author.as_uri())
    assert violations_of_axe(phone) == []
    assert phone.locator("li").inner_text() == "Buses come too early."
