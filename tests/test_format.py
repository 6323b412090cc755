"""`argmap format`: one layout for YAML and lists, with the same map, every word and every comment."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, dumps, formats
from argmap.editing import format_reading, is_same_map
from tests.list_styles import list_of
from tests.native_styles import styled
from tests.run import argmap
from tests.strategies import maps
from tests.tree import files

UGLY = """\
# Notes of the class.
title:   'School'

claims: {   # all of them
  nine: {premises: [sleep,   # first
      [tired, sleep], {premises: buses, implicit: true}], text: "School should start at nine."},
  sleep: {text: Sleep helps.}, tired: 'Pupils: are tired.',


  buses: {text: Buses are cheaper after nine than they are at eight because of the number of children in them.}
  # That is all.
  }
sides: {a: A}
"""
TIDY = """\
# Notes of the class.
title: School
sides: {a: A}

claims:  # all of them
  nine:
    text: School should start at nine.
    premises:
      - sleep  # first
      - [tired, sleep]
      - {premises: buses, implicit: true}

  sleep: {text: Sleep helps.}
  tired: 'Pupils: are tired.'

  buses:
    text: >-
      Buses are cheaper after nine than they are at eight because of the number of children in them.
  # That is all.
"""
UGLY_LIST = """\
# Should phones be banned?
They should.
## Yes


*   Phones distract.
      * Pupils play
 games.{spaces}
* They cost money.
## No
1) They are useful.
""".format(spaces="  ")
TIDY_LIST = """\
# Should phones be banned?

They should.

## Yes

* Phones distract.
  * Pupils play
    games.
* They cost money.

## No

1) They are useful.
"""


def formatted(text: str, name: str = "map.yaml") -> str:
    return format_reading(formats.parse(text, name))


def words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


def must_be_kept(text: str, name: str) -> None:
    """Check that a text, if it is a map, is formatted once and for all and keeps what it says."""
    before = formats.parse(text, name)
    if before.map is None:
        return
    tidy = format_reading(before)
    after = formats.parse(tidy, name)
    assert after.map is not None
    assert is_same_map(before.map, after.map)
    assert format_reading(after) == tidy
    assert tidy.count("#") == text.count("#")
    if "\\" not in text:
        assert words(tidy) == words(text)


# --- what stays ---


def damaged(text: str, random: Random) -> str:
    """Return a native text with comments, blank lines and spaces where somebody may have left them."""
    lines: list[str] = []
    for line in text.split("\n"):
        match random.randrange(16):
            case 0:
                lines.append(f"{' ' * random.randrange(12)}# a note: {random.randrange(99)}")
            case 1:
                lines += ["", ""]
            case 2:
                line += "  # behind"  # noqa: PLW2901
            case 3:
                line += "   "  # noqa: PLW2901
            case 4:
                line = re.sub(r"([\[{,]) ?", r"\1 # inside" + "\n" + " " * 30, line, count=1)  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


@given(maps(), st.randoms(use_true_random=False))
def test_a_map_in_any_style_stays_the_same(map: ArgumentMap, random: Random) -> None:
    text = styled(map, random)
    must_be_kept(text, "map.yaml")
    must_be_kept(damaged(text, random), "map.yaml")


@given(st.integers(0, 10**6), st.booleans())
def test_a_list_in_any_style_stays_the_same(seed: int, is_markdown: bool) -> None:
    text = list_of(Random(seed), is_markdown=is_markdown)  # noqa: S311
    must_be_kept(text, "list.md" if is_markdown else "list.txt")


@given(maps())
def test_what_argmap_writes_is_in_this_layout(map: ArgumentMap) -> None:
    text = dumps(map)
    assert formatted(text) == text


@pytest.mark.parametrize(
    "path", files("arguments.yaml", "docs/*.yaml", "tests/maps/*.yaml"), ids=lambda path: path.stem
)
def test_a_file_of_the_project_stays_the_same_map(path: Path) -> None:
    must_be_kept(path.read_text(encoding="utf-8"), path.name)
    must_be_kept(damaged(path.read_text(encoding="utf-8"), Random(path.stem)), path.name)  # noqa: S311


def test_the_examples_of_the_documentation_stay_the_same_maps() -> None:
    for path in files("README.md", "docs/**/*.md"):
        for example in re.findall(r"```yaml[^\n]*\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            must_be_kept(example, "map.yaml")


# --- the layout ---


def test_brackets_unfold_from_the_outermost() -> None:
    assert formatted(UGLY) == TIDY


def test_a_list_is_indented_and_has_blank_lines_at_headings() -> None:
    assert formatted(UGLY_LIST, "list.md") == TIDY_LIST


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("claims:\n  a:   A b.\n  b:  C d.\n", "claims:\n  a: A b.\n  b: C d.\n"),
        ('claims:\n  a: "text:A b."\n', 'claims:\n  a: "text:A b."\n'),
        ('claims:\n  a: "A\\u00e9 b."\n', 'claims:\n  a: "A\\u00e9 b."\n'),
        (
            "claims:\n  a:\n      note: |\n         One\n           two.\n      text: A b.\n",
            "claims:\n  a:\n    text: A b.\n    note: |\n      One\n        two.\n",
        ),
        ("claims:\r\n  a:   A b.\r\n", "claims:\r\n  a: A b.\r\n"),
        ("\ufeffclaims: {a: A b.}", "\ufeffclaims:\n  a: A b.\n"),
        ("---\nclaims:\n- A b.\n-   text: C d.\n", "claims:\n  - A b.\n\n  - text: C d.\n"),
    ],
)
def test_a_layout(text: str, tidy: str) -> None:
    assert formatted(text) == tidy


# --- the command ---


def test_a_file_is_formatted_in_place(tmp_path: Path) -> None:
    (tmp_path / "ugly.yaml").write_bytes(b"\xef\xbb\xbf" + UGLY.replace("\n", "\r\n").encode())
    result = argmap("format", "ugly.yaml", cwd=tmp_path)
    assert result == (0, "", "formatted ugly.yaml\n")
    expected = b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert (tmp_path / "ugly.yaml").read_bytes() == expected
    assert argmap("format", "ugly.yaml", cwd=tmp_path) == (0, "", "")


def test_check_and_diff_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("claims:\n  a:   A b.\n")
    (tmp_path / "b.yaml").write_text("claims:\n  a: A b.\n")
    result = argmap("format", "a.yaml", "b.yaml", "--check", cwd=tmp_path)
    assert result == (1, "", "would format a.yaml\n")
    result = argmap("format", "a.yaml", "--diff", cwd=tmp_path)
    assert result == (
        1,
        "--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n claims:\n-  a:   A b.\n+  a: A b.\n",
        "",
    )
    assert (tmp_path / "a.yaml").read_text() == "claims:\n  a:   A b.\n"


def test_standard_input_goes_to_standard_output() -> None:
    assert argmap("format", "-", stdin=UGLY.encode()) == (0, TIDY, "")


def test_a_file_with_errors_stays_and_the_others_are_formatted(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("claims: {a: b")
    (tmp_path / "good.yaml").write_text("claims: {a: A b.}")
    code, out, said = argmap("format", "bad.yaml", "good.yaml", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "bad.yaml:1:9: error[yaml-syntax]: this brace is never closed" in said
    assert said.endswith("formatted good.yaml\n")
    assert (tmp_path / "bad.yaml").read_text() == "claims: {a: b"


def test_a_layout_that_would_change_the_map_is_refused(tmp_path: Path) -> None:
    # The spaces of the last line belong to the note.
    text = "claims:\n  a:\n    text:   A b.\n    note: |\n      One\n         \n"
    (tmp_path / "map.yaml").write_text(text)
    assert argmap("format", "map.yaml", cwd=tmp_path) == (
        2,
        "",
        "argmap: in the canonical layout, map.yaml would be read as a different map (see line 2),"
        " so argmap left it unchanged\n",
    )
    assert (tmp_path / "map.yaml").read_text() == text


def test_a_format_that_argmap_only_reads_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.argdown").write_text("[A]: A b.\n  + C d.\n")
    assert argmap("format", "map.argdown", cwd=tmp_path) == (
        2,
        "",
        "argmap: map.argdown is in the format `argdown`; argmap formats only YAML and lists\n",
    )
