"""What a class does with a map in the editor: the tools that the page asks, without a page."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.classroom import class_tools
from argmap.documents import describe
from argmap.page import TOKEN_HEADER, Editor
from tests.archives import Member, archive_of
from tests.case import Case, all_cases
from tests.conftest import ROOT
from tests.hostile_case import FOLDER, files_of
from tests.oracles import nothing_unsafe
from tests.run import PATIENCE, Running
from tests.run import argmap as run
from tests.school_key import KEY
from tests.tree import files

REWORDED = KEY.replace("Rested pupils learn better.", "Pupils with more rest learn better.")
LIST = "- School should start at nine.\n  - Pupils would sleep longer.\n"
ARGDOWN = "[Nine]: School should start at nine.\n  + [Sleep]: Pupils would sleep longer.\n"


class Desk:
    """A teacher at the editor of a key."""

    def __init__(self, text: str = KEY, name: str = "key.yaml") -> None:
        self.editor = Editor(text, name, tools=class_tools(describe))

    def ask(self, tool: str, files: Mapping[str, bytes] | None = None, /, **given: object) -> Any:
        """Return what a tool answers; nothing that it is asked for changes the text."""
        before = self.editor.session.text
        packed = [
            {"name": name, "data": b64encode(data).decode()} for name, data in (files or {}).items()
        ]
        revision = self.editor.session.revision
        message = {"revision": revision, "tool": tool, "arguments": given, "files": packed}
        answer = json.loads(self.editor.answer(json.dumps(message)))
        assert answer.pop("revision") == self.editor.session.revision
        assert self.editor.session.text == before
        return answer

    def change(self, text: str) -> None:
        """Write another key."""
        self.editor.answer(json.dumps({"revision": self.editor.session.revision, "text": text}))
        assert self.editor.session.text == text

    def files(
        self, tool: str, files: Mapping[str, bytes] | None = None, /, **given: object
    ) -> dict[str, bytes]:
        """Return the files that a tool makes, by their names."""
        answer = self.ask(tool, files, **given)
        assert "problem" not in answer, answer["problem"]
        return {file["name"]: b64decode(file["data"]) for file in answer["files"]}


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a key."""
    (tmp_path / "key.yaml").write_text(KEY)
    return tmp_path


# --- the same files as from the commands ---


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"format": "html", "share": 0.5, "seed": 3}, ["--share", "0.5", "--seed", "3"]),
        ({"format": "html", "ids": ["sleep", "bus"]}, ["--ids", "sleep,bus"]),
        (
            {"format": "yaml", "word_bank": True, "distractors": 1},
            ["--word-bank", "--distractors", "1"],
        ),
        (
            {"format": "pdf", "blank": ["text", "kind", "link"], "paper": "a3"},
            ["--blank", "text,kind,link", "--paper", "a3"],
        ),
    ],
)
def test_a_worksheet_and_its_key_are_those_of_the_command(
    given: dict[str, Any], words: list[str], folder: Path
) -> None:
    format = given["format"]
    result = run(
        "worksheet", "key.yaml", *words, "-o", f"key-sheet.{format}", cwd=folder, stdin=b""
    )
    assert result.code == 0, result.err

    answer = Desk().ask("worksheet", **given)

    made = {file["name"]: b64decode(file["data"]) for file in answer["files"]}
    assert answer["archive"]["name"] == "key-sheet.zip"
    assert unpacked(b64decode(answer["archive"]["data"])) == made
    # The command has no key to print where a sheet is filled in on a computer.
    if format != "pdf":
        assert made.pop("key-sheet-key.html").startswith(b"<!DOCTYPE html>")
    assert answer["remarks"] == ([] if format == "pdf" else ["two_keys"])
    assert sorted(made) == [
        f"key-sheet-key.{'pdf' if format == 'pdf' else 'yaml'}",
        f"key-sheet.{format}",
    ]
    for name, data in made.items():
        assert data == (folder / name).read_bytes()


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize("has_bank", [False, True])
def test_the_key_to_print_says_which_box_is_which(format: str, has_bank: bool) -> None:
    desk = Desk(KEY.replace("Buses would come", "Buses & <b>trams</b> would come"))
    made = desk.files("worksheet", format=format, ids=["sleep", "bus"], word_bank=has_bank, seed=1)
    page = made["key-sheet-key.html"].decode()
    nothing_unsafe(page[page.index("</style>") :])
    key = argmap.loads(made["key-sheet-key.yaml"].decode())
    answers = re.findall(r"<li><b>Box (\d+)</b>(?: <b>(\w)</b>)? <bdi>(.*?)</bdi></li>", page)
    assert [(number, unescape(text)) for number, _, text in answers] == [
        ("1", key.claims["c1"].text),
        ("2", key.claims["c2"].text),
    ]
    assert {bool(letter) for _, letter, _ in answers} == {has_bank}
    assert "Key: When should school start?" in page
    # The picture has the claims that are not blank, and those that are, with their numbers.
    assert "Timetables" in page
    picture = page[page.index("<svg") :]
    assert "trams" in picture
    assert "<b>trams" not in page
    assert "<script" not in page


def test_cards_have_a_name_of_their_own(folder: Path) -> None:
    run("worksheet", "key.yaml", "--cards", "-o", "cards.pdf", cwd=folder, stdin=b"")

    made = Desk().files("worksheet", format="pdf", cards=True)

    assert list(made) == ["key-cards.pdf", "key-cards-key.pdf"]
    assert made["key-cards.pdf"] == (folder / "cards.pdf").read_bytes()


def test_reviews_are_those_of_the_command_and_are_collected_with_the_file_of_names(
    folder: Path,
) -> None:
    maps = {
        f"{name}.yaml": f"claims: {{a: Bees of {name} are busy.}}".encode() for name in ("Di", "Ed")
    }
    for name, data in maps.items():
        (folder / name).write_bytes(data)
    assert run("review", *maps, "-o", "reviews", cwd=folder).code == 0
    made = Desk().files("review", maps)
    names = (folder / "reviews-names.yaml").read_bytes()
    assert made["reviews-names.yaml"] == names
    reviews = unpacked(made["reviews.zip"])
    assert reviews == {path.name: path.read_bytes() for path in (folder / "reviews").iterdir()}

    [page] = [
        data.decode()
        for name, data in reviews.items()
        if name.startswith("Ed") and name.endswith("html")
    ]
    found = re.search(r'id="data">(.*?)</script>', page)
    assert found is not None
    sheet: str = json.loads(unescape(found[1]))["sheet"]
    returned = sheet.replace('c1:\n    text: "…"', "c1:\n    text: It is.").encode()
    answer = Desk().ask("review", {"x.yaml": returned, "reviews-names.yaml": names})
    assert answer["notes"] == ["1 review not returned, by: Di"]
    [pages] = [unpacked(b64decode(file["data"])) for file in answer["files"]]
    assert list(pages) == ["Di.html"]
    assert b"It is." in pages["Di.html"]
    assert (
        Desk()
        .ask("review", {"x.yaml": b"claims: [", "reviews-names.yaml": names})["problem"]
        .startswith("no review came back; x.yaml could not be read: ")
    )
    assert Desk().ask("review", {"Di.yaml": maps["Di.yaml"]}) == {
        "problem": "there are too few maps for a peer review"
    }


@pytest.mark.parametrize(
    ("format", "ending"), [("text", "txt"), ("gift", "gift"), ("moodle-xml", "xml")]
)
def test_a_quiz_is_that_of_the_command(format: str, ending: str, folder: Path) -> None:
    name = f"key-quiz.{ending}"
    run(
        "quiz",
        "key.yaml",
        "--count",
        "4",
        "--seed",
        "2",
        "-f",
        format,
        "-o",
        name,
        cwd=folder,
        stdin=b"",
    )

    made = Desk().files("quiz", format=format, count=4, seed=2)

    assert made == {name: (folder / name).read_bytes()}


def test_a_small_map_has_fewer_questions_and_that_is_a_note() -> None:
    [note] = Desk().ask("quiz", count=500)["notes"]
    assert note.startswith("made ")
    assert note.endswith("; the map is too small for more")


@pytest.mark.soak(but=["2"])
@pytest.mark.parametrize("hints", [1, 2, 3])
def test_marks_and_pages_are_those_of_the_command(hints: int, tmp_path: Path) -> None:
    course = ROOT / "docs" / "class"
    key = course / "key.yaml"
    maps = {path.name: path.read_bytes() for path in files("docs/class/maps/*")}
    (tmp_path / "key.yaml").write_bytes(key.read_bytes())
    (tmp_path / "class.zip").write_bytes(
        archive_of(Member(name, data) for name, data in maps.items())
    )
    words = ["grade", "class.zip", "--key", "key.yaml", "--hints", str(hints), "--names"]
    run(*words, "-o", "marks.csv", "--feedback", "pages", cwd=tmp_path, stdin=b"")
    run(*words, "-o", "class.html", cwd=tmp_path, stdin=b"")
    desk = Desk(key.read_text("utf-8"))

    answer = desk.ask(
        "grade", {"class.zip": (tmp_path / "class.zip").read_bytes()}, hints=hints, names=True
    )

    made = {file["name"]: b64decode(file["data"]) for file in answer["files"]}
    assert list(made) == ["key-marks.csv", "key-class.html", "key-feedback.zip"]
    assert made["key-marks.csv"] == (tmp_path / "marks.csv").read_bytes()
    assert made["key-class.html"] == (tmp_path / "class.html").read_bytes()
    pages = {path.name: path.read_bytes() for path in (tmp_path / "pages").iterdir()}
    assert unpacked(made["key-feedback.zip"]) == pages
    everything = unpacked(b64decode(answer["archive"]["data"]))
    assert everything.keys() == {
        "key-marks.csv",
        "key-class.html",
        *(f"feedback/{name}" for name in pages),
    }
    again = desk.ask(
        "grade", {"class.zip": (tmp_path / "class.zip").read_bytes()}, hints=hints, names=True
    )
    assert {**again, "desk": {**again["desk"], "number": 1}} == answer


def test_files_that_are_dropped_one_by_one_are_graded_whatever_their_format() -> None:
    as_json = argmap.convert(argmap.loads(KEY), "json").data
    files = {
        "anna.yaml": KEY.encode(),
        "bo.txt": LIST.encode(),
        "cleo.md": LIST.encode(),
        "dan.argdown": ARGDOWN.encode(),
        "eva.json": as_json,
        ".DS_Store": b"\0",
    }
    table = Desk().ask("grade", files)["table"]
    assert table["columns"] == ["file", "mark", "most", "undecided", "problem"]
    assert [row[0] for row in table["rows"]] == list(files)[:-1]
    assert [row[1:] for row in table["rows"] if row[0] in {"anna.yaml", "eva.json"}] == [
        ["5", "5", "0", ""],
        ["5", "5", "0", ""],
    ]
    assert not any(row[-1] for row in table["rows"])


# --- what a teacher decides ---


def marks(answer: Any) -> list[str]:
    return [row[1] for row in answer["table"]["rows"]]


def wordings(desk: Any) -> list[Any]:
    """Return what is to be decided, and what is decided."""
    return [wording for group in desk["groups"] for wording in group["wordings"]]


def test_a_decision_counts_until_it_is_taken_back_and_is_kept_as_a_file() -> None:
    desk = Desk()
    files = {"anna.yaml": REWORDED.encode()}
    first = desk.ask("grade", files)
    [group] = first["desk"]["groups"]
    [wording] = group["wordings"]
    assert group["text"] == "Rested pupils learn better."
    assert (wording["text"], wording["kind"]) == ("Pupils with more rest learn better.", "")
    assert first["table"]["rows"][0][3] == "1"

    same = {"wording": wording["id"], "kind": "same as", "claim": group["claim"]}
    decided = desk.ask("decide", desk=first["desk"]["number"], decide=[same])
    assert [wording["kind"] for wording in wordings(decided["desk"])] == ["same as"]
    assert (decided["desk"]["left"], decided["desk"]["can_undo"]) == (0, True)
    [kept] = decided["files"]
    assert kept["name"] == "matches.yaml"
    again = desk.ask("grade", {**files, "matches.yaml": b64decode(kept["data"])})
    assert marks(again) == ["5"]
    assert [wording["kind"] for wording in wordings(again["desk"])] == ["same as"]

    number = again["desk"]["number"]
    taken_back = desk.ask("decide", desk=number, decide=[{**same, "kind": ""}])
    [kept] = taken_back["files"]
    opened = desk.ask("grade", {**files, "matches.yaml": b64decode(kept["data"])})
    assert marks(opened) == marks(first)
    assert opened["desk"]["groups"] == first["desk"]["groups"]


def clicks(ask: Callable[[dict[str, Any]], Any]) -> None:
    """Decide all that a class leaves open, in one way or another, and about places and students.

    Args:
        ask: asks a desk for something, and returns what it shows then.
    """
    kinds = ("same as", "partly", "opposite of", "not in the key")
    seen = ask({"undo": True})
    while seen["left"]:
        open_ones = [
            (group["claim"], wording["id"])
            for group in seen["groups"]
            for wording in group["wordings"]
            if not wording["kind"]
        ]
        claim, number = open_ones[0]
        kind = kinds[number % 3] if claim >= 0 else kinds[3]
        seen = ask({"decide": [{"wording": number, "kind": kind, "claim": claim}]})
    same = next(wording for wording in wordings(seen) if wording["kind"] == kinds[0])
    ask({"also": {"wording": same["id"], "claim": same["others"][0]}})
    marks = ask({"grade": True})["marks"]
    keys = ("claim", "kind", "target")
    ask({"place": {key: marks["places"][0][key] for key in keys} | {"is_right": True}})
    first, second, *_ = [student["name"] for student in marks["students"]]
    ask({"student": {"name": first, "remark": " Good: go on! ", "own": "", "reason": ""}})
    ask({"student": {"name": second, "remark": "", "own": "4,5", "reason": "It's your own."}})
    ask({"student": {"name": second, "remark": "", "own": "", "reason": ""}})
    ask({"undo": True})


def test_what_the_editor_decides_is_marked_as_by_the_command(tmp_path: Path) -> None:
    course = ROOT / "docs" / "class"
    maps = {path.name: path.read_bytes() for path in files("docs/class/maps/*")}
    key = (course / "key.yaml").read_text("utf-8")
    (tmp_path / "key.yaml").write_text(key, "utf-8")
    (tmp_path / "class").mkdir()
    for name, data in maps.items():
        (tmp_path / "class" / name).write_bytes(data)
    editor = Desk(key)
    number = editor.ask("grade", maps)["desk"]["number"]
    given = dict(maps)

    def ask_editor(sent: dict[str, Any]) -> Any:
        answer = editor.ask("decide", desk=number, **sent)
        for file in answer["files"]:
            given[file["name"]] = b64decode(file["data"])
        return answer["desk"]

    clicks(ask_editor)
    made = editor.files("grade", given, names=True)

    words = ["grade", "class", "--key", "key.yaml", "--decide", "-o", "marks.csv"]
    with Running(*words, "--feedback", "pages", cwd=tmp_path, BROWSER="true") as running:
        host, token = re.findall(r"http://(\S+)/#(\S+)", running.line())[0]

        def ask_command(sent: dict[str, Any]) -> Any:
            headers = {TOKEN_HEADER: token, "Origin": f"http://{host}"}
            headers["Content-Type"] = "application/json"
            connection = HTTPConnection(host, timeout=PATIENCE)
            connection.request("POST", "/decisions", json.dumps(sent), headers)
            return json.load(connection.getresponse())

        clicks(ask_command)
        assert running.interrupted().code == 1
    words = ["grade", "class", "--key", "key.yaml", "-o", "class.html", "--names"]
    run(*words, cwd=tmp_path, stdin=b"")
    assert made["matches.yaml"] == (tmp_path / "matches.yaml").read_bytes()
    assert made["decisions.yaml"] == (tmp_path / "class/decisions.yaml").read_bytes()
    assert made["key-marks.csv"] == (tmp_path / "marks.csv").read_bytes()
    assert made["key-class.html"] == (tmp_path / "class.html").read_bytes()
    pages = {path.name: path.read_bytes() for path in (tmp_path / "pages").iterdir()}
    assert unpacked(made["key-feedback.zip"]) == pages
    assert made["decisions.yaml"].decode().count("student:") == 2
    # They are opened again as they were saved.
    again = editor.ask("grade", given)["desk"]["number"]
    opened = editor.ask("decide", desk=again, grade=True)["desk"]["marks"]
    assert [place["is_right"] for place in opened["places"]].count(True) == 1
    decided = [(each["remark"], each["own"], each["reason"]) for each in opened["students"]]
    assert decided[:2] == [("Good: go on!", "", ""), ("", "4.5", "It's your own.")]


def test_a_desk_of_maps_that_were_graded_again_takes_no_decision() -> None:
    desk = Desk()
    files = {"anna.yaml": REWORDED.encode()}
    first = desk.ask("grade", files)["desk"]
    desk.ask("grade", files)
    answer = desk.ask("decide", desk=first["number"], undo=True)
    assert answer == {"problem": "these maps were graded again elsewhere; grade them here again"}


def test_a_decision_about_a_claim_that_the_key_does_not_have_is_not_used_and_asked_again() -> None:
    claim = "Pupils with more rest learn better."
    files = {"anna.yaml": REWORDED.encode()}
    old = f"- claim: {claim}\n  same as: Bicycles are cheap.\n".encode()
    answer = Desk().ask("grade", {**files, "matches.yaml": old})
    assert [wording["kind"] for wording in wordings(answer["desk"])] == [""]
    assert answer["notes"] == ["1 decision not used: the key has no such claim, so decide again"]
    assert "matches.yaml" not in {file["name"] for file in answer["files"]}
    # A decision about a claim that is still in the key stays.
    changed = Desk(KEY.replace("Timetables can be changed.", "Timetables are no law of nature."))
    same = f"- claim: {claim}\n  same as: Rested pupils learn better.\n".encode()
    answer = changed.ask("grade", {**files, "matches.yaml": same})
    kinds = {wording["text"]: wording["kind"] for wording in wordings(answer["desk"])}
    assert kinds[claim] == "same as"


def test_what_is_not_in_the_key_is_asked_again_when_the_key_has_new_claims() -> None:
    files = {"anna.yaml": REWORDED.encode(), "matches.yaml": (
        b"- claim: Pupils with more rest learn better.\n  not in the key: true\n"
    )}  # fmt: skip
    smaller = KEY.replace("Rested pupils learn better.", "Lessons are more fun at noon.")
    desk = Desk(smaller)
    assert desk.ask("grade", files)["notes"] == []
    desk.ask("grade", files)
    desk.change(KEY)
    answer = desk.ask("grade", files)
    assert answer["notes"] == ["1 decision open again: the key has new claims, which may match"]
    assert [wording["kind"] for wording in wordings(answer["desk"])] == [""]


BIKES = """\
claims:
  bikes: {text: More people should ride bicycles., premises: [air, cost]}
  air: Bicycles do not pollute the air.
  cost: A bicycle is cheaper than a car.
"""


def test_a_key_that_next_to_nothing_matches_is_asked_about() -> None:
    files = {"anna.yaml": KEY.encode(), "bo.txt": LIST.encode(), "photo.jpg": b"\xff\xd8\xff"}
    assert Desk(BIKES).ask("grade", files)["remarks"] == ["wrong_key"]
    assert Desk().ask("grade", files)["remarks"] == []
    # One map that fits is enough, and so is a part of the key or other words for it.
    for name, fitting in (
        ("anna.yaml", KEY),
        ("anna.yaml", REWORDED),
        ("anna.txt", LIST),
        ("anna.yaml", "claims: {a: School should start at nine.}"),
    ):
        given = {"bikes.yaml": BIKES.encode(), name: fitting.encode()}
        assert Desk().ask("grade", given)["remarks"] == []
    # Where nothing can be compared, that says nothing about the key.
    assert Desk().ask("grade", {"photo.jpg": b"\xff\xd8\xff"})["remarks"] == []


def test_folders_are_shown_only_where_names_are_equal() -> None:
    archive = archive_of(
        Member(name, KEY.encode())
        for name in ("K._701_file_/AK.yaml", "L._702_file_/map.yaml", "M._703_file_/map.yaml")
    )
    answer = Desk().ask("grade", {"class.zip": archive})
    assert [row[0] for row in answer["table"]["rows"]] == [
        "AK.yaml",
        "L._702_file_/map.yaml",
        "M._703_file_/map.yaml",
    ]
    marks_file = b64decode(answer["files"][0]["data"]).decode()
    assert "K._701_file_/AK.yaml" in marks_file


def test_the_line_that_cannot_be_read_is_named() -> None:
    files = {
        "anna.yaml": KEY.encode(),
        "broken.yaml": b"title: x\nclaims: {a: [\n",
        "photo.jpg": b"\xff\xd8\xff",
    }
    table = Desk().ask("grade", files)["table"]
    lines = {row[0]: line for row, line in zip(table["rows"], table["lines"], strict=True)}
    assert lines["anna.yaml"] == lines["photo.jpg"] == 0
    assert lines["broken.yaml"] > 1


def test_a_file_of_decisions_that_is_wrong_is_named() -> None:
    files = {"anna.yaml": REWORDED.encode(), "matches.yaml": b"- claim: x\n  like: y\n"}
    [note] = Desk().ask("grade", files)["notes"]
    assert note.startswith("matches.yaml, line 1 is not used: ")
    answer = Desk().ask("grade", {**files, "matches.yaml": b"\xff\xfe\xff"})
    assert answer["problem"].startswith("matches.yaml: ")


# --- hostile files ---


@pytest.mark.soak
@pytest.mark.parametrize("case", all_cases(f"{FOLDER}/archives.txt"), ids=lambda case: case.title)
def test_a_hostile_archive_is_answered_as_the_command_does(case: Case, tmp_path: Path) -> None:
    members = []
    for file in files_of(case):
        path, _, how = file.name.partition(" | ")
        members.append(Member(path, file.data, how))
    archive = archive_of(members)
    (tmp_path / "key.yaml").write_text("claims: {a: Apples are red.}\n")
    (tmp_path / "class.zip").write_bytes(archive)
    words = ["grade", "class.zip", "--key", "key.yaml", "-f", "csv"]
    expected = run(*words, cwd=tmp_path, stdin=b"").out

    made = Desk("claims: {a: Apples are red.}\n").files("grade", {"class.zip": archive})

    assert made["key-marks.csv"].decode() == expected
    nothing_unsafe(made["key-class.html"].decode())


def rows(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the problem of each file."""
    answer = Desk().ask("grade", files)
    return {row[0]: row[-1] for row in answer["table"]["rows"]}


def test_what_is_no_map_is_a_row_with_the_reason() -> None:
    inner = archive_of([Member("inner.yaml", KEY.encode())])
    archive = archive_of(
        [
            Member("inner.zip", inner),
            Member("essay.docx", b"no document"),
            Member("photo.jpg", b"\xff\xd8\xff\xe0"),
            Member("empty.yaml", b""),
            Member("broken.yaml", b"claims: {a: ["),
            Member("map.yaml", KEY.encode()),
        ]
    )
    problems = rows({"class.zip": archive, "memo.docx": b"PK\x03\x04", "notes.pdf": b"%PDF-1.4"})
    assert problems.pop("map.yaml") == ""
    assert set(problems) == {
        "inner.zip",
        "essay.docx",
        "photo.jpg",
        "empty.yaml",
        "broken.yaml",
        "memo.docx",
        "notes.pdf",
    }
    assert all(problems.values())
    assert problems["photo.jpg"].startswith("this is a JPEG picture, not a map")
    assert problems["notes.pdf"].startswith("this is a PDF document, not a map")


@pytest.mark.soak
def test_of_ten_thousand_files_a_thousand_are_graded_and_the_others_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_SUBMISSIONS", "20")
    archive = archive_of(Member(f"{number:05}.yaml", LIST.encode()) for number in range(10_000))
    problems = rows({"class.zip": archive})
    assert len(problems) == 10_000
    refused = [problem for problem in problems.values() if "contains too many files" in problem]
    assert len(refused) == 9_980


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "these files contain no map"),
        ({".DS_Store": b"x"}, "these files contain no map"),
        ({"class.zip": archive_of([])}, "these files contain no map"),
        ({"class.zip": archive_of([Member("__MACOSX/._a", b"x")])}, "these files contain no map"),
        ({"class.zip": b"PK\x03\x04 cut off"}, "cannot read the archive class.zip, because it is damaged or incomplete"),
        ({"class.zip": b"not packed at all"}, "cannot read the archive class.zip, because it is damaged or incomplete"),
        ({"class.zip": b""}, "cannot read the archive class.zip, because it is damaged or incomplete"),
    ],
)  # fmt: skip
def test_what_cannot_be_graded_at_all_is_a_sentence(files: dict[str, bytes], problem: str) -> None:
    answer = Desk().ask("grade", files)
    assert answer["problem"].startswith(problem)
    assert "files" not in answer


def test_too_much_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_MAX_INPUT_MB", "1")
    answer = Desk().ask("grade", {"a.yaml": bytes(600_000), "b.yaml": bytes(600_000)})
    assert answer["problem"].startswith("these files are too large: the limit is 1 MB")


def test_a_bug_that_one_file_meets_is_not_the_whole_classs(monkeypatch: pytest.MonkeyPatch) -> None:
    from argmap.classroom import Grader, Submission

    compare = Grader.result_of

    def fail(self: Grader, submission: Submission) -> object:
        if submission.name == "b.yaml" and submission.map is not None:
            raise ZeroDivisionError
        return compare(self, submission)

    monkeypatch.setattr(Grader, "result_of", fail)
    problems = rows({"a.yaml": KEY.encode(), "b.yaml": KEY.encode()})
    assert problems["a.yaml"] == ""
    assert problems["b.yaml"].startswith("this is a bug in argmap; please report it: ")


# --- hostile messages ---


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("worksheet", {"format": "exe"}),
        ("worksheet", {"format": 3}),
        ("worksheet", {"share": 0}),
        ("worksheet", {"share": 1e9}),
        ("worksheet", {"share": "half"}),
        ("worksheet", {"share": True}),
        ("worksheet", {"ids": ["nobody"]}),
        ("worksheet", {"ids": [["nine"]]}),
        ("worksheet", {"ids": "nine"}),
        ("worksheet", {"blank": ["everything"]}),
        ("worksheet", {"blank": ["kind"]}),
        ("worksheet", {"distractors": -1, "word_bank": True}),
        ("worksheet", {"distractors": 1_000, "word_bank": True}),
        ("worksheet", {"distractors": 2}),
        ("worksheet", {"seed": 0.5}),
        ("worksheet", {"paper": "../a4"}),
        ("worksheet", {"format": "pdf", "paper": "wall"}),
        ("quiz", {"count": 0}),
        ("quiz", {"count": 10**9}),
        ("quiz", {"format": "pdf"}),
        ("grade", {"hints": 4}),
        ("grade", {"names": "yes"}),
        ("decide", {"desk": 1, "undo": True}),
        ("nothing", {}),
        ("__class__", {}),
    ],
)
def test_an_argument_that_is_wrong_is_a_sentence(tool: str, given: dict[str, object]) -> None:
    answer = Desk().ask(tool, {"anna.yaml": KEY.encode()} if tool == "grade" else None, **given)
    assert list(answer) == ["problem"]
    nothing_unsafe(answer["problem"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"tool": ["quiz"]},
        {"tool": "quiz", "arguments": []},
        {"tool": "quiz", "files": {}},
        {"tool": "quiz", "name": 3},
        {"tool": "grade", "files": ["a"]},
        {"tool": "grade", "files": [{"name": "a.yaml"}]},
        {"tool": "grade", "files": [{"name": "a.yaml", "data": "%%%"}]},
        {"tool": "grade", "files": [{"name": 3, "data": ""}]},
    ],
)
def test_a_message_that_is_wrong_is_a_sentence(wrong: dict[str, object]) -> None:
    editor = Desk().editor
    answer = editor.answer_object({"revision": 0, **wrong})
    assert list(answer) == ["revision", "problem"]


def test_an_editor_without_tools_says_so() -> None:
    answer = Editor(KEY).answer_object({"revision": 0, "tool": "quiz"})
    assert answer == {"revision": 0, "problem": "this editor has no such tool"}


def test_a_broken_text_makes_no_worksheet_and_no_key() -> None:
    desk = Desk(KEY + "  broken: {text: [\n")
    for tool in ("worksheet", "quiz", "grade"):
        assert desk.ask(tool) == {"problem": "the text has errors; fix them first"}


@pytest.mark.parametrize("text", ["claims: {a: A.}\n", "claims: {}\n", ""])
def test_a_map_without_reasons_is_a_sentence(text: str) -> None:
    desk = Desk(text)
    assert list(desk.ask("quiz")) == ["problem"]
    assert list(desk.ask("worksheet", blank=["link"], format="pdf")) == ["problem"]
    graded = desk.ask("grade", {"a.yaml": KEY.encode()})
    assert "problem" in graded or graded["table"]["rows"]


def test_files_have_the_name_that_the_page_knows() -> None:
    desk = Desk()
    for name, stem in (
        ("My map.md", "My map"),
        ("C:\\maps\\school.yaml", "school"),
        ("../up.yaml", "up"),
        ("", "map"),
    ):
        answer = desk.editor.answer_object({"revision": 0, "tool": "quiz", "name": name})
        files = answer["files"]
        assert isinstance(files, list)
        assert [file["name"] for file in files] == [f"{stem}-quiz.txt"]


def test_a_name_that_is_not_in_utf_8_is_only_a_name() -> None:
    archive = archive_of([Member("B_rbel.yaml", KEY.encode())]).replace(b"B_rbel", b"B\xe4rbel")
    [(name, problem)] = rows({"class.zip": archive}).items()
    assert name.endswith("rbel.yaml")
    assert problem == ""


def test_the_folders_of_the_key_are_nobodys_concern() -> None:
    desk = Desk(KEY, "/home/ann/secret/key.yaml")
    made = desk.files("grade", {"anna.yaml": KEY.encode()})
    assert list(made) == ["key-marks.csv", "key-class.html", "key-feedback.zip"]
    assert b"secret" not in made["key-marks.csv"] + made["key-class.html"]


def test_a_mark_is_none_yet_wherever_it_is_shown(tmp_path: Path) -> None:
    map = "claims: {a: {text: Schools ought to begin at nine., premises: [b]}, b: Students could rest.}"
    (tmp_path / "key.yaml").write_text(
        "claims: {a: {text: School should start at nine., premises: [b]}, b: Pupils would sleep.}"
    )
    (tmp_path / "anna.yaml").write_text(map)
    words = ["grade", "anna.yaml", "--key", "key.yaml", "-f"]
    text = run(*words, "text", cwd=tmp_path).out
    [row] = csv.DictReader(io.StringIO(run(*words, "csv", cwd=tmp_path).out))
    [entry] = json.loads(run(*words, "json", cwd=tmp_path).out)["maps"]
    page = run(*words, "html", cwd=tmp_path).out
    editor = Desk((tmp_path / "key.yaml").read_text())
    [[_, mark, most, *_]] = editor.ask("grade", {"anna.yaml": map.encode()})["table"]["rows"]
    assert "Provisional mark: none yet." in text
    assert (row["mark"], row["provisional"]) == ("", "yes")
    assert (entry["mark"], entry["provisional"]) == (None, True)
    assert "0 of 4" not in page
    assert (mark, most) == ("", "4")
