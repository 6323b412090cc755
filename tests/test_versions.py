"""`argmap grade --versions`: which of several maps by one student counts, and that the class page counts a student once."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.run import argmap as run

KEY = """\
claims:
  nine: {text: School should start at nine., premises: [sleep], rebuttals: [bus]}
  sleep: Pupils would sleep longer.
  bus: Buses would come at the wrong time.
"""
POOR = "claims: {a: School should start at nine.}\n"
GOOD = KEY
BO = "Bo Lind_302_assignsubmission_file/"
LATE, EARLY = (2025, 11, 7, 9, 30, 0), (2025, 11, 6, 9, 30, 0)


def archive(
    folder: Path, files: Mapping[str, tuple[str, tuple[int, int, int, int, int, int]]]
) -> None:
    (folder / "key.yaml").write_text(KEY)
    with zipfile.ZipFile(folder / "class.zip", "w") as written:
        for name, (text, time) in files.items():
            written.writestr(zipfile.ZipInfo(name, time), text)


def marks(folder: Path, *words: str) -> dict[str, str]:
    result = run("grade", "class.zip", "--key", "key.yaml", "-f", "csv", *words, cwd=folder)
    return {row["file"]: row["mark"] for row in csv.DictReader(io.StringIO(result.out))}


@pytest.mark.parametrize(
    ("files", "words", "expected"),
    [
        # By default, and as before, the closest to the key counts.
        ({BO + "a.yaml": (GOOD, EARLY), BO + "b.yaml": (POOR, LATE)}, [], {BO + "a.yaml": "4"}),
        # The times in an archive go before numbers and names.
        ({BO + "b 2.yaml": (GOOD, EARLY), BO + "a.yaml": (POOR, LATE)}, ["--versions", "latest"], {BO + "a.yaml": "1"}),
        ({BO + "map 10.yaml": (POOR, LATE), BO + "map 9.yaml": (GOOD, LATE)}, ["--versions", "latest"], {BO + "map 10.yaml": "1"}),
        ({"anna.yaml": (GOOD, LATE), "anna (2).yaml": (POOR, LATE)}, ["--versions", "latest"], {"anna (2).yaml": "1"}),
        ({BO + "a.yaml": (GOOD, EARLY), BO + "b.yaml": (POOR, LATE)}, ["--versions", "all"], {BO + "a.yaml": "4", BO + "b.yaml": "1"}),
        # Files whose names alone don't show that they are by one student all count.
        ({"map1.yaml": (GOOD, LATE), "map2.yaml": (POOR, LATE)}, [], {"map1.yaml": "4", "map2.yaml": "1"}),
        ({"anna/map.yaml": (GOOD, LATE), "bo/map.yaml": (POOR, LATE)}, [], {"anna/map.yaml": "4", "bo/map.yaml": "1"}),
        # A file without a map hides no map, and no map hides it.
        ({BO + "a.yaml": (GOOD, EARLY), BO + "b.yaml": ("a: [", LATE)}, ["--versions", "latest"], {BO + "a.yaml": "4", BO + "b.yaml": ""}),
    ],
)  # fmt: skip
def test_which_version_counts(
    tmp_path: Path,
    files: Mapping[str, tuple[str, tuple[int, int, int, int, int, int]]],
    words: list[str],
    expected: Mapping[str, str],
) -> None:
    archive(tmp_path, files)
    assert marks(tmp_path, *words) == expected


@pytest.mark.parametrize("versions", ["closest", "all"])
def test_the_class_page_counts_a_student_once(tmp_path: Path, versions: str) -> None:
    archive(
        tmp_path,
        {BO + "a.yaml": (GOOD, EARLY), BO + "b.yaml": (POOR, LATE), "Cy.yaml": (POOR, LATE)},
    )
    result = run(
        "grade",
        "class.zip",
        "--key",
        "key.yaml",
        "-o",
        "class.html",
        "--versions",
        versions,
        cwd=tmp_path,
    )
    assert result.code == 0
    page = (tmp_path / "class.html").read_text(encoding="utf-8")
    assert "Maps compared: 2" in page
    assert page.count("assignsubmission") == 0
    if versions == "closest":
        assert (
            "left out 1 other version of students' maps; to list them, add --versions all\n"
            in result.err
        )


@pytest.mark.parametrize(
    ("versions", "grade", "which"),
    [
        ("closest", "10.00", "the one closest to the key"),
        ("latest", "2.50", "the latest"),
        ("all", "10.00", "the one closest to the key"),
    ],
)
def test_moodle_gets_the_version_that_counts(
    tmp_path: Path, versions: str, grade: str, which: str
) -> None:
    archive(tmp_path, {BO + "a.yaml": (GOOD, EARLY), BO + "b.yaml": (POOR, LATE)})
    (tmp_path / "sheet.csv").write_text(
        "Identifier,Grade,Maximum grade,Feedback comments\nParticipant 302,,10.00,\n"
    )
    words = ["--moodle", "sheet.csv", "-o", "graded.csv", "--versions", versions]
    result = run("grade", "class.zip", "--key", "key.yaml", *words, cwd=tmp_path)
    assert (result.code, result.err) == (
        0,
        "wrote graded.csv: feedback for 1 of 1 participants\n"
        f"several maps ({which} counts): participant 302\n",
    )
    (row,) = csv.DictReader(io.StringIO((tmp_path / "graded.csv").read_text()))
    assert row["Grade"] == grade
