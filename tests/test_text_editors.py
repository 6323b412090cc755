"""The lines for editors in docs/guides/text-editors.md, in these editors."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.run import PATIENCE
from tests.tools import tool

pytestmark = pytest.mark.tools

GUIDE = (ROOT / "docs/guides/text-editors.md").read_text(encoding="utf-8")

MAP = (
    "claims:\n  nine: {text: School should start at nine., premises: [slep]}\n  sleep: We sleep.\n"
)
FOUND = "2 unknown claim `slep`"

ASK_NEOVIM = """
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, each in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(each.lnum + 1, " ", vim.split(each.message, "\\n")[1], "\\n")
end
"""

ASK_EMACS = """
(run-hooks 'post-command-hook) ; as after a key
(while (not (flymake-diagnostics))
  (accept-process-output nil 0.05)
  (when flymake-mode (flymake-start)))
(dolist (each (flymake-diagnostics))
  (princ (format "%d %s\\n" (line-number-at-pos (flymake-diagnostic-beg each))
    (car (last (split-string (car (split-string (flymake-diagnostic-text each) "\\n")) "]: "))))))
"""


def lines_for(language: str) -> str:
    """Return the lines of the guide in a language."""
    [lines] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return str(lines)


def shown_in(folder: Path, *words: str) -> str:
    """Return what an editor prints that finds the command `argmap`."""
    command = folder / "bin" / "argmap"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m argmap "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
    }
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )  # fmt: skip
    return done.stdout


def test_in_neovim(tmp_path: Path) -> None:
    neovim = tool("nvim")
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "init.lua").write_text(lines_for("lua"))
    (tmp_path / "ask.lua").write_text(ASK_NEOVIM)
    words = (
        "--clean",
        "--headless",
        "-u",
        "init.lua",
        "map.yaml",
        "-c",
        "luafile ask.lua",
        "-c",
        "qa!",
    )
    assert shown_in(tmp_path, neovim, *words).splitlines() == [FOUND]


def test_in_emacs(tmp_path: Path) -> None:
    emacs = tool("emacs")
    (tmp_path / "arguments.yaml").write_text(MAP)
    (tmp_path / "init.el").write_text(lines_for("elisp"))
    (tmp_path / "ask.el").write_text(ASK_EMACS)
    words = ("--batch", "--quick", "--load", "init.el", "arguments.yaml", "--load", "ask.el")
    assert shown_in(tmp_path, emacs, *words).splitlines() == [FOUND]
