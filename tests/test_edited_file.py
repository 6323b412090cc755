"""The file of a map that is edited on a page: saved whole, and never over what others have saved."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

import argmap
from argmap.page import EditedFile, FileState
from tests.case import Case
from tests.hostile_case import files_of
from tests.test_hostile import CORPUS, every_fifth_or_soak

MAP = """\
title: Should we go by bike?
claims:
  go: {text: We should go by bike., premises: [healthy], rebuttals: [rain]}
  healthy: Cycling is healthy.
  # as the forecast has it
  rain: It will rain.
  cold: It is cold.
"""
POUR = MAP.replace("It will rain.", "It will pour.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bike.yaml"
    path.write_text(MAP)
    return path


@pytest.fixture
def file(path: Path) -> EditedFile:
    return EditedFile(str(path))


def ask(file: EditedFile, **message: object) -> dict[str, Any]:
    return file.answer({"revision": file.editor.session.revision, **message})


def add_reason(file: EditedFile, claim: str, text: str) -> dict[str, Any]:
    answer = ask(file, operation="add_reason", arguments={"claim": claim, "text": text})
    assert "problem" not in answer
    return answer


def texts_in(path: Path) -> set[str]:
    return {claim.text for claim in argmap.loads(path.read_text()).claims.values()}


# --- saving ---


def test_a_change_is_saved_with_all_else_as_it_was(file: EditedFile, path: Path) -> None:
    assert file.state is FileState.SAVED
    answer = ask(file, text=POUR)
    assert answer["file"] == {"name": str(path), "state": "unsaved", "problem": ""}
    assert path.read_text() == MAP
    file.save()
    assert (file.state, path.read_text()) == (FileState.SAVED, POUR)


def test_broken_text_is_saved_too_and_said_so(file: EditedFile, path: Path) -> None:
    ask(file, text=MAP + "- [")
    file.save()
    assert (file.state.value, path.read_text()) == ("saved, with errors", MAP + "- [")


def test_what_is_not_changed_is_not_written(file: EditedFile, path: Path) -> None:
    before = path.stat()
    ask(file, text=POUR)
    ask(file, undo=True)
    file.save()
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_page_can_ask_to_save_at_once(file: EditedFile, path: Path) -> None:
    ask(file, text=POUR)
    assert ask(file, save=True)["file"]["state"] == "saved"
    assert path.read_text() == POUR


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_byte_order_mark_and_line_ends_stay(path: Path, end: str) -> None:
    data = b"\xef\xbb\xbf" + MAP.replace("\n", end).encode()
    path.write_bytes(data)
    file = EditedFile(str(path))
    assert not ask(file, state=True)["text"].startswith("\ufeff")
    ask(file, text=POUR)
    file.save()
    assert path.read_bytes() == data.replace(b"will rain", b"will pour")


def test_a_link_and_the_rights_of_the_file_stay(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(path.name)
    path.chmod(0o640)
    file = EditedFile(str(link))
    ask(file, text=POUR)
    file.save()
    assert (file.state, link.is_symlink(), path.read_text()) == (FileState.SAVED, True, POUR)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_with_another_name_keeps_it(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.hardlink_to(path)
    file = EditedFile(str(path))
    ask(file, text=POUR)
    file.save()
    assert other.read_text() == POUR


def test_this_page_opens_no_other_text(file: EditedFile, path: Path) -> None:
    answer = ask(file, open={"text": "claims: {a: A.}", "name": "/etc/passwd"})
    assert answer["problem"] == f"this page edits {path}, and opens no other text"
    assert file.editor.session.text == MAP


# --- what others save ---


def test_what_others_save_is_taken_over(file: EditedFile, path: Path) -> None:
    path.write_text(POUR)
    file.look()
    assert file.editor.session.text == POUR
    assert (file.state, file.editor.session.can_undo) == (FileState.SAVED, False)
    assert file.news["revision"] == 1


def test_operations_are_done_again_on_what_others_saved(file: EditedFile, path: Path) -> None:
    # Both add a reason for one claim, which are changes to one line.
    add_reason(file, "go", "It costs little.")
    add_reason(file, "rain", "The sky is dark.")
    theirs = EditedFile(str(path))
    add_reason(theirs, "go", "Parking is scarce.")
    theirs.save()
    file.save()
    assert file.state is FileState.SAVED
    added = {"It costs little.", "The sky is dark.", "Parking is scarce."}
    assert added <= texts_in(path)
    theirs.look()
    assert theirs.editor.session.text == path.read_text() == file.editor.session.text
    assert "# as the forecast has it" in path.read_text()


def test_typed_text_is_joined_with_what_others_saved(file: EditedFile, path: Path) -> None:
    ask(file, text=MAP.replace("Cycling is", "Bikes are"))
    path.write_text(POUR)
    file.look()
    file.save()
    assert path.read_text() == POUR.replace("Cycling is", "Bikes are")


@pytest.mark.parametrize("is_broken", [False, True])
def test_typed_text_is_joined_though_it_is_broken(
    file: EditedFile, path: Path, *, is_broken: bool
) -> None:
    broken = "title: [\n" + MAP.partition("\n")[2]
    ask(file, text=broken if is_broken else MAP.replace("title: ", "title: So: "))
    path.write_text(POUR)
    file.save()
    assert file.state is FileState.SAVED_WITH_ERRORS
    assert "It will pour." in path.read_text()


def test_undo_leaves_alone_what_others_saved(file: EditedFile, path: Path) -> None:
    add_reason(file, "go", "It costs little.")
    file.save()
    path.write_text(path.read_text().replace("It will rain.", "It will pour."))
    file.look()
    add_reason(file, "healthy", "Doctors say so.")
    ask(file, undo=True)
    assert not ask(file, undo=True)["can_undo"]
    file.save()
    assert path.read_text() == POUR
    ask(file, redo=True)
    ask(file, redo=True)
    file.save()
    assert {"It costs little.", "Doctors say so.", "It will pour."} <= texts_in(path)


def test_undo_ends_where_it_would_meet_what_others_saved(file: EditedFile, path: Path) -> None:
    ask(file, text=MAP.replace("It will rain.", "It will snow."))
    ask(file, text=MAP.replace("It will rain.", "It will snow.") + "# end\n")
    file.save()
    path.write_text(POUR + "# end\n")
    file.look()
    assert ask(file, undo=True)["can_undo"] is False
    assert file.editor.session.text == POUR


def test_a_change_that_failed_half_way_is_not_lost(
    file: EditedFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(file.editor, "_shown", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            add_reason(file, "cold", "It is winter.")
    path.write_text(MAP.replace("Should we", "Shall we"))
    file.look()
    file.save()
    assert "It is winter." in texts_in(path)
    assert "Shall we" in path.read_text()


# --- where one must choose ---


def in_conflict(file: EditedFile, path: Path) -> dict[str, Any]:
    ask(file, text=MAP.replace("It will rain.", "It will snow."))
    path.write_text(POUR)
    file.look()
    assert file.state is FileState.CONFLICT
    return file.shown()


def test_changes_to_one_claim_are_asked_about(file: EditedFile, path: Path) -> None:
    shown = in_conflict(file, path)
    assert shown["problem"] == (
        f"{path} was changed by another program, in the same places as here; choose which text to"
        " keep"
    )
    assert shown["theirs"] == POUR
    assert "-  rain: It will pour." in shown["difference"].splitlines()
    assert "+  rain: It will snow." in shown["difference"].splitlines()
    # Nothing is written meanwhile, whatever else is changed.
    add_reason(file, "cold", "It is winter.")
    file.save()
    file.look()
    assert path.read_text() == POUR


def test_mine_is_kept(file: EditedFile, path: Path) -> None:
    in_conflict(file, path)
    answer = ask(file, keep="mine")
    assert answer["file"]["state"] == "saved"
    assert path.read_text() == answer["text"] == MAP.replace("will rain", "will snow")


def test_the_text_of_the_file_is_kept_and_undo_brings_back_mine(
    file: EditedFile, path: Path
) -> None:
    in_conflict(file, path)
    answer = ask(file, keep="file")
    assert (answer["text"], answer["file"]["state"]) == (POUR, "saved")
    ask(file, undo=True)
    file.save()
    assert path.read_text() == MAP.replace("will rain", "will snow")


def test_what_is_saved_while_one_chooses_is_not_lost(file: EditedFile, path: Path) -> None:
    in_conflict(file, path)
    path.write_text(POUR.replace("Should we", "Shall we"))
    answer = ask(file, keep="mine")
    # The title was not part of the choice.
    assert answer["file"]["state"] == "saved"
    assert "Shall we" in path.read_text()
    assert "It will snow." in path.read_text()


def test_there_may_be_nothing_to_choose_between(file: EditedFile) -> None:
    for kept in ("mine", "file", "", 3):
        assert ask(file, keep=kept)["problem"] == "there is nothing to choose between"


def test_an_operation_on_a_claim_that_others_changed_is_asked_about(
    file: EditedFile, path: Path
) -> None:
    add_reason(file, "rain", "The sky is dark.")
    path.write_text(POUR)
    file.save()
    assert file.state is FileState.CONFLICT


def test_deleting_does_not_take_what_others_added(file: EditedFile, path: Path) -> None:
    ask(file, operation="delete", arguments={"claim": "healthy"})
    theirs = EditedFile(str(path))
    add_reason(theirs, "healthy", "Doctors say so.")
    theirs.save()
    file.save()
    assert file.state is FileState.CONFLICT
    assert "Doctors say so." in texts_in(path)


# --- what keeps a file from being saved ---


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_read_only_file_keeps_the_text_in_the_editor(file: EditedFile, path: Path) -> None:
    path.chmod(0o444)
    ask(file, text=POUR)
    file.save()
    shown = ask(file, state=True)["file"]
    assert (shown["state"], shown["problem"]) == (
        "not saved",
        f"cannot write {path}: the file is read-only",
    )
    draft = file.finish()
    assert Path(draft).read_text() == POUR
    assert Path(draft).name == "bike-draft.yaml"
    assert path.read_text() == MAP
    assert Path(file.finish()).name == "bike-draft2.yaml"


def test_a_full_disk_loses_nothing(
    file: EditedFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_handle: int, _data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    ask(file, text=POUR)
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", write)
        file.save()
    assert path.read_text() == MAP
    assert file.shown()["problem"] == f"cannot write {path}: No space left on device"
    assert list(path.parent.iterdir()) == [path]
    file.save()
    assert (file.state, path.read_text()) == (FileState.SAVED, POUR)


def test_a_deleted_file_is_created_again_by_the_next_change(file: EditedFile, path: Path) -> None:
    path.unlink()
    for _ in range(2):
        file.look()
        file.save()
        assert file.shown()["problem"] == (f"{path} was deleted; your next change creates it again")
    assert not path.exists()
    ask(file, text=POUR)
    file.save()
    assert (file.state, path.read_text()) == (FileState.SAVED, POUR)


def test_a_deleted_file_that_comes_back_is_taken_over(file: EditedFile, path: Path) -> None:
    path.unlink()
    file.look()
    path.write_text(POUR)
    file.look()
    assert (file.state, file.editor.session.text) == (FileState.SAVED, POUR)


def test_the_text_of_a_deleted_file_is_kept_at_the_end(file: EditedFile, path: Path) -> None:
    path.unlink()
    assert Path(file.finish()).read_text() == MAP


def test_a_file_that_is_no_text_any_more_is_left_alone(file: EditedFile, path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")
    ask(file, text=POUR)
    file.save()
    assert file.shown()["problem"] == (
        f"{path} was saved by another program, and is not UTF-8 any more"
    )
    assert path.read_bytes() == b"\xff\xfe\x00"
    assert Path(file.finish()).read_text() == POUR


def test_a_folder_in_its_place_is_a_sentence(file: EditedFile, path: Path) -> None:
    path.unlink()
    path.mkdir()
    ask(file, text=POUR)
    file.save()
    assert file.shown()["problem"] == f"cannot read {path}: Is a directory"


# --- what the map names besides ---


def test_included_files_are_shown_and_followed(tmp_path: Path) -> None:
    path, part = tmp_path / "map.yaml", tmp_path / "part.yaml"
    part.write_text("claims: {rain: It will rain.}\n")
    path.write_text("include: [part.yaml]\nclaims: {go: {text: We go., rebuttals: [rain]}}\n")
    file = EditedFile(str(path))
    state = ask(file, state=True)
    assert [claim["id"] for claim in state["map"]["claims"]] == ["go", "rain"]
    assert [place["file"] for place in state["places"]] == [str(path), str(part)]
    part.write_text("claims: {rain: It will pour cats and dogs.}\n")
    file.look()
    state = ask(file, state=True)
    assert state["revision"] == 1
    assert state["map"]["claims"][1]["text"] == "It will pour cats and dogs."
    assert not state["can_undo"]


def test_claims_of_included_files_are_edited_in_their_own_file(tmp_path: Path) -> None:
    path, part = tmp_path / "map.yaml", tmp_path / "part.yaml"
    part.write_text("claims: {rain: It will rain.}\n")
    path.write_text("include: [part.yaml]\nclaims: {go: {text: We go., rebuttals: [rain]}}\n")
    file = EditedFile(str(path))
    answer = ask(file, operation="set_text", arguments={"claim": "rain", "text": "It will pour."})
    assert (
        answer["problem"] == f"`rain` is in {part}; to change that file, run `argmap edit {part}`"
    )
    [inference] = argmap.load(path).inferences
    answer = ask(
        file, operation="add_undercutter", arguments={"inference": inference, "text": "It dries."}
    )
    assert "problem" not in answer
    ask(file, undo=True)
    typed = path.read_text().replace("We go.", "We should go.")
    assert "problem" not in ask(file, text=typed)
    file.save()
    assert (path.read_text(), part.read_text()) == (typed, "claims: {rain: It will rain.}\n")


def test_no_file_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("claims: {secret: The secret.}\n")
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "link.yaml").symlink_to("../secret.yaml")
    path = folder / "map.yaml"
    path.write_text("claims: {go: We go.}\n")
    file = EditedFile(str(path))
    for named in ("../secret.yaml", str(tmp_path / "secret.yaml"), "link.yaml"):
        answer = ask(file, text=f"include: ['{named}']\nclaims: {{go: We go.}}\n")
        assert answer["is_broken"]
        assert "The secret" not in str(answer)


def test_quotations_are_checked_and_followed(tmp_path: Path) -> None:
    path, source = tmp_path / "map.yaml", tmp_path / "source.txt"
    source.write_text("It will rain tomorrow.")
    path.write_text(
        "sources: {news: {title: News, file: source.txt}}\n"
        'claims: {rain: {text: It will rain., stated_in: news, quote: "It will rain"}}\n'
    )
    file = EditedFile(str(path))

    def codes() -> set[str]:
        return {finding["code"] for finding in ask(file, state=True)["findings"]}

    before = codes()
    source.write_text("It will snow tomorrow, and for long.")
    file.look()
    assert codes() != before


def test_wrong_settings_of_the_project_are_a_finding(
    file: EditedFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.argmap.check]\nselect = 3\n")
    monkeypatch.chdir(tmp_path)
    answer = ask(file, text=POUR)
    assert answer["findings"][0]["code"] == "not-checked"
    assert "select" in answer["findings"][0]["message"]
    file.save()
    assert file.state is FileState.SAVED


# --- files that cannot be edited ---


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("gone.yaml", None, "gone.yaml does not exist; to create it, run `argmap edit .*--new`"),
        ("map.json", b'{"claims": {"a": "A."}}', "cannot edit files in the format `json`"),
        ("map.argdown", b"[A]: A.\n  + B.\n", "cannot edit files in the format `argdown`"),
        ("map.yaml", "claims: {a: Café}".encode("utf-16"), "is not UTF-8, so argmap cannot edit"),
        ("map.yaml", "claims: {a: C'est un été.}".encode("cp1252"), "is not UTF-8, so argmap"),
        ("map.yaml", b"\x89PNG\r\n\x1a\n", "is a PNG"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_edited_is_a_sentence(
    tmp_path: Path, name: str, data: bytes | None, problem: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(argmap.ArgmapError, match=problem):
        EditedFile(str(path))


def test_a_document_is_edited_as_a_copy(path: Path, tmp_path: Path) -> None:
    document = tmp_path / "bike.docx"
    document.write_bytes(argmap.convert(argmap.load(path), "docx").data)
    with pytest.raises(argmap.ArgmapError, match="cannot edit files in the format `docx`"):
        EditedFile(str(document))


def opened(path: Path) -> EditedFile | None:
    """Return a file, or None if it is refused."""
    try:
        return EditedFile(str(path))
    except argmap.InvalidMap:
        return None  # a report of several lines
    except argmap.ArgmapError as refusal:
        problem = str(refusal)
    assert "\n" not in problem
    return None


@pytest.mark.parametrize("case", every_fifth_or_soak(CORPUS, 0))
def test_hostile_files_are_edited_or_refused(case: Case, tmp_path: Path) -> None:
    first, *others = files_of(case)
    for file in (first, *others):
        if not file.name.isprintable() or len(file.name) > 100 or file.name.count("/") > 1:
            return
        place = tmp_path / file.name.lstrip("/.")
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(file.data)
    path = tmp_path / first.name.lstrip("/.")
    edited = opened(path)
    if edited is None:
        return
    answer = ask(edited, text=edited.editor.session.text + "\n# The end.\n")
    assert "problem" not in answer
    edited.save()
    assert edited.problem == ""
    # All else is as it was.
    assert path.read_bytes() == first.data + b"\n# The end.\n"


# --- two writers ---


class Writers:
    """Two writers of one file who change, look and save in any order.

    Attributes:
        expected: what somebody has written, and nobody has taken back or decided against.
        conflicts: how often they were asked.
    """

    def __init__(self, path: Path, seed: int) -> None:
        path.write_text(MAP)
        self.path = path
        self.random = Random(seed)  # noqa: S311
        self.files = [EditedFile(str(path)) for _ in range(2)]
        self.expected: set[str] = set()
        self.conflicts = 0

    def go_on(self, number: int) -> None:
        """Let one of them do something."""
        random = self.random
        who = random.randrange(2)
        file = self.files[who]
        before = file.editor.session.text
        text = f"Because of {number}."
        chosen = random.choice(["reason", "objection", "reword", "type", "undo", "save", "look"])
        match chosen:
            case ("reason" | "objection") as role:
                claim = random.choice(["go", "rain", "healthy", "cold"])
                ask(file, operation=f"add_{role}", arguments={"claim": claim, "text": text})
                self.expected.add(text)
            case "reword":
                own = ["healthy", "cold"][who]
                ask(file, operation="set_text", arguments={"claim": own, "text": text})
                self.expected.add(text)
            case "type":
                place = ["title:", "claims:"][who]
                ask(file, text=before.replace(place, f"# {text}\n{place}", 1))
                self.expected.add(text)
            case "undo":
                ask(file, undo=True)
            case "save":
                file.save()
            case "look":
                file.look()
        if file.state is FileState.CONFLICT:
            self.choose(file)
        elif chosen in ("reword", "undo"):
            after = file.editor.session.text
            self.expected -= {
                each for each in self.expected if each in before and each not in after
            }

    def choose(self, file: EditedFile) -> None:
        """Choose one of two texts, both of which are there."""
        self.conflicts += 1
        mine, theirs = file.editor.session.text, self.path.read_text()
        shown = ask(file, state=True)
        assert (shown["text"], shown["file"]["theirs"]) == (mine, theirs)
        kept = self.random.choice(["mine", "file"])
        ask(file, keep=kept)
        kept_text, other = (mine, theirs) if kept == "mine" else (theirs, mine)
        assert file.editor.session.text == kept_text
        self.expected -= {each for each in self.expected if each in other and each not in kept_text}

    def finish(self) -> str:
        """Let both save, and return their text."""
        for file in self.files * 3:
            file.look()
            if file.state is FileState.CONFLICT:
                self.choose(file)
            file.save()
        one, two = (file.editor.session.text for file in self.files)
        assert one == two == self.path.read_text()
        return one


def write_in_turns(path: Path, seed: int) -> int:
    """Return how often two writers were asked; no change that nobody took back is lost."""
    writers = Writers(path, seed)
    for number in range(101, 113):
        writers.go_on(number)
    text = writers.finish()
    assert argmap.loads(text)
    for each in writers.expected:
        assert each in text
    return writers.conflicts


@pytest.mark.soak(but=["1", "2", "3"])
@pytest.mark.parametrize("seed", range(20))
def test_two_writers_lose_nothing(path: Path, seed: int) -> None:
    write_in_turns(path, seed)


@pytest.mark.skipif(os.name != "posix", reason="needs locks of POSIX")
def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    def write(name: str, number: int) -> None:
        file = EditedFile(str(path))
        for each in range(number):
            add_reason(file, "go", f"{name} {each}.")
            file.save()
            assert file.state is FileState.SAVED, file.problem

    threads = [Thread(target=write, args=[name, 15]) for name in ("Anna", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = {f"{name} {each}." for name in ("Anna", "Ben") for each in range(15)}
    assert expected <= texts_in(path)


@pytest.mark.soak
def test_two_writers_lose_nothing_in_a_thousand_orders(path: Path) -> None:
    asked = sum(write_in_turns(path, seed) for seed in range(1_000))
    # Mostly, nobody has to choose.
    assert asked < 500
