"""No work grows much faster than the map: counted line by line, without a clock; with `--all` for all shapes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, mostly_soak

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
    assert _counted("tests.work", shapes) == []


@pytest.mark.parametrize("small", mostly_soak([50, 2_000], 50))
def test_each_rule_does_at_most_twelve_times_the_work_for_eight_times_the_map(small: int) -> None:
    assert _counted("tests.work_of_check", str(small), str(8 * small)) == {}


def _counted(module: str, *arguments: str) -> object:
    """Return what a module counts in a process of its own, where no module is imported yet."""
    # Without coverage, which would count once more.
    without_coverage = {
        name: value for name, value in os.environ.items() if not name.startswith("COV")
    }
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=without_coverage,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    found: object = json.loads(run.stdout)
    return found
