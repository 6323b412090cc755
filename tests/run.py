"""Runs the installed command as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Result(NamedTuple):
    code: int
    out: str
    err: str


def argmap(*words: str, cwd: Path | None = None, stdin: bytes = b"", **env: str) -> Result:
    """Return what `argmap WORDS` prints and its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *words],
        cwd=cwd, input=stdin, capture_output=True, check=False, timeout=600, env=os.environ | env,
    )  # fmt: skip
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())
