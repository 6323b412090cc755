"""The scripts of a page, by tools from npm: their types, and what a linter finds."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from argmap.page import DECISION_SCRIPTS, EDITOR_SCRIPTS, SCRIPTS, SERVED_SCRIPTS, WORKER_SCRIPTS
from argmap.util import strip_code
from tests.conftest import ROOT
from tests.tools import node_module, tool
from tests.tree import files

pytestmark = pytest.mark.tools

FOLDER = ROOT / "argmap" / "page"

TYPES = (
    "--allowJs", "--checkJs", "--noEmit", "--strict", "--noUnusedLocals", "--noUnusedParameters", "--noImplicitReturns",
    "--noFallthroughCasesInSwitch", "--target", "es2025",
)  # fmt: skip

IN_PAGE = (*TYPES, "--lib", "es2025,dom,dom.iterable")
IN_WORKER = (*TYPES, "--lib", "es2025,webworker")

REWRITE = ("--allowJs", "--noCheck", "--removeComments", "--target", "es2024")

LINT = (
    "--disable-typescript-plugin", "-D", "correctness", "-D", "suspicious", "-D", "perf",
    "-D", "array-callback-return", "-D", "eqeqeq", "-D", "no-else-return", "-D", "no-implicit-coercion",
    "-D", "no-redeclare", "-D", "no-var", "-D", "prefer-const",
    "-A", "no-unused-vars",  # what one file defines the next one uses; what is used nowhere, the types tell
    "-A", "no-new",  # an observer does its work without a name
    "-A", "no-array-sort", "-A", "no-array-reverse",  # lists that were just made may be changed
)  # fmt: skip


BUNDLE = "text_field.min.js"
"""A library, which is minified."""


def own_scripts() -> list[Path]:
    return [file for file in files("argmap/page/**/*.js") if file.name != BUNDLE]


def node(program: Path, *words: str | Path) -> str:
    """Return what a program for Node.js prints."""
    done = subprocess.run(
        [tool("node"), program, *words], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def test_their_types_are_right() -> None:
    # In the order in which they are joined, and last what a page has that is served.
    assert node(node_module("typescript", "bin/tsc"), *IN_PAGE, *SCRIPTS, "scripts/reload.js") == ""
    assert node(node_module("typescript", "bin/tsc"), *IN_PAGE, *DECISION_SCRIPTS) == ""


def test_the_types_of_the_editor_are_right() -> None:
    assert node(node_module("typescript", "bin/tsc"), *IN_PAGE, *EDITOR_SCRIPTS) == ""
    assert node(node_module("typescript", "bin/tsc"), *IN_PAGE, *SERVED_SCRIPTS) == ""
    assert node(node_module("typescript", "bin/tsc"), *IN_WORKER, *WORKER_SCRIPTS) == ""


SOURCES = ROOT / ".ci" / "site"
"""The folder of what is bundled with libraries."""


def test_the_text_field_of_the_editor_is_right(tmp_path: Path) -> None:
    modules = node_module("@codemirror/view", "package.json").parents[2]
    (tmp_path / "node_modules").symlink_to(modules)
    source = tmp_path / "text_field.mjs"
    shutil.copy(SOURCES / source.name, source)
    words = (*IN_PAGE, "--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck")
    assert node(node_module("typescript", "bin/tsc"), *words, source) == ""
    oxlint = node_module("oxlint", "bin/oxlint")
    assert node(oxlint, *LINT, "--format", "unix", *files(".ci/site/*.mjs")) == ""


WORKSHEET = "../classroom/worksheets/worksheet_page.js"
"""The program of a page of another folder, which uses none of these."""


def test_that_of_a_worksheet_is_right_too() -> None:
    assert node(node_module("typescript", "bin/tsc"), *IN_PAGE, WORKSHEET) == ""
    whole = (FOLDER / WORKSHEET).resolve()
    assert node(node_module("oxlint", "bin/oxlint"), *LINT, "--format", "unix", whole) == ""


def test_a_page_has_them_without_comments_and_indents_alone(tmp_path: Path) -> None:
    # TypeScript writes each script anew, as it is and as a page has it: both are the same program.
    scripts = own_scripts()
    for file in scripts:
        text = file.read_text(encoding="utf-8")
        stripped = strip_code(text)
        assert len(stripped) < len(text), file.name
        (tmp_path / file.name).write_text(stripped, encoding="utf-8")
    stripped_scripts = [tmp_path / file.name for file in scripts]
    for name, sources in (("written", scripts), ("stripped", stripped_scripts)):
        output = tmp_path / name
        assert (
            node(node_module("typescript", "bin/tsc"), *REWRITE, "--outDir", output, *sources) == ""
        )
    for file in scripts:
        # What is not in one folder is written to the folders that it is in.
        [written] = (tmp_path / "written").rglob(file.name)
        text = (tmp_path / "stripped" / file.name).read_text("utf-8")
        assert text == written.read_text("utf-8"), file.name


def test_a_linter_finds_nothing() -> None:
    scripts = own_scripts()
    names = {file.relative_to(FOLDER).as_posix() for file in scripts}
    assert names == {
        *SCRIPTS, *EDITOR_SCRIPTS, *SERVED_SCRIPTS, *WORKER_SCRIPTS, "scripts/reload.js", *DECISION_SCRIPTS
    }  # fmt: skip
    assert node(node_module("oxlint", "bin/oxlint"), *LINT, "--format", "unix", *scripts) == ""
