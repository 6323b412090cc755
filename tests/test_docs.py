"""What the documents say is what the code does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

import pytest

from tests.conftest import ROOT
from tests.run import argmap

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = re.compile(r"```console\n\$ (argmap [^\n]*)\n(.*?)```", re.DOTALL)


def test_the_first_screen_has_the_two_commands_that_ci_runs() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[:2]
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert len(commands) == 2
    assert set(commands) <= set(script)
    assert README.index(commands[1]) < 2500


@pytest.mark.parametrize(("command", "shown"), SHELL.findall(README))
def test_the_readme_shows_real_output(command: str, shown: str) -> None:
    """A line `...` in the README stands for any lines."""
    words, *_ = command.split(" | ")
    made = argmap(*shlex.split(words)[1:], cwd=ROOT).out
    parts = [re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]
    assert re.search("(.|\n)*".join(parts), made), made


def test_the_rules_document_is_made_from_the_docstrings(golden: Callable[[str, str], None]) -> None:
    golden("docs/rules.md", argmap("rules", "-f", "markdown").out)
