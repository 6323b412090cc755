"""The script that runs the README's two set-up commands on what is as good as a new machine can fail."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tools import tool
from tests.tree import copy_checkout

pytestmark = [pytest.mark.soak, pytest.mark.tools]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the project that Git knows."""
    copy = tmp_path / "argmap"
    copy_checkout(copy)
    for words in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *words], cwd=copy, check=True)  # noqa: S607
    return copy


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def last_line(checkout: Path) -> str:
    """Return the last line of what the script says, which has to fail."""
    done = subprocess.run(
        [tool("bash"), ".ci/bare"], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


def test_a_package_that_the_tests_lack_is_noticed(checkout: Path) -> None:
    for package in ("pytest", "pytest-cov", "pytest-lsp", "pytest-xdist"):
        replace(checkout / "pyproject.toml", f'  "{package}>=', f'  "wcwidth>=0.3", # "{package}>=')
    assert last_line(checkout) == (
        "This command of README.md failed with exit code 1: .venv/bin/python -m pytest"
    )


def test_a_picture_that_is_not_drawn_is_noticed(checkout: Path) -> None:
    replace(checkout / "README.md", ".venv/bin/argmap render\n", ".venv/bin/argmap rendre\n")
    assert last_line(checkout) == (
        "This command of README.md failed with exit code 2: .venv/bin/argmap rendre"
    )


def test_a_test_that_is_skipped_is_noticed(checkout: Path) -> None:
    shutil.rmtree(checkout / "tests")
    (checkout / "tests").mkdir()
    (checkout / "tests/test_one.py").write_text(
        "import pytest\n\ndef test_one():\n    pytest.skip('not here')\n"
    )
    subprocess.run(["git", "add", "--all"], cwd=checkout, check=True)  # noqa: S607
    assert last_line(checkout).startswith(
        "These tests were skipped, and the second command of README.md must run all of them: "
    )
