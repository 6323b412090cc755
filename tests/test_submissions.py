"""What a class handed in: each file is graded, or named with why it was not read and what to do about it."""

from __future__ import annotations

import csv
import io
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import formats
from argmap.classroom import Grader, Submission
from tests.archives import Member, archive_of
from tests.case import Case, all_cases
from tests.conftest import ROOT
from tests.hostile_case import FOLDER, files_of
from tests.oracles import nothing_unsafe
from tests.run import argmap as run
from tests.school_key import KEY

LIST = """\
- School should start at nine.
  - Pupils would sleep longer.
  - But: Buses would come at the wrong time.
    - But: Timetables can be changed.
"""
ARGDOWN = """\
[Nine]: School should start at nine.
  + [Sleep]: Pupils would sleep longer.
  - [Bus]: Buses would come at the wrong time.
"""
AS_JSON = formats.write(argmap.loads(KEY), "json").text
GOOD = {
    "map.yaml": KEY,
    "My list.txt": LIST,
    "liste.md": LIST,
    "map.argdown": ARGDOWN,
    "export.json": AS_JSON,
}
TWO_MAPS = (
    "First:\n\n```argmap\nclaims: {a: A.}\n```\n\nSecond:\n\n```argmap\nclaims: {b: B.}\n```\n"
)

DAMAGED = (
    "this file is damaged in the archive",
    "download the archive again, or ask for the file again",
)
FORMATS_HELP = "to see which formats argmap can read, run `argmap formats`"


class Broken(NamedTuple):
    """A file that cannot be read: what it is called and holds, why, and what to do."""

    name: str
    data: bytes
    why: str
    help: str
    how: str = ""
    is_for_student: bool = True


TOO_LARGE = "this text is too large: a text can have a tenth of the limit, and the limit is 10 MB (to raise the limit, set ARGMAP_MAX_SUBMISSION_MB=20)"
BROKEN = [
    Broken("map.yaml", KEY.encode(), *DAMAGED, how="checksum", is_for_student=False),
    Broken("map.yaml", KEY.encode(), "this file is encrypted",
           "unpack the archive with its password, and use the folder instead", "encrypted", False),
    Broken("../map.yaml", KEY.encode(), "the path of this file contains `..`",
           "make the archive again without `..` in its paths", is_for_student=False),
    Broken("large.yaml", b"# " + b"x" * 2_000_000, TOO_LARGE,
           "check that this is the right file, and leave out any pictures", is_for_student=False),
    Broken("map.yaml", b"claims:\n  a: [x}\n", "this bracket is never closed (line 2)",
           "close the bracket, or put the text that starts with it in quotation marks"),
    Broken("map.txt", b"- \x00\x81\x8d\xff\n", "byte 0x81 is not UTF-8 text (line 1)", "this looks like a binary file"),
    Broken("empty.yaml", b"", "this file does not contain a map (line 1)", "to create a map to start from, run `argmap new`"),
    Broken("maps.zip", archive_of([Member("map.yaml", KEY.encode())]), "this is a ZIP archive, not a map",
           "unpack the archive and use the map inside"),
    Broken("photo.jpg", b"\xff\xd8\xff\xe0", "this is a JPEG picture, not a map",
           "copy the claims into a text file as a list, with a `-` before each claim"),
    Broken("two.md", TWO_MAPS.encode(), "this file contains 2 maps", "put the map to be graded in a file of its own"),
]  # fmt: skip
"""Ten ways in which what a student hands in is broken."""


def folder_of(number: int) -> str:
    """Return the folder of a participant in an archive from Moodle."""
    return f"Student {number}_{300 + number}_assignsubmission_file_"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a folder with a key, and thirty submissions, of which every third is broken."""
    members = [Member("__MACOSX/._class", b"\x00"), Member(".DS_Store", b"\x00")]
    broken = iter(BROKEN)
    good = list(GOOD.items())
    for number in range(30):
        folder = folder_of(number)
        members.append(Member(f"{folder}/", b""))
        if number % 3 == 0:
            each = next(broken)
            members.append(Member(f"{folder}/{each.name}", each.data, each.how))
        else:
            name, text = good[number % len(good)]
            members.append(Member(f"{folder}/{name}", text.encode()))
        members.append(Member(f"{folder}/.DS_Store", b"\x00"))
    (tmp_path / "class.zip").write_bytes(archive_of(members))
    (tmp_path / "key.yaml").write_text(KEY)
    lines = ["Identifier,Full name,Grade,Maximum grade,Feedback comments"]
    lines += [f"Participant {300 + number},Student {number},,10.00," for number in range(30)]
    (tmp_path / "sheet.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# --- thirty submissions ---


def test_of_thirty_submissions_twenty_are_graded_and_ten_are_named(course: Path) -> None:
    result = run("grade", "class.zip", "--key", "key.yaml", "-f", "json", cwd=course)

    assert (result.code, result.err) == (
        1,
        "files that could not be read: 10 of 30; see the report\n",
    )
    maps = {map["file"]: map for map in json.loads(result.out)["maps"]}
    graded = {name for name, map in maps.items() if "counts" in map}
    assert len(graded) == 20
    assert all(maps[name]["counts"]["claims_found"] >= 2 for name in graded)
    unread = {
        name: (map["errors"], map["first_error"], map["help"])
        for name, map in maps.items()
        if name not in graded
    }
    for number, broken in enumerate(BROKEN):
        errors, why, help = unread.pop(f"{folder_of(3 * number)}/{broken.name}")
        assert errors >= 1
        assert (why, help) == (broken.why, broken.help)
    assert unread == {}


def test_every_report_names_them_with_what_to_do(course: Path) -> None:
    text = run("grade", "class.zip", "--key", "key.yaml", cwd=course).out
    rows = table(run("grade", "class.zip", "--key", "key.yaml", "-f", "csv", cwd=course).out)
    page = run("grade", "class.zip", "--key", "key.yaml", "-f", "html", cwd=course).out

    assert len(rows) == 30
    assert "<p>Maps compared: 20</p>" in page
    for number, broken in enumerate(BROKEN):
        name = f"{folder_of(3 * number)}/{broken.name}"
        # A student has no terminal in which to list the formats.
        help = broken.help.removesuffix(FORMATS_HELP).rstrip("; ")
        help = "" if help.startswith("to create a map to start from, run") else help
        said = "; ".join(filter(None, [broken.why, help]))
        assert f"\n{name}\n  This file could not be read as a map (errors: " in f"\n{text}"
        assert f"First error: {said}\n" in text
        row = next(row for row in rows if row["file"] == name)
        assert (row["first_error"], row["help"], row["claims_found"]) == (
            broken.why,
            broken.help,
            "",
        )
        heading = f"Student {3 * number} ({PurePosixPath(broken.name).name})"
        assert f"<bdi>{heading}</bdi></th><td " in page
        assert said.split(";")[0].replace("'", "&#39;") in page


def test_moodles_sheet_holds_what_a_student_can_act_on_and_the_rest_is_reported_to_the_teacher(
    course: Path,
) -> None:
    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--moodle", "sheet.csv",
        "-o", "graded.csv", cwd=course,
    )  # fmt: skip

    assert (result.code, result.out) == (1, "")
    assert "Student" not in result.err
    rows = {row["Identifier"]: row for row in table((course / "graded.csv").read_text())}
    for number in range(30):
        row = rows[f"Participant {300 + number}"]
        if number % 3:
            assert float(row["Grade"]) > 0
            assert row["Feedback comments"].startswith("<div><p><strong>")
            continue
        broken = BROKEN[number // 3]
        assert row["Grade"] == ""
        assert ("could not be read as a map" in row["Feedback comments"]) is broken.is_for_student
        assert any(
            line.startswith("not read: ") and f" {300 + number}" in line.partition("(")[0]
            for line in result.err.splitlines()
        )
    lines = result.err.splitlines()
    assert lines[0] == "wrote graded.csv: feedback for 26 of 30 participants"
    assert f"not read: participant 300 ({'; '.join(DAMAGED)})" in lines
    errors = "there are errors in the file; to see them, leave out --moodle"
    assert f"not read: participants 312, 315, 318, 327 ({errors})" in lines


def test_pages_are_written_for_students_who_can_act_on_them(course: Path) -> None:
    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--feedback", "pages", "-o", "c.html", cwd=course
    )

    assert result.err.splitlines()[0] == "wrote 26 pages to pages"
    page = (course / "pages" / f"{folder_of(21)}-maps.html").read_text()
    assert "unpack the archive and use the map inside" in page


def test_a_bug_that_one_file_meets_is_not_the_whole_classs(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade = Grader.result_of
    failures = iter([ZeroDivisionError("deep inside"), MemoryError(), *[KeyError("x")] * 2])

    def fail(grader: Grader, submission: Submission) -> object:
        if submission.map is not None and submission.name.endswith(".json"):
            raise next(failures)
        return grade(grader, submission)

    monkeypatch.setattr(Grader, "result_of", fail)

    result = run("grade", "class.zip", "--key", "key.yaml", "-f", "json", cwd=course)

    assert result.code == 1
    maps = json.loads(result.out)["maps"]
    bug, memory, *_ = [map["first_error"] for map in maps if map["file"].endswith(".json")]
    assert bug.startswith(
        "this is a bug in argmap; please report it: ZeroDivisionError: deep inside ("
    )
    assert memory == "there is not enough memory for this file"
    assert len([map for map in maps if "counts" in map]) == 16


# --- archives ---


def graded(folder: Path, members: list[Member], **limits: str) -> dict[str, str]:
    """Return the name of each file in an archive → why it could not be read, or ""."""
    (folder / "key.yaml").write_text(KEY)
    (folder / "class.zip").write_bytes(archive_of(members))
    result = run(
        "grade", "class.zip", "--key", "key.yaml", "-f", "csv", cwd=folder, stdin=b"", **limits
    )
    rows = table(result.out)
    assert result.code == int(any(row["errors"] for row in rows))
    return {row["file"]: row["first_error"] for row in rows}


def test_a_name_is_only_a_name(tmp_path: Path) -> None:
    names = ["a: b.yaml", "/etc/passwd.yaml", "C:\\maps\\c.yaml", "d\\map.yaml", "e//./map.yaml"]

    files = graded(tmp_path, [Member(name, KEY.encode()) for name in names])

    assert files == dict.fromkeys(
        ["etc/passwd.yaml", "C:/maps/c.yaml", "a: b.yaml", "d/map.yaml", "e/map.yaml"], ""
    )


def test_of_files_with_one_name_the_last_is_read_and_the_other_is_named(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    members = [Member("map.yaml", LIST.encode()), Member("map.yaml", KEY.encode())]
    (tmp_path / "class.zip").write_bytes(archive_of(members))

    result = run("grade", "class.zip", "--key", "key.yaml", "-f", "csv", cwd=tmp_path)

    assert [(row["claims_found"], row["first_error"], row["help"]) for row in table(result.out)] == [
        ("", "argmap read a later file with the same name in the archive instead",
         "to have both files read, give them different names"),
        ("5", "", ""),
    ]  # fmt: skip


def test_a_file_that_is_too_large_takes_no_room_from_the_others(tmp_path: Path) -> None:
    comment = b"# " + b"x" * 90_000 + b"\n"
    bomb = Member("bomb.yaml", b"x" * 2_000_000)
    picture = Member("c.jpg", b"\xff\xd8\xff" + b"x" * 2_000_000)
    maps = [Member(f"m{number}.yaml", KEY.encode() + comment) for number in range(3)]

    files = graded(
        tmp_path, [bomb, picture, *maps], ARGMAP_MAX_INPUT_MB="1", ARGMAP_MAX_SUBMISSION_MB="1"
    )

    assert files.pop("bomb.yaml").startswith("this text is too large: ")
    assert files.pop("c.jpg") == "this is a JPEG picture, not a map"
    assert set(files.values()) == {""}


def test_behind_the_limits_of_an_archive_each_file_is_named(tmp_path: Path) -> None:
    large = KEY.encode() + b"# " + b"x" * 400_000 + b"\n"
    maps = [Member(f"m{number}.yaml", large) for number in range(5)]

    files = graded(tmp_path, maps, ARGMAP_MAX_INPUT_MB="1")
    total = "the archive is too large when unpacked: the limit is 1 MB (to raise the limit, set ARGMAP_MAX_INPUT_MB=2)"
    assert list(files.values()) == ["", "", total, total, total]

    files = graded(tmp_path, [Member(".x", b""), *maps], ARGMAP_MAX_SUBMISSIONS="4")
    number = "the archive contains too many files: the limit is 4 files (to raise the limit, set ARGMAP_MAX_SUBMISSIONS=8)"
    assert list(files.values()) == ["", "", "", "", number]


@pytest.mark.soak(but=["-100000000"])
@pytest.mark.parametrize(
    ("how", "size"), [("", 100_000_000), ("bzip2", 100_000_000), ("lzma", 50_000_000)]
)
def test_a_bomb_takes_little_memory(tmp_path: Path, how: str, size: int) -> None:
    bombs = [Member(f"{number}.yaml", b"", how) for number in range(2)]
    packed = archive_of(
        [Member("bomb.yaml", bytes(size), how), *bombs, Member("map.yaml", KEY.encode())]
    )
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "class.zip").write_bytes(packed)
    run("grade", "class.zip", "--key", "key.yaml", cwd=tmp_path)  # imports what is needed

    tracemalloc.start()
    # A file of a person's own may have 100 MB, for which there would be room.
    result = run(
        "grade",
        "class.zip",
        "--key",
        "key.yaml",
        "-f",
        "csv",
        cwd=tmp_path,
        ARGMAP_MAX_INPUT_MB="5",
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(packed) < size // 500
    assert result.code == 1
    assert [row["errors"] for row in table(result.out)] == ["1", "1", "1", ""]
    assert peak < 20_000_000


def _without_directory(data: bytes) -> bytes:
    return data[: data.index(b"PK\x01\x02")]


@pytest.mark.parametrize(
    "damage",
    [
        _without_directory,
        lambda data: data[:-1],
        lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x00"),
        lambda data: data[:0],
        lambda data: b"%PDF" + data[:10],
    ],
)
def test_an_archive_whose_directory_is_broken_is_refused(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "class.zip").write_bytes(damage(archive_of([Member("map.yaml", KEY.encode())])))

    result = run("grade", "class.zip", "--key", "key.yaml", cwd=tmp_path)

    message = "argmap: cannot read the archive class.zip, because it is damaged or incomplete; download the archive again\n"
    assert result == (2, "", message)


def test_a_directory_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    with (tmp_path / "class.zip").open("wb") as file:
        # It has the size that is stated, as a hole in the file.
        file.seek(500_000_000)
        file.write(
            b"PK\x05\x06"
            + bytes(4)
            + b"\xff\xfe" * 2
            + (500_000_000).to_bytes(4, "little")
            + bytes(6)
        )

    result = run("grade", "class.zip", "--key", "key.yaml", cwd=tmp_path)

    assert (result.code, result.out) == (2, "")
    assert "cannot read the archive class.zip" in result.err


def test_an_archive_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "class.zip").write_bytes(archive_of([Member(".DS_Store", b""), Member("a/", b"")]))

    assert run("grade", "class.zip", "--key", "key.yaml", cwd=tmp_path) == (
        2, "", "argmap: there is nothing to grade in the archive class.zip\n",
    )  # fmt: skip


def test_a_document_that_is_packed_is_a_file_and_no_archive(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "map.odg").write_bytes(
        archive_of(
            [
                Member("mimetype", b"application/vnd.oasis.opendocument.graphics", "stored"),
                Member("map.yaml", KEY.encode()),
            ]
        )
    )
    (tmp_path / "class").write_bytes(archive_of([Member("map.yaml", KEY.encode())]))

    document = run("grade", "map.odg", "--key", "key.yaml", cwd=tmp_path)
    archive = run("grade", "class", "--key", "key.yaml", cwd=tmp_path)

    assert (document.code, ": this is an OpenDocument " in document.out) == (1, True)
    assert (archive.code, "claims found: 5 of 5" in archive.out) == (0, True)


MEMBERS = [
    Member("Anna_301_assignsubmission_file_/map.yaml", KEY.encode()),
    Member("Bo_302_assignsubmission_file_/list.txt", LIST.encode(), "stored"),
    Member("Cy_303_assignsubmission_file_/photo.png", b"\x89PNG"),
]


@given(st.data())
def test_no_archive_is_a_bug(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    packed = bytearray(archive_of(MEMBERS))
    places = st.integers(0, len(packed) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=4)):
        packed[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(packed), 0, 1]) | places)
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "key.yaml").write_text(KEY)
    (folder / "class.zip").write_bytes(packed[:end])

    result = run("grade", "class.zip", "--key", "key.yaml", "-f", "csv", cwd=folder)

    assert result.code in (1, 2)
    assert "bug" not in result.out + result.err


# --- folders ---


def test_in_a_folder_too_every_file_is_graded_or_named(tmp_path: Path) -> None:
    handed_in = tmp_path / "class"
    (handed_in / "bo").mkdir(parents=True)
    files = {
        "anna.yaml": KEY.encode(), "bo/essay.docx": archive_of([Member("word/document.xml", b"<w/>")]),
        "bo/map": KEY.encode(), "cy.pdf": b"%PDF-1.7", "di.zip": archive_of(MEMBERS), "ed.yaml": b"# " + b"x" * 1_000_000,
        "fay.py": b"print()", ".DS_Store": b"", "Thumbs.db": b"", "~$essay.docx": b"",
    }  # fmt: skip
    for name, data in files.items():
        (handed_in / name).write_bytes(data)
    (tmp_path / "key.yaml").write_text(KEY)

    result = run("grade", "class", "--key", "key.yaml", "-f", "csv", cwd=tmp_path)

    assert result.code == 1
    unread = {row["file"]: row["first_error"].partition(":")[0] for row in table(result.out)}
    if formats.has_known_ending("essay.docx"):
        del unread["bo/essay.docx"]
    else:
        assert unread.pop("bo/essay.docx") == "this is a Word document, not a map"
    assert unread == {
        "anna.yaml": "",
        "bo/map": "the file extension does not show which format this file is in",
        "cy.pdf": "this is a PDF document, not a map",
        "di.zip": "this is a ZIP archive, not a map",
        "ed.yaml": "this text is too large",
        "fay.py": "this is a file with the extension `.py`, not a map",
    }


def test_what_the_command_reads_and_writes_was_not_handed_in(tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text(KEY)
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "matches.yaml").write_text("[]\n")
    words = [
        "grade",
        ".",
        "--key",
        "key.yaml",
        "--matches",
        "matches.yaml",
        "--feedback",
        "pages",
        "-o",
        "class.html",
    ]

    first = run(*words, cwd=tmp_path)
    second = run(*words, cwd=tmp_path)

    assert first == (0, "", "wrote 1 page to pages\nwrote class.html\n")
    assert second == (0, "", "wrote 1 page to pages\noverwrote class.html\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    os.mkfifo(tmp_path / "class" / "map.yaml")
    (tmp_path / "key.yaml").write_text(KEY)

    result = run("grade", "class", "--key", "key.yaml", cwd=tmp_path)

    assert (result.code, "this is not a regular file" in result.out) == (1, True)


def test_a_folder_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "class" / "bo").mkdir(parents=True)
    (tmp_path / "class" / "anna.yaml").write_text(KEY)
    (tmp_path / "key.yaml").write_text(KEY)
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("bo"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    # The tests may run as a user who may look into every folder.
    monkeypatch.setattr(os, "scandir", refuse)
    result = run("grade", "class", "--key", "key.yaml", "-f", "csv", cwd=tmp_path)

    assert [(row["file"], row["first_error"]) for row in table(result.out)] == [
        ("anna.yaml", ""), ("bo", "this folder cannot be read"),
    ]  # fmt: skip


# --- what students hand in by mistake ---


@pytest.mark.parametrize("example", ["lists/example.md", "native/example.yaml"])
def test_an_example_without_changes_is_not_compared_unless_it_is_the_key(
    tmp_path: Path, example: str
) -> None:
    text = (ROOT / "argmap/formats" / example).read_text()
    name = Path(example).name
    (tmp_path / name).write_text(text.replace("\n", "\r\n"), newline="")
    (tmp_path / "key.yaml").write_text(KEY)

    unchanged = run("grade", name, "--key", "key.yaml", cwd=tmp_path)
    (tmp_path / f"key-{name}").write_text(text)
    as_key = run("grade", name, "--key", f"key-{name}", cwd=tmp_path)
    (tmp_path / name).write_text(text.replace("Sunday", "Monday").replace("Teenagers", "Pupils"))
    changed = run("grade", name, "--key", "key.yaml", cwd=tmp_path)

    said = "this is the example that `argmap new` writes, without any changes; submit the file that contains your own map"
    assert (unchanged.code, said in unchanged.out) == (1, True)
    assert (changed.code, as_key.code) == (0, 0)


def test_of_two_files_of_one_student_the_nearest_counts_and_the_other_is_named_if_it_was_not_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "sheet.csv").write_text(
        "Identifier,Full name,Grade,Maximum grade,Feedback comments\nParticipant 301,Ann,,10.00,\nParticipant 302,Bo,,10.00,\n"
    )
    members = [
        Member("Ann_301_assignsubmission_file_/draft.txt", LIST.encode()),
        Member("Ann_301_assignsubmission_file_/map.yaml", KEY.encode()),
        Member("Bo_302_assignsubmission_file_/map.yaml", KEY.encode()),
        Member("Bo_302_assignsubmission_file_/sketch.jpg", b"\xff\xd8\xff"),
        Member("readme.gif", b"GIF89a"),
    ]
    (tmp_path / "class.zip").write_bytes(archive_of(members))

    result = run(
        "grade", "class.zip", "--key", "key.yaml", "--moodle", "sheet.csv", "-o", "graded.csv", cwd=tmp_path,
    )  # fmt: skip

    copy = "copy the claims into a text file as a list, with a `-` before each claim"
    assert result == (1, "", f"""\
wrote graded.csv: feedback for 2 of 2 participants
not read: participant 302 (this is a JPEG picture, not a map; {copy})
not read: 1 file outside the participants' folders (this is a GIF picture, not a map; {copy})
several maps (the one closest to the key counts): participant 301
""")  # fmt: skip
    rows = table((tmp_path / "graded.csv").read_text())
    assert [row["Grade"] for row in rows] == ["10.00", "10.00"]
    assert ["<p>map.yaml</p>" in row["Feedback comments"] for row in rows] == [True, True]


# --- hostile archives ---


def _member(name: str, data: bytes) -> Member:
    # map.yaml | checksum
    path, _, how = name.partition(" | ")
    return Member(path, data, how)


@pytest.mark.soak(only=["bombs"])
@pytest.mark.parametrize("case", all_cases(f"{FOLDER}/archives.txt"), ids=lambda case: case.title)
def test_a_hostile_archive(case: Case, tmp_path: Path, settle: Callable[[Case, str], None]) -> None:
    members = [_member(file.name, file.data) for file in files_of(case)]
    (tmp_path / "key.yaml").write_text("claims: {a: Apples are red.}\n")
    (tmp_path / "class.zip").write_bytes(archive_of(members))

    for format in ("text", "html", "json"):
        result = run("grade", "class.zip", "--key", "key.yaml", "-f", format, cwd=tmp_path)
        assert result.code in (0, 1)
        nothing_unsafe(result.out)
    rows = table(run("grade", "class.zip", "--key", "key.yaml", "-f", "csv", cwd=tmp_path).out)

    assert result.code == int(any(row["errors"] for row in rows))
    settle(case, "\n".join(f"{row['file']}: {row['first_error'] or 'graded'}" for row in rows))
