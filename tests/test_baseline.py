"""`argmap check --baseline`: what is known is left out, what is new is reported and fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run import argmap

MAP = "claims:\n  start: {text: School should start at nine., premises: [sleep]}\n  sleep: Teenagers would sleep more.\n"
SUPPORT = ("--select", "unsupported-claim")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAP)
    made = argmap("check", "map.yaml", *SUPPORT, "--write-baseline", "known.json", cwd=tmp_path)
    assert made == (0, "", "wrote 1 finding to known.json\n")
    return tmp_path


def test_the_file(folder: Path) -> None:
    assert (folder / "known.json").read_text() == (
        '{"argmap_baseline": 1, "findings": [\n'
        '  {"file": "map.yaml", "rule": "unsupported-claim", "subject": "sleep", "count": 1}\n'
        "]}\n"
    )


def test_names_in_any_script_stay_readable_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "школа.yaml").write_text(MAP.replace("sleep", "сон"), encoding="utf-8")
    argmap("check", "школа.yaml", *SUPPORT, "--write-baseline", "known.json", cwd=tmp_path)
    assert (tmp_path / "known.json").read_text(encoding="utf-8") == (
        '{"argmap_baseline": 1, "findings": [\n'
        '  {"file": "школа.yaml", "rule": "unsupported-claim", "subject": "сон", "count": 1}\n'
        "]}\n"
    )


def test_what_is_known_is_left_out_while_lines_move(folder: Path) -> None:
    (folder / "map.yaml").write_text("# moved\n\n" + MAP)
    result = argmap(
        "check", "map.yaml", *SUPPORT, "--baseline", "known.json", "-f", "concise", cwd=folder
    )
    assert result.code == 0
    assert result.out == "2 claims (1 unsupported); 1 reason; nothing found\n"
    assert result.err == "known.json: 1 known finding ignored\n"


def test_what_is_new_is_reported_and_fails_from_any_folder(folder: Path) -> None:
    (folder / "map.yaml").write_text(
        MAP.replace("[sleep]", "[buses]") + "  buses: Buses are cheaper then.\n"
    )
    inner = folder / "inner"
    inner.mkdir()
    result = argmap(
        "check", "../map.yaml", *SUPPORT, "--baseline", "../known.json", "-f", "concise", cwd=inner
    )
    assert result.code == 1
    assert result.out.splitlines()[:-1] == [
        "../map.yaml:4:3: warning[unsupported-claim]: `buses` (Buses are cheaper then.) is unsupported"
    ]
    (folder / "map.yaml").write_text(
        "claims:\n  start: {text: School should start at nine., common_ground: true}\n"
    )
    gone = argmap("check", "map.yaml", *SUPPORT, "--baseline", "known.json", cwd=folder)
    assert gone.err == (
        "known.json: 0 known findings ignored; 1 fixed since then (to update the file, use `--write-baseline`)\n"
    )


def test_it_is_written_over_an_older_one(folder: Path) -> None:
    (folder / "map.yaml").write_text(
        "claims:\n  start: {text: School should start at nine., common_ground: true}\n"
    )
    argmap("check", "map.yaml", *SUPPORT, "--write-baseline", "known.json", cwd=folder)
    assert (folder / "known.json").read_text() == '{"argmap_baseline": 1, "findings": [\n\n]}\n'
    assert argmap("check", "map.yaml", *SUPPORT, "--baseline", "known.json", cwd=folder).code == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "none.json",
            None,
            "no such baseline: none.json (to create the baseline, use `--write-baseline none.json`)",
        ),
        ("b.json", "{", "b.json cannot be read as a baseline"),
        ("b.json", "[]", "b.json is not an argmap baseline"),
        (
            "b.json",
            '{"argmap_baseline": 9}',
            "b.json is a baseline of version 9, but this argmap reads version 1",
        ),
        (
            "b.json",
            '{"argmap_baseline": 1}',
            "b.json is not an argmap baseline: `findings` must be a list",
        ),
        (
            "b.json",
            '{"argmap_baseline": 1, "findings": [3]}',
            "b.json is not an argmap baseline: one of its findings is malformed",
        ),
    ],
)
def test_what_is_no_baseline_is_said_and_left(
    folder: Path, name: str, text: str | None, message: str
) -> None:
    if text is not None:
        (folder / name).write_text(text)
    assert argmap("check", "map.yaml", "--baseline", name, cwd=folder) == (
        2,
        "",
        f"argmap: {message}\n",
    )
    if text is not None:
        written = argmap("check", "map.yaml", "--write-baseline", name, cwd=folder)
        assert written == (2, "", f"argmap: {message}\n")
        assert (folder / name).read_text() == text


def test_a_baseline_is_not_written_where_a_map_cannot_be_read_nor_over_the_map(
    folder: Path,
) -> None:
    broken = argmap("check", "none.yaml", "--write-baseline", "new.json", cwd=folder)
    assert (broken.code, broken.out) == (2, "")
    assert not (folder / "new.json").exists()
    assert argmap("check", "map.yaml", "--write-baseline", "map.yaml", cwd=folder).code == 2
    assert (folder / "map.yaml").read_text() == MAP
    unread = argmap("check", "none.yaml", "--baseline", "known.json", "-f", "concise", cwd=folder)
    assert unread.code == 2
    assert "error[cannot-read]" in unread.out
