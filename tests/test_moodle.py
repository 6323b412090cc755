"""`argmap grade --moodle`: an assignment's grading worksheet, filled in."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import ArgmapError
from argmap.classroom import (
    ColumnRole,
    Grader,
    Grading,
    GradingSheet,
    Hints,
    Participant,
    Submission,
    decode_sheet,
    format_feedback_html,
    known_headings,
    parse_columns,
    participant_of,
)
from tests.run import argmap as run

KEY = """\
title: When should school start?
claims:
  nine: {text: School should start at nine., premises: [sleep], rebuttals: [bus]}
  sleep: Pupils would sleep longer.
  bus: Buses would come at the wrong time.
"""
ANNA = """\
claims:
  a: {text: School should start at nine., premises: [b]}
  b: Pupils would sleep longer.
"""
ENGLISH = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 301","Anna Berg",anna@example.org,"Submitted for grading - ",,100.00,Yes,"Friday, 7 November 2025, 9:12 AM",-,
"Participant 302","Bo ""Bob"" Lind",bo@example.org,"Submitted for grading - ",,100.00,Yes,"Friday, 7 November 2025, 9:30 AM",-,
"Participant 303","=Cy Dahl",cy@example.org,"No submission",,100.00,Yes,-,-,
"""
GERMAN = """\
ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,"Bewertung kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"
"Teilnehmer/in301","Anna Berg",anna@example.org,"Zur Bewertung abgegeben",,"10,00",Ja,"Freitag, 7. November 2025, 09:12","Freitag, 7. November 2025, 10:00","<p>Gut!</p>"
"Teilnehmer/in302","Bo Lind",bo@example.org,"Zur Bewertung abgegeben","7,50","10,00",Ja,"Freitag, 7. November 2025, 09:30",-,
"""
SEMICOLONS = """\
Identifiant;Nom complet;Statut;Note;Note maximale;La note peut être modifiée;Dernière modification (note);Feedback par commentaires\r
Participant301;Anna Berg;Remis;;20,00;Oui;-;\r
"""

ANNAS = "Anna Berg_301_assignsubmission_file_/map.yaml"
BOS = "Bo _Bob_ Lind_302_assignsubmission_file_/my map.yaml"
ANNAS_FEEDBACK = (
    "<div><p><strong>Good:</strong> <span>Keep this as it is: “Pupils would sleep longer” as a reason for “School should start at nine”.</span></p>"
    "<p><strong>First:</strong> <span>Find an objection to “School should start at nine” that isn&#x27;t there yet.</span></p>"
    "<p><strong>Then:</strong> <span>Go further: write down an objection to “Pupils would sleep longer”, and answer it.</span></p>"
)

ANNAS_MARK = (
    "<p>Mark: 2.5 of 4</p><ul><li>Main claim: 1 of 1 (level 4 of 4: no mistakes)</li>"
    "<li>Reasons and objections in their place: 1.5 of 3 (level 2 of 4: about half right)</li></ul>"
)


def sheet(text: str, **named: str) -> GradingSheet:
    return GradingSheet(text, "sheet.csv", {ColumnRole(role): name for role, name in named.items()})


def archive(folder: Path, files: Mapping[str, str | bytes]) -> None:
    (folder / "key.yaml").write_text(KEY)
    with zipfile.ZipFile(folder / "class.zip", "w") as written:
        for name, text in files.items():
            written.writestr(name, text)


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


# --- the command ---


def test_feedback_and_grades_are_filled_in_and_all_else_stays(tmp_path: Path) -> None:
    archive(tmp_path, {ANNAS: ANNA, BOS: KEY})
    (tmp_path / "sheet.csv").write_text(ENGLISH)

    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--moodle", "sheet.csv",
        "-o", "graded.csv", cwd=tmp_path,
    )  # fmt: skip

    assert result == (
        0,
        "",
        """\
wrote graded.csv: feedback for 2 of 3 participants
no submission found: participant 303
""",
    )
    lines, before = (tmp_path / "graded.csv").read_text().splitlines(), ENGLISH.splitlines()
    assert lines[0] == before[0]
    assert (
        lines[1]
        == before[1].replace(",,100.00", ",62.50,100.00") + f'"{ANNAS_FEEDBACK}{ANNAS_MARK}</div>"'
    )
    assert lines[2].startswith(
        before[2].replace(",,100.00", ",100.00,100.00") + '"<div><p><strong>Good'
    )
    assert lines[3] == before[3]
    assert (tmp_path / "sheet.csv").read_text() == ENGLISH


def test_who_hands_in_an_empty_worksheet_reads_so_and_gets_no_grade(tmp_path: Path) -> None:
    archive(tmp_path, {ANNAS: KEY})
    run("worksheet", "key.yaml", "-o", "empty.yaml", cwd=tmp_path)
    archive(tmp_path, {ANNAS: (tmp_path / "empty.yaml").read_text(encoding="utf-8")})
    (tmp_path / "sheet.csv").write_text(ENGLISH)

    words = ["grade", "class.zip", "--key", "key.yaml", "--moodle", "sheet.csv", "-o", "graded.csv"]
    result = run(*words, cwd=tmp_path)

    assert result.code == 1
    assert "not read: participant 301 (this worksheet is empty)\n" in result.err
    lines = (tmp_path / "graded.csv").read_text().splitlines()
    assert "<p>This worksheet is still empty. Fill in its boxes" in lines[1]
    assert ",,100.00" in lines[1]


def test_a_sheet_without_a_maximum_gets_feedback_alone_and_that_is_reported(tmp_path: Path) -> None:
    archive(tmp_path, {ANNAS: ANNA})
    (tmp_path / "sheet.csv").write_text(
        ENGLISH.replace("Maximum grade", "Scale").replace("100.00", "Good")
    )

    result = run(
        "grade",
        "class.zip",
        "--key",
        "key.yaml",
        "--moodle",
        "sheet.csv",
        "-o",
        "graded.csv",
        cwd=tmp_path,
    )

    assert result.code == 0
    assert result.err.startswith(
        "sheet.csv has no known column for the maximum grade, so argmap fills in feedback only; if it has one,"
        " give its heading with --moodle-columns max=HEADING\n"
    )
    row = cells((tmp_path / "graded.csv").read_text())[1]
    assert row[4] == ""
    assert row[9].startswith("<div><p><strong>Good")


def test_what_finds_no_place_is_reported_by_numbers_and_never_by_names(tmp_path: Path) -> None:
    archive(tmp_path, {
        "Anna Berg_301_assignsubmission_file_/a.yaml": "claims: {a: Pupils would sleep longer.}",
        "Anna Berg_301_assignsubmission_file_/b.yaml": ANNA,
        "Bo Lind_302_assignsubmission_file_/map.yaml": "claims:\n  a: [x}\n",
        "Cy Dahl_303_assignsubmission_file_/photo.jpg": b"\xff\xd8\xff",
        "Di Ek_304_assignsubmission_file_map.yaml": ANNA,
        "Eva/map.yaml": ANNA,
    })  # fmt: skip
    (tmp_path / "sheet.csv").write_text(ENGLISH)

    result = run(
        "grade",
        "class.zip",
        "--key",
        "key.yaml",
        "--moodle",
        "sheet.csv",
        "-o",
        "graded.csv",
        cwd=tmp_path,
    )

    assert result == (
        1,
        "",
        """\
wrote graded.csv: feedback for 3 of 3 participants
not read: participant 302 (there are errors in the file; to see them, leave out --moodle)
not read: participant 303 (this is a JPEG picture, not a map; copy the claims into a text file as a list, with a `-` before each claim)
not in sheet.csv: participant 304
maps outside the participants' folders: 1
several maps (the one closest to the key counts): participant 301
""",
    )
    anna, bo = cells((tmp_path / "graded.csv").read_text())[1:3]
    feedback = ANNAS_FEEDBACK.replace("<div>", "<div><p>b.yaml</p>")
    assert anna[9] == f"{feedback}{ANNAS_MARK}</div>"
    assert bo[9].startswith(
        "<div><p>This file could not be read as a map (errors: 1). First error: "
    )


def test_a_grade_that_is_there_stays_and_feedback_is_replaced(tmp_path: Path) -> None:
    archive(tmp_path, {ANNAS: ANNA, BOS: ANNA})
    (tmp_path / "sheet.csv").write_text(GERMAN)

    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--moodle", "sheet.csv",
        "-o", "graded.csv", cwd=tmp_path,
    )  # fmt: skip

    assert (
        result.err
        == """\
wrote graded.csv: feedback for 2 of 2 participants
earlier feedback replaced: participant 301
earlier grade kept: participant 302
"""
    )
    assert [row[4] for row in cells((tmp_path / "graded.csv").read_text())[1:]] == ["6,25", "7,50"]


def test_a_grade_is_provisional_while_claims_are_not_certain(tmp_path: Path) -> None:
    archive(
        tmp_path,
        {ANNAS: ANNA.replace("Pupils would sleep longer", "Pupils who start late sleep longer")},
    )
    (tmp_path / "sheet.csv").write_text(ENGLISH)

    result = run(
        "grade",
        "class.zip",
        "--key",
        "key.yaml",
        "--moodle",
        "sheet.csv",
        "-o",
        "graded.csv",
        cwd=tmp_path,
    )

    assert "provisional grade, because matches are undecided: participant 301\n" in result.err
    row = cells((tmp_path / "graded.csv").read_text())[1]
    assert row[4] == "25.00"
    assert "<p>Provisional mark: 1 of 4. " in row[9]


@pytest.mark.parametrize(
    ("handed_in", "said"),
    [
        ("unpacked", """\
wrote graded.csv: feedback for 2 of 3 participants
no submission found: participant 303
not read: participant 302 (this is a JPEG picture, not a map; copy the claims into a text file as a list, with a `-` before each claim)
"""),
        (f"unpacked/{ANNAS}", """\
wrote graded.csv: feedback for 1 of 3 participants
no submission found: participants 302, 303
"""),
    ],
)  # fmt: skip
def test_a_folder_that_is_unpacked_is_read_too(tmp_path: Path, handed_in: str, said: str) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "sheet.csv").write_text(ENGLISH)
    map, photo = tmp_path / "unpacked" / ANNAS, tmp_path / "unpacked" / BOS
    for file, data in ((map, ANNA.encode()), (photo.with_suffix(".jpg"), b"\xff\xd8\xff")):
        file.parent.mkdir(parents=True)
        file.write_bytes(data)

    result = run(
        "grade",
        handed_in,
        "--key",
        "key.yaml",
        "--moodle",
        "sheet.csv",
        "-o",
        "graded.csv",
        cwd=tmp_path,
    )

    assert result == (int("not read" in said), "", said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "argmap: --moodle requires -o PATH, which names the filled-in worksheet\n"),
        (
            ["-o", "sheet.csv"],
            "argmap: cannot write to sheet.csv, because it is an input; choose a different output file\n",
        ),
        (
            ["-o", "new.csv", "-f", "csv"],
            "argmap: --moodle always writes a worksheet, so leave out --format\n",
        ),
        (
            ["-o", "new.csv", "--moodle", "no.csv"],
            "argmap: cannot read no.csv: No such file or directory\n",
        ),
        (
            ["-o", "new.csv", "--moodle-columns", "feedback=Coments"],
            "argmap: sheet.csv has no column with the heading `Coments`\n",
        ),
        (
            ["-o", "new.csv"],
            "argmap: no participant in sheet.csv has a folder with a map\n",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_refused(tmp_path: Path, words: list[str], said: str) -> None:
    archive(tmp_path, {"Di Ek_304_assignsubmission_file_/map.yaml": ANNA})
    (tmp_path / "sheet.csv").write_text(ENGLISH)
    before = sorted(tmp_path.iterdir())

    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--moodle", "sheet.csv", *words, cwd=tmp_path
    )

    assert result == (2, "", said)
    assert sorted(tmp_path.iterdir()) == before


def test_columns_are_named_for_a_worksheet_only(tmp_path: Path) -> None:
    result = run(
        "grade", "map.yaml", "--key", "key.yaml", "--moodle-columns", "max=Most", cwd=tmp_path
    )

    assert result == (2, "", "argmap: --moodle-columns requires --moodle\n")


# --- columns ---


@pytest.mark.parametrize(
    ("text", "delimiter", "grade"),
    [
        (ENGLISH, ",", {"Grade": "50.00", "Feedback comments": "<b>"}),
        (GERMAN, ",", {"Bewertung": "5,00", "Feedback als Kommentar": "<b>"}),
        (SEMICOLONS, ";", {"Note": "10,00", "Feedback par commentaires": "<b>"}),
        # Of two columns of one name, one stands beside the maximum.
        (
            ENGLISH.replace("Full name", "Grade"),
            ",",
            {"Grade": "50.00", "Feedback comments": "<b>"},
        ),
    ],
)
def test_columns_are_reported_by_their_headings(
    text: str, delimiter: str, grade: dict[str, str]
) -> None:
    before, after = (
        cells(text, delimiter),
        cells(sheet(text).fill_in({"301": Grading("<b>", Decimal("0.5"))}), delimiter),
    )

    changed = {
        before[0][column]: value
        for column, value in enumerate(after[1])
        if value != before[1][column]
    }
    assert changed == grade


def test_no_heading_stands_for_two_columns() -> None:
    assert set(known_headings()) == {*ColumnRole, "team"}
    headings = [heading.casefold() for each in known_headings().values() for heading in each]
    assert len(set(headings)) == len(headings)


UNKNOWN = """\
Bwana;Jina;Barua;Hali;Alama;Juu;Badili;Kutuma;Kupima;Maoni
Mshiriki 7;Ada 1;;Tayari;;10,00;Ndiyo;-;-;
Mshiriki 8;Ben 1;;Tayari;4,00;10,00;Ndiyo;-;-;"<p>Vizuri, sana</p>"
"""


def test_columns_with_unknown_headings_are_reported_by_what_they_hold() -> None:
    worksheet = sheet(UNKNOWN)

    assert worksheet.participants() == [
        Participant("7", False, False),
        Participant("8", True, True),
    ]
    fill_in = worksheet.fill_in(
        {
            "7": Grading("<div>Ndiyo</div>", Decimal(1) / 3),
            "8": Grading("<div>a; b</div>", Decimal(1)),
        }
    )
    assert (
        fill_in
        == """\
Bwana;Jina;Barua;Hali;Alama;Juu;Badili;Kutuma;Kupima;Maoni
Mshiriki 7;Ada 1;;Tayari;3,33;10,00;Ndiyo;-;-;<div>Ndiyo</div>
Mshiriki 8;Ben 1;;Tayari;4,00;10,00;Ndiyo;-;-;"<div>a; b</div>"
"""
    )


def test_columns_are_reported_by_their_names() -> None:
    text = "Nambari,Maoni yangu,Maoni yako,Alama,Juu\nx1,Sawa,,,5\nx2,,Sawa,,5\n"
    with pytest.raises(
        ArgmapError,
        match=r"argmap cannot find some columns; give their headings with --moodle-columns feedback=HEADING$",
    ):
        sheet(text)

    fill_in = sheet(text, feedback="maoni  YAKO").fill_in({"1": Grading("<p>a</p>", Decimal(1))})

    assert (
        fill_in
        == "Nambari,Maoni yangu,Maoni yako,Alama,Juu\nx1,Sawa,<p>a</p>,5.00,5\nx2,,Sawa,,5\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "sheet.csv is not a grading worksheet: its first line has no columns"),
        ("a,b\nc,d\n", "sheet.csv: argmap cannot find some columns; give their headings with --moodle-columns "
                       "identifier=HEADING,feedback=HEADING"),
        (ENGLISH.replace("100.00,Yes", "Good,Yes"), "sheet.csv, line 2: the maximum grade must be a number above 0"),
        (ENGLISH.replace("303", "302"), "sheet.csv: lines 3 and 4 are both for participant 302"),
        (ENGLISH.replace("Participant 303", "Cy"), "sheet.csv, line 4: the identifier does not end in a number"),
        (ENGLISH.replace("cy@example.org", "cy,x"), "sheet.csv, line 4: this line has 11 cells, but the first line has 10"),
        (ENGLISH.replace(",cy@example.org", ""), "sheet.csv, line 4: this line has 9 cells, but the first line has 10"),
        (ENGLISH.replace("Bob\"\"", "Bob\"x"), "sheet.csv, line 3: a closing quotation mark is missing or misplaced"),
        (ENGLISH + '"', "sheet.csv, line 5: a closing quotation mark is missing or misplaced"),
        (ENGLISH.replace("Status", "Group"), "sheet.csv is for a group assignment, which argmap cannot grade, because its "
                                             "submissions are named after groups, not participants"),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_fit_is_refused(text: str, said: str) -> None:
    with pytest.raises(ArgmapError) as problem:
        sheet(text)
    assert str(problem.value) == said


def test_a_sheet_without_maximum_takes_feedback() -> None:
    scale = (
        "Identifier,Grade,Scale,Last modified (grade),Feedback comments\nParticipant 1,,Good,-,\n"
    )

    fill_in = sheet(scale).fill_in({"1": Grading("<p>a</p>", Decimal("0.5"))})

    assert fill_in == scale.replace("-,", "-,<p>a</p>")
    with pytest.raises(ArgmapError, match="max=HEADING"):
        sheet(scale, grade="Grade")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("feedbak=Comments", "unknown column `feedbak`: did you mean `feedback`?"),
        ("", "unknown column ``; choose from identifier, grade, max, feedback"),
        ("max", "the column `max` needs a heading: max=HEADING"),
        ("max=A,max=B", "the column `max` is given twice"),
    ],
)
def test_names_of_columns_that_cannot_be_read_are_refused(words: str, said: str) -> None:
    with pytest.raises(ArgmapError) as problem:
        parse_columns(words)
    assert str(problem.value) == said


# --- bytes ---


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_sheet_stays_as_it_is_byte_for_byte(mark: bytes, ending: str) -> None:
    codec = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    for source in (
        ENGLISH,
        GERMAN,
        GERMAN.rstrip("\n"),
        UNKNOWN.replace(";", "\t"),
        UNKNOWN + "\n;;\n",
    ):
        data = mark + source.replace("\n", ending).encode(codec)

        text, encoding = decode_sheet(data, "sheet.csv")

        assert encoding.encode(sheet(text).fill_in({})) == data


def test_a_sheet_in_the_encoding_of_a_system_gets_feedback_in_ascii() -> None:
    text, encoding = decode_sheet(SEMICOLONS.encode("cp1252"), "sheet.csv")

    fill_in = sheet(text).fill_in({"301": Grading("<p>“déjà”</p>")}, in_ascii=not encoding.is_known)

    expected = SEMICOLONS.replace(";-;", ';-;"<p>&#8220;d&#233;j&#224;&#8221;</p>"')
    assert encoding.encode(fill_in) == expected.encode("cp1252")


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", codecs.BOM_UTF16_LE + b"a"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ArgmapError):
        decode_sheet(data, "sheet.csv")


@given(
    st.lists(st.text('a;,"\n\t=é ', max_size=6), min_size=1, max_size=4, unique=True),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_not_filled_in_stays(names: list[str], delimiter: str, ending: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=ending)
    writer.writerow(["Identifier", "Full name", "Grade", "Maximum grade", "Feedback comments"])
    writer.writerows([f"P{number}", name, "", "10.00", ""] for number, name in enumerate(names))
    worksheet = sheet(written.getvalue())

    assert worksheet.fill_in({}) == written.getvalue()
    fill_in = worksheet.fill_in({"0": Grading('<p dir="rtl">a, b; c</p>', Decimal("0.5"))})

    rows = cells(fill_in, delimiter)
    assert [row[1] for row in rows[1:]] == names
    assert rows[1][2:] == ["5.00", "10.00", '<p dir="rtl">a, b; c</p>']


# --- what stands in a cell ---


def test_nothing_in_feedback_is_run_by_a_page_or_a_spreadsheet() -> None:
    hostile = '<script>alert(1)</script> says "=1+1", -2; @x\u202e'
    key = argmap.loads(KEY)
    map = argmap.loads(
        f"claims:\n  a: {{text: Pupils would sleep longer., rebuttals: [b]}}\n  b: '{hostile}'\n"
    )

    report = format_feedback_html(
        Grader({"key": key}, {}).result_of(Submission("map.yaml", map)), Hints.SORT, with_name=False
    )

    assert report.startswith("<div>")
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; says &quot;&#61;1+1&quot;, &#45;2; &#64;x&#x202e;”"
    ) in report


def test_feedback_in_a_language_from_right_to_left_says_so() -> None:
    key = argmap.loads("language: he\n" + KEY)

    report = format_feedback_html(
        Grader({"key": key}, {}).result_of(Submission("map.yaml", key)), Hints.SORT, with_name=True
    )

    assert report.startswith('<div dir="rtl"><p>map.yaml</p><p><strong>')


# --- the number of a participant ---


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("Anna Berg_301_assignsubmission_file_/map.yaml", "301"),
        ("Anna Berg_301_assignsubmission_file/map.yaml", "301"),
        ("class/Group 2-Anna Berg_301_assignsubmission_file_/map.yaml", "301"),
        ("Anna Berg_301_assignsubmission_file_map.yaml", "301"),
        ("anna Anna Berg_301_assignsubmission_onlinetext_/onlinetext.html", "301"),
        ("Anna Berg_301_assignsubmission_file_/Bo_302_assignsubmission_file_/map.yaml", "301"),
        ("Anna Berg_301_assignsubmission_file_Bo_302_assignsubmission_file_.yaml", "301"),
        ("Anna Berg/map.yaml", ""),
        ("Anna Berg_301/map.yaml", ""),
    ],
)
def test_a_file_is_of_the_participant_whose_number_its_folder_has(path: str, number: str) -> None:
    assert participant_of(path.split("/")) == number


# --- feedback files ---


def by_moodle(path: str, participants: set[str]) -> tuple[str, str]:
    """Return the participant and the name of a feedback file, as `importziplib.php` of Moodle 4 finds them."""
    parts = path.split("/")
    while parts:
        part, *parts = parts
        info = part.split("_", 4)
        if len(info) > 3 and info[1] in participants and info[2:4] == ["assignsubmission", "file"]:
            return info[1], "/".join([*info[4:], *parts])
    raise AssertionError(path)


@pytest.mark.parametrize("folder", [BOS, "Bo Lind_302_assignsubmission_file/map.yaml", "Bo_Lind_302_assignsubmission_onlinetext_/map.yaml"])  # fmt: skip
def test_moodle_takes_back_the_pages_in_a_feedback_archive(tmp_path: Path, folder: str) -> None:
    archive(tmp_path, {ANNAS: ANNA, folder: "a: [", "outside.yaml": ANNA})
    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--feedback-zip", "pages.zip", cwd=tmp_path
    )
    assert result.code == 1
    assert "wrote pages.zip: 2 pages\n" in result.err
    with zipfile.ZipFile(tmp_path / "pages.zip") as written:
        found = {
            by_moodle(name, {"301", "302"}): written.read(name).decode()
            for name in written.namelist()
        }
    assert sorted(found) == [("301", "feedback.html"), ("302", "feedback.html")]
    assert "School should start at nine" in found["301", "feedback.html"]
    # Twice the same: Moodle replaces only what has changed.
    before = (tmp_path / "pages.zip").read_bytes()
    run("grade", "class.zip", "--key", "key.yaml", "--feedback-zip", "pages.zip", cwd=tmp_path)
    assert (tmp_path / "pages.zip").read_bytes() == before


def test_a_feedback_archive_needs_the_folders_of_participants(tmp_path: Path) -> None:
    archive(tmp_path, {"anna.yaml": ANNA})
    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--feedback-zip", "pages.zip", cwd=tmp_path
    )
    assert (result.code, result.err) == (
        2,
        "argmap: --feedback-zip needs the archive of all submissions from Moodle, in which each"
        " participant has a folder\n",
    )


def test_it_says_for_every_file_why_it_has_no_mark(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ANNAS: ANNA,
        BOS: "claims: {a: {text: Early lessons are bad., premises: [They are tired.]}}",
        BOS.replace("302", "303"): "a: [",
        BOS.replace("302", "304"): ANNA,
        BOS.replace("302", "305").replace("my map.yaml", "photo.jpg"): b"\xff\xd8",
        "stray.yaml": ANNA,
    }
    archive(tmp_path, files)
    (tmp_path / "sheet.csv").write_text(ENGLISH + ENGLISH.splitlines()[-1].replace("303", "306"))
    words = ["--key", "key.yaml", "--moodle", "sheet.csv", "-o", "graded.csv"]
    result = run("grade", "class.zip", *words, cwd=tmp_path)
    assert result.err == (
        "wrote graded.csv: feedback for 3 of 4 participants\n"
        "no submission found: participant 306\n"
        "not read: participant 303 (there are errors in the file; to see them, leave out --moodle)\n"
        "not read: participant 305 (this is a file with the extension `.jpg`, not a map; save it as a Word document"
        " (.docx), plain text or Markdown, with its claims in a list; to see which formats argmap can read, run"
        " `argmap formats`)\n"
        "not in sheet.csv: participants 304, 305\n"
        "maps outside the participants' folders: 1\n"
        "no grade yet, because all matches are undecided: participant 302\n"
    )
    assert [row[4] for row in cells((tmp_path / "graded.csv").read_text())[1:]] == [
        "62.50",
        "",
        "",
        "",
    ]
    (tmp_path / "key.yaml").write_text("claims: {a: A.}")
    (tmp_path / "rubric.yaml").write_text("linked premises: 1\n")
    words += ["--rubric", "rubric.yaml"]
    result = run("grade", "class.zip", *words, cwd=tmp_path)
    last = result.err.splitlines()[-1]
    assert last == "no grade, because the key has nothing to give points for: participants 301, 302"
