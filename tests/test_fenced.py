"""Maps in the fences of Markdown files: which are read, where, and by which commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import ArgmapError, formats
from argmap.formats import ReadingOptions, fences_in
from tests.run import argmap as run

NOTES = """\
# Notes

````markdown
```argdown
[X]: This is an example in a fence of its own.
```
````

```argdown
===
title: Sleep
===

Some prose.

[A]: Teenagers would sleep more.
  + [B]: They are tired.
```

1. In a list:

   ~~~ ArgMap verdicts
   title: Buses
   claims:
     late: {text: Buses are late., premises: [traffic]}
     traffic: {text: Traffic is dense., side: now}
   ~~~

```python
pass
```

```argdown
[C]: It never ends.
"""


def test_fences_as_commonmark_has_them() -> None:
    assert [
        (fence.formats, fence.line, fence.text.strip().splitlines()[0])
        for fence in fences_in(NOTES)
    ] == [
        (("argdown",), 9, "==="),
        ((), 22, "title: Buses"),
        (("argdown",), 33, "[C]: It never ends."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    ```argdown\n[A]: It is so.\n```\n",
        "``argdown\n[A]: It is so.\n```\n",
        "```argdown `x`\n```argmapper\n```\n",
        "~~~\n```argdown\n[A]: It is so.\n```\n~~~\n",
    ],
    ids=["indented by four", "two backticks", "another word", "inside another fence"],
)
def test_what_is_no_fence_of_a_map(text: str) -> None:
    fences = [fence for fence in fences_in(text) if fence.text.strip() == "[A]: It is so."]
    assert fences == []


def test_a_longer_fence_ends_with_as_many_signs() -> None:
    (fence,) = fences_in("`````argdown\n[A]: It is so. ```\n````\n  `````  \n[B]: It is not.\n")
    assert (fence.text, fence.last_line) == ("[A]: It is so. ```\n````", 4)


@given(st.text("`~ \nargdown[A]:x", max_size=60))
def test_any_text_has_fences_or_none(text: str) -> None:
    end = 0
    for fence in fences_in(text):
        assert end < fence.line <= fence.last_line <= text.count("\n") + 1
        end = fence.last_line


def test_which_map_is_read() -> None:
    first = formats.parse(NOTES, "notes.md")
    assert first.unwrap().title == "Sleep"
    assert first.format == "fenced"
    assert [(found.code, found.span.line) for found in first.diagnostics if found.span] == [
        ("several-maps", 9),
        ("argdown-prose", 14),
    ]
    second = formats.parse(NOTES, "notes.md", options=ReadingOptions(fence=2))
    assert (
        second.diagnostics[0].message == "unknown side `now`: a map without `sides` has none"
        or second.map is None
    )
    assert argmap.loads(NOTES, "fenced", fence=3).claims["C"].text == "It never ends."
    assert list(argmap.loads(NOTES, "fenced", prose=True).claims) == ["some-prose", "A", "B"]


def test_places_are_those_in_the_markdown_file() -> None:
    reading = formats.parse(NOTES, "notes.md", options=ReadingOptions(fence=2))
    spans = [found.span for found in reading.diagnostics]
    assert [(span.line, span.column) for span in spans if span] == [(26, 47)]
    assert reading.text == NOTES


@pytest.mark.parametrize(
    ("inner", "code"),
    [("", "no-map"), ("// nothing\n", "no-claims"), ("This is prose.\n", "no-claims")],
)
def test_what_is_wrong_with_a_map_as_a_whole_is_reported_at_its_fence(
    inner: str, code: str
) -> None:
    reading = formats.parse(f"# Notes\n\n```argdown\n{inner}```\n", "notes.md")
    assert [(found.code, found.span and found.span.line) for found in reading.diagnostics] == [
        (code, 3)
    ]


def test_a_fence_that_is_not_there() -> None:
    with pytest.raises(
        ArgmapError, match=r"notes\.md has no fenced map 4, because it contains only 3 maps"
    ):
        formats.parse(NOTES, "notes.md", options=ReadingOptions(fence=4))
    with pytest.raises(
        ArgmapError, match=r"map\.argdown has no fenced map 2, because it is not a Markdown file"
    ):
        formats.parse("[A]: It is so.", "map.argdown", options=ReadingOptions(fence=2))


def test_a_map_in_a_fence_may_be_made_of_several_files(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("claims: {b: Because of this.}", encoding="utf-8")
    notes = tmp_path / "notes.md"
    fence = "# Notes\n\n```argmap\ninclude: [{}]\nclaims: {{a: {{text: It is so., premises: [b]}}}}\n```\n"
    notes.write_text(fence.format("part.yaml"), encoding="utf-8")
    assert list(argmap.load(notes).claims) == ["a", "b"]
    notes.write_text(fence.format("port.yaml"), encoding="utf-8")
    (problem,) = formats.read(notes).diagnostics
    assert problem.span is not None
    assert (problem.code, problem.span.line) == ("cannot-read", 4)


# --- the commands ---

TWO = """\
```argdown
[A]: It is so.
  + [B]: Because of this.
```

Some words.

```argmap
claims:
  late: {text: Buses are late., premises: [traffic]}
  traffic: Traffic is dense.
```
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(TWO, encoding="utf-8")
    return path


def test_pictures_of_one_map_or_of_all(notes: Path) -> None:
    first = run("render", "notes.md", cwd=notes.parent)
    assert "this file contains 2 maps; argmap reads only the first one" in first.err
    run("render", "notes.md", "--fence", "2", cwd=notes.parent)
    every = run("render", "notes.md", "--fence", "all", "-o", "a.mmd", cwd=notes.parent)
    assert every.err == "wrote a-1.mmd\nwrote a-2.mmd\n"
    assert sorted(path.name for path in notes.parent.rglob("*.*")) == [
        "a-1.mmd", "a-2.mmd", "notes-2.svg", "notes.md", "notes.svg",
    ]  # fmt: skip
    assert "Traffic is dense." in (notes.parent / "a-2.mmd").read_text(encoding="utf-8")
    assert "Traffic is dense." in (notes.parent / "output" / "notes-2.svg").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("command", ["outline", "evaluate", "check", "convert --to json"])
def test_every_command_reads_such_a_file(command: str, notes: Path) -> None:
    done = run(*command.split(), "notes.md", "--fence", "2", cwd=notes.parent)
    assert "Buses are late" in done.out
    assert not done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--fence", "3"],
            "argmap: notes.md has no fenced map 3, because it contains only 2 maps\n",
        ),
        (
            ["--fence", "all", "-o", "-"],
            "argmap: cannot write 2 pictures to standard output; write them to files with -o PATH",
        ),
        (["--fence", "two"], "argmap: --fence must be a positive whole number, not `two`"),
        (["--fence", "0"], "argmap: --fence must be a positive whole number, not `0`"),
        (
            ["--fence", "9" * 5000],
            f"argmap: --fence must be a positive whole number, not `{'9' * 59}…`",
        ),
    ],
)
def test_wrong_requests(words: list[str], said: str, notes: Path) -> None:
    done = run("render", "notes.md", *words, cwd=notes.parent)
    assert done.code == 2
    assert done.err.startswith(said)
    assert [path.name for path in notes.parent.iterdir()] == ["notes.md"]


def test_what_is_around_a_broken_fence_is_not_taken_for_its_map() -> None:
    page = "- A list.\n\n```argmap\n```\n\n```argmap\nclaims: [\n```\n"
    assert [argmap.read(page, "page.md", fence=number).map for number in (1, 2)] == [None, None]
