"""What people type who don't know argmap's commands: the line to type is printed, and nothing is run."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.run import argmap

MAP = "title: Lying\nclaims: {a: {text: Lying is wrong., premises: [b]}, b: Nobody likes it.}\n"


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("draw map.yaml", ["argmap render map.yaml"]),
        ("show map.yaml", ["argmap outline map.yaml", "argmap render map.yaml"]),
        ("validate map.yaml", ["argmap check map.yaml"]),
        ("lint map.yaml", ["argmap check map.yaml"]),
        ("verdicts map.yaml", ["argmap evaluate map.yaml"]),
        (
            "compare map.yaml b.yaml",
            ["argmap diff map.yaml b.yaml", "argmap grade map.yaml --key b.yaml"],
        ),
        (
            "export map.yaml",
            ["argmap convert map.yaml -o map.json", "argmap outline map.yaml -o map.docx"],
        ),
        ("create new.md", ["argmap new new.md"]),
        ("open map.yaml", ["argmap edit map.yaml", "argmap preview map.yaml --open"]),
        ("essay map.yaml", ["argmap outline map.yaml --essay"]),
        (
            "slides map.yaml",
            [
                "argmap outline map.yaml -o map.pptx",
                "argmap render map.yaml --paper slide --split -o map.pdf",
            ],
        ),
        ("word map.yaml", ["argmap outline map.yaml -o map.docx"]),
        ("pdf map.yaml", ["argmap render map.yaml -o map.pdf"]),
        ("PNG map.yaml", ["argmap render map.yaml -o map.png"]),
        ("yaml map.yaml", ["argmap convert map.yaml -o map.yaml"]),
        ("draw", ["argmap render FILE"]),
        ("render map.yaml -o x.docx", ["argmap outline map.yaml -o x.docx"]),
        ("outline map.yaml -o x.svg", ["argmap render map.yaml -o x.svg"]),
        ("quiz map.yaml -o x.pdf", ["argmap render map.yaml -o x.pdf"]),
        ("render map.yaml --open", ["argmap preview FILE --open"]),
        ("render map.yaml --png", ["-f png"]),
        ("check map.yaml --json", ["-f json"]),
        ("render map.yaml --json", ["argmap convert FILE -f json"]),
    ],
)
def test_a_guess_is_answered_by_what_to_type(typed: str, lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "b.yaml").write_text(MAP)
    result = argmap(*shlex.split(typed), cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    for line in lines:
        assert f"`{line}`" in result.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.yaml", "map.yaml"]
    # What is printed can be typed: no second failure but for files that are not there.
    for line in lines:
        words = shlex.split(line)
        if words[0] == "argmap" and "FILE" not in words and words[1] not in ("edit", "preview"):
            again = argmap(*words[1:], cwd=tmp_path)
            assert again.code in (0, 1) or "overwrite" in again.err or "cannot write" in again.err


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("convert map.yaml -f YAML", "convert map.yaml -f native"),
        ("outline map.yaml -f md", "outline map.yaml -f markdown"),
        ("outline map.yaml --from yaml", "outline map.yaml --from native"),
        ("check map.yaml -f JSON", "check map.yaml -f json"),
        ("check map.yaml --fail-on Error", "check map.yaml --fail-on error"),
        ("render map.yaml --theme DARK -o -", "render map.yaml --theme dark -o -"),
        ("quiz map.yaml -f moodle", "quiz map.yaml -f moodle-xml"),
    ],
)
def test_common_names_of_formats_and_any_case_are_taken(
    typed: str, same: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    result = argmap(*typed.split(), cwd=tmp_path)
    assert result == argmap(*same.split(), cwd=tmp_path)
    assert result.code in (0, 1)


def test_a_file_alone_is_summed_up_in_six_lines_and_drawn(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    result = argmap("map.yaml", cwd=tmp_path)
    assert result == (
        0,
        "Lying (2 claims)\n"
        "  stands, asserted: Lying is wrong.\n"
        "Fix first: line 2: support `b` “Nobody likes it.” (1 verdict depends on it)\n"
        "Picture: output/map.svg\n"
        "Next: `argmap edit map.yaml`, `argmap check map.yaml` or `argmap evaluate map.yaml`\n",
        "",
    )
    picture = tmp_path / "output/map.svg"
    drawn = picture.read_bytes()
    assert drawn == argmap("render", "map.yaml", "-o", "-", cwd=tmp_path).out.encode()
    # It is drawn again over a picture of argmap, and over no other.
    assert argmap("map.yaml", cwd=tmp_path) == result
    picture.write_text("<svg/>")
    assert (
        "Picture: none, because output/map.svg is there already"
        in argmap("map.yaml", cwd=tmp_path).out
    )
    assert picture.read_text() == "<svg/>"


def test_a_file_called_like_a_command_is_named_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "check").write_text(MAP)
    assert argmap("./check", "--from", "yaml", cwd=tmp_path).out.startswith("Lying (2 claims)\n")


def test_a_file_that_is_no_map_is_reported_and_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: {txt: A.}}\n")
    result = argmap("map.yaml", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "did you mean `text`?" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["map.yaml"]
