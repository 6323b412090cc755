"""No work grows much faster than the map: counted line by line, for all shapes and operations, without a clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.conftest import ROOT


def test_no_line_does_work_that_grows_faster_than_the_map() -> None:
    # In a process of its own, where no module is imported yet, and without coverage, which would count once more.
    without_coverage = {
        name: value for name, value in os.environ.items() if not name.startswith("COV")
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.work"],
        cwd=ROOT,
        env=without_coverage,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout) == []
