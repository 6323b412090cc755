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
        f"{place} 6 is not used: the `mark` must be a number from 0 on, not `much`",
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
