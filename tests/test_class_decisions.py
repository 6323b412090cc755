"""`decisions.yaml`: what a teacher decided about a class is on each page, and in each table."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from tests.run import argmap as run

KEY = """\
title: When should school start?
claims:
  nine: {text: School should start at nine., premises: [sleep], rebuttals: [bus]}
  sleep: Pupils would sleep longer.
  bus: {text: Buses would come at the wrong time., rebuttals: [timetable]}
  timetable: Timetables can be changed.
"""
ANNA = """\
claims:
  a: {text: School should start at nine., premises: [b], rebuttals: [d]}
  b: Pupils would sleep longer.
  d: Buses would come at the wrong time.
"""
BROKEN = "claims: {a: {text: School should start at nine., premises: [none]}}\n"
DECISIONS = """\
- student: anna
  remark: "Well argued: <keep> it."
- student: ben
  mark: 3,5
  reason: You answered my question in class.
- student: cleo
  remark: Look at line 1.
  mark: 1
  reason: I read your map on paper.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "class").mkdir()
    for name, text in (("anna", ANNA), ("ben", ANNA), ("cleo", BROKEN)):
        (tmp_path / "class" / f"{name}.yaml").write_text(text)
    (tmp_path / "class/decisions.yaml").write_text(DECISIONS)
    return tmp_path


def graded(folder: Path, *words: str) -> str:
    made = run("grade", "class", "--key", "key.yaml", *words, cwd=folder)
    assert made.err.startswith("using the decisions in class/decisions.yaml\n")
    return made.out


def test_remarks_and_marks_are_on_the_pages_of_students(folder: Path) -> None:
    graded(folder, "--feedback", "pages")
    pages = {path.stem: path.read_text() for path in (folder / "pages").iterdir()}
    assert sorted(pages) == ["anna", "ben", "cleo"]
    remark = '<h2>Remarks</h2>\n<ul>\n<li dir="auto">Well argued: &lt;keep&gt; it.</li>\n</ul>'
    assert remark in pages["anna"]
    assert "<h2>Mark: 3 of 4</h2>" in pages["anna"]
    reason = "Your teacher set this mark: You answered my question in class."
    assert f'<h2>Mark: 3.5 of 4</h2>\n<ul>\n<li dir="auto">{reason}</li>' in pages["ben"]
    assert "Reasons and objections in their place: 2 of 3" in pages["ben"]
    assert "<h2>Mark: 1 of 4</h2>" in pages["cleo"]
    assert "in their place" not in pages["cleo"]
    assert "Look at line 1." in pages["cleo"]


def test_remarks_and_marks_are_in_tables(folder: Path) -> None:
    table = graded(folder, "-f", "csv").removeprefix("\ufeff")
    keys = ("name", "mark", "most", "provisional", "remark", "reason")
    rows = [[row[key] for key in keys] for row in csv.DictReader(table.splitlines())]
    assert rows == [
        ["anna", "3", "4", "no", "Well argued: <keep> it.", ""],
        ["ben", "3.5", "4", "no", "", "You answered my question in class."],
        ["cleo", "1", "4", "no", "Look at line 1.", "I read your map on paper."],
    ]
    maps = json.loads(graded(folder, "-f", "json"))["maps"]
    found = [(map["mark"], map["reason"]) for map in maps]
    assert found == [(3, ""), (3.5, rows[1][5]), (1, rows[2][5])]
    assert maps[0]["feedback"]["remarks"] == [rows[0][4]]
    assert maps[2]["remark"] == rows[2][4]
    page = graded(folder, "-f", "html", "--names")
    assert '3.5 of 4 <span class="quiet">(adjusted)</span>' in page
    assert "(line 1) Mark: 1 of 4" in page
    assert "Remarks\n    Well argued: <keep> it.\n" in graded(folder)


def test_remarks_and_marks_are_in_moodle(folder: Path) -> None:
    lines = ["Identifier,Grade,Maximum grade,Feedback comments"]
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for number, name in enumerate(("anna", "ben", "cleo"), start=301):
            text = (folder / f"class/{name}.yaml").read_text()
            archive.writestr(f"{name}_{number}_assignsubmission_file/map.yaml", text)
            lines.append(f"Participant {number},,10.00,")
    (folder / "sheet.csv").write_text("\n".join(lines))
    (folder / "decisions.yaml").write_text(DECISIONS)
    words = ["class.zip", "--key", "key.yaml", "--moodle", "sheet.csv", "-o", "graded.csv"]
    run("grade", *words, "--feedback-zip", "pages.zip", cwd=folder)
    rows = list(csv.DictReader((folder / "graded.csv").read_text().splitlines()))
    assert [row["Grade"] for row in rows] == ["7.50", "8.75", "2.50"]
    assert "<li>Well argued: &lt;keep&gt; it.</li>" in rows[0]["Feedback comments"]
    assert "Your teacher set this mark: You answered" in rows[1]["Feedback comments"]
    assert "<p>Look at line 1.</p><p>Mark: 1 of 4</p>" in rows[2]["Feedback comments"]
    with zipfile.ZipFile(folder / "pages.zip") as archive:
        page = archive.read("ben_302_assignsubmission_file/feedback.html").decode()
    assert "<h2>Mark: 3.5 of 4</h2>" in page


def test_what_cannot_be_used_is_reported_and_the_rest_is_used(folder: Path) -> None:
    (folder / "class/decisions.yaml").write_text(
        "- {student: anna, remark: Good.}\n"
        "- {student: anna, remark: Bad.}\n"
        "- {student: ben, mark: 5, reason: x}\n"
        "- {student: dora, remark: Where is your map}\n"
        "- {student: ben}\n"
        "- {student: ben, mark: much, reason: x}\n"
        "- {student: ben, mark: 1}\n"
        "- {student: ben, reason: x}\n"
        "- {student: [ben], remark: x}\n"
        "- {student: ben, remark: x, remark: x}\n"
        "- {claim: Owls hoot., reason for: Timetables can be changed.}\n"
        "- {claim: Pupils would sleep longer., objection to: Timetables can be changed.}\n"
        "- {claim: Pupils would sleep longer., reason for: Timetables can be changed.}\n"
        "- {claim: Timetables can be changed.}\n"
        "- word\n"
        "- {student: cleo, remark: Look at line 1.}\n"
    )
    made = run("grade", "class", "--key", "key.yaml", "-f", "csv", cwd=folder)
    place = "class/decisions.yaml, line"
    keys = "an entry must have `student`, or `claim` and one of `reason for` and `objection to`"
    assert made.err.splitlines() == [
        "using the decisions in class/decisions.yaml",
        f"{place} 5 is not used: beside `student`, an entry can have `remark`, `mark` and `reason`",
        f"{place} 6 is not used: the `mark` must be a number from 0 to 1000, not `much`",
        f"{place} 7 is not used: a `mark` needs a `reason`, which the student reads",
        f"{place} 8 is not used: a `reason` needs a `mark`",
        f"{place} 9 is not used: `student` must be a text",
        f"{place} 10 is not used: `remark` is given twice",
        f"{place} 14 is not used: {keys}",
        f"{place} 15 is not used: {keys}",
        f"{place} 2 contradicts an earlier entry, so argmap uses neither",
        f"{place} 13 contradicts an earlier entry, so argmap uses neither",
        "an accepted place is not used, because no key has the claim “Owls hoot.”",
        "a mark is not used, because it is above the maximum, for “ben”",
        "a decision is not used, because the class has no map by “dora”",
        "files that could not be read: 1 of 3; see the report",
    ]
    table = made.out.removeprefix("\ufeff")
    rows = [[row["mark"], row["remark"]] for row in csv.DictReader(table.splitlines())]
    assert rows == [["3", ""], ["3", ""], ["", "Look at line 1."]]


def test_decisions_are_no_map(folder: Path) -> None:
    checked = run("check", "class/decisions.yaml", cwd=folder)
    message = "this is a list in YAML of items with `student` and `remark`, not a map"
    assert (checked.code, message in checked.out) == (2, True)
    (folder / "class/decisions.yaml").write_text("student: anna\n")
    made = run("grade", "class", "--key", "key.yaml", cwd=folder)
    message = "class/decisions.yaml must be a list with one entry for each decision"
    assert (made.code, made.err.splitlines()[-1]) == (2, f"argmap: {message}")


# --- places that are right, too ---

ELSEWHERE = """\
claims:
  a: {text: School should start at nine., premises: [b, t], rebuttals: [d]}
  b: Pupils would sleep longer.
  d: Buses would come at the wrong time.
  t: Timetables can be changed.
"""
ACCEPTED = "- {claim: Timetables can be changed., reason for: School should start at nine.}\n"


def test_a_place_that_a_teacher_accepts_is_right_for_the_whole_class(folder: Path) -> None:
    for name, text in (("ben", ELSEWHERE), ("cleo", ELSEWHERE.replace("[b, t]", "[b]"))):
        (folder / f"class/{name}.yaml").write_text(text)
    marks = {}
    for decided in ("[]", ACCEPTED):
        (folder / "class/decisions.yaml").write_text(decided)
        table = graded(folder, "-f", "csv", "--feedback", "pages").removeprefix("\ufeff")
        marks[decided] = [row["mark"] for row in csv.DictReader(table.splitlines())]
    assert marks == {"[]": ["3", "3.33", "3"], ACCEPTED: ["3", "4", "3"]}
    page = (folder / "pages/ben.html").read_text()
    assert "You don&#39;t need to fix anything" in page
    assert "Move this" not in page


# --- marks in steps ---


@pytest.mark.parametrize(
    ("unit", "mark"), [("0.5", "3.5"), ("0,25", "3.25"), ("1", "3"), ("3", "3"), ("0", "3.33")]
)
def test_marks_are_rounded_to_the_nearest_multiple(folder: Path, unit: str, mark: str) -> None:
    (folder / "class/anna.yaml").write_text(ELSEWHERE)
    out = graded(folder, "--round", unit)
    said = f"The points add up to 3.33. Marks are rounded to multiples of {unit.replace(',', '.')}."
    assert f"Mark: {mark} of 4\n" in out
    assert (said in out) is (unit != "0")
    # What a teacher gives stays as it is.
    assert "Mark: 3.5 of 4\n" in out
    table = graded(folder, "--round", unit, "-f", "csv").removeprefix("\ufeff")
    assert next(csv.DictReader(table.splitlines()))["mark"] == mark


def test_what_is_undecided_is_no_0_when_it_is_rounded(folder: Path) -> None:
    text = "claims: {a: {text: It begins at nine., premises: [Pupils sleep.]}}\n"
    (folder / "class/anna.yaml").write_text(text)
    table = graded(folder, "--round", "5", "-f", "csv").removeprefix("\ufeff")
    assert [row["mark"] for row in csv.DictReader(table.splitlines())] == ["", "3.5", "1"]


@pytest.mark.parametrize("unit", ["x", "-1", "nan", "1001", "1/2"])
def test_a_unit_that_is_no_number_is_refused(folder: Path, unit: str) -> None:
    made = run("grade", "class", "--key", "key.yaml", f"--round={unit}", cwd=folder)
    message = f"argmap: --round must be a number from 0 to 1000, not `{unit}`"
    assert (made.code, made.err.splitlines()[-1]) == (2, message)


# --- a claim that says several of the key ---


@pytest.mark.parametrize(
    ("said", "mark", "sentence"),
    [
        # Two reasons for one claim, and a claim with the reason for it.
        (["sleep", "rest"], "5", "You could split this, because it says several things"),
        (["bus", "timetable"], "4.33", "Split this into two claims"),
    ],
)
def test_a_claim_can_say_several_of_the_key(
    folder: Path, said: list[str], mark: str, sentence: str
) -> None:
    key = KEY.replace("[sleep]", "[[sleep, rest]]") + "  rest: Rest is good.\n"
    texts = {
        "sleep": "Pupils would sleep longer.",
        "rest": "Rest is good.",
        "bus": "Buses would come at the wrong time.",
        "timetable": "Timetables can be changed.",
    }
    both = "They say both."
    map = key
    for id in said:
        map = map.replace(texts[id], both)
    if "rest" in said:
        map = map.replace("[[sleep, rest]]", "[sleep]").replace("  rest: They say both.\n", "")
    else:
        map = map.replace(", rebuttals: [timetable]", "").replace("timetable: They", "t: They")
        map = map.replace("  t: They say both.\n", "")
    (folder / "key.yaml").write_text(key)
    for name in ("anna", "ben", "cleo"):
        (folder / f"class/{name}.yaml").write_text(map)
    (folder / "class/decisions.yaml").write_text("[]")
    lines = "".join(f"  - {texts[id]}\n" for id in said)
    (folder / "matches.yaml").write_text(f"- claim: {both}\n  same as all of:\n{lines}")
    made = run("grade", "class", "--key", "key.yaml", cwd=folder)
    assert made.out.count(f"Mark: {mark} of 5") == 3
    assert made.out.count(f"{sentence}: “They say both”.") == 3
    assert "claims found: 5 of 5; reasons and objections found: 3 of 3" in made.out
