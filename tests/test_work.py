"""No work grows much faster than the map: counted line by line, without a clock; with `--all` for all shapes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

FEW = "of (half_and_half|chain|nearly_alike)$"
"""Shapes that meet most code: reasons and objections to one claim, a deep map, and claims that have to be compared."""


@pytest.mark.parametrize(
    "shapes",
    [
        pytest.param(FEW, id="few", marks=pytest.mark.soak),
        pytest.param("", id="all", marks=pytest.mark.soak),
    ],
)
def test_no_line_does_work_that_grows_faster_than_the_map(shapes: str) -> None:
    # In a process of its own, where no module is imported yet, and without coverage, which would count once more.
    without_coverage = {
        name: value for name, value in os.environ.items() if not name.startswith("COV")
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.work", shapes],
        cwd=ROOT,
        env=without_coverage,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout) == []
