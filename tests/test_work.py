"""No work grows much faster than the map: counted line by line, for all shapes and operations, without a clock."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import ROOT


def test_no_line_does_work_that_grows_faster_than_the_map() -> None:
    # In a process of its own, where no module is imported yet.
    run = subprocess.run([sys.executable, "-m", "tests.work"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout) == []
