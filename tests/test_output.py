"""The pictures, the page, the outline and the report in `output/` are what the code makes of `arguments.yaml` now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.run import argmap

Golden = Callable[[str, str | bytes], None]

PICTURES = {
    "arguments.svg": (),
    "arguments.html": (),
    "arguments-termination.svg": ("--side", "termination"),
    "arguments-continuation.svg": ("--side", "continuation"),
}
PAGES = {
    "arguments.png": ("--paper", "screen"),
    "arguments-a4.pdf": ("--paper", "a4"),
    "arguments-slides.pdf": ("--paper", "slide", "--split"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_svg_and_page(name: str, golden: Golden, tmp_path: Path) -> None:
    made = tmp_path / name
    assert argmap("render", *PICTURES[name], "-o", str(made), cwd=ROOT).code == 0
    golden(f"output/{name}", made.read_bytes())


@pytest.mark.soak(only=["arguments-slides.pdf"])
@pytest.mark.parametrize("name", PAGES)
def test_png_and_pdf(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made, kept = tmp_path / name, ROOT / "output" / name
    assert argmap("render", *PAGES[name], "-o", str(made), cwd=ROOT).code == 0
    if request.config.getoption("--renew"):
        kept.write_bytes(made.read_bytes())
    # The bytes are those of the Typst that is installed; what it drew is the SVG compared above.
    assert made.read_bytes()[:24] == kept.read_bytes()[:24]


def test_outline(golden: Golden) -> None:
    golden("output/arguments.md", argmap("outline", "-f", "markdown", "--sources", cwd=ROOT).out)


def test_check_report(golden: Golden) -> None:
    result = argmap("check", cwd=ROOT)
    assert (result.code, result.err) == (1, "")
    golden("output/arguments-check.txt", result.out)


def test_a_file_without_an_ending_gets_that_of_what_is_written_and_a_folder_is_made(
    tmp_path: Path,
) -> None:
    (tmp_path / "map.md").write_text("- A is so.\n  - B is so.\n")
    for words, written in [
        ("render map.md -o a/map", "a/map.svg"),
        ("outline map.md -o text", "text.txt"),
        ("outline map.md -f markdown -o README", "README"),
        ("worksheet map.md --share 1 -f yaml -o b/sheet.yaml", "b/sheet-key.yaml"),
        ("worksheet map.md --share 1 -o sheet", "sheet-key.pdf"),
        ("diff map.md map.md -o diff", "diff.txt"),
    ]:
        assert argmap(*words.split(), cwd=tmp_path).code == 0
        assert (tmp_path / written).is_file(), words
